"""Walks over the parse that several stages share: the subject of a verb, the words of a noun phrase."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import cues
from secondsource.model import Span

_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_CLIMB = {"conj", "advcl", "xcomp", "pcomp", "prep", "dep", "ccomp", "parataxis"}
_RELATIVE = {"who", "which", "that", "whom"}


def subject(verb: Token) -> Token | None:
    """The head token of a verb's subject: its own, its antecedent's, or that of the verb it hangs on; else None."""
    token = verb
    for _ in range(5):
        for child in token.children:
            if child.dep_ in _SUBJECTS and child.dep_ != "expl":
                return antecedent(child)
        if token.dep_ in {"acl", "relcl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return _dated(token.head)
        if token.dep_ == "pcomp" and token.head.lower_ == "as":
            # "quoted her as saying": she says it; in "was quoted as saying" the climb goes on to her.
            quoted = next((c for c in token.head.head.children if c.dep_ == "dobj"), None)
            if quoted is not None:
                return quoted
        if token.dep_ not in _CLIMB or (token.dep_ == "ccomp" and token is verb and token.tag_ not in {"VBG", "VBN"}):
            return None
        token = token.head
    return None


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if token.lower_ in _RELATIVE and token.tag_ in {"WP", "WDT", "IN"}:
        clause = token.head
        for _ in range(3):
            if clause.dep_ in {"relcl", "acl"}:
                return _dated(clause.head)
            clause = clause.head
    return token


def _dated(noun: Token) -> Token:
    """The letter of "a letter of 18 June, which says …", since no day says anything; any other noun itself."""
    for _ in range(2):
        if noun.ent_type_ != "DATE" or noun.dep_ not in {"pobj", "npadvmod", "appos"} or noun.head == noun:
            break
        noun = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun.head
        if noun.pos_ == "VERB" and noun.dep_ in {"acl", "relcl"}:
            noun = noun.head  # "a post, dated 5 October, which …"
    return noun


def noun_phrase(head: Token, full: bool = False) -> Span:
    """The words of a noun phrase in the text: up to the first comma behind its head and without what is joined to it,
    a relative clause only where it has no cue in it; or, ``full``, everything."""
    start, last = head.left_edge, head.right_edge
    if not full:
        for token in head.doc[head.i + 1 : last.i + 1]:
            if token.is_punct and token.text not in _INNER:
                last = token.nbor(-1)
                break
            if token.head.i <= head.i and _leaves(token):
                last = token.left_edge.nbor(-1) if token.left_edge.i > head.i else head
                break
    while last.i > head.i and (last.is_punct or last.is_space) and last.text != ")":
        last = last.nbor(-1)
    while start.i < head.i and (start.is_space or start.text in _OPENING):
        start = start.nbor()
    return Span(start.idx, last.idx + len(last))


_INNER = frozenset("-–“”’'\"(.")
_OPENING = frozenset(',“":;—–-([')


def _leaves(token: Token) -> bool:
    """Whether a word behind a head starts what is no longer its phrase."""
    if token.dep_ in {"conj", "cc", "parataxis"}:
        return True
    if token.dep_ in {"relcl", "acl"} and token.left_edge.lower_ == "that" and token.left_edge.dep_ == "mark":
        return True  # "confirmed through a relative that she was free"
    return token.dep_ in {"relcl", "acl"} and any(t.lemma_ in cues() and t.pos_ == "VERB" for t in token.subtree)
