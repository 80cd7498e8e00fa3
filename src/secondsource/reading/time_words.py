"""The classes of words that the interval grammar is written in, and the value of each word."""

import re
from functools import cache
from typing import NamedTuple

from secondsource.lexicon.calendar import Reckoning, calendar, flip
from secondsource.reading.scan import LINE, OTHER, Alphabet, Words, spellings, split

_DAY_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DECADE = re.compile(r"(\d{3}0)s")
_ISO = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d\d\.\d\d\.\d\d|\d{2}/\d{4}")
_DAY_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])")
_MARKS = {
    ",": "comma",
    ".": "dot",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "/": "slash",
    "(": "lpar",
    ")": "rpar",
    "’": "apos",
    "'": "apos",
}
_COMPUTED = ("day", "num", "year", "hijri", "ord", "decade", "iso", "daymonth", "clock", "s", "th")


class Lexicon(NamedTuple):
    """Word classes (letters) and values of words, by spelling."""

    alphabet: Alphabet
    letters: dict[str, str]
    months: dict[str, int]
    reckonings: dict[str, tuple[Reckoning, int]]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    units: dict[str, str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    festivals: dict[str, list[tuple[str, str]]]


@cache
def lexicon() -> Lexicon:
    """The calendar's words, sorted into classes."""
    book = calendar()
    months = flip(book.months)
    other = {w: (k, v) for k, c in book.calendars.items() for w, v in flip(c.months).items()}
    weekdays, seasons = flip(book.weekdays), flip(book.seasons)
    units = {word: unit for unit, words in book.units.items() for word in words}
    numbers, ordinals = flip(book.numbers), flip(book.ordinals)
    plain = {word: name for name, words in book.words.items() for word in words}
    plain |= dict.fromkeys(units, "unit") | dict.fromkeys(book.hours, "hour")
    plain |= {word: "hours" for word in units if word in book.hours}
    plain |= dict.fromkeys(numbers, "nword") | dict.fromkeys(ordinals, "ordw") | dict.fromkeys(seasons, "season")
    capital = dict.fromkeys(months, "month") | dict.fromkeys(other, "omonth") | dict.fromkeys(weekdays, "wday")
    capital |= {word: "maybe" for word in months if word in book.doubtful_months}
    capital |= {word: "omaybe" for word in other if word in book.doubtful_months}
    alphabet = Alphabet({*plain.values(), *capital.values(), *_MARKS.values(), *_COMPUTED, "festival", "within"})
    table = spellings(plain) | capital | {w.upper(): c for w, c in capital.items()} | _MARKS | {"s": "s", "th": "th"}
    letters = {word: alphabet.letters[name] for word, name in table.items()}
    festivals: dict[str, list[tuple[str, str]]] = {}
    for phrase, value in (*book.festivals.items(), *((name, "") for name in book.moving)):
        for form in {phrase, phrase.replace("’", "'")}:
            festivals.setdefault(form.replace("’", " ").replace("'", " ").split()[0], []).append((form, value))
    return Lexicon(
        alphabet=alphabet,
        letters=letters,
        months=months | {word.upper(): number for word, number in months.items()},
        reckonings=other | {word.upper(): place for word, place in other.items()},
        weekdays=weekdays | {word.upper(): number for word, number in weekdays.items()},
        seasons=seasons,
        units=units,
        numbers=numbers,
        ordinals=ordinals,
        festivals=festivals,
    )


def number_class(word: str) -> str:
    """The class of a word that begins with a digit."""
    if word.isdecimal():
        size = len(word)
        if size <= 2:
            return "day" if 1 <= int(word) <= 31 else "num"
        if size == 4 and word.isascii():
            value = int(word)
            return "year" if 1850 <= value <= 2100 else "hijri" if 1300 <= value <= 1450 else "num"
        return "num"
    if match := _DAY_ORDINAL.fullmatch(word):
        return "ord" if 1 <= int(match[1]) <= 31 else "num"
    if _DECADE.fullmatch(word):
        return "decade"
    if _DAY_MONTH.fullmatch(word):
        return "daymonth"
    return "iso" if _ISO.fullmatch(word) else "num"


def encode(text: str) -> Words:
    """The words of a text, with the letters of their classes."""
    book = lexicon()
    found, starts = split(text)
    words = list(found)
    get, letters, feasts = book.letters.get, book.alphabet.letters, book.festivals
    code: list[str] = []
    for at, word in enumerate(words):
        letter = get(word)
        if letter is None:
            head = word[0]
            letter = letters[number_class(word)] if head.isdigit() else LINE if head == "\n" else OTHER
        code.append(letter)
        if word in feasts and (phrase := feast_at(text, starts[at], word)):
            code[-1] = letters["festival"]
            words[at] = phrase[0]
    return Words(words, starts, _cover(words, starts, code, letters["festival"], letters["within"]))


def feast_at(text: str, start: int, word: str) -> tuple[str, str] | None:
    """The longest named day that stands at ``start``, and its month-day."""
    found = [entry for entry in lexicon().festivals[word] if text.startswith(entry[0], start)]
    return max(found, key=lambda entry: len(entry[0]), default=None)


def _cover(words: list[str], starts: tuple[int, ...], code: list[str], festival: str, within: str) -> str:
    """The code, with the words inside a named day of no class but that."""
    if festival in code:
        end = 0
        for at, letter in enumerate(code):
            if starts[at] < end:
                code[at] = within
            elif letter == festival:
                end = starts[at] + len(words[at])
    return "".join(code)
