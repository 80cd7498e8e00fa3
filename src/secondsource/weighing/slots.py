"""The tellings of one event compared slot by slot: who backs which value, and whether the values can all be true."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from secondsource.lexicon.standing import standing
from secondsource.model import Agreement, Said, Slot, SlotName, certain
from secondsource.weighing import dates, names, traits_events
from secondsource.weighing.cases import Case
from secondsource.weighing.told import Telling

_DAYS = {"Y": 365.0, "M": 30.4, "W": 7.0, "D": 1.0, "H": 1 / 24}
_NEAR = 0.05
"""The share by which two lengths of time may differ and be one: a year and twelve months."""
_ORDER: tuple[Agreement, ...] = ("conflict", "refine", "agree", "compatible")
"""What the pairs of tellings show together is the first of these that any pair shows."""


def slots(case: Case) -> tuple[Slot, ...]:
    """The slots of an event that several tellings have, in order; denials tell nothing of them."""
    tellings = case.asserting
    if len({telling.member for telling in case.tellings}) < 2:
        return ()
    found = []
    for slot, value, pair in _SLOTS:
        values = {telling.member: value(telling, case) for telling in tellings}
        said = [telling for telling in tellings if values[telling.member]]
        if said:
            how = _together([pair(a, b, case) for a, b in combinations(said, 2)])
            found.append(Slot(slot, how, _said((values[telling.member], telling) for telling in said)))
    return tuple(found)


def _together(pairs: Sequence[Agreement]) -> Agreement:
    return next((how for how in _ORDER if how in pairs), "alone")


def _said(values: Iterable[tuple[str, Telling]]) -> tuple[Said, ...]:
    by: dict[str, dict[str, None]] = {}
    for value, telling in values:
        by.setdefault(value, {}).update(dict.fromkeys(telling.tellers))
    return tuple(Said(value, tuple(keys)) for value, keys in by.items())


def _when(telling: Telling, case: Case) -> str:
    return (telling.event.time.edtf or "") if telling.event.time else ""


def _times(a: Telling, b: Telling, case: Case) -> Agreement:
    if not a.time or not b.time:
        return "compatible"
    if dates.gap(a.time, b.time):
        return "conflict"
    return "agree" if a.time == b.time else "refine"


def _where(telling: Telling, case: Case) -> str:
    return telling.event.place or ""


def _places(a: Telling, b: Telling, case: Case) -> Agreement:
    if a.place & b.place:
        return "agree"
    if traits_events.contains(a, b):
        return "refine"
    # A place that the reading took from around the act is no word of the report's that another could contradict.
    return "compatible" if "carried" in (a.event.place_rule, b.event.place_rule) else "conflict"


def _how_much(telling: Telling, case: Case) -> str:
    amount = telling.event.amount
    return f"{amount.value:g} {amount.currency or amount.unit or ''}".strip() if amount else ""


def _amounts(a: Telling, b: Telling, case: Case) -> Agreement:
    first, second = a.event.amount, b.event.amount
    if not first or not second or (first.currency or first.unit) != (second.currency or second.unit):
        return "compatible"
    return "agree" if first.value == second.value else "conflict"


def _outcome(telling: Telling, case: Case) -> str:
    """How long it was for, or which of several acts it was told as."""
    acts = {other.event.act for other in case.asserting}
    if telling.event.act in standing().terms and telling.event.duration:
        return telling.event.duration
    return telling.event.act if len(acts) > 1 and acts <= standing().penalties else ""


def _outcomes(a: Telling, b: Telling, case: Case) -> Agreement:
    if a.event.duration and b.event.duration:
        return "agree" if _as_long(a.event.duration, b.event.duration) else "conflict"
    return "agree" if a.event.act == b.event.act else "conflict"


def _as_long(a: str, b: str) -> bool:
    """Whether two ISO 8601 durations are of one length, as far as their units let one say."""
    first, second = _days(a), _days(b)
    return abs(first - second) <= _NEAR * max(first, second)


def _days(duration: str) -> float:
    return sum(float(number) * _DAYS[unit] for number, unit in re.findall(r"(\d+(?:\.\d+)?)([YMWDH])", duration))


Value = Callable[[Telling, Case], str]
Comparison = Callable[[Telling, Telling, Case], Agreement]


def _role(role: SlotName) -> tuple[SlotName, Value, Comparison]:
    """The slot of those who fill a role: by name, or as the report describes them."""

    def fillers(telling: Telling) -> Sequence[str]:
        return telling.recipients if role == "recipient" else telling.actors

    def value(telling: Telling, case: Case) -> str:
        text = case.report(telling).reading.report.text
        filled = telling.event.recipient if role == "recipient" else telling.event.actor
        named = [p.person.name for key in fillers(telling) if (p := case.ground.personas.get(key)) and p.person.name]
        return ", ".join(named or (text[filler.start : filler.end] for filler in certain(filled)))

    def pair(a: Telling, b: Telling, case: Case) -> Agreement:
        ours, theirs = fillers(a), fillers(b)
        if {*map(case.ground.person, ours)} & {*map(case.ground.person, theirs)}:
            return "agree"
        first, second = _names(ours, case), _names(theirs, case)
        known = [(x, y) for x in first for y in second if x and y]
        others = len(known) == len(first) * len(second) and all(names.compare(x, y) == "different" for x, y in known)
        return "conflict" if known and others else "compatible"

    return role, value, pair


def _names(keys: Sequence[str], case: Case) -> list[names.Name | None]:
    return [case.ground.personas[key].name for key in keys if key in case.ground.personas]


_SLOTS: tuple[tuple[SlotName, Value, Comparison], ...] = (
    _role("recipient"),
    _role("actor"),
    ("place", _where, _places),
    ("time", _when, _times),
    ("amount", _how_much, _amounts),
    ("outcome", _outcome, _outcomes),
)
