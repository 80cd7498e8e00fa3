"""Who fills a role that an act's own words leave open."""

import pytest

from a_people import report_of
from secondsource.lexicon.choosers import chooser
from secondsource.reading import filling, language, pipeline
from secondsource.reading.filling import ROLES, Stage
from secondsource.reading.pipeline import read

STORY = (
    "Officers arrested Tovin Marek, a printer, in May and held him in a cell. Marek was charged in June.",
    "The hearing is set for July. A district court fined his brother in April.",
)


@pytest.mark.parametrize(
    ("paragraphs", "act", "role", "name"),
    [
        (("Officers arrested Tovin Marek in May. The hearing is set for July.",), "trial", "recipient", "Tovin Marek"),
        (
            ("Tovin Marek was tried in May. A sentence of three years followed.",),
            "sentencing",
            "recipient",
            "Tovin Marek",
        ),
    ],
)
def test_a_hearing_or_sentence_is_that_of_whom_the_sentence_before_tells(
    paragraphs: tuple[str, ...], act: str, role: str, name: str
) -> None:
    reading = read(report_of(*paragraphs))
    event = next(e for e in reading.events if e.act == act)
    people = {person.id: person.name for person in reading.people}
    assert [people.get(filler.person or "") for filler in getattr(event, role)] == [name]


def test_candidates_are_told_of_near_and_fill_no_other_role_and_the_weights_are_of_traits_that_there_are() -> None:
    report = report_of(*STORY)
    doc = next(iter(language.parse([report])))
    facts = pipeline.facts_of(report, doc)
    events, stage = pipeline.read_parsed(report, doc).events, Stage(doc, facts)
    traits: set[str] = set()
    for one in stage.left_open(events):
        event = events[one.event]
        assert not getattr(event, one.role)
        others = {f.person for role in ROLES for f in getattr(event, role)}
        assert others.isdisjoint(one.candidates)
        for name, features in one.candidates.items():
            traits |= features
            filler = stage.filler(name, event)
            assert 0 <= filler.start < filler.end <= len(report.text)
        assert all(name.startswith("none:open:") for name in one.none)
    assert traits & chooser("recipients").weights.keys()
    assert filling.filled(events, doc, facts) == list(events)
