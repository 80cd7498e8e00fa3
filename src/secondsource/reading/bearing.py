"""How a person stands in the sentences that speak of them: what they are to the verb, and how near an act lies."""

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from secondsource.lexicon.describing import describing
from secondsource.model import Event, Person, Span
from secondsource.reading import columns

_NEAR = 6
"""Words between somebody and an act that is told beside them."""
_DIRECT = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})
_CLIMB = 6


class Bearing:
    """A report's acts, and the words that fill their roles, by token."""

    def __init__(self, doc: Doc, events: tuple[Event, ...]) -> None:
        self._doc = doc
        self._words = columns.of(doc)
        self._starts = self._words.start
        self._acts = sorted({self._at(t.start) for event in events for t in event.triggers})
        self._fillers = {
            token
            for event in events
            for filler in (*event.actor, *event.recipient)
            for token in range(self._at(filler.start), self._at(filler.end - 1) + 1)
        }

    def _at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def of(self, person: Person) -> Iterator[str]:
        """What each mention of somebody is to its sentence: the first, any, and the only one."""
        told: list[str] = []
        for number, mention in enumerate(person.mentions):
            tokens = self._tokens(mention)
            head = self._doc[self._words.top(tokens.start, tokens.stop)]
            relation, verb, direct = _relation(head)
            if not number:
                yield f"first:{relation}"
            told.append(relation)
            if direct and verb.i in self._acts:
                told.append("direct act")
            if not self._fillers.isdisjoint(tokens):
                told.append("in filler")
            if self._is_near(head.i):
                told.append("near trigger")
        known = dict.fromkeys(told)
        yield from (f"any:{name}" for name in known)
        if len(person.mentions) == 1:
            yield from (f"only:{name}" for name in known)

    def _is_near(self, token: int) -> bool:
        at = bisect_right(self._acts, token - _NEAR - 1)
        return at < len(self._acts) and self._acts[at] <= token + _NEAR

    def _tokens(self, mention: Span) -> range:
        first = self._at(mention.start)
        return range(first, max(self._at(mention.end - 1), first) + 1)


def _relation(head: Token) -> tuple[str, Token, bool]:
    """What a noun is to its clause, the verb of that, and whether it depends on the verb itself."""
    top = head
    while top.dep_ == "conj" and top.head.i != top.i:
        top = top.head
    relation, verb = top.dep_, top.head
    if relation == "pobj":
        relation, verb = f"pobj:{verb.lower_}", verb.head
    for _ in range(_CLIMB):
        if verb.pos_ in {"VERB", "AUX"} or verb.head.i == verb.i:
            break
        verb = verb.head
    lemma = verb.lemma_.lower()
    if relation == "nsubj" and lemma in describing().speech:
        return "nsubj:say", verb, True
    if relation == "nsubj" and lemma in {"be", "have"}:
        return f"nsubj:{lemma}", verb, True
    return relation, verb, relation in _DIRECT
