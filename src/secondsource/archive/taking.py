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
from secondsource.reports import apart, files
from secondsource.reports.formats.making import Given, Piece
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
    columns: dict[str, str] = {}

    @property
    def given(self) -> Given:
        return Given(self.outlet, self.published, self.columns)

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
    return take(database, [_of_text(name, text, options)], options, 1)


def queue_text(database: Database, name: str, text: str, options: Options) -> Added:
    """Queue one report that is at hand as text, to be read by ``working.work_off``."""
    return queue(database, [_of_text(name, text, options)], options)


def queue_files(database: Database, held: Sequence[tuple[str, bytes]], options: Options) -> Added:
    """Queue the reports of files that are at hand as bytes, by name, to be read by ``working.work_off``."""
    named = [(files.printable(Path(Path(name).name)) or "file", data) for name, data in held]
    return queue(database, parsed_again(named, options), options)


def _of_text(name: str, text: str, options: Options) -> Item:
    try:
        report = files.Report.from_text(name, text, options.outlet, options.published)
        return Parsed(name, "text", text.encode("utf-8"), report)
    except ReportError as fault:
        return Failed(fault.thing, fault.code, fault.reason, fault.remedy, text.encode("utf-8"))


def take(database: Database, items: Iterable[Item], options: Options, jobs: int) -> Added:
    """Queue what was parsed, in batches, and read and weigh it all."""
    added = queue(database, items, options)
    for _ in working.work_off(database, jobs):
        pass
    return added


def queue(database: Database, items: Iterable[Item], options: Options) -> Added:
    """Queue what was parsed, in batches."""
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


def retry(database: Database, jobs: int, by: str) -> Added:
    """Try what is in quarantine again; what now becomes reports leaves it. Of what was not kept it says why."""
    with database.reading() as connection:
        listed = quarantine.listed(connection)
    numbers = [held.number for held in listed if held.kept]
    done = Added(failed=tuple(Failed(h.name, h.code, h.reason, h.remedy, None) for h in listed if not h.kept))
    for number in numbers:
        with database.reading() as connection:
            taken = quarantine.taken(connection, number)
        if taken is None:
            continue
        name, data, given = taken
        options = msgspec.convert({**given, "by": by}, Options)
        added = take(database, parsed_again([(name, data)], options), options, jobs)
        done = Added(done.reports + added.reports, done.present + added.present, done.failed + added.failed)
        if not added.failed:
            with database.writing() as connection:
                quarantine.drop(connection, number, "retry")
    return done


class Tip(msgspec.Struct, frozen=True):
    """A call or a message: ``who`` spoke (a description, no name where that could harm), ``to`` whom of us, ``how`` and
    ``when`` (an ISO day), and what was said."""

    who: str
    to: str
    when: str
    how: str
    said: str
    desk: str = "our desk"


def tip(database: Database, given: Tip, options: Options) -> Added:
    """Take a tip in, as a report whose source is protected."""
    named = msgspec.structs.replace(options, kind="tip", protected=True, outlet=given.desk, published=given.when)
    who = given.who.strip()
    text = f"{who[:1].upper()}{who[1:]} told {given.to} by {given.how} on {given.when}.\n\n{given.said.strip()}\n"
    return add_text(database, f"tip {given.when}", text, named)


def parsed(paths: Sequence[Path], options: Options) -> Iterator[Item]:
    """The reports of files and folders, and what could not become one. Names are paths from the folder given."""
    given = options.given
    with apart.Parser() as parser:
        for path, name in _files(paths):
            yield from _parsed(parser, Piece(name, path=os.path.abspath(path)), given)


def parsed_again(held: Sequence[tuple[str, bytes]], options: Options) -> Iterator[Item]:
    """The reports of files that are at hand as bytes, by name."""
    with apart.Parser() as parser:
        for name, data in held:
            yield from _parsed(parser, Piece(name, data), options.given)


def _parsed(parser: apart.Parser, piece: Piece, given: Given) -> Iterator[Item]:
    for item in parser.parse(piece, given):
        if isinstance(item, Parsed):
            yield item
        else:
            data = _kept(piece) if item.thing == piece.name else None
            yield Failed(item.thing, item.code, item.reason, item.remedy, data)


def _kept(piece: Piece) -> bytes | None:
    """The bytes of a file that failed, so that it can be tried again; None where there are too many, or none."""
    try:
        return piece.held()
    except (ReportError, OSError):
        return None


def _files(paths: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    for path in paths:
        if not path.is_dir():
            yield path, files.printable(Path(path.name))
            continue
        for at, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for file in (Path(at, name) for name in sorted(names) if not name.startswith(".")):
                yield file, files.printable(file.relative_to(path))
