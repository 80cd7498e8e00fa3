"""The columns of a parse, one value a token, read once a report: a token's own attributes cost many times as much."""

from functools import cached_property, lru_cache
from itertools import pairwise

from spacy.tokens import Doc


class Columns:
    """What is asked of many tokens: ``text``, ``lower``, ``lemma``, ``start`` (its offset), and where its sentence
    begins (``opens[i]``) and ends (``closes[i]``), each a list by the token's number. None of them may be changed."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        strings = doc.vocab.strings
        table = doc.to_array(["ORTH", "LOWER", "LEMMA"])
        columns: list[list[int]] = table.T.tolist()
        names = {value: strings[value] for value in set().union(*columns)}
        self.text, self.lower, self.lemma = ([names[value] for value in column] for column in columns)
        self.start: list[int] = doc.to_array("IDX").tolist()
        self.sentences: list[int] = [0, *((doc.to_array("SENT_START")[1:] == 1).nonzero()[0] + 1).tolist()]
        """The first token of each sentence, in order."""
        self.number: list[int] = []
        """The number of each token's sentence."""
        self.opens: list[int] = []
        self.closes: list[int] = []
        for number, (first, end) in enumerate(pairwise([*self.sentences, len(doc)])):
            self.number += [number] * (end - first)
            self.opens += [first] * (end - first)
            self.closes += [end] * (end - first)

    def sentence(self, token: int) -> tuple[int, int]:
        """Where the sentence of a token starts and ends, as offsets."""
        last = self.closes[token] - 1
        return self.start[self.opens[token]], self.start[last] + len(self.text[last])

    @cached_property
    def base(self) -> list[str]:
        """The lemmas in lower case."""
        return [word.lower() for word in self.lemma]

    @cached_property
    def parts(self) -> list[str]:
        """The parts of speech."""
        return self._named("POS")

    @cached_property
    def tags(self) -> list[str]:
        """The fine-grained tags."""
        return self._named("TAG")

    @cached_property
    def relations(self) -> list[str]:
        """The labels of the dependencies."""
        return self._named("DEP")

    def _named(self, attribute: str) -> list[str]:
        column: list[int] = self._doc.to_array(attribute).tolist()
        names = {value: self._doc.vocab.strings[value] for value in set(column)}
        return [names[value] for value in column]

    @cached_property
    def heads(self) -> list[int]:
        """The token that each depends on; a root is its own."""
        steps = self._doc.to_array("HEAD").astype("int64").tolist()
        return [i + step for i, step in enumerate(steps)]

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that depend on each, in order: spaCy looks for them anew each time."""
        found: list[list[int]] = [[] for _ in self.text]
        for i, head in enumerate(self.heads):
            if head != i:
                found[head].append(i)
        return found

    def top(self, first: int, end: int) -> int:
        """Of the tokens ``[first, end)``, the first that depends on none of them but itself, or else the last."""
        if end - first == 1:
            return first
        heads = self.heads
        return next((i for i in range(first, end) if not first <= heads[i] < end or heads[i] == i), end - 1)

    @cached_property
    def whole(self) -> str:
        """The text of the document."""
        spaces = self._doc.to_array("SPACY").tolist()
        return "".join([word + " " if space else word for word, space in zip(self.text, spaces, strict=True)])

    def words(self, first: int, end: int) -> str:
        """The text of the tokens ``[first, end)``, without the space behind."""
        return self.whole[self.start[first] : self.start[end - 1] + len(self.text[end - 1])] if first < end else ""

    @cached_property
    def by_lower(self) -> dict[str, list[int]]:
        """The tokens of each word in lower case, in order."""
        return _places(self.lower)

    @cached_property
    def by_lemma(self) -> dict[str, list[int]]:
        """The tokens of each lemma, in order."""
        return _places(self.lemma)


def _places(words: list[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        found.setdefault(word, []).append(i)
    return found


@lru_cache(maxsize=1)
def of(doc: Doc) -> Columns:
    """The columns of a document that is parsed: it must not change any more."""
    return Columns(doc)
