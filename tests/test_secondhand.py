"""Who has it from the news or from talk, and what is said of somebody who may be another, backs no arrest."""

import pytest

from secondsource.lexicon.secondhand import secondhand
from secondsource.lexicon.standing import standing
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.secondhand import passed_on
from secondsource.weighing.spoken_of import only_spoken_of
from secondsource.weighing.words import sentences

TAKEN = "police arrested the trader Ri Song Min on May 3"


def reading(name: str, outlet: str, text: str, published: str) -> Reading:
    return read(Report(name, text, (Block(Span(0, len(text)), "body"),), outlet=outlet, published=published))


def first(who: str) -> Reading:
    text = (
        f"Officers in Hoeryong have detained {who}, a source there told Northern Post on Monday. "
        "The source said that he was led out of his house on the night of May 3. He is held at the city police station."
    )
    return reading("a.txt", "Northern Post", text, "2024-05-08")


NAMED = first("Ri Song Min, a 45-year-old local trader")


def grades(*readings: Reading) -> set[str]:
    return {event.grade for event in weigh(list(readings)).events if event.act == "arrest"}


def with_second(text: str, told: Reading = NAMED) -> set[str]:
    return grades(told, reading("b.txt", "Southern Wire", text, "2024-05-24"))


@pytest.mark.parametrize(
    "text",
    [
        f"A resident told Southern Wire on Friday that {TAKEN}.",
        f"A resident of Hoeryong told Southern Wire that {TAKEN}. She saw it from her window.",
        f"A neighbour of the trader told Southern Wire that {TAKEN}. “I was there,” he said.",
        f"A resident of Hoeryong who has never spoken to other media told Southern Wire that {TAKEN}.",
        f"The rights group Open Hands said, citing its own source in Hoeryong, that {TAKEN}.",
        f"A defector in Seoul who speaks with her brother in Hoeryong told Southern Wire that {TAKEN}.",
    ],
)
def test_a_source_of_its_own_backs_it(text: str) -> None:
    assert with_second(text) == {"corroborated"}


@pytest.mark.parametrize(
    "text",
    [
        f"A resident of Hoeryong told Southern Wire that {TAKEN}. She said she knew it only from the report.",
        f"A resident of Hoeryong told Southern Wire that {TAKEN}. She had not seen it herself but had read about it.",
        f"Reports say that {TAKEN}.",
        f"According to a report this week, {TAKEN}.",
        f"The news that {TAKEN} has spread in the city, a resident told Southern Wire.",
        f"A resident told Southern Wire that everybody says that {TAKEN}.",
        f"A resident told Southern Wire that he had been told that {TAKEN}.",
        f"A resident told Southern Wire that someone had told her that {TAKEN}.",
        f"A resident told Southern Wire that she had heard from others that {TAKEN}.",
        f"A resident told Southern Wire that a leaflet said that {TAKEN}.",
        f"A resident told Southern Wire that a broadcast from the South said that {TAKEN}.",
        f"A resident told Southern Wire he had read online that {TAKEN}.",
        f"A source in Hoeryong told foreign media that {TAKEN}.",
        f"A user wrote on Weibo that {TAKEN}.",
        f"The same source told Southern Wire that {TAKEN}.",
        f"A defector in Seoul said that {TAKEN}.",
        f"An analyst in Seoul told Southern Wire that {TAKEN}.",
        f"Southern Wire has seen a message that says that {TAKEN}.",
        f"A resident told Southern Wire that {TAKEN}, but she had not seen it and did not know who had.",
        f"A resident told Southern Wire that {TAKEN}. “I heard it on the radio,” he said.",
        f"A resident told Southern Wire that {TAKEN}. “That is what people say,” he said.",
        f"After being shown the report, a resident confirmed to Southern Wire that {TAKEN}.",
        f"After reading the article, a resident confirmed to Southern Wire that {TAKEN}.",
        f"A resident to whom the report was read told Southern Wire that it was true that {TAKEN}.",
        f"Asked about the report, a resident told Southern Wire that {TAKEN}.",
        f"Asked whether {TAKEN}, a resident told Southern Wire that many were arrested.",
        f"If the reports are true that {TAKEN}, his family is in danger, a resident told Southern Wire.",
    ],
)
def test_who_has_it_from_the_news_or_from_talk_backs_nothing(text: str) -> None:
    assert "corroborated" not in with_second(text)


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (NAMED, "the trader Ri Song Min, 23, on May 3"),
        (NAMED, "the boy Ri Song Min, 14, on May 3"),
        (NAMED, "a trader called Ri Song Min, not to be confused with the one held since early May, on May 3"),
        (first("a 45-year-old trader surnamed Ri"), "a 22-year-old trader surnamed Ri on May 3"),
        (first("a 45-year-old trader surnamed Ri"), "a soldier surnamed Ri on May 3"),
        (first("a trader"), "a trader this month"),
        (first("a trader"), "a trader on May 4"),
        (first("a 45-year-old trader"), "a 22-year-old trader on May 3"),
        (first("a trader"), "a woman on May 3"),
        (first("a trader"), "a smuggler on May 3"),
        (first("a trader"), "traders on May 3"),
        (first("a trader"), "another trader on May 3"),
        (first("three traders"), "nine traders on May 3"),
        (first("three traders"), "three soldiers on May 3"),
        (first("three traders"), "three other traders on May 3"),
    ],
)
def test_who_may_be_another_backs_nothing(told: Reading, text: str) -> None:
    second = f"A resident of the province told Southern Wire that in Hoeryong police arrested {text}."
    assert "corroborated" not in with_second(second, told)


def test_one_description_on_one_day_in_one_town_does() -> None:
    second = "A resident of the province told Southern Wire that in Hoeryong police arrested a trader on May 3."
    assert with_second(second, first("a trader")) == {"corroborated"}


LEAD = "Police in Hoeryong arrested the trader Ri Song Min on May 3, a source in the city told Northern Post on Monday."


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize(
    ("beside", "backs"),
    [
        ("A second source, a neighbour, confirmed that police arrested the trader Ri Song Min.", True),
        ("Another resident, interviewed separately, said that police arrested the trader Ri Song Min at night.", True),
        ("A second source said that prices have risen since the arrest.", False),
        ("A second source said that the trader had been rich before he was arrested.", False),
        ("Another resident said that since the trader's arrest nobody dares to trade.", False),
        ("Another source said that the trader's wife was arrested, too.", False),
        ("Another source said that the trader would be arrested.", False),
        ("A second source said that it was likely that police arrested the trader.", False),
        ("A second source said that it was not the trader but his brother who was arrested.", False),
        ("A second source said that she had been told that police arrested the trader.", False),
    ],
)
def test_a_second_source_of_one_report_has_to_tell_of_it(gap: str, beside: str, backs: bool) -> None:
    text = LEAD + gap + beside
    cut = len(LEAD)
    blocks = (Block(Span(0, cut), "body"), Block(Span(cut + len(gap), len(text)), "body"))
    report = Report("a.txt", text, blocks if "\n" in gap else (Block(Span(0, len(text)), "body"),))
    found = grades(read(report))
    assert ("corroborated" in found) is backs


def said(sentence: str, behind: str = "") -> bool:
    text = f"{sentence} {behind}".strip()
    at = text.index("taken")
    return passed_on(text, Span(at, at + len("taken")), sentences(text))


WORDS = secondhand()


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"She knew from the {word} that he was taken." for word in sorted(WORDS.news)),
        *(f"After reading the {word}, a cook agreed that he was taken." for word in sorted(WORDS.accounts)),
        *(f"She says the {word} said that he was taken." for word in sorted(WORDS.unsigned)),
        *(f"She {word} on the radio that he was taken." for word in sorted(WORDS.learning)),
        *(f"She {word} it on the radio that he was taken." for word in sorted(WORDS.having)),
        *(f"A cook, {word} the report, agreed that he was taken." for word in sorted(WORDS.shown)),
        *(f"The cook said that {word} says that he was taken." for word in sorted(WORDS.anybody)),
        *(f"She had heard from {word} how he was taken." for word in sorted(WORDS.others)),
        *(f"The {word} that he was taken reached the mill." for word in sorted(WORDS.talk)),
        *(f"Word that he was taken {word} in the mill." for word in sorted(WORDS.spreading)),
    ],
)
def test_every_word_for_news_and_talk_is_read(sentence: str) -> None:
    assert said(sentence)


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        ("He was taken on Monday.", "She saw it from her window."),
        ("He was taken on Monday.", "The cook has not seen that report."),
        ("He was taken on Monday.", "The guard told her so at the gate."),
        ("He was taken on Monday.", "Lighthouse Post heard of it on Tuesday."),
        ("He was taken for leaflets saying that the party lies.", ""),
        ("He was taken since he had watched films in secret on foreign television.", ""),
        ("The court heard that he was taken on Monday.", ""),
        ("He was taken on Monday, and the people of the town were silent.", ""),
    ],
)
def test_what_is_no_talk(sentence: str, behind: str) -> None:
    assert not said(sentence, behind)


@pytest.mark.parametrize("word", sorted(WORDS.afar))
def test_who_is_far_off_backs_nothing(word: str) -> None:
    assert "corroborated" not in with_second(f"The {word} in Seoul told Southern Wire that {TAKEN}.")


@pytest.mark.parametrize("word", sorted(WORDS.any_report - {"a", "an"}))
def test_some_report_backs_nothing(word: str) -> None:
    assert "corroborated" not in with_second(f"According to {word} reports, {TAKEN}.")


ONE = "Police arrested the trader Ri Song Min on May 3, a neighbour who saw it told Northern Post. "


@pytest.mark.parametrize(
    "second",
    [
        "A second source confirmed that somebody was arrested on May 3.",
        "A second source doubted that Ri was arrested.",
        "A second source said that police came to arrest Ri.",
        "A second source said that police had the order to arrest Ri.",
        "Another neighbour said that people believe Ri was arrested.",
        "Another resident said that Ri deserved his arrest.",
        "Another resident was glad that Ri had been arrested.",
        "Another resident said Ri's arrest was to be expected.",
    ],
)
def test_a_second_source_that_tells_of_no_arrest_backs_none(second: str) -> None:
    assert "corroborated" not in grades(reading("a.txt", "Northern Post", ONE + second, "2024-05-08"))


def test_a_second_source_that_tells_of_it_backs_it() -> None:
    second = "A second source said that Ri was arrested on a street in Hoeryong."
    assert grades(reading("a.txt", "Northern Post", ONE + second, "2024-05-08")) == {"corroborated"}


def tells(before: str) -> bool:
    """Whether a sentence with these words before the act tells of it."""
    text = f"A cook said that {before} arrested."
    at = text.index("arrested")
    return not only_spoken_of(text, Span(at, at + len("arrested")), sentences(text))


@pytest.mark.parametrize("word", [*standing().anchors, *standing().reactions, *standing().to_come, "not the guard but"])
def test_every_word_by_which_an_act_is_only_spoken_of_is_read(word: str) -> None:
    assert tells("prices rose and he was")
    assert not tells(f"prices rose {word} he was")
