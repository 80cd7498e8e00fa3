"""Words as both search engines see them: folded here, so that SQLite and PostgreSQL find the same."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+")
_MARKED = re.compile(r"[\w\u0300-\u036f]+")
_UNDIVIDED = str.maketrans({"ı": "i", "đ": "d", "ł": "l", "ø": "o", "ð": "d", "æ": "ae", "ß": "ss", "_": " "})


def fold(text: str) -> str:
    """Lower case without accents, one space between words. Hangul stays whole."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = unicodedata.normalize("NFC", "".join(char for char in plain if not unicodedata.combining(char)))
    return " ".join(plain.translate(_UNDIVIDED).split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with its bounds in the text."""
    for match in _MARKED.finditer(text):
        for word in _WORD.findall(fold(match.group())):
            yield word, match.start(), match.end()
