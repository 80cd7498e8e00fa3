"""What lists show: reports, facts, people, places and bodies, each in a line with its address."""

from collections.abc import Sequence

import msgspec

from secondsource.archive.browsing import FactRow, ReportRow
from secondsource.archive.search import EventRow
from secondsource.archive.telling import Part
from secondsource.lexicon.phrases import phrase
from secondsource.publishing import dates
from secondsource.publishing.case import says_who, shortened
from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk

_MOST_NAMED = 4


class Ref(msgspec.Struct, frozen=True):
    """A thing by its opaque id, and what it is called."""

    id: str
    name: str


class Who(msgspec.Struct, frozen=True):
    """Someone who takes part in a fact: ``id`` the person over reports, ``role`` actor or recipient; ``guessed`` where
    the report's words for the fact leave the role open."""

    id: str
    name: str
    role: str
    named: bool
    guessed: bool = False


class ReportLine(msgspec.Struct, frozen=True):
    """A report in a list. A protected one has no title for who may not see it. ``published``: ISO, as far as known."""

    id: str
    title: str
    outlet: str
    published: str | None
    language: str
    kind: str
    state: str
    protected: bool
    added_at: str
    added_by: str


class FactLine(msgspec.Struct, frozen=True):
    """A fact in a list. ``label`` names it, ``time`` is EDTF, ``when`` the same in words, ``lines``: ``2``, ``1–3``.

    ``members`` are its events (``r0000012:e3``).
    """

    id: str
    act: str
    label: str
    grade: str
    status: str
    lines: str
    lines_min: int
    lines_max: int
    reports: int
    who: tuple[Who, ...]
    place: Ref | None
    time: str | None
    when: str
    members: tuple[str, ...]


def report_line(desk: Desk, row: ReportRow) -> ReportLine:
    """A report's row as a list shows it."""
    seen = desk.sees(row.protected)
    return ReportLine(
        id=row.id,
        title=clean(row.title or row.name) if seen else "",
        outlet=clean(row.outlet or "") if seen else "",
        published=row.published if seen else None,
        language=row.language,
        kind=row.kind,
        state=row.state,
        protected=row.protected,
        added_at=row.added_at,
        added_by=row.added_by,
    )


def place_ref(desk: Desk, name: str | None) -> Ref | None:
    """A place with its address."""
    return Ref(desk.sealer.seal("place", name), clean(name)) if name else None


def body_ref(desk: Desk, name: str | None) -> Ref | None:
    """A body with its address."""
    return Ref(desk.sealer.seal("body", name), clean(name)) if name else None


def fact_lines(desk: Desk, rows: Sequence[FactRow]) -> tuple[FactLine, ...]:
    """Facts as lists show them, in the order given; what protected reports alone tell is left out where it must be."""
    told = desk.archive.tellings([row.id for row in rows], desk.open_only)
    parts = desk.archive.parts(f"{event.report}:{event.event}" for row in rows for event in told.get(row.id, ())[:8])
    return tuple(_fact_line(desk, row, told[row.id], parts) for row in rows if row.id in told)


def _fact_line(desk: Desk, row: FactRow, told: Sequence[EventRow], parts: dict[str, tuple[Part, ...]]) -> FactLine:
    who = _who([part for event in told for part in parts.get(f"{event.report}:{event.event}", ())])
    time = min((event.time for event in told if event.time), key=_width, default=None)
    place = next((event.place for event in told if event.place), None)
    low, high = row.lines_min, row.lines_max
    return FactLine(
        id=row.id,
        act=row.act,
        label=label(row.act, who),
        grade=row.grade,
        status=next((event.status for event in told), "asserted"),
        lines=str(low) if low == high else f"{low}–{high}",
        lines_min=low,
        lines_max=high,
        reports=row.reports,
        who=who[:_MOST_NAMED],
        place=place_ref(desk, place),
        time=time,
        when=dates.words(time),
        members=tuple(f"{event.report}:{event.event}" for event in told),
    )


def label(act: str, who: Sequence[Who]) -> str:
    """A fact by name: ``arrest of Ri Myong Su``."""
    entry = phrase(act)
    other = "recipient" if entry.about == "actor" else "actor"
    for role, joined in ((entry.about, entry.of), (other, "by" if entry.about == "recipient" else entry.of)):
        named = [one.name for one in who if one.role == role]
        if named:
            more = f" and {len(named) - 1} more" if len(named) > 1 else ""
            return f"{entry.noun} {joined} {named[0]}{more}"
    return entry.noun


def _who(parts: Sequence[Part]) -> tuple[Who, ...]:
    found: dict[tuple[str, str], Who] = {}
    for part in sorted(parts, key=lambda one: one.name is None):
        words = clean(part.name or part.words)
        if says_who(words):
            found.setdefault(
                (part.identity, part.role), Who(part.identity, shortened(words), part.role, bool(part.name))
            )
    return tuple(found.values())


def _width(edtf: str) -> tuple[int, str]:
    days = dates.bounds(edtf)
    return ((days[1] - days[0]).days if days else 10**7), edtf
