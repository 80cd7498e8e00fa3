"""Watches: a saved question to the archive or one fact, and what changed about it since it was last looked at.

A watch tells when a fact is new, when a report or a line of information is added to it, and when its grade changes,
contradiction and refutation first. It reaches no network: it prints, it writes a feed file (Atom, RFC 4287), and it
may ask the desktop to show how many changes there are.
"""

from collections.abc import Iterable
from typing import Any, Literal
from xml.etree import ElementTree

import msgspec

from secondsource.archive.browsing import FactRow
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.errors import SecondSourceError

Change = Literal["new", "report", "line", "contested", "refuted", "grade", "gone"]
_KIND = "watch"
_PAGE = 500
_MOST_NEWS = 200
_ORDER: tuple[Change, ...] = ("refuted", "contested", "line", "new", "grade", "report", "gone")
_ATOM = "http://www.w3.org/2005/Atom"
WORDS: dict[Change, str] = {
    "new": "is told for the first time",
    "report": "is told by another report",
    "line": "has another line of information",
    "contested": "is contested now",
    "refuted": "is refuted now",
    "grade": "has another grade",
    "gone": "is no longer told",
}


class Seen(msgspec.Struct, frozen=True):
    """What a fact was when it was last looked at."""

    grade: str
    lines_min: int
    lines_max: int
    reports: int


class News(msgspec.Struct, frozen=True):
    """One change: of which watch, of which fact, from what to what. ``day`` is the ISO date on which it was seen."""

    watch: str
    fact: str
    act: str
    change: Change
    before: str
    after: str
    day: str


class Watch(msgspec.Struct, frozen=True):
    """A saved question by its name, or one ``fact`` (an event that tells of it, ``r0000012:e3``) or one ``person``
    (``r0000012:p2``). These two are kept as ids, by which they are found however they were weighed since, and no word
    of a report that is forgotten stays behind. ``seen`` holds the facts as they were at the last look, ``news`` what
    was noticed and not shown yet, ``by`` who asked for it; everybody has names of their own."""

    name: str
    query: Query = Query()
    fact: str = ""
    person: str = ""
    seen: dict[str, Seen] = {}
    news: tuple[News, ...] = ()
    by: str = ""


def save(archive: Archive, wanted: Watch) -> Watch:
    """Keep a watch; what fits it now counts as seen. Raises SecondSourceError where the name is taken or empty, or
    there is no such fact."""
    name = wanted.name.strip()
    if not name:
        raise SecondSourceError("the watch", "has no name", "Give it one.")
    if archive.get(_KIND, _key(name, wanted.by)) is not None:
        raise SecondSourceError(name, "is the name of a watch already", "Give another, or drop that one first.")
    if wanted.fact and not _rows(archive, wanted):
        raise SecondSourceError(wanted.fact, "is no fact in the archive", "Write it as r0000012:e3.")
    made = msgspec.structs.replace(wanted, name=name, seen=_now(archive, wanted))
    _keep(archive, made)
    return made


def drop(archive: Archive, name: str, by: str = "") -> None:
    """Forget a watch. Raises SecondSourceError where there is none."""
    archive.drop(_KIND, _held(archive, name, by))


def watches(archive: Archive) -> tuple[Watch, ...]:
    """All watches, by name."""
    return tuple(msgspec.convert(value, Watch) for value in archive.listed(_KIND).values())


def notice(archive: Archive, day: str) -> None:
    """Keep with each watch what changed since it was last looked at, to be shown later."""
    for watch in watches(archive):
        fresh = tuple(_news(archive, watch, day))
        if fresh:
            news = (*watch.news, *fresh)[-_MOST_NEWS:]
            _keep(archive, msgspec.structs.replace(watch, seen=_now(archive, watch), news=news))


def shown(archive: Archive, name: str, by: str = "") -> None:
    """What was noticed for a watch has been shown. Raises SecondSourceError where there is none."""
    held = archive.get(_KIND, _held(archive, name, by))
    _keep(archive, msgspec.structs.replace(msgspec.convert(held, Watch), news=()))


def _key(name: str, by: str) -> str:
    return f"{by}/{name}" if by else name


def _held(archive: Archive, name: str, by: str) -> str:
    """Under what a watch is kept."""
    if archive.get(_KIND, _key(name, by)) is None:
        raise SecondSourceError(name, "is no watch", "List them with secondsource watch list.")
    return _key(name, by)


def look(archive: Archive, day: str, keep: bool = True) -> tuple[News, ...]:
    """What changed since the last look, what weighs most first; with ``keep`` it counts as seen from now on."""
    found: list[News] = []
    for watch in watches(archive):
        found += (*watch.news, *_news(archive, watch, day))
        if keep:
            _keep(archive, msgspec.structs.replace(watch, seen=_now(archive, watch), news=()))
    return ordered(found)


def ordered(news: Iterable[News]) -> tuple[News, ...]:
    """What weighs most first."""
    return tuple(sorted(news, key=lambda one: (_ORDER.index(one.change), one.watch, one.fact)))


def _keep(archive: Archive, watch: Watch) -> None:
    archive.put(_KIND, _key(watch.name, watch.by), msgspec.to_builtins(watch), watch.by or None)


def _now(archive: Archive, watch: Watch) -> dict[str, Seen]:
    return {name: _seen(row) for name, row in _rows(archive, watch).items()}


def _news(archive: Archive, watch: Watch, day: str) -> Iterable[News]:
    rows = _rows(archive, watch)
    for name, row in rows.items():
        before, after = watch.seen.get(name), _seen(row)
        change = _change(before, after)
        if change:
            yield News(watch.name, row.id, row.act, change, _words(before), _words(after), day)
    for name in sorted(watch.seen.keys() - rows.keys()):
        yield News(watch.name, name, "", "gone", _words(watch.seen[name]), "", day)


def _change(before: Seen | None, after: Seen) -> Change | None:
    """The weightiest of what is different."""
    if before is None:
        return "new"
    if after.grade != before.grade and after.grade in {"contested", "refuted"}:
        return "refuted" if after.grade == "refuted" else "contested"
    if (after.lines_min, after.lines_max) > (before.lines_min, before.lines_max):
        return "line"
    if after.grade != before.grade:
        return "grade"
    return "report" if after.reports > before.reports else None


def _rows(archive: Archive, watch: Watch) -> dict[str, FactRow]:
    """The facts that a watch is on, by the names under which it knows them."""
    if watch.fact:
        report, _, event = watch.fact.partition(":")
        facts = [row.fact for row in archive.events(report) if row.event == event and row.fact]
        return dict(zip([watch.fact], archive.fact_rows(facts), strict=False))
    query = watch.query
    if watch.person:
        held = archive.person(watch.person)
        if held is None or not held.name:
            return {}
        query = msgspec.structs.replace(query, person=held.name)
    found: list[FactRow] = []
    while rows := archive.facts(msgspec.structs.replace(query, limit=_PAGE, offset=len(found))):
        found += rows
    return {row.id: row for row in found}


def _seen(row: FactRow) -> Seen:
    return Seen(row.grade, row.lines_min, row.lines_max, row.reports)


def _words(seen: Seen | None) -> str:
    if seen is None:
        return ""
    lines = str(seen.lines_min) if seen.lines_min == seen.lines_max else f"{seen.lines_min}-{seen.lines_max}"
    return f"{seen.grade}, lines {lines}, reports {seen.reports}"


def feed(news: Iterable[News], key: str) -> bytes:
    """The news as an Atom feed. It names acts and grades and opaque ids, no source and no person."""
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    listed = tuple(news)
    _add(root, "title", "Second Source: watched facts")
    _add(root, "id", f"urn:secondsource:watch:{key}")
    _add(root, "updated", f"{max((n.day for n in listed), default='1970-01-01')}T00:00:00Z")
    for one in listed:
        entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, "title", f"{one.act or 'A fact'} {WORDS[one.change]}")
        _add(entry, "id", f"urn:secondsource:{key}:{one.fact}:{one.change}:{one.day}")
        _add(entry, "updated", f"{one.day}T00:00:00Z")
        _add(entry, "summary", f"{one.before or 'nothing'} → {one.after or 'nothing'}")
    ElementTree.register_namespace("", _ATOM)
    data: Any = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return bytes(data)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = text
