"""Which act a word may tell by the words that stand with it, whether a pattern of the codebook fits or not.

Writers tell an act in more ways than patterns hold. ``traits`` names what stands with a word, ``company`` the words
whose meaning counts there; the weights of both are learned (``lexicon/wording.py``).
"""

from collections.abc import Iterable, Iterator

import numpy as np
from spacy.tokens import Doc, Token

from secondsource.lexicon.wording import NO_ACT, Floats, Wording, meanings, wording
from secondsource.reading import columns
from secondsource.reading.clauses import View

ROLES = ("self", "doer", "done to", "with", "beside", "over", "near")
"""In which places near a word other words' meanings count."""
_TELLING = frozenset({"VERB", "NOUN", "ADJ"})
_MEANING = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "NUM"})
_EMPTY = frozenset({"be", "have", "do", "say", "tell", "add"})
_SHORTEST = 3
_NEAR = 6
_ROLE = {"nsubj": "doer", "nsubjpass": "done to", "dobj": "done to", "attr": "done to", "poss": "doer"}
_HANGS = frozenset({
    "nsubj", "nsubjpass", "dobj", "attr", "oprd", "compound", "amod", "poss", "prt", "neg", "auxpass", "agent",
    "dative", "acomp", "xcomp", "ccomp", "advmod",
})  # fmt: skip
_NAMING = frozenset({"nsubj", "nsubjpass", "dobj", "poss", "compound", "amod"})
_PREPOSITIONS = frozenset({"prep", "agent"})
_OF_PREPOSITION = frozenset({"pobj", "pcomp"})
_FILLING = frozenset({"dobj", "nsubjpass", "nsubj", "pobj"})


def telling(doc: Doc) -> list[Token]:
    """The words of a report that may tell an act."""
    words = columns.of(doc)
    each = enumerate(zip(words.parts, words.base, words.text, strict=True))
    return [
        doc[i] for i, (part, base, text) in each if part in _TELLING and len(text) >= _SHORTEST and base not in _EMPTY
    ]


def traits(token: Token, view: View) -> Iterator[str]:
    """What stands with a word, as names."""
    base, lower = view.columns.base, view.columns.lower
    lemma, head = base[token.i], token.head
    yield f"lemma:{lemma}:{token.pos_}"
    yield f"form:{lower[token.i]}"
    yield f"tag:{token.tag_}"
    yield f"relation:{token.dep_}"
    yield f"head:{base[head.i]}"
    for child in token.children:
        relation = child.dep_
        if relation in _HANGS:
            yield f"{relation}:{base[child.i]}"
            yield f"{lemma} {relation}:{base[child.i]}"
            if relation in _NAMING:
                for kind in view.kinds(child) or (child.pos_,):
                    yield f"{relation} is:{kind}"
                    yield f"{lemma} {relation} is:{kind}"
        if relation in _PREPOSITIONS:
            yield f"{lemma} {lower[child.i]}"
            for noun in child.children:
                if noun.dep_ in _OF_PREPOSITION:
                    yield f"{lower[child.i]}:{base[noun.i]}"
                    yield f"{lemma} {lower[child.i]}:{base[noun.i]}"
                    for kind in view.kinds(noun) or (noun.pos_,):
                        yield f"{lower[child.i]} is:{kind}"
                        yield f"{lemma} {lower[child.i]} is:{kind}"
    if token.dep_ in _FILLING:
        yield f"fills {token.dep_}:{base[_governor(token).i]}"
    if token.i:
        yield f"before:{lower[token.i - 1]}"
    if token.i + 1 < len(base):
        yield f"after:{lower[token.i + 1]}"


def company(token: Token, view: View) -> dict[str, list[str]]:
    """The words near a word by where they stand, of ``ROLES``."""
    base, parts = view.columns.base, view.columns.parts
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    found["self"].append(base[token.i])
    for child in token.children:
        if child.dep_ in _HANGS:
            found[_ROLE.get(child.dep_, "beside")].append(base[child.i])
        if child.dep_ in _PREPOSITIONS:
            found["with"] += [base[noun.i] for noun in child.children if noun.dep_ in _OF_PREPOSITION]
    if token.head is not token:
        found["over"].append(base[_governor(token).i])
    first, end = view.columns.opens[token.i], view.columns.closes[token.i]
    near = range(max(first, token.i - _NEAR), min(end, token.i + _NEAR + 1))
    found["near"] += [base[i] for i in near if i != token.i and parts[i] in _MEANING]
    return found


def _governor(token: Token) -> Token:
    """What a word depends on, past a preposition."""
    return token.head.head if token.dep_ == "pobj" else token.head


class Likely:
    """How likely each word of a report tells each act, by the words alone."""

    def __init__(self, view: View, model: Wording | None = None) -> None:
        self._acts = (model or wording()).acts
        self._column = {act: number for number, act in enumerate(self._acts)}
        self.words = telling(view.doc)
        self._row = {token.i: number for number, token in enumerate(self.words)}
        self._chances = _chances(self.words, view, model or wording())
        numbers = [view.columns.number[token.i] for token in self.words]
        starts = [n for n, number in enumerate(numbers) if not n or numbers[n - 1] != number]
        most = np.maximum.reduceat(self._chances, starts) if starts else self._chances
        self._sentence = {numbers[start]: row for start, row in zip(starts, most, strict=True)}
        self._number = view.columns.number

    def knows(self, act: str) -> bool:
        """Whether the weights were learned with this act."""
        return act in self._column

    def of(self, tokens: Iterable[Token], act: str) -> float:
        """The most that one of some words is likely to tell an act."""
        column = self._column.get(act)
        rows = [self._row[token.i] for token in tokens if token.i in self._row]
        return 0.0 if column is None or not rows else float(self._chances[rows, column].max())

    def beside(self, token: Token, act: str) -> float:
        """The most that any word of its sentence is likely to tell an act."""
        column, most = self._column.get(act), self._sentence.get(self._number[token.i])
        return 0.0 if column is None or most is None else float(most[column])

    def found(self, least: float) -> Iterator[tuple[Token, str]]:
        """Each word and act as likely as ``least``."""
        for row, column in np.argwhere(self._chances >= least).tolist():
            if self._acts[column] != NO_ACT:
                yield self.words[row], self._acts[column]


def reasons(token: Token, act: str, view: View, most: int = 3) -> list[str]:
    """The traits that speak most for an act, of those that speak for it at all; "what it means" where none does."""
    model = wording()
    column, none = model.acts.index(act), model.acts.index(NO_ACT)
    known = {trait: model.of_traits[model.row[trait]] for trait in traits(token, view) if trait in model.row}
    said = sorted(known, key=lambda trait: float(known[trait][none] - known[trait][column]))
    return [trait for trait in said[:most] if known[trait][column] > known[trait][none]] or ["what it means"]


def _chances(words: list[Token], view: View, model: Wording) -> Floats:
    if not words:
        return np.zeros((0, len(model.acts)), np.float32)
    groups = [company(token, view) for token in words]
    known = meanings().mean([found[role] for found in groups for role in ROLES])
    return model.chances([list(traits(token, view)) for token in words], known.reshape(len(words), -1))
