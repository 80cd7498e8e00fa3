"""How a place or a time is chosen for an event by weighing what speaks for each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.lexicon.choosers import Chooser, chooser

KNOWN = Chooser(0.5, {"near": 2.0, "far": -1.0, "none:always": 1.0}, {"none:planned": {"near": -3.0}})
ALWAYS = frozenset({"none:always"})
PLANNED = ALWAYS | {"none:planned"}


@pytest.mark.parametrize(
    ("candidates", "manner", "chosen"),
    [
        ({"Sunchon": {"near"}, "Kaechon": {"far"}}, ALWAYS, "Sunchon"),
        ({"Kaechon": {"far"}}, ALWAYS, None),
        ({"Sunchon": {"near"}}, PLANNED, None),
        ({"Sunchon": {"near", "unheard of"}}, ALWAYS | {"none:unheard of"}, "Sunchon"),
        ({}, ALWAYS, None),
    ],
)
def test_the_likeliest_is_chosen_where_it_is_likelier_than_none(
    candidates: dict[str, set[str]], manner: frozenset[str], chosen: str | None
) -> None:
    assert KNOWN.choose({name: frozenset(held) for name, held in candidates.items()}, manner) == chosen


@given(st.dictionaries(st.text(max_size=3), st.frozensets(st.sampled_from(["near", "far", "x"])), max_size=5))
def test_what_is_chosen_is_a_candidate_and_the_order_of_features_does_not_matter(
    candidates: dict[str, frozenset[str]],
) -> None:
    found = KNOWN.choose(candidates, ALWAYS)
    assert found is None or found in candidates
    again = {name: frozenset(sorted(held, reverse=True)) for name, held in candidates.items()}
    assert KNOWN.choose(again, ALWAYS) == found


@pytest.mark.parametrize("layer", ["places", "times"])
def test_the_learned_weights_are_of_traits_that_there_are(layer: str) -> None:
    held = chooser("places" if layer == "places" else "times")
    assert 0 < held.least < 1
    assert all(name.startswith("none:") for name in held.under)
    assert not any(name.startswith("none:") for table in held.under.values() for name in table)
