"""The case file: one self-contained HTML page of what was read and weighed. No script, no network, prints well."""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import jinja2
import msgspec

from secondsource.model import Grade, Reading, Weighing
from secondsource.publishing import arcs, casefile_parts, dates, timeline
from secondsource.publishing.case import Case
from secondsource.publishing.casefile_parts import GRADES, Fact
from secondsource.publishing.passages import shown

MOST_UNDATED = 60
"""How many events without a date are listed by the timeline; all of them stand among the facts."""


MANY = 40
"""From so many facts of one source on, a list of years leads into them."""


class GradeWords(msgspec.Struct, frozen=True):
    """A grade as the page names and explains it."""

    id: Grade
    name: str
    means: str


WORDS = {
    "corroborated": GradeWords(
        "corroborated", "Corroborated", "Two or more lines of information known to be separate tell of it and agree."
    ),
    "acknowledged": GradeWords("acknowledged", "Acknowledged", "The body responsible for it states it itself."),
    "contested": GradeWords(
        "contested", "Contested", "Lines contradict each other on whether it happened, to whom, or what was done."
    ),
    "refuted": GradeWords(
        "refuted",
        "Refuted",
        "A finding, a correction or proof says that it did not happen, and no line maintains it since.",
    ),
    "unclear": GradeWords(
        "unclear", "Unclear", "Several sources tell of it; whether they are separate lines cannot be told."
    ),
    "copied": GradeWords("copied", "Copied", "Several reports tell of it, and all go back to one line."),
    "one_source": GradeWords("one_source", "One source", "One source in one report tells of it; nothing backs it yet."),
}


def render(weighing: Weighing, readings: Sequence[Reading]) -> str:
    """The case file of ``readings`` weighed together, as one HTML document.

    The same input gives the same document, to the byte. Whatever comes from a report is escaped, and the page allows
    no script, no style but its own, and no connection.
    """
    case = Case(weighing, readings)
    facts = casefile_parts.facts(case)
    reports = casefile_parts.reports(case, facts)
    dated = [fact for fact in facts if dates.bounds(fact.gist.time)]
    undated = [fact for fact in facts if not dates.bounds(fact.gist.time)]
    style = _style()
    return (
        environment()
        .get_template("casefile.html")
        .render(
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            grades=[WORDS[grade] for grade in GRADES],
            grade_words=WORDS,
            by_grade={grade: [fact for fact in facts if fact.grade == grade] for grade in GRADES},
            facts=facts,
            years=_years([fact for fact in facts if fact.grade == "one_source"]),
            people=casefile_parts.people(case, facts),
            reports=reports,
            timeline=timeline.draw(
                _entries(dated), [(n, r.report.published or "") for n, r in enumerate(case.readings, 1)]
            ),
            undated=undated[:MOST_UNDATED],
            more_undated=max(len(undated) - MOST_UNDATED, 0),
            arcs=arcs.draw(reports),
        )
    )


def _years(facts: Sequence[Fact]) -> list[tuple[str, str, int]]:
    """Year, anchor of its first fact, and number of facts, of facts in order of time; empty where they are few."""
    if len(facts) < MANY:
        return []
    found: dict[str, list[str]] = {}
    for fact in facts:
        days = dates.bounds(fact.gist.time)
        found.setdefault(str(days[0].year) if days else "no date, or no year", []).append(fact.anchor)
    return [(year, anchors[0], len(anchors)) for year, anchors in found.items()]


def _entries(dated: Sequence[Fact]) -> list[timeline.Entry]:
    """The dated facts for the timeline, the weightier first; a habit or a plan gives way to what happened."""
    ordered = sorted(dated, key=lambda fact: fact.gist.status in ("general", "planned"))
    return [timeline.Entry(f.anchor, f.short, f.grade, f.gist.time or "") for f in ordered]


@cache
def environment() -> jinja2.Environment:
    """The templates of the room, with everything escaped that comes from a report."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("secondsource.publishing"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
    )
    environment.filters["counted"] = _counted
    return environment


def _final(value: object) -> object:
    """Whatever way a value took to the page, its text is fit to be shown. Markup is the template's own."""
    return shown(value) if type(value) is str else value


def _counted(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``3 reports``, ``no reports``."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


@cache
def _style() -> str:
    return (resources.files(__package__) / "templates" / "casefile.css").read_text("utf-8")
