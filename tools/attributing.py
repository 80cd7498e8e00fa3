"""Learns the weights of ``src/secondsource/lexicon/attributing.npz`` from annotated reports.

    python tools/attributing.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/attributing.npz
    python tools/attributing.py GOLD TEXT [GOLD TEXT ...] --folds --but w2 w4

GOLD and TEXT are folders as `secondsource evaluate` takes them. What a cue gives is right where gold attributes it,
too, half of the words at least shared. The model is a logistic regression over the traits of
``reading/attributing.py`` and the meanings of three words (``meanings.npz``), fitted with L-BFGS under L2 penalties.
``--folds`` scores each bundle by the weights of other bundles; ``--but`` leaves out bundles by their names: those that
stay unseen. Needs SciPy, which the program does not.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from secondsource.evaluation import load
from secondsource.evaluation.alignment import locate, pair_off, word_positions
from secondsource.evaluation.gold import GoldReport
from secondsource.lexicon.attributing import Weights
from secondsource.lexicon.wording import Floats, meanings
from secondsource.model import Span
from secondsource.reading import attributions, language, pipeline
from secondsource.reading.attributing import Around, company, traits
from secondsource.reading.facts import Facts
from secondsource.reports.files import from_file

SEEN, STEPS, FOLDS, SHARED, SMALLEST = 5, 60, 5, 0.5, 0.02
PENALTIES = (10.0, 100.0)
"""Of traits, and of meanings."""
LEAST = 0.3


class Example(NamedTuple):
    """What a cue gives: its bundle, its traits, the words whose meanings count, and whether gold has it."""

    bundle: str
    traits: tuple[str, ...]
    company: tuple[str, str, str]
    right: bool


def examples(gold: Path, text: Path) -> Iterator[Example]:
    """All that cues give in the reports of a folder."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        yield from of_report(each, doc, pipeline.facts_of(report, doc))


def of_report(gold: GoldReport, doc: Doc, facts: Facts) -> Iterator[Example]:
    """All that cues give in one report."""
    layout, drafts = attributions.drafted(doc, facts)
    around = Around(doc, layout, drafts)
    bundle = gold.report.split("-")[0]
    want = [word_positions(gold.text, [locate(gold.text, c) for c in each.content]) for each in gold.attributions]
    found = list(around.found())
    got = [_words(gold.text, doc, told.parts) for _, told in found]
    pairs = {(i, j): share for i, a in enumerate(want) for j, b in enumerate(got) if (share := _share(a, b)) >= SHARED}
    right = {j for _, j in pair_off(pairs)}
    for number, (_, told) in enumerate(found):
        seen = tuple(traits(told, around.bounds(told.token), around))
        yield Example(bundle, seen, company(told), number in right)


def _words(text: str, doc: Doc, parts: Sequence[tuple[int, int]]) -> frozenset[int]:
    return word_positions(text, [Span(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in parts])


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one & other else 0.0


class Table(NamedTuple):
    """What examples are made of, as matrices."""

    names: list[str]
    has: csr_matrix
    means: Floats
    right: Floats


def table(data: Sequence[Example]) -> Table:
    at: dict[str, int] = {}
    columns, ends = [], [0]
    for each in data:
        columns += [at.setdefault(trait, len(at)) for trait in dict.fromkeys(each.traits)]
        ends.append(len(columns))
    has = csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(data), len(at)))
    means = meanings().mean([[word] for each in data for word in each.company]).reshape(len(data), -1)
    return Table(list(at), has, means, np.array([each.right for each in data], np.float32))


def fit(data: Sequence[Example]) -> Weights:
    """The weights that make what gold says likeliest."""
    whole = table(data)
    often = np.flatnonzero(np.asarray(whole.has.sum(0)).ravel() >= SEEN)
    has, means = whole.has[:, often], whole.means
    flipped, count = has.T.tocsr(), len(often)
    penalty = np.concatenate([np.full(count, PENALTIES[0]), np.full(means.shape[1], PENALTIES[1]), [0.0]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        w = weights.astype(np.float32)
        scores = has @ w[:count] + means @ w[count:-1] + w[-1]
        off = 1 / (1 + np.exp(-scores)) - whole.right
        value = float(np.logaddexp(0, np.where(whole.right > 0, -scores, scores)).sum())
        slope = np.concatenate([flipped @ off, means.T @ off, [off.sum()]])
        return value + float(0.5 * (penalty * weights**2).sum()), slope.astype(float) + penalty * weights

    start = np.zeros(len(penalty))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.astype(np.float32)
    names = [whole.names[n] for n in often]
    return Weights(names, found[:count], found[count:-1], float(found[-1]), LEAST)


def folds(data: Sequence[Example]) -> str:
    """How many are right of those that are as likely as asked by the weights of other bundles."""
    bundles = sorted({each.bundle for each in data})
    kept: list[bool] = []
    for fold in range(FOLDS):
        model = fit([each for each in data if bundles.index(each.bundle) % FOLDS != fold])
        own = [each for each in data if bundles.index(each.bundle) % FOLDS == fold]
        kept += [each.right for each in own if model.chance(each.traits, each.company) >= LEAST]
    return f"{sum(kept)} of {len(kept)} are right, of {len(data)} of which {sum(each.right for each in data)} are\n"


def packed(model: Weights) -> dict[str, np.ndarray]:
    """The weights as they are stored: those of traits as whole numbers up to 127 of a scale, the others with half
    precision."""
    scale = np.float32(max(map(abs, model.of_traits.values())) / 127)
    kept = {trait: weight for trait, weight in model.of_traits.items() if abs(weight) >= max(SMALLEST, scale)}
    return {
        "traits": np.frombuffer("\0".join(kept).encode("utf-8"), np.uint8),
        "of_traits": np.rint(np.array(list(kept.values())) / scale).astype(np.int8),
        "scale": scale,
        "of_meanings": model.of_meanings.astype(np.float16),
        "start": np.array([model.always, model.least], np.float32),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--but", nargs="+", default=[], metavar="BUNDLE")
    options = parser.parse_args()
    pairs = zip(options.folders[::2], options.folders[1::2], strict=True)
    data = [each for gold, text in pairs for each in examples(gold, text) if each.bundle not in options.but]
    if options.folds:
        sys.stdout.write(folds(data))
    if options.out:
        np.savez_compressed(options.out, **packed(fit(data)))


if __name__ == "__main__":
    main()
