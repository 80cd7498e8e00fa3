"""Words of time: months, weekdays, seasons, units, numbers, festivals, and calendars beside the Gregorian one."""

from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon.loader import load

Reckoning = Literal["solar_hijri", "ethiopian"]


class Months(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A calendar's months and the countries (ISO 3166) whose reports name them."""

    countries: tuple[str, ...]
    months: dict[int, tuple[str, ...]]


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``calendar.yaml``: see the comments there."""

    months: dict[int, tuple[str, ...]]
    doubtful_months: frozenset[str]
    weekdays: dict[int, tuple[str, ...]]
    seasons: dict[int, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    hours: tuple[str, ...]
    numbers: dict[int, tuple[str, ...]]
    ordinals: dict[int, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    festivals: dict[str, str]
    moving: dict[str, tuple[str, ...]]
    calendars: dict[Reckoning, Months]
    telling: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    future_heads: frozenset[str]
    awaited: frozenset[str]


@cache
def calendar() -> Calendar:
    """The words of time. Raises LexiconError where the file does not hold what it must."""
    book: Calendar = load("calendar.yaml", Calendar)
    return book


def flip(table: dict[int, tuple[str, ...]]) -> dict[str, int]:
    """``{word: value}`` of a table that lists the words under their value."""
    return {word: value for value, words in table.items() for word in words}
