"""What is known of countries: places, bodies and their names over time, media, ranks, names of people, currencies.

One YAML file a country under ``lexicon/countries/``; ``general.yaml`` holds the countries known in outline only, and
what belongs to no country (international bodies and media, seas, continents). A country is added by adding a file.
"""

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

from secondsource.lexicon import loader

BodyKind = Literal[
    "security", "police", "military", "party", "court", "prosecutor", "government", "parliament", "prison", "media",
    "ngo", "international", "opposition", "religious", "company", "school", "hospital", "union", "other",
]  # fmt: skip
PlaceKind = Literal[
    "country", "province", "region", "prefecture", "city", "county", "district", "township", "town", "village", "ward",
    "river", "lake", "sea", "mountain", "island", "crossing", "camp", "prison", "site", "area", "continent", "airport",
]  # fmt: skip
NameOrder = Literal["family_first", "given_first", "no_family"]

INTERNATIONAL = "int"
"""The code of what belongs to no country."""


class PlaceGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Places of one kind around which lies one place. ``names``: canonical name without ``suffix`` to its variants.

    ``suffix`` ("County") ends the canonical name; the bare name is read as well. A name under ``ambiguous`` is also
    a common word or a person's name, and is read as a place only beside words that make it one.
    """

    kind: PlaceKind
    names: dict[str, tuple[str, ...] | None]
    within: str | None = None
    suffix: str = ""
    ambiguous: tuple[str, ...] = ()


class PlaceEntry(msgspec.Struct, frozen=True):
    """A place: canonical name, and every form that it is read from."""

    name: str
    kind: PlaceKind
    within: str | None
    country: str
    forms: tuple[str, ...]
    ambiguous: bool = False


class BodyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body: canonical name; ``former`` are names it bore before; ``state`` whether it is an organ of the state."""

    name: str
    kind: BodyKind
    abbreviations: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    state: bool = True
    country: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form but the abbreviations."""
        return (self.name, *self.variants, *self.former)


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A currency: ISO 4217 code (or the trade's own, as MLC) and the words for it, lower case but for signs."""

    code: str
    words: tuple[str, ...]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of one country. ``code`` is ISO 3166-1 alpha-2 in lower case."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    peoples: tuple[str, ...] = ()
    capital: str | None = None
    cities: dict[str, tuple[str, ...] | None] = {}
    places: tuple[PlaceGroup, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    currencies: tuple[Currency, ...] = ()
    ranks: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    honorifics: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    given_names: tuple[str, ...] = ()
    name_order: NameOrder = "given_first"
    ambiguous: bool = False
    """Whether the country's name is also a person's ("Jordan")."""


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``general.yaml``: countries in outline, what belongs to none, and words on which the readers of names rely."""

    countries: tuple[Country, ...]
    places: tuple[PlaceGroup, ...]
    bodies: tuple[BodyEntry, ...]
    currencies: tuple[Currency, ...]
    localities: dict[str, PlaceKind]
    """Words that follow or precede a name and make it a place: "county", "oblast", "-gun"."""
    locality_names: dict[str, str]
    """Words of locality in other languages to the English one that a canonical name has."""
    bare_localities: tuple[str, ...]
    """Those that are no part of a place's name when written small: "the town", "camp"."""
    preposed: tuple[str, ...]
    """Those that stand before the name: "county of X", "Mount X"."""
    place_prepositions: tuple[str, ...]
    body_heads: dict[str, BodyKind]
    """Words that make a capitalised run a body: "Ministry", "Court"."""
    lower_bodies: dict[str, BodyKind]
    """Bodies named by a common noun: "police", "state security"."""
    body_topics: dict[str, BodyKind]
    """Words in a body's name that tell its kind whatever its head word: "State Security" of any bureau."""
    topical_bodies: tuple[str, ...]
    """Of ``lower_bodies``, those before which a noun says what they are for: "health bureau"."""
    not_topics: tuple[str, ...]
    """Words before such a body that are no such noun: "same", "their"."""
    surname_endings: tuple[str, ...]
    """Endings of family names that no place in the lexicon's countries bears."""
    outlet_words: tuple[str, ...]
    """Words that make a name that of an outlet: "Daily", "Radio"."""
    not_names: tuple[str, ...]
    """Capitalised words that are neither a place nor a body: months, weekdays, feasts, faiths."""
    openers: tuple[str, ...]
    """Words that begin a sentence or a headline before a name, and are no part of it."""


@cache
def world() -> World:
    """``general.yaml``."""
    found: World = loader.load("countries/general.yaml", World)
    return found


@cache
def in_full() -> frozenset[str]:
    """Codes of the countries that have a file of their own."""
    return frozenset(name[len("countries/") : -len(".yaml")] for name in loader.files("countries")) - {"general"}


@cache
def all_countries() -> dict[str, Country]:
    """Every country by its code; a country with a file of its own stands before its outline."""
    own = (loader.load(name, Country) for name in loader.files("countries") if not name.endswith("general.yaml"))
    found = {country.code: country for country in own}
    for country in world().countries:
        found.setdefault(country.code, country)
    return found


def _country_places(country: Country) -> list[PlaceEntry]:
    forms = (country.name, *country.aliases)
    entries = [PlaceEntry(country.name, "country", None, country.code, forms, country.ambiguous)]
    cities = dict(country.cities)
    if country.capital:
        cities.setdefault(country.capital, None)
    entries += [
        PlaceEntry(name, "city", country.name, country.code, (name, *(variants or ())))
        for name, variants in cities.items()
    ]
    return entries


def _group_places(group: PlaceGroup, code: str) -> list[PlaceEntry]:
    entries = []
    for bare, variants in group.names.items():
        name = f"{bare} {group.suffix}" if group.suffix else bare
        forms = dict.fromkeys((bare, name, *(variants or ())))
        entries.append(PlaceEntry(name, group.kind, group.within, code, tuple(forms), bare in group.ambiguous))
    return entries


@cache
def places() -> tuple[PlaceEntry, ...]:
    """Every place of every country; those of the countries in full stand first."""
    entries: list[PlaceEntry] = []
    for country in all_countries().values():
        entries += _country_places(country)
        entries += [entry for group in country.places for entry in _group_places(group, country.code)]
    entries += [entry for group in world().places for entry in _group_places(group, INTERNATIONAL)]
    return tuple(entries)


def around(name: str) -> Iterable[str]:
    """A place and the places around it, case-folded, from the nearest, as far as the gazetteer knows them."""
    found: dict[str, None] = {}
    while name and name.casefold() not in found:
        found[name.casefold()] = None
        name = _within().get(name.casefold(), "")
    return found


@cache
def _within() -> dict[str, str]:
    return {place.name.casefold(): place.within for place in places() if place.within}


@cache
def bodies() -> tuple[BodyEntry, ...]:
    """Every body of every country, with its country's code; international ones last."""
    entries = [
        msgspec.structs.replace(body, country=country.code)
        for country in all_countries().values()
        for body in country.bodies
    ]
    return (*entries, *(msgspec.structs.replace(body, country=INTERNATIONAL) for body in world().bodies))


def _without_the(name: str) -> str:
    return name.casefold().strip().removeprefix("the ")


@cache
def _bodies_by_name() -> dict[str, tuple[BodyEntry, ...]]:
    found: dict[str, list[BodyEntry]] = {}
    for body in bodies():
        for form in dict.fromkeys((*body.forms, *body.abbreviations)):
            found.setdefault(_without_the(form), []).append(body)
    return {form: tuple(entries) for form, entries in found.items()}


def body_named(name: str, country: str | None = None) -> BodyEntry | None:
    """The body of that name, old name or abbreviation, whatever the case; that of ``country`` where several bear it."""
    named = _bodies_by_name().get(_without_the(name), ())
    return next((body for body in named if body.country == country), named[0] if named else None)


@cache
def state_media() -> frozenset[str]:
    """Every name and abbreviation of media that a state or its party runs."""
    media = (body for body in bodies() if body.kind == "media" and body.state)
    return frozenset(form for body in media for form in (*body.forms, *body.abbreviations))


@cache
def not_of_state() -> frozenset[str]:
    """Every name and abbreviation of bodies that are no organs of a state, and that no organ of another bears."""
    of_state = {form for body in bodies() if body.state for form in (*body.forms, *body.abbreviations)}
    others = {form for body in bodies() if not body.state for form in (*body.forms, *body.abbreviations)}
    return frozenset(others - of_state)


@cache
def media() -> frozenset[str]:
    """Every name and abbreviation of media, of a state or not."""
    return frozenset(form for b in bodies() if b.kind == "media" for form in (*b.forms, *b.abbreviations))


@cache
def currency_words(country: str | None = None) -> dict[str, str]:
    """Word or sign of money, in lower case, to ISO 4217 code. ``country`` decides words that several currencies share.

    Without a country, a shared word ("won", "peso", "franc") has the code that ``general.yaml`` gives, or else that
    of the first country in order of its code.
    """
    words: dict[str, str] = {}
    for other in sorted(all_countries().values(), key=lambda c: c.code):
        for currency in other.currencies:
            for word in currency.words:
                words.setdefault(word, currency.code)
    words |= {word: currency.code for currency in world().currencies for word in currency.words}
    own = all_countries().get(country or "")
    return words | {word: currency.code for currency in (own.currencies if own else ()) for word in currency.words}


@cache
def ranks(country: str | None = None) -> frozenset[str]:
    """Ranks of armies and police, in lower case; of one country or of all."""
    chosen = [all_countries()[country]] if country else all_countries().values()
    return frozenset(rank.casefold() for c in chosen for rank in c.ranks)


@cache
def titles(country: str | None = None) -> frozenset[str]:
    """Titles of offices in a country's own words or manner, in lower case; of one country or of all."""
    chosen = [all_countries()[country]] if country else all_countries().values()
    return frozenset(title.casefold() for c in chosen for title in c.titles)


@cache
def surnames(country: str | None = None) -> frozenset[str]:
    """Common family names as written in English; of one country or of all."""
    chosen = [all_countries()[country]] if country else all_countries().values()
    return frozenset(name for c in chosen for name in c.surnames)


@cache
def given_names(country: str | None = None) -> frozenset[str]:
    """Common given names; of one country or of all."""
    chosen = [all_countries()[country]] if country else all_countries().values()
    return frozenset(name for c in chosen for name in c.given_names)


@cache
def honorifics() -> frozenset[str]:
    """Words before a person's name ("Daw", "Haji"), with a capital."""
    return frozenset(word for c in all_countries().values() for word in c.honorifics)


@cache
def demonyms() -> dict[str, str]:
    """Demonym or name of a people ("Burmese", "Uyghurs") to its country's code."""
    return {word: c.code for c in all_countries().values() for word in (*c.demonyms, *c.peoples)}


@cache
def coordinates() -> dict[tuple[str, str], tuple[float, float]]:
    """(country code, canonical place name) to latitude and longitude in degrees, WGS 84. An area lies in the
    middle of its settlements. Data: GeoNames, CC BY 4.0."""
    text = (resources.files(__package__) / "coordinates.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(code, name): (float(lat), float(lon)) for code, name, lat, lon in rows}


@cache
def settlements() -> frozenset[str]:
    """Names of settlements of 5,000 people or more in the countries of the lexicon, without marks on letters. Data:
    GeoNames, CC BY 4.0. They bear out that a name behind a preposition is a place; surnames are among them."""
    text = (resources.files(__package__) / "settlements.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
