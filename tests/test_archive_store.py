"""What an archive keeps, and how it is found again: the same on an encrypted file, a plain one and PostgreSQL."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import an_archive
from an_archive import LAKE, MILL, PASSPHRASE, REPORTS, RIDGE, fill
from secondsource.archive import audit, schema, working
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.errors import ArchiveError
from secondsource.reading.pipeline import read
from secondsource.reports.files import Report
from secondsource.weighing.pipeline import weigh

FIELDS = ("sources", "attributions", "people", "events", "follows")


def test_what_was_added_is_read_and_weighed_as_outside_the_archive(archive: Archive) -> None:
    fill(archive)
    ids = [row.id for row in archive.reports()]
    assert ids == ["r0000003", "r0000002", "r0000001"]  # the newest publication first
    outside = [read(Report.from_text(f"r000000{n}", text)) for n, text in enumerate(REPORTS.values(), 1)]
    held = archive.readings(ids)
    for reading in outside:
        kept = held[reading.report.id]
        assert kept.report.text == reading.report.text
        assert all(getattr(kept, name) == getattr(reading, name) for name in FIELDS)
    weighed = weigh(outside)
    inside = archive.weighing()
    assert sorted(e.members for e in inside.events) == sorted(e.members for e in weighed.events)
    assert {e.members: e.grade for e in inside.events} == {e.members: e.grade for e in weighed.events}
    assert {p.members for p in inside.people} == {p.members for p in weighed.people}
    assert inside.rests_on == weighed.rests_on


def test_the_original_bytes_are_kept(archive: Archive) -> None:
    fill(archive)
    assert archive.original("r0000001") == LAKE.encode()
    assert archive.text("r0000002").text == RIDGE  # type: ignore[union-attr]
    assert archive.original("r0000009") is None


def test_adding_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    (folder / "lake.txt").write_text(LAKE, "utf-8")
    (folder / "deeper" / "mill.md").write_text(MILL, "utf-8")
    first = archive.add([folder])
    assert (len(first.reports), first.present, first.failed) == (2, 0, ())
    before = (archive.counts(), archive.weighing())
    again = archive.add([folder, folder / "lake.txt"])
    assert (again.reports, again.present) == ((), 3)
    assert (archive.counts(), archive.weighing()) == before
    assert {row.name for row in archive.reports()} == {"lake.txt", "deeper/mill.md"}


def test_everything_is_there_after_closing(place: an_archive.Place) -> None:
    with place.create() as archive:
        fill(archive)
        kept = (archive.reports(), archive.weighing(), archive.counts(), archive.people())
    with place.open() as again:
        assert (again.reports(), again.weighing(), again.counts(), again.people()) == kept


def test_rebuilding_gives_the_same(archive: Archive) -> None:
    fill(archive)
    before = (archive.weighing(), archive.people(), archive.facts(), archive.readings(["r0000001", "r0000002"]))
    assert archive.rebuild() == 3
    assert (archive.weighing(), archive.people(), archive.facts(), archive.readings(["r0000001", "r0000002"])) == before
    assert {row.version for row in archive.reports()} == {1}


SEARCHES = [
    (Query(text="arrested"), ["r0000002", "r0000001"]),
    (Query(text='"paper mill"'), ["r0000003"]),
    (Query(text='"mill paper"'), []),
    (Query(text="forem*"), ["r0000003"]),
    (Query(text="Hyesan -smuggler"), ["r0000002"]),
    (Query(text="HYESAN officer"), ["r0000002", "r0000001"]),
    (Query(act=("arrest",)), ["r0000002", "r0000001"]),
    (Query(act=("arrest", "dismissal")), ["r0000003", "r0000002", "r0000001"]),
    (Query(person="Ri Myong-su"), ["r0000002", "r0000001"]),
    (Query(person="Lee Myung Soo", act=("arrest",)), ["r0000002", "r0000001"]),
    (Query(person="Pak Chol"), []),
    (Query(place="Ryanggang Province"), ["r0000002", "r0000001"]),
    (Query(place="hyesan", act=("arrest",)), ["r0000002", "r0000001"]),
    (Query(outlet="Mill Courier"), ["r0000003"]),
    (Query(outlet="Ridge Daily", act=("arrest",)), ["r0000002"]),
    (Query(published_from="2023-05-19", published_to="2023-05-31"), ["r0000002"]),
    (Query(happened_from="2023-05-09", happened_to="2023-05-09", act=("arrest",)), ["r0000002", "r0000001"]),
    (Query(text="arrested", limit=1, offset=1), ["r0000001"]),
    (Query(source_place="Ryanggang Province"), ["r0000002", "r0000001"]),
    (Query(source_place="Sinuiju"), ["r0000003"]),
    (Query(status=("refuted",)), []),
]


def test_search(archive: Archive) -> None:
    fill(archive)
    for query, wanted in SEARCHES:
        assert [hit.report for hit in archive.search(query).hits] == wanted, query


def test_a_hit_shows_where_the_words_stand(archive: Archive) -> None:
    fill(archive)
    hit = archive.search(Query(text='"paper mill"')).hits[0]
    snippet = hit.snippets[0]
    assert [snippet.text[start:end] for start, end in snippet.hits] == ["paper mill"]
    assert MILL[snippet.start : snippet.start + len(snippet.text)] == snippet.text


@pytest.mark.parametrize(
    "query", [Query(act=("dancing",)), Query(grade=("sure",)), Query(status=("x",)), Query(basis=("y",))]
)
def test_what_no_list_has_is_no_search(query: Query, archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="Give one of"):
        archive.search(query)


def test_words_alone_to_leave_out_are_no_search(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no word to look for"):
        archive.search(Query(text="-mill"))


def test_people_are_found_over_reports_in_any_spelling(archive: Archive) -> None:
    fill(archive)
    found = archive.people("Lee Myeong-su")
    assert [(row.reports, row.name) for row in found] == [(2, "Ri Myong Su")]
    person = archive.person(found[0].id)
    assert person is not None
    assert person.spellings == ("Lee Myong Su", "Ri Myong Su")
    assert {event.act for _, event in person.events} >= {"arrest"}


def test_the_chain_leads_through_every_change(archive: Archive) -> None:
    fill(archive)
    archive.put("case", "hyesan", {"facts": ["r0000001:e1"]})
    with archive.database.reading() as connection:
        chain = list(audit.entries(connection))
        assert audit.broken(chain, audit.head(connection)) is None
    actions = [entry.action for entry in chain]
    assert actions == ["init", "add", "add", "add", "read", "read", "read", "put"]


def test_values_of_other_rooms_are_kept(archive: Archive) -> None:
    archive.put("case", "a", {"facts": ["r0000001:e1"], "ü": None})
    archive.put("case", "a", {"facts": []})
    archive.put("case", "b", [1, 2.5])
    archive.put("draft", "a", "x")
    assert archive.listed("case") == {"a": {"facts": []}, "b": [1, 2.5]}
    archive.drop("case", "a")
    archive.drop("case", "a")
    assert archive.get("case", "a") is None


def test_an_archive_is_not_made_over_another(place: an_archive.Place) -> None:
    place.create().close()
    with pytest.raises(ArchiveError, match="already"):
        place.create()


@pytest.mark.parametrize("kind", ["sqlcipher", "sqlite"])
def test_what_is_no_archive_is_not_opened(kind: str, tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, kind)
    with pytest.raises(ArchiveError, match="there is no archive"):
        place.open()
    assert not Path(place.where).exists()
    Path(place.where).write_bytes(b"This is a letter, and longer than a page of a database would be." * 200)
    with pytest.raises(ArchiveError, match="no archive"):
        place.open()


def test_a_wrong_passphrase_and_none_are_refused(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    place.create().close()
    for wrong in ("five dull lamps over wate", "", None):
        with pytest.raises(ArchiveError) as refused:
            Archive.open(place.where, wrong)
        assert refused.value.code == "passphrase"
    plain = an_archive.in_file(tmp_path, "sqlite")
    plain.create().close()
    with pytest.raises(ArchiveError, match="not encrypted"):
        Archive.open(plain.where, PASSPHRASE)


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        (Query(text="paper mill"), {"dismissal"}),
        (Query(text='"border officer"', act=("arrest",)), {"arrest"}),
        (Query(outlet="Mill Courier"), {"dismissal"}),
        (Query(published_from="2023-06-01"), {"dismissal"}),
        (Query(text="nowhere"), set()),
    ],
)
def test_facts_are_found_by_the_words_and_the_outlet_of_their_reports(
    query: Query, acts: set[str], archive: Archive
) -> None:
    fill(archive)
    assert {row.act for row in archive.facts(query)} == acts


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    with place.create() as archive:
        fill(archive)
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {"0o600"}


def test_the_steps_lead_to_the_tables_as_they_are_described(archive: Archive) -> None:
    with archive.database.reading() as connection:
        context = MigrationContext.configure(connection)
        found = [one for one in compare_metadata(context, schema.metadata) if "search_text" not in repr(one)]
    assert found == []


def test_a_report_that_was_read_keeps_that_reading_when_reading_it_anew_fails(archive: Archive) -> None:
    fill(archive)
    before = archive.weighing()
    with archive.database.writing() as connection:
        working.keep(connection, [working.Unread("r0000001", "ValueError")])
        working.weigh(connection)
    assert archive.weighing() == before
    assert [row.id for row in archive.reports(state="kept")] == ["r0000003", "r0000002", "r0000001"]
    assert archive.verify().faults == ()
    with archive.database.reading() as connection:
        assert ("unreadable", "r0000001") in {(entry.action, entry.subject) for entry in audit.entries(connection)}


def test_what_is_kept_twice_is_one_thing_to_the_chain(archive: Archive) -> None:
    archive.put("case", "one", {"title": "Timber"})
    archive.put("case", "one", {"title": "Timber and fuel"})
    assert archive.verify().faults == ()
    archive.drop("case", "one")
    archive.put("case", "one", {"title": "Timber again"})
    assert archive.verify().faults == ()
