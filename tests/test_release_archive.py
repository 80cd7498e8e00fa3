"""What an archive keeps of reports, sources, tips and decisions leaves with no profile that must not carry it."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

import an_archive
from a_canary import ALLOWED, Aviary
from secondsource.archive import schema
from secondsource.archive.face import Archive
from secondsource.archive.taking import Options, Tip
from secondsource.archive.verdicts import Wanted
from secondsource.lexicon.profiles import profile, profiles
from secondsource.publishing import desk
from secondsource.publishing.exports.formats import format_named, formats
from secondsource.publishing.release import Consent

SILENT = {
    "settings.value",  # versions and keys
    "originals.data", "texts.blocks", "readings.data", "weighed.data", "facts.data", "identities.data",
    "quarantine.data", "verdict_targets.anchor",  # made of the words that are planted elsewhere
    "quarantine.reason", "quarantine.remedy", "rests.base", "rests.evidence",  # the program's own words, and outlets
    "verdicts.targets", "labels.label", "name_keys.name",  # ids; names as they are looked up, planted as names
}  # fmt: skip
"""Columns of words in which no canary is looked for, and why."""

KNOWN_INSIDE = {"internal": {"tip.who", "tip.said"}, "partner": set(), "public": set()}
"""What the desk itself may also see, as the words of a source or of who does what."""


def filled(folder: Path, aviary: Aviary) -> Archive:
    """An archive with a canary in whatever can be written into it."""
    canary = aviary.canary
    held = Archive.create(folder / "canaries.db", None, by=canary("who added"))
    ids = an_archive.add_read(held, aviary.readings())
    tip = Tip(
        f"a trader who is called {canary('tip.who')}",
        canary("tip.to"),
        "2024-05-01",
        canary("tip.how"),
        told(aviary),
        canary("tip.desk"),
    )
    ids += held.tip(tip).reports
    lead = "A trader in Hyesan said that an officer was arrested on May 9."
    text = f"Officer held\n\n{lead} {canary('report.text')} it was.\n"
    given = Options(canary("who added"), outlet=canary("report.outlet"), published="2024-06-01")
    ids += held.add_text(f"{canary('report.name')}.txt", text, given).reports
    held.add_text(f"{canary('quarantine.name')}.txt", " ", given)
    with held.database.writing() as connection:
        rows = connection.execute(sa.select(schema.reports.c.number))
        for (number,) in rows.all():
            table = schema.reports
            words = {"author": canary("report.author"), "name": canary("report.name")}
            connection.execute(table.update().where(table.c.number == number).values(words))
    reading = held.reading(ids[0])
    assert reading is not None
    source = f"{ids[0]}:{reading.sources[0].id}"
    event = f"{ids[0]}:{reading.events[0].id}"
    for wanted in (
        Wanted("note", (source,), reason=canary("verdict.reason")),
        Wanted("reliability", (source,), {"reliability": "B"}, canary("verdict.reason")),
        Wanted("correct", (event,), {"place": canary("event.place")}, canary("verdict.reason")),
        Wanted("accept", (event,), reason=canary("verdict.reason")),
        Wanted("reject", (f"{ids[0]}:{reading.events[-1].id}",), reason=canary("verdict.reason")),
    ):
        held.decide(wanted, canary("who decided"))
    for kind in ("draft", "case"):
        held.put(kind, "1", {"notes": canary(f"{kind}.notes")}, canary("who wrote"))
    for name in ids:
        kept = held.reading(name)
        for one in kept.sources if kept else ():
            for who in ("partner", "public"):
                desk.consent(held, Consent(f"{name}:{one.id}", who))
    return held


def told(aviary: Aviary) -> str:
    return f"He said that a guard was arrested in Musan on April 2. {aviary.canary('tip.said')} knew of it."


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Aviary]:
    aviary = Aviary()
    return filled(tmp_path_factory.mktemp("canaries"), aviary), aviary


def test_every_column_of_words_has_a_canary(planted: tuple[Archive, Aviary]) -> None:
    archive, aviary = planted
    wordless = set()
    with archive.database.reading() as connection:
        for table in schema.metadata.tables.values():
            for column in table.columns:
                if not isinstance(column.type, sa.Text | sa.LargeBinary) or column.name == "salt":
                    continue
                rows = connection.execute(sa.select(column)).scalars().all()
                if not aviary.heard(json.dumps([str(row) for row in rows])):
                    wordless.add(f"{table.name}.{column.name}")
    assert wordless <= SILENT


@pytest.mark.parametrize("name", profiles())
@pytest.mark.parametrize("form", formats())
def test_no_export_of_an_archive_holds_what_its_profile_keeps_back(
    name: str, form: str, planted: tuple[Archive, Aviary], tmp_path: Path
) -> None:
    archive, aviary = planted
    order = desk.Order(profile(name), format_named(form), tmp_path / "out", override="a test of what leaves")
    desk.export(archive, order)
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert aviary.heard(path.read_bytes()) <= ALLOWED[name] | KNOWN_INSIDE[name], path.name
        assert not aviary.heard(path.name)


def test_what_may_leave_does(planted: tuple[Archive, Aviary], tmp_path: Path) -> None:
    archive, aviary = planted
    desk.export(archive, desk.Order(profile("internal"), format_named("jsonl"), tmp_path / "out", override="a test"))
    heard = aviary.heard((tmp_path / "out" / "secondsource.jsonl").read_bytes())
    assert heard >= {"source.mention", "person.name", "post.org", "report.outlet", "report.title"}
