"""Who fills a role that an act's own words leave open."""

import io

import msgspec
import pytest
from rich.console import Console

from a_people import report_of
from secondsource.archive.amending import amend
from secondsource.archive.anchors import Anchor
from secondsource.archive.verdicts import Target, Verdict
from secondsource.lexicon.choosers import chooser
from secondsource.publishing import tables
from secondsource.reading import events, filling, language, pipeline
from secondsource.reading.explaining import explain
from secondsource.reading.filling import ROLES, Stage
from secondsource.reading.pipeline import read
from secondsource.weighing.told import prepare

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
    assert [(people.get(filler.person or ""), filler.guessed) for filler in told.recipient] == [("Tovin Marek", True)]


def test_what_is_filled_from_around_is_said_to_be_so_and_what_the_words_say_is_not() -> None:
    report = report_of("Tovin Marek was arrested in May, a neighbour said.", "The trial is set for June.")
    files = {
        event.act: {value.file for value in explain(report, event.id).values if value.name == "recipient"}
        for event in read(report).events
    }
    assert files == {"arrest": {"lexicon/acts/arrest.yaml"}, "trial": {"lexicon/choosers.yaml"}}


def test_a_guess_is_shown_as_one_and_backs_nothing_until_a_person_says_who_it_was() -> None:
    reading = read(report_of("Tovin Marek was arrested in May, a neighbour said.", "The trial is set for June."))
    trial, arrest = (next(e for e in reading.events if e.act == act) for act in ("trial", "arrest"))
    assert [f.guessed for f in (*arrest.recipient, *trial.recipient)] == [False, True]
    page = io.StringIO()
    tables.show(Console(file=page, width=200), tables.reading(reading, ruled=False))
    assert "→ Tovin Marek?" in page.getvalue()
    assert page.getvalue().count("Tovin Marek?") == 1
    assert {t.event.act: len(t.recipients) for t in prepare(reading).tellings} == {"arrest": 1, "trial": 0}
    accepted = Verdict(1, "accept", (Target(1, trial.id, anchor=Anchor(event=trial)),), {}, "", "Editor", "2026-01-01")
    (whom,) = (person.id for person in reading.people if person.name == "Tovin Marek")
    corrected = msgspec.structs.replace(accepted, kind="correct", value={"recipient": [whom]})
    for verdict, known in ((accepted, 0), (corrected, 1)):
        amended = amend(reading, [verdict], 1).reading
        assert {t.event.act: len(t.recipients) for t in prepare(amended).tellings} == {"arrest": 1, "trial": known}


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
