"""Keeps an archive's weighing up to date: what changed is weighed, stored as it was weighed, and stored as decided.

``weigh`` is a pure function of the decided readings that it is given; the archive stores what it yields under names
that last: an event or person is known by its first member (``r0000012:e3``).
"""

from collections.abc import Collection, Iterable
from typing import Protocol

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, keeping, schema, stored
from secondsource.model import Weighing
from secondsource.weighing.pipeline import weigh

_table, _members = schema.weighed, schema.weighed_members
_Row = tuple[str, str, bytes, tuple[tuple[int, str], ...]]
"""Kind, id, data, and the members as report number and item."""


class Grow(Protocol):
    """How a weighing grows: the numbers of all reports that must be weighed together when ``changed`` have changed.

    The rest keeps its weighing. Must depend on what is there alone, not on the way it came there.
    """

    def __call__(self, connection: Connection, changed: Collection[int]) -> Collection[int]: ...


def everything(connection: Connection, changed: Collection[int]) -> Collection[int]:
    """Weigh all that is kept, anew."""
    table = schema.reports
    return list(connection.execute(sa.select(table.c.number).where(table.c.state == keeping.KEPT)).scalars())


grow: Grow = everything


def reweigh(connection: Connection, changed: Collection[int]) -> None:
    """Weigh what changed with what it belongs to, and bring facts, identities and grades up to date."""
    region = set(grow(connection, changed)) | set(changed)
    readings = keeping.decided(connection, region)
    fresh = {(row[0], row[1]): row for row in _rows(weigh([*readings.values()]))}
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
