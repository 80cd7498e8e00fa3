"""Who fills a role that an act's own words leave open."""

import pytest

from a_people import report_of
from secondsource.lexicon.choosers import chooser
from secondsource.reading import events, filling, language, pipeline
from secondsource.reading.explaining import explain
from secondsource.reading.filling import ROLES, Stage
from secondsource.reading.pipeline import read

STORY = (
    "Officers arrested Tovin Marek, a printer, in May and held him in a cell. Marek was charged in June.",
    "The hearing is set for July. A district court fined his brother in April.",
)


@pytest.mark.parametrize(
    "paragraphs", [STORY, ("Tovin Marek was arrested in May, a neighbour said.", "The trial is set for June.")]
)
def test_a_hearing_is_that_of_whom_the_paragraph_before_tells(paragraphs: tuple[str, ...]) -> None:
    report = report_of(*paragraphs)
    doc = next(iter(language.parse([report])))
    facts = pipeline.facts_of(report, doc)
    by_rules, told = (next(e for e in found(doc, facts) if e.act == "trial") for found in (events.ruled, events.find))
    people = {person.id: person.name for person in facts.people}
    assert not by_rules.recipient
    assert [people.get(filler.person or "") for filler in told.recipient] == ["Tovin Marek"]


def test_what_is_filled_from_around_is_said_to_be_so_and_what_the_words_say_is_not() -> None:
    report = report_of("Tovin Marek was arrested in May, a neighbour said.", "The trial is set for June.")
    files = {
        event.act: {value.file for value in explain(report, event.id).values if value.name == "recipient"}
        for event in read(report).events
    }
    assert files == {"arrest": {"lexicon/acts/arrest.yaml"}, "trial": {"lexicon/choosers.yaml"}}


def test_candidates_are_told_of_near_and_fill_no_other_role_and_the_weights_are_of_traits_that_there_are() -> None:
    report = report_of(*STORY)
    doc = next(iter(language.parse([report])))
    facts = pipeline.facts_of(report, doc)
    told, stage = pipeline.read_parsed(report, doc).events, Stage(doc, facts)
    traits: set[str] = set()
    for one in stage.left_open(told):
        event = told[one.event]
        assert not getattr(event, one.role)
        others = {f.person for role in ROLES for f in getattr(event, role)}
        assert others.isdisjoint(one.candidates)
        for name, features in one.candidates.items():
            traits |= features
            filler = stage.filler(name, event)
            assert 0 <= filler.start < filler.end <= len(report.text)
        assert all(name.startswith("none:open:") for name in one.none)
    assert traits & chooser("recipients").weights.keys()
    assert filling.filled(told, doc, facts) == list(told)
