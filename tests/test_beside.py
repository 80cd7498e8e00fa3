"""Who takes part in an act, and who only stands beside it: "all except the captain", "the arrested man's wife"."""

import pytest

from secondsource.model import Block, Report, Span
from secondsource.reading.pipeline import read


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("All except the captain were dismissed.", "All"),
        ("Everyone but Kim was dismissed.", "Everyone"),
        ("All of them but the driver were dismissed.", "them"),
        ("The ministry dismissed Kim but not Ri.", "Kim"),
        ("Not Kim but Ri was dismissed.", "Ri"),
        ("It was not the guard but the cook who was dismissed.", "the cook"),
        ("Kim rather than Ri was dismissed.", "Kim"),
        ("The cook but not the guard was dismissed.", "The cook"),
        ("The ministry dismissed everyone except Pak.", "everyone"),
        ("The guard and the cook were dismissed.", "The guard, the cook"),
        ("Old but able officers were dismissed.", "Old but able officers"),
    ],
)
def test_who_is_left_out_takes_no_part(sentence: str, whom: str) -> None:
    report = Report("r.txt", sentence, (Block(Span(0, len(sentence)), "body"),))
    found = [event for event in read(report).events if event.act == "dismissal"]
    assert [event.status for event in found] == ["asserted"]
    assert ", ".join(sentence[one.start : one.end] for one in found[0].recipient) == whom


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("Kim was not shot but dismissed.", {"execution": "refuted", "dismissal": "asserted"}),
        ("Kim was not shot and dismissed.", {"execution": "refuted", "dismissal": "refuted"}),
        (
            "Kim, long believed executed, was dismissed in May.",
            {"execution": "alleged", "dismissal": "asserted"},
        ),
    ],
)
def test_what_was_done_instead(sentence: str, statuses: dict[str, str]) -> None:
    report = Report("r.txt", sentence, (Block(Span(0, len(sentence)), "body"),))
    assert {event.act: event.status for event in read(report).events} == statuses


@pytest.mark.parametrize(
    ("sentence", "act", "whom"),
    [
        ("Pak, the brother of the executed minister, fled in May.", "execution", "the executed minister"),
        ("The wife of the arrested trader was questioned in May.", "arrest", "the arrested trader"),
        ("The executed minister's wife was exiled in May.", "execution", "The executed minister"),
        ("Pak, a friend of the dismissed governor, was promoted in May.", "dismissal", "the dismissed governor"),
        ("Pak, widow of a tortured prisoner, fled.", "violence", "a tortured prisoner"),
        ("The family of the imprisoned poet was exiled.", "imprisonment", "the imprisoned poet"),
        ("The executed general, Ri Yong Ho, was rehabilitated.", "execution", "The executed general"),
    ],
)
def test_a_participle_before_a_noun_tells_of_that_noun(sentence: str, act: str, whom: str) -> None:
    report = Report("r.txt", sentence, (Block(Span(0, len(sentence)), "body"),))
    found = [event for event in read(report).events if event.act == act]
    assert [sentence[one.start : one.end] for event in found for one in event.recipient] == [whom]
