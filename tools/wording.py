"""Learns the weights of ``src/secondsource/lexicon/wording.npz`` from annotated reports.

    python tools/wording.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/wording.npz
    python tools/wording.py GOLD TEXT [GOLD TEXT ...] --folds --but w2 w4

GOLD and TEXT are folders as `secondsource evaluate` takes them. Of each word that may tell an act, the model learns
which one it tells: that of the annotated trigger whose uppermost word it is, or none. It is a multinomial logistic
regression over the traits of ``reading/wording.py`` and the meanings of the words around (``meanings.npz``), fitted
with Adam (Kingma and Ba, 2015) under L2 penalties. ``--folds`` says how many of the words of each bundle are given
their act by the weights of other bundles; ``--but`` leaves out bundles by their names: those that stay unseen. Needs
SciPy, which the program does not.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from spacy.tokens import Doc, Token

from secondsource.evaluation import load
from secondsource.evaluation.alignment import locate
from secondsource.evaluation.gold import GoldReport
from secondsource.lexicon.wording import NO_ACT, Floats, Wording, meanings
from secondsource.reading import language, pipeline, wording
from secondsource.reading.clauses import View
from secondsource.reports.files import from_file

SEEN, FOLDS = 3, 4
TRAIT_PENALTY, MEANING_PENALTY = 1.0, 60.0
STEPS, RATE, SLOWER = 150, 0.05, 0.3
_UPPERMOST = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


class Example(NamedTuple):
    """A word that may tell an act: its bundle, its traits, the words near it, and the act that it tells."""

    bundle: str
    traits: frozenset[str]
    company: tuple[tuple[str, ...], ...]
    act: str


def examples(gold: Path, text: Path) -> Iterator[Example]:
    """Every word of the reports that may tell an act."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        view = View(doc, pipeline.facts_of(report, doc))
        acts = triggers(each, doc)
        for token in wording.telling(doc):
            near = tuple(tuple(words) for words in wording.company(token, view).values())
            found = frozenset(wording.traits(token, view))
            yield Example(each.report.split("-")[0], found, near, acts.get(token.i, NO_ACT))


def triggers(gold: GoldReport, doc: Doc) -> dict[int, str]:
    """The act of each word that is the uppermost of a trigger."""
    found: dict[int, str] = {}
    for event in gold.events:
        spans = [locate(gold.text, event.trigger, event.after), *(locate(gold.text, w) for w in event.also or ())]
        for span in spans:
            words = [t for t in doc if t.idx < span.end and t.idx + len(t) > span.start and not t.is_space]
            top = uppermost(words)
            if top is not None:
                found.setdefault(top.i, event.act)
    return found


def uppermost(words: Sequence[Token]) -> Token | None:
    tops = [t for t in words if (t.head not in words or t.head is t) and t.pos_ in _UPPERMOST]
    return next(iter(tops or [t for t in words if t.pos_ in _UPPERMOST]), None)


class Table(NamedTuple):
    """What the examples are made of, as matrices."""

    acts: list[str]
    traits: list[str]
    has: csr_matrix
    means: Floats
    tells: Floats


def table(data: Sequence[Example]) -> Table:
    counts = Counter(trait for each in data for trait in each.traits)
    traits = sorted(trait for trait, count in counts.items() if count >= SEEN)
    at = {trait: n for n, trait in enumerate(traits)}
    cells = [(row, at[trait]) for row, each in enumerate(data) for trait in each.traits if trait in at]
    rows, columns = np.array(cells).T
    has = csr_matrix((np.ones(len(cells), np.float32), (rows, columns)), (len(data), len(traits)))
    acts = sorted({each.act for each in data})
    tells = np.zeros((len(data), len(acts)), np.float32)
    tells[np.arange(len(data)), [acts.index(each.act) for each in data]] = 1
    return Table(acts, traits, has, meant(data), tells)


def meant(data: Sequence[Example]) -> Floats:
    """The meanings of the words near each, side by side."""
    return meanings().mean([words for each in data for words in each.company]).reshape(len(data), -1)


def fit(data: Sequence[Example]) -> Wording:
    """The weights that make what gold says likeliest."""
    acts, traits, has, means, tells = table(data)
    flipped = has.T.tocsr()
    weights = [np.zeros((width, len(acts)), np.float32) for width in (len(traits), means.shape[1])]
    weights.append(np.log(tells.mean(axis=0) + 1e-6))
    mean, spread = ([np.zeros_like(w) for w in weights] for _ in range(2))
    for step in range(1, STEPS + 1):
        off = _likely(has @ weights[0] + means @ weights[1] + weights[2]) - tells
        slopes = (flipped @ off + TRAIT_PENALTY * weights[0], means.T @ off + MEANING_PENALTY * weights[1], off.sum(0))
        rate = RATE * (1 if step < STEPS * 0.6 else SLOWER)
        for n, slope in enumerate(slopes):
            mean[n] = 0.9 * mean[n] + 0.1 * slope
            spread[n] = 0.99 * spread[n] + 0.01 * slope**2
            weights[n] -= rate * (mean[n] / (1 - 0.9**step)) / (np.sqrt(spread[n] / (1 - 0.99**step)) + 1e-6)
    return Wording(acts, traits, (weights[0], weights[1], weights[2]))


def _likely(scores: Floats) -> Floats:
    found = np.exp(scores - scores.max(axis=1, keepdims=True))
    return found / found.sum(axis=1, keepdims=True)


def by_others(data: Sequence[Example]) -> dict[str, Wording]:
    """For each bundle the weights of other bundles."""
    bundles = sorted({each.bundle for each in data})
    found: dict[str, Wording] = {}
    for fold in range(FOLDS):
        model = fit([each for each in data if bundles.index(each.bundle) % FOLDS != fold])
        found |= {bundle: model for n, bundle in enumerate(bundles) if n % FOLDS == fold}
    return found


def folds(data: Sequence[Example]) -> str:
    """How many of the words given an act are given the right one, by the weights of other bundles."""
    given = right = 0
    for bundle, model in by_others(data).items():
        own = [each for each in data if each.bundle == bundle]
        best = model.chances([tuple(each.traits) for each in own], meant(own)).argmax(axis=1)
        told = [(model.acts[n], each.act) for n, each in zip(best, own, strict=True) if model.acts[n] != NO_ACT]
        given, right = given + len(told), right + sum(mine == gold for mine, gold in told)
    return f"{right} of {given} given an act are right, of {sum(each.act != NO_ACT for each in data)} that tell one\n"


def save(model: Wording, out: Path) -> None:
    """Write the weights: those of traits as whole numbers up to 127 of a scale, the others with half precision."""
    of_traits = model.of_traits[:-1]
    scale = np.float32(np.abs(of_traits).max() / 127)
    kept = np.rint(of_traits / scale).astype(np.int8)
    some = kept.any(axis=1)
    traits = [trait for trait, any_ in zip(model.row, some, strict=True) if any_]
    np.savez_compressed(
        out,
        acts=_bytes(model.acts),
        traits=_bytes(traits),
        of_traits=kept[some],
        scale=scale,
        of_meanings=model.of_meanings.astype(np.float16),
        start=model.start.astype(np.float32),
    )


def _bytes(names: Iterable[str]) -> np.ndarray:
    return np.frombuffer("\0".join(names).encode("utf-8"), np.uint8)


def gathered(folders: Sequence[Path], but: Sequence[str]) -> list[Example]:
    """The examples of pairs of folders, without some bundles."""
    pairs = zip(folders[::2], folders[1::2], strict=True)
    return [each for gold, text in pairs for each in examples(gold, text) if each.bundle not in but]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--but", nargs="+", default=[], metavar="BUNDLE")
    options = parser.parse_args()
    data = gathered(options.folders, options.but)
    if options.folds:
        sys.stdout.write(folds(data))
    if options.out:
        save(fit(data), options.out)


if __name__ == "__main__":
    main()
