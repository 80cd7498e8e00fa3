"""The same person over reports: names in their spellings, posts, bodies, places, ages, shared events.

A family name alone never links two persons, and two whom nothing tells apart but who may be two stay apart.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from secondsource.lexicon.standing import standing
from secondsource.weighing import names
from secondsource.weighing.names import Match
from secondsource.weighing.rarity import rarity
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Persona, Told

Shared = Callable[[str, str], float]
"""How many events two persons (``report:person``) share, each counted by how sure it is."""

_NAME: dict[Match, float] = {"same": 3.0, "part": 2.3, "initial": 1.7, "single": 1.0, "letter": 0.2, "different": 0.0}
_DESCRIBED, _TITLE, _BODY, _PLACE, _SHARED, _YEARS_ALIKE = 2.2, 0.6, 0.5, 0.2, 1.1, 0.5
_TITLE_OFF, _BODY_OFF, _PLACE_OFF, _OTHER_OFF, _AGE_OFF, _MANY_OFF = -0.5, -0.4, -0.5, -2.0, -2.5, -0.8
_SHARED_MOST = 2.2
_STORY = 1.5
"""What two persons of one story have for them; those of different stories need it from names, posts and bodies."""
_ENOUGH = 2.4
"""The score from which two persons are taken for one."""
_MARGIN = 0.25
"""What the best partner must have over the next one with a like name; less, and they cannot be told apart."""
_NAMESAKES = 0.8
"""The margin where the next one bears the same name: one report then has two of that name."""
_YEARS = 2
"""By how much two ages may differ, reports being written months apart."""


class Link(msgspec.Struct, frozen=True, order=True):
    """Two persons taken for one, with the score that says so."""

    score: float
    a: str
    b: str


def no_shared(a: str, b: str) -> float:
    """Before events are known nobody shares any."""
    return 0.0


def same(told: Sequence[Told], web: Web, story: Mapping[str, str], shared: Shared = no_shared) -> dict[str, str]:
    """Each person (``report:person``) to the first of the persons that are the same."""
    by_id = {one.id: one for one in told}
    links: list[Link] = []
    apart: set[tuple[str, str]] = set()
    for first, second in web.likeness:
        found, never = _pair(by_id[first], by_id[second], story[first] == story[second], shared)
        links += found
        apart |= never
    return _cluster([group for one in told for group in _within(one)], links, apart)


def _within(one: Told) -> list[list[str]]:
    """The persons of one report; a bare full name goes to the one person described under it, if there is but one."""
    described: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    bare: dict[tuple[str, ...], list[str]] = defaultdict(list)
    groups: list[list[str]] = []
    for persona in one.personas:
        parts = persona.name.parts if persona.name and len(persona.name.parts) > 1 else None
        if parts and not (persona.person.posts or persona.age or persona.words or persona.other):
            bare[parts].append(persona.key)
            continue
        groups.append([persona.key])
        if parts:
            described[parts].append(groups[-1])
    for parts, keys in bare.items():
        if len(described[parts]) == 1:
            described[parts][0].extend(keys)
        else:
            groups.extend([keys] if not described[parts] else [[key] for key in keys])
    return groups


def _pair(a: Told, b: Told, one_story: bool, shared: Shared) -> tuple[list[Link], set[tuple[str, str]]]:
    """Links between the persons of two reports, one to one, and the pairs that cannot be one person."""
    scores: dict[tuple[str, str], float] = {}
    apart: set[tuple[str, str]] = set()
    namesakes: set[tuple[str, str]] = set()
    for one in a.personas:
        for other in b.personas:
            if not one_story and not _full(one, other):
                continue
            score = alike(one, other, shared(one.key, other.key))
            if score is None:
                apart.add((one.key, other.key))
            else:
                scores[one.key, other.key] = score + _STORY * one_story
                if _bear_one_name(one, other):
                    namesakes.add((one.key, other.key))
    return list(_assign(scores, namesakes)), apart


def _full(a: Persona, b: Persona) -> bool:
    """Whether names alone could link two persons of different stories: never a bare family name, never the unnamed."""
    return bool(a.name and b.name and names.compare(a.name, b.name) in ("same", "part", "initial"))


def _bear_one_name(a: Persona, b: Persona) -> bool:
    return bool(a.name and b.name and names.compare(a.name, b.name) != "different")


def _assign(scores: dict[tuple[str, str], float], namesakes: set[tuple[str, str]]) -> Iterable[Link]:
    """The best pairs one to one; none where the next best is as good, or nearly so under the same name."""
    by_side: dict[str, list[float]] = defaultdict(list)
    same_name: dict[str, int] = Counter(key for pair in namesakes for key in pair)
    for (a, b), score in scores.items():
        by_side[a].append(score)
        by_side[b].append(score)
    taken: set[str] = set()
    for (a, b), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < _ENOUGH or a in taken or b in taken:
            continue
        rivals = max(_second(by_side[a]), _second(by_side[b]))
        taken |= {a, b}
        if score - rivals >= (_NAMESAKES if max(same_name[a], same_name[b]) > 1 else _MARGIN):
            yield Link(score, a, b)


def _second(scores: list[float]) -> float:
    return sorted(scores)[-2] if len(scores) > 1 else 0.0


def alike(a: Persona, b: Persona, shared: float) -> float | None:
    """How much says that two persons are one, their reports aside; None where they cannot be."""
    match = names.compare(a.name, b.name) if a.name and b.name else None
    if match == "different" or (a.many != b.many and (a.name or b.name)):
        return None
    if not (a.name or b.name) and (_elsewhere(a.places, b.places) or _other_kin(a, b) or _strangers(a, b)):
        return None
    if (not _ages_agree(a, b) and match != "same") or (not match and a.other != b.other and not a.many):
        return None
    score = _AGE_OFF * (not _ages_agree(a, b)) + _MANY_OFF * (a.many != b.many)
    score += min(shared * _SHARED, _SHARED_MOST) + _OTHER_OFF * (a.other != b.other and not a.many)
    if match:
        score += _NAME[match] * (names.weight(a.name) if match == "single" and a.name else 1.0)
    score += _DESCRIBED * _overlap(a.words, b.words)
    score += _agree(a.titles, b.titles, _TITLE, _TITLE_OFF)
    score += _agree(a.bodies, b.bodies, _BODY, _BODY_OFF)
    score += _agree(a.places, b.places, _PLACE, _PLACE_OFF)
    score += _YEARS_ALIKE * bool(a.age and b.age and a.age[0] == b.age[0])
    return score


def _strangers(a: Persona, b: Persona) -> bool:
    """Whether each is said to come from somewhere, and not from the same place."""
    return bool(a.origin and b.origin and a.origin != b.origin)


def _other_kin(a: Persona, b: Persona) -> bool:
    """Whether two are described as kin, each of another kind: a wife is not the family."""
    first, second = a.words & standing().kin, b.words & standing().kin
    return bool(first and second and not first & second)


def _elsewhere(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two places share a word ("market") and yet each has one of its own ("Sunam", "Okjon")."""
    return bool(a & b and a - b and b - a)


def _agree(a: frozenset[str], b: frozenset[str], plus: float, minus: float) -> float:
    if not a or not b:
        return 0.0
    return plus if a & b else minus


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """The shared share of the shorter description, by rarity of its words."""
    if not a or not b:
        return 0.0
    weigh = [sum(rarity(word) for word in words) for words in (a, b)]
    both = sum(rarity(word) for word in a & b)
    return both / max(min(weigh), 6.0)


def _ages_agree(a: Persona, b: Persona) -> bool:
    if not a.age or not b.age:
        return True
    if str(a.age[0])[::-1] == str(b.age[0]):
        return True  # 58 for 85: a slip of copying
    return a.age[0] - _YEARS <= b.age[1] and b.age[0] - _YEARS <= a.age[1]


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
