"""A weighing of many reports, scored against the bundles of the gold."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from secondsource.evaluation.gold import Bundle, GoldRestsOn, GoldSameEvent
from secondsource.evaluation.reports import Matched
from secondsource.evaluation.tally import Tally
from secondsource.model import WeighedEvent, Weighing

Named = tuple[str, str]
"""A report, and the gold name of an event (its trigger) or person in it."""

STRONG = frozenset({"corroborated", "acknowledged"})
"""The grades that a user may take for proof."""


def score_weighing(bundles: Iterable[Bundle], weighing: Weighing, matched: Mapping[str, Matched], tally: Tally) -> None:
    """Add the layers of a weighing to the tally. ``matched`` holds the matches of each report, by its name."""
    held = list(bundles)
    events = [event for bundle in held for event in bundle.same_event or ()]
    gold_events = [{(m.report, m.trigger) for m in event.members} for event in events]
    groups = [events_of(group, matched) for group in weighing.events]
    _pairs("same_event", gold_events, groups, tally)

    gold_people = [{_named(name) for name in group.members} for b in held for group in b.same_person or ()]
    people = [_gold_people(person.members, matched) for person in weighing.people]
    merged = _pairs("same_person", gold_people, people, tally)
    apart = [[_named(name) for name in pair] for b in held for pair in b.not_same or () if isinstance(pair, list)]
    tally.counts["merged_look_alikes"] = sum(frozenset(pair) in merged for pair in apart if len(pair) == 2)

    _grades(events, list(zip(weighing.events, groups, strict=True)), tally)

    rests = {(r.report, r.base) for b in held for r in b.rests_on or () if isinstance(r, GoldRestsOn)}
    got = {(r.report, r.base) for r in weighing.rests_on}
    tally.add("rests_on", right=len(got & rests), predicted=len(got), gold=len(rests))


def _named(name: str) -> Named:
    report, _, key = name.partition(":")
    return report, key


def events_of(group: WeighedEvent, matched: Mapping[str, Matched]) -> set[Named]:
    """The gold events that a group's members were matched with."""
    found = ((m.report, matched[m.report].events.get(m.event)) for m in group.members if m.report in matched)
    return {(report, trigger) for report, trigger in found if trigger}


def _gold_people(members: Iterable[str], matched: Mapping[str, Matched]) -> set[Named]:
    named = (_named(name) for name in members)
    return {(r, matched[r].people[p]) for r, p in named if r in matched and p in matched[r].people}


def _pairs(
    layer: str, gold: Iterable[set[Named]], predicted: Iterable[set[Named]], tally: Tally
) -> set[frozenset[Named]]:
    """Score which two belong together; returns the pairs that were predicted."""

    def pairs(groups: Iterable[set[Named]]) -> set[frozenset[Named]]:
        return {frozenset(pair) for group in groups for pair in combinations(group, 2)}

    want, got = pairs(gold), pairs(predicted)
    tally.add(layer, right=len(want & got), predicted=len(got), gold=len(want))
    return got


def _grades(events: Iterable[GoldSameEvent], groups: list[tuple[WeighedEvent, set[Named]]], tally: Tally) -> None:
    """The grade of each gold event is that of the group that holds most of its members, the first of equals."""
    over = 0
    for event in events:
        members = {(m.report, m.trigger) for m in event.members}
        best = max(groups, key=lambda group: len(group[1] & members), default=None)
        grade = best[0].grade if best and best[1] & members else None
        tally.add("grades", right=grade == event.grade, predicted=1, gold=1)
        over += grade in STRONG and event.grade not in STRONG
    tally.counts["over_corroborated"] = over
