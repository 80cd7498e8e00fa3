"""What makes it likely that words are attributed: numbers learned from reports, in ``attributing.npz``.

Fitted by `tools/attributing.py`.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from math import exp

import numpy as np
import numpy.typing as npt

from secondsource.errors import LexiconError
from secondsource.lexicon.wording import Floats, meanings


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

    def score(self, traits: Iterable[str], words: Sequence[str]) -> float:
        """How much speaks for something: above 0, more for it than against it."""
        known = self.of_traits
        whole = self.always + sum(known[trait] for trait in dict.fromkeys(traits) if trait in known)
        return whole + sum(self._of_word(word, place) for place, word in enumerate(words))

    def chance(self, traits: Iterable[str], words: Sequence[str]) -> float:
        """How likely it is, from 0 to 1."""
        return 1 / (1 + exp(-self.score(traits, words)))

    def _of_word(self, word: str, place: int) -> float:
        known = self._meant[place].get(word)
        if known is None:
            known = float(meanings().mean([[word]])[0] @ self.of_meanings[place])
            self._meant[place][word] = known
        return known


@cache
def attributing() -> Weights:
    """``attributing.npz``. Raises LexiconError where the file does not hold what it must."""
    try:
        place = resources.files(__package__) / "attributing.npz"
        with place.open("rb") as file, np.load(file, allow_pickle=False) as held:
            traits = held["traits"].tobytes().decode("utf-8").split("\0")
            of_traits: npt.NDArray[np.float32] = held["of_traits"].astype(np.float32) * held["scale"]
            always, least = held["start"].tolist()
            return Weights(traits, of_traits, held["of_meanings"].astype(np.float32), always, least)
    except (OSError, KeyError, ValueError) as fault:
        raise LexiconError("lexicon/attributing.npz", str(fault), "Install the program anew.") from fault
