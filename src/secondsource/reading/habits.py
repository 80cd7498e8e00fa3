"""Whether an act is told as a habit: how often, of each, what a law lets somebody do, what many do at present."""

from spacy.tokens import Token

from secondsource.lexicon.hedges import Hedge
from secondsource.reading.frames import Match

_PRESENT = frozenset({"VBZ", "VBP"})
_PAST = frozenset({"being", "been", "was", "were", "had", "has", "have", "did"})
_PLAIN = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"csubj", "csubjpass"})
_SUBJECTS = _PLAIN | _CLAUSES
_ANYBODY = frozenset({"those", "whoever", "anyone", "anybody", "everyone", "everybody"})


def general(match: Match, verb: Token, words: Hedge, title: bool, lasting: bool) -> bool:
    """Whether an act goes on or recurs; ``title``: it stands in a headline, ``lasting``: it is an act that lasts."""
    if _has_habit(verb, words):
        return True
    if verb.dep_ == "conj" and not any(c.dep_ in _PLAIN for c in verb.children) and _has_habit(verb.head, words):
        return True
    if verb.head.lemma_ in words.governors and verb.dep_ == "xcomp":
        return True
    if any(c.dep_ == "aux" and c.lower_ in words.auxiliaries for c in verb.children):
        return True
    if _for_each(match, verb) or _lawful(verb, words):
        return True
    if verb.dep_ in ("advcl", "xcomp", "ccomp") and any(
        c.dep_ == "acomp" and c.lemma_.lower() in words.adjectives for c in verb.head.children
    ):
        return True
    return not title and _habitual(match, verb, lasting)


def _lawful(verb: Token, words: Hedge) -> bool:
    """Whether it is what a law lets somebody do: "the decree allows them to search homes"."""
    over = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or over.lemma_ not in words.letting:
        return False
    return any(c.dep_ == "nsubj" and c.lemma_.lower() in words.laws for c in over.children)


def _has_habit(verb: Token, words: Hedge) -> bool:
    """Whether a clause says how often: "routinely", "each winter", "in every county and season"."""
    for child in verb.children:
        if child.dep_ in ("advmod", "npadvmod") and (child.lower_ in words.adverbs or _each(child, words)):
            return True
        if (
            child.dep_ == "npadvmod"
            and child.lemma_.lower() in words.periods
            and any(c.lower_ in words.counts for c in child.children)
        ):
            return True
        if child.dep_ == "prep" and any(_each(noun, words) or _for_years(child, noun) for noun in child.children):
            return True
    return False


def _for_years(preposition: Token, noun: Token) -> bool:
    """Whether a clause says that something went on and on: "for years"."""
    return preposition.lower_ == "for" and noun.lower_ in ("years", "decades", "generations") and not any(
        c.dep_ in ("nummod", "amod", "det") for c in noun.children
    )  # fmt: skip


def _for_each(match: Match, verb: Token) -> bool:
    """Whether each of many does or suffers an act that goes on: "every vehicle has to pay", "5,000 won per head"."""
    if match.frame.shape != "verb" or verb.tag_ not in (*_PRESENT, "VB"):
        return False
    if any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children):
        return False
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(
        s.lower_ in ("everyone", "everybody") or any(c.lower_ in ("every", "each") for c in s.children)
        for s in subjects
    )


def _each(noun: Token, words: Hedge) -> bool:
    return noun.lemma_.lower() in words.periods and any(c.lower_ in words.determiners for c in noun.children)


def _habitual(match: Match, verb: Token, lasting: bool) -> bool:
    """Whether the verb is in the simple present with more than one to do or suffer it: a habit, not an event.

    An act that lasts ("sits in prison", "the rule forbids") is told in the present while it does: of one person, or of
    those that the report has named, it is no habit.
    """
    if match.frame.shape == "noun" or (match.frame.shape == "verb" and match.head != verb):
        return False
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in _PAST for c in aux):
        return False
    many = _many(verb)
    if not aux or all(c.lower_ in ("do", "does", "n't", "n’t") for c in aux):
        present = bool(aux) or (verb.tag_ in _PRESENT and verb.lemma_ not in ("be", "have", "remain", "serve"))
        return present and (many or not lasting)
    return many and aux[0].tag_ in _PRESENT and verb.tag_ in ("VBN", "VBG")


def _many(verb: Token) -> bool:
    """Whether the subject is a plural that stands for all of a kind ("traders are paying")."""
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    if subject.dep_ in _CLAUSES:
        return subject.left_edge.lower_ in _ANYBODY  # "Whoever crosses the river is arrested."
    bare = not any(c.dep_ in ("det", "poss", "nummod") for c in subject.children)
    return (subject.tag_ == "NNS" and bare) or subject.lower_ in _ANYBODY
