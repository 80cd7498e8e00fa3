"""What others make of one report is one line of information, however often and in whatever words it is told."""

from collections.abc import Callable
from random import Random

import pytest

from secondsource.model import Reading
from secondsource.weighing.pipeline import weigh
from weighing_cases import seizure

BY = "a trader in Kangso"
FIRST = ("a.txt", "Lighthouse Post", "2031-05-09")
OUTLETS = ("Delta Observer", "Harbour Wire", "Ridge Bulletin", "Coastal Echo", "Plains Dispatch")
TOLD = (
    "Nam Chol Gu, head of the Kangso timber station, was arrested on May 4, {by} said.",
    "The station near Kangso sent larch planks to a sawmill owner without papers.",
    "A railway clerk counted the planks all winter and kept quiet about them.",
    "Two lorries stood before the office until the evening of that day.",
)
OTHERWISE = {
    "sent": ("sold", "passed", "handed"),
    "larch planks": ("larch boards", "sawn larch", "cut timber"),
    "a sawmill owner": ("the owner of a sawmill", "a private mill", "a man with a mill"),
    "without papers": ("off the books", "with no documents", "unrecorded"),
    "counted the planks": ("kept a tally of the boards", "took down every load", "noted the timber"),
    "kept quiet about them": ("said nothing", "told nobody", "held his tongue"),
    "all winter": ("through the cold months", "from autumn to spring", "for months"),
    "Two lorries stood": ("A pair of trucks waited", "Two trucks were seen", "Lorries were parked"),
    "until the evening": ("until dark", "till nightfall", "to the end of the day"),
}
"""Other words for the same, as a paraphrase or a second translation has them."""
NOUNS = ("a trader in Kangso", "a merchant from Kangso", "a person who trades in Kangso", "a source in Kangso")
"""The first report's one source, as translations and paraphrases name it."""


def text(chance: Random, by: str, more: str = "") -> str:
    """The report in other words: each phrase as it was or exchanged, the sentences in any order, some left out."""
    rest = chance.sample(TOLD[1:], chance.randint(1, 3))
    told = " ".join((TOLD[0], *rest)).format(by=by)
    for plain, others in OTHERWISE.items():
        told = told.replace(plain, chance.choice((plain, *others)))
    return f"{told} {more}".strip()


def copy(chance: Random, name: str, outlet: str, base: Reading) -> Reading:
    return seizure(name, outlet, "2031-05-10", BY, text=" ".join(TOLD).format(by=BY))


def paraphrase(chance: Random, name: str, outlet: str, base: Reading) -> Reading:
    """In other words, and silent about where it is from; the source is described as it was."""
    return seizure(name, outlet, chance.choice(("2031-05-10", "2031-05-13")), BY, text=text(chance, BY))


def translation(chance: Random, name: str, outlet: str, base: Reading) -> Reading:
    """Other words for the source, too, and a line that says where it was first."""
    line = f"The report first appeared in {base.report.outlet}."
    by = chance.choice(NOUNS)
    return seizure(name, outlet, "2031-05-11", by, text=text(chance, by, line))


def citing(chance: Random, name: str, outlet: str, base: Reading) -> Reading:
    by = base.report.outlet or ""
    return seizure(name, outlet, "2031-05-12", by, text=text(chance, by), anonymity="media")


KINDS: tuple[Callable[[Random, str, str, Reading], Reading], ...] = (copy, paraphrase, translation, citing)


def echo(chance: Random) -> list[Reading]:
    """A report and up to five that rest on it, or on one that does: a chain."""
    found = [seizure(*FIRST, BY, text=" ".join(TOLD).format(by=BY))]
    for n, outlet in enumerate(chance.sample(OUTLETS, chance.randint(1, 5))):
        base = found[0] if chance.random() < 0.6 else found[-1]
        found.append(chance.choice(KINDS)(chance, f"c{n}.txt", outlet, base))
    return found


@pytest.mark.parametrize("seed", range(5))
def test_an_echo_of_one_report_corroborates_nothing(seed: int) -> None:
    chance = Random(seed)
    strong = []
    for _ in range(100):
        readings = echo(chance)
        strong += [event for event in weigh(readings).events if event.grade in ("corroborated", "acknowledged")]
    assert not strong, strong[0]


def test_what_befell_others_of_full_name_backs_nobody() -> None:
    """Two arrests on one day in one place, otherwise told alike: if they come together, neither has two sources."""
    first = seizure(*FIRST, BY)
    second = seizure("b.txt", "Delta Observer", "2031-05-12", "a retired bookkeeper", person="Pak Yong Sam")
    third = seizure(
        "c.txt",
        "Harbour Wire",
        "2031-05-13",
        "a teacher of the railway school",
        text="At the Kangso timber station its head, Nam Chol Gu, was arrested, a teacher of the railway school said.",
        told="its head, Nam Chol Gu",
    )
    graded = {event.members[0].report: event for event in weigh([first, second, third]).events}
    for event in graded.values():
        reports = {member.report for member in event.members}
        assert not ("b.txt" in reports and event.grade == "corroborated")
