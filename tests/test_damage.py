"""Over-corroboration stays rare where readings are wrong: the development bench's annotations, damaged on purpose."""

from pathlib import Path

import pytest

from damage import DAMAGES, damaged
from secondsource import evaluation, gold
from secondsource.weighing.pipeline import weigh

DEV = Path(__file__).parent / "corpus" / "dev"
MOST = {"all of it": 3}
"""Events wrongly graded as proven, of some four hundred, in each run; where nothing is said, one."""


@pytest.mark.parametrize("kind", DAMAGES)
def test_damaged_readings_are_hardly_ever_over_corroborated(kind: str) -> None:
    want = evaluation.load(DEV / "gold", DEV / "text")
    readings = damaged(list(gold.load(DEV / "gold", DEV / "text")), DAMAGES[kind], seed=1)
    counts = evaluation.evaluate(want, readings, weigh(readings)).figures["over_corroborated"]
    assert isinstance(counts, int)
    assert counts <= MOST.get(kind, 1)
