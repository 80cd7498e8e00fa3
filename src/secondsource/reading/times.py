"""Time expressions as bounded EDTF, against the report's publication date."""

from spacy.tokens import Doc

from secondsource.model import Report, Time


def find(report: Report, doc: Doc) -> tuple[Time, ...]:
    return ()
