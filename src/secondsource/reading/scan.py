"""A report's words as a string of class letters, one a word, so that a grammar can be written as regular expressions.

``"the night of 17 January"`` becomes five letters; a rule names the classes (``the? hour of day month``) and is
compiled to a pattern over the letters, which a match leads back to the words.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

OTHER = "."
LINE = "\n"
_WORD = re.compile(
    r"\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|(?:0\d|1[0-2])/\d{4}\b|\d+(?:st|nd|rd|th|s)\b"
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+\b|\d+(?:[.,]\d+)*|[^\W\d_]+|\n+|[^\s]"
)
_NAME = re.compile(r"\(\?P<\w+>|\(\?[:!=<]+|[a-z_]+|\s+")


class Words(NamedTuple):
    """The words of a text with their offsets, and ``code``, one class letter a word."""

    words: Sequence[str]
    starts: Sequence[int]
    code: str

    def end(self, index: int) -> int:
        """The offset after a word."""
        return self.starts[index] + len(self.words[index])


class Alphabet:
    """Letters for the names of word classes."""

    def __init__(self, names: Iterable[str]) -> None:
        self.letters = {name: chr(0x4E00 + at) for at, name in enumerate(sorted(set(names)))}

    def compile(self, rule: str) -> re.Pattern[str]:
        """A rule as a pattern over class letters. Raises KeyError for a class that is not in the alphabet."""
        return re.compile(self.pattern(rule))

    def pattern(self, rule: str) -> str:
        """The source of ``compile``."""

        def put(match: re.Match[str]) -> str:
            name = match[0]
            return name if name.startswith("(") else "" if name.isspace() else self.letters[name]

        return _NAME.sub(put, rule)


@lru_cache(maxsize=2)
def split(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words of a text and where they start; a run of line ends is one word.

    The last texts' words are kept for the stage that reads them next.
    """
    words: list[str] = []
    starts: list[int] = []
    for match in _WORD.finditer(text):
        words.append(match[0])
        starts.append(match.start())
    return tuple(words), tuple(starts)


def spellings(table: Mapping[str, str]) -> dict[str, str]:
    """``{word: class}`` for words known in lower case, with capital, and in capitals."""
    return {form: name for word, name in table.items() for form in (word, word.capitalize(), word.upper())}
