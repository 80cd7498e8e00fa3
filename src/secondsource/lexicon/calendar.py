"""Words of time: months, weekdays, seasons, units, numbers, festivals, and calendars beside the Gregorian one."""

from datetime import date, timedelta
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
    from_easter: dict[str, int]
    calendars: dict[Reckoning, Months]
    telling: frozenset[str]
    future: frozenset[str]
    modal: frozenset[str]
    future_heads: frozenset[str]
    awaited: frozenset[str]


@cache
def calendar() -> Calendar:
    """The words of time; ``moving`` holds the days that go by Easter, too. Raises LexiconError where the file does not
    hold what it must."""
    book: Calendar = load("calendar.yaml", Calendar)
    easter = [date.fromisoformat(day) for day in book.moving["Easter"]]
    by_easter = {
        name: tuple((day + timedelta(off)).isoformat() for day in easter) for name, off in book.from_easter.items()
    }
    return msgspec.structs.replace(book, moving=book.moving | by_easter)


def flip(table: dict[int, tuple[str, ...]]) -> dict[str, int]:
    """``{word: value}`` of a table that lists the words under their value."""
    return {word: value for value, words in table.items() for word in words}
