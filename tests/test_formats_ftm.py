"""Documents of Aleph and Datashare come in as reports; what else an export holds is passed over."""

import json
from collections.abc import Iterator

import pytest

from secondsource.errors import ReportError
from secondsource.reports.apart import Parser
from secondsource.reports.formats.making import Given, Piece
from secondsource.reports.original import Parsed

BODY = "A source in Hyesan told Lake Radio that a border officer was arrested on May 9.\n\nHe had accepted 20,000 yuan."
ARTICLE = {
    "id": "a1",
    "schema": "Article",
    "properties": {
        "title": ["Officer held in Hyesan"],
        "bodyText": [BODY],
        "publishedAt": ["2023-05-18T10:00:00"],
        "publisher": ["Lake Radio"],
        "sourceUrl": ["https://example.org/lake/1"],
        "language": ["eng"],
        "author": ["Mira Dole"],
    },
}
PERSON = {"id": "p1", "schema": "Person", "properties": {"name": ["Ri Myong Su"]}}
EMPTY = {"id": "d1", "schema": "Document", "properties": {"fileName": ["scan.pdf"]}}


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    with Parser() as made:
        yield made


def parsed(parser: Parser, *lines: object, name: str = "entities.ftm.json") -> list[Parsed | ReportError]:
    data = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()
    return list(parser.parse(Piece(name, data), Given()))


@pytest.mark.parametrize("name", ["entities.ftm.json", "export.ftm", "aleph.ijson"])
def test_a_document_is_a_report_and_a_person_is_none(parser: Parser, name: str) -> None:
    (found,) = parsed(parser, PERSON, ARTICLE, name=name)
    assert isinstance(found, Parsed)
    report = found.report
    assert BODY.split("\n")[0] in report.text
    assert (report.title, report.outlet, report.published) == ("Officer held in Hyesan", "Lake Radio", "2023-05-18")
    assert (report.url, report.language, found.author) == ("https://example.org/lake/1", "en", "Mira Dole")


def test_a_document_without_its_text_is_no_silence(parser: Parser) -> None:
    article, fault = parsed(parser, ARTICLE, EMPTY)
    assert isinstance(article, Parsed)
    assert isinstance(fault, ReportError)
    assert "has no text" in fault.reason


@pytest.mark.parametrize(
    "line", ["not json", "[1, 2]", '{"id": 1}', '"word"', '{"schema": "Article", "properties": 3}']
)
def test_what_is_no_entity_is_told_and_the_rest_is_read(parser: Parser, line: str) -> None:
    found = parsed(parser, line, ARTICLE)
    assert isinstance(found[-1], Parsed)


def test_a_file_without_any_entity_is_an_error(parser: Parser) -> None:
    faults = parsed(parser, "nothing", "here")
    assert all(isinstance(fault, ReportError) for fault in faults)
    assert "no FollowTheMoney entity" in str(faults[-1])
