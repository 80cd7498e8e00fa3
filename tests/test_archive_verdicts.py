"""Verdicts: they take effect at once, can be undone, hold for later readings, and never raise a grade by rule."""

import msgspec
import pytest

from an_archive import fill
from secondsource.archive import keeping
from secondsource.archive.face import Archive
from secondsource.archive.verdicts import Wanted
from secondsource.errors import ArchiveError
from secondsource.model import Reading


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive of each kind with the three reports in it."""
    fill(archive)
    return archive


def event(archive: Archive, report: str, act: str) -> str:
    """The key of a report's event of an act."""
    reading = archive.reading(report)
    assert reading is not None
    return next(f"{report}:{event.id}" for event in reading.events if event.act == act)


def grade(archive: Archive, key: str) -> str:
    fact = archive.fact(key)
    assert fact is not None
    return fact.event.grade


def members(archive: Archive, key: str) -> list[str]:
    fact = archive.fact(key)
    assert fact is not None
    return [f"{member.report}:{member.event}" for member in fact.event.members]


def test_decisions_take_effect_and_are_undone(filled: Archive) -> None:
    lake, ridge = event(filled, "r0000001", "arrest"), event(filled, "r0000002", "arrest")
    dismissal = event(filled, "r0000003", "dismissal")
    before = (filled.weighing(), filled.people(), filled.facts())
    assert ridge in members(filled, lake)

    def undone(wanted: Wanted, check: object) -> None:
        number = filled.decide(wanted)
        assert callable(check)
        assert check(), wanted
        filled.undo(number)
        assert (filled.weighing(), filled.people(), filled.facts()) == before, wanted

    undone(Wanted("accept", (lake,)), lambda: ridge in members(filled, lake))
    undone(Wanted("reject", (lake,)), lambda: filled.fact(lake) is None)
    undone(Wanted("correct", (lake,), {"status": "refuted"}), lambda: "refuted" in statuses(filled, lake))
    undone(Wanted("correct", (dismissal,), {"time": "2023-05-29"}), lambda: times(filled, dismissal) == ["2023-05-29"])
    undone(Wanted("split", (lake,)), lambda: members(filled, lake) == [lake])
    undone(Wanted("merge", (lake, dismissal)), lambda: dismissal in members(filled, ridge))
    undone(
        Wanted("grade", (lake,), {"grade": "unclear"}, "the trader is his cousin"),
        lambda: grade(filled, ridge) == "unclear",
    )
    undone(Wanted("note", (lake,), reason="ask the desk"), lambda: True)
    undone(
        Wanted("correct", ("r0000003",), {"outlet": "Mill Post"}),
        lambda: filled.report("r0000003").outlet == "Mill Post",
    )  # type: ignore[union-attr]


def statuses(archive: Archive, key: str) -> list[str]:
    reading = archive.reading(key.partition(":")[0])
    assert reading is not None
    return [one.status for one in reading.events if key.endswith(f":{one.id}")]


def times(archive: Archive, key: str) -> list[str | None]:
    reading = archive.reading(key.partition(":")[0])
    assert reading is not None
    return [one.time.edtf for one in reading.events if key.endswith(f":{one.id}") and one.time]


def test_an_undoing_can_be_undone(filled: Archive) -> None:
    lake = event(filled, "r0000001", "arrest")
    first = filled.decide(Wanted("reject", (lake,)), by="mira")
    second = filled.undo(first, "a slip of the key", by="jun")
    filled.undo(second)
    assert filled.fact(lake) is None
    held = filled.verdicts("r0000001")
    assert [(one.kind, one.by, one.undone) for one in held] == [
        ("reject", "mira", False),
        ("undo", "jun", True),
        ("undo", "tester", False),
    ]
    with pytest.raises(ArchiveError, match="undone already"):
        filled.undo(second)


def test_sources_found_to_be_one_make_one_line(filled: Archive) -> None:
    lake, ridge = event(filled, "r0000001", "arrest"), event(filled, "r0000002", "arrest")
    fact = filled.fact(lake)
    assert fact is not None
    assert (fact.event.grade, fact.event.lines_min) == ("corroborated", 2)
    voices = [line[0] for line in fact.event.lines]
    filled.decide(Wanted("same_source", tuple(voices), reason="the same trader, by her account of the night"))
    ruled = filled.fact(ridge)
    assert ruled is not None
    assert (ruled.event.grade, ruled.event.lines_min, ruled.event.lines_max) == ("copied", 1, 1)
    assert (ruled.proposed, ruled.verdicts) == ("corroborated", (1,))


def test_joining_by_hand_never_corroborates(filled: Archive) -> None:
    lake, dismissal = event(filled, "r0000001", "arrest"), event(filled, "r0000003", "dismissal")
    filled.decide(Wanted("split", (lake,)))
    filled.decide(Wanted("merge", (lake, dismissal)))
    assert grade(filled, lake) == "unclear"


def test_people_are_joined_and_taken_apart(filled: Archive) -> None:
    both = filled.people("Ri Myong Su")[0]
    assert both.reports == 2
    identity = filled.person(both.id)
    assert identity is not None
    filled.decide(Wanted("split", (identity.members[1],)))
    assert [row.reports for row in filled.people("Ri Myong Su")] == [1, 1]
    filled.decide(Wanted("merge", identity.members))
    assert [row.reports for row in filled.people("Ri Myong Su")] == [2]


def test_reliability_is_kept_and_computed_nowhere(filled: Archive) -> None:
    filled.decide(Wanted("reliability", ("r0000001:s1",), {"reliability": "B"}))
    assert [one.value for one in filled.verdicts()] == [{"reliability": "B"}]


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("accept", ("r0000009:e1",)),
        Wanted("accept", ("r0000001:e99",)),
        Wanted("accept", ("the first one",)),
        Wanted("accept"),
        Wanted("merge", ("r0000001:e1",)),
        Wanted("merge", ("r0000001:s1", "r0000002:s1")),
        Wanted("grade", ("r0000001:e1",), {"grade": "certain"}, "because"),
        Wanted("grade", ("r0000001:e1",), {"grade": "unclear"}),
        Wanted("correct", ("r0000001:e1",)),
        Wanted("correct", ("r0000001:e1",), {"colour": "red"}),
        Wanted("correct", ("r0000001:e1",), {"status": "perhaps"}),
        Wanted("correct", ("r0000001:e1",), {"act": "dancing"}),
        Wanted("correct", ("r0000001:e1",), {"time": "last spring"}),
        Wanted("correct", ("r0000001:e1",), {"time": "2023-05-40"}),
        Wanted("correct", ("r0000001:e1",), {"amount": "much"}),
        Wanted("correct", ("r0000001:e1",), {"amount": {"currency": "USD"}}),
        Wanted("correct", ("r0000001:e1",), {"actor": "p1"}),
        Wanted("correct", ("r0000001:e1",), {"recipient": [3]}),
        Wanted("correct", ("r0000001",), {"published": "2020-44-01"}),
        Wanted("reliability", ("r0000001:s1",), {"reliability": "G"}),
        Wanted("reliability", ("r0000001:e1",), {"reliability": "A"}),
        Wanted("undo", value={"undoes": 99}),
    ],
    ids=lambda wanted: wanted.kind,
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(wanted: Wanted, filled: Archive) -> None:
    before = (filled.counts(), filled.weighing())
    with pytest.raises(ArchiveError):
        filled.decide(wanted)
    assert (filled.counts(), filled.weighing()) == before


def reread(archive: Archive, report: str, newer: Reading) -> None:
    """As if a newer version had read the report so."""
    from secondsource.archive import weigher

    number = int(report[1:])
    with archive.database.writing() as connection:
        keeping.keep(connection, number, newer, "a newer version")
        keeping.set_state(connection, [number], keeping.KEPT)
        weigher.reweigh(connection, [number])


def test_verdicts_hold_for_a_newer_reading_and_conflicts_are_shown(filled: Archive) -> None:
    lake, bribe = event(filled, "r0000001", "arrest"), event(filled, "r0000001", "bribery")
    filled.decide(Wanted("correct", (lake,), {"status": "alleged"}))
    filled.decide(Wanted("reject", (bribe,)))
    assert filled.conflicts() == ()
    reading = filled.reading("r0000001", proposed=True)
    assert reading is not None
    # Read again with other ids: the verdicts find their events by the words.
    renamed = tuple(msgspec.structs.replace(one, id=f"x{n}") for n, one in enumerate(reading.events))
    reread(filled, "r0000001", msgspec.structs.replace(reading, events=renamed))
    assert [one.status for one in filled.reading("r0000001").events if one.act == "arrest"] == ["alleged"]  # type: ignore[union-attr]
    assert not [one for one in filled.reading("r0000001").events if one.act == "bribery"]  # type: ignore[union-attr]
    assert filled.conflicts() == ()
    # A reading that lacks the event: what a person vouched for stays, and the conflict is shown.
    without = tuple(one for one in renamed if one.act != "arrest")
    reread(filled, "r0000001", msgspec.structs.replace(reading, events=without))
    kept = [one for one in filled.reading("r0000001").events if one.act == "arrest"]  # type: ignore[union-attr]
    assert [(one.id, one.status, one.rule) for one in kept] == [("v1", "alleged", "verdict 1")]
    assert [(one.verdict, one.why) for one in filled.conflicts()] == [(1, "the event is not read any more")]
    # A reading that takes the words for another act.
    other = tuple(msgspec.structs.replace(one, act="abduction") if one.act == "arrest" else one for one in renamed)
    reread(filled, "r0000001", msgspec.structs.replace(reading, events=other))
    assert [(one.verdict, one.why) for one in filled.conflicts()] == [(1, "it is now read as abduction, not arrest")]
