"""Learns the weights of ``src/secondsource/lexicon/choosers.yaml`` from annotated reports.

    python tools/choosers.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/choosers.yaml
    python tools/choosers.py GOLD TEXT [GOLD TEXT ...] --folds --only places times

GOLD and TEXT are folders as `secondsource evaluate` takes them. The model is a conditional logit (McFadden, 1974,
"Conditional logit analysis of qualitative choice behavior") over the candidates of an event and "none", fitted with
Adam under an L2 penalty. A folder that is given twice counts twice, as dev did for the bodies and roles that are
kept, and thrice for places and times. ``--folds`` scores each first letter of the reports' names by the weights of
the others; ``--only`` names the layers to be learned, and leaves the others in the file as they are.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from secondsource.evaluation import load
from secondsource.evaluation.alignment import content_words
from secondsource.evaluation.gold import GoldEvent, GoldReport
from secondsource.evaluation.reports import fills, score_report
from secondsource.evaluation.tally import Tally
from secondsource.evaluation.values import same_place, same_time
from secondsource.lexicon.choosers import Chooser, Layer, chooser
from secondsource.model import NARRATOR, Reading
from secondsource.reading import backing, events, language, people, pipeline
from secondsource.reading.facts import Facts
from secondsource.reading.filling import Role, Stage
from secondsource.reading.keeping import Setting
from secondsource.reading.settings import Scene
from secondsource.reports.files import from_file

Floats = npt.NDArray[np.float64]
SEEN, SEEN_TOGETHER = 4, 8
"""A feature seen less often is left out; a pair of one of a candidate and one of its event, too."""
PENALTY: dict[Layer, float] = {
    "places": 6.0,
    "times": 3.0,
    "bodies": 2.0,
    "vouchers": 2.0,
    "actors": 5.0,
    "recipients": 4.0,
}
LEAST: dict[Layer, float] = {
    "places": 0.23,
    "times": 0.32,
    "bodies": 0.07,
    "vouchers": 0.2,
    "actors": 0.33,
    "recipients": 0.3,
}
ROLES: dict[Role, Layer] = {"actor": "actors", "recipient": "recipients"}
TOGETHER = tuple(
    f"none:{name}"
    for name in (
        "aux:",
        "form:",
        "asserted",
        "alleged",
        "planned",
        "general",
        "refuted",
        "titled",
        "lead",
        "word:",
        "dep:",
        "quoted",
        "moving",
    )
)
"""What of the telling of an event changes what else says: a place in its clause, the time told last."""
SMALLEST = 0.02
STEPS, RATE = 400, 0.1


def same_body(a: str, b: str) -> bool:
    """Whether two names of bodies share a content word, as the scoring of posts asks."""
    return not content_words(a).isdisjoint(content_words(b))


SAME: dict[Layer, Callable[[str, str], bool]] = {
    "places": same_place,
    "times": same_time,
    "bodies": same_body,
    "vouchers": str.__eq__,
}


class Example(NamedTuple):
    """One event: the features of each candidate and of none, what gold says, and whose report it is."""

    fold: str
    candidates: dict[str, frozenset[str]]
    none: frozenset[str]
    gold: str | None
    right: frozenset[str]


def examples(gold: Path, text: Path) -> Iterator[tuple[Layer, Example]]:
    """Every event that both gold and the reading have, for its place and its time; every post, for its body."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for each, report, doc in zip(held.reports, reports, language.parse(reports), strict=True):
        setting = pipeline.ruled(report, doc)  # As the events are when their places and times are looked for.
        reading, facts = Reading(report, setting.sources, setting.said, events=setting.events), setting.facts
        yield from (("bodies", one) for one in posts_of(each, facts, doc))
        yield from (("vouchers", one) for one in voices_of(each, setting, doc))
        yield from roles_of(each, facts, doc)
        evidence = Scene(doc, facts).evidence(reading.events)
        for event, candidates in zip(matched(each, reading), evidence, strict=True):
            if event is not None:
                yield "places", example(each, "places", candidates.places, candidates.none, event.place)
                yield "times", example(each, "times", candidates.times, candidates.none, event.time)


def posts_of(gold: GoldReport, facts: Facts, doc: Doc) -> Iterator[Example]:
    """Every post read of somebody of whom gold tells a post with such a title."""
    keys = score_report(gold, Reading(facts.report, people=facts.people), Tally()).people
    for person, held in zip(facts.people, people.holdings(facts.report, doc, facts.places, facts.bodies), strict=True):
        known = gold.people[keys[person.id]].posts or () if person.id in keys else ()
        for post, (candidates, none) in zip(person.posts, held, strict=False):  # Posts passed on stand behind.
            alike = [p for p in known if content_words(p.title or "") & content_words(post.title)]
            if alike:
                body = next((p.org for p in alike if p.org), None)
                yield example(gold, "bodies", candidates, none, body)


def voices_of(gold: GoldReport, setting: Setting, doc: Doc) -> Iterator[Example]:
    """Every event that both gold and the reading have and that is open to doubt, with those who may vouch for it."""
    reading = Reading(setting.facts.report, setting.sources, setting.said, events=setting.events)
    keys = score_report(gold, reading, Tally()).sources
    same = {one.id: event for one, event in zip(setting.events, matched(gold, reading), strict=True)}
    for name, candidates in backing.evidence(doc, setting):
        event = same[name]
        if event is not None:
            right = frozenset(n for n in candidates if event.source == (NARRATOR if n == NARRATOR else keys.get(n)))
            yield Example(gold.report[0], candidates, frozenset(), event.source, right)


def roles_of(gold: GoldReport, facts: Facts, doc: Doc) -> Iterator[tuple[Layer, Example]]:
    """Every role that rules leave open of an event that both gold and the reading have, with those who may fill it."""
    told = [msgspec.structs.replace(e, id=f"e{n}") for n, e in enumerate(events.ruled(doc, facts))]
    reading = Reading(facts.report, people=facts.people, events=tuple(told))
    same, keys = matched(gold, reading), score_report(gold, reading, Tally()).people
    stage = Stage(doc, facts)
    for one in stage.left_open(told):
        event = same[one.event]
        if event is not None:
            want = event.roles[one.role == "recipient"]
            near = {name: stage.filler(name, told[one.event]) for name in one.candidates}
            right = frozenset(name for name in near if any(fills(gold, near[name], each, keys) for each in want))
            yield ROLES[one.role], Example(gold.report[0], one.candidates, one.none, want[0] if want else None, right)


def matched(gold: GoldReport, reading: Reading) -> list[GoldEvent | None]:
    """The gold event of each event read."""
    found = score_report(gold, reading, Tally()).events
    by_trigger = {(e.act, e.trigger): e for e in gold.events}
    return [by_trigger.get((e.act, found.get(e.id, ""))) for e in reading.events]


def example(
    report: GoldReport, layer: Layer, candidates: dict[str, frozenset[str]], none: frozenset[str], gold: str | None
) -> Example:
    right = frozenset(name for name in candidates if gold and SAME[layer](gold, name))
    return Example(report.report[0], candidates, none, gold, right)


class Table(NamedTuple):
    """The choices of many events, one row a candidate or none: ``rows`` and ``columns`` of the features that hold."""

    rows: npt.NDArray[np.int64]
    columns: npt.NDArray[np.int64]
    event: npt.NDArray[np.int64]
    right: npt.NDArray[np.bool_]


Column = tuple[str, str]
"""A feature of an event ("" for any) and one of a candidate under it."""


def columns_of(features: frozenset[str], none: frozenset[str]) -> Iterator[Column]:
    """The columns that hold for a candidate, or for none."""
    for name in features:
        yield "", name
        if features is not none:
            yield from ((manner, name) for manner in none if manner.startswith(TOGETHER))


def table(data: Sequence[Example], columns: dict[Column, int]) -> Table:
    rows, cols, events, right = [], [], [], []
    for number, each in enumerate(e for e in data if e.right or not e.gold):
        choices = [*((features, name in each.right) for name, features in each.candidates.items())]
        for features, good in [*choices, (each.none, not each.right)]:
            known = [columns[name] for name in columns_of(features, each.none) if name in columns]
            rows += [len(events)] * len(known)
            cols += known
            events.append(number)
            right.append(good)
    return Table(np.array(rows), np.array(cols), np.array(events), np.array(right))


def fit(data: Sequence[Example], layer: Layer) -> Chooser:
    """The weights that make what gold says likeliest."""
    counts: Counter[Column] = Counter()
    for each in data:
        for features in (each.none, *each.candidates.values()):
            counts.update(columns_of(features, each.none))
    names = sorted(name for name, count in counts.items() if count >= (SEEN_TOGETHER if name[0] else SEEN))
    held = table(data, {name: at for at, name in enumerate(names)})
    weights = np.zeros(len(names))
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = gradient(held, weights) + PENALTY[layer] * weights
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    found: dict[str, dict[str, float]] = {"": {}}
    for (manner, name), weight in zip(names, weights, strict=True):
        if abs(weight) >= SMALLEST:
            found.setdefault(manner, {})[name] = round(float(weight), 2)
    return Chooser(LEAST[layer], found.pop(""), found)


def gradient(held: Table, weights: Floats) -> Floats:
    """Of the negative log likelihood; where several candidates are right, of their sum."""
    starts = np.flatnonzero(np.r_[True, np.diff(held.event) > 0])
    scores = np.bincount(held.rows, weights[held.columns], len(held.event))
    odds = np.exp(scores - np.maximum.reduceat(scores, starts)[held.event])
    good = odds * held.right
    chance = odds / np.add.reduceat(odds, starts)[held.event]
    wanted = good / np.maximum(np.add.reduceat(good, starts)[held.event], 1e-300)
    return np.bincount(held.columns, (chance - wanted)[held.rows], len(weights))


def f1(data: Sequence[Example], chosen: Sequence[str | None]) -> float:
    """Of the values, as `secondsource evaluate` counts them."""
    right = sum(name in each.right for each, name in zip(data, chosen, strict=True))
    total = sum(bool(each.gold) + bool(name) for each, name in zip(data, chosen, strict=True))
    return 200 * right / max(total, 1)


def folds(data: Sequence[Example], layer: Layer) -> None:
    """Print the F1 of each fold by the weights of the others, and of all."""
    chosen: dict[str, list[str | None]] = {}
    for fold in sorted({each.fold for each in data}):
        held = fit([each for each in data if each.fold != fold], layer)
        own = [each for each in data if each.fold == fold]
        chosen[fold] = [held.choose(each.candidates, each.none) for each in own]
        sys.stdout.write(f"{layer} {fold} {f1(own, chosen[fold]):.1f}\n")
    ordered = [each for fold in chosen for each in data if each.fold == fold]
    sys.stdout.write(f"{layer} all {f1(ordered, [name for names in chosen.values() for name in names]):.1f}\n")


HEADER = """\
# What speaks for (above 0) and against (below 0) a place or a time of a report as that of an event; `none:` for its
# having none; `under:` what a trait of the event adds to a weight. The same of a body as that of a post, of who
# vouches for an event, and of who fills a role that its words leave open. Learned by `tools/choosers.py` from the
# annotated reports of the project; the features are named in `reading/placing.py`, `reading/dating.py`,
# `reading/occasions.py`, `reading/employers.py`, `reading/backing.py` and `reading/filling.py`.
# `least`: how likely the best has to be; of a voucher, by how much likelier than the one that rules chose.
"""


def written(layer: Layer, chooser: Chooser) -> Iterator[str]:
    """The lines of a chooser in the file."""
    yield f"{layer}:\n  least: {chooser.least}\n  weights:\n"
    yield from (f"    {name}: {weight}\n" for name, weight in chooser.weights.items())
    yield "  under:\n" if chooser.under else "  under: {}\n"
    for manner, weights in chooser.under.items():
        yield f"    {manner}:\n"
        yield from (f"      {name}: {weight}\n" for name, weight in weights.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PENALTY, default=list(PENALTY))
    options = parser.parse_args()
    data: dict[Layer, list[Example]] = {layer: [] for layer in PENALTY}
    for gold, text in zip(options.folders[::2], options.folders[1::2], strict=True):
        for layer, each in examples(gold, text):
            if layer in options.only:
                data[layer].append(each)
    if options.folds:
        for layer in options.only:
            folds(data[layer], layer)
    if options.out:
        lines = [HEADER]
        for layer, held in data.items():
            lines += written(layer, fit(held, layer) if held else chooser(layer))
        options.out.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
