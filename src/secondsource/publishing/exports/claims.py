"""A table with one claim a row (CSV, RFC 4180, UTF-8): who said what of which fact, and how well the fact is backed."""

import csv
import io
from collections.abc import Iterator

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Claim, Fact, Release

COLUMNS = (
    "claim", "fact", "act", "sentence", "status", "grade", "lines_min", "lines_max", "differs", "actor", "recipient",
    "place", "time", "amount", "currency_or_unit", "said_by", "anonymity", "basis", "source_place", "source",
    "outlet", "published", "url", "quote", "start", "end",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _files(release: Release) -> Iterator[File]:
    yield File("claims.csv", _rows(release))


def _rows(release: Release) -> Iterator[bytes]:
    reports = {report.id: report for report in release.reports}
    yield _row(COLUMNS)
    for fact in release.facts:
        for claim in fact.claims:
            report = reports.get(claim.report or "")
            origin = (report.outlet, report.published, report.url) if report else (None, None, None)
            yield _row((*_of_fact(fact, claim), *_of_claim(claim), *origin, claim.quote, claim.start, claim.end))


def _of_fact(fact: Fact, claim: Claim) -> tuple[object, ...]:
    return (
        claim.id,
        fact.id,
        fact.act,
        fact.sentence,
        claim.status,
        fact.grade,
        fact.lines_min,
        fact.lines_max,
        " ".join(fact.differs),
        "; ".join(role.words for role in fact.actor),
        "; ".join(role.words for role in fact.recipient),
        fact.place.name if fact.place else None,
        fact.time,
        fact.amount.value if fact.amount else None,
        (fact.amount.currency or fact.amount.unit) if fact.amount else None,
    )


def _of_claim(claim: Claim) -> tuple[object, ...]:
    return claim.said_by, claim.anonymity, claim.basis, claim.source_place, claim.source


def _row(values: tuple[object, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow([_cell(value) for value in values])
    return out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection): a report's words may begin with a sign."""
    text = value.replace("\x00", "") if isinstance(value, str) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


FORMAT = Format("csv", "one claim a row, for a spreadsheet", _files)
