"""Whatever is in a folder, adding it ends: every file is in the archive or in quarantine with a reason."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import an_archive
import hostile
from secondsource.archive import taking


@contextmanager
def caught() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and whoever reached for it."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                calls.append("called")
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", calls
        server.shutdown(socket.SHUT_RDWR)


LOTS = 8
ADDING = """
import resource, sys
from pathlib import Path
from secondsource.archive.face import Archive

with Archive.open(sys.argv[1]) as archive:
    added = archive.add([Path(sys.argv[2])])
# What getrusage says of a process itself holds the memory of whoever started it; the test run is large.
status = Path("/proc/self/status")
own = int(status.read_text().partition("VmHWM:")[2].split()[0]) if status.exists() else 0
print(added.present, 1024 * max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


@pytest.mark.parametrize("lot", [0, 1, *(pytest.param(n, marks=pytest.mark.torture) for n in range(2, 40))])
def test_hostile_files_end_in_the_archive_or_in_quarantine(lot: int, tmp_path: Path) -> None:
    """500 files in two lots; 10,000 in ``make torture``."""
    folder = tmp_path / "in"
    folder.mkdir()
    number = hostile.NUMBER // LOTS
    with caught() as (link, calls):
        names = []
        for name, data in hostile.files(number, link, lot):
            (folder / name).write_bytes(data)
            names.append(name)
        place = an_archive.in_file(tmp_path, "sqlite")
        place.create().close()
        # In a process of its own, as it is in use: what it and its parsers took of memory can then be told.
        command = [sys.executable, "-c", ADDING, place.where, str(folder)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        present, peak = map(int, done.stdout.split())
        assert 0 < peak < 1_000_000_000
        assert not calls
    with place.open() as archive:
        ended = {row.name for row in archive.reports(limit=10_000)} | {held.name for held in archive.quarantined()}
        assert archive.verify().faults == ()
        assert archive.counts().get("reports queued", 0) == 0
        # Of a container some pieces may be in and others not; equal bytes are kept once.
        seen = {name for name in names if any(one == name or one.startswith((f"{name}#", f"{name}/")) for one in ended)}
        assert len(names) - len(seen) <= present + number - len({(folder / n).read_bytes() for n in names})
        assert all(held.reason and held.remedy for held in archive.quarantined())


def test_the_generator_makes_the_same_files_again() -> None:
    first, second = (list(hostile.files(40, "http://127.0.0.1:9/")) for _ in range(2))
    assert first == second


def test_what_failed_is_taken_when_it_can_be(tmp_path: Path) -> None:
    with an_archive.in_file(tmp_path, "sqlite").create() as archive:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / "a.html").write_bytes(b"%PDF-1.4")
        (tmp_path / "in" / "b.txt").write_text(an_archive.MILL, "utf-8")
        added = archive.add([tmp_path / "in"])
        assert (len(added.reports), [one.name for one in added.failed]) == (1, ["a.html"])
        assert archive.add([tmp_path / "in"]).present == 1
        assert [(held.name, held.tries, held.kept) for held in archive.quarantined()] == [("a.html", 2, True)]
        # As if a newer program understood it.
        item = taking.quarantine.Failed("a.html", "x", "y", "z", an_archive.LAKE.encode())
        with archive.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM quarantine")
            taking.quarantine.put(connection, named(item), {})
        assert len(archive.retry().reports) == 1
        assert archive.quarantined() == ()


def named(item: taking.quarantine.Failed) -> taking.quarantine.Failed:
    return taking.quarantine.Failed("a.txt", item.code, item.reason, item.remedy, item.data)
