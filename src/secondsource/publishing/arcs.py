"""Who rests on whom, as a picture: the reports concerned in a column, an arc from each to what it rests on."""

from collections.abc import Sequence

import msgspec

from secondsource.publishing.casefile_parts import ReportPart
from secondsource.publishing.timeline import fitted

ROW = 26
MOST_DRAWN = 40
_DEEPEST = 110.0


class Arc(msgspec.Struct, frozen=True):
    """A curve (an SVG path) from a report to its base, both by number."""

    report: int
    base: int
    path: str


class Arcs(msgspec.Struct, frozen=True):
    """The picture in pixels: rows of (y, number, label) right of ``x``, and the arcs left of it."""

    height: int
    x: float
    rows: tuple[tuple[int, int, str], ...]
    arcs: tuple[Arc, ...]


def draw(reports: Sequence[ReportPart]) -> Arcs | None:
    """The reports that rest on another or are rested on; None where there is none, or too many to read in a picture."""
    edges = [(report.number, base) for report in reports for base, _ in report.rests_on if base != report.number]
    concerned = {number for edge in edges for number in edge}
    if not edges or len(concerned) > MOST_DRAWN:
        return None
    shown = [report for report in reports if report.number in concerned]
    ys = {report.number: 20 + row * ROW for row, report in enumerate(shown)}
    reach = max(abs(ys[a] - ys[b]) for a, b in edges)
    x = min(_DEEPEST, reach * 0.55) + 24
    arcs = []
    for a, b in dict.fromkeys(edges):
        depth = min(_DEEPEST, abs(ys[a] - ys[b]) * 0.55) * 4 / 3
        arcs.append(
            Arc(a, b, f"M{x - 8:g} {ys[a]}C{x - 8 - depth:g} {ys[a]} {x - 8 - depth:g} {ys[b]} {x - 8:g} {ys[b]}")
        )
    rows = tuple((ys[r.number], r.number, fitted(f"{r.outlet}, {r.published}: {r.title}", 78)) for r in shown)
    return Arcs(20 + len(shown) * ROW, x, rows, tuple(arcs))
