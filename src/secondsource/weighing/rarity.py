"""How much a word says: the rarer it is in reports of the genre, the more.

Rarity comes from fixed counts and not from the reports that are weighed together: so two reports are as like each other
whatever else is weighed with them, and what is there need not be weighed again when a report comes in.
"""

import math
from collections.abc import Iterable
from functools import cache

from secondsource.lexicon import background


@cache
def rarity(word: str) -> float:
    """The logarithm of the share of stories that a stem stands in; at most ``MOST``."""
    return math.log((background.stories() + 1) / (background.counts().get(word, 0) + 0.5))


MOST = math.log((background.stories() + 1) / 0.5)
"""What a word says that stands in no counted story."""


def weight(words: Iterable[str]) -> float:
    """What words say together."""
    return sum(map(rarity, words))
