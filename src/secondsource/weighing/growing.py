"""Weighing that grows: a report is weighed against what it may have to do with, and the rest stays as it was.

Everything that is decided of two reports depends on these two alone, and what is decided of more, on a part of the
archive (see ``parts``). So a new report changes the parts around those that it is joined to, and no other.
"""

from collections.abc import Iterable

import msgspec

from secondsource.model import Reading, WeighedEvent, WeighedPerson, Weighing
from secondsource.weighing import pairs, parts, together
from secondsource.weighing.index import Index, Pair
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.pairs import Link, Sheet, sheet
from secondsource.weighing.together import Part
from secondsource.weighing.told import prepare


class Growing:
    """An archive being weighed. It changes as reports are added; what it says depends on the reports alone, whatever
    the order and the portions in which they came."""

    def __init__(self) -> None:
        self._sheets: dict[str, Sheet] = {}
        self._index = Index()
        self._newsrooms = Newsrooms()
        self._links: dict[Pair, Link] = {}
        self._joined: dict[str, dict[str, float]] = {}
        self._part_of: dict[str, str] = {}
        self._parts: dict[str, Part] = {}

    def add(self, readings: Iterable[Reading]) -> None:
        """Take in readings of reports that are not yet there, and weigh what they change."""
        changed: set[str] = set()
        for reading in sorted(readings, key=lambda reading: reading.report.id):
            one = prepare(reading)
            self._sheets[one.id], self._joined[one.id] = sheet(one), {}
            restanding = self._newsrooms.add(one)
            joined = self._index.add(one)
            changed |= restanding | {report for pair in joined for report in pair}
            joined |= {_pair(report, other) for report in restanding for other in self._index.joined[report]}
            for pair in joined:
                self._judge(pair)
        self._weigh_again(changed)

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
            link = self._link(a, b)
            self._links[pair] = link
            likely = pairs.likely(self._sheets[a], self._sheets[b], link, self._newsrooms)
        else:
            self._links.pop(pair, None)
            likely = None
        for one, other in ((a, b), (b, a)):
            if likely is None:
                self._joined[one].pop(other, None)
            else:
                self._joined[one][other] = likely

    def _weigh_again(self, changed: set[str]) -> None:
        """Weigh the parts of the archive that hold, or held, any of these reports."""
        fresh = parts.around_all(changed, self._joined.__getitem__, self._held)
        for report in (report for part in fresh for report in part if report in self._part_of):
            self._parts.pop(self._part_of[report], None)
        for part in fresh:
            found = self._weighed(sorted(part))
            self._parts[found.reports[0]] = found
            self._part_of |= dict.fromkeys(found.reports, found.reports[0])

    def _held(self, report: str) -> tuple[str, ...]:
        """The part that a report was weighed in last."""
        return self._parts[self._part_of[report]].reports if report in self._part_of else ()

    def _link(self, a: str, b: str) -> Link:
        return self._links.get((a, b)) or pairs.compared(self._sheets[a], self._sheets[b])

    def _weighed(self, reports: list[str]) -> Part:
        some = {report: self._sheets[report] for report in reports}
        return together.weigh_together(some, self._joined.__getitem__, self._link, self._newsrooms)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _numbered(number: int, event: WeighedEvent) -> WeighedEvent:
    return msgspec.structs.replace(event, id=f"e{number}")
