"""Quotations by typography: what stands inside the marks, in the habits of newsrooms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.model import Block, Report, Span
from secondsource.reading import quotations


def report(text: str) -> Report:
    blocks, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(Span(start, start + len(part)), "body"))
        start += len(part) + 2
    return Report("r", text, tuple(blocks))


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations.find(report(text))]


CASES = {
    "curly": ("“They came at night,” the cook said.", ["They came at night,"]),
    "straight": ('"They came at night," the cook said.', ["They came at night,"]),
    "guillemets": ("«They came at night», the cook said.", ["They came at night"]),
    "German": ("„They came at night“, the cook said.", ["They came at night"]),
    "two in one paragraph": ("“One,” he said. “Two.”", ["One,", "Two."]),
    "unclosed at the end of a paragraph": ("“One, he began.\n\n“Two.”", ["One, he began.", "Two."]),
    "opening mark lost": ("[It is] no wonder that they run.”", ["[It is] no wonder that they run."]),
    "single within double": ("“She said ‘go home’ to me,” he said.", ["She said ‘go home’ to me,"]),
    "single alone, long": ("‘They came at night and took him,’ the cook said.", ["They came at night and took him,"]),
    "apostrophes are no marks": ("The guards’ dog and the boy’s bread.", []),
    "inches are no marks": ('A 12" pipe was found.', []),
    "inside a sentence": ("He called them “parasites” twice.", ["parasites"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_stands_inside_the_marks(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_speech_that_runs_on_is_marked() -> None:
    first, second = quotations.find(report("“One, he began.\n\n“Two.”"))
    assert (first.continues, second.continues) == (True, False)


@given(st.text(alphabet="ab .,\n“”\"«»‘’'„1", max_size=80))
def test_any_marks_give_ordered_spans_inside_the_text(text: str) -> None:
    end = 0
    for quotation in quotations.find(report(text)):
        assert end <= quotation.span.start <= quotation.inner.start <= quotation.inner.end <= quotation.span.end
        assert quotation.span.end <= len(text)
        end = quotation.span.end
