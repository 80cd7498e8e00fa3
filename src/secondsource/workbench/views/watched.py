"""What is watched, for the one who asked for it: facts, people and searches, and what was noticed about them."""

import msgspec

from secondsource.publishing import watching
from secondsource.publishing.watching import Change, Watch
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import rows
from secondsource.workbench.views.rows import FactLine

MOST_NEWS = 20


class Noticed(msgspec.Struct, frozen=True):
    """A change of a watched fact: what it was before (``""``: not told at all) and is now."""

    watch: str
    fact: FactLine
    change: Change
    before: str
    after: str
    day: str


class WatchLine(msgspec.Struct, frozen=True):
    """A watch: ``id`` is its address, ``facts`` how many facts it is on."""

    id: str
    name: str
    facts: int
    news: int


class Watched(msgspec.Struct, frozen=True):
    """The watches of the viewer, and what was noticed, the weightiest first."""

    watches: tuple[WatchLine, ...] = ()
    news: tuple[Noticed, ...] = ()


def watched(desk: Desk) -> Watched:
    """The viewer's own watches; a fact that the viewer may not see is no news."""
    mine = [one for one in watching.watches(desk.archive) if one.by == desk.viewer.name]
    news = watching.ordered(item for one in mine for item in one.news if item.change != "gone")
    lines = {line.id: line for line in rows.fact_lines(desk, desk.archive.fact_rows([item.fact for item in news]))}
    words = {one.name: _words(desk, one) for one in mine}
    noticed = (
        Noticed(words[item.watch], lines[item.fact], item.change, item.before, item.after, item.day)
        for item in news
        if item.fact in lines
    )
    watches = (
        WatchLine(desk.sealer.seal("watch", one.name), words[one.name], len(one.seen), len(one.news)) for one in mine
    )
    return Watched(tuple(watches), tuple(noticed)[:MOST_NEWS])


def _words(desk: Desk, one: Watch) -> str:
    """What a watch is called: by what it is on as it stands now, where nobody named it."""
    if one.name == one.person:
        known = desk.archive.person(one.person)
        return desk.archive.names([known.id], desk.open_only).get(known.id, one.name) if known else one.name
    if one.name == one.fact:
        held = desk.archive.fact(one.fact)
        lines = rows.fact_lines(desk, desk.archive.fact_rows([held.id])) if held else ()
        return lines[0].label if lines else one.name
    return one.name
