"""What can be done: add a report, decide, undo, collect a case, keep a draft. Forms and API call the same functions."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from secondsource.archive.search import Query
from secondsource.archive.taking import Added, Options
from secondsource.archive.verdicts import Wanted
from secondsource.model import Event, certain
from secondsource.publishing import dates, watching
from secondsource.publishing.watching import Watch
from secondsource.workbench.desk import Desk, WorkbenchError, missing
from secondsource.workbench.views import case, finding, person, rows, telling
from secondsource.workbench.views.case import Case, Note

MOST_TEXT = 4_000_000
_DRAFT = "draft"
_ROLES = ("actor", "recipient")


class NewReport(msgspec.Struct, frozen=True):
    """A report to be added as text. ``published`` is ISO; ``kind`` report or tip."""

    text: str
    name: str = ""
    outlet: str = ""
    published: str = ""
    kind: str = "report"
    protected: bool = False
    retain_until: str = ""


class NewWatch(msgspec.Struct, frozen=True):
    """What is to be watched: a ``fact``, a ``person``, or a ``search`` by its address; one of them. ``name`` is made of
    it where none is given."""

    fact: str = ""
    person: str = ""
    search: str = ""
    name: str = ""


class Change(msgspec.Struct, frozen=True):
    """What changes of a case."""

    title: str | None = None
    add_facts: tuple[str, ...] = ()
    remove_facts: tuple[str, ...] = ()
    add_people: tuple[str, ...] = ()
    remove_people: tuple[str, ...] = ()
    note: str = ""


class Taken(msgspec.Struct, frozen=True):
    """What came of adding reports: their ids (queued to be read), how many were there before, what failed and why."""

    reports: tuple[str, ...] = ()
    present: int = 0
    failed: tuple["Failed", ...] = ()


class Failed(msgspec.Struct, frozen=True):
    """A report that could not be taken in, and why."""

    name: str
    reason: str


def add_report(desk: Desk, new: NewReport) -> Taken:
    """Queue a report; it is read soon after. Raises WorkbenchError, ArchiveError."""
    if not new.text.strip():
        raise WorkbenchError("the report", "it holds no text", "Paste its text, or choose a file.")
    if len(new.text) > MOST_TEXT:
        raise WorkbenchError("the report", "it is too long", "Add it with secondsource add.", 413)
    name = new.name.strip() or f"typed-{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.txt"
    return _taken(desk.archive.queue_text(name, new.text, _options(desk, new)))


def _options(desk: Desk, new: NewReport) -> Options:
    return Options(
        by=desk.viewer.name,
        outlet=new.outlet.strip() or None,
        published=_day(new.published, "the publication date"),
        kind=new.kind if new.kind in ("report", "tip") else "report",
        protected=new.protected,
        retain_until=_day(new.retain_until, "the date of removal"),
    )


def add_files(desk: Desk, files: Sequence[tuple[str, bytes]], like: NewReport) -> Taken:
    """Queue files of any known format, with what is known of them ``like`` another's. Raises as ``add_report``."""
    return _taken(desk.archive.queue_files(files, _options(desk, like)))


def _taken(added: Added) -> Taken:
    return Taken(
        added.reports,
        added.present,
        tuple(Failed(one.name, f"{one.reason}. {one.remedy}") for one in added.failed),
    )


def _day(text: str, what: str) -> str | None:
    if not text.strip():
        return None
    if dates.bounds(text.strip()) is None:
        raise WorkbenchError(what, "it is no day", "Write it as 2023-05-18.")
    return text.strip()


def decide(desk: Desk, wanted: Wanted) -> int:
    """Record a decision; returns its number, by which it can be undone. Raises WorkbenchError, ArchiveError."""
    if wanted.kind == "undo":
        number = wanted.value.get("undoes")
        if not isinstance(number, int):
            raise WorkbenchError("the decision", "it names no verdict to undo", "Give its number.")
        return undo(desk, number, wanted.reason)
    for target in wanted.targets:
        row = desk.archive.report(target)
        if row is None:
            raise missing("the report")
        if not desk.sees(row.protected):
            raise WorkbenchError("the report", "it is protected", "Ask a keeper of sources.", 403)
    return desk.archive.decide(wanted, desk.viewer.name)


def decide_changed(desk: Desk, wanted: Wanted) -> int:
    """``decide``, for a form that holds all fields of a thing: only what was changed is corrected."""
    if wanted.kind != "correct" or not wanted.targets:
        value = {name: held for name, held in wanted.value.items() if held is not None}
        return decide(desk, msgspec.structs.replace(wanted, value=value))
    held = _as_it_is(desk, wanted.targets[0])
    changed = {name: given for name, given in wanted.value.items() if (given or None) != (held.get(name) or None)}
    value = {name: _fillers(given) if name in _ROLES else given for name, given in changed.items()}
    if not value:
        raise WorkbenchError("the correction", "it changes nothing", "Change a field, or accept what stands there.")
    return decide(desk, msgspec.structs.replace(wanted, value=value))


def _fillers(given: Sequence[str]) -> list[Any]:
    """Who fills a role, as a correction has it: a person's id, or the words. Raises WorkbenchError."""
    found: list[Any] = []
    for one in given:
        start, _, end = one.partition("-")
        if one.startswith("p"):
            found.append(one)
        elif start.isdecimal() and end.isdecimal() and len(one) < 20:
            found.append({"start": int(start), "end": int(end)})
        else:
            raise WorkbenchError("the correction", "it names somebody who is not in the report", "Load the page again.")
    return found


def _as_it_is(desk: Desk, target: str) -> dict[str, Any]:
    """The fields of an event, person, source or report as they stand now."""
    id, _, item = target.partition(":")
    reading = desk.archive.reading(id)
    if reading is None:
        raise missing("the report")
    things = {one.id: one for those in (reading.events, reading.people, reading.sources) for one in those}
    thing = things.get(item) if item else reading.report
    held: dict[str, Any] = msgspec.to_builtins(thing) if thing else {}
    if isinstance(held.get("time"), dict):
        held["time"] = held["time"]["edtf"]
    if isinstance(thing, Event):
        held |= {role: sorted({telling.taker_id(one) for one in certain(getattr(thing, role))}) for role in _ROLES}
    return held


def undo(desk: Desk, number: int, reason: str = "") -> int:
    """Take a decision back; returns the number of this decision. Raises ArchiveError."""
    return desk.archive.undo(number, reason, desk.viewer.name)


def new_case(desk: Desk, title: str, facts: Sequence[str] = (), people: Sequence[str] = ()) -> str:
    """Collect a case; returns its id."""
    id = f"c{secrets.token_hex(5)}"
    held = Case(title=_title(title), facts=_known_facts(desk, facts), people=_known_people(desk, people))
    _keep_case(desk, id, held)
    return id


def change_case(desk: Desk, id: str, change: Change) -> None:
    """Add to a case, take out of it, or note something on it. Raises WorkbenchError."""
    held = case.kept(desk, id)
    notes = held.notes
    if change.note.strip():
        notes = (*notes, Note(change.note.strip(), desk.viewer.name, _now()))
    changed = msgspec.structs.replace(
        held,
        title=held.title if change.title is None else _title(change.title),
        facts=_with(held.facts, _known_facts(desk, change.add_facts), change.remove_facts),
        people=_with(held.people, _known_people(desk, change.add_people), change.remove_people),
        notes=notes,
    )
    _keep_case(desk, id, changed)


def drop_case(desk: Desk, id: str) -> None:
    """Give a case up; its facts stay. Raises WorkbenchError."""
    case.kept(desk, id)
    desk.archive.drop(case.KIND, id)


def _keep_case(desk: Desk, id: str, held: Case) -> None:
    stamped = msgspec.structs.replace(held, by=desk.viewer.name, at=_now())
    desk.archive.put(case.KIND, id, msgspec.to_builtins(stamped), desk.viewer.name)


def _with(held: Sequence[str], more: Sequence[str], less: Sequence[str]) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys((*held, *more)) if one not in less)


def _known_facts(desk: Desk, ids: Sequence[str]) -> tuple[str, ...]:
    found = []
    for id in ids:
        held = desk.archive.fact(id)
        if held is None:
            raise missing("the fact")
        found.append(held.id)
    return tuple(dict.fromkeys(found))


def _known_people(desk: Desk, ids: Sequence[str]) -> tuple[str, ...]:
    found = []
    for id in ids:
        held = desk.archive.person(id)
        if held is None:
            raise missing("the person")
        found.append(held.id)
    return tuple(dict.fromkeys(found))


def _title(text: str) -> str:
    title = " ".join(text.split())[:200]
    if not title:
        raise WorkbenchError("the case", "it has no title", "Give it one.")
    return title


def watch(desk: Desk, new: NewWatch) -> str:
    """Watch a fact, a person or a search; returns the watch's address. Raises WorkbenchError, SecondSourceError."""
    wanted, name = _watched(desk, new)
    wanted = msgspec.structs.replace(wanted, name=new.name.strip()[:200] or name, by=desk.viewer.name)
    return desk.sealer.seal("watch", watching.save(desk.archive, wanted).name)


def _watched(desk: Desk, new: NewWatch) -> tuple[Watch, str]:
    """What is watched, and a name for it: a fact and a person by their ids, so that no word of a report is kept."""
    if new.fact:
        held = desk.archive.fact(new.fact)
        lines = rows.fact_lines(desk, desk.archive.fact_rows([held.id])) if held else ()
        if not lines:
            raise missing("the fact")
        return Watch("", fact=lines[0].members[0]), lines[0].members[0]
    if new.person:
        seen = person.person(desk, new.person)
        if not seen.named:
            raise WorkbenchError("the person", "has no name to look for", "Watch the facts about them.", 409)
        return Watch("", Query(open_only=desk.open_only), person=seen.id), seen.id
    query = finding.opened(desk, new.search)
    words = " ".join(filter(None, (query.text, query.person, query.body, query.place, *query.act, *query.grade)))
    return Watch("", msgspec.structs.replace(query, open_only=desk.open_only)), words or "everything"


def watch_shown(desk: Desk, id: str) -> None:
    """What was noticed for a watch was seen. Raises WorkbenchError."""
    watching.shown(desk.archive, _own_watch(desk, id), desk.viewer.name)


def unwatch(desk: Desk, id: str) -> None:
    """Watch it no more. Raises WorkbenchError."""
    watching.drop(desk.archive, _own_watch(desk, id), desk.viewer.name)


def _own_watch(desk: Desk, id: str) -> str:
    name = desk.sealer.open("watch", id)
    if not any(one.name == name and one.by == desk.viewer.name for one in watching.watches(desk.archive)):
        raise missing("the watch")
    return name


def keep_draft(desk: Desk, id: str, text: str) -> None:
    """Keep what somebody is writing; an empty one is dropped. Each has drafts of their own."""
    key = f"{desk.viewer.name}/{id}"
    if len(text) > MOST_TEXT:
        raise WorkbenchError("the draft", "it is too long", "Keep it in a file.", 413)
    if text.strip():
        desk.archive.put(_DRAFT, key, text, desk.viewer.name)
    elif desk.archive.get(_DRAFT, key) is not None:
        desk.archive.drop(_DRAFT, key)


def draft(desk: Desk, id: str) -> str:
    """What somebody was writing, ``""`` where nothing is kept."""
    held: Any = desk.archive.get(_DRAFT, f"{desk.viewer.name}/{id}")
    return held or ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
