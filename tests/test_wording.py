"""Acts that no pattern tells: what words mean, and how likely they tell an act by what stands with them."""

from pathlib import Path

import numpy as np
import pytest

from a_people import report_of
from secondsource.errors import LexiconError
from secondsource.lexicon import wording as lexicon
from secondsource.lexicon.acts import acts
from secondsource.lexicon.wording import NO_ACT, Meanings, Wording, meanings, wording
from secondsource.reading import language, pipeline
from secondsource.reading.clauses import View
from secondsource.reading.wording import Likely


def likely(text: str, model: Wording | None = None) -> Likely:
    report = report_of(text)
    doc = next(iter(language.parse([report])))
    return Likely(View(doc, pipeline.facts_of(report, doc)), model)


def alike(one: str, other: str) -> float:
    a, b = meanings().mean([[one], [other]])
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("jail", "prison", "rice"),
        ("bribe", "corruption", "river"),
        ("beat", "punch", "letter"),
        ("flee", "escape", "office"),
    ],
)
def test_words_that_mean_alike_lie_close(word: str, near: str, far: str) -> None:
    assert alike(word, near) > alike(word, far) + 0.1


def test_an_unknown_word_means_nothing() -> None:
    assert not meanings().mean([["zzyzx"], []]).any()


def test_the_weights_are_of_acts_that_there_are() -> None:
    assert {*wording().acts} - {NO_ACT} <= acts().keys()


def test_of_a_text_without_words_nothing_is_likely() -> None:
    assert list(likely("1. 2. 3.").found(0.01)) == []


def test_what_is_likely_is_a_share_of_all() -> None:
    held = likely("The police seized the printer in his shop on May 3.")
    for word in held.words:
        whole = sum(held.of([word], act) for act in wording().acts)
        assert whole == pytest.approx(1, abs=1e-4)
        assert all(held.of([word], act) <= held.beside(word, act) for act in wording().acts)


def test_an_act_that_was_not_learned_is_neither_likely_nor_unlikely() -> None:
    held = likely("The police seized the printer in his shop on May 3.")
    assert not held.knows("cattle_counting")
    assert held.knows("arrest")


def test_weights_of_nothing_find_nothing() -> None:
    empty = Wording([NO_ACT, "arrest"], ["lemma:seize:VERB"], _weights(rows=1, dimensions=7 * 64))
    assert list(likely("The police seized the printer.", empty).found(0.6)) == []


def _weights(rows: int, dimensions: int) -> tuple[lexicon.Floats, lexicon.Floats, lexicon.Floats]:
    return tuple(np.zeros(shape, np.float32) for shape in ((rows, 2), (dimensions, 2), (2,)))  # type: ignore[return-value]


def test_a_file_that_holds_something_else_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "meanings.npz").write_bytes(b"no numbers")
    monkeypatch.setattr(lexicon.resources, "files", lambda _: tmp_path)
    meanings.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"lexicon/meanings\.npz"):
            meanings()
    finally:
        meanings.cache_clear()


def test_vectors_of_words_are_averaged() -> None:
    held = Meanings(["a", "b"], np.array([[1, 0], [0, 1]], np.float32))
    assert held.mean([["a", "b", "c"], ["a"], []]).tolist() == [[0.5, 0.5], [1, 0], [0, 0]]
