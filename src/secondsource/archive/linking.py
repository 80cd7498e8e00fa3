"""How likely reports have to do with each other, kept by pair, and the parts of the archive that these pairs make."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import joining, keeping, schema
from secondsource.archive.joining import Concerned, Pair
from secondsource.model import Reading
from secondsource.weighing import pairs, parts, together
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.pairs import Link, Sheet
from secondsource.weighing.told import outline, prepare

_links, _reports = schema.links, schema.reports
_ANEW, _HELD = 50, 400
"""So many pairs are compared at a time, and so many reports are held ready for it."""


def relink(connection: Connection, concerned: Concerned, newsrooms: Newsrooms) -> set[int]:
    """Bring the pairs up to date that a change concerns; returns the reports that it may part or bring together."""
    wanted = joining.candidates(connection, concerned.anew) | joining.joined(connection, concerned.among)
    held = _among(connection, concerned)
    again = {one for one in held if not concerned.anew.isdisjoint(one)}
    gone = (held.keys() - wanted) | again
    new = _compared(connection, (wanted - held.keys()) | (wanted & again), newsrooms)
    _replace(connection, gone, new)
    joined = [one for one in gone if held[one] is not None] + [one for one, likely in new.items() if likely is not None]
    return set(concerned.anew).union(*joined)


def forget(connection: Connection, number: int) -> set[int]:
    """Take a report's pairs out; returns the others in them."""
    found = set(_likely(connection, [number])[number])
    connection.execute(_links.delete().where((_links.c.report == number) | (_links.c.other == number)))
    return found


def around(connection: Connection, reports: Collection[int]) -> list[list[int]]:
    """The parts that hold, or held, any of these reports, in order; which part each is of is noted."""
    known = _likely(connection, reports)
    held = _parts(connection, reports)

    def joined(report: int) -> Mapping[int, float]:
        if report not in known:
            known.update(_likely(connection, [report]))
        return known[report]

    def before(report: int) -> Iterable[int]:
        if report not in held:
            held.update(_parts(connection, [report]))
        return held.get(report, ())

    found = sorted(sorted(part) for part in parts.around_all(reports, joined, before))
    rows = [{"n": number, "p": part[0]} for part in found for number in part]
    changed = _reports.c.part.is_(None) | (_reports.c.part != sa.bindparam("p"))
    statement = _reports.update().where((_reports.c.number == sa.bindparam("n")) & changed)
    if rows:
        connection.execute(statement.values(part=sa.bindparam("p")), rows)
    return found


def weigh(connection: Connection, readings: Mapping[int, Reading], newsrooms: Newsrooms) -> together.Part:
    """What the reports of one part yield together."""
    told = [prepare(reading) for _, reading in sorted(readings.items())]
    for one in told:
        newsrooms.meet(one)
    sheets = {one.id: pairs.sheet(one) for one in told}

    def joined(report: str) -> list[str]:
        number = schema.report_number(report)
        return [schema.report_id(other) for other in _likely(connection, [number])[number] if other in readings]

    def link(a: str, b: str) -> Link:
        return pairs.compared(sheets[a], sheets[b])

    return together.weigh_together(sheets, joined, link, newsrooms)


def _compared(connection: Connection, wanted: Collection[Pair], newsrooms: Newsrooms) -> dict[Pair, float | None]:
    """How likely the two of each pair have to do with each other."""
    shelf: dict[int, Sheet] = {}
    found: dict[Pair, float | None] = {}
    for some in keeping.chunks(sorted(wanted), _ANEW):
        needed = {number for one in some for number in one}
        if len(shelf) + len(needed) > _HELD:
            shelf = {number: shelf[number] for number in needed & shelf.keys()}
        for number, reading in keeping.decided(connection, needed - shelf.keys()).items():
            told = outline(reading)
            newsrooms.meet(told)
            shelf[number] = pairs.sheet(told)
        for a, b in some:
            one, other = shelf[a], shelf[b]
            found[a, b] = pairs.likely(one, other, pairs.compared(one, other), newsrooms)
    return found


def _replace(connection: Connection, gone: Collection[Pair], new: Mapping[Pair, float | None]) -> None:
    if gone:
        this = (_links.c.report == sa.bindparam("a")) & (_links.c.other == sa.bindparam("b"))
        connection.execute(_links.delete().where(this), [{"a": a, "b": b} for a, b in sorted(gone)])
    if new:
        connection.execute(
            _links.insert(), [{"report": a, "other": b, "likely": likely} for (a, b), likely in sorted(new.items())]
        )


def _among(connection: Connection, concerned: Concerned) -> dict[Pair, float | None]:
    """The pairs kept with a report that is compared anew, and those among others that a change concerns."""
    both = concerned.anew | concerned.among
    return {
        (a, b): likely
        for a, b, likely in _rows(connection, both)
        if a in concerned.anew or b in concerned.anew or (a in concerned.among and b in concerned.among)
    }


def _likely(connection: Connection, numbers: Collection[int]) -> dict[int, dict[int, float]]:
    """The reports that each may have to do with, and how likely."""
    found: dict[int, dict[int, float]] = {number: {} for number in numbers}
    for a, b, likely in _rows(connection, numbers):
        for one, other in ((a, b), (b, a)):
            if likely is not None and one in found:
                found[one][other] = likely
    return found


def _rows(connection: Connection, numbers: Collection[int]) -> Iterator[tuple[int, int, float | None]]:
    for some in keeping.chunks(sorted(numbers)):
        for end in (_links.c.report, _links.c.other):
            for row in connection.execute(sa.select(_links).where(end.in_(some))):
                yield row.report, row.other, row.likely


def _parts(connection: Connection, numbers: Collection[int]) -> dict[int, list[int]]:
    """The parts that reports were weighed in last, by each report of theirs."""
    members: dict[int, list[int]] = defaultdict(list)
    for some in keeping.chunks(sorted(numbers)):
        names = sa.select(_reports.c.part).where(_reports.c.number.in_(some), _reports.c.part.is_not(None))
        for row in connection.execute(sa.select(_reports.c.number, _reports.c.part).where(_reports.c.part.in_(names))):
            members[row.part].append(row.number)
    whole = {part: sorted(set(found)) for part, found in members.items()}
    return {number: found for found in whole.values() for number in found}
