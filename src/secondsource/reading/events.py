"""What happened: acts of the codebook with their roles, place, time, amount and status."""

from spacy.tokens import Doc

from secondsource.model import Event
from secondsource.reading.facts import Facts


def find(doc: Doc, facts: Facts) -> tuple[Event, ...]:
    return ()
