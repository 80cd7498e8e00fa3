"""Readings and weighings as text: tables ruled and folded for a terminal, or plain columns for a pipe."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from secondsource.model import (
    Attribution,
    Event,
    Filler,
    Grade,
    Reading,
    Source,
    Span,
    WeighedEvent,
    Weighing,
    certain,
)

GRADES: tuple[Grade, ...] = (
    "corroborated",
    "acknowledged",
    "contested",
    "refuted",
    "unclear",
    "copied",
    "one_source",
)
"""The grades in the order in which they are shown: what is backed first, what rests on one source last."""

_STYLES: dict[str, str] = {
    "corroborated": "bold green",
    "acknowledged": "green",
    "contested": "bold yellow",
    "refuted": "red",
    "unclear": "yellow",
}
"""Colours go beside the words of a grade and never stand for them."""

# What a report holds may carry control characters, and marks that turn the direction of writing: in a terminal these
# would move the cursor, change colours or show a line in another order than it has.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN_WIDTH = 100_000  # Wider than any row: in a pipe a row is a line, and nothing is folded or cut.


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print to ``console``; where that is no terminal, as plain columns without colour, rules or trailing blanks."""
    if console.file.isatty():  # Not ``console.is_terminal``, which FORCE_COLOR makes true of a pipe.
        for part in parts:
            console.print(part, highlight=False)
        return
    plain = Console(file=console.file, width=_PLAIN_WIDTH, color_system=None, force_terminal=False)
    for part in parts:
        with plain.capture() as captured:
            plain.print(part, highlight=False)
        console.file.write("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def clean(text: str) -> str:
    """``text`` on one line, without any character that a terminal would obey rather than show."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def reading(value: Reading, *, ruled: bool) -> Iterator[RenderableType]:
    """One report: its sources with what each said, then its events. ``ruled`` draws lines around the table."""
    report = value.report
    facts = filter(None, (report.id, report.outlet, report.published, report.title))
    yield Text(clean(" · ".join(facts)), "bold")
    for source in value.sources:
        yield _indented(_source(value, source), 2)
        for attribution in value.attributions:
            if source.id in attribution.sources:
                yield _indented(_said(report.text, attribution), 6)
    nobody = [attribution for attribution in value.attributions if not attribution.sources]
    if nobody:
        yield _indented(Text("somebody who is not named"), 2)
        yield from (_indented(_said(report.text, attribution), 6) for attribution in nobody)
    if value.events:
        yield Text("")
        yield _table(_EVENT_HEADS, (_event(value, event) for event in value.events), ruled)
    else:
        yield _indented(Text("no events"), 2)
    yield Text("")


def weighing(value: Weighing, readings: Sequence[Reading], *, ruled: bool) -> Iterator[RenderableType]:
    """Every weighed event by grade, who rests on whom, and how many there are of each grade."""
    told = {(r.report.id, event.id): (r, event) for r in readings for event in r.events}
    ordered = sorted(value.events, key=lambda event: (GRADES.index(event.grade), -event.lines_min))
    if ordered:
        rows = [_weighed(event, told) for event in ordered]
        yield _table(_FOLDED_HEADS, map(_folded, rows), ruled) if ruled else _table(_WEIGHED_HEADS, rows, ruled)
    if value.rests_on:
        yield Text("Who rests on whom", "bold")
        for rests in value.rests_on:
            why = f": {rests.evidence}" if rests.evidence else ""
            yield _indented(Text(clean(f"{rests.report} rests on {rests.base} ({rests.kind}){why}")), 2)
    counts = Counter(event.grade for event in value.events)
    parts = [f"{counts[grade]} {words(grade)}" for grade in GRADES if counts[grade]]
    total = f"{_count(len(value.events), 'event')} in {_count(len(readings), 'report')}"
    yield Text(": ".join(filter(None, (total, ", ".join(parts)))))


def words(name: str) -> str:
    """A value of the model (``told_by_participant``) as words."""
    return name.replace("_", " ")


def _indented(text: Text, columns: int) -> Padding:
    """Text whose folded lines are all moved in; without blanks up to the right edge."""
    return Padding(text, (0, 0, 0, columns), expand=False)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _quoted(text: str, span: Span) -> str:
    return clean(text[span.start : span.end])


def _source(value: Reading, source: Source) -> Text:
    """The source's first mention, then what it is: anonymity, place, basis with the words that tell it, what it rests
    on, when and how it was reached, under which conditions it spoke, which earlier report it had seen."""
    text = value.report.text
    basis = words(source.basis or "")
    if source.basis_words is not None:
        basis += f" by “{_quoted(text, source.basis_words)}”"
    facts = [words(source.anonymity), source.role or "", source.place or "", basis]
    rests = [_voice(value, name) for name in source.rests_on]
    facts += [f"rests on {', '.join(rests)}"] if rests else []
    for label, spans in (("reached", source.contacted), ("conditions", source.conditions), ("had seen", source.shown)):
        facts += [f"{label}: {'; '.join(_quoted(text, span) for span in spans)}"] if spans else []
    mention = _quoted(text, source.mention)
    return Text.assemble((f"{source.id} {mention}", "bold"), " ", clean(f"({', '.join(filter(None, facts))})"))


def _said(text: str, attribution: Attribution) -> Text:
    """The cue, then the attributed stretches: in quotation marks where the report gives them as speech.

    What another passes on says through whom it came ("said (through s1): …").
    """
    stretches = " … ".join(_quoted(text, span) for span in attribution.content)
    spoken = f"“{stretches}”" if attribution.type == "direct" else stretches
    through = f" (through {' ← '.join(attribution.path[:-1])})" if len(attribution.path) > 1 else ""
    return Text(f"{_quoted(text, attribution.cue)}{through}: {spoken}")


def _voice(value: Reading, name: str) -> str:
    """A source's first mention for its id; any other name as it is."""
    found = next((source for source in value.sources if source.id == name), None)
    return f"{found.id} {_quoted(value.report.text, found.mention)}" if found else words(name)


_EVENT_HEADS = ("act", "who → whom", "where", "when", "status", "voucher")
_WEIGHED_HEADS = ("grade", "lines", "act", "who → whom", "where", "when", "reports", "differ on", "why")
_FOLDED_HEADS = ("grade", "lines", "what happened", "told by, and why this grade")
_WHOLE = frozenset({"grade", "lines", "status"})
"""Columns of one word, which are not folded."""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], ruled: bool) -> Table:
    stacked = heads is _FOLDED_HEADS
    table = Table(box=box.SIMPLE_HEAD if ruled else None, pad_edge=False, leading=int(stacked))
    for head in heads:
        table.add_column(head, no_wrap=head in _WHOLE, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell or "–", _STYLES.get(cell, "")) for cell in row))
    return table


def _folded(row: Sequence[str]) -> tuple[str, ...]:
    """A weighed event's row for the width of a terminal: what belongs together stands in one cell."""
    grade, lines, act, parties, place, when, reports, differs, why = row
    differ = f"differ on {differs}" if differs else ""
    where_and_when = ", ".join(filter(None, (place, when)))
    return grade, lines, _stacked(act, parties, where_and_when), _stacked(reports, differ, why)


def _stacked(*cells: str) -> str:
    return "\n".join(filter(None, cells))


def _event(value: Reading, event: Event) -> tuple[str, ...]:
    when = event.time.edtf if event.time and event.time.edtf else ""
    return words(event.act), _parties(value, event), _where(event), when, event.status, event.source


def _where(event: Event) -> str:
    """The place of an act, with a question mark where the reading took it from around the act."""
    return f"{event.place}?" if event.place and event.place_rule == "carried" else event.place or ""


def _parties(value: Reading, event: Event) -> str:
    """``who → whom``, as the report words it; nothing where it says neither."""
    who, whom = _fillers(value, event.actor) or clean(event.authority or ""), _fillers(value, event.recipient)
    return f"{who or '–'} → {whom or '–'}" if who or whom else ""


def _fillers(value: Reading, role: Iterable[Filler]) -> str:
    """Who fills a role, with a question mark where the reading took it from around the act."""
    names = {person.id: person.name for person in value.people}
    found = (
        clean(names.get(f.person or "") or _quoted(value.report.text, Span(f.start, f.end))) + "?" * f.guessed
        for f in role
    )
    return ", ".join(dict.fromkeys(found))


def _named(member: tuple[Reading, Event]) -> int:
    """How many who take part in the event are persons with a name."""
    value, event = member
    names = {person.id for person in value.people if person.name}
    return sum(filler.person in names for filler in certain((*event.actor, *event.recipient)))


def _weighed(event: WeighedEvent, told: Mapping[tuple[str, str], tuple[Reading, Event]]) -> tuple[str, ...]:
    """A row: each detail as the first report tells it that gives one, reports that name the persons before others."""
    members = [told[key] for member in event.members if (key := (member.report, member.event)) in told]
    members.sort(key=_named, reverse=True)
    rows = [_event(*member) for member in members]
    parties, place, when = (next((row[n] for row in rows if row[n]), "") for n in (1, 2, 3))
    low, high = event.lines_min, event.lines_max
    return (
        words(event.grade),
        str(low) if low == high else f"{low}-{high}",
        words(event.act),
        parties,
        place,
        when,
        clean(", ".join(dict.fromkeys(member.report for member in event.members))),
        ", ".join(event.differs),
        clean(" ".join(event.why)),
    )
