"""What a second newsroom's source says of other people, of what was not done, or only thinks, backs no arrest."""

import pytest

from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing.pipeline import weigh


def reading(name: str, outlet: str, text: str, published: str) -> Reading:
    return read(Report(name, text, (Block(Span(0, len(text)), "body"),), outlet=outlet, published=published))


FIRST = reading(
    "a.txt",
    "Northern Post",
    "Officers in Hoeryong have detained Ri Song Min, a local trader, a source there told Northern Post on Monday. "
    "The source said that he was led out of his house on the night of May 3. He is held at the city police station.",
    "2024-05-08",
)


def grades(second: str) -> set[str]:
    text = f"A resident of Hoeryong told Southern Wire that {second}."
    weighed = weigh([FIRST, reading("b.txt", "Southern Wire", text, "2024-05-10")])
    return {event.grade for event in weighed.events if event.act == "arrest"}


@pytest.mark.parametrize(
    "second",
    [
        "police would arrest the trader Ri Song Min",
        "police planned to arrest the trader Ri Song Min on May 3",
        "police may have arrested the trader Ri Song Min on May 3",
        "police would have arrested the trader Ri Song Min on May 3 if he had stayed",
        "the trader Ri Song Min was said to have been arrested on May 3",
        "the trader Ri Song Min was probably arrested on May 3",
        "he believed that the trader Ri Song Min was arrested on May 3",
        "he assumed the trader Ri Song Min had been arrested on May 3, since he is gone",
        "people say the trader Ri Song Min was arrested on May 3",
        "he did not know whether the trader Ri Song Min was arrested on May 3",
        "the trader Ri Song Min was seen at the market a week after his alleged arrest on May 3",
        "the trader Ri Song Min narrowly escaped arrest on May 3",
        "the brother of the trader Ri Song Min was arrested on May 3",
        "the wife of the trader Ri Song Min was arrested on May 3",
        "the trader Ri Song Min had a policeman arrested on May 3",
        "the trader Ri Song Min saw a man being arrested on May 3",
        "everybody except the trader Ri Song Min was arrested on May 3",
        "the trader Ri Song Chol was arrested on May 3",
        "another trader named Ri was arrested on May 3",
        "he had heard on the radio that police arrested the trader Ri Song Min on May 3",
        "he knew nothing of an arrest of the trader Ri Song Min on May 3",
        "the police chief was replaced after the arrest of the trader Ri Song Min on May 3",
        "he was glad that the trader Ri Song Min had been arrested on May 3",
        "he regretted the arrest of the trader Ri Song Min on May 3",
        "a neighbour had told him of the arrest of the trader Ri Song Min on May 3",
        "police came to arrest the trader Ri Song Min on May 3",
    ],
)
def test_what_backs_no_arrest(second: str) -> None:
    assert "corroborated" not in grades(second)


def test_a_second_newsroom_with_a_source_of_its_own_backs_it() -> None:
    assert grades("the trader Ri Song Min was led away by policemen on May 3 and is in custody") == {"corroborated"}


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The wife of the trader Ri Song Min was arrested.", "the trader"),
        ("The brother of the doctor Pak Chol Su was arrested.", "the doctor"),
        ("They said that the doctor Pak Chol Su's brother was arrested.", "the doctor"),
    ],
)
def test_a_name_is_that_of_the_noun_before_it(sentence: str, named: str) -> None:
    people = {p.name: p for p in reading("r.txt", "Northern Post", sentence, "2024-05-10").people}
    whole = " ".join(sentence[m.start : m.end] for name, p in people.items() if name for m in p.mentions)
    assert named.split()[-1] in whole
    assert "wife" not in whole
    assert "brother" not in whole
