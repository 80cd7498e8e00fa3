"""What to ask next: open questions by which a second source could back a fact that rests on one line, or not.

They neither lead nor give the first source away: they name no person, act, figure or source, and place and time only
wider than they are known. Interviewing practice that the wording follows: UN Manual on Human Rights Monitoring, chapter
11 (open questions, source of knowledge, nothing disclosed of other witnesses).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.asking import asking
from secondsource.model import Event, Grade, Reading, WeighedEvent, Weighing
from secondsource.weighing import dates

_OPEN: frozenset[Grade] = frozenset({"one_source", "copied"})
_ASSERTED = frozenset({"asserted", "alleged"})


class Asked(msgspec.Struct, frozen=True):
    """What to ask about one weighed event. ``event`` is its id; ``questions`` in the order in which they are put."""

    event: str
    act: str
    questions: tuple[str, ...]


def questions(weighing: Weighing, readings: Iterable[Reading]) -> tuple[Asked, ...]:
    """Questions for each event of weight that rests on one line of information, in order of the events."""
    told = {(r.report.id, event.id): event for r in readings for event in r.events}
    found = []
    for event in weighing.events:
        members = [told[member.report, member.event] for member in event.members]
        opening = asking().opening(event.act)
        if opening and _worth_it(event, members):
            found.append(Asked(event.id, event.act, _put(opening, members)))
    return tuple(found)


def _worth_it(event: WeighedEvent, members: Sequence[Event]) -> bool:
    one_line = event.grade in _OPEN or (event.grade == "unclear" and event.lines_max == 1)
    return one_line and any(member.status in _ASSERTED for member in members)


def _put(opening: str, members: Sequence[Event]) -> tuple[str, ...]:
    known = asking()
    where, when = wider_place(members), wider_time(members)
    counted = (known.counted,) if any(member.amount for member in members) else ()
    first = opening.replace("{where}", where or known.anywhere).replace("{when}", when or known.anytime)
    return (first, *known.then, *counted)


def wider_place(members: Sequence[Event]) -> str | None:
    """The widest place within the country around where the event is told to have been; the country for a place that
    lies in nothing smaller; None where nothing is known that is wider."""
    for member in members:
        around = list(countries.around(member.place)) if member.place else []
        if len(around) > 1:
            wide = around[-2] if len(around) > 2 else around[-1]
            return f"in {_spelled().get(wide, wide.title())}"
    return None


@cache
def _spelled() -> dict[str, str]:
    return {name.casefold(): name for place in countries.places() for name in (place.name, place.within) if name}


def wider_time(members: Sequence[Event]) -> str | None:
    """The half of a year, or the years, that hold the time told; None where the year is not known."""
    for member in members:
        span = dates.interval(member.time.edtf) if member.time else None
        if span is None or span.open_year:
            continue
        first, last = date.fromordinal(span.first), date.fromordinal(span.last)
        if first.year != last.year:
            return f"between {first.year} and {last.year}"
        halves = {(day.month - 1) // 6 for day in (first, last)}
        half = "the first half of " if halves == {0} else ("the second half of " if halves == {1} else "")
        return f"in {half}{first.year}"
    return None
