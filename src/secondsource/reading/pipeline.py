"""A Report becomes a Reading. Each stage is a plain function from the layers before it to a new layer."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context

import msgspec
from spacy.tokens import Doc

from secondsource.model import Reading, Report
from secondsource.reading import (
    amounts,
    attributions,
    backing,
    bodies,
    events,
    follows,
    judging,
    keeping,
    language,
    people,
    places,
    quotations,
    times,
    vouching,
)
from secondsource.reading.facts import Facts
from secondsource.reading.keeping import Setting

_SHARE = 8
"""Reports that a process reads at a time: few enough that all processes have work to the end."""


def read(report: Report) -> Reading:
    """All that one report yields."""
    return next(read_all([report]))


def read_all(reports: Iterable[Report], jobs: int = 1) -> Iterator[Reading]:
    """The readings of many reports, in order and the same for any number of ``jobs``; faster than one by one.

    ``jobs`` is how many processes read, each with a parser of its own. They import the calling program anew, so a
    script that asks for more than one keeps its work behind ``if __name__ == "__main__"``.
    """
    held = list(reports)
    shares = [held[at : at + _SHARE] for at in range(0, len(held), _SHARE)]
    if jobs > 1 and len(shares) > 1:
        # Started afresh rather than forked: a copy of a process that has threads of its own may never finish.
        with ProcessPoolExecutor(min(jobs, len(shares)), get_context("spawn")) as processes:
            yield from chain.from_iterable(processes.map(_read_share, shares))
        return
    for report, doc in zip(held, language.parse(held), strict=True):
        yield read_parsed(report, doc)


def _read_share(reports: list[Report]) -> list[Reading]:
    return list(read_all(reports))


def read_parsed(report: Report, doc: Doc) -> Reading:
    """The reading of a report whose words are parsed."""
    held = setting_of(report, doc)
    earlier = follows.find(report, held.sources, held.said, held.facts.times)
    return Reading(report, held.sources, held.said, keeping.taking_part(doc, held), held.events, earlier)


def setting_of(report: Report, doc: Doc) -> Setting:
    """All that is known of a report before it is asked which of its people take part."""
    held = told(report, doc)
    return msgspec.structs.replace(held, events=judging.judged(doc, held))


def told(report: Report, doc: Doc) -> Setting:
    """The same, with the status of each event as rules give it."""
    held = ruled(report, doc)
    return msgspec.structs.replace(held, events=backing.backed(doc, held))


def ruled(report: Report, doc: Doc) -> Setting:
    """The same, with the voucher of each event as rules give it, too."""
    facts = facts_of(report, doc)
    sources, said = attributions.find(doc, facts)
    sources = vouching.rest(report.text, sources, said)
    happened = vouching.vouch(report, doc, events.find(doc, facts), sources, said)
    return Setting(facts, happened, sources, said)


def facts_of(report: Report, doc: Doc) -> Facts:
    """What is known of a report before it is asked who says what, and what happened."""
    found_bodies = bodies.find(report, doc)
    found_places = places.find(report, doc, found_bodies)
    return Facts(
        report=report,
        quotations=quotations.find(report),
        places=found_places,
        bodies=found_bodies,
        times=times.find(report, doc),
        amounts=amounts.find(report, doc),
        people=people.find(report, doc, found_places, found_bodies),
    )
