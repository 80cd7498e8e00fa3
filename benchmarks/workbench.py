"""How long the workbench's server takes for each page, on an archive of many reports: p50 and p95 of processor time.

Reports of the test corpus are read and weighed once; the archive is then filled with copies of them that are reports,
facts and people of their own, so that its tables are as large, and its names as common, as those of a large archive.
Times are those of the processor, in one process, client included, so that other work on the machine does not count.
"""

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from copies import grow

from secondsource.archive import schema
from secondsource.archive.face import Archive

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
CORPUS = ROOT / "tests" / "corpus" / "dev" / "text"
ROUNDS = 40


def main() -> None:
    """Print a line for each page."""
    logging.disable(logging.INFO)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=40, help="reports of the corpus to read")
    parser.add_argument("--keep", type=Path, help="where to make the archive, or where it is")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        where = options.keep or Path(folder) / "bench.db"
        with (Archive.open if where.exists() else Archive.create)(where, "five dull lamps over water") as archive:
            if not archive.counts().get("reports kept"):
                archive.add(sorted(CORPUS.glob("*.txt"))[: options.read])
            began = time.process_time()
            grow(archive, options.size, options.read)
            print(f"filled in {time.process_time() - began:.0f} s", flush=True)
            measure(archive)


# --- measuring -----------------------------------------------------------------------------------------------------


def pages(archive: Archive, seal: Callable[[str, str], str], rng: random.Random) -> dict[str, Iterator[str]]:
    """Addresses of each kind of page, one after another, spread over the archive."""
    size = archive.counts()["reports kept"]
    ids = [schema.report_id(rng.randrange(1, size + 1)) for _ in range(ROUNDS)]
    facts = [row.fact for id in ids for row in archive.events(id)[:1] if row.fact]
    people = [identity for id in ids for identity in sorted(archive.identities([id]).values())[:1]]
    bodies = [seal("body", name) for name, _ in archive.bodies(ROUNDS)]
    places = [seal("place", name) for name, _ in archive.places(ROUNDS)]
    outlet = next(row.outlet for row in archive.reports() if row.outlet)
    queries = [
        '{"text":"officer"}',
        '{"text":"\\"border guard\\""}',
        '{"place":"Hyesan"}',
        '{"act":["arrest"],"text":"police"}',
        '{"person":"Kim"}',
        '{"place":"Hyesan","text":"police"}',
        '{"outlet":"' + outlet + '","text":"officer"}',
    ]
    return {
        "today": _over("/", [""]),
        "facts": _over("/facts?offset=", ["0", "100", "5000"]),
        "fact": _over("/facts/", facts),
        "reports": _over("/reports?offset=", ["0", "100", "5000"]),
        "report": _over("/reports/", ids),
        "people": _over("/people?offset=", ["0", "100", "5000"]),
        "person": _over("/people/", people),
        "bodies": _over("/bodies", [""]),
        "body": _over("/bodies/", bodies),
        "places": _over("/places", [""]),
        "place": _over("/places/", places),
        "proposed case": _over("/proposed/", facts),
        "cases": _over("/cases", [""]),
        "sources": _over("/sources?offset=", ["0", "100"]),
        "search": _over("/search/", [seal("search", query) for query in queries]),
        "review": _over("/review?skip=", ["0", "1", "20"]),
        "decisions": _over("/decisions", [""]),
        "add": _over("/add", [""]),
        "grades": _over("/facts/", [f"{fact}/grades" for fact in facts]),
        "search form": _over("/search", [""]),
    }


def _over(base: str, ends: list[str]) -> Iterator[str]:
    while True:
        yield from (base + end for end in ends)


def measure(archive: Archive) -> None:
    """Print p50 and p95 of every kind of page, for a keeper and for an editor."""
    from a_workbench import browser, workbench

    app, rng = workbench(archive), random.Random(1)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # It tells of every request.
    print(f"{archive.counts()['reports kept']:,} reports")
    print("page              keeper p50     p95   editor p50     p95   (ms)")
    timed: dict[str, list[str]] = {}
    for role in ("keeper", "editor"):
        with browser(app, role) as client:  # type: ignore[arg-type]
            for name, addresses in pages(archive, app.state.sealer.seal, rng).items():
                timed.setdefault(name, []).append(_timed(client, addresses))
    for name, columns in timed.items():
        print(f"{name:<16} {'  '.join(columns)}", flush=True)


def _timed(client: Any, addresses: Iterator[str]) -> str:
    times = []
    client.get(next(addresses))  # The first of a kind also compiles its template and queries.
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = client.get(next(addresses))
        times.append((time.process_time() - began) * 1e3)
        assert answer.status_code == 200, (answer.status_code, answer.url)
    times.sort()
    return f"{times[len(times) // 2]:>10.1f} {times[int(len(times) * 0.95)]:>7.1f}"


if __name__ == "__main__":
    main()
