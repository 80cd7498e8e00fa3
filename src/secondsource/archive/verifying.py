"""Does the archive hold what its chain says, and nothing else?"""

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import audit, documents, keeping, schema, verdicts
from secondsource.archive.audit import Head

_SETS = {"add": "add", "redact": "add", "verdict": "verdict", "blacken": "verdict", "put": "put"}
"""Actions that commit to a thing, by the kind of thing; the last one holds."""
_ENDS = {"forget": "add", "unread": "add", "drop": "put", "erase": "verdict"}
"""Actions after which there is no such thing."""


class Verified(msgspec.Struct, frozen=True):
    """What the check of an archive gave: its signed head, and what is wrong, in words with ids alone."""

    head: Head | None
    faults: tuple[str, ...]


def verify(connection: Connection, trusted: Head | None = None) -> Verified:
    """Check the chain against its signed head (and one kept elsewhere), and all that is given against the chain."""
    try:
        head = audit.head(connection)
    except ValueError:
        return Verified(None, ("the signed head is missing",))
    if fault := audit.broken(audit.entries(connection), head, trusted):
        return Verified(head, (f"the chain is broken: {fault}",))
    return Verified(head, tuple(_compared(connection)))


def _compared(connection: Connection) -> Iterator[str]:
    committed: dict[tuple[str, str], str] = {}
    for entry in audit.entries(connection):
        if kind := _SETS.get(entry.action):
            committed[kind, entry.subject] = entry.digest
        elif kind := _ENDS.get(entry.action):
            committed.pop((kind, entry.subject), None)
    for key, digest in _held(connection):
        if key not in committed:
            yield f"{key[1]} is in no entry of the chain"
        elif committed.pop(key) != digest:
            yield f"{key[1]} is not as it was recorded"
    for _, subject in committed:
        yield f"{subject} is recorded and is not there"


def _held(connection: Connection) -> Iterator[tuple[tuple[str, str], str]]:
    table, texts, originals = schema.reports, schema.texts, schema.originals
    last = -1
    while True:  # In lots: the whole archive does not fit into memory.
        chosen = (
            sa.select(table, texts.c.text, originals.c.data)
            .outerjoin(texts, texts.c.report == table.c.number)
            .outerjoin(originals, originals.c.report == table.c.number)
            .where(table.c.number > last)
            .order_by(table.c.number)
            .limit(500)
        )
        rows = connection.execute(chosen).all()
        if not rows:
            break
        for row in rows:
            last = row.number
            yield ("add", schema.report_id(row.number)), _report(row._mapping)
    for row in connection.execute(sa.select(schema.verdicts)):
        yield ("verdict", f"v{row.number}"), verdicts.digest(row._mapping)
    for row in connection.execute(sa.select(schema.documents)):
        yield ("put", documents.subject(row._mapping)), documents.digest(row._mapping)


def _report(row: Any) -> str:
    try:
        data = zlib.decompress(row["data"]) if row["data"] is not None else b""
    except zlib.error:
        return "damaged"
    return keeping.digest(row, row["text"] or "", data)
