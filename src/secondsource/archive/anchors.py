"""What a verdict was on, kept so that the same thing is found again in a later reading of the same text."""

import zlib

import msgspec

from secondsource.model import Event, Person, Reading, Source, Span


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True):
    """An item of a reading as it was when it was judged; all empty where the report itself was."""

    event: Event | None = None
    person: Person | None = None
    source: Source | None = None


class Found(msgspec.Struct, frozen=True):
    """The item of a reading that an anchor stands for, or None; ``why`` where it is not quite what was judged."""

    item: str | None
    why: str = ""


def encode(anchor: Anchor | None) -> bytes:
    """An anchor as it is stored."""
    return zlib.compress(msgspec.msgpack.encode(anchor or Anchor()))


def decode(data: bytes) -> Anchor:
    """A stored anchor."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=Anchor)


def of(reading: Reading, item: str) -> Anchor | None:
    """The anchor of an item; of the report itself where ``item`` is empty; None where there is no such item."""
    if not item:
        return Anchor()
    for event in reading.events:
        if event.id == item:
            return Anchor(event=event)
    for person in reading.people:
        if person.id == item:
            return Anchor(person=person)
    for source in reading.sources:
        if source.id == item:
            return Anchor(source=source)
    return None


def find(anchor: Anchor, reading: Reading) -> Found:
    """What an anchor stands for in another reading of the same text."""
    if anchor.event:
        return _event(anchor.event, reading)
    if anchor.person:
        spans = anchor.person.mentions
        best = max(reading.people, key=lambda one: _shared(one.mentions, spans), default=None)
        if best is None or not _shared(best.mentions, spans):
            return Found(None, "the person is not read any more")
        changed = anchor.person.name and best.name != anchor.person.name
        return Found(best.id, "the person is read with another name" if changed else "")
    if anchor.source:
        spans = anchor.source.mentions
        chosen = max(reading.sources, key=lambda one: _shared(one.mentions, spans), default=None)
        if chosen is None or not _shared(chosen.mentions, spans):
            return Found(None, "the source is not read any more")
        return Found(chosen.id)
    return Found("")


def _event(judged: Event, reading: Reading) -> Found:
    near = [event for event in reading.events if _shared(event.triggers, judged.triggers)]
    same = [event for event in near if event.act == judged.act]
    best = max(same or near, key=lambda event: _shared(event.triggers, judged.triggers), default=None)
    if best is None:
        return Found(None, "the event is not read any more")
    if best.act != judged.act:
        return Found(best.id, f"it is now read as {best.act}, not {judged.act}")
    return Found(best.id, f"it is now read as {best.status}" if best.status != judged.status else "")


def _shared(first: tuple[Span, ...], second: tuple[Span, ...]) -> int:
    """How many code points two sets of spans share."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
