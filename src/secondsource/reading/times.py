"""Time expressions as bounded EDTF, against the report's publication date.

``Time.rule`` names the kind: ``month_day``, ``ref`` (month, season, year, "last week"), ``part``, ``weekday``,
``ordinal``, ``shift`` ("two months later"), ``duration``, ``habit`` ("every winter") and the others of
``time_grammar.RULES``; ``said_`` before it marks a time that says when something was told, not when it happened.
"""

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc

from secondsource.lexicon.calendar import calendar
from secondsource.model import Report, Span, Time
from secondsource.reading import columns, edtf, time_calendars, time_governors, time_grammar, time_relative, time_words
from secondsource.reading import time_parts as part_values
from secondsource.reading import time_values as values
from secondsource.reading.edtf import When
from secondsource.reading.language import in_dateline
from secondsource.reading.scan import Words
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import NOTHING, Ground, Value
from secondsource.reading.time_words import lexicon, number_class


def find(report: Report, doc: Doc) -> tuple[Time, ...]:
    """The report's times in order, none overlapping. A date that cannot be placed has neither EDTF nor duration."""
    words = time_words.encode(columns.of(doc).whole)
    offsets = columns.of(doc).start
    ground = values.published(report.published)
    found: list[Time] = []
    before: tuple[Hit, When | None] | None = None
    for hit in time_grammar.find(words):
        if not _stands(hit) or (hit.rule == "nth_day" and not _is_near(before, hit)):
            continue
        above = time_governors.governor(doc, offsets, words.starts[hit.start], words.end(hit.end - 1))
        read = _evaluate(hit, ground._replace(mode=time_governors.mode(hit, above)))
        if read is None:
            continue
        rule, value = read
        if before and (anchored := _anchored(before[0], hit, value.when, ground)):
            # "two days before May Day" is one expression, and no time of its own stands in it.
            start, name, value = found.pop().span.start, before[0].rule, Value(anchored)
            time = _time(hit, name, anchored, value, time_governors.is_telling(above))
            found.append(Time(Span(start, time.span.end), time.edtf, time.rule))
            before, ground = None, _moved_on(ground, name, value, told=False)
            continue
        if before and (other := _other_end(before, hit)):
            # "on 7 November, eleven days after his arrest" dates the arrest.
            found.append(_time(hit, rule, other, NOTHING, told=False))
            continue
        told = time_governors.is_telling(above) and not time_governors.is_before(
            doc, above, words.starts[hit.lead], words.end(hit.end - 1)
        )
        told = told or in_dateline(doc[bisect_right(offsets, words.starts[hit.start]) - 1])
        when = _bounded(hit, value.when)
        time = _time(hit, rule, when, value, told)
        joined = _joined(before, (hit, when)) if before else None
        if joined is not None:
            found[-1] = Time(Span(found[-1].span.start, time.span.end), edtf.text(joined), found[-1].rule)
            when = joined
        else:
            found.append(time)
        before = (hit, when)
        ground = _moved_on(ground, rule, value._replace(when=when), told)
    return tuple(found)


_REF_LEADS = {
    "in",
    "since",
    "until",
    "till",
    "by",
    "before",
    "after",
    "from",
    "during",
    "throughout",
    "between",
    "around",
    "to",
    "of",
    "over",
}
_DAY_LEADS = _REF_LEADS | {"on", "dated", "at"}
_DATE_LEADS = {"on", "from", "since", "until", "till", "by", "dated"}
_PUNCTUATION = set('.,;:)]”"’–—-\n')


def _stands(hit: Hit) -> bool:
    """Whether the words around allow the rule: "the fall of a minister" is no season, "the 7th Division" no day."""
    leads = set(hit.leads())
    words, after = hit.words, hit.end
    following = words.words[after] if after < len(words.words) else "\n"
    if hit.rule == "ordinal":
        named = (hit.word("d") or "")[0].isalpha() and following[0] not in _PUNCTUATION
        aimed = "for" in leads and following[0] in _PUNCTUATION
        if "on" in leads and following.lower() in _PRONOUNS:
            return True
        return (aimed or bool(leads & _DAY_LEADS)) and not following[0].isupper() and not named
    if hit.rule == "day_month":
        if hit.words.words[hit.start - 1].lower() == "at":
            return False
        written = (_is_padded(hit) or _writes_so(hit.words)) and (following[0] in _PUNCTUATION or following in _BEHIND)
        return bool(leads & _DATE_LEADS) or written
    if hit.rule == "wday_shift":
        return hit.words.words[hit.start].lower() == "the" or "the" in leads
    if hit.rule == "hijri_year":
        return bool(leads & _REF_LEADS) and not following.endswith("s")
    if hit.rule == "duration":
        alone = all(word.lower() in ("a", "an", "one") for word in hit.part("n"))
        return not alone or bool(
            leads & {"for", "in", "within", "during", "after", "about", "almost", "nearly", "than"}
        )
    if hit.rule == "quarter":
        return values.unit(hit.word("u") or "") == (3, "M") and bool(leads & (_REF_LEADS | {"for"}))
    if hit.rule == "nth_day":
        return bool(leads & {"on", "by", "until"}) and not (hit.word("h") or "").endswith("s") and following != "of"
    if hit.rule in ("hour", "early_hour"):
        return any(word.lower() not in ("the", "full", "whole") for word in hit.part("q"))
    if hit.rule == "other_month":
        return bool(leads & _REF_LEADS) or hit.has("p", "y")
    return hit.rule not in ("ref", "part", "edge") or _ref_stands(hit, leads, following)


_NO_THINGS = frozenset({"has", "was", "is", "as", "does", "this", "his", "its", "says", "shows", "gives"})
_PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it"})
_BEHIND = frozenset({"at", "by", "in", "from", "to", "after", "before", "and"})


def _writes_so(words: Words) -> bool:
    """Whether a report writes days as "on 9.10", so that a bare "9.10" is one as well."""
    pairs = zip(words.words, words.words[1:], strict=False)
    return (
        sum(one.lower() in _DATE_LEADS and number_class(two) == "daymonth" for one, two in pairs if two[0].isdigit())
        > 1
    )


def _is_padded(hit: Hit) -> bool:
    """Whether a day and month are written as no other number is (``16.04``)."""
    day, month = (hit.word("dm") or "0.0").split(".")
    return len(month) == 2 and (month[0] == "0" or len(day) == 2) and not hit.words.words[hit.lead - 1][-1:].isdigit()


def _ref_stands(hit: Hit, leads: set[str], following: str) -> bool:
    dated = hit.has("y", "yq", "p") or any(word.lower() not in ("the", "full", "whole") for word in hit.part("q"))
    if (hit.word("u") or "").startswith("weekend"):
        return dated or bool(leads & {"at", "over", "since", "on", "in", "by"})
    if hit.has("u"):
        kind = values.unit(hit.word("u") or "")[1]
        return dated and not (hit.has("p") and kind == "D") and kind[0] != "T"
    if hit.has("y0"):
        counted = following.isalpha() and following.endswith("s") and following.islower()
        if counted and following not in _NO_THINGS and not leads & {"in", "since"}:
            return False
        before = hit.words.words[hit.lead - 1] if hit.lead else "\n"
        paired = before in ("and", "or", "-", "–") and hit.lead > 1 and values.is_year(hit.words.words[hit.lead - 2])
        return bool(leads & _REF_LEADS) or hit.has("p") or paired or (before in "(," and following[0] in _PUNCTUATION)
    if hit.has("s") or hit.word("m") in calendar().doubtful_months:
        course = hit.lead > 0 and hit.words.words[hit.lead - 1].lower() == "course"
        aimed = hit.has("m") and "for" in leads and following[0] in _PUNCTUATION
        return dated or bool(leads & _REF_LEADS - {"of"}) or course or aimed or _is_second_month(hit)
    return True


def _is_second_month(hit: Hit) -> bool:
    """Whether a month goes with one before it ("between January and March")."""
    if hit.lead < 2 or not hit.has("m"):
        return False
    before, first = hit.words.words[hit.lead - 1].lower(), hit.words.words[hit.lead - 2]
    return before in ("and", "or", "-", "–", "to") and first in lexicon().months


_EVALUATE: dict[str, Callable[[Hit, Ground], Value]] = {
    "month_day": part_values.named_day,
    "days": part_values.stretch,
    "ref": values.ref,
    "ordinal": time_relative.ordinal,
    "weekday": time_relative.weekday,
    "ago": time_relative.moved,
    "shift": time_relative.moved,
    "shift_the": time_relative.moved,
    "hour": time_relative.same_day,
    "other_day": time_calendars.other_calendar,
    "other_month": time_calendars.other_calendar,
    "festival": time_calendars.festival,
    "part": part_values.part,
    "edge": part_values.part,
    "unit_end": part_values.part,
    "nth": part_values.nth,
    "edge_days": part_values.edge_days,
    "day_of": part_values.day_of,
    "week_of": part_values.week_of,
    "nth_wday": part_values.nth_weekday,
    "turn": part_values.turn,
    "quarter": part_values.quarter,
    "nth_day": time_relative.nth_day,
    "early_hour": time_relative.same_day,
    "half_away": time_relative.half_away,
    "eve": time_calendars.eve,
    "season_day": part_values.season_day,
    "wday_shift": time_relative.weekday_shift,
    "twice": time_relative.twice,
    "week_day": time_relative.weekday,
    "wday_ordinal": time_relative.ordinal,
    "day_month": part_values.day_month,
    "decade": part_values.decade,
    "iso": part_values.numeric,
    "juche": part_values.juche,
    "yesterday": time_relative.near_day,
    "duration": part_values.length,
    "half": part_values.length,
    "hijri_year": lambda hit, ground: time_calendars.hijri_year(hit),
    "habit": lambda hit, ground: NOTHING,
}


def _evaluate(hit: Hit, ground: Ground) -> tuple[str, Value] | None:
    """The rule that applies and its value; None where the words are no time (an age)."""
    if hit.rule == "age":
        return None
    if hit.rule == "weekday" and (hit.word("w") or "").lower().endswith("days"):
        return "habit", NOTHING
    if hit.rule in ("shift", "shift_the") and "for" in hit.leads():
        return "duration", part_values.length(hit, ground)
    try:
        value = _EVALUATE[hit.rule](hit, ground)
    except OverflowError:
        # Beyond the years 1 to 9999 there is no date to give.
        value = NOTHING
    if hit.rule == "duration" and ground.mode == "future" and "in" in hit.leads():
        return "shift", time_relative.ahead(hit, ground)
    if hit.rule == "duration" and "after" in hit.leads() and not _lasting(hit):
        return "after", value._replace(when=time_relative.moved(hit, ground).when)
    return (hit.rule, value) if hit.rule != "duration" or value.duration else None


def _lasting(hit: Hit) -> bool:
    """Whether "after" a length of time says how long something lasted: "after forty days in captivity", "after a year
    of waiting"; no day can be counted from it."""
    following = [word.lower() for word in hit.words.words[hit.end : hit.end + 2]]
    return bool(following) and (following[0] == "of" or (following[0] == "in" and following[-1] in _IN_CUSTODY))


_IN_CUSTODY = frozenset(
    {"captivity", "custody", "detention", "prison", "jail", "hiding", "hospital", "solitary", "isolation", "quarantine"}
)


def _bounded(hit: Hit, when: When | None) -> When | None:
    leads = hit.leads()
    if [word for word in hit.words.words[hit.end : hit.end + 2] if word != ","][:1] == ["when"]:
        return when  # "until 2014, when he was removed": what happened then did so in that year.
    if when is None or hit.rule in ("duration", "shift", "ago"):
        return when
    if "since" in leads:
        return when._replace(since=True)
    if "than" in leads and hit.words.words[hit.lead - 1].lower() == "later":
        return when._replace(until=True)
    return when._replace(until=True) if {"until", "till", "by", "before"} & set(leads) else when


def _anchored(first: Hit, last: Hit, at: When | None, ground: Ground) -> When | None:
    """The day that lies so long before or after a named one ("two days before May Day"), or None."""
    beside = {word.lower() for word in first.words.words[first.end : last.start]} <= {"the", "on", "of"}
    if first.rule not in ("shift", "shift_the") or at is None or not beside or last.start < first.end:
        return None
    if (first.word("way") or "").lower() not in ("before", "after") or at.grain not in ("day", "days"):
        return None
    return time_relative.moved(first, ground._replace(told=at, told_day=at)).when


def _is_near(before: tuple[Hit, When | None] | None, hit: Hit) -> bool:
    """Whether a time was told shortly before, so that days may be counted from it."""
    return before is not None and hit.start - before[0].end <= _NEAR


def _other_end(before: tuple[Hit, When | None], hit: Hit) -> When | None:
    """When that happened which a day just told lies so long before or after ("on May 9, two days after the raid")."""
    first, told = before
    following = hit.words.words[hit.end] if hit.end < len(hit.words.words) else "\n"
    beside = list(hit.words.words[first.end : hit.start])
    way = (hit.word("way") or "").lower()
    if hit.rule not in ("shift", "shift_the") or way not in ("before", "after") or following[0] in _PUNCTUATION:
        return None
    if told is None or told.grain != "day" or not beside or beside[0] != "," or len(beside) > _CLOSE:
        return None
    flipped = When(told.lo, told.hi, "day", told.open_year)
    size = time_relative.length(hit)
    return edtf.shift(flipped, -size[0] if way == "after" else size[0], size[1]) if size else None


_CLOSE = 3
_NEAR = 60
"""Words."""
_FEW_MONTHS = 4


def _joined(before: tuple[Hit, When | None], now: tuple[Hit, When | None]) -> When | None:
    """``from A to B``, ``between A and B``, ``A to B`` as one interval."""
    (first, lo), (last, hi) = before, now
    if lo is None or hi is None or last.start - first.end > 4:
        return None
    between = {word.lower() for word in last.words.words[first.end : last.start]}
    opened = {"from", "between"} & set(first.leads())
    direct = between in ({"and"}, {"or"}) and last.start - first.end == 1
    parts = direct and first.rule == last.rule == "part"
    months = lo.grain == hi.grain == "month" and (direct or last.has("y"))
    few = (parts or months) and (hi.lo.month - lo.lo.month) % 12 < _FEW_MONTHS
    linked = {"to", "through", "-", "–", "until", "till"} | (
        {"and"} if opened or few or lo.grain == hi.grain == "year" else set()
    )
    linked |= {"or"} if few or (direct and lo.grain == hi.grain == "year") else set()
    if not between & linked or between - linked - {"the", "on", "in", "early", "late"}:
        return None
    return part_values.interval(lo._replace(since=False, until=False), hi._replace(since=False, until=False))


def _time(hit: Hit, rule: str, when: When | None, value: Value, told: bool) -> Time:
    start, last = hit.words.starts[hit.lead], hit.end - 1
    if hit.words.words[last] == ".":
        last -= 1
    name = f"said_{rule}" if told else rule
    return Time(Span(start, hit.words.end(last)), edtf.text(when) if when else None, name, value.duration)


def _moved_on(ground: Ground, rule: str, value: Value, told: bool) -> Ground:
    """The ground of the next expression. "The next day" goes on neither from a time of telling nor from a "since"."""
    when = value.when
    if told or when is None or when.since or rule == "nth_day":
        return ground
    when = when._replace(until=False)
    ground = ground._replace(told=when)
    if _dates_story(ground, rule, value, when):
        ground = ground._replace(year=when)
    if when.grain not in ("day", "days") or (when.hi - when.lo).days > 2:
        return ground
    weekday, before = value.weekday, ground.told_day
    if weekday is None and before and ground.weekday is not None and before.open_year == when.open_year:
        weekday = (ground.weekday + (when.lo - before.lo).days) % 7
    return ground._replace(told_day=when, weekday=weekday)


def _dates_story(ground: Ground, rule: str, value: Value, when: When) -> bool:
    """Whether later dates may take their year from this one: it states its own, or goes on from one that does."""
    if when.open_year or rule in ("hijri_year", "season_day"):
        return False
    if value.explicit:
        return True
    if when.grain == "year":
        return False
    if ground.last is None or (ground.last - when.hi).days <= values.OLD_STORY:
        return True
    return ground.year is not None and abs((when.lo - ground.year.lo).days) <= values.OLD_STORY
