"""The same event over reports: act, who, when, where, how much, and how like the two reports are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import msgspec

from secondsource.lexicon.likeness import likeness
from secondsource.lexicon.standing import standing
from secondsource.model import Member
from secondsource.weighing import dates
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Telling, Told
from secondsource.weighing.traits_events import Cast, People, Setting, cast, events
from secondsource.weighing.words import stem

_ALONE = 3.3
"""What two tellings in reports of different stories need over those of one story."""
_TWIN, _TWINS_LAST = 1.0, -1.0
"""The score from which an act and its denial in one report are one, and what they lose to pairs of two reports."""


_EXACT = 3
"""Days of a time that is known to the day."""


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
    return _cluster([telling for one in told for telling in one.tellings], links, who)


def _pair(a: Told, b: Told, web: Web, one_story: bool, who: Cast) -> Iterable[Link]:
    """Links between the tellings of two reports, one to one; kindred acts only within one story."""
    model = likeness("events")
    enough = model.enough + _ALONE * (not one_story)
    taken: set[Member] = set()
    scores = [(model.score(traits), one, other) for one, other, traits in pairs(a, b, web, one_story, who)]
    for score, one, other in sorted(scores, key=lambda found: (-found[0], found[1].member, found[2].member)):
        if score >= enough and one.member not in taken and other.member not in taken:
            taken |= {one.member, other.member}
            yield Link(score, one.member, other.member)


def pairs(
    a: Told, b: Told, web: Web, one_story: bool, who: Cast
) -> Iterator[tuple[Telling, Telling, dict[str, float]]]:
    """The pairs of tellings of two reports that may be of one event, with their traits."""
    kindred = standing().kindred_of if one_story else {}
    cites = (a.id, b.id) in web.cites or (b.id, a.id) in web.cites
    like, wording = web.like(a.id, b.id), web.shared(a.id, b.id)
    by_act, acts = _by_act(b), _by_act(a)
    for one in a.tellings:
        for act in (one.event.act, *kindred.get(one.event.act, ())):
            setting = Setting(like, cites, wording, len(acts[one.event.act]), len(by_act[act]) if act in by_act else 1)
            for other in by_act.get(act, ()):
                yield one, other, events(one, other, who, setting)


def _by_act(one: Told) -> dict[str, list[Telling]]:
    found: dict[str, list[Telling]] = defaultdict(list)
    for telling in one.tellings:
        found[telling.event.act].append(telling)
    return found


def _twins(one: Told, who: Cast) -> Iterable[Link]:
    """An act and its denial, told in one report."""
    model = likeness("events")
    for a in one.tellings:
        for b in one.tellings:
            if a.event.status == "refuted" and b.event.status != "refuted" and a.event.act == b.event.act:
                score = model.score(events(a, b, who, Setting()))
                if score >= model.enough + _TWIN:
                    yield Link(score + _TWINS_LAST, a.member, b.member)


def _cluster(tellings: Sequence[Telling], links: Iterable[Link], who: Cast) -> dict[Member, Member]:
    """Unites the linked, best first, unless two assertions of one report come together."""
    by_member = {telling.member: telling for telling in tellings}
    group = {member: [member] for member in by_member}
    for link in sorted(links, key=lambda link: (-link.score, link.a, link.b)):
        first, second = group[link.a], group[link.b]
        if first is second or _clash(first, second, by_member, who):
            continue
        first.extend(second)
        for member in second:
            group[member] = first
    return {member: min(members) for member, members in group.items()}


def _clash(first: list[Member], second: list[Member], by_member: Mapping[Member, Telling], who: Cast) -> bool:
    pairs = [(by_member[a], by_member[b]) for a in first for b in second]
    return any(
        (a.member.report == b.member.report and (a.event.status == "refuted") == (b.event.status == "refuted"))
        or _held_elsewhere(a, b)
        or beside(a, b, who)
        for a, b in pairs
    )


def beside(a: Telling, b: Telling, who: Cast) -> bool:
    """Whether one of two tellings denies something beside what the other tells: of another day or occasion, or of
    somebody else of its report ("the wife of Ri was not arrested")."""
    if (a.event.status == "refuted") == (b.event.status == "refuted"):
        return False
    told, denial = (b, a) if a.event.status == "refuted" else (a, b)
    return _of_another_day(told, denial) or (denial.again and not told.again) or _of_another(told, denial, who)


def _of_another_day(told: Telling, denial: Telling) -> bool:
    """Whether a denial's own sentence gives another month or year: who is free on the day after was not arrested."""
    time, event = denial.time, denial.event
    if time is None or told.time is None or event.time is None or time.days <= _EXACT:
        return False
    own = any(span.start <= event.time.span.start < span.end for span in denial.sentences)
    return own and dates.gap(told.time, time) > 0


def _of_another(told: Telling, denial: Telling, who: Cast) -> bool:
    """Whether a denial is of somebody who is named by the one to whom it was done: of "Ri's wife", where Ri was."""
    ours = {who.same.get(key, key) for key in told.recipients}
    if not ours or ours & {who.same.get(key, key) for key in denial.recipients}:
        return False
    report = f"{denial.member.report}:"
    mentions = (
        mention
        for first in ours
        for key in who.known_as.get(first, ())
        if key.startswith(report)
        for mention in who.personas[key].person.mentions
    )
    return any(
        filler.start <= mention.start and mention.end <= filler.end
        for mention in mentions
        for filler in denial.event.recipient
    )


def _held_elsewhere(a: Telling, b: Telling) -> bool:
    """Whether one has somebody in a camp and the other has him in a labour brigade or a hospital."""
    if not {a.event.act, b.event.act} <= standing().penalties:
        return False
    places = _places_of_custody().items()
    first, second = ({kind for kind, words in places if one.trigger & words} for one in (a, b))
    return bool(first) and bool(second) and not first & second


@cache
def _places_of_custody() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(stem, words)) for kind, words in standing().held_in.items()}


def shared(told: Sequence[Told], first: Mapping[Member, Member]) -> Callable[[str, str], float]:
    """How many events two persons (``report:person``) fill the same role in."""
    holders: dict[tuple[Member, str], list[str]] = defaultdict(list)
    for one in told:
        for telling in one.tellings:
            for role, people in (("actor", telling.actors), ("recipient", telling.recipients)):
                holders[first[telling.member], role] += people
    count = Counter((a, b) for people in holders.values() for a in set(people) for b in set(people) if a != b)
    return lambda a, b: count[a, b]
