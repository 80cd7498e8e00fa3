"""Which reports are weighed together: those that chains of likely pairs join, the least likely pairs cut first.

Joined by every pair that may have to do with each other, most of a large archive hangs together by a place here and a
phrase there, and would have to be weighed as one. So a part is the largest single-link cluster (Sneath 1957, "The
application of computers to taxonomy") that holds no more than ``MOST`` reports. The clusters of all levels lie within
each other, so that the parts depend on the pairs alone, and that of one report is found from the pairs around it. A
pair that is joined for sure, since one rests on the other, is never cut.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from heapq import heappop, heappush
from typing import TypeVar

SURE = math.inf
"""The level of a pair that is never cut."""
MOST = 60

Report = TypeVar("Report", int, str)


def around(start: Report, joined: Callable[[Report], Mapping[Report, float]]) -> frozenset[Report]:
    """The part that a report is of. ``joined``: the reports that a report may have to do with, and how likely."""
    reached, order = {start}, [start]
    edges: list[tuple[float, Report]] = []
    level, whole = SURE, 1
    _open(start, joined, reached, edges)
    while edges:
        likely, other = heappop(edges)
        if other in reached:
            continue
        if -likely < level:
            level, whole = -likely, len(order)
        reached.add(other)
        order.append(other)
        if len(order) > MOST and level < SURE:
            break
        _open(other, joined, reached, edges)
    else:
        whole = len(order)
    return frozenset(order[:whole])


def around_all(
    reports: Iterable[Report],
    joined: Callable[[Report], Mapping[Report, float]],
    held: Callable[[Report], Iterable[Report]],
) -> list[frozenset[Report]]:
    """All parts that change when the pairs of some reports do: theirs, and those of the reports that were weighed with
    these before (``held``). A part that changes holds, now or before, a report of which a pair was changed."""
    left, done, found = set(reports), set[Report](), list[frozenset[Report]]()
    while left:
        part = around(left.pop(), joined)
        found.append(part)
        done |= part
        left -= part
        left.update(other for report in part for other in held(report) if other not in done)
    return found


def _open(
    report: Report,
    joined: Callable[[Report], Mapping[Report, float]],
    reached: set[Report],
    edges: list[tuple[float, Report]],
) -> None:
    for other, likely in joined(report).items():
        if other not in reached:
            heappush(edges, (-likely, other))
