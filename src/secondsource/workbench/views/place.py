"""A place: what is told to have happened there and inside it, with how precisely it is known where."""

from functools import cache

import msgspec

from secondsource.lexicon.countries import PlaceEntry, coordinates
from secondsource.lexicon.countries import places as known_places
from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import rows
from secondsource.workbench.views.rows import FactLine, Ref

MOST_FACTS = 60


class PlaceLine(msgspec.Struct, frozen=True):
    """A place in a list, with the number of events there."""

    id: str
    name: str
    events: int


class Spot(msgspec.Struct, frozen=True):
    """A place on the map: degrees (WGS 84), its ``kind`` as precision (country, region, province, county, city, ...),
    the facts there, the gravest of their grades, and its ``country`` (ISO 3166-1, lower case)."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    facts: tuple[str, ...]
    grade: str
    country: str = ""


class PlacePage(msgspec.Struct, frozen=True):
    """A place. ``within``: the places around it, the nearest first; ``kind`` is empty where the lexicon has it not."""

    id: str
    name: str
    kind: str
    country: str
    within: tuple[Ref, ...]
    facts: tuple[FactLine, ...]
    spots: tuple[Spot, ...]


def place(desk: Desk, id: str) -> PlacePage:
    """A place and what happened there. Raises WorkbenchError."""
    name = desk.sealer.open("place", id)
    known = _entries().get(name)
    facts = rows.fact_lines(desk, desk.archive.labelled("place", name, MOST_FACTS, desk.open_only))
    found = spots(desk, facts)
    if known and not any(spot.name == name for spot in found):
        found = (*found, *_spot(desk, name, (), ""))
    around: list[Ref] = []
    step = known
    while step and step.within and len(around) < 6:
        around.append(Ref(desk.sealer.seal("place", step.within), step.within))
        step = _entries().get(step.within)
    return PlacePage(
        id=id,
        name=clean(name),
        kind=known.kind if known else "",
        country=(known.country or "") if known else "",
        within=tuple(around),
        facts=facts,
        spots=found,
    )


def places(desk: Desk, limit: int = 100, offset: int = 0) -> tuple[PlaceLine, ...]:
    """Places, those with most events first."""
    key = ("places", limit, offset, desk.open_only)
    found = desk.kept(key, lambda: desk.archive.places(limit, offset, desk.open_only))
    seal = desk.sealer.seal
    return tuple(PlaceLine(seal("place", name), clean(name), n) for name, n in found)


def spots(desk: Desk, facts: tuple[FactLine, ...]) -> tuple[Spot, ...]:
    """Where on the map some facts are told to have happened; those in places that no lexicon has are left out."""
    at: dict[str, list[FactLine]] = {}
    for fact in facts:
        if fact.place:
            at.setdefault(fact.place.name, []).append(fact)
    found: list[Spot] = []
    for name, those in at.items():
        found += _spot(desk, name, tuple(fact.id for fact in those), those[0].grade)
    return tuple(found)


def _spot(desk: Desk, name: str, facts: tuple[str, ...], grade: str) -> tuple[Spot, ...]:
    known = _entries().get(name)
    where = coordinates().get((known.country or "", name)) if known else None
    if known is None or where is None:
        return ()
    return (Spot(desk.sealer.seal("place", name), clean(name), known.kind, *where, facts, grade, known.country),)


@cache
def _entries() -> dict[str, PlaceEntry]:
    """Places of the lexicon by name; of several of one name, the first."""
    found: dict[str, PlaceEntry] = {}
    for entry in known_places():
        found.setdefault(entry.name, entry)
    return found
