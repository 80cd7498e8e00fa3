"""Where and when an act took place, for how long, how much, and why: the words around its trigger."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.acts import Act
from secondsource.model import Amount, Span, Time
from secondsource.reading.clauses import View
from secondsource.reading.facts import Facts
from secondsource.reading.triggers import Match

_VERBAL = frozenset({"VERB", "AUX"})
_WHERE = frozenset(["in", "at", "near", "outside", "inside", "on", "from", "to", "into", "across", "through", "around"])
_WHY = frozenset({"for", "over", "after", "on", "because", "under", "as"})
_CHARGES = frozenset({"charge", "suspicion", "account", "pretext", "ground", "allegation", "count", "accusation"})
_TELL = frozenset(
    [
        "say",
        "tell",
        "report",
        "add",
        "explain",
        "state",
        "confirm",
        "announce",
        "write",
        "claim",
        "quote",
        "cite",
        "recall",
        "learn",
    ]
)
_STEPS = 8
T = TypeVar("T")


class Setting(msgspec.Struct, frozen=True):
    """The circumstances of one trigger."""

    place: str | None = None
    time: Time | None = None
    duration: str | None = None
    amount: Amount | None = None
    reason: Span | None = None


class Scene:
    """The places, times and amounts of a report by the words at which they stand, and its main place."""

    def __init__(self, doc: Doc, facts: Facts) -> None:
        self.doc = doc
        self._starts = [t.idx for t in doc]
        self.places = [(self._token(p.span.start), p) for p in facts.places]
        self.times = [(self._token(t.span.start), t) for t in facts.times]
        self.amounts = [(self._token(a.span.start), a) for a in facts.amounts]
        self.main = _main_place(facts)

    def _token(self, offset: int) -> Token:
        return self.doc[max(0, min(bisect_left(self._starts, offset), len(self._starts) - 1))]

    def of(self, match: Match, act: Act, view: View) -> Setting:
        """The setting of one trigger, from its clause, then its sentence."""
        verb = match.verb or match.head
        sentence = match.head.sent
        times = list(_within(self.times, sentence.start, sentence.end))
        place = self._place(match, verb, sentence.start, sentence.end)
        return Setting(
            place=place,
            time=_nearest_time(match, verb, times),
            duration=_duration(match, verb, times),
            amount=self._amount(match, act, sentence.start, sentence.end),
            reason=_reason(verb),
        )

    def _place(self, match: Match, verb: Token, start: int, end: int) -> str | None:
        best: tuple[int, str] | None = None
        for token, place in _within(self.places, start, end):
            steps = _where(token, verb, match.head)
            if steps is not None and (best is None or steps < best[0]):
                best = (steps, place.name)
        return best[1] if best else self.main

    def _amount(self, match: Match, act: Act, start: int, end: int) -> Amount | None:
        if not act.amount:
            return None
        rows = [
            (abs(token.i - match.head.i), n, amount)
            for n, (token, amount) in enumerate(_within(self.amounts, start, end))
            if ("money" in act.amount and amount.currency) or ("goods" in act.amount and amount.unit)
        ]
        return min(rows)[2] if rows else None


def _within(rows: list[tuple[Token, T]], start: int, end: int) -> Iterator[tuple[Token, T]]:
    return ((token, value) for token, value in rows if start <= token.i < end)


def _path(token: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        yield token
        if token.head == token:
            return
        token = token.head


def _where(token: Token, verb: Token, head: Token) -> int | None:
    """Steps from a place up to the trigger through a preposition of place, or None where it belongs elsewhere."""
    through = False
    for steps, node in enumerate(_path(token)):
        if node.dep_ == "prep" and node.lower_ in _WHERE:
            through = True
        if node == verb or node == head:
            return steps if through else None
        if node.pos_ in _VERBAL:
            return None
    return None


def _nearest_time(match: Match, verb: Token, times: list[tuple[Token, Time]]) -> Time | None:
    best: tuple[int, int, Time] | None = None
    for n, (token, time) in enumerate(times):
        if time.edtf is None:
            continue
        over = next((node for node in _path(token) if node.pos_ in _VERBAL), None)
        if over is not None and over.lemma_ in _TELL and over != verb:
            continue
        distance = abs(token.i - match.head.i) + (0 if over == verb or match.head in _path(token) else 20)
        if best is None or (distance, n) < best[:2]:
            best = (distance, n, time)
    return best[2] if best else None


def _duration(match: Match, verb: Token, times: list[tuple[Token, Time]]) -> str | None:
    rows = [
        (abs(token.i - match.head.i), n, time.duration)
        for n, (token, time) in enumerate(times)
        if time.duration and any(node == verb or node == match.head for node in _path(token))
    ]
    return min(rows)[2] if rows else None


def _reason(verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ != "prep" or child.i < verb.i or child.lower_ not in _WHY:
            continue
        inner = next((c for c in child.children if c.dep_ in ("pobj", "pcomp")), None)
        if inner is None or inner.ent_type_ in ("DATE", "TIME", "PERSON", "GPE"):
            continue
        if child.lower_ in ("on", "under", "after", "as") and inner.lemma_.lower() not in _CHARGES:
            continue
        edge = child.right_edge
        return Span(child.idx, edge.idx + len(edge.text))
    return None


def _main_place(facts: Facts) -> str | None:
    return None
