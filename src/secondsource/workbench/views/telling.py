"""What one report says of an event, in plain words: who, where, when, by whom it is vouched for, and the passage."""

import re

import msgspec

from secondsource.archive.verdicts import Verdict
from secondsource.model import NARRATOR, Event, Filler, Person, Reading, Source, Span, WeighedPerson, Weighing, certain
from secondsource.publishing import dates, sentences
from secondsource.publishing.case import Case, Told, filler_text, label, shortened
from secondsource.publishing.casefile_parts import ANONYMITY, BASES, GRADES, post_words
from secondsource.publishing.passages import Run, clean, passages
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import rows
from secondsource.workbench.views.rows import Ref, Who

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")

__all__ = ["ANONYMITY", "BASES", "GRADES"]


class Piece(msgspec.Struct, frozen=True):
    """Words of a sentence; ``person`` is the person over reports whom they speak of."""

    text: str
    person: str | None = None


class Passage(msgspec.Struct, frozen=True):
    """Words of a report: ``said`` by the source, ``named`` where they name the event."""

    text: str
    said: bool = False
    named: bool = False


class Voice(msgspec.Struct, frozen=True, omit_defaults=True):
    """A source as a report describes it. ``id`` is ``r0000012:s1``; ``says`` the ids of the events it vouches for."""

    id: str
    words: str
    anonymity: str = ""
    name: str = ""
    place: str = ""
    basis: str = ""
    rests_on: tuple[str, ...] = ()
    reliability: str = ""


class Taker(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somebody whom a correction may put into a role of an event, or take out of it: a person of the report (``p2``),
    or words (``120-134`` of the text) that fill a role of it and speak of nobody who is known."""

    id: str
    name: str
    actor: bool = False
    recipient: bool = False


class Telling(msgspec.Struct, frozen=True, omit_defaults=True):
    """One report's telling of a fact. Slots that it leaves open are ``""``. ``voice`` and ``passages`` are absent for
    who may not see sources or the report's words; ``rule`` names what made it be read so."""

    id: str
    report: str
    outlet: str
    published: str | None
    act: str
    status: str
    sentence: str
    rule: str
    actor: tuple[Who, ...] = ()
    recipient: tuple[Who, ...] = ()
    place: Ref | None = None
    carried: bool = False
    time: str = ""
    when: str = ""
    time_rule: str = ""
    duration: str = ""
    amount: str = ""
    authority: str = ""
    reason: str = ""
    protected: bool = False
    narrated: bool = False
    voice: Voice | None = None
    passages: tuple[tuple[Passage, ...], ...] = ()
    takers: tuple[Taker, ...] = ()


class Decision(msgspec.Struct, frozen=True):
    """A verdict as the history shows it. ``value`` says what was put in place, in words."""

    number: int
    kind: str
    targets: tuple[str, ...]
    value: str
    reason: str
    by: str
    at: str
    undoes: int | None
    undone: bool


def decisions(desk: Desk, verdicts: tuple[Verdict, ...]) -> tuple[Decision, ...]:
    """Verdicts for a history, the newest first; none on a source or protected report for who may not see these."""
    found = [_decision(one) for one in verdicts]
    if desk.open_only:
        on = {target.partition(":")[0] for one in found for target in one.targets}
        sealed = desk.archive.protected(on)
        found = [one for one in found if not any(target.partition(":")[0] in sealed for target in one.targets)]
    if not desk.sees_sources:
        found = [
            one for one in found if not any(":s" in target for target in one.targets) and one.kind != "reliability"
        ]
    return tuple(reversed(found))


def _decision(verdict: Verdict) -> Decision:
    value = ", ".join(f"{name}: {_plain(held)}" for name, held in sorted(verdict.value.items()) if name != "undoes")
    targets = tuple(target.id for target in verdict.targets)
    return Decision(
        verdict.number,
        verdict.kind,
        targets,
        value,
        verdict.reason,
        verdict.by,
        verdict.at,
        verdict.undoes,
        verdict.undone,
    )


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def voice(reading: Reading, source: Source, reliability: str = "") -> Voice:
    """A source of a report in words."""
    text = reading.report.text
    names = {one.id: clean(text[one.mention.start : one.mention.end]) for one in reading.sources}
    return Voice(
        id=f"{reading.report.id}:{source.id}",
        words=shortened(
            clean(text[source.mention.start : source.mention.end]) or clean(source.name or "") or "a source"
        ),
        anonymity=source.anonymity,
        name=clean(source.name or ""),
        place=clean(source.place or ""),
        basis=source.basis or "",
        rests_on=tuple(clean(names.get(base, base)) for base in source.rests_on),
        reliability=reliability,
    )


class Tellings:
    """The tellings of events in some readings: what the views look things up in."""

    def __init__(
        self, desk: Desk, readings: dict[str, Reading], identities: dict[str, str], protected: frozenset[str]
    ) -> None:
        self.desk, self.readings, self.identities, self.protected = desk, readings, identities, protected
        grouped: dict[str, list[str]] = {}
        for member, identity in identities.items():
            grouped.setdefault(identity, []).append(member)
        people = tuple(WeighedPerson(one, tuple(members)) for one, members in grouped.items())
        self.case = Case(Weighing(people=people), list(readings.values()))
        self._of = {self.case.group(*member.split(":", 1)): identity for member, identity in identities.items()}

    def told(self, id: str) -> Told | None:
        """The reading and the event of a member."""
        report, _, item = id.partition(":")
        reading = self.readings.get(report)
        event = next((one for one in reading.events if one.id == item), None) if reading else None
        return Told(reading, event) if reading and event else None

    def sentence(self, act: str, told: list[Told], differs: tuple[str, ...] = ()) -> tuple[Piece, ...]:
        """What tellings come to, as one sentence with links to the people."""
        gist = sentences.gist(self.case, act, told, differs)  # type: ignore[arg-type]
        return tuple(Piece(piece.text, self._of.get(piece.person)) for piece in sentences.sentence(gist))

    def telling(self, told: Told) -> Telling:
        """One telling with its slots in words."""
        reading, event, desk = told.reading, told.event, self.desk
        report = reading.report
        source = next((one for one in reading.sources if one.id == event.source), None)
        said = "".join(piece.text for piece in self.sentence(event.act, [told]))
        return Telling(
            id=f"{report.id}:{event.id}",
            report=report.id,
            outlet=clean(report.outlet or ""),
            published=report.published,
            act=event.act,
            status=event.status,
            sentence=said,
            rule=event.rule,
            actor=self._who(reading, event, "actor"),
            recipient=self._who(reading, event, "recipient"),
            place=rows.place_ref(desk, event.place),
            carried=event.place_rule == "carried",
            time=(event.time.edtf or "") if event.time else "",
            when=dates.words(event.time.edtf if event.time else None),
            time_rule=event.time.rule if event.time else "",
            duration=dates.lasting(event.duration),
            amount=sentences.amount_words(event.amount),
            authority=clean(event.authority or ""),
            reason=_words(report.text, event.reason),
            protected=report.id in self.protected,
            narrated=event.source == NARRATOR,
            voice=voice(reading, source) if source and desk.sees_sources else None,
            passages=tuple(map(_passage, passages(report, event.triggers, said_by(reading, event)))),
            takers=_takers(reading, event) if desk.viewer.may_decide and desk.sees_sources else (),
        )

    def _who(self, reading: Reading, event: Event, role: str) -> tuple[Who, ...]:
        found = []
        for filler in getattr(event, role):
            person = next((one for one in reading.people if one.id == filler.person), None)
            words = label(reading.report, person) if person else filler_text(reading.report, filler)
            if words:
                member = f"{reading.report.id}:{person.id}" if person else ""
                identity, named = self.identities.get(member, member), bool(person and person.name)
                found.append(Who(identity, words, role, named, filler.guessed))
        return tuple(dict.fromkeys(found))


def taker_id(filler: Filler) -> str:
    """How a form names who fills a role."""
    return filler.person or f"{filler.start}-{filler.end}"


def _takers(reading: Reading, event: Event) -> tuple[Taker, ...]:
    names = {one.id: label(reading.report, one) for one in reading.people}
    for filler in (*event.actor, *event.recipient):
        names.setdefault(taker_id(filler), filler_text(reading.report, filler))
    did, met = ({taker_id(filler) for filler in certain(those)} for those in (event.actor, event.recipient))
    return tuple(Taker(id, name, id in did, id in met) for id, name in names.items() if name)


def load(desk: Desk, reports: set[str]) -> Tellings:
    """The tellings of some reports; of protected ones for who may see them alone."""
    protected = desk.archive.protected(reports)
    readings = desk.archive.readings(sorted(reports - protected if desk.open_only else reports))
    return Tellings(desk, readings, desk.archive.identities(readings), protected)


def said_by(reading: Reading, event: Event) -> list[Span]:
    """What is attributed to the event's voucher around its triggers."""
    return [
        content
        for attribution in reading.attributions
        if event.source in attribution.sources
        and any(c.start < t.end and t.start < c.end for c in attribution.content for t in event.triggers)
        for content in attribution.content
    ]


def without_sources(reason: str) -> str:
    """A reason of the weighing without the words that describe sources."""
    return _QUOTED.sub("a source", reason)


def posts(person: Person) -> tuple[tuple[str, bool], ...]:
    """Posts in words, each with whether it was held formerly."""
    return tuple(post_words(post) for post in person.posts)


def _passage(runs: tuple[Run, ...]) -> tuple[Passage, ...]:
    return tuple(Passage(run.text, run.said, run.named) for run in runs)


def _words(text: str, span: Span | None) -> str:
    return clean(text[span.start : span.end]) if span else ""
