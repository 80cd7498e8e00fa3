"""What pages send: forms, each guarded against forgery, each answered with the way to the page to see next."""

import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar import Response, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.response import Redirect

from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.workbench import actions, languages, pages
from secondsource.workbench.actions import Change, NewReport, NewWatch
from secondsource.workbench.asked import Asked, desk_of, session_of
from secondsource.workbench.desk import WorkbenchError
from secondsource.workbench.safety import OPEN_PATHS, local_path
from secondsource.workbench.views import finding

TOKEN_FIELD = "_csrf_token"
TOKEN_HEADER = "x-csrftoken"
MOST_FILES = 200
_SAFE = ("GET", "HEAD", "OPTIONS")
_EDITOR = {"role": "editor"}
_MANY = ("act", "grade", "status", "basis")
_ONE = ("text", "person", "body", "place", "source_place", "outlet")
_DAYS = ("published_from", "published_to", "happened_from", "happened_to")
_SEVERAL = ("v_actor", "v_recipient")
_YEAR = 31_536_000


async def unforged(request: Asked) -> None:
    """Refuse what changes something without the session's token, in the header X-CSRFToken or a field of the form."""
    if request.method in _SAFE or request.scope["path"] in OPEN_PATHS:
        return
    session = session_of(request)
    given = request.headers.get(TOKEN_HEADER, "")
    if not given and "form" in request.headers.get("content-type", ""):
        given = str((await request.form()).get(TOKEN_FIELD, ""))
    if session is None or not hmac.compare_digest(given.encode(), session.csrf.encode()):
        raise WorkbenchError("the form", "it is not from this session", "Load the page again, and send it anew.", 403)


class Fields:
    """The fields of a form as texts, in order."""

    def __init__(self, held: dict[str, list[str]]) -> None:
        self.held = held

    def first(self, name: str) -> str:
        """The first value, ``""`` where there is none."""
        return next(iter(self.held.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value that is not empty."""
        return tuple(filter(None, self.held.get(name, ())))


async def _fields(request: Asked) -> Fields:
    form = await request.form()
    return Fields({name: [one for one in form.getall(name) if isinstance(one, str)] for name in form})


def _back(fields: Fields, otherwise: str, done: int | None = None) -> Redirect:
    """To the page that the form was on, with the number of the decision, which that page offers to undo."""
    to = local_path(fields.first("back")) if fields.first("back") else otherwise
    if done is not None:
        to += f"{'&' if urlsplit(to).query else '?'}done={done}"
    return Redirect(to, status_code=303)


@post("/search", status_code=303, include_in_schema=False)
async def send_search(request: Asked) -> Redirect:
    """A search gets an address that tells nothing of what is sought."""
    fields = await _fields(request)
    held: dict[str, Any] = {name: fields.all(name) for name in _MANY}
    held |= {name: fields.first(name).strip() for name in _ONE}
    held |= {name: fields.first(name) or None for name in _DAYS}
    return Redirect(f"/search/{finding.sealed(desk_of(request), Query(**held))}", status_code=303)


@post("/add", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_reports(request: Asked) -> Response[str] | Redirect:
    """Add reports: ``files``, or a ``text``; they are read soon after."""
    form, fields = await request.form(), await _fields(request)
    known = {key: fields.first(key) for key in ("outlet", "published", "kind", "retain_until")}
    protected = bool(fields.first("protected"))
    new = NewReport(text=fields.first("text"), name=fields.first("name"), protected=protected, **known)
    files = [(one.filename, await one.read()) for one in form.getall("files", ()) if isinstance(one, UploadFile)]
    given = [(name, data) for name, data in files[:MOST_FILES] if data]
    desk = desk_of(request)
    if given and not new.text.strip():
        taken = await sync_to_thread(actions.add_files, desk, given, new)
    else:
        taken = await sync_to_thread(actions.add_report, desk, new)
    request.app.state.worker.wake()
    if taken.failed:
        return pages.show(request, "add.html", status=422, failed=taken.failed)
    if len(taken.reports) == 1:
        return Redirect(f"/reports/{taken.reports[0]}", status_code=303)
    if not taken.reports:
        raise WorkbenchError("the report", "it is in the archive already", "Look for it in Search.", 409)
    return Redirect("/", status_code=303)


@post("/decide", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_decision(request: Asked) -> Redirect:
    """Record a decision: ``kind``, ``target`` (one or more), ``reason``, fields of its value as ``v_NAME``."""
    fields = await _fields(request)
    value: dict[str, Any] = {
        name[2:]: sorted(set(fields.all(name))) if name in _SEVERAL else given[0] or None
        for name, given in fields.held.items()
        if name.startswith("v_")
    }
    wanted = Wanted(fields.first("kind"), fields.all("target"), value, fields.first("reason"))  # type: ignore[arg-type]
    number = await sync_to_thread(actions.decide_changed, desk_of(request), wanted)
    return _back(fields, "/review", number)


@post("/undo", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_undoing(request: Asked) -> Redirect:
    """Take the decision ``number`` back."""
    fields = await _fields(request)
    number = fields.first("number")
    if not number.isdecimal() or len(number) > 12:
        raise WorkbenchError("the decision", "it has no number", "Take it back from the list of decisions.")
    done = await sync_to_thread(actions.undo, desk_of(request), int(number), fields.first("reason"))
    return _back(fields, "/review", done)


@post("/cases", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_case(request: Asked) -> Redirect:
    """Collect a case: ``title``, ``fact``, ``person``."""
    fields = await _fields(request)
    given = fields.first("title"), fields.all("fact"), fields.all("person")
    return Redirect(f"/cases/{await sync_to_thread(actions.new_case, desk_of(request), *given)}", status_code=303)


@post("/cases/collect", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_into_case(request: Asked) -> Redirect:
    """Put the fact or person ``member`` into a ``case``, or into a new one of a ``title``."""
    fields = await _fields(request)
    desk, id, members = desk_of(request), fields.first("case"), fields.all("member")
    facts, people = tuple(one for one in members if ":p" not in one), tuple(one for one in members if ":p" in one)
    if id:
        await sync_to_thread(actions.change_case, desk, id, Change(add_facts=facts, add_people=people))
    else:
        id = await sync_to_thread(actions.new_case, desk, fields.first("title"), facts, people)
    return Redirect(f"/cases/{id}", status_code=303)


async def _change(request: Asked, id: str, change: Change) -> Redirect:
    await sync_to_thread(actions.change_case, desk_of(request), id, change)
    return Redirect(f"/cases/{id}", status_code=303)


@post("/cases/{id:str}/add", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_more(request: Asked, id: str) -> Redirect:
    """Add ``fact`` and ``person`` to a case."""
    fields = await _fields(request)
    return await _change(request, id, Change(add_facts=fields.all("fact"), add_people=fields.all("person")))


@post("/cases/{id:str}/remove", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_less(request: Asked, id: str) -> Redirect:
    """Take ``fact`` and ``person`` out of a case."""
    fields = await _fields(request)
    return await _change(request, id, Change(remove_facts=fields.all("fact"), remove_people=fields.all("person")))


@post("/cases/{id:str}/notes", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_note(request: Asked, id: str) -> Redirect:
    """Note a ``text`` on a case."""
    return await _change(request, id, Change(note=(await _fields(request)).first("text")))


@post("/cases/{id:str}/title", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_title(request: Asked, id: str) -> Redirect:
    """Give a case another ``title``."""
    return await _change(request, id, Change(title=(await _fields(request)).first("title")))


@post("/cases/{id:str}/drop", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_case_away(request: Asked, id: str) -> Redirect:
    """Give a case up; its facts stay."""
    await sync_to_thread(actions.drop_case, desk_of(request), id)
    return Redirect("/cases", status_code=303)


@post("/watches", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_watch(request: Asked) -> Redirect:
    """Watch a ``fact``, a ``person`` or a ``search``."""
    fields = await _fields(request)
    new = NewWatch(*(fields.first(name) for name in ("fact", "person", "search", "name")))
    await sync_to_thread(actions.watch, desk_of(request), new)
    return _back(fields, "/")


@post("/watches/{id:str}/shown", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_shown(request: Asked, id: str) -> Redirect:
    """What was noticed was seen."""
    await sync_to_thread(actions.watch_shown, desk_of(request), id)
    return _back(await _fields(request), "/")


@post("/watches/{id:str}/drop", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_watch_away(request: Asked, id: str) -> Redirect:
    """Watch it no more."""
    await sync_to_thread(actions.unwatch, desk_of(request), id)
    return _back(await _fields(request), "/")


@post("/preferences", status_code=303, include_in_schema=False)
async def send_preferences(request: Asked) -> Redirect:
    """Language and colours, kept in cookies of this browser."""
    fields = await _fields(request)
    answer = _back(fields, "/")
    for name, known in (("language", tuple(languages.LANGUAGES)), ("theme", ("system", "light", "dark"))):
        if fields.first(name) in known:
            answer.set_cookie(name, fields.first(name), max_age=_YEAR, httponly=True, samesite="strict")
    return answer


ROUTES = [
    send_search,
    send_reports,
    send_decision,
    send_undoing,
    send_case,
    send_into_case,
    send_more,
    send_less,
    send_note,
    send_title,
    send_case_away,
    send_watch,
    send_shown,
    send_watch_away,
    send_preferences,
]
