"""What the rules for named days and for calendars beside the Gregorian one say."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from secondsource.lexicon.calendar import Reckoning, calendar
from secondsource.reading import edtf
from secondsource.reading.edtf import When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import NOTHING, Ground, Value, in_year, place
from secondsource.reading.time_words import feast_at, lexicon


def other_calendar(hit: Hit, ground: Ground) -> Value:
    """``14 Aban``, ``9 Tahsas (18 December)``: the Gregorian date in brackets wins."""
    if (number := hit.word("gd", "gd2")) and (name := hit.word("gm", "gm2")):
        at, month, year = int(re.sub(r"\D", "", number)), lexicon().months[name], hit.word("gy")
        if year:
            return Value(edtf.day(int(year), month, at), explicit=True)
        return Value(place(ground, lambda y: edtf.day(y, month, at)))
    reckoning, part = lexicon().reckonings[hit.word("o", "o2") or ""]
    shift = 621 if reckoning == "solar_hijri" else 7
    given = hit.word("y")
    at_word = hit.word("d", "d2")

    def make(number: int) -> When | None:
        return _foreign(reckoning, number, part, int(re.sub(r"\D", "", at_word)) if at_word else None, hit.word("p"))

    if given and len(given) == 4:
        number_ = int(given)
        return Value(make(number_ - shift if number_ > 1850 and reckoning == "solar_hijri" else number_), explicit=True)
    return Value(place(ground, lambda year: _within(make, year, shift)))


def _within(make: Callable[[int], When | None], year: int, shift: int) -> When | None:
    """The date of another calendar that begins in a Gregorian year."""
    found = (make(year - shift - back) for back in (0, 1))
    return next((when for when in found if when and when.lo.year == year), None)


def _foreign(reckoning: Reckoning, number: int, part: int, at: int | None, edge: str | None) -> When | None:
    if at is not None:
        day = edtf.from_calendar(reckoning, number, part, at)
        return When(day, day, "day") if day else None
    low = (edge or "").lower()
    parts = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (11, 20), "middle": (11, 20)}
    first, last = parts.get(low, (21 if low else 1, 31))
    lo = edtf.from_calendar(reckoning, number, part, first)
    ends = (edtf.from_calendar(reckoning, number, part, day) for day in range(last, last - 3, -1))
    hi = next((end for end in ends if end), None)
    return edtf.days(lo, hi) if lo and hi else None


def hijri_year(hit: Hit) -> Value:
    """A year of the Solar Hijri calendar."""
    number = int(hit.word("y") or 0)
    lo, after = (edtf.from_calendar("solar_hijri", year, 1, 1) for year in (number, number + 1))
    return Value(edtf.days(lo, after - timedelta(1)), explicit=True) if lo and after else NOTHING


def _moving(name: str, year: int) -> When | None:
    """A day that moves, in one year; None in a year that the calendar does not list."""
    for span in calendar().moving[name]:
        (first, *more) = (date.fromisoformat(part) for part in span.split("/"))
        if first.year == year:
            return edtf.days(first, more[0]) if more else edtf.day(first.year, first.month, first.day)
    return None


def eve(hit: Hit, ground: Ground) -> Value:
    """The day before one with a name."""
    found = festival(hit, ground)
    return found._replace(when=edtf.shift(found.when, -1, "D") if found.when else None)


def festival(hit: Hit, ground: Ground) -> Value:
    """A day with a name."""
    phrase = hit.words.words[hit.match.start("f")]
    entry = feast_at(phrase, 0, re.split(r"[ ’']", phrase)[0])
    if entry is None:
        return NOTHING
    if not entry[1]:
        return in_year(hit, ground, lambda year: _moving(entry[0].replace("'", "’"), year))
    (first, *more) = entry[1].split("/")

    def make(year: int) -> When | None:
        lo, hi = (edtf.day(year, *map(int, part.split("-"))) for part in (first, more[0] if more else first))
        return lo if lo == hi else edtf.join(lo, hi) if lo and hi else None

    return in_year(hit, ground, make)
