"""What is denied right behind the telling is contested, though the denial names no act of its own."""

from typing import Any

import pytest

from secondsource.lexicon.standing import standing
from secondsource.weighing.pipeline import weigh
from weighing_cases import written

TOLD = "Police arrested the trader Ri Song Min in May, a source in the city said"
ENTRY: dict[str, Any] = {
    "sources": {"s1": {"mention": "a source in the city", "anonymity": "anonymous"}},
    "people": {"ri": {"name": "Ri Song Min", "mention": "the trader Ri Song Min"}},
    "events": [{"act": "arrest", "trigger": "arrested", "recipient": ["ri"], "status": "asserted", "source": "s1"}],
}


def grade(behind: str) -> str:
    text = f"{TOLD}{behind}." if behind.startswith(",") else f"{TOLD}. {behind}"
    return weigh([written("a.txt", text, ENTRY, "Lighthouse Post")]).events[0].grade


DENIALS = [
    "The mayor's office denies it.",
    "The police have denied this.",
    ", which the ministry denies",
    ", a claim that the ministry rejects",
    ", which the ministry called a fabrication",
    "The ministry said that nothing of the sort had happened.",
    "“That is a lie,” the ministry said.",
    "“That never happened,” said a spokesman for the ministry.",
    "The ministry called the report false.",
    "The ministry has denied the report.",
    "The ministry rejected the claim as a fabrication.",
    "“Pure invention,” said a spokesman for the ministry.",
    "A spokesman for the ministry said the report was untrue.",
    "The ministry says that there was no such incident.",
    "“There was nothing of the kind,” a spokesman for the ministry said.",
    "A spokesman for the ministry dismissed the account as nonsense.",
    "The ministry insists that this is not true.",
    "The ministry contradicts him.",
    "“Nonsense,” said a spokesman for the ministry.",
    "“This did not happen,” a spokesman for the ministry told us.",
    *(f"The mayor's office {verb} it." for verb in standing().disputing if verb not in ("deny", "denying")),
    "The police deny this.",
    "Denying this, the police showed a paper.",
]
NO_DENIALS = [
    "The police did not deny it.",
    "The police neither confirmed nor denied it.",
    "Nobody denies it.",
    "The mayor denies that he fled.",
    "The ministry refused to deny it.",
    "It was wrong that he had been moved to Hoeryong in April.",
    "He denied the guard his bread.",
    "The report is being checked.",
    "He denies it.",
    "The trader denies the charges.",
    "“It is a lie,” he told the court.",
    ", for a theft that he denies",
    "It was a cold day.",
    "The source said that it happened at night.",
    "It happened at night.",
    "This took place in front of his house, the source said.",
]


@pytest.mark.parametrize("behind", DENIALS)
def test_what_somebody_denies_right_behind_it_is_contested(behind: str) -> None:
    assert grade(behind) == "contested"


@pytest.mark.parametrize("behind", NO_DENIALS)
def test_what_is_no_denial_of_it_contests_nothing(behind: str) -> None:
    assert grade(behind) == "one_source"


@pytest.mark.parametrize("behind", ["He denies it.", "The guard denies the accusation.", ", a charge the guards deny"])
def test_who_is_accused_of_a_deed_may_deny_it(behind: str) -> None:
    told = "Guards beat the trader Ri Song Min in May, a source in the city said"
    text = f"{told}{behind}." if behind.startswith(",") else f"{told}. {behind}"
    deed = {**ENTRY, "events": [{**ENTRY["events"][0], "act": "violence", "trigger": "beat"}]}
    assert weigh([written("a.txt", text, deed, "Lighthouse Post")]).events[0].grade == "contested"


def test_the_reason_names_the_report() -> None:
    event = weigh([written("a.txt", f"{TOLD}. The police deny it.", ENTRY, "Lighthouse Post")]).events[0]
    assert "right behind it, a.txt has somebody deny it" in event.why[0]
