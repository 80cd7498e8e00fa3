"""What speaks for each status of an event beside the rules that gave it one: weights learned."""

from functools import cache
from math import exp, fsum

import msgspec

from secondsource.lexicon.loader import load
from secondsource.model import Status


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A multinomial logistic regression over the traits that hold: ``weights`` has a row for each trait, with a number
    for each of the ``statuses``, in hundredths; ``always`` is the row of every event.

    A status that a rule gave gives way where another one is likelier by at least ``margin``.
    """

    margin: float
    statuses: tuple[Status, ...]
    always: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]

    def chances(self, traits: frozenset[str]) -> dict[Status, float]:
        """How likely each status is; an unknown trait weighs nothing."""
        rows = map(self.weights.__getitem__, self.weights.keys() & traits)
        scores = list(map(sum, zip(self.always, *rows, strict=True)))
        highest = max(scores)
        odds = [exp((score - highest) / 100) for score in scores]
        whole = fsum(odds)
        return {status: each / whole for status, each in zip(self.statuses, odds, strict=True)}

    def judge(self, given: Status, traits: frozenset[str]) -> Status:
        """The status given, or another that is likelier by the margin."""
        chances = self.chances(traits)
        best = max(chances, key=lambda status: chances[status])
        return best if chances[best] > chances.get(given, 0.0) + self.margin else given


@cache
def judging() -> Judging:
    """``judging.yaml``. Raises LexiconError where the file does not hold what it must."""
    found: Judging = load("judging.yaml", Judging)
    return found
