"""Values made coarser before they leave: places, dates, sums, ages. What is left is true of the finer value, too."""

from functools import cache
from math import floor, log10

from secondsource.lexicon import countries
from secondsource.lexicon.profiles import DateLevel, PlaceLevel, SumLevel
from secondsource.publishing import dates

_FINEST: dict[PlaceLevel, frozenset[str]] = {
    "city": frozenset({"city", "county", "prefecture", "province", "region", "country", "continent"}),
    "province": frozenset({"province", "region", "country", "continent"}),
    "country": frozenset({"country", "continent"}),
}
"""The kinds of place that may leave at each level. ``exact`` lets every one leave, ``none`` no one."""


def place(name: str | None, level: PlaceLevel) -> str | None:
    """The place itself, or the nearest one around it that is coarse enough; None where none is known."""
    if name is None or level == "exact":
        return name
    if level == "none":
        return None
    entry = _entries().get(name)
    seen: set[str] = set()
    while entry is not None and entry.name not in seen:
        if entry.kind in _FINEST[level]:
            return entry.name
        seen.add(entry.name)
        entry = _entries().get(entry.within) if entry.within else _country(entry.country)
    return None


def known(name: str) -> countries.PlaceEntry | None:
    """The place of that canonical name."""
    return _entries().get(name)


@cache
def _entries() -> dict[str, countries.PlaceEntry]:
    return {entry.name: entry for entry in reversed(countries.places())}


def _country(code: str) -> countries.PlaceEntry | None:
    found = countries.all_countries().get(code)
    return _entries().get(found.name) if found else None


def date(edtf: str | None, level: DateLevel) -> str | None:
    """An EDTF date or interval cut to days, months or years; an interval that becomes one point is that point."""
    if edtf is None or level == "day":
        return edtf
    if level == "none" or dates.bounds(edtf) is None:
        return None
    keep = 1 if level == "year" else 2
    ends = [_cut(end, keep) for end in edtf.strip("[]").split("/")]
    return ends[0] if len(set(ends)) == 1 else "/".join(ends)


def _cut(point: str, parts: int) -> str:
    """``2023-05-18`` to ``2023-05`` or ``2023``; open ends and marks of doubt stay."""
    bare = point.rstrip("~?%")
    if bare in {"", ".."}:
        return bare
    pieces = bare.split("-")
    return "-".join(pieces[:parts])


def amount(value: float, level: SumLevel) -> float | None:
    """A sum as it is, to one digit that counts, or None."""
    if level == "none":
        return None
    if level == "exact" or value == 0:
        return value
    unit = 10.0 ** floor(log10(abs(value)))
    return round(value / unit) * unit


def age(text: str | None) -> int | None:
    """The least age that a report's "62" or "40s" leaves open; None where it says nothing."""
    digits = "".join(c for c in (text or "") if c.isdigit())
    return int(digits) if digits else None
