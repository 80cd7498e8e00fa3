"""A fact's grade over time, as steps."""

from collections.abc import Sequence
from datetime import date

import msgspec

from secondsource.publishing import dates

ORDER = ("corroborated", "acknowledged", "contested", "refuted", "unclear", "copied", "one_source")
"""From the top of the picture to its bottom."""

WIDTH, ROW, TOP, LEFT, RIGHT = 1000, 30, 20, 150, 980


class Step(msgspec.Struct, frozen=True):
    """From ``day`` (an ISO date) on the grade was ``grade``; ``words`` say why."""

    day: str
    grade: str
    words: str = ""


class Point(msgspec.Struct, frozen=True):
    """A step in the picture, and where the stretch of its grade ends."""

    step: Step
    x: float
    y: float
    end: float
    rise: float
    """Where the step before ended, on the same ``x``."""


class Grades(msgspec.Struct, frozen=True):
    """The picture, in pixels; ``rows`` holds each grade that occurs and its height."""

    width: float
    height: float
    rows: tuple[tuple[str, float], ...]
    points: tuple[Point, ...]


def draw(steps: Sequence[Step]) -> Grades | None:
    """Steps in order of their days; None where there are fewer than two, since nothing changed then."""
    known = sorted(((span[0], step) for step in steps if (span := dates.bounds(step.day))), key=lambda item: item[0])
    if len(known) < 2:
        return None
    used = [grade for grade in ORDER if any(step.grade == grade for _, step in known)]
    heights = {grade: TOP + number * ROW for number, grade in enumerate(used)}
    scale = _spread([day for day, _ in known])
    points = []
    for number, (_, step) in enumerate(known):
        y = heights[step.grade]
        end = scale[number + 1] if number + 1 < len(known) else RIGHT
        rise = heights[known[number - 1][1].grade] if number else y
        points.append(Point(step, scale[number], y, end, rise))
    return Grades(WIDTH, TOP + len(used) * ROW + 14, tuple(heights.items()), tuple(points))


def _spread(days: Sequence[date]) -> list[float]:
    """Days in proportion, yet far enough from each other that each can be pointed at, as far as the room allows."""
    room = RIGHT - LEFT - 60
    least = min(28.0, room / max(len(days) - 1, 1))
    whole = max((days[-1] - days[0]).days, 1)
    found = [float(LEFT)]
    for number in range(1, len(days)):
        wanted = LEFT + room * (days[number] - days[0]).days / whole
        most = LEFT + room - least * (len(days) - 1 - number)
        found.append(round(min(max(wanted, found[-1] + least), max(most, found[-1])), 1))
    return found
