"""How much says that two tellings are of one event: what they share weighs for it, what differs against it."""

from typing import Any

import pytest

from secondsource.model import Reading
from secondsource.weighing import cases, voices
from secondsource.weighing.agreement import NEVER, points
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import prepare
from weighing_cases import SEIZED, written

TEXT = "The keeper {name} was arrested in {place}, {by} said. A sum was paid, and the barn stood open for a week."


def told(name: str, person: str | None, by: str, **change: Any) -> Reading:
    """A report in which ``by`` tells that the keeper of a granary was arrested."""
    change = {"place": "Kangso", "time": "2031-05-04"} | change
    text = TEXT.format(name=person or "of the granary", place=change["place"] or "town", by=by)
    mention = f"The keeper {person}" if person else "The keeper of the granary"
    posts = [{"title": "keeper", "org": "granary"}] if change.pop("post", True) else []
    entry = {
        "sources": {"s1": {"mention": by, "anonymity": "anonymous"}},
        "people": {"nam": {"name": person, "mention": mention, "posts": posts}},
        "events": [SEIZED | change],
    }
    return written(name, text, entry, f"outlet of {name}", "2031-05-09")


def agreed(first: Reading, second: Reading) -> float:
    """The points of the one event that two reports tell of, the persons in it taken for one."""
    one, other = prepare(first), prepare(second)
    web = Web({(one.id, other.id): 0.5}, {}, frozenset(), {})
    people = {"a.txt:nam": "a.txt:nam", "b.txt:nam": "a.txt:nam"}
    ground = cases.Ground((one, other), web, {}, people, voices.voices([one, other], web))
    happened = {telling.member: one.tellings[0].member for each in (one, other) for telling in each.tellings}
    (case,) = cases.cases(ground, happened)
    return points(*case.tellings, case)


FULL = "Nam Chol Gu"
LESS = {
    "a bare name": ({}, {"person": "Nam"}),
    "no name": ({"person": None}, {"person": None}),
    "no day": ({}, {"time": None}),
    "the month alone": ({}, {"time": "2031-05"}),
    "another day": ({}, {"time": "2031-05-06"}),
    "no place": ({}, {"place": None}),
    "another place": ({}, {"place": "Hyesan"}),
    "another sum": ({"amount": {"value": 500, "currency": "USD"}}, {"amount": {"value": 900, "currency": "USD"}}),
    "another length": ({"duration": "P2M"}, {"duration": "P9M"}),
}


@pytest.mark.parametrize(("first", "second"), LESS.values(), ids=LESS)
def test_what_is_open_or_differs_weighs_less(first: dict[str, Any], second: dict[str, Any]) -> None:
    whole = agreed(told("a.txt", FULL, "a trader"), told("b.txt", FULL, "a nurse"))
    one = told("a.txt", **({"person": FULL, "by": "a trader"} | first))
    other = told("b.txt", **({"person": FULL, "by": "a nurse"} | second))
    assert agreed(one, other) < whole


MORE = {
    "one sum": {"amount": {"value": 500, "currency": "USD"}},
    "a small number": {"amount": {"value": 4, "unit": "bags"}},
    "one length": {"duration": "P2M"},
}


@pytest.mark.parametrize("change", MORE.values(), ids=MORE)
def test_what_is_shared_beside_weighs_more(change: dict[str, Any]) -> None:
    whole = agreed(told("a.txt", FULL, "a trader"), told("b.txt", FULL, "a nurse"))
    assert agreed(told("a.txt", FULL, "a trader", **change), told("b.txt", FULL, "a nurse", **change)) > whole


def test_a_name_alone_is_little() -> None:
    bare = {"time": None, "place": None}
    alone = agreed(told("a.txt", FULL, "a trader", **bare), told("b.txt", FULL, "a nurse", **bare))
    assert alone < agreed(told("a.txt", FULL, "a trader"), told("b.txt", FULL, "a nurse")) - 2


def test_days_far_apart_are_never_one() -> None:
    late = told("b.txt", FULL, "a nurse", time="2031-09-01")
    assert agreed(told("a.txt", FULL, "a trader"), late) == NEVER


def test_a_bare_name_elsewhere_is_never_known_to_be_one() -> None:
    first = told("a.txt", "Nam", "a trader", post=False)
    assert agreed(first, told("b.txt", "Nam", "a nurse", post=False, place="Hyesan")) == NEVER
