"""What a matched rule of the interval grammar says, against the report's date and the dates told before it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from secondsource.lexicon.calendar import Reckoning
from secondsource.reading import edtf
from secondsource.reading.edtf import OPEN_YEAR, When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_words import feast_at, lexicon

Mode = str
"""``past``: the latest that is not after the report; ``future``: the first not before it; ``near``: the nearest."""

OLD_STORY = 300
"""Days: a story told of times so long before its report goes on there, and not in the year of the report."""

_REL = {"this": 0, "present": 0, "current": 0, "last": -1, "past": -1, "next": 1, "same": None, "that": None}


class Ground(NamedTuple):
    """What a relative expression stands on: first and last possible day of publication, the date told last, the
    weekday stated with it, the last date told with a year of its own, and how open dates are to be placed."""

    first: date | None = None
    last: date | None = None
    told: When | None = None
    weekday: int | None = None
    year: When | None = None
    mode: Mode = "past"

    def day(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.first if self.first is not None and self.first == self.last else None


class Value(NamedTuple):
    """A dated value, a duration, or neither where the words leave both open."""

    when: When | None = None
    duration: str | None = None
    weekday: int | None = None
    explicit: bool = False


NOTHING = Value()


def published(text: str | None) -> Ground:
    """The ground of a report published on an ISO date, which may lack its day or month."""
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", text or "")
    if match is None:
        return Ground()
    year, month, day = (int(part) if part else None for part in match.groups())
    when = edtf.year(year or 0)
    if month is not None:
        when = edtf.month(year or 0, month) if day is None else edtf.day(year or 0, month, day)
    return Ground(when.lo, when.hi) if when else Ground()


def place(ground: Ground, make: Callable[[int], When | None], mode: Mode | None = None) -> When | None:
    """A date without a year, put into one by the report's date; open where that is unknown."""
    mode = mode or ground.mode
    if ground.last is None or ground.first is None:
        return _after_told(ground, make)
    last = ground.last
    years = range(last.year - 8, last.year + 9)
    found = [when for when in map(make, years) if when]
    if mode == "near":
        return min(found, key=lambda when: abs((when.lo - last).days), default=None)
    if mode == "future":
        return next((when for when in found if when.hi >= ground.first), None)
    told = ground.year
    if told and told.grain not in ("year", "decade") and (last - told.hi).days > OLD_STORY:
        near = _nearest(make, told)
        if near and near.lo <= last:
            return near
    return next((when for when in reversed(found) if when.lo <= last), None)


def _nearest(make: Callable[[int], When | None], told: When) -> When | None:
    """The date nearest to one told before, in its own year where that names no month."""
    if told.grain == "year":
        return make(told.lo.year)
    found = [when for when in map(make, range(told.lo.year - 1, told.lo.year + 2)) if when]
    return min(found, key=lambda when: abs((when.lo - told.lo).days), default=None)


def _after_told(ground: Ground, make: Callable[[int], When | None]) -> When | None:
    """Without a report's date: the nearest to the date told last that has a year, or in no year."""
    if (told := ground.year) and told.grain != "decade":
        found = _nearest(make, told)
        if found:
            return found
    open_when = make(OPEN_YEAR)
    return open_when._replace(open_year=True) if open_when else None


def count(words: list[str]) -> int | None:
    """A number in words or digits, the indefinite article being one; None where it is vague."""
    total, seen = 0, False
    for word in words:
        low = word.lower()
        if word.isdecimal():
            if len(word) > 4:
                return None
            total, seen = total + int(word), True
        elif low in lexicon().numbers:
            total, seen = (0 if low in ("couple", "dozen", "score") else total) + lexicon().numbers[low], True
        elif low in ("a", "an"):
            total, seen = 1, True
        elif low not in ("-", "–", "of"):
            return None
    return total if seen and total else None


def unit(word: str) -> tuple[int, str]:
    """How many of which ISO unit a unit word is: ``(2, "W")`` for a fortnight; hours and minutes as TH and TM."""
    code = lexicon().units.get(word.lower(), "1D")
    return int(code.strip("TDWMYH")), code[-1] if code[0] != "T" else f"T{code[-1]}"


def duration(number: int, word: str, half: bool) -> str:
    """ISO 8601 text; half a year is six months, half a month or week is left in days."""
    size, kind = unit(word)
    number *= size
    if half and kind == "Y":
        return f"P{number * 12 + 6}M"
    if half and kind == "TH":
        return f"PT{number}H30M"
    if half and kind in "WM":
        return f"P{number * (7 if kind == 'W' else 30) + (3 if kind == 'W' else 15)}D"
    return f"PT{number}{kind[1]}" if kind[0] == "T" else f"P{number}{kind}"


def _year_of(hit: Hit) -> int | None:
    word = hit.word("y", "y0")
    return int(word) if word and word.isdecimal() and len(word) == 4 else None


def _relative(word: str, ground: Ground) -> int | None:
    """The year that "this", "last" or "that year" names."""
    step = _REL.get(word.lower())
    if word.lower() in ("that", "same"):
        return ground.year.lo.year if ground.year else None
    if step is not None:
        return ground.last.year + step if ground.last else None
    if ground.year is None:
        return None
    return ground.year.lo.year + (-1 if word.lower() in ("previous", "preceding", "prior") else 1)


def in_year(hit: Hit, ground: Ground, make: Callable[[int], When | None], mode: Mode | None = None) -> Value:
    """A month, day or season with whatever year the words give."""
    number = _year_of(hit)
    if number is not None:
        return Value(make(number), explicit=True)
    if (relative := hit.word("yq")) and unit(hit.word("yu") or "year")[1] == "Y":
        words = [word.lower() for word in hit.part("yq")]
        number = _relative(words[-1], ground)
        if number is not None:
            return Value(make(number), explicit=True)
        when = make(OPEN_YEAR)
        return Value(when._replace(open_year=True) if when and relative else when)
    return Value(place(ground, make, mode))


def ref(hit: Hit, ground: Ground) -> Value:
    """A month, season, unit or year, alone or as what a part is of."""
    qualifiers = [word.lower() for word in hit.part("q")]
    qualifier = next((word for word in reversed(qualifiers) if word != "the"), "")
    if name := hit.word("m"):
        number = lexicon().months[name]
        return _qualified(hit, ground, lambda year: edtf.month(year, number), qualifier)
    if name := hit.word("s"):
        code = lexicon().seasons[name.lower()]
        return _qualified(hit, ground, lambda year: edtf.season(year, code), qualifier)
    if hit.has("y0"):
        return Value(edtf.year(_year_of(hit) or 0), explicit=True)
    if name := hit.word("u"):
        if (number_ := _year_of(hit)) is not None:
            return Value(edtf.year(number_), explicit=True) if unit(name)[1] == "Y" else NOTHING
        return Value(_unit(name.lower(), qualifier, ground))
    return NOTHING


def _qualified(hit: Hit, ground: Ground, make: Callable[[int], When | None], qualifier: str) -> Value:
    if hit.has("y", "y0", "yq"):
        return in_year(hit, ground, make)
    if qualifier in ("last", "past", "previous") and ground.first:
        first = ground.first
        found = [when for when in map(make, range(first.year - 3, first.year + 1)) if when and when.hi < first]
        return Value(found[-1] if found else None)
    if qualifier in ("this", "current") and ground.last:
        return Value(place(ground, make, "near"))
    if qualifier == "next":
        return Value(place(ground, make, "future"))
    if qualifier in ("that", "following", "same") and ground.year:
        found = [when for when in map(make, range(ground.year.lo.year, ground.year.lo.year + 2)) if when]
        return Value(
            next((when for when in found if qualifier != "following" or when.lo > ground.year.hi), None), explicit=True
        )
    return Value(place(ground, make))


def _unit(word: str, qualifier: str, ground: Ground) -> When | None:
    """This, last, next or that day, week, month, quarter, year or weekend."""
    size, kind = (1, "W") if word.startswith("weekend") else unit(word)
    if kind[0] == "T" or word.startswith("decade"):
        return None
    if qualifier in ("that", "same", "following", "previous", "preceding", "prior"):
        step = {"that": 0, "same": 0, "following": 1}.get(qualifier, -1)
        return _step(ground.told, step * size, kind) if ground.told else None
    if qualifier == "last" and word.startswith("night"):
        qualifier = "yesterday"
    step = {"last": -1, "past": -1, "next": 1, "yesterday": -1}.get(qualifier, 0)
    base = ground.day()
    if base is None:
        if (
            ground.last is None
            or ground.first is None
            or kind in "DW"
            or (kind == "M" and ground.first.month != ground.last.month)
        ):
            return None
        base = ground.last
    if word.startswith("weekend"):
        saturday = base - timedelta((base.weekday() - 5) % 7 + (7 if qualifier == "last" and base.weekday() > 4 else 0))
        return edtf.days(saturday, saturday + timedelta(1))
    try:
        moved = base + timedelta(step * 7 * size) if kind == "W" else base
    except OverflowError:
        return None
    if kind == "W":
        return edtf.week(moved)
    return _step(When(base, base, "day"), step * size, kind)


def _step(base: When, step: int, kind: str) -> When | None:
    """The unit around a date, moved by a number of such units."""
    if kind == "D":
        return edtf.shift(base, step, "D")
    if kind == "W":
        moved = edtf.shift(base, step, "W")
        return edtf.week(moved.lo) if moved and not moved.open_year and moved.grain == "day" else None
    if kind == "M" and base.grain not in ("day", "days", "month"):
        return None
    return edtf.shift(base, step, kind)


def named_day(hit: Hit, ground: Ground) -> Value:
    """``4 May``, ``the night of 17 January 2025``."""
    number, name = hit.word("d", "d2"), hit.word("m", "m2")
    if number is None or name is None:
        return NOTHING
    at, month = int(re.sub(r"\D", "", number)), lexicon().months[name]
    found = in_year(hit, ground, lambda year: edtf.day(year, month, at))
    weekday = hit.word("w")
    if weekday is None:
        return found
    day = lexicon().weekdays[weekday]
    fits = found.when
    if fits and not fits.open_year and not found.explicit and fits.lo.weekday() != day and ground.last:
        years = (edtf.day(year, month, at) for year in range(ground.last.year, ground.last.year - 12, -1))
        fits = next((when for when in years if when and when.lo.weekday() == day and when.lo <= ground.last), fits)
    return found._replace(when=fits, weekday=day)


def stretch(hit: Hit, ground: Ground) -> Value:
    """``May 3 and 4``, ``3 to 6 March``."""
    first, last, name = hit.word("d", "e"), hit.word("d2", "e2"), hit.word("m", "m2")
    if first is None or last is None or name is None:
        return NOTHING
    lo, hi, month = int(re.sub(r"\D", "", first)), int(re.sub(r"\D", "", last)), lexicon().months[name]
    if lo >= hi:
        return NOTHING

    def make(year: int) -> When | None:
        start, end = edtf.day(year, month, lo), edtf.day(year, month, hi)
        return edtf.join(start, end) if start and end else None

    return in_year(hit, ground, make)


def ordinal(hit: Hit, ground: Ground) -> Value:
    """``the 7th``: in the month told last, going forward from it; else the latest such day not after the report."""
    at = int(re.sub(r"\D", "", hit.word("d") or "0"))
    told = ground.told
    if (
        told
        and told.grain in ("day", "days", "month")
        and not told.open_month
        and (ground.last is None or _runs_on(told, at))
    ):
        month = told.lo.month + (told.grain == "day" and at < told.lo.day and ground.last is not None)
        year = told.lo.year + (month > 12)
        when = edtf.day(year, (month - 1) % 12 + 1, at)
        if when and (ground.last is None or when.lo <= ground.last or ground.mode != "past"):
            return Value(when._replace(open_year=told.open_year))
    if ground.last is None:
        when = edtf.day(OPEN_YEAR, 1, at)
        return Value(when._replace(open_year=True, open_month=True) if when else None)
    return Value(_latest_day(ground.last, at))


def _runs_on(told: When, at: int) -> bool:
    """Whether a bare day of the month goes on from a day told before it."""
    return told.grain == "day" and at >= told.lo.day


def _latest_day(last: date, at: int) -> When | None:
    year, month = last.year, last.month
    for _ in range(4):
        when = edtf.day(year, month, at)
        if when and when.lo <= last:
            return when
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return None


def weekday(hit: Hit, ground: Ground) -> Value:
    """The last such day on or before the report ("last" before it, "next" after it); without its date, counted from
    a date told with its weekday."""
    day = lexicon().weekdays[hit.word("w") or ""]
    qualifier = next((word.lower() for word in reversed(hit.part("q")) if word.lower() != "the"), "")
    base = ground.day()
    if base is not None and (week := hit.word("lq")):
        moved = base + timedelta(7 * (_REL.get(week.lower()) or 0))
        found = edtf.week(moved).lo + timedelta(day)
        return Value(When(found, found, "day"), weekday=day)
    told = ground.told
    follows = qualifier in ("following", "that", "same") and told and told.grain == "day"
    if told and (follows or base is None) and told.grain == "day":
        known = ground.weekday if ground.weekday is not None else None if told.open_year else told.lo.weekday()
        if known is not None:
            ahead = (day - known) % 7 or (7 if qualifier == "following" else 0)
            return Value(edtf.shift(told, ahead, "D"), weekday=day)
    if base is None:
        return Value(weekday=day)
    if qualifier == "next" or ground.mode == "future":
        found = base + timedelta((day - base.weekday() - 1) % 7 + 1)
    else:
        found = base - timedelta((base.weekday() - day - (qualifier == "last")) % 7 + (qualifier == "last"))
    return Value(When(found, found, "day"), weekday=day)


def moved(hit: Hit, ground: Ground) -> Value:
    """``two months later``, ``three days ago``, ``the day before``."""
    way = (hit.word("way") or "ago").lower()
    name = hit.word("u") or "day"
    number = count(hit.part("n")) if hit.has("n") else 1
    if number is None:
        return NOTHING
    ago = hit.rule == "ago"
    day = ground.day()
    base = (When(day, day, "day") if day else None) if ago else ground.told
    sign = -1 if ago or way in ("before", "earlier", "previously") else 1
    size, kind = (1, "W") if name.lower().startswith("weekend") else unit(name)
    if base is None or kind[0] == "T":
        return NOTHING
    if hit.has("half") and kind == "Y":
        number, size, kind = number * 12 + 6, 1, "M"
    return Value(
        _step(base, sign * number * size, kind) if kind != "W" else edtf.shift(base, sign * number * size, "W")
    )


def same_day(hit: Hit, ground: Ground) -> Value:
    """``that night``, ``the next morning``, ``this evening``, ``last night``."""
    qualifier = next(
        (word.lower() for word in reversed(hit.part("q")) if word.lower() not in ("the", "very", "full")), ""
    )
    step = {"that": 0, "same": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}.get(qualifier)
    if step is not None:
        told = ground.told
        if step and told and told.grain == "days" and told.lo != told.hi:
            told = When(told.hi, told.hi, "day", told.open_year)
        return Value(edtf.shift(told, step, "D") if told and told.grain in ("day", "days") else None)
    day = ground.day()
    if day is None or qualifier not in ("this", "last"):
        return NOTHING
    at = day - timedelta(qualifier == "last")
    return Value(When(at, at, "day"))


def other_calendar(hit: Hit, ground: Ground) -> Value:
    """``14 Aban``, ``9 Tahsas (18 December)``: the Gregorian date in brackets wins."""
    if (number := hit.word("gd", "gd2")) and (name := hit.word("gm", "gm2")):
        at, month, year = int(re.sub(r"\D", "", number)), lexicon().months[name], hit.word("gy")
        if year:
            return Value(edtf.day(int(year), month, at), explicit=True)
        return Value(place(ground, lambda y: edtf.day(y, month, at)))
    reckoning, part = lexicon().reckonings[hit.word("o") or ""]
    shift = 621 if reckoning == "solar_hijri" else 8
    given = hit.word("y")
    at_word = hit.word("d")

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


def festival(hit: Hit, ground: Ground) -> Value:
    """A day with a name."""
    phrase = hit.words.words[hit.start]
    entry = feast_at(phrase, 0, re.split(r"[ ’']", phrase)[0])
    if entry is None:
        return NOTHING
    (first, *more) = entry[1].split("/")

    def make(year: int) -> When | None:
        lo, hi = (edtf.day(year, *map(int, part.split("-"))) for part in (first, more[0] if more else first))
        return lo if lo == hi else edtf.join(lo, hi) if lo and hi else None

    return Value(place(ground, make))
