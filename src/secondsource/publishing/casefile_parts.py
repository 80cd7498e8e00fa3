"""The parts of a case file as a page wants them: facts with their evidence, people, reports. All is plain text."""

from collections.abc import Iterable, Sequence

import msgspec

from secondsource.model import (
    NARRATOR,
    Detail,
    Event,
    Grade,
    Person,
    Post,
    Reading,
    Source,
    Span,
    Status,
    WeighedEvent,
    certain,
)
from secondsource.publishing import dates, sentences
from secondsource.publishing.case import Case, Told, label, shortened
from secondsource.publishing.passages import Run, clean, passages
from secondsource.publishing.sentences import Gist, Piece

GRADES: tuple[Grade, ...] = (
    "corroborated", "acknowledged", "contested", "refuted", "unclear", "copied", "one_source",
)  # fmt: skip
"""From the best backed to the least, those in dispute before those that nobody has checked."""

BASES = {
    "participant": "took part",
    "eyewitness": "saw it",
    "told_by_participant": "was told by someone who took part",
    "official": "through an office held",
    "document": "a document",
    "rumour": "rumour",
    "inference": "inference",
}
ANONYMITY = {
    "anonymous": "anonymous",
    "named": "named",
    "institution": "institution",
    "media": "news outlet",
    "document": "document",
    "reporter": "the reporter’s own work",
}


class Voice(msgspec.Struct, frozen=True):
    """Who tells of an event in one report, and the exact words. ``source`` is None where the narrator vouches."""

    report: int
    outlet: str
    published: str
    language: str
    source: str | None
    details: tuple[str, ...]
    status: Status
    passages: tuple[tuple[Run, ...], ...]


class Difference(msgspec.Struct, frozen=True):
    """A detail on which reports differ, and what each says of it: pairs of the value and the reports' numbers."""

    detail: Detail
    values: tuple[tuple[str, tuple[int, ...]], ...]


class Fact(msgspec.Struct, frozen=True):
    """A weighed event on the page."""

    anchor: str
    grade: Grade
    gist: Gist
    sentence: tuple[Piece, ...]
    short: str
    lines: str
    line_names: tuple[tuple[str, ...], ...]
    why: tuple[str, ...]
    differences: tuple[Difference, ...]
    unknown: tuple[str, ...]
    statuses: tuple[tuple[Status, tuple[int, ...]], ...]
    voices: tuple[Voice, ...]
    reports: tuple[int, ...]

    @property
    def said(self) -> str:
        """The sentence as text."""
        return "".join(piece.text for piece in self.sentence)

    @property
    def time_words(self) -> str:
        """The time as a reader says it."""
        return " or ".join(map(dates.words, self.gist.times))


class Part(msgspec.Struct, frozen=True):
    """A fact in which a person takes part, and the sentence that says how."""

    fact: Fact
    said: str


class PersonPart(msgspec.Struct, frozen=True):
    """A person over reports on the page: names, posts, ages, and the facts they take part in, in order of time."""

    anchor: str
    name: str
    named: bool
    also: tuple[str, ...]
    ages: tuple[str, ...]
    posts: tuple[tuple[str, bool], ...]
    reports: tuple[int, ...]
    facts: tuple[Part, ...]


class ReportPart(msgspec.Struct, frozen=True):
    """A report on the page. ``rests_on`` and ``carried_by`` hold the number of the other report and how."""

    number: int
    file: str
    title: str
    outlet: str
    published: str
    language: str
    url: str
    sources: tuple[str, ...]
    facts: tuple[Fact, ...]
    rests_on: tuple[tuple[int, str], ...]
    carried_by: tuple[int, ...]


def facts(case: Case) -> tuple[Fact, ...]:
    """Every weighed event with a telling, by grade, then by weight, then in order of time, the undated last."""
    groups = [(group, told) for group in case.weighing.events if (told := case.told(group))]
    built = [_fact(case, number, group, told) for number, (group, told) in enumerate(groups, 1)]
    weights = {f"f{number}": group.lines_min for number, (group, _) in enumerate(groups, 1)}
    return tuple(
        sorted(
            built,
            key=lambda f: (GRADES.index(f.grade), -weights[f.anchor], -len(f.reports), in_time(f), int(f.anchor[1:])),
        )
    )


def in_time(fact: Fact) -> tuple[bool, str, str]:
    """A key that puts facts in order of time: by first day, a whole year before its months, the undated last."""
    days = dates.bounds(fact.gist.time)
    if days is None:
        return True, fact.gist.time or "~", ""
    return False, days[0].isoformat(), str(9999999 - (days[1] - days[0]).days)


def people(case: Case, found: Iterable[Fact]) -> tuple[PersonPart, ...]:
    """The people who take part in an event, by name from A to Z, then those without a name. Never by weight."""
    tellings: dict[str, dict[str, list[Told]]] = {}
    by_anchor = {}
    for fact, told in _with_tellings(case, found):
        by_anchor[fact.anchor] = fact
        for one in told:
            for anchor in _taking_part(case, one):
                tellings.setdefault(anchor, {}).setdefault(fact.anchor, []).append(one)
    built = [
        _person(case, anchor, members, [_part(case, by_anchor[a], told) for a, told in tellings[anchor].items()])
        for anchor, members in case.people().items()
        if anchor in tellings
    ]
    return tuple(sorted(built, key=lambda p: (not p.named, p.name.casefold() if p.named else "", int(p.anchor[1:]))))


def reports(case: Case, found: Sequence[Fact]) -> tuple[ReportPart, ...]:
    """The reports in order of publication, and who rests on whom."""
    told: dict[int, list[Fact]] = {}
    for fact in found:
        for number in fact.reports:
            told.setdefault(number, []).append(fact)
    return tuple(_report(case, reading, told.get(case.numbers[reading.report.id], [])) for reading in case.readings)


def _with_tellings(case: Case, found: Iterable[Fact]) -> list[tuple[Fact, tuple[Told, ...]]]:
    tellings = [told for group in case.weighing.events if (told := case.told(group))]
    return [(fact, tellings[int(fact.anchor[1:]) - 1]) for fact in found]


def _taking_part(case: Case, told: Told) -> list[str]:
    report = told.reading.report.id
    found = (case.group(report, filler.person) for filler in certain((*told.event.actor, *told.event.recipient)))
    return [anchor for anchor in dict.fromkeys(found) if anchor]


def _part(case: Case, fact: Fact, told: Sequence[Told]) -> Part:
    """A fact as the reports tell it that give this person a part; where and when are those of the fact as a whole."""
    whole = fact.gist
    own = msgspec.structs.replace(
        sentences.gist(case, whole.act, told), places=whole.places, time=whole.time, times=whole.times
    )
    return Part(fact, "".join(piece.text for piece in sentences.sentence(own)))


def _fact(case: Case, number: int, group: WeighedEvent, told: tuple[Told, ...]) -> Fact:
    gist = sentences.gist(case, group.act, told, group.differs)
    statuses: dict[Status, list[int]] = {}
    for one in told:
        statuses.setdefault(one.event.status, []).append(case.numbers[one.reading.report.id])
    return Fact(
        anchor=f"f{number}",
        grade=group.grade,
        gist=gist,
        sentence=sentences.sentence(gist),
        short=sentences.short(gist),
        lines=_lines(group),
        line_names=tuple(tuple(_line_name(case, name) for name in line) for line in group.lines),
        why=tuple(_numbered(case, clean(reason), told) for reason in group.why),
        differences=tuple(_difference(case, detail, told) for detail in group.differs),
        unknown=sentences.unknown(gist),
        statuses=tuple((status, tuple(dict.fromkeys(numbers))) for status, numbers in statuses.items()),
        voices=tuple(_voice(case, one) for one in told),
        reports=tuple(dict.fromkeys(case.numbers[one.reading.report.id] for one in told)),
    )


def _numbered(case: Case, reason: str, told: Sequence[Told]) -> str:
    """A reason with the reports' numbers in place of their file names."""
    for id in sorted({one.reading.report.id for one in told}, key=len, reverse=True):
        number = f"[{case.numbers[id]}]"
        reason = reason.replace(f"({id})", number).replace(id, number)
    return reason


def _lines(group: WeighedEvent) -> str:
    low, high = group.lines_min, group.lines_max
    return str(low) if low == high else f"{low}–{high}"


def _line_name(case: Case, name: str) -> str:
    """``report:source`` as the source's own words and the report's number. File names may hold colons, ids do not."""
    report, _, source = name.rpartition(":")
    reading, known = case.reading(report), case.source(report, source)
    if reading is None:
        return clean(name)
    said = _source_label(reading, known) if known else ("the report itself" if source == NARRATOR else clean(source))
    return f"{said} [{case.numbers[report]}]"


def _voice(case: Case, told: Told) -> Voice:
    report, event = told.reading.report, told.event
    source = case.source(report.id, event.source)
    return Voice(
        report=case.numbers[report.id],
        outlet=clean(report.outlet or "outlet unknown"),
        published=dates.words(report.published) or "date unknown",
        language=report.language,
        source=_source_label(told.reading, source) if source else None,
        details=_source_details(told.reading, source) if source else (),
        status=event.status,
        passages=passages(report, event.triggers, _said(told.reading, event)),
    )


def _said(reading: Reading, event: Event) -> list[Span]:
    """The stretches attributed to the event's voucher in the attributions that overlap one of its triggers."""
    return [
        content
        for attribution in reading.attributions
        if event.source in attribution.sources
        and any(c.start < t.end and t.start < c.end for c in attribution.content for t in event.triggers)
        for content in attribution.content
    ]


def _source_label(reading: Reading, source: Source) -> str:
    text = clean(reading.report.text[source.mention.start : source.mention.end]) or clean(source.name or "")
    return shortened(text or "a source")


def _source_details(reading: Reading, source: Source) -> tuple[str, ...]:
    names = {s.id: _source_label(reading, s) for s in reading.sources}
    rests = ", ".join(clean(names.get(base, base)) for base in source.rests_on)
    return (
        ANONYMITY[source.anonymity],
        *([f"in {clean(source.place)}"] if source.place else []),
        f"how it knows: {BASES[source.basis] if source.basis else 'unknown'}",
        *([f"rests on {rests}"] if rests else []),
    )


def _difference(case: Case, detail: Detail, told: Sequence[Told]) -> Difference:
    values: dict[str, list[int]] = {}
    for one in told:
        value = _detail_value(case, detail, one)
        if value:
            values.setdefault(value, []).append(case.numbers[one.reading.report.id])
    # A detail on which all that is known here agrees lies in words that no field holds; then only its name is shown.
    listed = tuple((value, tuple(dict.fromkeys(numbers))) for value, numbers in values.items())
    return Difference(detail, listed if len(listed) > 1 else ())


def _detail_value(case: Case, detail: Detail, told: Told) -> str:
    event, report = told.event, told.reading.report
    people = [p for f in certain((*event.recipient, *event.actor)) if (p := case.person(report.id, f.person))]
    match detail:
        case "time":
            return dates.words(event.time.edtf if event.time else None)
        case "place":
            return clean(event.place or "")
        case "amount" | "count":
            return sentences.amount_words(event.amount)
        case "name":
            return ", ".join(dict.fromkeys(clean(p.name) for p in people if p.name))
        case "post":
            return ", ".join(dict.fromkeys(post_words(post)[0] for p in people for post in p.posts))
        case "outcome":
            return dates.lasting(event.duration)


def post_words(post: Post) -> tuple[str, bool]:
    """A post in words and whether it was held formerly."""
    parts = [clean(part) for part in (post.title, post.org, post.place) if part]
    return ", ".join(parts), post.former


def _person(case: Case, anchor: str, members: Sequence[tuple[Reading, Person]], told: Sequence[Part]) -> PersonPart:
    names = list(dict.fromkeys(clean(p.name) for _, p in members if p.name))
    best = case.name(anchor)
    posts = dict.fromkeys(post_words(post) for _, person in members for post in person.posts)
    reading, person = members[0]
    return PersonPart(
        anchor=anchor,
        name=best or shortened(_capital(label(reading.report, person))),
        named=bool(best),
        also=tuple(name for name in names if name != best),
        ages=tuple(dict.fromkeys(clean(p.age) for _, p in members if p.age)),
        posts=tuple((words, former) for words, former in posts if words),
        reports=tuple(dict.fromkeys(case.numbers[r.report.id] for r, _ in members)),
        facts=tuple(sorted(told, key=lambda part: (in_time(part.fact), int(part.fact.anchor[1:])))),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _report(case: Case, reading: Reading, told: Sequence[Fact]) -> ReportPart:
    report = reading.report
    edges = case.weighing.rests_on
    return ReportPart(
        number=case.numbers[report.id],
        file=clean(report.id),
        title=clean(report.title or "") or "untitled",
        outlet=clean(report.outlet or "outlet unknown"),
        published=dates.words(report.published) or "date unknown",
        language=report.language,
        url=clean(report.url or ""),
        sources=tuple(_source_label(reading, source) for source in reading.sources),
        facts=tuple(told),
        rests_on=tuple(
            (case.numbers[e.base], _resting(e.kind, e.score))
            for e in edges
            if e.report == report.id and e.base in case.numbers
        ),
        carried_by=tuple(case.numbers[e.report] for e in edges if e.base == report.id and e.report in case.numbers),
    )


def _resting(kind: str, score: float) -> str:
    return f"{kind}, {score:.0%} of the words shared" if score else kind
