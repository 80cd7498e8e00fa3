"""Which reports may have to do with each other, by the keys of ``weighing.index`` kept in a table, and which name whom.

So a report that is added finds its like without the archive being read. What is joined is what ``weigh`` would join,
were all weighed at once.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import fulltext, keeping, schema
from secondsource.model import Reading
from secondsource.weighing import index, reuse, state_media
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.told import Told, prepare

_keys, _outlets, _reports = schema.keys, schema.outlets, schema.reports
_MOST, _NEAR, _ENOUGH, _STRONG = index._MOST, index._NEAR, index._ENOUGH, index._STRONG
_FEW_ASKED = 20
"""Of a common key with more than so many times the holders at hand, each is asked for, instead of all in order."""

Pair = tuple[int, int]
Place = tuple[int, int]
"""Where a report stands in a key's order: day, and number."""


class Concerned(msgspec.Struct, frozen=True):
    """Reports that a change concerns: those to be compared ``anew`` with all their like, and those ``among`` which the
    index may join other pairs than before."""

    anew: frozenset[int]
    among: frozenset[int]


# --- noting what reports are looked up under -----------------------------------------------------------------------


def note(connection: Connection, readings: Mapping[int, Reading]) -> Concerned:
    """Note keys and outlets of reports that are new or changed."""
    prepared = {number: prepare(reading) for number, reading in sorted(readings.items())}
    touched: Counter[int] = Counter()
    among: set[int] = set()
    for number, told in prepared.items():
        keys, beside = _note_keys(connection, number, told)
        touched.update(keys)
        among |= beside
    outlets: set[tuple[str, str]] = set()
    known = _all_outlets(connection)
    for _ in range(2):  # What a report says of an outlet is noted once the outlet is known, by a later one perhaps.
        for number, told in prepared.items():
            outlets |= _note_outlets(connection, number, told, known)
    naming = _naming(connection, outlets)
    again: set[tuple[str, str]] = set()
    for number, reading in sorted(keeping.decided(connection, naming - readings.keys()).items()):
        again |= _note_outlets(connection, number, prepare(reading), known)
    anew = frozenset(readings) | naming | _naming(connection, again)
    among |= _passing(connection, touched) | _windows(connection, touched, readings)
    return Concerned(anew, frozenset(among))


def forget(connection: Connection, number: int) -> set[int]:
    """Take a report's keys and outlets out; returns the reports that this concerns, those of its part among them."""
    part = connection.execute(sa.select(_reports.c.part).where(_reports.c.number == number)).scalar()
    touched = set(connection.execute(sa.select(_keys.c.key).where(_keys.c.report == number)).scalars())
    beside = _beside(connection, number)  # Without it those on either side may come near each other.
    held = connection.execute(sa.select(_outlets.c.outlet, _outlets.c.name).where(_outlets.c.report == number)).all()
    for table in (_keys, _outlets):
        connection.execute(table.delete().where(table.c.report == number))
    alone = {(row.outlet, row.name) for row in held if not _known(connection, row.outlet)}
    found = beside | _passing(connection, Counter(touched)) | _naming(connection, alone)
    if part is not None:
        found |= set(connection.execute(sa.select(_reports.c.number).where(_reports.c.part == part)).scalars())
    return found - {number}


def _note_keys(connection: Connection, number: int, told: Told) -> tuple[set[int], set[int]]:
    """Keys that are new or gone, and the reports that a report with keys gone no longer stands beside."""
    day = told.published[0] if told.published else 0
    fresh = {(_hashed(key), day): weight for key, weight in index.keys(told).items()}
    chosen = sa.select(_keys.c.key, _keys.c.day, _keys.c.weight).where(_keys.c.report == number)
    held = {(row.key, row.day): row.weight for row in connection.execute(chosen)}
    if held == fresh:
        return set(), set()
    beside = _beside(connection, number) if held else set()
    connection.execute(_keys.delete().where(_keys.c.report == number))
    rows = [{"key": key, "day": at, "report": number, "weight": weight} for (key, at), weight in fresh.items()]
    if rows:
        connection.execute(_keys.insert(), rows)
    return {key for key, _ in held.keys() ^ fresh.keys()}, beside


def _hashed(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def _note_outlets(connection: Connection, number: int, told: Told, known: dict[str, str]) -> set[tuple[str, str]]:
    """Outlets of which this changes whether they are there, or whether a state runs them. ``known``: all there
    are, to which the report's own is added."""
    name = told.reading.report.outlet
    if name:
        known.setdefault(told.outlet, name)
    fresh = {(told.outlet, False): name} if name else {}
    if name and state_media.shown_state_run(told):
        fresh[told.outlet, True] = name
    text = told.reading.report.text
    for outlet, other in known.items():
        possible = outlet != told.outlet and any(form in text for form in reuse.outlet_forms(other))
        if possible and state_media.calls_state_run(told, reuse.outlet_pattern(other)):
            fresh[outlet, True] = other
    chosen = sa.select(_outlets).where(_outlets.c.report == number)
    held = {(row.outlet, bool(row.state)): row.name for row in connection.execute(chosen)}
    if held == fresh:
        return set()
    before = {key: _has(connection, *key) for key in held.keys() | fresh.keys()}
    connection.execute(_outlets.delete().where(_outlets.c.report == number))
    rows = [
        {"outlet": outlet, "state": state, "report": number, "name": said} for (outlet, state), said in fresh.items()
    ]
    if rows:
        connection.execute(_outlets.insert(), rows)
    return {(key[0], (fresh | held)[key]) for key, was in before.items() if was != _has(connection, *key)}


def _has(connection: Connection, outlet: str, state: bool) -> bool:
    chosen = sa.select(_outlets.c.report).where(_outlets.c.outlet == outlet, _outlets.c.state == state).limit(1)
    return connection.execute(chosen).first() is not None


def _known(connection: Connection, outlet: str) -> bool:
    return _has(connection, outlet, False)


def _all_outlets(connection: Connection) -> dict[str, str]:
    """The name of every outlet of the archive."""
    chosen = sa.select(_outlets.c.outlet, sa.func.min(_outlets.c.name)).where(_outlets.c.state == sa.false())
    return {row[0]: row[1] for row in connection.execute(chosen.group_by(_outlets.c.outlet))}


def _passing(connection: Connection, touched: Mapping[int, int]) -> set[int]:
    """Holders of keys that may have passed the number from which they join nobody, or come back to it. ``touched``: of
    how many reports each key has been put in or taken out at once."""
    found: set[int] = set()
    for some in keeping.chunks(sorted(touched)):
        most, count = max(touched[key] for key in some), sa.func.count()
        counted = sa.select(_keys.c.key, count).where(_keys.c.key.in_(some)).group_by(_keys.c.key)
        near = connection.execute(counted.having(count.between(_MOST - most + 1, _MOST + most))).all()
        passing = [key for key, held in near if _MOST - touched[key] < held <= _MOST + touched[key]]
        chosen = sa.select(_keys.c.report).where(_keys.c.key.in_(passing))
        found |= set(connection.execute(chosen).scalars())
    return found


def _naming(connection: Connection, outlets: Iterable[tuple[str, str]]) -> set[int]:
    """The reports of outlets, and those that name them."""
    found: set[int] = set()
    for outlet, name in outlets:
        found |= set(connection.execute(sa.select(_outlets.c.report).where(_outlets.c.outlet == outlet)).scalars())
        for form in reuse.outlet_forms(name):
            if sought := fulltext.terms(f'"{form}"'):
                rows = fulltext.matching(connection.dialect.name, sought)
                chosen = sa.select(_reports.c.number).where(_reports.c.chronology.in_(rows))
                found |= set(connection.execute(chosen).scalars())
    return found


# --- finding what the index joins ------------------------------------------------------------------------------------


def candidates(connection: Connection, numbers: Collection[int]) -> set[Pair]:
    """The pairs that the index of the whole archive joins with one of these reports."""
    mine = _held(connection, numbers)
    counts = _counts(connection, {key for keys in mine.values() for key, _, _ in keys})
    few = {key for key, count in counts.items() if count <= _MOST}
    holders: dict[int, list[int]] = defaultdict(list)
    for some in keeping.chunks(sorted(few)):
        for row in connection.execute(sa.select(_keys.c.key, _keys.c.report).where(_keys.c.key.in_(some))):
            holders[row.key].append(row.report)
    found: set[Pair] = set()
    for number, keys in mine.items():
        weight: Counter[int] = Counter()
        for key, day, strength in keys:
            near = holders[key] if key in few else _near(connection, key, day, number) if strength >= _STRONG else ()
            for other in near:
                weight[other] += strength
        found |= {pair(number, other) for other, sum_ in weight.items() if sum_ >= _ENOUGH and other != number}
    return found


def joined(connection: Connection, numbers: Collection[int]) -> set[Pair]:
    """The pairs among these reports that the index of the whole archive joins."""
    by_key: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, keys in _held(connection, numbers).items():
        for key, day, weight in keys:
            by_key[key].append((day, number, weight))
    shared = {key: sorted(holders) for key, holders in by_key.items() if len(holders) > 1}
    counts = _counts(connection, shared)
    sums: Counter[Pair] = Counter()
    for key, holders in shared.items():
        strength = holders[0][2]
        if counts[key] <= _MOST:
            sums.update({pair(a[1], b[1]): strength for a, b in combinations(holders, 2)})
        elif strength >= _STRONG:
            sums.update(dict.fromkeys(_neighbours(connection, key, [h[:2] for h in holders], counts[key]), strength))
    return {one for one, sum_ in sums.items() if sum_ >= _ENOUGH}


def pair(a: int, b: int) -> Pair:
    """Two reports, the lesser first."""
    return (a, b) if a < b else (b, a)


def _beside(connection: Connection, number: int) -> set[int]:
    return {one for pair in candidates(connection, [number]) for one in pair if one != number}


def _windows(connection: Connection, touched: Collection[int], numbers: Collection[int]) -> set[int]:
    """Who stands near these reports in the order of common keys: their pairs may have moved out of reach."""
    mine = [(number, row) for number, keys in _held(connection, numbers).items() for row in keys if row[0] in touched]
    counts = _counts(connection, {key for _, (key, _, _) in mine})
    return {
        other
        for number, (key, day, strength) in mine
        if counts[key] > _MOST and strength >= _STRONG
        for other in (number, *_near(connection, key, day, number))
    }


def _neighbours(connection: Connection, key: int, holders: Sequence[Place], count: int) -> set[Pair]:
    """The pairs among these holders of a common key that stand near each other in its order."""
    if count > _FEW_ASKED * len(holders):
        here = {number for _, number in holders}
        near = {at[1]: here.intersection(_near(connection, key, *at)) for at in holders}
        return {pair(number, other) for number, others in near.items() for other in others}
    chosen = sa.select(_keys.c.day, _keys.c.report).where(_keys.c.key == key).order_by(_keys.c.day, _keys.c.report)
    place = {(row.day, row.report): n for n, row in enumerate(connection.execute(chosen))}
    return {pair(a[1], b[1]) for a, b in combinations(holders, 2) if abs(place[a] - place[b]) <= _NEAR}


def _near(connection: Connection, key: int, day: int, number: int) -> list[int]:
    """Those that stand next to a report in a common key's order."""
    place = sa.tuple_(_keys.c.day, _keys.c.report)
    at = sa.tuple_(sa.literal(day), sa.literal(number))
    before = sa.select(_keys.c.report).where(_keys.c.key == key, place < at)
    after = sa.select(_keys.c.report).where(_keys.c.key == key, place > at)
    back = before.order_by(_keys.c.day.desc(), _keys.c.report.desc()).limit(_NEAR)
    forth = after.order_by(_keys.c.day, _keys.c.report).limit(_NEAR)
    return [*connection.execute(back).scalars(), *connection.execute(forth).scalars()]


def _held(connection: Connection, numbers: Iterable[int]) -> dict[int, list[tuple[int, int, int]]]:
    """Keys, days and weights by report."""
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for some in keeping.chunks(sorted(numbers)):
        for row in connection.execute(sa.select(_keys).where(_keys.c.report.in_(some))):
            found[row.report].append((row.key, row.day, row.weight))
    return found


def _counts(connection: Connection, keys: Collection[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in keeping.chunks(sorted(keys)):
        chosen = sa.select(_keys.c.key, sa.func.count()).where(_keys.c.key.in_(some)).group_by(_keys.c.key)
        found.update({row[0]: row[1] for row in connection.execute(chosen)})
    return found


# --- what is known of newsrooms --------------------------------------------------------------------------------------


def newsrooms(connection: Connection) -> Newsrooms:
    """The outlets of the archive, and which of them a state runs."""
    found = Newsrooms()
    state = set(
        connection.execute(sa.select(_outlets.c.outlet).where(_outlets.c.state == sa.true()).distinct()).scalars()
    )
    for outlet, name in sorted(_all_outlets(connection).items()):
        found.know(outlet, name, outlet in state)
    return found
