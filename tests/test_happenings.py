"""When and where an act was, where words beside it say so, or say it of another act or another day."""

import pytest

from secondsource.lexicon.kinds import words
from secondsource.model import Block, Event, Report, Span
from secondsource.reading.pipeline import read

# Published on a Thursday.
PUBLISHED = "2024-06-20"


def told(text: str, act: str = "arrest") -> Event:
    """The only act of its kind in an invented report."""
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet="Northern Post", published=PUBLISHED)
    (event,) = (event for event in read(report).events if event.act == act)
    return event


def day(text: str, act: str = "arrest") -> str | None:
    time = told(text, act).time
    return time.edtf if time else None


BEHIND = [
    "It happened on May 3, a neighbour said.",
    "It all happened on May 3, a neighbour said.",
    "This happened on May 3.",
    "That was on May 3, a neighbour said.",
    '"It was on the evening of May 3," a neighbour said.',
    "The incident took place on May 3, a neighbour said.",
    "The incident occurred on May 3, a neighbour said.",
    "The whole affair happened on May 3.",
    "The episode took place on May 3.",
    "The event took place on May 3.",
    "The thing happened on May 3.",
]


@pytest.mark.parametrize("behind", BEHIND)
def test_the_sentence_behind_an_act_dates_it(behind: str) -> None:
    assert day(f"Police arrested the baker Cha Un Gyong. {behind}") == "2024-05-03"


def test_words_for_what_happened_are_those_of_the_lexicon() -> None:
    said = " ".join(BEHIND).lower()
    assert all(word in said for kind in ("happen", "incident") for word in words(kind))


@pytest.mark.parametrize(
    "behind",
    [
        "It was a relief on May 3, a neighbour said.",
        "It did not happen on May 3, a neighbour said.",
        "It was said on May 3 that his wife had fled.",
        "He will be tried, and that on July 3, a neighbour said.",
        "An event took place in Pyongyang on May 3.",
        "A similar incident occurred in Mary on May 3.",
        "The same thing happened in Wonsan on May 3.",
        "This happened to his brother on May 3.",
    ],
)
def test_another_sentence_behind_it_does_not(behind: str) -> None:
    assert day(f"Police arrested the baker Cha Un Gyong. {behind}") not in ("2024-05-03", "2024-07-03")


def test_the_sentence_behind_an_act_places_it() -> None:
    assert told("The baker Cha Un Gyong was arrested, a neighbour said. It happened in Hyesan.").place == "Hyesan"
    assert told("The baker Cha Un Gyong was arrested, a neighbour said. That was in Wonsan.").place == "Wonsan"


def test_it_speaks_of_what_its_sentence_says_and_not_of_what_it_mentions() -> None:
    text = "Cha was the officer who beat traders in our district, and now they have arrested him. It was early in May."
    assert (day(text), day(text, "violence")) == ("2024-05-01/2024-05-10", None)


@pytest.mark.parametrize(
    ("when", "edtf"),
    [
        ("in May", "2024-05"),
        ("in May 2022", "2022-05"),
        ("in the winter of 2022", "2022-24"),
        ("a month ago", "2024-05"),
        ("last month", "2024-05"),
        ("on May 3", "2024-05-03"),
    ],
)
def test_what_an_act_is_hung_on_dates_it(when: str, edtf: str) -> None:
    assert day(f"It was {when} that police arrested Cha Un Gyong, a neighbour said.") == edtf


@pytest.mark.parametrize(
    "text",
    [
        "Cha Un Gyong was beaten two days after his arrest on May 3, a neighbour said.",
        "Two days after his arrest on May 3, Cha Un Gyong was beaten, a neighbour said.",
        "Cha Un Gyong was beaten two days after police took him to a cell on May 3, a neighbour said.",
        "Cha Un Gyong was beaten a day before his trial on May 6, a neighbour said.",
        "A day before his trial on May 6, Cha Un Gyong was beaten, a neighbour said.",
        "Cha Un Gyong was arrested on May 6. On May 7 a neighbour said that he had been beaten two days earlier.",
        "A neighbour told Northern Post on May 6 that Cha Un Gyong had been beaten the day before.",
        "On May 8 a neighbour told Northern Post that they had beaten Cha Un Gyong three days before.",
        '"They beat Cha Un Gyong yesterday," a neighbour told Northern Post on May 6.',
        'A neighbour spoke to Northern Post on May 6. "Yesterday they beat Cha Un Gyong," she said.',
        "Cha Un Gyong was beaten not on May 3 but on May 5, a neighbour said.",
        "Cha Un Gyong was not beaten on May 3 but on May 5, a neighbour said.",
        "After his arrest on May 3 Cha Un Gyong was beaten on May 5, a neighbour said.",
        "Cha Un Gyong was beaten after dark on May 5, a neighbour said.",
        "Officials said on June 10 that Cha Un Gyong was arrested on May 7 and had been beaten two days before.",
    ],
)
def test_a_day_is_counted_from_that_of_another_act_or_of_speaking(text: str) -> None:
    assert day(text, "violence") == "2024-05-05"


def test_words_spoken_on_another_day_count_from_it() -> None:
    spoken = '"They arrested Cha Un Gyong last week," a neighbour told Northern Post on June 10.'
    assert day(spoken) == "2024-06-03/2024-06-09"
    assert day(spoken.replace(" on June 10", "")) == "2024-06-10/2024-06-16"
    two = f'{spoken[:-1]}, and on June 12 a miner told it: "They fined him yesterday."'
    assert day(two) == "2024-06-10/2024-06-16"  # Of two days nothing says on which of them who spoke.


def test_the_day_of_another_act_is_not_taken() -> None:
    text = "After his arrest on May 3, Cha Un Gyong was dismissed, a neighbour said."
    assert (day(text), day(text, "dismissal")) == ("2024-05-03", None)
    assert (
        day("Shortly after midnight on May 3, Cha Un Gyong was dismissed, a miner said.", "dismissal") == "2024-05-03"
    )


def test_a_longer_day_put_aside_is_not_taken() -> None:
    assert day("Cha Un Gyong was arrested not on May 13 but on May 15, a neighbour said.") == "2024-05-15"
    assert day("Cha Un Gyong was arrested not in April but in May, a neighbour said.") != "2024-04"


def test_times_of_day_without_a_clock_are_those_of_the_lexicon() -> None:
    for word in words("hour"):
        assert day(f"Cha Un Gyong was arrested after {word} on May 5, a neighbour said.") == "2024-05-05"


def test_the_day_of_telling_is_not_that_of_another_act() -> None:
    text = "Two days after the raid police said on May 5 that Cha Un Gyong had been arrested."
    assert day(text) != "2024-05-05"


def test_a_place_put_aside_is_not_taken() -> None:
    assert told("Cha Un Gyong was arrested not in Hyesan but in Wonsan, a neighbour said.").place == "Wonsan"
    assert told("Cha Un Gyong was not arrested in Hyesan, but in Wonsan, a neighbour said.").place == "Wonsan"
    assert told("Cha Un Gyong was arrested in Hyesan but not in the market, a neighbour said.").place == "Hyesan"


def test_a_time_that_opens_the_sentence_is_that_of_the_act_and_not_of_telling_it() -> None:
    before = "Cha Un Gyong was arrested in March 2023."
    assert day(f"{before} In November of the same year he was released, a miner said.", "release") == "2023-11"
