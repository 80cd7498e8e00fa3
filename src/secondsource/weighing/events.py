"""The same event over reports: act, who, when, where, how much, and how like the two reports are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from secondsource.lexicon.standing import standing
from secondsource.model import Amount, Member
from secondsource.weighing import dates, names
from secondsource.weighing.names import Name
from secondsource.weighing.rarity import rarity
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Telling, Told

People = Mapping[str, str]
"""Each person (``report:person``) to the first of those that are the same."""

# Weights of a logistic model of pairs within a story, fitted on the annotated development reports and rounded; the
# model is Bugert et al. 2021's second step. Two are set by hand, stricter: other full names, and times far apart.
_RECIPIENT, _ACTOR, _OTHERS, _ELSEWHERE, _STRANGERS = 1.9, 1.7, -0.4, -0.7, -2.5
"""The same person is done to, does it; all are named and none is the same; the other report tells of one of them
elsewhere; all bear full names and other ones."""
_RECIPIENT_WORDS, _ACTOR_WORDS, _CONTEXT = 1.1, 0.8, 3.8
_TIME, _TIME_WIDE, _TIME_NEAR, _TIME_OFF, _TIME_FAR = 1.3, 0.5, -0.7, -1.1, -2.0
_NEAR, _FAR = 15, 120
"""Days between two tellings of one event that are a slip of memory, and from which it is another event."""
_PLACE, _PLACE_IN, _PLACE_OFF, _AMOUNT, _DURATION, _DURATION_OFF = 0.8, 0.3, -0.2, 0.9, 1.8, -0.5
_HABIT, _PLAN, _DENIAL, _KINDRED, _ONLY = -1.6, -0.7, 0.6, -2.6, 0.6
_EARLY, _OPEN = 1.1, 0.3
"""Both told at their reports' heads; a telling that names nobody it was done to."""
_ENOUGH, _ENOUGH_ALONE = 1.2, 4.5
"""The score from which two tellings are one event, in reports of one story and in others."""
_TWIN = 1.0


class Cast(msgspec.Struct, frozen=True):
    """Who is who: ``same`` is each person to the first of those that are the same, ``meets`` the reports that tell of
    that person, ``named`` the persons that bear a name, with it."""

    same: People
    meets: Mapping[str, frozenset[str]]
    named: Mapping[str, Name]


def cast(told: Sequence[Told], people: People) -> Cast:
    """The persons of all reports, ready to compare events by."""
    meets: dict[str, set[str]] = defaultdict(set)
    for key, first in people.items():
        meets[first].add(_report(key))
    named = {persona.key: persona.name for one in told for persona in one.personas if persona.name}
    return Cast(people, {first: frozenset(reports) for first, reports in meets.items()}, named)


def _report(key: str) -> str:
    return key.rpartition(":")[0]


class Link(msgspec.Struct, frozen=True):
    """Two tellings taken for one event."""

    score: float
    a: Member
    b: Member


def same(told: Sequence[Told], web: Web, story: Mapping[str, str], people: People) -> dict[Member, Member]:
    """Each telling to the first of the tellings of the same event."""
    by_id = {one.id: one for one in told}
    who = cast(told, people)
    links = [link for one in told for link in _twins(one, who)]
    for first, second in web.likeness:
        links += _pair(by_id[first], by_id[second], web, story[first] == story[second], who)
    return _cluster([telling for one in told for telling in one.tellings], links)


def _pair(a: Told, b: Told, web: Web, one_story: bool, who: Cast) -> Iterable[Link]:
    """Links between the tellings of two reports, one to one; kindred acts only within one story."""
    enough = _ENOUGH if one_story else _ENOUGH_ALONE
    kindred = standing().kindred_of if one_story else {}
    by_act, acts = _by_act(b), _by_act(a)
    scores = []
    for one in a.tellings:
        for act in (one.event.act, *kindred.get(one.event.act, ())):
            only = act == one.event.act and len(acts[act]) == len(by_act[act]) == 1
            for other in by_act[act]:
                score = alike(one, other, who) + _ONLY * (only and one_story)
                if score >= enough:
                    scores.append((score, one, other))
    taken: set[Member] = set()
    for score, one, other in sorted(scores, key=lambda found: (-found[0], found[1].member, found[2].member)):
        if one.member not in taken and other.member not in taken:
            taken |= {one.member, other.member}
            yield Link(score, one.member, other.member)


def _by_act(one: Told) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in one.tellings:
        found[telling.event.act].append(telling)
    return found


def _twins(one: Told, who: Cast) -> Iterable[Link]:
    """An act and its denial, told in one report."""
    for a in one.tellings:
        for b in one.tellings:
            if a.event.status == "refuted" and b.event.status != "refuted" and a.event.act == b.event.act:
                score = alike(a, b, who)
                if score >= _TWIN:
                    yield Link(score - 1.0, a.member, b.member)


def alike(a: Telling, b: Telling, who: Cast) -> float:
    """How much says that two tellings are of one event, their reports aside."""
    score = _who(a, b, who) + _when(a, b) + _where(a, b) + _how_much(a.event.amount, b.event.amount)
    score += _RECIPIENT_WORDS * _share(a.recipient_words, b.recipient_words)
    score += _ACTOR_WORDS * _share(a.actor_words, b.actor_words)
    score += _CONTEXT * _share(a.words, b.words)
    if a.event.duration and b.event.duration:
        score += _DURATION if a.event.duration == b.event.duration else _DURATION_OFF
    score += _EARLY * (a.early and b.early) + _OPEN * ((not a.recipient_words) + (not b.recipient_words))
    for status, weight in (("general", _HABIT), ("planned", _PLAN), ("refuted", _DENIAL)):
        score += weight * ((a.event.status == status) != (b.event.status == status))
    return score + _KINDRED * (a.event.act != b.event.act)


def _who(a: Telling, b: Telling, who: Cast) -> float:
    """What the persons in the roles say: for, where one is the same; against, where they are known to be others."""
    score = 0.0
    for weight, first, second in ((_RECIPIENT, a.recipients, b.recipients), (_ACTOR, a.actors, b.actors)):
        ours, theirs = {who.same.get(key, key) for key in first}, {who.same.get(key, key) for key in second}
        if ours & theirs:
            score += weight
        elif ours and theirs:
            score += _others(a, b, first, second, who)
    return score


def _others(a: Telling, b: Telling, first: Sequence[str], second: Sequence[str], who: Cast) -> float:
    """What speaks against: all are named, and not the same; or the other report tells of one of them elsewhere."""
    if all(key in who.named for key in (*first, *second)):
        matches = [names.compare(who.named[one], who.named[other]) for one in first for other in second]
        whole = all(len(who.named[key].parts) > 1 for key in (*first, *second))
        strangers = whole and set(matches) == {"different"} and "refuted" not in (a.event.status, b.event.status)
        return _STRANGERS if strangers else _OTHERS
    elsewhere = [b.member.report in who.meets[who.same.get(key, key)] for key in first]
    elsewhere += [a.member.report in who.meets[who.same.get(key, key)] for key in second]
    return _ELSEWHERE if a.member.report != b.member.report and any(elsewhere) else 0.0


def _when(a: Telling, b: Telling) -> float:
    if not a.time or not b.time:
        return 0.0
    gap = dates.gap(a.time, b.time)
    if not gap:
        return _TIME if max(a.time.days, b.time.days) <= 31 else _TIME_WIDE
    return _TIME_NEAR if gap <= _NEAR else (_TIME_FAR if gap > _FAR else _TIME_OFF)


def _where(a: Telling, b: Telling) -> float:
    """What the places say: one within the other is no conflict."""
    if not a.place or not b.place:
        return 0.0
    if a.place & b.place:
        return _PLACE
    if contains(a, b):
        return _PLACE_IN
    if "carried" in (a.event.place_rule, b.event.place_rule):
        return 0.0  # where the reading took a place from around the act, no report says that it was elsewhere
    return _PLACE_OFF


def contains(a: Telling, b: Telling) -> bool:
    """Whether one place lies within the other: that is refinement, not conflict."""
    return (a.event.place or "").casefold() in b.around or (b.event.place or "").casefold() in a.around


def _how_much(a: Amount | None, b: Amount | None) -> float:
    if not a or not b:
        return 0.0
    return _AMOUNT * (a.value == b.value)


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.0
    both = sum(rarity(word) for word in a & b)
    least = min(sum(rarity(word) for word in words) for words in (a, b))
    return both / max(least, 8.0)


def _cluster(tellings: Sequence[Telling], links: Iterable[Link]) -> dict[Member, Member]:
    """Unites the linked, best first, unless two assertions of one report come together."""
    by_member = {telling.member: telling for telling in tellings}
    group = {member: [member] for member in by_member}
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        first, second = group[link.a], group[link.b]
        if first is second or _clash(first, second, by_member):
            continue
        first.extend(second)
        for member in second:
            group[member] = first
    return {member: min(members) for member, members in group.items()}


def _clash(first: list[Member], second: list[Member], by_member: Mapping[Member, Telling]) -> bool:
    return any(
        a.report == b.report and (by_member[a].event.status == "refuted") == (by_member[b].event.status == "refuted")
        for a in first
        for b in second
    )


def shared(told: Sequence[Told], first: Mapping[Member, Member]) -> Callable[[str, str], float]:
    """How many events two persons (``report:person``) fill the same role in."""
    holders: dict[tuple[Member, str], list[str]] = defaultdict(list)
    for one in told:
        for telling in one.tellings:
            for role, people in (("actor", telling.actors), ("recipient", telling.recipients)):
                holders[first[telling.member], role] += people
    count = Counter((a, b) for people in holders.values() for a in set(people) for b in set(people) if a != b)
    return lambda a, b: count[a, b]
