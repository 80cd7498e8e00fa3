"""On which details the tellings of one event disagree without contradicting the event itself."""

from itertools import combinations

from secondsource.model import Detail
from secondsource.weighing import dates, traits_events
from secondsource.weighing.cases import Case
from secondsource.weighing.told import Telling


def differs(case: Case) -> tuple[Detail, ...]:
    """The details, in the guide's order."""
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
    order: tuple[Detail, ...] = ("time", "place", "amount", "count", "name", "post", "outcome")
    return tuple(detail for detail in order if detail in found)


def _amounts(a: Telling, b: Telling) -> set[Detail]:
    first, second = a.event.amount, b.event.amount
    if not first or not second or (first.value == second.value and first.currency == second.currency):
        return set()
    return {"count" if {first.unit, second.unit} & {"person", "persons", "people"} else "amount"}


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
