"""Who passes on what another said: whom a source had it from, which outlet was told, which outlet quotes."""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.reading.cues import Candidate
from secondsource.reading.phrases import subject
from secondsource.reading.sameness import backwards
from secondsource.reading.scene import Scene
from secondsource.reading.sources import Voice, speaks

_FIRST_PERSON = frozenset({"me", "us"})


def heard_from(scene: Scene) -> Iterator[tuple[Token, Token]]:
    """Verbs of hearing with the noun of whom it was heard from: "I had it from a driver", "heard this from a cook"."""
    table = source_words().had
    for token in scene.every("LOWER", "from"):
        if token.dep_ != "prep":
            continue
        verb = token.head
        if verb.dep_ == "pobj" or verb.lemma_ in _IT:
            verb = verb.head
        needs = table.get(verb.lemma_)
        if needs is None or scene.titled(token.i):
            continue
        thing = next((c for c in verb.children if c.dep_ == "dobj"), None)
        if needs and (thing is None or thing.lower_ not in _IT):
            continue
        whom = next((c for c in token.children if c.dep_ == "pobj"), None)
        if whom is not None and whom.pos_ in {"NOUN", "PROPN"} and _somebody(scene, whom):
            yield verb, whom


_IT = frozenset(
    {"it", "this", "that", "same", "story", "account", "information", "news", "all", "part", "detail", "figure"}
)


def _somebody(scene: Scene, head: Token) -> bool:
    table, lemma = source_words(), head.lemma_.lower()
    if head.ent_type_ in {"GPE", "LOC", "DATE", "TIME"}:
        return False
    known = any(lemma in kind for kind in (table.people, table.officials, table.sources, table.media))
    return speaks(scene, head) and (known or head.i in scene.who)


def quoting(scene: Scene) -> Iterator[tuple[Token, Token]]:
    """Who quotes with whom is quoted: "the outlet, which cites a friend", "the paper quoted a relative as saying"."""
    for token in scene.every("LEMMA", "cite", "quote"):
        if token.tag_ in {"VBG", "VBN"} or scene.layout.quoted[token.i] >= 0:
            continue
        outlet = subject(token)
        whom = next((c for c in token.children if c.dep_ == "dobj"), None)
        if outlet is not None and whom is not None and whom.pos_ in {"NOUN", "PROPN"} and _somebody(scene, whom):
            yield outlet, whom
    yield from _referring(scene)


def _referring(scene: Scene) -> Iterator[tuple[Token, Token]]:
    """Who refers to whom: "the site, which refers to an officer", "the agency reports with reference to a relative"."""
    for token in scene.every("LOWER", "to"):
        word = token.head
        whom = next((c for c in token.children if c.dep_ == "pobj"), None)
        if whom is None or scene.layout.quoted[token.i] >= 0:
            continue
        if word.lower_ == "reference" and word.head.lower_ in {"with", "in"}:
            outlet = subject(word.head.head)
        elif word.lemma_ == "refer" and word.tag_ in {"VBD", "VBP", "VBZ", "VBG"}:
            outlet = subject(word)
        else:
            continue
        if outlet is not None and whom.pos_ in {"NOUN", "PROPN"} and _somebody(scene, whom):
            yield outlet, whom


def holder(scene: Scene, voices: Sequence[Voice], token: Token, but: Collection[int] = ()) -> int | None:
    """The voice whose words a token is among: of the cue nearest to it in its sentence, else in its paragraph."""
    place = scene.paragraphs[token.i]
    near = [
        (scene.sentences[i] != scene.sentences[token.i], abs(i - token.i), n)
        for n, voice in enumerate(voices)
        if n not in but
        for i in voice.cues
        if scene.paragraphs[i] == place and scene.layout.quoted[i] < 0
    ]
    return min(near)[2] if near else None


def told_outlets(
    scene: Scene, voices: list[Voice], candidates: Sequence[Candidate], links: dict[int, list[int]]
) -> Iterator[tuple[int, int]]:
    """Pairs of an outlet and whoever told it: "a relative told the paper", "a teacher is quoted as saying"."""
    for number, candidate in enumerate(candidates):
        verb = candidate.token
        outlet: int | None = None
        if verb.lemma_ == "tell":
            to = next((c for c in verb.children if c.dep_ in {"dobj", "dative"}), None)
            outlet = _outlet(scene, voices, to) if to is not None else None
        elif _is_quoted(verb):
            outlet = next((n for n, v in backwards(voices) if v.anonymity == "media"), None)
        if outlet is not None:
            yield from ((outlet, source) for source in links[number])


def _is_quoted(verb: Token) -> bool:
    """Whether a cue is that of somebody who "is quoted as saying" something."""
    passive = (t for t in (verb, verb.head, verb.head.head) if t.lemma_ in {"quote", "cite"})
    return any(c.dep_ == "auxpass" for t in passive for c in t.children)


def _outlet(scene: Scene, voices: list[Voice], head: Token) -> int | None:
    """The outlet, other than the report's own, that was told something."""
    words = {c.lower_ for c in head.children}
    lemma = head.lemma_.lower()
    media = [(n, v) for n, v in backwards(voices) if v.anonymity == "media"]
    if lemma in source_words().outlets and "the" in words:
        return media[0][0] if media else None
    if head.pos_ == "PROPN":
        body = scene.bodies.get(head.i)
        return next((n for n, v in media if head.lower_ in v.names or (body and body.name == v.body)), None)
    return None


def told_me(scene: Scene, candidate: Candidate) -> bool:
    """Whether a cue tells what a speaker was told: "the guard told me", "he had been told by a guard"."""
    if candidate.rule == "passive agent":
        return candidate.token.lemma_ in {"tell", "inform"}
    if scene.layout.quoted[candidate.token.i] < 0:
        return False
    return candidate.token.lemma_ == "tell" and any(c.lower_ in _FIRST_PERSON for c in candidate.token.children)
