"""The status of an event, weighed by what stands around it."""

from hypothesis import given
from hypothesis import strategies as st

from a_people import report_of
from secondsource.lexicon.judging import Judging, judging
from secondsource.model import Status
from secondsource.reading import language, pipeline
from secondsource.reading.judging import evidence

TRAITS = st.frozensets(st.sampled_from(["here:if", "tag:VBD", "headline", "never heard of"]))
STATUSES: tuple[Status, ...] = ("asserted", "alleged")


def weighed(weight: int) -> Judging:
    return Judging(0.2, STATUSES, (0, 0), {"tag:VBD": (weight, 0), "here:if": (0, weight)})


@given(TRAITS, st.integers(-300, 300))
def test_chances_add_up_and_an_unknown_trait_weighs_nothing(traits: frozenset[str], weight: int) -> None:
    chances = weighed(weight).chances(traits)
    assert abs(sum(chances.values()) - 1) < 1e-9
    assert chances == weighed(weight).chances(traits - {"never heard of", "headline"})


def test_a_status_gives_way_only_to_one_that_is_likelier_by_the_margin() -> None:
    assert weighed(10).judge("asserted", frozenset({"here:if"})) == "asserted"
    assert weighed(200).judge("asserted", frozenset({"here:if"})) == "alleged"


def test_the_learned_weights_are_of_traits_that_there_are() -> None:
    report = report_of("“They beat him,” a neighbour said. The traders pay 5,000 won each month. He was arrested.")
    setting = pipeline.told(report, next(language.parse([report])))
    found = {name for _, traits in evidence(next(language.parse([report])), setting) for name in traits}
    known = judging().weights.keys()
    assert {"act:arrest", "given:asserted", "aux:was"} & found <= known
    assert len(found & known) > len(found) / 2


def test_what_is_judged_anew_says_so() -> None:
    report = report_of("He was arrested in May. “They beat him in the cell every night,” a relative said.")
    for event in pipeline.read(report).events:
        assert event.status in judging().statuses
