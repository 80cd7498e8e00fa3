"""Readings become a Weighing."""

from collections.abc import Iterable

from secondsource.model import Reading, Weighing
from secondsource.weighing.growing import Growing


def weigh(readings: Iterable[Reading]) -> Weighing:
    """What many readings yield together; the same whatever their order."""
    archive = Growing()
    archive.add(readings)
    return archive.weighing()
