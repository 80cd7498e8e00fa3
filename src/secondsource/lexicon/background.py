"""How common a word is in reports of the genre."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Background(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``background.yaml``: of so many ``stories``, each word stands in the number it is listed under."""

    stories: int
    words: dict[int, tuple[str, ...]]


def _background() -> Background:
    found: Background = load("background.yaml", Background)
    return found


def stories() -> int:
    """How many stories were counted."""
    return _background().stories


@cache
def counts() -> dict[str, int]:
    """In how many of the counted stories a stem stands; a stem that is missing stands in too few to tell."""
    return {word: n for n, words in _background().words.items() for word in words}
