"""A logistic regression over cells of a sparse matrix, as the learned weights of the lexicon are fitted."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Cell = tuple[int, int, float]
"""Row, column and size of a trait."""


def fitted(
    cells: Sequence[Cell], right: Sequence[bool], count: int, penalty: float, pace: tuple[float, int]
) -> npt.NDArray[np.float64]:
    """The weights of ``count`` columns and, last, of what every row starts with, that make ``right`` likeliest.

    Fitted with Adam (Kingma and Ba, 2015) under an L2 penalty; ``pace`` is the rate and the number of steps.
    """
    rows, columns, sizes = (np.array(side) for side in zip(*cells, strict=True))
    wanted = np.array(right, float)
    weights = np.zeros(count + 1)
    mean, spread = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, pace[1] + 1):
        scores = np.bincount(rows, weights[columns] * sizes, len(wanted)) + weights[-1]
        off = 1 / (1 + np.exp(-scores)) - wanted
        slope = np.append(np.bincount(columns, off[rows] * sizes, count) + penalty * weights[:-1], off.sum())
        mean = 0.9 * mean + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        weights -= pace[0] * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return weights
