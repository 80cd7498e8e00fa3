"""What a grade is decided on: the tellings of one event, their lines, and the layers that they rest on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations

import msgspec

from secondsource.lexicon.standing import standing
from secondsource.model import Grade, Member
from secondsource.weighing import dates, lines, names
from secondsource.weighing.lines import Lines
from secondsource.weighing.personas import Persona
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Telling, Told
from secondsource.weighing.traits_events import People
from secondsource.weighing.voices import Voice, Voices

Verdict = tuple[Grade, tuple[str, ...]]
"""A grade, and its reasons in words that a reporter can check."""


class Ground(msgspec.Struct, frozen=True, dict=True):
    """The layers under every case: prepared reports in order, their web, stories, persons and voices."""

    told: tuple[Told, ...]
    web: Web
    story: Mapping[str, str]
    people: People
    voices: Voices

    @cached_property
    def by_id(self) -> dict[str, Told]:
        """The prepared reports by their ids."""
        return {one.id: one for one in self.told}

    @cached_property
    def personas(self) -> dict[str, Persona]:
        """The persons of all reports by ``report:person``."""
        return {persona.key: persona for one in self.told for persona in one.personas}

    @cached_property
    def denials(self) -> dict[tuple[str, str], list[Telling]]:
        """Tellings that an act did not happen, by story and act."""
        found: dict[tuple[str, str], list[Telling]] = defaultdict(list)
        for one in self.told:
            for telling in one.tellings:
                if telling.event.status == "refuted":
                    found[self.story[one.id], telling.event.act].append(telling)
        return found

    @cached_property
    def gainsaid(self) -> dict[str, list[frozenset[str]]]:
        """The words of the sentences that say of something that it is not so, by story."""
        found: dict[str, list[frozenset[str]]] = defaultdict(list)
        for one in self.told:
            found[self.story[one.id]] += one.gainsaid
        return found

    def person(self, key: str) -> str:
        """The first of the persons that are the same as this one."""
        return self.people.get(key, key)


class Case(msgspec.Struct, frozen=True):
    """One event: its tellings in order, and the lines that their voices form."""

    tellings: tuple[Telling, ...]
    lines: Lines
    ground: Ground

    @property
    def asserting(self) -> tuple[Telling, ...]:
        """The tellings that have it that it happened, or will."""
        return tuple(telling for telling in self.tellings if telling.event.status != "refuted")

    @property
    def refuting(self) -> tuple[Telling, ...]:
        """The tellings that have it that it did not happen."""
        return tuple(telling for telling in self.tellings if telling.event.status == "refuted")

    @property
    def line_of(self) -> dict[str, int]:
        """The place in ``lines.groups`` of each voice, by its key."""
        return {voice.key: number for number, line in enumerate(self.lines.groups) for voice in line}

    def of(self, telling: Telling) -> list[Voice]:
        """The voices that tell it."""
        return [self.ground.voices[key] for key in telling.tellers if key in self.ground.voices]

    def report(self, telling: Telling) -> Told:
        """The report that a telling stands in."""
        return self.ground.by_id[telling.member.report]

    def of_strangers(self) -> bool:
        """Whether two tellings have it done to persons all of whom bear full names, and none a name of the other's:
        then two events have come together, however alike the rest is, and what holds of one may not hold of the other.
        """
        return any(self._strangers(a, b) for a, b in combinations(self.asserting, 2))

    def _strangers(self, a: Telling, b: Telling) -> bool:
        personas, person = self.ground.personas, self.ground.person
        if {*map(person, a.recipients)} & {*map(person, b.recipients)}:
            return False
        first, second = ([personas[key].name for key in one.recipients if key in personas] for one in (a, b))
        whole = bool(first and second) and all(name and len(name.parts) > 1 for name in (*first, *second))
        return whole and all(x and y and names.compare(x, y) == "different" for x in first for y in second)

    def otherwise_called(self, telling: Telling) -> bool:
        """Whether the same voice denies a kindred act done to the same person: it was an arrest, and no abduction."""
        kindred, ours = standing().kindred_of.get(telling.event.act, ()), {*map(self.ground.person, _everyone(telling))}
        return any(
            other.event.status == "refuted"
            and other.event.act in kindred
            and other.event.source == telling.event.source
            and bool(ours & {*map(self.ground.person, _everyone(other))})
            for other in self.report(telling).tellings
        )

    def denied_elsewhere(self) -> bool:
        """Whether its story has a denial of such an act, of nobody in particular or of one of these persons, that is
        not known to be of another event."""
        first, inside = self.tellings[0], {telling.member for telling in self.tellings}
        denials = self.ground.denials.get((self.ground.story[first.member.report], first.event.act), [])
        ours = {self.ground.person(key) for telling in self.tellings for key in _everyone(telling)}
        return any(
            other.member not in inside
            and not all(_of_other_days(telling, other) for telling in self.asserting)
            and (not _everyone(other) or bool(ours & {self.ground.person(key) for key in _everyone(other)}))
            for other in denials
        )

    def gainsaid(self) -> tuple[bool, bool]:
        """Whether a sentence of its story that says of something that it is not so has a word for the act, and whether
        one has a word for whoever takes part."""
        told = self.asserting
        act = frozenset[str]().union(*(telling.trigger for telling in told))
        who = frozenset[str]().union(*(telling.actor_words | telling.recipient_words for telling in told))
        sentences = self.ground.gainsaid[self.ground.story[self.tellings[0].member.report]]
        return any(words & act for words in sentences), any(words & who for words in sentences)


def _of_other_days(a: Telling, b: Telling) -> bool:
    """Whether two tellings are of days known to lie apart, a fortnight or more."""
    return bool(a.time and b.time and dates.gap(a.time, b.time) > _FORTNIGHT)


_FORTNIGHT = 14


def _everyone(telling: Telling) -> tuple[str, ...]:
    return (*telling.actors, *telling.recipients)


def cases(ground: Ground, happened: Mapping[Member, Member]) -> Iterator[Case]:
    """A case for each event, in order of its first member."""
    groups: dict[Member, list[Telling]] = defaultdict(list)
    for one in ground.told:
        for telling in one.tellings:
            groups[happened[telling.member]].append(telling)
    for _, tellings in sorted(groups.items()):
        tellings.sort(key=lambda telling: telling.member)
        keys = {key for telling in tellings for key in telling.tellers}
        heard = [ground.voices[key] for key in sorted(keys) if key in ground.voices]
        yield Case(tuple(tellings), lines.draw(heard, ground.web), ground)
