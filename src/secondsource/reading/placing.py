"""Where an act took place: which of the report's places is that of an event, by what speaks for each."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from secondsource.model import Event, Filler, Place
from secondsource.reading.facts import Facts
from secondsource.reading.occasions import Ground, Occasion, Telling, path, standing
from secondsource.reading.whereabouts import Whereabouts, by_country, carried, town

_VERBAL = frozenset({"VERB", "AUX"})
_KINDS = {
    **dict.fromkeys(("site", "camp", "prison", "religious"), "site"),
    **dict.fromkeys(("province", "prefecture", "region", "area"), "region"),
    **dict.fromkeys(("country", "continent"), "country"),
}
_WAYS = {
    **dict.fromkeys(
        ("in", "at", "near", "outside", "inside", "on", "across", "around", "throughout", "within"), "rest"
    ),
    **dict.fromkeys(("to", "into", "onto", "toward", "towards", "for"), "goal"),
    **dict.fromkeys(("from", "out", "off"), "origin"),
    "of": "of",
    "": "bare",
}
_LOCAL = frozenset({"town", "site"})
_STRONG = frozenset({"told", "carried", "latest"})

Scenes = Sequence[tuple[Occasion, str]]
"""The events of a report whose own words tell a place, with that place."""


class Placing:
    """The places of a report as candidates for each of its events."""

    def __init__(
        self, facts: Facts, whereabouts: Whereabouts, ground: Ground, homes: dict[str, frozenset[str]] | None = None
    ) -> None:
        self._ground, self._whereabouts = ground, whereabouts
        self._rows = [
            (token, place, ground.block(token), frozenset(self._mentioned(token, place)))
            for token, place in whereabouts.rows
        ]
        bodies = [(ground.token(b.span.end - 1), b.place) for b in facts.bodies if b.place and b.kind != "media"]
        named = [(token, town(place)) for token, place in whereabouts.rows]
        self._towns = sorted((t.i, town(p)) for t, p in whereabouts.rows if _KINDS.get(p.kind, "town") in _LOCAL)
        named = sorted([*named, *((t, n) for t, n in bodies if n)], key=lambda row: row[0].i)
        self._by_sentence = ground.by_sentence(named)
        self.homes = _homes(facts, named, ground) if homes is None else homes
        """By the id of a person the places with which the report introduces them."""

    def told(self, occasion: Occasion, settled: bool) -> frozenset[str]:
        """The places that the words around the triggers tell."""
        found = (self._whereabouts.told(telling, settled) for telling in occasion.everywhere)
        return frozenset(name for name in found if name)

    def candidates(self, occasion: Occasion, settled: bool, scenes: Scenes) -> dict[str, frozenset[str]]:
        """What speaks for each place of the report as that of an event, as names of features."""
        found: dict[str, set[str]] = {}
        tellings = [(telling, self._ground.block(telling.head)) for telling in occasion.everywhere]
        for token, place, block, mentioned in self._rows:
            features = set(mentioned)
            for telling, at in tellings:
                if abs(block - at) <= 1:  # What stands further off has nothing to say beside being mentioned.
                    features.update(self._beside(token, place, telling))
            found.setdefault(place.name, set()).update(features)
            around = town(place)
            if around != place.name:
                found[place.name].add("inside")
                found.setdefault(around, set()).update((*features, "around"))
        for name, feature in self._of_report(occasion, settled, scenes):
            found.setdefault(name, {"unnamed"}).add(feature)
        for _, place in self._whereabouts.rows:
            if place.within in found and place.within != place.name:
                found[place.within].update(f"wider:{f}" for f in found[place.name] & _STRONG)
        return {name: frozenset(features) for name, features in found.items()}

    def _mentioned(self, token: Token, place: Place) -> Iterator[str]:
        yield f"kind:{_KINDS.get(place.kind, 'town')}"
        if token.idx < self._ground.lead_end:
            yield "leads"
            yield f"leads:{_KINDS.get(place.kind, 'town')}"
        if self._ground.titled(token):
            yield "headline"
            yield f"headline:{_KINDS.get(place.kind, 'town')}"
        codes, home = by_country().get(place.name), self._whereabouts.home
        if home and codes and home not in codes:
            yield "foreign"

    def _beside(self, token: Token, place: Place, telling: Telling) -> Iterator[str]:
        near = standing(token, telling, self._ground)
        scene = "set" if token.i in self._whereabouts.there else "named"
        if near.clause:
            way = _WAYS.get(near.through, "other")
            yield f"clause:{way}"
            yield f"clause:{way}:{_KINDS.get(place.kind, 'town')}"
            yield f"clause:{near.side}"
        elif near.sentence == 0:
            yield f"sentence:{near.other}"
            yield f"sentence:{scene}:{near.side}"
            yield f"sentence:{near.gap}"
        elif near.block == 0:
            yield f"paragraph:{scene}:{near.side}"
            if near.sentence in (-1, 1):
                yield f"next:{scene}:{near.side}"
        elif near.block in (-1, 1):
            yield f"beside:{scene}:{near.side}"

    def _of_report(self, occasion: Occasion, settled: bool, scenes: Scenes) -> Iterator[tuple[str, str]]:
        """Places with what the report as a whole says for them."""
        head = occasion.tellings[0].head
        votes = self._whereabouts.votes(head.idx)
        for name, share in votes.items():
            yield name, f"share:{min(int(share * 5), 4)}"
        most = carried(votes)
        if most:
            yield most, "carried"
            yield most, "carried:settled" if settled else "carried:moving"
        latest = self._whereabouts.latest(head)
        if latest:
            yield latest, "latest"
        for name in self.told(occasion, settled):
            yield name, "told"
        at = bisect_left(self._towns, head.i, key=lambda row: row[0])
        if at:
            yield self._towns[at - 1][1], "named before"
        if at < len(self._towns):
            yield self._towns[at][1], "named behind"
        names = {name for _, name in self._towns}
        if len(names) == 1:
            yield names.pop(), "alone"
        elif names:
            counts = Counter(name for _, name in self._towns).most_common(2)
            yield counts[0][0], "most" if counts[0][1] > counts[1][1] else "as many"
        yield from self._of_persons(occasion.event)
        yield from _of_scenes(occasion, scenes)

    def _of_persons(self, event: Event) -> Iterator[tuple[str, str]]:
        for role, fillers in (("actor", event.actor), ("recipient", event.recipient)):
            for filler in fillers:
                for name in self.homes.get(filler.person or "", ()):
                    yield name, f"home:{role}"
                for name in self._within(filler):
                    yield name, f"beside:{role}"

    def _within(self, filler: Filler) -> Iterator[str]:
        """The places named in the phrase that fills a role."""
        for token, name in self._by_sentence.get(self._ground.sentence(self._ground.token(filler.start)), ()):
            if any(filler.start <= node.idx < filler.end for node in _nouns_above(token)):
                yield name


def _of_scenes(occasion: Occasion, scenes: Scenes) -> Iterator[tuple[str, str]]:
    """Where else the same persons, or the same act, are told to have been; and where the act told before it was."""
    event, own = occasion.event, occasion.persons
    before: str | None = None
    for other, place in scenes:
        if other.event.triggers == event.triggers:
            continue
        if own & other.persons:
            yield place, "thread"
        if other.event.act == event.act:
            yield place, "alike"
        if other.event.triggers[0] < event.triggers[0]:
            before = place
    if before:
        yield before, "before"


def _homes(facts: Facts, named: list[tuple[Token, str]], ground: Ground) -> dict[str, frozenset[str]]:
    """The places with which a report introduces a person: of a post, or in the words beside a name or description."""
    at: dict[int, str] = {}
    for person in facts.people:
        for mention in person.mentions:
            inside = range(ground.token(mention.start).i, ground.token(mention.end - 1).i + 1)
            at.update(dict.fromkeys(inside, person.id))
    found: dict[str, set[str]] = {p.id: {q.place for q in p.posts if q.place} for p in facts.people}
    for token, name in named:
        node = next((node for node in _nouns_above(token) if node.i in at), None)
        if node is not None:
            found[at[node.i]].add(name)
    return {key: frozenset(names) for key, names in found.items()}


def _nouns_above(token: Token) -> Iterator[Token]:
    """A word and those above it in the parse, up to a verb."""
    for node in path(token):
        if node.pos_ in _VERBAL:
            return
        yield node
