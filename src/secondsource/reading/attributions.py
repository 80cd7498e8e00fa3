"""Who says what: cues, contents and the words that name the source."""

from spacy.tokens import Doc

from secondsource.model import Attribution, Source
from secondsource.reading.facts import Facts


def find(doc: Doc, facts: Facts) -> tuple[tuple[Source, ...], tuple[Attribution, ...]]:
    return (), ()
