"""What the rules for relative days say: weekdays, "the 7th", "two months later", "that night"."""

from datetime import date, timedelta

from secondsource.reading import edtf
from secondsource.reading.edtf import OPEN_YEAR, When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import NOTHING, RELATIVE, Ground, Value, count, ordinal_number, unit
from secondsource.reading.time_words import lexicon


def ordinal(hit: Hit, ground: Ground) -> Value:
    """``the 7th``: in the month told last, going forward from it; else the latest such day not after the report."""
    at = ordinal_number(hit.part("d"))
    told = ground.told
    if ground.told_day and (told is None or told.grain != "day") and _runs_on(ground.told_day, at):
        told = ground.told_day
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
    return Value(_latest_day(ground.last, at) if ground.mode != "future" else _next_day(ground.last, at))


def _next_day(last: date, at: int) -> When | None:
    first = last.replace(day=1)
    for _ in range(4):
        when = edtf.day(first.year, first.month, at)
        if when and when.lo > last:
            return when
        first = (first + timedelta(32)).replace(day=1)
    return None


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
        moved = base + timedelta(7 * (RELATIVE.get(week.lower()) or 0))
        found = edtf.week(moved).lo + timedelta(day)
        return Value(When(found, found, "day"), weekday=day)
    told = ground.told_day
    pointed = not qualifier and "on" in hit.leads() and hit.words.words[hit.match.start("w") - 1].lower() == "the"
    follows = (pointed or qualifier in ("following", "that", "same")) and told and told.grain == "day"
    if told and (follows or base is None) and told.grain == "day":
        known = ground.weekday if ground.weekday is not None else None if told.open_year else told.lo.weekday()
        if known is not None:
            ahead = (day - known) % 7 or (7 if qualifier == "following" else 0)
            when = edtf.shift(told, ahead, "D")
            if not pointed or not _is_to_come(when, ground):
                return Value(when, weekday=day)
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
    told = ground.told_day if unit(name)[1] in ("D", "W") and ground.told_day else ground.told
    size, kind = (1, "W") if name.lower().startswith("weekend") else unit(name)
    month = ground.told if way in ("later", "earlier") else None
    if kind in "DW" and month and month.grain == "month" and not month.open_year and not _holds(month, ground.told_day):
        # "In March they were caught; eleven days later they were sent back": some day of March, not one told before it.
        told = month._replace(grain="days")
    base = (When(day, day, "day") if day else None) if ago else told
    sign = -1 if ago or way in ("before", "earlier", "previously") else 1
    if hit.rule == "shift_the" and kind == "W" and base is not None:
        return Value(edtf.move(base, sign * size, kind))
    if base is None or kind[0] == "T":
        return NOTHING
    if hit.has("half") and kind == "Y":
        number, size, kind = number * 12 + 6, 1, "M"
    return Value(
        edtf.move(base, sign * number * size, kind) if kind != "W" else edtf.shift(base, sign * number * size, "W")
    )


def half_away(hit: Hit, ground: Ground) -> Value:
    """``half a year ago``, ``half a month later``."""
    way = (hit.word("way") or "").lower()
    day, kind = ground.day(), unit(hit.word("u") or "")[1]
    base = (When(day, day, "day") if day else None) if way in ("ago", "back") else ground.told
    if base is None or kind not in "MY":
        return NOTHING
    sign = 1 if way in ("later", "after", "afterwards", "afterward") else -1
    return Value(edtf.move(base, sign * 6, "M") if kind == "Y" else edtf.move(base, sign * 15, "D"))


def lately(hit: Hit, ground: Ground) -> Value:
    """``in the last two weeks``, ``over the past twelve months``: up to the day of publication."""
    number, day, (size, kind) = count(hit.part("n")), ground.day(), unit(hit.word("u") or "")
    if number is None or number * size < 2 or day is None or kind[0] == "T":
        return NOTHING
    now = When(day, day, "day")
    first = edtf.shift(now, -number * size, kind) if kind in "DW" else edtf.move(now, -number * size, kind)
    last = {"M": edtf.month(day.year, day.month), "Y": edtf.year(day.year)}.get(kind, now)
    return Value(edtf.join(first, last) if first and last else None)


def ahead(hit: Hit, ground: Ground) -> Value:
    """``will be tried in two weeks``: counted from the day of publication."""
    number, day, (size, kind) = count(hit.part("n")), ground.day(), unit(hit.word("u") or "")
    if number is None or day is None or kind[0] == "T":
        return NOTHING
    return Value(edtf.shift(When(day, day, "day"), number * size, kind))


def nth_day(hit: Hit, ground: Ground) -> Value:
    """``on the third day``: counted from the day told last, which is the first."""
    told, number = ground.told_day, lexicon().ordinals.get((hit.word("k") or "").lower(), 0)
    if told is None or told.grain != "day" or not number:
        return NOTHING
    when = edtf.shift(told, number - 1, "D")
    return NOTHING if _is_to_come(when, ground) else Value(when)


def _is_to_come(when: When | None, ground: Ground) -> bool:
    """Whether a day lies behind the report's, though nothing says that it is one to come."""
    return when is not None and ground.last is not None and when.lo > ground.last and ground.mode == "past"


def length(hit: Hit) -> tuple[int, str] | None:
    """How many of which ISO unit "two weeks after" is; None for hours, and where the number is vague."""
    number = count(hit.part("n")) if hit.has("n") else 1
    size, kind = unit(hit.word("u") or "day")
    return (number * size, kind) if number and kind[0] != "T" else None


def _holds(month: When, day: When | None) -> bool:
    return day is not None and (month.lo <= day.lo <= month.hi or day.open_year)


def same_day(hit: Hit, ground: Ground) -> Value:
    """``that night``, ``the next morning``, ``this evening``, ``last night``."""
    qualifier = next(
        (word.lower() for word in reversed(hit.part("q")) if word.lower() not in ("the", "very", "full")), ""
    )
    step = {"that": 0, "same": 0, "next": 1, "following": 1, "previous": -1, "preceding": -1}.get(qualifier)
    if step is not None:
        told = ground.told_day
        if step and told and told.grain == "days" and told.lo != told.hi:
            told = When(told.hi, told.hi, "day", told.open_year)
        return Value(edtf.shift(told, step, "D") if told and told.grain in ("day", "days") else None)
    day = ground.day()
    if day is None or qualifier not in ("this", "last"):
        return NOTHING
    at = day - timedelta(qualifier == "last")
    return Value(When(at, at, "day"))


def weekday_shift(hit: Hit, ground: Ground) -> Value:
    """``the Sunday before``, from the date told last."""
    told, day = ground.told_day, lexicon().weekdays[hit.word("w") or ""]
    if told is None or told.grain != "day":
        return NOTHING
    known = ground.weekday if ground.weekday is not None else None if told.open_year else told.lo.weekday()
    if known is None:
        return NOTHING
    ahead = (hit.word("way") or "").lower() in ("after", "later")
    step = ((day - known) % 7 or 7) if ahead else -((known - day) % 7 or 7)
    return Value(edtf.shift(told, step, "D"), weekday=day)


def twice(hit: Hit, ground: Ground) -> Value:
    """``the day before yesterday``, ``the week before last``, ``the Thursday before last``: two steps from today."""
    day, word = ground.day(), (hit.word("w") or "").lower()
    ahead = word in ("tomorrow", "next")
    if day is None or ahead != ((hit.word("way") or "").lower() == "after"):
        return NOTHING
    steps = 2 if ahead else -2
    if (name := hit.word("u") or "") in lexicon().weekdays:
        found = edtf.week(day + timedelta(7 * steps)).lo + timedelta(lexicon().weekdays[name])
        return Value(When(found, found, "day"))
    size, kind = unit(name)
    return NOTHING if kind[0] == "T" else Value(edtf.move(When(day, day, "day"), steps * size, kind))


def near_day(hit: Hit, ground: Ground) -> Value:
    """Yesterday, today or tomorrow, by the day of publication."""
    day = ground.day()
    if day is None:
        return NOTHING
    word = (hit.word("w") or "").lower()
    try:
        at = day + timedelta({"yesterday": -1, "tomorrow": 1}.get(word, 0))
    except OverflowError:
        return NOTHING
    return Value(When(at, at, "day"))
