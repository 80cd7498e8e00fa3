"""What is weighed in portions is weighed as if all at once, whatever the portions and their order."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Reading
from secondsource.weighing.growing import Growing
from secondsource.weighing.index import _MOST, Index
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.told import prepare
from weighing_cases import seizure

OUTLETS = ("Lighthouse Post", "Delta Observer", "Harbour Wire", "Orchard Radio")
PEOPLE = ("Nam Chol Gu", "Ro Kum Sik", "Pak Un Hui")
BY = ("a trader in Kangso", "a retired bookkeeper", "Lighthouse Post", "the Ministry of Forest Security")
TEXT = "{person}, head of the Kangso timber station, was arrested on May 4, {by} told {outlet}.\n{more}"
MORE = (
    "The station near Kangso sent larch planks to a sawmill owner without papers. Nobody has seen the lorries since.",
    "Delta Observer had written of the planks, and of the sawmill that bought them from the station for years.",
    "The state newspaper Harbour Wire called the planks a gift of the working people to the fatherland.",
    "Rain has washed away the road to Onchon, and the ferry waits for a barge of coal from the other bank.",
)


@st.composite
def reports(draw: st.DrawFn) -> list[Reading]:
    found = []
    for n in range(draw(st.integers(2, 7))):
        outlet, person, by, more = (draw(st.sampled_from(some)) for some in (OUTLETS, PEOPLE, BY, MORE))
        text = TEXT.format(person=person, by=by, outlet=outlet, more=more)
        day = draw(st.integers(9, 28))
        found.append(seizure(f"r{n}.txt", outlet, f"2031-05-{day:02}", by, person, text=text))
    return found


@settings(max_examples=25, deadline=None)
@given(reports(), st.randoms(use_true_random=False))
def test_in_portions_as_all_at_once(readings: list[Reading], chance: Random) -> None:
    shuffled = list(readings)
    chance.shuffle(shuffled)
    archive = Growing()
    while shuffled:
        portion = [shuffled.pop() for _ in range(min(chance.randint(1, 3), len(shuffled)))]
        archive.add(portion)
        archive.weighing()
    assert archive.weighing() == weigh(readings)


@pytest.mark.parametrize("seed", range(3))
def test_the_index_depends_on_what_it_holds_alone(seed: int) -> None:
    """More reports of one matter than a key joins at once: keys change from joining all to joining neighbours."""
    told = [
        prepare(seizure(f"r{n:03}.txt", OUTLETS[n % 4], f"2031-05-{n % 28 + 1:02}", f"trader {n // 3}", PEOPLE[n % 2]))
        for n in range(3 * _MOST)
    ]
    first, second = Index(), Index()
    for one in told:
        first.add(one)
    Random(seed).shuffle(told)
    for one in told:
        second.add(one)
    assert first.joined == second.joined
    assert max(map(len, first.joined.values())) < len(told) - 1


def test_a_new_report_leaves_the_rest_alone() -> None:
    archive = Growing()
    text = "Ro Kum Sik, warden of the lighthouse, was arrested in January, a ferryman told us. Grapes rot in Onsu."
    told = "Ro Kum Sik, warden of the lighthouse"
    far = {"text": text, "told": told, "place": "Onsu", "time": "2019-01-04"}
    archive.add([seizure("z.txt", "Orchard Radio", "2019-01-09", "a ferryman", "Ro Kum Sik", **far)])
    before = archive.weighing().events[0]
    archive.add([seizure("a.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso")])
    assert before.lines in [event.lines for event in archive.weighing().events]
