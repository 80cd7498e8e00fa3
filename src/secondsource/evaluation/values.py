"""Whether two names of places, and two EDTF times, are the same for the purpose of scoring."""

import calendar
import re
from datetime import date

_PLACE_NOISE = re.compile(
    r"\b(?:province|prov|county|city|district|region|township|ward|prefecture|oblast|velayat|village|state|do|si|gun"
    r"|the|of)\b|[-,.’']"
)
_DATE = re.compile(r"(\d{4}|XXXX|\d{3}X)(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # EDTF: spring, summer, autumn, winter, by their first month
_OPEN_YEAR = 2000  # A leap year, so that 29 February is a day of it.

Interval = tuple[date, date]


def same_place(one: str, other: str) -> bool:
    """Whether the names agree, the kind of place (province, city) and punctuation left aside."""

    def plain(name: str) -> list[str]:
        return _PLACE_NOISE.sub(" ", name.casefold()).split()

    return plain(one) == plain(other)


def same_time(gold: str, predicted: str) -> bool:
    """Whether the two intervals share at least half of the days that either covers.

    Where either leaves the year open, the years are left aside.
    """
    a, b = interval(gold), interval(predicted)
    if a is None or b is None:
        return False
    if "X" in gold[:4] or "X" in predicted[:4]:
        a, b = _without_year(a), _without_year(b)
    shared = (min(a[1], b[1]) - max(a[0], b[0])).days + 1
    either = (max(a[1], b[1]) - min(a[0], b[0])).days + 1
    return shared > 0 and shared / either >= 0.5


def interval(edtf: str) -> Interval | None:
    """First and last day of an EDTF date, season or interval (ISO 8601-2); None where it is not one."""
    ends = [_days(part.strip("[]~?% ")) for part in edtf.replace("..", "/").split("/") if part.strip("[]~?% ")]
    if not ends:
        return None
    known = [end for end in ends if end is not None]
    return (known[0][0], known[-1][1]) if len(known) == len(ends) else None


def _days(text: str) -> Interval | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year_text, month_text, day_text = match.groups()
    year = _OPEN_YEAR if "X" in year_text else int(year_text)
    month = 0 if month_text in (None, "XX") else int(month_text)
    try:
        if not month:
            return (date(year, 1, 1), date(year, 12, 31)) if month_text != "00" else None
        if month > 12:
            return _season(year, _SEASONS[month]) if month in _SEASONS else None
        if day_text in (None, "XX"):
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return (day := date(year, month, int(day_text))), day
    except ValueError:  # no such day: 30 February, the year 0
        return None


def _season(year: int, first: int) -> Interval:
    """Three months from ``first``; a winter ends in the year after."""
    end_year, last = (year + 1, 2) if first == 12 else (year, first + 2)
    return date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])


def _without_year(days: Interval) -> Interval:
    return days[0].replace(year=_OPEN_YEAR), days[1].replace(year=_OPEN_YEAR)
