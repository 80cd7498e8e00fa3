"""What kind of thing a noun names (person, body, money, prison ...), and the irregular forms of verbs."""

from functools import cache

import msgspec

from secondsource.lexicon.loader import load


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``kinds``: lemmas of nouns by kind; ``groups``: lemmas that patterns share; ``grammar``: other classes of words;
    ``forms``: form to lemma.

    ``found`` are the kinds that other stages find, ``endings`` those of nouns for persons.
    """

    kinds: dict[str, str]
    groups: dict[str, str]
    grammar: dict[str, str]
    found: tuple[str, ...]
    endings: tuple[str, ...]
    forms: dict[str, str]


@cache
def _lexicon() -> Kinds:
    held: Kinds = load("kinds.yaml", Kinds)
    return held


@cache
def kinds() -> frozenset[str]:
    """Names of all kinds that a slot may ask for."""
    return frozenset(_lexicon().kinds) | frozenset(_lexicon().found) | frozenset(_lexicon().groups)


@cache
def by_word() -> dict[str, frozenset[str]]:
    """The kinds that a lemma names."""
    found: dict[str, set[str]] = {}
    for kind, listed in (*_lexicon().kinds.items(), *_lexicon().groups.items()):
        for word in listed.split():
            found.setdefault(word, set()).add(kind)
    for word in words("thing"):
        found.setdefault(word, {"thing"})
    return {word: frozenset(names) for word, names in found.items()}


@cache
def words(kind: str) -> frozenset[str]:
    """The lemmas of one kind, or of one class of grammar."""
    held = _lexicon()
    return frozenset((held.kinds.get(kind) or held.groups.get(kind) or held.grammar[kind]).split())


@cache
def person_endings() -> tuple[str, ...]:
    """Endings that make a noun a person's (``-man``)."""
    return _lexicon().endings


@cache
def irregular() -> dict[str, str]:
    """Lemma of each irregular form (``caught``: ``catch``)."""
    return {form: lemma for lemma, forms in _lexicon().forms.items() for form in forms.split()}
