"""Small words and adjectives of descriptions: what they tell of whom a noun phrase speaks."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Describing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``describing.yaml``, each explained there."""

    numbers: frozenset[str]
    standing: frozenset[str]
    single: frozenset[str]
    weak: frozenset[str]
    fresh: frozenset[str]
    lesser: frozenset[str]
    plain: frozenset[str]
    untitled: frozenset[str]
    branches: frozenset[str]
    ambiguous: frozenset[str]
    unlike: frozenset[str]
    custody: frozenset[str]
    held: frozenset[str]
    arrested: frozenset[str]
    anybody: frozenset[str]
    parents: frozenset[str]
    children: frozenset[str]
    speech: frozenset[str]
    prefixes: frozenset[str]
    hitherto: frozenset[str]
    gatherings: frozenset[str]
    bodily: frozenset[str]
    likewise: frozenset[str]


@cache
def describing() -> Describing:
    """``describing.yaml``."""
    found: Describing = load("describing.yaml", Describing)
    return found
