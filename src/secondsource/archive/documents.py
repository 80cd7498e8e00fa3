"""Values that other rooms keep in the archive, so that they are encrypted, backed up and audited with it."""

import json
import secrets
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import audit, schema

_table = schema.documents


def put(connection: Connection, kind: str, id: str, value: Any, by: str) -> None:
    """Keep a value of plain types instead of what was there."""
    data = json.dumps(value, ensure_ascii=False, sort_keys=True)
    row: dict[str, Any] = {"kind": kind, "id": id, "data": data, "changed_at": audit.now(), "changed_by": by}
    # With the salt that it has, what is put again is one thing with what was there: the chain holds the newer one.
    salt = connection.execute(sa.select(_table.c.salt).where(_at(kind, id))).scalar()
    row["salt"] = salt or secrets.token_bytes(16)
    connection.execute(_table.delete().where(_at(kind, id)))
    connection.execute(_table.insert(), [row])
    audit.append(connection, [("put", subject(row), digest(row))])


def digest(row: Any) -> str:
    """What the audit chain commits to for a row (a mapping)."""
    return audit.commitment(row["salt"], row["kind"], row["id"], row["data"], row["changed_at"], row["changed_by"])


def get(connection: Connection, kind: str, id: str) -> Any:
    """The value, or None."""
    data = connection.execute(sa.select(_table.c.data).where(_at(kind, id))).scalar()
    return json.loads(data) if data is not None else None


def listed(connection: Connection, kind: str) -> dict[str, Any]:
    """All values of a kind by id, in order."""
    chosen = sa.select(_table.c.id, _table.c.data).where(_table.c.kind == kind).order_by(_table.c.id)
    return {row.id: json.loads(row.data) for row in connection.execute(chosen)}


def drop(connection: Connection, kind: str, id: str) -> None:
    """Keep nothing there any more."""
    row = connection.execute(sa.select(_table).where(_at(kind, id))).first()
    if row is not None:
        connection.execute(_table.delete().where(_at(kind, id)))
        audit.append(connection, [("drop", subject(row._mapping), "")])


def _at(kind: str, id: str) -> sa.ColumnElement[bool]:
    return (_table.c.kind == kind) & (_table.c.id == id)


def subject(row: Any) -> str:
    """A name for the chain that gives the id away to nobody without the row's salt."""
    return f"d{audit.commitment(row['salt'], row['kind'], row['id'])[:16]}"
