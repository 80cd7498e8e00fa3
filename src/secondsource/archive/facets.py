"""What a search can be narrowed by: how often each value is met in the newest reports that it found."""

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import schema, search
from secondsource.archive.search import Query

_MOST_VALUES = 8
_events, _reports = schema.events, schema.reports
_OF_EVENTS = (
    ("act", _events.c.act),
    ("grade", _events.c.grade),
    ("status", _events.c.status),
    ("place", _events.c.place),
    ("basis", _events.c.basis),
)


def facets(connection: Connection, query: Query, newest: Sequence[int]) -> tuple[tuple[str, str, int], ...]:
    """Field of the query, value, and number of reports (for outlets) or events, the most frequent first. ``newest``:
    the chronologies of the hits that are looked at (``Found.newest``)."""
    hits = list(newest)
    found = [("outlet", *row) for row in _counted(connection, _reports.c.outlet, _reports.c.chronology.in_(hits))]
    # The low half of a chronology is the report's number, by which events are indexed.
    narrowed = search.events_of(connection, query, [hit & 0xFFFFFFFF for hit in hits])
    if narrowed is None:
        return tuple(found)
    rows = connection.execute(narrowed.with_only_columns(*(column for _, column in _OF_EVENTS))).all()
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
