"""Sentences put together from parts: who, how it is told, what. Whatever the words, it is known who said it."""

import itertools

import pytest

from secondsource.model import Reading
from secondsource.reading.pipeline import read
from test_attributions import report, said

WHO = ("a nurse at the county hospital", "a trader from the border town", "a driver named Orlo Venn", "the man's wife")
TOLD = "the miners have not been paid since February"


def heads(reading: Reading, content: str) -> set[str]:
    """The mentions of all to whom these words are attributed."""
    text = reading.report.text
    by_id = {source.id: source for source in reading.sources}
    return {
        text[m.start : m.end]
        for a in reading.attributions
        if content in "|".join(text[c.start : c.end] for c in a.content)
        for name in a.sources
        for m in by_id[name].mentions
    }


def cases(*forms: str) -> list[str]:
    made = []
    for form, who in itertools.product(forms, WHO):
        text = form.format(s=who, S=who[0].upper() + who[1:], x=TOLD, X=TOLD[0].upper() + TOLD[1:])
        made.append(text)
    return made


@pytest.mark.parametrize(
    "text",
    cases(
        "{S} is blunter. “{X}.”",
        "{S} did not mince words: “{X}.”",
        "{S} has another explanation. “{X}.”",
        "And {s}, by telephone: “{X}.”",
        "For {s}, there is no doubt that {x}.",
        "{X}; {s} says so.",
        "{X} – that is what {s} told us.",
        "{S} sent us word that {x}.",
        "By the account of {s}, {x}.",
    ),
)
def test_who_tells_it(text: str) -> None:
    found = [(who, what) for who, _, what in said(text) if TOLD[4:] in what]
    assert len(found) == 1
    assert any(found[0][0].casefold().startswith(who.casefold()[:8]) for who in WHO)


@pytest.mark.parametrize(
    "text",
    cases(
        "{S} heard from a cook that {x}.",
        "{S} knows from a cook that {x}.",
        "{S}, who had it from a cook, said that {x}.",
        "{S}, who was told so by a cook, said that {x}.",
    ),
)
def test_who_heard_it_and_from_whom(text: str) -> None:
    told = [who for who, _, what in said(text) if TOLD in what]
    assert len(told) == 2
    assert told[1].startswith("a cook")


@pytest.mark.parametrize("of", ["of", "by"])
def test_the_claim_of_somebody_is_his(of: str) -> None:
    assert said(f"The claim {of} a nurse that {TOLD} could not be checked.") == [("a nurse", "indirect", TOLD)]


def test_who_is_new_and_was_told_tells_it_too_but_not_one_of_the_story() -> None:
    assert len(said(f"An aunt of hers was told by a guard that {TOLD}.")) == 2
    assert [who for who, _, _ in said(f"His mother was told by a guard that {TOLD}.")] == ["a guard"]


@pytest.mark.parametrize("label", ["A", "K", "Source B", "C-14"])
def test_a_label_stands_for_who_was_given_it(label: str) -> None:
    text = f"A teacher ({label}) told us that it rained. “They wept,” {label} said."
    assert "A teacher" in heads(read(report(text)), "They wept")


def test_the_first_source_is_who_was_brought_in_first() -> None:
    text = f"A resident said that it rained. A trader said that it snowed.\n\nThe first source added that {TOLD}."
    assert "A resident" in heads(read(report(text)), TOLD)


def test_they_are_who_was_quoted_and_not_of_whom_it_was_told() -> None:
    text = f"Two residents said that seven prisoners died of typhoid. They added that {TOLD}."
    assert "Two residents" in heads(read(report(text)), TOLD)


def test_it_is_the_paper_and_not_the_outlet_that_saw_it() -> None:
    text = f"Northern Post has seen the order. It says that {TOLD}."
    assert "the order" in heads(read(report(text)), TOLD)


def test_a_paper_gives_figures() -> None:
    assert [what for _, _, what in said("The list has 31 names. The list has a stain.")] == ["31 names"]


@pytest.mark.parametrize(
    "text",
    [
        "His name was on a list. “Order No. 9”",
        "The mayor was arrested in May. “They took him at night.”",
        "There is a sign on the gate. “No entry.”",
    ],
)
def test_not_every_quotation_is_the_speech_of_who_stands_before_it(text: str) -> None:
    assert said(text) == []


def test_of_three_who_told_it_two_are_not_all() -> None:
    text = (
        f"Three people told us that {TOLD}.\n\nA teacher said that it rained. Another source, a driver, said it snowed."
    )
    assert heads(read(report(text)), TOLD) == {"Three people"}


def test_answers_behind_initials_are_hers_whose_name_the_headline_gives() -> None:
    text = (
        "Interview with Marta Ruiz\n\nQ. Who came?\n\nM.R. Two soldiers came at night.\n\nQ. And then?\n\n"
        "M.R. They took my brother.\n\nWas he hurt?\n\nM.R. He was limping."
    )
    reading = read(report(text))
    assert {"Marta Ruiz", "M.R."} <= heads(reading, "They took my brother")
    assert not heads(reading, "Was he hurt?")


def test_bare_nouns_in_brackets_are_whose_word_it_is() -> None:
    text = "9 Aug – he was arrested at the harbour (wife; lawyer). 22 Aug – the house was searched (neighbour)."
    assert [who for who, _, _ in said(text)] == ["wife + lawyer", "neighbour"]
    assert said("9 Aug – he was arrested at the harbour (their lawyer). The house was searched twice (again).") == []


@pytest.mark.parametrize(
    ("who", "later"),
    [
        ("A man who took part in the rescue work", "the rescuer"),
        ("A source who works in the mine", "the miner"),
        ("A woman who drives a bus", "the driver"),
    ],
)
def test_who_is_called_after_what_he_does_is_the_same(who: str, later: str) -> None:
    text = f"{who} told us that it rained.\n\n“They wept,” {later} said."
    assert any(mention.startswith(who[:5]) for mention in heads(read(report(text)), "They wept"))
