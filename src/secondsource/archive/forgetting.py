"""A report, a source or a person is removed everywhere; what remains is the proof in the chain that it was."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import (
    audit,
    blackening,
    browsing,
    erasing,
    fulltext,
    joining,
    keeping,
    linking,
    schema,
    weigher,
)
from secondsource.archive.blackening import BLANK
from secondsource.archive.database import Database
from secondsource.archive.engine import engine
from secondsource.archive.folding import placed
from secondsource.archive.verdicts import Target
from secondsource.errors import ArchiveError
from secondsource.model import Report, Span


class Forgotten(msgspec.Struct, frozen=True):
    """What was done: reports removed, and reports in whose text words were blacked out (their originals are gone)."""

    removed: tuple[str, ...] = ()
    redacted: tuple[str, ...] = ()


def forget(database: Database, ids: Sequence[str]) -> Forgotten:
    """Remove reports (``r0000012``), sources (``r0000012:s1``) or people (``r0000012:p2``, wherever they are met)."""
    targets = [Target.parse(id) for id in ids]
    with database.writing() as connection:
        done = _forget(connection, targets)
        fulltext.purge(connection)
    scrub(database)
    return done


def forget_expired(database: Database, today: str | None = None) -> Forgotten:
    """Remove the reports that were to be kept until a day before today."""
    table = schema.reports
    until = today or date.today().isoformat()
    with database.reading() as connection:
        chosen = sa.select(table.c.number).where(table.c.retain_until < until).order_by(table.c.number)
        ids = [schema.report_id(number) for number in connection.execute(chosen).scalars()]
    return forget(database, ids) if ids else Forgotten()


def scrub(database: Database) -> None:
    """Leave nothing of what was removed in free pages, in the log of the database or in dead rows."""
    with database.alone() as connection:
        if database.kind == "sqlite":
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        else:
            for table in (*schema.metadata.sorted_tables, sa.table("search_text")):
                connection.exec_driver_sql(f"VACUUM FULL {table.name}")


def _forget(connection: Connection, targets: Sequence[Target]) -> Forgotten:
    removed = {target.report for target in targets if not target.item}
    spans: dict[int, set[Span]] = {}
    for target in targets:
        if target.item:
            blackening.blacken(connection, _names(connection, target))
            for number, found in _spans(connection, target).items():
                spans.setdefault(number, set()).update(found)
    affected = _neighbours(connection, removed | spans.keys())
    for number in sorted(removed):
        affected |= joining.forget(connection, number) | linking.forget(connection, number)
        _remove(connection, number)
    for number in sorted(spans.keys() - removed):
        _redact(connection, number, spans[number])
    audit.append(connection, [("forget", target.id, "") for target in targets if target.item])
    weigher.reweigh(connection, sorted(affected | removed))
    return Forgotten(
        tuple(map(schema.report_id, sorted(removed))), tuple(map(schema.report_id, sorted(spans.keys() - removed)))
    )


def _neighbours(connection: Connection, numbers: Iterable[int]) -> set[int]:
    """The reports, and all that were weighed as telling of the same."""
    members = schema.weighed_members
    found = set(numbers)
    mine = sa.select(members.c.kind, members.c.id).where(members.c.report.in_(sorted(found))).subquery()
    same = (members.c.kind == mine.c.kind) & (members.c.id == mine.c.id)
    return found | set(connection.execute(sa.select(members.c.report).join(mine, same).distinct()).scalars())


def _remove(connection: Connection, number: int) -> None:
    row = connection.execute(sa.select(schema.reports.c.sha256).where(schema.reports.c.number == number)).first()
    if row is None:
        raise ArchiveError(schema.report_id(number), "there is no such report", "See secondsource list.", "target")
    _forget_verdicts(connection, number, None)
    erasing.drop_report(connection, number)
    held = schema.quarantine
    connection.execute(held.delete().where(held.c.sha256 == row.sha256))
    audit.append(connection, [("forget", schema.report_id(number), "")])


def _forget_verdicts(connection: Connection, number: int, item: str | None) -> None:
    """Remove the verdicts on a report (on one item of it), whole: their reasons may tell what is to be forgotten."""
    targets, table = schema.verdict_targets, schema.verdicts
    here = targets.c.report == number
    chosen = sa.select(targets.c.verdict).where(here if item is None else here & (targets.c.item == item))
    gone = set(connection.execute(chosen).scalars())
    fresh = gone
    while fresh:
        fresh = set(connection.execute(sa.select(table.c.number).where(table.c.undoes.in_(fresh))).scalars()) - gone
        gone |= fresh
    connection.execute(targets.delete().where(targets.c.verdict.in_(gone)))
    connection.execute(table.delete().where(table.c.number.in_(gone)))
    audit.append(connection, [("erase", f"v{verdict}", "") for verdict in sorted(gone)])


def _names(connection: Connection, target: Target) -> set[str]:
    """What a source or a person is called."""
    reading = keeping.decided(connection, [target.report]).get(target.report)
    sources = {one.name for one in reading.sources if one.id == target.item and one.name} if reading else set[str]()
    identity = None if sources else browsing.person(connection, target.id)
    return sources or set(identity.spellings if identity else ())


def _spans(connection: Connection, target: Target) -> dict[int, set[Span]]:
    """Where a source or a person stands in the texts, by report; verdicts on it are removed. Raises ArchiveError."""
    readings = keeping.decided(connection, [target.report])
    reading = readings.get(target.report)
    source = next((one for one in reading.sources if one.id == target.item), None) if reading else None
    if reading and source:
        _forget_verdicts(connection, target.report, target.item)
        return {target.report: set(source.mentions) | _words_again(reading.report, source.name)}
    identity = browsing.person(connection, target.id)
    if identity is None:
        raise ArchiveError(target.id, "there is no such source or person", "Look at the report's reading.", "target")
    keys = [Target.parse(key) for key in identity.members]
    found: dict[int, set[Span]] = {}
    for number, one in keeping.decided(connection, {key.report for key in keys}).items():
        items = {key.item for key in keys if key.report == number}
        mentions = {span for person in one.people if person.id in items for span in person.mentions}
        again = (_words_again(one.report, name) for name in identity.spellings)
        found[number] = mentions.union(*again)
        for item in items:
            _forget_verdicts(connection, number, item)
    return found


def _words_again(report: Report, name: str | None) -> set[Span]:
    """Wherever else a name's parts of some length stand in the text, front matter included."""
    parts = {word for word, _, _ in placed(name or "") if len(word) > 2}
    return {Span(start, end) for word, start, end in placed(report.text) if word in parts}


def _redact(connection: Connection, number: int, spans: Iterable[Span]) -> None:
    """Black words out of a report's text, drop its original and its earlier readings, and read what is left."""
    from secondsource.reading.pipeline import read

    report = keeping.reports(connection, [number])[number]
    text = list(report.text)
    for span in spans:
        text[span.start : span.end] = BLANK * (span.end - span.start)
    table = schema.reports
    row = dict(connection.execute(sa.select(table).where(table.c.number == number)).one()._mapping)
    given = {**json.loads(row["given"]), "title": _blanked(report, "".join(text))}
    held = {
        "given": json.dumps(given, ensure_ascii=False, sort_keys=True),
        "sha256": hashlib.sha256(str(number).encode() + row["salt"]).hexdigest(),
        "words256": "",
        "name": schema.report_id(number),
    }
    connection.execute(table.update().where(table.c.number == number).values(version=0, **held))
    connection.execute(schema.texts.update().where(schema.texts.c.report == number).values(text="".join(text)))
    for other in (schema.originals, schema.readings):
        connection.execute(other.delete().where(other.c.report == number))
    left = keeping.reports(connection, [number])[number]
    digest = keeping.digest({**row, **held}, left.text, b"")
    audit.append(connection, [("redact", schema.report_id(number), digest)])
    keeping.keep(connection, number, read(left), engine())
    keeping.set_state(connection, [number], keeping.KEPT)


def _blanked(report: Report, text: str) -> str | None:
    """The title as the redacted text has it."""
    titles = (text[block.span.start : block.span.end] for block in report.blocks if block.kind == "title")
    return " ".join(next(titles, "").split()) or None
