"""PROV-JSON (W3C member submission, https://www.w3.org/submissions/prov-json/): where each fact comes from.

Facts and reports are entities, sources are agents; a fact was derived from the reports that tell of it, and each claim
is attributed to who made it.
"""

from collections.abc import Iterator

import msgspec

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Release

_NAMESPACE = "urn:secondsource:"


def _files(release: Release) -> Iterator[File]:
    yield File("provenance.json", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    yield b'{"prefix":' + msgspec.json.encode({"ss": _NAMESPACE})
    for name, rows in (
        ("entity", _entities(release)),
        ("agent", _agents(release)),
        ("wasDerivedFrom", _derived(release)),
        ("wasAttributedTo", _attributed(release)),
    ):
        yield from _section(name, rows)
    yield b"\n}\n"


def _section(name: str, rows: Iterator[tuple[str, dict[str, object]]]) -> Iterator[bytes]:
    opening = b',\n"' + name.encode() + b'":{\n'
    for key, value in rows:
        yield opening + msgspec.json.encode(key) + b":" + msgspec.json.encode(value)
        opening = b",\n"
    if opening == b",\n":
        yield b"}"


def _entities(release: Release) -> Iterator[tuple[str, dict[str, object]]]:
    for report in release.reports:
        label = " ".join(filter(None, (report.outlet, report.published, report.title)))
        yield f"ss:{report.id}", {"prov:type": "report", "prov:label": label}
    for fact in release.facts:
        yield f"ss:{fact.id}", {"prov:type": "fact", "prov:label": fact.sentence, "ss:grade": fact.grade}
        for claim in fact.claims:
            yield f"ss:{claim.id}", {"prov:type": "claim", "ss:status": claim.status}


def _agents(release: Release) -> Iterator[tuple[str, dict[str, object]]]:
    for source in release.sources:
        yield f"ss:{source.id}", {"prov:type": "source", "prov:label": source.said_by}


def _derived(release: Release) -> Iterator[tuple[str, dict[str, object]]]:
    for fact in release.facts:
        for claim in fact.claims:
            yield f"_:d{claim.id}", {"prov:generatedEntity": f"ss:{fact.id}", "prov:usedEntity": f"ss:{claim.id}"}
            if claim.report:
                pair = {"prov:generatedEntity": f"ss:{claim.id}", "prov:usedEntity": f"ss:{claim.report}"}
                yield f"_:r{claim.id}", dict(pair)


def _attributed(release: Release) -> Iterator[tuple[str, dict[str, object]]]:
    for fact in release.facts:
        for claim in fact.claims:
            if claim.source:
                yield f"_:a{claim.id}", {"prov:entity": f"ss:{claim.id}", "prov:agent": f"ss:{claim.source}"}


FORMAT = Format("prov", "PROV-JSON: which fact comes from which report and source", _files)
