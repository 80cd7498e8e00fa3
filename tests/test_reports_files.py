"""Files and folders become reports, or faults that say in one line what is wrong and what to do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import secondsource
from secondsource import model
from secondsource.errors import ReportError
from secondsource.reports import files
from secondsource.reports.files import Report, from_file, gather

TEXT = "Guard held over missing rice\n\nA guard was arrested in May, two residents said.\n"
FRONT = "---\noutlet: Sample Post\npublished: 2023-05-18\n---\n"


def put(folder: Path, name: str, held: bytes | str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(held.encode() if isinstance(held, str) else held)
    return path


def test_a_file_becomes_a_report(tmp_path: Path) -> None:
    report = from_file(put(tmp_path, "a.txt", FRONT + TEXT))
    assert (report.id, report.outlet, report.published) == ("a.txt", "Sample Post", "2023-05-18")
    assert (report.language, report.title) == ("en", "Guard held over missing rice")
    assert report.text == FRONT + TEXT
    assert [block.kind for block in report.blocks] == ["title", "body"]


def test_the_public_face_makes_the_same_report(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", FRONT + TEXT)
    assert secondsource.Report is Report
    assert secondsource.Report.from_file(str(path)) == from_file(path)
    assert secondsource.Report.from_text("a.md", FRONT + TEXT) == from_file(path)
    assert isinstance(from_file(path), model.Report)


def test_the_public_face_is_small_and_loads_late() -> None:
    assert dir(secondsource) == ["Archive", "Report", "read", "read_all", "weigh"]
    with pytest.raises(AttributeError, match="pipeline"):
        secondsource.pipeline  # noqa: B018
    code = "import sys, secondsource; secondsource.Report; print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_options_hold_where_the_report_has_none(tmp_path: Path) -> None:
    with_front, without = put(tmp_path, "a.txt", FRONT + TEXT), put(tmp_path, "b.txt")
    held = gather([with_front, without], outlet="Other", published="1 June 2024").reports
    assert [(report.outlet, report.published) for report in held] == [
        ("Sample Post", "2023-05-18"),
        ("Other", "2024-06-01"),
    ]


def test_a_wrong_option_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="--published: it is not a date"):
        gather([put(tmp_path, "a.txt")], published="soon")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_are_those_of_the_file(tmp_path: Path, mark: str) -> None:
    text = mark + (FRONT + TEXT).replace("\n", "\r\n")
    report = from_file(put(tmp_path, "a.txt", text))
    assert report.text == text
    first = report.blocks[0].span
    assert report.text[first.start : first.end] == "Guard held over missing rice"


def test_a_title_in_the_front_matter_alone_is_read(tmp_path: Path) -> None:
    text = "---\ntitle: Officer held in the north\n---\nA guard was arrested in May, residents said.\n"
    report = from_file(put(tmp_path, "a.txt", text))
    first = report.blocks[0]
    assert first.kind == "title"
    assert text[first.span.start : first.span.end] == report.title == "Officer held in the north"


def test_a_title_in_both_places_is_read_once(tmp_path: Path) -> None:
    report = from_file(put(tmp_path, "a.txt", "---\ntitle: Guard held over missing rice\n---\n" + TEXT))
    assert [block.kind for block in report.blocks] == ["title", "body"]
    assert report.blocks[0].span.start > 40


MARK = "Secretname wrote to the family."
BAD = [
    ("empty.txt", b"", "it is empty", "Put the report's text into it"),
    ("blank.txt", b" \r\n\t\n", "it is empty", "Put the report's text into it"),
    ("mark.txt", b"\xef\xbb\xbf", "it is empty", "Put the report's text into it"),
    ("front.txt", FRONT.encode(), "there is no text after the front matter", "Put the report's text into it"),
    ("page.txt", b"Read in Korean\n\nShare on WhatsApp\n", "it holds nothing to read", "Put the report's text"),
    (
        "korean.txt",
        (MARK + " 보위부 요원이 체포됐다.").encode("euc-kr"),
        "byte 32 is not UTF-8",
        "iconv -f EUC-KR -t UTF-8",
    ),
    ("russian.txt", (MARK + " Его задержали в мае.").encode("cp1251"), "byte 32 is not UTF-8", "iconv -f WINDOWS-1251"),
    ("koi.txt", (MARK + " Его задержали в мае.").encode("koi8-r"), "byte 32 is not UTF-8", "iconv -f KOI8-R"),
    ("chinese.txt", (MARK + " 他五月被捕。").encode("gb18030"), "byte 32 is not UTF-8", "iconv -f GB18030"),
    ("japanese.txt", (MARK + " 彼は五月に捕まった。").encode("cp932"), "byte 32 is not UTF-8", "iconv -f SHIFT_JIS"),
    ("quotes.txt", (MARK + " “He’s gone.”").encode("cp1252"), "byte 32 is not UTF-8", "iconv -f WINDOWS-1252"),
    ("wide.txt", MARK.encode("utf-16"), "byte 0 is not UTF-8; it looks like UTF-16", "iconv -f UTF-16 "),
    ("noise.txt", MARK.encode() + b"\xff\xfe\x80\x81" * 90, "byte 31 is not UTF-8; its encoding is not known", "iconv"),
    ("wide16.txt", MARK.encode("utf-16-le"), "zero bytes", "UTF-8"),
    ("zero.txt", MARK.encode() + b"\x00\x01\x02", "zero bytes", "Save its text as a .txt or .md file"),
    ("pdf.txt", b"%PDF-1.7 " + MARK.encode(), "a PDF document", "Save its text as a .txt or .md file"),
    ("word.txt", b"PK\x03\x04" + MARK.encode(), "a Word or OpenDocument file", "Save its text as"),
    ("rich.txt", b"{\\rtf1 " + MARK.encode(), "an RTF document", "Save its text as"),
    ("page.md", b"<!DOCTYPE html><p>" + MARK.encode(), "a web page", "Save its text as"),
    ("picture.txt", b"\xff\xd8\xff\xe0" + MARK.encode(), "a picture", "Save its text as"),
    ("report.docx", MARK.encode(), "it is a Word document", "Only plain text is read: save it as a .txt"),
    ("report", MARK.encode(), "its name does not end in .txt or .md", "Only plain text is read"),
    ("large.txt", b"Secretname " * 100_000, "it has 1.1 MB, and a report may have 0.5 MB", "Split it"),
    ("dates.txt", b"---\npublished: Secretname\n---\nText.", "line 2: published is not a date", "2023-05-18"),
]


@pytest.mark.parametrize(("name", "held", "reason", "remedy"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, name: str, held: bytes, reason: str, remedy: str) -> None:
    path = put(tmp_path, name, held)
    with pytest.raises(ReportError) as raised:
        from_file(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert remedy in message
    assert "\n" not in message
    assert "Secretname" not in message.removeprefix(str(path))
    assert gather([path]).faults[0].args == raised.value.args


def test_a_missing_path(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"there is no such file\. Check the path"):
        from_file(tmp_path / "none.txt")
    assert len(gather([tmp_path / "none.txt"]).faults) == 1


@pytest.mark.parametrize("name", ["a\x00b.txt", "a" * 5_000 + ".txt"])
def test_what_cannot_be_a_path(name: str) -> None:
    with pytest.raises(ReportError, match="it cannot be read"):
        from_file(Path(name))
    assert len(gather([Path(name)]).faults) == 1


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="it is a folder"):
        from_file(tmp_path)


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "large.txt", "")
    os.truncate(path, 200_000_000_000)
    with pytest.raises(ReportError, match=r"200,000\.0 MB"):
        from_file(path)


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    assert len(gather([tmp_path]).faults) == 1


def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "none.txt")
    assert "there is no such file" in str(gather([tmp_path]).faults[0])


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    with pytest.raises(ReportError, match="not an ordinary file"):
        from_file(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_what_one_may_not_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    path.chmod(0)
    with pytest.raises(ReportError, match="you may not read it"):
        from_file(path)


def test_a_folder_is_read_to_its_depth_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c/d.TXT", "notes.docx", ".hidden.txt", ".git/x.txt", "._b.txt"):
        put(tmp_path, name)
    assert [report.id for report in gather([tmp_path]).reports] == ["d.TXT", "z.md", "b.txt"]


def test_a_bad_file_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt", b"\xff")
    put(tmp_path, "c.txt")
    held = gather([tmp_path])
    assert [report.id for report in held.reports] == ["a.txt", "c.txt"]
    assert [fault.thing for fault in held.faults] == [str(tmp_path / "b.txt")]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    put(tmp_path, "notes.docx")
    held = gather([tmp_path])
    assert (held.reports, len(held.faults)) == ((), 1)
    assert "the folder holds no report. Put reports into it as .txt or .md files" in str(held.faults[0])


def test_files_that_share_a_name_are_told_apart(tmp_path: Path) -> None:
    for name in ("2023/a.txt", "2024/a.txt", "2024/b.txt"):
        put(tmp_path, name)
    expected = ["2023/a.txt", "2024/a.txt", "b.txt"]
    assert [report.id for report in gather([tmp_path]).reports] == expected
    assert [report.id for report in gather([tmp_path / "2023", tmp_path / "2024"]).reports] == expected


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(path)
    assert len(gather([path, tmp_path, tmp_path / "." / "a.txt"]).reports) == 1


@pytest.mark.parametrize("name", [b"na\xffme.txt", b"two\nlines.txt", b"\x1b[31mred.txt"])
def test_names_of_any_bytes_fit_on_one_line(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_bytes(TEXT.encode())
    report = from_file(path)
    assert report.id.isprintable()
    path.write_bytes(b"\xff")
    with pytest.raises(ReportError) as raised:
        from_file(path)
    assert str(raised.value).isprintable()
    str(raised.value).encode("utf-8")


HEADS = st.sampled_from(
    [
        b"",
        b"---\n",
        FRONT.encode(),
        b"---\npublished: ",
        b"---\r\noutlet: [",
        b"\xef\xbb\xbf---\n",
        b"---\n---\n",
        b"---\n&a [*a",
    ]
)


@given(
    HEADS, st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_give_a_report_or_a_report_error(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, held: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(head + held)
    gathered = gather([path])
    assert len(gathered.reports) + len(gathered.faults) == 1
    assert all(str(fault).isprintable() and fault.remedy for fault in gathered.faults)
    for report in gathered.reports:
        assert report.text.encode() == head + held
        assert report.blocks
        assert report.published is None or report.published[:4].isdigit()


def test_the_limit_fits_the_parser() -> None:
    assert files.LARGEST <= 1_000_000
