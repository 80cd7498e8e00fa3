"""Whom an act is about where its own words name nobody: whom the other acts of its sentence are about."""

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon.acts import acts
from secondsource.model import Event, Filler, Span


def carry(events: list[Event], doc: Doc) -> list[Event]:
    """The events, in the same order, with the role that an act is about filled from the nearest act of its sentence.

    "He died in a camp, of a beating": the beating is that of the man who died. Only persons are carried over, and none
    that the act itself names in its other role.
    """
    sentences = {t: _sentence(doc, t.start) for event in events for t in event.triggers}
    return [_carried(event, events, sentences) for event in events]


def _sentence(doc: Doc, offset: int) -> int:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span.sent.start if span is not None else -1


def _carried(event: Event, events: list[Event], sentences: dict[Span, int]) -> Event:
    role = acts()[event.act].about if event.act in acts() else None
    if role is None or getattr(event, role):
        return event
    trigger = min(event.triggers)
    found = [
        (abs(t.start - trigger.start), who)
        for other in events
        if other is not event and (who := protagonist(other))
        for t in other.triggers
        if sentences[t] == sentences[trigger]
    ]
    if not found:
        return event
    who = min(found, key=lambda pair: pair[0])[1]
    rivals = event.actor if role == "recipient" else event.recipient
    if {f.person for f in who} & {f.person for f in rivals if f.person}:
        return event
    return msgspec.structs.replace(event, **{role: who})


def protagonist(event: Event) -> tuple[Filler, ...]:
    """The persons that an event is about."""
    act = acts().get(event.act)
    if act is None or act.about is None:
        return ()
    fillers: tuple[Filler, ...] = getattr(event, act.about)
    return tuple(f for f in fillers if f.person)
