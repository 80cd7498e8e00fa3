"""Who vouches for an event, what its attribution does to its status, and whom a source itself rests on."""

import msgspec

from secondsource.model import NARRATOR, Attribution, Event, Report, Source, Span, Status


def vouch(
    report: Report, events: tuple[Event, ...], sources: tuple[Source, ...], said: tuple[Attribution, ...]
) -> tuple[Event, ...]:
    """Every event with the voice that the outlet itself heard it from, or ``narrator``.

    An event is vouched for by the attribution that holds one of its triggers; of several around one trigger the
    outermost counts, since what stands within it is that voice's own source. An attribution to a named voice goes
    before one to the outlet itself. A sentence without a cue between two attributions to one voice, behind the first
    in its paragraph, is that voice's too (free indirect speech).
    """
    reporters = frozenset(source.id for source in sources if source.anonymity == "reporter")
    return tuple(_vouched(report, event, said, reporters) for event in events)


def _vouched(report: Report, event: Event, said: tuple[Attribution, ...], reporters: frozenset[str]) -> Event:
    holding = [outer for trigger in event.triggers if (outer := _outermost(trigger, said)) is not None]
    if not holding:
        voice = _free_indirect(report, event.triggers[0], said)
        return msgspec.structs.replace(event, source=voice) if voice else event
    voiced = [a for a in holding if not reporters.issuperset(a.sources)]
    chosen = (voiced or holding)[0]
    source = chosen.sources[0] if chosen.sources else NARRATOR
    return msgspec.structs.replace(event, source=source, status=_status(event, chosen))


def _free_indirect(report: Report, trigger: Span, said: tuple[Attribution, ...]) -> str | None:
    """The voice heard before a trigger in its paragraph and again behind it, where that is one and the same."""
    block = next((b.span for b in report.blocks if b.span.start <= trigger.start < b.span.end), None)
    before = [a for a in said if a.content[-1].end <= trigger.start]
    behind = [a for a in said if a.content[0].start >= trigger.end]
    if block is None or not before or not behind:
        return None
    last = max(before, key=lambda a: a.content[-1].end)
    following = min(behind, key=lambda a: a.content[0].start)
    if last.content[-1].end < block.start or following.content[0].start < block.end:
        return None
    return last.sources[0] if last.sources == following.sources and len(last.sources) == 1 else None


def _outermost(trigger: Span, said: tuple[Attribution, ...]) -> Attribution | None:
    around = [a for a in said if any(c.start <= trigger.start and trigger.end <= c.end for c in a.content)]
    # The outermost cue is not itself among what another of them attributes.
    outer = [a for a in around if not any(_within(a.cue, b) for b in around if b is not a)]
    return max(outer or around, key=_size, default=None)


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _within(cue: Span, attribution: Attribution) -> bool:
    return any(c.start <= cue.start and cue.end <= c.end for c in attribution.content)


def _status(event: Event, attribution: Attribution) -> Status:
    """What is denied is refuted by its denier; what is put forward with doubt is no more than alleged."""
    if event.status == "asserted" and attribution.kind == "denial":
        return "refuted"
    if event.status == "asserted" and attribution.kind == "hearsay":
        return "alleged"
    return event.status


def rest(sources: tuple[Source, ...], said: tuple[Attribution, ...]) -> tuple[Source, ...]:
    """The sources with whom they rest on: whom they cite, and whose account they pass on."""
    rests: dict[str, set[str]] = {source.id: set() for source in sources}
    for inner in said:
        for outer in said:
            if inner is outer or not set(inner.sources).isdisjoint(outer.sources):
                continue
            cited = inner.rule in {"citing", "heard from"} and _shared(inner, outer)
            # Not all that a speaker quotes somebody as saying is what the speaker knows from them.
            own = outer.type == "direct" or outer.rule in {"turn", "answer"}
            passed = inner.rule != "citing" and not own and _within(inner.cue, outer)
            if cited or passed:
                for name in outer.sources:
                    rests[name].update(inner.sources)
    return tuple(msgspec.structs.replace(s, rests_on=tuple(sorted({*s.rests_on, *rests[s.id]}))) for s in sources)


def _shared(a: Attribution, b: Attribution) -> bool:
    return any(x.start < y.end and y.start < x.end for x in a.content for y in b.content)
