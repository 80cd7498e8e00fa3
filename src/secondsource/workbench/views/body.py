"""A body at a date: who is told to hold which post, on whose word, and who held it before and after."""

from collections.abc import Sequence

import msgspec

from secondsource.archive.browsing import Holding
from secondsource.lexicon.countries import body_named
from secondsource.publishing import dates
from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk, WorkbenchError, missing
from secondsource.workbench.views import rows
from secondsource.workbench.views.rows import FactLine, Ref

MOST_POSTS = 500
"""Tellings of posts that a body's page goes through: those of the reports added last."""


class BodyLine(msgspec.Struct, frozen=True):
    """A body in a list, with the number of reports that tell of somebody's post there."""

    id: str
    name: str
    reports: int


class Seat(msgspec.Struct, frozen=True):
    """A post at the body, with who is told to hold it at the date: empty where the last that is told is a leaving.

    ``backing``: reports that say so by the date. ``known`` is False where the date lies before anything is told.
    """

    id: str
    title: str
    place: Ref | None
    holders: tuple["Holder", ...]
    known: bool


class Holder(msgspec.Struct, frozen=True):
    """Someone told to hold a post. ``first``, ``last``: publication days (ISO) of the reports that say so."""

    person: str
    name: str
    named: bool
    first: str
    last: str
    until: str
    reports: tuple[str, ...]


class Succession(msgspec.Struct, frozen=True):
    """Who is told to have held a post, the earliest first."""

    title: str
    place: Ref | None
    holders: tuple[Holder, ...]


class BodyPage(msgspec.Struct, frozen=True):
    """A body. ``dates``: the days on which something changes, to move among; ``at``: the day that is shown."""

    id: str
    name: str
    kind: str
    country: str
    at: str
    dates: tuple[str, ...]
    seats: tuple[Seat, ...]
    successions: tuple[Succession, ...]
    facts: tuple[FactLine, ...]


def body(desk: Desk, id: str, at: str = "") -> BodyPage:
    """A body as it is told to be at a day (ISO; the newest where none is given). Raises WorkbenchError."""
    name = desk.sealer.open("body", id)
    holdings = desk.archive.holders(name, desk.open_only, MOST_POSTS)
    if not holdings:
        raise missing("the body")
    if at and dates.bounds(at) is None:
        raise WorkbenchError("the date", "it is no day", "Write it as 2023-05-18.")
    days = tuple(sorted({post.published for post in holdings if post.published}))
    day = at or (days[-1] if days else "")
    known = body_named(name)
    posts: dict[tuple[str, str | None], list[Holding]] = {}
    for post in holdings:
        posts.setdefault((clean(post.title), post.place), []).append(post)
    return BodyPage(
        id=id,
        name=clean(name),
        kind=known.kind if known else "",
        country=(known.country or "") if known else "",
        at=day,
        dates=days,
        seats=tuple(_seat(desk, key, told, day) for key, told in sorted(posts.items(), key=_by_title)),
        successions=tuple(
            Succession(title, rows.place_ref(desk, place), held)
            for (title, place), told in sorted(posts.items(), key=_by_title)
            if len(held := _holders(told, "")) > 1
        ),
        facts=_facts(desk, name),
    )


def bodies(desk: Desk, limit: int = 100, offset: int = 0) -> tuple[BodyLine, ...]:
    """Bodies, those of most reports first."""
    key = ("bodies", limit, offset, desk.open_only)
    found = desk.kept(key, lambda: desk.archive.bodies(limit, offset, desk.open_only))
    seal = desk.sealer.seal
    return tuple(BodyLine(seal("body", name), clean(name), n) for name, n in found)


def _by_title(item: tuple[tuple[str, str | None], list[Holding]]) -> tuple[int, str, str]:
    (title, place), told = item
    return -len(told), title, place or ""


def _seat(desk: Desk, key: tuple[str, str | None], told: Sequence[Holding], day: str) -> Seat:
    title, place = key
    by_then = [post for post in told if not day or not post.published or post.published <= day]
    holders = [one for one in _holders(by_then, day) if not one.until]
    return Seat(
        desk.sealer.seal("seat", f"{title}\n{place or ''}"),
        title,
        rows.place_ref(desk, place),
        tuple(holders),
        bool(by_then),
    )


def _holders(told: Sequence[Holding], day: str) -> tuple[Holder, ...]:
    """Holders with the reports that say so; ``until`` is the first day on which a later report has them gone."""
    found: dict[str, list[Holding]] = {}
    for post in told:
        found.setdefault(post.person, []).append(post)
    return tuple(
        sorted(
            (_holder(person, those) for person, those in found.items()), key=lambda one: (one.first or "~", one.person)
        )
    )


def _holder(person: str, those: Sequence[Holding]) -> Holder:
    holding = [post.published or "" for post in those if not post.former]
    left = [post.published or "" for post in those if post.former]
    last = max(holding, default="")
    name = next((post.name for post in those if post.name), None)
    return Holder(
        person=person,
        name=clean(name or those[0].words),
        named=bool(name),
        first=min(filter(None, holding), default=""),
        last=last,
        until=min((day for day in left if day >= last), default=""),
        reports=tuple(dict.fromkeys(post.member.partition(":")[0] for post in those)),
    )


def _facts(desk: Desk, name: str) -> tuple[FactLine, ...]:
    return rows.fact_lines(desk, desk.archive.labelled("body", name, 12, desk.open_only))
