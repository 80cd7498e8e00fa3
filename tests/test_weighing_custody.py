"""Where somebody is held: a camp in one telling and a labour brigade in another are two events."""

from itertools import combinations

import pytest

from secondsource.lexicon.standing import standing
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing.pipeline import weigh

KINDS = standing().held_in
PAIRS = [(a, b) for x, y in combinations(KINDS, 2) for a in sorted(KINDS[x]) for b in sorted(KINDS[y])]


def told(name: str, outlet: str, where: str, by: str) -> Reading:
    text = f"The customs officer Orlo Venn was sent to a {where} on 3 May 2021, {by} said."
    report = Report(name, text, (Block(Span(0, len(text)), "body"),), outlet=outlet, published="2021-05-09")
    return read(report)


def joined(first: str, second: str) -> bool:
    readings = [told("a.txt", "Northern Post", first, "a clerk"), told("b.txt", "Lower Ambria Radio", second, "a cook")]
    return any({m.report for m in event.members} == {"a.txt", "b.txt"} for event in weigh(readings).events)


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_held_in_places_of_two_kinds(first: str, second: str) -> None:
    assert not joined(f"labour {first}", f"labour {second}")


def test_held_in_places_of_one_kind() -> None:
    assert joined("prison camp", "labour camp")
