"""Who vouches for what is told, by rules: the voice that is quoted for it or beside it, else the narrator."""

import pytest

from secondsource.model import NARRATOR, Block, Report, Span
from secondsource.reading import language, pipeline


def voucher(text: str, trigger: str, title: str = "") -> str:
    """The first mention of the voucher of the event that is told in these words, or ``narrator``."""
    whole = f"{title}\n\n{text}" if title else text
    blocks, start = [], 0
    for part in whole.split("\n\n"):
        blocks.append(Block(Span(start, start + len(part)), "title" if title and not start else "body"))
        start += len(part) + 2
    report = Report("r.txt", whole, tuple(blocks), outlet="Northern Post", published="2024-05-06")
    told = pipeline.ruled(report, next(language.parse([report])))
    at = whole.index(trigger)
    event = next(e for e in told.events if any(t.start < at + len(trigger) and at < t.end for t in e.triggers))
    source = next((s for s in told.sources if s.id == event.source), None)
    return whole[source.mention.start : source.mention.end] if source else NARRATOR


LEAD = "The market in Musan opened again on Monday."
CASES = {
    "quoted for it": (
        f"{LEAD}\n\nA cook in Musan said that the mayor was arrested in May.",
        "arrested",
        "A cook in Musan",
    ),
    "between two cues of one voice": (
        f"{LEAD}\n\nA cook said the gate was shut. The mayor was arrested in May. “I saw it,” the cook added.",
        "arrested",
        "A cook",
    ),
    "in the lead, behind who is quoted": (
        "A cook in Musan told us on Monday that the gate was shut. The mayor was arrested in May.",
        "arrested",
        "A cook in Musan",
    ),
    "nobody is quoted beside it": (
        f"{LEAD}\n\nThe mayor was arrested in May.\n\nA cook in Musan said that the gate was shut.",
        "arrested",
        NARRATOR,
    ),
    "behind a cue, further down": (
        f"{LEAD}\n\nA cook in Musan said that the gate was shut. The mayor was arrested in May.",
        "arrested",
        NARRATOR,
    ),
}


@pytest.mark.parametrize(("text", "trigger", "who"), CASES.values(), ids=CASES)
def test_who_vouches(text: str, trigger: str, who: str) -> None:
    assert voucher(text, trigger) == who


def test_what_a_headline_alone_tells_is_told_by_who_speaks_first() -> None:
    text = "“It was dark,” a cook in Musan said. “We stood at the gate.”"
    assert voucher(text, "arrested", "Mayor of Musan arrested") == "a cook in Musan"
