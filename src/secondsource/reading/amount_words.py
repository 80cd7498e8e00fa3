"""The classes of words that amounts are read by, and the value of numbers in words and figures."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from secondsource.lexicon.calendar import calendar, flip
from secondsource.lexicon.units import currencies as known_currencies
from secondsource.lexicon.units import units
from secondsource.reading.scan import LINE, OTHER, Alphabet, Words, spellings, split

_SMALL = {
    "half": ["half"],
    "a": ["a", "an"],
    "each": ["each", "every", "apiece"],
    "per": ["per"],
    "of": ["of"],
    "and": ["and"],
    "to": ["to"],
    "or": ["or"],
    "link": [
        "from",
        "for",
        "in",
        "at",
        "by",
        "with",
        "on",
        "into",
        "was",
        "were",
        "had",
        "has",
        "but",
        "before",
        "after",
    ],
    "the": ["the"],
}
VAGUE = frozenset({"several", "few", "many"})
_MARKS = {"-": "dash", "–": "dash", "—": "dash"}
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*|\d{1,3}(?:[ \u00a0\u202f]\d{3})+")


class Lexicon(NamedTuple):
    """Word classes (letters) and values, by spelling."""

    alphabet: Alphabet
    letters: dict[str, str]
    numbers: dict[str, int]
    multipliers: dict[str, int]
    currencies: dict[str, tuple[str, ...]]
    codes: dict[str, str]
    adjectives: dict[str, str]
    units: dict[str, str]
    people: dict[str, str]


@cache
def lexicon() -> Lexicon:
    """The words of quantity, sorted into classes."""
    book = units()
    numbers, multipliers = flip(calendar().numbers), flip(book.multipliers)
    currencies: dict[str, tuple[str, ...]] = {}
    codes: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    for code, currency in known_currencies().items():
        for word in currency.words:
            currencies[word] = (*currencies.get(word, ()), code)
        codes |= dict.fromkeys((*currency.codes, *currency.symbols), code)
        adjectives |= dict.fromkeys(currency.adjectives, code)
    goods = {form: name for name, forms in book.units.items() for form in forms}
    people = {form: name for name, forms in book.people.items() for form in forms}
    plain = {word: name for name, words in _SMALL.items() for word in words}
    plain |= {word.split()[0]: "first" for word in goods if " " in word and word.split()[0] != "per"}
    plain |= {word.split()[-1]: "unit" for word in goods} | dict.fromkeys(people, "person")
    plain |= dict.fromkeys(numbers, "nword") | dict.fromkeys(multipliers, "mult") | dict.fromkeys(currencies, "curr")
    exact = {part: "nat" for word in adjectives for part in word.split()}
    exact |= {word: "code" if word.isalpha() else "sym" for word in codes} | _MARKS
    exact |= {"US": "us", "%": "unit", "m": "short", "k": "short", "bn": "short"}
    alphabet = Alphabet({*plain.values(), *exact.values(), "num"})
    table = spellings(plain) | exact
    letters = {word: alphabet.letters[name] for word, name in table.items()}
    return Lexicon(alphabet, letters, numbers, multipliers, currencies, codes, adjectives, goods, people)


def encode(text: str) -> Words:
    """The words of a text, with the letters of their classes."""
    book = lexicon()
    words, starts = split(text)
    get, number = book.letters.get, book.alphabet.letters["num"]
    code: list[str] = []
    for word in words:
        letter = get(word)
        if letter is None:
            head = word[0]
            letter = OTHER
            if head == "\n":
                letter = LINE
            elif head.isdigit() and head.isascii() and _FIGURE.fullmatch(word):
                letter = number
        code.append(letter)
    return Words(words, starts, "".join(code))


def value(words: Sequence[str]) -> float | None:
    """The number that words and figures give (``["350", "million"]``, ``["half", "a", "million"]``).

    None where they are vague ("several hundred").
    """
    total, current, seen = 0.0, 0.0, False
    book = lexicon()
    for word in words:
        low = word.lower()
        if word[0].isdigit():
            current, seen = current + figure(word), True
        elif low in book.numbers:
            # "a couple", "a dozen": the article before counts for nothing; "two dozen" is rare enough to multiply.
            step = book.numbers[low]
            current, seen = current * step if step == 12 and current else current + step, True
        elif low in ("half", "k", "m", "bn"):
            current = current * {"half": 1, "k": 1e3, "m": 1e6, "bn": 1e9}[low] + (low == "half") * 0.5
            seen = True
        elif low in book.multipliers:
            factor = book.multipliers[low]
            if factor == 100:
                current = (current or 1) * factor
            else:
                total, current = total + (current or 1) * factor, 0.0
            seen = True
    return total + current if seen and total + current > 0 else None


def figure(word: str) -> float:
    """``30,000``, ``200 000``, ``1.5``, ``1.200.000``: groups of three are thousands, else a decimal fraction."""
    plain = re.sub(r"[ \u00a0\u202f]", "", word)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return float(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        return float(plain.replace(".", ""))
    parts = re.split(r"[.,]", plain)
    return float(parts[0] if len(parts) != 2 else f"{parts[0]}.{parts[1]}")
