"""How an act is told in one plain sentence: ``phrases.yaml`` as structs."""

from functools import cache

import msgspec

from secondsource.lexicon import loader


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act as a name and as a sentence; ``phrases.yaml`` says how patterns are written."""

    noun: str
    sentence: tuple[str, ...]
    of: str = "of"
    about: str = "recipient"


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``phrases.yaml``."""

    acts: dict[str, Phrase]
    empty: frozenset[str]
    negative: frozenset[str]
    small: frozenset[str]
    plural: frozenset[str]
    breaks: frozenset[str]
    bodies: frozenset[str]
    abbreviations: frozenset[str]
    plurals: dict[str, str]


@cache
def phrases() -> Phrases:
    """The phrases, read once a process. Raises LexiconError where the file is wrong."""
    held: Phrases = loader.load("phrases.yaml", Phrases)
    return held


def phrase(act: str) -> Phrase:
    """How ``act`` is told. An act the file does not know is told by its own name."""
    return phrases().acts.get(act) or Phrase(noun=act.replace("_", " "), sentence=())
