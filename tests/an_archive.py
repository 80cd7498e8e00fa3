"""Archives to test on, of every kind, and fictional reports to put in."""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import sqlalchemy as sa

from secondsource.archive import keeping, schema, taking, working
from secondsource.archive.database import Where
from secondsource.archive.face import Archive
from secondsource.model import Reading
from secondsource.reports.files import Report
from secondsource.reports.original import Parsed

KINDS = ("sqlcipher", "sqlite", "postgresql")
PASSPHRASE = "five dull lamps over water"
_numbers = itertools.count(1)

LAKE = """---
outlet: Lake Radio
published: 2023-05-18
url: https://example.org/lake/1
---
Border officer arrested in Hyesan

A source in Ryanggang Province told Lake Radio that Ri Myong Su, a border officer, was arrested in Hyesan on May 9.

“They took him from his home at night,” the source said. “He had accepted 20,000 yuan from a smuggler.”
"""
RIDGE = """---
outlet: Ridge Daily
published: 2023-05-20
---
Officer held in Hyesan

“Lee Myong Su was arrested on May 9,” a market trader in Hyesan told Ridge Daily.

The trader said that the officer’s family was exiled to a village in June.
"""
MILL = """---
outlet: Mill Courier
published: 2023-06-02
---
Mill foreman dismissed in Sinuiju

A worker in Sinuiju told Mill Courier that the foreman of a paper mill was dismissed on May 30.
"""
REPORTS = {"lake.txt": LAKE, "ridge.txt": RIDGE, "mill.txt": MILL}


class Place(msgspec.Struct, frozen=True):
    """Where an archive is or will be, and what opens it."""

    kind: str
    where: str
    passphrase: str | None = None

    def create(self) -> Archive:
        return Archive.create(self.where, self.passphrase, by="tester")

    def open(self) -> Archive:
        return Archive.open(self.where, self.passphrase, by="tester")


def in_file(folder: Path, kind: str) -> Place:
    """A file in ``folder``, encrypted or not."""
    return Place(kind, str(folder / f"archive{next(_numbers)}.db"), PASSPHRASE if kind == "sqlcipher" else None)


def in_postgres(url: str) -> Place:
    """A schema of its own in a server's database: making one takes no time, as making a database would."""
    name = f"archive{next(_numbers)}"
    engine = sa.create_engine(Where.parse(url).at, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return Place("postgresql", f"{url}&options=-csearch_path%3D{name}")


def fill(archive: Archive) -> None:
    """Put the three reports in, in order: r0000001 to r0000003, read and weighed at once."""
    add_all(archive, REPORTS.items())


def add_read(archive: Archive, readings: Sequence[Reading]) -> list[str]:
    """Put reports in that were read already, weighed at once; their ids."""
    with archive.database.writing() as connection:
        numbers = []
        for reading in readings:
            report = reading.report
            parsed = Parsed(report.id, "text", report.text.encode(), report)
            number = keeping.queue(connection, parsed, keeping.Terms("tester"))
            assert number is not None
            held = keeping.reports(connection, [number])[number]
            keeping.keep(connection, number, msgspec.structs.replace(reading, report=held), "tests")
            numbers.append(number)
        working.weigh(connection)
    return [schema.report_id(number) for number in numbers]


def add_all(archive: Archive, texts: Iterable[tuple[str, str]]) -> None:
    """Put reports in by name and text, read and weighed at once."""
    reports = [Report.from_text(name, text) for name, text in texts]
    items = [Parsed(one.id, "text", one.text.encode(), one) for one in reports]
    taking.take(archive.database, items, taking.Options("tester"), 1)
