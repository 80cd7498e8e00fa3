"""When an act took place, for how long, how much, and why: the words around its trigger; where, by ``whereabouts``."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.acts import Act
from secondsource.lexicon.kinds import words
from secondsource.model import Amount, Span, Time
from secondsource.reading.clauses import View, governor
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.whereabouts import Whereabouts

_VERBAL = frozenset({"VERB", "AUX"})
_WHY = frozenset({"for", "over", "after", "on", "because", "under", "as"})
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
    """The places, times and amounts of a report by the words at which they stand."""

    def __init__(self, doc: Doc, facts: Facts) -> None:
        self.doc = doc
        self._starts = [t.idx for t in doc]
        self.times = [(self._token(t.span.start), t) for t in facts.times]
        self.amounts = [(self._token(a.span.start), a) for a in facts.amounts]
        self.whereabouts = Whereabouts(doc, facts)

    def _token(self, offset: int) -> Token:
        return self.doc[max(0, min(bisect_left(self._starts, offset), len(self._starts) - 1))]

    def of(self, match: Match, act: Act, view: View) -> Setting:
        """The setting of one trigger, from its clause, then its sentence."""
        verb = match.verb or governor(match.head) or match.head
        sentence = match.head.sent
        times = list(_within(self.times, sentence.start, sentence.end))
        return Setting(
            place=self.whereabouts.told(match, verb, act.settled),
            time=_nearest_time(match, verb, times),
            duration=_duration(match, verb, times),
            amount=self._amount(match, act, sentence.start, sentence.end),
            reason=_reason(verb),
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


def _within(rows: list[tuple[Token, T]], start: int, end: int) -> Iterator[tuple[Token, T]]:
    return ((token, value) for token, value in rows if start <= token.i < end)


def _path(token: Token) -> Iterator[Token]:
    for _ in range(_STEPS):
        yield token
        if token.head == token:
            return
        token = token.head


def _nearest_time(match: Match, verb: Token, times: list[tuple[Token, Time]]) -> Time | None:
    """The time of the trigger's own clause, or of the one that it shares subject and time with."""
    best: tuple[int, int, Time] | None = None
    over = _sharing(verb)
    for n, (token, time) in enumerate(times):
        if time.edtf is None:
            continue
        rank = _time_rank(token, match, verb, over)
        if rank is not None and (best is None or (rank, n) < best[:2]):
            best = (rank, n, time)
    return best[2] if best else _fronted(match, times)


def _fronted(match: Match, times: list[tuple[Token, Time]]) -> Time | None:
    """A day that opens the sentence ("On May 3, …") is that of all it tells, speech aside."""
    for token, time in times[:1]:
        first = token.i <= token.sent.start + 2 and match.head.i > token.i
        if first and time.edtf is not None and not time.rule.startswith("said_"):
            return time
    return None


def _sharing(verb: Token) -> list[Token]:
    """The verbs whose time a verb shares: those that it is coordinated with or that govern it as their complement."""
    found = []
    for _ in range(_STEPS):
        purpose = verb.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in verb.children)
        if verb.dep_ not in ("conj", "xcomp", "ccomp") and not purpose:
            break
        above = verb.head.head if purpose and verb.head.pos_ == "NOUN" else verb.head
        if above.pos_ not in _VERBAL:
            break
        verb = above
        found.append(verb)
    return found


def _time_rank(token: Token, match: Match, verb: Token, over: list[Token]) -> int | None:
    distance = abs(token.i - match.head.i)
    for node in _path(token):
        if node in (verb, match.head):
            return distance
        if node.pos_ in _VERBAL:
            if node not in over and _bare(node):
                continue
            if node not in over:
                return None
            # "said on Monday that" dates the speech; a time before the reporting verb dates what it reports.
            if node.lemma_ in words("tell") and token.i > node.i:
                return None
            return distance + 4 * _STEPS
    return None


def _bare(verb: Token) -> bool:
    """A participle or infinitive without a subject: the parser likes to hang on it what belongs to the verb above."""
    return verb.tag_ in ("VBG", "VBN", "VB") and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in verb.children
    )


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
        if child.lower_ in ("on", "under", "after", "as") and inner.lemma_.lower() not in words("charge"):
            continue
        edge = child.right_edge
        return Span(child.idx, edge.idx + len(edge.text))
    return None
