"""Keeps an archive's weighing up to date: what changed is weighed, stored as it was weighed, and stored as decided.

What is weighed is the parts of the archive around what changed (see ``linking``), so that the outcome is that of
weighing everything. It is stored under names that last: an event or person bears that of its first member.
"""

from collections.abc import Collection, Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, joining, keeping, linking, schema, stored
from secondsource.model import WeighedPerson
from secondsource.weighing.together import Part

_table, _members = schema.weighed, schema.weighed_members
_Row = tuple[str, str, bytes, tuple[tuple[int, str], ...]]
"""Kind, id, data, and the members as report number and item."""


def reweigh(connection: Connection, changed: Collection[int]) -> None:
    """Weigh what changed with what it belongs to, and bring facts, identities and grades up to date."""
    concerned = joining.note(connection, keeping.decided(connection, changed))
    newsrooms = joining.newsrooms(connection)
    touched = linking.relink(connection, concerned, newsrooms)
    region = set(changed)
    fresh: dict[tuple[str, str], _Row] = {}
    for part in linking.around(connection, touched):
        region |= set(part)
        found = linking.weigh(connection, keeping.decided(connection, part), newsrooms)
        fresh |= {(row[0], row[1]): row for row in _rows(found)}
    stale = _stored(connection, region)
    gone = stale.keys() - fresh.keys()
    new = [row for key, row in fresh.items() if stale.get(key) != row[2]]
    _replace(connection, gone | {(row[0], row[1]) for row in new}, new)
    concluding.conclude(connection, region)


def _rows(part: Part) -> Iterable[_Row]:
    for event in part.events:
        first = min(event.members)
        members = tuple((schema.report_number(one.report), one.event) for one in event.members)
        id = f"{first.report}:{first.event}"
        yield "e", id, stored.pack(msgspec.structs.replace(event, id=id)), members
    for several in part.people:
        id = min(several)
        yield "p", id, stored.pack(WeighedPerson(id, several)), tuple(map(stored.split, several))
    for one in part.rests_on:
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
