"""The whole scoring: reports, then what they tell together, as figures."""

from collections.abc import Iterable

import msgspec

from secondsource.evaluation.gold import Gold
from secondsource.evaluation.reports import score_report
from secondsource.evaluation.tally import LAYERS, Tally
from secondsource.evaluation.weighings import score_weighing
from secondsource.model import Reading, Weighing


class Row(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean in per cent to one decimal, and the number of gold entries."""

    p: float
    r: float
    f1: float
    gold: int

    @classmethod
    def of(cls, right: int, predicted: int, gold: int) -> "Row":
        """The figures of a count; nothing predicted, or nothing to find, is nought and not perfection."""
        p, r = 100 * right / (predicted or 1), 100 * right / (gold or 1)
        return cls(round(p, 1), round(r, 1), round(2 * p * r / ((p + r) or 1), 1), gold)


class Scores(msgspec.Struct, frozen=True):
    """``figures`` by layer, in the order of ``tally.LAYERS``: a Row, or a count. ``unread``: gold reports not read."""

    figures: dict[str, Row | int]
    unread: tuple[str, ...] = ()

    def plain(self) -> dict[str, dict[str, float | int]]:
        """The figures as plain values: ``{"p", "r", "f1", "gold"}`` or ``{"count"}`` a layer."""
        return {
            layer: {"count": row} if isinstance(row, int) else msgspec.structs.asdict(row)
            for layer, row in self.figures.items()
        }


def evaluate(gold: Gold, readings: Iterable[Reading], weighing: Weighing | None = None) -> Scores:
    """Score ``readings``, and their ``weighing`` where both it and bundles are given, against ``gold``.

    A gold report without a reading counts as one in which nothing was found; a reading without gold counts for nothing.
    """
    by_report = {reading.report.id: reading for reading in readings}
    tally = Tally()
    matched = {entry.report: score_report(entry, by_report.get(entry.report), tally) for entry in gold.reports}
    if weighing is not None and gold.bundles is not None:
        score_weighing(gold.bundles, weighing, matched, tally)
    figures = {layer: Row.of(*count) for layer, count in tally.rows.items()} | tally.counts
    return Scores(
        {layer: figures[layer] for layer in LAYERS if layer in figures},
        tuple(entry.report for entry in gold.reports if entry.report not in by_report),
    )
