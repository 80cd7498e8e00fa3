"""What could not be taken in, with the reason, until it can."""

import hashlib
import json
import zlib
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import audit, erasing, keeping, schema
from secondsource.archive.engine import engine

_table = schema.quarantine


class Held(msgspec.Struct, frozen=True):
    """A file in quarantine. ``code`` and ``reason`` tell why; ``kept`` whether its bytes are there to try again."""

    number: int
    name: str
    code: str
    reason: str
    remedy: str
    at: str
    tries: int
    kept: bool


class Failed(msgspec.Struct, frozen=True):
    """What could not become a report. ``data`` is None where it is too large to be kept, or could not be had."""

    name: str
    code: str
    reason: str
    remedy: str
    data: bytes | None = None


def put(connection: Connection, failed: Failed, given: dict[str, Any]) -> bool:
    """Put a failure into quarantine; False where the same bytes are there already (their reason is renewed)."""
    sha256 = hashlib.sha256(failed.data if failed.data is not None else failed.name.encode()).hexdigest()
    held = connection.execute(sa.select(_table.c.number, _table.c.tries).where(_table.c.sha256 == sha256)).first()
    why = {"code": failed.code, "reason": failed.reason, "remedy": failed.remedy, "engine": engine(), "at": audit.now()}
    if held:
        again = _table.update().where(_table.c.number == held.number).values(tries=held.tries + 1, **why)
        connection.execute(again)
        return False
    number = keeping.next_number(connection, "next_quarantine")
    data = zlib.compress(failed.data) if failed.data is not None else None
    row = {"number": number, "name": failed.name, "sha256": sha256, "tries": 1, "data": data, **why}
    connection.execute(_table.insert(), [{**row, "given": json.dumps(given)}])
    audit.append(connection, [("quarantine", f"q{number}", "")])
    return True


def unread(connection: Connection, number: int, fault: str) -> None:
    """Move a report on which the reading failed into quarantine; one that was read before keeps that reading."""
    columns = (schema.reports.c.name, schema.reports.c.version, schema.originals.c.data)
    chosen = sa.select(*columns).join(schema.originals, schema.originals.c.report == schema.reports.c.number)
    row = connection.execute(chosen.where(schema.reports.c.number == number)).first()
    if row is None:
        return
    if row.version:
        audit.append(connection, [("unreadable", schema.report_id(number), "")])
        keeping.set_state(connection, [number], keeping.READ)
        return
    audit.append(connection, [("unread", schema.report_id(number), "")])
    erasing.drop_report(connection, number)
    reason = f"the reading of it failed ({fault})"
    put(connection, Failed(row.name, "reading", reason, "Try again after an upgrade.", zlib.decompress(row.data)), {})


def listed(connection: Connection) -> tuple[Held, ...]:
    """All that is in quarantine, the oldest first."""
    columns = [_table.c[name] for name in Held.__struct_fields__ if name != "kept"]
    chosen = sa.select(*columns, _table.c.data.is_not(None).label("kept")).order_by(_table.c.number)
    return tuple(Held(**{**row._mapping, "kept": bool(row.kept)}) for row in connection.execute(chosen))


def taken(connection: Connection, number: int) -> tuple[str, bytes, dict[str, Any]] | None:
    """Name, bytes and options of a file in quarantine; None where its bytes are not kept."""
    row = connection.execute(sa.select(_table).where(_table.c.number == number)).first()
    if row is None or row.data is None:
        return None
    return row.name, zlib.decompress(row.data), json.loads(row.given)


def drop(connection: Connection, number: int, action: str) -> None:
    """Take a file out of quarantine: it was added, or it is forgotten."""
    connection.execute(_table.delete().where(_table.c.number == number))
    audit.append(connection, [(action, f"q{number}", "")])
