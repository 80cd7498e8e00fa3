"""Amounts of money, goods and people."""

from spacy.tokens import Doc

from secondsource.model import Amount, Report


def find(report: Report, doc: Doc) -> tuple[Amount, ...]:
    return ()
