"""From which day a relative time is counted, where the words beside it say so: a day named next to it, that of another
act of the clause, or the day on which somebody spoke."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from secondsource.model import Report, Span, Time
from secondsource.reading import edtf, quotations, time_relative
from secondsource.reading.edtf import When
from secondsource.reading.time_grammar import Hit
from secondsource.reading.time_values import Ground

Told = tuple[Hit, When | None]
"""A time told before, with its value."""

SAID = "said_"
"""How the rule of a time begins that says when something was told."""
_FROM_TODAY = frozenset(
    {"yesterday", "ago", "hour", "early_hour", "ref", "weekday", "part", "edge", "twice", "week_day"}
)
_SHIFTS = frozenset({"shift", "shift_the"})
_CLOSE, _CLAUSE, _NEAR = 3, 9, 60
"""Words that may stand between: to a day and what it lies from, to the day of an act, and for counting days at all."""
_LINKS = frozenset({"and", "but", "or", "while", "when", "where", "then"})
_OFF = frozenset('.,;:()[]“”"‘’«»–—\n')
_BEFORE = frozenset({"before", "earlier", "previously"})


def is_near(before: Told | None, hit: Hit) -> bool:
    """Whether a time was told shortly before, so that days may be counted from it."""
    return before is not None and hit.start - before[0].end <= _NEAR


def from_named(first: Hit, last: Hit, at: When | None, ground: Ground) -> When | None:
    """The day that lies so long before or after a named one ("two days before May Day"), or None."""
    beside = set(_between(first, last)) <= {"the", "on", "of"}
    if first.rule not in _SHIFTS or at is None or not beside or last.start < first.end:
        return None
    if not _counts(first) or at.grain not in ("day", "days"):
        return None
    return time_relative.moved(first, ground._replace(told=at, told_day=at)).when


def from_act(first: Hit, last: Hit, at: When | None, ground: Ground) -> When | None:
    """The day that lies so long before or after that of another act of the clause, or None.

    "Three weeks after his arrest on May 3 he was dismissed": May 3 is that of the arrest.
    """
    between = _between(first, last)
    if first.rule not in _SHIFTS or at is None or not 0 < len(between) <= _CLAUSE or not _counts(first):
        return None
    if not _LINKS.isdisjoint(between) or not _OFF.isdisjoint(between) or at.since or at.until:
        return None
    if at.grain not in ("day", "month"):
        return None
    return time_relative.moved(first, ground._replace(told=at, told_day=at if at.grain == "day" else None)).when


def of_speaker(said: Told | None, hit: Hit, ground: Ground) -> Ground:
    """The ground of a time among what somebody said on a day just told ("said on June 10 that, two days before, …")."""
    if said is None or said[1] is None or said[1].grain != "day" or hit.rule not in _SHIFTS:
        return ground
    behind = hit.words.words[hit.end : hit.end + 1]
    if (hit.word("way") or "").lower() not in _BEFORE or not (not behind or set(behind[0]) <= _OFF):
        return ground
    return ground._replace(told=said[1], told_day=said[1])


def closer(before: Told, now: Told) -> When | None:
    """What a time says more closely that was just told ("a year ago, in June 2023"), or None."""
    (first, rough), (last, when) = before, now
    if first.rule != "ago" or rough is None or when is None or set(_between(first, last)) - {",", "in", "on", "("}:
        return None
    inside = rough.lo <= when.lo and when.hi <= rough.hi
    return when if inside and (when.lo, when.hi) != (rough.lo, rough.hi) else None


def spoken(report: Report, times: tuple[Time, ...]) -> Iterator[tuple[Span, date]]:
    """The quotations that count from another day than that of the report: whoever speaks did so on a day that their
    paragraph tells ("They took him yesterday," she said on June 10)."""
    quoted = sorted(q.inner for q in quotations.find(report))
    opened, told = [span.start for span in quoted], [t.span.start for t in times]
    for block in report.blocks:
        inside = quoted[bisect_left(opened, block.span.start) : bisect_left(opened, block.span.end)]
        here = times[bisect_left(told, block.span.start) : bisect_left(told, block.span.end)]
        own = [t for t in here if not any(span.start <= t.span.start < span.end for span in inside)]
        days = {t.edtf for t in own if t.rule.startswith(SAID) and t.edtf and len(t.edtf) == len("2024-06-10")}
        if len(days) != 1 or days == {report.published} or not any(t.rule in _FROM_TODAY for t in here if t not in own):
            continue
        try:
            day = date.fromisoformat(days.pop() or "")
        except ValueError:
            continue  # A day of no known year.
        yield from ((span, day) for span in inside)


def other_end(before: Told, hit: Hit) -> When | None:
    """When that happened which a day just told lies so long before or after ("on May 9, two days after the raid")."""
    first, told = before
    following = hit.words.words[hit.end] if hit.end < len(hit.words.words) else "\n"
    beside = list(hit.words.words[first.end : hit.start])
    if hit.rule not in _SHIFTS or not _counts(hit) or following[0] in _OFF:
        return None
    if told is None or told.grain != "day" or not beside or beside[0] != "," or len(beside) > _CLOSE:
        return None
    flipped = When(told.lo, told.hi, "day", told.open_year)
    size = time_relative.length(hit)
    sign = -1 if (hit.word("way") or "").lower() == "after" else 1
    return edtf.shift(flipped, sign * size[0], size[1]) if size else None


def _between(first: Hit, last: Hit) -> list[str]:
    return [word.lower() for word in first.words.words[first.end : last.start]]


def _counts(hit: Hit) -> bool:
    return (hit.word("way") or "").lower() in ("before", "after")
