"""A state's own medium, quoted word for word, acknowledges an act of state; a source who is told of it does not."""

import pytest

import secondsource
from secondsource.lexicon import countries
from secondsource.model import Grade

HEAD = "---\noutlet: Northern Post\npublished: 2024-05-10\n---\n"
QUOTED = "“The National Meeting of Farm Heads was held in Pyongyang on May 3 and 4,” Rodong Sinmun reported.\n\n"
TOLD = "A source in Musan County told Northern Post that the National Meeting of Farm Heads was held on May 3.\n"


def grades(text: str) -> set[Grade]:
    report = secondsource.Report.from_text("r.txt", HEAD + text)
    weighing = secondsource.weigh([secondsource.read(report)])
    return {event.grade for event in weighing.events if event.act == "meeting"}


def test_the_states_own_medium_acknowledges_whoever_else_tells_of_it() -> None:
    assert "acknowledged" in grades(QUOTED + TOLD)


def test_a_source_alone_acknowledges_nothing() -> None:
    assert grades(TOLD) == {"one_source"}


def _of(text: str, act: str) -> set[Grade]:
    report = secondsource.Report.from_text("r.txt", HEAD + text)
    return {event.grade for event in secondsource.weigh([secondsource.read(report)]).events if event.act == act}


def test_an_organ_of_state_acknowledges_an_act_of_its_office() -> None:
    assert _of("Two drivers were arrested on May 3, the police said.\n", "arrest") == {"acknowledged"}


def test_lawmakers_and_schools_acknowledge_no_act_of_state() -> None:
    for voice in ("lawmaker Moon Dal-ho of the intelligence committee", "the school directorate"):
        assert _of(f"Two drivers were arrested on May 3, {voice} said.\n", "arrest") == {"one_source"}


def test_a_state_medium_that_calls_reports_false_acknowledges_nothing() -> None:
    state = "The official daily wrote that reports that two drivers were arrested on May 3 are a fabrication.\n"
    assert "acknowledged" not in _of(state, "arrest")


@pytest.mark.parametrize(
    ("sentence", "is_own"),
    [
        ("A spokesman for the police confirmed that the trader Ri Song Min was arrested on May 3.", True),
        ("The ministry said on Monday that police arrested the trader Ri Song Min on May 3.", True),
        ("The US State Department said that police in Hoeryong arrested the trader Ri Song Min on May 3.", False),
        ("The ministry said that it was looking into reports that police arrested the trader Ri Song Min.", False),
        ("The ministry said that it knew nothing of the arrest of the trader Ri Song Min on May 3.", False),
        ("The ministry did not comment on reports that police arrested the trader Ri Song Min on May 3.", False),
        ("The rights group Police Watch said that police arrested the trader Ri Song Min on May 3.", False),
        ("Police sources told Southern Wire that the trader Ri Song Min was arrested on May 3.", False),
    ],
)
def test_whose_words_are_the_body_s_own(sentence: str, is_own: bool) -> None:
    assert ("acknowledged" in _of(sentence + "\n", "arrest")) is is_own


@pytest.mark.parametrize("name", ["National Unity Government", "NUG"])
def test_a_government_that_is_none_of_the_state_s_acknowledges_nothing(name: str) -> None:
    assert name in countries.not_of_state()
    assert "acknowledged" not in _of(f"Two drivers were arrested near Kinta on May 3, the {name} said.\n", "arrest")
