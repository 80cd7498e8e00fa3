"""How one person's name is written in several ways."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Consonants(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Spellings (``of``, longest first) that stand for one class of sound (``to``)."""

    to: str
    of: tuple[str, ...]


class Spellings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``spellings.yaml``. Every word in it is lower case."""

    honorifics: frozenset[str]
    consonants: tuple[Consonants, ...]
    korean_surnames: tuple[tuple[str, ...], ...]
    korean_syllables: tuple[tuple[str, ...], ...]
    common: frozenset[str]
    short_forms: tuple[tuple[str, ...], ...]
    compounds: tuple[str, ...]
    masks: frozenset[str]
    particles: frozenset[str]


def spellings() -> Spellings:
    """What is known of the spellings of names."""
    found: Spellings = load("spellings.yaml", Spellings)
    return found


@cache
def korean_surnames() -> dict[str, str]:
    """Each spelling of a Korean family name to the first spelling of its line."""
    return {spelling: line[0] for line in spellings().korean_surnames for spelling in line}


@cache
def korean_syllables() -> dict[str, str]:
    """Each spelling of a syllable of Korean given names to the first spelling of its line."""
    return {spelling: line[0] for line in spellings().korean_syllables for spelling in line}


@cache
def consonant_classes() -> tuple[tuple[str, str], ...]:
    """Spellings of consonants and their classes, longest spelling first."""
    pairs = [(spelling, line.to) for line in spellings().consonants for spelling in line.of]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@cache
def short_forms() -> dict[str, frozenset[int]]:
    """Each form of a given name to the lines that it stands in; forms that share a line may be one name."""
    forms = spellings().short_forms
    return {form: frozenset(n for n, line in enumerate(forms) if form in line) for line in forms for form in line}
