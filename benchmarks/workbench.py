"""How long the workbench's server takes for each page, on an archive of many reports: p50 and p95 of processor time.

Reports of the test corpus are read and weighed once; the archive is then filled with copies of them that are reports,
facts and people of their own, so that its tables are as large, and its names as common, as those of a large archive.
Times are those of the processor, in one process, client included, so that other work on the machine does not count.
"""

import argparse
import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, schema, stored
from secondsource.archive.face import Archive
from secondsource.archive.folding import words
from secondsource.model import Member

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
CORPUS = ROOT / "tests" / "corpus" / "dev" / "text"
CLONED = ("originals", "texts", "readings", "event_people", "labels", "name_keys", "posts", "sources")
ROUNDS = 40
LOT = 1_000
"""Reports that are put in at once."""


def main() -> None:
    """Print a line for each page."""
    logging.disable(logging.INFO)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=40, help="reports of the corpus to read")
    parser.add_argument("--keep", type=Path, help="where to make the archive, or where it is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = options.keep or Path(folder) / "bench.db"
        with (Archive.open if where.exists() else Archive.create)(where, "five dull lamps over water") as archive:
            if not archive.counts().get("reports kept"):
                archive.add(sorted(CORPUS.glob("*.txt"))[: options.read])
            began = time.process_time()
            grow(archive, options.size, options.read)
            print(f"filled in {time.process_time() - began:.0f} s", flush=True)
            measure(archive)


# --- filling -------------------------------------------------------------------------------------------------------


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
    for name, (key, links) in moved.items():
        table = schema.metadata.tables[name]
        columns = [_key(c, higher) if c.name in links else _column(c, key, higher) for c in table.columns]
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
    if column.name in (key, "chronology", "part"):
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


# --- measuring -----------------------------------------------------------------------------------------------------


def pages(archive: Archive, seal: Callable[[str, str], str], rng: random.Random) -> dict[str, Iterator[str]]:
    """Addresses of each kind of page, one after another, spread over the archive."""
    size = archive.counts()["reports kept"]
    ids = [schema.report_id(rng.randrange(1, size + 1)) for _ in range(ROUNDS)]
    facts = [row.fact for id in ids for row in archive.events(id)[:1] if row.fact]
    people = [identity for id in ids for identity in sorted(archive.identities([id]).values())[:1]]
    bodies = [seal("body", name) for name, _ in archive.bodies(ROUNDS)]
    places = [seal("place", name) for name, _ in archive.places(ROUNDS)]
    outlet = next(row.outlet for row in archive.reports() if row.outlet)
    queries = [
        '{"text":"officer"}',
        '{"text":"\\"border guard\\""}',
        '{"place":"Hyesan"}',
        '{"act":["arrest"],"text":"police"}',
        '{"person":"Kim"}',
        '{"place":"Hyesan","text":"police"}',
        '{"outlet":"' + outlet + '","text":"officer"}',
    ]
    return {
        "today": _over("/", [""]),
        "facts": _over("/facts?offset=", ["0", "100", "5000"]),
        "fact": _over("/facts/", facts),
        "reports": _over("/reports?offset=", ["0", "100", "5000"]),
        "report": _over("/reports/", ids),
        "people": _over("/people?offset=", ["0", "100", "5000"]),
        "person": _over("/people/", people),
        "bodies": _over("/bodies", [""]),
        "body": _over("/bodies/", bodies),
        "places": _over("/places", [""]),
        "place": _over("/places/", places),
        "proposed case": _over("/proposed/", facts),
        "cases": _over("/cases", [""]),
        "sources": _over("/sources?offset=", ["0", "100"]),
        "search": _over("/search/", [seal("search", query) for query in queries]),
        "review": _over("/review?skip=", ["0", "1", "20"]),
        "decisions": _over("/decisions", [""]),
        "add": _over("/add", [""]),
        "grades": _over("/facts/", [f"{fact}/grades" for fact in facts]),
        "search form": _over("/search", [""]),
    }


def _over(base: str, ends: list[str]) -> Iterator[str]:
    while True:
        yield from (base + end for end in ends)


def measure(archive: Archive) -> None:
    """Print p50 and p95 of every kind of page, for a keeper and for an editor."""
    from a_workbench import browser, workbench

    app, rng = workbench(archive), random.Random(1)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # It tells of every request.
    print(f"{archive.counts()['reports kept']:,} reports")
    print("page              keeper p50     p95   editor p50     p95   (ms)")
    timed: dict[str, list[str]] = {}
    for role in ("keeper", "editor"):
        with browser(app, role) as client:  # type: ignore[arg-type]
            for name, addresses in pages(archive, app.state.sealer.seal, rng).items():
                timed.setdefault(name, []).append(_timed(client, addresses))
    for name, columns in timed.items():
        print(f"{name:<16} {'  '.join(columns)}", flush=True)


def _timed(client: Any, addresses: Iterator[str]) -> str:
    times = []
    client.get(next(addresses))  # The first of a kind also compiles its template and queries.
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = client.get(next(addresses))
        times.append((time.process_time() - began) * 1e3)
        assert answer.status_code == 200, (answer.status_code, answer.url)
    times.sort()
    return f"{times[len(times) // 2]:>10.1f} {times[int(len(times) * 0.95)]:>7.1f}"


if __name__ == "__main__":
    main()
