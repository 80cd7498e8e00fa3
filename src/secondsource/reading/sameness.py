"""Which of the voices known so far a noun phrase speaks of again: by name, by kind, by the words that describe it."""

import re

from spacy.tokens import Token

from secondsource.lexicon import names
from secondsource.lexicon.attribution import source_words
from secondsource.model import Span
from secondsource.reading.antecedents import CODE, given_names
from secondsource.reading.candidates import names_voice
from secondsource.reading.phrases import subject
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice

_NEW = frozenset({"first", "another", "second", "third", "fourth", "other", "different", "separate", "further", "one"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "same"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "other"})


def match(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> int | None:
    """The number of the voice that a noun phrase speaks of, or None where it opens a new one."""
    words = {t.lower_ for t in scene.doc[head.left_edge.i : head.i + 1] if t.idx >= new.phrase.start}
    words |= {scene.words(new.phrase).split()[0].casefold()}
    known = _by_body(voices, new) if new.body else None
    if known is not None:
        return known
    if new.anonymity == "reporter":
        return next((n for n, v in enumerate(voices) if v.anonymity == "reporter"), None)
    if new.anonymity in {"media", "institution", "document"}:
        return _thing(scene, voices, new, words)
    if new.names:
        return _by_name(voices, new)
    if head.text.isupper() and len(head) > 2:  # the label of a turn: "GUARD:"
        return next((n for n, v in backwards(voices) if head.lower_ in v.heads and v.anonymity in PERSONS), None)
    if words & _NEW and "same" not in words:
        return _counted(voices, head, new, words) if words & {"the", "this", "that"} else None
    definite = bool(words & _DEFINITE) or any(t.dep_ == "poss" for t in head.children)
    if not definite:
        length = new.phrase.end - new.phrase.start
        return next(
            (n for n, v in enumerate(voices) if v.said[: v.phrase.end - v.phrase.start] == new.said[:length]), None
        )
    if told_apart(head) or (words & {"our"} and _of_elsewhere(voices, head)):
        return None
    found = _definite(scene, voices, head, new)
    if found is None and "same" in words and not new.plural and not _told_of(scene, head):
        spoken = [n for n, v in enumerate(voices) if v.anonymity in PERSONS and not v.plural and v.spoke >= 0]
        return max(spoken, key=lambda n: voices[n].spoke, default=None)  # "the same visitor", of whom none was told
    return found


def _of_elsewhere(voices: list[Voice], head: Token) -> bool:
    """Whether "our source in the mayor's office" is in a place of which no voice of that noun was said to be."""
    places = [
        t for c in head.rights if c.dep_ == "prep" and c.lower_ in {"in", "at", "from", "inside"} for t in c.subtree
    ]
    named = {t.lower_ for t in places if t.pos_ in {"NOUN", "PROPN"}}
    known = " ".join(v.said for v in voices if head.lemma_.lower() in v.heads)
    return bool(named) and not any(word in known for word in named)


def _by_body(voices: list[Voice], new: Voice) -> int | None:
    kinds = {"institution", "media", "reporter"}
    return next((n for n, v in backwards(voices) if v.body == new.body and v.anonymity in kinds), None)


def _thing(scene: Scene, voices: list[Voice], new: Voice, words: set[str]) -> int | None:
    """A body, an outlet or a document that speaks again."""
    same = [(n, v) for n, v in backwards(voices) if v.anonymity == new.anonymity]
    if new.state:
        return next((n for n, v in same if v.state == new.state), None)
    if new.names:
        found = next((n for n, v in same if v.names and (new.names <= v.names or v.names <= new.names)), None)
        return found if found is not None else _spelt_out(scene, voices, new)
    if not words & _DEFINITE:
        return None
    known = next(
        (n for n, v in same if new.heads & (v.heads | v.names) and v.plural == new.plural and not other_kind(v, new)),
        None,
    )
    if known is None and (new.anonymity == "media" or (new.heads & _ANY_PAPER and not new.plural)):
        return next((n for n, _ in same), None)
    return known


def _spelt_out(scene: Scene, voices: list[Voice], new: Voice) -> int | None:
    """The body whose name a short one is made of: "the NIS" after "the National Intelligence Service", "the Information
    Team" after "the True News Information Team"."""
    short = next(iter(new.names)).upper() if len(new.names) == 1 else ""
    for number, voice in backwards(voices):
        if voice.anonymity in PERSONS or not voice.names:
            continue
        if len(new.names) > 1 and new.names < voice.names:
            return number
        initials = "".join(word[0] for word in _CAPITAL.findall(scene.words(voice.full)))
        if len(short) > 2 and initials.endswith(short):
            return number
    return None


_CAPITAL = re.compile(r"[A-Z][a-z]+")
_ANY_PAPER = frozenset({"document", "paper", "text"})
"""What any paper may be called when it is spoken of again."""


def other_kind(voice: Voice, new: Voice) -> bool:
    """Whether two bodies of one noun are described with words that have nothing in common: "the intelligence
    directorate" after "the provincial Directorate for Virtue"."""
    ours, theirs = (_kinds(v) for v in (new, voice))
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _kinds(voice: Voice) -> set[str]:
    length = voice.phrase.end - voice.phrase.start
    words = re.findall(r"[^\W\d_]{3,}", re.split(r" (?:of|for|in|from|at|with|on) ", voice.said[:length])[0])
    return {word[:6] for word in words} - {head[:6] for head in voice.heads} - _LITTLE


# Cut to six letters, as the words are that they are taken from.
_LITTLE = frozenset(
    {"the", "its", "their", "his", "her", "this", "that", "these", "those", "same", "for", "and", "own", "said", "our"}
    | {"earlie", "previo", "first", "latest", "last", "whole", "entire", "latter", "former", "origin", "second"}
)


def _by_name(voices: list[Voice], new: Voice) -> int | None:
    """The person of that name; a name with a word more is the same, one with another word is not."""
    if new.person:
        bound = next((n for n, v in enumerate(voices) if v.person == new.person), None)
        if bound is not None:
            return bound
    for number, voice in backwards(voices):
        if voice.anonymity not in PERSONS or not voice.names or other_sex(voice, new):
            continue
        if new.names <= voice.names or voice.names <= new.names:
            return number
    return None


def kin_named(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> Token | None:
    """Where the report speaks of the mother, once a name is given that shares a surname with somebody else of it: "his
    mother told us … . Maritza Pupo said" in a report of Yunior Pupo; of those who spoke, if any of them is such."""
    table, given = source_words(), given_names(head)
    others = [t for t in scene.nouns.get(head.lower_, ()) if t.i < head.left_edge.i and given_names(t) - given]
    if new.anonymity != "named" or not given or not others:
        return None
    sex = new.gender or names.gender(tuple(word.capitalize() for word in sorted(given)))
    taken = {s.token for v in voices if v.names or v.plural for s in v.seats}
    spoke = {s.token for v in voices if v.spoke >= 0 for s in v.seats}
    kin = [t for word in table.kin for t in scene.nouns.get(word, ()) if others[0].i < t.i < head.left_edge.i]
    kin = [t for t in kin if t.i not in taken and scene.layout.quoted[t.i] < 0 and _whose(t)]
    kin = [t for t in kin if not sex or table.gender.get(t.lemma_, sex) == sex]
    return max(kin, key=lambda t: (t.i in spoke, -t.i), default=None)


def _whose(kin: Token) -> bool:
    return kin.tag_ == "NN" and (any(c.dep_ == "poss" for c in kin.lefts) or any(c.lower_ == "of" for c in kin.rights))


def other_sex(a: Voice, b: Voice) -> bool:
    """Whether two voices are known to be of different sexes."""
    return bool(a.gender and b.gender and a.gender != b.gender)


def told_apart(head: Token) -> bool:
    """Whether a definite phrase says which one it means: "the source who was quoted in March"."""
    if head.lemma_ not in source_words().sources:
        return False
    # What is put in between commas describes one that is known: "the source, an official who saw it".
    own = [c for c in head.rights if c.dep_ != "appos"]
    clauses = [c for t in (head, *own, *(g for c in own for g in c.rights)) for c in t.rights]
    clauses = [c for c in clauses if c.dep_ == "relcl"]
    return any(t.tag_ in {"WP", "WP$"} and t.nbor(-1).text != "," for clause in clauses for t in clause.lefts)


def _counted(voices: list[Voice], head: Token, new: Voice, words: set[str]) -> int | None:
    """ "The second source" after "a second source" or "another source"; "the other" of two."""
    lemma = head.lemma_.lower()
    if "first" in words and "second" not in words:
        before = (n for n, v in enumerate(voices) if lemma in v.heads and v.anonymity in PERSONS and not v.plural)
        found = next((n for n in before if not set(voices[n].said.split()[:3]) & _NEW), None)
        return found if found is not None or lemma not in _ANY_OF_THEM else _brought_in_first(voices)
    counted = (words & _ORDINALS) | {"another"}
    for number, voice in backwards(voices):
        said = set(voice.said.split()[:3])
        if voice.anonymity in PERSONS and lemma in voice.heads and said & counted and not voice.plural:
            return number
    return None


def _does(lemma: str, said: list[str]) -> bool:
    """Whether somebody is called after what he does or where: the rescuer of "took part in the rescue work", the miner
    of "works in the mine", the cellmate of "shared a cell"."""
    stems = {lemma.removesuffix(ending) for ending in _AFTER if lemma.endswith(ending)}
    return any(len(stem) >= _STEM and word.rstrip("s") in {stem, stem + "e"} for stem in stems for word in said)


_AFTER = ("r", "er", "or", "mate", "ist")
_STEM = 4
_ANY_OF_THEM = frozenset({"source", "first", "person", "interlocutor", "informant", "speaker", "interviewee"})


def _brought_in_first(voices: list[Voice]) -> int | None:
    """The first of two or more who were brought in with other nouns: "a resident … . A trader … . The first source"."""
    new = [n for n, v in enumerate(voices) if v.anonymity == "anonymous" and not v.plural and v.spoke >= 0]
    return min(new, key=lambda n: min(voices[n].mentions).start) if len(new) > 1 else None


def _definite(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> int | None:
    bound = next((n for n, v in backwards(voices) if new.person and v.person == new.person and not v.plural), None)
    bound = _at_same_person(scene, voices, new) if bound is None else bound
    if bound is not None:
        return bound
    lemma = head.lemma_.lower()
    generic = source_words().sources | {"man", "woman", "person", "people"}
    same = [n for n, v in backwards(voices) if lemma in v.heads and v.plural == new.plural and v.anonymity in PERSONS]
    if same:
        return next((n for n in same if new.person and voices[n].person == new.person), same[0])
    for number, voice in backwards(voices):
        if voice.anonymity not in PERSONS or other_sex(voice, new):
            continue
        described = {w for w in new.described if any(w[:4] == x[:4] for x in voice.said.split())}
        said = plain(voice.said)
        if (lemma in said or described or _does(lemma, said)) and not voice.plural and not new.plural:
            return number
        if lemma in generic and not new.plural and not voice.plural and voice.anonymity == "anonymous":
            return number
    if lemma in source_words().sources and not new.plural:
        return next((n for n, v in backwards(voices) if v.plural and lemma in v.heads), None)
    return None


def plain(said: str) -> list[str]:
    """The words of a phrase without those of whom else it names: a friend of the family is none of the family."""
    return _OTHERS.sub("", said).split()


_OTHERS = re.compile(r" (?:of|for|to|with|near) \S+(?: \S+)?|,? and (?:an?|another|one|the|his|her) .*")


def _at_same_person(scene: Scene, voices: list[Voice], new: Voice) -> int | None:
    """The voice that is spoken of where the person of a noun is: a voice called a source is bound to nobody, though
    "the source, a city official" says who "the official" is."""
    seats = {s.token for s in scene.seats.get(new.person, ()) if not s.pronoun} if not new.plural else set()
    alone = (n for n, v in backwards(voices) if not v.person and not v.plural and v.anonymity in PERSONS)
    return next((n for n in alone if any(s.token in seats and not s.pronoun for s in voices[n].seats)), None)


def backwards(voices: list[Voice]) -> list[tuple[int, Voice]]:
    """The voices with their numbers, the one spoken of last first."""
    return sorted(enumerate(voices), key=lambda pair: pair[1].mentions[-1], reverse=True)


def last_outlet(scene: Scene, phrase: Span) -> Span | None:
    """The outlet named last before "the newspaper", other than the report's own."""
    for body in reversed(scene.facts.bodies):
        own = body.name.casefold() in scene.outlet or scene.outlet in body.name.casefold()
        if body.kind == "media" and body.span.end <= phrase.start and not (scene.outlet and own):
            return body.span
    return None


def named_below(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> int | None:
    """The voice of the lead to which a report gives a name below: "an activist said" that is "Peter Hwang, an activist
    in Seoul", "his mother" that is "Marta Ruiz, the mother"."""
    if new.anonymity != "named" or not new.names or head.pos_ != "PROPN":
        return None
    roles = [c for c in head.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and list(c.lefts)]
    if not roles:
        return None
    body = [p for p in scene.layout.paragraphs if not p.title]
    lead = body[min(1, len(body) - 1)].end if body else 0
    for role in roles[:1]:
        same = [
            n
            for n, v in enumerate(voices)
            if v.anonymity == "anonymous" and not v.plural and not v.names and role.lemma_.lower() in v.heads
        ]
        same = [n for n in same if not other_sex(voices[n], new) and voices[n].seats[0].token < head.i]
        told = any(c.lower_ in {"the", "his", "her", "their"} for c in role.lefts)
        if len(same) == 1 and (told or voices[same[0]].seats[0].token < lead):
            return same[0]
    return None


def last_body(scene: Scene, head: Token, new: Voice) -> Span | None:
    """The body named last before "the office" or "the group", in its sentence or the one before."""
    table, lemma = source_words(), head.lemma_.lower()
    if new.anonymity != "institution" or new.names or new.plural or lemma not in table.bodily:
        return None
    if [c.lower_ for c in head.lefts] != ["the"]:
        return None
    here = scene.sentences[head.i]
    at = [i for i in scene.bodies if i < head.left_edge.i and here - scene.sentences[i] < 2]
    at = [i for i in at if scene.bodies[i].kind != "media" or lemma in table.unnamed]
    return scene.bodies[max(at)].span if at else None


def stand_in(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> int | None:
    """The outlet or body for which "the paper", "the same report" or "the statement" stands, where it has spoken."""
    table, lemma = source_words(), head.lemma_.lower()
    words = {t.lower_ for t in scene.doc[head.left_edge.i : head.i] if t.idx >= new.phrase.start}
    if not words & _DEFINITE:
        return None
    spoken = sorted((n for n, v in enumerate(voices) if v.spoke >= 0), key=lambda n: -voices[n].spoke)
    outlets = [n for n in spoken if voices[n].anonymity == "media"]
    if head.lower_ in table.outlets or lemma in table.outlets:
        return outlets[0] if outlets and new.anonymity != "institution" else None
    introduced = [t for t in scene.nouns.get(head.lemma_, ()) if t.i < head.left_edge.i]
    if lemma in table.issued:
        bodies = [n for n in spoken if voices[n].anonymity in {"institution", "named"}]
        sentences = {scene.sentences[t.i] for t in introduced}
        issuer = [n for n in bodies if sentences & {scene.sentences[s.token] for s in voices[n].seats}]
        if issuer or not introduced:
            return next(iter(issuer or bodies[:1]), None)
    if lemma in table.enclosed:
        inside = [t for t in introduced if t.dep_ == "pobj" and t.head.lower_ in _IN]
        sentences = {scene.sentences[t.i] for t in inside}
        issuer = [n for n in spoken if sentences & {scene.sentences[i] for i in voices[n].cues}]
        if issuer:
            return issuer[0]
    if lemma in table.printed and ("same" in words or not introduced):
        return outlets[0] if outlets else None
    return None


_IN = frozenset({"in", "on", "through", "via", "by"})


def issuer(scene: Scene, head: Token) -> Token | None:
    """Who gave the paper or account that a noun names: the management of "issued a statement … . The statement said",
    the caller of "launched into an account detailing …"; None where nobody is said to have."""
    table, lemma = source_words(), head.lemma_.lower()
    if lemma not in table.issued | table.accounted or head.pos_ != "NOUN":
        return None
    articles = {c.lower_ for c in head.lefts if c.dep_ in {"det", "poss"}}
    new = bool(articles & {"a", "an"})
    if not new and not articles & {"the", "this", "that"}:
        return None
    earlier = [] if new else [t for t in scene.nouns.get(head.lemma_, ()) if t.i < head.left_edge.i]
    given = head if new else earlier[-1] if earlier else None
    if given is None or scene.layout.quoted[given.i] >= 0:
        return None
    verb = given.head.head if given.dep_ == "pobj" and given.head.lower_ in _WITH else given.head
    if verb.lemma_ not in table.issuing or given.dep_ not in {"dobj", "pobj"} or verb.tag_ == "VBN":
        return None
    own = [c for c in verb.children if c.dep_ == "nsubj"]  # of "Seoul, May 9 -- The office issued" the last
    who = own[-1] if len(own) > 1 else subject(verb)
    if (
        who is None
        or who.i > given.i
        or not (who.pos_ == "PROPN" or who.i in scene.bodies or names_voice(who) or who.lemma_ in table.institutions)
    ):
        return None
    return who if who.lemma_.lower() not in table.documents else None


_WITH = frozenset({"with", "into", "in", "out"})


def named_later(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> Token | None:
    """The body of which the report first spoke without its name: the one "archive in Seoul" that it has, which no other
    name was given yet, or None. A name of nobody known ("Border Signal said") may be an outlet's, too."""
    kinds = {"institution", "media", "document"}
    unknown = new.anonymity == "named" and head.i not in scene.who and not new.person and head.dep_ == "nsubj"
    if head.pos_ != "PROPN" or CODE.fullmatch(head.text) or new.state or not (new.anonymity in kinds or unknown):
        return None
    if any(t.i < head.left_edge.i and t.pos_ == "PROPN" for t in scene.nouns.get(head.lower_, ())):
        return None
    taken = {seat.token for voice in voices if voice.names for seat in voice.seats}
    table = source_words()
    found = [
        t
        for lemma in table.unnamed
        if unknown or (lemma in table.media) == (new.anonymity == "media")
        for t in scene.nouns.get(lemma, ())
        if t.i < head.i
        and t.i not in taken
        and any(c.lower_ in {"a", "an"} for c in t.lefts)
        and not any(c.dep_ == "appos" for c in t.rights)
    ]
    return found[0] if len(found) == 1 else None


def _told_of(scene: Scene, head: Token) -> bool:
    """Whether the noun was used before."""
    return any(t.i < head.left_edge.i for t in scene.nouns.get(head.lemma_, ()))
