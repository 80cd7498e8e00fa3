"""A case: facts and people that somebody collected, or that the weighing proposes, with notes, timeline and map."""

from collections.abc import Sequence
from typing import Any

import msgspec

from secondsource.workbench.desk import Desk, missing
from secondsource.workbench.views import person, place, rows
from secondsource.workbench.views.person import PersonLine
from secondsource.workbench.views.place import Spot
from secondsource.workbench.views.rows import FactLine

KIND = "case"
MOST_FACTS = 200


class Note(msgspec.Struct, frozen=True):
    """What somebody noted on a case."""

    text: str
    by: str
    at: str


class Case(msgspec.Struct, frozen=True):
    """A case as it is kept in the archive."""

    title: str
    facts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    by: str = ""
    at: str = ""


class CaseLine(msgspec.Struct, frozen=True):
    """A case in a list."""

    id: str
    title: str
    facts: int
    people: int
    by: str
    at: str


class CasePage(msgspec.Struct, frozen=True):
    """A case. ``proposed`` is True of one that nobody collected yet; ``more``: facts about the same people, to add."""

    id: str
    title: str
    proposed: bool
    facts: tuple[FactLine, ...]
    people: tuple[PersonLine, ...]
    spots: tuple[Spot, ...]
    notes: tuple[Note, ...]
    by: str
    at: str
    more: tuple[FactLine, ...]


def kept(desk: Desk, id: str) -> Case:
    """A case as it is kept. Raises WorkbenchError."""
    held: Any = desk.archive.get(KIND, id)
    if held is None:
        raise missing("the case")
    return msgspec.convert(held, Case)


def case(desk: Desk, id: str) -> CasePage:
    """A case that somebody collected. Raises WorkbenchError."""
    held = kept(desk, id)
    facts = _in_time(rows.fact_lines(desk, desk.archive.fact_rows(_current(desk, held.facts)[:MOST_FACTS])))
    people = _people(desk, held.people)
    there = {fact.id for fact in facts}
    more = [fact for fact in _of_people(desk, [one.id for one in people], 20) if fact not in there]
    return CasePage(
        id=id,
        title=held.title,
        proposed=False,
        facts=facts,
        people=people,
        spots=place.spots(desk, facts),
        notes=held.notes,
        by=held.by,
        at=held.at,
        more=rows.fact_lines(desk, desk.archive.fact_rows(more[:12])),
    )


def proposed(desk: Desk, fact: str) -> CasePage:
    """The case that a fact is the heart of: it, and what else is told of those whom it names. Raises WorkbenchError."""
    heart = rows.fact_lines(desk, desk.archive.fact_rows(_current(desk, (fact,))))
    if not heart:
        raise missing("the fact")
    who = [one.id for one in heart[0].who if one.named and one.id]
    ids = dict.fromkeys([heart[0].id, *_of_people(desk, who, MOST_FACTS)])
    facts = _in_time(rows.fact_lines(desk, desk.archive.fact_rows(list(ids)[:MOST_FACTS])))
    people = _people(desk, tuple(dict.fromkeys(one.id for line in facts for one in line.who if one.named and one.id)))
    return CasePage(heart[0].id, heart[0].label, True, facts, people, place.spots(desk, facts), (), "", "", ())


def cases(desk: Desk) -> tuple[CaseLine, ...]:
    """The cases, the one changed last first."""
    found = [(id, msgspec.convert(held, Case)) for id, held in desk.archive.listed(KIND).items()]
    listed = [CaseLine(id, one.title, len(one.facts), len(one.people), one.by, one.at) for id, one in found]
    return tuple(sorted(listed, key=lambda one: (one.at, one.id), reverse=True))


def _current(desk: Desk, facts: Sequence[str]) -> list[str]:
    """The ids that facts go by now: merging and splitting gives some another first member."""
    known = {row.id for row in desk.archive.fact_rows(facts)}
    found = []
    for id in facts:
        held = None if id in known else desk.archive.fact(id)
        found.append(held.id if held else id)
    return list(dict.fromkeys(found))


def _of_people(desk: Desk, people: Sequence[str], most: int) -> list[str]:
    found: dict[str, None] = {}
    for id in people[:12]:
        held = desk.archive.person(id)
        for _, event in held.events if held else ():
            if event.fact:
                found.setdefault(event.fact)
    return list(found)[:most]


def _people(desk: Desk, ids: Sequence[str]) -> tuple[PersonLine, ...]:
    return person.lines(desk, desk.archive.people_rows(ids))


def _in_time(facts: Sequence[FactLine]) -> tuple[FactLine, ...]:
    return tuple(sorted(facts, key=lambda fact: (fact.time is None, fact.time or "", fact.id)))
