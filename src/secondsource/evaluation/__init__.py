"""Readings and a weighing, scored against gold annotations: every figure a percentage, micro-averaged over reports."""

from secondsource.evaluation.gold import BUNDLES, Gold, load
from secondsource.evaluation.scores import Row, Scores, evaluate
from secondsource.evaluation.table import table

__all__ = ["BUNDLES", "Gold", "Row", "Scores", "evaluate", "load", "table"]
