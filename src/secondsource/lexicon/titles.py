"""Words that stand for a person: ranks, offices, occupations, kin, and whom each may stand for."""

from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon import names
from secondsource.lexicon.countries import all_countries
from secondsource.lexicon.loader import load

NounKind = Literal["rank", "office", "occupation", "trade", "kin", "person", "group"]
POSTS: frozenset[str] = frozenset({"rank", "office", "occupation"})
"""The kinds of noun that name a post."""


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``titles.yaml``: nouns in the singular by kind, whom they stand for, where they serve.

    ``address`` gives the sex that a form of address tells, ``short`` the noun that an abbreviation stands for.
    """

    nouns: dict[NounKind, tuple[str, ...]]
    irregular: dict[str, str]
    female: frozenset[str]
    male: frozenset[str]
    stands_for: dict[str, tuple[str, ...]]
    serves: dict[str, frozenset[str]]
    former: frozenset[str]
    address: dict[str, str]
    short: dict[str, str]
    callings: frozenset[str]
    forces: frozenset[str]
    arms: frozenset[str]
    masses: frozenset[str]
    belonging: frozenset[str]
    sent: frozenset[str]
    ranks_of: frozenset[str]
    spoken: dict[str, str]
    verbs: dict[str, str]
    works: dict[str, str]
    runs: dict[str, str]
    appoint: frozenset[str]
    work: frozenset[str]
    holding: frozenset[str]
    succeed: frozenset[str]
    heirs: frozenset[str]
    seats: frozenset[str]
    promote: frozenset[str]
    places: frozenset[str]
    workplaces: dict[str, frozenset[str]]
    local: frozenset[str]
    said: dict[str, str]
    services: frozenset[str]


class Noun(msgspec.Struct, frozen=True):
    """A form of a noun: its singular ``lemma``, kind, sex (``f``, ``m``, "") and whether it is of several."""

    lemma: str
    kind: NounKind
    gender: str
    plural: bool


@cache
def titles() -> Titles:
    """``titles.yaml``."""
    found: Titles = load("titles.yaml", Titles)
    return found


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _of_countries() -> dict[str, NounKind]:
    """Ranks and titles of one word that the countries have, but for those that are names as well."""
    known = {name.lower() for name in names.known()}
    found: dict[str, NounKind] = {}
    for country in all_countries().values():
        for title in country.titles:
            found.setdefault(title, "office")
        for rank in country.ranks:
            found[rank] = "rank"
    return {word: kind for word, kind in found.items() if word.isalpha() and len(word) > 3 and word not in known}


@cache
def nouns() -> dict[str, Noun]:
    """Every form, singular and plural, in lower case."""
    data = titles()
    found: dict[str, Noun] = {}
    for kind, words in data.nouns.items():
        for word in words:
            sex = "f" if word in data.female else "m" if word in data.male else ""
            for plural in {_plural(word), data.irregular.get(word, _plural(word))}:
                found.setdefault(plural, Noun(word, kind, sex, True))
            found[word] = Noun(word, kind, sex, kind == "group")
    for word, kind in _of_countries().items():
        found.setdefault(word, Noun(word, kind, "", False))
    for short, word in data.short.items():
        found[short] = found[word]
    return found


def in_full(title: str) -> str:
    """A title with its short forms spelt out ("lt. col.": "lieutenant colonel")."""
    short = titles().short
    return " ".join(short.get(word, word) for word in title.lower().replace("-", " ").split())


@cache
def stands_for() -> frozenset[tuple[str, str]]:
    """Pairs (word, other): ``the word`` may speak again of somebody called ``other``, a noun or a kind of nouns."""
    return frozenset((word, other) for word, others in titles().stands_for.items() for other in others)


@cache
def serves_at(lemma: str) -> frozenset[str]:
    """The kinds of body at which holders of a title serve; empty where any."""
    return frozenset(kind for kind, nouns in titles().serves.items() if lemma in nouns)


@cache
def address() -> dict[str, str]:
    """Every form of address before a name, in lower case, to the sex that it tells; those of each country too."""
    spoken = (form.lower() for country in all_countries().values() for form in country.honorifics if " " not in form)
    return dict.fromkeys(spoken, "") | titles().address


@cache
def address_in(country: str | None) -> dict[str, str]:
    """The forms of address of a report on a country: one that is a surname elsewhere ("Ma") is none there."""
    if country is None:
        return address()
    own = {form.lower() for code, held in all_countries().items() if code == country for form in held.honorifics}
    some = {form.lower() for held in all_countries().values() for form in held.honorifics}
    names_too = {form for form in some - own if form.title() in names.family_first() | names.known()}
    return {form: sex for form, sex in address().items() if form not in names_too}


def noun_of(title: str) -> Noun | None:
    """The noun of a title that says what its holder is: "head" of "deputy head of the mine"."""
    words = title.lower().split()
    words = words[: words.index("of", 1)] if "of" in words[1:] else words
    return next((nouns()[word] for word in reversed(words) if word in nouns()), None)
