"""What leaves the archive: structs built anew for one profile, never a blacked-out copy of what is kept.

A field that a profile does not let out is None or empty here; exports write these structs and see nothing else.
"""

import msgspec

from secondsource.model import Anonymity, AttributionType, Basis, Detail, Grade, Status


class Place(msgspec.Struct, frozen=True):
    """A place as coarse as the profile has it. ``precision`` is its kind (city, province, country); degrees WGS 84."""

    name: str
    precision: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Role(msgspec.Struct, frozen=True):
    """Who fills a role: a released person by id, or words that name nobody."""

    words: str
    person: str | None = None


class Sum(msgspec.Struct, frozen=True):
    """An amount; ``currency`` is ISO 4217, else ``unit`` names goods or people."""

    value: float
    currency: str | None = None
    unit: str | None = None
    per: str | None = None
    rounded: bool = False


class Claim(msgspec.Struct, frozen=True):
    """One report's telling of a fact. ``source`` is the id of a released source, None where claims are not linked;
    ``said_by`` what is said of the source; ``quote`` the words with their span in the report's text, code points."""

    id: str
    status: Status
    said_by: str
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    source_place: str | None = None
    source: str | None = None
    report: str | None = None
    type: AttributionType | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class Fact(msgspec.Struct, frozen=True):
    """A weighed event. ``time`` is EDTF; ``why`` gives the reasons of the grade; ``decided`` is true where a person's
    verdict published it."""

    id: str
    act: str
    grade: Grade
    lines_min: int
    lines_max: int
    status: Status
    sentence: str
    claims: tuple[Claim, ...]
    actor: tuple[Role, ...] = ()
    recipient: tuple[Role, ...] = ()
    place: Place | None = None
    time: str | None = None
    duration: str | None = None
    amount: Sum | None = None
    differs: tuple[Detail, ...] = ()
    why: tuple[str, ...] = ()
    decided: bool = False


class Person(msgspec.Struct, frozen=True):
    """A person over reports; ``name`` None where the profile lets out none."""

    id: str
    name: str | None
    description: str
    posts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True):
    """A source of several claims, where claims are linked."""

    id: str
    anonymity: Anonymity
    said_by: str
    name: str | None = None
    place: str | None = None
    basis: Basis | None = None


class Report(msgspec.Struct, frozen=True):
    """A published report that claims are from."""

    id: str
    outlet: str | None
    published: str | None
    title: str | None = None
    url: str | None = None
    language: str | None = None


class Withheld(msgspec.Struct, frozen=True):
    """A fact that does not leave, and why."""

    fact: str
    reason: str


class Release(msgspec.Struct, frozen=True):
    """All that leaves for one profile."""

    profile: str
    facts: tuple[Fact, ...] = ()
    people: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    reports: tuple[Report, ...] = ()
    withheld: tuple[Withheld, ...] = ()
