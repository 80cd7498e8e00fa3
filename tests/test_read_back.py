"""Every format is read back by a tool that is not ours, and counts and ids come back as they went out."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import prov.model
import pypdf
import pytest
import shapely.geometry
from pyld import jsonld

import a_case
from secondsource.lexicon.profiles import profile
from secondsource.publishing import release
from secondsource.publishing.case import Case
from secondsource.publishing.exports import annotations, ftm
from secondsource.publishing.exports.formats import format_named
from secondsource.publishing.released import Release

CASE = Case(a_case.weighing(), a_case.readings())
TERMS = release.Terms(key=b"a key of the tests", today="2026-01-02", published=frozenset({"w1", "w5"}))


@pytest.fixture(params=["internal", "partner", "public"])
def out(request: pytest.FixtureRequest) -> Release:
    return release.prepare(CASE, profile(request.param), TERMS).release


def written(value: Release, form: str) -> dict[str, bytes]:
    return {file.name: b"".join(file.pieces) for file in format_named(form).files(value)}


# A stand-in for the published contexts, which no test fetches: each term becomes an address of its own.
def _local(url: str, _: Any = None) -> dict[str, Any]:
    base = f"{url.rstrip('/')}#"
    context = {"@vocab": base, "id": "@id", "type": "@type", "items": {"@id": f"{base}items", "@container": "@list"}}
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": context},
    }


def quads(data: bytes) -> list[Any]:
    found: list[Any] = jsonld.to_rdf(json.loads(data), {"documentLoader": _local}).get("@default", [])
    return found


def test_follow_the_money_takes_every_entity_and_statement(out: Release, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney", reason="it cannot be installed here: PyICU needs a compiler and ICU")
    from followthemoney.proxy import EntityProxy
    from followthemoney.statement import CSV, Statement, read_path_statements

    files = written(out, "ftm")
    rows = [json.loads(line) for line in files["entities.ftm.json"].splitlines()]
    assert len(rows) == len(out.facts) + len(out.people) + len(out.reports)
    for row in rows:
        proxy = EntityProxy.from_dict(row)
        back = proxy.to_dict()
        assert (back["id"], back["schema"]) == (row["id"], row["schema"])
        assert {k: sorted(v) for k, v in back["properties"].items()} == {
            k: sorted(v) for k, v in row["properties"].items()
        }
        # What the model holds to be no valid value of its type would be lost on the way.
        assert all(p.type.validate(v) for p, v in proxy.itervalues() if p.type.name not in {"string", "text", "name"})
    (tmp_path / "statements.csv").write_bytes(files["statements.csv"])
    statements = list(read_path_statements(tmp_path / "statements.csv", CSV))
    assert len(statements) == sum(len(v) for _, _, values in ftm.entities(out) for v in values.values())
    for one in statements:
        assert one.id == Statement.make_key(one.dataset, one.entity_id, one.prop, one.value, one.external)


def test_the_claims_beside_it_go_by_the_same_ids(out: Release) -> None:
    files = written(out, "ftm")
    known = {json.loads(line)["id"] for line in files["entities.ftm.json"].splitlines()}
    claims = [json.loads(line) for line in files["claims.jsonl"].splitlines()]
    assert len(claims) == sum(len(fact.claims) for fact in out.facts)
    assert {claim["entity"] for claim in claims} <= known


def test_annotations_are_linked_data(out: Release) -> None:
    data = written(out, "annotations")["annotations.jsonld"]
    assert json.loads(data)["@context"] == annotations.CONTEXT
    subjects = {quad["subject"]["value"] for quad in quads(data)}
    assert {f"urn:secondsource:{c.id}" for fact in out.facts for c in fact.claims} <= subjects


def test_reviews_are_linked_data_of_decided_facts_alone(out: Release) -> None:
    data = written(out, "claimreview")["claim-reviews.jsonld"]
    reviewed = {quad["subject"]["value"] for quad in quads(data)} & {f"urn:secondsource:{f.id}" for f in out.facts}
    assert reviewed == {f"urn:secondsource:{fact.id}" for fact in out.facts if fact.decided}
    assert len(reviewed) == 2


def test_prov_reads_the_provenance(out: Release) -> None:
    document = prov.model.ProvDocument.deserialize(content=written(out, "prov")["provenance.json"].decode())
    entities = {str(record.identifier) for record in document.get_records(prov.model.ProvEntity)}
    wanted = {f.id for f in out.facts} | {r.id for r in out.reports} | {c.id for f in out.facts for c in f.claims}
    assert entities == {f"ss:{name}" for name in wanted}
    assert len(list(document.get_records(prov.model.ProvAgent))) == len(out.sources)


def test_shapely_reads_the_map(out: Release) -> None:
    features = json.loads(written(out, "geojson")["facts.geojson"])["features"]
    placed = [fact for fact in out.facts if fact.place and fact.place.latitude is not None]
    assert placed
    assert [feature["id"] for feature in features] == [fact.id for fact in placed]
    assert all(shapely.geometry.shape(feature["geometry"]).is_valid for feature in features)
    assert all(feature["properties"]["precision"] for feature in features)


def test_a_spreadsheet_reads_the_claims(out: Release) -> None:
    rows = list(csv.DictReader(io.StringIO(written(out, "csv")["claims.csv"].decode(), newline="")))
    assert [row["claim"] for row in rows] == [claim.id for fact in out.facts for claim in fact.claims]


def test_the_lines_hold_everything_once(out: Release) -> None:
    rows = [json.loads(line) for line in written(out, "jsonl")["secondsource.jsonl"].splitlines()]
    ids = [(row["type"], row["id"]) for row in rows]
    assert len(ids) == len(set(ids)) == len(out.facts) + len(out.people) + len(out.sources) + len(out.reports)


def test_a_pdf_reader_reads_the_dossier(out: Release) -> None:
    reader = pypdf.PdfReader(io.BytesIO(written(out, "pdf")["dossier.pdf"]))
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    assert all(words in text for words in ("Facts by grade", "Notes: who says so", "How this was made"))
    assert set(reader.metadata or {}) <= {"/Title", "/Producer"}
