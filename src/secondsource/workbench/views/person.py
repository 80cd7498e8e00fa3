"""A person over reports: names, posts over time, what happened, who else was there, and who it might also be."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from secondsource.archive.browsing import Holding, Identity, PersonRow
from secondsource.publishing.case import shortened
from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk, missing
from secondsource.workbench.views import rows, telling
from secondsource.workbench.views.rows import FactLine, Ref, ReportLine
from secondsource.workbench.views.telling import Decision

MOST_FACTS = 60
MOST_REPORTS = 40


class PersonLine(msgspec.Struct, frozen=True):
    """A person in a list, with the number of reports."""

    id: str
    name: str
    named: bool
    reports: int


class PostTold(msgspec.Struct, frozen=True):
    """That a report has the person hold a post, or have held it. ``day``: when the report came out (ISO)."""

    title: str
    body: Ref | None
    place: Ref | None
    former: bool
    day: str | None
    report: str


class Part(msgspec.Struct, frozen=True):
    """A fact that the person takes part in, and how."""

    role: str
    fact: FactLine


class With(msgspec.Struct, frozen=True):
    """Someone else who takes part in the same facts, and in how many."""

    id: str
    name: str
    facts: int


class Member(msgspec.Struct, frozen=True):
    """The person as one report has it: what can be split off."""

    id: str
    report: str


class PersonPage(msgspec.Struct, frozen=True):
    """A person over reports. ``alike``: others who may bear the same name, to be merged if they are the same."""

    id: str
    name: str
    named: bool
    spellings: tuple[str, ...]
    members: tuple[Member, ...]
    posts: tuple[PostTold, ...]
    facts: tuple[Part, ...]
    others: tuple[With, ...]
    alike: tuple[PersonLine, ...]
    reports: tuple[ReportLine, ...]
    history: tuple[Decision, ...]


def person(desk: Desk, id: str) -> PersonPage:
    """A person as the viewer may see it. Raises WorkbenchError."""
    held = desk.archive.person(id)
    if held is None:
        raise missing("the person")
    held = _seen(desk, held)
    facts = _facts(desk, held)
    reports = tuple(dict.fromkeys(member.partition(":")[0] for member in held.members))[:MOST_REPORTS]
    found = (desk.archive.report(report) for report in reports)
    return PersonPage(
        id=held.id,
        name=_called(desk.archive.names([held.id], desk.open_only).get(held.id)),
        named=bool(held.name),
        spellings=tuple(map(clean, held.spellings)),
        members=tuple(Member(member, member.partition(":")[0]) for member in held.members),
        posts=tuple(post_told(desk, post) for post in held.posts),
        facts=facts,
        others=_others(held.id, facts),
        alike=_alike(desk, held),
        reports=tuple(rows.report_line(desk, row) for row in found if row),
        history=_history(desk, held, reports),
    )


def _seen(desk: Desk, held: Identity) -> Identity:
    """The person without what stands in protected reports, for who may not see these. Raises WorkbenchError."""
    sealed = desk.archive.protected({member.partition(":")[0] for member in held.members}) if desk.open_only else ()
    if not sealed:
        return held
    members = tuple(member for member in held.members if member.partition(":")[0] not in sealed)
    if not members:
        raise missing("the person")
    posts = tuple(post for post in held.posts if post.member.partition(":")[0] not in sealed)
    name = next((post.name for post in posts if post.name), None)
    return msgspec.structs.replace(
        held,
        name=name,
        members=members,
        spellings=tuple(sorted({post.name for post in posts if post.name})),
        posts=posts,
        events=tuple((role, event) for role, event in held.events if event.report not in sealed),
    )


def people(desk: Desk, name: str = "", limit: int = 50, offset: int = 0) -> tuple[PersonLine, ...]:
    """People over reports, those of most reports first; with ``name``, those who may bear it."""
    return lines(desk, desk.archive.people(name, limit, offset, desk.open_only))


def lines(desk: Desk, found: Sequence[PersonRow]) -> tuple[PersonLine, ...]:
    """People as lists show them."""
    names = desk.archive.names([row.id for row in found], desk.open_only)
    return tuple(
        PersonLine(row.id, _called(names[row.id]), bool(row.name), row.reports) for row in found if row.id in names
    )


def _called(words: str | None) -> str:
    """A name, or how a report speaks of someone without any."""
    return shortened(clean(words or "")) or "someone not named"


def post_told(desk: Desk, post: Holding) -> PostTold:
    """A post as one report tells of it."""
    return PostTold(
        title=clean(post.title),
        body=rows.body_ref(desk, post.org),
        place=rows.place_ref(desk, post.place),
        former=post.former,
        day=post.published,
        report=post.member.partition(":")[0],
    )


def _facts(desk: Desk, held: Identity) -> tuple[Part, ...]:
    roles = {event.fact: role for role, event in reversed(held.events) if event.fact}
    ids = list(dict.fromkeys(event.fact for _, event in held.events if event.fact))[:MOST_FACTS]
    found = rows.fact_lines(desk, desk.archive.fact_rows(ids))
    return tuple(Part(roles[line.id], line) for line in found)


def _others(id: str, facts: Sequence[Part]) -> tuple[With, ...]:
    names: dict[str, str] = {}
    met: Counter[str] = Counter()
    for part in facts:
        for who in part.fact.who:
            if who.id and who.id != id:
                names.setdefault(who.id, who.name)
                met[who.id] += 1
    return tuple(With(other, names[other], count) for other, count in met.most_common(20))


def _alike(desk: Desk, held: Identity) -> tuple[PersonLine, ...]:
    if not held.name:
        return ()
    return tuple(one for one in people(desk, held.name, limit=12) if one.id != held.id)


def _history(desk: Desk, held: Identity, reports: Sequence[str]) -> tuple[Decision, ...]:
    members = set(held.members)
    of = {verdict.number: verdict for report in reports for verdict in desk.archive.verdicts(report)}
    about = {number for number, verdict in of.items() if any(target.id in members for target in verdict.targets)}
    about |= {number for number, verdict in of.items() if verdict.undoes in about}
    return telling.decisions(desk, tuple(of[number] for number in sorted(about)))
