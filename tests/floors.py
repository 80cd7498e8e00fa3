"""The floors under the figures of the test corpus: what is measured, what is pinned, and how the pins are raised.

Run (``make floors``) it raises each floor to what is measured now, less a margin; it never lowers one.
"""

import argparse
import hashlib
import math
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import yaml

from secondsource.evaluation import Row, evaluate, load
from secondsource.model import Reading, Weighing

CORPUS = Path(__file__).parent / "corpus" / "dev"
PINS = Path(__file__).parent / "floors.yaml"
MARGIN = 0.5
"""Points of F1 that a floor lies under the figure: another processor may round a parser's weights otherwise."""

HEAD = """\
# Floors under the F1 figures (per cent) of the test corpus, raised by `make floors` and never lowered by it.
# `corpus` is the hash of reports and annotations that the floors hold for. over_corroborated is nought for ever.
"""


class Pins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tests/floors.yaml holds."""

    corpus: str
    over_corroborated: int
    floors: dict[str, float]


class Measured(msgspec.Struct, frozen=True):
    """F1 by layer, and the count of gold events that are graded too high."""

    f1: dict[str, float]
    over_corroborated: int


def pins() -> Pins:
    """The floors as they are pinned."""
    return msgspec.convert(yaml.safe_load(PINS.read_text("utf-8")), Pins)


def corpus_hash() -> str:
    """SHA-256 over names and bytes of the corpus."""
    total = hashlib.sha256()
    for path in sorted([*CORPUS.glob("text/*.txt"), *CORPUS.glob("gold/*.yaml")]):
        total.update(
            f"{path.relative_to(CORPUS).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
        )
    return total.hexdigest()


def measure(readings: Sequence[Reading], weighing: Weighing) -> Measured:
    """The figures of these readings of the corpus."""
    figures = evaluate(load(CORPUS / "gold", CORPUS / "text"), readings, weighing).figures
    over = figures["over_corroborated"]
    assert isinstance(over, int)
    return Measured({layer: row.f1 for layer, row in figures.items() if isinstance(row, Row)}, over)


def raised(old: Pins, now: Measured) -> Pins:
    """``old`` with every floor that the figures now lie above by more than the margin lifted to that."""
    lifted = {layer: max(math.floor(10 * (f1 - MARGIN)) / 10, 0.0) for layer, f1 in now.f1.items()}
    layers = [*lifted, *(layer for layer in old.floors if layer not in lifted)]
    return Pins(old.corpus, 0, {layer: max(old.floors.get(layer, 0.0), lifted.get(layer, 0.0)) for layer in layers})


def write(new: Pins) -> None:
    """Put the pins in place at once."""
    draft = PINS.with_suffix(".draft")
    draft.write_text(HEAD + yaml.safe_dump(msgspec.to_builtins(new), sort_keys=False), "utf-8")
    draft.replace(PINS)


def main() -> None:
    """Read the corpus, and raise the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new-corpus", action="store_true", help="the corpus was changed on purpose: start afresh")
    fresh = parser.parse_args().new_corpus
    from secondsource.reading.pipeline import read_all
    from secondsource.reports.files import from_file
    from secondsource.weighing.pipeline import weigh

    old = Pins(corpus_hash(), 0, {}) if fresh else pins()
    if old.corpus != corpus_hash():
        sys.exit("The corpus is not the one that the floors hold for; restore it, or say --new-corpus.")
    readings = list(read_all(from_file(path) for path in sorted(CORPUS.glob("text/*.txt"))))
    now = measure(readings, weigh(readings))
    if now.over_corroborated:
        sys.exit(f"{now.over_corroborated} events are graded too high; that comes first. No floor was raised.")
    new = raised(old, now)
    write(new)
    for layer, floor in new.floors.items():
        print(f"{layer:16}{now.f1.get(layer, 0):7.1f}   floor {old.floors.get(layer, 0):5.1f} -> {floor:5.1f}")


if __name__ == "__main__":
    main()
