"""Which voices back which side of an event, and on what the tellings differ."""

from typing import Any

import pytest

from secondsource.lexicon.standing import standing
from secondsource.model import Reading, Slot, WeighedEvent
from secondsource.weighing.pipeline import weigh
from weighing_cases import seizure, written

FIRST, SECOND = "first.txt", "second.txt"


def two(first: dict[str, Any], second: dict[str, Any]) -> WeighedEvent:
    """One arrest as two newsrooms tell it, each from a source of its own."""
    told = [
        seizure(FIRST, "Lighthouse Post", "2031-05-09", "a trader in Kangso", **first),
        seizure(SECOND, "Delta Observer", "2031-05-11", "a retired bookkeeper", **second),
    ]
    (found,) = weigh(told).events
    return found


def slot(event: WeighedEvent, name: str) -> Slot:
    return next(slot for slot in event.slots if slot.slot == name)


def test_every_value_has_those_who_say_so() -> None:
    found = two({}, {"time": "2031-05", "place": None})
    assert [(said.value, said.by) for said in slot(found, "time").said] == [
        ("2031-05-04", ("first.txt:s1",)),
        ("2031-05", ("second.txt:s1",)),
    ]
    assert [(said.value, said.by) for said in slot(found, "place").said] == [("Kangso", ("first.txt:s1",))]
    assert [said.by for said in slot(found, "recipient").said] == [("first.txt:s1", "second.txt:s1")]
    lines = {key for line in found.lines for key in line}
    assert all(key in lines for side in found.slots for said in side.said for key in said.by)


YUAN = {"value": 300, "currency": "CNY"}
HOW = [
    ("time", {}, {}, "agree"),
    ("time", {}, {"time": "2031-05"}, "refine"),
    ("time", {}, {"time": "2031-05-07"}, "conflict"),
    ("time", {}, {"time": None}, "alone"),
    ("place", {}, {"place": "Onchon"}, "conflict"),
    ("place", {"place": "Hyesan"}, {"place": "Ryanggang Province"}, "refine"),
    ("amount", {"amount": YUAN}, {"amount": YUAN}, "agree"),
    ("amount", {"amount": YUAN}, {"amount": YUAN | {"value": 900}}, "conflict"),
    ("amount", {"amount": YUAN}, {"amount": {"value": 9, "unit": "ton"}}, "compatible"),
    ("recipient", {}, {}, "agree"),
]


@pytest.mark.parametrize(("name", "first", "second", "how"), HOW)
def test_how_two_tellings_stand(name: str, first: dict[str, Any], second: dict[str, Any], how: str) -> None:
    assert slot(two(first, second), name).how == how


def test_what_one_report_tells_is_not_compared() -> None:
    (found,) = weigh([seizure(FIRST, "Lighthouse Post", "2031-05-09", "a trader in Kangso")]).events
    assert found.slots == ()


def sentence(name: str, outlet: str, by: str, act: str = "sentencing", duration: str | None = "P3Y") -> Reading:
    text = f"Nam Chol Gu, head of the Kangso timber station, was punished on May 4 for it, {by} told {outlet}."
    event = {
        "act": act, "trigger": "was punished", "recipient": ["nam"], "place": "Kangso", "time": "2031-05-04",
        "status": "asserted", "source": "s1", "duration": duration,
    }  # fmt: skip
    person = {"name": "Nam Chol Gu", "mention": "Nam Chol Gu, head of the Kangso timber station", "posts": []}
    entry = {"sources": {"s1": {"mention": by, "anonymity": "anonymous"}}, "people": {"nam": person}, "events": [event]}
    return written(name, text, entry, outlet, "2031-05-09")


def ends(first: dict[str, Any], second: dict[str, Any]) -> WeighedEvent:
    told = [
        sentence(FIRST, "Lighthouse Post", "a trader in Kangso", **first),
        sentence(SECOND, "Delta Observer", "a retired bookkeeper", **second),
    ]
    (found,) = weigh(told).events
    return found


@pytest.mark.parametrize("act", sorted(standing().terms))
def test_terms_of_other_lengths_are_other_outcomes(act: str) -> None:
    assert "outcome" in ends({"act": act}, {"act": act, "duration": "P5Y"}).differs
    assert "outcome" not in ends({"act": act}, {"act": act, "duration": "P36M"}).differs
    assert "outcome" not in ends({"act": act}, {"act": act, "duration": None}).differs


def test_a_penalty_told_as_another_is_another_outcome() -> None:
    found = ends({"act": "suspension", "duration": None}, {"act": "dismissal", "duration": None})
    assert found.differs == ("outcome",)
    assert slot(found, "outcome").how == "conflict"


def test_every_penalty_is_an_act() -> None:
    assert standing().terms | standing().penalties <= standing().state_acts


def test_how_many_it_befell_is_a_count() -> None:
    text = "{n} drivers of the Kangso timber station were arrested on May 4 over larch planks, {by} told {outlet}."

    def told(name: str, outlet: str, by: str, n: str) -> Reading:
        event = {
            "act": "arrest", "trigger": "were arrested", "recipient": ["men"], "place": "Kangso",
            "time": "2031-05-04", "status": "asserted", "source": "s1",
        }  # fmt: skip
        people = {"men": {"name": None, "mention": f"{n} drivers of the Kangso timber station", "posts": []}}
        entry = {"sources": {"s1": {"mention": by, "anonymity": "anonymous"}}, "people": people, "events": [event]}
        return written(name, text.format(n=n, by=by, outlet=outlet), entry, outlet, "2031-05-09")

    three = told(FIRST, "Lighthouse Post", "a trader in Kangso", "Three")
    thirteen = told(SECOND, "Delta Observer", "a retired bookkeeper", "Thirteen")
    (found,) = weigh([three, thirteen]).events
    assert found.differs == ("count",)
