"""The archive as it grows: search, adding one report, and memory, with 1,000 to 100,000 reports that were read before.

The reports are those of a made-up world (``world.py``): events in places of the gazetteer, told, copied, cited, denied
and corrected by a hundred newsrooms; two events in ten befall somebody known from earlier ones, and reports of one
event come among two thousand others, so that what is added joins what is there. Their readings are made, not read,
since what is measured is the archive. From 10,000 on the archive grows by copies of the first reports that are reports,
facts and people of their own (``copies.py``), since weighing more takes hours. What is then added is read, weighed and
committed as it is in use: reports that copy what the archive holds. Times are those of the processor, in one process,
so that other work on the machine does not count.
"""

import argparse
import multiprocessing
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from copies import grow
from world import World

from secondsource.archive import keeping, working
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.lexicon import countries
from secondsource.model import Block, Reading, Span
from secondsource.reading.pipeline import read
from secondsource.reports.files import Report
from secondsource.reports.original import Parsed

SIZES = (1_000, 10_000, 100_000)
LOT = 500
WEIGHED = 10_000
PASSPHRASE = "five dull lamps over water"
SPAWN = multiprocessing.get_context("spawn")
AMONG = 2_000
KNOWN = 0.2
SENTENCES, SENTENCE = 25, 15
CORPUS = Path(__file__).parents[1] / "tests" / "corpus" / "dev" / "text"
ADDED, ASKED = 20, 280
ACTS = ("arrest", "dismissal", "sentencing", "release", "interrogation", "fine")
THINGS = ("timber", "cement", "fuel", "grain", "cloth", "salt")
DONE = ("lost", "sold", "hid", "owed")


def told_at_length(readings: Iterator[Reading], rng: random.Random) -> Iterator[Reading]:
    """Readings of reports as long as reports are: words of the test corpus, as often as they are there, in no order.

    Short texts of few words would be alike all of them. A report that is a copy has the words of what it copies."""
    words = " ".join(path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))).lower()
    vocabulary = re.findall(r"[a-z]{2,}", words)
    about, body = "", ""
    for reading in readings:
        report, person = reading.report, reading.people[0].name
        if "This was first in" not in report.text or person != about:
            sentences = (" ".join(rng.choices(vocabulary, k=SENTENCE)).capitalize() for _ in range(SENTENCES))
            about, body = person or "", "".join(f"{sentence}.\n" for sentence in sentences)
        end = len(report.text)
        block = Block(Span(end, end + len(body) - 1), "body")
        longer = msgspec.structs.replace(report, text=report.text + body, blocks=(*report.blocks, block))
        yield msgspec.structs.replace(reading, report=longer)


def mixed(readings: Iterator[Reading], rng: random.Random) -> Iterator[Reading]:
    """Readings in an order in which those of one event come among many others."""
    held: list[Reading] = []
    for reading in readings:
        held.append(reading)
        if len(held) > AMONG:
            at = rng.randrange(len(held))
            held[at], held[-1] = held[-1], held[at]
            yield held.pop()


def fill(archive: Archive, readings: Iterator[Reading], number: int) -> None:
    """Put so many reports in, by lots."""
    while number:
        with archive.database.writing() as connection:
            for reading in islice(readings, min(LOT, number)):
                report = reading.report
                kept = keeping.queue(
                    connection, Parsed(report.id, "text", report.text.encode(), report), keeping.Terms("bench")
                )
                number -= 1
                if kept is not None:
                    held = keeping.reports(connection, [kept])[kept]
                    keeping.keep(connection, kept, msgspec.structs.replace(reading, report=held), "made")
            working.weigh(connection)


def queries(names: list[str], places: list[str], rng: random.Random) -> Iterator[Query]:
    """What a desk asks, in turn."""
    while True:
        yield Query(text=f"{rng.choice(DONE)} {rng.choice(THINGS)}")
        yield Query(text=f'"{rng.choice(DONE)} {rng.randrange(3, 900)}"')
        yield Query(person=rng.choice(names))
        yield Query(act=(rng.choice(ACTS),), place=rng.choice(places))
        yield Query(text=rng.choice(THINGS), act=(rng.choice(ACTS),), published_from="2018-01-01")
        yield Query(grade=("corroborated", "unclear"), happened_from="2015-01-01", happened_to="2015-12-31")
        yield Query(outlet=rng.choice(("Post", "Wire", "Voice", "Courier")), text=rng.choice(THINGS))


def measured(where: str, size: int, places: list[str]) -> str:
    """A line of figures for an archive of so many reports. Runs in a process of its own, as a server does."""
    rng = random.Random(size)
    read(Report.from_text("warm", "A source said that an officer was arrested in Hyesan on May 9."))
    with Archive.open(where, PASSPHRASE) as archive:
        names = [person.name for person in archive.people(limit=500) if person.name]
        times = []
        for query in islice(queries(names, places, rng), ASKED):
            began = time.process_time()
            archive.search(query)
            times.append(time.process_time() - began)
        added = [added_in(archive, f"new{size}-{number}", rng.randrange(1, size)) for number in range(ADDED)]
    times.sort()
    added.sort()
    searched = f"{times[len(times) // 2] * 1e3:>9.1f} {times[int(len(times) * 0.95)] * 1e3:>8.1f}"
    return f"{size:>9,} {searched} {added[len(added) // 2]:>8.2f} {added[-1]:>8.2f} {peak():>8.0f}"


def added_in(archive: Archive, name: str, like: int) -> float:
    """Seconds of the processor in which a report that is much like another one is read, weighed and committed."""
    base = archive.text(f"r{like:07}")
    text = f"---\noutlet: {name.capitalize()} Post\n---\n{base.text if base else ''}\nSo it was said.\n"
    began = time.process_time()
    done = archive.add_text(name, text)
    took = time.process_time() - began
    assert len(done.reports) == 1
    return took


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print a line of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    options = parser.parse_args()
    rng = random.Random(1)
    places = sorted({place.name for place in countries.places()})
    readings = mixed(told_at_length(World(1, KNOWN, places).readings(10**9), rng), rng)
    print(
        "  reports  search p50      p95   add p50      max   memory   seconds to fill, memory (ms, ms, s, s, MB, s, MB)"
    )
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor(1, SPAWN, max_tasks_per_child=1) as pool:
        where = str(Path(folder) / "bench.db")
        with Archive.create(where, PASSPHRASE):
            pass
        there = 0
        for size in options.sizes:
            with Archive.open(where, PASSPHRASE) as archive:
                began = time.process_time()
                if size <= WEIGHED:
                    fill(archive, readings, size - there)
                else:
                    held = archive.counts()["reports kept"]
                    grow(archive, -(-size // held) * held, held)
                there, filled = size, time.process_time() - began
            line = pool.submit(measured, where, size, places).result()
            print(f"{line} {filled:>17.0f} {peak():>7.0f}", flush=True)
        print(f"file {Path(where).stat().st_size / 1e6:,.0f} MB, encrypted")


if __name__ == "__main__":
    main()
