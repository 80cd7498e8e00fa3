"""Every format becomes the same report; what a parser would lose in silence is an error."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import files_made
from files_made import LINK, SENTENCES, TITLE
from secondsource.errors import ReportError
from secondsource.reports.apart import Parser
from secondsource.reports.formats.making import Given, Piece
from secondsource.reports.original import Parsed

EVERY = files_made.every()


@pytest.fixture(scope="module")
def parser() -> Iterator[Parser]:
    """One parser apart for all tests."""
    with Parser() as made:
        yield made


def parsed(parser: Parser, name: str, data: bytes, given: Given | None = None) -> list[Parsed | ReportError]:
    return list(parser.parse(Piece(name, data), given or Given()))


def one(parser: Parser, name: str, data: bytes, given: Given | None = None) -> Parsed:
    found = parsed(parser, name, data, given)[0]
    assert isinstance(found, Parsed), found
    return found


def why(parser: Parser, name: str, data: bytes) -> str:
    found = parsed(parser, name, data)
    assert [type(item) for item in found] == [ReportError], found
    return found[0].reason  # type: ignore[union-attr]


@pytest.mark.parametrize("name", EVERY)
def test_every_format_gives_the_report(name: str, parser: Parser) -> None:
    found = one(parser, name, EVERY[name])
    words = " ".join(found.report.text.replace("\n", " ").split())
    for sentence in SENTENCES:
        assert sentence in words
    assert found.report.title == TITLE or name == "a.pdf"
    assert all(found.report.text[b.span.start : b.span.end].strip() for b in found.report.blocks)
    if name not in ("a.pdf", "a.docx"):
        assert found.report.published == "2023-05-18"
    if name not in ("a.pdf", "a.docx", "a.eml", "a.mbox"):
        assert found.report.outlet == "Lake Radio"
    if name in ("a.html", "a.mhtml", "a.csv", "a.txt", "a.jsonl", "a.zip"):
        assert found.report.url == LINK
    if name in ("a.html", "a.eml", "a.docx", "a.warc"):
        assert found.author == "Mira Dole"
    if not name.endswith(("zip", "mbox", "warc", "warc.gz", "wacz", "csv", "jsonl")):
        assert found.data == EVERY[name]


def test_containers_give_every_report_and_its_own_bytes(parser: Parser) -> None:
    names = [item.name for item in parsed(parser, "a.zip", EVERY["a.zip"]) if isinstance(item, Parsed)]
    assert names == ["a.zip/x/a.html", "a.zip/b.eml"]
    mails = parsed(parser, "a.mbox", EVERY["a.mbox"])
    assert [item.name for item in mails if isinstance(item, Parsed)] == ["a.mbox#1", "a.mbox#2"]
    assert isinstance(mails[1], Parsed)
    assert "From the market it is heard" in mails[1].report.text
    page = one(parser, "a.warc", EVERY["a.warc"])
    assert page.data == files_made.html().encode()
    assert page.report.url == LINK


def test_what_is_said_at_adding_holds_where_the_file_says_nothing(parser: Parser) -> None:
    given = Given("Hill Post", "2020-01-02", {"text": "Bericht"})
    mail = one(parser, "a.eml", EVERY["a.eml"], given)
    assert (mail.report.outlet, mail.report.published) == ("Hill Post", "2023-05-18")
    row = one(parser, "t.csv", f"Bericht,date\n{SENTENCES[0]},\n".replace(", an officer,", "").encode(), given)
    assert (row.report.outlet, row.report.published) == ("Hill Post", "2020-01-02")


def test_a_page_in_another_encoding(parser: Parser) -> None:
    page = files_made.html().replace('charset="utf-8"', 'charset="windows-1252"').encode("cp1252")
    assert SENTENCES[1] in one(parser, "a.html", page).report.text
    assert SENTENCES[1] in one(parser, "a.html", b"\xff\xfe" + files_made.html().encode("utf-16-le")).report.text


FAULTS = [
    ("deep.html", "<div>" * 400 + f"<p>{SENTENCES[0]}</p>", "nested 40"),
    ("hidden.html", "<html><body><aside>" + f"<p>{SENTENCES[0]}</p>" * 9, "words"),
    ("empty.html", "<html><body></body></html>", "no text"),
    ("wrong.html", files_made.html().replace('charset="utf-8"', 'charset="nonsense"').encode("cp1252"), "encoding"),
    ("cut.pdf", files_made.pdf()[:300], "damaged"),
    ("picture.pdf", files_made.pdf(()), "pictures"),
    ("cut.docx", files_made.docx()[:-30], "damaged"),
    ("other.docx", files_made.zipped({"a.txt": "x"}), "no Word document"),
    ("deep.docx", files_made.docx("<w:p>" * 5000 + "</w:p>" * 5000), "damaged"),
    (
        "entity.docx",
        files_made.docx("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>", '<!DOCTYPE x [<!ENTITY a "b">]>'),
        "damaged",
    ),
    ("no.eml", "nothing like a mail", "no headers"),
    ("cut.mhtml", EVERY["a.mhtml"][:1300], "ends early"),
    ("cut.zip", EVERY["a.zip"][:-40], "damaged"),
    ("cut.warc.gz", EVERY["a.warc.gz"][:600], "damaged"),
    ("cut.warc", EVERY["a.warc"][:900], "damaged"),
    ("head.warc", EVERY["a.warc"][:90], "no web page"),
    ("no.csv", "a,b\n1,2\n", "no column"),
    ("no.jsonl", "{}\n", "no column"),
    ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
    ("a.html", files_made.pdf(), "its name says text"),
    ("a.txt", b"", "empty"),
    ("a.txt", b"   \n ", "empty"),
    ("a.txt", "Überfall in Łódź".encode("utf-16"), "not UTF-8"),
    ("big.txt", "A word. " * 200_000, "MB"),
]


SHEET = "Link,Archive status,Upload timestamp,Upload title,Text content\n"
INCIDENTS = "slug,attr_description,attr_date,inserted_at\n"


@pytest.mark.parametrize(
    ("table", "published", "url"),
    [
        (f'{SHEET}{LINK},success,2023-05-18T08:00:00+00:00,{TITLE},"{SENTENCES[0]}"\n', "2023-05-18", LINK),
        (f'{INCIDENTS}LAKE-1,"{SENTENCES[0]}",2023-05-09,2023-05-20T10:00:00Z\n', "2023-05-20", None),
    ],
)
def test_tables_of_other_tools_need_no_map(table: str, published: str, url: str | None, parser: Parser) -> None:
    found = one(parser, "t.csv", table.encode())
    assert SENTENCES[0] in found.report.text
    assert (found.report.published, found.report.url) == (published, url)


@pytest.mark.parametrize(("name", "data", "reason"), FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_what_would_be_lost_is_an_error(name: str, data: str | bytes, reason: str, parser: Parser) -> None:
    assert reason in why(parser, name, data.encode() if isinstance(data, str) else data)


def test_a_bomb_is_refused_within_the_limits() -> None:
    zeros = files_made.zipped({"a.txt": b"\0" * 70_000_000})
    nested = zeros
    for _ in range(5):
        nested = files_made.zipped({"b.zip": nested})
    huge = files_made.docx("<w:p><w:r><w:t>" + "x" * 70_000_000 + "</w:t></w:r></w:p>")
    with Parser() as parser:
        assert "64 MB" in why(parser, "z.zip", zeros)
        assert "archives" in why(parser, "n.zip", nested)
        assert "64 MB" in why(parser, "h.docx", huge)


def test_a_parser_that_hangs_is_ended_and_the_next_file_is_read() -> None:
    with Parser(patience=1.0) as parser:
        hanging = list(parser.parse(Piece("slow.html", ("<p>" + "&" * 40_000_000).encode()), Given()))
        assert [getattr(item, "code", "") for item in hanging] in (["time"], ["memory"], ["crash"], ["report"])
        assert one(Parser(), "a.eml", EVERY["a.eml"]).format == "mail"


def test_a_parser_without_memory_says_so_and_the_next_file_is_read() -> None:
    with Parser(memory=150_000_000) as parser:
        found = list(parser.parse(Piece("big.html", files_made.html(sentences=SENTENCES * 200_000).encode()), Given()))
        assert [getattr(item, "code", "") for item in found] in (["memory"], ["crash"])
        assert one(parser, "a.eml", EVERY["a.eml"]).format == "mail"


def test_large_containers_are_read_from_their_path_piece_by_piece(tmp_path: Path, parser: Parser) -> None:
    path = tmp_path / "many.warc.gz"
    path.write_bytes(files_made.warc((files_made.html(),) * 40))
    found = list(parser.parse(Piece("many.warc.gz", path=str(path)), Given()))
    assert len(found) == 40
