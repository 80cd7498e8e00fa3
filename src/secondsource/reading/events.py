"""What happened: acts of the codebook with their roles, place, time, amount and status."""

import msgspec
from spacy.tokens import Doc, Token

from secondsource.model import Event, Span
from secondsource.reading import carrying, columns, filling, frames, merging, roles, sifting, status, triggers, undone
from secondsource.reading.clauses import View
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.settings import Scene
from secondsource.reading.told import Told, told
from secondsource.reading.wording import Likely

_PERIODS = frozenset({"day", "week", "month", "year", "quarter"})
_REACH = 6
"""A trigger's words lie at most this many words from its head; one further off is not part of the trigger's span."""


def find(doc: Doc, facts: Facts) -> tuple[Event, ...]:
    """The events of one report in order of their first trigger, ids ``e1`` on; ``source`` is left to the voucher."""
    events = filling.filled(ruled(doc, facts), doc, facts)
    return tuple(msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(events, 1))


def ruled(doc: Doc, facts: Facts) -> list[Event]:
    """The events, without ids, with the roles that their own words and those of acts beside them fill."""
    scene = Scene(doc, facts)
    merged = scene.settled([merging.one(group) for group in tellings(doc, facts, scene)])
    merged.sort(key=lambda event: min(t.start for t in event.triggers))
    return carrying.carry(merged, doc)


def tellings(doc: Doc, facts: Facts, scene: Scene | None = None) -> list[list[Told]]:
    """The tellings of acts that are likely to be meant, those of one event together, the one that leads first."""
    view = View(doc, facts)
    return sifting.sifted(matched(doc, facts, view, scene or Scene(doc, facts)), view)


def matched(doc: Doc, facts: Facts, view: View, scene: Scene, likely: Likely | None = None) -> list[list[Told]]:
    """Every telling that is found, likely or not, as ``tellings`` gives them."""
    cast = roles.Cast(facts.people)
    lead_end = next((b.span.end for b in facts.report.blocks if b.kind == "body"), 0)
    found = []
    for match in triggers.find(doc, view, likely=likely):
        if undone.untold(match.head, facts.report.text):
            continue
        match = _of_its_noun(match, view)
        start = match.head.idx
        title = view.in_headline(match.head)
        found.append(told(match, _event(match, view, cast, scene, title), view, title, start < lead_end))
    return merging.group(found)


def _of_its_noun(match: Match, view: View) -> Match:
    """A participle before a noun tells of that noun: "the wife of the arrested trader" tells of the trader's arrest."""
    head, noun = match.head, match.head.head
    before = head.dep_ == "amod" and head.tag_ in _PARTICIPLES and head.i < noun.i
    if before and frames.acts_of(match.frame).recipient and "person" in view.kinds(noun):
        return msgspec.structs.replace(match, recipient=noun)
    return match


_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})


def _event(match: Match, view: View, cast: roles.Cast, scene: Scene, title: bool) -> Event:
    act = frames.acts_of(match.frame)
    setting = scene.of(match, act, view)
    actor = roles.fill(match.actor, cast)
    item = roles.span(match.item) if match.item is not None else None
    standing, status_rule = status.of(match, view, title)
    if standing == "asserted" and act.offence and setting.amount and setting.amount.per in _PERIODS:
        standing, status_rule = "general", "so much each time"
    return Event(
        id="",
        act=match.frame.act,
        triggers=(_span(match),),
        actor=actor,
        recipient=roles.fill(match.recipient, cast),
        authority=scene.organs.of(match, actor) if act.official else None,
        place=setting.place,
        time=setting.time,
        duration=setting.duration,
        amount=setting.amount,
        item=Span(*item) if item else None,
        reason=setting.reason,
        status=standing,
        status_rule=status_rule,
        rule=f"{match.frame.shape}: {match.frame.pattern}",
    )


def _span(match: Match) -> Span:
    head = match.head
    number = columns.of(head.doc).number
    near = [word for word in match.words if abs(word.i - head.i) <= _REACH and number[word.i] == number[head.i]]
    first = min(near, key=_place)
    last = max(near, key=_place)
    return Span(first.idx, last.idx + len(last.text))


def _place(token: Token) -> int:
    return token.i
