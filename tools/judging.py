"""Learns the weights of ``src/secondsource/lexicon/judging.yaml`` from annotated reports.

    python tools/judging.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/judging.yaml
    python tools/judging.py GOLD TEXT [GOLD TEXT ...] --folds --but w2 w4

GOLD and TEXT are folders as `secondsource evaluate` takes them. The model is a multinomial logistic regression over the
traits of the events that gold has, too (``reading/judging.py``), fitted with Adam under an L2 penalty. ``--folds``
scores each bundle's events by the weights of the other bundles; ``--but`` leaves out bundles by their names: those
that stay unseen.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np

from secondsource.evaluation import load
from secondsource.evaluation.gold import GoldReport
from secondsource.evaluation.reports import score_report
from secondsource.evaluation.tally import Tally
from secondsource.lexicon.judging import Judging
from secondsource.model import Reading, Status
from secondsource.reading import language, pipeline
from secondsource.reading.judging import evidence
from secondsource.reports.files import from_file

SEEN, PENALTY, MARGIN, SMALLEST = 5, 20.0, 0.25, 5
STEPS, RATE, FOLDS = 300, 0.05, 8
STATUSES: tuple[Status, ...] = get_args(Status)


class Example(NamedTuple):
    """An event that was read: its bundle, its traits, the status that rules give it, and that of gold."""

    bundle: str
    traits: frozenset[str]
    given: Status
    right: Status


def examples(gold: Path, text: Path) -> Iterator[Example]:
    """Every event that both gold and the reading have."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        setting = pipeline.told(report, doc)
        same = matched(each, Reading(report, events=setting.events))
        for event, traits in evidence(doc, setting):
            if event.id in same:
                yield Example(each.report.split("-")[0], traits, event.status, same[event.id])


def matched(gold: GoldReport, reading: Reading) -> dict[str, Status]:
    """The status that gold gives each event read that it has, too."""
    found = score_report(gold, reading, Tally()).events
    known: dict[tuple[str, str], Status] = {(event.act, event.trigger): event.status for event in gold.events}
    acts = {event.id: event.act for event in reading.events}
    return {name: known[acts[name], trigger] for name, trigger in found.items()}


def fit(data: Sequence[Example]) -> Judging:
    """The weights that make what gold says likeliest."""
    counts = Counter(name for each in data for name in each.traits)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    at = {name: number for number, name in enumerate(names)}
    cells = [(row, at[name]) for row, each in enumerate(data) for name in each.traits if name in at]
    rows, columns = (np.array(side) for side in zip(*cells, strict=True))
    right = np.array([[each.right == status for status in STATUSES] for each in data], float)
    weights = np.zeros((len(names) + 1, len(STATUSES)))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = np.tile(weights[-1], (len(data), 1))
        for n in range(len(STATUSES)):
            scores[:, n] += np.bincount(rows, weights[columns, n], len(data))
        odds = np.exp(scores - scores.max(1, keepdims=True))
        off = odds / odds.sum(1, keepdims=True) - right
        slope = np.array([np.bincount(columns, off[rows, n], len(names)) for n in range(len(STATUSES))]).T
        slope = np.vstack((slope + PENALTY * weights[:-1], off.sum(0)))
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    rows = np.round(100 * weights).astype(int).tolist()
    kept = {name: tuple(row) for name, row in zip(names, rows, strict=False) if max(map(abs, row)) >= SMALLEST}
    return Judging(MARGIN, STATUSES, tuple(rows[-1]), kept)


def folds(data: Sequence[Example]) -> None:
    """Print how many statuses are right as given, and by the weights of other bundles."""
    number = {bundle: n % FOLDS for n, bundle in enumerate(sorted({each.bundle for each in data}))}
    right = 0
    for fold in range(FOLDS):
        held = fit([each for each in data if number[each.bundle] != fold])
        own = [each for each in data if number[each.bundle] == fold]
        right += sum(held.judge(each.given, each.traits) == each.right for each in own)
    given = sum(each.given == each.right for each in data)
    sys.stdout.write(f"of {len(data)} events {given} right as given, {right} as judged\n")


HEADER = """\
# What speaks for (above 0) and against (below 0) each status of an event. Learned by `tools/judging.py` from the
# annotated reports of the project; the traits are named in `reading/judging.py`. Each row has a number a status, in
# hundredths.
# `always`: what every event starts with; `margin`: by how much another status must be likelier than the one given.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--but", nargs="+", default=[], metavar="BUNDLE")
    options = parser.parse_args()
    pairs = zip(options.folders[::2], options.folders[1::2], strict=True)
    data = [e for gold, text in pairs for e in examples(gold, text) if e.bundle not in options.but]
    if options.folds:
        folds(data)
    if options.out:
        held = fit(data)
        lines = [
            HEADER,
            f"margin: {held.margin}\nstatuses: [{', '.join(held.statuses)}]\nalways: {list(held.always)}\n",
        ]
        lines += ["weights:\n", *(f"  {_quoted(name)}: {list(row)}\n" for name, row in held.weights.items())]
        options.out.write_text("".join(lines), "utf-8")


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
