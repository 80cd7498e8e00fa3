"""Taking reports away, with all that follows from them."""

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import fulltext, indexing, schema


def drop_report(connection: Connection, number: int) -> None:
    """Take a report out of every table but the audit chain. Its weighing is brought up to date by whoever calls."""
    table = schema.reports
    row = connection.execute(sa.select(table.c.chronology).where(table.c.number == number)).first()
    if row is None:
        return
    fulltext.drop(connection, row.chronology)
    indexing.unindex(connection, number)
    for other in (schema.originals, schema.texts, schema.readings, schema.rests):
        connection.execute(other.delete().where(other.c.report == number))
    connection.execute(table.delete().where(table.c.number == number))
