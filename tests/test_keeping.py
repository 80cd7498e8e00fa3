"""Which people and posts a reading keeps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a_people import report_of
from secondsource.lexicon.keeping import Keeping, keeping
from secondsource.reading import pipeline

TAKING_PART = [
    ("Kwak Chol, 51, the manager of the Chongsan Factory, was arrested on May 3 for taking bribes.", "manager"),
    ("A captain of the Ministry of State Security was dismissed and sent to a camp.", "captain"),
    ("The director of the provincial hospital was sentenced to four years.", "director"),
]


@pytest.mark.parametrize(("text", "title"), TAKING_PART)
def test_the_post_of_who_takes_part_is_kept(text: str, title: str) -> None:
    people = pipeline.read(report_of(text)).people
    assert [post.title for person in people for post in person.posts] == [title]


@pytest.mark.parametrize(
    "text",
    [
        "Three men were arrested on May 3. “We regret it,” the lawyer Jo Min told the Case Post.",
        "Prices rose in May. “We know nothing of it,” the ministry’s spokesman, Noh Tae, said on Friday.",
    ],
)
def test_who_is_only_heard_bears_a_name_and_holds_no_post(text: str) -> None:
    people = pipeline.read(report_of(text)).people
    assert [person.posts for person in people if person.name] == [()]


def test_of_the_unnamed_only_who_takes_part_is_kept() -> None:
    people = pipeline.read(
        report_of("The manager was arrested on May 3. Neighbours say that a cousin has a dog.")
    ).people
    assert [[post.title for post in person.posts] for person in people] == [["manager"]]


TRAITS = st.frozensets(st.sampled_from(["roles:0", "roles:2", "kind:rank", "never heard of"]))


@given(TRAITS, st.floats(-3, 3))
def test_a_chance_is_one_and_an_unknown_trait_weighs_nothing(traits: frozenset[str], weight: float) -> None:
    held = Keeping(0.3, 0.1, {"roles:2": weight, "kind:rank": -weight})
    assert 0 < held.chance(traits) < 1
    assert held.chance(traits) == held.chance(traits - {"never heard of", "roles:0"})


def test_the_learned_weights_are_of_traits_that_there_are() -> None:
    held = keeping()
    assert 0 < held.least < 1
    assert held.weights["roles:0"] < 0
