"""The case dossier: a document for readers, with notes to sources as the profile describes them, method and grades."""

import base64
import hashlib
from collections.abc import Iterator
from importlib import resources

import msgspec

from secondsource.lexicon.profiles import profiles
from secondsource.publishing import dates
from secondsource.publishing.casefile import WORDS, environment
from secondsource.publishing.casefile_parts import GRADES
from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Claim, Fact, Release, Report


class Note(msgspec.Struct, frozen=True):
    """A note: who says so, where, and in what words as far as they leave."""

    said_by: str
    origin: str
    status: str
    quote: str | None


class Entry(msgspec.Struct, frozen=True):
    """A fact with its circumstances in words and the numbers of its notes."""

    fact: Fact
    circumstances: str
    lines: str
    notes: tuple[int, ...]


def render(release: Release) -> str:
    """The dossier as one HTML document without scripts, links to elsewhere, or anything of who made it where."""
    reports = {report.id: report for report in release.reports}
    notes: list[Note] = []
    entries = [_entry(fact, reports, notes) for fact in sorted(release.facts, key=_order)]
    style = (resources.files("secondsource.publishing") / "templates" / "dossier.css").read_text("utf-8")
    known = profiles().get(release.profile)
    return (
        environment()
        .get_template("dossier.html")
        .render(
            release=release,
            means=known.means if known else "",
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            grades=[WORDS[grade] for grade in GRADES],
            by_grade={grade: [e for e in entries if e.fact.grade == grade] for grade in GRADES},
            notes=notes,
        )
    )


def _order(fact: Fact) -> tuple[int, str, str]:
    """Facts stand in the order of the grades, and of time within a grade."""
    return GRADES.index(fact.grade), fact.time or "~", fact.id


def _entry(fact: Fact, reports: dict[str, Report], notes: list[Note]) -> Entry:
    first = len(notes) + 1
    notes += [_note(claim, reports.get(claim.report or "")) for claim in fact.claims]
    parts = (
        fact.place.name if fact.place else "place unknown",
        dates.words(fact.time) or "time unknown",
        f"reports differ on {', '.join(fact.differs)}" if fact.differs else "",
    )
    lines = str(fact.lines_min) if fact.lines_min == fact.lines_max else f"{fact.lines_min} to {fact.lines_max}"
    plural = "line" if lines == "1" else "lines"
    return Entry(
        fact, " · ".join(filter(None, parts)), f"{lines} {plural} of information", tuple(range(first, len(notes) + 1))
    )


def _note(claim: Claim, report: Report | None) -> Note:
    origin = ", ".join(filter(None, (report.outlet, dates.words(report.published)))) if report else ""
    status = "" if claim.status == "asserted" else claim.status
    said_by = claim.said_by[:1].upper() + claim.said_by[1:]
    return Note(said_by, origin, status, claim.quote)


def _files(release: Release) -> Iterator[File]:
    yield File("dossier.html", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    yield render(release).encode("utf-8")


FORMAT = Format("dossier", "a document for readers (HTML)", _files)
