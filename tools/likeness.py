"""Learns the weights of ``src/secondsource/lexicon/likeness.yaml`` from annotated reports.

    python tools/likeness.py GOLD TEXT [GOLD TEXT ...] --out src/secondsource/lexicon/likeness.yaml

GOLD and TEXT are folders as `secondsource evaluate` takes them. Every two persons, and every two tellings of an act, of
two reports of one story are an example, once as the annotations read the reports and once as the program does; a pair
that the program read and the annotations do not have says nothing. Every event that somebody denies is an example, too:
annotated as refuted, or as contested. The model is a logistic regression under an L2 penalty, fitted with Newton's
method. The pairs rest on each other (who shares an event, which act befell one person), so that each model is fitted
twice.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from secondsource import gold as goldreadings
from secondsource.evaluation import load
from secondsource.evaluation.gold import Gold
from secondsource.evaluation.reports import Matched, score_report
from secondsource.evaluation.tally import Tally
from secondsource.evaluation.weighings import events_of
from secondsource.lexicon import likeness, loader
from secondsource.lexicon.likeness import Layer, Likeness
from secondsource.model import Member, Reading, WeighedEvent
from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file
from secondsource.weighing import events, people, refuted, stories, together
from secondsource.weighing.cases import Case
from secondsource.weighing.growing import Growing
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told
from secondsource.weighing.traits_events import cast

PAIRS: tuple[Layer, ...] = ("persons_first", "persons", "events")
LAYERS: tuple[Layer, ...] = (*PAIRS, "refuted")
PENALTY = {"persons_first": 1.0, "persons": 1.0, "events": 2.0, "refuted": 3.0}
LOOK_ALIKE = {"persons_first": 4.0, "persons": 4.0, "events": 3.0}
"""What a pair counts for that the annotations keep apart expressly."""
READ = {"persons_first": 0.5, "persons": 0.5, "events": 1.5, "refuted": 0.7}
"""What a pair, or a denial, of the program's own reading counts for."""
SHIFT = {"persons_first": -1.0, "persons": -1.2, "events": -0.8, "refuted": 0.0}
"""How far the score from which a pair is one lies from even odds: chosen where F1 of groups is best."""
STRANGERS = "recipient strangers"
STRANGERS_MOST = -2.5
"""What others of full name weigh at most, whatever else is alike: this weight is set by hand."""


class Example(NamedTuple):
    """One pair: its traits, whether it is one, and what it counts for."""

    traits: dict[str, float]
    one: bool
    weight: float


class Marked(NamedTuple):
    """Annotations, and one reading of each of their reports with what was matched."""

    gold: Gold
    readings: tuple[Reading, ...]
    matched: dict[str, Matched]
    own: bool

    def groups(self, layer: Layer) -> dict[str, int]:
        """Each annotated person or event (``report:name``) to the number of its group."""
        found: dict[str, int] = {}
        for bundle in self.gold.bundles or ():
            members = [group.members for group in bundle.same_person or ()] if layer != "events" else []
            if layer == "events":
                members = [[f"{m.report}:{m.trigger}" for m in group.members] for group in bundle.same_event or ()]
            for names in members:
                number = len(set(found.values()))
                found |= dict.fromkeys(names, number)
        return found

    def apart(self) -> set[frozenset[str]]:
        """Pairs that look alike and are not one."""
        pairs = (pair for bundle in self.gold.bundles or () for pair in bundle.not_same or () if isinstance(pair, list))
        return {frozenset(pair) for pair in pairs if len(pair) == 2}

    def name(self, layer: Layer, report: str, key: str) -> str | None:
        """The annotated name of a person or event that was read."""
        found = self.matched[report].events if layer == "events" else self.matched[report].people
        return f"{report}:{found[key]}" if key in found else None


def marked(gold: Path, text: Path) -> Iterator[Marked]:
    """A folder of annotations, read by the annotators and by the program."""
    held = load(gold, text)
    reports = [from_file(text / each.report) for each in held.reports]
    for own, readings in ((False, tuple(goldreadings.load(gold, text))), (True, tuple(read_all(reports)))):
        by_id = {reading.report.id: reading for reading in readings}
        matched = {each.report: score_report(each, by_id.get(each.report), Tally()) for each in held.reports}
        yield Marked(held, readings, matched, own)


def weighed_parts(readings: Sequence[Reading]) -> list[tuple[Sequence[Told], Web]]:
    """The reports that are weighed together, with what joins them."""
    found: list[tuple[Sequence[Told], Web]] = []
    weighed = together.weighed

    def watched(told: Sequence[Told], web: Web) -> together.Part:
        found.append((told, web))
        return weighed(told, web)

    together.weighed = watched
    try:
        Growing().add(readings)
    finally:
        together.weighed = weighed
    return found


def examples(held: Marked) -> Iterator[tuple[Layer, Example]]:
    """Every pair of two reports of one story, in each layer."""
    groups = {layer: held.groups(layer) for layer in PAIRS}
    apart = held.apart()
    for layer, traits, names in (pair for told, web in weighed_parts(held.readings) for pair in paired(told, web)):
        one, other = (held.name(layer, *name) for name in names)
        if held.own and not (one and other):
            continue
        number = groups[layer].get(one or "")
        same = number is not None and number == groups[layer].get(other or "")
        weight = LOOK_ALIKE[layer] if frozenset((one, other)) in apart else 1.0
        yield layer, Example(traits, same, weight * (READ[layer] if held.own else 1.0))


def denials(held: Marked) -> Iterator[tuple[Layer, Example]]:
    """Every event that somebody denies and the annotations have contested or refuted."""
    cases: dict[tuple[Member, ...], Case] = {}
    weighed = together.weigh_case

    def watched(case: Case) -> WeighedEvent:
        event = weighed(case)
        cases[event.members] = case
        return event

    together.weigh_case = watched
    try:
        grown = Growing()
        grown.add(held.readings)
        groups = [(event, events_of(event, held.matched)) for event in grown.weighing().events]
    finally:
        together.weigh_case = weighed
    for event in (event for bundle in held.gold.bundles or () for event in bundle.same_event or ()):
        members = {(member.report, member.trigger) for member in event.members}
        group, own = max(groups, key=lambda one: len(one[1] & members))
        case = cases[group.members]
        if event.grade in ("contested", "refuted") and own & members and case.refuting:
            weight = READ["refuted"] if held.own else 1.0
            yield "refuted", Example(refuted.traits(case), event.grade == "refuted", weight)


Name = tuple[str, str]


def paired(told: Sequence[Told], web: Web) -> Iterator[tuple[Layer, dict[str, float], tuple[Name, Name]]]:
    """The traits of the pairs in a part, with the report and the id of either side."""
    story = stories.tell_apart(told, web)
    by_id = {one.id: one for one in told}
    shared = events.shared(told, events.same(told, web, story, people.same(told, web, story)))
    who = cast(told, people.same(told, web, story, shared))
    deeds = {persona.key: people.deeds_of(one, persona.key) for one in told for persona in one.personas}
    for first, second in web.likeness:
        if story[first] != story[second]:
            continue
        pair = people.Pair(by_id[first], by_id[second], True, web.like(first, second))
        for one, other, traits in people.pairs(pair, shared, deeds):
            if traits is not None:
                names = (first, one.person.id), (second, other.person.id)
                yield "persons", traits, names
                yield "persons_first", traits | {"shared": 0.0}, names
        for a, b, traits in events.pairs(pair.a, pair.b, web, True, who):
            yield "events", traits, ((first, a.event.id), (second, b.event.id))


def fit(layer: Layer, data: Sequence[Example]) -> Likeness:
    """The weights that make what the annotations say likeliest."""
    names = sorted({name for each in data for name in each.traits})
    rows = np.array([[*(each.traits.get(name, 0.0) for name in names), 1.0] for each in data])
    wanted = np.array([float(each.one) for each in data])
    counts = np.array([each.weight for each in data])
    ridge = np.full(len(names) + 1, PENALTY[layer])
    ridge[-1] = 1e-6
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        odds = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (odds - wanted)) + ridge * weights
        curve = (rows.T * (counts * odds * (1 - odds))) @ rows + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    found = {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=False)}
    if STRANGERS in found:
        found[STRANGERS] = min(found[STRANGERS], STRANGERS_MOST)
    enough = round(float(-weights[-1]) + SHIFT[layer], 2)
    return Likeness(enough, {name: weight for name, weight in found.items() if abs(weight) >= 0.05})


def main() -> None:
    """Reads the folders, fits each model twice, and writes what was learned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    wanted = parser.parse_args()
    if len(wanted.folders) % 2:
        parser.error("give GOLD and TEXT in pairs")
    held = [one for at in range(0, len(wanted.folders), 2) for one in marked(*wanted.folders[at : at + 2])]
    for _ in range(2):
        data = [example for one in held for example in (*examples(one), *denials(one))]
        fitted = {layer: fit(layer, [example for name, example in data if name == layer]) for layer in LAYERS}
        write(wanted.out, fitted)
        loader.load.cache_clear()
        likeness.likeness.cache_clear()
        sys.stdout.write(f"{len(data)} examples\n")


def write(out: Path, fitted: dict[Layer, Likeness]) -> None:
    """Writes the file, with the comment that stands at its head."""
    head = [line for line in out.read_text("utf-8").splitlines() if line.startswith("#")]
    body = []
    for layer in LAYERS:
        held = msgspec.to_builtins(fitted[layer])
        body += [f"{layer}:", f"  enough: {held['enough']}", "  weights:"]
        body += [f"    {name}: {weight}" for name, weight in sorted(held["weights"].items())]
    out.write_text("\n".join([*head, *body]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
