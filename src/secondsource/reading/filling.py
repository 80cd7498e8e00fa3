"""Who fills a role that an act's own words leave open: the persons and bodies told of around it, weighed.

"The hearing is set for May": whose it is, the report says a sentence before. Every person and body near is a
candidate; ``lexicon/choosers.yaml`` weighs what speaks for each, and for nobody.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon.choosers import chooser
from secondsource.model import Event, Filler, Span
from secondsource.reading import columns
from secondsource.reading.facts import Facts
from secondsource.reading.history import History

Role = Literal["actor", "recipient"]
ROLES: tuple[Role, Role] = ("actor", "recipient")
_BACK, _CLIMB, _NEAR, _MANY = 4, 6, 3, 5
_GAPS = (2, 4, 8, 16)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OTHERS = frozenset({"dobj", "agent", "pobj", "poss"})
_VERBAL = frozenset({"VERB", "AUX"})


class Open(msgspec.Struct, frozen=True):
    """A role that an event leaves open: the event's number, what speaks for each candidate, by name, and for none."""

    event: int
    role: Role
    candidates: dict[str, frozenset[str]]
    none: frozenset[str]


def filled(events: Sequence[Event], doc: Doc, facts: Facts) -> list[Event]:
    """The events, in the same order, with roles left open filled by whoever is likely enough."""
    stage, found = Stage(doc, facts), list(events)
    for one in stage.left_open(events):
        name = chooser("actors" if one.role == "actor" else "recipients").choose(one.candidates, one.none)
        event = found[one.event]
        if name is not None and name not in {f.person for role in ROLES for f in getattr(event, role)}:
            found[one.event] = msgspec.structs.replace(event, **{one.role: (stage.filler(name, event),)})
    return found


class _Mention(msgspec.Struct, frozen=True):
    """Where a candidate is spoken of: the head token, the span, and the candidate's name."""

    token: int
    span: Span
    name: str


class Stage:
    """The persons and bodies of a report by where it speaks of them."""

    def __init__(self, doc: Doc, facts: Facts) -> None:
        self._doc, self._words = doc, columns.of(doc)
        self._people = {person.id: person for person in facts.people}
        self._bodies = {body.name: body for body in reversed(facts.bodies) if body.kind != "media"}
        rows = [_Mention(self._top(m), m, person.id) for person in facts.people for m in person.mentions]
        rows += [_Mention(self._top(b.span), b.span, b.name) for b in facts.bodies if b.name in self._bodies]
        self._rows = sorted(rows, key=lambda row: (row.token, row.span.end, row.name))
        self._at = [row.token for row in self._rows]
        self._named: dict[str, list[Span]] = {}
        for body in facts.bodies:
            self._named.setdefault(body.name, []).append(body.span)
        self._titles = [b.span for b in facts.report.blocks if b.kind in ("title", "heading")]
        self._blocks = [b.span.start for b in facts.report.blocks]
        often = sorted(facts.people, key=lambda p: (-len(p.mentions), p.mentions[0].start))
        self._rank = {person.id: n for n, person in enumerate(often)}

    def _top(self, span: Span) -> int:
        starts = self._words.start
        first, end = max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end)
        return self._words.top(first, max(end, first + 1))

    def filler(self, name: str, event: Event) -> Filler:
        """A candidate as what fills a role: a person by their fullest mention, a body where it is named nearest."""
        person = self._people.get(name)
        if person is not None:
            full = max(person.mentions, key=lambda m: (m.end - m.start, -m.start))
            return Filler(full.start, full.end, person.id, guessed=True)
        at = event.triggers[0].start
        span = min(self._named[name], key=lambda s: abs(s.start - at))
        return Filler(span.start, span.end, guessed=True)

    def left_open(self, events: Sequence[Event]) -> Iterator[Open]:
        """The roles that the events leave open, in their order, with the candidates for each."""
        heads = [self._trigger(event) for event in events]
        history = History(self._words, events, heads)
        for number, (event, at) in enumerate(zip(events, heads, strict=True)):
            missing = [role for role in ROLES if not getattr(event, role)]
            if missing:
                around, told = self._around(at, event), history.of(number)
                candidates = {
                    name: frozenset((*found, *told.get(name, ()), *self._itself(name, event)))
                    for name, found in around.items()
                }
                none = frozenset(self._manner(at, event, len(missing)))
                yield from (Open(number, role, candidates, none) for role in missing)

    def _trigger(self, event: Event) -> int:
        body = (t for t in event.triggers if not any(s.start <= t.start < s.end for s in self._titles))
        return self._top(next(body, event.triggers[0]))

    def _around(self, at: int, event: Event) -> dict[str, set[str]]:
        """Whom the sentences before a trigger, and its own, speak of, with how they stand to it."""
        words = self._words
        first = words.sentences[max(words.number[at] - _BACK, 0)]
        low, high = bisect_left(self._at, first), bisect_left(self._at, words.closes[at])
        known = {f.person for role in ROLES for f in getattr(event, role)}
        rows = [
            row
            for row in self._rows[low:high]
            if row.name not in known and not any(t.start <= row.span.start < t.end for t in event.triggers)
        ]
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row.name, set()).update(self._standing(at, row.token))
        last = list(dict.fromkeys(row.name for row in reversed(rows) if row.token < at))
        for kind, names in (("last", last), ("last person", [name for name in last if name in self._people])):
            for n, name in enumerate(names[:_NEAR]):
                found[name].add(f"{kind}:{n}")
        return found

    def _standing(self, at: int, token: int) -> Iterator[str]:
        """How a word stands to a trigger."""
        words, word = self._words, self._doc[token]
        back = words.number[at] - words.number[token]
        if not back:
            yield from self._beside(at, token)
            return
        block, own = (bisect_right(self._blocks, words.start[i]) for i in (token, at))
        yield f"back:{back}:{'same' if block == own else 'other'}"
        if word.dep_ in _SUBJECTS:
            yield f"subject:{back}"
            if word.head.dep_ == "ROOT":
                yield f"subject of all:{back}"
        elif word.dep_ in _OTHERS:
            yield f"{word.dep_}:{min(back, 2)}"

    def _beside(self, at: int, token: int) -> Iterator[str]:
        """How a word of the trigger's own sentence stands to it."""
        head, node = self._doc[at], self._doc[token]
        side, dep, through = "before" if token < at else "after", node.dep_, ""
        yield f"here:{side}"
        yield f"here:{dep}:{side}"
        yield f"gap:{side}:{next((n for n in _GAPS if abs(token - at) <= n), 99)}"
        for _ in range(_CLIMB):
            if node.dep_ in ("prep", "agent") and not through:
                through = node.lower_
            if node == head:
                yield f"under:{through or dep}"
                return
            if node.head == node:
                return
            node = node.head
            if node.pos_ in _VERBAL and node != head:
                break
        verb = next((n for n in (head, *head.ancestors) if n.pos_ in _VERBAL), None)
        if verb is not None:
            if node == verb:
                yield f"of verb:{through or dep}"
            elif verb.is_ancestor(node):
                yield f"below:{through or dep}"
            else:
                over = f"above:{through or dep}:{verb.dep_}"
                yield over if node.is_ancestor(verb) else f"elsewhere:{through or dep}"

    def _itself(self, name: str, event: Event) -> Iterator[str]:
        """What a candidate is, by itself and for such an act."""
        person = self._people.get(name)
        if person is None:
            body = self._bodies[name]
            kind, wide = f"body:{body.kind}", "body"
            yield "common" if body.common else "own name"
        else:
            kind, wide = f"{'named' if person.name else 'unnamed'}:{'group' if person.group else 'one'}", "person"
            yield f"rank:{min(self._rank[name], _MANY - 1)}"
            yield f"mentions:{min(len(person.mentions), _MANY)}"
            if person.posts:
                yield from ("post", f"{event.act}:post")
        yield from (kind, f"{event.act}:{kind}", f"{event.act}:{wide}", f"{event.status}:{wide}")

    def _manner(self, at: int, event: Event, missing: int) -> Iterator[str]:
        """How an event is told: what speaks for a role that stays open."""
        word = self._doc[at]
        passive = any(child.dep_ == "auxpass" for child in word.children)
        form = "noun" if word.pos_ not in _VERBAL else "passive" if passive else word.tag_
        names = ["always", f"act:{event.act}", event.status, f"form:{form}", f"missing:{missing}", f"dep:{word.dep_}"]
        names += [f"act:{event.act}:{form == 'noun'}", f"act:{event.act}:{missing}"]
        names.append(f"tellings:{min(len(event.triggers), _NEAR)}")
        if any(s.start <= event.triggers[0].start < s.end for s in self._titles):
            names.append("titled")
        yield from (f"none:open:{name}" for name in names)
