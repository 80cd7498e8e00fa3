"""A report's text falls into blocks, each judged: what is read and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import LIVE, BlockKind
from secondsource.reports.blocks import split

SENTENCE = "A guard of the northern camp was arrested in May, two residents told the paper."
PAGE = f"""Guard of northern camp held over missing rice

By Ann Example | 2023.05.18 11:42 am

SHARE  Facebook  X  Copy link

{SENTENCE}

A camp gate
The gate of the camp, seen from the road. / Photo: Sample Post

Two more held

“They took him at night,” a neighbour said. “He had his shoes in his hand.”

BORDERTOWN

{SENTENCE}

Q: Was he beaten?

Read in Korean
Please send comments to the desk. Copyright © Sample Post. All rights reserved.

Most read
Rice price falls again
Three held for smuggling wire
"""


def judged(text: str, start: int = 0) -> list[tuple[str, str]]:
    return [(block.kind, text[block.span.start : block.span.end]) for block in split(text, start)]


def test_a_page_with_all_kinds() -> None:
    assert [kind for kind, _ in judged(PAGE)] == [
        "title",
        "byline",
        "boilerplate",
        "body",
        "caption",
        "caption",
        "heading",
        "body",
        "heading",
        "body",
        "body",
        "boilerplate",
        "boilerplate",
        "related",
        "related",
        "related",
    ]


@pytest.mark.parametrize(
    ("above", "kinds"),
    [
        ("Guard held over missing rice", ["title"]),
        ("Where is the guard of the camp?", ["title"]),
        ("“He had no shoes”: guard’s wife speaks of the arrest", ["title"]),
        ("‘Dead’ guard is alive", ["title"]),
        ("NORTH COUNTY\n\nGuard held over missing rice", ["heading", "title"]),
        ("Guard held over missing rice\nTwo more officers were questioned, say residents", ["title", "heading"]),
        ("2023/05/22\n\nGuard held over missing rice", ["byline", "title"]),
        ("Guard held over missing rice\n\nNov.\u00a023, 2023\u00a0\u00a017:02", ["title", "byline"]),
        (
            "Sample Digest | Weekly roundup | Forward to a friend\nGuard held over missing rice",
            ["boilerplate", "title"],
        ),
        ("# Guard held over missing rice", ["title"]),
        ("Dear friends,", ["body"]),
        ("He was arrested.", ["body"]),
    ],
)
def test_what_stands_above_the_text(above: str, kinds: list[BlockKind]) -> None:
    assert [kind for kind, _ in judged(f"{above}\n\n{SENTENCE}\n")] == [*kinds, "body"]


@pytest.mark.parametrize(
    ("below", "kind"),
    [
        ("Kim Example – Ann Sample", "byline"),
        ("Printed in Sampletown. Translation: the editors.", "boilerplate"),
        ("Radio Sample broadcasts from Sampletown on Sundays.", "boilerplate"),
        ("Weather in Sampletown: 27°, wind from the east", "boilerplate"),
        (">> Read also: Rice harvest hits record", "related"),
        ("He is believed to be in the county lock-up.", "body"),
        ("“Pray for him,” the pastor said, and hung up the telephone at once.", "body"),
        ("The ministry did not reply to an e-mail.", "body"),
    ],
)
def test_what_stands_below_the_text(below: str, kind: BlockKind) -> None:
    assert judged(f"{SENTENCE}\n\n{below}\n")[-1] == (kind, below)


@pytest.mark.parametrize(
    "words",
    [
        "KARAJ. The prisoner whom they mourned is alive, his wife told this bulletin.",
        "SAMPLETOWN (Sample) — The province has expelled two priests, the court said on Thursday.",
        "“The copyright is ours, all rights reserved, they told us,” said the printer who was fined.",
        "In this undated photo, “he holds the letter that killed him,” his widow said of the picture.",
        "* Bordertown. The trader, Example, was in custody again.",
    ],
)
def test_body_that_looks_like_something_else_is_read(words: str) -> None:
    assert judged(f"A headline of some length here\n\n{SENTENCE}\n\n{words}\n\n{SENTENCE}\n")[2] == ("body", words)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_every_kind(end: str) -> None:
    text = end.join(["Guard held", "", SENTENCE, "", "Read in Korean", "Share on WhatsApp"])
    assert judged(text) == [
        ("title", "Guard held"),
        ("body", SENTENCE),
        ("boilerplate", "Read in Korean"),
        ("boilerplate", "Share on WhatsApp"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The guard was taken from his post on Monday by men of the\n"
        "provincial office, who told his wife that he would be back\n"
        "by noon. He has not been seen since then by anyone.\n"
        "\n"
        "She went to the office three times, and was told that the\n"
        "matter was closed. Nobody has given her a paper.\n"
    )
    blocks = split(text)
    assert [text[block.span.start : block.span.end].count("\n") for block in blocks] == [2, 1]
    assert {block.kind for block in blocks} == {"body"}


def test_headings_above_wrapped_lines_stay_apart() -> None:
    text = (
        "Council of the Sample\nFifth session\n\nSummary\n"
        "The guard was taken from his post on Monday by men of the\n"
        "provincial office, who told his wife that he would be back\n"
        "by noon. He has not been seen since then.\n"
    )
    assert [kind for kind, _ in judged(text)] == ["title", "heading", "heading", "body"]


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = f"{SENTENCE}\n{SENTENCE}\nThe second is longer than the first. {SENTENCE} {SENTENCE}\n"
    assert len(split(text)) == 3


def test_repeated_short_lines_are_not_read() -> None:
    text = f"Guard held over rice\n\n{SENTENCE}\n\nSample evening page\n\n{SENTENCE}\n\nSample evening page\n"
    assert [kind for kind, _ in judged(text)] == ["title", "body", "boilerplate", "body", "boilerplate"]


def test_a_picture_named_by_its_file_is_a_caption() -> None:
    text = f"Guard held over rice\n\ncamp-gate-rice Soldiers stand at the gate of the camp.\n\n{SENTENCE}\n"
    assert judged(text)[1][0] == "caption"


def test_what_stands_before_the_start_is_no_block() -> None:
    text = f"outlet: Sample\n{SENTENCE}"
    assert judged(text, text.index(SENTENCE)) == [("body", SENTENCE)]


PIECES = st.sampled_from(
    [
        SENTENCE,
        "Read in Korean",
        "By Ann Example",
        "Most read",
        "Photo: A gate",
        "“He said so,” she said.",
        "HEAD",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        "\ufeff",
        "\u200b",
        " ",
        "| ",
        "©",
        "가나다",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map("".join)), st.integers(0, 20))
def test_blocks_are_ordered_apart_and_inside_the_text(text: str, start: int) -> None:
    end = min(start, len(text))
    for block in split(text, end):
        words = text[block.span.start : block.span.end]
        assert end <= block.span.start < block.span.end <= len(text)
        assert words == words.strip()
        end = block.span.end


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_word_is_in_a_block(text: str) -> None:
    inside = {at for block in split(text) for at in range(block.span.start, block.span.end)}
    assert all(at in inside for at, char in enumerate(text) if char.isalnum())


@given(st.lists(PIECES, max_size=20).map("".join))
def test_there_is_one_title_at_most(text: str) -> None:
    kinds = [block.kind for block in split(text)]
    assert kinds.count("title") <= 1
    assert "title" in LIVE
