"""What two tellings of two reports have in common and what sets them apart, each as a trait with a name and a size.

``lexicon/likeness.yaml`` says what a trait weighs; the model is the second step of Bugert et al. 2021, "Generalizing
Cross-Document Event Coreference Resolution Across Multiple Corpora".
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from secondsource.model import Amount, Status
from secondsource.weighing import dates, names
from secondsource.weighing.names import Name
from secondsource.weighing.personas import Persona
from secondsource.weighing.rarity import rarity
from secondsource.weighing.told import Telling, Told

People = Mapping[str, str]
"""Each person (``report:person``) to the first of those that are the same."""

_NEAR, _FAR = 15, 120
"""Days between two tellings of one event that are a slip of memory, and from which it is another event."""
_MONTH = 31
_WORDS_LEAST = 8.0
"""The rarity that words need to say anything."""
_STATUSES: tuple[Status, ...] = ("general", "planned", "refuted", "alleged")


class Cast(msgspec.Struct, frozen=True):
    """Who is who: ``same`` is each person to the first of those that are the same, ``meets`` the reports that tell of
    that person, ``known_as`` the keys that are the same, ``personas`` the persons of the reports, ``named`` those that
    bear a name, with it."""

    same: People
    meets: Mapping[str, frozenset[str]]
    known_as: Mapping[str, Sequence[str]]
    personas: Mapping[str, Persona]
    named: Mapping[str, Name]


def cast(told: Sequence[Told], people: People) -> Cast:
    """The persons of all reports, ready to compare events by."""
    meets: dict[str, set[str]] = defaultdict(set)
    known_as: dict[str, list[str]] = defaultdict(list)
    for key, first in people.items():
        meets[first].add(_report(key))
        known_as[first].append(key)
    personas = {persona.key: persona for one in told for persona in one.personas}
    named = {key: persona.name for key, persona in personas.items() if persona.name}
    reports = {first: frozenset(each) for first, each in meets.items()}
    return Cast(people, reports, known_as, personas, named)


def _report(key: str) -> str:
    return key.rpartition(":")[0]


class Setting(msgspec.Struct, frozen=True):
    """What the two reports are to each other: how ``like``, whether one ``cites`` the other's outlet, the share of
    ``wording``, and how many tellings of such an act each has."""

    like: float = 0.0
    cites: bool = False
    wording: float = 0.0
    first: int = 1
    second: int = 1


def events(a: Telling, b: Telling, who: Cast, setting: Setting) -> dict[str, float]:
    """The traits of a pair of tellings."""
    found: dict[str, float] = {f"act {a.event.act}": 1.0, "kindred": float(a.event.act != b.event.act)}
    found |= dict(_who("recipient", (a, a.recipients), (b, b.recipients), who))
    found |= dict(_who("actor", (a, a.actors), (b, b.actors), who))
    found["recipient open"] = float((not a.recipient_words) + (not b.recipient_words))
    found["turned"] = float(_meet(a.recipients, b.actors, who) or _meet(a.actors, b.recipients, who))
    found["recipient words"] = _share(a.recipient_words, b.recipient_words)
    found["actor words"] = _share(a.actor_words, b.actor_words)
    found["context"] = _share(a.words, b.words)
    found["trigger"] = _share(a.trigger, b.trigger)
    found["trigger same"] = float(bool(a.trigger & b.trigger))
    found |= dict(_when(a, b))
    found |= dict(_where(a, b))
    found |= dict(_how_much(a, b))
    for status in _STATUSES:
        if status in (a.event.status, b.event.status):
            found[f"{status} both" if a.event.status == b.event.status else f"{status} one"] = 1.0
    found["early both"], found["early one"] = float(a.early and b.early), float(a.early != b.early)
    found["only"] = float(setting.first == setting.second == 1)
    found["many"] = math.log(setting.first * setting.second)
    found["like"], found["cites"], found["wording"] = setting.like, float(setting.cites), setting.wording
    return found


def _meet(first: Sequence[str], second: Sequence[str], who: Cast) -> bool:
    return bool({who.same.get(key, key) for key in first} & {who.same.get(key, key) for key in second})


def _who(
    role: str, first: tuple[Telling, Sequence[str]], second: tuple[Telling, Sequence[str]], who: Cast
) -> Iterator[tuple[str, float]]:
    """What the persons in a role say: one is the same; all are named and none is the same; all bear full names and
    other ones; the other report tells of one of them elsewhere; they are one here and several there."""
    (a, ours), (b, theirs) = first, second
    if _meet(ours, theirs, who):
        yield f"{role} same", 1.0
        return
    if not ours or not theirs:
        yield f"{role} one", float(bool(ours or theirs))
        return
    if all(key in who.named for key in (*ours, *theirs)):
        yield f"{role} others", 1.0
        yield (
            f"{role} strangers",
            float(strangers(ours, theirs, who) and "refuted" not in (a.event.status, b.event.status)),
        )
    else:
        elsewhere = any(b.member.report in who.meets[who.same.get(key, key)] for key in ours)
        elsewhere |= any(a.member.report in who.meets[who.same.get(key, key)] for key in theirs)
        yield f"{role} elsewhere", float(elsewhere and a.member.report != b.member.report)
        yield f"{role} unmatched", 1.0
    several = [{who.personas[key].many for key in keys if key in who.personas} for keys in (ours, theirs)]
    yield f"{role} many off", float(all(len(each) == 1 for each in several) and several[0] != several[1])
    counts = [{who.personas[key].count for key in keys if key in who.personas} - {None} for keys in (ours, theirs)]
    yield f"{role} count off", float(all(counts) and not counts[0] & counts[1])


def strangers(first: Sequence[str], second: Sequence[str], who: Cast) -> bool:
    """Whether all bear full names, and none a name of the others'."""
    if not all(key in who.named and len(who.named[key].parts) > 1 for key in (*first, *second)):
        return False
    return all(names.compare(who.named[one], who.named[other]) == "different" for one in first for other in second)


def _when(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    if not a.time or not b.time:
        yield "time open", 1.0
        return
    gap = dates.gap(a.time, b.time)
    if not gap:
        yield ("time" if max(a.time.days, b.time.days) <= _MONTH else "time wide"), 1.0
    else:
        yield ("time near" if gap <= _NEAR else ("time far" if gap > _FAR else "time off")), 1.0


def _where(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    """What the places say: one within the other is no conflict."""
    if not a.place or not b.place:
        return
    if a.place & b.place:
        yield "place", 1.0
    elif contains(a, b):
        yield "place in", 1.0
    elif "carried" not in (a.event.place_rule, b.event.place_rule):
        # where the reading took a place from around the act, no report says that it was elsewhere
        yield "place off", 1.0


def contains(a: Telling, b: Telling) -> bool:
    """Whether one place lies within the other: that is refinement, not conflict."""
    return (a.event.place or "").casefold() in b.around or (b.event.place or "").casefold() in a.around


def _how_much(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    first, second = a.event.amount, b.event.amount
    if first and second:
        yield ("amount" if first.value == second.value else "amount off"), 1.0
        yield "amount kind off", float(_kind(first) != _kind(second))
    if a.event.duration and b.event.duration:
        yield ("duration" if a.event.duration == b.event.duration else "duration off"), 1.0


def _kind(amount: Amount) -> str | None:
    return amount.currency or amount.unit


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.0
    both = sum(map(rarity, a & b))
    return both / max(min(sum(map(rarity, words)) for words in (a, b)), _WORDS_LEAST)
