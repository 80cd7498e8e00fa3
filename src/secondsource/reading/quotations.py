"""Stretches inside quotation marks."""

from secondsource.model import Quotation, Report


def find(report: Report) -> tuple[Quotation, ...]:
    return ()
