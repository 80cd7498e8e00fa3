"""Grades by the guide's table, and what must hold whatever the reports are."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.lexicon.standing import standing
from secondsource.model import BY_WORDS, NARRATOR, Reading, WeighedEvent, Weighing
from secondsource.weighing.pipeline import weigh
from weighing_cases import SEIZED, seizure, written

FIRST = ("a.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso")
SECOND = ("b.txt", "Delta Observer", "2031-05-12", "a retired bookkeeper")
RETOLD = (
    "Two lorries waited in Kangso when the timber station's head, Nam Chol Gu, was arrested at his desk, according to "
    "{by}.\nHe had larch sawn for a private mill all winter, and the railway clerk, who saw the planks, kept quiet."
)

NAMING = RETOLD.format(by=SECOND[3]) + "\nThe price of planks was first a subject of Lighthouse Post years ago."


def retold(name: str, outlet: str | None, published: str, by: str, **event: Any) -> Reading:
    """The same arrest, told by another newsroom in words of its own."""
    return seizure(
        name, outlet, published, by, text=RETOLD.format(by=by), told="the timber station's head, Nam Chol Gu", **event
    )


STRONG = ("corroborated", "acknowledged")


def arrest(weighing: Weighing) -> WeighedEvent:
    """The weighed arrest with the most members."""
    return max((event for event in weighing.events if event.act == "arrest"), key=lambda event: len(event.members))


def denial(name: str, outlet: str, published: str, denier: str, anonymity: str, text: str) -> Reading:
    """A report in which someone says that the arrest did not happen."""
    entry: dict[str, Any] = {
        "sources": {"s1": {"mention": denier, "anonymity": anonymity}},
        "people": {
            "nam": {
                "name": "Nam Chol Gu",
                "mention": "Nam Chol Gu",
                "posts": [{"title": "head", "org": "Kangso timber station", "place": "Kangso"}],
            }
        },
        "events": [SEIZED | {"trigger": "never arrested", "status": "refuted", "time": None}],
    }
    return written(name, text, entry, outlet, published)


def unheard(reading: Reading) -> Reading:
    """The reading without its attributions."""
    return msgspec.structs.replace(reading, attributions=())


KIN = denial(
    "c.txt", "Delta Observer", "2031-05-20", "His brother", "anonymous",
    "Nam Chol Gu of the Kangso timber station was never arrested. His brother says he is ill. The larch planks, the "
    "sawmill owner and the station without papers are all talk, the brother says.",
)  # fmt: skip
CORRECTION = denial(
    "d.txt", "Lighthouse Post", "2031-06-01", "an official with knowledge of the file", "anonymous",
    "Correction: Nam Chol Gu, head of the Kangso timber station, was never arrested, an official with knowledge of the "
    "file says. Lighthouse Post regrets the error in its report on the larch planks and the sawmill owner.",
)  # fmt: skip
MINISTRY = "the Ministry of Forest Security"
OWN = {"anonymity": "institution", "authority": "Ministry of Forest Security"}
CITING = (
    "Lighthouse Post reported on Friday that Nam Chol Gu, head of the Kangso timber station, was arrested on May 4.\n"
    "The station had sent larch planks to a sawmill owner without papers, Lighthouse Post wrote."
)
NOT_SO = (
    "That Nam Chol Gu, head of the Kangso timber station, was arrested is a falsehood, wrote a reader.\n"
    "The larch planks went to the sawmill owner with papers and all, and the station has its head."
)
CITED: dict[str, Any] = {"text": CITING, "anonymity": "media"}

GRADES: dict[str, tuple[list[Reading], str]] = {
    "one source in one report": ([seizure(*FIRST)], "one_source"),
    "two newsrooms, each with a source of its own": ([seizure(*FIRST), retold(*SECOND)], "corroborated"),
    "the second cites the first": (
        [seizure(*FIRST), seizure("b.txt", "Delta Observer", "2031-05-12", "Lighthouse Post", **CITED)],
        "copied",
    ),
    "the second's source rests on the first": (
        [seizure(*FIRST), retold(*SECOND, rests_on="Lighthouse Post")],
        "copied",
    ),
    "one newsroom, twice a source in a town": (
        [seizure(*FIRST), retold("b.txt", "Lighthouse Post", "2031-05-12", "a source in Kangso")],
        "unclear",
    ),
    "the narrator is no source": ([seizure(*FIRST), retold(*SECOND, source=NARRATOR)], "unclear"),
    "the body that did it says so": ([seizure(*FIRST[:3], MINISTRY, **OWN)], "acknowledged"),
    "its statement outweighs two newsrooms": (
        [seizure(*FIRST), retold(*SECOND), seizure("e.txt", "Harbour Wire", "2031-05-14", MINISTRY, **OWN)],
        "acknowledged",
    ),
    "an official who is not named speaks for no body": (
        [
            seizure(
                *FIRST[:3], "an official of the Ministry of Forest Security", authority="Ministry of Forest Security"
            )
        ],
        "one_source",
    ),
    "a foreign institute is not the body": (
        [seizure(*FIRST[:3], "the Institute for Northern Forests", anonymity="institution")],
        "one_source",
    ),
    "his brother denies it": ([seizure(*FIRST), KIN], "contested"),
    "the newsroom corrects itself": ([seizure(*FIRST), CORRECTION], "refuted"),
    "maintained after the correction": (
        [seizure(*FIRST), CORRECTION, retold("e.txt", "Delta Observer", "2031-06-20", "a retired bookkeeper")],
        "contested",
    ),
    "months apart": ([seizure(*FIRST), retold(*SECOND, time="2031-01-10")], "unclear"),
    "only said to be so, and no day or place given": (
        [seizure(*FIRST), retold(*SECOND, status="alleged", time=None, place=None)],
        "unclear",
    ),
    "planned by one and told as done by the other": (
        [seizure(*FIRST), retold(*SECOND, status="planned")],
        "unclear",
    ),
    "said to be so, of the same man on the same day in the same place": (
        [seizure(*FIRST), retold(*SECOND, status="alleged")],
        "unclear",
    ),
    "vouched for, but no words for it are attributed": (
        [seizure(*FIRST), unheard(retold(*SECOND))],
        "corroborated",
    ),
    "one names the other's newsroom": (
        [
            seizure(*FIRST),
            seizure(*SECOND, text=NAMING, told="the timber station's head, Nam Chol Gu", time=None, place=None),
        ],
        "unclear",
    ),
    "somebody denies something, and no day or place is given": (
        [
            seizure(*FIRST),
            retold(*SECOND[:3], "a retired bookkeeper, whatever the mill denies", time=None, place=None),
        ],
        "unclear",
    ),
    "two agree, another passes it on as said": (
        [
            seizure(*FIRST),
            retold(*SECOND),
            retold("e.txt", "Harbour Wire", "2031-05-20", "a porter at the market", status="alleged"),
        ],
        "corroborated",
    ),
    "two share wording": (
        [seizure(*FIRST), seizure(*SECOND[:3], "a porter at the sawmill")],
        "unclear",
    ),
    "no day is given": ([seizure(*FIRST), retold(*SECOND, time=None)], "corroborated"),
    "a sentence denies such an act, and no denial was read": (
        [
            seizure(*FIRST),
            retold(*SECOND, time=None),
            written("c.txt", NOT_SO, {}, "Harbour Wire", "2031-05-14"),
        ],
        "unclear",
    ),
    "the newsroom of one is not known": (
        [seizure(*FIRST), retold("b.txt", None, "2031-05-12", "a man who keeps books")],
        "corroborated",
    ),
    "the newsroom of one is not known, nor anything of its source": (
        [seizure(*FIRST), retold("b.txt", None, "2031-05-12", "a source")],
        "unclear",
    ),
    "kin of the same kind may be one": (
        [seizure(*FIRST[:3], "his sister"), retold(*SECOND[:3], "a sister of the head")],
        "unclear",
    ),
}


@pytest.mark.parametrize(("readings", "grade"), GRADES.values(), ids=GRADES)
def test_grade(readings: list[Reading], grade: str) -> None:
    found = arrest(weigh(readings))
    assert found.grade == grade, found.why
    assert len(found.members) == sum(bool(reading.events) for reading in readings)
    assert found.why


STATE = """Chief of Timber Station Relieved

   Port Sin, May 9 (SNA) -- At a meeting of the county committee Comrade Nam Chol Gu was relieved of his post. -0-"""


def test_a_states_own_medium_acknowledges() -> None:
    entry = {
        "sources": {},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Comrade Nam Chol Gu", "posts": []}},
        "events": [
            {
                "act": "dismissal", "trigger": "was relieved of his post", "recipient": ["nam"], "status": "asserted",
                "authority": "county committee", "source": NARRATOR,
            }
        ],
    }  # fmt: skip
    (found,) = weigh([written("a.txt", STATE, entry, "State News Agency", "2031-05-09")]).events
    assert found.grade == "acknowledged"


def two_tell(second: str, cue: str = "said", first: str = "a trader in Kangso") -> Reading:
    text = (
        f"Nam Chol Gu was arrested at the timber station on May 4, {first} said.\n"
        f"They put him in a lorry, {second} {cue}. The planks are still in the yard."
    )
    entry = {
        "sources": {
            "s1": {"mention": first, "anonymity": "anonymous"},
            "s2": {"mention": second, "anonymity": "anonymous"},
        },
        "attributions": [
            {"source": "s1", "cue": "said", "type": "indirect", "content": ["Nam Chol Gu was arrested at the timber"]},
            {"source": "s2", "cue": cue, "type": "indirect", "content": ["They put him in a lorry"]},
        ],
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu", "posts": []}},
        "events": [SEIZED | {"also": ["put him in a lorry"]}],
    }
    return written("a.txt", text, entry, "Lighthouse Post", "2031-05-09")


@pytest.mark.parametrize(
    ("second", "grade"),
    [
        ("a second source", "corroborated"),
        ("another trader", "corroborated"),
        ("another source, an official of the timber office", "unclear"),
        ("a schoolteacher", "unclear"),
        ("the trader from Kangso", "unclear"),
        ("a source", "unclear"),
    ],
)
def test_two_sources_of_one_report(second: str, grade: str) -> None:
    assert weigh([two_tell(second)]).events[0].grade == grade


@pytest.mark.parametrize(("first", "grade"), [("three traders", "unclear"), ("two traders", "corroborated")])
def test_who_may_be_one_of_several_is_no_second_source(first: str, grade: str) -> None:
    assert weigh([two_tell("a third source", first=first)]).events[0].grade == grade


def guessed(reading: Reading) -> Reading:
    """The reading with its events as if no pattern told them."""
    events = (msgspec.structs.replace(event, rule=f"verb: {BY_WORDS}") for event in reading.events)
    return msgspec.structs.replace(reading, events=tuple(events))


@pytest.mark.parametrize(
    "readings",
    [
        [guessed(seizure(*FIRST)), retold(*SECOND)],
        [guessed(two_tell("a second source"))],
        [guessed(seizure(*FIRST[:3], MINISTRY, **OWN))],
    ],
)
def test_what_only_words_make_likely_proves_nothing(readings: list[Reading]) -> None:
    assert not {event.grade for event in weigh(readings).events} & {*STRONG}


def chain(length: int) -> list[Reading]:
    """Outlets of which each cites the one before."""
    outlets = ["Lighthouse Post", "Delta Observer", "Harbour Wire", "Ridge Bulletin", "Coastal Echo", "Plains Dispatch"]
    readings = [seizure(*FIRST)]
    for number, (base, outlet) in enumerate(pairwise(outlets[:length]), 1):
        text = CITING.replace("Lighthouse Post", base)
        name, day = f"b{number}.txt", f"2031-05-{10 + number}"
        readings.append(seizure(name, outlet, day, base, text=text, anonymity="media"))
    return readings


@pytest.mark.parametrize("length", range(2, 7))
def test_an_echo_is_one_line(length: int) -> None:
    found = arrest(weigh(chain(length)))
    assert (found.grade, found.lines_min, found.lines_max) == ("copied", 1, 1)
    assert len(found.members) == length


OUTLETS = st.sampled_from(["Delta Observer", "Harbour Wire", "Ridge Bulletin", "Coastal Echo", "Plains Dispatch"])
SOURCES = st.sampled_from(["a trader in Kangso", "a source in Kangso", "a retired bookkeeper", "his sister"])


@settings(max_examples=60, deadline=None)
@given(source=SOURCES, copies=st.lists(OUTLETS, min_size=1, max_size=4, unique=True), dated=st.booleans())
def test_a_verbatim_copy_never_corroborates(source: str, copies: list[str], dated: bool) -> None:
    first = seizure(*FIRST[:3], source)
    readings = [first]
    for number, outlet in enumerate(copies):
        published = f"2031-05-{12 + number}" if dated else None
        report = msgspec.structs.replace(first.report, id=f"c{number}.txt", outlet=outlet, published=published)
        readings.append(msgspec.structs.replace(first, report=report))
    assert not [event for event in weigh(readings).events if event.grade in STRONG]


POOL = [
    seizure(*FIRST), retold(*SECOND), KIN, CORRECTION, two_tell("a second source"), *chain(4)[1:],
    seizure("k.txt", "Harbour Wire", "2031-05-14", MINISTRY, **OWN),
    seizure("m.txt", "Coastal Echo", "2031-05-15", "a resident", person="Han Il", place="Sinpo"),
]  # fmt: skip
UNIQUE = list({reading.report.id: reading for reading in POOL}.values())


@settings(max_examples=40, deadline=None)
@given(readings=st.lists(st.sampled_from(UNIQUE), unique_by=lambda reading: reading.report.id).flatmap(st.permutations))
def test_order_does_not_matter_and_every_event_is_in_one_group(readings: list[Reading]) -> None:
    found = weigh(readings)
    assert found == weigh(sorted(readings, key=lambda reading: reading.report.id))
    members = [(member.report, member.event) for event in found.events for member in event.members]
    assert sorted(members) == sorted((reading.report.id, event.id) for reading in readings for event in reading.events)
    assert all(1 <= event.lines_min <= event.lines_max or not event.lines for event in found.events)


def test_a_citing_report_rests_on_the_cited() -> None:
    found = weigh(chain(2)).rests_on
    assert [(rests.report, rests.base) for rests in found] == [("b1.txt", "a.txt")]
    assert found[0].evidence


def test_who_cites_without_a_day_rests_on_the_first_and_not_on_the_follow_up() -> None:
    citing = chain(2)[1]
    undated = msgspec.structs.replace(citing, report=msgspec.structs.replace(citing.report, published=None))
    dawn = "At dawn on May 4 Nam Chol Gu was arrested at Kangso timber yard, a trader in Kangso told us."
    alike = "A trader in Kangso: Nam Chol Gu was arrested. " + " ".join(sorted(citing.report.text.split()))
    first, follow_up = (
        seizure(name, "Lighthouse Post", day, "a trader in Kangso", text=text, told="Nam Chol Gu")
        for name, day, text in (
            ("y.txt", "2031-05-09", dawn),
            ("x.txt", "2031-06-20", alike.replace("A tr", "a tr", 1)),
        )
    )
    found = [(rests.report, rests.base) for rests in weigh([first, undated, follow_up]).rests_on]
    assert ("b1.txt", "y.txt") in found
    assert ("b1.txt", "x.txt") not in found


def test_an_earlier_report_never_rests_on_a_later_one() -> None:
    first, second = chain(2)
    early = msgspec.structs.replace(second.report, published="2031-05-01")
    found = weigh([first, msgspec.structs.replace(second, report=early)]).rests_on
    assert ("b1.txt", "a.txt") not in [(rests.report, rests.base) for rests in found]


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        ({"time": "2031-05-06"}, "time"),
        ({"place": "Sinpo"}, "place"),
        ({"amount": {"value": 300, "currency": "KPW"}}, "amount"),
    ],
)
def test_details_that_differ(change: dict[str, Any], detail: str) -> None:
    amount = {"amount": {"value": 200, "currency": "KPW"}}
    found = arrest(weigh([seizure(*FIRST, **amount), retold(*SECOND, **(amount | change))]))
    assert found.differs == (detail,)


def test_nothing_to_weigh() -> None:
    assert weigh([]) == Weighing()


WITNESS = (
    "Nam Chol Gu, head of the Kangso timber station, was arrested on May 4, {by} told {outlet}.",
    "The station near Kangso sent larch planks to a sawmill owner without papers.",
    "A railway clerk counted the planks all winter and kept quiet about them.",
    "Two lorries stood before the office until the evening of that day.",
)
"""Sentences of one report, the first of which holds the event."""


@st.composite
def echoes(draw: st.DrawFn) -> list[Reading]:
    """A report and what other newsrooms make of it: copies, shuffled sentences, sentences left out, citing rewrites."""
    by = draw(SOURCES)
    first = seizure(*FIRST[:3], by, text=" ".join(WITNESS).format(by=by, outlet="Lighthouse Post"))
    found = [first]
    for number, outlet in enumerate(draw(st.lists(OUTLETS, min_size=1, max_size=4, unique=True))):
        name, day = f"c{number}.txt", draw(st.sampled_from(["2031-05-10", "2031-05-12"]))
        if draw(st.booleans()):
            found.append(seizure(name, outlet, day, "Lighthouse Post", **CITED))
            continue
        rest = draw(st.permutations(WITNESS[1:]))[draw(st.integers(0, 1)) :]
        text = " ".join((WITNESS[0], *rest)).format(by=by, outlet=outlet)
        found.append(seizure(name, outlet, day, by, text=text))
    return found


@settings(max_examples=500, deadline=None)
@given(readings=echoes())
def test_an_echo_corroborates_nothing(readings: list[Reading]) -> None:
    assert not [event for event in weigh(readings).events if event.grade in STRONG]


def test_five_newsrooms_that_echo_one_are_one_line() -> None:
    outlets = ("Delta Observer", "Harbour Wire", "Ridge Bulletin", "Coastal Echo")
    cited = [
        seizure(f"c{n}.txt", outlet, f"2031-05-1{n}", "Lighthouse Post", **CITED) for n, outlet in enumerate(outlets)
    ]
    found = arrest(weigh([seizure(*FIRST), *cited]))
    assert (len(found.members), found.lines_max, found.grade) == (5, 1, "copied")


@pytest.mark.parametrize("act", sorted(standing().deaths))
def test_who_is_said_to_have_died_and_speaks_refutes_it(act: str) -> None:
    killed = seizure(*FIRST, act=act)
    text = "Nam Chol Gu of the Kangso timber station was never arrested, Nam Chol Gu says of the larch planks himself."
    alive = denial("c.txt", "Delta Observer", "2031-05-20", "Nam Chol Gu", "named", text)
    events = [msgspec.structs.replace(event, act=act) for event in alive.events]
    found = weigh([killed, msgspec.structs.replace(alive, events=tuple(events))])
    assert [event.grade for event in found.events] == ["refuted"]


def no(outlet: str, by: str | None = None) -> Reading:
    """A report of another newsroom in which somebody, or the outlet itself, has it that nobody was arrested."""
    told = f", {by} said" if by else ""
    text = (
        f"No one was arrested at Kangso and Nam Chol Gu is at work{told}. "
        "Larch planks of the Kangso timber station go where the plan sends them, and the hostile forces hype rumours."
    )
    entry: dict[str, Any] = {
        "sources": {"s1": {"mention": by, "anonymity": "anonymous"}} if by else {},
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [
            SEIZED | {"trigger": "No one was arrested", "status": "refuted", "source": "s1" if by else "narrator"}
        ],
    }
    return written("c.txt", text, entry, outlet, "2031-05-20")


@pytest.mark.parametrize(
    ("outlet", "by"), [("Korean Central News Agency", None), ("Delta Observer", "a sawyer in Kangso")]
)
def test_word_against_word_refutes_nothing(outlet: str, by: str | None) -> None:
    found = weigh([seizure(*FIRST), no(outlet, by)])
    assert [event.grade for event in found.events] == ["contested"]


def test_a_newsroom_that_says_no_in_its_own_words_refutes() -> None:
    refuting = no("Delta Observer")
    plain = msgspec.structs.replace(
        refuting,
        report=msgspec.structs.replace(
            refuting.report, text=refuting.report.text.replace("hostile forces", "neighbours all")
        ),
    )
    assert [event.grade for event in weigh([seizure(*FIRST), plain]).events] == ["refuted"]


@pytest.mark.parametrize("denier", ["his brother", "Police Chief Han Il"])
def test_a_party_in_the_same_report_denies_and_does_not_refute(denier: str) -> None:
    text = (
        "Correction to the date below. Nam Chol Gu was arrested on May 4, a trader in Kangso said. "
        f"Nam was never arrested, {denier} said."
    )
    entry: dict[str, Any] = {
        "sources": {
            "s1": {"mention": "a trader in Kangso", "anonymity": "anonymous"},
            "s2": {"mention": denier, "anonymity": "named"},
        },
        "people": {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu"}},
        "events": [SEIZED, SEIZED | {"trigger": "never arrested", "status": "refuted", "source": "s2"}],
    }
    found = weigh([written("a.txt", text, entry, "Lighthouse Post", "2031-05-09")])
    assert [event.grade for event in found.events] == ["contested"]
