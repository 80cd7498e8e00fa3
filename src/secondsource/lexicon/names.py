"""What tells a person's name from the other capitalised words of a report."""

from functools import cache

import msgspec

from secondsource.lexicon.countries import all_countries, world
from secondsource.lexicon.loader import load


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``names.yaml``; long ones are words between spaces."""

    family_first: str
    female_endings: tuple[str, ...]
    male_endings: tuple[str, ...]
    female_names: str
    male_names: str
    not_names: str
    named_by: frozenset[str]
    name_nouns: frozenset[str]
    human_verbs: str


@cache
def names() -> Names:
    """``names.yaml``."""
    found: Names = load("names.yaml", Names)
    return found


@cache
def family_first() -> frozenset[str]:
    """Family names that stand before the given name: those of the list and of the countries that write them so."""
    listed = {n for c in all_countries().values() if c.name_order == "family_first" for n in c.surnames}
    return frozenset(names().family_first.split()) | (listed - not_names())


@cache
def known() -> frozenset[str]:
    """Words that are somebody's family or given name in some country."""
    listed = (name for country in all_countries().values() for name in (*country.surnames, *country.given_names))
    return frozenset(word for name in listed for word in (name, *name.split("-"))) - not_names()


@cache
def not_names() -> frozenset[str]:
    """Capitalised words that are part of no person's name; those of outlets' names too."""
    return frozenset(names().not_names.split()) | {word for word in world().outlet_words if len(word) > 4}


@cache
def human_verbs() -> frozenset[str]:
    """Lemmas of verbs whose subject is a person."""
    return frozenset(names().human_verbs.split())


@cache
def _given() -> dict[str, str]:
    return dict.fromkeys(names().male_names.split(), "m") | dict.fromkeys(names().female_names.split(), "f")


def gender(parts: tuple[str, ...]) -> str:
    """The sex that a name tells of its bearer: ``f``, ``m``, or "" where it tells none."""
    given, data = _given(), names()
    for part in parts:
        if part in given:
            return given[part]
    if any(len(part) > 4 and part.endswith(data.female_endings) for part in parts):
        return "f"
    return "m" if any(len(part) > 5 and part.endswith(data.male_endings) for part in parts) else ""
