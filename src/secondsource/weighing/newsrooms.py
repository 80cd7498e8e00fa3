"""Which report names which outlet, and which outlets a state runs. It grows with the reports."""

import re
from collections import defaultdict

from secondsource.weighing import reuse, state_media
from secondsource.weighing.told import Told

_WORD = re.compile(r"\w+|&")


class Newsrooms:
    """The outlets that are known, and the reports by the outlets that they name. What it says of a report depends on
    what it holds, not on the order in which it came in."""

    def __init__(self) -> None:
        self.patterns: dict[str, re.Pattern[str]] = {}
        self.named: dict[str, frozenset[str]] = {}
        self._told: dict[str, Told] = {}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        self._naming: dict[str, set[str]] = defaultdict(set)
        self._of: dict[str, set[str]] = defaultdict(set)
        self._witnesses: dict[str, set[str]] = defaultdict(set)

    def add(self, one: Told) -> set[str]:
        """Take in a report; returns the ids of reports of which anything said here has changed."""
        self._told[one.id] = one
        self._of[one.outlet].add(one.id)
        changed = {one.id}
        if one.reading.report.outlet and one.outlet not in self.patterns:
            changed |= self._new_outlet(one.outlet, one.reading.report.outlet)
        self.named[one.id] = frozenset()
        for outlet in self._possible(one.reading.report.text):
            changed |= self._look(one, outlet)
        if state_media.shown_state_run(one):
            changed |= self._witness(one.outlet, one.id)
        return changed

    def meet(self, one: Told) -> None:
        """Note which of the outlets that are known a report names; what it shows of them is known already."""
        text = one.reading.report.text
        possible = self._possible(text) - {one.outlet}
        self.named[one.id] = frozenset(outlet for outlet in possible if self.patterns[outlet].search(text))

    def know(self, outlet: str, name: str, state: bool) -> None:
        """Know of an outlet whose reports are not here, and whether a state runs it, as they show."""
        if outlet not in self.patterns:
            self._new_outlet(outlet, name)
        if state:
            self._witnesses[outlet].add("")

    def state(self, outlet: str) -> bool:
        """Whether a state runs it, as far as any report shows."""
        return bool(self._witnesses.get(outlet))

    def _new_outlet(self, outlet: str, name: str) -> set[str]:
        pattern = self.patterns[outlet] = reuse.outlet_pattern(name)
        for form in reuse.outlet_forms(name):
            self._by_word[_WORD.findall(form)[0]].add(outlet)
        changed: set[str] = set()
        for one in list(self._told.values()):
            if one.outlet != outlet and pattern.search(one.reading.report.text):
                changed |= self._look(one, outlet)
        return changed

    def _possible(self, text: str) -> set[str]:
        """Outlets of whose name the first word stands in a text."""
        return {outlet for word in set(_WORD.findall(text)) for outlet in self._by_word.get(word, ())}

    def _look(self, one: Told, outlet: str) -> set[str]:
        """Note whether a report names an outlet; the ids that this changes."""
        pattern = self.patterns[outlet]
        held = self.named.get(one.id, frozenset())
        if outlet == one.outlet or outlet in held or not pattern.search(one.reading.report.text):
            return set()
        self.named[one.id] = held | {outlet}
        self._naming[outlet].add(one.id)
        return {one.id} | (self._witness(outlet, one.id) if state_media.calls_state_run(one, pattern) else set())

    def _witness(self, outlet: str, report: str) -> set[str]:
        new = not self._witnesses[outlet]
        self._witnesses[outlet].add(report)
        return self._of[outlet] | self._naming[outlet] if new else set()
