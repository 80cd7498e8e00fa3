"""The figures of an evaluation as a table."""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from secondsource.evaluation.scores import Scores


def table(scores: Scores, *, ruled: bool) -> Iterator[RenderableType]:
    """A layer a row, in per cent, and the gold reports that were not read. ``ruled`` draws a line under the head."""
    rows = Table(box=box.SIMPLE_HEAD if ruled else None, pad_edge=False)
    for head in ("layer", "P", "R", "F1", "gold"):
        rows.add_column(head, justify="left" if head == "layer" else "right", no_wrap=True)
    for layer, row in scores.figures.items():
        if isinstance(row, int):
            rows.add_row(layer, "", "", "", str(row))
        else:
            rows.add_row(layer, f"{row.p:.1f}", f"{row.r:.1f}", f"{row.f1:.1f}", str(row.gold))
    yield rows
    if scores.unread:
        yield Text(f"no reading of: {' '.join(scores.unread)}")
