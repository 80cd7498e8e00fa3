"""An archive that grew in portions holds what weighing everything at once yields; so does one that lost something."""

import random
from pathlib import Path

import msgspec
import pytest
from alembic.command import downgrade

import an_archive
from secondsource.archive import versions, working
from secondsource.archive.face import Archive
from secondsource.archive.verdicts import Wanted
from secondsource.model import Reading, Weighing
from secondsource.weighing.pipeline import weigh


def outcome(weighing: Weighing) -> tuple[object, ...]:
    """What a weighing says, whatever its events and people are called."""
    events = {e.members: (e.grade, e.lines, e.lines_min, e.lines_max, e.differs, e.why) for e in weighing.events}
    return events, {person.members for person in weighing.people}, set(weighing.rests_on)


def held(archive: Archive) -> list[Reading]:
    return list(archive.readings(row.id for row in archive.reports(limit=100_000)).values())


def copied(reading: Reading, times: int) -> list[Reading]:
    """A reading as that of so many outlets."""
    report = reading.report
    return [
        msgspec.structs.replace(
            reading, report=msgspec.structs.replace(report, text=f"{report.text}\n{n}", outlet=f"Outlet {n}")
        )
        for n in range(times)
    ]


@pytest.mark.parametrize("seed", [1])
def test_growing_in_portions_gives_what_weighing_at_once_gives(
    seed: int, corpus_readings: tuple[Reading, ...], tmp_path: Path
) -> None:
    rng = random.Random(seed)
    readings = rng.sample(list(corpus_readings), 14)
    # Some again under another outlet: a key that more than forty reports share joins fewer of them.
    copies = copied(min(corpus_readings, key=lambda one: len(one.report.text)), 43)
    everything = [*readings, *copies]
    rng.shuffle(everything)
    with an_archive.in_file(tmp_path, "sqlite").create() as archive:
        while everything:
            size = rng.choice((1, 2, 9, 30))
            an_archive.add_read(archive, everything[:size])
            everything = everything[size:]
            if not everything or rng.random() < 0.1:
                assert outcome(archive.weighing()) == outcome(weigh(held(archive)))
        ids = [row.id for row in archive.reports(limit=1000)]
        archive.forget(rng.sample(ids, 7))
        reading = archive.reading(rng.choice([row.id for row in archive.reports()]))
        assert reading is not None
        if reading.events:
            archive.decide(Wanted("reject", (f"{reading.report.id}:{reading.events[0].id}",)))
        assert outcome(archive.weighing()) == outcome(weigh(held(archive)))


def test_what_becomes_common_within_one_portion_parts_what_it_joined(
    corpus_readings: tuple[Reading, ...], tmp_path: Path
) -> None:
    """From fewer than forty reports that share a wording to more, past the forty at once."""
    shortest = min(corpus_readings, key=lambda one: len(one.report.text))
    bundle = [one for one in corpus_readings if one.report.id.split("-")[0] == shortest.report.id.split("-")[0]]
    copies = copied(shortest, 43)
    with an_archive.in_file(tmp_path, "sqlite").create() as archive:
        an_archive.add_read(archive, [*bundle, *copies[:30]])
        an_archive.add_read(archive, copies[30:])
        assert outcome(archive.weighing()) == outcome(weigh(held(archive)))


def test_an_older_archive_is_weighed_anew_whole(
    corpus_readings: tuple[Reading, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many reports it has: here more than are weighed at once."""
    place = an_archive.in_file(tmp_path, "sqlite")
    with place.create() as archive:
        an_archive.add_read(archive, list(corpus_readings[:12]))
        before = outcome(archive.weighing())
        with archive.database.writing() as connection:
            downgrade(versions._config(connection), "0004")
    monkeypatch.setattr(working, "_WEIGHED", 5)
    with place.open() as archive:
        assert {row.state for row in archive.reports(limit=100)} == {"kept"}
        assert outcome(archive.weighing()) == before
