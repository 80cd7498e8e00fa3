"""A fact: how well it is backed and why, by which lines, what each report says of it, and what to ask next."""

import msgspec

from secondsource.archive.ruling import Fact
from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk, missing
from secondsource.workbench.views import asking, rows, telling
from secondsource.workbench.views.rows import FactLine
from secondsource.workbench.views.telling import Decision, Piece, Telling, Tellings


class Strand(msgspec.Struct, frozen=True, omit_defaults=True):
    """One voice of a line: the report it speaks in, and its words, absent for who may not see sources."""

    report: str
    outlet: str
    words: str = ""
    rests_on: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A line of information: voices that are not separate from each other."""

    number: int
    strands: tuple[Strand, ...]


class Cell(msgspec.Struct, frozen=True):
    """What one telling says of a slot, ``""`` where it says nothing; ``differs`` where the tellings disagree."""

    telling: str
    text: str


class Slot(msgspec.Struct, frozen=True):
    """A slot (who, to whom, where, ...) with what each telling says of it, in the order of ``FactPage.tellings``."""

    name: str
    cells: tuple[Cell, ...]
    differs: bool


class Grading(msgspec.Struct, frozen=True):
    """From when on the fact bore a grade, as reports came out: ``day`` ISO, ``reports`` so far."""

    day: str
    lines: int
    reports: int


class FactPage(msgspec.Struct, frozen=True):
    """A fact. ``proposed``: the grade that the weighing gave where a person set another; ``questions``: what would
    help most to know next."""

    line: FactLine
    sentence: tuple[Piece, ...]
    grade: str
    proposed: str | None
    why: tuple[str, ...]
    differs: tuple[str, ...]
    lines: tuple[Line, ...]
    slots: tuple[Slot, ...]
    tellings: tuple[Telling, ...]
    growth: tuple[Grading, ...]
    questions: tuple[asking.Question, ...]
    history: tuple[Decision, ...]


MOST_TELLINGS = 40
_SLOTS = {
    "actor": ("name", "post"), "recipient": ("name", "post"), "place": ("place",), "when": ("time",),
    "amount": ("amount", "count"), "duration": ("outcome",), "authority": (), "status": (),
}  # fmt: skip
"""A slot of a telling → the details of a weighing that differ with it."""


def fact(desk: Desk, id: str) -> FactPage:
    """A fact as the viewer may see it. Raises WorkbenchError."""
    held = desk.archive.fact(id)
    found = rows.fact_lines(desk, desk.archive.fact_rows([held.id])) if held else ()
    if held is None or not found:
        raise missing("the fact")
    members = held.event.members[:MOST_TELLINGS]
    tellings = telling.load(desk, {member.report for member in members})
    told = [one for member in members if (one := tellings.told(f"{member.report}:{member.event}"))]
    told.sort(key=lambda one: (one.reading.report.published or "~", one.reading.report.id))
    shown = tuple(tellings.telling(one) for one in told)
    event = held.event
    lines = _lines(desk, held, tellings)
    return FactPage(
        line=found[0],
        sentence=tellings.sentence(event.act, told, event.differs),
        grade=event.grade,
        proposed=held.proposed if held.proposed != event.grade else None,
        why=tuple(_why(desk, clean(why), len(told) == len(members)) for why in event.why),
        differs=event.differs,
        lines=lines,
        slots=_slots(shown, event.differs),
        tellings=shown,
        growth=_growth(held, shown),
        questions=asking.questions(held, shown, len(lines)),
        history=_history(desk, held),
    )


def _why(desk: Desk, why: str, all_seen: bool) -> str:
    return why if desk.sees_sources and all_seen else telling.without_sources(why)


def _lines(desk: Desk, held: Fact, tellings: Tellings) -> tuple[Line, ...]:
    return tuple(
        Line(number, tuple(_strand(desk, name, tellings) for name in line))
        for number, line in enumerate(held.event.lines, 1)
    )


def _strand(desk: Desk, name: str, tellings: Tellings) -> Strand:
    report, _, item = name.rpartition(":")
    reading = tellings.readings.get(report)
    if reading is None:
        return Strand(report, "")
    source = next((one for one in reading.sources if one.id == item), None)
    voice = telling.voice(reading, source) if source and desk.sees_sources else None
    outlet = clean(reading.report.outlet or "")
    return Strand(report, outlet, voice.words if voice else "", voice.rests_on if voice else ())


def _slots(shown: tuple[Telling, ...], differs: tuple[str, ...]) -> tuple[Slot, ...]:
    found = []
    for name, details in _SLOTS.items():
        cells = tuple(Cell(one.id, _said(one, name)) for one in shown)
        if any(cell.text for cell in cells):
            found.append(Slot(name, cells, not set(details).isdisjoint(differs)))
    return tuple(found)


def _said(one: Telling, slot: str) -> str:
    value = getattr(one, slot)
    if slot in ("actor", "recipient"):
        return ", ".join(who.name for who in value)
    if slot == "place":
        return value.name if value else ""
    return str(value)


def _growth(held: Fact, shown: tuple[Telling, ...]) -> tuple[Grading, ...]:
    """How many reports and lines told of it on each day on which one came out."""
    of = {name.rpartition(":")[0]: number for number, line in enumerate(held.event.lines) for name in line}
    found: dict[str, Grading] = {}
    reports: set[str] = set()
    lines: set[int] = set()
    for one in shown:
        if one.published:
            reports.add(one.report)
            lines |= {of[one.report]} if one.report in of else set()
            found[one.published] = Grading(one.published, len(lines), len(reports))
    return tuple(found.values())


def _history(desk: Desk, held: Fact) -> tuple[Decision, ...]:
    members = {f"{member.report}:{member.event}" for member in held.event.members}
    of = {
        verdict.number: verdict
        for report in {m.report for m in held.event.members}
        for verdict in desk.archive.verdicts(report)
    }
    about = {
        number
        for number, verdict in of.items()
        if number in held.verdicts or any(target.id in members for target in verdict.targets)
    }
    about |= {number for number, verdict in of.items() if verdict.undoes in about}
    return telling.decisions(desk, tuple(of[number] for number in sorted(about)))
