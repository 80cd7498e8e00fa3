"""The archive as everyone else sees it: opened, added to, searched, looked through, decided on."""

import getpass
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from secondsource.archive import (
    audit,
    backup,
    browsing,
    database,
    deciding,
    doctor,
    documents,
    facets,
    forgetting,
    keeping,
    quarantine,
    schema,
    search,
    taking,
    telling,
    verdicts,
    verifying,
    versions,
    working,
)
from secondsource.archive.amending import Conflict
from secondsource.archive.audit import Head
from secondsource.archive.browsing import FactRow, Holding, Identity, PersonRow, ReportRow, SourceRow
from secondsource.archive.database import Database, Where
from secondsource.archive.doctor import Check
from secondsource.archive.forgetting import Forgotten
from secondsource.archive.ruling import Fact
from secondsource.archive.search import EventRow, Found, Query
from secondsource.archive.taking import Added, Options, Tip
from secondsource.archive.telling import Part
from secondsource.archive.verdicts import Target, Verdict, Wanted
from secondsource.archive.verifying import Verified
from secondsource.errors import ArchiveError
from secondsource.model import Reading, Report, RestsOn, Weighing


class Archive:
    """Reports, readings, weighings and verdicts, kept. Use it in a ``with`` block, or call ``close()``.

    Every method raises ArchiveError, which has a code, a reason and a remedy. Reports are known by ids such as
    ``r0000012``, what is in them as ``r0000012:e3`` (an event), ``:p2`` (a person), ``:s1`` (a source). One object may
    be used by several threads.
    """

    def __init__(self, opened: Database, by: str | None = None) -> None:
        self._database = opened
        self.by = by or _user()

    # --- opening ---------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, where: str | Path, passphrase: str | None, by: str | None = None) -> Self:
        """A new archive: an encrypted file, or a plain one where ``passphrase`` is None, or tables in PostgreSQL."""
        place = Where.parse(where)
        if database.exists(place):
            raise ArchiveError(place.shown, "there is a file already", "Give another path, or open it.", "exists")
        opened = database.connect(place, passphrase)
        with opened.writing() as connection:
            if versions.current(connection):
                raise ArchiveError(place.shown, "there is an archive already", "Open it.", "exists")
            versions.upgrade(connection)
            audit.begin(connection, secrets.token_hex(8))
        return cls(opened, by)

    @classmethod
    def open(cls, where: str | Path, passphrase: str | None = None, by: str | None = None) -> Self:
        """An archive that is there, brought to this program's form of the tables. Refuses one of a newer program."""
        place = Where.parse(where)
        if place.kind == "sqlite" and not database.exists(place):
            raise ArchiveError(place.shown, "there is no archive", "Make one with secondsource init.", "missing")
        opened = database.connect(place, passphrase)
        with opened.reading() as connection:
            form = versions.current(connection)
        if form is None:
            raise ArchiveError(place.shown, "it holds no archive", "Make one with secondsource init.", "missing")
        if not versions.known(form):
            raise ArchiveError(place.shown, "a newer program wrote it", "Upgrade Second Source.", "newer")
        if form != versions.newest():
            with opened.writing() as connection:
                versions.upgrade(connection)
                audit.append(connection, [("migrate", versions.newest(), "")])
                while working.weigh(connection):
                    pass
        return cls(opened, by)

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    @property
    def database(self) -> Database:
        """The database under it, for the rest of this room."""
        return self._database

    @property
    def encrypted(self) -> bool:
        """Whether its file can be read without the passphrase."""
        return self._database.encrypted

    # --- adding ----------------------------------------------------------------------------------------------------

    def add(self, paths: Sequence[Path], options: Options | None = None, jobs: int = 1) -> Added:
        """Take files and folders in, read and weigh them. What was added before stays as it is."""
        return taking.add(self._database, paths, options or Options(by=self.by), jobs)

    def add_text(self, name: str, text: str, options: Options | None = None) -> Added:
        """Take one report in that is at hand as text, front matter included where it has one."""
        return taking.add_text(self._database, name, text, options or Options(by=self.by))

    def queue_text(self, name: str, text: str, options: Options | None = None) -> Added:
        """Queue one report that is at hand as text; ``work_off`` reads it."""
        return taking.queue_text(self._database, name, text, options or Options(by=self.by))

    def queue_files(self, held: Sequence[tuple[str, bytes]], options: Options | None = None) -> Added:
        """Queue the reports of files of any known format that are at hand as bytes; ``work_off`` reads them."""
        return taking.queue_files(self._database, held, options or Options(by=self.by))

    def work_off(self, jobs: int = 1) -> int:
        """Read and weigh what is queued, after a run that was cut short; returns how many reports it kept."""
        return sum(working.work_off(self._database, jobs))

    def rebuild(self, jobs: int = 1) -> int:
        """Read and weigh everything anew with this version of the program; verdicts hold. Returns how many reports."""
        return working.rebuild(self._database, jobs)

    def retry(self, jobs: int = 1) -> Added:
        """Try what is in quarantine again, after an upgrade say."""
        return taking.retry(self._database, jobs, self.by)

    def tip(self, given: Tip, retain_until: str | None = None) -> Added:
        """Record a call or a message as a report whose source is protected."""
        return taking.tip(self._database, given, Options(by=self.by, retain_until=retain_until))

    def quarantined(self) -> tuple[quarantine.Held, ...]:
        """What could not be taken in, and why."""
        with self._database.reading() as connection:
            return quarantine.listed(connection)

    # --- looking ---------------------------------------------------------------------------------------------------

    def search(self, query: Query) -> Found:
        """Reports whose words and events fit a query, the newest first."""
        with self._database.reading() as connection:
            return search.search(connection, query)

    def reports(self, state: str | None = None, limit: int = 50, offset: int = 0) -> tuple[ReportRow, ...]:
        """Reports, the newest publication first; ``state``: queued or kept."""
        with self._database.reading() as connection:
            return browsing.reports(connection, state, limit, offset)

    def report(self, id: str) -> ReportRow | None:
        """What is known of one report."""
        with self._database.reading() as connection:
            return browsing.report(connection, _number(id))

    def original(self, id: str) -> bytes | None:
        """The bytes that a report was made from."""
        with self._database.reading() as connection:
            return keeping.original(connection, _number(id))

    def text(self, id: str) -> Report | None:
        """A report with its text, as it was added."""
        with self._database.reading() as connection:
            return keeping.reports(connection, [_number(id)]).get(_number(id))

    def reading(self, id: str, proposed: bool = False) -> Reading | None:
        """A report's reading as the verdicts have it, or as the program proposed it; None where it was not read."""
        return self.readings([id], proposed).get(id)

    def readings(self, ids: Iterable[str], proposed: bool = False) -> dict[str, Reading]:
        """Readings by report."""
        wanted = [_number(id) for id in ids]
        with self._database.reading() as connection:
            read = (keeping.readings if proposed else keeping.decided)(connection, wanted)
        return {schema.report_id(number): reading for number, reading in read.items()}

    def fact(self, id: str) -> Fact | None:
        """The weighed event, as decided, that an event of a report belongs to."""
        with self._database.reading() as connection:
            return browsing.fact(connection, _member(id))

    def facts(self, query: Query | None = None) -> tuple[FactRow, ...]:
        """Weighed events that fit, those of the newest reports first."""
        with self._database.reading() as connection:
            return browsing.facts(connection, query or Query())

    def person(self, id: str) -> Identity | None:
        """The person over all reports that a person of a report is."""
        with self._database.reading() as connection:
            return browsing.person(connection, _member(id))

    def people(
        self, name: str = "", limit: int = 50, offset: int = 0, open_only: bool = False
    ) -> tuple[PersonRow, ...]:
        """People over reports, those of most reports first; with ``name``, those who may bear it in any spelling."""
        with self._database.reading() as connection:
            return browsing.people(connection, name, limit, offset, open_only)

    def bodies(self, limit: int = 50, offset: int = 0, open_only: bool = False) -> tuple[tuple[str, int], ...]:
        """Bodies with the number of reports that tell of somebody's post there."""
        with self._database.reading() as connection:
            return browsing.bodies(connection, limit, offset, open_only)

    def holders(self, body: str, open_only: bool = False, most: int = 100_000) -> tuple[Holding, ...]:
        """Who is told to hold, or to have held, a post at a body."""
        with self._database.reading() as connection:
            return browsing.holders(connection, body, open_only, most)

    def places(self, limit: int = 50, offset: int = 0, open_only: bool = False) -> tuple[tuple[str, int], ...]:
        """Places with the number of events there."""
        with self._database.reading() as connection:
            return browsing.places(connection, limit, offset, open_only)

    def sources(
        self, place: str = "", limit: int = 50, offset: int = 0, open_only: bool = False
    ) -> tuple[SourceRow, ...]:
        """Sources as described in reports."""
        with self._database.reading() as connection:
            return browsing.sources(connection, place, limit, offset, open_only)

    def rests(self, id: str) -> tuple[RestsOn, ...]:
        """Whom a report rests on, and who rests on it."""
        with self._database.reading() as connection:
            return browsing.rests(connection, _number(id))

    def fact_rows(self, ids: Sequence[str]) -> tuple[FactRow, ...]:
        """Weighed events by id, in the order given; those that are no more are left out."""
        with self._database.reading() as connection:
            return telling.rows(connection, ids)

    def tellings(self, facts: Sequence[str], open_only: bool = False) -> dict[str, tuple[EventRow, ...]]:
        """The events that tell of each of some facts, the newest report first."""
        with self._database.reading() as connection:
            return telling.tellings(connection, facts, open_only)

    def protected(self, reports: Iterable[str]) -> frozenset[str]:
        """Which of some reports are protected: for keepers of sources alone."""
        with self._database.reading() as connection:
            return telling.protected(connection, map(_number, reports))

    def names(self, people: Sequence[str], open_only: bool = False) -> dict[str, str]:
        """The fullest name of each of some people over reports (their ids), or how a report speaks of them."""
        with self._database.reading() as connection:
            return telling.names(connection, people, open_only)

    def parts(self, events: Iterable[str]) -> dict[str, tuple[Part, ...]]:
        """Who takes part in each of some events."""
        with self._database.reading() as connection:
            return telling.parts(connection, events)

    def events(self, report: str) -> tuple[EventRow, ...]:
        """The events of a report with the fact and grade of each, in order of the text."""
        with self._database.reading() as connection:
            return telling.of_report(connection, _number(report))

    def identities(self, reports: Iterable[str]) -> dict[str, str]:
        """The person over reports of every person in some reports, by id."""
        with self._database.reading() as connection:
            return telling.identities(connection, map(_number, reports))

    def latest(self, limit: int = 10) -> tuple[ReportRow, ...]:
        """The reports that were added last."""
        with self._database.reading() as connection:
            return telling.latest(connection, limit)

    def seconded(self, limit: int = 10, open_only: bool = False) -> tuple[FactRow, ...]:
        """Facts told by several reports on more than one line, those of the newest reports first."""
        with self._database.reading() as connection:
            return telling.seconded(connection, limit, open_only)

    def waiting(
        self, grades: Sequence[str], limit: int = 20, offset: int = 0, open_only: bool = False
    ) -> tuple[FactRow, ...]:
        """Facts that nobody decided on yet, of each grade in turn."""
        with self._database.reading() as connection:
            return telling.waiting(connection, grades, (limit, offset), open_only)

    def labelled(self, kind: str, label: str, limit: int = 60, open_only: bool = False) -> tuple[FactRow, ...]:
        """Facts at a ``place`` or about a ``body`` (``kind``), among those of the reports added last."""
        with self._database.reading() as connection:
            return telling.labelled(connection, kind, label, limit, open_only)

    def mark(self) -> int:
        """A number that is another after every change of the archive."""
        with self._database.reading() as connection:
            return telling.mark(connection)

    def people_rows(self, ids: Sequence[str]) -> tuple[PersonRow, ...]:
        """People over reports by id, in the order given."""
        with self._database.reading() as connection:
            return telling.people(connection, ids)

    def facets(self, query: Query, found: Found) -> tuple[tuple[str, str, int], ...]:
        """What a search can be narrowed by: field, value, how often it is met in the newest hits."""
        with self._database.reading() as connection:
            return facets.facets(connection, query, found.newest)

    def last_verdicts(self, limit: int = 20) -> tuple[Verdict, ...]:
        """The last decisions, in order."""
        with self._database.reading() as connection:
            return telling.last_verdicts(connection, limit)

    def weighing(self) -> Weighing:
        """All facts, identities and who rests on whom, as decided; large where the archive is."""
        with self._database.reading() as connection:
            return browsing.weighing(connection)

    def counts(self) -> dict[str, int]:
        """How much there is of everything."""
        with self._database.reading() as connection:
            return browsing.counts(connection)

    # --- deciding --------------------------------------------------------------------------------------------------

    def decide(self, wanted: Wanted, by: str | None = None) -> int:
        """Record a decision and let it take effect; returns its number. It can be undone by ``undo``."""
        with self._database.writing() as connection:
            return deciding.decide(connection, wanted, by or self.by)

    def undo(self, number: int, reason: str = "", by: str | None = None) -> int:
        """Take a decision back (or an undoing of one); returns the number of this decision."""
        return self.decide(Wanted("undo", value={"undoes": number}, reason=reason), by)

    def verdicts(self, report: str | None = None) -> tuple[Verdict, ...]:
        """All decisions in order, undone ones included; with ``report``, those on it or on anything in it."""
        with self._database.reading() as connection:
            numbers = None if report is None else verdicts.numbers_on(connection, _number(report))
            return verdicts.load(connection, numbers)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Decisions that the current readings do not bear out. They hold; somebody should look again."""
        with self._database.reading() as connection:
            return deciding.conflicts(connection)

    # --- keeping it well -------------------------------------------------------------------------------------------

    def verify(self, trusted: Head | None = None) -> Verified:
        """Check the audit chain against its signed head (and one kept elsewhere), and everything against the chain."""
        with self._database.reading() as connection:
            return verifying.verify(connection, trusted)

    def forget(self, ids: Sequence[str]) -> Forgotten:
        """Remove reports, sources or people everywhere; the chain keeps proof that it was done."""
        return forgetting.forget(self._database, ids)

    def forget_expired(self) -> Forgotten:
        """Remove the reports whose time has run out."""
        return forgetting.forget_expired(self._database)

    def backup(self, target: Path, passphrase: str) -> Head:
        """Write an encrypted backup while the archive is in use; returns the signed head that it holds."""
        return backup.save(self._database, target, passphrase)

    @staticmethod
    def restore(saved: Path, where: str | Path, passphrase: str, new_passphrase: str | None) -> Head:
        """Make an archive from a backup, verified; ``new_passphrase`` encrypts it (None: plain, or PostgreSQL)."""
        return backup.restore(saved, Where.parse(where), passphrase, new_passphrase)

    def examine(self) -> tuple[Check, ...]:
        """Everything that can be checked, as ``secondsource doctor`` does."""
        return tuple(doctor.examine(self._database))

    # --- what others keep here -------------------------------------------------------------------------------------

    def put(self, kind: str, id: str, value: Any, by: str | None = None) -> None:
        """Keep a value (of plain types) under a kind and an id, instead of what was there: a case, a draft, a watch."""
        with self._database.writing() as connection:
            documents.put(connection, kind, id, value, by or self.by)

    def get(self, kind: str, id: str) -> Any:
        """What is kept under a kind and an id; None where there is nothing."""
        with self._database.reading() as connection:
            return documents.get(connection, kind, id)

    def listed(self, kind: str) -> dict[str, Any]:
        """All that is kept under a kind, by id in order."""
        with self._database.reading() as connection:
            return documents.listed(connection, kind)

    def drop(self, kind: str, id: str) -> None:
        """Keep nothing under a kind and an id any more."""
        with self._database.writing() as connection:
            documents.drop(connection, kind, id)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _number(id: str) -> int:
    return Target.parse(id.partition(":")[0]).report


def _member(id: str) -> str:
    if not Target.parse(id).item:
        raise ArchiveError("the id", "it names a report, not a thing in it", "Write it as r0000012:e3.", "target")
    return id
