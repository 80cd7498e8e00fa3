"""Which reports are of one story, decided on whole reports before any event is compared.

Average-link clustering of pairs scored by likeness of words, names borne by persons of both, and citing, as in the
document-level step of cross-document event coreference (Bugert et al. 2021, "Generalizing Cross-Document Event
Coreference Resolution Across Multiple Corpora").
"""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from secondsource.weighing import names, parts
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told

_LIKE, _FULL, _SINGLE, _CITES, _WORDING, _LATER, _NOTHING = 10.0, 0.5, 0.15, 0.5, 0.3, -0.3, -0.3
_MOST_NAMES = 2
"""What likeness, names of persons of both, citing, wording and years between count for; last, likeness alone."""
_ENOUGH = 1.28
"""The average score of the pairs between two clusters from which they are one story."""
_MAYBE, _REUSE, _COPY = 1.1, 0.1, 0.5
"""The score, and the share of wording, from which two reports may be weighed together; the share that makes a copy."""
_KNIT = 2 / 3
"""Two stories whose average is below this share of the average inside each of them stay two."""
_SHARED_LEAST = 0.01
_YEAR = 366


def tell_apart(told: Sequence[Told], web: Web) -> dict[str, str]:
    """Each report's id to the first of the reports of the same story."""
    by_id = {one.id: one for one in told}
    scores = {pair: score(by_id[pair[0]], by_id[pair[1]], web) for pair in web.likeness}
    return _average_link([one.id for one in told], scores)


def likely(a: Told, b: Told, web: Web) -> float | None:
    """How likely two reports have to do with each other: are of one story, tell of one person, rest on each other. None
    where nothing says so; ``parts.SURE`` where one is a copy."""
    shared = web.shared(a.id, b.id)
    if shared >= _COPY:
        return parts.SURE
    value = score(a, b, web)
    return max(value, _MAYBE) if value >= _MAYBE or shared >= _REUSE else None


def score(a: Told, b: Told, web: Web) -> float:
    """How much says that two reports are of one story."""
    full = single = 0
    for one in a.personas:
        for other in b.personas:
            match = names.compare(one.name, other.name) if one.name and other.name else "different"
            full += match in ("same", "part")
            single += match in ("single", "initial")
    cites = (a.id, b.id) in web.cites or (b.id, a.id) in web.cites
    wording = web.shared(a.id, b.id) >= _SHARED_LEAST
    return (
        _LIKE * web.like(a.id, b.id)
        + _FULL * min(full, _MOST_NAMES)
        + _SINGLE * min(single, _MOST_NAMES)
        + _CITES * cites
        + _LATER * _years_apart(a, b)
        + _WORDING * wording
        + _NOTHING * (not (full or single or cites or wording))
    )


def _years_apart(a: Told, b: Told) -> bool:
    if not a.published or not b.published:
        return False
    return max(a.published[0] - b.published[1], b.published[0] - a.published[1]) > _YEAR


def _average_link(ids: Sequence[str], scores: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """Joins the two clusters with the best average, until none reaches the threshold. Pairs without a score count 0."""
    clusters: dict[str, list[str]] = {one: [one] for one in ids}
    sums: dict[str, dict[str, float]] = {one: {} for one in ids}
    for (a, b), value in scores.items():
        sums[a][b] = sums[b][a] = value
    heap = [(-value, min(pair), max(pair)) for pair, value in scores.items() if value >= _ENOUGH]
    heapify(heap)
    knit: dict[str, float] = {}
    while heap:
        value, kept, gone = heappop(heap)
        if kept not in clusters or gone not in clusters or -value != _average(kept, gone, clusters, sums):
            continue
        if all(-value < _KNIT * knit.get(one, 0.0) for one in (kept, gone)):
            continue
        knit[kept] = _knit(kept, gone, clusters, sums, knit)
        clusters[kept] += clusters.pop(gone)
        for other, total in sums.pop(gone).items():
            del sums[other][gone]
            if other != kept:
                sums[kept][other] = sums[other][kept] = sums[kept].get(other, 0.0) + total
        for other in sums[kept]:
            average = _average(kept, other, clusters, sums)
            if average >= _ENOUGH:
                heappush(heap, (-average, min(kept, other), max(kept, other)))
    return {one: min(members) for members in clusters.values() for one in members}


def _average(a: str, b: str, clusters: Mapping[str, list[str]], sums: Mapping[str, Mapping[str, float]]) -> float:
    return sums[a].get(b, 0.0) / (len(clusters[a]) * len(clusters[b]))


def _knit(
    a: str,
    b: str,
    clusters: Mapping[str, list[str]],
    sums: Mapping[str, Mapping[str, float]],
    knit: Mapping[str, float],
) -> float:
    """The average of the pairs inside two clusters taken together; 0 below so many reports that it says something."""
    inside, pairs = sums[a].get(b, 0.0), float(len(clusters[a]) * len(clusters[b]))
    for one in (a, b):
        size = len(clusters[one])
        inside += knit.get(one, 0.0) * size * (size - 1) / 2
        pairs += size * (size - 1) / 2
    return inside / pairs
