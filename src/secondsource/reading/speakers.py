"""Whom a pronoun that is quoted speaks of: every person and voice before it is weighed, and the best taken.

The features are those of Lappin and Leass (1994) and of the quotation literature (Elson and McKeown 2010: who spoke
last goes on). Their weights are data (``sources.yaml``), set by hand and held to what both halves of the project's own
corpus bear out: weights fitted to one half did worse on the other.
"""

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.model import Person
from secondsource.reading.scene import Scene, Seat
from secondsource.reading.sources import PERSONS, Voice


class Rival(msgspec.Struct):
    """Somebody whom a pronoun may speak of: a voice already known (``number``), or a person who has not spoken yet."""

    number: int | None
    person: Person | None
    features: dict[str, float]
    score: float = 0.0


_FAR = 8
"""Sentences after which distance no longer counts."""


def speaker(scene: Scene, voices: list[Voice], pronoun: Token, gender: str) -> Rival | None:
    """The likeliest person of that sex before the pronoun, or None where nobody is spoken of before it."""
    rivals = rivals_of(scene, voices, pronoun, gender)
    weights = source_words().salience
    for rival in rivals:
        rival.score = sum(weights.get(name, 0.0) * value for name, value in rival.features.items())
    return max(rivals, key=lambda rival: rival.score, default=None)


def rivals_of(scene: Scene, voices: list[Voice], pronoun: Token, gender: str) -> list[Rival]:
    """All who may be meant, each with its features."""
    bound = {voice.person: number for number, voice in enumerate(voices) if voice.person}
    last = max((voice.spoke for voice in voices if voice.spoke < pronoun.i), default=-1)
    found = []
    for number, voice in enumerate(voices):
        if voice.anonymity in PERSONS and not voice.plural and voice.gender in {"", gender}:
            seats = [*scene.seats.get(voice.person, ()), *voice.seats]
            person = next((p for p in (scene.who.get(s.token) for s in seats) if p and p.id == voice.person), None)
            rival = Rival(number, person, {"voice": 1.0, "last": float(voice.spoke == last >= 0)})
            found.append((rival, seats, voice.gender))
    for person in scene.facts.people:
        if not person.group and person.id not in bound:
            sex = _sex(scene, person)
            if sex in {"", gender}:
                found.append((Rival(None, person, {}), scene.seats[person.id], sex))
    rivals = []
    for rival, seats, sex in found:
        before = [s for s in seats if s.token < pronoun.i and not s.title and scene.layout.quoted[s.token] < 0]
        if not before:
            continue
        near = max(before)
        back = scene.sentences[pronoun.i] - scene.sentences[near.token]
        rival.features |= {
            "sex": float(sex == gender),
            "back": float(min(back, _FAR)),
            "beside": float(back == 0),
            "paragraph": float(scene.paragraphs[pronoun.i] == scene.paragraphs[near.token]),
            "told": float(_told(near, scene)),
            "cue": float(rival.number is not None and voices[rival.number].spoke >= near.token >= 0 and near.subject),
        }
        rivals.append(rival)
    return rivals


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
    return ""
