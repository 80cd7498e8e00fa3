"""What speaks for two persons, or two tellings, being one, and for a denial being a finding: weights learned."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon.loader import load

Layer = Literal["persons_first", "persons", "events", "refuted"]


class Likeness(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model of pairs, or of denials. ``weights`` by trait; ``enough``: the score from which a pair is one,
    or a denial shows that it did not happen."""

    enough: float
    weights: dict[str, float]

    def score(self, traits: Mapping[str, float]) -> float:
        """The sum of the traits, each by its weight; an unknown one weighs nothing."""
        return sum(self.weights.get(name, 0.0) * value for name, value in traits.items())


class Likenesses(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``likeness.yaml``: see the comments there."""

    persons_first: Likeness
    persons: Likeness
    events: Likeness
    refuted: Likeness


@cache
def likeness(layer: Layer) -> Likeness:
    """The model of a layer. Raises LexiconError where the file does not hold what it must."""
    held: Likenesses = load("likeness.yaml", Likenesses)
    found: Likeness = getattr(held, layer)
    return found
