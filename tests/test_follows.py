"""Earlier reporting that a report refers to."""

import pytest

from secondsource.lexicon.attribution import lexicon
from secondsource.model import Block, Report, Span
from secondsource.reading.pipeline import read

CASES = {
    "another outlet": (
        "The River Press reported on May 3 that the mayor was held.",
        ["The River Press reported on May 3"],
    ),
    "an earlier article": ("The earlier article misspelled his name.", ["The earlier article"]),
    "our own, by its date": ("Our report of 3 May was wrong.", ["Our report"]),
    "nothing": ("The mayor was held on May 3, a neighbour said.", []),
}


def follows(text: str) -> list[str]:
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet="Northern Post", published="2024-05-06")
    return [text[span.start : span.end] for span in read(report).follows]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_a_report_follows(text: str, expected: list[str]) -> None:
    assert follows(text) == expected


_EARLIER = lexicon().earlier


@pytest.mark.parametrize(
    "words",
    [*(f"{w} {_EARLIER.which[0]} {_EARLIER.what[0]}" for w in _EARLIER.whose),
     *(f"{_EARLIER.whose[0]} {w} {_EARLIER.what[0]}" for w in _EARLIER.which),
     *(f"{_EARLIER.whose[0]} {_EARLIER.which[0]} {w}" for w in _EARLIER.what)],
)  # fmt: skip
def test_every_word_of_earlier_reporting_is_read(words: str) -> None:
    assert follows(f"In May {words} misspelled his name.") == [words]
