"""A reading made ready for comparison: its words, its persons and its events, each as it will be compared."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from zlib import crc32

import msgspec

from secondsource.lexicon import countries, kinds
from secondsource.lexicon.acts import acts
from secondsource.lexicon.occasions import denied_of_others, on_another
from secondsource.lexicon.standing import standing
from secondsource.model import BY_WORDS, LIVE, NARRATOR, Attribution, Event, Filler, Member, Reading, Span, certain
from secondsource.weighing import dates, disputes, secondhand
from secondsource.weighing.personas import Persona, persona
from secondsource.weighing.spoken_of import only_spoken_of
from secondsource.weighing.words import WORD, content, sentence_at, sentences, stem, stems

_PLAIN = re.compile(r"[^\W_]+")
_GRAM = 5
_CLAUSE = re.compile(r"[,;:–—]\s")
_NEGATED_WITHIN = 4
"""Words before a trigger within which a negation turns it round."""
_HEAD = 0.3
"""The share of a report in which it sums up what its sources say."""


Covering = list[tuple[int, Attribution]]
"""Attributions that cover triggers of an event, each with the trigger's number."""


class Telling(msgspec.Struct, frozen=True):
    """One event of one report as it is compared. Persons are ``report:person``, tellers ``report:source``.

    ``around``: the place and those around it. ``trigger``: stems of the words for it; ``words``: of its sentences.
    ``each``: pairs of tellers that the report has tell of it one by one (see ``each_tells``); ``counted``: those
    that it expressly has tell of it as two. ``firm``: it is asserted,
    and no word beside it takes that back. ``near``: tellers that the text has speak where the event is told.
    ``deniers``: tellers whose words for it say that it is not so.
    ``negated``: some words for it are turned round; ``gainsaid``: its sentences say of something that it is not so.
    ``doubted``: words beside it speak of rumour, error or denial. ``disputed``: somebody denies it right behind it.
    ``again``: words beside it put it on another occasion, on several, or deny it of others.
    ``passed_on``: it is said to come from the news or from talk. ``spoken_of``: it only dates something else, or
    somebody only has a view on it.
    ``excused``: words beside it say that it was right and proper.
    ``heard``: tellers to whom words for it are attributed. ``early``: it is told at the report's head.
    ``guessed``: no pattern tells its act, only likely words do. ``goods``: stems of the goods that its sentences name.
    """

    member: Member
    event: Event
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_words: frozenset[str]
    recipient_words: frozenset[str]
    place: frozenset[str]
    around: frozenset[str]
    time: dates.Interval | None
    words: frozenset[str]
    trigger: frozenset[str]
    sentences: tuple[Span, ...]
    tellers: tuple[str, ...]
    each: frozenset[tuple[str, str]]
    counted: frozenset[tuple[str, str]]
    firm: bool
    near: frozenset[str]
    deniers: frozenset[str]
    negated: bool
    gainsaid: bool
    doubted: bool
    disputed: bool
    again: bool
    passed_on: bool
    spoken_of: bool
    excused: bool
    heard: frozenset[str]
    early: bool
    guessed: bool
    goods: frozenset[str]


class Told(msgspec.Struct, frozen=True):
    """One reading made ready. ``denies``: somebody in it denies something, and no event is read as denied there.
    ``gainsaid``: the stems of each sentence of live text that says of something that it is not so.
    ``namesakes``: it says of somebody that another bears the same name.
    ``words``: how often each stem stands in its live text. ``grams``: its sequences of five words, by checksum."""

    reading: Reading
    outlet: str
    published: tuple[int, int] | None
    words: Mapping[str, int]
    grams: frozenset[int]
    personas: tuple[Persona, ...]
    tellings: tuple[Telling, ...]
    denies: bool
    gainsaid: tuple[frozenset[str], ...]
    namesakes: bool

    @property
    def id(self) -> str:
        return self.reading.report.id


def prepare(reading: Reading) -> Told:
    """The reading made ready for comparison with others."""
    report = reading.report
    bounds = sentences(report.text)
    live = [report.text[block.span.start : block.span.end] for block in report.blocks if block.kind in LIVE]
    words = Counter(word for text in live for word in content(text))
    return Told(
        reading=reading,
        outlet=" ".join((report.outlet or f"report {report.id}").casefold().split()),
        published=dates.published(report.published),
        words=words,
        grams=_grams(live),
        personas=tuple(persona(reading, person, bounds) for person in reading.people),
        tellings=tuple(_telling(reading, event, bounds) for event in reading.events),
        denies=_denies(reading, bounds),
        gainsaid=_gainsaid(reading, bounds),
        namesakes=any(_namesakes().search(text) for text in live),
    )


def outline(reading: Reading) -> Told:
    """What of a reading whole reports are compared by: no tellings, and of the people their names."""
    named = tuple(person for person in reading.people if person.name)
    return prepare(msgspec.structs.replace(reading, people=named, events=()))


def _denies(reading: Reading, bounds: list[Span]) -> bool:
    """Whether a word of denial stands in live text, and neither its sentence nor the one before or behind has an event
    that is read as denied."""
    text = reading.report.text
    refuted = {sentence_at(bounds, trigger) for e in reading.events if e.status == "refuted" for trigger in e.triggers}
    spent = {span for n, span in enumerate(bounds) if refuted & set(bounds[max(n - 1, 0) : n + 2])}
    return any(
        sentence_at(bounds, Span(match.start(), match.end())) not in spent
        for block in reading.report.blocks
        if block.kind in LIVE
        for match in _denials().finditer(text, block.span.start, block.span.end)
    )


def _gainsaid(reading: Reading, bounds: list[Span]) -> tuple[frozenset[str], ...]:
    """The sentences of live text with a word by which something is not so, whatever was read there."""
    text = reading.report.text
    found = {
        sentence_at(bounds, Span(match.start(), match.end()))
        for block in reading.report.blocks
        if block.kind in LIVE
        for match in _gainsays().finditer(text, block.span.start, block.span.end)
    }
    return tuple(stems(text[span.start : span.end]) for span in sorted(found))


def _grams(live: Iterable[str]) -> frozenset[int]:
    """Sequences of five words, by their checksum: the same in every run, unlike ``hash``."""
    found: set[int] = set()
    for text in live:
        words = _PLAIN.findall(text.casefold())
        found.update(crc32(" ".join(words[i : i + _GRAM]).encode()) for i in range(len(words) - _GRAM + 1))
    return frozenset(found)


@cache
def _namesakes() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().namesakes)) + r")\b", re.I)


@cache
def _denials() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().denials)) + r")\b", re.I)


@cache
def _gainsays() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().gainsays)) + r")\b", re.I)


def _telling(reading: Reading, event: Event, bounds: list[Span]) -> Telling:
    text, report = reading.report.text, reading.report.id
    around = tuple(sorted({sentence_at(bounds, trigger) for trigger in event.triggers}))
    covering = _covering(reading, event)
    telling = [(n, by) for n, by in covering if not only_spoken_of(text, event.triggers[n], bounds)]
    express = frozenset(by.sources for _, by in telling if counted(reading, by, bounds))
    return Telling(
        member=Member(report, event.id),
        event=event,
        actors=_persons(report, event.actor),
        recipients=_persons(report, event.recipient),
        actor_words=_filled(text, event.actor) | stems(event.authority or ""),
        recipient_words=_filled(text, event.recipient),
        place=stems(event.place or ""),
        around=frozenset(countries.around(event.place)) if event.place else frozenset(),
        time=dates.interval(event.time.edtf) if event.time else None,
        words=frozenset().union(*(stems(text[span.start : span.end]) for span in around)),
        trigger=frozenset().union(*(stems(text[span.start : span.end]) for span in event.triggers)),
        sentences=around,
        tellers=tuple(f"{report}:{source}" for source in tellers(reading, event, telling, express)),
        each=frozenset((f"{report}:{a}", f"{report}:{b}") for a, b in each_tells(reading, event, telling, express)),
        counted=frozenset((f"{report}:{a}", f"{report}:{b}") for who in express for a in who for b in who if a < b),
        firm=event.status in ("asserted", "general", "planned") and _firm(text, event, bounds),
        near=frozenset(f"{report}:{source}" for source in _near(reading, event)),
        deniers=frozenset(f"{report}:{source}" for source in _deniers(reading, event, bounds, covering)),
        doubted=any(_unfirm().search(text, span.start, span.end) for span in around),
        disputed=event.status != "refuted" and _is_disputed(event, text, around, bounds),
        again=any(_again(text, trigger, event, bounds) for trigger in event.triggers),
        passed_on=any(secondhand.passed_on(text, trigger, bounds) for trigger in event.triggers),
        spoken_of=all(only_spoken_of(text, trigger, bounds) for trigger in event.triggers),
        gainsaid=any(_gainsays().search(text, span.start, span.end) for span in around),
        excused=any(_excuses().search(text, span.start, span.end) for span in around),
        negated=any(_negated(text, trigger, bounds) for trigger in event.triggers),
        heard=frozenset(f"{report}:{source}" for _, by in covering if _plain(by) for source in by.sources),
        early=event.triggers[0].start < _HEAD * len(text),
        guessed=event.rule.endswith(BY_WORDS),
        goods=_goods() & frozenset().union(*(stems(text[span.start : span.end]) for span in around)),
    )


def _again(text: str, trigger: Span, event: Event, bounds: list[Span]) -> bool:
    sentence = sentence_at(bounds, trigger)
    of_others = event.status == "refuted" and denied_of_others(text, trigger, sentence)
    return of_others or on_another(text, trigger, sentence)


@cache
def _goods() -> frozenset[str]:
    named = (word for word, found in kinds.by_word().items() if not standing().kinds_of_goods.isdisjoint(found))
    return frozenset(stem(word) for word in named)


def _is_disputed(event: Event, text: str, around: Sequence[Span], bounds: list[Span]) -> bool:
    act = acts().get(event.act)
    return any(disputes.disputed(text, span, bounds, act is not None and act.official) for span in around)


def _deniers(reading: Reading, event: Event, bounds: list[Span], covering: Covering) -> set[str]:
    """Sources, the voucher apart, that are quoted for such an act in words that turn it round."""
    if event.status == "refuted":
        return set()
    return {
        source
        for number, attribution in covering
        for source in attribution.sources
        if source != event.source and _negated(reading.report.text, event.triggers[number], bounds)
    }


def _negated(text: str, trigger: Span, bounds: list[Span]) -> bool:
    """Whether a negation stands in a trigger or right before it in its clause."""
    clause = _CLAUSE.split(text[sentence_at(bounds, trigger).start : trigger.start])[-1]
    before = [word.casefold() for word in WORD.findall(clause)][-_NEGATED_WITHIN:]
    within = (word.casefold() for word in WORD.findall(text[trigger.start : trigger.end]))
    return bool(standing().negations & {*before, *within})


def _firm(text: str, event: Event, bounds: list[Span]) -> bool:
    """Whether no word in a sentence of the event reports talk only, and none right before its trigger negates it."""
    for trigger in event.triggers:
        around = sentence_at(bounds, trigger)
        if _negated(text, trigger, bounds) or _unfirm().search(text, around.start, around.end):
            return False
    return True


@cache
def _unfirm() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().unfirm)) + r")\b", re.I)


@cache
def _excuses() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().excuses)) + r")\b", re.I)


def _near(reading: Reading, event: Event) -> set[str]:
    """Sources with an attribution, or a mention, in a paragraph that tells of the event."""
    text, found = reading.report.text, set()
    for trigger in event.triggers:
        start, end = text.rfind("\n", 0, trigger.start) + 1, text.find("\n", trigger.start)
        end = len(text) if end < 0 else end
        found |= {s.id for s in reading.sources if any(start <= m.start < end for m in s.mentions)}
        for attribution in reading.attributions:
            if any(
                start <= content.start < end or content.start <= trigger.start < content.end
                for content in attribution.content
            ):
                found |= set(attribution.sources)
    return found


def _persons(report: str, fillers: Iterable[Filler]) -> tuple[str, ...]:
    return tuple(f"{report}:{filler.person}" for filler in certain(fillers) if filler.person)


def _filled(text: str, fillers: Iterable[Filler]) -> frozenset[str]:
    return frozenset().union(*(stems(text[filler.start : filler.end]) for filler in certain(fillers)))


Express = frozenset[tuple[str, ...]]
"""The sources of attributions that a report expressly has to two or more."""


def counted(reading: Reading, attribution: Attribution, bounds: list[Span]) -> bool:
    """Whether a report says of words that they are of two: it counts those who tell ("two sources said"), or names
    each in the sentence of the cue, and quotes each by itself, too."""
    alone = {by.sources[0] for by in reading.attributions if len(by.sources) == 1}
    if len(attribution.sources) < 2 or not alone.issuperset(attribution.sources):
        return False
    text, within = reading.report.text, sentence_at(bounds, attribution.cue)
    named = sum(
        any(within.start <= mention.start < within.end for mention in source.mentions)
        for source in reading.sources
        if source.id in attribution.sources
    )
    said = [(max(span.start, within.start), min(span.end, within.end)) for span in attribution.content]
    found = (match.start() for match in _counts().finditer(text, within.start, within.end))
    return named > 1 or any(not any(start <= at < end for start, end in said) for at in found)


@cache
def _counts() -> re.Pattern[str]:
    numbers, nouns = ("|".join(map(re.escape, words)) for words in (standing().counts, standing().counted))
    return re.compile(rf"\b(?:{numbers})\s+(?:[^\W\d_]+(?:[-’'][^\W\d_]+)*\s+)?(?:{nouns})\b", re.I)


def tellers(reading: Reading, event: Event, covering: Covering, express: Express) -> tuple[str, ...]:
    """Ids of the sources of a report that tell of an event: its voucher, and whoever its triggers are attributed to.

    "Sources say" at the head of a report sums up what follows, and adds nobody to the voucher; "two sources say" does.
    """
    found = {event.source: None}
    head = _HEAD * len(reading.report.text)
    for _, attribution in covering:
        several = len(attribution.sources) > 1 and attribution.sources not in express
        if not several or attribution.cue.start > head or event.source == NARRATOR:
            found.update(dict.fromkeys(attribution.sources))
    if len(found) > 1:
        found.pop(NARRATOR, None)
    return tuple(found)


def each_tells(reading: Reading, event: Event, covering: Covering, express: Express) -> frozenset[tuple[str, str]]:
    """Pairs of sources each of which the report has tell of the event in its own words, or expressly both together.

    Each needs a place of its own in the text: one stretch laid to one source and vouched for by another is no more
    than one telling. In the report's head, where "sources say" sums up what follows, both together counts only if
    express.
    """
    head = _HEAD * len(reading.report.text)
    alone: dict[str, set[int]] = {event.source: set()}
    together: set[frozenset[str]] = set()
    for number, attribution in covering:
        if len(attribution.sources) == 1:
            alone.setdefault(attribution.sources[0], set()).add(number)
        elif attribution.cue.start > head or attribution.sources in express:
            together.add(frozenset(attribution.sources))
    taken = set().union(*alone.values())
    alone[event.source] = alone[event.source] or set(range(len(event.triggers))) - taken
    pairs = {
        (a, b)
        for a, first in alone.items()
        for b, second in alone.items()
        if a < b and any(one != other for one in first for other in second)
    }
    pairs |= {(a, b) for sources in together for a in sources for b in sources if a < b}
    return frozenset(pairs)


def _plain(attribution: Attribution) -> bool:
    """Whether its cue neither doubts nor passes on hearsay."""
    return attribution.kind in ("neutral", "confession")


def _covering(reading: Reading, event: Event) -> Covering:
    """Attributions that cover a trigger, with the trigger's number.

    Where one lies inside another, the outer voice is the one that the outlet heard, and it alone counts.
    """
    found = []
    for number, trigger in enumerate(event.triggers):
        covering = [
            (content.end - content.start, attribution)
            for attribution in reading.attributions
            for content in attribution.content
            if content.start <= trigger.start and trigger.end <= content.end and attribution.kind != "denial"
        ]
        widest = max((length for length, _ in covering), default=0)
        found += [(number, attribution) for length, attribution in covering if length == widest]
    return found
