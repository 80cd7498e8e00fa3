"""Whom a word for several stands for, where the sentence names them ("Those arrested include a cook and two boys")."""

from collections.abc import Iterator

from spacy.tokens import Token

from secondsource.lexicon import kinds as lexicon
from secondsource.reading import columns

_SEVERAL = frozenset({"those", "victim", "dead", "arrested", "detained", "detainee", "killed", "suspect", "injured"})
_PLURAL = frozenset({"NNS", "NNPS", "CD", "JJ", "VBN"})
_EQUAL = frozenset({"nsubj", "attr", "nsubjpass"})
_FEWEST = 2
_PAIR = frozenset({"two", "both", "pair", "couple"})
_REACH = 90
"""So many words before "both" or "the two" the persons are looked for who were named together."""


def members(token: Token) -> tuple[Token, ...]:
    """The heads of those named, or none where the sentence names nobody."""
    if token.lower_ in _PAIR and not any(c.dep_ == "prep" for c in token.children):
        return _pair(token)
    several = token.lower_ in _SEVERAL or token.lemma_.lower() in _SEVERAL
    if not several and token.tag_ not in _PLURAL:
        return ()
    told = several or any(c.dep_ == "acl" and c.tag_ == "VBN" for c in token.children)
    found = _included(token, told) or _apposed(token) or _listed(token)
    return found if several or len(found) >= _FEWEST or (found[:1] and _is_among(token)) else ()


def _included(token: Token, told: bool) -> tuple[Token, ...]:
    """Who is said to be them: "… include X", "Among those arrested was X", "X was among the men detained"."""
    verb = token.head
    if token.dep_ in _EQUAL and (verb.lemma_ == "include" or (verb.lemma_ == "be" and told)):
        objects = [c for c in verb.children if c.dep_ in ("dobj", "attr") and c != token and c.i > verb.i]
        return _persons(objects)
    if not _is_among(token):
        return ()
    verb = verb.head
    if verb.lemma_ not in ("be", "include"):
        return ()
    return _persons([c for c in verb.children if c.dep_ in _EQUAL])


def _pair(token: Token) -> tuple[Token, ...]:
    """The two persons last named together before "the two" or "both"; none where these are two of several."""
    if token.dep_ not in _EQUAL | {"dobj", "pobj", "appos"}:
        return ()
    for word in reversed(token.doc[max(0, token.i - _REACH) : token.i]):
        if word.dep_ == "conj" and _is_person(word) and _is_person(word.head):
            found = _persons([word.head])
            return found if len(found) == _FEWEST else ()
    return ()


def _is_among(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ == "among"


def _apposed(token: Token) -> tuple[Token, ...]:
    """Who stands behind them between commas: "The victims, X and Y, …"."""
    return _persons([c for c in token.children if c.dep_ == "appos" and c.i > token.i])


def _listed(token: Token) -> tuple[Token, ...]:
    """Who stands behind the colon that ends what is told of them: "… three people: X, Y and Z."."""
    held = columns.of(token.doc)
    end = held.closes[token.i]
    colon = next((i for i in range(token.i, end - 1) if held.text[i] == ":"), None)
    return () if colon is None else _persons([token.doc[held.top(colon + 1, end)]])


def _persons(heads: list[Token]) -> tuple[Token, ...]:
    """The persons among these words and what is coordinated with them, in order of the text."""
    found = [noun for head in heads for noun in (head, *_joined(head)) if _is_person(noun)]
    return tuple(sorted(dict.fromkeys(found), key=lambda noun: noun.i))


def _joined(head: Token) -> Iterator[Token]:
    for word in head.subtree:
        if word.dep_ == "conj" and not any(a.dep_ == "relcl" for a in _up(word, head)):
            yield word


def _up(word: Token, head: Token) -> Iterator[Token]:
    while word != head and word.head != word:
        yield word
        word = word.head


def _is_person(noun: Token) -> bool:
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    return noun.pos_ == "PROPN" or "person" in lexicon.by_word().get(noun.lemma_.lower(), frozenset())
