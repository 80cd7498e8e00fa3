"""Readings damaged on purpose, the way a reader's mistakes damage them: a weighing must still not over-corroborate."""

from collections.abc import Callable, Sequence
from random import Random

import msgspec

from secondsource.model import NARRATOR, Event, Reading

replace = msgspec.structs.replace
SHARE = 0.25
"""The share of entries that each kind of damage hits."""


def lost_attributions(reading: Reading, chance: Random) -> Reading:
    return replace(reading, attributions=tuple(a for a in reading.attributions if chance.random() >= SHARE))


def wrong_speakers(reading: Reading, chance: Random) -> Reading:
    """Events and attributed words laid to another source of the report."""
    ids = [source.id for source in reading.sources]
    if len(ids) < 2:
        return reading

    def other(source: str) -> str:
        return chance.choice(ids) if source != NARRATOR and chance.random() < SHARE else source

    return replace(
        reading,
        events=tuple(replace(event, source=other(event.source)) for event in reading.events),
        attributions=tuple(replace(a, sources=tuple(other(s) for s in a.sources)) for a in reading.attributions),
    )


def lost_denials(reading: Reading, chance: Random) -> Reading:
    """Half of the denials hit are not read at all, half are read as if they asserted."""
    events: list[Event] = []
    for event in reading.events:
        hit = event.status == "refuted" and chance.random() < 2 * SHARE
        if hit and chance.random() < 0.5:
            continue
        events.append(replace(event, status="asserted") if hit else event)
    return replace(reading, events=tuple(events))


def lost_doubts(reading: Reading, chance: Random) -> Reading:
    """What is only alleged or planned is read as asserted."""
    return replace(
        reading,
        events=tuple(
            replace(event, status="asserted")
            if event.status in ("alleged", "planned") and chance.random() < 2 * SHARE
            else event
            for event in reading.events
        ),
    )


def lost_heads(reading: Reading, chance: Random) -> Reading:
    """Reports that lose their outlet, or their date."""
    report = reading.report
    if chance.random() < SHARE:
        report = replace(report, outlet=None)
    if chance.random() < SHARE:
        report = replace(report, published=None)
    return replace(reading, report=report)


def lost_chains(reading: Reading, chance: Random) -> Reading:
    """Sources of which it is not read whom they rest on."""
    return replace(
        reading,
        sources=tuple(
            replace(source, rests_on=()) if chance.random() < 2 * SHARE else source for source in reading.sources
        ),
    )


Damage = Callable[[Reading, Random], Reading]

DAMAGES: dict[str, Sequence[Damage]] = {
    "attributions lost": (lost_attributions,),
    "words laid to others": (wrong_speakers,),
    "denials lost": (lost_denials,),
    "doubts lost": (lost_doubts,),
    "outlets and dates lost": (lost_heads,),
    "chains lost": (lost_chains,),
    "all of it": (lost_attributions, wrong_speakers, lost_denials, lost_doubts, lost_heads, lost_chains),
}


def damaged(readings: Sequence[Reading], kinds: Sequence[Damage], seed: int) -> list[Reading]:
    chance = Random(seed)
    for kind in kinds:
        readings = [kind(reading, chance) for reading in readings]
    return list(readings)
