"""From readings and their weighing to what one profile lets out, and what that discloses of each source."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.profiles import Profile
from secondsource.model import AttributionType, Event, Filler, Reading, Report, Source, Span, WeighedEvent, certain
from secondsource.publishing import coarsening, exposure, naming, released, sentences
from secondsource.publishing.case import Case, Told, shortened
from secondsource.publishing.casefile_parts import ANONYMITY, post_words
from secondsource.publishing.exposure import Disclosure
from secondsource.publishing.ledger import Outlay
from secondsource.publishing.passages import clean

PERSONS = frozenset({"anonymous", "named"})
"""The kinds of source that are people; a body, a paper or an outlet is not exposed by what it told."""


class Consent(msgspec.Struct, frozen=True):
    """That a source (``report:source``) agreed to a profile, until a day (ISO date) or for good."""

    source: str
    profile: str
    until: str | None = None


class Terms(msgspec.Struct, frozen=True):
    """What persons decided, and what is needed to name things: ``key`` makes ids that nobody outside can work out,
    ``today`` is an ISO date; ``published`` are the weighed events that a verdict published, ``barred`` those whom
    nobody may name (anchors or names), ``retired`` the sources whose retention ran out, ``tips`` the reports that were
    never published."""

    key: bytes
    today: str
    consents: tuple[Consent, ...] = ()
    published: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    retired: frozenset[str] = frozenset()
    tips: frozenset[str] = frozenset()


class Prepared(msgspec.Struct, frozen=True):
    """A release with what it would let out of each source, and what published reports say of them."""

    release: released.Release
    outlays: tuple[Outlay, ...]
    public: dict[str, frozenset[Disclosure]]


def is_published(report: Report, terms: Terms) -> bool:
    """Whether the public can read it: it has an outlet or an address, and a date, and is no tip."""
    return bool(report.id not in terms.tips and report.published and (report.outlet or report.url))


def prepare(case: Case, profile: Profile, terms: Terms, wanted: Iterable[WeighedEvent] | None = None) -> Prepared:
    """What leaves for ``profile`` of ``wanted`` (all weighed events, if None), in the order given."""
    names = {a: ok and not {a, case.name(a)} & terms.barred for a, ok in naming.named(case, profile).items()}
    maker = _Maker(case, profile, terms, names)
    facts, withheld = [], []
    for event in case.weighing.events if wanted is None else wanted:
        told, reason = _tellings(case, event, profile, terms)
        if reason:
            withheld.append(released.Withheld(maker.fact_id(event), reason))
        else:
            facts.append((event, told, maker.fact(event, told)))
    people = maker.people(facts)
    release = released.Release(
        profile.name,
        tuple(fact for _, _, fact in facts),
        people,
        maker.sources(facts) if profile.linked else (),
        maker.reports(facts) if profile.titles else (),
        tuple(withheld),
    )
    public = {
        f"{r.report.id}:{s.id}": exposure.said_of(r, s)
        for r in case.readings
        if is_published(r.report, terms)
        for s in r.sources
    }
    return Prepared(release, tuple(maker.outlays(facts)), public)


def _tellings(case: Case, event: WeighedEvent, profile: Profile, terms: Terms) -> tuple[tuple[Told, ...], str]:
    """The tellings that may leave, and the reason why none may."""
    if profile.grades and event.grade not in profile.grades:
        return (), "its grade does not leave"
    told = case.told(event)
    if not told:
        return (), "no report tells of it any more"
    kept = tuple(t for t in told if profile.tips or is_published(t.reading.report, terms))
    if not kept:
        return (), "it rests on what was never published"
    agreed = tuple(t for t in kept if _agreed(t, profile, terms))
    if not agreed:
        return (), "its source did not agree, or the time is over"
    return agreed, ""


def _agreed(told: Told, profile: Profile, terms: Terms) -> bool:
    name = f"{told.reading.report.id}:{told.event.source}"
    if name in terms.retired:
        return False
    if is_published(told.reading.report, terms) or not profile.consent:
        return True
    given = (c for c in terms.consents if c.source == name and c.profile == profile.name)
    return any(c.until is None or c.until >= terms.today for c in given)


Made = tuple[WeighedEvent, tuple[Told, ...], released.Fact]


class _Maker:
    """Makes the parts of one release; holds what all of them need."""

    def __init__(self, case: Case, profile: Profile, terms: Terms, names: Mapping[str, bool]) -> None:
        self.case, self.profile, self.terms, self.names = case, profile, terms, names
        self.identities = case.people()

    def id(self, kind: str, name: str) -> str:
        """A name that stays the same over exports and that nobody without the key can tie to ``name``."""
        return kind + hmac.new(self.terms.key, f"{kind} {name}".encode(), hashlib.sha256).hexdigest()[:16]

    def fact_id(self, event: WeighedEvent) -> str:
        return self.id("f", min(f"{m.report}:{m.event}" for m in event.members))

    def fact(self, event: WeighedEvent, told: Sequence[Told]) -> released.Fact:
        profile, first = self.profile, told[0].event
        gist = sentences.gist(self.case, event.act, told, event.differs)
        amount = next((t.event.amount for t in told if t.event.amount), None)
        value = coarsening.amount(amount.value, profile.sums) if amount else None
        return released.Fact(
            id=self.fact_id(event),
            act=event.act,
            grade=event.grade,
            lines_min=event.lines_min,
            lines_max=event.lines_max,
            status=gist.status,
            sentence=self._sentence(gist, told),
            claims=tuple(self._claim(event, t) for t in told),
            actor=self._roles(told, "actor"),
            recipient=self._roles(told, "recipient"),
            place=self._where(told),
            time=coarsening.date(gist.time, profile.date),
            duration=first.duration if profile.date == "day" else None,
            amount=released.Sum(value, amount.currency, amount.unit, amount.per, profile.sums == "rounded")
            if amount and value is not None
            else None,
            differs=event.differs,
            why=event.why if profile.source == "full" else (),
            decided=event.id in self.terms.published,
        )

    def _sentence(self, gist: sentences.Gist, told: Sequence[Told]) -> str:
        """The fact in one sentence: whole where all of it leaves, else made of what leaves."""
        profile = self.profile
        if profile.names != "all" or profile.place != "exact" or profile.date != "day" or profile.sums != "exact":
            names = {role: self._speakable(told, role) for role in ("actor", "recipient")}
            place = self._where(told)
            time = coarsening.date(gist.time, profile.date)
            gist = sentences.Gist(
                act=gist.act,
                status=gist.status,
                roles={role: sentences.spoken_of(words) for role, words in names.items() if words},
                places=(place.name,) if place else (),
                time=time,
                times=(time,) if time else (),
            )
        return "".join(piece.text for piece in sentences.sentence(gist)) + "."

    def _speakable(self, told: Sequence[Told], role: str) -> list[str]:
        """What a sentence calls those who fill a role; "by someone" says nothing."""
        return [r.words for r in self._roles(told, role) if r.person or r.words != naming.SOMEONE]

    def _roles(self, told: Sequence[Told], role: str) -> tuple[released.Role, ...]:
        """The fillers of the telling that names most, each once."""
        fullest = max(told, key=lambda t: len(certain(getattr(t.event, role))))
        return tuple(dict.fromkeys(self._role(fullest.reading, f) for f in certain(getattr(fullest.event, role))))

    def _role(self, reading: Reading, filler: Filler) -> released.Role:
        anchor = self.case.group(reading.report.id, filler.person)
        if anchor is None:
            return released.Role(naming.words_of(self.case, reading, filler, self.profile))
        name = naming.shown(self.case, self.names, anchor)
        return released.Role(name or naming.description(self.identities[anchor]), self.id("p", self._person(anchor)))

    def _person(self, anchor: str) -> str:
        """A name for a person that stays when reports are added: the first of the members by name."""
        return min(f"{r.report.id}:{p.id}" for r, p in self.identities[anchor])

    def _where(self, told: Sequence[Told]) -> released.Place | None:
        return self._place(next(filter(None, map(sentences.place, told)), None))

    def _place(self, name: str | None) -> released.Place | None:
        coarse = coarsening.place(name, self.profile.place)
        if coarse is None:
            return None
        entry = coarsening.known(coarse)
        if entry is None:
            return released.Place(coarse, "unknown")
        at = countries.coordinates().get((entry.country, coarse))
        return released.Place(coarse, entry.kind, entry.country, *(at or (None, None)))

    def _claim(self, event: WeighedEvent, told: Told) -> released.Claim:
        profile, report = self.profile, told.reading.report
        source = self.case.source(report.id, told.event.source)
        quote = _quote(told.event) if profile.quotes else None
        return released.Claim(
            id=self.id("c", f"{report.id}:{told.event.id}"),
            status=told.event.status,
            said_by=self._said_by(told.reading, source),
            anonymity=source.anonymity if source and profile.source != "none" else None,
            basis=source.basis if source and profile.source in {"full", "described"} else None,
            source_place=coarsening.place(source.place, profile.source_place) if source and self._described else None,
            source=self.id("s", f"{report.id}:{source.id}") if source and profile.linked else None,
            report=self.id("r", report.id) if profile.titles and is_published(report, self.terms) else None,
            type=_type(told) if profile.quotes else None,
            quote=report.text[quote.start : quote.end] if quote else None,
            start=quote.start if quote else None,
            end=quote.end if quote else None,
        )

    @property
    def _described(self) -> bool:
        return self.profile.source in {"full", "described"}

    def _said_by(self, reading: Reading, source: Source | None) -> str:
        if source is None:
            return "the report itself"
        if self.profile.source == "full":
            return shortened(clean(reading.report.text[source.mention.start : source.mention.end]))
        if self.profile.source == "none":
            return "a source"
        kind = f"a source ({ANONYMITY[source.anonymity]})"
        place = coarsening.place(source.place, self.profile.source_place) if self._described else None
        return f"{kind} in {place}" if place else kind

    def people(self, facts: Iterable[Made]) -> tuple[released.Person, ...]:
        used = {role.person for _, _, fact in facts for role in (*fact.actor, *fact.recipient) if role.person}
        found = []
        for anchor, members in self.identities.items():
            name = self.id("p", self._person(anchor))
            if name not in used:
                continue
            shown = naming.shown(self.case, self.names, anchor)
            whole = shown is not None and self.profile.names == "all"
            posts = dict.fromkeys(post_words(post)[0] for _, p in members for post in p.posts) if shown else {}
            names = dict.fromkeys(clean(p.name) for _, p in members if p.name)
            aliases = tuple(n for n in names if n != shown) if whole else ()
            found.append(released.Person(name, shown, naming.description(members), tuple(posts), aliases))
        return tuple(found)

    def sources(self, facts: Iterable[Made]) -> tuple[released.Source, ...]:
        found = {}
        for _, told, _ in facts:
            for t in told:
                source = self.case.source(t.reading.report.id, t.event.source)
                if source is None:
                    continue
                name = self.id("s", f"{t.reading.report.id}:{source.id}")
                found[name] = released.Source(
                    id=name,
                    anonymity=source.anonymity,
                    said_by=self._said_by(t.reading, source),
                    name=source.name if self.profile.source == "full" else None,
                    place=coarsening.place(source.place, self.profile.source_place) if self._described else None,
                    basis=source.basis if self._described else None,
                )
        return tuple(found[name] for name in sorted(found))

    def reports(self, facts: Iterable[Made]) -> tuple[released.Report, ...]:
        used = {c.report for _, _, fact in facts for c in fact.claims if c.report}
        return tuple(
            released.Report(name, r.outlet, r.published, r.title, r.url, r.language)
            for r in (reading.report for reading in self.case.readings)
            if (name := self.id("r", r.id)) in used
        )

    def outlays(self, facts: Iterable[Made]) -> Iterable[Outlay]:
        for _, told, _ in facts:
            for t in told:
                source = self.case.source(t.reading.report.id, t.event.source)
                if source is not None and source.anonymity in PERSONS:
                    yield self._outlay(t, source)

    def _outlay(self, told: Told, source: Source) -> Outlay:
        """What one claim lets out: the fact itself, which few may know, and what is said of the source beside it."""
        name = f"{told.reading.report.id}:{told.event.id}"
        found = {Disclosure("access", f"{told.event.act} {name}")}
        if self.profile.source == "full" or self.profile.quotes:
            found |= {Disclosure(kind, word) for kind, word in exposure.described(told.reading, source)}
            if source.name and source.anonymity == "named":
                found.add(Disclosure("name", source.name))
        place = coarsening.place(source.place, self.profile.source_place) if self._described else None
        if place:
            found.add(Disclosure("place", place))
        if source.basis and self._described:
            found.add(Disclosure("basis", source.basis))
        where = coarsening.place(sentences.place(told) or None, self.profile.place)
        if where and not place:
            found.add(Disclosure("place", where))
        fact = None if self.profile.linked else name
        return Outlay(f"{told.reading.report.id}:{source.id}", tuple(sorted(found)), fact)


def _quote(event: Event) -> Span | None:
    """The words that tell the act, where it is told first; nothing around them, which would let out who is told of."""
    return min(event.triggers, default=None)


def _type(told: Told) -> AttributionType | None:
    spans = told.event.triggers
    for attribution in told.reading.attributions:
        if told.event.source in attribution.sources and any(
            c.start < t.end and t.start < c.end for c in attribution.content for t in spans
        ):
            return attribution.type
    return None
