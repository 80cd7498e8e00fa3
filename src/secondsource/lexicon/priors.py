"""How many people a description fits: population priors, as intervals with the reference that each rests on.

``priors/general.yaml`` holds what is true anywhere (kinds of places, occupations, ways of knowing, acts, populations of
countries); one file a country (``priors/kp.yaml``) holds figures of its places. An expert edits them; a figure without
a reference is refused.
"""

from functools import cache
from typing import Annotated

import msgspec

from secondsource.lexicon import loader
from secondsource.model import Basis

Text = Annotated[str, msgspec.Meta(min_length=4)]


class Prior(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From ``low`` to ``high`` people, and where the figures are from."""

    low: Annotated[int, msgspec.Meta(ge=0)]
    high: Annotated[int, msgspec.Meta(ge=1)]
    reference: Text

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The share of a population, 0 to 1, to whom a word applies."""

    low: Annotated[float, msgspec.Meta(ge=0, le=1)]
    high: Annotated[float, msgspec.Meta(ge=0, le=1)]
    words: tuple[str, ...]
    reference: Text


class Relations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for those who stand in one relation to somebody, and how many there can be."""

    low: int
    high: int
    words: tuple[str, ...]
    reference: Text


class Circle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many people can know of an act of these kinds at all. An ``open`` circle is everybody around."""

    acts: tuple[str, ...]
    reference: Text
    low: int = 0
    high: int = 0
    open: bool = False


class General(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``priors/general.yaml``."""

    world: Prior
    kinds: dict[str, Prior]
    shares: tuple[Share, ...]
    relations: tuple[Relations, ...]
    bases: dict[Basis, Prior]
    circles: tuple[Circle, ...]
    countries: dict[str, Prior]


class CountryPriors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``priors/CC.yaml``: the population of a country and of places in it, by canonical name."""

    code: str
    population: Prior
    places: dict[str, Prior] = {}


@cache
def general() -> General:
    """What is true anywhere."""
    found: General = loader.load("priors/general.yaml", General)
    return found


@cache
def of_countries() -> dict[str, CountryPriors]:
    """Country code to its own figures, for the countries that have a file."""
    names = [name for name in loader.files("priors") if not name.endswith("general.yaml")]
    found = (loader.load(name, CountryPriors) for name in names)
    return {country.code: country for country in found}


def population(code: str) -> Prior | None:
    """How many people live in a country (ISO 3166-1 alpha-2 code in lower case); None where no figure is held."""
    own = of_countries().get(code)
    return own.population if own else general().countries.get(code)


def place(code: str, name: str, kind: str) -> Prior | None:
    """How many people live in a place: its own figure, else what a place of its kind may hold, else None."""
    own = of_countries().get(code)
    if own and name in own.places:
        return own.places[name]
    return population(code) if kind == "country" else general().kinds.get(kind)


@cache
def share(word: str) -> Share | None:
    """The share of people to whom a noun ("trader") applies."""
    return next((entry for entry in general().shares if word in entry.words), None)


@cache
def relation(word: str) -> Relations | None:
    """How many stand to somebody as a noun says ("sister")."""
    return next((entry for entry in general().relations if word in entry.words), None)


@cache
def circle(act: str) -> Circle | None:
    """How many can know of an act of this kind."""
    return next((entry for entry in general().circles if act in entry.acts), None)
