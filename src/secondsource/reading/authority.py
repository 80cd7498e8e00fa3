"""Whose organ did an act: the body of those who did it, or before, in or by which it was done to somebody."""

from bisect import bisect_left

from spacy.tokens import Token

from secondsource.model import Body, Filler
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.occasions import path

_VERBAL = frozenset({"VERB", "AUX"})
_WITHIN = frozenset({"by", "in", "at", "before", "inside"})
_KINDS = frozenset({"security", "police", "court", "prosecutor", "military", "party", "government"})


class Organs:
    """The state bodies of a report by where it names them, and those at which its people hold posts."""

    def __init__(self, facts: Facts) -> None:
        self._bodies = sorted(
            (b for b in facts.bodies if b.state and b.kind in _KINDS and not b.common), key=lambda b: b.span
        )
        self._starts = [b.span.start for b in self._bodies]
        names = {b.name for b in self._bodies}
        self._served = {
            p.id: next((q.org for q in p.posts if q.org in names and not q.former), None) for p in facts.people
        }

    def of(self, match: Match, actor: tuple[Filler, ...]) -> str | None:
        """The authority of an act, where it differs from who did it; None where none is told."""
        for filler in actor:
            if organ := self._of_filler(filler):
                return organ
        return None if actor else self._of_clause(match)

    def _of_filler(self, filler: Filler) -> str | None:
        """The body named in the words for who did it ("agents of the ministry"), or at which they serve."""
        inside = self._between(filler.start, filler.end)
        if inside:
            # "Branch 2 of the court", "the new ministry": the body itself did it.
            return inside[0].name if filler.person else None
        return self._served.get(filler.person or "")

    def _of_clause(self, match: Match) -> str | None:
        """The body in or before which something was done ("was questioned at the ministry", "in its cells")."""
        verb = match.verb or match.head
        sentence = match.head.sent
        for body in self._between(sentence.start_char, sentence.end_char):
            token = next((t for t in sentence if t.idx + len(t) >= body.span.end), None)
            if token is not None and token.i > verb.i and _hangs(token, verb, match.head):
                return body.name
        return None

    def _between(self, start: int, end: int) -> list[Body]:
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [body for body in self._bodies[first:last] if body.span.end <= end]


def _hangs(token: Token, verb: Token, head: Token) -> bool:
    """Whether a word hangs on a verb through prepositions of place, and through nothing that tells another act."""
    through: list[str] = []
    for node in path(token):
        if node.dep_ in ("prep", "agent"):
            through.append(node.lower_)
        if node in (verb, head):
            # "before the court", "in the cells of the ministry", but not "before the anniversary of the party".
            return bool(through) and (through[0] in _WITHIN or (through[0] == "of" and through[-1] in ("in", "at")))
        if node.pos_ in _VERBAL or node.dep_ in ("nsubj", "nsubjpass", "dobj", "conj", "appos"):
            return False
    return False
