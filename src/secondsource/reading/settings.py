"""Where and when an act took place, for how long, how much, and why: the words around its trigger."""

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

_VERBAL = frozenset({"VERB", "AUX"})
_WHERE = frozenset(["in", "at", "near", "outside", "inside", "on", "from", "to", "into", "across", "through", "around"])
_WHY = frozenset({"for", "over", "after", "on", "because", "under", "as"})
_STEPS = 8
_COARSE = {
    **dict.fromkeys(("site", "camp", "prison", "crossing", "river", "island"), 1),
    **dict.fromkeys(("province", "prefecture", "region", "country", "continent", "area"), 2),
}
"""How far a place of this kind falls behind a town or county: an act is set in the town, not in its market."""
_FACILITIES = frozenset({"site", "camp", "prison"})
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
        named = {b.span.start for b in facts.bodies if not b.common}
        self.places = [(self._token(p.span.start), p) for p in facts.places if p.span.start not in named]
        self.times = [(self._token(t.span.start), t) for t in facts.times]
        self.amounts = [(self._token(a.span.start), a) for a in facts.amounts]
        self.lead_end = next((b.span.end for b in facts.report.blocks if b.kind == "body"), 0)
        self.main = _main_place(facts, self.lead_end)

    def _token(self, offset: int) -> Token:
        return self.doc[max(0, min(bisect_left(self._starts, offset), len(self._starts) - 1))]

    def of(self, match: Match, act: Act, view: View) -> Setting:
        """The setting of one trigger, from its clause, then its sentence."""
        verb = match.verb or governor(match.head) or match.head
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
        """The place of the trigger's clause; else one of its sentence; else, in the lead, where the story is set."""
        best: tuple[int, int, int, int, str] | None = None
        for n, (token, place) in enumerate(_within(self.places, start, end)):
            rank = _where(token, verb, match.head)
            if rank is None and _beside(token, match):
                rank = _STEPS
            if rank is None and _set_there(token, match.head):
                rank = 2 * _STEPS + abs(token.i - match.head.i)
            if rank is None:
                continue
            row = (rank // _STEPS, _COARSE.get(place.kind, 0), rank, n)
            if best is None or row < best[:4]:
                best = (*row, place.within if place.kind in _FACILITIES and place.within else place.name)
        if best is not None:
            return best[4]
        return self.main if match.head.idx < self.lead_end else None

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
        if node in (verb, head):
            return steps if through else None
        if node.pos_ in _VERBAL:
            return None
    return None


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


def _beside(token: Token, match: Match) -> bool:
    """Whether a place stands in the words of who does or suffers the act: "the Manpo prosecutor"."""
    return any(role is not None and role in tuple(_path(token))[1:4] for role in (match.recipient, match.actor))


def _set_there(token: Token, head: Token) -> bool:
    """Whether a place of the sentence is where its action is, and not where a source is or what a body is called."""
    placed = False
    for node in _path(token):
        placed = placed or (node.dep_ == "prep" and node.lower_ in _WHERE)
        if node.pos_ in _VERBAL:
            return placed and (node.lemma_ not in words("tell") or (token.i < node.i and token.i < head.i))
        if node.dep_ in ("nsubj", "agent"):
            return False
    return False


def _main_place(facts: Facts, lead_end: int) -> str | None:
    """The narrowest place that the headline or the first paragraph sets the story in."""
    named = {b.span.start for b in facts.bodies if not b.common}
    lead = [p for p in facts.places if p.span.start < lead_end and p.span.start not in named]
    around = {p.within for p in lead}
    return next((p.name for p in lead if p.kind != "country" and p.name not in around), None)
