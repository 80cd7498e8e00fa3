"""A long report in stretches: what an event is set in is looked for around its tellings and in the lead alone, so that
the work for an event does not grow with the report."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

import msgspec

from secondsource.model import Span
from secondsource.reading.columns import Columns
from secondsource.reading.facts import Facts

LENGTH = 100
"""Sentences in a stretch. What stands half as many before and behind it is looked at, too. On the test corpus places
and times are chosen as well with 40 as with no bound, and worse with 20 or fewer."""
_MOST = 3
"""Stretches that are looked at for one event, the first in which it is told."""
_LEAD = 20
"""Sentences that a lead has at most, where the first paragraph never ends."""

Key = tuple[int, ...]
"""The stretches that an event is told in."""
T = TypeVar("T")


class Placed(Generic[T]):
    """Things by the offset at which they stand; a thing may stand at several."""

    def __init__(self, rows: Iterable[tuple[int, T]]) -> None:
        self._rows = sorted(rows, key=lambda row: row[0])

    def within(self, parts: Sequence[Span]) -> list[T]:
        """What stands in the parts, which do not overlap and come in order."""
        found = []
        for part in parts:
            first, end = (bisect_left(self._rows, at, key=lambda row: row[0]) for at in (part.start, part.end))
            found += [thing for _, thing in self._rows[first:end]]
        return found


class Stretches:
    """The stretches of a report. One of up to two stretches' length is one stretch, and looked at as a whole."""

    def __init__(self, columns: Columns, facts: Facts, lead_end: int) -> None:
        self._columns, self._facts = columns, facts
        count = len(columns.sentences)
        self.whole = count <= 2 * LENGTH
        """Whether all of the report is looked at for every event."""
        self._length = max(1, count) if self.whole else LENGTH
        self._lead = Span(0, min(lead_end, self._offset(_LEAD)))
        self._places, self._bodies, self._times = (
            Placed((thing.span.start, thing) for thing in things)
            for things in (facts.places, facts.bodies, facts.times)
        )

    def _offset(self, sentence: int) -> int:
        """Where a sentence starts; past the last, the end of the report."""
        firsts = self._columns.sentences
        return self._columns.start[firsts[sentence]] if sentence < len(firsts) else len(self._facts.report.text)

    def of(self, tokens: Iterable[int]) -> Key:
        """The stretches in which tokens stand."""
        numbers = {self._columns.number[token] // self._length for token in tokens}
        return tuple(sorted(numbers)[:_MOST])

    def around(self, key: Key) -> tuple[Span, ...]:
        """The parts of the text that are looked at: the lead, and each stretch with what is beside it."""
        half = self._length // 2
        sides = ((n * self._length - half, (n + 1) * self._length + half) for n in key)
        parts = [Span(self._offset(max(0, first)), self._offset(end)) for first, end in sides]
        apart: list[Span] = []
        for part in [self._lead, *parts]:
            before = apart.pop() if apart and part.start <= apart[-1].end else part
            apart.append(Span(before.start, max(before.end, part.end)))
        return tuple(apart)

    def facts(self, key: Key) -> Facts:
        """The facts with the places, bodies and times of these parts alone."""
        parts = self.around(key)
        return msgspec.structs.replace(
            self._facts,
            places=tuple(self._places.within(parts)),
            bodies=tuple(self._bodies.within(parts)),
            times=tuple(self._times.within(parts)),
        )
