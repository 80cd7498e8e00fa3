"""The archive as it grows: search, adding one report, and memory, with 1,000 to 100,000 reports that were read before.

A world is made up: people with posts who are arrested and dismissed in places of the gazetteer, told by outlets with
sources of their own. Its readings are made, not read, since what is measured is the archive; one report is then read,
weighed and committed as it is in use. Times are those of the processor, in one process, so that other work on the
machine does not count.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from secondsource.archive import keeping, working
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.lexicon import countries
from secondsource.model import Attribution, Event, Filler, Person, Post, Reading, Source, Span, Time
from secondsource.reading.pipeline import read
from secondsource.reports.files import Report
from secondsource.reports.original import Parsed

SIZES = (1_000, 10_000, 100_000)
LOT = 500
ACTS = {"arrest": "arrested", "dismissal": "dismissed", "imprisonment": "imprisoned", "interrogation": "interrogated"}
FAMILIES = "Ri Kim Pak Choe Jong Kang Yun Han Sin O Kwon Hwang".split()  # noqa: SIM905
GIVEN = "Myong Chol Song Il Hyok Nam Gwang Su Yong Ho Jin Sik Kyong Min Tae Hun Ok Sun Mi Ran".split()  # noqa: SIM905
TITLES = ["officer", "inspector", "manager", "clerk", "prosecutor", "foreman", "director", "captain"]
_SAID = """market grain river winter permit ledger truck depot border night family quota fuel coal rice cement signal
school harvest bridge station factory medicine uniform order meeting letter radio village province gate wall tax road"""
WORDS = _SAID.split()


def reading_of(number: int, rng: random.Random, places: list[str]) -> Reading:
    """A reading of a made-up report: one sentence of an event in it, and some that say nothing."""
    person = f"{rng.choice(FAMILIES)} {rng.choice(GIVEN)} {rng.choice(GIVEN)}"
    act, place, title = rng.choice(sorted(ACTS)), rng.choice(places), rng.choice(TITLES)
    day = f"20{rng.randrange(10, 25)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 28):02}"
    who = "a source in the province"
    lead = f"{person}, a {title}, was {ACTS[act]} in {place} on {day}, {who} said."
    rest = " ".join(f"{' '.join(rng.choices(WORDS, k=12)).capitalize()}." for _ in range(12))
    text = f"Report {number} from {place}\n\n{lead}\n\n{rest}\n"
    report = Report.from_text(f"n{number}.txt", text, f"Outlet {rng.randrange(60)}", day)
    plain = msgspec.convert(msgspec.to_builtins(report), type=Report.__mro__[1])

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    name = span(person)
    return Reading(
        report=plain,
        sources=(Source("s1", span(who), (span(who),), "anonymous"),),
        attributions=(Attribution(("s1",), span("said"), "indirect", (span(lead[: lead.index(", a source")]),)),),
        people=(Person("p1", person, (name,), posts=(Post(title, "Ministry of Social Security", place),)),),
        events=(
            Event(
                id="e1",
                act=act,
                triggers=(span(ACTS[act]),),
                recipient=(Filler(name.start, name.end, "p1"),),
                place=place,
                time=Time(span(day), day, "made"),
                source="s1",
            ),
        ),
    )


def fill(archive: Archive, upto: int, rng: random.Random, places: list[str]) -> Iterator[float]:
    """Put reports in by lots until there are so many; seconds of each lot."""
    there = len(archive.reports(limit=10**9))
    for start in range(there, upto, LOT):
        began = time.process_time()
        with archive.database.writing() as connection:
            for number in range(start, min(start + LOT, upto)):
                reading = reading_of(number, rng, places)
                parsed = Parsed(reading.report.id, "text", reading.report.text.encode(), reading.report)
                kept = keeping.queue(connection, parsed, keeping.Terms("bench"))
                if kept is None:
                    continue
                held = keeping.reports(connection, [kept])[kept]
                keeping.keep(connection, kept, msgspec.structs.replace(reading, report=held), "made")
            working.weigh(connection)
        yield time.process_time() - began


def queries(rng: random.Random, places: list[str]) -> Iterator[Query]:
    """What a desk asks, in turn."""
    while True:
        person = f"{rng.choice(FAMILIES)} {rng.choice(GIVEN)}-{rng.choice(GIVEN).lower()}"
        yield Query(text=" ".join(rng.sample(WORDS, 2)))
        yield Query(text=f'"{rng.choice(WORDS)} {rng.choice(WORDS)}"')
        yield Query(person=person)
        yield Query(act=(rng.choice(sorted(ACTS)),), place=rng.choice(places))
        yield Query(text=rng.choice(WORDS), act=(rng.choice(sorted(ACTS)),), published_from="2018-01-01")
        yield Query(grade=("corroborated", "unclear"), happened_from="2015-01-01", happened_to="2015-12-31")
        yield Query(outlet=f"Outlet {rng.randrange(60)}", text=rng.choice(WORDS))


def measured(archive: Archive, size: int, rng: random.Random, places: list[str]) -> str:
    """A line of figures for an archive of so many reports."""
    asked = queries(rng, places)
    times = []
    for _ in range(210):
        query = next(asked)
        began = time.process_time()
        archive.search(query)
        times.append(time.process_time() - began)
    times.sort()
    added = []
    for number in range(5):
        text = (
            f"Officer held\n\nA source in Hyesan told Lake Radio that officer {size}-{number} was arrested on May 9.\n"
        )
        began = time.process_time()
        archive.add_text(f"new{size}-{number}", text)
        added.append(time.process_time() - began)
    p95, peak = times[int(len(times) * 0.95)], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    peak_mb = peak / (1e6 if sys.platform == "darwin" else 1e3)
    return (
        f"{size:>9,} {times[len(times) // 2] * 1e3:>9.1f} {p95 * 1e3:>8.1f} {sorted(added)[len(added) // 2]:>8.2f} "
        f"{max(added):>8.2f} {peak_mb:>8.0f}"
    )


def main() -> None:
    """Print a line of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    options = parser.parse_args()
    rng = random.Random(1)
    places = sorted({place.name for place in countries.places() if place.country == "kp"})[:200]
    read(Report.from_text("warm", "A source said that an officer was arrested in Hyesan on May 9."))
    print("  reports  search p50      p95   add p50      max   memory   seconds to fill   (ms, ms, s, s, MB)")
    with tempfile.TemporaryDirectory() as folder:
        with Archive.create(Path(folder) / "bench.db", "five dull lamps over water") as archive:
            for size in options.sizes:
                filled = sum(fill(archive, size, rng, places))
                print(f"{measured(archive, size, rng, places)} {filled:>17.0f}", flush=True)
        print(f"file {(Path(folder) / 'bench.db').stat().st_size / 1e6:,.0f} MB, encrypted")


if __name__ == "__main__":
    main()
