"""FollowTheMoney entities and statements (https://followthemoney.tech), with claims beside them.

Persons become ``Person``, facts ``Event``, reports ``Article``. What the model cannot carry (who claims it, how they
know, where it stands, how well it is backed) goes into ``claims.jsonl``, by the same ids.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping

import msgspec

from secondsource.publishing import dates
from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Fact, Person, Release, Report

DATASET = "secondsource"
Entity = tuple[str, str, dict[str, tuple[str, ...]]]
"""Id, schema, and the values of each property."""

_TYPES = {
    "name": "name", "alias": "name", "country": "country", "date": "date", "startDate": "date", "endDate": "date",
    "publishedAt": "date", "involved": "entity", "proof": "entity", "sourceUrl": "url", "language": "language",
    "summary": "text", "description": "text",
}  # fmt: skip


def _files(release: Release) -> Iterator[File]:
    yield File("entities.ftm.json", _lines(release))
    yield File("statements.csv", _statements(release))
    yield File("claims.jsonl", _claims(release))


def entities(release: Release) -> Iterator[Entity]:
    """The entities of a release, persons first."""
    for person in release.people:
        yield _person(person)
    for report in release.reports:
        yield _report(report)
    for fact in release.facts:
        yield _event(fact)


def _person(person: Person) -> Entity:
    values = {
        "name": (person.name,) if person.name else (),
        "alias": person.aliases,
        "position": person.posts or ((person.description,) if person.name is None else ()),
    }
    return person.id, "Person", _kept(values)


def _report(report: Report) -> Entity:
    values = {
        "title": (report.title or "Report",),
        "publisher": (report.outlet,) if report.outlet else (),
        "publishedAt": (report.published,) if report.published else (),
        "sourceUrl": (report.url,) if report.url else (),
    }
    return report.id, "Article", _kept(values)


def _event(fact: Fact) -> Entity:
    days = dates.bounds(fact.time)
    values = {
        "name": (fact.sentence,),
        "summary": (f"{fact.grade}; {fact.lines_min} to {fact.lines_max} lines of information",),
        "startDate": (days[0].isoformat(),) if days else (),
        "endDate": (days[1].isoformat(),) if days else (),
        "location": (fact.place.name,) if fact.place else (),
        "country": (fact.place.country,) if fact.place and fact.place.country not in (None, "int") else (),
        "involved": tuple(dict.fromkeys(r.person for r in (*fact.actor, *fact.recipient) if r.person)),
        "proof": tuple(dict.fromkeys(c.report for c in fact.claims if c.report)),
    }
    return fact.id, "Event", _kept(values)


def _kept(values: Mapping[str, tuple[str | None, ...]]) -> dict[str, tuple[str, ...]]:
    cleaned = {name: tuple(v for v in held if v) for name, held in values.items()}
    return {name: held for name, held in cleaned.items() if held}


def _lines(release: Release) -> Iterator[bytes]:
    for name, schema, properties in entities(release):
        row = {"id": name, "schema": schema, "properties": properties, "datasets": [DATASET]}
        yield msgspec.json.encode(row) + b"\n"


COLUMNS = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "id")


def _statements(release: Release) -> Iterator[bytes]:
    """One statement a value. Its id is the SHA-1 of dataset, entity, property and value, as the format has it."""
    yield _row(COLUMNS)
    for name, schema, properties in entities(release):
        for prop, held in properties.items():
            for value in held:
                key = hashlib.sha1(f"{DATASET}.{name}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
                yield _row((name, name, prop, _TYPES.get(prop, "string"), schema, value, DATASET, key))


def _row(values: tuple[str, ...]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(values)
    return out.getvalue().encode("utf-8")


def _claims(release: Release) -> Iterator[bytes]:
    for fact in release.facts:
        for claim in fact.claims:
            fields = {name: v for name, v in msgspec.structs.asdict(claim).items() if v is not None}
            yield msgspec.json.encode({"entity": fact.id, "grade": fact.grade, **fields}) + b"\n"


FORMAT = Format("ftm", "FollowTheMoney entities and statements, with claims beside them", _files)
