"""What speaks for a place, time, voucher or role of an event, and for a body as that of a post: weights learned."""

from functools import cache
from itertools import chain, repeat
from math import exp, fsum
from typing import Literal

import msgspec

from secondsource.lexicon.loader import load

Layer = Literal["places", "times", "bodies", "vouchers", "actors", "recipients"]


class Chooser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A conditional logit (McFadden 1974) over what could be chosen, none of it being one choice more.

    ``weights`` by feature; ``under`` by a feature of ``none`` what it adds to the weight of others, since a place in
    the clause says more of what was done than of what is planned. ``least`` is the probability that the best
    candidate needs to be chosen.
    """

    least: float
    weights: dict[str, float]
    under: dict[str, dict[str, float]] = {}

    def choose(self, candidates: dict[str, frozenset[str]], none: frozenset[str]) -> str | None:
        """The likeliest candidate; None where it is not likely enough. Ties go to the first."""
        if not candidates:
            return None
        tables = [self.weights, *(self.under[name] for name in sorted(none) if name in self.under)]
        scores = {name: _score(features, tables) for name, features in candidates.items()}
        best = max(scores, key=lambda name: scores[name])
        whole = sum(exp(score - scores[best]) for score in (*scores.values(), _score(none, tables[:1])))
        return best if whole * self.least <= 1 else None

    def prefer(self, given: str, candidates: dict[str, frozenset[str]]) -> str:
        """What rules chose, or another candidate that is likelier by ``least``."""
        scores = {name: _score(features, [self.weights]) for name, features in candidates.items()}
        best = max(scores, key=lambda name: scores[name])
        odds = {name: exp(score - scores[best]) for name, score in scores.items()}
        return best if 1 - odds.get(given, 0.0) > self.least * fsum(odds.values()) else given


def _score(features: frozenset[str], tables: list[dict[str, float]]) -> float:
    """The sum of the weights of the features; an unknown one weighs nothing."""
    return fsum(chain.from_iterable(map(table.get, features, repeat(0.0)) for table in tables))


class Choosers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``choosers.yaml``: see the comments there."""

    places: Chooser
    times: Chooser
    bodies: Chooser
    vouchers: Chooser
    actors: Chooser
    recipients: Chooser


@cache
def chooser(layer: Layer) -> Chooser:
    """The chooser of a layer. Raises LexiconError where the file does not hold what it must."""
    held: Choosers = load("choosers.yaml", Choosers)
    found: Chooser = getattr(held, layer)
    return found
