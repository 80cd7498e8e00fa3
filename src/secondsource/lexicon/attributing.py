"""What makes it likely that words are attributed: numbers learned from reports, in ``attributing.npz``.

Fitted by `tools/attributing.py`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from math import exp

import numpy as np

from secondsource.lexicon.wording import Floats, arrays, meanings, names


class Weights:
    """A logistic regression over traits and over the meanings of three words: the cue, its source, the uppermost word
    of what is told. ``always``: what speaks for everything; ``least``: how likely something has to be."""

    def __init__(
        self, traits: Sequence[str], of_traits: Floats, of_meanings: Floats, always: float, least: float
    ) -> None:
        self.of_traits: dict[str, float] = dict(zip(traits, of_traits.tolist(), strict=True))
        self.of_meanings = of_meanings.reshape(3, -1)
        self.always, self.least = always, least
        self._meant: tuple[dict[str, float], ...] = ({}, {}, {})

    def chance(self, traits: Iterable[str], words: Sequence[str]) -> float:
        """How likely it is, from 0 to 1."""
        known = self.of_traits
        score = self.always + sum(known[trait] for trait in dict.fromkeys(traits) if trait in known)
        score += sum(self._of_word(word, place) for place, word in enumerate(words))
        return 1 / (1 + exp(-score))

    def _of_word(self, word: str, place: int) -> float:
        known = self._meant[place].get(word)
        if known is None:
            known = float(meanings().mean([[word]])[0] @ self.of_meanings[place])
            self._meant[place][word] = known
        return known


@cache
def attributing() -> Weights:
    """``attributing.npz``. Raises LexiconError where the file does not hold what it must."""
    held = arrays("attributing.npz", ("traits", "of_traits", "scale", "of_meanings", "start"))
    of_traits: Floats = held["of_traits"].astype(np.float32) * held["scale"]
    always, least = held["start"].tolist()
    return Weights(names(held["traits"]), of_traits, held["of_meanings"].astype(np.float32), always, least)
