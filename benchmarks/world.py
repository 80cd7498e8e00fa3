"""A made-up world with known truth: events, whom they befell, who saw them, newsrooms that tell of them, copy each
other, deny and correct; as readings. Everything in it is invented by chance from syllables.
"""

from collections.abc import Iterator, Sequence
from random import Random

import msgspec

from secondsource.model import (
    Anonymity,
    Attribution,
    Block,
    Event,
    Filler,
    Grade,
    Person,
    Post,
    Reading,
    Report,
    Source,
    Span,
    Time,
)

_A = (
    "bal",
    "dor",
    "fen",
    "gal",
    "hur",
    "kes",
    "lom",
    "mir",
    "nal",
    "ost",
    "pel",
    "rin",
    "sar",
    "tov",
    "ulm",
    "ven",
    "wex",
    "yar",
    "zeb",
    "cor",
    "dim",
    "fal",
    "gor",
    "hes",
    "jur",
)
_B = ("a", "e", "i", "o", "u", "an", "el", "ir", "os", "un", "ad", "em", "il", "or", "us")
_C = ("ba", "den", "ga", "kir", "lo", "man", "ner", "pol", "ra", "sen", "ta", "vik", "wa", "zon", "dan", "mel")
_ACTS = ("arrest", "dismissal", "sentencing", "release", "interrogation", "fine")
_SAID = {
    "arrest": ("was arrested", "was taken into custody"),
    "dismissal": ("was dismissed", "was removed from office"),
    "sentencing": ("was sentenced", "was given a term"),
    "release": ("was released", "was let go"),
    "interrogation": ("was questioned", "was interrogated"),
    "fine": ("was fined", "had to pay a fine"),
}
_TELLINGS = (
    "{person}, {title} of the {body}, {said} in {place} on {day}, {by} said.",
    "On {day} in {place}, so {by}, a {title} at {body} by the name of {person} {said}.",
    "{by} speaks of {place}, where {person} {said} on {day}. {body} had him as its {title}.",
    "Word from {place} came through {by}: {person} {said}. {day} was the date, {title} the rank at {body}.",
    "It was in {place}, {by} told us, that {body} lost its {title} {person}, who {said} on {day}.",
)
_SEERS = ("trader", "driver", "nurse", "teacher", "farmer", "baker", "miner", "clerk", "tailor", "fisher")
_PLANS: tuple[tuple[tuple[str, ...], Grade, int], ...] = (
    (("own",), "one_source", 30),
    (("own", "copy"), "copied", 10),
    (("own", "cite", "cite", "copy"), "copied", 8),
    (("own", "own"), "corroborated", 12),
    (("own", "cite", "own"), "corroborated", 8),
    (("own", "again"), "unclear", 8),
    (("own", "official"), "acknowledged", 8),
    (("own", "denial"), "contested", 8),
    (("own", "copy", "correction"), "refuted", 8),
)
"""How an event comes to be told, the grade that the guide gives it then, and how often."""


class Truth(msgspec.Struct, frozen=True):
    """One event of the world: the reports that tell of it, and the grade that it deserves."""

    reports: tuple[str, ...]
    grade: Grade


class _Fact(msgspec.Struct, frozen=True):
    person: str
    title: str
    body: str
    place: str
    act: str
    day: int
    thing: str


class _By(msgspec.Struct, frozen=True):
    """Who tells of it, what kind of source that is, and whether it is told as untrue."""

    words: str
    kind: Anonymity
    denies: bool


class World:
    """Events and the readings of the reports that tell of them, the same for the same seed.

    ``known``: the share of events that befall somebody of whom there were reports before. ``places``: where they
    happen; invented ones where none are given.
    """

    def __init__(self, seed: int = 0, known: float = 0.0, places: Sequence[str] = ()) -> None:
        self._chance, self._known, self._people = Random(seed), known, list[str]()
        self._outlets = [f"{self._word()} {kind}" for kind in ("Post", "Wire", "Voice", "Courier") for _ in range(25)]
        self._places = list(places) or [self._word() + "ton" for _ in range(400)]
        self.truths: list[Truth] = []

    def readings(self, count: int) -> Iterator[Reading]:
        """At least so many readings, event by event; ``truths`` grows with them."""
        number = 0
        while number < count:
            plan, grade, _ = self._chance.choices(_PLANS, [often for *_, often in _PLANS])[0]
            fact, told = self._fact(), []
            outlets = self._chance.sample(self._outlets, len(plan))
            for n, how in enumerate(plan):
                outlet = outlets[0] if how in ("again", "correction") else outlets[n]
                told.append(f"r{number:07}.txt")
                yield self._report(told[-1], fact, how, outlet, outlets[0], n)
                number += 1
            self.truths.append(Truth(tuple(told), grade))

    def _word(self) -> str:
        pick = self._chance.choice
        return (pick(_A) + pick(_B) + pick(_A) + pick(_B) + pick(_C)).capitalize()

    def _fact(self) -> _Fact:
        pick = self._chance.choice
        return _Fact(
            self._person(),
            pick(("head", "inspector", "captain", "manager", "secretary")),
            f"{self._word()} {pick(('Works', 'Farm', 'Bureau', 'Depot'))}",
            pick(self._places),
            pick(_ACTS),
            self._chance.randrange(3600),
            self._word().lower() + " " + pick(("timber", "cement", "fuel", "grain", "cloth", "salt")),
        )

    def _person(self) -> str:
        if self._known and self._people and self._chance.random() < self._known:
            return self._chance.choice(self._people)
        self._people.append(f"{self._word()} {self._word()}")
        return self._people[-1]

    def _report(self, name: str, fact: _Fact, how: str, outlet: str, base: str, nth: int) -> Reading:
        pick, chance = self._chance.choice, self._chance
        said = _SAID[fact.act][0 if how == "copy" else chance.randrange(2)]
        kind: Anonymity = "anonymous"
        by = f"a {pick(_SEERS)} of the {self._word()} {self._word().lower()}"
        if how == "again":
            by = f"a source in {fact.place}"
        elif how in ("cite", "copy"):
            by, kind = base, "media"
        elif how == "official":
            by, kind = f"the Ministry of {fact.body}", "institution"
        elif how == "denial":
            by = f"the brother of {fact.person}"
        day = _date(fact.day)
        not_so = how in ("denial", "correction")
        trigger = f"never {said.removeprefix('was ').removeprefix('had to ')}" if not_so else said
        said = f"was {trigger}" if not_so else said
        more = " ".join(
            f"{pick(('The', 'A', 'Every'))} {self._word().lower()} {self._word().lower()} near {fact.place} "
            f"{pick(('lost', 'sold', 'hid', 'owed'))} {chance.randrange(3, 900)} "
            f"{self._word().lower()} of {fact.thing}."
            for _ in range(3)
        )
        telling = _TELLINGS[0 if how == "copy" else (fact.day + nth) % len(_TELLINGS)]
        first = telling.format(
            person=fact.person, title=fact.title, body=fact.body, said=said, place=fact.place, day=day, by=by
        )
        text = f"{'Correction: ' if how == 'correction' else ''}{first}\n{more}\n"
        if how == "copy":
            text = f"{first}\nThis was first in {base}.\n"
        report = Report(name, text, _blocks(text), outlet, _date(fact.day + 3 + 4 * nth))
        return _reading(report, fact, trigger, _By(by, kind, not_so))


def _date(day: int) -> str:
    return f"{2010 + day // 360}-{day % 360 // 30 + 1:02}-{day % 30 % 28 + 1:02}"


def _blocks(text: str) -> tuple[Block, ...]:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(Span(start, start + len(line)), "body"))
        start += len(line) + 1
    return tuple(blocks)


def _reading(report: Report, fact: _Fact, trigger: str, by: _By) -> Reading:
    def span(words: str) -> Span:
        start = report.text.index(words)
        return Span(start, start + len(words))

    person, source, act = span(fact.person), span(by.words), span(trigger)
    day = _date(fact.day)
    return Reading(
        report,
        sources=(Source("s1", source, (source,), by.kind),),
        attributions=(Attribution(("s1",), source, "indirect", (Span(0, report.text.index("\n")),)),),
        people=(Person("p1", fact.person, (person,), posts=(Post(fact.title, fact.body, fact.place),)),),
        events=(
            Event(
                "e1",
                fact.act,
                (act,),
                recipient=(Filler(person.start, person.end, "p1"),),
                authority=f"Ministry of {fact.body}" if by.kind == "institution" else None,
                place=fact.place,
                time=Time(span(day), day, "told"),
                status="refuted" if by.denies else "asserted",
                source="s1",
                place_rule="told",
            ),
        ),
    )
