"""Words that say how far an event is vouched for: hedges, negation, plans, habits."""

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from secondsource.lexicon.loader import convert, load


class Hedge(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one status, each field a set of lemmas (adverbs as they stand)."""

    governors: frozenset[str]
    passive_governors: frozenset[str]
    nouns: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    adjectives: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    untrue: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    evading: frozenset[str] = frozenset()
    fleeing: frozenset[str] = frozenset()
    surviving: frozenset[str] = frozenset()
    deadly: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    short_of: frozenset[str] = frozenset()
    saving: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()
    pending: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    nearly: frozenset[str] = frozenset()
    prospects: frozenset[str] = frozenset()
    put_off: frozenset[str] = frozenset()
    permitting: frozenset[str] = frozenset()
    dated: frozenset[str] = frozenset()
    believed: frozenset[str] = frozenset()
    thinking: frozenset[str] = frozenset()
    guessing: frozenset[str] = frozenset()
    hard: frozenset[str] = frozenset()
    trouble: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    daring: frozenset[str] = frozenset()
    facing: frozenset[str] = frozenset()
    unlooked: frozenset[str] = frozenset()
    intending: frozenset[str] = frozenset()
    weighing: frozenset[str] = frozenset()
    befalling: frozenset[str] = frozenset()
    trying: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    supposed: frozenset[str] = frozenset()
    rumoured: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    staying: frozenset[str] = frozenset()
    forcing: frozenset[str] = frozenset()
    forced: frozenset[str] = frozenset()
    letting: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()
    looming: frozenset[str] = frozenset()
    lies: frozenset[str] = frozenset()
    counts: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()
    dismissing: frozenset[str] = frozenset()
    foreseeing: frozenset[str] = frozenset()
    wanting: frozenset[str] = frozenset()
    charging: frozenset[str] = frozenset()
    confirming: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    custody: frozenset[str] = frozenset()
    unsure: frozenset[str] = frozenset()
    retracting: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    unharmed: frozenset[str] = frozenset()


class _Hedges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alleged: Hedge
    refuted: Hedge
    planned: Hedge
    general: Hedge


@cache
def hedges() -> dict[str, Hedge]:
    """The hedges by the status that they give (``alleged``, ``refuted``, ``planned``, ``general``)."""
    rows = load("hedges.yaml", dict[str, dict[str, str]])
    split = {status: {name: words.split() for name, words in fields.items()} for status, fields in rows.items()}
    held = convert("hedges.yaml", split, _Hedges)
    return {status: getattr(held, status) for status in held.__struct_fields__}


def either(words: Iterable[str]) -> str:
    """A regular expression for any of some words, of which "_" stands for a space; for none of none."""
    return "|".join(re.escape(word.replace("_", " ")) for word in sorted(words)) or "(?!)"
