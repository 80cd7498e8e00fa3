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
from secondsource.reading.columns import Columns

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
    i, words = token.i, view.columns
    base, lower, relations, children = words.base, words.lower, words.relations, words.children
    lemma = base[i]
    yield f"lemma:{lemma}:{words.parts[i]}"
    yield f"form:{lower[i]}"
    yield f"tag:{words.tags[i]}"
    yield f"relation:{relations[i]}"
    yield f"head:{base[words.heads[i]]}"
    for child in children[i]:
        relation = relations[child]
        if relation in _HANGS:
            yield f"{relation}:{base[child]}"
            yield f"{lemma} {relation}:{base[child]}"
            if relation in _NAMING:
                for kind in view.kinds(view.doc[child]) or (words.parts[child],):
                    yield f"{relation} is:{kind}"
                    yield f"{lemma} {relation} is:{kind}"
        if relation in _PREPOSITIONS:
            yield f"{lemma} {lower[child]}"
            for noun in children[child]:
                if relations[noun] in _OF_PREPOSITION:
                    yield f"{lower[child]}:{base[noun]}"
                    yield f"{lemma} {lower[child]}:{base[noun]}"
                    for kind in view.kinds(view.doc[noun]) or (words.parts[noun],):
                        yield f"{lower[child]} is:{kind}"
                        yield f"{lemma} {lower[child]} is:{kind}"
    if relations[i] in _FILLING:
        yield f"fills {relations[i]}:{base[_governor(i, words)]}"
    if i:
        yield f"before:{lower[i - 1]}"
    if i + 1 < len(base):
        yield f"after:{lower[i + 1]}"


def company(token: Token, view: View) -> dict[str, list[str]]:
    """The words near a word by where they stand, of ``ROLES``."""
    i, words = token.i, view.columns
    base, parts, relations, children = words.base, words.parts, words.relations, words.children
    found: dict[str, list[str]] = {role: [] for role in ROLES}
    found["self"].append(base[i])
    for child in children[i]:
        relation = relations[child]
        if relation in _HANGS:
            found[_ROLE.get(relation, "beside")].append(base[child])
        if relation in _PREPOSITIONS:
            found["with"] += [base[noun] for noun in children[child] if relations[noun] in _OF_PREPOSITION]
    # A root is over itself, too: so the weights were learned.
    found["over"].append(base[_governor(i, words)])
    first, end = words.opens[i], words.closes[i]
    near = range(max(first, i - _NEAR), min(end, i + _NEAR + 1))
    found["near"] += [base[other] for other in near if other != i and parts[other] in _MEANING]
    return found


def _governor(i: int, words: Columns) -> int:
    """What a word depends on, past a preposition."""
    head = words.heads[i]
    return words.heads[head] if words.relations[i] == "pobj" else head


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
