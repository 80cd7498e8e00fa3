"""Verdicts on what was weighed: events and people joined or taken apart, lines joined, grades set.

A grade follows lines and reasons that the weighing alone knows, so a verdict that changes members or lines never raises
one: what was not weighed together is at most ``unclear`` until a person grades it.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from secondsource.archive.verdicts import Verdict
from secondsource.model import Grade, Member, WeighedEvent, WeighedPerson

Lines = tuple[tuple[str, ...], ...]


class Fact(msgspec.Struct, frozen=True):
    """A weighed event as decided. ``id`` is its first member (``r0000012:e3``); ``event`` its members, lines and grade;
    ``proposed`` the grade that the weighing gave, None where members were changed; ``verdicts`` those applied."""

    id: str
    event: WeighedEvent
    proposed: Grade | None
    verdicts: tuple[int, ...] = ()


class Rulings(msgspec.Struct, frozen=True):
    """The verdicts that bear on a weighing, by kind; targets are keys of members (``r0000012:e3``)."""

    merges: tuple[tuple[int, tuple[str, ...]], ...] = ()
    splits: tuple[tuple[int, tuple[str, ...]], ...] = ()
    joined: tuple[tuple[int, tuple[str, ...]], ...] = ()
    grades: Mapping[str, tuple[int, Grade, str]] = {}

    @property
    def touched(self) -> frozenset[str]:
        """Keys of all items that a ruling is on."""
        groups = (*self.merges, *self.splits, *self.joined)
        return frozenset(key for _, keys in groups for key in keys) | frozenset(self.grades)


def rulings(standing: Iterable[Verdict], current: Mapping[tuple[int, int], str]) -> Rulings:
    """The rulings among verdicts that stand. ``current``: the key of each target in the current readings, by verdict
    and position; a target that is no more is left out."""
    merges, splits, joined = [], [], []
    grades: dict[str, tuple[int, Grade, str]] = {}
    for verdict in standing:
        keys = tuple(
            key
            for position in range(len(verdict.targets))
            if (key := current.get((verdict.number, position))) is not None
        )
        if verdict.kind == "merge" and len(keys) > 1:
            merges.append((verdict.number, keys))
        elif verdict.kind == "split" and keys:
            splits.append((verdict.number, keys))
        elif verdict.kind in ("same_source", "not_independent") and len(keys) > 1:
            joined.append((verdict.number, keys))
        elif verdict.kind == "grade" and keys:
            grades[keys[0]] = (verdict.number, verdict.value["grade"], verdict.reason)
    return Rulings(tuple(merges), tuple(splits), tuple(joined), grades)


class _Group:
    """Keys that belong together, and the verdicts that made it so."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys, self.by = list(keys), set[int]()


def groups(proposed: Iterable[tuple[str, ...]], ruled: Rulings, known: frozenset[str]) -> list[_Group]:
    """Groups of member keys after splits and merges, in the order in which these were given.

    A split takes its targets out of whatever they are in, together; a merge unites what its targets are in. ``known``
    are the keys there are; a verdict's others are ignored.
    """
    group: dict[str, _Group] = {}
    for keys in proposed:
        group.update(dict.fromkeys(keys, _Group(keys)))
    for key in known - group.keys():
        group[key] = _Group([key])
    steps = [(number, _merge, keys) for number, keys in ruled.merges]
    steps += [(number, _split, keys) for number, keys in ruled.splits]
    for number, apply, keys in sorted(steps, key=lambda step: step[0]):
        if present := [key for key in dict.fromkeys(keys) if key in group]:
            apply(group, number, present)
    return list({id(one): one for one in group.values()}.values())


def _split(group: dict[str, _Group], number: int, keys: list[str]) -> None:
    out = _Group(keys)
    out.by.add(number)
    for key in keys:
        group[key].keys.remove(key)
        group[key].by.add(number)
        group[key] = out


def _merge(group: dict[str, _Group], number: int, keys: list[str]) -> None:
    first = group[keys[0]]
    first.by.add(number)
    for key in keys[1:]:
        other = group[key]
        if other is not first:
            first.keys += other.keys
            first.by |= other.by
            group.update(dict.fromkeys(other.keys, first))


def facts(events: Sequence[WeighedEvent], ruled: Rulings) -> list[Fact]:
    """Facts of weighed events with the rulings applied, in order of their ids."""
    of = {_key(member): event for event in events for member in event.members}
    regrouped = groups((tuple(map(_key, event.members)) for event in events), ruled, frozenset(of))
    found = []
    for one in regrouped:
        ordered = tuple(sorted(one.keys))
        parts = list({of[key].id: of[key] for key in ordered}.values())
        found.append(_ruled(_made(ordered, parts), parts, ruled, one.by))
    return sorted(found, key=lambda fact: fact.id)


def _key(member: Member) -> str:
    return f"{member.report}:{member.event}"


def _member(key: str) -> Member:
    report, _, event = key.rpartition(":")
    return Member(report, event)


def _made(keys: tuple[str, ...], parts: Sequence[WeighedEvent]) -> WeighedEvent:
    """One event of the members ``keys``, which were weighed as parts of ``parts``."""
    members = tuple(map(_member, keys))
    if len(parts) == 1 and len(parts[0].members) == len(members):
        return msgspec.structs.replace(parts[0], id=keys[0])
    reports = {member.report for member in members}
    kept = (tuple(v for v in line if v.rpartition(":")[0] in reports) for part in parts for line in part.lines)
    lines = _united([line for line in kept if line])
    most = max(len(lines), 1)
    least = min(most, max((part.lines_min for part in parts), default=1)) if len(parts) > 1 else 1
    return WeighedEvent(
        id=keys[0],
        act=parts[0].act,
        members=members,
        lines=lines,
        lines_min=least,
        lines_max=most,
        grade=_grade_of(parts, len(reports), most),
        differs=tuple(sorted({detail for part in parts for detail in part.differs})),
        why=("A person decided what belongs to this event; it was not weighed as such.",),
    )


def _grade_of(parts: Sequence[WeighedEvent], reports: int, most: int) -> Grade:
    """What can be said without weighing: trouble in a part stays; several lines are unclear until somebody looks."""
    held = {part.grade for part in parts}
    for grade in ("refuted", "contested"):
        if grade in held:
            return "contested" if len(parts) > 1 else grade
    if len(parts) > 1 and "acknowledged" in held:
        return "acknowledged"
    if most > 1:
        return "unclear"
    return "copied" if reports > 1 else "one_source"


def _ruled(event: WeighedEvent, parts: Sequence[WeighedEvent], ruled: Rulings, by: set[int]) -> Fact:
    numbers = set(by)
    unchanged = len(parts) == 1 and len(parts[0].members) == len(event.members)
    proposed = parts[0].grade if unchanged else None
    for number, keys in ruled.joined:
        joined = _joined(event, keys)
        if joined is not event:
            event, numbers = joined, numbers | {number}
    for key in map(_key, event.members):
        if key in ruled.grades:
            number, grade, reason = ruled.grades[key]
            event = msgspec.structs.replace(event, grade=grade, why=(reason, *event.why))
            numbers.add(number)
    return Fact(event.id, event, proposed, tuple(sorted(numbers)))


def _joined(event: WeighedEvent, keys: Sequence[str]) -> WeighedEvent:
    """The event with the lines that hold any of ``keys`` (sources, or reports with all of theirs) made one."""

    def meant(line: tuple[str, ...]) -> bool:
        return any(voice in keys or voice.rpartition(":")[0] in keys for voice in line)

    hit = [line for line in event.lines if meant(line)]
    if len(hit) < 2:
        return event
    one = tuple(sorted(voice for line in hit for voice in line))
    lines = tuple(sorted([one, *(line for line in event.lines if not meant(line))]))
    most = min(event.lines_max, len(lines))
    least = min(event.lines_min, most)
    grade = event.grade
    if grade in ("corroborated", "unclear"):
        several = len({member.report for member in event.members}) > 1
        grade = (
            ("copied" if several else "one_source")
            if most == 1
            else "unclear"
            if least < 2 or len(lines) < 3
            else grade
        )
    why = ("A person found that two of its lines are not independent.", *event.why)
    return msgspec.structs.replace(event, lines=lines, lines_min=least, lines_max=most, grade=grade, why=why)


def _united(lines: Sequence[tuple[str, ...]]) -> Lines:
    """Lines that share a voice are one."""
    held: list[set[str]] = []
    for line in lines:
        meeting = [one for one in held if one & set(line)]
        held = [one for one in held if not one & set(line)] + [set(line).union(*meeting)]
    return tuple(sorted(tuple(sorted(one)) for one in held))


def identities(people: Sequence[WeighedPerson], ruled: Rulings, known: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """The members of every identity by its id, its first member; a person whom nothing joins is one alone."""
    regrouped = groups((person.members for person in people), ruled, known)
    return {min(one.keys): tuple(sorted(one.keys)) for one in regrouped}
