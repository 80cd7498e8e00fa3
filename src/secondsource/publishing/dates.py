"""EDTF (ISO 8601-2, levels 0 and 1 with unknown digits) as days on a line and as words for a reader."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?[?~%]?$")
_PARTS_OF_A_MONTH = {(1, 10): "early", (11, 20): "mid", (21, 0): "late"}
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_UNITS = ("year", "month", "week", "day", "hour", "minute")
_CURRENCIES = {"KPW": "North Korean won", "KRW": "South Korean won", "CNY": "yuan", "USD": "US dollars", "EUR": "euros"}

NO_YEAR = "year not stated"


def bounds(edtf: str | None) -> tuple[date, date] | None:
    """First and last day that ``edtf`` may mean, or None where the year is open, the value is not EDTF, or is None."""
    halves = [half for half in (edtf or "").split("/") if half not in ("", "..")]
    days = [_point_bounds(half) for half in halves]
    known = [day for day in days if day]
    if not known or len(known) < len(days):
        return None
    first, last = min(day[0] for day in known), max(day[1] for day in known)
    return first, last


def around(times: Sequence[str]) -> str | None:
    """One value that holds all of ``times``: the days from the first to the last. One alone stays as it is.

    Of several, those whose year is open count only where no other does, and then the first stands; None for none.
    """
    if len(times) < 2:
        return times[0] if times else None
    days = [day for time in times if (found := bounds(time)) for day in found]
    return f"{min(days).isoformat()}/{max(days).isoformat()}" if days else times[0]


def words(edtf: str | None) -> str:
    """``edtf`` as a reader says it: ``4 May 2023``, ``mid-June 2021``, ``June, year not stated``; ``""`` for None."""
    if not edtf:
        return ""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _point_words(start)
    if start in ("", "..") or end in ("", ".."):
        return f"until {_point_words(end)}" if start in ("", "..") else f"from {_point_words(start)} on"
    return _within_a_month(start, end) or f"{_point_words(start)} to {_point_words(end)}"


def when(edtf: str | None) -> str:
    """``words`` with the preposition of a sentence: ``on 4 May 2023``, ``in mid-June 2021``; ``""`` for None."""
    said = words(edtf)
    if not said or said.startswith(("until ", "from ")):
        return said
    if "/" in (edtf or "") and not said.startswith(("early", "mid", "late")):
        return f"between {said.replace(' to ', ' and ', 1).replace('–', ' and ', 1)}"
    return f"on {said}" if re.match(r"\d{1,2} ", said) else f"in {said}"


def lasting(duration: str | None) -> str:
    """An ISO 8601 duration in words: ``4 months``; the value itself where it is not one, ``""`` for None."""
    match = _DURATION.match(duration or "")
    if not match:
        return duration or ""
    parts = [(int(n), unit) for n, unit in zip(match.groups(), _UNITS, strict=True) if n]
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts)


def currency(code: str) -> str:
    """The name of an ISO 4217 currency where the case file spells it out, else the code."""
    return _CURRENCIES.get(code, code)


def _point_bounds(text: str) -> tuple[date, date] | None:
    match = _POINT.match(text)
    if not match or match[1].startswith("XX"):
        return None
    year, month, day = match.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if not 1 <= first <= last:
        return None
    if first != last or not month or "X" in month:
        return date(first, 1, 1), date(last, 12, 31)
    if int(month) in _SEASONS:
        return _season_bounds(first, _SEASONS[int(month)][1])
    try:
        if day and "X" not in day:
            return (date(first, int(month), int(day)),) * 2
        return date(first, int(month), 1), date(first, int(month), calendar.monthrange(first, int(month))[1])
    except ValueError:
        return None


def _season_bounds(year: int, month: int) -> tuple[date, date]:
    """Three months; winter of a year begins in its December, as the season code does in the reports' hemisphere."""
    end_year, end_month = (year, month + 2) if month < 12 else (year + 1, 2)
    if end_year > 9999:
        end_year, end_month = 9999, 12
    return date(year, month, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])


def _point_words(text: str) -> str:
    match = _POINT.match(text)
    if not match:
        return text
    year, month, day = match.groups()
    if not month or "X" in month:
        return _year_words(year) or NO_YEAR
    number = int(month)
    if number in _SEASONS:
        said = _SEASONS[number][0]
    elif 1 <= number <= 12:
        said = calendar.month_name[number]
    else:
        return text
    if day and "X" not in day:
        said = f"{int(day)} {said}"
    told = _year_words(year)
    return f"{said} {told}" if told else f"{said}, {NO_YEAR}"


def _year_words(year: str) -> str:
    if year.startswith("XX"):
        return ""
    if "X" not in year:
        return str(int(year))
    return f"the {year[:3]}0s" if year.endswith("X") and "X" not in year[:3] else f"the {year[:2]}00s"


def _within_a_month(start: str, end: str) -> str:
    a, b = _POINT.match(start), _POINT.match(end)
    if not a or not b or a[1] != b[1] or a[2] != b[2] or not a[3] or not b[3] or "X" in a[2] + a[3] + b[3]:
        return ""
    first, last = int(a[3]), int(b[3])
    month = _point_words(f"{a[1]}-{a[2]}")
    part = _PARTS_OF_A_MONTH.get((first, last)) or ("late" if first == 21 and last >= 28 else "")
    if part:
        return f"mid-{month}" if part == "mid" else f"{part} {month}"
    return f"{first}–{last} {month}"
