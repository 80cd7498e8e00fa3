"""A second newsroom's source on dismissals, executions, deaths, bribes, smuggling, beatings: what backs what."""

import pytest

from secondsource.lexicon import kinds
from secondsource.lexicon.acts import acts
from secondsource.lexicon.standing import standing
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.told import prepare
from secondsource.weighing.words import stem


def reading(name: str, outlet: str, text: str, published: str) -> Reading:
    return read(Report(name, text, (Block(Span(0, len(text)), "body"),), outlet=outlet, published=published))


FIRST = {
    "dismissal": "They removed the director Kim Il Nam from his post at the iron mine in Musan on May 2, according to "
    "an official in the province who talked to Northern Post.",
    "execution": "On May 2 a merchant named Pak Chol was put to death near Hyesan airfield, a woman who lives there "
    "said to Northern Post by telephone. He was 41.",
    "bribery": "In May 3,000 dollars went to the director of Musan mine as a bribe from a building firm, according to "
    "an official who talked to Northern Post. Kim Il Nam has run the pit since 2019.",
    "death": "On May 2 Thiha Aung lost his life in a cell of the Kinta jail, an inmate who has since left it said to "
    "Northern Post. The young man had studied physics.",
    "smuggling": "Jon Tae, a captain, has smuggled copper over the river Tumen by truck in May, according to a border "
    "guard who spoke with Northern Post.",
    "violence": "On May 2 Thiha Aung was beaten with iron rods in the yard of the Kinta jail by its warders, an inmate "
    "who has since left it said to Northern Post. The young man had studied physics.",
}
READ = {act: reading("a.txt", "Northern Post", text, "2024-05-20") for act, text in FIRST.items()}


def grades(act: str, second: str) -> set[str]:
    text = f"{second}, a miner told Southern Wire."
    weighed = weigh([READ[act], reading("b.txt", "Southern Wire", text, "2024-06-22")])
    return {event.grade for event in weighed.events}


@pytest.mark.parametrize(
    ("act", "second"),
    [
        ("dismissal", "The head of the Musan mine, Kim Il Nam, lost his post on May 2"),
        ("execution", "The trader Pak Chol was shot by a firing squad in Hyesan on May 2"),
        ("smuggling", "Captain Jon Tae took copper across the Tumen in May"),
    ],
)
def test_what_backs_it(act: str, second: str) -> None:
    assert "corroborated" in grades(act, second)


@pytest.mark.parametrize(
    ("act", "second"),
    [
        ("dismissal", "The deputy of Kim Il Nam, the head of the Musan mine, was dismissed"),
        ("dismissal", "Kim Il Nam, the head of the Musan mine, dismissed his deputy on May 2"),
        ("dismissal", "Miners want Kim Il Nam, the head of the Musan mine, to be dismissed"),
        ("dismissal", "Kim Il Nam, the head of the Musan mine, was criticised at a meeting on May 2"),
        ("dismissal", "The successor of Kim Il Nam at the Musan mine was dismissed in June"),
        ("dismissal", "Kim Il Nam, the head of the Musan mine, faces dismissal"),
        ("dismissal", "Kim Il Nam offered to step down as head of the Musan mine"),
        ("execution", "The trader Pak Chol watched an execution in Hyesan on May 2"),
        ("execution", "The execution of the trader Pak Chol in Hyesan was put off"),
        ("execution", "The trader Pak Chol was sentenced to death in Hyesan on May 2"),
        ("execution", "A man was executed in Hyesan on May 2"),
        ("execution", "The partner of the trader Pak Chol was executed in Hyesan on May 2"),
        ("execution", "The trader Pak Chol was nearly executed in Hyesan on May 2"),
        ("execution", "People in Hyesan say the trader Pak Chol was executed on May 2"),
        ("bribery", "A contractor offered Kim Il Nam, the head of the Musan mine, 3,000 dollars in May"),
        ("bribery", "Kim Il Nam, the head of the Musan mine, refused 3,000 dollars from a contractor in May"),
        ("bribery", "Kim Il Nam, the head of the Musan mine, is accused of taking 3,000 dollars in May"),
        ("bribery", "The deputy of Kim Il Nam at the Musan mine took 3,000 dollars in May"),
        ("bribery", "Kim Il Nam, the head of the Musan mine, often takes bribes"),
        ("death", "The student Thiha Aung is dying at Kinta prison"),
        ("death", "The mother of the student Thiha Aung died on May 2"),
        ("death", "The student Thiha Aung saw an inmate die at Kinta prison on May 2"),
        ("death", "The cellmate of the student Thiha Aung died at Kinta prison on May 2"),
        ("smuggling", "Captain Jon Tae smuggled cattle across the Tumen in May"),
        ("smuggling", "Captain Jon Tae let a trader smuggle copper across the Tumen in May"),
        ("smuggling", "A brother of Captain Jon Tae smuggled copper across the Tumen in May"),
        ("violence", "Guards threatened to beat the student Thiha Aung at Kinta prison on May 2"),
        ("violence", "The student Thiha Aung beat a guard at Kinta prison on May 2"),
        ("violence", "The student Thiha Aung's father was beaten at Kinta prison on May 2"),
        ("violence", "Guards beat a friend of the student Thiha Aung at Kinta prison on May 2"),
    ],
)
def test_what_does_not(act: str, second: str) -> None:
    assert not grades(act, second) & {"corroborated", "acknowledged"}


@pytest.mark.parametrize(
    ("second", "backs"),
    [
        ("The trader Pak Chol was shot by a firing squad in Hyesan on May 2", True),
        ("The trader Pak Chol watched an execution in Hyesan on May 2", False),
        ("A man was executed in Hyesan on May 2", False),
        ("The partner of the trader Pak Chol was executed in Hyesan on May 2", False),
        ("People in Hyesan say the trader Pak Chol was executed on May 2", False),
        ("His brother was executed in Hyesan on May 2", False),
        ("The execution of the trader Pak Chol in Hyesan was put off", False),
    ],
)
def test_what_a_second_source_of_one_report_backs(second: str, backs: bool) -> None:
    text = f"{FIRST['execution']} {second}, a second source said."
    found = {event.grade for event in weigh([reading("a.txt", "Northern Post", text, "2024-05-20")]).events}
    assert ("corroborated" in found) == backs


@pytest.mark.parametrize("kind", sorted(standing().kinds_of_goods))
@pytest.mark.parametrize("act", sorted(standing().with_goods))
def test_goods_of_each_kind_are_told_apart(act: str, kind: str) -> None:
    assert act in acts()
    word = min(word for word, found in kinds.by_word().items() if kind in found and word.isalpha())
    text = f"Captain Jon Tae smuggled {word} across the Tumen in May, a miner told Southern Wire."
    [told] = [one for one in prepare(reading("b.txt", "Southern Wire", text, "2024-06-22")).tellings if one.goods][:1]
    assert stem(word) in told.goods


GROUPS = {
    "arrest": "Security officers led away eleven women from the market at Hoeryong station on May 3, a vendor said to "
    "Northern Post. They had sold Chinese phones.",
    "death": "Five miners lost their lives when a shaft at Musan caved in on May 2, a foreman said to Northern Post.",
    "violence": "Guards beat three monks in the yard of the Kinta jail on May 2, a novice said to Northern Post.",
}


@pytest.mark.parametrize(
    ("act", "second", "backs"),
    [
        ("arrest", "Eleven women were arrested at the market by Hoeryong station on May 3", True),
        ("arrest", "Forty women were arrested at the market by Hoeryong station on May 3", False),
        ("arrest", "Eleven men were arrested at the market by Hoeryong station on May 3", False),
        ("arrest", "Eleven soldiers were arrested at Hoeryong station on May 3", False),
        ("arrest", "Eleven women were arrested at a market in Sinuiju on May 3", False),
        ("arrest", "Two vendors were arrested at the market by Hoeryong station on May 3", False),
        ("arrest", "Police arrested smugglers in Hoeryong on May 3", False),
        ("death", "Two miners died at Musan on May 2", False),
        ("death", "Five soldiers died at Musan on May 2", False),
        ("violence", "Three monks were beaten by guards at Kinta prison on May 2", True),
        ("violence", "Thirty monks were beaten at Kinta prison on May 2", False),
        ("violence", "Three nuns were beaten by guards at Kinta prison on May 2", False),
    ],
)
def test_another_number_kind_or_place_is_another_group(act: str, second: str, backs: bool) -> None:
    text = f"{GROUPS[act]} {second}, a second source said."
    found = {event.grade for event in weigh([reading("a.txt", "Northern Post", text, "2024-05-20")]).events}
    assert ("corroborated" in found) == backs
