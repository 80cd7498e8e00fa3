"""Whoever passes on what a newsroom told is on its line, and makes of two lines neither one nor three."""

import msgspec
import pytest

from secondsource.lexicon.standing import standing
from secondsource.model import NARRATOR, Reading, WeighedEvent
from secondsource.weighing import reuse
from secondsource.weighing.pipeline import weigh
from weighing_cases import SEIZED, seizure, written

FIRST = seizure("a.txt", "Lighthouse Post", "2031-05-09", "a trader in Kangso")
OTHERWISE = (
    "What Nam Chol Gu was arrested for no neighbour knows, says a retired bookkeeper.\n"
    "Larch from Kangso had gone to a private sawmill, and no papers went with it."
)
SECOND = seizure(
    "b.txt", "Delta Observer", "2031-05-11", "a retired bookkeeper", text=OTHERWISE, told="Nam Chol Gu", place=None
)
NAM = {"nam": {"name": "Nam Chol Gu", "mention": "Nam Chol Gu", "posts": []}}


def told(*readings: Reading) -> WeighedEvent:
    (event,) = weigh(readings).events
    return event


def passed_on(text: str, *media: str) -> Reading:
    """A report of a third newsroom in whose own voice the arrest is told, or in that of the first of some media."""
    sources = {f"s{n}": {"mention": mention, "anonymity": "media"} for n, mention in enumerate(media, 1)}
    event = SEIZED | {"trigger": "was taken away", "source": "s1" if media else NARRATOR, "place": None}
    return written(
        "c.txt", text, {"sources": sources, "people": NAM, "events": [event]}, "Ridge Bulletin", "2031-05-20"
    )


def test_a_digest_of_two_newsrooms_takes_nothing_from_what_they_prove() -> None:
    digest = passed_on(
        "Nam Chol Gu was taken away on May 4, the newspapers Lighthouse Post and Delta Observer wrote of the timber "
        "station near Kangso.",
        "the newspapers Lighthouse Post and Delta Observer",
    )
    assert told(FIRST, SECOND).grade == "corroborated"
    both = told(FIRST, SECOND, digest)
    assert (both.grade, both.lines_max) == ("corroborated", 2)


def test_who_leads_with_one_newsroom_has_it_from_there() -> None:
    digest = passed_on(
        "The timber station near Kangso and its planks are in Lighthouse Post. Nam Chol Gu was taken away on May 4. "
        "Nobody at the sawmill would talk of it, and the gate was shut. A guard waved visitors off the road."
    )
    event = told(FIRST, digest)
    assert (event.grade, event.lines_max) == ("copied", 1)


def test_who_names_a_newsroom_at_the_end_only_may_have_it_from_elsewhere() -> None:
    digest = passed_on(
        "Nam Chol Gu, of the timber station near Kangso, was taken away on May 4. Nobody at the sawmill talks of "
        "the matter, and the gate was shut. A guard waved visitors off. His name was in Lighthouse Post before."
    )
    assert told(FIRST, digest).grade == "unclear"


@pytest.mark.parametrize("word", sorted(standing().newsrooms | standing().media))
def test_a_newsroom_is_known_by_its_short_name_behind_a_word_for_it(word: str) -> None:
    pattern = reuse.outlet_pattern(f"Larkspur {word.capitalize()}")
    assert pattern.search(f"as the {word} Larkspur wrote on Monday")
    assert not pattern.search("Larkspur grew along the road")


def test_a_newsroom_called_after_a_place_has_no_short_name() -> None:
    assert not reuse.outlet_pattern("Hyesan Post").search("a radio Hyesan people listen to")


def beside(first: str, second: str, said: str = "They put him in a lorry") -> Reading:
    """A report in which one source tells of the arrest, and another is heard in words of the same event or not."""
    text = f"Nam Chol Gu was arrested in Kangso on May 4, {first} said. {said}, {second} said."
    quoted = [("s1", "Nam Chol Gu was arrested in Kangso"), ("s2", said)]
    entry = {
        "sources": {f"s{n}": {"mention": who, "anonymity": "anonymous"} for n, who in enumerate((first, second), 1)},
        "attributions": [{"source": s, "cue": "said", "type": "indirect", "content": [words]} for s, words in quoted],
        "people": NAM,
        "events": [SEIZED | ({"also": ["put him in a lorry"]} if "lorry" in said else {})],
    }
    return written("a.txt", text, entry, "Lighthouse Post", "2031-05-09")


def test_who_vouches_for_words_laid_to_somebody_else_makes_no_second_source() -> None:
    reading = beside("a trader", "a porter", "The planks are still in the yard")
    laid = tuple(msgspec.structs.replace(by, sources=("s2",)) for by in reading.attributions if by.sources == ("s1",))
    found = told(msgspec.structs.replace(reading, attributions=laid))
    assert found.grade == "one_source"
    assert "is not known" in found.why[0]


@pytest.mark.parametrize(("recipient", "grade"), [([], "contested"), (["ri"], "unclear")])
def test_what_is_denied_in_its_story_of_these_persons_or_of_nobody_is_contested(
    recipient: list[str], grade: str
) -> None:
    """Two newsrooms, one in its own voice, tell of the arrest; in a third report somebody says that none was made."""
    other = passed_on(
        "Nam Chol Gu, of the timber station near Kangso, was taken away on May 4. Nobody at the sawmill talks of "
        "the matter, and the gate was shut. A guard waved visitors off."
    )
    text = (
        "The timber station near Kangso, the larch planks and the sawmill are what Nam Chol Gu's neighbours talk of.\n"
        "No police came and there were no seizures, a forester said."
    )
    denied = SEIZED | {"trigger": "seizures", "recipient": recipient, "status": "refuted", "time": "2031-05-16"}
    entry = {
        "sources": {"s1": {"mention": "a forester", "anonymity": "anonymous"}},
        "people": {"ri": {"name": "Ri Kum Ok", "mention": "a forester", "posts": []}} | NAM,
        "events": [denied | {"place": "Haeju"}],
    }
    denial = written("d.txt", text, entry, "Harbour Wire", "2031-05-21")
    events = {len(event.members): event for event in weigh([FIRST, other, denial]).events}
    assert set(events) == {1, 2}
    assert events[2].grade == grade


@pytest.mark.parametrize(("published", "base"), [("2031-05-20", "b.txt"), (None, "a.txt")])
def test_who_cites_a_newsroom_means_its_last_report_or_the_first_where_no_day_is_given(
    published: str | None, base: str
) -> None:
    later = seizure(
        "b.txt", "Lighthouse Post", "2031-05-12", "a retired bookkeeper", text=OTHERWISE, told="Nam Chol Gu"
    )
    citing = passed_on(
        "Nam Chol Gu was taken away on May 4, Lighthouse Post wrote of the timber station near Kangso. Nobody at the "
        "sawmill would talk of it, and the gate was shut.",
        "Lighthouse Post",
    )
    citing = msgspec.structs.replace(citing, report=msgspec.structs.replace(citing.report, published=published))
    found = weigh([FIRST, later, citing])
    assert [(rests.report, rests.base) for rests in found.rests_on if rests.report == "c.txt"] == [("c.txt", base)]
