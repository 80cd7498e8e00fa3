"""Measures the reading and weighing of the test corpus, and its speed, and writes both to benchmarks/RESULTS.md.

The corpus is measured whole and in two parts: rules were tuned on the first and checked on the second. Where the first
does better than the second, that much of it is habit and not skill. Further columns: fictional reports of other
writers, learned from (tests/corpus/own, more) and not (unseen), and, where they are there, five real ones (../shared).
"""

import datetime
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bench import ROOT, commit, machine

from secondsource.evaluation import Gold, Row, Scores, evaluate, load
from secondsource.evaluation.gold import Bundle
from secondsource.model import Reading
from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file
from secondsource.weighing.pipeline import weigh

CORPUS = ROOT / "tests" / "corpus" / "dev"
PARTS = {"whole": "abcdefghijkl", "tuned on": "acfhjl", "checked on": "bdgik"}
"""First letters of the reports' names: see tests/corpus/README.md."""

SHARED = Path(os.environ.get("SECONDSOURCE_SHARED", ROOT.parent / "shared"))
ELSEWHERE = {
    "own": (ROOT / "tests" / "corpus" / "own" / "gold", ROOT / "tests" / "corpus" / "own" / "text"),
    "more": (ROOT / "tests" / "corpus" / "more" / "gold", ROOT / "tests" / "corpus" / "more" / "text"),
    "unseen": (ROOT / "tests" / "corpus" / "unseen" / "gold", ROOT / "tests" / "corpus" / "unseen" / "text"),
    "seeds": (SHARED / "gold", SHARED / "seeds"),
}

HEAD = """\
# How well it reads and weighs

Written by `make results` on {date}. F1 in per cent against the annotations of the test corpus ({reports} fictional
reports), whole and in two parts: rules were tuned on the first and checked on the second, where kinds of error
were now and then looked at, and on all of which the weights of places, times and weighing were fitted. *own* and
*more*: fictional reports of other writers, learned from, too; *unseen*: reports that were scored and never looked at,
the strictest check; *seeds*: five real reports that are not part of the project.
`merged_look_alikes` and `over_corroborated` are counts, and should be 0. Two annotators working apart agreed, on
eight reports, to:
sources 89.5, attributed 98.5, attributions 83.9, posts 80.6, events 88.8, roles 85.0, places 65.4, times 92.1,
status 94.5, voucher 85.7. Commit {commit}, {machine}.

"""


def main() -> None:
    """Measure and write."""
    gold = load(CORPUS / "gold", CORPUS / "text")
    readings = list(read_all(from_file(path) for path in sorted(CORPUS.glob("text/*.txt"))))
    scores = {name: scored(gold, readings, letters) for name, letters in PARTS.items()}
    scores |= {name: elsewhere(*folders) for name, folders in ELSEWHERE.items() if folders[0].is_dir()}
    speed = subprocess.run(
        [sys.executable, Path(__file__).with_name("bench.py")], check=True, capture_output=True, text=True
    ).stdout
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    head = HEAD.format(reports=len(gold.reports), commit=commit(), machine=machine(), date=today)
    text = head + "\n".join(table(scores))
    text += f"\n\n# How fast\n\nWritten by `make bench`:\n\n```\n{speed}```\n"
    page = Path(__file__).with_name("RESULTS.md")
    _, mark, attribution = page.read_text("utf-8").partition("\n# Attribution\n")
    page.write_text(text + mark + attribution, "utf-8")
    print(text)


def scored(gold: Gold, readings: Iterable[Reading], letters: str) -> Scores:
    """The figures of the reports whose names begin with one of ``letters``, weighed by themselves."""
    reports = tuple(entry for entry in gold.reports if entry.report[0] in letters)
    bundles = tuple(bundle for bundle in gold.bundles or () if first(bundle) in letters)
    part = [reading for reading in readings if reading.report.id[0] in letters]
    return evaluate(Gold(reports, bundles), part, weigh(part))


def elsewhere(gold_dir: Path, text_dir: Path) -> Scores:
    """The figures of another annotated folder, all its reports weighed together."""
    gold = load(gold_dir, text_dir)
    readings = list(read_all(from_file(path) for path in sorted(text_dir.glob("*.txt"))))
    return evaluate(gold, readings, weigh(readings))


def first(bundle: Bundle) -> str:
    """The first letter of the reports of a bundle."""
    return next(member.report[0] for event in bundle.same_event or () for member in event.members)


def table(scores: dict[str, Scores]) -> Iterable[str]:
    """A Markdown table, a layer a row."""
    yield f"| layer | {' | '.join(scores)} | gold |"
    yield f"|---|{'---:|' * (len(scores) + 1)}"
    for layer, row in scores["whole"].figures.items():
        cells = [part.figures.get(layer, 0) for part in scores.values()]
        shown = [f"{cell.f1:.1f}" if isinstance(cell, Row) else str(cell) for cell in cells]
        yield f"| {layer} | {' | '.join(shown)} | {row.gold if isinstance(row, Row) else ''} |"


if __name__ == "__main__":
    main()
