"""W3C Web Annotations (JSON-LD, https://www.w3.org/TR/annotation-model/): each claim on the words of its report.

A claim whose words leave has a position and a quotation selector; one whose words stay names the report alone.
"""

from collections.abc import Iterator

import msgspec

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Claim, Fact, Release, Report

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def _files(release: Release) -> Iterator[File]:
    yield File("annotations.jsonld", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    reports = {report.id: report for report in release.reports}
    head = {"@context": CONTEXT, "id": "urn:secondsource:annotations", "type": "AnnotationCollection"}
    yield msgspec.json.encode(head)[:-1] + b',"first":{"type":"AnnotationPage","items":['
    comma = b"\n"
    for fact in release.facts:
        for claim in fact.claims:
            yield comma + msgspec.json.encode(_annotation(fact, claim, reports.get(claim.report or "")))
            comma = b",\n"
    yield b"\n]}}\n"


def _annotation(fact: Fact, claim: Claim, report: Report | None) -> dict[str, object]:
    return {
        "id": f"urn:secondsource:{claim.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": fact.sentence},
            {"type": "TextualBody", "purpose": "tagging", "value": f"act:{fact.act}"},
            {"type": "TextualBody", "purpose": "tagging", "value": f"grade:{fact.grade}"},
            {"type": "TextualBody", "purpose": "tagging", "value": f"said by:{claim.said_by}"},
        ],
        "target": _target(claim, report),
    }


def _target(claim: Claim, report: Report | None) -> dict[str, object]:
    source = (report.url or f"urn:secondsource:{report.id}") if report else f"urn:secondsource:{claim.id}:report"
    target: dict[str, object] = {"type": "SpecificResource", "source": source}
    if claim.quote is not None:
        target["selector"] = [
            {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
            {"type": "TextQuoteSelector", "exact": claim.quote},
        ]
    return target


FORMAT = Format("annotations", "W3C Web Annotations on the reports", _files)
