"""The archive's promises to a source: nothing readable at rest, what is forgotten is gone, what was changed is seen."""

import contextlib
import random
import shutil
import tempfile
from pathlib import Path

import msgspec
import pytest
import sqlcipher3.dbapi2 as sqlite

import an_archive
from an_archive import PASSPHRASE, fill
from secondsource.archive import audit, quarantine, verifying
from secondsource.archive.audit import Entry, Head
from secondsource.archive.blackening import BLANK
from secondsource.archive.face import Archive
from secondsource.archive.quarantine import Failed
from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.errors import ArchiveError

CANARIES = [f"zq{number:02}kestrel" for number in range(51)]


def canary_report(number: int) -> str:
    """A report with canaries where a report says something of a source."""
    who, where, what = CANARIES[number * 3 : number * 3 + 3]
    return (
        f"---\noutlet: Lake Radio\npublished: 2023-05-{number + 1:02}\n---\nOfficer arrested in Hyesan {what}\n\n"
        f"A clerk named {who.title()} who lives behind the {where} mill in Hyesan told Lake Radio that an officer was "
        f"arrested on May 9.\n"
    )


def hits(folder: Path, sought: list[str]) -> list[tuple[str, str]]:
    """Which of the words stand in the bytes of which file, in any of the encodings that might be used."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            for word in sought:
                if word.encode() in data or word.encode("utf-16-le") in data:
                    found.append((path.name, word))
    return found


NOTED = [f"zq{number:02}heron" for number in range(50)]
DECIDED = [f"zq{number:02}osprey" for number in range(50)]


def put_canaries(archive: Archive) -> None:
    """Fifty in reports, fifty in notes on their sources, fifty in verdicts, cases and what is in quarantine."""
    an_archive.add_all(archive, [(f"{n}.txt", canary_report(n)) for n in range(17)])
    sources = [f"{one.report}:{one.source}" for one in archive.sources(limit=100)]
    ids = [row.id for row in archive.reports(limit=100)]
    for number, word in enumerate(NOTED):
        wanted = Wanted("note", (sources[number % len(sources)],), reason=f"lives with {word}")
        archive.undo(archive.decide(wanted)) if number % 5 == 0 else archive.decide(wanted)
    for number, word in enumerate(DECIDED):
        report = ids[number % len(ids)]
        match number % 4:
            case 0:
                archive.decide(Wanted("note", (report,), reason=f"seen by {word}"))
            case 1:
                archive.decide(Wanted("correct", (report,), {"outlet": f"The {word}"}, f"so says {word}"))
            case 2:
                source = sources[number % len(sources)]
                archive.decide(Wanted("reliability", (source,), {"reliability": "B"}, f"{word} vouches"))
            case _:
                archive.put("case", f"c{number}", {"note": word})
    failed = Failed("x.html", "parser", f"{DECIDED[0]} is in it", "Try again.", f"<p>{DECIDED[1]}</p>".encode())
    with archive.database.writing() as connection:
        quarantine.put(connection, failed, {})


@pytest.mark.parametrize("kind", ["sqlcipher", "sqlite"])
def test_no_canary_is_readable_at_rest(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Whatever is put into temporary files is put where it is looked for.
    (tmp_path / "tmp").mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    caplog.set_level("DEBUG")
    words = [*CANARIES, *NOTED, *DECIDED]
    place = an_archive.in_file(tmp_path, kind)
    with place.create() as archive:
        put_canaries(archive)
        assert archive.search(Query(text=CANARIES[0])).total == 1
        archive.backup(tmp_path / "saved", PASSPHRASE)
        while_open = hits(tmp_path, words)  # The log beside the file is there while it is open.
        assert [path for path in tmp_path.iterdir() if path.name.endswith("-wal")]
    found = {word for _, word in [*while_open, *hits(tmp_path, words)]}
    # The plain file is the control: the search does find what is readable.
    assert (found == set()) is (kind == "sqlcipher")
    assert (len(found) > 60) is (kind == "sqlite")
    assert not {name for name, _ in while_open} & {"saved"}
    assert not any(word in caplog.text.lower() for word in words)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.torture) for n in range(1, 10))])
def test_wrong_passphrases_are_refused(part: int, tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    place.create().close()
    rng = random.Random(part)
    for number in range(100):
        wrong = mutated(PASSPHRASE, rng) if number % 2 else rng.randbytes(9).hex()
        with pytest.raises(ArchiveError) as refused:
            Archive.open(place.where, wrong)
        assert refused.value.code == "passphrase"
        assert len(wrong) < 6 or wrong not in str(refused.value)  # Fewer letters stand in any message.


def test_wrong_keys_are_refused(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    place.create().close()
    rng = random.Random(5)
    for _ in range(1000):
        raw = sqlite.connect(place.where)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{rng.randbytes(32).hex()}'\"")
        with pytest.raises(sqlite.DatabaseError):
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        raw.close()


def mutated(text: str, rng: random.Random) -> str:
    at = rng.randrange(len(text))
    return rng.choice([text[:at], text[:at] + text[at + 1 :], text[:at] + "x" + text[at:], text.swapcase()])


# --- the chain -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Entry, ...], Head]:
    """The chain of an archive in which something happened, with its signed head."""
    with an_archive.in_file(tmp_path_factory.mktemp("chain"), "sqlite").create() as archive:
        fill(archive)
        for number in range(20):
            archive.put("case", f"c{number}", number)
        with archive.database.reading() as connection:
            return tuple(audit.entries(connection)), audit.head(connection)


def tampered(chain: tuple[Entry, ...], rng: random.Random) -> list[Entry]:
    """The chain with one thing done to it, sometimes with the hashes made to fit."""
    rows, at = list(chain), rng.randrange(len(chain))
    match rng.randrange(6):
        case 0:
            name = rng.choice(["at", "action", "subject", "digest", "previous", "hash", "number"])
            value = rng.randrange(99) if name == "number" else f"{getattr(rows[at], name)}0"
            rows[at] = msgspec.structs.replace(rows[at], **{name: value})
        case 1:
            del rows[at]
        case 2:
            other = rng.randrange(len(rows))
            rows[at], rows[other] = rows[other], rows[at]
        case 3:
            del rows[at:]
        case 4:
            rows.insert(at, rows[rng.randrange(len(rows))])
        case _:
            rows[at] = msgspec.structs.replace(rows[at], subject="r9999999")
            return rewritten(rows)
    return rewritten(rows) if rng.random() < 0.3 else rows


def rewritten(rows: list[Entry]) -> list[Entry]:
    """As somebody would who knows how the chain is made and has no key."""
    made: list[Entry] = []
    for number, row in enumerate(rows, 1):
        previous = made[-1].hash if made else row.previous
        fresh = msgspec.structs.replace(row, number=number, previous=previous)
        made.append(msgspec.structs.replace(fresh, hash=audit._seal(*audit._content(fresh))))
    return made


@pytest.mark.parametrize("rounds", [10_000])
def test_every_change_of_the_chain_is_seen(rounds: int, chain: tuple[tuple[Entry, ...], Head]) -> None:
    entries, head = chain
    assert audit.broken(entries, head) is None
    assert audit.broken(entries, head, head) is None
    rng = random.Random(7)
    for _ in range(rounds):
        changed = tampered(entries, rng)
        if tuple(changed) != entries:
            assert audit.broken(changed, head)


def test_a_chain_signed_anew_is_seen_with_a_head_kept_elsewhere(chain: tuple[tuple[Entry, ...], Head]) -> None:
    entries, head = chain
    forged = msgspec.structs.replace(head, number=head.number - 1, hash=entries[-2].hash)
    assert audit.broken(entries[:-1], forged)
    for name, value in (
        ("number", 3),
        ("hash", "00"),
        ("archive", "x"),
        ("at", "x"),
        ("key", "00"),
        ("signature", "00"),
    ):
        assert audit.broken(entries, msgspec.structs.replace(head, **{name: value}))


BEHIND = [
    "UPDATE texts SET text = replace(text, 'arrested', 'released')",
    "UPDATE reports SET given = replace(given, 'Lake Radio', 'Ridge Daily')",
    "DELETE FROM originals WHERE report = 1",
    "DELETE FROM reports WHERE number = 2",
    "DELETE FROM verdicts",
    "UPDATE verdicts SET reason = 'no'",
    "UPDATE documents SET data = '2'",
    "INSERT INTO documents SELECT kind, 'other', data, changed_at, changed_by, salt FROM documents",
    "DELETE FROM audit WHERE number > 5",
    "UPDATE settings SET value = '' WHERE key = 'head'",
]


class TakenBackError(Exception):
    """Ends a transaction without anything of it."""


def test_what_is_changed_behind_the_programs_back_is_seen(archive: Archive) -> None:
    fill(archive)
    archive.decide(Wanted("note", ("r0000001",), reason="call again"))
    archive.put("case", "one", 1)
    for statement in BEHIND:
        assert archive.verify().faults == ()
        with contextlib.suppress(TakenBackError), archive.database.writing() as connection:
            assert connection.exec_driver_sql(statement).rowcount
            assert verifying.verify(connection).faults, statement
            raise TakenBackError
    with archive.database.writing() as connection:
        connection.exec_driver_sql(BEHIND[0])
    assert [check.what for check in archive.examine() if check.well is False] == ["audit"] * 2


# --- forgetting ----------------------------------------------------------------------------------------------------


def everything(archive: Archive) -> str:
    """All that the interface can show, as text."""
    ids = [row.id for row in archive.reports(limit=1000)]
    shown = [
        archive.reports(limit=1000),
        archive.readings(ids),
        archive.weighing(),
        archive.verdicts(),
        archive.people(),
    ]
    return repr(shown).lower()


def test_a_forgotten_report_is_nowhere(place: an_archive.Place, tmp_path: Path) -> None:
    with place.create() as archive:
        an_archive.add_all(
            archive, [("a.txt", canary_report(0)), ("b.txt", canary_report(1)), ("c.txt", an_archive.MILL)]
        )
        archive.decide(Wanted("note", ("r0000001",), reason=f"ask {CANARIES[0]}"))
        archive.decide(Wanted("merge", ("r0000001:e1", "r0000003:e1"), reason=f"{CANARIES[1]} says so"))
        done = archive.forget(["r0000001"])
        assert (done.removed, done.redacted) == (("r0000001",), ())
        assert archive.verify().faults == ()
        assert not any(word in everything(archive) for word in CANARIES[:3])
        assert not [fact for fact in archive.facts() if "r0000001" in fact.id]
        assert archive.search(Query(text=CANARIES[0])).total == 0
        assert archive.search(Query(text=CANARIES[3])).total == 1
        with archive.database.reading() as connection:
            assert ("forget", "r0000001") in {(entry.action, entry.subject) for entry in audit.entries(connection)}
        # A number is not given again, and the same report may come back.
        assert archive.add_text("a.txt", canary_report(0)).reports == ("r0000004",)
        archive.forget(["r0000004"])
    if place.kind == "sqlite":
        assert hits(tmp_path, CANARIES[:3]) == []
        assert hits(tmp_path, CANARIES[3:4]) != []


def test_a_forgotten_source_leaves_black_bars(place: an_archive.Place, tmp_path: Path) -> None:
    with place.create() as archive:
        an_archive.add_all(archive, [("a.txt", canary_report(0)), ("b.txt", canary_report(1))])
        source = archive.sources()[-1]
        assert source.report == "r0000001"
        archive.decide(Wanted("reliability", (f"r0000001:{source.source}",), {"reliability": "C"}))
        done = archive.forget([f"r0000001:{source.source}"])
        assert (done.removed, done.redacted) == ((), ("r0000001",))
        assert archive.verify().faults == ()
        assert CANARIES[0] not in everything(archive)
        assert archive.verdicts() == ()
        text = archive.text("r0000001")
        assert text is not None
        assert len(text.text) == len(canary_report(0))
        assert archive.original("r0000001") is None
    if place.kind == "sqlite":
        assert hits(tmp_path, CANARIES[:1]) == []


def test_a_forgotten_person_is_in_no_report_and_no_note(archive: Archive) -> None:
    fill(archive)
    person = archive.people("Ri Myong Su")[0]
    archive.decide(Wanted("note", ("r0000003",), reason="Is RI  MYONG-SU the foreman's cousin?"))
    archive.put("case", "one", {"title": "Ri Myong Su and the border", "about": [{"name": "Lee Myong Su"}], "n": 3})
    done = archive.forget([person.id])
    assert done.redacted == ("r0000001", "r0000002")
    assert archive.people("Ri Myong Su") == ()
    assert "myong" not in everything(archive)
    assert archive.verdicts()[0].reason == f"Is {BLANK * 12} the foreman's cousin?"
    assert archive.get("case", "one")["title"] == f"{BLANK * 11} and the border"
    assert archive.get("case", "one")["n"] == 3
    assert archive.verify().faults == ()


def test_what_is_to_be_kept_for_a_time_goes_when_it_is_over(archive: Archive) -> None:
    from secondsource.archive.taking import Options

    archive.add_text("a", an_archive.LAKE, Options("desk", retain_until="2020-01-31"))
    archive.add_text("b", an_archive.MILL, Options("desk", retain_until="2999-01-31"))
    assert archive.forget_expired().removed == ("r0000001",)
    assert archive.forget_expired().removed == ()


# --- backups -------------------------------------------------------------------------------------------------------


def test_a_backup_is_restored_to_every_kind(place: an_archive.Place, tmp_path: Path, postgres: str) -> None:
    with place.create() as archive:
        fill(archive)
        archive.decide(Wanted("note", ("r0000001",), reason="call again"))
        archive.put("case", "one", 1)
        head = archive.backup(tmp_path / "saved", PASSPHRASE)
        kept = (archive.reports(), archive.weighing(), archive.verdicts(), archive.listed("case"), archive.people())
    for other in (
        an_archive.in_file(tmp_path, "sqlcipher"),
        an_archive.in_file(tmp_path, "sqlite"),
        an_archive.in_postgres(postgres),
    ):
        assert Archive.restore(tmp_path / "saved", other.where, PASSPHRASE, other.passphrase) == head
        with other.open() as again:
            assert (again.reports(), again.weighing(), again.verdicts(), again.listed("case"), again.people()) == kept
            assert again.verify(head).faults == ()
            assert [hit.report for hit in again.search(Query(text='"paper mill"')).hits] == ["r0000003"]
            assert again.original("r0000001") == an_archive.LAKE.encode()
    assert not [path for path in tmp_path.iterdir() if "restoring" in path.name or "part" in path.name]


def test_a_damaged_backup_makes_no_archive(tmp_path: Path) -> None:
    with an_archive.in_file(tmp_path, "sqlite").create() as archive:
        fill(archive)
        archive.backup(tmp_path / "saved", PASSPHRASE)
        with pytest.raises(ArchiveError, match="there is a file already"):
            archive.backup(tmp_path / "saved", PASSPHRASE)
    whole = (tmp_path / "saved").read_bytes()
    rng = random.Random(3)
    new = an_archive.in_file(tmp_path, "sqlite")
    with pytest.raises(ArchiveError, match="passphrase is wrong"):
        Archive.restore(tmp_path / "saved", new.where, "not this one at all", None)
    start = whole.index(b"data.age") + 8
    for _ in range(5):
        data = bytearray(whole)
        data[rng.randrange(start, len(whole) - 200)] ^= 1 << rng.randrange(8)
        (tmp_path / "changed").write_bytes(rng.choice([bytes(data), whole[: rng.randrange(start, len(whole))]]))
        with pytest.raises(ArchiveError):
            Archive.restore(tmp_path / "changed", new.where, PASSPHRASE, None)
        assert not list(tmp_path.glob(f"{Path(new.where).name}*"))


def test_the_doctor_finds_a_file_that_others_may_read(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    with place.create() as archive:
        assert [check.what for check in archive.examine() if check.well is False] == []
    Path(place.where).chmod(0o644)
    with place.open() as archive:
        found = [check.what for check in archive.examine() if check.well is False]
        assert found[0] == f"permissions of {Path(place.where).name}"


def test_the_doctor_finds_damage(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlcipher")
    with place.create() as archive:
        fill(archive)
    data = bytearray(Path(place.where).read_bytes())
    for at in range(4096 * 20, len(data), 4096 * 7):
        data[at + 100] ^= 0xFF
    broken = tmp_path / "broken.db"
    broken.write_bytes(bytes(data))
    shutil.copymode(place.where, broken)
    with pytest.raises(ArchiveError) as refused, Archive.open(broken, PASSPHRASE) as archive:  # noqa: PT012
        found = [check for check in archive.examine() if check.well is False]
        assert found
        raise ArchiveError("x", "damage was found", "", "damaged")
    assert refused.value.code in ("damaged", "io", "passphrase")
