"""The same person over reports: names in their spellings, posts, bodies, places, ages, shared events.

A family name alone never links two persons, and two whom nothing tells apart but who may be two stay apart.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from secondsource.lexicon.likeness import Likeness, likeness
from secondsource.lexicon.standing import standing
from secondsource.weighing import dates, names, traits_persons
from secondsource.weighing.personas import Persona
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told
from secondsource.weighing.traits_persons import Beside

Shared = Callable[[str, str], float]
"""How many events two persons (``report:person``) share, each counted by how sure it is."""
Deeds = Mapping[str, frozenset[tuple[str, str]]]
"""Each person to the acts that it has a part in, with the role."""

_STORY = 1.5
"""What two persons of one story have over those of different stories, who need it from names, posts and bodies."""
_MARGIN = 0.25
"""What the best partner must have over the next one with a like name; less, and they cannot be told apart."""
_NAMESAKES = 0.8
"""The margin where the next one bears the same name: one report then has two of that name."""


class Link(msgspec.Struct, frozen=True, order=True):
    """Two persons taken for one, with the score that says so."""

    score: float
    a: str
    b: str


def same(told: Sequence[Told], web: Web, story: Mapping[str, str], shared: Shared | None = None) -> dict[str, str]:
    """Each person (``report:person``) to the first of the persons that are the same; ``shared`` None: before it is
    known which events are the same."""
    by_id = {one.id: one for one in told}
    deeds = {persona.key: deeds_of(one, persona.key) for one in told for persona in one.personas}
    model = likeness("persons" if shared else "persons_first")
    links: list[Link] = []
    apart: set[tuple[str, str]] = set()
    for first, second in web.likeness:
        pair = Pair(by_id[first], by_id[second], story[first] == story[second], web.like(first, second))
        found, never = _links(pair, model, shared or _none, deeds)
        links += found
        apart |= never
    return _cluster([group for one in told for group in _within(one)], links, apart)


class Pair(msgspec.Struct, frozen=True):
    """Two reports, and how like they are."""

    a: Told
    b: Told
    one_story: bool
    like: float

    def borne_by_others(self, one: Persona, other: Persona) -> bool:
        """Whether somebody else of the other report bears the name of one of them; a bare one counts where that report
        says that several bear it."""
        return any(
            persona is not mine
            and persona.name
            and ours.name
            and names.compare(persona.name, ours.name) in (_AT_ALL if report.namesakes else _WHOLE)
            for ours, mine, report in ((one, other, self.b), (other, one, self.a))
            for persona in report.personas
        )

    def died_apart(self, one: Persona, other: Persona) -> bool:
        """Whether each is said to have died, and the days lie too far apart for a slip."""
        return any(
            dates.gap(first, second) > _SLIP
            for first in _deaths(self.a, one.key)
            for second in _deaths(self.b, other.key)
        )

    def is_the_namesake(self, one: Persona, other: Persona) -> bool:
        """Whether two share a single name, and one is told apart, in a report that has nobody else of that name, from
        the one whom readers may have in mind."""
        if one.apart == other.apart or not one.name or not other.name:
            return False
        if names.compare(one.name, other.name) != "single":
            return False
        report, told = (self.a, one) if one.apart else (self.b, other)
        return not any(
            persona is not told and persona.name and told.name and names.compare(persona.name, told.name) in _AT_ALL
            for persona in report.personas
        )


def _deaths(one: Told, key: str) -> list[dates.Interval]:
    """When a person of a report is said to have died."""
    return [
        telling.time
        for telling in one.tellings
        if telling.time and telling.event.act in standing().deaths and key in telling.recipients
    ]


_SLIP = 14
"""Days by which reports may differ on when somebody died."""
_AT_ALL = ("same", "part", "initial", "single")
_WHOLE = ("same", "part", "initial")
"""How names agree that are more than one bare part."""


def deeds_of(one: Told, key: str) -> frozenset[tuple[str, str]]:
    """The acts that a person of a report has a part in, each with the role."""
    return frozenset(
        (telling.event.act, role)
        for telling in one.tellings
        for role, people in (("actor", telling.actors), ("recipient", telling.recipients))
        if key in people
    )


def _within(one: Told) -> list[list[str]]:
    """The persons of one report; a bare full name goes to the one person described under it, if there is but one."""
    described: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    bare: dict[tuple[str, ...], list[str]] = defaultdict(list)
    groups: list[list[str]] = []
    for persona in one.personas:
        parts = persona.name.parts if persona.name and len(persona.name.parts) > 1 else None
        bare_name = not (persona.person.posts or persona.age or persona.words or persona.other)
        if parts and bare_name and not one.namesakes:
            bare[parts].append(persona.key)
            continue
        groups.append([persona.key])
        if parts and not persona.other:
            described[parts].append(groups[-1])
    for parts, keys in bare.items():
        if len(described[parts]) == 1:
            described[parts][0].extend(keys)
        else:
            groups.extend([keys] if not described[parts] else [[key] for key in keys])
    return groups


def _none(a: str, b: str) -> float:
    return 0.0


def _links(pair: Pair, model: Likeness, shared: Shared, deeds: Deeds) -> tuple[list[Link], set[tuple[str, str]]]:
    """Links between the persons of two reports, one to one, and the pairs that cannot be one person."""
    scores: dict[tuple[str, str], float] = {}
    apart: set[tuple[str, str]] = set()
    namesakes: set[tuple[str, str]] = set()
    for one, other, traits in pairs(pair, shared, deeds):
        key = one.key, other.key
        if traits is None:
            apart.add(key)
            continue
        scores[key] = model.score(traits) - _STORY * (not pair.one_story)
        if _bear_one_name(one, other):
            namesakes.add(key)
            if (one.apart or other.apart) and scores[key] < model.enough:
                apart.add(key)
    return list(_assign(scores, namesakes, model.enough)), apart


def pairs(pair: Pair, shared: Shared, deeds: Deeds) -> Iterator[tuple[Persona, Persona, dict[str, float] | None]]:
    """The pairs of persons of two reports that are compared, with their traits; None where they cannot be one."""
    namesakes = pair.a.namesakes or pair.b.namesakes
    for one in pair.a.personas:
        for other in pair.b.personas:
            if not pair.one_story and not _full(one, other):
                continue
            rival = pair.borne_by_others(one, other)
            told_apart = rival and ((namesakes and _bare(one, other)) or pair.died_apart(one, other))
            told_apart |= _held_by_namesake(one, other, pair.b.personas)
            told_apart |= _held_by_namesake(other, one, pair.a.personas)
            if not can_be_one(one, other) or told_apart or pair.is_the_namesake(one, other):
                yield one, other, None
                continue
            both = len(deeds[one.key] & deeds[other.key])
            seen = Beside(shared(one.key, other.key), both, rival, namesakes, pair.like)
            yield one, other, traits_persons.persons(one, other, seen)


def _full(a: Persona, b: Persona) -> bool:
    """Whether names alone could link two persons of different stories: never a bare family name, never initials alone,
    never the unnamed."""
    if not a.name or not b.name or any(all(len(part) == 1 for part in name.parts) for name in (a.name, b.name)):
        return False
    return names.compare(a.name, b.name) in ("same", "part", "initial")


def _bare(a: Persona, b: Persona) -> bool:
    """Whether two share a single part of a name, and nothing else that is said of them."""
    single = bool(a.name and b.name and names.compare(a.name, b.name) in ("single", "letter"))
    return single and not (a.titles & b.titles or a.bodies & b.bodies or a.words & b.words)


def _bear_one_name(a: Persona, b: Persona) -> bool:
    return bool(a.name and b.name and names.compare(a.name, b.name) != "different")


def _held_by_namesake(one: Persona, other: Persona, beside: Iterable[Persona]) -> bool:
    """Whether somebody beside ``other`` bears the name, too, and may as well be meant: with a post of ``one`` that
    ``other`` does not hold, or with nothing said of them but a full name in another spelling, as reports spell one
    person one way."""
    if not _bear_one_name(one, other):
        return False
    rivals = [third for third in beside if third is not other and _bear_one_name(one, third)]
    by_post = bool(other.titles) and not one.titles & other.titles
    return any((by_post and one.titles & third.titles) or _spelt_otherwise(third, other) for third in rivals)


def _spelt_otherwise(third: Persona, other: Persona) -> bool:
    if third.titles or not (third.name and other.name) or min(len(third.name.parts), len(other.name.parts)) < 2:
        return False
    return not any(map(str.__eq__, third.name.parts, other.name.parts))


def _assign(scores: dict[tuple[str, str], float], namesakes: set[tuple[str, str]], enough: float) -> Iterable[Link]:
    """The best pairs one to one; none where the next best is as good, or nearly so under the same name."""
    by_side: dict[str, list[float]] = defaultdict(list)
    same_name: dict[str, int] = Counter(key for pair in namesakes for key in pair)
    for (a, b), score in scores.items():
        by_side[a].append(score)
        by_side[b].append(score)
    taken: set[str] = set()
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < enough or a in taken or b in taken:
            continue
        rivals = max(_second(by_side[a]), _second(by_side[b]))
        taken |= {a, b}
        if score - rivals >= (_NAMESAKES if max(same_name[a], same_name[b]) > 1 else _MARGIN):
            yield Link(score, a, b)


def _second(scores: list[float]) -> float:
    return sorted(scores)[-2] if len(scores) > 1 else -math.inf


def can_be_one(a: Persona, b: Persona) -> bool:
    """Whether nothing rules out that two persons are one."""
    match = names.compare(a.name, b.name) if a.name and b.name else None
    if match == "different" or (a.many != b.many and (a.name or b.name)):
        return False
    if not (a.name or b.name) and (_elsewhere(a.places, b.places) or _other_kin(a, b) or _strangers(a, b)):
        return False
    if match and (a.apart != b.apart or _turned(a, b)) and _described_otherwise(a, b):
        return False
    if match == "single" and a.sex and b.sex and a.sex != b.sex:
        return False
    told_apart = not match and (a.apart != b.apart or (a.other != b.other and not a.many))
    return (traits_persons.ages_agree(a, b) or match == "same") and not told_apart


def _turned(a: Persona, b: Persona) -> bool:
    """Whether two names have the same parts in another order, which in most languages makes another name."""
    if not (a.name and b.name) or a.name.family or b.name.family or len(a.name.parts) != len(b.name.parts):
        return False
    return not any(map(names.same_part, a.name.parts, b.name.parts))


def _described_otherwise(a: Persona, b: Persona) -> bool:
    """Whether two hold other posts, and no body has both."""
    return bool(a.titles and b.titles and not a.titles & b.titles) and not a.bodies & b.bodies


def _strangers(a: Persona, b: Persona) -> bool:
    """Whether each is said to come from somewhere, and not from the same place."""
    return bool(a.origin and b.origin and a.origin != b.origin)


def _other_kin(a: Persona, b: Persona) -> bool:
    """Whether two are described as kin, each with a kind that the other lacks: a wife is not the family, and a wife and
    a son are not a wife and a mother."""
    first, second = a.words & standing().kin, b.words & standing().kin
    return bool(first - second and second - first)


def _elsewhere(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two places share a word ("market") and yet each has one of its own ("Sunam", "Okjon")."""
    return bool(a & b and a - b and b - a)


def _cluster(groups: Sequence[list[str]], links: list[Link], apart: set[tuple[str, str]]) -> dict[str, str]:
    """Unites the linked, best first, unless that puts two persons of one report, or two known to differ, together."""
    group = {key: members for members in groups for key in members}
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        first, second = group[link.a], group[link.b]
        if first is second or _clash(first, second, apart):
            continue
        first.extend(second)
        for key in second:
            group[key] = first
    return {key: min(members) for key, members in group.items()}


def _clash(first: list[str], second: list[str], apart: set[tuple[str, str]]) -> bool:
    return any(
        a.rpartition(":")[0] == b.rpartition(":")[0] or (a, b) in apart or (b, a) in apart
        for a in first
        for b in second
    )


def several(same_as: dict[str, str]) -> tuple[tuple[str, ...], ...]:
    """The persons that are told of more than once: their ``report:person`` names, in order."""
    members: dict[str, list[str]] = defaultdict(list)
    for key, first in sorted(same_as.items()):
        members[first].append(key)
    return tuple(tuple(keys) for _, keys in sorted(members.items()) if len(keys) > 1)
