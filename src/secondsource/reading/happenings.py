"""Words that say of an act no more than when or where it was, and so tell it as much as those that name it.

The sentence behind it ("It happened on May 3.", "That was in Hyesan."), and what it is hung on ("It was in May that").
"""

from spacy.tokens import Doc, Token

from secondsource.lexicon.kinds import words
from secondsource.reading import columns

_POINTERS = frozenset({"it", "this", "that", "all"})
_FIRST = 4
"""So near to the opening of its sentence, quotation marks and "all this" counted, the subject stands."""
_BEHIND = frozenset({"prep", "npadvmod", "advmod", "dobj"})
_VERBAL = frozenset({"VERB", "AUX"})


def by_sentence(doc: Doc) -> dict[int, Token]:
    """The verbs of such sentences, by the number of the sentence that tells the act."""
    held = columns.of(doc)
    found: dict[int, Token] = {}
    for number, first in enumerate(held.sentences[1:], 1):
        verb = _verb(doc, first, held.closes[first])
        if verb is not None:
            found[number - 1] = verb
    return found


def _verb(doc: Doc, first: int, end: int) -> Token | None:
    held = columns.of(doc)
    opening = held.lower[first : min(first + _FIRST, end)]
    if _POINTERS.isdisjoint(opening) and words("incident").isdisjoint(opening):
        return None
    for at in range(first, min(first + _FIRST, end)):
        subject = doc[at]
        if subject.dep_ != "nsubj" or not (subject.lower_ in _POINTERS or _is_the_incident(subject)):
            continue
        verb = subject.head
        told = verb.dep_ == "ROOT" or (verb.head.dep_ == "ROOT" and verb.head.lemma_ in words("tell"))
        return verb if told and _happened(verb) else None
    return None


def _is_the_incident(noun: Token) -> bool:
    """Whether a noun stands for what was just told: "the incident", and not "an incident", "the same thing"."""
    before = {child.lower_ for child in noun.children}
    return noun.lower_ in words("incident") and bool(before & _THE) and before <= _THE | _WHOLE


_THE, _WHOLE = frozenset({"the", "this", "that"}), frozenset({"whole", "entire"})
_AT = frozenset({"on", "in", "at", "during", "near", "around"})


def _happened(verb: Token) -> bool:
    """Whether a verb says no more than that something was, then or there."""
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    below = [t for t in verb.subtree if t.pos_ in _VERBAL and t != verb and t.dep_ not in ("aux", "auxpass")]
    if verb.lemma_ == "be":
        behind = [child for child in verb.children if child.i > verb.i and not child.is_punct]
        return not below and bool(behind) and behind[0].dep_ in _BEHIND and _is_when_or_where(behind[0])
    if verb.lemma_ == "take":
        return any(child.lower_ == "place" for child in verb.children)
    return verb.lemma_ in words("happen") and not any(child.lower_ == "to" for child in verb.children)


def _is_when_or_where(word: Token) -> bool:
    """Whether a phrase is that of a time or place by name ("on May 3", "on the evening of May 3", "in Hyesan")."""
    if word.dep_ != "prep":
        return word.ent_type_ in ("DATE", "TIME") or word.lower_ in ("early", "late")
    nouns = [child for child in word.children if child.dep_ == "pobj"]
    nouns += [child for noun in nouns for of in noun.children if of.lower_ == "of" for child in of.children]
    return word.lower_ in _AT and any(noun.tag_ in ("NNP", "NNPS", "CD") or noun.ent_type_ for noun in nouns)


def cleft(verb: Token) -> Token | None:
    """The "was" of "It was in May that police arrested him", from the verb of the act."""
    above = verb.head
    if above.lemma_ != "be" or verb.dep_ not in ("ccomp", "relcl", "advcl") or above.i >= verb.i:
        return None
    subject = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in above.children)
    behind = next((child for child in above.children if child.i > above.i), None)
    return above if subject and behind is not None and behind.dep_ in ("prep", "npadvmod", "advmod") else None
