"""Mentions of places, by the country lexicons and the parser's named entities."""

from spacy.tokens import Doc

from secondsource.model import Place, Report


def find(report: Report, doc: Doc) -> tuple[Place, ...]:
    return ()
