"""The review queue: what the machine proposes and nobody decided on, one fact at a time, the riskier grades first."""

import msgspec

from secondsource.archive.verdicts import KINDS
from secondsource.lexicon.acts import acts
from secondsource.model import Grade, Status
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import fact, rows, telling
from secondsource.workbench.views.fact import FactPage
from secondsource.workbench.views.rows import FactLine
from secondsource.workbench.views.telling import Decision
from secondsource.workbench.views.today import WAITING

ALL = (*WAITING, "refuted", "copied", "one_source")


class Choices(msgspec.Struct, frozen=True):
    """What a correction may put in place."""

    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    grades: tuple[str, ...]
    kinds: tuple[str, ...]


class Conflict(msgspec.Struct, frozen=True):
    """A decision that the current reading does not bear out. It holds; somebody should look again."""

    verdict: int
    target: str
    why: str


class Review(msgspec.Struct, frozen=True):
    """The queue. ``current`` is the fact to decide on, None where nothing waits; ``alike``: facts that it might be one
    with; ``last``: the viewer's last decision, to be undone."""

    grades: tuple[str, ...]
    skip: int
    current: FactPage | None
    queue: tuple[FactLine, ...]
    alike: tuple[FactLine, ...]
    conflicts: tuple[Conflict, ...]
    last: Decision | None
    choices: Choices


def review(desk: Desk, grades: tuple[str, ...] = (), skip: int = 0) -> Review:
    """What waits, of some grades or of those that matter most."""
    wanted = tuple(one for one in grades if one in ALL) or ALL
    skip = min(max(skip, 0), 10_000)
    queue = rows.fact_lines(desk, desk.archive.waiting(wanted, 12, skip, desk.open_only))
    current = fact.fact(desk, queue[0].id) if queue else None
    conflicts = desk.archive.conflicts()[:20]
    sealed = desk.archive.protected({one.target.partition(":")[0] for one in conflicts}) if desk.open_only else ()
    return Review(
        grades=tuple(grades),
        skip=skip,
        current=current,
        queue=queue[1:],
        alike=_alike(desk, queue[0]) if queue else (),
        conflicts=tuple(
            Conflict(one.verdict, one.target, one.why)
            for one in conflicts
            if one.target.partition(":")[0] not in sealed
        ),
        last=_last(desk),
        choices=choices(),
    )


def choices() -> Choices:
    """What a correction may put in place."""
    known = Grade.__args__, Status.__args__  # type: ignore[attr-defined]
    return Choices(tuple(sorted(acts())), known[1], known[0], KINDS)


def _alike(desk: Desk, line: FactLine) -> tuple[FactLine, ...]:
    """Facts of the same act about somebody of the same person or name: they may be one."""
    found: dict[str, None] = {}
    for who in line.who:
        held = desk.archive.person(who.id) if who.id and who.named else None
        for _, event in held.events if held else ():
            if event.fact and event.act == line.act and event.fact != line.id:
                found.setdefault(event.fact)
    return rows.fact_lines(desk, desk.archive.fact_rows(list(found)[:6]))


def _last(desk: Desk) -> Decision | None:
    mine = [one for one in telling.decisions(desk, desk.archive.last_verdicts(20)) if one.by == desk.viewer.name]
    return next((one for one in mine if not one.undone and one.kind != "undo"), None)
