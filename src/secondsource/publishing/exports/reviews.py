"""schema.org ClaimReview (JSON-LD, https://schema.org/ClaimReview): facts that a person's verdict published, alone.

A grade says how well a fact is backed; only the two ends of the scale are given a number.
"""

from collections.abc import Iterator

import msgspec

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Fact, Release

RATINGS = {"refuted": 1, "corroborated": 5, "acknowledged": 5}
WORDS = {
    "refuted": "Refuted",
    "contested": "Contested",
    "acknowledged": "Acknowledged by the body responsible",
    "corroborated": "Corroborated by separate sources",
    "unclear": "Unclear",
    "copied": "Repeated, on one line of information",
    "one_source": "One source",
}


def _files(release: Release) -> Iterator[File]:
    yield File("claim-reviews.jsonld", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    outlets = {report.id: report for report in release.reports}
    yield b'{"@context":"https://schema.org","@graph":['
    comma = b"\n"
    for fact in release.facts:
        if fact.decided:
            urls = [r.url for c in fact.claims if (r := outlets.get(c.report or "")) is not None and r.url]
            yield comma + msgspec.json.encode(_review(fact, urls))
            comma = b",\n"
    yield b"\n]}\n"


def _review(fact: Fact, urls: list[str]) -> dict[str, object]:
    rating: dict[str, object] = {"@type": "Rating", "alternateName": WORDS[fact.grade]}
    if fact.grade in RATINGS:
        rating |= {"ratingValue": RATINGS[fact.grade], "worstRating": 1, "bestRating": 5}
    reviewed: dict[str, object] = {"@type": "Claim"}
    if urls:
        reviewed["appearance"] = [{"@type": "CreativeWork", "url": url} for url in dict.fromkeys(urls)]
    return {
        "@type": "ClaimReview",
        "@id": f"urn:secondsource:{fact.id}",
        "claimReviewed": fact.sentence,
        "itemReviewed": reviewed,
        "reviewRating": rating,
    }


FORMAT = Format("claimreview", "schema.org ClaimReview of facts published by a verdict", _files)
