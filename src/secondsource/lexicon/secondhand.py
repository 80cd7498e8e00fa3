"""The words of those who were not there: what they know from the news, or from talk."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Secondhand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``secondhand.yaml``; each field is explained there."""

    news: frozenset[str]
    accounts: frozenset[str]
    any_report: frozenset[str]
    unsigned: frozenset[str]
    learning: frozenset[str]
    having: frozenset[str]
    shown: frozenset[str]
    anybody: frozenset[str]
    others: frozenset[str]
    talk: frozenset[str]
    spreading: frozenset[str]
    afar: frozenset[str]


@cache
def secondhand() -> Secondhand:
    """The words. Raises LexiconError where the file does not hold what it must."""
    found: Secondhand = load("secondhand.yaml", Secondhand)
    return found
