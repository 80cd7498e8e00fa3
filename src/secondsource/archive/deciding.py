"""A decision is recorded and takes effect in one transaction: on readings, and on what was weighed of them."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import amending, anchors, keeping, schema, verdicts, weigher
from secondsource.archive.amending import Conflict
from secondsource.archive.engine import engine
from secondsource.archive.verdicts import Target, Wanted
from secondsource.errors import ArchiveError
from secondsource.model import Reading

_ON_READINGS = ("accept", "correct", "reject")
_ON_EVENTS = ("grade",)
_ON_SOURCES = ("same_source", "reliability")


def decide(connection: Connection, wanted: Wanted, by: str) -> int:
    """Record a decision, and bring all that follows from it up to date. Returns its number. Raises ArchiveError."""
    verdicts.check(wanted)
    targets = [_judged(connection, wanted, Target.parse(target)) for target in wanted.targets]
    if wanted.kind == "undo":
        affected = _taken_back(connection, wanted.value["undoes"])
    else:
        affected = targets
        wanted = _lasting(connection, wanted, targets)
    number = verdicts.append(connection, wanted, targets, by)
    _take_effect(connection, affected)
    return number


def _judged(connection: Connection, wanted: Wanted, target: Target) -> Target:
    """The target with what it is now. Raises ArchiveError where there is no such thing."""
    table = schema.reports
    row = connection.execute(sa.select(table.c.version, table.c.state).where(table.c.number == target.report)).first()
    reading = keeping.decided(connection, [target.report]).get(target.report) if row else None
    if row is None or reading is None:
        raise _missing(target, "there is no such report, or it was not read yet")
    anchor = anchors.of(reading, target.item)
    if anchor is None:
        raise _missing(target, "there is no such thing in the report's reading")
    if (wanted.kind in _ON_EVENTS and not anchor.event) or (wanted.kind in _ON_SOURCES and not anchor.source):
        raise _missing(target, f"a verdict {wanted.kind} is not on such a thing")
    if wanted.kind in ("merge", "split") and not (anchor.event or anchor.person):
        raise _missing(target, f"a verdict {wanted.kind} is on events or on people")
    if wanted.kind == "correct":
        amending.check(wanted.value)
        amending.corrected(reading, target.item, wanted.value)
    return msgspec.structs.replace(target, version=row.version, anchor=anchor)


def _missing(target: Target, reason: str) -> ArchiveError:
    return ArchiveError(target.id, reason, "Look at the report's reading for the ids in it.", "target")


def _lasting(connection: Connection, wanted: Wanted, targets: Sequence[Target]) -> Wanted:
    if wanted.kind != "correct" or not targets:
        return wanted
    reading = keeping.decided(connection, [targets[0].report])[targets[0].report]
    return msgspec.structs.replace(wanted, value=amending.lasting(reading, wanted.value))


def _taken_back(connection: Connection, number: int) -> list[Target]:
    """The targets of the verdict that an undo is on, followed through undoings of undoings. Raises ArchiveError."""
    found = verdicts.load(connection, [number])
    if not found:
        raise ArchiveError(
            f"verdict {number}", "there is none of this number", "See secondsource verdict list.", "verdict"
        )
    if found[0].undone:
        raise ArchiveError(f"verdict {number}", "it is undone already", "Undo the undoing to have it back.", "verdict")
    return list(found[0].targets) if found[0].undoes is None else _deeper(connection, found[0].undoes)


def _deeper(connection: Connection, number: int) -> list[Target]:
    found = verdicts.load(connection, [number])[0]
    return list(found.targets) if found.undoes is None else _deeper(connection, found.undoes)


def _take_effect(connection: Connection, targets: Sequence[Target]) -> None:
    reports = sorted({target.report for target in targets})
    if not reports:
        return
    for number in reports:
        if any(target.report == number and not target.item for target in targets):
            _read_again(connection, number)
        else:
            keeping.decide(connection, number)
    weigher.reweigh(connection, reports)


def _read_again(connection: Connection, number: int) -> None:
    """What is known of a report may have changed: its date perhaps, on which its times hang."""
    from secondsource.archive.working import to_read
    from secondsource.reading.pipeline import read

    report = to_read(connection, [number])[number]
    current = keeping.readings(connection, [number])[number]
    as_read = connection.execute(sa.select(schema.reports.c.version).where(schema.reports.c.number == number)).scalar()
    if as_read and _known(current) == _known_of(report):
        keeping.decide(connection, number)
        return
    keeping.keep(connection, number, read(report), engine())
    keeping.set_state(connection, [number], keeping.KEPT)


def _known(reading: Reading) -> tuple[str | None, ...]:
    return _known_of(reading.report)


def _known_of(report: object) -> tuple[str | None, ...]:
    return tuple(getattr(report, name) for name in ("outlet", "published", "language"))


def conflicts(connection: Connection) -> tuple[Conflict, ...]:
    """Verdicts that stand and that the current readings do not bear out, in order."""
    table, reports = schema.verdict_targets, schema.reports
    judged = (
        sa.select(table.c.report)
        .join(reports, reports.c.number == table.c.report)
        .where(table.c.version != reports.c.version)
        .distinct()
    )
    found: list[Conflict] = []
    numbers = list(connection.execute(judged).scalars())
    for number, reading in keeping.readings(connection, numbers).items():
        found += amending.amend(reading, verdicts.on_report(connection, number), number).conflicts
    return tuple(sorted(set(found), key=lambda one: (one.verdict, one.target)))
