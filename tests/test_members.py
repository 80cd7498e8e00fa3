"""Who is meant by a word for several, where the sentence names them."""

import pytest

from a_people import report_of
from secondsource.reading import pipeline

CASES = [
    ("Those arrested include a cook and two students.", ["a cook", "two students"]),
    (
        "Those arrested in Arin on May 3 include Colonel Ri Song Ho and his brother.",
        ["Colonel Ri Song Ho", "his brother"],
    ),
    ("Among those arrested was a cook.", ["a cook"]),
    ("Among the men arrested on Monday were Dawit Kidane and a cook.", ["Dawit Kidane", "a cook"]),
    ("A cook was among the men arrested on Monday.", ["A cook"]),
    ("The victims, Dawit Kidane and a cook, were arrested in May.", ["Dawit Kidane", "a cook"]),
    ("Two people, Dawit Kidane and a cook, were arrested in May.", ["Dawit Kidane", "a cook"]),
    (
        "Police said three people had been arrested: a cook, his brother and a guard.",
        ["a cook", "his brother", "a guard"],
    ),
    ("Dawit Kidane, a nurse, was himself arrested in May.", ["Dawit Kidane"]),
    ("Dawit Kidane lost his job and turned himself in in May.", ["Dawit Kidane"]),
    ("Dawit Kidane and Aigul Sarbasova sold oil. Both were arrested in May.", ["Dawit Kidane", "Aigul Sarbasova"]),
    ("A cook and Dawit Kidane sold oil. The two were arrested in May.", ["A cook", "Dawit Kidane"]),
    ("Dawit Kidane, a cook and a guard sold oil. Two of them were arrested in May.", ["Two of them"]),
    ("The men were arrested in May.", ["The men"]),
    ("The men, who sell tea, were arrested in May.", ["The men"]),
]


@pytest.mark.parametrize(("text", "named"), CASES)
def test_whoever_is_named_fills_the_role_of_those(text: str, named: list[str]) -> None:
    reading = pipeline.read(report_of(text))
    [event] = [event for event in reading.events if event.act == "arrest"]
    whole = reading.report.text
    assert [whole[filler.start : filler.end] for filler in event.recipient] == named
