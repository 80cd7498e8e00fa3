"""Where an act took place: the place of its clause, of its sentence, or where the report is set around it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import exp

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon import countries
from secondsource.lexicon.kinds import words
from secondsource.model import Place
from secondsource.reading import gazetteer
from secondsource.reading.facts import Facts
from secondsource.reading.occasions import Ground, Telling, path, set_aside

_WHERE = frozenset(
    ["in", "at", "near", "outside", "inside", "on", "across", "around", "throughout", "of", "within", "along", "beside"]
)
"""Prepositions of rest; where somebody came from or was taken to is not where it was done."""
_VERBAL = frozenset({"VERB", "AUX"})
_STEPS = 8
_COARSE = {
    **dict.fromkeys(("site", "camp", "prison", "crossing", "river", "island"), 1),
    **dict.fromkeys(("province", "prefecture", "region", "country", "continent", "area"), 2),
}
"""How far a place of this kind falls behind a town or county: an act is set in the town, not in its market."""
_FACILITIES = frozenset({"site", "camp", "prison"})
_WIDE = frozenset({"country", "continent", "region", "river"})
_KIND_WEIGHT = {"province": 0.5, "prefecture": 0.5, "camp": 0.5, "prison": 0.5, "site": 0.5, "crossing": 0.3}
_AT_REST, _NAMED, _OF_BODY, _LEAD = 1.0, 0.6, 1.5, 2.0
_NEARBY, _PARAGRAPH, _FADE = 1.0, 2.0, 150.0
"""Weights of a mention: at rest or merely named, in the name of a body, in headline and lead; how much more it weighs
just before an act (fading over so many characters), and in the act's own paragraph. Fitted to the development bench;
the figures change little when any one of them is halved or doubled."""
_SHARE = 0.35
"""A place is carried over to an act that names none when it holds at least this share of all that was weighed."""


class _Mention(msgspec.Struct, frozen=True):
    """One mention of a place that the report may be set in."""

    start: int
    name: str
    weight: float
    scene: bool


class Whereabouts:
    """The places of a report by the words at which they stand, and what each weighs as the setting of its story."""

    def __init__(self, doc: Doc, facts: Facts, ground: Ground) -> None:
        named = {b.span.start for b in facts.bodies if not b.common}
        at = ((ground.token(p.span.start), p) for p in facts.places)
        rows = [(token, place) for token, place in at if not set_aside(ground.last(place.span.end))]
        self.rows = [(token, place) for token, place in rows if place.span.start not in named]
        self.there = frozenset(token.i for token, _ in self.rows if set_there(token))
        """The words that name a place where something happens, by their index."""
        self._set = [(token.i, place) for token, place in self.rows if token.i in self.there]
        self.home = gazetteer.country_of(gazetteer.plain(ground.columns.whole))
        self._ground, self._by_sentence = ground, ground.by_sentence(self.rows)
        self._blocks = [b.span.start for b in facts.report.blocks]
        self._mentions = [*_settings(rows, self.home, ground.lead_end)]
        self._mentions += [
            _Mention(b.span.start, b.place, _OF_BODY, True) for b in facts.bodies if b.place and b.kind != "media"
        ]

    def told(self, telling: Telling, settled: bool) -> str | None:
        """The place that a trigger's clause gives it, else one at rest in its sentence where the act is ``settled``."""
        best: tuple[tuple[int, int, int, int], str] | None = None
        for n, (token, place) in enumerate(self._by_sentence.get(self._ground.sentence(telling.head), ())):
            steps = _in_clause(token, telling.verb, telling.head)
            if steps is None and (not settled or place.kind in _WIDE or token.i not in self.there):
                continue
            far = abs(token.i - telling.head.i) if steps is None else steps
            row = (steps is None, _COARSE.get(place.kind, 0), far, n)
            if best is None or row < best[0]:
                best = row, town(place)
        return best[1] if best else None

    def latest(self, head: Token) -> str | None:
        """The last place before a word where something was set."""
        before = bisect_left(self._set, head.i, key=lambda row: row[0])
        return town(self._set[before - 1][1]) if before else None

    def votes(self, at: int) -> dict[str, float]:
        """The share of each place in all that is weighed as the setting around an offset."""
        block = self._blocks[bisect_right(self._blocks, at) - 1] if self._blocks and self._blocks[0] <= at else 0
        votes: Counter[str] = Counter()
        for mention in self._mentions:
            weight = mention.weight
            if mention.start <= at:
                weight += mention.weight * _NEARBY * exp((mention.start - at) / _FADE)
                if mention.scene and mention.start >= block:
                    weight += mention.weight * _PARAGRAPH
            votes[mention.name] += weight  # type: ignore[assignment]  # a Counter adds floats as well
        whole = sum(votes.values())
        return {name: weight / whole for name, weight in votes.items()}


def carried(votes: dict[str, float]) -> str | None:
    """The place that the report is set in by the votes around an offset, or None where no place stands out."""
    if not votes:
        return None
    name, most = max(votes.items(), key=lambda row: row[1])
    return name if most >= _SHARE else None


@cache
def by_country() -> dict[str, frozenset[str]]:
    """The countries that have a place of a canonical name."""
    found: dict[str, set[str]] = {}
    for entry in countries.places():
        found.setdefault(entry.name, set()).add(entry.country)
    return {name: frozenset(codes) for name, codes in found.items()}


def _settings(rows: list[tuple[Token, Place]], home: str | None, lead_end: int) -> Iterator[_Mention]:
    """The mentions of places of the report's country; exiles and newsrooms speak from others."""
    known = by_country()
    for token, place in rows:
        codes = known.get(place.name)
        if place.kind in _WIDE or (home and codes and home not in codes):
            continue
        scene, weight = _weight(token)
        weight *= _KIND_WEIGHT.get(place.kind, 1.0) * (_LEAD if place.span.start < lead_end else 1.0)
        yield _Mention(place.span.start, town(place), weight, scene)


def town(place: Place) -> str:
    return place.within if place.kind in _FACILITIES and place.within else place.name


def _weight(token: Token) -> tuple[bool, float]:
    """Whether something is set at a place, and what its mention weighs."""
    through = None
    for node in path(token):
        if through is None and node.dep_ == "prep":
            through = node.lower_
        if node.pos_ in _VERBAL:
            if node.lemma_ in words("tell") and token.i > node.i:
                return False, _NAMED
            return (True, _AT_REST) if through else (False, _NAMED)
    return False, _NAMED


def _in_clause(token: Token, verb: Token, head: Token) -> int | None:
    """Steps from a place up to the trigger through a preposition of rest, or None where it belongs elsewhere."""
    through = None
    for steps, node in enumerate(path(token)):
        if through is None and node.dep_ == "prep":
            through = node.lower_
        if node in (verb, head):
            return steps if through in _WHERE else None
        if node.pos_ in _VERBAL:
            return None
    return None


def set_there(token: Token) -> bool:
    """Whether something happens at a place of the sentence; it is not where a source is or what a body is called."""
    through = None
    for node in path(token):
        if through is None and node.dep_ == "prep":
            through = node.lower_
        if node.pos_ in _VERBAL:
            return through in _WHERE and not (node.lemma_ in words("tell") and token.i > node.i)
        if node.dep_ in ("nsubj", "agent"):
            return False
    return False
