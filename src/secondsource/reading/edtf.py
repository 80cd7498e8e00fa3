"""Arithmetic of dates that may lack a year, and their EDTF text (ISO 8601-2, level 1 and seasons).

A ``When`` without a year is kept in the leap year 2000, so that 29 February exists; only its text shows the X.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, NamedTuple

from secondsource.lexicon.calendar import Reckoning

Grain = Literal["day", "month", "season", "year", "days", "months", "years", "decade"]
OPEN_YEAR = 2000


class When(NamedTuple):
    """First and last day, the grain in which the text gave them, and whether year or month are unknown."""

    lo: date
    hi: date
    grain: Grain
    open_year: bool = False
    open_month: bool = False
    since: bool = False
    until: bool = False


def day(year: int, month: int, number: int) -> When | None:
    """One day, or None where the calendar has no such day."""
    try:
        at = date(year, month, number)
    except ValueError:
        return None
    return When(at, at, "day")


def days(lo: date, hi: date) -> When:
    """A stretch of days, in order."""
    return When(min(lo, hi), max(lo, hi), "days")


def month(year: int, number: int) -> When | None:
    """One month."""
    if not (1 <= number <= 12 and 1 <= year <= 9999):
        return None
    return When(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def months(year: int, first: int, last: int) -> When | None:
    """From a month to a later one of the same year."""
    lo, hi = month(year, first), month(year, last)
    return When(lo.lo, hi.hi, "months") if lo and hi else None


def year(number: int) -> When | None:
    """One year."""
    return When(date(number, 1, 1), date(number, 12, 31), "year") if 1 <= number <= 9999 else None


def decade(first: int) -> When | None:
    """The ten years from ``first`` (``199X``)."""
    return When(date(first, 1, 1), date(first + 9, 12, 31), "decade") if 1 <= first <= 9990 else None


def season(number: int, code: int) -> When | None:
    """A season (21 spring to 24 winter) of the year it begins in, by the months of the northern half."""
    if not 1 <= number < 9999:
        return None
    first = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    if code == 24:
        return When(date(number, 12, 1), date(number + 1, 2, monthrange(number + 1, 2)[1]), "season")
    return When(date(number, first, 1), date(number, first + 2, monthrange(number, first + 2)[1]), "season")


def third(of: When, part: str) -> When:
    """Early (days 1-10), mid (11-20) or late (21-end) in a month; halves around the middle of a longer stretch."""
    if of.grain == "month":
        first, last = {"early": (1, 10), "mid": (11, 20), "late": (21, of.hi.day)}[part]
        return days(of.lo.replace(day=first), of.lo.replace(day=last))
    if of.grain == "year":
        first, last = {"early": (1, 6), "mid": (4, 9), "late": (7, 12)}[part]
        return months(of.lo.year, first, last) or of
    return of


def edge(of: When, last: bool) -> When:
    """The beginning or the end of a stretch: ten days of a month, a month of a year, ten days of a season."""
    if of.grain == "month":
        return third(of, "late" if last else "early")
    if of.grain == "year":
        return month(of.lo.year, 12 if last else 1) or of
    if of.grain == "season":
        return days(of.hi - timedelta(9), of.hi) if last else days(of.lo, of.lo + timedelta(9))
    return of


def shift(of: When, count: int, unit: str) -> When | None:
    """``of`` moved by a number of ISO units (D, W, M, Y), as exact as the unit allows. None beyond the calendar."""
    try:
        if unit in "DW":
            by = timedelta(count * (7 if unit == "W" else 1))
            return of._replace(lo=of.lo + by, hi=of.hi + by) if of.grain in ("day", "days") else None
        if unit == "M":
            at = of.lo.year * 12 + of.lo.month - 1 + count
            moved = month(at // 12, at % 12 + 1)
        else:
            moved = year(of.lo.year + count)
    except (OverflowError, ValueError):
        return None
    return moved._replace(open_year=of.open_year) if moved and not (of.open_year and unit == "Y") else None


def week(at: date) -> When:
    """Monday to Sunday around a day."""
    monday = at - timedelta(at.weekday())
    return days(monday, monday + timedelta(6))


def move(of: When, count: int, kind: str) -> When | None:
    """The day, week, month or year of a date, moved by a number of them; None where it is less exact than they are."""
    if kind == "D":
        return shift(of, count, "D")
    if kind == "W":
        moved = shift(of, count, "W")
        return week(moved.lo) if moved and not moved.open_year and moved.grain == "day" else None
    if kind == "M" and of.grain not in ("day", "days", "month"):
        return None
    return shift(of, count, kind)


def join(first: When, last: When) -> When | None:
    """From the start of one to the end of the other; None where they run backwards."""
    if first.lo > last.hi and not (first.open_year and last.open_year):
        return None
    if first.open_year != last.open_year:
        return None
    grains = {"day": "days", "days": "days", "month": "months", "months": "months", "year": "years"}
    ranks = ["days", "months", "years"]
    grain = min(grains.get(first.grain, "days"), grains.get(last.grain, "days"), key=ranks.index)
    return When(first.lo, last.hi, grain, first.open_year)  # type: ignore[arg-type]


def text(when: When) -> str:
    """The EDTF text."""
    core = _plain(when)
    if when.since:
        return f"{core.split('/')[0]}/.."
    if when.until:
        return f"../{core.split('/')[-1]}"
    return core


def _plain(when: When) -> str:
    head, tail = ("XXXX", "XXXX") if when.open_year else (f"{when.lo.year:04}", f"{when.hi.year:04}")
    if when.grain == "day":
        return f"{head}-{'XX' if when.open_month else f'{when.lo.month:02}'}-{when.lo.day:02}"
    if when.grain == "month":
        return f"{head}-{when.lo.month:02}"
    if when.grain == "season":
        return f"{head}-{ {3: 21, 6: 22, 9: 23, 12: 24}[when.lo.month] }"
    if when.grain == "year":
        return head
    if when.grain == "decade":
        return f"{when.lo.year // 10:03}X"
    if when.grain == "years":
        return f"{head}/{tail}"
    if when.grain == "months":
        return f"{head}-{when.lo.month:02}/{tail}-{when.hi.month:02}"
    if when.lo == when.hi:
        return f"{head}-{when.lo.month:02}-{when.lo.day:02}"
    return f"{head}-{when.lo.month:02}-{when.lo.day:02}/{tail}-{when.hi.month:02}-{when.hi.day:02}"


_POINT = re.compile(r"(\d{4}|\d{3}X|XXXX)(?:-(0[1-9]|1[0-2]|2[1-4]|XX)(?:-(0[1-9]|[12]\d|3[01]|XX))?)?")


def valid(edtf: str) -> bool:
    """Whether a string is EDTF as this project writes it, its interval not running backwards."""
    ends = [None if part == ".." else _POINT.fullmatch(part) for part in edtf.split("/")]
    if len(ends) > 2 or (len(ends) == 1 and ends[0] is None):
        return False
    if any(match is None and part != ".." for match, part in zip(ends, edtf.split("/"), strict=True)):
        return False
    points = [match for match in ends if match]
    if any(not _exists(match) for match in points):
        return False
    if len(points) < 2 or any("X" in match[0] for match in points):
        return bool(points)
    # Compared as far as the coarser end goes: 2023-05-31/2023-05 does not run backwards.
    first, last = points[0][0], points[1][0]
    return first[: len(last)] <= last[: len(first)]


def _exists(match: re.Match[str]) -> bool:
    number, part, at = match.groups()
    if not at or "X" in at or not part or "X" in part:
        return True
    return day(OPEN_YEAR if "X" in number else int(number), int(part), int(at)) is not None


def from_calendar(reckoning: Reckoning, number: int, part: int, at: int) -> date | None:
    """The Gregorian day of a day in another calendar, or None where there is none.

    Solar Hijri by the 33-year cycle that agrees with the official calendar from 1178 to 1633; Ethiopian by its
    four-year cycle (Dershowitz and Reingold, Calendrical Calculations).
    """
    if not 1 <= at <= 31:
        return None
    try:
        if reckoning == "ethiopian":
            return (
                date.fromordinal(2796 + 365 * (number - 1) + number // 4 + 30 * (part - 1) + at - 1)
                if at <= 30
                else None
            )
        if not 1178 <= number <= 1633 or at > 30 + (part <= 6):
            return None
        return _nowruz(number) + timedelta(31 * min(part - 1, 6) + 30 * max(part - 7, 0) + at - 1)
    except (OverflowError, ValueError):
        return None


def _nowruz(number: int) -> date:
    """1 Farvardin of a Solar Hijri year, counted from 20 March 2020, 1 Farvardin 1399."""
    step = 1 if number >= 1399 else -1
    first = min(number, 1399)
    leaps = sum((25 * y + 11) % 33 < 8 for y in range(first, max(number, 1399)))
    return date(2020, 3, 20) + timedelta(365 * (number - 1399) + step * leaps)
