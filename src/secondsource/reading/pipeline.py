"""A Report becomes a Reading. Each stage is a plain function from the layers before it to a new layer."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from secondsource.model import Reading, Report
from secondsource.reading import (
    amounts,
    attributions,
    bodies,
    events,
    follows,
    language,
    people,
    places,
    quotations,
    times,
    vouching,
)
from secondsource.reading.facts import Facts


def read(report: Report) -> Reading:
    """All that one report yields."""
    return next(read_all([report]))


def read_all(reports: Iterable[Report]) -> Iterator[Reading]:
    """The readings of many reports, in order; faster than one by one."""
    held = list(reports)
    for report, doc in zip(held, language.parse(held), strict=True):
        yield read_parsed(report, doc)


def read_parsed(report: Report, doc: Doc) -> Reading:
    """The reading of a report whose words are parsed."""
    found_bodies = bodies.find(report, doc)
    found_places = places.find(report, doc, found_bodies)
    facts = Facts(
        report=report,
        quotations=quotations.find(report),
        places=found_places,
        bodies=found_bodies,
        times=times.find(report, doc),
        amounts=amounts.find(report, doc),
        people=people.find(report, doc, found_places, found_bodies),
    )
    sources, said = attributions.find(doc, facts)
    sources = vouching.rest(sources, said)
    happened = vouching.vouch(report, events.find(doc, facts), sources, said)
    earlier = follows.find(report, sources, said, facts.times)
    return Reading(report, sources, said, people.taking_part(facts.people, happened), happened, earlier)
