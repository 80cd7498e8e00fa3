"""Front matter: what it says, and which line is at fault where it cannot be read."""

import pytest

from secondsource.errors import ReportError
from secondsource.reports import front_matter

BODY = "The guard was arrested in May.\n"


def with_front(*lines: str, end: str = "\n") -> str:
    return end.join(["---", *lines, "---", BODY])


def test_all_keys() -> None:
    text = with_front(
        "outlet: Sample Post",
        "published: 2023-05-18",
        "url: https://example.org/a",
        "language: KO",
        'title: "Guard: held"',
        "mood: calm",
    )
    front = front_matter.read("a.txt", text)
    assert (front.outlet, front.published, front.url) == ("Sample Post", "2023-05-18", "https://example.org/a")
    assert (front.language, front.title) == ("ko", "Guard: held")
    assert front.title_span
    assert text[front.title_span.start : front.title_span.end] == "Guard: held"
    assert text[front.body :] == BODY


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("head", ["", "\ufeff", "\n\n", "\ufeff\r\n"])
def test_line_ends_and_byte_order_marks(head: str, end: str) -> None:
    text = head + with_front("outlet: Sample", "title: Guard held", end=end)
    front = front_matter.read("a.txt", text)
    assert text[front.body :] == BODY
    assert front.outlet == "Sample"
    assert front.title_span
    assert text[front.title_span.start : front.title_span.end] == "Guard held"


@pytest.mark.parametrize("text", [BODY, "", "-- -\na: b\n", "----\na: b\n----\n", "Text.\n---\noutlet: A\n---\n"])
def test_text_without_front_matter(text: str) -> None:
    assert front_matter.read("a.txt", text) == front_matter.FrontMatter()


@pytest.mark.parametrize(
    "lines", [[], ["# nothing but a comment"], ["outlet:"], ["published: null"], ["published: unknown"]]
)
def test_empty_values_are_unknown(lines: list[str]) -> None:
    front = front_matter.read("a.txt", with_front(*lines))
    assert (front.outlet, front.published) == (None, None)
    assert front.body > 0


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2023-05-18", "2023-05-18"),
        ("2023-05-18T10:11:12Z", "2023-05-18"),
        ("2023-05-18 10:11", "2023-05-18"),
        ("2023-05", "2023-05"),
        ("2023", "2023"),
        ("2023/5/8", "2023-05-08"),
        ("2023.05.18.", "2023-05-18"),
        ("18 May 2023", "2023-05-18"),
        ("Thursday, May 18, 2023", "2023-05-18"),
        ("Sept. 4th, 2021", "2021-09-04"),
        ("May 2023", "2023-05"),
        ("2023년 5월 18일", "2023-05-18"),
        ("2023年5月", "2023-05"),
        ("unknown", None),
        ("  ", None),
    ],
)
def test_dates(value: str, date: str | None) -> None:
    assert front_matter.date(value) == date


@pytest.mark.parametrize(
    "value", ["yesterday", "2023-13", "2023-02-30", "05/06/2023", "18 Mayor 2023", "2023-05/18", "0000", "20230518"]
)
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        front_matter.date(value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\noutlet: A\nText without an end.\n", "line 1: the front matter that opens here is not closed"),
        ("\n\n---\noutlet: A\n", "line 3: the front matter that opens here is not closed"),
        (with_front("outlet: A", "published: soon"), "line 3: published is not a date"),
        (with_front("outlet: A", "", "published: [2023, 2024]"), "line 4: published has several values"),
        (with_front("outlet: {a: b}"), "line 2: outlet has several values"),
        (with_front("outlet: A", "title: Guard: held"), "line 3: the front matter is not YAML"),
        (with_front('outlet: "A', "title: B"), "the front matter is not YAML"),
        (with_front("outlet: [A"), "did not find expected ',' or ']'"),
        (with_front("outlet: A", "url: @home"), "line 3: the front matter is not YAML"),
        (with_front("outlet: A", "url: \x07"), "line 3: the front matter is not YAML"),
        (with_front("outlet: A", "outlet: B"), "line 3: the front matter has outlet twice"),
        (with_front("- outlet", "- A"), "line 2: the front matter is not a list of keys and values"),
        (with_front("some words"), "line 2: the front matter is not a list of keys and values"),
        (with_front("language: Klingonese words"), "line 2: language is not a code"),
        (with_front("outlet: " + "[" * 5_000), "the front matter is not YAML"),
        (with_front("outlet: " + "a" * 20_000), "line 1: the front matter that opens here is not closed"),
    ],
)
def test_faults_name_file_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(ReportError) as raised:
        front_matter.read("folder/a.txt", text)
    message = str(raised.value)
    assert message.startswith("folder/a.txt: ")
    assert said in message
    assert raised.value.remedy
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        with_front("outlet: A", "published: Secretname"),
        with_front("title: Secretname: B: C"),
        with_front("outlet: *Secretname"),
        with_front("outlet: !Secretname [1"),
    ],
)
def test_faults_do_not_show_what_the_file_holds(text: str) -> None:
    with pytest.raises(ReportError) as raised:
        front_matter.read("a.txt", text)
    assert "Secretname" not in str(raised.value)
