"""The gate: no figure of the test corpus falls under its floor, and nothing is ever graded too high."""

import pytest

from floors import Measured, Pins, corpus_hash, measure, pins, raised
from secondsource.evaluation.tally import LAYERS
from secondsource.model import Reading, Weighing

LAYERS_WITH_F1 = [layer for layer in LAYERS if layer not in ("merged_look_alikes", "over_corroborated")]


@pytest.fixture(scope="module")
def measured(corpus_readings: tuple[Reading, ...], corpus_weighing: Weighing) -> Measured:
    return measure(corpus_readings, corpus_weighing)


def test_the_corpus_is_the_one_that_the_floors_hold_for() -> None:
    assert pins().corpus == corpus_hash()


def test_every_figure_has_a_floor() -> None:
    assert list(pins().floors) == LAYERS_WITH_F1


@pytest.mark.parametrize("layer", LAYERS_WITH_F1)
def test_no_figure_falls_under_its_floor(layer: str, measured: Measured) -> None:
    assert measured.f1.get(layer, 0.0) >= pins().floors[layer]


def test_nothing_is_graded_too_high(measured: Measured) -> None:
    assert pins().over_corroborated == 0
    assert measured.over_corroborated == 0


def test_floors_are_raised_and_never_lowered() -> None:
    old = Pins("hash", 0, {"sources": 70.0, "events": 50.0, "gone": 5.0})
    new = raised(old, Measured({"sources": 66.0, "events": 60.04, "times": 0.2}, 0))
    assert new.floors == {"sources": 70.0, "events": 59.5, "times": 0.0, "gone": 5.0}
