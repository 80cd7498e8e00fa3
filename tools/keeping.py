"""Learns the weights of ``src/secondsource/lexicon/keeping.yaml`` from annotated reports.

    python tools/keeping.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/keeping.yaml
    python tools/keeping.py GOLD TEXT [GOLD TEXT ...] --folds --but w2 w4

GOLD and TEXT are folders as `secondsource evaluate` takes them. A post that was read is right where gold tells one like
it of that person, once. The model is a logistic regression over the traits of posts (``reading/keeping.py``), fitted
with Adam under an L2 penalty. ``--folds`` scores each bundle's posts by the weights of the other bundles; ``--but``
leaves out bundles by their names: those that stay unseen.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from logistic import fitted

from secondsource.evaluation import load
from secondsource.evaluation.alignment import content_words
from secondsource.evaluation.gold import GoldPost
from secondsource.evaluation.reports import score_report
from secondsource.evaluation.tally import Tally
from secondsource.lexicon.keeping import Keeping
from secondsource.model import Post, Reading
from secondsource.reading import language, pipeline
from secondsource.reading.keeping import evidence
from secondsource.reports.files import from_file

SEEN, PENALTY, LEAST, SMALLEST = 4, 8.0, 0.28, 0.02
STEPS, RATE, FOLDS = 400, 0.1, 10


class Example(NamedTuple):
    """A post that was read: its bundle, its traits, and whether gold has it."""

    bundle: str
    features: frozenset[str]
    right: bool


def examples(gold: Path, text: Path) -> Iterator[Example]:
    """Every post that is read, kept or not."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        setting = pipeline.setting_of(report, doc)
        keys = score_report(each, Reading(report, people=setting.facts.people), Tally()).people
        for person, traits in evidence(doc, setting):
            open_posts = list(each.people[keys[person.id]].posts or ()) if person.id in keys else []
            for post, features in zip(person.posts, traits, strict=True):
                same = next((want for want in open_posts if is_like(want, post)), None)
                if same is not None:
                    open_posts.remove(same)
                yield Example(each.report.split("-")[0], features, same is not None)


def is_like(want: GoldPost, post: Post) -> bool:
    """Whether a post read counts as one of gold."""
    body = not want.org or not content_words(want.org).isdisjoint(content_words(post.org or ""))
    return body and not content_words(want.title or "").isdisjoint(content_words(post.title))


def fit(data: Sequence[Example]) -> Keeping:
    """The weights that make what gold says likeliest."""
    counts = Counter(name for each in data for name in each.features)
    names = sorted(name for name, count in counts.items() if count >= SEEN)
    at = {name: number for number, name in enumerate(names)}
    cells = [(row, at[name], 1.0) for row, each in enumerate(data) for name in each.features if name in at]
    weights = fitted(cells, [each.right for each in data], len(names), PENALTY, (RATE, STEPS))
    found = {name: round(float(w), 2) for name, w in zip(names, weights, strict=False) if abs(w) >= SMALLEST}
    return Keeping(LEAST, round(float(weights[-1]), 2), found)


def folds(data: Sequence[Example]) -> None:
    """Print how many of the posts kept are right, and of the right ones kept, by the weights of other bundles."""
    number = {bundle: n % FOLDS for n, bundle in enumerate(sorted({each.bundle for each in data}))}
    kept = right = 0
    for fold in range(FOLDS):
        held = fit([each for each in data if number[each.bundle] != fold])
        own = [each for each in data if number[each.bundle] == fold and held.chance(each.features) >= LEAST]
        kept, right = kept + len(own), right + sum(each.right for each in own)
    sys.stdout.write(f"{right} of {kept} kept are right, of {sum(each.right for each in data)} right ones\n")


HEADER = """\
# What speaks for (above 0) and against (below 0) a post as one that counts: its holder takes part in what happened.
# Learned by `tools/keeping.py` from the annotated reports of the project; the features are named in
# `reading/keeping.py`. `always`: what every post starts with; `least`: how likely a post has to be.
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
            f"  {name!r}: {weight}\n" if " " in name else f"  {name}: {weight}\n"
            for name, weight in held.weights.items()
        ]
        options.out.write_text(
            f"{HEADER}least: {held.least}\nalways: {held.always}\nweights:\n{''.join(lines)}", "utf-8"
        )


if __name__ == "__main__":
    main()
