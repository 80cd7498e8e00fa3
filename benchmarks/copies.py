"""Makes an archive large by copies of its first reports that are reports, facts and people of their own."""

import json
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, schema, stored
from secondsource.archive.face import Archive
from secondsource.archive.folding import words
from secondsource.model import Member

CLONED = (
    *("originals", "texts", "readings", "event_people", "labels", "name_keys", "posts", "sources"),
    *("keys", "links", "outlets"),
)
LOT = 1_000
"""Reports that are put in at once."""


def grow(archive: Archive, size: int, read: int) -> None:
    """Copy the first ``read`` reports until there are so many; what a run left undone is gone on with."""
    with archive.database.reading() as connection:
        there = connection.execute(sa.select(sa.func.max(schema.reports.c.number))).scalar_one()
        chosen = sa.select(schema.facts.c.data).where(schema.facts.c.report <= read)
        facts = [concluding.of_fact(data) for data in connection.execute(chosen).scalars()]
        texts = connection.execute(sa.select(schema.texts).where(schema.texts.c.report <= read))
        said = {row.report: " ".join(words(row.text)) for row in texts}
    lot = max(1, LOT // read)
    for start in range(there // read, size // read, lot):
        with archive.database.writing() as connection:
            _copy(connection, [n * read for n in range(start, min(start + lot, size // read))], facts, said)
    with archive.database.writing() as connection:  # So that reports can be added to what was made.
        table, last = schema.settings, sa.select(sa.func.max(schema.reports.c.number)).scalar_subquery()
        changed = table.update().where(table.c.key == "next_report").values(value=sa.cast(last, sa.String))
        connection.execute(changed)


def _copy(connection: Connection, by: list[int], facts: list[Any], said: dict[int, str]) -> None:
    """Copies of the first reports, each with numbers that are by so many higher."""
    lots = sa.func.json_each(json.dumps(by)).table_valued("value")
    higher = sa.cast(lots.c.value, sa.Integer)
    moved: dict[str, tuple[str, tuple[str, ...]]] = {"reports": ("number", ()), **dict.fromkeys(CLONED, ("report", ()))}
    moved |= {"events": ("report", ("fact",)), "people": ("report", ("identity",))}
    for name, (key, ids) in moved.items():
        table = schema.metadata.tables[name]
        columns = [_key(c, higher) if c.name in ids else _column(c, key, higher) for c in table.columns]
        chosen = sa.select(*columns).select_from(table.join(lots, sa.true())).where(table.c[key] <= len(said))
        connection.execute(table.insert().from_select([c.name for c in table.columns], chosen))
    _facts(connection, by, facts, len(said))
    _people(connection, by, len(said))
    rows = connection.execute(
        sa.select(schema.reports.c.number, schema.reports.c.chronology).where(
            schema.reports.c.number > by[0], schema.reports.c.number <= by[-1] + len(said)
        )
    ).all()
    words = [(row.chronology, said[(row.number - 1) % len(said) + 1]) for row in rows]
    connection.exec_driver_sql("INSERT INTO search_text (rowid, words) VALUES (?, ?)", words)


def _column(column: Any, key: str, by: Any) -> Any:
    # Keys of the weighing are moved, too: what is added joins what it would among as many different reports.
    if column.name in (key, "chronology", "part", "other") or column is schema.keys.c.key:
        return (column + by).label(column.name)
    return sa.literal("x" * 64).label(column.name) if column.name in ("sha256", "words256") else column


def _key(column: Any, by: Any) -> Any:
    """``r0000012:e3`` of another report."""
    number = sa.cast(sa.func.substr(column, 2, 7), sa.Integer) + by
    return (sa.func.printf("r%07d", number, type_=sa.String).concat(sa.func.substr(column, 9))).label(column.name)


def _renamed(key: str, by: int) -> str:
    report, item = stored.split(key)
    return f"{schema.report_id(report + by)}:{item}"


def _facts(connection: Connection, by: list[int], facts: list[Any], read: int) -> None:
    table = schema.facts
    held = {row.id: row for row in connection.execute(sa.select(table).where(table.c.report <= read))}
    rows = []
    for one, more in ((one, more) for more in by for one in facts):
        members = tuple(
            Member(schema.report_id(schema.report_number(m.report) + more), m.event) for m in one.event.members
        )
        lines = tuple(tuple(_renamed(name, more) for name in line) for line in one.event.lines)
        id = _renamed(one.id, more)
        event = msgspec.structs.replace(one.event, id=id, members=members, lines=lines)
        row = dict(held[one.id]._mapping) | {"id": id, "report": held[one.id].report + more}
        row["newest"] += more
        rows.append(row | {"data": stored.pack(msgspec.structs.replace(one, id=id, event=event))})
    connection.execute(table.insert(), rows)


def _people(connection: Connection, by: list[int], read: int) -> None:
    table = schema.identities
    rows = []
    held = connection.execute(sa.select(table).where(table.c.report <= read)).all()
    for row, more in ((row, more) for more in by for row in held):
        one = stored.unpack("p", row.data)
        members = tuple(_renamed(member, more) for member in one.members)
        id = _renamed(row.id, more)
        data = stored.pack(msgspec.structs.replace(one, id=id, members=members))
        rows.append({**row._mapping, "id": id, "report": row.report + more, "data": data})
    connection.execute(table.insert(), rows)
