"""Which reports may have anything to do with each other, found without comparing all pairs.

An inverted index of what a pair would have to share: full names, an act in a place in a month, sequences of words,
rare words. A key that many reports have joins nobody; a strong one (see ``_STRONG``) still joins those near each other
in time, as in the sorted neighbourhood method (Hernández and Stolfo 1995, "The Merge/Purge Problem").
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from secondsource.weighing import names
from secondsource.weighing.rarity import MOST, rarity
from secondsource.weighing.told import Told

Pair = tuple[str, str]
"""Two reports' ids, the lesser first."""

Place = tuple[int, str]
"""Where a report stands in a key's order: first day of publication (0 where unknown), and id."""

_STRONG, _WORD = 2, 1
_ENOUGH = 2
"""What a strong key and a rare word count for, and from which sum two reports are compared."""
_MOST, _NEAR = 40, 12
"""A key in more reports than the first joins only those within so many places of each other, if it is strong."""
_WORDS, _GRAMS = 32, 10
"""How many rare words and word sequences of a report are looked up."""


def keys(one: Told) -> dict[str, int]:
    """Under what a report is looked up, and what each key counts for."""
    found = dict.fromkeys(sorted(one.words, key=lambda word: (-rarity(word), len(word) < 5, word))[:_WORDS], _WORD)
    found = {word: _WORD for word in found if rarity(word) > MOST / 2}
    found |= {f"words {gram}": _STRONG for gram in sorted(one.grams)[:_GRAMS]}
    for persona in one.personas:
        parts = sorted(names.keys(persona.name)) if persona.name else []
        full = parts if persona.name and persona.name.family else map(" ".join, combinations(parts, 2))
        found |= {f"name {key}": _STRONG for key in full}
    for telling in one.tellings:
        if telling.event.place and telling.event.time and telling.event.time.edtf:
            found[f"act {telling.event.act} {telling.event.place} {telling.event.time.edtf[:7]}"] = _STRONG
    return found


class Index:
    """The reports by their keys. It grows; which pairs it joins depends on what it holds, not on when that came."""

    def __init__(self) -> None:
        self._keys: dict[str, dict[str, int]] = {}
        self._place: dict[str, Place] = {}
        self._holders: dict[str, list[Place]] = defaultdict(list)
        self.joined: dict[str, set[str]] = {}

    def add(self, one: Told) -> set[Pair]:
        """Take in a report; returns the pairs that are now joined or no longer so."""
        place = (one.published[0] if one.published else 0, one.id)
        self._keys[one.id], self._place[one.id], self.joined[one.id] = keys(one), place, set()
        doubtful: set[Pair] = set()
        weight: Counter[str] = Counter()
        for key, counts in self._keys[one.id].items():
            holders = self._holders[key]
            at = bisect_left(holders, place)
            doubtful.update(self._unsettled(key, at))
            insort(holders, place)
            for near in self._near(key, at):
                weight[near] += counts
        changed = {_pair(one.id, other) for other, sum_ in weight.items() if sum_ >= _ENOUGH and other != one.id}
        for a, b in changed:
            self.joined[a].add(b)
            self.joined[b].add(a)
        return changed | {pair for pair in doubtful if self._settle(pair)}

    def _near(self, key: str, at: int) -> Iterator[str]:
        """The ids that a key joins to the report at a place in its order."""
        holders = self._holders[key]
        if len(holders) <= _MOST:
            yield from (holder for _, holder in holders)
        elif _is_strong(key):
            yield from (holder for _, holder in holders[max(at - _NEAR, 0) : at + _NEAR + 1])

    def _unsettled(self, key: str, at: int) -> Iterator[Pair]:
        """Pairs that the key may join no longer when a report is put in at a place."""
        holders = self._holders[key]
        if len(holders) == _MOST:
            yield from (_pair(a, b) for (_, a), (_, b) in combinations(holders, 2))
        elif len(holders) > _MOST and _is_strong(key):
            for back in range(1, _NEAR + 1):
                low, high = at - back, at - back + _NEAR
                if low >= 0 and at <= high < len(holders):
                    yield _pair(holders[low][1], holders[high][1])

    def _settle(self, pair: Pair) -> bool:
        """Part two reports that nothing joins any more; whether that was so."""
        a, b = pair
        if b not in self.joined[a] or self._sum(a, b) >= _ENOUGH:
            return False
        self.joined[a].discard(b)
        self.joined[b].discard(a)
        return True

    def _sum(self, a: str, b: str) -> int:
        first, second = self._keys[a], self._keys[b]
        return sum(counts for key, counts in first.items() if key in second and self._joins(key, a, b))

    def _joins(self, key: str, a: str, b: str) -> bool:
        holders = self._holders[key]
        if len(holders) <= _MOST:
            return True
        places = [bisect_left(holders, self._place[one]) for one in (a, b)]
        return _is_strong(key) and abs(places[0] - places[1]) <= _NEAR


def _is_strong(key: str) -> bool:
    return " " in key


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
