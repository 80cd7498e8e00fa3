"""On which details the tellings of one event disagree without contradicting the event itself."""

from collections.abc import Sequence
from itertools import combinations

from secondsource.model import Detail, Slot
from secondsource.weighing import dates, traits_events
from secondsource.weighing.cases import Case
from secondsource.weighing.told import Telling


def differs(case: Case, slots: Sequence[Slot]) -> tuple[Detail, ...]:
    """The details, in the guide's order; ``slots`` are those of the case."""
    tellings = [telling for telling in case.tellings if telling.event.status != "refuted"]
    found: set[Detail] = set()
    for a, b in combinations(tellings, 2):
        if a.time and b.time and dates.gap(a.time, b.time):
            found.add("time")
        # A place that the reading took from around the act is no word of the report's that another could contradict.
        told = "carried" not in (a.event.place_rule, b.event.place_rule)
        if told and a.place and b.place and not a.place & b.place and not traits_events.contains(a, b):
            found.add("place")
        found |= _amounts(a, b)
        found |= _people(a, b, case)
        if _counted_otherwise(a, b, case):
            found.add("count")
    if any(slot.slot == "outcome" and slot.how == "conflict" for slot in slots):
        found.add("outcome")
    order: tuple[Detail, ...] = ("time", "place", "amount", "count", "name", "post", "outcome")
    return tuple(detail for detail in order if detail in found)


def _amounts(a: Telling, b: Telling) -> set[Detail]:
    first, second = a.event.amount, b.event.amount
    if not first or not second or (first.value == second.value and first.currency == second.currency):
        return set()
    return {"count" if {first.unit, second.unit} & {"person", "persons", "people"} else "amount"}


def _counted_otherwise(a: Telling, b: Telling, case: Case) -> bool:
    """Whether both say how many it was done to, and not the same number."""
    personas = case.ground.personas
    first, second = (
        {personas[key].count for key in telling.recipients if key in personas} - {None} for telling in (a, b)
    )
    return bool(first and second and not first & second)


def _people(a: Telling, b: Telling, case: Case) -> set[Detail]:
    found: set[Detail] = set()
    personas = case.ground.personas
    for one in (*a.recipients, *a.actors):
        for other in (*b.recipients, *b.actors):
            if one not in personas or other not in personas or case.ground.person(one) != case.ground.person(other):
                continue
            first, second = personas[one], personas[other]
            if first.name and second.name and not set(first.name.parts) & set(second.name.parts):
                found.add("name")
            if first.titles and second.titles and not first.titles & second.titles:
                found.add("post")
    return found
