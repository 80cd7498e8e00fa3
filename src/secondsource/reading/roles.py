"""Who fills a role: a noun's words, and the person that they speak of."""

from spacy.tokens import Token

from secondsource.lexicon.kinds import words
from secondsource.model import Filler, Person
from secondsource.reading import columns
from secondsource.reading.members import members
from secondsource.reading.referents import oneself, referent

_INNER = frozenset({"det", "amod", "compound", "nummod", "poss", "case", "quantmod", "nmod", "advmod", "neg"})


class Cast:
    """The people of a report by the offsets at which it speaks of them; the shortest mention of a word wins."""

    def __init__(self, people: tuple[Person, ...]) -> None:
        rows = [(m.end - m.start, m.start, m.end, p.id) for p in people for m in p.mentions]
        self._ids: dict[int, str] = {}
        for _, start, end, person in sorted(rows, reverse=True):
            for offset in range(start, end):
                self._ids[offset] = person

    def at(self, token: Token) -> str | None:
        """The id of the person that a word speaks of, or None."""
        return self._ids.get(token.idx)


def fill(token: Token | None, cast: Cast) -> tuple[Filler, ...]:
    """The fillers that a noun stands for: itself and what is coordinated with it."""
    if token is None:
        return ()
    token = referent(oneself(token))
    if token.lower_ in words("nobody") or (token.lower_ == "one" and any(c.lower_ == "no" for c in token.children)):
        return ()
    token = _included(token)
    named = members(token)
    if named:
        each = [_one(other, cast) for other in named]
        return tuple({filler.person or filler: filler for filler in reversed(each)}.values())[::-1]
    found = [_one(token, cast)]
    for other in token.conjuncts:
        if other.i > token.i and other.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and _left_out(other) is None:
            found.append(_one(other, cast))
    # A pronoun that leads to nobody says nothing ("they arrested him").
    return tuple(f for f in dict.fromkeys(found) if f.person or f.end - f.start != len(token) or not _is_pronoun(token))


_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})


def _included(token: Token) -> Token:
    """Whom words are of, where somebody else is left out: "all except the captain", "not the guard but the cook"."""
    before = _left_out(token)
    if before is not None and (before.pos_ in ("NOUN", "PROPN", "PRON") or before.lower_ in words("everyone")):
        return before
    top = token.head if token.dep_ == "appos" else token
    denying = top.head if top.dep_ == "attr" else token  # "it was not the guard but the cook who was dismissed"
    if any(c.dep_ == "neg" for c in denying.children):
        return next((c for c in token.children if c.dep_ == "conj" and c.left_edge.nbor(-1).lower_ == "but"), token)
    return token


def _left_out(token: Token) -> Token | None:
    """The word before those that leave somebody out, or None."""
    doc, known = token.doc, columns.of(token.doc)
    start, lower, first = known.opens[token.i], known.lower, token.left_edge.i
    while first > start and known.parts[first - 1] in _PHRASE:
        first -= 1
    for i in (first, token.i, *(c.i for c in token.children if c.i < token.i)):
        if i - 2 < start:
            continue
        before, one = lower[i - 2], lower[i - 1]
        if one in words("except") and (one != "but" or before in words("everyone")):
            return doc[i - 2]
        if i - 3 >= start and f"{before}_{one}" in words("rather"):
            return doc[i - 3]
    return None


def _one(token: Token, cast: Cast) -> Filler:
    start, end = span(token)
    return Filler(start, end, cast.at(token))


def _is_pronoun(token: Token) -> bool:
    return token.lower_ in words("pronoun")


def span(token: Token) -> tuple[int, int]:
    """The offsets of a noun's words: from its first modifier to an *of* phrase or a name after it."""
    first, last = token, token
    for child in token.children:
        if child.i < token.i and child.dep_ in _INNER:
            left = child.left_edge
            if left.i < first.i:
                first = left
        elif child.i > token.i and child.dep_ == "prep" and child.lower_ == "of":
            noun = next((c for c in child.children if c.dep_ == "pobj"), None)
            if noun is not None:
                last = noun
        elif child.i > token.i and child.dep_ == "appos" and child.i == token.i + 1 and child.pos_ == "PROPN":
            last = child
    if _is_pronoun(token):
        return token.idx, token.idx + len(token.text)
    return first.idx, last.idx + len(last.text)
