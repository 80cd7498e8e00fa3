"""Canaries: a word of its own in every field of text, so that whatever leaves tells where it came from."""

import re

import msgspec

import a_case
from secondsource.model import Event, Person, Post, Reading, Source, Span, Weighing

_WORD = re.compile(r"canary\d{4}x")
LONG = len("canary0000x") + 2

ALLOWED = {
    "internal": {
        "source.name", "source.place", "source.mention", "person.name", "post.title", "post.org", "post.place",
        "event.place", "event.authority", "event.trigger", "event.role", "report.outlet", "report.title", "report.url",
        "fact.why",
    },
    "partner": {
        "person.name", "post.title", "post.org", "post.place", "event.trigger", "event.role", "report.outlet",
        "report.title", "report.url",
    },
    "public": {"post.title", "report.outlet", "report.title", "report.url"},
}  # fmt: skip
"""Where the words come from that a profile may let out. Places of the canaries are in no gazetteer: none is coarse."""


class Aviary:
    """Canaries, and where each was put."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def canary(self, place: str) -> str:
        """A new word, put at ``place`` (``source.name``)."""
        word = f"canary{len(self.places):04}x"
        self.places[word] = place
        return word

    def heard(self, data: bytes | str) -> set[str]:
        """The places of the canaries that sing in what was written."""
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
        return {self.places[word] for word in _WORD.findall(text)}

    def readings(self) -> list[Reading]:
        """The readings of the small case with a canary in every field of text that a source, a person, a post, an event
        or a report has, and in the words that are told."""
        return [self._reading(reading) for reading in a_case.readings()]

    def weighing(self) -> Weighing:
        """Its weighing, with a canary in every reason."""
        whole = a_case.weighing()
        events = tuple(msgspec.structs.replace(e, why=(self.canary("fact.why"),)) for e in whole.events)
        return msgspec.structs.replace(whole, events=events)

    def _reading(self, reading: Reading) -> Reading:
        canary, report = self.canary, reading.report
        changed = msgspec.structs.replace(
            report,
            text=self._text(reading),
            outlet=canary("report.outlet"),
            title=canary("report.title"),
            url=f"https://example.org/{canary('report.url')}",
        )
        return msgspec.structs.replace(
            reading,
            report=changed,
            sources=tuple(map(self._source, reading.sources)),
            people=tuple(map(self._person, reading.people)),
            events=tuple(map(self._event, reading.events)),
        )

    def _text(self, reading: Reading) -> str:
        """The text with canaries in it, as long as it was, so that every span still stands."""
        text, taken = list(reading.report.text), list[Span]()

        def put(span: Span, place: str) -> None:
            if span.end - span.start >= LONG:
                text[span.start : span.end] = f" {self.canary(place)}".ljust(span.end - span.start)

        for place, spans in (
            ("source.mention", [m for s in reading.sources for m in s.mentions]),
            ("event.trigger", [t for e in reading.events for t in e.triggers]),
            ("event.role", [Span(f.start, f.end) for e in reading.events for f in (*e.actor, *e.recipient)]),
        ):
            for span in spans:
                put(span, place)
            taken += spans
        for content in (c for a in reading.attributions for c in a.content):
            for start in range(content.start, content.end - LONG):
                free = Span(start, start + LONG)
                if not any(free.start < one.end and one.start < free.end for one in taken):
                    put(free, "told words")
                    taken.append(free)
                    break
        return "".join(text)

    def _source(self, source: Source) -> Source:
        canary = self.canary
        return msgspec.structs.replace(
            source,
            name=canary("source.name"),
            place=canary("source.place"),
            rests_on=(canary("source.rests_on"),),
            role=canary("source.role"),
        )

    def _person(self, person: Person) -> Person:
        canary = self.canary
        posts = tuple(
            Post(canary("post.title"), canary("post.org"), canary("post.place"), p.former) for p in person.posts
        )
        name = canary("person.name") if person.name else None
        return msgspec.structs.replace(person, name=name, age=f"{canary('person.age')} 44", posts=posts)

    def _event(self, event: Event) -> Event:
        return msgspec.structs.replace(
            event, place=self.canary("event.place"), authority=self.canary("event.authority")
        )
