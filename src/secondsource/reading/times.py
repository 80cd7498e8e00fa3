"""Time expressions as bounded EDTF, against the report's publication date.

``Time.rule`` names the kind: ``month_day``, ``ref`` (month, season, year, "last week"), ``part``, ``weekday``,
``ordinal``, ``shift`` ("two months later"), ``duration``, ``habit`` ("every winter") and the others of
``time_grammar.RULES``; ``said_`` before it marks a time that says when something was told, not when it happened.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date

from spacy.tokens import Doc

from secondsource.lexicon.calendar import calendar
from secondsource.model import Report, Span, Time
from secondsource.reading import (
    columns,
    edtf,
    time_anchors,
    time_calendars,
    time_governors,
    time_grammar,
    time_relative,
    time_words,
)
from secondsource.reading import time_parts as part_values
from secondsource.reading import time_values as values
from secondsource.reading.edtf import When
from secondsource.reading.language import in_dateline
from secondsource.reading.scan import Words
from secondsource.reading.time_anchors import SAID
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import NOTHING, Ground, Value
from secondsource.reading.time_words import lexicon, number_class


def find(report: Report, doc: Doc) -> tuple[Time, ...]:
    """The report's times in order, none overlapping. A date that cannot be placed has neither EDTF nor duration."""
    found = _found(report, doc, ())
    spoken = tuple(time_anchors.spoken(report, found)) if any(t.rule.startswith(SAID) for t in found) else ()
    return _found(report, doc, spoken) if spoken else found


def _found(report: Report, doc: Doc, spoken: tuple[tuple[Span, date], ...]) -> tuple[Time, ...]:
    """The times, those of ``spoken`` stretches by the day on which they were spoken."""
    text = columns.of(doc)
    words = time_words.encode(text.whole)
    ground = values.published(report.published)
    found: list[Time] = []
    before: time_anchors.Told | None = None
    said: tuple[int, time_anchors.Told] | None = None
    for hit in time_grammar.find(words):
        if not _stands(hit) or (hit.rule == "nth_day" and not time_anchors.is_near(before, hit)):
            continue
        start, end = words.starts[hit.start], words.end(hit.end - 1)
        at = bisect_right(text.start, start) - 1
        above = time_governors.governor(doc, text.start, start, end)
        here = ground._replace(mode=time_governors.mode(hit, above))
        if (day := next((day for span, day in spoken if span.start <= start < span.end), None)) is not None:
            here = here._replace(first=day, last=day)
        elif said and said[0] == text.number[at]:
            here = time_anchors.of_speaker(said[1] if before and before[0] is said[1][0] else None, hit, here)
        read = _evaluate(hit, here)
        if read is None:
            continue
        rule, value = read
        if before and (anchored := time_anchors.from_named(before[0], hit, value.when, ground)):
            # "two days before May Day" is one expression, and no time of its own stands in it.
            opens, name, value = found.pop().span.start, before[0].rule, Value(anchored)
            time = _time(hit, name, anchored, value, time_governors.is_telling(above))
            found.append(Time(Span(opens, time.span.end), time.edtf, time.rule))
            before, ground = None, _moved_on(ground, name, value, told=False)
            continue
        told = time_governors.is_telling(above) and not time_governors.is_before(
            doc, above, words.starts[hit.lead], end
        )
        told, when = told or in_dateline(doc[at]), _bounded(hit, value.when)
        if before and not told and (counted := time_anchors.from_act(before[0], hit, when, ground)):
            # "two days after his arrest on May 3 he was beaten": both are times, and the story goes on from the first.
            found[-1] = Time(found[-1].span, edtf.text(counted), found[-1].rule)
            found.append(_time(hit, rule, when, NOTHING, told=False))
            ground = _moved_on(_moved_on(ground, rule, value, told=False), before[0].rule, Value(counted), told=False)
            before = (hit, when)
            continue
        if before and (other := time_anchors.other_end(before, hit)):
            # "on 7 November, eleven days after his arrest" dates the arrest.
            found.append(_time(hit, rule, other, NOTHING, told=False))
            continue
        time = _time(hit, rule, when, value, told)
        joined = _joined(before, (hit, when)) or time_anchors.closer(before, (hit, when)) if before else None
        if joined is not None:
            found[-1] = Time(Span(found[-1].span.start, time.span.end), edtf.text(joined), found[-1].rule)
            when = joined
        else:
            found.append(time)
        before = (hit, when)
        said = (text.number[at], before) if told else said
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
    "lately": time_relative.lately,
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
    lasting = hit.rule == "lately" and not _LATELY.intersection(hit.leads())
    if lasting or (hit.rule in ("shift", "shift_the") and "for" in hit.leads()):
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


_LATELY = frozenset({"in", "within", "during", "over", "throughout"})


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


_FEW_MONTHS, _NEXT_DAYS = 4, 3


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
    next_days = lo.grain == hi.grain == "day" and 0 < (hi.lo - lo.lo).days <= _NEXT_DAYS
    linked |= {"or"} if few or next_days or (direct and lo.grain == hi.grain == "year") else set()
    if not between & linked or between - linked - {"the", "on", "in", "early", "late"}:
        return None
    return part_values.interval(lo._replace(since=False, until=False), hi._replace(since=False, until=False))


def _time(hit: Hit, rule: str, when: When | None, value: Value, told: bool) -> Time:
    start, last = hit.words.starts[hit.lead], hit.end - 1
    if hit.words.words[last] == ".":
        last -= 1
    name = f"{SAID}{rule}" if told else rule
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
