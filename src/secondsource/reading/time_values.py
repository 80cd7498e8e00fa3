"""What a matched rule of the interval grammar says, against the report's date and the dates told before it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from secondsource.reading import edtf
from secondsource.reading.edtf import OPEN_YEAR, When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_words import lexicon, number_class

Mode = str
"""``past``: the latest that is not after the report; ``future``: the first not before it; ``near``: the nearest;
``back``: as ``past``, and before the date told last where the report has no date ("since October")."""

OLD_STORY = 300
"""Days: a story told of times so long before its report goes on there, and not in the year of the report."""

RELATIVE = {"this": 0, "present": 0, "current": 0, "last": -1, "past": -1, "next": 1, "same": None, "that": None}


class Ground(NamedTuple):
    """What a relative expression stands on: first and last possible day of publication, the date told last, the
    day told last and its weekday, the last date told with a year of its own, and how open dates are to be placed."""

    first: date | None = None
    last: date | None = None
    told: When | None = None
    told_day: When | None = None
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
    if told and told.grain not in ("year", "years", "decade") and (last - told.hi).days > OLD_STORY:
        near = _nearest(make, told, mode == "back")
        if near and near.lo <= last:
            return near
    return next((when for when in reversed(found) if when.lo <= last), None)


def _nearest(make: Callable[[int], When | None], told: When, back: bool) -> When | None:
    """The date nearest to one told before (not after it, if ``back``), in its own year where that names no month."""
    if told.grain == "year":
        return make(told.lo.year)
    found = [when for when in map(make, range(told.lo.year - 1, told.lo.year + 2)) if when]
    found = [when for when in found if when.lo <= told.lo or not back]
    return min(found, key=lambda when: _distance((when.lo - told.lo).days), default=None)


def _distance(days: int) -> int:
    """A story goes forward: as far back counts twice."""
    return days if days >= 0 else -2 * days


def _after_told(ground: Ground, make: Callable[[int], When | None]) -> When | None:
    """Without a report's date: the nearest to the date told last that has a year, or in no year."""
    if (told := ground.year) and told.grain != "decade":
        found = _nearest(make, told, ground.mode == "back")
        if found:
            return found
    open_when = make(OPEN_YEAR)
    return open_when._replace(open_year=True) if open_when else None


def count(words: list[str]) -> int | None:
    """A number in words or digits, the indefinite article being one; None where it is vague."""
    total, seen, article = 0, False, 0
    for word in words:
        low = word.lower()
        if word.isdecimal():
            if len(word) > 4:
                return None
            total, seen = total + int(word), True
        elif low in lexicon().numbers:
            total, seen = (0 if low in ("couple", "dozen", "score") else total) + lexicon().numbers[low], True
        elif low in ("a", "an"):
            article = 1
        elif low not in ("-", "–", "of", "some"):
            return None
    return (total if seen else article) or None


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


def ordinal_number(words: list[str]) -> int:
    """The number of an ordinal in figures ("7th") or words ("twenty-first"); 0 where there is none."""
    book, total = lexicon(), 0
    for word in words:
        low = word.lower()
        total += book.ordinals.get(low) or book.numbers.get(low) or int(re.sub(r"\D", "", low) or 0)
    return total


def goes_on(hit: Hit, part: str, ground: Ground) -> bool:
    """Whether "next" counts from what was told ("the next month"), and not from the report ("next month")."""
    at = hit.match.end(part) - 1
    words = hit.words.words
    told = ground.told is not None and ground.mode == "past"
    return told and words[at].lower() == "next" and at > 0 and words[at - 1].lower() == "the"


def is_year(word: str) -> bool:
    """Whether a figure is a year that a report may name."""
    return number_class(word) == "year"


def juche_year(word: str | None) -> int | None:
    """The year that a year of the Juche calendar is, counted from 1912, its first."""
    return 1911 + int(word) if word and word.isdecimal() and len(word) < 4 else None


def _year_of(hit: Hit) -> int | None:
    word = hit.word("y", "y0")
    if juche := hit.word("yj"):
        return juche_year(juche)
    return int(word) if word and word.isdecimal() and len(word) == 4 else None


def _relative(word: str, ground: Ground) -> int | None:
    """The year that "this", "last" or "that year" names."""
    step = RELATIVE.get(word.lower())
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
        number = _relative("following" if goes_on(hit, "yq", ground) else words[-1], ground)
        if number is not None:
            return Value(make(number), explicit=True)
        when = make(OPEN_YEAR)
        return Value(when._replace(open_year=True) if when and relative else when)
    return Value(place(ground, make, mode))


def ref(hit: Hit, ground: Ground) -> Value:
    """A month, season, unit or year, alone or as what a part is of."""
    qualifiers = [word.lower() for word in hit.part("q")]
    qualifier = next((word for word in reversed(qualifiers) if word != "the"), "")
    if qualifier == "next" and goes_on(hit, "q", ground):
        qualifier = "following"
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
            return Value(edtf.year(number_), explicit=True)
        return Value(_unit(name.lower(), qualifier, ground))
    return NOTHING


def _qualified(hit: Hit, ground: Ground, make: Callable[[int], When | None], qualifier: str) -> Value:
    if hit.has("y", "y0", "yj", "yq"):
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
        ahead = {"that": 0, "same": 0, "following": 1}.get(qualifier, -1)
        told = ground.told_day if kind in "DW" else ground.told
        return edtf.move(told, ahead * size, kind) if told else None
    day = ground.day() or _within_unit(ground, kind)
    if day is None:
        return None
    if word.startswith("weekend"):
        back = (day.weekday() - 5) % 7 + (7 if qualifier == "last" and day.weekday() > 4 else 0)
        return edtf.days(day - timedelta(back), day - timedelta(back - 1))
    ahead = {"last": -1, "past": -1, "next": 1}.get(qualifier, 0)
    try:
        return edtf.week(day + timedelta(7 * ahead * size)) if kind == "W" else _moved(day, ahead * size, kind)
    except OverflowError:
        return None


def _moved(day: date, ahead: int, kind: str) -> When | None:
    return edtf.move(When(day, day, "day"), ahead, kind)


def _within_unit(ground: Ground, kind: str) -> date | None:
    """A day that stands for a publication known only to its month or year, where the unit is no finer."""
    first, last = ground.first, ground.last
    if first is None or last is None or kind in "DW":
        return None
    return last if kind == "Y" or first.month == last.month else None
