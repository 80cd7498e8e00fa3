"""How long an export of many facts takes, and how much memory: each format of lines in a process of its own.

Run by ``make bench-export``. The facts are made up: reports of four events each, one source a report, one event in five
told by two reports.
"""

import resource
import subprocess
import sys
import time

from bench import commit, machine

from secondsource.lexicon.profiles import profile
from secondsource.model import (
    Event,
    Filler,
    Member,
    Person,
    Post,
    Reading,
    Report,
    Source,
    Span,
    Time,
    WeighedEvent,
    WeighedPerson,
    Weighing,
)
from secondsource.publishing import ledger, release
from secondsource.publishing.case import Case
from secondsource.publishing.exports.formats import format_named

FACTS = 100_000
FORMATS = ("jsonl", "csv", "ftm", "geojson", "annotations", "prov")
TEXT = (
    "A source in Hyesan said on Monday that a border officer, Ri Myong Su, was arrested on May 9 after he had accepted "
    "20,000 yuan from a smuggler. The officer was then questioned for two weeks, and his family was sent away in June. "
)


def main() -> None:
    """Measure every format, and print."""
    if len(sys.argv) > 1:
        once(sys.argv[1])
        return
    print(f"{FACTS:,} facts, profile public: from readings to the last byte, exposure judged")
    for name in FORMATS:
        done = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
        print(done.stdout, end="")
    print(f"machine  {machine()}\ncommit   {commit()}")


def once(name: str) -> None:
    """Export in one format; prints seconds, megabytes written, and the peak of memory."""
    readings, weighing = made()
    start = time.perf_counter()
    prepared = release.prepare(Case(weighing, readings), profile("public"), release.Terms(b"bench", "2026-01-01"))
    ledger.stand(ledger.Ledger(), prepared.outlays, prepared.public, 20)
    size = sum(len(piece) for file in format_named(name).files(prepared.release) for piece in file.pieces)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    facts = len(prepared.release.facts)
    print(f"{name:12}{facts:>9,} facts{seconds:>8.1f} s{size / 1e6:>8.0f} MB{peak:>7.0f} MB memory")


def made() -> tuple[list[Reading], Weighing]:
    """Readings, and their weighing."""
    readings, events, people = [], [], []
    number = fact = 0
    while fact < FACTS:
        number += 1
        readings.append(_reading(number))
        for position, act in enumerate(("arrest", "bribery", "interrogation", "exile"), 1):
            if position == 1 and number % 5 == 0:
                members = events[-4].members
                events[-4] = _weighed(events[-4].id, act, (*members, Member(f"r{number}", "e1")))
            else:
                fact += 1
                events.append(_weighed(f"w{fact}", act, (Member(f"r{number}", f"e{position}"),)))
        if number % 2 == 0:
            people.append(WeighedPerson(f"g{number}", (f"r{number - 1}:p1", f"r{number}:p1")))
    return readings, Weighing(tuple(events), tuple(people), ())


def _weighed(id: str, act: str, members: tuple[Member, ...]) -> WeighedEvent:
    lines = tuple((f"{m.report}:s1",) for m in members)
    return WeighedEvent(id, act, members, lines, len(lines), len(lines), "one_source" if len(lines) == 1 else "unclear")


def _reading(number: int) -> Reading:
    text = f"{TEXT}Case {number}."
    report = Report(f"r{number}", text, (), "Lake Radio", "2023-05-18", f"https://example.org/{number}", "en", "A case")
    span = Span(2, 18)
    person = Person("p1", "Ri Myong Su", (Span(61, 72),), None, (Post("border officer", None, "Hyesan"),))
    told = tuple(
        Event(
            f"e{position}",
            act,
            (Span(77, 85),),
            recipient=(Filler(61, 72, "p1"),),
            place="Hyesan",
            time=Time(Span(86, 94), "2023-05-09", "bench"),
            source="s1",
        )
        for position, act in enumerate(("arrest", "bribery", "interrogation", "exile"), 1)
    )
    source = Source("s1", span, (span,), "anonymous", "Hyesan")
    return Reading(report, (source,), (), (person,), told)


if __name__ == "__main__":
    main()
