"""Reports into the archive: queued with their original bytes, then read, indexed and kept, each in one transaction."""

import hashlib
import json
import secrets
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import amending, audit, fulltext, indexing, schema, verdicts
from secondsource.archive.folding import words
from secondsource.model import LIVE, Block, Reading, Report
from secondsource.reports.original import Parsed

_BLOCKS = msgspec.msgpack.Decoder(tuple[Block, ...])
_READING = msgspec.msgpack.Decoder(Reading)
_GIVEN = ("outlet", "published", "url", "language", "title")
_Thing = TypeVar("_Thing")

QUEUED, READ, KEPT = "queued", "read", "kept"
"""A report waits to be read, then waits to be weighed, then is wholly in."""


class Terms(msgspec.Struct, frozen=True):
    """On which terms a report is added: by whom, as what, protected or not, kept until when (ISO date)."""

    by: str
    kind: str = "report"
    protected: bool = False
    retain_until: str | None = None


def queue(connection: Connection, parsed: Parsed, terms: Terms) -> int | None:
    """Take a report in, to be read; its number, or None where the archive holds these very bytes already."""
    sha256 = hashlib.sha256(parsed.data).hexdigest()
    table = schema.reports
    if connection.execute(sa.select(table.c.number).where(table.c.sha256 == sha256)).first():
        return None
    number = next_number(connection, "next_report")
    report = parsed.report
    given = {name: getattr(report, name) for name in _GIVEN} | {"author": parsed.author}
    row = {
        "number": number,
        "state": QUEUED,
        "chronology": indexing.chronology(report.published, number),
        "kind": terms.kind,
        "name": parsed.name,
        "format": parsed.format,
        "sha256": sha256,
        "words256": _words256(report),
        "size": len(parsed.data),
        **given,
        "protected": terms.protected,
        "duplicate_of": None,
        "added_at": audit.now(),
        "added_by": terms.by,
        "retain_until": terms.retain_until,
        "given": json.dumps(given, ensure_ascii=False, sort_keys=True),
        "version": 0,
        "salt": secrets.token_bytes(16),
    }
    same = sa.select(sa.func.min(table.c.number)).where(table.c.words256 == row["words256"])
    row["duplicate_of"] = connection.execute(same).scalar()
    connection.execute(table.insert(), [row])
    connection.execute(schema.originals.insert(), [{"report": number, "data": zlib.compress(parsed.data)}])
    blocks = msgspec.msgpack.encode(report.blocks)
    connection.execute(schema.texts.insert(), [{"report": number, "text": report.text, "blocks": blocks}])
    audit.append(connection, [("add", schema.report_id(number), digest(row, report.text, parsed.data))])
    return number


def digest(row: Any, text: str, data: bytes) -> str:
    """What the audit chain commits to for a report: its original, its text and what was known of it as added."""
    given = (row["name"], row["format"], row["kind"], row["given"], row["added_at"], row["added_by"])
    return audit.commitment(row["salt"], data, text, *given)


def _words256(report: Report) -> str:
    live = (report.text[block.span.start : block.span.end] for block in report.blocks if block.kind in LIVE)
    return hashlib.sha256(" ".join(words("\n".join(live))).encode()).hexdigest()


def next_number(connection: Connection, key: str) -> int:
    """The next number of a series; none is ever given twice, whatever is forgotten."""
    table = schema.settings
    found = connection.execute(sa.select(table.c.value).where(table.c.key == key)).scalar()
    number = int(found or 0) + 1
    if found is None:
        connection.execute(table.insert(), [{"key": key, "value": str(number)}])
    else:
        connection.execute(table.update().where(table.c.key == key).values(value=str(number)))
    return number


def queued(connection: Connection, most: int) -> list[int]:
    """Numbers of reports that wait to be read, the oldest first."""
    table = schema.reports
    chosen = sa.select(table.c.number).where(table.c.state == QUEUED).order_by(table.c.number).limit(most)
    return list(connection.execute(chosen).scalars())


def in_state(connection: Connection, state: str, most: int | None = None) -> list[int]:
    """Numbers of the reports in a state, the oldest first, so many at most."""
    table = schema.reports
    chosen = sa.select(table.c.number).where(table.c.state == state).order_by(table.c.number).limit(most)
    return list(connection.execute(chosen).scalars())


def set_state(connection: Connection, numbers: Iterable[int], state: str) -> None:
    """Put reports into a state."""
    for some in chunks(sorted(numbers)):
        table = schema.reports
        connection.execute(table.update().where(table.c.number.in_(some)).values(state=state))


def reports(connection: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    """Reports as they were added, by number; those that are no more are left out."""
    wanted = sorted(set(numbers))
    table, texts = schema.reports, schema.texts
    chosen = (
        sa.select(table.c.number, table.c.given, texts.c.text, texts.c.blocks)
        .join(texts, texts.c.report == table.c.number)
        .where(table.c.number.in_(wanted))
    )
    return {row.number: _report(row) for row in connection.execute(chosen)}


def original(connection: Connection, number: int) -> bytes | None:
    """The bytes that a report was made from."""
    table = schema.originals
    data = connection.execute(sa.select(table.c.data).where(table.c.report == number)).scalar()
    return zlib.decompress(data) if data is not None else None


def _report(row: Any) -> Report:
    given = json.loads(row.given)
    known = {name: given[name] for name in _GIVEN}
    return Report(id=schema.report_id(row.number), text=row.text, blocks=_BLOCKS.decode(row.blocks), **known)


def keep(connection: Connection, number: int, reading: Reading, engine: str) -> bool:
    """Store what was read of a report and index it as decided; False where the report is no more."""
    table = schema.reports
    row = connection.execute(sa.select(table.c.version, table.c.state).where(table.c.number == number)).first()
    if row is None:
        return False
    version = row.version
    data = _packed(reading)
    if not version or data != _stored(connection, number, version):
        version += 1
        held = {"report": number, "version": version, "engine": engine, "made_at": audit.now(), "data": data}
        connection.execute(schema.readings.insert(), [held])
        audit.append(connection, [("read", f"{schema.report_id(number)} {version}", "")])
    connection.execute(table.update().where(table.c.number == number).values(version=version, state=READ))
    decide(connection, number, reading)
    return True


def decide(connection: Connection, number: int, reading: Reading | None = None) -> Reading:
    """Index a report's reading as the verdicts that stand have it; returns the decided reading."""
    proposed = reading or readings(connection, [number])[number]
    decided = amending.amend(proposed, verdicts.on_report(connection, number), number).reading
    table = schema.reports
    row = connection.execute(sa.select(table.c.chronology).where(table.c.number == number)).one()
    report = decided.report
    place = indexing.chronology(report.published, number)
    if row.chronology != place:
        fulltext.drop(connection, row.chronology)
    known = {name: getattr(report, name) for name in _GIVEN}
    connection.execute(table.update().where(table.c.number == number).values(chronology=place, **known))
    fulltext.put(connection, place, report.text)
    indexing.index(connection, number, place, decided)
    return decided


def _packed(reading: Reading) -> bytes:
    bare = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, text="", blocks=()))
    return zlib.compress(msgspec.msgpack.encode(_plain(bare)))


def _plain(reading: Reading) -> Reading:
    """With a plain Report, whatever kind of report was read."""
    fields = {name: getattr(reading.report, name) for name in Report.__struct_fields__}
    return msgspec.structs.replace(reading, report=Report(**fields))


def _stored(connection: Connection, number: int, version: int) -> bytes | None:
    table = schema.readings
    chosen = sa.select(table.c.data).where(table.c.report == number, table.c.version == version)
    return connection.execute(chosen).scalar()


def readings(connection: Connection, numbers: Iterable[int]) -> dict[int, Reading]:
    """The current readings as proposed, by number; of reports that are kept."""
    wanted = sorted(set(numbers))
    found: dict[int, Reading] = {}
    for some in chunks(wanted):
        table, reports_ = schema.readings, schema.reports
        chosen = (
            sa.select(table.c.report, table.c.data)
            .join(reports_, (reports_.c.number == table.c.report) & (reports_.c.version == table.c.version))
            .where(table.c.report.in_(some))
        )
        held = reports(connection, some)
        for row in connection.execute(chosen):
            reading = _READING.decode(zlib.decompress(row.data))
            found[row.report] = msgspec.structs.replace(reading, report=held[row.report])
    return found


def decided(connection: Connection, numbers: Iterable[int]) -> dict[int, Reading]:
    """The current readings as the verdicts that stand have them, by number."""
    proposed = readings(connection, numbers)
    judged = _judged(connection)
    return {
        number: amending.amend(reading, verdicts.on_report(connection, number), number).reading
        if number in judged
        else reading
        for number, reading in proposed.items()
    }


def _judged(connection: Connection) -> frozenset[int]:
    return frozenset(connection.execute(sa.select(schema.verdict_targets.c.report).distinct()).scalars())


def chunks(things: Sequence[_Thing], size: int = 500) -> Iterator[Sequence[_Thing]]:
    """Things in lots, since a statement takes only so many."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
