"""A report: its text with everything marked that was read from it, and why it was read so."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import msgspec

from secondsource.model import Reading, Span
from secondsource.publishing.case import label
from secondsource.publishing.passages import clean, shown
from secondsource.workbench.desk import Desk, WorkbenchError, missing
from secondsource.workbench.views import rows, telling
from secondsource.workbench.views.rows import ReportLine
from secondsource.workbench.views.telling import Decision, Telling, Voice


class Mark(msgspec.Struct, frozen=True):
    """That words stand for something. ``layer``: attribution, cue, source, person or event; ``id`` the thing's."""

    layer: str
    id: str


class Stretch(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words of the report that bear the same marks; the stretches of a block joined give its text."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def layers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.layer for mark in self.marks))

    def of(self, layer: str) -> str | None:
        """The id of the first mark of a layer."""
        return next((mark.id for mark in self.marks if mark.layer == layer), None)


class Block(msgspec.Struct, frozen=True):
    """A paragraph: ``kind`` title, heading, byline, body, caption, related or boilerplate."""

    kind: str
    stretches: tuple[Stretch, ...]


class EventCard(msgspec.Struct, frozen=True, omit_defaults=True):
    """An event of the report with the fact it belongs to. ``why``: by which rules it was read so, in words."""

    telling: Telling
    fact: str
    grade: str
    why: tuple[str, ...] = ()


class PersonCard(msgspec.Struct, frozen=True):
    """A person of the report. ``id`` is ``r0000012:p2``, ``identity`` the person over reports."""

    id: str
    identity: str
    name: str
    named: bool
    age: str
    posts: tuple[tuple[str, bool], ...]


class SourceCard(msgspec.Struct, frozen=True):
    """A source and all that it said: attributed stretches, and the events it vouches for."""

    voice: Voice
    said: tuple[str, ...]
    events: tuple[str, ...]


class Rests(msgspec.Struct, frozen=True):
    """That ``report`` rests on ``base`` (a report's id, or an outlet): copied, translated, rewritten or cited."""

    report: str
    base: str
    kind: str
    score: float


class ReportPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A report. ``state`` queued: it was not read yet, and nothing is marked. ``sources`` is absent for who may not see
    them; ``sealed`` where the report is protected and the viewer is no keeper: then only its id and state are there."""

    line: ReportLine
    sealed: bool = False
    url: str = ""
    author: str = ""
    format: str = ""
    duplicate_of: str = ""
    retain_until: str = ""
    version: int = 0
    blocks: tuple[Block, ...] = ()
    events: tuple[EventCard, ...] = ()
    people: tuple[PersonCard, ...] = ()
    sources: tuple[SourceCard, ...] = ()
    rests_on: tuple[Rests, ...] = ()
    carried_by: tuple[Rests, ...] = ()
    history: tuple[Decision, ...] = ()


def report(desk: Desk, id: str) -> ReportPage:
    """A report as the viewer may see it. Raises WorkbenchError."""
    row = desk.archive.report(id)
    if row is None:
        raise missing("the report")
    line = rows.report_line(desk, row)
    if not desk.sees(row.protected):
        return ReportPage(line, sealed=True)
    known: dict[str, Any] = {
        name: getattr(row, name) or "" for name in ("url", "author", "format", "duplicate_of", "retain_until")
    }
    reading = desk.archive.reading(id)
    if reading is None:
        held = desk.archive.text(id)
        blocks = _blocks(Reading(held), {}) if held else ()
        return ReportPage(line, blocks=blocks, version=row.version, **known)
    rests = desk.archive.rests(id)
    return ReportPage(
        line,
        version=row.version,
        blocks=_blocks(reading, _marks(desk, reading)),
        events=_events(desk, reading),
        people=_people(desk, reading),
        sources=_sources(desk, reading) if desk.sees_sources else (),
        rests_on=tuple(Rests(one.report, clean(one.base), one.kind, one.score) for one in rests if one.report == id),
        carried_by=tuple(Rests(one.report, clean(one.base), one.kind, one.score) for one in rests if one.base == id),
        history=telling.decisions(desk, desk.archive.verdicts(id)),
        **known,
    )


def original(desk: Desk, id: str) -> tuple[str, bytes]:
    """A name that tells nothing, and the bytes that a report was made from. Raises WorkbenchError."""
    row = desk.archive.report(id)
    data = desk.archive.original(id) if row and desk.sees(row.protected) else None
    if row is None or data is None:
        raise WorkbenchError("the original", "there is none that you may see", "Ask a keeper of sources.", 404)
    suffix = "".join(c for c in row.name.rpartition(".")[2].lower()[:5] if c.isascii() and c.isalnum())
    return f"{row.id}.{suffix or 'bin'}", data


Marks = dict[tuple[int, int], list[Mark]]


def _marks(desk: Desk, reading: Reading) -> Marks:
    found: Marks = {}

    def mark(layer: str, id: str, spans: Iterable[Span]) -> None:
        for span in spans:
            if span.end > span.start:
                found.setdefault((span.start, span.end), []).append(Mark(layer, id))

    report = reading.report.id
    for event in reading.events:
        mark("event", f"{report}:{event.id}", event.triggers)
    for person in reading.people:
        mark("person", f"{report}:{person.id}", person.mentions)
    if desk.sees_sources:
        for source in reading.sources:
            mark("source", f"{report}:{source.id}", (source.mention, *source.mentions))
        for number, said in enumerate(reading.attributions):
            id = f"{report}:{said.sources[0]}" if said.sources else f"a{number}"
            mark("attribution", id, said.content)
            mark("cue", id, (said.cue,))
            mark("source", id, said.by if said.sources else ())
    return found


def _blocks(reading: Reading, marks: Marks) -> tuple[Block, ...]:
    text = reading.report.text
    return tuple(
        Block(block.kind, _stretches(text, block.span, marks))
        for block in reading.report.blocks
        if text[block.span.start : block.span.end].strip()
    )


def _stretches(text: str, span: Span, marks: Marks) -> tuple[Stretch, ...]:
    here = {at: held for at, held in marks.items() if at[0] < span.end and span.start < at[1]}
    cuts = {span.start, span.end}
    for at in here:
        cuts.update(edge for edge in at if span.start < edge < span.end)
    return tuple(Stretch(shown(text[start:end]), _bearing(here, start, end)) for start, end in pairwise(sorted(cuts)))


def _bearing(marks: Marks, start: int, end: int) -> tuple[Mark, ...]:
    """The marks on a stretch, the widest first."""
    over = sorted((at for at in marks if at[0] <= start and end <= at[1]), key=lambda at: at[0] - at[1])
    return tuple(dict.fromkeys(mark for at in over for mark in marks[at]))


def _events(desk: Desk, reading: Reading) -> tuple[EventCard, ...]:
    id = reading.report.id
    weighed = {row.event: row for row in desk.archive.events(id)}
    tellings = telling.load(desk, {id})
    cards = []
    for event in reading.events:
        told = tellings.told(f"{id}:{event.id}")
        row = weighed.get(event.id)
        if told:
            one = tellings.telling(told)
            cards.append(EventCard(one, (row.fact if row else "") or "", (row.grade if row else "") or "", _why(one)))
    return tuple(cards)


def _why(one: Telling) -> tuple[str, ...]:
    found = [one.rule]
    if one.place:
        found.append("place: carried over from around the act" if one.carried else "place: told with the act")
    if one.time_rule:
        found.append(f"time: {one.time_rule}")
    return tuple(filter(None, found))


def _people(desk: Desk, reading: Reading) -> tuple[PersonCard, ...]:
    id = reading.report.id
    identities = desk.archive.identities([id])
    return tuple(
        PersonCard(
            id=f"{id}:{person.id}",
            identity=identities.get(f"{id}:{person.id}", f"{id}:{person.id}"),
            name=label(reading.report, person),
            named=bool(person.name),
            age=clean(person.age or ""),
            posts=telling.posts(person),
        )
        for person in reading.people
    )


def _sources(desk: Desk, reading: Reading) -> tuple[SourceCard, ...]:
    report = reading.report
    said: dict[str, list[str]] = {}
    for attribution in reading.attributions:
        for source in attribution.sources:
            said.setdefault(source, []).extend(clean(report.text[s.start : s.end]) for s in attribution.content)
    return tuple(
        SourceCard(
            voice=telling.voice(reading, source),
            said=tuple(said.get(source.id, ())),
            events=tuple(f"{report.id}:{event.id}" for event in reading.events if event.source == source.id),
        )
        for source in reading.sources
    )
