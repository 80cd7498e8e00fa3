"""What a search can be narrowed by: how often each value is met in the newest reports that it found."""

from collections import Counter

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import schema, search
from secondsource.archive.search import Query

MOST_LOOKED_AT = 200
"""Hits that are looked at: counting all would make a wide search slow, and the newest tell what there is."""
_MOST_VALUES = 8
_events, _reports = schema.events, schema.reports
_OF_EVENTS = (
    ("act", _events.c.act),
    ("grade", _events.c.grade),
    ("status", _events.c.status),
    ("place", _events.c.place),
    ("basis", _events.c.basis),
)


def facets(connection: Connection, query: Query) -> tuple[tuple[str, str, int], ...]:
    """Field of the query, value, and number of reports (for outlets) or events, the most frequent first."""
    chosen = search.fitting(connection, query)
    if chosen is None:
        return ()
    newest = chosen.order_by(chosen.selected_columns[0].desc()).limit(MOST_LOOKED_AT)
    hits = list(connection.execute(newest).scalars())
    found = [("outlet", *row) for row in _counted(connection, _reports.c.outlet, _reports.c.chronology.in_(hits))]
    narrowed = search.events_of(connection, query)
    if narrowed is None:
        return tuple(found)
    columns = [column for _, column in _OF_EVENTS]
    # The low half of a chronology is the report's number, by which events are indexed.
    numbers = [hit & 0xFFFFFFFF for hit in hits]
    rows = connection.execute(narrowed.where(_events.c.report.in_(numbers)).with_only_columns(*columns)).all()
    for position, (field, _) in enumerate(_OF_EVENTS):
        met = Counter(row[position] for row in rows if row[position] is not None)
        found += [(field, value, count) for value, count in sorted(met.items(), key=_most_first)[:_MOST_VALUES]]
    return tuple(found)


def _most_first(met: tuple[str, int]) -> tuple[int, str]:
    return -met[1], met[0]


def _counted(
    connection: Connection, column: sa.ColumnElement[str], where: sa.ColumnElement[bool]
) -> list[tuple[str, int]]:
    count = sa.func.count()
    chosen = sa.select(column, count).where(where, column.is_not(None)).group_by(column)
    return [(row[0], row[1]) for row in connection.execute(chosen.order_by(count.desc(), column).limit(_MOST_VALUES))]
