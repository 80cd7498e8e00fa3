"""Keeps an archive's weighing up to date: what changed is weighed, stored as it was weighed, and stored as decided.

What is weighed is a part of the archive that nothing joins to the rest (see ``joining``), so that the outcome is that
of weighing everything. It is stored under names that last: an event or person bears that of its first member.
"""

from collections.abc import Collection, Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, joining, keeping, schema, stored
from secondsource.model import Weighing

_table, _members = schema.weighed, schema.weighed_members
_Row = tuple[str, str, bytes, tuple[tuple[int, str], ...]]
"""Kind, id, data, and the members as report number and item."""


def reweigh(connection: Connection, changed: Collection[int]) -> None:
    """Weigh what changed with what it belongs to, and bring facts, identities and grades up to date."""
    own = keeping.decided(connection, changed)
    seeds = set(own) | joining.note(connection, own)
    region = joining.region(connection, seeds) | set(changed)
    readings = keeping.decided(connection, region - own.keys()) | own
    done = joining.weigh(connection, readings)
    joining.keep(connection, done)
    fresh = {(row[0], row[1]): row for row in _rows(done.weighing)}
    stale = _stored(connection, region)
    gone = stale.keys() - fresh.keys()
    new = [row for key, row in fresh.items() if stale.get(key) != row[2]]
    _replace(connection, gone | {(row[0], row[1]) for row in new}, new)
    concluding.conclude(connection, region, readings)


def _rows(weighing: Weighing) -> Iterable[_Row]:
    for event in weighing.events:
        first = min(event.members)
        members = tuple((schema.report_number(one.report), one.event) for one in event.members)
        id = f"{first.report}:{first.event}"
        yield "e", id, stored.pack(msgspec.structs.replace(event, id=id)), members
    for person in weighing.people:
        id = min(person.members)
        yield "p", id, stored.pack(msgspec.structs.replace(person, id=id)), tuple(map(stored.split, person.members))
    for one in weighing.rests_on:
        yield "r", f"{one.report} {one.base}", stored.pack(one), ((schema.report_number(one.report), ""),)


def _stored(connection: Connection, region: Collection[int]) -> dict[tuple[str, str], bytes]:
    found: dict[tuple[str, str], bytes] = {}
    for some in keeping.chunks(sorted(region)):
        chosen = (
            sa.select(_table)
            .join(_members, (_members.c.kind == _table.c.kind) & (_members.c.id == _table.c.id))
            .where(_members.c.report.in_(some))
        )
        found.update({(row.kind, row.id): row.data for row in connection.execute(chosen)})
    return found


def _replace(connection: Connection, gone: Iterable[tuple[str, str]], new: Collection[_Row]) -> None:
    for kind, id in sorted(gone):
        for table in (_table, _members):
            connection.execute(table.delete().where(table.c.kind == kind, table.c.id == id))
    if new:
        connection.execute(_table.insert(), [{"kind": kind, "id": id, "data": data} for kind, id, data, _ in new])
        rows = [
            {"kind": kind, "report": report, "item": item, "id": id}
            for kind, id, _, members in new
            for report, item in dict.fromkeys(members)
        ]
        connection.execute(_members.insert(), rows)
