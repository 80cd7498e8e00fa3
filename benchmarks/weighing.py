"""How the cost of weighing grows, and how often it grades right, in a made-up world of known truth (``world.py``).

    python benchmarks/weighing.py [--sizes 10000 100000]

Prints one line of JSON for each size: seconds by the clock and of one processor, the most memory, the grades right in
per cent, and events that are graded as proven and are not; then the exponent by which processor time grows between the
sizes, which other work on the machine disturbs less than the clock.
"""

import argparse
import json
import math
import resource
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from world import World

from secondsource.weighing.pipeline import weigh

STRONG = ("corroborated", "acknowledged")


def run(size: int, seed: int) -> dict[str, float]:
    """Weigh a world of so many reports."""
    world = World(seed)
    readings = list(world.readings(size))
    start, busy = time.perf_counter(), time.process_time()
    weighing = weigh(readings)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    group_of = {member.report: event for event in weighing.events for member in event.members}
    right = over = 0
    for truth in world.truths:
        graded = Counter(group_of[report].id for report in truth.reports).most_common(1)[0][0]
        grade = next(group_of[report].grade for report in truth.reports if group_of[report].id == graded)
        right += grade == truth.grade
        over += grade in STRONG and truth.grade not in STRONG
    return {
        "reports": len(readings),
        "seconds": round(seconds, 1),
        "cpu_seconds": round(busy, 1),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "events": len(world.truths),
        "grades": round(100 * right / len(world.truths), 1),
        "over_corroborated": over,
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    asked.add_argument("--seed", type=int, default=0)
    wanted = asked.parse_args()
    rows = []
    for size in wanted.sizes:
        rows.append(run(size, wanted.seed))
        print(json.dumps(rows[-1]), flush=True)
    for one, other in pairwise(rows):
        grown = math.log(other["cpu_seconds"] / one["cpu_seconds"]) / math.log(other["reports"] / one["reports"])
        print(json.dumps({"from": one["reports"], "to": other["reports"], "exponent": round(grown, 3)}))


if __name__ == "__main__":
    main()
