"""Who vouches for an event, what its attribution does to its status, and whom a source itself rests on."""

from bisect import bisect_right

import msgspec
from spacy.tokens import Doc

from secondsource.model import Attribution, Block, Event, Report, Source, Span, Status
from secondsource.reading import columns
from secondsource.reading.covering import Covering


def vouch(
    report: Report, doc: Doc, events: tuple[Event, ...], sources: tuple[Source, ...], said: tuple[Attribution, ...]
) -> tuple[Event, ...]:
    """Every event with the voice that the outlet itself heard it from, or ``narrator``.

    An event is vouched for by the attribution that holds one of its triggers; of several around one trigger the
    outermost counts, since what stands within it is that voice's own source. An attribution to a named voice goes
    before one to the outlet itself. Outside all attributions a voice vouches for what stands beside its words: see
    ``_beside``. Whatever goes further was the narrator's more often than the voice's in the project's own corpus.
    """
    words = columns.of(doc)
    starts = {
        *(words.start[i] for i in words.sentences if i < len(words.start)),
        *(b.span.start for b in report.blocks),
    }
    reporters = frozenset(source.id for source in sources if source.anonymity == "reporter")
    known = tuple(a for a in said if a.sources)
    stage = Stage(
        blocks=report.blocks,
        said=known,
        reporters=reporters,
        voiced=tuple(a for a in known if not reporters.issuperset(a.sources)),
        lying=Covering((n, a.content) for n, a in enumerate(known)),
        sentences=sorted(starts),
    )
    return tuple(_vouched(stage, event) for event in events)


class Stage(msgspec.Struct, frozen=True):
    """A report as vouching sees it: what is attributed in it, to others than its own reporters (``voiced``), where that
    lies, and the offsets at which its sentences start."""

    blocks: tuple[Block, ...]
    said: tuple[Attribution, ...]
    reporters: frozenset[str]
    voiced: tuple[Attribution, ...]
    lying: Covering
    sentences: list[int]

    def sentence(self, at: int) -> int:
        """The number of the sentence that an offset stands in."""
        return bisect_right(self.sentences, at)

    def block(self, at: int) -> Block | None:
        """The paragraph that an offset stands in."""
        return next((b for b in self.blocks if b.span.start <= at < b.span.end), None)


def _vouched(stage: Stage, event: Event) -> Event:
    holding = [outer for trigger in event.triggers if (outer := _outermost(trigger, stage)) is not None]
    if not holding:
        voice = _beside(stage, event)
        return msgspec.structs.replace(event, source=voice) if voice else event
    voiced = [a for a in holding if not stage.reporters.issuperset(a.sources)]
    chosen = (voiced or holding)[0]
    return msgspec.structs.replace(event, source=chosen.sources[0], status=_status(event, chosen))


def _beside(stage: Stage, event: Event) -> str | None:
    """The voice beside an event that is among no attribution.

    Whoever was quoted in its sentence before it; whoever was quoted last before it in its paragraph, where the same
    is quoted first behind it, or where the paragraph is the lead; for what a headline alone tells, who speaks first.
    """
    body = [t for t in event.triggers if (block := stage.block(t.start)) is not None and block.kind == "body"]
    if not body:
        told = [a for a in stage.voiced if (block := stage.block(a.cue.start)) is not None and block.kind == "body"]
        return min(told, key=_at).sources[0] if told else None
    at, block = body[0].start, stage.block(body[0].start)
    assert block is not None
    here = [a for a in stage.voiced if block.span.start <= a.cue.start < block.span.end]
    last = max((a for a in here if a.cue.start < at), key=_at, default=None)
    if last is None:
        return None
    following = min((a for a in here if a.cue.start >= at), key=_at, default=None)
    again = following is not None and following.sources == last.sources and len(last.sources) == 1
    lead = block == next(b for b in stage.blocks if b.kind == "body")
    same = stage.sentence(last.cue.start) == stage.sentence(at)
    return last.sources[0] if same or again or lead else None


def _at(attribution: Attribution) -> int:
    return attribution.cue.start


def _outermost(trigger: Span, stage: Stage) -> Attribution | None:
    near = [stage.said[number] for number in stage.lying.near(trigger)]
    around = [a for a in near if _within(trigger, a)]
    # The outermost cue is not itself among what another of them attributes.
    outer = [a for a in around if not any(_within(a.cue, b) for b in around if b is not a)]
    return max(outer or around, key=_size, default=None)


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _within(words: Span, attribution: Attribution) -> bool:
    return any(c.start <= words.start and words.end <= c.end for c in attribution.content)


def _status(event: Event, attribution: Attribution) -> Status:
    """What is denied is refuted by its denier; what is put forward with doubt is no more than alleged."""
    if event.status == "asserted" and attribution.kind == "denial":
        return "refuted"
    if event.status == "asserted" and attribution.kind == "hearsay":
        return "alleged"
    return event.status


_ADMITTING = ("admit", "confess", "own up", "owned up", "owns up")


def rest(text: str, sources: tuple[Source, ...], said: tuple[Attribution, ...]) -> tuple[Source, ...]:
    """The sources with whom they rest on: whom they cite, and whose account they pass on."""
    rests: dict[str, set[str]] = {source.id: set() for source in sources}
    lying = Covering((n, a.content) for n, a in enumerate(said))
    for inner in said:
        for outer in (said[number] for number in lying.near(inner.cue, *inner.content)):
            if inner is outer or not set(inner.sources).isdisjoint(outer.sources):
                continue
            cited = inner.rule in {"citing", "heard from"} and _shared(inner, outer)
            # Not all that a speaker quotes somebody as saying is what the speaker knows from them.
            own = outer.type == "direct" or outer.rule in {"turn", "answer", "message"}
            # An office that tells what somebody owned up to does not have its case from them.
            admits = text[inner.cue.start : inner.cue.end].lower().startswith(_ADMITTING)
            passed = inner.rule != "citing" and not own and not admits and _within(inner.cue, outer)
            if cited or passed:
                for name in outer.sources:
                    rests[name].update(inner.sources)
    return tuple(msgspec.structs.replace(s, rests_on=tuple(sorted({*s.rests_on, *rests[s.id]}))) for s in sources)


def _shared(a: Attribution, b: Attribution) -> bool:
    return any(x.start < y.end and y.start < x.end for x in a.content for y in b.content)
