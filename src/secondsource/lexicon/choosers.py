"""What speaks for and against a place or a time as that of an event: weights learned from annotated reports."""

from functools import cache
from math import exp
from typing import Literal

import msgspec

from secondsource.lexicon.loader import load

Layer = Literal["places", "times"]


class Chooser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conditional logit (McFadden 1974) over what could be chosen, none of it being one choice more.

    ``weights`` by feature; ``least`` is the probability that the best candidate needs to be chosen.
    """

    least: float
    weights: dict[str, float]

    def score(self, features: frozenset[str]) -> float:
        """The sum of the weights of the features; an unknown one weighs nothing."""
        return sum(self.weights.get(name, 0.0) for name in sorted(features))

    def choose(self, candidates: dict[str, frozenset[str]], none: frozenset[str]) -> str | None:
        """The likeliest candidate; None where it is not likely enough. Ties go to the first."""
        if not candidates:
            return None
        scores = {name: self.score(features) for name, features in candidates.items()}
        best = max(scores, key=lambda name: scores[name])
        whole = sum(exp(score - scores[best]) for score in (*scores.values(), self.score(none)))
        return best if whole * self.least <= 1 else None


class Choosers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``choosers.yaml``: see the comments there."""

    places: Chooser
    times: Chooser


@cache
def chooser(layer: Layer) -> Chooser:
    """The chooser of a layer. Raises LexiconError where the file does not hold what it must."""
    held: Choosers = load("choosers.yaml", Choosers)
    return held.places if layer == "places" else held.times
