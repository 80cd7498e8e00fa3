"""Names that are to be forgotten, taken out of what people wrote themselves: reasons of verdicts, values kept here."""

import json
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import audit, documents, schema, verdicts
from secondsource.archive.folding import placed, words

BLANK = "\u2588"
"""What stands in a text for each code point that was removed: spans keep their places."""

Name = tuple[str, ...]
"""The folded words of a name, in order."""


def blacken(connection: Connection, names: Collection[str]) -> None:
    """Black out names, however cased, accented or hyphened, in reasons and in values; each change is audited."""
    sought = {found for name in names if (found := tuple(words(name)))}
    if not sought:
        return
    table = schema.verdicts
    for row in connection.execute(sa.select(table).where(table.c.reason != "")).all():
        reason = blackened(row.reason, sought)
        if reason != row.reason:
            connection.execute(table.update().where(table.c.number == row.number).values(reason=reason))
            digest = verdicts.digest({**row._mapping, "reason": reason})
            audit.append(connection, [("blacken", f"v{row.number}", digest)])
    for row in connection.execute(sa.select(schema.documents)).all():
        held = json.loads(row.data)
        value = _blackened(held, sought)
        if value != held:
            documents.put(connection, row.kind, row.id, value, row.changed_by)


def blackened(text: str, names: Collection[Name]) -> str:
    """The text with a bar for each code point of these names, its length unchanged."""
    there = list(placed(text))
    held = list(text)
    for at in range(len(there)):
        for name in names:
            found = there[at : at + len(name)]
            if tuple(word for word, _, _ in found) == name:
                start, end = found[0][1], found[-1][2]
                held[start:end] = BLANK * (end - start)
    return "".join(held)


def _blackened(value: Any, names: Collection[Name]) -> Any:
    if isinstance(value, str):
        return blackened(value, names)
    if isinstance(value, list):
        return [_blackened(one, names) for one in value]
    if isinstance(value, dict):
        return {blackened(key, names): _blackened(one, names) for key, one in value.items()}
    return value
