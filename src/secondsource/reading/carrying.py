"""Whom an act is about where its own words name nobody: whom other acts of its sentence, or before it, are about."""

from bisect import bisect_right

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon.acts import acts
from secondsource.model import Event, Filler, Span
from secondsource.reading import columns

_BACK = 2
"""So many sentences of its paragraph before its own are asked."""

Acting = dict[int, list[tuple[tuple[Filler, ...], Span]]]
"""By the number of each sentence whom its acts are about, each at a trigger."""


def carry(events: list[Event], doc: Doc) -> list[Event]:
    """The events, in the same order, with the role that an act is about filled from the nearest act of its sentence.

    "He died in a camp, of a beating": the beating is that of the man who died. Only persons are carried over, and none
    that the act itself names in its other role. Where no other act of its sentence says it, the sentences before it in
    its paragraph do.
    """
    words = columns.of(doc)
    acting: Acting = {}
    for event in events:
        who = protagonist(event)
        for trigger in event.triggers if who else ():
            acting.setdefault(_sentence(words, trigger.start), []).append((who, trigger))
    return [_carried(event, _before(words, acting, min(event.triggers).start)) for event in events]


def _sentence(words: columns.Columns, offset: int) -> int:
    return words.number[max(0, bisect_right(words.start, offset) - 1)]


def _before(words: columns.Columns, acting: Acting, offset: int) -> list[tuple[tuple[Filler, ...], Span]]:
    """Whom the acts of the sentence at an offset are about, or those of the nearest before it in its paragraph."""
    here = _sentence(words, offset)
    for number in range(here, max(here - _BACK, 0) - 1, -1):
        if "\n" in words.whole[words.start[words.sentences[number]] : offset].rstrip():
            return []
        if number in acting:
            return acting[number]
    return []


def _carried(event: Event, acting: list[tuple[tuple[Filler, ...], Span]]) -> Event:
    """``acting``: whom the acts of its sentence are about, each at a trigger."""
    role = acts()[event.act].about if event.act in acts() else None
    if role is None or getattr(event, role):
        return event
    if not acting:
        return event
    at = min(event.triggers).start
    who = min(acting, key=lambda row: abs(row[1].start - at))[0]
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
