"""Which act is told where several fit, and which events are told at all."""

from collections.abc import Callable

import pytest

from a_people import report_of
from secondsource.lexicon.keeping import Keeping, rivals, sifting
from secondsource.reading import pipeline

ONE_ACT = [
    ("The courier was held for five hours at the checkpoint.", "arrest"),
    ("In May the bishop was transferred to the prison of Arin.", "imprisonment"),
    ("Two printers were sent to a camp in March.", "imprisonment"),
    ("The baker was sentenced to four years in May.", "sentencing"),
    ("Officers of the border guard beat the two porters with rifle butts.", "violence"),
    ("The inspector was dismissed on May 3 for taking bribes.", "dismissal"),
    ("The nurse gave the officer 500 dollars so that he would sign.", "bribery"),
    ("Two boys drowned in the river in June.", "death"),
]


@pytest.mark.parametrize(("text", "act"), ONE_ACT)
def test_of_several_acts_on_one_word_the_likely_one_is_read(text: str, act: str) -> None:
    assert act in {event.act for event in pipeline.read(report_of(text)).events}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The guard working at the station was sent to a camp.", "labour"),
        ("A cousin let us know that the baker was at home.", "cover_up"),
        ("The clerk, who was off to a funeral, came back in May.", "death"),
        ("They lined them up along the wall and went from one to the next.", "shortage"),
    ],
)
def test_what_only_looks_like_an_act_is_none(text: str, act: str) -> None:
    assert act not in {event.act for event in pipeline.read(report_of(text)).events}


@pytest.mark.parametrize("model", [rivals, sifting])
def test_the_learned_weights_are_of_traits_that_there_are(model: Callable[[], Keeping]) -> None:
    names = model().weights.keys()
    assert "act:arrest" in names or "shape:noun" in names
    assert "in view" not in names
