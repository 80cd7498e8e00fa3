"""Learns the weights of ``src/secondsource/lexicon/rivals.yaml`` and ``sifting.yaml`` from annotated reports.

    python tools/sifting.py rivals GOLD TEXT [GOLD TEXT ...] --in-view abc --out src/secondsource/lexicon/rivals.yaml
    python tools/sifting.py sifting GOLD TEXT [GOLD TEXT ...] --in-view abc --out src/secondsource/lexicon/sifting.yaml
    python tools/sifting.py sifting GOLD TEXT [GOLD TEXT ...] --in-view abc --folds --but w2 w4

GOLD and TEXT are folders as `secondsource evaluate` takes them. ``rivals`` learns which act is told where the frames of
several fit one word: the one of which gold has an event in that sentence; ``sifting``, which of the events found are
told at all: those of which gold has one of their act in a sentence of theirs, once. How likely the words of a report
are to tell an act (``tools/wording.py``) is taken from weights of other bundles. Learn ``rivals`` first. Either is a
logistic regression over the traits of ``reading/rivals.py`` and ``reading/sifting.py``, fitted with Adam under an L2
penalty. Bundles whose letter stands in ``--in-view`` were looked at when the patterns were written, so that more of
what is found in them is right: a trait of their own, which is not kept, takes that up. ``--folds`` scores each bundle
by the weights of the other bundles; ``--but`` leaves out bundles by their names: those that stay unseen.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
from logistic import fitted
from wording import by_others, gathered

from secondsource.evaluation import load
from secondsource.evaluation.alignment import Sentences, locate
from secondsource.evaluation.gold import GoldReport
from secondsource.evaluation.reports import score_report
from secondsource.evaluation.tally import Tally
from secondsource.lexicon.keeping import Keeping
from secondsource.lexicon.wording import Wording
from secondsource.model import Reading
from secondsource.reading import events, language, merging, pipeline, rivals, sifting, triggers
from secondsource.reading.clauses import View
from secondsource.reading.settings import Scene
from secondsource.reading.wording import Likely
from secondsource.reports.files import from_file

SEEN, PENALTY, SMALLEST = 4, 8.0, 0.03
LEAST = {"rivals": 0.0, "sifting": 0.16}
STEPS, RATE, FOLDS = 250, 0.05, 8
IN_VIEW, VIEW_SIZE = "in view", 3.0


class Example(NamedTuple):
    """An event or a match that was found: its bundle, its traits, and whether gold has it."""

    bundle: str
    traits: frozenset[str]
    right: bool


def examples(what: str, gold: Path, text: Path, models: Mapping[str, Wording]) -> Iterator[Example]:
    """Everything that is found, kept or not; ``models`` are the weights of words for each bundle."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        facts = pipeline.facts_of(report, doc)
        view = View(doc, facts)
        bundle = each.report.split("-")[0]
        if bundle in models:
            likely = Likely(view, models[bundle])
            found = _matches(each, view, likely) if what == "rivals" else _events(each, view, likely)
            yield from (Example(bundle, traits, right) for traits, right in found)


def _matches(gold: GoldReport, view: View, likely: Likely) -> Iterator[tuple[frozenset[str], bool]]:
    sentences = Sentences.of(gold.text)
    told = set()
    for event in gold.events:
        spans = [locate(gold.text, event.trigger, event.after), *(locate(gold.text, w) for w in event.also or ())]
        told |= {(event.act, sentences.number(span.start)) for span in spans}
    for matches in triggers.fitting(view.doc, view, likely):
        for match, traits in zip(matches, rivals.evidence(matches, view), strict=True):
            yield traits, (match.frame.act, sentences.number(match.head.idx)) in told


def _events(gold: GoldReport, view: View, likely: Likely) -> Iterator[tuple[frozenset[str], bool]]:
    groups = events.matched(view.doc, view.facts, view, Scene(view.doc, view.facts), likely)
    found = tuple(msgspec.structs.replace(merging.one(group), id=f"e{n}") for n, group in enumerate(groups))
    same = score_report(gold, Reading(view.facts.report, events=found), Tally()).events
    for event, traits in zip(found, sifting.evidence(groups, view), strict=True):
        yield traits, event.id in same


def fit(data: Sequence[Example], in_view: str, least: float) -> Keeping:
    """The weights that make what gold says likeliest."""
    counts = Counter(name for each in data for name in each.traits)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    at = {name: number for number, name in enumerate(names)}
    cells = [(row, at[name], 1.0) for row, each in enumerate(data) for name in each.traits if name in at]
    cells += [(row, len(names), VIEW_SIZE) for row, each in enumerate(data) if each.bundle[0] in in_view]
    weights = fitted(cells, [each.right for each in data], len(names) + 1, PENALTY, (RATE, STEPS))
    found = {name: round(float(w), 2) for name, w in zip(names, weights, strict=False) if abs(w) >= SMALLEST}
    return Keeping(least, round(float(weights[-1]), 2), found)


def folds(data: Sequence[Example], in_view: str, least: float) -> None:
    """Print how many of the events kept are right, and of the right ones kept, by the weights of other bundles."""
    number = {bundle: n % FOLDS for n, bundle in enumerate(sorted({each.bundle for each in data}))}
    kept = right = 0
    for fold in range(FOLDS):
        held = fit([each for each in data if number[each.bundle] != fold], in_view, least)
        own = [each for each in data if number[each.bundle] == fold and held.chance(each.traits) >= least]
        kept, right = kept + len(own), right + sum(each.right for each in own)
    sys.stdout.write(f"{right} of {kept} kept are right, of {sum(each.right for each in data)} right ones\n")


HEADER = """\
# What speaks for (above 0) and against (below 0) an act that the codebook's patterns find. Learned by
# `tools/sifting.py` from the annotated reports of the project; the traits are named in `reading/{}.py`.
# `always`: what every one starts with; `least`: how likely it has to be.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=sorted(LEAST))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--in-view", default="", metavar="LETTERS")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--but", nargs="+", default=[], metavar="BUNDLE")
    options = parser.parse_args()
    models = by_others(gathered(options.folders, options.but))
    pairs = zip(options.folders[::2], options.folders[1::2], strict=True)
    data = [e for gold, text in pairs for e in examples(options.what, gold, text, models)]
    if options.folds:
        folds(data, options.in_view, LEAST[options.what])
    if options.out:
        held = fit(data, options.in_view, LEAST[options.what])
        options.out.write_text(written(options.what, held), "utf-8")


def written(what: str, held: Keeping) -> str:
    """The weights as the lexicon keeps them."""
    rows = "".join(f"  {_quoted(name)}: {weight}\n" for name, weight in held.weights.items())
    return f"{HEADER.format(what)}least: {held.least}\nalways: {held.always}\nweights:\n{rows}"


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
