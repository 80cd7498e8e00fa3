"""Weighing that grows: a report is weighed against what it may have to do with, and the rest stays as it was.

Everything that is decided of two reports depends on these two alone, and what is decided of more, on a part of the
archive (see ``parts``). So a new report changes the parts around those that it is joined to, and no other.
"""

from collections.abc import Iterable, Mapping

import msgspec

from secondsource.model import Reading, WeighedEvent, WeighedPerson, Weighing
from secondsource.weighing import parts, reuse, stories, together
from secondsource.weighing.index import Index, Pair
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.reuse import Web
from secondsource.weighing.together import Part
from secondsource.weighing.told import Told, prepare


class _Link(msgspec.Struct, frozen=True):
    """What is known of two reports: ``likeness``, the shares of ``wording`` either way."""

    likeness: float
    wording: tuple[float, float]


class Growing:
    """An archive being weighed. It changes as reports are added; what it says depends on the reports alone, whatever
    the order and the portions in which they came."""

    def __init__(self, index: Index | None = None, newsrooms: Newsrooms | None = None) -> None:
        """``index`` and ``newsrooms`` may know of more reports than are weighed here."""
        self._told: dict[str, Told] = {}
        self._bags: dict[str, dict[str, float]] = {}
        self._index = index or Index()
        self._newsrooms = newsrooms or Newsrooms()
        self._links: dict[Pair, _Link] = {}
        self._joined: dict[str, dict[str, float]] = {}
        self._part_of: dict[str, str] = {}
        self._parts: dict[str, Part] = {}

    def add(self, readings: Iterable[Reading]) -> None:
        """Take in readings of reports that are not yet there, and weigh what they change."""
        changed: set[str] = set()
        for reading in sorted(readings, key=lambda reading: reading.report.id):
            one = prepare(reading)
            self._told[one.id], self._bags[one.id], self._joined[one.id] = one, reuse.bag(one), {}
            restanding = self._newsrooms.add(one)
            pairs = self._index.add(one)
            changed |= restanding | {report for pair in pairs for report in pair}
            pairs |= {_pair(report, other) for report in restanding for other in self._index.joined[report]}
            for pair in pairs:
                self._judge(pair)
        self._weigh_again(changed)

    def parts(self) -> tuple[tuple[str, ...], ...]:
        """The reports that are weighed together, in groups that nothing joins to each other."""
        return tuple(part.reports for _, part in sorted(self._parts.items()))

    def weighing(self) -> Weighing:
        """All of it, in order of the reports' ids."""
        parts = self._parts.values()
        events = sorted((event for part in parts for event in part.events), key=lambda event: event.members[0])
        people = sorted(members for part in parts for members in part.people)
        rests_on = sorted((found for part in parts for found in part.rests_on), key=lambda f: (f.report, f.base))
        return Weighing(
            tuple(_numbered(n, event) for n, event in enumerate(events, 1)),
            tuple(WeighedPerson(f"p{n}", members) for n, members in enumerate(people, 1)),
            tuple(rests_on),
        )

    def _judge(self, pair: Pair) -> None:
        """Join two reports, or part them."""
        a, b = pair
        if b in self._index.joined[a]:
            link = self._links.get(pair) or self._compared(pair)
            self._links[pair] = link
            likely = stories.likely(self._told[a], self._told[b], self._web((a, b), {pair: link}))
        else:
            self._links.pop(pair, None)
            likely = None
        for one, other in ((a, b), (b, a)):
            if likely is None:
                self._joined[one].pop(other, None)
            else:
                self._joined[one][other] = likely

    def _compared(self, pair: Pair) -> _Link:
        a, b = pair
        return _Link(reuse.likeness(self._bags[a], self._bags[b]), reuse.wording(self._told[a], self._told[b]))

    def _weigh_again(self, changed: set[str]) -> None:
        """Weigh the parts of the archive that hold, or held, any of these reports."""
        left, done = set(changed), set[str]()
        stale: set[str] = set()
        fresh: list[frozenset[str]] = []
        while left:
            part = parts.around(left.pop(), self._joined.__getitem__)
            fresh.append(part)
            done |= part
            held = {self._part_of[report] for report in part if report in self._part_of} - stale
            stale |= held
            left -= part
            left.update(one for name in held for one in self._parts[name].reports if one not in done)
        for name in stale:
            del self._parts[name]
        for part in fresh:
            found = self._weighed(sorted(part))
            self._parts[found.reports[0]] = found
            self._part_of |= dict.fromkeys(found.reports, found.reports[0])

    def _weighed(self, reports: list[str]) -> Part:
        links: dict[Pair, _Link] = {}
        for n, a in enumerate(reports):
            others = reports[n + 1 :] if len(reports) <= parts.MOST else sorted(self._joined[a])
            for b in others:
                if a < b:
                    links[a, b] = self._links.get((a, b)) or self._compared((a, b))
        return together.weigh_together([self._told[report] for report in reports], self._web(reports, links))

    def _web(self, reports: Iterable[str], links: Mapping[Pair, _Link]) -> Web:
        named = {report: self._newsrooms.named[report] for report in reports}
        outlets = {self._told[report].outlet for report in named}.union(*named.values())
        patterns = self._newsrooms.patterns
        return Web(
            likeness={pair: link.likeness for pair, link in links.items()},
            wording={
                way: share
                for (a, b), link in links.items()
                for way, share in zip(((a, b), (b, a)), link.wording, strict=True)
                if share
            },
            cites=frozenset(
                way for a, b in links for way in ((a, b), (b, a)) if self._told[way[1]].outlet in named[way[0]]
            ),
            outlets={outlet: patterns[outlet] for outlet in sorted(outlets) if outlet in patterns},
            state=frozenset(filter(self._newsrooms.state, outlets)),
        )


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _numbered(number: int, event: WeighedEvent) -> WeighedEvent:
    return msgspec.structs.replace(event, id=f"e{number}")
