"""A denial is never read as a telling: that would let those in power acknowledge what they deny."""

from itertools import product

import pytest

from a_people import report_of
from secondsource.lexicon.hedges import hedges
from secondsource.reading.pipeline import read

ACTS = [
    "the deputy mayor was arrested on 4 May",
    "the police raided a church in the commune",
    "guards had beaten eleven prisoners",
    "the head of the hospital was dismissed",
]
DENIALS = [
    "The ministry has rejected reports that {}.",
    "The directorate rejects as baseless the news spread by foreign outlets to the effect that {}.",
    "Reactionary organisations abroad have spread distorted information saying that {}.",
    "Some malicious media are spreading the fabrication that {}.",
    "Reports that {} are false, the ministry said.",
    "Rumours that {} are pure invention, the governor said.",
    "It is a lie that {}.",
    "The information that {} does not correspond to reality, the press service said.",
    "The spokesman called the report that {} “a complete fabrication”.",
    "The spokesman described claims that {} as a provocation.",
    "Allegations that {} have no basis in fact, the embassy said.",
    "There is no truth in reports that {}, the spokesman said.",
    "Foreign media falsely claimed that {}.",
    "Hostile outlets have slandered the country by claiming that {}.",
    "The enemies of the nation invented the story that {}.",
    "The ministry calls it a malicious rumour that {}.",
    "Certain websites disseminated fake news that {}.",
    "The ministry said that claims that {} “have nothing to do with the truth”.",
    "The story that {} was made up by criminals abroad.",
]


def statuses(text: str) -> list[tuple[str, str]]:
    """Act and status of every event of a text."""
    return [(event.act, event.status) for event in read(report_of(text)).events]


@pytest.mark.parametrize(("denial", "act"), product(DENIALS, ACTS))
def test_what_is_called_untrue_is_refuted(denial: str, act: str) -> None:
    found = statuses(denial.format(act))
    assert found
    assert {status for _, status in found} == {"refuted"}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry did not deny reports that the deputy mayor was arrested on 4 May.",
        "The ministry refused to deny reports that the deputy mayor was arrested on 4 May.",
        "Reports that he had fled are false, but the deputy mayor was arrested on 4 May.",
        "The ministry rejected the reports of a flight and said the deputy mayor was arrested on 4 May.",
    ],
)
def test_what_is_not_denied_is_not_refuted(text: str) -> None:
    assert "refuted" not in [status for act, status in statuses(text) if act == "arrest"]


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].untrue))
def test_words_for_untrue_tellings(word: str) -> None:
    assert ("arrest", "refuted") in statuses(f"They spread {word} reports that the deputy mayor was arrested.")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].lies))
def test_words_for_lies(word: str) -> None:
    assert ("arrest", "refuted") in statuses(f"They call it a {word} that the deputy mayor was arrested.")
