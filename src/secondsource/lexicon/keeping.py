"""What speaks for and against a post as that of somebody who takes part in what happened: weights learned."""

from functools import cache
from itertools import repeat
from math import exp, fsum

import msgspec

from secondsource.lexicon.loader import load


class Keeping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic regression: ``always`` and the ``weights`` of the features that hold.

    ``least`` is the probability that a post needs. F1 is highest where what is kept is likelier than half of the F1
    reached (Lewis, 1995, "Evaluating and optimizing autonomous text classification systems").
    """

    least: float
    always: float
    weights: dict[str, float]

    def chance(self, features: frozenset[str]) -> float:
        """How likely a post is one that counts; an unknown feature weighs nothing."""
        known = map(self.weights.get, features, repeat(0.0))
        return 1 / (1 + exp(-fsum((self.always, *known))))


@cache
def keeping() -> Keeping:
    """``keeping.yaml``. Raises LexiconError where the file does not hold what it must."""
    found: Keeping = load("keeping.yaml", Keeping)
    return found


@cache
def sifting() -> Keeping:
    """``sifting.yaml``: which of the events that patterns find are told. Raises LexiconError as ``keeping`` does."""
    found: Keeping = load("sifting.yaml", Keeping)
    return found


@cache
def rivals() -> Keeping:
    """``rivals.yaml``: which of the acts found on one word is told. Raises LexiconError as ``keeping`` does."""
    found: Keeping = load("rivals.yaml", Keeping)
    return found
