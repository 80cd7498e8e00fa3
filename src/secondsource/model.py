"""Every struct that crosses a border between the rooms of the house: frozen, typed, without behaviour of weight.

Spans are Unicode code points in the report's file as decoded from UTF-8, front matter included, end exclusive, so
that ``report.text[span.start:span.end]`` is what a value was read from.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

BlockKind = Literal["title", "heading", "byline", "body", "caption", "related", "boilerplate"]
Anonymity = Literal["anonymous", "named", "institution", "media", "document", "reporter"]
Basis = Literal["participant", "eyewitness", "told_by_participant", "official", "document", "rumour", "inference"]
AttributionType = Literal["direct", "indirect", "mixed"]
CueKind = Literal["neutral", "doubt", "denial", "confession", "hearsay", "stance"]
Status = Literal["asserted", "alleged", "refuted", "planned", "general"]
Grade = Literal["refuted", "contested", "acknowledged", "corroborated", "unclear", "copied", "one_source"]
Detail = Literal["time", "place", "amount", "count", "name", "post", "outcome"]
RestsKind = Literal["copied", "translated", "rewritten", "cited"]

NARRATOR = "narrator"
"""The voucher of an event that nobody is named for."""


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a report's text: code points, end exclusive."""

    start: int
    end: int


class Block(msgspec.Struct, frozen=True):
    """One paragraph of a report's file and what it is for. Only some kinds are read (see ``LIVE``)."""

    span: Span
    kind: BlockKind


LIVE: frozenset[BlockKind] = frozenset({"title", "heading", "body"})
"""The kinds of block in which a fact may stand. Captions, bylines, related headlines and boilerplate yield nothing."""


class Report(msgspec.Struct, frozen=True):
    """One article, tip, statement or testimony.

    ``id`` is the file's name; ``text`` the whole file; ``published`` an ISO date (``2023-05-18``, or ``2023-05`` or
    ``2023`` where only that is known) or None.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"
    title: str | None = None


class Quotation(msgspec.Struct, frozen=True):
    """A stretch inside quotation marks within one paragraph: ``span`` with the marks, ``inner`` without.

    ``continues`` is true where the paragraph ends with the mark unclosed and the next one goes on with the speech.
    """

    span: Span
    inner: Span
    continues: bool = False


class Place(msgspec.Struct, frozen=True):
    """A mention of a place. ``name`` is canonical; ``within`` the canonical name of the place around it, if known."""

    span: Span
    name: str
    kind: str
    within: str | None = None


class Body(msgspec.Struct, frozen=True):
    """A mention of a ministry, party organ, service, court, prison, outlet or other body.

    ``name`` is the canonical full name, as the report itself gives it or else of the lexicon; ``kind`` one of
    ``lexicon.countries.BodyKind``; ``country`` an ISO 3166-1 code in lower case, ``int`` for none, None where not
    known; ``place`` the canonical place in its name. ``common`` is true of a common noun ("the police").
    """

    span: Span
    name: str
    kind: str = "other"
    state: bool = False
    country: str | None = None
    place: str | None = None
    common: bool = False


class Time(msgspec.Struct, frozen=True):
    """A time expression: ``edtf`` (EDTF level 1, unknown digits X) or None for a pure duration.

    ``duration`` is ISO 8601 (``P4M``); ``rule`` names the rule of the interval grammar that gave the value.
    """

    span: Span
    edtf: str | None
    rule: str
    duration: str | None = None


class Amount(msgspec.Struct, frozen=True):
    """A quantity of money (``currency``, ISO 4217) or of goods or people (``unit``). ``per``: head, month, ton."""

    span: Span
    value: float
    currency: str | None = None
    unit: str | None = None
    per: str | None = None


class Source(msgspec.Struct, frozen=True):
    """Whoever a report names as origin of information. ``rests_on``: source ids, outlets or bodies.

    ``role``: the noun that says what the source is ("trader"). ``basis_words``: the words by which its ``basis`` was
    told, None where its kind told it. ``contacted``: when and how it was reached ("by telephone on July 1");
    ``conditions``: what it asked for or was granted so that it could speak; ``shown``: which earlier report it had
    seen, and so does not bear out by itself.
    """

    id: str
    mention: Span
    mentions: tuple[Span, ...]
    anonymity: Anonymity
    place: str | None = None
    basis: Basis | None = None
    rests_on: tuple[str, ...] = ()
    name: str | None = None
    role: str | None = None
    basis_words: Span | None = None
    contacted: tuple[Span, ...] = ()
    conditions: tuple[Span, ...] = ()
    shown: tuple[Span, ...] = ()


class Attribution(msgspec.Struct, frozen=True):
    """Stretches of a report that it attributes to sources (ids; empty where nobody is named).

    ``by``: the words that name the sources at this cue ("the source", "he"); empty where the cue has no subject.
    ``path``: ids of the sources it came through, whom the outlet heard first, the speaker last.
    """

    sources: tuple[str, ...]
    cue: Span
    type: AttributionType
    content: tuple[Span, ...]
    kind: CueKind = "neutral"
    rule: str = ""
    by: tuple[Span, ...] = ()
    path: tuple[str, ...] = ()


class Post(msgspec.Struct, frozen=True):
    """A title held at a body in a place, now or formerly."""

    title: str
    org: str | None = None
    place: str | None = None
    former: bool = False


class Person(msgspec.Struct, frozen=True):
    """An individual, or a small group treated as one actor (``group``). ``name`` as given, None for the unnamed.

    ``posts`` are those that count for what happened; ``aside`` others that the report tells, by which persons are told
    apart.
    """

    id: str
    name: str | None
    mentions: tuple[Span, ...]
    age: str | None = None
    posts: tuple[Post, ...] = ()
    group: bool = False
    aside: tuple[Post, ...] = ()


class Filler(msgspec.Struct, frozen=True):
    """Who fills a role of an event: the words, and the person they speak of where that is known.

    ``guessed``: the act's own words leave the role open, and this is the likeliest of those told of around it. It is
    right about half the time, so that nothing is told or graded on it.
    """

    start: int
    end: int
    person: str | None = None
    guessed: bool = False


def certain(fillers: Iterable[Filler]) -> tuple[Filler, ...]:
    """The fillers of a role that the words about the act tell of."""
    return tuple(filler for filler in fillers if not filler.guessed)


BY_WORDS = "by the words around it"
"""The pattern of an act that no pattern of the codebook tells, but that its words make likely."""


class Event(msgspec.Struct, frozen=True):
    """One act told in one report. ``source`` is the voucher: a source's id or ``narrator``.

    ``rule`` names the pattern that found it, ``status_rule`` what gave it its status. ``place_rule`` is ``told`` where
    the words around the act give its place, ``carried`` where it is the place that the
    report is set in around it.
    """

    id: str
    act: str
    triggers: tuple[Span, ...]
    actor: tuple[Filler, ...] = ()
    recipient: tuple[Filler, ...] = ()
    authority: str | None = None
    place: str | None = None
    time: Time | None = None
    duration: str | None = None
    amount: Amount | None = None
    item: Span | None = None
    reason: Span | None = None
    status: Status = "asserted"
    source: str = NARRATOR
    rule: str = ""
    place_rule: str = ""
    status_rule: str = ""


class Reading(msgspec.Struct, frozen=True):
    """All that one report yields."""

    report: Report
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    follows: tuple[Span, ...] = ()


class Member(msgspec.Struct, frozen=True, order=True):
    """An event of a report, as a member of a weighed event."""

    report: str
    event: str


SlotName = Literal["recipient", "actor", "place", "time", "amount", "outcome"]
Agreement = Literal["agree", "refine", "compatible", "conflict", "alone"]
"""How the tellings of one event stand to each other on one slot. ``refine``: one says it more closely than another, and
both can be true. ``compatible``: nothing is known to set them apart. ``alone``: one telling says anything of it."""


class Said(msgspec.Struct, frozen=True):
    """One value of a slot, and the ``report:source`` names that tell the event so; ``lines`` has each of them."""

    value: str
    by: tuple[str, ...]


class Slot(msgspec.Struct, frozen=True):
    """What is said of one side of an event, and by whom."""

    slot: SlotName
    how: Agreement
    said: tuple[Said, ...]


class WeighedEvent(msgspec.Struct, frozen=True):
    """What many readings tell of one event: its lines of information, its grade, and why.

    ``lines`` holds ``report:source`` names, one tuple a line; ``lines_min`` counts the lines known to be separate,
    ``lines_max`` those that could be. ``slots`` shows for each side of it which voices back which value; it is empty
    where one report alone tells of it.
    """

    id: str
    act: str
    members: tuple[Member, ...]
    lines: tuple[tuple[str, ...], ...]
    lines_min: int
    lines_max: int
    grade: Grade
    differs: tuple[Detail, ...] = ()
    why: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()


class WeighedPerson(msgspec.Struct, frozen=True):
    """One person over reports; ``members`` are ``report:person`` names."""

    id: str
    members: tuple[str, ...]


class RestsOn(msgspec.Struct, frozen=True):
    """``report`` copies, translates, rewrites or cites ``base``; ``score`` is the share of words, 0 to 1."""

    report: str
    base: str
    kind: RestsKind = "cited"
    score: float = 0.0
    evidence: str = ""


class Weighing(msgspec.Struct, frozen=True):
    """What many readings yield together."""

    events: tuple[WeighedEvent, ...] = ()
    people: tuple[WeighedPerson, ...] = ()
    rests_on: tuple[RestsOn, ...] = ()
