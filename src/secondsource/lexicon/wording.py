"""What words mean and what stands with a word, weighed for each act that it may tell: numbers learned from reports.

``meanings.npz`` holds a vector for each of some thousand words (`tools/meanings.py`), ``wording.npz`` the weights of a
multinomial logistic regression over traits and meanings (`tools/wording.py`).
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from secondsource.errors import LexiconError

Floats = npt.NDArray[np.float32]
NO_ACT = "none"
"""What stands in place of an act for a word that tells none."""


class Meanings:
    """A vector for each word: words that mean alike lie close. Read-only."""

    def __init__(self, words: Sequence[str], vectors: Floats) -> None:
        self.row = {word: number for number, word in enumerate(words)}
        self.vectors = np.vstack([vectors, np.zeros((1, vectors.shape[1]), np.float32)])

    def mean(self, groups: Sequence[Sequence[str]]) -> Floats:
        """For each group of words the mean of their vectors, zeros where none is known. Shape (groups, dimensions)."""
        at = [[self.row[word] for word in group if word in self.row] or [-1] for group in groups]
        starts = np.cumsum([0, *map(len, at[:-1])])
        sums: Floats = np.add.reduceat(self.vectors[[row for rows in at for row in rows]], starts)
        sums /= np.array([[len(rows)] for rows in at], np.float32)
        return sums


class Wording:
    """The weights by act: of each trait, of the meanings in each place near a word, and what every word starts with."""

    def __init__(self, acts: Sequence[str], traits: Sequence[str], weights: tuple[Floats, Floats, Floats]) -> None:
        self.acts = tuple(acts)
        self.row = {trait: number for number, trait in enumerate(traits)}
        of_traits, self.of_meanings, self.start = weights
        self.of_traits = np.vstack([of_traits, np.zeros((1, len(self.acts)), np.float32)])

    def chances(self, traits: Sequence[Sequence[str]], meanings: Floats) -> Floats:
        """How likely each word tells each of ``acts``. ``meanings`` has a row a word; so has what comes back."""
        at = [[self.row[trait] for trait in found if trait in self.row] or [-1] for found in traits]
        starts = np.cumsum([0, *map(len, at[:-1])])
        scores: Floats = np.add.reduceat(self.of_traits[[row for rows in at for row in rows]], starts)
        # Not by BLAS, which wakes all its threads for a matrix of this size.
        scores = scores + np.einsum("ij,jk->ik", meanings, self.of_meanings) + self.start
        chances: Floats = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        return chances


@cache
def meanings() -> Meanings:
    """``meanings.npz``. Raises LexiconError where the file does not hold what it must."""
    held = arrays("meanings.npz", ("words", "vectors", "scale"))
    return Meanings(names(held["words"]), held["vectors"].astype(np.float32) * held["scale"])


@cache
def wording() -> Wording:
    """``wording.npz``. Raises LexiconError where the file does not hold what it must."""
    held = arrays("wording.npz", ("acts", "traits", "of_traits", "scale", "of_meanings", "start"))
    of_traits = held["of_traits"].astype(np.float32) * held["scale"]
    weights = (of_traits, held["of_meanings"].astype(np.float32), held["start"])
    return Wording(names(held["acts"]), names(held["traits"]), weights)


def arrays(name: str, fields: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file of learned numbers. Raises LexiconError where it does not hold them."""
    try:
        with (resources.files(__package__) / name).open("rb") as file, np.load(file, allow_pickle=False) as held:
            return {field: held[field] for field in fields}
    except (OSError, KeyError, ValueError) as fault:
        raise LexiconError(f"lexicon/{name}", str(fault), "Install the program anew.") from fault


def names(held: npt.NDArray[Any]) -> list[str]:
    """The names that an array of such a file holds as bytes."""
    return held.tobytes().decode("utf-8").split("\0")
