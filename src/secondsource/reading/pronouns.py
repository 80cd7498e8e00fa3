"""Third-person pronouns: each goes to the most salient person before it that agrees with it in sex and number.

The weights order candidates as Lappin and Leass (1994) do (recency, then subjects over objects over the rest), with
one thing of our own: whoever is only the voice that is quoted is rarely the one whom the quoted words speak of.
"""

from secondsource.lexicon import titles
from secondsource.lexicon.describing import describing
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Mention, Words

_BACK = 6
"""Sentences back to which a pronoun may reach."""
_RECENT, _STEP = 10.0, 2.0
_LATELY = 5
"""Last mentions of somebody that are asked."""
_NEAR = 12
"""Words within which a verb has its object."""
_ROLE = {"nsubj": 2.0, "nsubjpass": 2.0, "dobj": 1.0}
_NAMED, _SEXED, _OFTEN = 2.5, 1.0, 0.5
_SPEAKS_AGAIN, _ONLY_SPOKE = 2.0, -4.0
_SAME_VERB = -6.0
_BEARER, _DID_IT = -2.0, -3.0
"""For who is named only as the one whose wife, driver and so on is spoken of, and for who did what is told."""


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
        if back == 1 and entity.plural and _does(words, last) and _undergoes(words, pronoun):
            continue  # Not the police in "Police arrested three miners. They were beaten."
        if _does_it(words, entity, pronoun):
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
    if tells(words, last):
        again = words.dep[pronoun.head] == "nsubj" and words.lemma[words.head[pronoun.head]] in speech
        score += _SPEAKS_AGAIN if again else _ONLY_SPOKE
    if _of_somebody(words, last):
        score += _BEARER
    if _does(words, last) and _undergoes(words, pronoun):
        score += _DID_IT
    objects = words.dep[pronoun.head] in {"dobj", "pobj"} and not _reflexive(words, pronoun)
    if objects and words.head[last.head] == words.head[pronoun.head]:
        score += _SAME_VERB
    return score


def _does_it(words: Words, entity: Entity, pronoun: Mention) -> bool:
    """Whether somebody is the subject of the very verb whose object a pronoun is."""
    if _reflexive(words, pronoun) or words.dep[pronoun.head] not in {"dobj", "dative"}:
        return False
    verb = words.head[pronoun.head]
    lately = entity.mentions[-_LATELY:]
    return any(words.head[m.head] == verb and words.dep[m.head] == "nsubj" for m in lately)


def _reflexive(words: Words, pronoun: Mention) -> bool:
    return words.lower[pronoun.head].endswith(("self", "selves"))


def tells(words: Words, mention: Mention) -> bool:
    """Whether a mention is that of who tells what its sentence says: "a resident said", "according to a resident"."""
    head = _named(words, mention)
    above = words.head[head]
    if words.dep[head] == "nsubj":
        return words.lemma[above] in describing().speech
    return words.dep[head] == "pobj" and words.lower[above] == "to" and words.lower[words.head[above]] == "according"


def _named(words: Words, mention: Mention) -> int:
    """The head of a mention, or of what it is set beside ("his lawyer, Aman Orazov")."""
    head = mention.head
    while words.dep[head] == "appos" and words.head[head] != head:
        head = words.head[head]
    return head


def _does(words: Words, mention: Mention) -> bool:
    """Whether somebody takes another into custody or deals with them there: what is told next is told of that other."""
    head = mention.head
    above = words.head[head]
    verb = words.head[above] if words.dep[above] == "agent" else above
    if words.lemma[verb] not in describing().custody:
        return False
    if words.dep[head] == "pobj":
        return verb != above
    objects = (t for t in range(above + 1, min(above + _NEAR, len(words.dep))) if words.head[t] == above)
    return words.dep[head] == "nsubj" and any(words.dep[t] == "dobj" for t in objects)


def is_held(words: Words, mention: Mention) -> bool:
    """Whether somebody is taken into custody, or dealt with there."""
    head = _named(words, mention)
    return words.dep[head] in {"nsubjpass", "dobj"} and words.lemma[words.head[head]] in describing().custody


def _undergoes(words: Words, pronoun: Mention) -> bool:
    """Whether something is done to whom a pronoun means."""
    return words.dep[pronoun.head] in {"nsubjpass", "dobj"}


def _of_somebody(words: Words, mention: Mention) -> bool:
    """Whether somebody is named as the one to whom another belongs: "the wife of Murad Ataev"."""
    head = _named(words, mention)
    above = words.head[head]
    if words.dep[head] != "pobj" or words.lower[above] != "of":
        return False
    noun = titles.nouns().get(words.lower[words.head[above]])
    return noun is not None and noun.kind == "kin"
