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
    "The mayor denied in a statement that {}.",
    "The mayor called reports that {} a lie.",
    "The mayor brushed aside reports that {}.",
    "It would be wrong to say that {}.",
    "That {} is untrue, the mayor said.",
    "A channel reported that {}. The mayor called this false.",
    "A channel reported that {}. Nothing of the sort happened.",
]


def statuses(text: str) -> list[tuple[str, str]]:
    """Act and status of every event of a text."""
    return [(event.act, event.status) for event in read(report_of(text)).events]


def executed(text: str) -> str:
    """The status of the one execution that a text tells of."""
    return dict(statuses(text))["execution"]


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
        "The deputy mayor denied the charges when he was arrested.",
        "The deputy mayor denied any guilt after his arrest.",
        "The deputy mayor was arrested; the ministry denies that he was beaten.",
        "The deputy mayor called his arrest a provocation.",
        "At no time was a warrant shown when the deputy mayor was arrested.",
        "The deputy mayor was arrested and denied any visits.",
        "The deputy mayor denied hiding a phone and was arrested.",
    ],
)
def test_what_is_not_denied_is_not_refuted(text: str) -> None:
    assert "refuted" not in [status for act, status in statuses(text) if act == "arrest"]


@pytest.mark.parametrize(
    "text",
    [
        "There was no arrest, the mayor said.",
        "The mayor said that no such arrest had taken place.",
        "At no time was the deputy mayor arrested.",
        "Not a single trader was arrested.",
        "Far from being arrested, the deputy mayor is on leave.",
        "The ministry called the arrest of the deputy mayor an invention.",
        "The alleged arrest is a fabrication.",
        "The deputy mayor is not under arrest.",
        "A channel had announced his arrest; the deputy mayor denied it.",
    ],
)
def test_an_arrest_that_never_was_is_refuted(text: str) -> None:
    assert {status for act, status in statuses(text) if act == "arrest"} == {"refuted"}


def test_what_is_only_asked_is_not_told() -> None:
    assert ("arrest", "asserted") not in statuses("Was the deputy mayor arrested?")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].parts))
def test_who_denies_a_part_in_an_act_does_not_deny_the_act(word: str) -> None:
    assert ("arrest", "refuted") not in statuses(f"The ministry denies {word} of the arrest of the deputy mayor.")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].staying))
def test_who_is_not_kept_in_a_camp_was_not_put_there(word: str) -> None:
    form = {"be": "", "hold": "held", "put": "put", "send": "sent", "take": "taken"}.get(word, f"{word.rstrip('e')}ed")
    text = f"The deputy mayor was never {form} in the camp.".replace("  ", " ").replace("keeped", "kept")
    assert ("imprisonment", "asserted") not in statuses(text)


FORCED = {"make": "made"}


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].forcing))
def test_who_is_not_made_to_do_it_does_not(word: str) -> None:
    assert ("labour", "asserted") not in statuses(f"No pupil was {FORCED[word]} to pick cotton.")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].untrue))
def test_words_for_untrue_tellings(word: str) -> None:
    assert ("arrest", "refuted") in statuses(f"They spread {word} reports that the deputy mayor was arrested.")


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].lies))
def test_words_for_lies(word: str) -> None:
    assert ("arrest", "refuted") in statuses(f"They call it a {word} that the deputy mayor was arrested.")


OPEN = [
    "There is no evidence that {}.",
    "We have no information that {}.",
    "It has not been confirmed that {}.",
    "Case Post could not verify reports that {}.",
    "Reports that {} could not be verified.",
    "According to rumours, {}.",
    "If it is true that {}, it would be the first time.",
]


@pytest.mark.parametrize(("doubt", "act"), product(OPEN, ACTS))
def test_what_nobody_confirms_is_no_more_than_alleged(doubt: str, act: str) -> None:
    found = {status for _, status in statuses(doubt.format(act))}
    assert found
    assert "asserted" not in found


@pytest.mark.parametrize("verb", sorted(hedges()["refuted"].kept))
def test_what_is_kept_from_happening_is_refuted(verb: str) -> None:
    to_do = {"fail", "refuse", "decline", "neglect"}
    text = (
        f"They {verb} to arrest the deputy mayor." if verb in to_do else f"They {verb} the arrest of the deputy mayor."
    )
    found = statuses(text)
    # To refuse may be told as the act itself, a protest; then no arrest is told.
    assert ("arrest", "refuted") in found or (verb == "refuse" and "arrest" not in {act for act, _ in found})


@pytest.mark.parametrize("verb", sorted(hedges()["planned"].looming))
def test_what_is_called_for_or_feared_is_not_told_as_done(verb: str) -> None:
    preposition = {"warn": "of ", "fear": "", "dread": ""}.get(verb, "for ")
    assert executed(f"They {verb} {preposition}the execution of three officers.") != "asserted"


@pytest.mark.parametrize("word", sorted(hedges()["general"].laws))
def test_what_a_law_allows_is_not_told_as_done(word: str) -> None:
    assert executed(f"The {word} allows them to execute the three officers.") != "asserted"


@pytest.mark.parametrize("verb", sorted(hedges()["general"].letting))
def test_words_for_what_a_law_lets_be_done(verb: str) -> None:
    to = "" if verb == "let" else "to "
    assert executed(f"The decree will {verb} them {to}execute the three officers.") != "asserted"


@pytest.mark.parametrize("word", sorted(hedges()["refuted"].forced))
def test_who_has_no_choice_does_it(word: str) -> None:
    text = {
        "time": "They lost no time in arresting the mayor.",
        "doubt": "There is no doubt that the mayor was arrested.",
    }
    assert ("arrest", "refuted") not in statuses(text.get(word, f"They had no {word} but to arrest the mayor."))


def test_who_has_no_right_to_do_it_has_not_done_it() -> None:
    assert ("arrest", "asserted") not in statuses("They had no right to arrest the deputy mayor.")
