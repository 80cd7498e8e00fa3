"""Which voice vouches for an event, weighed once more: the one that rules chose, the narrator, and all other voices.

The rules of ``vouching`` look at the nearest attribution. Whether a report's narrator tells things of their own, and
how much of it one voice carries, says more than that: a chooser weighs both (``lexicon/choosers.yaml``).
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.choosers import chooser
from secondsource.model import NARRATOR, Attribution, Block, Event, Source, Span
from secondsource.reading import columns
from secondsource.reading.covering import Covering
from secondsource.reading.keeping import Setting

_VERBAL = frozenset({"VERB", "AUX"})
_CLIMB, _FAR, _MANY = 8, 4, 3


def backed(doc: Doc, setting: Setting) -> tuple[Event, ...]:
    """The events, each with its likeliest voucher."""
    model, chosen = chooser("vouchers"), dict(evidence(doc, setting))
    return tuple(
        msgspec.structs.replace(event, source=model.prefer(event.source, chosen[event.id]))
        if event.id in chosen
        else event
        for event in setting.events
    )


def evidence(doc: Doc, setting: Setting) -> Iterator[tuple[str, dict[str, frozenset[str]]]]:
    """The id of each event that is open to doubt with what speaks for the narrator and each voice of the report.

    Where one attribution holds an event, and where none stands before it in its paragraph, the rules were right as
    often as any weights.
    """
    report = _Report(doc, setting)
    told = [report.told(event) for event in setting.events]
    held = 4 * sum(bool(each.holding) for each in told) // max(len(told), 1)
    for event, each in zip(setting.events, told, strict=True):
        if each.doubtful:
            yield event.id, report.candidates(event, each, held)


class _Told(msgspec.Struct, frozen=True):
    """Where an event is told: its offset, sentence and paragraph, whether that is the lead or a headline.

    The attributions that hold its words (``around``) and any telling of it (``holding``), and those whose cue stands
    last before and first behind; ``state`` is ``held`` or ``free``; ``doubtful`` where rules may be wrong.
    """

    at: int
    sentence: int
    block: int
    lead: bool
    titled: bool
    around: list[Attribution]
    holding: list[Attribution]
    last: Attribution | None
    following: Attribution | None
    state: str
    doubtful: bool


class _Report:
    """A report's voices, and how much of it is theirs."""

    def __init__(self, doc: Doc, setting: Setting) -> None:
        self._doc, self._words = doc, columns.of(doc)
        self._said = sorted((a for a in setting.said if a.sources), key=lambda a: a.cue.start)
        self._cues = [a.cue.start for a in self._said]
        self._lying = Covering((n, a.content) for n, a in enumerate(self._said))
        self._blocks: list[Block] = [b for b in setting.facts.report.blocks if b.kind in {"title", "heading", "body"}]
        self._opens = [b.span.start for b in self._blocks]
        self._lead = next((n for n, b in enumerate(self._blocks) if b.kind == "body"), -1)
        self._published = setting.facts.report.published or ""
        self._sources = {source.id: source for source in setting.sources}
        self._sizes: Counter[str] = Counter()
        self._times: Counter[str] = Counter()
        for one in self._said:
            self._times[one.sources[0]] += 1
            self._sizes[one.sources[0]] += _size(one)
        self._rank = {name: n for n, (name, _) in enumerate(self._sizes.most_common())}
        length = sum(b.span.end - b.span.start for b in self._blocks if b.kind == "body") or 1
        self._cover = {name: int(5 * size / length) for name, size in self._sizes.items()}
        self._share = min(4 * sum(self._sizes.values()) // length, 4)

    def candidates(self, event: Event, told: _Told, held: int) -> dict[str, frozenset[str]]:
        found = {NARRATOR: frozenset(f"narrator:{name}" for name in self._of_narrator(event, told, held))}
        for name in self._times:
            if name in self._sources:
                traits = self._of_voice(event, told, self._sources[name])
                found[name] = frozenset(f"voice:{trait}" for trait in traits)
        return found

    def told(self, event: Event) -> _Told:
        body = (t for t in event.triggers if self._kind(t.start) == "body")
        first = next(body, event.triggers[0])
        block = self._block(first.start)
        around, n = self._holding((first,)), bisect_left(self._cues, first.start)
        last = self._said[n - 1] if n else None
        beside = last is not None and self._block(last.cue.start) == block
        return _Told(
            at=first.start,
            sentence=self._sentence(first.start),
            block=block,
            lead=block == self._lead,
            titled=self._kind(first.start) != "body",
            around=around,
            holding=self._holding(event.triggers),
            last=last,
            following=self._said[n] if n < len(self._said) else None,
            state="held" if around else "free",
            doubtful=len(around) > 1 or (not around and (beside or event.source != NARRATOR)),
        )

    def _token(self, at: int) -> int:
        return max(bisect_right(self._words.start, at) - 1, 0)

    def _sentence(self, at: int) -> int:
        return self._words.number[self._token(at)]

    def _block(self, at: int) -> int:
        return bisect_right(self._opens, at) - 1

    def _kind(self, at: int) -> str:
        block = self._block(at)
        return self._blocks[block].kind if block >= 0 else "none"

    def _holding(self, spans: tuple[Span, ...]) -> list[Attribution]:
        near = (self._said[n] for n in self._lying.near(*spans))
        return [a for a in near if any(_within(span, a) for span in spans)]

    def _of_narrator(self, event: Event, told: _Told, held: int) -> Iterator[str]:
        chosen = "chosen" if event.source == NARRATOR else "not chosen"
        own = [
            "headline" if told.titled else "body",
            "lead" if told.lead else "later",
            f"share:{self._share}",
            f"held:{held}",
            f"act:{event.act}",
            f"status:{event.status}",
            f"voices:{min(len(self._times), 4)}",
            chosen,
        ]
        own += self._beside(told)
        own += (f"tense:{name}" for name in _tense(self._doc[self._token(told.at)]))
        own += [
            f"time:{_age(event, self._published)}",
            f"tellings:{min(len(event.triggers), _MANY)}",
            f"stands:{4 * told.block // max(len(self._blocks), 1)}",
            f"act:{event.act}:{told.lead}",
        ]
        yield told.state
        yield from own[:8]
        yield from (f"{told.state}|{name}" for name in own)
        for one in told.around:
            yield from (f"speech:{one.type}", f"by:{one.rule}")

    def _beside(self, told: _Told) -> Iterator[str]:
        """What is attributed before and behind in the paragraph."""
        last, following = told.last, told.following
        before = last if last is not None and self._block(last.cue.start) == told.block else None
        behind = following if following is not None and self._block(following.cue.start) == told.block else None
        yield f"beside:{before is not None}:{behind is not None}"
        yield f"begins:{last is None}"
        yield f"ends:{following is None}"
        if before is not None:
            gap = told.sentence - self._sentence(before.cue.start)
            yield from (f"gap:{min(gap, _FAR)}", f"last by:{before.rule}", f"last speech:{before.type}")
        if behind is not None:
            yield f"next here:{self._sentence(behind.cue.start) == told.sentence}"

    def _of_voice(self, event: Event, told: _Told, source: Source) -> Iterator[str]:
        name, state = source.id, told.state
        rank, kind = self._rank[name], source.anonymity
        if event.source == name:
            yield from ("chosen", f"chosen|{state}", f"chosen|{kind}|{state}")
        yield from (f"is:{kind}", f"is:{kind}|{state}", f"rank:{min(rank, 3)}|{state}")
        yield from (f"times:{min(self._times[name], 4)}|{state}", f"cover:{self._cover[name]}|{state}")
        yield f"share:{4 * self._sizes[name] // max(sum(self._sizes.values()), 1)}|{state}"
        yield f"status:{event.status}|{state}|{kind}"
        first = name == self._said[0].sources[0]
        if first:
            yield f"first|{state}"
        if len(self._times) == 1:
            yield f"sole|{state}"
        if told.lead:
            yield f"lead|rank:{min(rank, 2)}"
        if told.titled:
            yield from (f"headline|rank:{min(rank, 2)}", f"headline|first:{first}")
        if any(self._sentence(m.start) == told.sentence for m in source.mentions):
            yield f"spoken of here|{state}"
        fillers = (*event.actor, *event.recipient)
        yield f"takes part:{any(f.start < m.end and m.start < f.end for f in fillers for m in source.mentions)}"
        yield from self._held_by(told, name)
        yield from self._near(told, name)

    def _held_by(self, told: _Told, name: str) -> Iterator[str]:
        """Which of the attributions around an event are a voice's."""
        own = [a for a in told.around if name in a.sources]
        if not own:
            if any(name in a.sources for a in told.holding):
                yield from ("holds another telling", f"holds another telling|{told.state}")
            return
        outer = any(not any(_within(a.cue, b) for b in told.around if b is not a) for a in own)
        yield from ("holds", f"named as:{own[0].sources.index(name)}", "outer" if outer else "inner")
        yield f"of:{min(len(told.around), _MANY)}|{'outer' if outer else 'inner'}"
        yield "widest" if max(told.around, key=_size) in own else "narrower"
        yield "tightest" if min(told.around, key=_size) in own else "looser"
        for one in own:
            yield from (f"by:{one.rule}", f"speech:{one.type}", f"manner:{one.kind}")
            yield f"cue here:{self._sentence(one.cue.start) == told.sentence}"

    def _near(self, told: _Told, name: str) -> Iterator[str]:
        """How near a voice's cue stands before and behind an event."""
        last, following, state = told.last, told.following, told.state
        next_one = following is not None and name in following.sources
        if last is not None and name in last.sources:
            gap = told.sentence - self._sentence(last.cue.start)
            yield from (f"last|{state}", f"last:{min(gap, 5)}|{state}")
            yield f"last block:{min(told.block - self._block(last.cue.start), 3)}|{state}"
            if following is not None and next_one:
                ahead = min(self._block(following.cue.start) - told.block, 2)
                yield from (f"both|{state}", f"both:{min(gap, 4)}:{ahead}|{state}")
        if following is not None and next_one:
            gap = self._sentence(following.cue.start) - told.sentence
            yield from (f"next|{state}", f"next:{min(gap, 4)}|{state}")
            yield f"next block:{min(self._block(following.cue.start) - told.block, 3)}|{state}"


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _within(words: Span, attribution: Attribution) -> bool:
    return any(c.start <= words.start and words.end <= c.end for c in attribution.content)


def _tense(head: Token) -> Iterator[str]:
    """The form of the verb of a word's clause, with its auxiliaries."""
    verb = head
    for _ in range(_CLIMB):
        if verb.pos_ in _VERBAL or verb.head.i == verb.i:
            break
        verb = verb.head
    yield from (verb.tag_, f"of {head.dep_}", f"of {verb.lemma_.lower()}")
    yield from (child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"})


def _age(event: Event, published: str) -> str:
    """How long before the report an event lies."""
    time = event.time.edtf if event.time else None
    if not time:
        return "untold"
    if not (time[:4].isdigit() and published[:4].isdigit()):
        return "open"
    if time[:4] != published[:4]:
        return "years" if time[:4] < published[:4] else "to come"
    return "that month" if time[5:7] == published[5:7] else "that year"
