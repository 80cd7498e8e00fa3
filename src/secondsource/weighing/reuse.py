"""Who rests on whom, and which reports are of one story: shared words, wording, quotations and outlets cited by name.

Wording is compared by containment of 5-word sequences after boilerplate, not by Jaccard: a rewritten report keeps a
third of its base's sequences at most, and a long one dilutes any symmetric measure.
"""

import math
import re
from collections.abc import Mapping
from functools import cache

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.standing import standing
from secondsource.weighing import names
from secondsource.weighing.rarity import MOST, rarity
from secondsource.weighing.told import Told

Pair = tuple[str, str]

_NAME_WEIGHT = 2.0
_LITTLE = frozenset({"the", "of", "for", "and"})
_SHORT_LEAST = 3
"""Letters that a short name of an outlet must have more than."""


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
    """What names an outlet: its name, its initials where they are three or more, and its short name behind a word for
    such a body: "the website Larch" for Larch News Online."""
    forms, short = ("|".join(map(_spelt, held)) for held in (_whole_forms(name), _short_forms(name)))
    behind = rf"|\b(?i:{_bodies()})\s+[“\"‘']?(?:{short})\b" if short else ""
    return re.compile(rf"\b(?:{forms})\b{behind}")


def _spelt(form: str) -> str:
    return r"\W+".join(re.escape(word) for word in re.findall(r"\w+|&", form))


@cache
def _bodies() -> str:
    return "|".join(map(re.escape, sorted(standing().media | standing().newsrooms)))


def _short_forms(name: str) -> tuple[str, ...]:
    """What is left of an outlet's name without the words that many have, where that is no place."""
    words = re.findall(r"\w+|&", _whole_forms(name)[0])
    few, many = words, standing().media | standing().newsrooms | standing().outside | _LITTLE
    while few and few[0].casefold() in many:
        few = few[1:]
    while few and few[-1].casefold() in many:
        few = few[:-1]
    found = " ".join(few)
    plain = len(found) > _SHORT_LEAST and found[:1].isupper() and len(few) < len(words)
    return (found,) if plain and found.casefold() not in _places() else ()


@cache
def _places() -> frozenset[str]:
    return frozenset(place.name.casefold() for place in countries.places())


def outlet_forms(name: str) -> tuple[str, ...]:
    """What an outlet may be called: its name without article and brackets, its initials, and its short name."""
    return (*_whole_forms(name), *_short_forms(name))


def _whole_forms(name: str) -> tuple[str, ...]:
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
