"""For how long, how much and why: the words around a trigger; where, by ``whereabouts``; when, by ``dating``."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.acts import Act, acts
from secondsource.lexicon.choosers import chooser
from secondsource.lexicon.kinds import words
from secondsource.model import Amount, Event, Span, Time
from secondsource.reading.authority import Organs
from secondsource.reading.clauses import View
from secondsource.reading.dating import Dated, Dates
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.occasions import Ground, Occasion, Telling, manner, path
from secondsource.reading.placing import Placing, Scenes
from secondsource.reading.referents import governor
from secondsource.reading.stretches import Key, Placed, Stretches
from secondsource.reading.whereabouts import Whereabouts

_WHY = frozenset({"for", "over", "after", "on", "because", "under", "as"})
_TOLD = ("told", "clause:rest")


class Setting(msgspec.Struct, frozen=True):
    """The circumstances of one trigger."""

    place: str | None = None
    time: Time | None = None
    duration: str | None = None
    amount: Amount | None = None
    reason: Span | None = None


class Evidence(msgspec.Struct, frozen=True):
    """What speaks for each place (canonical name) and time (EDTF) as those of one event, and for its having none.

    Names of features, which ``lexicon/choosers.yaml`` weighs.
    """

    places: dict[str, frozenset[str]]
    times: dict[str, frozenset[str]]
    none: frozenset[str]


class Scene:
    """The places, times and amounts of a report by the words at which they stand."""

    def __init__(self, doc: Doc, facts: Facts) -> None:
        self.doc = doc
        ground = Ground(doc, facts.report)
        self.dates = Dates(facts.times, ground, facts.report.published)
        self.amounts = ground.by_sentence((ground.token(a.span.start), a) for a in facts.amounts)
        self.whereabouts = Whereabouts(doc, facts, ground)
        self.placing = Placing(facts, self.whereabouts, ground)
        self.ground = ground
        self.organs = Organs(facts)
        self._stretches = Stretches(ground.columns, facts, ground.lead_end)

    def of(self, match: Match, act: Act, view: View) -> Setting:
        """The setting of one trigger, from its clause, then its sentence."""
        verb = match.verb or governor(match.head) or match.head
        telling = Telling(match.head, verb)
        return Setting(
            place=self.whereabouts.told(telling, act.settled),
            time=self.dates.told(telling),
            duration=_duration(match, verb, self.dates.beside(match.head)),
            amount=self._amount(match, act),
            reason=_reason(verb),
        )

    def settled(self, events: Sequence[Event]) -> list[Event]:
        """The events, each at the place and the time that most speaks for."""
        evidence = self.evidence(events)
        return [self._settled(event, each) for event, each in zip(events, evidence, strict=True)]

    def evidence(self, events: Sequence[Event]) -> list[Evidence]:
        """For each event what speaks for each place and time of the report, and for none."""
        known, stretches = acts(), self._stretches
        rows = [_Row(self.ground.occasion(event), _is_settled(event, known)) for event in events]
        scenes = _Elsewhere((row.occasion, place) for row in rows if (place := self._place_told(row)))
        dated = _Elsewhere((row.occasion, edtf) for row in rows for edtf in self._times_told(row))
        found: dict[int, Evidence] = {}
        by_stretch: dict[Key, list[int]] = {}
        for number, row in enumerate(rows):
            by_stretch.setdefault(stretches.of(t.head.i for t in row.occasion.tellings), []).append(number)
        for key, numbers in by_stretch.items():
            around, parts = self._around(key), stretches.around(key)
            near = scenes.within(parts), dated.within(parts)
            found |= {n: self._evidence(rows[n], around, near) for n in numbers}
        return [found[number] for number in range(len(rows))]

    def _around(self, key: Key) -> tuple[Placing, Dates]:
        """The places and times of the stretches that an event is told in."""
        if self._stretches.whole:
            return self.placing, self.dates
        facts = self._stretches.facts(key)
        placing = Placing(facts, Whereabouts(self.doc, facts, self.ground), self.ground, self.placing.homes)
        return placing, Dates(facts.times, self.ground, facts.report.published)

    def _evidence(self, row: "_Row", around: tuple[Placing, Dates], near: tuple[Scenes, Dated]) -> Evidence:
        return Evidence(
            around[0].candidates(row.occasion, row.settled, near[0]),
            around[1].candidates(row.occasion, near[1]),
            frozenset(
                f"none:{name}" for name in (*manner(row.occasion, self.ground), *(() if row.settled else ("moving",)))
            ),
        )

    def _place_told(self, row: "_Row") -> str | None:
        names = (self.whereabouts.told(telling, row.settled) for telling in row.occasion.everywhere)
        return min((name for name in names if name), default=None)

    def _times_told(self, row: "_Row") -> list[str]:
        told = (self.dates.told(telling) for telling in row.occasion.everywhere)
        return [time.edtf for time in told if time and time.edtf]

    def _settled(self, event: Event, evidence: Evidence) -> Event:
        place = chooser("places").choose(evidence.places, evidence.none)
        time = chooser("times").choose(evidence.times, evidence.none)
        told = place is not None and any(name.startswith(_TOLD) for name in evidence.places[place])
        return msgspec.structs.replace(
            event,
            place=place,
            place_rule="" if place is None else "told" if told else "carried",
            time=self.dates.nearest(time, event) if time else None,
        )

    def _amount(self, match: Match, act: Act) -> Amount | None:
        if not act.amount:
            return None
        rows = [
            (abs(token.i - match.head.i), n, amount)
            for n, (token, amount) in enumerate(self.amounts.get(self.ground.sentence(match.head), ()))
            if ("money" in act.amount and amount.currency) or ("goods" in act.amount and amount.unit)
        ]
        return min(rows)[2] if rows else None


class _Row(NamedTuple):
    """An event where it is told, and whether its act is one that stays where it is."""

    occasion: Occasion
    settled: bool


class _Elsewhere:
    """What events are told to have been at, to be asked for those told in parts of the text, in their order."""

    def __init__(self, rows: Iterable[tuple[Occasion, str]]) -> None:
        self._rows = list(rows)
        heads = ((t.head.idx, n) for n, (occasion, _) in enumerate(self._rows) for t in occasion.everywhere)
        self._placed = Placed(heads)

    def within(self, parts: Sequence[Span]) -> list[tuple[Occasion, str]]:
        return [self._rows[number] for number in sorted(set(self._placed.within(parts)))]


def _is_settled(event: Event, known: Mapping[str, Act]) -> bool:
    act = known.get(event.act)
    return act is None or act.settled


def _duration(match: Match, verb: Token, times: list[tuple[Token, Time]]) -> str | None:
    rows = [
        (abs(token.i - match.head.i), n, time.duration)
        for n, (token, time) in enumerate(times)
        if time.duration and any(node == verb or node == match.head for node in path(token))
    ]
    return min(rows)[2] if rows else None


def _reason(verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ != "prep" or child.i < verb.i or child.lower_ not in _WHY:
            continue
        inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if inner is None or inner.ent_type_ in ("DATE", "TIME", "PERSON", "GPE"):
            continue
        if child.lower_ in ("on", "under", "after", "as") and inner.lemma_.lower() not in words("charge"):
            continue
        edge = child.right_edge
        return Span(child.idx, edge.idx + len(edge.text))
    return None
