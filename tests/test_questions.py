"""Questions for a second source: asked where a fact of weight rests on one line, and giving nothing away."""

import re
from typing import Any

import pytest

from secondsource.lexicon import acts
from secondsource.lexicon.asking import Topic, asking
from secondsource.model import Event, Span, Time
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.questions import Asked, questions, wider_place, wider_time
from weighing_cases import seizure

FIRST = ("a.txt", "Lighthouse Post", "2031-05-09", "a trader in Hyesan")
SECOND = ("b.txt", "Delta Observer", "2031-05-12", "a retired bookkeeper")
APART = (
    "Two lorries waited when Nam Chol Gu, the timber station's head, was arrested, says {by}.\nRain fell on the pass."
)


def asked(*readings: Any) -> tuple[Asked, ...]:
    return questions(weigh(readings), readings)


def test_one_source_is_asked_about_and_given_away_by_nothing() -> None:
    (found,) = asked(seizure(*FIRST, place="Hyesan", amount={"value": 70, "unit": "planks"}))
    said = " ".join(found.questions)
    assert "in Ryanggang Province" in said
    assert "in the first half of 2031" in said
    for word in (
        "Nam",
        "Chol",
        "Gu",
        "Hyesan",
        "Kangso",
        "timber",
        "station",
        "trader",
        "arrest",
        "planks",
        "70",
        "May",
    ):
        assert not re.search(rf"\b{word}\b", said, re.I), word


def test_a_copy_is_no_second_source() -> None:
    text = "Lighthouse Post reported that Nam Chol Gu, head of the Kangso timber station, was arrested on May 4."
    copy = seizure("b.txt", "Delta Observer", "2031-05-12", "Lighthouse Post", text=text, anonymity="media")
    (found,) = asked(seizure(*FIRST), copy)
    assert found.act == "arrest"


def test_what_two_lines_tell_is_not_asked_about() -> None:
    told = "Nam Chol Gu, the timber station's head"
    second = seizure(*SECOND, text=APART.format(by=SECOND[3]), told=told)
    assert not asked(seizure(*FIRST), second)


@pytest.mark.parametrize(
    "change", [{"act": "meeting"}, {"act": "education"}, {"status": "planned"}, {"status": "general"}]
)
def test_what_has_no_weight_is_not_asked_about(change: dict[str, Any]) -> None:
    assert not asked(seizure(*FIRST, **change))


def event(place: str | None = None, edtf: str | None = None) -> Event:
    return Event("e1", "arrest", (Span(0, 1),), place=place, time=Time(Span(0, 1), edtf, "told") if edtf else None)


@pytest.mark.parametrize(
    ("edtf", "when"),
    [
        ("2031-05-04", "in the first half of 2031"),
        ("2031-12", "in the second half of 2031"),
        ("2031", "in 2031"),
        ("2030-12-30/2031-01-02", "between 2030 and 2031"),
        ("XXXX-05-04", None),
        (None, None),
    ],
)
def test_time_is_widened(edtf: str | None, when: str | None) -> None:
    assert wider_time([event(edtf=edtf)]) == when


def test_a_place_that_nothing_is_known_around_is_left_out() -> None:
    assert wider_place([event(place="Nowhere-dong")]) is None


@pytest.mark.parametrize("topic", asking().topics)
def test_every_topic_opens_on_its_acts(topic: Topic) -> None:
    for act in topic.acts:
        assert act in acts.acts()
        assert asking().opening(act) == topic.ask
        assert act.replace("_", " ") not in topic.ask
    assert "{when}" in topic.ask


@pytest.mark.parametrize("question", [*asking().then, asking().counted])
def test_every_question_is_put(question: str) -> None:
    (found,) = asked(seizure(*FIRST, amount={"value": 70, "unit": "planks"}))
    assert question in found.questions
    assert question.endswith("?")


def test_where_nothing_is_known_that_is_wider() -> None:
    (found,) = asked(seizure(*FIRST, place=None, time=None))
    assert asking().anywhere in found.questions[0]
    assert asking().anytime in found.questions[0]
