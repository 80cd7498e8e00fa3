"""Files become reports of the archive: found, parsed, queued in batches, then read and weighed."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from secondsource.archive import keeping, quarantine, schema, working
from secondsource.archive.database import Database
from secondsource.archive.keeping import Terms
from secondsource.archive.quarantine import Failed
from secondsource.errors import ReportError
from secondsource.reports import files
from secondsource.reports.original import Parsed

_BATCH = 50
Item = Parsed | Failed


class Options(msgspec.Struct, frozen=True):
    """How reports are added. ``outlet`` and ``published`` hold where a report has none."""

    by: str
    outlet: str | None = None
    published: str | None = None
    kind: str = "report"
    protected: bool = False
    retain_until: str | None = None

    @property
    def terms(self) -> Terms:
        return Terms(self.by, self.kind, self.protected, self.retain_until)

    @property
    def plain(self) -> dict[str, Any]:
        """What is kept with a file in quarantine, to try it again alike."""
        return {name: value for name, value in msgspec.structs.asdict(self).items() if name != "by"}


class Added(msgspec.Struct, frozen=True):
    """What came of adding: ids of new reports (read and weighed), how many were there before, what failed and why."""

    reports: tuple[str, ...] = ()
    present: int = 0
    failed: tuple[Failed, ...] = ()


def add(database: Database, paths: Sequence[Path], options: Options, jobs: int) -> Added:
    """Take all that is at ``paths`` in."""
    return take(database, parsed(paths, options), options, jobs)


def add_text(database: Database, name: str, text: str, options: Options) -> Added:
    """Take one report in that is at hand as text."""
    try:
        report = files.Report.from_text(name, text, options.outlet, options.published)
        item: Item = Parsed(name, "text", text.encode("utf-8"), report)
    except ReportError as fault:
        item = Failed(fault.thing, fault.code, fault.reason, fault.remedy, text.encode("utf-8"))
    return take(database, [item], options, 1)


def take(database: Database, items: Iterable[Item], options: Options, jobs: int) -> Added:
    """Queue what was parsed, in batches, and read and weigh it all."""
    numbers: list[int] = []
    failed: list[Failed] = []
    present = 0
    for batch in _batches(items):
        with database.writing() as connection:
            for item in batch:
                if isinstance(item, Failed):
                    quarantine.put(connection, item, options.plain)
                    failed.append(msgspec.structs.replace(item, data=None))
                elif (number := keeping.queue(connection, item, options.terms)) is None:
                    present += 1
                else:
                    numbers.append(number)
    for _ in working.work_off(database, jobs):
        pass
    return Added(tuple(schema.report_id(number) for number in numbers), present, tuple(failed))


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def parsed(paths: Sequence[Path], options: Options) -> Iterator[Item]:
    """The reports of files and folders, and what could not become one. Names are paths from the folder given."""
    for path, name in _files(paths):
        try:
            data = path.read_bytes()
            report = files.Report.from_file(path, options.outlet, options.published)
            yield Parsed(name, "text", data, report)
        except ReportError as fault:
            yield Failed(name, fault.code, fault.reason, fault.remedy)
        except OSError as fault:
            reason = (fault.strerror or "it cannot be read").lower()
            yield Failed(name, "report", reason, "Check the path and the disk.")


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, files.printable(Path(path.name))
            continue
        for at, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for file in (Path(at, name) for name in sorted(names) if not name.startswith(".")):
                yield file, files.printable(file.relative_to(path))
