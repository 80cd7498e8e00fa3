"""The same input gives the same output, byte for byte: in any process, and with any number of processes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec

from secondsource.model import Reading
from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file

TEXTS = sorted((Path(__file__).parent / "corpus" / "more" / "text").glob("*.txt"))[::20]
HASHED = """
import hashlib, sys
from pathlib import Path
import msgspec

from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file
readings = read_all(from_file(Path(name)) for name in sys.argv[1:])
print(hashlib.sha256(b"".join(msgspec.json.encode(reading) for reading in readings)).hexdigest())
"""


def encoded(readings: list[Reading]) -> list[bytes]:
    return [msgspec.json.encode(reading) for reading in readings]


def test_many_processes_read_what_one_does() -> None:
    reports = [from_file(path) for path in TEXTS]
    assert encoded(list(read_all(reports, jobs=2))) == encoded(list(read_all(reports)))


def test_a_reading_does_not_hang_on_the_order_of_sets() -> None:
    """Python orders the words of a set anew in each process, unless it is told how."""
    corpus = TEXTS[0].parents[2] / "dev" / "text"
    paths = [corpus / "f2-1.txt", corpus / "f4-2.txt", *TEXTS[::3]]
    here = hashlib.sha256(b"".join(encoded(list(read_all(from_file(path) for path in paths))))).hexdigest()
    command = [sys.executable, "-c", HASHED, *map(str, paths)]
    for seed in ("1", "2"):
        ran = subprocess.run(
            command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True
        )
        assert ran.stdout.strip() == here
