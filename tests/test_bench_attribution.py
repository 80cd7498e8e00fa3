"""The benchmark of attributions measures what the pipeline reads, and scores it by the words of its legend."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import attribution as bench
from spacy.tokens import Doc

from secondsource.evaluation.gold import Gold, GoldAttribution, GoldReport, GoldSource
from secondsource.model import Attribution, Reading, Source, Span
from secondsource.reading import language
from secondsource.reading.pipeline import read_parsed

TEXT = """\
The market at Tolvara has been closed since May, a trader told the paper. “Nobody sells rice any more,” she said.

According to a teacher from Ansk, two guards were sent away.
"""
GOLD = GoldReport(
    report="a.txt",
    text=TEXT,
    sources={"s1": GoldSource("a trader"), "s2": GoldSource("a teacher from Ansk")},
    attributions=[
        GoldAttribution("s1", ["The market at Tolvara has been closed since May"]),
        GoldAttribution("s1", ["Nobody sells rice any more"]),
        GoldAttribution("s2", ["two guards were sent away"]),
    ],
    people={},
    events=[],
)
SHE = TEXT.index("she")


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def reading(*said: tuple[str, str]) -> Reading:
    """A reading that attributes contents to the sources of the given words."""
    sources = {words: Source(words, span(words), (span(words),), "anonymous") for words, _ in said}
    found = tuple(Attribution((w,), span(w), "direct", (span(c),), by=(span(w),)) for w, c in said)
    return Reading(bench.lined("a.txt", TEXT), tuple(sources.values()), found)


def test_what_is_timed_is_what_the_pipeline_reads() -> None:
    report = bench.lined("a.txt", TEXT)
    doc = next(iter(language.parse([report])))
    measured, read = bench.said(bench.earlier(report, doc), doc), read_parsed(report, doc)
    assert measured.attributions == read.attributions
    assert measured.attributions
    assert [source.mentions for source in measured.sources] == [source.mentions for source in read.sources]


@pytest.mark.parametrize(
    ("said", "content", "both"),
    [
        ([], 0.0, 0.0),
        ([("a trader", "Nobody sells rice any more")], 33.3, 33.3),
        ([("a trader", "Nobody sells")], 0.0, 0.0),
        ([("two guards", "Nobody sells rice any more")], 33.3, 0.0),
        ([("a trader", "Nobody sells rice any more"), ("a teacher", "two guards were sent away")], 66.7, 66.7),
    ],
)
def test_a_content_is_right_by_half_of_its_words_and_both_by_the_gold_source(
    said: list[tuple[str, str]], content: float, both: float
) -> None:
    rows = bench.report_rows(Gold((GOLD,)), [reading(*said)])
    assert (rows["content"].r, rows["both"].r) == (content, both)


def test_a_speaker_is_lent_the_mentions_that_ours_joins_to_it() -> None:
    she = Span(SHE, SHE + 3)
    trader = Source("s1", span("a trader"), (span("a trader"), she), "anonymous")
    ours = Reading(bench.lined("a.txt", TEXT), (trader,))
    found = [
        Attribution((), span("said"), "direct", (span("Nobody sells rice any more"),), by=(she,)),
        Attribution((), span("According"), "direct", (span("two guards"),), by=(span("a teacher"),)),
    ]
    lent = bench.voiced(found, ours)
    assert [entry.sources for entry in lent.attributions] == [("s1",), ("a teacher",)]
    assert [source.mention for source in lent.sources] == [span("a trader"), span("a teacher")]


def test_a_refused_text_is_given_paragraph_by_paragraph() -> None:
    doc = next(iter(language.parse([bench.lined("a.txt", TEXT)])))

    def refusing(part: Doc) -> list[object]:
        if len(part) > 20:
            raise ValueError
        return [([part[3]], [part[0]], part[5:8])]

    (found,), refused = bench.quotes(doc, refusing)
    assert refused
    assert TEXT[found.by[0].start : found.by[0].end] == "teacher"


def test_rows_name_the_source_by_the_words_at_the_cue() -> None:
    row = bench.polnear_row(reading(("a trader", "Nobody sells rice any more")))
    trader, content = span("a trader"), span("Nobody sells rice any more")
    assert row["attributions"] == [
        {
            "source": [trader.start, trader.end],
            "cue": [[trader.start, trader.end]],
            "content": [[content.start, content.end]],
        }
    ]


@pytest.mark.parametrize("before", ["# One\n\nold\n", "# One\n\nold\n\n# Attribution\n\nolder\n"])
@pytest.mark.parametrize("after", ["", "\n# Two\n\nmore\n"])
def test_the_results_keep_their_other_sections(before: str, after: str) -> None:
    text = bench.kept(before + after, ["figures"])
    assert text.count("# Attribution") == 1
    assert "figures" in text
    assert "older" not in text
    assert text.startswith("# One\n\nold\n\n")
    assert ("# Two\n\nmore" in text) == bool(after)
    assert bench.kept(text, ["figures"]) == text
