"""Lines of information: from each source through its report to the fact, those of one line under one number."""

from collections.abc import Sequence

import msgspec

from secondsource.publishing import timeline

WIDTH = 1000
ROW = 44
TOP = 34
_LINE_X, _SOURCE_X, _SOURCE_END = 8, 92, 400
_REPORT_X, _REPORT_END = 470, 790
_FACT_X = 880
_LONGEST = 44


class Thread(msgspec.Struct, frozen=True):
    """One telling. ``line`` counts from 1; ``source`` in words, as the viewer may know it; ``basis`` and
    ``status`` as the model has them.
    """

    line: int
    report: str
    report_label: str
    source: str
    basis: str | None = None
    status: str = "asserted"


class Box(msgspec.Struct, frozen=True):
    """A source or a report: its label, cut to the room it has, and where it stands (upper left, in pixels)."""

    id: str
    label: str
    whole: str
    x: float
    y: float
    width: float
    note: str = ""


class Stroke(msgspec.Struct, frozen=True):
    """A drawn path of one line; ``status`` is that of the telling it carries."""

    line: int
    path: str
    status: str


class Bracket(msgspec.Struct, frozen=True):
    """What holds the sources of one line together on the left."""

    line: int
    y: float
    end: float


class Lines(msgspec.Struct, frozen=True):
    """The picture, in pixels from the top left; the fact stands at ``fact_x``, ``fact_y``."""

    width: float
    height: float
    sources: tuple[Box, ...]
    reports: tuple[Box, ...]
    strokes: tuple[Stroke, ...]
    brackets: tuple[Bracket, ...]
    fact_x: float
    fact_y: float


def draw(threads: Sequence[Thread]) -> Lines | None:
    """The picture of a fact's tellings; None for none.

    A report stands once, in the middle of the tellings it carries; a source once for each of its tellings.
    """
    if not threads:
        return None
    ordered = sorted(threads, key=lambda thread: (thread.line, thread.report))
    rows = [TOP + number * ROW for number in range(len(ordered))]
    sources = tuple(
        _box(f"{number}", thread.source, _SOURCE_X, y, _SOURCE_END, thread.basis or "")
        for number, (thread, y) in enumerate(zip(ordered, rows, strict=True))
    )
    told: dict[str, list[float]] = {}
    labels = {thread.report: thread.report_label for thread in ordered}
    for thread, y in zip(ordered, rows, strict=True):
        told.setdefault(thread.report, []).append(y)
    at = _spread({report: sum(ys) / len(ys) for report, ys in told.items()})
    reports = tuple(_box(report, labels[report], _REPORT_X, y, _REPORT_END) for report, y in at.items())
    height = max([*rows, *at.values()]) + ROW
    fact_y = (min(at.values()) + max(at.values())) / 2 + 15
    strokes = []
    for thread, y in zip(ordered, rows, strict=True):
        middle = at[thread.report] + 15
        strokes.append(Stroke(thread.line, _curve(_SOURCE_END, y + 15, _REPORT_X, middle), thread.status))
        strokes.append(Stroke(thread.line, _curve(_REPORT_END, middle, _FACT_X, fact_y), thread.status))
    brackets = []
    for line in dict.fromkeys(thread.line for thread in ordered):
        own = [y for thread, y in zip(ordered, rows, strict=True) if thread.line == line]
        brackets.append(Bracket(line, own[0], own[-1] + 30))
    return Lines(WIDTH, height, sources, reports, tuple(dict.fromkeys(strokes)), tuple(brackets), _FACT_X, fact_y)


def _box(id: str, label: str, x: float, y: float, end: float, note: str = "") -> Box:
    return Box(id, timeline.fitted(label, _LONGEST), label, x, y, end - x, note)


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """Places near the wanted ones, in their order, no two closer than a row."""
    found: dict[str, float] = {}
    edge = float(TOP)
    for id, y in sorted(wanted.items(), key=lambda item: (item[1], item[0])):
        found[id] = max(y, edge)
        edge = found[id] + ROW
    return found


def _curve(x0: float, y0: float, x1: float, y1: float) -> str:
    middle = (x0 + x1) / 2
    return f"M{x0:g} {y0:.1f}C{middle:g} {y0:.1f} {middle:g} {y1:.1f} {x1:g} {y1:.1f}"
