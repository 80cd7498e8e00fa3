"""The readings and the weighing of one case, indexed: what the parts of a case file look things up in."""

from collections.abc import Sequence

import msgspec

from secondsource.lexicon.phrases import phrases
from secondsource.model import Event, Filler, Person, Reading, Report, Source, WeighedEvent, Weighing
from secondsource.publishing.passages import clean

LONGEST_NAME = 70
"""Characters of a mention that may stand for a person or a role in a sentence; a longer one is cut at a word."""


class Told(msgspec.Struct, frozen=True):
    """One report's telling of a weighed event."""

    reading: Reading
    event: Event


class Case:
    """What was read and weighed, by name. Members that name no known report, event or person are passed over."""

    def __init__(self, weighing: Weighing, readings: Sequence[Reading]) -> None:
        self.weighing = weighing
        self.readings = tuple(sorted(readings, key=lambda r: (r.report.published or "~", r.report.id)))
        self.numbers = {reading.report.id: number for number, reading in enumerate(self.readings, 1)}
        self._readings = {reading.report.id: reading for reading in self.readings}
        self._events = {(r.report.id, event.id): event for r in self.readings for event in r.events}
        self._sources = {(r.report.id, source.id): source for r in self.readings for source in r.sources}
        self._people = {(r.report.id, person.id): person for r in self.readings for person in r.people}
        self._groups = self._group_people()
        self._names = {
            anchor: _name([p.name for _, p in members if p.name]) for anchor, members in self.people().items()
        }

    def reading(self, report: str) -> Reading | None:
        """The reading of the report with this id."""
        return self._readings.get(report)

    def told(self, group: WeighedEvent) -> tuple[Told, ...]:
        """The tellings of a weighed event, in the order of the reports."""
        found = [
            Told(self._readings[m.report], self._events[m.report, m.event])
            for m in group.members
            if (m.report, m.event) in self._events
        ]
        return tuple(sorted(found, key=lambda told: self.numbers[told.reading.report.id]))

    def source(self, report: str, source: str) -> Source | None:
        """The source of a report, None for the narrator and for one that is not known."""
        return self._sources.get((report, source))

    def person(self, report: str, person: str | None) -> Person | None:
        """The person of a report."""
        return self._people.get((report, person or ""))

    def group(self, report: str, person: str | None) -> str | None:
        """The anchor (``p12``) of the person over reports that this person is a member of."""
        return self._groups.get((report, person or ""))

    def name(self, anchor: str) -> str:
        """The name that a person goes by over reports: the fullest, then the most used; ``""`` where none is known."""
        return self._names.get(anchor, "")

    def called(self, report: str, person: Person) -> str:
        """What to call a person of a report: the name over reports, else how this report speaks of them."""
        return self.name(self._groups[report, person.id]) or label(self._readings[report].report, person)

    def people(self) -> dict[str, list[tuple[Reading, Person]]]:
        """Anchor → the persons of the reports that are held to be one, in the order of the reports."""
        grouped: dict[str, list[tuple[Reading, Person]]] = {}
        for reading in self.readings:
            for person in reading.people:
                grouped.setdefault(self._groups[reading.report.id, person.id], []).append((reading, person))
        return grouped

    def _group_people(self) -> dict[tuple[str, str], str]:
        """Every person of every report has a group; one that was not weighed is a group of one."""
        joined = {}
        for number, group in enumerate(self.weighing.people):
            for member in group.members:
                joined[member] = number
        anchors: dict[int | str, str] = {}
        groups = {}
        for report, person in self._people:
            key = joined.get(f"{report}:{person}", f"{report}:{person}")
            groups[report, person] = anchors.setdefault(key, f"p{len(anchors) + 1}")
        return groups


def _name(names: Sequence[str]) -> str:
    written = [clean(name) for name in names]
    return max(written, key=lambda name: (len(name.replace("-", " ").split()), written.count(name)), default="")


def mention(report: Report, person: Person) -> str:
    """How a report speaks of a person it does not name: the fullest mention that is not a pronoun, else ``""``."""
    texts = [clean(report.text[span.start : span.end]) for span in person.mentions]
    return shortened(max((text for text in texts if says_who(text)), key=len, default=""))


def label(report: Report, person: Person) -> str:
    """What to call a person of a report: the name as given, else how the report speaks of them."""
    return clean(person.name or "") or mention(report, person) or "someone not named"


def filler_text(report: Report, filler: Filler) -> str:
    """The words that fill a role, ``""`` where they do not say who."""
    text = clean(report.text[filler.start : filler.end])
    return shortened(text) if says_who(text) else ""


def says_who(text: str) -> bool:
    """False for a pronoun and for nothing."""
    return text.strip(".,;:“”‘’\"' ").lower() not in phrases().empty | {""}


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """``text`` cut at a word before ``longest`` characters, with an ellipsis; a single longer word is cut hard."""
    if len(text) <= longest:
        return text
    cut = text[:longest].rsplit(" ", 1)[0] if " " in text[longest // 2 : longest] else text[:longest]
    return cut.rstrip(",;: ") + "…"
