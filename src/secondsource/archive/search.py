"""Search over words and facts, the newest reports first; the same query on every database."""

from collections.abc import Collection, Sequence
from typing import Any, get_args

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import fulltext, indexing, schema
from secondsource.archive.folding import fold
from secondsource.archive.fulltext import Snippet, Term
from secondsource.errors import ArchiveError
from secondsource.lexicon import acts
from secondsource.model import Basis, Grade, Status
from secondsource.weighing import names

MOST_LOOKED_AT = 200
"""Hits that are looked at to narrow a search: counting all would make it slow, and the newest tell what there is."""
MOST_COUNTED = 1_000
"""Hits are counted up to here; past it a count is "more than"."""
_MOST_NAMES = 400

_WORDS: dict[str, Any] = {"grade": Grade, "status": Status, "basis": Basis}
"""What a query may ask for by a word of a closed list."""

_events, _reports, _labels = schema.events, schema.reports, schema.labels


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is sought; what is left empty does not narrow. Dates are ISO days, both ends included.

    ``text``: all words, "phrases", beginn*, -without. ``place`` finds what lies inside it, too; ``person`` any
    spelling; ``body`` any event of its holders or on its authority. ``open_only``: as if protected reports were not
    there.
    """

    text: str = ""
    act: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    person: str = ""
    body: str = ""
    place: str = ""
    source_place: str = ""
    outlet: str = ""
    published_from: str | None = None
    published_to: str | None = None
    happened_from: str | None = None
    happened_to: str | None = None
    limit: int = 20
    offset: int = 0
    open_only: bool = False

    @property
    def of_events(self) -> bool:
        """Whether anything narrows events, not reports alone."""
        narrowing = (
            self.act,
            self.grade,
            self.status,
            self.basis,
            self.person,
            self.body,
            self.place,
            self.source_place,
        )
        return any(narrowing) or bool(self.happened_from or self.happened_to)


class EventRow(msgspec.Struct, frozen=True):
    """An event as a list shows it. ``fact`` is the weighed event that it belongs to."""

    report: str
    event: str
    act: str
    status: str
    place: str | None
    time: str | None
    source: str
    start: int
    end: int
    fact: str | None
    grade: str | None


class Hit(msgspec.Struct, frozen=True):
    """A report that was found: what of its text and which of its events fit."""

    report: str
    name: str
    outlet: str | None
    published: str | None
    title: str | None
    protected: bool
    snippets: tuple[Snippet, ...]
    events: tuple[EventRow, ...]


class Found(msgspec.Struct, frozen=True):
    """A page of hits. ``total`` is exact up to ``MOST_COUNTED``; ``more`` where there are more than that; ``newest``:
    the chronologies of the newest hits, by which they are narrowed."""

    hits: tuple[Hit, ...]
    total: int
    more: bool = False
    newest: tuple[int, ...] = ()


def search(connection: Connection, query: Query) -> Found:
    """The reports that fit a query. Raises ArchiveError where it asks for nothing that can be found."""
    _check(query)
    sought = fulltext.terms(query.text)
    if query.text.strip() and not any(not term.without for term in sought):
        raise ArchiveError("the search", "there is no word to look for", "Give at least one word.", "query")
    chosen = _fitting(connection, query, sought)
    if chosen is None:
        return Found((), 0)
    ordered = chosen.order_by(chosen.selected_columns[0].desc())
    newest = list(connection.execute(ordered.limit(MOST_COUNTED + 1)).scalars())
    rows = newest[query.offset : query.offset + query.limit]
    if query.offset + query.limit > MOST_COUNTED < len(newest):
        rows = list(connection.execute(ordered.limit(query.limit).offset(query.offset)).scalars())
    hits = _hits(connection, query, sought, rows)
    return Found(hits, min(len(newest), MOST_COUNTED), len(newest) > MOST_COUNTED, tuple(newest[:MOST_LOOKED_AT]))


def _check(query: Query) -> None:
    known: dict[str, Collection[str]] = {name: get_args(kind) for name, kind in _WORDS.items()}
    for name in ("act", *_WORDS):
        wanted = getattr(query, name)
        if wanted and (odd := sorted(set(wanted) - set(known.get(name) or acts.acts()))):
            there = ", ".join(sorted(known.get(name) or acts.acts()))
            raise ArchiveError("the search", f"there is no {name} {odd[0]!r}", f"Give one of: {there}.", "query")


def fitting(connection: Connection, query: Query) -> sa.Select[Any] | None:
    """The chronologies of the reports that fit a query; None where a name fits nobody."""
    return _fitting(connection, query, fulltext.terms(query.text))


def _fitting(connection: Connection, query: Query, sought: Sequence[Term]) -> sa.Select[Any] | None:
    """The chronologies of the reports that fit; None where a name fits nobody."""
    asked = _asked_of_events(connection, query)
    if asked is None:
        return None
    narrowed, column = asked
    if query.of_events:
        chosen = narrowed.with_only_columns(column).distinct()
        if query.outlet:
            chosen = chosen.join(_reports, _reports.c.number == _events.c.report)
    elif sought and not query.outlet:  # The index is read from the newest on, and only as far as is asked for.
        chosen, column = fulltext.matching(connection.dialect.name, sought), fulltext.index.c.rowid
    else:
        chosen = sa.select(_reports.c.chronology).where(_reports.c.state == "kept")
        column = _reports.c.chronology
    if sought and column is not fulltext.index.c.rowid:
        chosen = chosen.where(column.in_(fulltext.matching(connection.dialect.name, sought)))
    for day in filter(None, (query.published_from, query.published_to)):
        _day(day)
    low, high = indexing.day_range(query.published_from, query.published_to)
    if low is not None:
        chosen = chosen.where(column >= low)
    if high is not None:
        chosen = chosen.where(column <= high)
    if query.open_only and not query.of_events:
        chosen = chosen.where(column.not_in(sa.select(_reports.c.chronology).where(_reports.c.protected)))
    return chosen.where(_reports.c.outlet == query.outlet) if query.outlet else chosen


def events_of(connection: Connection, query: Query, within: Sequence[int] | None = None) -> sa.Select[Any] | None:
    """The rows of events that fit what a query asks of events, of the reports ``within`` alone where they are given;
    None where a name fits nobody."""
    asked = _asked_of_events(connection, query, within)
    return asked[0] if asked else None


def _asked_of_events(
    connection: Connection, query: Query, within: Sequence[int] | None = None
) -> tuple[sa.Select[Any], Any] | None:
    """The rows, and the column of their chronology by which they are read in order without sorting."""
    chosen, order = sa.select(_events).where(_events.c.fact.is_not(None)), _events.c.chronology
    if within is not None:
        chosen = chosen.where(_events.c.report.in_(within))
    led = within is None and not (query.place or query.source_place or query.body)
    if query.open_only:
        chosen = chosen.where(is_open(_events.c.report))
    for column, wanted in (
        (_events.c.act, query.act),
        (_events.c.grade, query.grade),
        (_events.c.status, query.status),
        (_events.c.basis, query.basis),
    ):
        if wanted:
            # A column that something is put to is not looked up by its index, which would lead to far more rows.
            shown = column if led else column.concat("")
            chosen = chosen.where(shown == wanted[0] if len(wanted) == 1 else shown.in_(wanted))
    for kind, label in (("place", query.place), ("source_place", query.source_place), ("body", query.body)):
        if label:
            at = _labels.alias(kind)
            same = (at.c.report == _events.c.report) & (at.c.event == _events.c.event)
            held = same & (at.c.kind == kind) & (at.c.label == fold(label))
            chosen = chosen.join(at, held) if within is None else chosen.where(sa.exists().where(held))
            order = at.c.chronology
    if query.happened_from:
        chosen = chosen.where(_events.c.last >= _day(query.happened_from))
    if query.happened_to:
        chosen = chosen.where(_events.c.first <= _day(query.happened_to))
    if query.person:
        bearing = spellings(connection, query.person)
        if not bearing:
            return None
        chosen = chosen.where(_taking_part(bearing))
    return chosen, order


def asks_of_reports(query: Query) -> bool:
    """Whether a query asks for words, an outlet or a day of publication."""
    return bool(query.text.strip() or query.outlet or query.published_from or query.published_to)


def chronologies(connection: Connection, query: Query) -> sa.Select[Any]:
    """The reports, by their chronology, that fit what a query asks of reports."""
    asked = ("text", "outlet", "published_from", "published_to", "open_only")
    alone = Query(**{name: getattr(query, name) for name in asked})
    found = fitting(connection, alone)
    assert found is not None  # It is None for a person's name alone.
    return found


def is_open(report: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """That a row is of a report that is not protected."""
    # As a list that is made once, since those that are protected are few beside those that are looked at.
    return report.not_in(sa.select(_reports.c.number).where(_reports.c.protected))


def told_openly() -> sa.ColumnElement[bool]:
    """That a report which is not protected tells of a fact."""
    return sa.exists().where(_events.c.fact == schema.facts.c.id, is_open(_events.c.report)).correlate(schema.facts)


def _day(day: str) -> int:
    from datetime import date

    try:
        return date.fromisoformat(day).toordinal()
    except ValueError as fault:
        raise ArchiveError("the search", "a date is no day", "Write it as 2023-05-18.", "query") from fault


def _taking_part(bearing: Sequence[str]) -> sa.ColumnElement[bool]:
    """That somebody with one of these names takes part."""
    who, role = schema.people, schema.event_people
    pairs = (
        sa.select(role.c.report, role.c.event)
        .join(who, (who.c.report == role.c.report) & (who.c.person == role.c.person))
        .where(who.c.name.in_(bearing))
    )
    return sa.tuple_(_events.c.report, _events.c.event).in_(pairs)


def spellings(connection: Connection, name: str) -> tuple[str, ...]:
    """The names in the archive that may be spellings of one; a single part finds all who bear it."""
    table = schema.name_keys
    sought = names.parse(name)
    keys = {f"={key}" for key in names.keys(sought)} or indexing.keys_of(name)
    chosen = sa.select(table.c.name).where(table.c.key.in_(sorted(keys))).distinct()
    held = connection.execute(chosen).scalars()
    fits = [other for other in held if names.compare(sought, names.parse(other)) != "different"]
    return tuple(sorted(fits)[:_MOST_NAMES])


def _hits(connection: Connection, query: Query, sought: Sequence[Term], rows: Sequence[int]) -> tuple[Hit, ...]:
    if not rows:
        return ()
    texts = schema.texts
    columns = (_reports.c.number, _reports.c.chronology, _reports.c.name, _reports.c.outlet, _reports.c.published)
    chosen = (
        sa.select(*columns, _reports.c.title, _reports.c.protected, texts.c.text)
        .join(texts, texts.c.report == _reports.c.number)
        .where(_reports.c.chronology.in_(rows))
        .order_by(_reports.c.chronology.desc())
    )
    held = connection.execute(chosen).all()
    events = _events_in(connection, query, [row.number for row in held]) if query.of_events else {}
    return tuple(
        Hit(
            report=schema.report_id(row.number),
            name=row.name,
            outlet=row.outlet,
            published=row.published,
            title=row.title,
            protected=bool(row.protected),
            snippets=fulltext.snippets(row.text, sought),
            events=tuple(events.get(row.number, ())),
        )
        for row in held
    )


def _events_in(connection: Connection, query: Query, numbers: Sequence[int]) -> dict[int, list[EventRow]]:
    narrowed = events_of(connection, query, numbers)
    found: dict[int, list[EventRow]] = {}
    if narrowed is not None:
        chosen = narrowed.order_by(_events.c.report, _events.c.start)
        for row in connection.execute(chosen):
            found.setdefault(row.report, []).append(event_row(row))
    return found


def event_row(row: Any) -> EventRow:
    """A row of the table of events as others see it."""
    held = {name: getattr(row, name) for name in EventRow.__struct_fields__ if name != "report"}
    return EventRow(report=schema.report_id(row.report), **held)
