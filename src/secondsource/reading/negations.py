"""Whether words say no: to a verb or noun, by a verb of denying, or to somebody's being in a state."""

from spacy.tokens import Token

from secondsource.lexicon.hedges import Hedge


def negated(token: Token, words: Hedge) -> bool:
    """Whether a word below it negates a verb or noun."""
    return _by_adverb(token, words) or of_nobody(token, words)


def _by_adverb(token: Token, words: Hedge) -> bool:
    for child in token.children:
        no = child.dep_ == "neg" or (child.dep_ in ("advmod", "preconj", "cc") and child.lower_ in words.adverbs)
        # "not only", "no longer" and a "not" that belongs to a contrast after the verb negate nothing here.
        if no and child.i <= token.i + 1:
            return child.lower_ != "no" or child.dep_ != "cc"
    return False


_ABOUT = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})


def of_nobody(token: Token, words: Hedge, among: frozenset[str] = _ABOUT) -> bool:
    """Whether a verb is said of nobody or nothing: "no baker was arrested"; ``among``: by which of its nouns."""
    return any(
        child.dep_ in among
        and child.lower_ not in words.forced
        and not _set_in(child)
        and (
            child.lower_ in words.subjects
            or (child.lower_ == "nothing" and child.dep_ == "nsubjpass")
            or any(c.dep_ in ("det", "neg", "preconj") and c.lower_ in words.determiners for c in child.children)
            or (child.lower_ == "one" and any(c.lower_ == "no" for c in child.children))
            or any(c.dep_ == "neg" and not _contrasts(c, child) for c in child.children)
        )
        for child in token.children
    )


def _set_in(noun: Token) -> bool:
    """Whether a noun ends what a dash or bracket closes: "Kim – a namesake, no relation – was arrested"."""
    after = noun.right_edge.i + 1
    return after < len(noun.doc) and noun.doc[after].text in {"–", "—", ")"} and noun.i < noun.head.i


def _contrasts(no: Token, noun: Token) -> bool:
    """Whether a "not" only sets one apart from another: "not the guard but the cook", "the cook but not the guard"."""
    behind = any(c.dep_ == "conj" and c.left_edge.nbor(-1).lower_ == "but" for c in noun.children)
    return behind or (no.i > no.sent.start and no.nbor(-1).lower_ == "but")


def is_denied(below: Token, verb: Token, words: Hedge) -> bool:
    """Whether what hangs on a verb of denying is what it denies: not what stands beside it ("denied it at his trial",
    "was arrested; they deny any guilt"), and not a deed in which somebody has no part."""
    if below.dep_ == "ccomp" and below.i < verb.i:
        return any(c.dep_ == "dobj" and c.lower_ in ("it", "this", "that") for c in verb.children)
    if below.dep_ in ("conj", "prep", "advcl"):
        return False
    return not (below.dep_ == "dobj" and below.lemma_.lower() in words.parts)


def not_in(head: Token, words: Hedge) -> bool:
    """Whether somebody is said not to be in a state: "he is not under arrest"."""
    if head.dep_ == "acomp":
        return negated(head.head, words)
    within = head if head.dep_ == "prep" else head.head
    if (head.dep_ != "pobj" and within is not head) or within.lower_ not in ("in", "under", "at", "inside"):
        return False
    return within.head.lemma_.lower() in words.staying and negated(within.head, words)
