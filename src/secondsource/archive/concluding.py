"""What was weighed and the verdicts on it become facts and identities: what is searched and shown."""

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import anchors, keeping, ruling, schema, stored, verdicts
from secondsource.archive.ruling import Fact, Rulings
from secondsource.archive.verdicts import Verdict
from secondsource.model import RestsOn, WeighedEvent, WeighedPerson

_RULING = ("merge", "split", "same_source", "not_independent", "grade")
_weighed, _members = schema.weighed, schema.weighed_members


def conclude(connection: Connection, region: Collection[int]) -> None:
    """Bring facts, identities and who rests on whom up to date, for the reports of ``region`` and all ruled on."""
    ruled = _rulings(connection)
    reports = set(region) | {stored.split(key)[0] for key in ruled.touched}
    events, people, rests = _held(connection, reports)
    _facts(connection, reports, ruling.facts(events, ruled))
    _identities(connection, reports, people, ruled)
    _rests(connection, reports, rests)


def _rulings(connection: Connection) -> Rulings:
    table = schema.verdicts
    numbers = connection.execute(sa.select(table.c.number).where(table.c.kind.in_(_RULING))).scalars()
    standing = [verdict for verdict in verdicts.load(connection, numbers) if not verdict.undone]
    return ruling.rulings(standing, _current(connection, standing))


def _current(connection: Connection, standing: Sequence[Verdict]) -> dict[tuple[int, int], str]:
    """The key of what each target is in the current readings."""
    judged = {target.report for verdict in standing for target in verdict.targets}
    known = keeping.decided(connection, judged)
    found = {}
    for verdict in standing:
        for position, target in enumerate(verdict.targets):
            if target.report not in known:
                continue
            item = anchors.find(target.anchor or anchors.Anchor(), known[target.report]).item
            if item is not None:
                id = schema.report_id(target.report)
                found[verdict.number, position] = f"{id}:{item}" if item else id
    return found


def _held(
    connection: Connection, reports: Iterable[int]
) -> tuple[list[WeighedEvent], list[WeighedPerson], list[RestsOn]]:
    """All that was weighed of some reports."""
    found: dict[str, dict[str, Any]] = {"e": {}, "p": {}, "r": {}}
    for some in keeping.chunks(sorted(reports)):
        chosen = (
            sa.select(_weighed)
            .join(_members, (_members.c.kind == _weighed.c.kind) & (_members.c.id == _weighed.c.id))
            .where(_members.c.report.in_(some))
        )
        for row in connection.execute(chosen):
            found[row.kind][row.id] = stored.unpack(row.kind, row.data)
    return tuple([one for _, one in sorted(found[kind].items())] for kind in "epr")  # type: ignore[return-value]


def _facts(connection: Connection, reports: Collection[int], facts: Sequence[Fact]) -> None:
    events = schema.events
    rows: dict[str, Any] = {}
    for some in keeping.chunks(sorted({*reports, *(_report(key) for fact in facts for key in _keys(fact))})):
        columns = (events.c.report, events.c.event, events.c.first, events.c.last, events.c.chronology)
        chosen = sa.select(*columns, events.c.fact, events.c.grade).where(events.c.report.in_(some))
        for row in connection.execute(chosen):
            rows[f"{schema.report_id(row.report)}:{row.event}"] = row
    _store(connection, schema.facts, reports, [_fact(fact, rows) for fact in facts])
    changed = [
        {"r": rows[key].report, "e": rows[key].event, "f": fact.id, "g": fact.event.grade}
        for fact in facts
        for key in _keys(fact)
        if key in rows and (rows[key].fact, rows[key].grade) != (fact.id, fact.event.grade)
    ]
    if changed:
        at = (events.c.report == sa.bindparam("r")) & (events.c.event == sa.bindparam("e"))
        values: dict[str, Any] = {"fact": sa.bindparam("f"), "grade": sa.bindparam("g")}
        connection.execute(events.update().where(at).values(**values), changed)


def _keys(fact: Fact) -> list[str]:
    return [f"{member.report}:{member.event}" for member in fact.event.members]


def _report(key: str) -> int:
    return stored.split(key)[0]


def _fact(fact: Fact, rows: Mapping[str, Any]) -> dict[str, Any]:
    event = fact.event
    told = [rows[key] for key in _keys(fact) if key in rows]
    return {
        "id": fact.id,
        "report": _report(fact.id),
        "act": event.act,
        "grade": event.grade,
        "lines_min": event.lines_min,
        "lines_max": event.lines_max,
        "reports": len({member.report for member in event.members}),
        "newest": max((row.chronology for row in told), default=0),
        "first": min((row.first for row in told if row.first is not None), default=None),
        "last": max((row.last for row in told if row.last is not None), default=None),
        "data": stored.pack(fact),
    }


def _store(connection: Connection, table: sa.Table, reports: Collection[int], rows: Sequence[dict[str, Any]]) -> None:
    """Put rows into place by id, writing only what differs; whatever else is of ``reports`` is no more."""
    held: dict[str, Any] = {}
    for some in keeping.chunks(sorted({*reports, *(row["report"] for row in rows)})):
        for row in connection.execute(sa.select(table).where(table.c.report.in_(some))):
            held[row.id] = dict(row._mapping)
    fresh = {row["id"]: row for row in rows}
    stale = [
        id
        for id, row in held.items()
        if (id in fresh and fresh[id] != row) or (id not in fresh and row["report"] in reports)
    ]
    for start in range(0, len(stale), 500):
        connection.execute(table.delete().where(table.c.id.in_(stale[start : start + 500])))
    new = [row for id, row in fresh.items() if held.get(id) != row]
    if new:
        connection.execute(table.insert(), new)


def _identities(
    connection: Connection, reports: Collection[int], people: Sequence[WeighedPerson], ruled: Rulings
) -> None:
    table = schema.people
    joined = {key for person in people for key in person.members}
    rows: dict[str, Any] = {}
    for some in keeping.chunks(sorted({*reports, *map(_report, joined)})):
        for row in connection.execute(sa.select(table).where(table.c.report.in_(some))):
            key = f"{schema.report_id(row.report)}:{row.person}"
            if row.report in reports or key in joined:
                rows[key] = row
    members = ruling.identities(people, ruled, frozenset(rows))
    made = [
        {
            "id": id,
            "report": _report(id),
            "name": _name([rows[key].name for key in keys if rows[key].name]),
            "reports": len(set(map(_report, keys))),
            "data": stored.pack(WeighedPerson(id, keys)),
        }
        for id, keys in members.items()
        if len(keys) > 1 or rows[keys[0]].name
    ]
    _store(connection, schema.identities, reports, made)
    changed = [
        {"r": rows[key].report, "p": rows[key].person, "i": id}
        for id, keys in members.items()
        for key in keys
        if rows[key].identity != id
    ]
    if changed:
        at = (table.c.report == sa.bindparam("r")) & (table.c.person == sa.bindparam("p"))
        connection.execute(table.update().where(at).values(identity=sa.bindparam("i")), changed)


def _name(names: Sequence[str]) -> str | None:
    """The fullest spelling, and of equals the one that most reports have."""
    return max(names, key=lambda name: (len(name.split()), names.count(name), name), default=None)


def _rests(connection: Connection, reports: Collection[int], rests: Sequence[RestsOn]) -> None:
    table = schema.rests
    for some in keeping.chunks(sorted(reports)):
        connection.execute(table.delete().where(table.c.report.in_(some)))
    rows = [
        {
            "report": schema.report_number(one.report),
            "base": one.base,
            "base_report": _number(one.base),
            "kind": one.kind,
            "score": one.score,
            "evidence": one.evidence,
        }
        for one in rests
    ]
    if rows:
        connection.execute(table.insert(), rows)


def _number(base: str) -> int | None:
    try:
        return schema.report_number(base)
    except ValueError:
        return None


def of_fact(data: bytes) -> Fact:
    """A stored fact."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=Fact)
