"""What makes two persons or two tellings one, and what keeps those apart who only look alike."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from secondsource import gold
from secondsource.lexicon.likeness import Likeness, likeness
from secondsource.lexicon.standing import standing
from secondsource.model import Reading, WeighedEvent
from secondsource.weighing import people, refuted, together, traits_events
from secondsource.weighing.cases import Case
from secondsource.weighing.events import pairs
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told, prepare
from secondsource.weighing.voices import voices
from weighing_cases import seizure, written

DEV = Path(__file__).parent / "corpus" / "dev"
NOTHING = Web({}, {}, frozenset(), {})


@pytest.fixture(scope="module")
def bundles() -> list[list[Told]]:
    """The annotated development reports, made ready, by bundle."""
    told = [prepare(reading) for reading in gold.load(DEV / "gold", DEV / "text")]
    names = sorted({one.id.split("-")[0] for one in told})
    return [[one for one in told if one.id.split("-")[0] == name] for name in names]


def shown(bundles: list[list[Told]], layer: str) -> Iterator[str]:
    """The traits that pairs of these reports show."""
    for told in bundles:
        deeds = {persona.key: people.deeds_of(one, persona.key) for one in told for persona in one.personas}
        who = traits_events.cast(told, {persona.key: persona.key for one in told for persona in one.personas})
        for a, b in ((a, b) for a in told for b in told if a.id < b.id):
            if layer == "events":
                yield from (name for _, _, traits in pairs(a, b, NOTHING, True, who) for name in traits)
            else:
                found = people.pairs(people.Pair(a, b, True, 0.0), lambda *_: 0.0, deeds)
                yield from (name for _, _, traits in found for name in traits or ())


@pytest.mark.parametrize("layer", ["persons_first", "persons", "events"])
def test_every_weight_is_of_a_trait_that_is_made(layer: Any, bundles: list[list[Told]]) -> None:
    made = {*shown(bundles, layer), "recipient same", "actor same"}
    acts = {name for name in likeness(layer).weights if name.startswith("act ")}
    assert likeness(layer).weights.keys() - acts <= made


def test_unknown_traits_weigh_nothing() -> None:
    assert Likeness(0.0, {"name same": 2.0}).score({"name same": 1.0, "unheard of": 5.0}) == 2.0


def test_others_of_full_name_weigh_against_one_event() -> None:
    assert likeness("events").weights["recipient strangers"] <= -2.5


def tried(text: str, mention: str, title: str) -> Reading:
    """A report of another Nam Chol Gu."""
    event = {
        "act": "sentencing", "trigger": "was tried", "recipient": ["nam"], "status": "asserted", "source": "s1",
    }  # fmt: skip
    person = {"name": "Nam Chol Gu", "mention": mention, "posts": [{"title": title}]}
    source = {"mention": "a retired bookkeeper", "anonymity": "anonymous"}
    entry = {"sources": {"s1": source}, "people": {"nam": person}, "events": [event]}
    return written("second.txt", text, entry, "Delta Observer", "2031-05-20")


STATION = "The timber station near Kangso sent larch planks to a sawmill owner without papers, Lighthouse Post wrote."


@pytest.mark.parametrize("phrase", standing().told_apart)
def test_who_is_told_apart_is_somebody_else(phrase: str) -> None:
    text = (
        f"{STATION}\nNam Chol Gu, a ferry pilot who was tried in May, a retired bookkeeper said, {phrase} head of it.\n"
    )
    other = tried(text, "Nam Chol Gu, a ferry pilot", "pilot")
    first = seizure("first.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso")
    assert prepare(other).personas[0].apart
    assert not weigh([first, other]).people


@pytest.mark.parametrize("word", standing().second)
def test_a_second_of_a_name_is_set_apart(word: str) -> None:
    text = f"{STATION}\nThe {word} Nam Chol Gu, a ferry pilot, was tried in May, a retired bookkeeper said.\n"
    assert prepare(tried(text, "Nam Chol Gu, a ferry pilot", "pilot")).personas[0].other


def test_a_second_thing_before_a_name_sets_nobody_apart() -> None:
    text = f"{STATION}\nA second man, Nam Chol Gu, a ferry pilot, was tried in May, a retired bookkeeper said.\n"
    assert not prepare(tried(text, "Nam Chol Gu, a ferry pilot", "pilot")).personas[0].other


@pytest.mark.parametrize("phrase", standing().namesakes)
def test_a_report_that_knows_of_namesakes_says_so(phrase: str) -> None:
    text = f"{STATION}\nNam Chol Gu, a ferry pilot, was tried in May, a retired bookkeeper said: {phrase}.\n"
    assert prepare(tried(text, "Nam Chol Gu, a ferry pilot", "pilot")).namesakes


@pytest.mark.parametrize("office", sorted(standing().speakers))
def test_who_holds_an_office_speaks_for_it(office: str) -> None:
    words = f"{office} Ro Kum Sik"
    told = prepare(seizure("first.txt", "Lighthouse Post", "2031-05-09", words, anonymity="named"))
    assert voices([told], NOTHING)["first.txt:s1"].speaker


OTHER = (
    "What Nam Chol Gu was arrested for no neighbour knows, says a retired bookkeeper.\n"
    "Larch from Kangso had gone to a private sawmill, and no papers went with it."
)


@pytest.mark.parametrize("act", sorted(standing().done_to_nobody))
def test_acts_done_to_nobody_need_no_day_to_be_one(act: str) -> None:
    change = {"act": act, "recipient": [], "actor": ["nam"], "time": None}
    first = seizure("first.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso", **change)
    second = seizure(
        "second.txt", "Delta Observer", "2031-05-11", "a retired bookkeeper", text=OTHER, told="Nam Chol Gu", **change
    )
    (found,) = weigh([first, second]).events
    assert found.grade == "corroborated"


def test_one_unnamed_voice_does_not_contest_itself() -> None:
    text = "Nam Chol Gu was arrested, a trader in Kangso said. He was not seized by the police, the trader added."
    event = {"act": "arrest", "recipient": ["nam"], "source": "s1"}
    entry = {
        "sources": {"s1": {"mention": "a trader in Kangso", "anonymity": "anonymous"}},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu", "posts": []}},
        "events": [
            event | {"trigger": "was arrested", "status": "asserted"},
            event | {"trigger": "was not seized", "status": "refuted"},
        ],
    }
    found = weigh([written("first.txt", text, entry, "Lighthouse Post", "2031-05-09")]).events
    assert {one.grade for one in found} == {"one_source"}


@pytest.mark.parametrize("act", sorted(standing().again_and_again))
def test_what_befalls_one_person_often_needs_more_than_the_person(act: str) -> None:
    """Two tellings without a day that share nothing but who it was done to may be of two acts."""
    first = seizure("first.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso", act=act, time=None, place=None)
    change = {"act": act, "time": None, "trigger": "was led off", "place": None}
    text = OTHER.replace("was arrested for", "was led off for")
    second = seizure(
        "second.txt", "Delta Observer", "2031-05-11", "a retired bookkeeper", text=text, told="Nam Chol Gu", **change
    )
    assert all(found.grade != "corroborated" for found in weigh([first, second]).events)
    placed = seizure(
        "second.txt", "Delta Observer", "2031-05-11", "a retired bookkeeper", text=text, told="Nam Chol Gu",
        **change | {"trigger": "was led off", "place": "Kangso"},
    )  # fmt: skip
    known = seizure("first.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso", act=act, time=None)
    assert [found.grade for found in weigh([known, placed]).events] == ["corroborated"]


def station(text: str, people_of: dict[str, Any], events: list[dict[str, Any]], name: str) -> Reading:
    """A report of Delta Observer on the timber station, with these persons and events."""
    source = {"mention": "a retired bookkeeper", "anonymity": "anonymous"}
    entry = {"sources": {"s1": source}, "people": people_of, "events": events}
    return written(name, f"{STATION}\n{text}", entry, "Delta Observer", "2031-05-20")


def test_the_only_one_of_a_bare_name_who_is_told_apart_is_the_namesake() -> None:
    """The one whom a report tells its man apart from is the one whom the others speak of."""
    post = [{"title": "head", "org": "timber station"}]
    first = seizure("first.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso", person="Nam")
    text = (
        "Nam, head of the timber station up the coast, was arrested in 2029, a retired bookkeeper said. "
        "He is not the one who was seized in Kangso."
    )
    event = {"act": "arrest", "trigger": "was arrested", "recipient": ["nam"], "status": "asserted", "source": "s1"}
    nam = {"name": "Nam", "mention": "Nam, head of the timber station", "posts": post}
    other = station(text, {"nam": nam}, [event], "second.txt")
    assert not weigh([first, other]).people


def test_nobody_dies_twice_where_two_bear_one_name() -> None:
    pilot = {"name": "Nam Chol Gu", "mention": "Nam Chol Gu, a raftsman", "posts": [{"title": "raftsman"}]}
    died = {"act": "death", "status": "asserted", "source": "s1", "recipient": ["nam"]}
    text = "Nam Chol Gu, a raftsman, was found dead on May 4, a retired bookkeeper said."
    first = station(text, {"nam": pilot}, [died | {"trigger": "was found dead", "time": "2031-05-04"}], "first.txt")
    both = (
        "Nam Chol Gu, a raftsman, died on April 2, a retired bookkeeper said. "
        "The miller Nam Chol Gu heard of it at the weir."
    )
    two = {"nam": pilot, "miller": {"name": "Nam Chol Gu", "mention": "The miller Nam Chol Gu", "posts": []}}
    late = [died | {"trigger": "died on April 2", "time": "2031-04-02"}]
    assert not weigh([first, station(both, two, late, "second.txt")]).people
    near = [died | {"trigger": "died on April 2", "time": "2031-05-02"}]
    assert weigh([first, station(both, two, near, "second.txt")]).people


def test_every_weight_of_a_denial_is_of_a_trait_that_is_made() -> None:
    made: set[str] = set()
    weigh_case = together.weigh_case

    def watched(case: Case) -> WeighedEvent:
        made.update(refuted.traits(case) if case.refuting else ())
        return weigh_case(case)

    together.weigh_case = watched
    try:
        weigh(list(gold.load(DEV / "gold", DEV / "text")))
    finally:
        together.weigh_case = weigh_case
    assert likeness("refuted").weights.keys() <= made
