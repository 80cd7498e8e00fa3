"""Whom a pronoun that is quoted speaks of: every person and voice before it is weighed, and the best taken.

The features are those of Lappin and Leass (1994) and of the quotation literature (Elson and McKeown 2010: who spoke
last goes on). Their weights are data (``sources.yaml``), set by hand and held to what both halves of the project's own
corpus bear out: weights fitted to one half did worse on the other.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import msgspec
from spacy.tokens import Token

from secondsource.lexicon import names
from secondsource.lexicon.attribution import persons, source_words
from secondsource.model import Person, Span
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.scene import Scene, Seat
from secondsource.reading.sources import PERSONS, Voice


class Rival(msgspec.Struct):
    """Somebody whom a pronoun may speak of: a voice already known (``number``), a person who has not spoken yet, or
    whoever a noun introduces of whom nothing else is known (``noun``)."""

    number: int | None
    person: Person | None
    noun: Token | None
    seats: list[Seat]
    sex: str
    features: dict[str, float] = {}
    score: float = 0.0


_FAR = 8
"""Sentences after which distance no longer counts."""
_LONG_AGO = 5000
"""Words after which nobody means a person by a pronoun: more than most reports have, so that a book can be read."""
_NEAR = 2
"""Paragraphs back in which a noun is looked for that introduces somebody."""


def speaker(scene: Scene, voices: list[Voice], pronoun: Token, gender: str) -> Rival | None:
    """The likeliest person of that sex before the pronoun, or None where nobody is spoken of before it."""
    rivals = rivals_of(scene, voices, pronoun, gender) or rivals_of(scene, voices, pronoun, "")
    weights = source_words().salience
    for rival in rivals:
        rival.score = sum(weights.get(name, 0.0) * value for name, value in rival.features.items())
    return max(rivals, key=lambda rival: rival.score, default=None)


def rivals_of(scene: Scene, voices: list[Voice], pronoun: Token, gender: str) -> list[Rival]:
    """All who may be meant, each with its features."""
    last = max((voice.spoke for voice in voices if voice.spoke < pronoun.i), default=-1)
    quoted, rivals = scene.layout.quoted, []
    spoken, heard = _spoken(scene, voices), scene.heard
    parted = _parted(scene, pronoun)
    persons = _persons(scene, voices, pronoun, spoken)
    for rival in (*_voiced(scene, voices, spoken), *persons, *_nouns(scene, voices, pronoun)):
        # What a speaker says is heard by nobody outside the quotation; within it, it is.
        before = [
            s for s in rival.seats if s.token < pronoun.i and not s.title and quoted[s.token] in {-1, quoted[pronoun.i]}
        ]
        if (gender and rival.sex not in {"", gender}) or not before:
            continue
        near = max(before)
        beside = [s for s in before if scene.sentences[s.token] == scene.sentences[near.token]]
        voice = voices[rival.number] if rival.number is not None else None
        back = scene.prose[pronoun.i] - scene.prose[near.token]
        reached = voice is None and any(s.token in heard for s in beside)
        speaking = quoted[pronoun.i] >= 0 and voice is not None and voice.spoke == last
        rival.features = {
            "voice": float(voice is not None),
            "last": float(voice is not None and voice.spoke == last >= 0 and not speaking),
            "speaking": float(speaking),
            "cue": float(voice is not None and voice.spoke >= near.token >= 0 and near.subject),
            "sex": float(rival.sex == gender),
            "back": float(min(back, _FAR)),
            "beside": float(scene.sentences[pronoun.i] == scene.sentences[near.token]),
            "paragraph": float(scene.paragraphs[pronoun.i] == scene.paragraphs[near.token]),
            "told": float(any(_told(s, scene) for s in beside)),
            "within": float(quoted[near.token] >= 0),
            "noun": float(rival.noun is not None and rival.noun.pos_ == "NOUN"),
            "withheld": float(voice is None and any(_withheld(scene, scene.doc[s.token]) for s in beside)),
            "name": float(rival.noun is not None and rival.noun.pos_ != "NOUN"),
            "just": float(
                rival.noun is not None and back == 1 and rival.sex == gender and any(_told(s, scene) for s in beside)
            ),
            "heard": float(reached),
            "parted": float(parted is not None and near.token == parted.i),
            "rare": float(gender == "f" and not rival.sex and any(_of_men(s, scene) for s in rival.seats)),
            "opens": float(any(_opens(s, scene) for s in beside)),
        }
        if quoted[pronoun.i] >= 0:
            rival.features["opens"] = 0.0  # the floor is the speaker's, whoever opens the paragraph
        rival.features["here"] = rival.features["opens"] * rival.features["paragraph"]
        rivals.append(rival)
    return rivals


def _parted(scene: Scene, pronoun: Token) -> Token | None:
    """The subject from which "he said" parts its verb, who is somebody else: "The guard, he said, was old"."""
    verb, doc, at = pronoun.head, scene.doc, pronoun.i - 2
    if at < 0 or doc[at + 1].text not in _MARKS or verb.i + 1 >= len(doc) or doc[verb.i + 1].text not in _MARKS:
        return None
    head = doc[at]
    while head.dep_ in {"pobj", "prep", "compound"} and head.head.i < head.i:
        head = head.head
    return head if pronoun.i < verb.i and pronoun.dep_ == "nsubj" else None


_MARKS = frozenset({",", "—", "–"})


def _token(seat: Seat) -> int:
    return seat.token


def _voiced(scene: Scene, voices: list[Voice], spoken: dict[str, int]) -> Iterator[Rival]:
    for number, voice in enumerate(voices):
        if voice.anonymity in PERSONS and not voice.plural:
            more = [s for name, n in spoken.items() if n == number for s in scene.seats[name]]
            seats = [*scene.seats.get(voice.person, ()), *more, *voice.seats]
            person = next((p for p in (scene.who.get(s.token) for s in seats) if p and p.id == voice.person), None)
            sex = voice.gender or _by_name(scene, voice)
            sex = sex or next((g for s in voice.seats if (g := _by_kin(scene.doc[s.token]))), "")
            yield Rival(number, person, None, seats, sex)


def _spoken(scene: Scene, voices: list[Voice]) -> dict[str, int]:
    """The unbound persons that are spoken of where a voice is: "a source" is both until somebody gives it a name."""
    places = {s.token: n for n, v in enumerate(voices) for s in v.seats if not s.pronoun and v.anonymity in PERSONS}
    bound = {voice.person for voice in voices if voice.person}
    found: dict[str, int] = {}
    for person in scene.facts.people:
        if person.id not in bound and not person.group and not person.name:
            number = next((places[s.token] for s in scene.seats[person.id] if s.token in places), None)
            if number is not None:
                found[person.id] = number
    return found


def _persons(scene: Scene, voices: list[Voice], pronoun: Token, spoken: dict[str, int]) -> Iterator[Rival]:
    bound = {voice.person for voice in voices if voice.person} | set(spoken)
    for person in scene.facts.people:
        seats = scene.seats[person.id]
        before = bisect_left(seats, pronoun.i, key=_token)
        if not before or pronoun.i - seats[before - 1].token > _LONG_AGO:
            continue
        ours = bool(seats) and any(c.lower_ in {"our", "this"} for c in scene.doc[seats[0].token].lefts)
        asks = ours and scene.doc[seats[0].token].lemma_ in {"correspondent", "reporter", "colleague"}
        if not person.group and person.id not in bound and not asks:
            yield Rival(None, person, None, scene.seats[person.id], _sex(scene, person))


def _nouns(scene: Scene, voices: list[Voice], pronoun: Token) -> Iterator[Rival]:
    """Nouns that introduce somebody who is neither a voice yet nor a person of the report."""
    table = source_words()
    taken = {seat.token for voice in voices for seat in voice.seats}
    here = scene.paragraphs[pronoun.i]
    start = scene.layout.paragraphs[max(here - _NEAR, 0)].start
    held, known = columns.of(scene.doc), persons()
    for i in range(start, pronoun.i):
        if held.text[i].islower() and held.lemma[i] not in known:
            continue
        token = scene.doc[i]
        if token.i in taken or token.i in scene.who or token.dep_ not in _PARTS:
            continue
        if CODE.fullmatch(token.text) or (token.tag_ == "NNP" and token.dep_ == "nsubj"):
            if token.i not in scene.bodies and token.ent_type_ in {"", "PERSON", "ORG"} and not token.like_num:
                seat = Seat(token.i, True, False, scene.titled(token.i), Span(token.idx, token.idx + len(token)))
                yield Rival(None, None, token, [seat], "")
        elif token.tag_ != "NN":
            continue
        elif token.lemma_ in table.people or token.lemma_ in table.officials or token.lemma_ in table.sources:
            if token.lemma_ in table.groups or not any(c.dep_ in {"det", "poss"} for c in token.lefts):
                continue
            span = Span(token.idx, token.idx + len(token))
            seat = Seat(token.i, token.dep_ in {"nsubj", "nsubjpass"}, False, scene.titled(token.i), span)
            yield Rival(None, None, token, [seat], table.gender.get(token.lower_, ""))


_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "agent", "conj", "ROOT"})


def _withheld(scene: Scene, noun: Token) -> bool:
    """Whether somebody is brought in as a source: "a member of the mission, who did not want to be named"."""
    last = noun.right_edge
    if last.i - noun.i < len(("who", "asked", "anonymity")):
        return False
    return _conditions().search(scene.words(Span(noun.idx, last.idx + len(last)))) is not None


@cache
def _conditions() -> re.Pattern[str]:
    return re.compile("|".join(source_words().conditions), re.IGNORECASE)


def _of_men(seat: Seat, scene: Scene) -> bool:
    """Whether a seat names somebody by a rank or trade that few women have where these reports come from."""
    return scene.doc[seat.token].lemma_.lower() in source_words().of_men


def _opens(seat: Seat, scene: Scene) -> bool:
    """Whether a person stands as the subject that opens a paragraph."""
    token = scene.doc[seat.token]
    return (
        seat.subject
        and not seat.pronoun
        and token.left_edge.i == scene.layout.paragraphs[scene.paragraphs[seat.token]].start
    )


def _told(seat: Seat, scene: Scene) -> bool:
    """Whether a person stands as the subject of the main clause of a sentence."""
    token = scene.doc[seat.token]
    return seat.subject and token.head.dep_ == "ROOT"


def _sex(scene: Scene, person: Person) -> str:
    """What the nouns, titles and pronouns that speak of a person say of their sex: m, f or ""."""
    words, table = scene.doc, source_words().gender
    for seat in scene.seats[person.id]:
        token = words[seat.token]
        for t in (token, *token.lefts):
            if t.i == seat.token or t.dep_ in {"compound", "nmod"}:
                sex = table.get(t.lower_)
                if sex:
                    return sex
    named = names.gender(tuple(person.name.split())) if person.name else ""
    return named or next((kin for s in scene.seats[person.id] if (kin := _by_kin(words[s.token]))), "")


def _by_name(scene: Scene, voice: Voice) -> str:
    """The sex that the words of a voice's own name tell."""
    words = [scene.words(voice.phrase).split()] if voice.names and voice.anonymity == "named" else []
    return names.gender(tuple(word.strip(",.“”") for word in words[0])) if words else ""


def _by_kin(subject: Token) -> str:
    """The sex of who "telephoned his wife", "was made to condemn her husband"."""
    if subject.dep_ not in {"nsubj", "nsubjpass"}:
        return ""
    table = source_words()
    for noun in subject.head.subtree:
        if subject.i < noun.i and noun.lemma_ in table.people and noun.dep_ in {"dobj", "pobj", "dative"}:
            for owner in noun.lefts:
                if owner.dep_ == "poss" and owner.lower_ in {"his", "her"} and not _between(subject, owner):
                    return table.gender[owner.lower_]
    return ""


def _between(subject: Token, owner: Token) -> bool:
    """Whether another subject stands between one and the pronoun behind it."""
    return any(t.dep_ in {"nsubj", "nsubjpass"} for t in subject.doc[subject.i + 1 : owner.i])
