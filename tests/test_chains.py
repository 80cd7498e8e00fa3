"""The way a statement came: through whom the outlet has it."""

import pytest

from secondsource.model import Attribution, Span
from secondsource.reading.chains import paths


def said(source: str, cue: tuple[int, int], content: tuple[int, int]) -> Attribution:
    return Attribution((source,), Span(*cue), "indirect", (Span(*content),))


CASES = {
    "heard by the outlet itself": ([said("s1", (0, 4), (5, 90))], [("s1",)]),
    "passed on": ([said("s1", (0, 4), (5, 90)), said("s2", (20, 24), (25, 60))], [("s1",), ("s1", "s2")]),
    "passed on twice": (
        [said("s1", (0, 4), (5, 90)), said("s2", (20, 24), (25, 60)), said("s3", (30, 34), (35, 50))],
        [("s1",), ("s1", "s2"), ("s1", "s2", "s3")],
    ),
    "side by side": ([said("s1", (0, 4), (5, 20)), said("s2", (30, 34), (35, 50))], [("s1",), ("s2",)]),
    "one voice, two cues": ([said("s1", (0, 4), (5, 90)), said("s1", (20, 24), (25, 60))], [("s1",), ("s1",)]),
    "within each other": ([said("s1", (30, 34), (5, 20)), said("s2", (10, 14), (25, 60))], [("s1",), ("s1", "s2")]),
}


@pytest.mark.parametrize(("given", "expected"), CASES.values(), ids=CASES)
def test_through_whom_it_came(given: list[Attribution], expected: list[tuple[str, ...]]) -> None:
    assert [attribution.path for attribution in paths(tuple(given))] == expected
