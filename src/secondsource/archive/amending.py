"""A proposed reading and the verdicts on it become the decided reading; what no longer fits is said, never dropped."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from secondsource.archive import anchors
from secondsource.archive.verdicts import Target, Verdict
from secondsource.errors import ArchiveError
from secondsource.lexicon import acts
from secondsource.model import NARRATOR, Event, Filler, Person, Reading, Report, Source, Span, Time
from secondsource.reading import edtf
from secondsource.weighing import dates

T = TypeVar("T", Report, Person, Source)

_OF_REPORT = ("outlet", "published", "url", "language", "title")
_OF_PERSON = ("name", "age", "group")
_OF_SOURCE = ("name", "anonymity", "place", "basis")
_PLAIN = ("act", "status", "place", "duration", "authority", "source")
_OF_EVENT = (*_PLAIN, "time", "amount", "actor", "recipient")


class Conflict(msgspec.Struct, frozen=True):
    """A verdict that a newer reading does not bear out. It still holds; a person should look at it again."""

    verdict: int
    target: str
    why: str


class Amended(msgspec.Struct, frozen=True):
    """A reading as decided, and the conflicts that were met."""

    reading: Reading
    conflicts: tuple[Conflict, ...] = ()


def amend(reading: Reading, standing: Sequence[Verdict], report: int) -> Amended:
    """The reading with the verdicts that stand applied in their order; others' targets are left alone."""
    conflicts: list[Conflict] = []
    for verdict in standing:
        for target in verdict.targets:
            if target.report == report:
                reading = _apply(reading, verdict, target, conflicts)
    return Amended(reading, tuple(conflicts))


def _apply(reading: Reading, verdict: Verdict, target: Target, conflicts: list[Conflict]) -> Reading:
    anchor = target.anchor or anchors.Anchor()
    found = anchors.find(anchor, reading)
    if found.why and not (verdict.kind == "reject" and found.item is None):
        conflicts.append(Conflict(verdict.number, target.id, found.why))
    if found.item is None:
        if anchor.event and verdict.kind in ("accept", "correct"):
            reading, item = _reinstated(reading, anchor.event, verdict)
            return corrected(reading, item, verdict.value) if verdict.kind == "correct" else reading
        return reading
    if verdict.kind == "reject":
        return _without(reading, found.item)
    if verdict.kind == "correct":
        return corrected(reading, found.item, verdict.value)
    return reading


def _reinstated(reading: Reading, event: Event, verdict: Verdict) -> tuple[Reading, str]:
    """An event that a person vouched for stays, though a newer reading lacks it. Links to what is gone are cut."""
    item = f"v{verdict.number}"
    sources = {one.id for one in reading.sources}

    def cut(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        return tuple(msgspec.structs.replace(f, person=_person_at(reading, f)) for f in fillers)

    kept = msgspec.structs.replace(
        event,
        id=item,
        actor=cut(event.actor),
        recipient=cut(event.recipient),
        source=event.source if event.source in sources else NARRATOR,
        rule=f"verdict {verdict.number}",
    )
    return msgspec.structs.replace(reading, events=(*reading.events, kept)), item


def _person_at(reading: Reading, filler: Filler) -> str | None:
    for person in reading.people:
        if any(span.start < filler.end and filler.start < span.end for span in person.mentions):
            return person.id
    return None


def _without(reading: Reading, item: str) -> Reading:
    """The reading without an event, a person or a source; what spoke of it speaks of nobody."""
    if not item:
        return msgspec.structs.replace(reading, sources=(), attributions=(), people=(), events=(), follows=())

    def nobody(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        return tuple(msgspec.structs.replace(f, person=None) if f.person == item else f for f in fillers)

    events = tuple(
        msgspec.structs.replace(
            event,
            actor=nobody(event.actor),
            recipient=nobody(event.recipient),
            source=NARRATOR if event.source == item else event.source,
        )
        for event in reading.events
        if event.id != item
    )
    said = tuple(
        msgspec.structs.replace(
            one,
            sources=tuple(source for source in one.sources if source != item),
            path=tuple(source for source in one.path if source != item),
        )
        for one in reading.attributions
    )
    return msgspec.structs.replace(
        reading,
        events=events,
        attributions=said,
        people=tuple(one for one in reading.people if one.id != item),
        sources=tuple(one for one in reading.sources if one.id != item),
    )


def corrected(reading: Reading, item: str, value: Mapping[str, Any]) -> Reading:
    """The reading with fields of the report (``item`` empty), an event, a person or a source changed.

    Raises ArchiveError.
    """
    try:
        if not item:
            return msgspec.structs.replace(reading, report=corrected_report(reading.report, value))
        if any(event.id == item for event in reading.events):
            events = tuple(_event(reading, one, value) if one.id == item else one for one in reading.events)
            return msgspec.structs.replace(reading, events=events)
        people = tuple(_fields(one, value, _OF_PERSON, Person) if one.id == item else one for one in reading.people)
        sources = tuple(_fields(one, value, _OF_SOURCE, Source) if one.id == item else one for one in reading.sources)
        return msgspec.structs.replace(reading, people=people, sources=sources)
    except msgspec.ValidationError as fault:
        raise _refused(f"a value does not fit its field ({fault})", "Give one that does.") from fault


def check(value: Mapping[str, Any]) -> None:
    """Refuse a value that a field could hold but that would say nothing. Raises ArchiveError."""
    if value.get("act") and value["act"] not in acts.acts():
        raise _refused(f"there is no act {value['act']!r}", f"Give one of: {', '.join(sorted(acts.acts()))}.")
    if value.get("time") and not (isinstance(value["time"], str) and edtf.valid(value["time"])):
        raise _refused(f"{value['time']!r} is no time", "Write it as 2023-05-18, 2023-05, 2023 or 2023-05-18/2023-06.")
    if value.get("published") and dates.published(value["published"]) is None:
        raise _refused(f"{value['published']!r} is no day", "Write it as 2023-05-18, 2023-05 or 2023.")
    if value.get("amount") and not isinstance(value["amount"], Mapping):
        raise _refused("an amount has parts", 'Write it as {"value": 300, "currency": "USD"}.')
    for role in ("actor", "recipient"):
        if not isinstance(value.get(role) or [], Sequence) or isinstance(value.get(role), str):
            raise _refused(f"{role} takes a list of people", 'Write it as ["p1", "p2"].')


def corrected_report(report: Report, value: Mapping[str, Any]) -> Report:
    """A report with what is known of it (not its text) changed. Raises ArchiveError."""
    return _fields(report, value, _OF_REPORT, Report)


def _fields(one: T, value: Mapping[str, Any], known: tuple[str, ...], kind: type[T]) -> T:
    _check(value, known)
    held = msgspec.to_builtins(one)
    return msgspec.convert({**held, **value}, kind)


def _check(value: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for name in value:
        if name not in known:
            remedy = f"The fields are {', '.join(known)}."
            raise _refused(f"there is no field {name!r} that a verdict may change", remedy)


def _refused(reason: str, remedy: str) -> ArchiveError:
    return ArchiveError("the correction", reason, remedy, "verdict")


def _event(reading: Reading, event: Event, value: Mapping[str, Any]) -> Event:
    _check(value, _OF_EVENT)
    held = msgspec.to_builtins(event)
    held |= {name: value[name] for name in _PLAIN if name in value}
    if "time" in value:
        held["time"] = _time(event, value["time"])
    if "amount" in value:
        held["amount"] = _amount(event, value["amount"])
    for role in ("actor", "recipient"):
        if role in value:
            held[role] = [msgspec.to_builtins(_filler(reading, who)) for who in value[role] or ()]
    return msgspec.convert(held, Event)


def _time(event: Event, when: str | None) -> Any:
    span = event.time.span if event.time else event.triggers[0]
    return msgspec.to_builtins(Time(span, when, "verdict")) if when else None


def _amount(event: Event, amount: Mapping[str, Any] | None) -> Any:
    if not amount:
        return None
    span = event.amount.span if event.amount else event.triggers[0]
    return {"span": msgspec.to_builtins(span), **amount}


def _filler(reading: Reading, who: Any) -> Filler:
    """A filler for a person's id, or for a place in the text with the person that is met there (a re-read one, too)."""
    if isinstance(who, str):
        person = next((one for one in reading.people if one.id == who), None)
        if person is None:
            raise _refused(f"there is no person {who} in the report", "See the reading.")
        span = min(person.mentions, default=Span(0, 0))
        return Filler(span.start, span.end, person.id)
    filler = msgspec.convert(who, Filler)
    return msgspec.structs.replace(filler, person=_person_at(reading, filler))


def lasting(reading: Reading, value: Mapping[str, Any]) -> dict[str, Any]:
    """A correction's value with persons as places in the text, which a later reading finds again."""
    kept = dict(value)
    for role in ("actor", "recipient"):
        if value.get(role):
            kept[role] = [msgspec.to_builtins(_filler(reading, who)) for who in value[role]]
    return kept
