"""Whether two lines known to be separate each tell of one event: the one grade that must never be given too much."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from secondsource.weighing import agreement, dates, traits_events
from secondsource.weighing.cases import Case, Verdict
from secondsource.weighing.told import Telling
from secondsource.weighing.voices import Voice, say

_ENOUGH = 1.75
"""Points, less what shakes them, from which two tellings are known to be of one event."""
_WEAKEST = 1.0
"""Points that each telling of an event must have with some other: one with less may have come in from another event."""
_DENIED, _ANSWERED, _TORN, _WEAK = 2.0, 2.0, 1.5, 1.5
"""What an event loses where its story has a denial of such an act, where an authority is heard on it that does not
vouch for it, where two tellings put it on other days in other places, and where one telling hardly fits the others."""
_ACT_GAINSAID, _PERSON_GAINSAID = 2.0, 1.0
"""What it loses where a sentence of its story has such an act, or somebody who takes part, in words that say that
something is not so: a denial may stand there that was not read."""

Told = tuple[Telling, Voice]


def corroborated(case: Case) -> Verdict | None:
    """Two lines known to be separate, each with a source of its own, agreeing on act, recipient and time."""
    if not case.lines.separate or case.of_strangers():
        return None
    enough, groups = _ENOUGH + _against(case), case.lines.groups
    for i, j in sorted(case.lines.separate):
        if not _told_apart(i, j, case):
            continue
        for first in _by_line(case, groups[i]):
            for second in _by_line(case, groups[j]):
                reason = _agree(first, second, case, enough)
                if reason:
                    return "corroborated", (_lines_reason(case, i, j), reason, *_hearsay(case))
    return None


def _agree(first: Told, second: Told, case: Case, enough: float) -> str | None:
    """Why two tellings by two voices back each other; None where they do not."""
    (a, one), (b, other) = first, second
    if a.event.act != b.event.act or (a.event.status == "planned") != (b.event.status == "planned"):
        return None  # who has it that it will be does not say that it was
    if a.member == b.member:
        if one.in_office or other.in_office:
            return None  # who holds an office mostly answers the other, and says something else
        if one.among(other) or other.among(one):
            return None
        return _told_by_both(a, case) if enough == _ENOUGH or len(case.tellings) == 1 else None
    points, loss = agreement.points(a, b, case), agreement.shaken((first, second), case)
    if points + loss < enough:
        return None
    when = ", and when" if a.time and b.time else "; at least one does not say when"
    return f"They agree on the act, on {_on_whom(a, b, case)}{when}."


def _told_by_both(telling: Telling, case: Case) -> str | None:
    """Whether one report has it from both, and nothing shakes it."""
    told = telling.firm and not telling.guessed and (telling.recipients or telling.actors) and len(telling.heard) > 1
    if not told or _shaken(case) or case.denied_elsewhere() or _answered(case) or _torn(case):
        return None
    return "One report has it from both."


def _shaken(case: Case) -> bool:
    """Whether a telling only passes it on as said, its words are turned round or in doubt, it is of a bare name in a
    report that knows of namesakes, or a report of it has somebody deny something that was laid to no event."""
    return any(
        one.event.status == "alleged"
        or one.passed_on
        or one.negated
        or one.doubted
        or case.report(one).denies
        or agreement.may_be_a_namesake(one, case)
        for one in case.tellings
    )


def _on_whom(a: Telling, b: Telling, case: Case) -> str:
    person = case.ground.person
    if {*map(person, a.recipients)} & {*map(person, b.recipients)}:
        return "to whom it was done"
    return "who did it" if {*map(person, a.actors)} & {*map(person, b.actors)} else "its circumstances"


def _against(case: Case) -> float:
    """What speaks against an event as a whole."""
    act, person = case.gainsaid()
    return (
        _DENIED * case.denied_elsewhere()
        + _ANSWERED * _answered(case)
        + _TORN * _torn(case)
        + _WEAK * _has_weak(case)
        + _ACT_GAINSAID * act
        + _PERSON_GAINSAID * person
    )


def _has_weak(case: Case) -> bool:
    """Whether a telling, of three or more, hardly fits any other."""
    told = case.asserting
    return len(told) > 2 and any(
        max(agreement.points(one, other, case) for other in told if other is not one) < _WEAKEST for one in told
    )


def _answered(case: Case) -> bool:
    """Whether an authority is heard on it that does not vouch for it: it may confirm it or deny it."""
    return any(
        voice.state and voice.source and voice.source.id != telling.event.source
        for telling in case.tellings
        for voice in case.of(telling)
    )


def _torn(case: Case) -> bool:
    """Whether two tellings put it on other days and in other places: then two events may have come together."""
    return any(
        bool(a.time and b.time and dates.gap(a.time, b.time) and a.place and b.place)
        and not (a.place & b.place or traits_events.contains(a, b))
        for a, b in combinations(case.asserting, 2)
    )


def _by_line(case: Case, line: Sequence[Voice]) -> Iterator[Told]:
    """The tellings that own sources of a line vouch for, or that are attributed to them."""
    own = {voice.key: voice for voice in line if voice.own}
    for telling in case.asserting:
        yield from ((telling, own[key]) for key in telling.tellers if key in own)


def _told_apart(i: int, j: int, case: Case) -> bool:
    """Whether every report that has the event from both lines has each tell of it in words of its own.

    The report must say that they are two ("a second source"). An authority beside another source in one report mostly
    answers it: denies, or says something else.
    """
    first, second = ({v.key for v in case.lines.groups[n] if v.own} for n in (i, j))
    both = [telling for telling in case.tellings if first & set(telling.tellers) and second & set(telling.tellers)]
    return all(
        any(
            ((x in first and y in second) or (x in second and y in first))
            and (case.ground.voices[x].another or case.ground.voices[y].another or _counted(x, y, telling, case))
            and not (case.ground.voices[x].state or case.ground.voices[y].state)
            for x, y in telling.each
        )
        for telling in both
    )


def _counted(x: str, y: str, telling: Telling, case: Case) -> bool:
    """Whether the report expressly has it from two, and no other tells of it."""
    return (x, y) in telling.counted and len(case.tellings) == 1


def _lines_reason(case: Case, i: int, j: int) -> str:
    voices = [next(voice for voice in case.lines.groups[n] if voice.own) for n in (i, j)]
    if voices[0].report == voices[1].report:
        return f"One report tells two sources apart: {say(voices[0])}; {say(voices[1])}."
    if voices[0].outlet == voices[1].outlet:
        return f"One newsroom, two sources that cannot be one: {say(voices[0])}; {say(voices[1])}."
    own = f"{say(voices[0])}; {say(voices[1])}"
    return f"Two newsrooms, each with a source of its own: {own}. Neither rests on the other."


def _hearsay(case: Case) -> tuple[str, ...]:
    alleged = [telling for telling in case.tellings if telling.event.status == "alleged"]
    return (f"{len(alleged)} of the tellings only pass it on as said.",) if alleged else ()
