"""Why an event was read as it was: the words, the pattern, the frame and the rule behind each of its values."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from secondsource.errors import ExplainError
from secondsource.lexicon.acts import acts
from secondsource.model import BY_WORDS, NARRATOR, Event, Filler, Reading, Report, Span
from secondsource.reading import events, language, pipeline, wording
from secondsource.reading.clauses import Clause, View
from secondsource.reading.filling import ROLES
from secondsource.reading.frames import Match
from secondsource.reading.told import Told

_CODEBOOK = "lexicon/acts/{}.yaml"
_HEDGES = "lexicon/hedges.yaml"
_TIMES = "lexicon/calendar.yaml"
_PLACES = "lexicon/countries"
_CUES = "lexicon/attribution.yaml"
_CHOOSERS = "lexicon/choosers.yaml"
_FILLED = "its own words leave it open: the likeliest of those told of around it"


class Reason(msgspec.Struct, frozen=True):
    """One value of an event: what it is, the words that it was read from, the rule, and the file that may mend it."""

    name: str
    value: str
    words: str = ""
    rule: str = ""
    file: str = ""


class Telling(msgspec.Struct, frozen=True):
    """One place where a report tells of an event: the words, the pattern that fits them, and what it made of them."""

    words: str
    sentence: str
    reasons: tuple[Reason, ...]


class Explanation(msgspec.Struct, frozen=True):
    """An event, its values with their reasons, and every telling of it, the one that leads first."""

    report: str
    event: Event
    values: tuple[Reason, ...]
    tellings: tuple[Telling, ...]


def explain(report: Report, wanted: str) -> Explanation:
    """Why the event ``wanted`` (``e3``) of a report was read so. Raises ExplainError where the report has none such."""
    doc = next(iter(language.parse([report])))
    reading = pipeline.read_parsed(report, doc)
    event = next((e for e in reading.events if e.id == wanted), None)
    if event is None:
        raise ExplainError(f"{report.id}: {wanted}", "the report has no such event", _others(reading))
    facts = pipeline.facts_of(report, doc)
    group = next(g for g in events.tellings(doc, facts) if set(_spans(g)) & set(event.triggers))
    view = View(doc, facts)
    tellings = tuple(_telling(told, view, reading) for told in group)
    return Explanation(report.id, event, tuple(_values(event, reading)), tellings)


def _others(reading: Reading) -> str:
    if not reading.events:
        return "It tells of no event."
    return f"Its events are {reading.events[0].id} to {reading.events[-1].id}; `secondsource read` lists them."


def _spans(group: list[Told]) -> Iterator[Span]:
    for told in group:
        yield from told.event.triggers


def _values(event: Event, reading: Reading) -> Iterator[Reason]:
    """The values of the whole entry, which no single telling gives."""
    text = reading.report.text
    yield Reason("act", event.act, rule=acts()[event.act].means, file=_CODEBOOK.format(event.act))
    for role in ROLES:
        for filler in getattr(event, role):
            rule, file = (_FILLED, _CHOOSERS) if filler.guessed else ("", _CODEBOOK.format(event.act))
            yield Reason(role, _who(filler, reading), text[filler.start : filler.end], rule, file)
    if event.authority:
        yield Reason("authority", event.authority, rule="the body named with the actor, or on whose orders it was done")
    if event.place:
        rule = "words around the act" if event.place_rule == "told" else "the place that the report is set in there"
        yield Reason("place", event.place, rule=rule, file=_PLACES)
    if event.time:
        span = event.time.span
        yield Reason("time", event.time.edtf or "", text[span.start : span.end], event.time.rule, _TIMES)
    if event.duration:
        yield Reason("duration", event.duration)
    if event.amount:
        span = event.amount.span
        unit = event.amount.currency or event.amount.unit or ""
        yield Reason("amount", f"{event.amount.value:g} {unit}".strip(), text[span.start : span.end])
    for name, span_ in (("item", event.item), ("reason", event.reason)):
        if span_:
            yield Reason(name, text[span_.start : span_.end])
    yield Reason("status", event.status, rule=event.status_rule, file=_HEDGES)
    yield _voucher(event, reading)


def _voucher(event: Event, reading: Reading) -> Reason:
    if event.source == NARRATOR:
        return Reason("voucher", NARRATOR, rule="no cue attributes the words to anybody", file=_CUES)
    text = reading.report.text
    source = next(s for s in reading.sources if s.id == event.source)
    name = source.name or text[source.mention.start : source.mention.end]
    around = [
        a
        for a in reading.attributions
        if event.source in a.sources and any(c.start <= t.start < c.end for c in a.content for t in event.triggers)
    ]
    if not around:
        return Reason("voucher", name, rule="the same voice speaks before and behind it in its paragraph", file=_CUES)
    cue = around[0].cue
    return Reason("voucher", name, text[cue.start : cue.end], around[0].rule or "the cue's words reach here", _CUES)


def _telling(told: Told, view: View, reading: Reading) -> Telling:
    event, match, text = told.event, told.match, reading.report.text
    frame = match.frame
    trigger = event.triggers[0]
    reasons = [
        Reason(
            "pattern", f"{frame.shape}: {frame.pattern}", rule=_weight(match, view), file=_CODEBOOK.format(frame.act)
        )
    ]
    clause = view.clause(match.verb) if match.verb is not None else None
    if clause is not None:
        voice = "passive" if clause.passive else "active"
        reasons.append(Reason("frame", f"{clause.verb.text} ({voice})", rule=_frame(clause)))
    for role, token in (("actor", match.actor), ("recipient", match.recipient), ("item", match.item)):
        if token is not None:
            reasons.append(Reason(role, token.text, rule=_position(token, clause, match.head)))
    reasons.append(Reason("status", event.status, rule=event.status_rule, file=_HEDGES))
    sentence = match.head.sent.text
    return Telling(text[trigger.start : trigger.end], " ".join(sentence.split()), tuple(reasons))


def _weight(match: Match, view: View) -> str:
    if match.frame.pattern == BY_WORDS:
        reasons = ", ".join(wording.reasons(match.head, match.frame.act, view))
        return f"no pattern of the codebook tells it here; what makes it likely ({match.chance:.0%}): {reasons}"
    heavy = f"weight {match.frame.weight}: of several patterns of one act on one word the heaviest counts"
    return f"{heavy}, of several acts the likeliest ({match.chance:.0%})"


def _frame(clause: Clause) -> str:
    parts = [("subject", clause.surface)]
    parts += [("object", o) for o in clause.objects if o != clause.surface]
    parts += [(name, noun) for name, _, noun in clause.complements]
    return ", ".join(f"{name} {token.text}" for name, token in parts if token is not None)


def _position(token: Token, clause: Clause | None, head: Token) -> str:
    """Where a role's filler stands, seen from the verb or noun that tells of the act."""
    if token == head:
        return "the noun itself names who does it"
    if clause is not None:
        if token == clause.surface:
            return "subject of the passive" if clause.passive else "subject"
        for name, _, noun in clause.complements:
            if noun == token:
                return f"behind “{name}”"
        if token in clause.objects:
            return "object"
    if token.dep_ == "poss":
        return "possessive"
    if token.dep_ == "pobj":
        return f"behind “{token.head.lower_}”"
    return "from the words that govern the trigger"


def _who(filler: Filler, reading: Reading) -> str:
    person = next((p for p in reading.people if p.id == filler.person), None)
    if person is None:
        return reading.report.text[filler.start : filler.end]
    if person.name:
        return f"{person.name} ({person.id})"
    first = person.mentions[0]
    return f"{reading.report.text[first.start : first.end]} ({person.id})"
