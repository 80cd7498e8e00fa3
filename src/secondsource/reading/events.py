"""What happened: acts of the codebook with their roles, place, time, amount and status."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon import kinds as lexicon
from secondsource.lexicon.occasions import on_another
from secondsource.model import Event, Span
from secondsource.reading import (
    amount_words,
    carrying,
    columns,
    filling,
    frames,
    merging,
    roles,
    sifting,
    status,
    triggers,
    undone,
)
from secondsource.reading.clauses import View
from secondsource.reading.facts import Facts
from secondsource.reading.frames import Match
from secondsource.reading.settings import Scene
from secondsource.reading.wording import Likely

_PERIODS = frozenset({"day", "week", "month", "year", "quarter"})
_REACH = 6
"""A trigger's words lie at most this many words from its head; one further off is not part of the trigger's span."""


def find(doc: Doc, facts: Facts) -> tuple[Event, ...]:
    """The events of one report in order of their first trigger, ids ``e1`` on; ``source`` is left to the voucher."""
    told = filling.filled(ruled(doc, facts), doc, facts)
    return tuple(msgspec.structs.replace(event, id=f"e{n}") for n, event in enumerate(told, 1))


def ruled(doc: Doc, facts: Facts) -> list[Event]:
    """The events, without ids, with the roles that their own words and those of acts beside them fill."""
    scene = Scene(doc, facts)
    merged = scene.settled([merging.one(group) for group in tellings(doc, facts, scene)])
    merged.sort(key=lambda event: min(t.start for t in event.triggers))
    return carrying.carry(merged, doc)


def tellings(doc: Doc, facts: Facts, scene: Scene | None = None) -> list[list[merging.Told]]:
    """The tellings of acts that are likely to be meant, those of one event together, the one that leads first."""
    view = View(doc, facts)
    return sifting.sifted(matched(doc, facts, view, scene or Scene(doc, facts)), view)


def matched(doc: Doc, facts: Facts, view: View, scene: Scene, likely: Likely | None = None) -> list[list[merging.Told]]:
    """Every telling that is found, likely or not, as ``tellings`` gives them."""
    cast = roles.Cast(facts.people)
    lead_end = next((b.span.end for b in facts.report.blocks if b.kind == "body"), 0)
    told = []
    for match in triggers.find(doc, view, likely=likely):
        if undone.untold(match.head, facts.report.text):
            continue
        match = _of_its_noun(match, view)
        start = match.head.idx
        title = view.in_headline(match.head)
        told.append(_told(match, _event(match, view, cast, scene, title), view, title, start < lead_end))
    return merging.group(told)


def _of_its_noun(match: Match, view: View) -> Match:
    """A participle before a noun tells of that noun: "the wife of the arrested trader" tells of the trader's arrest."""
    head, noun = match.head, match.head.head
    before = head.dep_ == "amod" and head.tag_ in _PARTICIPLES and head.i < noun.i
    if before and frames.acts_of(match.frame).recipient and "person" in view.kinds(noun):
        return msgspec.structs.replace(match, recipient=noun)
    return match


_PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})


def _told(match: Match, event: Event, view: View, title: bool, lead: bool) -> merging.Told:
    token = match.recipient or match.actor
    who = event.recipient or event.actor
    named = token is not None and any(_is_name(word) for word in (token, *token.children, *_called(token)))
    plural = token is not None and (token.tag_ in ("NNS", "NNPS") or len(who) > 1 or token.pos_ == "NUM")
    new = not named and (_brought_in(token, view) if token is not None else _is_new(match.head))
    words = merging.words_of(who, view.facts.report.text)
    known = columns.of(match.head.doc)
    first = known.opens[match.head.i]
    again = on_another(view.facts.report.text, event.triggers[0], Span(*known.sentence(match.head.i)))
    nominal, too = match.frame.shape == "noun", any(c.lower_ in _TOO for c in match.head.children)
    noun = token.lemma_.lower() if token is not None else ""
    number = _number(token) if token is not None else None
    definite = token is not None and any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.lefts)
    return merging.Told(
        match, event, who, words, named, plural, new, noun, number, definite, too, again, first, title, lead, nominal
    )


def _brought_in(token: Token, view: View) -> bool:
    """Whether words bring somebody in: "a clerk", "his driver", "the driver of the trader"."""
    if token.lower_ in _SOMEBODY or any(
        c.lower_ in _NEW or (c.dep_ == "poss" and _somebody(c, view)) for c in token.lefts
    ):
        return True
    of = (g for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return any(_somebody(g, view) for g in of)


_NEW = frozenset({"a", "an", "another"})
_SOMEBODY = frozenset({"somebody", "someone", "people", "others"})
_TOO = frozenset({"too", "also", "likewise"})


def _somebody(token: Token, view: View) -> bool:
    return token.pos_ == "PRON" or token.ent_type_ == "PERSON" or "person" in view.kinds(token)


_DEFINITE = frozenset({"the", "these", "those", "this", "that", "both", "all"})


def _number(token: Token) -> float | None:
    """How many somebody are: "eleven women", "eleven"."""
    words = [c.lower_ for c in token.lefts if c.dep_ == "nummod" or c.like_num] or (
        [token.lower_] if token.like_num else []
    )
    plain = all(word.isalpha() or word.replace(",", "").isdigit() for word in words)
    return amount_words.value(words) if words and plain else None


def _called(token: Token) -> Iterator[Token]:
    """The words of a name that a participle gives: "a merchant named Pak Chol"."""
    return (word for c in token.rights if c.dep_ == "acl" and c.lower_ in _NAMED for word in c.children)


_NAMED = frozenset({"named", "called", "surnamed"})


def _is_new(noun: Token) -> bool:
    """Whether a noun brings in an act of nobody in particular: "an execution"."""
    return any(c.lower_ in _NEW for c in noun.lefts)


def _is_name(word: Token) -> bool:
    """Whether a word is a name; in headlines the tagger takes common nouns for names."""
    return word.pos_ == "PROPN" and word.lower_ not in lexicon.by_word()


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
