"""What an archive holds, in lists and one by one: reports, facts, people, bodies, sources."""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import concluding, schema, search, stored
from secondsource.archive.folding import fold
from secondsource.archive.ruling import Fact
from secondsource.archive.search import EventRow, Query
from secondsource.model import RestsOn, WeighedPerson, Weighing

_MOST_BEARING = 600
"""Tellings of a name that are gone through: a common one is borne by thousands, and the newest come first."""


class ReportRow(msgspec.Struct, frozen=True):
    """A report as a list shows it; what is known of it is as decided. ``state``: queued or kept."""

    id: str
    state: str
    kind: str
    name: str
    format: str
    size: int
    outlet: str | None
    published: str | None
    url: str | None
    language: str
    title: str | None
    author: str | None
    protected: bool
    duplicate_of: str | None
    added_at: str
    added_by: str
    retain_until: str | None
    version: int
    sha256: str


class FactRow(msgspec.Struct, frozen=True):
    """A weighed event as a list shows it. ``first``, ``last``: days (ordinals) within which its tellings put it."""

    id: str
    act: str
    grade: str
    lines_min: int
    lines_max: int
    reports: int
    first: int | None
    last: int | None


class PersonRow(msgspec.Struct, frozen=True):
    """A person over reports as a list shows them; ``id`` is the first member (``r0000012:p2``)."""

    id: str
    name: str | None
    reports: int


class Holding(msgspec.Struct, frozen=True):
    """That a report has somebody hold a post. ``person`` is the identity, ``member`` the person in the report."""

    person: str
    member: str
    name: str | None
    words: str
    title: str
    org: str | None
    place: str | None
    former: bool
    published: str | None


class Identity(msgspec.Struct, frozen=True):
    """One person over reports: all spellings, all posts as told, all events taken part in, the newest report first."""

    id: str
    name: str | None
    members: tuple[str, ...]
    spellings: tuple[str, ...]
    posts: tuple[Holding, ...]
    events: tuple[tuple[str, EventRow], ...]
    """Each with the role: actor or recipient."""


class SourceRow(msgspec.Struct, frozen=True):
    """A source of a report, as described there."""

    report: str
    source: str
    words: str
    name: str | None
    anonymity: str
    place: str | None
    basis: str | None


_reports, _events, _people, _posts = schema.reports, schema.events, schema.people, schema.posts


def reports(connection: Connection, state: str | None, limit: int, offset: int) -> tuple[ReportRow, ...]:
    """Reports, the newest publication first."""
    chosen = sa.select(_reports).order_by(_reports.c.chronology.desc()).limit(limit).offset(offset)
    if state:
        chosen = chosen.where(_reports.c.state == state)
    return tuple(report_row(row) for row in connection.execute(chosen))


def report(connection: Connection, number: int) -> ReportRow | None:
    """One report's row."""
    row = connection.execute(sa.select(_reports).where(_reports.c.number == number)).first()
    return report_row(row) if row else None


def report_row(row: Any) -> ReportRow:
    """A row of the table of reports as others see it."""
    own: dict[str, Any] = {"id": schema.report_id(row.number), "protected": bool(row.protected)}
    own["duplicate_of"] = schema.report_id(row.duplicate_of) if row.duplicate_of else None
    held = {name: getattr(row, name) for name in ReportRow.__struct_fields__ if name not in own}
    return ReportRow(**held, **own)


def fact(connection: Connection, id: str) -> Fact | None:
    """The fact that a member belongs to (a fact's id is one of its members)."""
    report, item = stored.split(id)
    link = sa.select(_events.c.fact).where(_events.c.report == report, _events.c.event == item)
    known = connection.execute(link).scalar()
    if known is None:
        return None
    data = connection.execute(sa.select(schema.facts.c.data).where(schema.facts.c.id == known)).scalar()
    return concluding.of_fact(data) if data else None


def facts(connection: Connection, query: Query) -> tuple[FactRow, ...]:
    """Facts with a telling that fits the query, those told in the newest reports first."""
    table = schema.facts
    chosen = sa.select(table)
    only_fact = not (query.status or query.basis or query.person or query.body or query.place or query.source_place)
    of_reports = search.asks_of_reports(query)
    if only_fact and not (query.happened_from or query.happened_to or of_reports):
        if query.open_only:
            chosen = chosen.where(search.told_openly())
        for column, wanted in ((table.c.act, query.act), (table.c.grade, query.grade)):
            if wanted:
                chosen = chosen.where(column.in_(wanted))
    else:
        narrowed = search.events_of(connection, query)
        if narrowed is None:
            return ()
        if of_reports:
            narrowed = narrowed.where(_events.c.chronology.in_(search.chronologies(connection, query)))
        chosen = chosen.where(table.c.id.in_(narrowed.with_only_columns(_events.c.fact)))
    page = chosen.order_by(table.c.newest.desc(), table.c.id).limit(query.limit).offset(query.offset)
    return tuple(
        FactRow(**{name: getattr(row, name) for name in FactRow.__struct_fields__}) for row in connection.execute(page)
    )


def people(connection: Connection, name: str, limit: int, offset: int, open_only: bool) -> tuple[PersonRow, ...]:
    """People over reports, those of most reports first, then the newest; with ``name``, those who may bear it in any
    spelling, among those whom the reports added last tell of."""
    table = schema.identities
    chosen = sa.select(table.c.id, table.c.name, table.c.reports)
    if open_only:
        chosen = chosen.where(search.is_open(table.c.report))
    if name:
        bearing = search.spellings(connection, name)
        told = sa.select(_people.c.identity).where(_people.c.name.in_(bearing)).order_by(_people.c.report.desc())
        chosen = chosen.where(table.c.id.in_(told.limit(_MOST_BEARING)))
    page = chosen.order_by(table.c.reports.desc(), table.c.id.desc()).limit(limit).offset(offset)
    return tuple(PersonRow(*row) for row in connection.execute(page))


def person(connection: Connection, id: str) -> Identity | None:
    """The identity that a person of a report belongs to."""
    report, item = stored.split(id)
    link = sa.select(_people.c.identity, _people.c.name).where(_people.c.report == report, _people.c.person == item)
    row = connection.execute(link).first()
    if row is None:
        return None
    held = connection.execute(sa.select(schema.identities).where(schema.identities.c.id == row.identity)).first()
    members = stored.unpack("p", held.data) if held else WeighedPerson(row.identity, (row.identity,))
    keys = [stored.split(key) for key in members.members]
    mine = sa.tuple_(_people.c.report, _people.c.person).in_(keys)
    spelled = connection.execute(
        sa.select(_people.c.name).where(mine, _people.c.name.is_not(None)).distinct()
    ).scalars()
    return Identity(
        id=row.identity,
        name=held.name if held else row.name,
        members=members.members,
        spellings=tuple(sorted(spelled)),
        posts=_holdings(connection, mine),
        events=_part_in(connection, keys),
    )


def _part_in(connection: Connection, keys: list[tuple[int, str]]) -> tuple[tuple[str, EventRow], ...]:
    role = schema.event_people
    chosen = (
        sa.select(_events, role.c.role)
        .join(role, (role.c.report == _events.c.report) & (role.c.event == _events.c.event))
        .where(sa.tuple_(role.c.report, role.c.person).in_(keys))
        .order_by(_events.c.chronology.desc(), _events.c.event, role.c.role)
    )
    return tuple((row.role, search.event_row(row)) for row in connection.execute(chosen))


def _holdings(connection: Connection, which: sa.ColumnElement[bool]) -> tuple[Holding, ...]:
    chosen = (
        sa.select(_posts, _people.c.identity, _people.c.name, _people.c.words, _reports.c.published)
        .join(_people, (_people.c.report == _posts.c.report) & (_people.c.person == _posts.c.person))
        .join(_reports, _reports.c.number == _posts.c.report)
        .where(which)
        .order_by(_reports.c.chronology.desc(), _posts.c.person, _posts.c.position)
    )
    return tuple(
        Holding(
            person=row.identity,
            member=f"{schema.report_id(row.report)}:{row.person}",
            name=row.name,
            words=row.words,
            title=row.title,
            org=row.org,
            place=row.place,
            former=bool(row.former),
            published=row.published,
        )
        for row in connection.execute(chosen)
    )


def bodies(connection: Connection, limit: int, offset: int, open_only: bool) -> tuple[tuple[str, int], ...]:
    """Bodies at which somebody holds a post, with the number of reports that say so, most first."""
    count = sa.func.count(_posts.c.report.distinct())
    chosen = sa.select(_posts.c.org, count).where(_posts.c.org.is_not(None)).group_by(_posts.c.org)
    if open_only:
        chosen = chosen.where(search.is_open(_posts.c.report))
    page = chosen.order_by(count.desc(), _posts.c.org).limit(limit).offset(offset)
    return tuple((row[0], row[1]) for row in connection.execute(page))


def holders(connection: Connection, body: str, open_only: bool, most: int) -> tuple[Holding, ...]:
    """Who is told to hold, or to have held, a post at a body, the newest report first; of the reports added last alone
    where there are more than ``most`` such tellings."""
    there = _posts.c.org == body
    numbers = sa.select(_posts.c.report).where(there).order_by(_posts.c.report.desc()).limit(most)
    last = list(connection.execute(numbers).scalars())
    if len(last) == most:
        there &= _posts.c.report >= last[-1]
    return _holdings(connection, there & search.is_open(_posts.c.report) if open_only else there)


def places(connection: Connection, limit: int, offset: int, open_only: bool) -> tuple[tuple[str, int], ...]:
    """Places as told, with the number of events there, most first."""
    count = sa.func.count()
    chosen = sa.select(_events.c.place, count).where(_events.c.place.is_not(None)).group_by(_events.c.place)
    if open_only:
        chosen = chosen.where(search.is_open(_events.c.report))
    page = chosen.order_by(count.desc(), _events.c.place).limit(limit).offset(offset)
    return tuple((row[0], row[1]) for row in connection.execute(page))


def sources(connection: Connection, place: str, limit: int, offset: int, open_only: bool) -> tuple[SourceRow, ...]:
    """Sources as described in reports, the report added last first; those in a place alone where one is given."""
    table = schema.sources
    chosen = sa.select(table)
    if open_only:
        chosen = chosen.where(search.is_open(table.c.report))
    if place:
        chosen = chosen.where(sa.func.lower(table.c.place) == fold(place))
    page = chosen.order_by(table.c.report.desc(), table.c.source).limit(limit).offset(offset)
    return tuple(
        SourceRow(schema.report_id(row.report), row.source, row.words, row.name, row.anonymity, row.place, row.basis)
        for row in connection.execute(page)
    )


def rests(connection: Connection, number: int) -> tuple[RestsOn, ...]:
    """Whom a report rests on, and who rests on it."""
    table = schema.rests
    chosen = sa.select(table).where((table.c.report == number) | (table.c.base_report == number))
    held = connection.execute(chosen.order_by(table.c.report, table.c.base))
    return tuple(_rests(row) for row in held)


def _rests(row: Any) -> RestsOn:
    return RestsOn(schema.report_id(row.report), row.base, row.kind, row.score, row.evidence)


def weighing(connection: Connection) -> Weighing:
    """Everything weighed, as decided."""
    facts_ = connection.execute(sa.select(schema.facts.c.data).order_by(schema.facts.c.id)).scalars()
    people_ = connection.execute(sa.select(schema.identities.c.data).order_by(schema.identities.c.id)).scalars()
    rests_ = connection.execute(sa.select(schema.rests).order_by(schema.rests.c.report, schema.rests.c.base))
    return Weighing(
        events=tuple(concluding.of_fact(data).event for data in facts_),
        people=tuple(one for data in people_ if len((one := stored.unpack("p", data)).members) > 1),
        rests_on=tuple(_rests(row) for row in rests_),
    )


def counts(connection: Connection) -> dict[str, int]:
    """How much there is: reports by state, facts by grade, people, verdicts, what is in quarantine."""
    found: dict[str, int] = {}
    for column, prefix in ((_reports.c.state, "reports"), (schema.facts.c.grade, "facts")):
        for name, number in connection.execute(sa.select(column, sa.func.count()).group_by(column)):
            found[f"{prefix} {name}"] = number
    for name, table in (
        ("people", schema.identities),
        ("verdicts", schema.verdicts),
        ("quarantine", schema.quarantine),
        ("audit", schema.audit),
    ):
        found[name] = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
    return found
