"""What those of whom a report speaks did, and what was done to them, before and after an act."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from secondsource.model import Event
from secondsource.reading.columns import Columns

_MANY, _REACH = 3, 40
"""So many acts on either side are told apart by their order, twice as many count at all, of so many parts at most."""


class _Part(NamedTuple):
    """That a person fills a role of an event, whose trigger's head is ``token``."""

    token: int
    event: int
    role: str
    person: str


class History:
    """The parts that the persons of a report take in its events, in the order of their triggers."""

    def __init__(self, words: Columns, events: Sequence[Event], heads: Sequence[int]) -> None:
        self._words, self._events, self._heads = words, events, heads
        self._parts = sorted(
            _Part(heads[n], n, role, filler.person)
            for n, event in enumerate(events)
            for role in ("actor", "recipient")
            for filler in getattr(event, role)
            if filler.person
        )

    def of(self, number: int) -> dict[str, set[str]]:
        """By person, what was done by and to them around an event, as names of features."""
        cut = bisect_left(self._parts, self._heads[number], key=lambda part: part.token)
        found: dict[str, set[str]] = {}
        for side, parts in (
            ("before", self._parts[max(cut - _REACH, 0) : cut][::-1]),
            ("after", self._parts[cut : cut + _REACH]),
        ):
            for name, feature in self._side(number, side, [p for p in parts if p.event != number]):
                found.setdefault(name, set()).add(feature)
        return found

    def _side(self, number: int, side: str, parts: Sequence[_Part]) -> Iterator[tuple[str, str]]:
        sentence, act = self._words.number[self._heads[number]], self._events[number].act
        order: dict[int, int] = {}
        seen: set[tuple[str, str]] = set()
        for part in parts:
            nth = order.setdefault(part.token, len(order))
            if nth > 2 * _MANY:
                return
            if (part.role, part.person) in seen:
                continue
            seen.add((part.role, part.person))
            gap = abs(self._words.number[part.token] - sentence)
            where = ("here", "next", "near", "near")[gap] if gap <= _MANY else "far"
            yield part.person, f"{side}:{part.role}:{where}"
            yield part.person, f"ever:{part.role}"
            if nth < _MANY:
                yield part.person, f"{side}:{part.role}:{nth}"
            if not nth:
                yield part.person, f"chain:{side}:{self._events[part.event].act}:{part.role}>{act}"
