"""Words of quantity: currencies, multipliers, units of goods, people, and what a price is counted by."""

from functools import cache

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.loader import load


class Currency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a currency is written, and what in a report settles a word that several currencies share."""

    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    default: bool = False


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``units.yaml``: see the comments there."""

    currencies: dict[str, Currency]
    multipliers: dict[int, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    people: dict[str, tuple[str, ...]]
    per: frozenset[str]


@cache
def units() -> Units:
    """The words of quantity. Raises LexiconError where the file does not hold what it must."""
    book: Units = load("units.yaml", Units)
    return book


@cache
def currencies() -> dict[str, Currency]:
    """Code to currency: those of ``units.yaml``, and those that a country's file alone names."""
    found = dict(units().currencies)
    for country in countries.all_countries().values():
        for money in country.currencies:
            words = tuple(word for word in money.words if word.isalpha() and word != money.code.lower())
            if money.code not in found and words:
                hints = tuple(filter(None, (country.name, country.capital)))
                found[money.code] = Currency(words, (money.code,), adjectives=country.demonyms, hints=hints)
    return found
