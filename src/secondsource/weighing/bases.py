"""Reports that rest on another: that share its wording, or that lead with citing it and have no source of their own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from secondsource.model import LIVE, Member, RestsKind, RestsOn
from secondsource.weighing import reuse
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Telling, Told
from secondsource.weighing.voices import Voice, Voices

_COPY, _PARTIAL = 0.5, 0.1
"""Containment from which a report is a copy of another, and from which it shares its wording."""
_LEAD = 0.27
"""The share of a report's live text within which it names what it is built on."""
_OWN_MOST = 0.5
"""Of the events that a report shares with its base, the share that it may have from sources of its own."""
_CITED_LEAST = 1
"""How many shared events told by media and institutions alone make up for none being laid to the base by name."""


def joined(web: Web, rests_on: Sequence[RestsOn]) -> Web:
    """The web with what rests on what."""
    return msgspec.structs.replace(web, bases=frozenset((found.report, found.base) for found in rests_on))


def found(
    told: Sequence[Told], web: Web, story: Mapping[str, str], happened: Mapping[Member, Member], heard: Voices
) -> tuple[RestsOn, ...]:
    """Who rests on whom, in order of ids; of one outlet's reports the most alike is the base of a copy, and
    of who cites the last, or the first for whoever bears no day."""
    by_story: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_story[story[one.id]].append(one)
    rests = [
        resting
        for members in by_story.values()
        for one in members
        for resting in _bases(one, [base for base in members if base is not one], web, happened, heard)
    ]
    return tuple(sorted(rests, key=lambda resting: (resting.report, resting.base)))


def _bases(
    one: Told, others: Sequence[Told], web: Web, happened: Mapping[Member, Member], heard: Voices
) -> Iterator[RestsOn]:
    best: dict[str, tuple[tuple[bool, float, float], RestsOn]] = {}
    for base in others:
        resting = _rests(one, base, web, happened, heard)
        if resting:
            likeness = web.like(one.id, base.id) + web.wording.get((one.id, base.id), 0.0)
            cites = resting.kind == "cited"
            rank = not cites, _likely_meant(one, base) if cites else 0.0, likeness
            if base.outlet not in best or best[base.outlet][0] < rank:
                best[base.outlet] = rank, resting
    yield from (resting for _, resting in best.values())


def _likely_meant(one: Told, base: Told) -> float:
    """Of a newsroom's reports the last is mostly meant; who cites without a day of its own may have come out before the
    follow-up, but not before the first."""
    if not base.published:
        return 0.0
    return float(base.published[0] if one.published else -base.published[0])


def _rests(one: Told, base: Told, web: Web, happened: Mapping[Member, Member], heard: Voices) -> RestsOn | None:
    """How a report rests on another; None where it does not, or came out first."""
    share = web.wording.get((one.id, base.id), 0.0)
    if reuse.earlier(base, one) is False or _turned_round(one, base, web):
        return None
    if share >= (_COPY if one.outlet == base.outlet else _PARTIAL):
        return RestsOn(one.id, base.id, _kind(one, base, share), share, f"{share:.0%} of its five-word sequences")
    if one.outlet == base.outlet or not _leads_with(one, base, web):
        return None
    events = {happened[telling.member] for telling in base.tellings}
    both = [telling for telling in one.tellings if happened[telling.member] in events]
    own = sum(any(voice.own for voice in _voices(telling, heard)) for telling in both)
    laid = sum(_laid_to(telling, base, heard) for telling in one.tellings)
    passed_on = sum(_passed_on(telling, heard) for telling in both)
    if own > _OWN_MOST * len(both) or not (laid or passed_on >= _CITED_LEAST):
        return None
    evidence = f"it names {base.reading.report.outlet} at its head, and lays {laid} events to it"
    return RestsOn(one.id, base.id, _kind(one, base, share), share, evidence)


def _turned_round(one: Told, base: Told, web: Web) -> bool:
    """Whether it is the other that cites, the order of publication being unknown."""
    if reuse.earlier(base, one):
        return False
    if (one.id, base.id) in web.cites:
        return False
    return (base.id, one.id) in web.cites or one.id < base.id


def _kind(one: Told, base: Told, share: float) -> RestsKind:
    if one.reading.report.language != base.reading.report.language:
        return "translated"
    return "copied" if share >= _COPY else ("rewritten" if share >= _PARTIAL else "cited")


def _leads_with(one: Told, base: Told, web: Web) -> bool:
    """Whether the report names the base's outlet near its head."""
    pattern = web.outlets.get(base.outlet)
    if pattern is None or (one.id, base.id) not in web.cites:
        return False
    text = one.reading.report.text
    live = "\n".join(text[b.span.start : b.span.end] for b in one.reading.report.blocks if b.kind in LIVE)
    match = pattern.search(live)
    return bool(match and match.start() <= _LEAD * len(live))


def _voices(telling: Telling, heard: Voices) -> list[Voice]:
    """Who tells of an event; whom one of these passes on is not heard by the outlet itself."""
    tellers = [heard[key] for key in telling.tellers if key in heard]
    behind = frozenset[str]().union(*(v.behind for v in tellers if v.source and v.source.anonymity == "media"))
    return [v for v in tellers if v.source is None or v.source.id not in behind]


def _laid_to(telling: Telling, base: Told, heard: Voices) -> bool:
    voices = _voices(telling, heard)
    return bool(voices) and all(base.outlet in voice.cites for voice in voices)


def _passed_on(telling: Telling, heard: Voices) -> bool:
    """Whether media and institutions alone tell it."""
    voices = _voices(telling, heard)
    return bool(voices) and all(
        voice.source and (voice.outside or voice.source.anonymity == "media") for voice in voices
    )
