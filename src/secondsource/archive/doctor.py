"""Is the archive well? Each check says what it looked at, what it found, and what to do where that is not well."""

import os
import shutil
import stat
from collections.abc import Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import keeping, schema, verifying, versions
from secondsource.archive.database import Database
from secondsource.archive.engine import engine

_LEAST_FREE = 1_000_000_000


class Check(msgspec.Struct, frozen=True):
    """One thing that was looked at. ``well`` is None where it is neither good nor bad, but should be known."""

    what: str
    found: str
    well: bool | None = True


def examine(database: Database) -> Iterator[Check]:
    """All checks, in order. Raises ArchiveError where the archive cannot be read at all."""
    with database.reading() as connection:
        form = versions.current(connection)
        yield Check("form of the tables", str(form), form == versions.newest())
        yield from _integrity(database, connection)
        found = verifying.verify(connection)
        for fault in found.faults:
            yield Check("audit", f"{fault}. Restore a backup, and keep this file", False)
        if not found.faults and found.head:
            yield Check("audit", f"{found.head.number} entries, whole, signed by {found.head.key[:16]}")
        yield from _work(connection)
    yield _encryption(database)
    if database.kind == "sqlite":
        yield from _files(database)


def _integrity(database: Database, connection: Connection) -> Iterator[Check]:
    if database.kind == "postgresql":
        version = connection.exec_driver_sql("SHOW server_version").scalar()
        yield Check("database", f"PostgreSQL {version}")
        return
    faults = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)") if row[0] != "ok"]
    if database.encrypted:
        faults += [row[0] for row in connection.exec_driver_sql("PRAGMA cipher_integrity_check")]
    version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
    if faults:
        yield Check("database", f"{len(faults)} faults in its pages. Restore a backup", False)
    else:
        yield Check("database", f"SQLite {version}, every page whole")


def _work(connection: Connection) -> Iterator[Check]:
    for state in (keeping.QUEUED, keeping.READ):
        if waiting := len(keeping.in_state(connection, state)):
            yield Check("queue", f"{waiting} reports are {state} and wait. Say secondsource add, or rebuild", None)
    held = connection.execute(sa.select(sa.func.count()).select_from(schema.quarantine)).scalar()
    if held:
        yield Check("quarantine", f"{held} files. Say secondsource retry", None)
    table, readings = schema.reports, schema.readings
    current = (readings.c.report == table.c.number) & (readings.c.version == table.c.version)
    old = sa.select(sa.func.count()).select_from(table.join(readings, current)).where(readings.c.engine != engine())
    number = connection.execute(old).scalar()
    if number:
        yield Check("readings", f"{number} are of another version. Say secondsource rebuild", None)


def _encryption(database: Database) -> Check:
    if database.encrypted:
        return Check("encryption", "SQLCipher 4")
    if database.kind == "sqlite":
        return Check("encryption", "none: a seized laptop surrenders all of it", None)
    return Check("encryption", "none of its own: see that the server's disk and connection are encrypted", None)


def _files(database: Database) -> Iterator[Check]:
    path = database.where.path
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        if file.exists():
            mode = stat.S_IMODE(file.stat().st_mode)
            private = not mode & (stat.S_IRWXG | stat.S_IRWXO)
            remedy = "" if private else f". Others may open it: say chmod 600 {file.name}"
            yield Check(f"permissions of {file.name}", f"{mode:o}{remedy}", private)
    yield Check("ownership", "yours" if path.stat().st_uid == os.geteuid() else "another account's", None)
    free = shutil.disk_usage(path.parent).free
    yield Check("free space", f"{free / 1e9:.1f} GB", free > _LEAST_FREE and free > path.stat().st_size)
