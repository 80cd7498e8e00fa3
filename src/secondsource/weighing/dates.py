"""How two times told in EDTF lie to each other."""

import calendar
import re
from datetime import date
from functools import cache

import msgspec

_DATE = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
TOGETHER = 7
"""Days by which two times of one act may differ and still agree, where both are given to the day or nearly so."""
_LEAP = 2000
"""Stands for a year left open; a leap year, so that every day of a year exists in it."""


class Interval(msgspec.Struct, frozen=True):
    """First and last day, both possible (ordinals). ``open_year``: the year is not known, the days count alone."""

    first: int
    last: int
    open_year: bool = False

    @property
    def days(self) -> int:
        return self.last - self.first + 1


@cache
def interval(edtf: str | None) -> Interval | None:
    """The interval that an EDTF value covers; None where nothing bounds it on both sides."""
    if not edtf:
        return None
    ends = [part.strip("[]~?% ") for part in edtf.replace("..", "").split("/")]
    spans = [_one(end) for end in ends]
    first, last = spans[0], spans[-1]
    if first is None or last is None or last.last < first.first:
        return None
    return Interval(first.first, last.last, first.open_year or last.open_year)


def _one(text: str) -> Interval | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    year_text, month_text, day_text = match.groups()
    if "X" in year_text and year_text != "XXXX":
        first_year = int(year_text.replace("X", "0"))
        return Interval(
            date(max(first_year, 1), 1, 1).toordinal(), date(int(year_text.replace("X", "9")), 12, 31).toordinal()
        )
    open_year = year_text == "XXXX"
    year = _LEAP if open_year else int(year_text)
    try:
        first, last = _month(year, month_text) if day_text in (None, "XX") else _day(year, month_text, day_text)
    except ValueError:
        return None
    return Interval(first.toordinal(), last.toordinal(), open_year)


def _month(year: int, month_text: str | None) -> tuple[date, date]:
    if month_text in (None, "XX"):
        return date(year, 1, 1), date(year, 12, 31)
    month = int(month_text or 0)
    length = 1
    if month > 12:
        if month not in _SEASONS:
            raise ValueError(month_text)
        month, length = _SEASONS[month], 3
    end = month + length - 1
    year_end, month_end = year + (end > 12), (end - 1) % 12 + 1
    return date(year, month, 1), date(year_end, month_end, calendar.monthrange(year_end, month_end)[1])


def _day(year: int, month_text: str | None, day_text: str | None) -> tuple[date, date]:
    day = date(year, int(month_text or 0), int(day_text or 0))
    return day, day


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals, 0 where they overlap; with a year open, by the days of the year alone."""
    if a.open_year or b.open_year:
        a, b = _anyway(a), _anyway(b)
        apart = max(a.first - b.last, b.first - a.last, 0)
        return min(apart, max(366 - apart, 0)) if apart else 0
    return max(a.first - b.last, b.first - a.last, 0)


def _anyway(value: Interval) -> Interval:
    """The interval in the year that stands for all."""
    if value.open_year:
        return value
    first, last = date.fromordinal(value.first), date.fromordinal(value.last)
    if value.days > 365 or last.year > first.year:
        return Interval(date(_LEAP, 1, 1).toordinal(), date(_LEAP, 12, 31).toordinal(), True)
    return Interval(first.replace(year=_LEAP).toordinal(), last.replace(year=_LEAP).toordinal(), True)


def published(value: str | None) -> tuple[int, int] | None:
    """First and last possible day of a publication date, as ordinals."""
    found = interval(value)
    return (found.first, found.last) if found else None
