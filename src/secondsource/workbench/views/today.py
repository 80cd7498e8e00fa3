"""Today: what is new, what changed about what is watched, what a second source now says of an old fact, what is
contested, what waits for a decision."""

import msgspec

from secondsource.archive.search import Query
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import rows, watched
from secondsource.workbench.views.rows import FactLine, ReportLine
from secondsource.workbench.views.watched import Watched

WAITING = ("contested", "unclear", "corroborated", "acknowledged")
"""Grades that a person should look at before anybody relies on them, in the order in which they are brought up."""


class Held(msgspec.Struct, frozen=True):
    """A file that could not be taken in, and why. For those who may decide."""

    number: int
    name: str
    reason: str
    remedy: str


class Today(msgspec.Struct, frozen=True):
    """The first page. ``counts``: how much there is, by name (``reports kept``, ``facts contested``, ``people``)."""

    new: tuple[ReportLine, ...]
    seconded: tuple[FactLine, ...]
    contested: tuple[FactLine, ...]
    waiting: tuple[FactLine, ...]
    watched: Watched
    conflicts: int
    queued: int
    quarantined: tuple[Held, ...]
    counts: dict[str, int]

    @property
    def empty(self) -> bool:
        return not self.new


class Progress(msgspec.Struct, frozen=True):
    """How far the taking in of reports has come."""

    queued: int
    kept: int


def today(desk: Desk, most: int = 8) -> Today:
    """What changed and what waits."""
    archive = desk.archive
    counts = desk.kept("counts", archive.counts)
    seconded, contested = archive.seconded(most, desk.open_only), archive.facts(_contested(desk, most))
    waiting = archive.waiting(WAITING, most, 0, desk.open_only)
    lines = {
        line.id: line
        for line in rows.fact_lines(desk, list({row.id: row for row in (*seconded, *contested, *waiting)}.values()))
    }
    held = archive.quarantined() if desk.viewer.may_decide else ()
    return Today(
        new=tuple(rows.report_line(desk, row) for row in archive.latest(most)),
        seconded=tuple(lines[row.id] for row in seconded if row.id in lines),
        contested=tuple(lines[row.id] for row in contested if row.id in lines),
        waiting=tuple(lines[row.id] for row in waiting if row.id in lines),
        watched=watched.watched(desk) if desk.viewer.may_decide else Watched(),
        conflicts=len(archive.conflicts()),
        queued=counts.get("reports queued", 0),
        quarantined=tuple(Held(one.number, one.name, one.reason, one.remedy) for one in held[:20]),
        counts=counts,
    )


def _contested(desk: Desk, most: int) -> Query:
    return Query(grade=("contested",), limit=most, open_only=desk.open_only)


def progress(desk: Desk) -> Progress:
    """How many reports are in, and how many wait to be read."""
    counts = desk.archive.counts()
    return Progress(counts.get("reports queued", 0), counts.get("reports kept", 0))
