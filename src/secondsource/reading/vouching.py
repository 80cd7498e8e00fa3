"""Who vouches for an event, and what an attribution's cue does to its status."""

from spacy.tokens import Doc

from secondsource.model import Attribution, Event, Report, Source


def vouch(
    report: Report, doc: Doc, events: tuple[Event, ...], sources: tuple[Source, ...], said: tuple[Attribution, ...]
) -> tuple[Event, ...]:
    return events
