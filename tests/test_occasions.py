"""Another occasion, a habit, the fate of others: no second telling; denied, it leaves the one at hand as it was."""

import pytest

from secondsource.lexicon.occasions import denied_of_others, occasions, on_another
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing.pipeline import weigh

WORDS = occasions()


def marked(text: str, act: str = "arrest") -> bool:
    start = text.index(act)
    return on_another(text, Span(start, start + len(act)), Span(0, len(text)))


@pytest.mark.parametrize("word", WORDS.before)
def test_words_before_an_act(word: str) -> None:
    assert marked(f"Ri was {word} brutally arrested.", "arrested")
    assert marked(f"Ri was {word} arrested.", "arrested")


@pytest.mark.parametrize("word", WORDS.right_before)
def test_words_right_before_an_act(word: str) -> None:
    assert marked(f"He spoke of {word} arrests.", "arrests")
    assert not marked(f"{word.capitalize()} men were arrested.", "arrested")


@pytest.mark.parametrize("word", WORDS.behind)
def test_words_behind_an_act(word: str) -> None:
    assert marked(f"Ri was arrested in Hoeryong {word}.", "arrested")


@pytest.mark.parametrize("word", WORDS.opening)
def test_words_that_open_a_sentence(word: str) -> None:
    assert marked(f"{word.capitalize()} he had been arrested.", "arrested")


@pytest.mark.parametrize("word", WORDS.numbers)
def test_an_act_is_counted(word: str) -> None:
    assert marked(f"The arrest was his {word}.")


@pytest.mark.parametrize("word", WORDS.others)
def test_a_denial_of_others(word: str) -> None:
    text = f"{word.capitalize()} was arrested."
    assert denied_of_others(text, Span(len(word) + 5, len(text) - 1), Span(0, len(text)))


@pytest.mark.parametrize("word", WORDS.excepting)
def test_whom_a_denial_leaves_out(word: str) -> None:
    text = f"No one was arrested {word} Ri."
    assert denied_of_others(text, Span(11, 19), Span(0, len(text)))
    text = f"Ri was not arrested {word} Kim."
    assert not denied_of_others(text, Span(11, 19), Span(0, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Ri was arrested on May 3.",
        "Two men were arrested.",
        "Ri was arrested earlier this week.",
        "Last week Ri was arrested.",
        "Ri, who had two shops, was arrested before dawn.",
    ],
)
def test_what_is_no_other_occasion(text: str) -> None:
    assert not marked(text, "arrested")


def reading(name: str, outlet: str, text: str, published: str = "2024-05-08") -> Reading:
    return read(Report(name, text, (Block(Span(0, len(text)), "body"),), outlet=outlet, published=published))


FIRST = reading(
    "a.txt", "Northern Post", "Police arrested the trader Ri Song Min, a neighbour who saw it told Northern Post."
)
OTHER = [
    "the trader Ri Song Min had been arrested once before, in 2019,",
    "the trader Ri Song Min has been arrested three times since 2015",
    "the trader Ri Song Min is often arrested",
    "there had been an earlier arrest of the trader Ri Song Min",
    "years ago the trader Ri Song Min was arrested in China",
    "the trader Ri Song Min had been arrested twice before",
    "the trader Ri Song Min used to be arrested every spring",
    "the trader Ri Song Min's last arrest was in 2020",
]


@pytest.mark.parametrize("second", OTHER)
def test_another_occasion_backs_nothing(second: str) -> None:
    text = f"A resident of Hoeryong told Southern Wire that {second}."
    weighed = weigh([FIRST, reading("b.txt", "Southern Wire", text, "2024-05-10")])
    assert "corroborated" not in {event.grade for event in weighed.events}


@pytest.mark.parametrize("second", OTHER)
def test_another_occasion_is_another_entry(second: str) -> None:
    told = second.replace("the trader Ri Song Min", "he", 1).replace("he's", "his").strip(",")
    text = (
        "Police arrested the trader Ri Song Min, a neighbour who saw it said. "
        f"{told[0].upper() + told[1:]}, a resident of the town said."
    )
    arrests = [event for event in reading("a.txt", "Northern Post", text).events if event.act == "arrest"]
    assert len({event.source for event in arrests}) == len(arrests) == 2


DAY = reading(
    "a.txt",
    "Northern Post",
    "Police arrested the trader Ri Song Min on May 3, a neighbour who saw it told Northern Post.",
)


@pytest.mark.parametrize(
    "denial",
    [
        "the trader Ri Song Min had never been arrested before",
        "the trader Ri Song Min was not arrested in April",
        "no one was arrested but the trader Ri Song Min",
        "nobody else was arrested",
        "the others were not arrested",
        "the wife of the trader Ri Song Min was not arrested",
        "the trader Ri Song Min's brother was not arrested",
        "this was not the first arrest of the trader Ri Song Min",
        "the trader Ri Song Min did not resist his arrest",
        "the trader Ri Song Min did not expect to be arrested",
    ],
)
def test_a_denial_of_something_else_contests_nothing(denial: str) -> None:
    text = f"A resident of Hoeryong told Southern Wire that {denial}."
    weighed = weigh([DAY, reading("b.txt", "Southern Wire", text, "2024-05-10")])
    [told] = [
        event for event in weighed.events if event.act == "arrest" and any(m.report == "a.txt" for m in event.members)
    ]
    assert told.grade in {"one_source", "unclear"}


def test_a_denial_of_the_same_contests_it() -> None:
    text = "A resident of Hoeryong told Southern Wire that the trader Ri Song Min was not arrested on May 3."
    weighed = weigh([DAY, reading("b.txt", "Southern Wire", text, "2024-05-10")])
    assert {event.grade for event in weighed.events if event.act == "arrest"} <= {"contested", "refuted"}
