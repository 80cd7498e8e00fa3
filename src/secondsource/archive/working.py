"""Queued reports are read by several processes and committed by one writer, some at a time."""

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

import msgspec
from sqlalchemy.engine import Connection

from secondsource.archive import audit, keeping, quarantine, schema, verdicts, weigher
from secondsource.archive.amending import corrected_report
from secondsource.archive.database import Database
from secondsource.archive.engine import engine
from secondsource.model import Reading, Report

BATCH = 64
"""Reports committed at once. Weighing a batch costs little more than weighing one report."""
_WEIGHED = 500
"""Reports weighed at once, so that memory does not grow with the archive where all of it is weighed anew."""
_LOT = 8
_ALONE = 12
"""So few reports are read here: another process takes seconds to load the model."""


class Unread(msgspec.Struct, frozen=True):
    """A report on which the reading failed, with the kind of fault."""

    report: str
    fault: str


Read = Reading | Unread


def work_off(database: Database, jobs: int, weigh_last: bool = False) -> Iterator[int]:
    """Read all that is queued, in order, and keep it; yields how many reports each commit has read.

    With ``weigh_last`` nothing is weighed before all is read. A run that was cut short is taken up where it was left.
    """
    with database.reading() as connection:
        waiting = len(keeping.in_state(connection, keeping.QUEUED))
    with _pool(min(jobs, max(1, waiting // _ALONE))) as pool:
        while numbers := _queued(database):
            with database.reading() as connection:
                reports = to_read(connection, numbers)
            read = list(_read(pool, [reports[number] for number in numbers if number in reports]))
            with database.writing() as connection:
                yield keep(connection, read)
                if not weigh_last:
                    weigh(connection)
    while _unweighed(database):
        with database.writing() as connection:
            weigh(connection)


def _unweighed(database: Database) -> bool:
    with database.reading() as connection:
        return bool(keeping.in_state(connection, keeping.READ, 1))


def _queued(database: Database) -> list[int]:
    with database.reading() as connection:
        return keeping.queued(connection, BATCH)


def rebuild(database: Database, jobs: int) -> int:
    """Read and weigh everything anew, from the reports and the verdicts alone; returns how many reports were read."""
    with database.writing() as connection:
        numbers = keeping.in_state(connection, keeping.KEPT)
        keeping.set_state(connection, numbers, keeping.QUEUED)
        audit.append(connection, [("rebuild", str(len(numbers)), "")])
    return sum(work_off(database, jobs, weigh_last=True))


def to_read(connection: Connection, numbers: Iterable[int]) -> dict[int, Report]:
    """Reports as they are to be read, by number: with what verdicts say of outlet, date and language."""
    found = keeping.reports(connection, numbers)
    for number, report in found.items():
        for verdict in verdicts.on_report(connection, number):
            if verdict.kind == "correct" and any(t.report == number and not t.item for t in verdict.targets):
                found[number] = report = corrected_report(report, verdict.value)
    return found


def keep(connection: Connection, read: Iterable[Read]) -> int:
    """Store what was read; what could not be read goes into quarantine. Returns how many reports were."""
    kept = 0
    for one in read:
        number = schema.report_number(one.report if isinstance(one, Unread) else one.report.id)
        if isinstance(one, Unread):
            quarantine.unread(connection, number, one.fault)
        else:
            kept += keeping.keep(connection, number, one, engine())
    return kept


def weigh(connection: Connection) -> int:
    """Weigh what was read, so many at most, which is then wholly in; returns how many reports that were."""
    numbers = keeping.in_state(connection, keeping.READ, _WEIGHED)
    keeping.set_state(connection, numbers, keeping.KEPT)
    if numbers:
        weigher.reweigh(connection, numbers)
    return len(numbers)


@contextmanager
def _pool(jobs: int) -> Iterator[Executor | None]:
    if jobs < 2:
        yield None
        return
    # Forking a process that has loaded the parser's threads can hang; a fresh one cannot.
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        yield pool


def _read(pool: Executor | None, reports: Sequence[Report]) -> Iterator[Read]:
    lots = [reports[start : start + _LOT] for start in range(0, len(reports), _LOT)]
    for lot in pool.map(_read_lot, lots) if pool else map(_read_lot, lots):
        yield from lot


def _read_lot(reports: Sequence[Report]) -> list[Read]:
    """Readings of some reports; where one makes the reading fail, the others are read all the same."""
    from secondsource.reading.pipeline import read_all

    try:
        return list(read_all(reports))
    except Exception as fault:  # Whatever a hostile text sets off is that text's fault, not the archive's.
        if len(reports) == 1:
            return [Unread(reports[0].id, type(fault).__name__)]
        return [read for report in reports for read in _read_lot([report])]
