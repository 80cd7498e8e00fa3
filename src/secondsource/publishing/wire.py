"""Readings and weighings as plain values in the project's JSON format. Offsets are code points, end exclusive."""

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from secondsource.model import (
    Amount,
    Attribution,
    Event,
    Filler,
    Person,
    Reading,
    Report,
    Source,
    Span,
    WeighedEvent,
    Weighing,
)

Plain = dict[str, Any]

# JSON leaves these bare inside a string, yet some readers of lines end a line at each.
_LINE_ENDS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}


def dumps(value: Plain, *, indent: int | None = None) -> str:
    """``value`` as JSON, one line of it unless ``indent`` is given; letters of every script stay themselves."""
    return json.dumps(value, ensure_ascii=False, indent=indent).translate(_LINE_ENDS)


def reading(value: Reading) -> Plain:
    """One report's reading: report, sources, attributions, people, events, follows."""
    report = value.report
    return {
        "report": report.id,
        "outlet": report.outlet,
        "published": report.published,
        "language": report.language,
        "title": report.title,
        "sources": [_source(source) for source in value.sources],
        "attributions": [_attribution(attribution) for attribution in value.attributions],
        "people": [_person(person) for person in value.people],
        "events": [_event(report, event) for event in value.events],
        "follows": _spans(value.follows),
    }


def weighing(value: Weighing) -> Plain:
    """All that was weighed: events with their lines and grades, people over reports, who rests on whom."""
    return {
        "events": [_weighed(event) for event in value.events],
        "people": [{"id": person.id, "members": list(person.members)} for person in value.people],
        "rests_on": [
            {"report": r.report, "base": r.base, "kind": r.kind, "score": round(r.score, 4), "evidence": r.evidence}
            for r in value.rests_on
        ],
    }


def _span(span: Span) -> Plain:
    return {"start": span.start, "end": span.end}


def _maybe(span: Span | None) -> Plain | None:
    return _span(span) if span else None


def _spans(spans: Iterable[Span]) -> list[Plain]:
    return [_span(span) for span in spans]


def _source(source: Source) -> Plain:
    return {
        "id": source.id,
        "name": source.name,
        "mention": _span(source.mention),
        "mentions": _spans(source.mentions),
        "anonymity": source.anonymity,
        "place": source.place,
        "basis": source.basis,
        "rests_on": list(source.rests_on),
        "role": source.role,
        "basis_words": _maybe(source.basis_words),
        "contacted": _spans(source.contacted),
        "conditions": _spans(source.conditions),
        "shown": _spans(source.shown),
    }


def _attribution(attribution: Attribution) -> Plain:
    """``source`` is one id, a list of several, or null where nobody is named."""
    several = list(attribution.sources)
    return {
        "source": several if len(several) > 1 else next(iter(several), None),
        "cue": _span(attribution.cue),
        "kind": attribution.kind,
        "type": attribution.type,
        "content": _spans(attribution.content),
        "rule": attribution.rule,
        "path": list(attribution.path),
    }


def _person(person: Person) -> Plain:
    return {
        "id": person.id,
        "name": person.name,
        "age": person.age,
        "group": person.group,
        "mentions": _spans(person.mentions),
        "posts": [
            {"title": post.title, "org": post.org, "place": post.place, "former": post.former} for post in person.posts
        ],
    }


def _event(report: Report, event: Event) -> Plain:
    return {
        "id": event.id,
        "act": event.act,
        "trigger": _span(event.triggers[0]),
        "triggers": _spans(event.triggers),
        "actor": _fillers(event.actor),
        "recipient": _fillers(event.recipient),
        "authority": event.authority,
        "place": event.place,
        "time": event.time.edtf if event.time else None,
        "time_span": _span(event.time.span) if event.time else None,
        "duration": event.duration,
        "amount": _amount(event.amount) if event.amount else None,
        "item": report.text[event.item.start : event.item.end] if event.item else None,
        "reason": _maybe(event.reason),
        "status": event.status,
        "source": event.source,
        "rule": event.rule,
    }


def _fillers(role: Iterable[Filler]) -> list[Plain]:
    return [msgspec.structs.asdict(filler) for filler in role]


def _amount(amount: Amount) -> Plain:
    """``value`` is a whole number wherever it is whole; ``currency`` (ISO 4217) or else ``unit``."""
    value = int(amount.value) if float(amount.value).is_integer() else amount.value
    kind = {"currency": amount.currency} if amount.currency else {"unit": amount.unit}
    return {"value": value, **kind, "per": amount.per, **_span(amount.span)}


def _weighed(event: WeighedEvent) -> Plain:
    return {
        "id": event.id,
        "act": event.act,
        "members": [{"report": member.report, "event": member.event} for member in event.members],
        "lines": [list(line) for line in event.lines],
        "lines_min": event.lines_min,
        "lines_max": event.lines_max,
        "grade": event.grade,
        "differs": list(event.differs),
        "why": list(event.why),
    }
