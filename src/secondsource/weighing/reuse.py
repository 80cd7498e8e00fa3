"""Who rests on whom, and which reports are of one story: shared words, wording, quotations and outlets cited by name.

Wording is compared by containment of 5-word sequences after boilerplate, not by Jaccard: a rewritten report keeps a
third of its base's sequences at most, and a long one dilutes any symmetric measure.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from secondsource.lexicon import background
from secondsource.model import LIVE
from secondsource.weighing import names
from secondsource.weighing.told import Told

Pair = tuple[str, str]

_GRAM = 5
_LEAST_LIKENESS = 0.04
_NAME_WEIGHT = 2.0
_POSTING_LEAST, _POSTING_SHARE = 12, 6
"""A word in more reports than this (and more than one report in so many) joins no pair of reports."""
_WORD = re.compile(r"[^\W_]+")


class Web(msgspec.Struct, frozen=True):
    """What joins reports. ``likeness`` 0 to 1, by ordered pair of ids; ``wording``: the share of the first's word
    sequences that the second holds; ``cites``: the first names the second's outlet, which is not its own.
    ``bases``: the first rests on the second; empty until that is known."""

    rarity: dict[str, float]
    likeness: dict[Pair, float]
    wording: dict[Pair, float]
    cites: frozenset[Pair]
    outlets: dict[str, re.Pattern[str]]
    bases: frozenset[Pair] = frozenset()

    def like(self, a: str, b: str) -> float:
        return self.likeness.get((a, b) if a < b else (b, a), 0.0)

    def shared(self, a: str, b: str) -> float:
        """The greater share of wording, either way."""
        return max(self.wording.get((a, b), 0.0), self.wording.get((b, a), 0.0))


def weave(told: Sequence[Told]) -> Web:
    """The web of reports, which are in order of their ids."""
    bags = [_bag(one) for one in told]
    count = Counter(word for bag in bags for word in bag)
    known, total = background.counts(), len(told) + background.reports() + 1
    rarity = {word: math.log(total / (n + known.get(word, 0) + 0.5)) for word, n in count.items()}
    outlets = {one.outlet: _outlet_pattern(one) for one in told if one.reading.report.outlet}
    return Web(
        rarity=rarity,
        likeness=_likeness(told, bags, count, rarity),
        wording=_wording(told),
        cites=frozenset(_citations(told, outlets)),
        outlets=outlets,
    )


def _bag(one: Told) -> dict[str, float]:
    bag = {word: 1 + math.log(n) for word, n in one.words.items()}
    for persona in one.personas:
        for key in names.keys(persona.name) if persona.name else ():
            bag[f"name {key}"] = _NAME_WEIGHT
    return bag


def _likeness(
    told: Sequence[Told], bags: list[dict[str, float]], count: Counter[str], rarity: dict[str, float]
) -> dict[Pair, float]:
    most = max(_POSTING_LEAST, len(told) // _POSTING_SHARE)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, bag in enumerate(bags):
        weights = {word: n * rarity[word] for word, n in bag.items()}
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        for word, weight in weights.items():
            if 1 < count[word] <= most:
                postings[word].append((i, weight / norm))
    found: dict[tuple[int, int], float] = defaultdict(float)
    for word in sorted(postings):
        for (i, a), (j, b) in combinations(postings[word], 2):
            found[i, j] += a * b
    return {(told[i].id, told[j].id): value for (i, j), value in sorted(found.items()) if value >= _LEAST_LIKENESS}


def _grams(one: Told) -> set[int]:
    text = one.reading.report.text
    grams: set[int] = set()
    for block in one.reading.report.blocks:
        if block.kind in LIVE:
            words = _WORD.findall(text[block.span.start : block.span.end].casefold())
            grams.update(hash(tuple(words[i : i + _GRAM])) for i in range(len(words) - _GRAM + 1))
    return grams


def _wording(told: Sequence[Told]) -> dict[Pair, float]:
    """Shares of wording of at least two sequences. A sequence in very many reports is a formula, not reuse."""
    grams = [_grams(one) for one in told]
    holders: dict[int, list[int]] = defaultdict(list)
    for i, held in enumerate(grams):
        for gram in held:
            holders[gram].append(i)
    most = max(_POSTING_LEAST, len(told) // 20)
    shared = Counter(pair for where in holders.values() if 1 < len(where) <= most for pair in combinations(where, 2))
    wording: dict[Pair, float] = {}
    for (i, j), n in sorted(shared.items()):
        if n > 1:
            wording[told[i].id, told[j].id] = n / len(grams[i])
            wording[told[j].id, told[i].id] = n / len(grams[j])
    return wording


def _outlet_pattern(one: Told) -> re.Pattern[str]:
    """What names an outlet: its name, and its initials where they are three or more."""
    name = one.reading.report.outlet or ""
    core = re.sub(r"\s*\(.*?\)", "", name).removeprefix("The ").strip()
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]\w*", core) if word[0].isupper())
    forms = [r"\W+".join(re.escape(word) for word in re.findall(r"\w+|&", core))]
    if len(initials) >= 3:
        forms.append(initials)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _citations(told: Sequence[Told], outlets: dict[str, re.Pattern[str]]) -> Iterator[Pair]:
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for one in told:
        by_outlet[one.outlet].append(one.id)
    for one in told:
        for outlet in cited(one.reading.report.text, outlets):
            if outlet != one.outlet:
                yield from ((one.id, base) for base in by_outlet[outlet])


def cited(text: str, outlets: dict[str, re.Pattern[str]]) -> tuple[str, ...]:
    """The outlets that a text names."""
    return tuple(outlet for outlet, pattern in outlets.items() if pattern.search(text))


def earlier(base: Told, later: Told) -> bool | None:
    """Whether ``base`` came out before ``later``; None where that is not known."""
    if not base.published or not later.published:
        return None
    if base.published[1] < later.published[0]:
        return True
    return False if base.published[0] > later.published[1] else None
