"""Words that say how far an event is vouched for: hedges, negation, plans, habits."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    governors: str
    passive_governors: str
    nouns: str
    adverbs: str
    auxiliaries: str
    adjectives: str = ""
    determiners: str = ""
    subjects: str = ""
    prepositions: str = ""
    periods: str = ""
    told: str = ""
    untrue: str = ""
    kept: str = ""
    evading: str = ""
    short_of: str = ""
    saving: str = ""
    lacking: str = ""
    pending: str = ""
    dropped: str = ""
    nearly: str = ""
    prospects: str = ""
    put_off: str = ""
    permitting: str = ""
    dated: str = ""
    believed: str = ""
    thinking: str = ""
    guessing: str = ""
    hard: str = ""
    trouble: str = ""
    only: str = ""
    daring: str = ""
    intending: str = ""
    weighing: str = ""
    parts: str = ""
    staying: str = ""
    forcing: str = ""
    forced: str = ""
    letting: str = ""
    laws: str = ""
    looming: str = ""
    lies: str = ""
    counts: str = ""
    happening: str = ""
    dismissing: str = ""
    foreseeing: str = ""
    wanting: str = ""
    charging: str = ""
    confirming: str = ""
    accounts: str = ""
    custody: str = ""
    unsure: str = ""
    retracting: str = ""
    reporting: str = ""
    unharmed: str = ""


class _Hedges(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    alleged: _Words
    refuted: _Words
    planned: _Words
    general: _Words


class Hedge(msgspec.Struct, frozen=True):
    """The words of one status, each field a set of lemmas (adverbs as they stand)."""

    governors: frozenset[str]
    passive_governors: frozenset[str]
    nouns: frozenset[str]
    adverbs: frozenset[str]
    auxiliaries: frozenset[str]
    adjectives: frozenset[str]
    determiners: frozenset[str]
    subjects: frozenset[str]
    prepositions: frozenset[str]
    periods: frozenset[str]
    told: frozenset[str]
    untrue: frozenset[str]
    kept: frozenset[str]
    evading: frozenset[str]
    short_of: frozenset[str]
    saving: frozenset[str]
    lacking: frozenset[str]
    pending: frozenset[str]
    dropped: frozenset[str]
    nearly: frozenset[str]
    prospects: frozenset[str]
    put_off: frozenset[str]
    permitting: frozenset[str]
    dated: frozenset[str]
    believed: frozenset[str]
    thinking: frozenset[str]
    guessing: frozenset[str]
    hard: frozenset[str]
    trouble: frozenset[str]
    only: frozenset[str]
    daring: frozenset[str]
    intending: frozenset[str]
    weighing: frozenset[str]
    parts: frozenset[str]
    staying: frozenset[str]
    forcing: frozenset[str]
    forced: frozenset[str]
    letting: frozenset[str]
    laws: frozenset[str]
    looming: frozenset[str]
    lies: frozenset[str]
    counts: frozenset[str]
    happening: frozenset[str]
    dismissing: frozenset[str]
    foreseeing: frozenset[str]
    wanting: frozenset[str]
    charging: frozenset[str]
    confirming: frozenset[str]
    accounts: frozenset[str]
    custody: frozenset[str]
    unsure: frozenset[str]
    retracting: frozenset[str]
    reporting: frozenset[str]
    unharmed: frozenset[str]


@cache
def hedges() -> dict[str, Hedge]:
    """The hedges by the status that they give (``alleged``, ``refuted``, ``planned``, ``general``)."""
    held = load("hedges.yaml", _Hedges)
    return {
        status: Hedge(**{name: frozenset(words.split()) for name, words in msgspec.structs.asdict(rows).items()})
        for status, rows in msgspec.structs.asdict(held).items()
    }
