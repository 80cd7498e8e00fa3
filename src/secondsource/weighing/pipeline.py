"""Readings become a Weighing."""

from collections.abc import Sequence

from secondsource.model import Reading, Weighing


def weigh(readings: Sequence[Reading]) -> Weighing:
    return Weighing()
