"""What the rules for parts of months, lengths of time and written dates say (see ``time_values``)."""

import re
from datetime import timedelta

from secondsource.reading import edtf
from secondsource.reading.edtf import OPEN_YEAR, When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import (
    NOTHING,
    Ground,
    Value,
    count,
    duration,
    in_year,
    juche_year,
    ordinal_number,
    place,
    ref,
    unit,
)
from secondsource.reading.time_words import lexicon

_EARLY = {"early", "beginning", "start", "outset", "opening"}
_MID = {"mid", "middle"}


def named_day(hit: Hit, ground: Ground) -> Value:
    """``4 May``, ``the night of 17 January 2025``; a weekday beside it may settle the year."""
    name = hit.word("m", "m2", "m3")
    at = ordinal_number(hit.part("d3")) if hit.has("d3") else day_number(hit.word("d", "d2") or "")
    if not at or name is None:
        return NOTHING
    month = lexicon().months[name]
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


def day_number(word: str) -> int:
    """The day of the month in figures ("4", "4th")."""
    return int(re.sub(r"\D", "", word) or 0)


def stretch(hit: Hit, ground: Ground) -> Value:
    """``May 3 and 4``, ``3 to 6 March``."""
    first, last, name = hit.word("d", "e"), hit.word("d2", "e2"), hit.word("m", "m2")
    if first is None or last is None or name is None:
        return NOTHING
    lo, hi, month = day_number(first), day_number(last), lexicon().months[name]
    if lo >= hi:
        return NOTHING

    def make(year: int) -> When | None:
        start, end = edtf.day(year, month, lo), edtf.day(year, month, hi)
        return edtf.join(start, end) if start and end else None

    return in_year(hit, ground, make)


def part(hit: Hit, ground: Ground) -> Value:
    """Early, mid or late in a month, year or season; its beginning, middle or end."""
    word = (hit.word("p") or "").lower()
    found = ref(hit, ground)
    when = found.when
    if when is None and hit.has("u") and unit(hit.word("u") or "")[1] == "Y":
        opened = edtf.year(OPEN_YEAR)
        when = opened._replace(open_year=True) if opened and ground.last is None else None
    if when is None:
        return NOTHING
    if hit.rule == "part" or word in _MID:
        cut = edtf.third(when, "early" if word in _EARLY else "mid" if word in _MID else "late")
    elif {"by", "before", "until", "till"} & set(hit.leads()):
        # The end of June, as a limit, is its last day.
        cut = edtf.days(when.hi, when.hi) if word not in _EARLY else edtf.days(when.lo, when.lo)
    else:
        cut = edtf.edge(when, word not in _EARLY)
    return found._replace(when=cut._replace(open_year=when.open_year))


def nth(hit: Hit, ground: Ground) -> Value:
    """``the first week of April``, ``the second half of 2023``, ``the last days of October``."""
    found = ref(hit, ground)
    when, word, name = found.when, (hit.word("k") or "").lower(), (hit.word("ku") or "").lower()
    if when is None:
        return found
    last = word in ("last", "final", "past", "closing", "late")
    number = lexicon().ordinals.get(word, 1)
    size, kind = (1, "half") if name == "half" else unit(name)
    cut: When | None = None
    if kind == "D":
        cut = _nth_day(when, number, last, name) if not hit.has("kn") else _some_days(when, count(hit.part("kn")), last)
    elif kind == "half":
        cut = _half(when, 2 if last else number)
    elif kind == "W" and when.grain == "month":
        lo = when.hi - timedelta(6) if last else when.lo + timedelta(7 * (number - 1))
        cut = edtf.days(lo, min(lo + timedelta(6), when.hi)) if lo <= when.hi else None
    elif kind == "M" and size == 1 and when.grain == "year" and name.endswith("s"):
        many = min(count(hit.part("kn")) or _SOME_MONTHS, 12)
        cut = edtf.months(when.lo.year, 13 - many if last else 1, 12 if last else many)
    elif kind == "M" and when.grain == "year" and size * number <= 12:
        first = 13 - size if last else size * (number - 1) + 1
        cut = edtf.month(when.lo.year, first) if size == 1 else edtf.months(when.lo.year, first, first + size - 1)
    return found._replace(when=cut._replace(open_year=when.open_year) if cut else None)


_SOME_MONTHS = 3


def _nth_day(when: When, number: int, last: bool, name: str) -> When:
    if name.endswith("s"):
        return edtf.edge(when if when.grain != "year" else edtf.edge(when, last), last)
    at = when.hi if last else when.lo + timedelta(number - 1)
    return When(at, at, "day")


def _some_days(when: When, number: int | None, last: bool) -> When | None:
    """``the last ten days of April``."""
    step = timedelta((number or 1) - 1)
    if when.grain != "month" or step > when.hi - when.lo:
        return None
    return edtf.days(when.hi - step, when.hi) if last else edtf.days(when.lo, when.lo + step)


def _half(when: When, number: int) -> When | None:
    if when.grain == "year":
        return edtf.months(when.lo.year, 1 if number == 1 else 7, 6 if number == 1 else 12)
    if when.grain == "month":
        return edtf.days(
            when.lo if number == 1 else when.lo.replace(day=16), when.lo.replace(day=15) if number == 1 else when.hi
        )
    return when


def edge_days(hit: Hit, ground: Ground) -> Value:
    """``the last nights of October``: ten days at either end; ``the last day of October`` is one."""
    found = ref(hit, ground)
    if found.when is None:
        return found
    word = (hit.word("p") or "").lower()
    last = word in ("last", "final", "late", "closing", "past")
    if not (hit.word("ku") or "").endswith("s") and word not in ("early", "late"):
        one = _nth_day(found.when, lexicon().ordinals.get(word, 1), last, "day")
        return found._replace(when=one._replace(open_year=found.when.open_year))
    cut = edtf.edge(found.when if found.when.grain != "year" else edtf.edge(found.when, last), last)
    return found._replace(when=cut._replace(open_year=found.when.open_year))


def day_of(hit: Hit, ground: Ground) -> Value:
    """``the 20th of last month``."""
    found, at = ref(hit, ground), int(re.sub(r"\D", "", hit.word("d") or "0"))
    when = found.when
    if when is None or when.grain != "month":
        return NOTHING
    day = edtf.day(when.lo.year, when.lo.month, at)
    return found._replace(when=day._replace(open_year=when.open_year) if day else None)


def nth_weekday(hit: Hit, ground: Ground) -> Value:
    """``the last Friday of April``, ``the second Monday in May``."""
    found, word = ref(hit, ground), (hit.word("k") or "").lower()
    when = found.when
    if when is None or when.grain != "month":
        return NOTHING
    day = lexicon().weekdays[hit.word("w") or ""]
    first = when.lo + timedelta((day - when.lo.weekday()) % 7)
    if (number := lexicon().ordinals.get(word)) is None:
        number = 1 + (when.hi - first).days // 7
    at = first + timedelta(7 * (number - 1))
    return Value(When(at, at, "day"), explicit=found.explicit) if at <= when.hi and not when.open_year else NOTHING


def week_of(hit: Hit, ground: Ground) -> Value:
    """``the week of 6 May``: Monday to Sunday around it."""
    found = named_day(hit, ground)
    if found.when is None or found.when.open_year or unit(hit.word("wu") or "") != (1, "W"):
        return found
    return found._replace(when=edtf.week(found.when.lo))


def quarter(hit: Hit, ground: Ground) -> Value:
    """``in the third quarter``, of the year of the report."""
    number = lexicon().ordinals.get((hit.word("k") or "").lower(), 0)
    if number > _QUARTERS:
        return NOTHING
    return Value(place(ground, lambda year: edtf.months(year, 3 * number - 2, 3 * number)))


_QUARTERS = 4


def turn(hit: Hit, ground: Ground) -> Value:
    """``the turn of the year``: half a month on either side of New Year."""
    if unit(hit.word("u") or "") != (1, "Y"):
        return NOTHING

    def make(year: int) -> When | None:
        lo, hi = edtf.day(year - 1, 12, 17), edtf.day(year, 1, 15)
        return edtf.join(lo, hi) if lo and hi else None

    return Value(place(ground, make)) if ground.last else NOTHING


def season_day(hit: Hit, ground: Ground) -> Value:
    """``on a spring day in 2018``, ``one night that spring``."""
    code = lexicon().seasons[(hit.word("s", "s2") or "").lower()]
    if hit.has("s2") and not hit.has("y"):
        told = ground.year
        return Value(edtf.season(told.lo.year, code)) if told else NOTHING
    return in_year(hit, ground, lambda year: edtf.season(year, code))


def decade(hit: Hit, ground: Ground) -> Value:
    """``in the 1990s`` (``199X``)."""
    first = int((hit.word("d") or "0s")[:-1])
    span = {"early": (0, 4), "mid": (4, 6), "late": (5, 9)}.get((hit.word("p") or "").lower())
    if span is None:
        return Value(edtf.decade(first), explicit=True)
    lo, hi = edtf.year(first + span[0]), edtf.year(first + span[1])
    return Value(edtf.join(lo, hi) if lo and hi else None, explicit=True)


def numeric(hit: Hit, ground: Ground) -> Value:
    """``2023-04-11``, ``11.04.2023``: day first, except where only month first gives a day not after the report."""
    word = hit.words.words[hit.start]
    parts = [int(part) for part in re.split(r"[-./]", word)]
    if len(parts) == 2:
        return Value(edtf.month(parts[1], parts[0]), explicit=True)
    first, second, third = parts
    if "." in word and third < _CENTURY and first <= _DAYS:
        return Value(edtf.day(2000 + third, second, first), explicit=True)
    if first > 31:
        return Value(edtf.day(first, second, third), explicit=True)
    days = [edtf.day(third, second, first), edtf.day(third, first, second)]
    if "." in word:
        return Value(days[0], explicit=True)
    real = [day for day in days if day and (ground.last is None or day.lo <= ground.last)]
    return Value(real[0] if len(set(real)) == 1 else edtf.year(third), explicit=True)


_CENTURY, _DAYS = 100, 31


def day_month(hit: Hit, ground: Ground) -> Value:
    """``on 12.04``: day and month, as reports of the former Soviet Union write them."""
    at, month = (int(part) for part in (hit.word("dm") or "0.0").split("."))
    return Value(place(ground, lambda year: edtf.day(year, month, at)))


def juche(hit: Hit, ground: Ground) -> Value:
    """``Juche 112``: years from 1912, the first."""
    number = juche_year(hit.word("n"))
    return Value(edtf.year(number) if number else None, explicit=True)


def length(hit: Hit, ground: Ground) -> Value:
    """A length of time; of two numbers ("eight or nine nights") the lower."""
    if hit.rule == "half":
        return Value(duration=duration(6, "month", False) if unit(hit.word("u") or "")[1] == "Y" else None)
    words = hit.part("n")
    number = count(words)
    if number is None or unit(hit.word("u") or "")[1] == "TM":
        return NOTHING
    return Value(duration=duration(number, hit.word("u") or "day", hit.has("h", "h2", "half")))


def interval(lo: When, hi: When) -> When | None:
    """From one date to another; a start without a year of its own goes before the end."""
    if lo.open_year == hi.open_year and lo.lo > hi.hi and not lo.open_year:
        back = edtf.shift(lo, -1, "Y")
        earlier = back and place(Ground(hi.hi, hi.hi), lambda year: _at_year(lo, year))
        return edtf.join(earlier, hi) if earlier else None
    return edtf.join(lo, hi)


def _at_year(when: When, year: int) -> When | None:
    try:
        lo = when.lo.replace(year=year)
        return when._replace(lo=lo, hi=when.hi.replace(year=year + when.hi.year - when.lo.year))
    except ValueError:
        return None
