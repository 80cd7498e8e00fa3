"""Who rests on whom, and which reports are of one story: shared words, wording, quotations and outlets cited by name.

Wording is compared by containment of 5-word sequences after boilerplate, not by Jaccard: a rewritten report keeps a
third of its base's sequences at most, and a long one dilutes any symmetric measure.
"""

import math
import re
from collections.abc import Mapping

import msgspec

from secondsource.weighing import names
from secondsource.weighing.rarity import MOST, rarity
from secondsource.weighing.told import Told

Pair = tuple[str, str]

_NAME_WEIGHT = 2.0


class Web(msgspec.Struct, frozen=True):
    """What joins a few reports. ``likeness`` 0 to 1, by ordered pair of ids; ``wording``: the share of the first's word
    sequences that the second holds; ``cites``: the first names the second's outlet, which is not its own.
    ``outlets``: what names each outlet that is known; ``state``: those of them that a state runs.
    ``bases``: the first rests on the second; empty until that is known."""

    likeness: dict[Pair, float]
    wording: dict[Pair, float]
    cites: frozenset[Pair]
    outlets: Mapping[str, re.Pattern[str]]
    state: frozenset[str] = frozenset()
    bases: frozenset[Pair] = frozenset()

    def like(self, a: str, b: str) -> float:
        return self.likeness.get((a, b) if a < b else (b, a), 0.0)

    def shared(self, a: str, b: str) -> float:
        """The greater share of wording, either way."""
        return max(self.wording.get((a, b), 0.0), self.wording.get((b, a), 0.0))


def bag(one: Told) -> dict[str, float]:
    """The words of a report, and the names of its persons, weighed by how much each says; their squares sum to 1."""
    weights = {word: (1 + math.log(n)) * rarity(word) for word, n in one.words.items()}
    for persona in one.personas:
        for key in names.keys(persona.name) if persona.name else ():
            weights[f"name {key}"] = _NAME_WEIGHT * MOST
    norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def likeness(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How like two bags of words are: the cosine, 0 to 1."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def wording(a: Told, b: Told) -> tuple[float, float]:
    """The share of the first's sequences of words that the second holds, and the other way; one alone is chance."""
    both = len(a.grams & b.grams)
    return (both / len(a.grams), both / len(b.grams)) if both > 1 else (0.0, 0.0)


def outlet_pattern(name: str) -> re.Pattern[str]:
    """What names an outlet: its name, and its initials where they are three or more."""
    forms = (r"\W+".join(re.escape(word) for word in re.findall(r"\w+|&", form)) for form in outlet_forms(name))
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def outlet_forms(name: str) -> tuple[str, ...]:
    """The name of an outlet without article and brackets, and its initials where they are three or more."""
    core = re.sub(r"\s*\(.*?\)", "", name).removeprefix("The ").strip() or name
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]\w*", core) if word[0].isupper())
    return (core, initials) if len(initials) >= 3 else (core,)


def cited(text: str, outlets: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """The outlets that a text names."""
    return tuple(outlet for outlet, pattern in outlets.items() if pattern.search(text))


def earlier(base: Told, later: Told) -> bool | None:
    """Whether ``base`` came out before ``later``; None where that is not known."""
    if not base.published or not later.published:
        return None
    if base.published[1] < later.published[0]:
        return True
    return False if base.published[0] > later.published[1] else None
