"""The archive is killed, or its disk is full, at any moment: what was acknowledged is there, and nothing half."""

import contextlib
import multiprocessing
import os
import random
import re
import resource
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.command import downgrade

import an_archive
from an_archive import PASSPHRASE, Place
from secondsource.archive import schema, versions
from secondsource.archive.database import Where
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.errors import ArchiveError
from secondsource.reading.pipeline import read
from secondsource.reports.files import Report

ROUNDS = 10
"""Kills of one kind in one part, on one kind of database. The default run takes one part of each, 100 kills in all;
``make torture`` takes fifty parts: a thousand kills of each kind."""
PARTS = [0, *(pytest.param(part, marks=pytest.mark.torture) for part in range(1, 51))]


def seeds(part: int) -> range:
    """What tells the rounds of a part from all others."""
    return range(part * ROUNDS, (part + 1) * ROUNDS)


def short(number: int) -> tuple[str, str]:
    """A short report that differs from all others."""
    text = (
        f"Officer {number} arrested\n\nA source in Hyesan told us that officer number {number} was arrested on May 9.\n"
    )
    return f"n{number}.txt", text


def adding(place: Place, said: Connection, seed: int) -> None:
    """Adds reports, one or a few at a time, and says which are in."""
    with place.open() as archive:
        for number in range(seed * 1000, seed * 1000 + 200, 3):
            given = [short(number + n) for n in range(1 + number % 3)]
            an_archive.add_all(archive, given)
            said.send([name for name, _ in given])


def deciding(place: Place, said: Connection, seed: int) -> None:
    """Decides, undoes and keeps values, and says what."""
    rng = random.Random(seed)
    with place.open() as archive:
        ids = [row.id for row in archive.reports()]
        for number in range(200):
            report = rng.choice(ids)
            reading = archive.reading(report)
            events = [f"{report}:{event.id}" for event in (reading.events if reading else ())]
            kind = rng.choice(("reject", "correct", "split", "note"))
            if not events or kind == "note":
                done = archive.decide(Wanted("note", (report,), reason="x"))
            else:
                value = {"status": rng.choice(("alleged", "refuted"))} if kind == "correct" else {}
                done = archive.decide(Wanted(kind, (rng.choice(events),), value))  # type: ignore[arg-type]
            if rng.random() < 0.4:
                done = archive.undo(done)
            archive.put("case", f"{seed}-{number}", number)
            said.send([f"v{done}", f"{seed}-{number}"])


def backing_up(place: Place, said: Connection, seed: int) -> None:
    """Writes backups and says which are done."""
    folder = Path(place.where).parent if place.kind != "postgresql" else Path(os.environ["TORTURE_FOLDER"])
    with place.open() as archive:
        for number in range(20):
            archive.backup(folder / f"b{seed}-{number}", PASSPHRASE)
            said.send([f"b{seed}-{number}"])


def killed(
    work: Callable[[Place, Connection, int], None], place: Place, seed: int, longest: float | None = 0.6
) -> list[str]:
    """What the work had acknowledged when it was killed, at some moment; without ``longest``, when it ended itself."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    # Forked: the parser, which takes seconds to load, is there already.
    process = multiprocessing.get_context("fork").Process(target=work, args=(place, theirs, seed))
    process.start()
    theirs.close()
    if longest is not None:
        process.join(timeout=random.Random(seed).uniform(0.01, longest))
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
    said: list[str] = []
    try:
        while True:
            said += ours.recv()
    except EOFError:
        process.join()
        return said


def check(archive: Archive) -> None:
    """No report is half in, and the chain is whole."""
    assert archive.verify().faults == ()
    with archive.database.reading() as connection:
        rows = connection.execute(sa.select(schema.reports)).all()
        held = {table.name: set(connection.execute(sa.select(table.c.report)).scalars()) for table in KEPT_WITH}
        for row in rows:
            assert row.number in held["originals"]
            assert row.number in held["texts"]
            assert (row.state == "kept") == (row.number in held["readings"]), row.number
        events = sa.select(sa.func.count()).select_from(schema.events)
        assert connection.execute(events.where(schema.events.c.fact.is_(None))).scalar() == 0
        orphans = set(connection.execute(sa.select(schema.events.c.report)).scalars()) - {row.number for row in rows}
        assert not orphans


NAMED = re.compile(r"b\d+-\d+")
KEPT_WITH = (schema.originals, schema.texts, schema.readings)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    read(Report.from_text("x", short(0)[1]))


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A place with an archive of three reports."""
    if request.param == "postgresql":
        place = an_archive.in_postgres(request.getfixturevalue("postgres"))
    else:
        place = an_archive.in_file(tmp_path, request.param)
    with place.create() as archive:
        an_archive.fill(archive)
    return place


@pytest.mark.parametrize("part", PARTS)
def test_killed_while_adding(part: int, filled: Place) -> None:
    for seed in seeds(part):
        said = killed(adding, filled, seed)
        with filled.open() as archive:
            check(archive)
            there = {row.name: row.state for row in archive.reports(limit=100_000)}
            assert {name: there.get(name) for name in said} == dict.fromkeys(said, "kept")
            archive.work_off()
            check(archive)
            assert not archive.reports(state="queued")


@pytest.mark.parametrize("part", PARTS)
def test_killed_while_deciding(part: int, filled: Place) -> None:
    for seed in seeds(part):
        said = killed(deciding, filled, seed)
        with filled.open() as archive:
            check(archive)
            there = {f"v{one.number}" for one in archive.verdicts()} | set(archive.listed("case"))
            assert set(said) <= there
    with filled.open() as archive:
        before = archive.weighing()
        archive.rebuild()
        assert archive.weighing() == before


@pytest.mark.parametrize("part", PARTS)
def test_killed_while_backing_up(part: int, filled: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TORTURE_FOLDER", str(tmp_path))
    said: list[str] = []
    for seed in seeds(part):
        said += killed(backing_up, filled, seed, longest=1.2)
        with filled.open() as archive:
            check(archive)
    there = {path.name for path in tmp_path.iterdir() if NAMED.fullmatch(path.name)}
    assert set(said) <= there
    # Also one that stands there without having been acknowledged is whole.
    for name in random.Random(part).sample(sorted(there), min(3, len(there))):
        new = an_archive.in_file(tmp_path, "sqlite")
        Archive.restore(tmp_path / name, new.where, PASSPHRASE, None)
        with new.open() as archive:
            check(archive)
            assert len(archive.reports()) == 3


def opening(place: Place, said: Connection, _: int) -> None:
    """Brings the tables to the newest form."""
    place.open().close()
    said.send(["open"])


@pytest.mark.parametrize("part", PARTS)
def test_killed_while_migrating(part: int, filled: Place) -> None:
    with filled.open() as archive:
        kept = (archive.weighing(), archive.people(), archive.reports())
    for seed in seeds(part):
        with filled.open() as archive, archive.database.writing() as connection:
            downgrade(versions._config(connection), "0001")
            connection.execute(sa.text("UPDATE reports SET state = 'kept'"))
        killed(opening, filled, seed)
        with filled.open() as archive:
            check(archive)
            assert (archive.weighing(), archive.people(), archive.reports()) == kept


def creating(place: Place, said: Connection, _: int) -> None:
    """Makes the tables."""
    place.create().close()
    said.send(["made"])


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_while_making_the_tables(kind: str, part: int, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    for seed in seeds(part):
        if kind == "postgresql":
            place = an_archive.in_postgres(request.getfixturevalue("postgres"))
        else:
            place = an_archive.in_file(tmp_path, kind)
        said = killed(creating, place, seed)
        try:
            with place.open() as archive:
                check(archive)
        except ArchiveError as fault:
            assert fault.code == "missing"  # noqa: PT017
            assert not said


# --- no room, and no disk ------------------------------------------------------------------------------------------


def going_on(
    archive: Archive, said: Connection, rng: random.Random, size: int, until: Callable[[], bool] = lambda: False
) -> None:
    """Adds reports and values of so many bytes and says what is in, until a fault, which it names, or ``until``."""
    try:
        for number in range(10_000):
            name, text = short(number)
            archive.add_text(name, text)
            said.send([name])
            archive.put("case", f"c{number}", rng.randbytes(size).hex())
            said.send([f"c{number}"])
            if until():
                said.send(["no fault"])
                break
    except ArchiveError as fault:
        said.send([f"code {fault.code}"])


def holds(place: Place, said: list[str]) -> None:
    """What was acknowledged is there, nothing is half in, and reports can be added."""
    with place.open() as archive:
        check(archive)
        there = {row.name for row in archive.reports(limit=100_000)} | set(archive.listed("case"))
        assert set(said) <= there
        assert archive.add_text(*short(99_999)).reports


def filling(place: Place, said: Connection, limit: int) -> None:
    """Adds reports where a file may grow to so many bytes, and says what is in and how it ended."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    archive, rng = place.open(), random.Random(limit)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    going_on(archive, said, rng, 60_000)


@pytest.mark.parametrize("rounds", [3, pytest.param(100, marks=pytest.mark.torture)])
def test_where_the_disk_is_full_nothing_acknowledged_is_lost(rounds: int, tmp_path: Path) -> None:
    for seed in range(rounds):
        place = an_archive.in_file(tmp_path, "sqlite")
        with place.create() as archive:
            an_archive.fill(archive)
        size = Path(place.where).stat().st_size
        said = killed(filling, place, size + random.Random(seed).randrange(50_000, 900_000), longest=None)
        assert said[-1] in ("code disk_full", "code io"), said[-1]
        holds(place, said[:-1])


def struck(place: Place, said: Connection, seed: int) -> None:
    """Adds reports and values and says what is in, while the disk fails under the archive's files, and how it ended."""
    rng, archive = random.Random(seed), place.open()
    kinds = rng.choice((("", "-wal"), ("-wal",)))
    reads = rng.random() < 0.5

    def strike() -> None:
        threading.Event().wait(rng.uniform(0.01, 0.5))
        for number in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):
                name = os.readlink(f"/proc/self/fd/{number}")
                if name in [place.where + kind for kind in kinds]:
                    # Whatever is written fails, and in half of the rounds whatever is read.
                    os.dup2(os.open(name, os.O_RDONLY) if reads else os.pipe()[0], int(number))

    thread = threading.Thread(target=strike)
    thread.start()
    going_on(archive, said, rng, 200_000)
    thread.join()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are found as Linux shows them")
@pytest.mark.parametrize("kind", ["sqlite", "sqlcipher"])
@pytest.mark.parametrize("rounds", [5, pytest.param(200, marks=pytest.mark.torture)])
def test_where_the_disk_fails_nothing_acknowledged_is_lost(kind: str, rounds: int, tmp_path: Path) -> None:
    for seed in range(rounds):
        place = an_archive.in_file(tmp_path, kind)
        with place.create() as archive:
            an_archive.fill(archive)
        said = killed(struck, place, seed, longest=None)
        # SQLCipher takes a page that it cannot read for one that is no part of a database.
        assert said[-1] in ("code io", "code database"), said[-1]
        holds(place, said[:-1])
        Path(place.where).unlink()


def cut_off(place: Place, said: Connection, seed: int) -> None:
    """Adds reports and values and says what is in, until the server ends the connection, and how it ended."""
    rng, archive = random.Random(seed), place.open()

    def strike() -> None:
        threading.Event().wait(rng.uniform(0.01, 0.5))
        engine = sa.create_engine(Where.parse(place.where).at)
        with engine.connect() as connection:
            others = "FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
            connection.execute(sa.text(f"SELECT pg_terminate_backend(pid) {others}"))

    thread = threading.Thread(target=strike)
    thread.start()
    going_on(archive, said, rng, 500, until=lambda: not thread.is_alive())
    thread.join()


@pytest.mark.parametrize("rounds", [5, pytest.param(200, marks=pytest.mark.torture)])
def test_where_the_server_goes_nothing_acknowledged_is_lost(rounds: int, postgres: str) -> None:
    ended: set[str] = set()
    for seed in range(rounds):
        place = an_archive.in_postgres(postgres)
        with place.create() as archive:
            an_archive.fill(archive)
        said = killed(cut_off, place, seed, longest=None)
        # Between two transactions there is nothing to fail: the pool connects anew.
        assert said[-1] in ("code unreachable", "no fault"), said[-1]
        ended.add(said[-1])
        holds(place, said[:-1])
    assert "code unreachable" in ended


def test_an_archive_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    place = an_archive.in_file(tmp_path, "sqlite")
    with place.create() as archive:
        an_archive.fill(archive)
        with archive.database.reading() as connection:
            connection.exec_driver_sql("PRAGMA query_only = ON")
            assert archive.search(Query(text="mill")).total == 1
            connection.exec_driver_sql("PRAGMA query_only = OFF")
