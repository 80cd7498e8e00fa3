"""Where gold strings stand in a text, which sentence that is, and which prediction goes with which gold entry."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping

import msgspec

from secondsource.model import Span

_WORD = re.compile(r"\w+")
# These are part of what the figures mean, not of what is known of words: they stay as they are.
_EMPTY_WORDS = "a an the of in on at to for from by and or with his her its their this that these those mr ms"
_EMPTY = frozenset(_EMPTY_WORDS.split())
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")


def content_words(text: str) -> frozenset[str]:
    """The words of a phrase, case folded, without articles, prepositions and the like."""
    return frozenset(_WORD.findall(text.casefold())) - _EMPTY


def word_positions(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words inside the stretches begin."""
    return frozenset(s.start + word.start() for s in spans for word in _WORD.finditer(text[s.start : s.end]))


def locate(text: str, quoted: str, after: str | None = None) -> Span:
    """Where ``quoted`` stands: at or behind the first ``after``, else where it stands first."""
    start = text.find(quoted, max(text.find(after), 0) if after else 0)
    if start < 0:
        start = text.find(quoted)
    return Span(start, start + len(quoted))


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share a character."""
    return one.start < other.end and other.start < one.end


class Sentences(msgspec.Struct, frozen=True):
    """The sentences of a text, by where each begins. A line break ends one, whatever the punctuation."""

    starts: tuple[int, ...]
    length: int

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """The sentences of ``text``."""
        return cls((0, *(end.end() for end in _SENTENCE_END.finditer(text))), len(text))

    def number(self, position: int) -> int:
        """The number of the sentence that holds ``position``; that of the last one for a position outside the text."""
        last = len(self.starts) - 1
        return bisect_right(self.starts, position) - 1 if 0 <= position < self.length else last


def pair_off(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs out of ``{(gold, predicted): score}``, the best score first, ties in order of number."""
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right: set[int] = set()
    for gold, predicted in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if gold not in left and predicted not in right:
            left.add(gold)
            right.add(predicted)
            pairs.append((gold, predicted))
    return pairs
