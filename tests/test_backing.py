"""Which voice vouches for an event, where rules may be wrong."""

from hypothesis import given
from hypothesis import strategies as st

from a_people import report_of
from secondsource.lexicon.choosers import Chooser, chooser
from secondsource.model import NARRATOR
from secondsource.reading import backing, language, pipeline

PARAGRAPH = (
    "A trader in Hyesan told the Case Post on May 3 that guards had beaten a porter. "
    "The porter was arrested a week later. The trader added that prices had gone up."
)


def test_what_is_told_between_two_cues_is_open_to_doubt_and_what_one_holds_is_not() -> None:
    report = report_of("Prices rose in May.", PARAGRAPH)
    doc = next(language.parse([report]))
    setting = pipeline.ruled(report, doc)
    acts = {event.id: event.act for event in setting.events}
    doubtful = dict(backing.evidence(doc, setting))
    assert {acts[name] for name in doubtful} == {"arrest"}
    assert all(NARRATOR in candidates for candidates in doubtful.values())


def test_only_a_voice_of_the_report_or_its_narrator_vouches() -> None:
    reading = pipeline.read(report_of("Prices rose in May.", PARAGRAPH))
    assert {event.source for event in reading.events} <= {NARRATOR, *(source.id for source in reading.sources)}


@given(st.floats(-4, 4), st.floats(0.01, 0.99))
def test_what_rules_chose_gives_way_only_to_what_is_likelier_by_the_margin(weight: float, least: float) -> None:
    held = Chooser(least, {"near": weight})
    chosen = held.prefer("s1", {"s1": frozenset(), "s2": frozenset({"near"})})
    assert chosen == "s1" or weight > 0


def test_the_learned_weights_are_of_traits_that_there_are() -> None:
    report = report_of("Prices rose in May.", PARAGRAPH)
    doc = next(language.parse([report]))
    found = {
        name
        for _, candidates in backing.evidence(doc, pipeline.ruled(report, doc))
        for traits in candidates.values()
        for name in traits
    }
    assert len(found & chooser("vouchers").weights.keys()) > len(found) / 3
