"""For how long, how much and why: the words around a trigger; where, by ``whereabouts``; when, by ``dating``."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.acts import Act, acts
from secondsource.lexicon.choosers import chooser
from secondsource.lexicon.kinds import words
from secondsource.model import Amount, Event, Span, Time
from secondsource.reading.clauses import View, governor
from secondsource.reading.dating import Dates
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.occasions import Ground, Telling, manner, path
from secondsource.reading.placing import Placing
from secondsource.reading.whereabouts import Whereabouts

_WHY = frozenset({"for", "over", "after", "on", "because", "under", "as"})
_TOLD = ("told", "clause:rest")
T = TypeVar("T")


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
        self._starts = [t.idx for t in doc]
        ground = Ground(doc, facts.report)
        self.dates = Dates(facts.times, ground, facts.report.published)
        self.amounts = [(self._token(a.span.start), a) for a in facts.amounts]
        self.whereabouts = Whereabouts(doc, facts, ground)
        self.placing = Placing(facts, self.whereabouts, ground)
        self.ground = ground

    def _token(self, offset: int) -> Token:
        return self.doc[max(0, min(bisect_left(self._starts, offset), len(self._starts) - 1))]

    def of(self, match: Match, act: Act, view: View) -> Setting:
        """The setting of one trigger, from its clause, then its sentence."""
        verb = match.verb or governor(match.head) or match.head
        sentence = match.head.sent
        telling = Telling(match.head, verb)
        times = list(_within(self.dates.rows, sentence.start, sentence.end))
        return Setting(
            place=self.whereabouts.told(telling, act.settled),
            time=self.dates.told(telling),
            duration=_duration(match, verb, times),
            amount=self._amount(match, act, sentence.start, sentence.end),
            reason=_reason(verb),
        )

    def settled(self, events: Sequence[Event]) -> list[Event]:
        """The events, each at the place and the time that most speaks for."""
        evidence = self.evidence(events)
        return [self._settled(event, each) for event, each in zip(events, evidence, strict=True)]

    def evidence(self, events: Sequence[Event]) -> list[Evidence]:
        """For each event what speaks for each place and time of the report, and for none."""
        known = acts()
        rows = [(self.ground.occasion(event), _is_settled(event, known)) for event in events]
        told = [(occasion, self.placing.told(occasion, settled)) for occasion, settled in rows]
        scenes = [(occasion, min(names)) for occasion, names in told if names]
        dated = [
            (occasion, time.edtf)
            for occasion, _ in rows
            for time in (self.dates.told(telling) for telling in occasion.tellings)
            if time and time.edtf
        ]
        return [
            Evidence(
                self.placing.candidates(occasion, settled, scenes),
                self.dates.candidates(occasion, dated),
                frozenset(
                    f"none:{name}" for name in (*manner(occasion, self.ground), *(() if settled else ("moving",)))
                ),
            )
            for occasion, settled in rows
        ]

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

    def _amount(self, match: Match, act: Act, start: int, end: int) -> Amount | None:
        if not act.amount:
            return None
        rows = [
            (abs(token.i - match.head.i), n, amount)
            for n, (token, amount) in enumerate(_within(self.amounts, start, end))
            if ("money" in act.amount and amount.currency) or ("goods" in act.amount and amount.unit)
        ]
        return min(rows)[2] if rows else None


def _is_settled(event: Event, known: Mapping[str, Act]) -> bool:
    act = known.get(event.act)
    return act is None or act.settled


def _within(rows: list[tuple[Token, T]], start: int, end: int) -> Iterator[tuple[Token, T]]:
    return ((token, value) for token, value in rows if start <= token.i < end)


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
