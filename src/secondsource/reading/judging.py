"""How far an event is vouched for, weighed once more: the rules' status, the words around, and whose words they are.

The rules of ``status`` ask the clause alone. That a witness accuses, that a headline only asks, that something goes on
all the time is told by many small signs at once.
"""

from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.judging import judging
from secondsource.model import Attribution, Event, Filler, Span
from secondsource.reading import columns
from secondsource.reading.columns import Columns
from secondsource.reading.covering import Covering
from secondsource.reading.keeping import Setting
from secondsource.reading.status import FIRM, OPEN

_VERBAL = frozenset({"VERB", "AUX"})
_HELPING = frozenset({"aux", "auxpass", "neg", "mark"})
_CLIMB, _ABOVE = 5, 4
_BESIDE, _BEHIND = 4, 25


def judged(doc: Doc, setting: Setting) -> tuple[Event, ...]:
    """The events, each with its likeliest status."""
    model, found = judging(), []
    for event, traits in evidence(doc, setting):
        if event.status_rule in FIRM:
            found.append(event)  # What is denied or kept from happening is never taken for a telling.
            continue
        status = model.judge(event.status, traits)
        if status == "asserted" and event.status_rule in OPEN:
            status = event.status
        changed = msgspec.structs.replace(event, status=status, status_rule="likelier by the words around it")
        found.append(event if status == event.status else changed)
    return tuple(found)


def evidence(doc: Doc, setting: Setting) -> Iterator[tuple[Event, frozenset[str]]]:
    """Each event with what speaks for one status or another, as names of traits."""
    stage = _Stage(doc, setting)
    for event in setting.events:
        head = stage.head(event.triggers[0])
        own = (*stage.told(event), *stage.voiced(event), *_clause(event, head), *_beside(stage.words, head.i))
        yield event, stage.sentence(head.i).union(own)


class _Stage:
    """A report's events among its voices and people."""

    def __init__(self, doc: Doc, setting: Setting) -> None:
        self._doc, self._said = doc, setting.said
        self.words = columns.of(doc)
        self._starts = self.words.start
        self._sentences: dict[int, frozenset[str]] = {}
        self._lying = Covering((n, a.content) for n, a in enumerate(setting.said))
        self._sources = {source.id: source for source in setting.sources}
        self._people = {person.id: person for person in setting.facts.people}
        self._titled = [b.span for b in setting.facts.report.blocks if b.kind in ("title", "heading")]
        self._denied = {event.act for event in setting.events if event.status == "refuted"}

    def head(self, span: Span) -> Token:
        """The word of a stretch on which its others hang."""
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        end = max(bisect_right(self._starts, span.end - 1), first + 1)
        return self._doc[self.words.top(first, end)]

    def sentence(self, at: int) -> frozenset[str]:
        """The words of a sentence, and the first of the next one."""
        words = self.words
        first, end = words.opens[at], words.closes[at]
        found = self._sentences.get(first)
        if found is None:
            behind = min(words.closes[end], end + _BEHIND) if end < len(self._doc) else end
            own = [f"here:{word}" for word in set(words.base[first:end]) if not word.isspace()]
            own += [f"next:{word}" for word in set(words.base[end:behind]) if not word.isspace()]
            found = self._sentences[first] = frozenset(own)
        return found

    def told(self, event: Event) -> Iterator[str]:
        """What is read of an event."""
        yield from (f"given:{event.status}", f"rule:{event.status_rule}", f"act:{event.act}")
        yield f"act:{event.act}:{event.status}"
        yield f"shape:{event.rule.partition(':')[0]}"
        yield f"tellings:{min(len(event.triggers), 3)}"
        yield f"time:{'told' if event.time and event.time.edtf else 'untold'}"
        yield f"place:{'told' if event.place else 'untold'}"
        if event.amount:
            yield from ("amount", f"per:{event.amount.per}")
        yield from self._fillers("actor", event.actor)
        yield from self._fillers("recipient", event.recipient)
        if all(any(t.start <= trigger.start < t.end for t in self._titled) for trigger in event.triggers):
            yield "headline"
        if event.act in self._denied and event.status != "refuted":
            yield from ("denied, too", f"denied, too:{event.status}")

    def _fillers(self, role: str, fillers: tuple[Filler, ...]) -> Iterator[str]:
        yield f"{role}:{min(len(fillers), 2)}"
        for filler in fillers:
            person = self._people.get(filler.person or "")
            kind = "words" if person is None else f"{'named' if person.name else 'unnamed'}:{person.group}"
            yield f"{role}:{kind}"

    def voiced(self, event: Event) -> Iterator[str]:
        """Whose words tell of it."""
        holding = self._holding(event)
        yield f"attributed:{min(len(holding), 2)}"
        for one in holding:
            yield from (f"attribution:{one.kind}", f"speech:{one.type}", f"by:{one.rule}")
            yield f"cue:{self.head(one.cue).lemma_.lower()}"
            for source in (self._sources[s] for s in one.sources if s in self._sources):
                yield from (f"said by:{source.anonymity}", f"said by:{source.anonymity}:{event.act}")
                yield from (f"basis:{source.basis}", f"speaker:{source.role}")
        known = self._sources.get(event.source)
        voucher = known.anonymity if known else "narrator"
        yield from (f"voucher:{voucher}", f"voucher:{voucher}:{event.act}")
        yield f"direct:{any(one.type == 'direct' for one in holding)}"

    def _holding(self, event: Event) -> list[Attribution]:
        near = sorted({n for trigger in event.triggers for n in self._lying.near(trigger)})
        return [
            self._said[n]
            for n in near
            if any(c.start <= t.start and t.end <= c.end for t in event.triggers for c in self._said[n].content)
        ]


def _clause(event: Event, head: Token) -> Iterator[str]:
    """The form of the clause of a trigger, and what it hangs on."""
    yield from (f"tag:{head.tag_}", f"dep:{head.dep_}", f"tag:{head.tag_}:{event.status}")
    verb = _climbed(head)
    yield from (f"verb:{verb.tag_}", f"verb is:{verb.dep_}", f"verb:{verb.lemma_.lower()}")
    for child in verb.children:
        if child.dep_ in _HELPING:
            yield f"{child.dep_}:{child.lower_}"
        elif child.dep_ in {"advmod", "npadvmod"}:
            yield f"adverb:{child.lemma_.lower()}"
        elif child.dep_ in {"nsubj", "nsubjpass"}:
            bare = not any(word.dep_ in {"det", "poss", "nummod"} for word in child.children)
            subject = f"subject:{child.tag_}:{'bare' if bare else 'told'}"
            yield from (subject, f"{subject}:{verb.tag_}", f"subject:{child.lower_}")
    above = verb
    for step in range(_ABOVE):
        if above.head.i == above.i:
            break
        yield f"under:{above.dep_}"
        above = above.head
        if above.pos_ in {"VERB", "AUX", "NOUN"}:
            yield from (f"above:{above.lemma_.lower()}", f"above {step}:{above.lemma_.lower()}")


def _climbed(head: Token) -> Token:
    """The verb of a word's clause."""
    verb = head
    for _ in range(_CLIMB):
        if verb.pos_ in _VERBAL or verb.head.i == verb.i:
            break
        verb = verb.head
    return verb


def _beside(words: Columns, at: int) -> Iterator[str]:
    """The words right beside a trigger in its sentence."""
    first, end = max(words.opens[at], at - _BESIDE), min(words.closes[at], at + _BESIDE + 1)
    yield from (f"before:{word}" for word in words.lower[first:at] if not word.isspace())
    yield from (f"after:{word}" for word in words.lower[at:end] if not word.isspace())
