"""What a cue gives is left out where it is not likely to be attributed."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from a_people import report_of
from secondsource.errors import LexiconError
from secondsource.lexicon import attributing as lexicon
from secondsource.lexicon.attributing import Weights
from secondsource.model import Attribution
from secondsource.reading import attributing, attributions, language, pipeline

BEFORE = "A weaver was taken away in Tamra in May."


def said(text: str) -> tuple[str, tuple[Attribution, ...]]:
    report = report_of(BEFORE, text)
    doc = next(language.parse([report]))
    return report.text, attributions.find(doc, pipeline.facts_of(report, doc))[1]


def test_figures_that_hang_on_what_was_counted_are_what_is_put() -> None:
    text, found = said("The bulletin puts the number of those who were taken at more than twenty.")
    assert [text[c.start : c.end] for a in found for c in a.content] == [
        "the number of those who were taken at more than twenty"
    ]


def test_what_a_cue_gives_is_left_out_where_that_is_unlikely(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "The widow said that the gate was shut."
    assert said(words)[1]
    nothing = Weights([], np.zeros(0, np.float32), np.zeros(3 * 64, np.float32), -9.0, 0.5)
    monkeypatch.setattr(attributing, "attributing", lambda: nothing)
    assert not said(words)[1]


def test_a_chance_is_a_share_and_the_same_whatever_the_order_of_what_speaks_for_it() -> None:
    weights = lexicon.attributing()
    seen = sorted(weights.of_traits)[:200]
    chance = weights.chance(seen, ("say", "widow", "be"))
    assert 0 < chance < 1
    assert weights.chance(seen[::-1] * 2, ("say", "widow", "be")) == pytest.approx(chance)


def test_a_file_that_holds_something_else_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "attributing.npz").write_bytes(b"no numbers")
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    lexicon.attributing.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"attributing\.npz"):
            lexicon.attributing()
    finally:
        lexicon.attributing.cache_clear()
