"""Third-person pronouns: each goes to the most salient person before it that agrees with it in sex and number.

The weights order candidates as Lappin and Leass (1994) do (recency, then subjects over objects over the rest), with
one thing of our own: whoever is only the voice that is quoted is rarely the one whom the quoted words speak of.
"""

from secondsource.lexicon.describing import describing
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Mention, Words

_BACK = 6
"""Sentences back to which a pronoun may reach."""
_RECENT, _STEP = 10.0, 2.0
_ROLE = {"nsubj": 2.0, "nsubjpass": 2.0, "dobj": 1.0}
_NAMED, _SEXED, _OFTEN = 2.5, 1.0, 0.5
_SPEAKS_AGAIN, _ONLY_SPOKE = 2.0, -4.0
_SAME_VERB = -6.0


def resolve(words: Words, entities: list[Entity], pronoun: Mention) -> Entity | None:
    """Gives a pronoun to the best person before it, if there is one."""
    here = words.sentence[pronoun.head]
    best, top = None, 0.0
    for entity in entities:
        last = entity.last
        if last is None or entity.plural != pronoun.plural:
            continue
        if pronoun.gender and entity.gender and pronoun.gender != entity.gender:
            continue
        back = here - words.sentence[last.head]
        if not 0 <= back <= _BACK:
            continue
        score = _salience(words, entity, last, pronoun) - _STEP * back
        if score > top:
            best, top = entity, score
    if best is None:
        return None
    best.mentions.append(pronoun)
    best.gender = best.gender or pronoun.gender
    best.last = pronoun
    return best


def _salience(words: Words, entity: Entity, last: Mention, pronoun: Mention) -> float:
    score = _RECENT + last.start / 1e6 + min(len(entity.mentions), 5) * _OFTEN
    score += _ROLE.get("nsubj" if entity.subject and last.kind != "pronoun" else words.dep[last.head], 0.0)
    score += _NAMED * bool(entity.names) + _SEXED * bool(pronoun.gender and entity.gender == pronoun.gender)
    speech = describing().speech
    if words.dep[last.head] == "nsubj" and words.lemma[words.head[last.head]] in speech:
        again = words.dep[pronoun.head] == "nsubj" and words.lemma[words.head[pronoun.head]] in speech
        score += _SPEAKS_AGAIN if again else _ONLY_SPOKE
    if words.head[last.head] == words.head[pronoun.head] and words.dep[pronoun.head] in {"dobj", "pobj"}:
        score += _SAME_VERB
    return score
