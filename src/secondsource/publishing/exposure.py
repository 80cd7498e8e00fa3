"""What is known of a source by all that was ever let out, and how many people fit it: an interval, never a point.

A source is exposed by what is said of it (country, place, occupation, relation) and most of all by what it can have
known: only so many can know of an act, and fewer of two. The lower end is what protects; it is built so that it can
only fall as more is let out (``estimate`` is monotone in its disclosures), and an overlap that nobody knows is never
taken for large: of two closed circles one person may be all that is in both.

Method: population priors by country and kind (``lexicon/priors``), narrowed by shares, then capped by circles; after
the attribute-disclosure view of Machanavajjhala et al., l-diversity (2007), and the small-cell floors of official
statistics (Eurostat, Handbook on Statistical Disclosure Control, 2010), where a cell below the floor is not published.
"""

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon import countries, priors
from secondsource.model import Event, Reading, Source

Kind = Literal["country", "place", "role", "relation", "basis", "access", "name"]


class Disclosure(msgspec.Struct, frozen=True, order=True):
    """One thing that is let out of a source. ``access``: the act that it knew of, as ``act event-name``."""

    kind: Kind
    value: str


class Estimate(msgspec.Struct, frozen=True):
    """From ``low`` to ``high`` people fit; None where no figure is held (unknown is not many). ``because``: a reason
    for each step, in words, with the reference of its figure."""

    low: int | None
    high: int | None
    because: tuple[str, ...] = ()

    def below(self, floor: int) -> bool:
        """Whether it cannot be shown that at least ``floor`` people fit."""
        return floor > 0 and (self.low is None or self.low < floor)

    def narrower(self, other: "Estimate") -> bool:
        """Whether less people fit than by ``other``, or it cannot be told."""
        return (-1 if self.low is None else self.low) < (-1 if other.low is None else other.low)


def estimate(disclosed: Iterable[Disclosure]) -> Estimate:
    """How many people fit all that is disclosed.

    >>> estimate([Disclosure("place", "Hyesan")]).low
    150000
    """
    known = sorted(set(disclosed))
    if any(d.kind == "name" for d in known):
        return Estimate(1, 1, ("named",))
    ground = _ground([d.value for d in known if d.kind in {"country", "place"}])
    steps = [_share(d) for d in known if d.kind == "role"]
    shares = [(low, high, why) for low, high, why in filter(None, steps)]
    found = ground
    if shares and ground.high is not None:
        # Of several words the rarest decides; they may all speak of the same people. One there is: the source.
        low, high = min(s[0] for s in shares), min(s[1] for s in shares)
        fewest = None if ground.low is None else max(int(ground.low * low), 1)
        found = Estimate(fewest, max(int(ground.high * high), 1), (*ground.because, shares[0][2]))
    return _capped(found, known)


def _ground(names: list[str]) -> Estimate:
    """The people of the smallest place named; where several are named that cannot lie in each other, the smallest.

    A place of which no figure is held may have hardly anybody, and takes nothing off what the others allow at most.
    """
    if not names:
        world = priors.general().world
        return Estimate(world.low, world.high, ("no place is given",))
    people = {name: _people_of(name) for name in names}
    missing = tuple(f"no figure is held for {name}" for name, prior in people.items() if prior is None)[:1]
    found = [(prior, name) for name, prior in people.items() if prior is not None]
    if not found:
        return Estimate(None, None, missing)
    low, high = min(prior.low for prior, _ in found), min(prior.high for prior, _ in found)
    smallest, name = min(found, key=lambda pair: (pair[0].low, pair[1]))
    return Estimate(None if missing else low, high, (*missing, f"{name}: {smallest.reference}"))


def _people_of(name: str) -> priors.Prior | None:
    entry = _places().get(name)
    return priors.place(entry.country, entry.name, entry.kind) if entry else None


@cache
def _places() -> dict[str, countries.PlaceEntry]:
    return {place.name: place for place in reversed(countries.places())}


def _share(disclosure: Disclosure) -> tuple[float, float, str] | None:
    share = priors.share(disclosure.value)
    if share is None:  # A word of which nothing is known may fit hardly anybody.
        return 0.0, 1.0, f"{disclosure.value}: how many, is not known"
    return share.low, share.high, f"{disclosure.value}: {share.reference}"


def _capped(found: Estimate, known: list[Disclosure]) -> Estimate:
    """``found`` within the circles of those who can know what the source told."""
    circles = [c for c in (_circle(d) for d in known) if c is not None]
    if not circles:
        return found
    low, high = min(c.low for c in circles if c.low is not None), min(c.high for c in circles if c.high is not None)
    closed = [d for d in known if d.kind == "access" and _closed(d.value)]
    because = [*found.because, *dict.fromkeys(reason for c in circles for reason in c.because)]
    if len(closed) > 1:
        low = min(low, 1)
        because.append(f"knows of {len(closed)} things of which few know; who knows of all may be one person")
    if found.low is not None:
        low = min(low, found.low)
    high = min(high, found.high) if found.high is not None else high
    return Estimate(None if found.low is None else low, max(high, 1), tuple(because))


def _circle(disclosure: Disclosure) -> Estimate | None:
    value = disclosure.value
    if disclosure.kind == "relation":
        entry = priors.relation(value)
        return Estimate(entry.low, entry.high, (f"{value}: {entry.reference}",)) if entry else Estimate(1, 1, (value,))
    if disclosure.kind == "basis":
        basis = next((p for b, p in priors.general().bases.items() if b == value), None)
        return Estimate(basis.low, basis.high, (f"{value}: {basis.reference}",)) if basis else None
    if disclosure.kind == "access":
        circle = priors.circle(value.split(" ", 1)[0])
        if circle is None:
            return Estimate(1, 1, ("an act of which nothing is held",))
        return None if circle.open else Estimate(circle.low, circle.high, (f"{circle.acts[0]}…: {circle.reference}",))
    return None


def _closed(access: str) -> bool:
    circle = priors.circle(access.split(" ", 1)[0])
    return circle is None or not circle.open


def said_of(reading: Reading, source: Source) -> frozenset[Disclosure]:
    """All that a report itself lets out of one of its sources: what a reader of the report knows of it."""
    found = {Disclosure("access", f"{e.act} {reading.report.id}:{e.id}") for e in told_by(reading, source.id)}
    if source.name and source.anonymity == "named":
        found.add(Disclosure("name", source.name))
    if source.place:
        found.add(Disclosure("place", source.place))
    if source.basis:
        found.add(Disclosure("basis", source.basis))
    return frozenset(found | {Disclosure(kind, word) for kind, word in described(reading, source)})


def told_by(reading: Reading, source: str) -> tuple[Event, ...]:
    """The events of a report that a source vouches for."""
    return tuple(event for event in reading.events if event.source == source)


def described(reading: Reading, source: Source) -> tuple[tuple[Kind, str], ...]:
    """The nouns of a source's first mention that narrow it down: occupations and relations."""
    text = reading.report.text[source.mention.start : source.mention.end].casefold()
    found: list[tuple[Kind, str]] = []
    for word in dict.fromkeys(text.replace("’s", " ").replace("-", " ").replace(",", " ").split()):
        if priors.relation(word):
            found.append(("relation", word))
        elif priors.share(word):
            found.append(("role", word))
    return tuple(found)
