"""What lists of facts show of each: its tellings, who takes part, and what waits for a person to look at it."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import browsing, schema, search, stored, verdicts
from secondsource.archive.browsing import FactRow, PersonRow, ReportRow
from secondsource.archive.folding import fold
from secondsource.archive.search import EventRow
from secondsource.archive.verdicts import Verdict

_events, _facts, _people, _reports = schema.events, schema.facts, schema.people, schema.reports
_SETTLING = ("accept", "reject", "grade", "correct")
_MOST_LOOKED_AT = 600
"""Rows of a list that may be endless: those that came last tell what there is, and a page stays as fast as it was."""
_RANK = {"contested": 0, "unclear": 1, "refuted": 2, "corroborated": 3, "acknowledged": 4, "copied": 5, "one_source": 6}


class Part(msgspec.Struct, frozen=True):
    """Who takes part in a telling: ``role`` actor or recipient, ``identity`` the person over reports."""

    event: str
    role: str
    person: str
    identity: str
    name: str | None
    words: str


def rows(connection: Connection, ids: Sequence[str]) -> tuple[FactRow, ...]:
    """Facts by id, in the order given; those that are no more are left out."""
    held = {row.id: _row(row) for row in connection.execute(sa.select(_facts).where(_facts.c.id.in_(list(ids))))}
    return tuple(held[id] for id in dict.fromkeys(ids) if id in held)


def _row(row: Any) -> FactRow:
    return FactRow(**{name: getattr(row, name) for name in FactRow.__struct_fields__})


def tellings(connection: Connection, facts: Sequence[str], open_only: bool) -> dict[str, tuple[EventRow, ...]]:
    """The events that tell of each of some facts, the newest report first."""
    found: dict[str, list[EventRow]] = {}
    chosen = sa.select(_events).where(_events.c.fact.in_(list(facts)))
    if open_only:
        chosen = chosen.where(search.is_open(_events.c.report))
    for row in connection.execute(chosen.order_by(_events.c.chronology.desc(), _events.c.start)):
        found.setdefault(row.fact, []).append(search.event_row(row))
    return {fact: tuple(rows) for fact, rows in found.items()}


def parts(connection: Connection, events: Iterable[str]) -> dict[str, tuple[Part, ...]]:
    """Who takes part in each of some events (``r0000012:e3``)."""
    keys = [stored.split(event) for event in events]
    if not keys:
        return {}
    role = schema.event_people
    chosen = (
        sa.select(role, _people.c.identity, _people.c.name, _people.c.words)
        .join(_people, (_people.c.report == role.c.report) & (_people.c.person == role.c.person))
        .where(sa.tuple_(role.c.report, role.c.event).in_(keys))
        .order_by(role.c.report, role.c.event, role.c.role, role.c.person)
    )
    found: dict[str, list[Part]] = {}
    for row in connection.execute(chosen):
        report = schema.report_id(row.report)
        event = f"{report}:{row.event}"
        part = Part(event, row.role, f"{report}:{row.person}", row.identity, row.name, row.words)
        found.setdefault(event, []).append(part)
    return {event: tuple(those) for event, those in found.items()}


def of_report(connection: Connection, number: int) -> tuple[EventRow, ...]:
    """The events of a report as rows, with the fact and the grade of each, in order of the text."""
    chosen = sa.select(_events).where(_events.c.report == number).order_by(_events.c.start, _events.c.event)
    return tuple(search.event_row(row) for row in connection.execute(chosen))


def identities(connection: Connection, numbers: Iterable[int]) -> dict[str, str]:
    """The identity of every person of some reports."""
    chosen = sa.select(_people.c.report, _people.c.person, _people.c.identity)
    held = connection.execute(chosen.where(_people.c.report.in_(sorted(set(numbers)))))
    return {f"{schema.report_id(row.report)}:{row.person}": row.identity for row in held}


def latest(connection: Connection, limit: int) -> tuple[ReportRow, ...]:
    """The reports that were added last, the last first."""
    chosen = sa.select(_reports).order_by(_reports.c.number.desc()).limit(limit)
    return tuple(browsing.report_row(row) for row in connection.execute(chosen))


def seconded(connection: Connection, limit: int, open_only: bool) -> tuple[FactRow, ...]:
    """Facts that several reports tell of on more than one line, among those told in the newest reports."""
    newest = sa.select(_facts.c.id).order_by(_facts.c.newest.desc()).limit(_MOST_LOOKED_AT).subquery()
    chosen = sa.select(_facts).join(newest, newest.c.id == _facts.c.id)
    chosen = chosen.where(_facts.c.reports > 1, _facts.c.lines_max > 1, _facts.c.grade != "refuted")
    if open_only:
        chosen = chosen.where(search.told_openly())
    page = connection.execute(chosen.order_by(_facts.c.newest.desc(), _facts.c.id).limit(limit))
    return tuple(_row(row) for row in page)


def labelled(connection: Connection, kind: str, label: str, limit: int, open_only: bool) -> tuple[FactRow, ...]:
    """Facts at a place or about a body (``kind``), among those of the reports added last, the newest first."""
    table = schema.labels
    chosen = sa.select(table.c.report, table.c.event).where(table.c.kind == kind, table.c.label == fold(label))
    if open_only:
        chosen = chosen.where(search.is_open(table.c.report))
    last = chosen.order_by(table.c.report.desc()).limit(_MOST_LOOKED_AT).subquery()
    link = (_events.c.report == last.c.report) & (_events.c.event == last.c.event)
    ids = sa.select(_events.c.fact).join(last, link).where(_events.c.fact.is_not(None)).distinct()
    page = sa.select(_facts).where(_facts.c.id.in_(ids)).order_by(_facts.c.newest.desc(), _facts.c.id).limit(limit)
    return tuple(_row(row) for row in connection.execute(page))


def mark(connection: Connection) -> int:
    """A number that is another after every change."""
    return connection.execute(sa.select(sa.func.max(schema.audit.c.number))).scalar() or 0


def waiting(
    connection: Connection, grades: Sequence[str], page: tuple[int, int], open_only: bool
) -> tuple[FactRow, ...]:
    """Facts that nobody decided on: of each grade in turn, those told in the newest reports first; ``page``: how many,
    and after how many."""
    limit, offset = page
    judged = _judged(connection)
    found: list[FactRow] = []
    for grade in sorted(grades, key=lambda one: _RANK.get(one, 9)):
        room = offset + limit - len(found)
        if room <= 0:
            break
        chosen = sa.select(_facts).where(_facts.c.grade == grade)
        if open_only:
            chosen = chosen.where(search.told_openly())
        if judged:
            chosen = chosen.where(_facts.c.id.not_in(judged))
        some = connection.execute(chosen.order_by(_facts.c.newest.desc(), _facts.c.id).limit(room))
        found += [_row(row) for row in some]
    return tuple(found[offset : offset + limit])


def _judged(connection: Connection) -> list[str]:
    """Facts with an event that a verdict which stands settles."""
    table, targets = schema.verdicts, schema.verdict_targets
    gone = verdicts.undone(connection)
    chosen = (
        sa.select(table.c.number, _events.c.fact)
        .join(targets, targets.c.verdict == table.c.number)
        .join(_events, (_events.c.report == targets.c.report) & (_events.c.event == targets.c.item))
        .where(table.c.kind.in_(_SETTLING), _events.c.fact.is_not(None))
    )
    return sorted({row.fact for row in connection.execute(chosen) if row.number not in gone})


def people(connection: Connection, ids: Sequence[str]) -> tuple[PersonRow, ...]:
    """People over reports by id, in the order given; any member leads to its person."""
    keys = {id: stored.split(id) for id in ids}
    if not keys:
        return ()
    table = schema.identities
    link = sa.select(_people.c.report, _people.c.person, _people.c.identity)
    pairs = connection.execute(link.where(sa.tuple_(_people.c.report, _people.c.person).in_(list(keys.values()))))
    of = {(row.report, row.person): row.identity for row in pairs}
    chosen = sa.select(table.c.id, table.c.name, table.c.reports).where(table.c.id.in_(sorted(set(of.values()))))
    held = {row.id: PersonRow(*row) for row in connection.execute(chosen)}
    wanted = dict.fromkeys(of.get(keys[id]) for id in ids)
    return tuple(held[one] for one in wanted if one in held)


def protected(connection: Connection, numbers: Iterable[int]) -> frozenset[str]:
    """Which of some reports are protected."""
    chosen = sa.select(_reports.c.number).where(_reports.c.number.in_(sorted(set(numbers))), _reports.c.protected)
    return frozenset(schema.report_id(number) for number in connection.execute(chosen).scalars())


def names(connection: Connection, ids: Sequence[str], open_only: bool) -> dict[str, str]:
    """The fullest name of each of some identities, or how a report speaks of someone without any."""
    chosen = sa.select(_people.c.identity, _people.c.name, _people.c.words).where(_people.c.identity.in_(list(ids)))
    if open_only:
        chosen = chosen.where(search.is_open(_people.c.report))
    found: dict[str, tuple[bool, int, str]] = {}
    for row in connection.execute(chosen.order_by(_people.c.report, _people.c.person)):
        told = (bool(row.name), len(row.name or ""), row.name or row.words)
        found[row.identity] = max(found.get(row.identity, told), told, key=lambda one: one[:2])
    return {identity: told[2] for identity, told in found.items()}


def last_verdicts(connection: Connection, limit: int) -> tuple[Verdict, ...]:
    """The last decisions, in order."""
    table = schema.verdicts
    newest = sa.select(table.c.number).order_by(table.c.number.desc()).limit(limit)
    return verdicts.load(connection, list(connection.execute(newest).scalars()))
