"""Lines of information: voices that are not separate from each other form one line."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from secondsource.weighing.reuse import Web
from secondsource.weighing.voices import Relation, Voice, relation


class Lines(msgspec.Struct, frozen=True):
    """``groups``: the voices, one tuple a line. ``separate``: pairs of lines (places in ``groups``) known to be two."""

    groups: tuple[tuple[Voice, ...], ...]
    separate: frozenset[tuple[int, int]]

    @property
    def least(self) -> int:
        """How many lines are known to be separate: the most that are so from each other."""
        return max((len(found) for found in self.cliques()), default=0) or min(len(self.groups), 1)

    @property
    def most(self) -> int:
        """How many lines there could be."""
        return len(self.groups)

    def cliques(self) -> list[list[int]]:
        """Sets of lines known to be separate from each other, grown greedily from each line."""
        found = []
        for first in range(len(self.groups)):
            chosen = [first]
            for other in range(len(self.groups)):
                if all((min(other, one), max(other, one)) in self.separate for one in chosen):
                    chosen.append(other)
            found.append(sorted(chosen))
        return found


def draw(voices: Sequence[Voice], web: Web) -> Lines:
    """The lines that the voices form."""
    ordered = sorted(voices, key=lambda voice: voice.key)
    related = {(a.key, b.key): relation(a, b, web) for a, b in combinations(ordered, 2)}
    line = {voice.key: [voice] for voice in ordered}
    passing = {voice.key: voice.report for voice in ordered if not voice.own}
    same = (pair for pair, how in related.items() if how == "same")
    for a, b in sorted(same, key=lambda pair: bool(passing.keys() & {*pair})):
        if line[a] is line[b]:
            continue
        through = {passing[key] for key in (a, b) if key in passing}
        if not through or not _known_two(line[a], line[b], through, related):
            _unite(line, a, b)
    for voice in ordered:
        heads = [other for other in ordered if other.outlet in voice.leads_with]
        if len(line[voice.key]) == 1 and len({other.outlet for other in heads}) == 1:
            _unite(line, voice.key, heads[0].key)
    unique = {id(members): members for members in line.values()}.values()
    groups = sorted((tuple(sorted(members, key=lambda v: v.key)) for members in unique), key=lambda g: g[0].key)
    separate = frozenset(
        (i, j) for i, j in combinations(range(len(groups)), 2) if _apart(groups[i], groups[j], related)
    )
    return Lines(tuple(groups), separate)


def _unite(line: dict[str, list[Voice]], a: str, b: str) -> None:
    if line[a] is not line[b]:
        joined = line[b]
        line[a].extend(joined)
        line |= dict.fromkeys((voice.key for voice in joined), line[a])


def _known_two(
    first: Iterable[Voice], second: Iterable[Voice], through: Iterable[str], related: Mapping[tuple[str, str], Relation]
) -> bool:
    """Whether two reports' sources, one of each line, are known to be separate: that a third (``through``) passes on
    what both said makes them no less so. Of what one report has from another its own sources say nothing."""
    others = [[voice for voice in line if voice.report not in through] for line in (first, second)]
    pairs = ((a, b) for a in others[0] for b in others[1] if a.report != b.report)
    return any(related[min(a.key, b.key), max(a.key, b.key)] == "separate" for a, b in pairs)


def _apart(first: Iterable[Voice], second: Iterable[Voice], related: Mapping[tuple[str, str], Relation]) -> bool:
    """Whether every own source of one line is separate from every own source of the other, and both have one."""
    pairs = [(a, b) for a in first for b in second if a.own and b.own]
    return bool(pairs) and all(related[min(a.key, b.key), max(a.key, b.key)] == "separate" for a, b in pairs)
