"""How well documents are told apart by their event, on ECB+ (news reports with the seminal event that each belongs to).

    python benchmarks/ecbplus.py

Nothing in the program is trained or tuned on these. Only the report-level part of weighing is asked (``stories``): the
texts bear no outlet and no date, and every two of them are compared. Prints one line of JSON: precision, recall and F1
by B-cubed (Bagga and Baldwin 1998), in per cent. The data are not part of the repository: they are looked for in the
folder ``shared`` beside the checkout, or where SECONDSOURCE_SHARED points; without them nothing is measured.
"""

import json
import os
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

from secondsource.model import Report
from secondsource.reading.pipeline import read_all
from secondsource.reports import blocks
from secondsource.weighing import reuse, stories
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told, prepare

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("SECONDSOURCE_SHARED") or ROOT.parent / "shared") / "data" / "ecbplus_dev.jsonl"


def clusters(told: list[Told]) -> dict[str, str]:
    """Each report's id to the first of the reports of its story."""
    bags = {one.id: reuse.bag(one) for one in told}
    likeness, wording = {}, {}
    for a, b in combinations(told, 2):
        likeness[a.id, b.id] = reuse.likeness(bags[a.id], bags[b.id])
        wording[a.id, b.id], wording[b.id, a.id] = reuse.wording(a, b)
    return dict(stories.tell_apart(told, Web(likeness, wording, cites=frozenset(), outlets={})))


def b_cubed(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Precision, recall and their harmonic mean, each the mean over the documents, in per cent."""
    both = Counter((gold[one], found[one]) for one in gold)
    ours, theirs = Counter(found[one] for one in gold), Counter(gold.values())
    precision = sum(both[gold[one], found[one]] / ours[found[one]] for one in gold) / len(gold)
    recall = sum(both[gold[one], found[one]] / theirs[gold[one]] for one in gold) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return {name: round(100 * share, 1) for name, share in (("p", precision), ("r", recall), ("f1", f1))}


def main() -> None:
    if not DATA.exists():
        print(json.dumps({"set": DATA.name, "skipped": "the data are not here"}))
        return
    rows = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines() if line]
    reports = [Report(row["doc_id"], row["text"], blocks.split(row["text"])) for row in rows]
    told = sorted(map(prepare, read_all(reports)), key=lambda one: one.id)
    gold = {row["doc_id"]: row["subtopic"] for row in rows}
    found = clusters(told)
    counts = {"documents": len(rows), "events": len(set(gold.values())), "found": len(set(found.values()))}
    print(json.dumps({"set": DATA.name, **counts, "b_cubed": b_cubed(gold, found)}))


if __name__ == "__main__":
    main()
