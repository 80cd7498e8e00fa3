"""What to ask a second source, so that the question neither leads nor tells what the first one said."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Acts of one matter, and how to open on it; ``{where}`` and ``{when}`` are filled in."""

    acts: frozenset[str]
    ask: str


class Asking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``asking.yaml``; each field is explained there."""

    topics: tuple[Topic, ...]
    then: tuple[str, ...]
    counted: str
    anywhere: str
    anytime: str

    def opening(self, act: str) -> str | None:
        """How to open on an act; None for an act that is not worth a second source's risk."""
        return next((topic.ask for topic in self.topics if act in topic.acts), None)


@cache
def asking() -> Asking:
    """``asking.yaml``."""
    found: Asking = load("asking.yaml", Asking)
    return found
