"""What pages send: forms, each guarded against forgery, each answered with the way to the page to see next."""

import hmac
from typing import Any

from litestar import post
from litestar.datastructures import UploadFile
from litestar.response import Redirect

from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.workbench import actions
from secondsource.workbench.actions import Change, NewReport
from secondsource.workbench.context import Asked, desk_of, session_of
from secondsource.workbench.desk import WorkbenchError
from secondsource.workbench.safety import OPEN_PATHS, local_path
from secondsource.workbench.views import finding

_SAFE = ("GET", "HEAD", "OPTIONS")
_EDITOR = {"role": "editor"}
_MANY = ("act", "grade", "status", "basis")
_ONE = ("text", "person", "body", "place", "source_place", "outlet")
_DAYS = ("published_from", "published_to", "happened_from", "happened_to")


async def unforged(request: Asked) -> None:
    """Refuse what changes something without the session's token, in the header X-CSRF-Token or the field ``csrf``."""
    if request.method in _SAFE or request.scope["path"] in OPEN_PATHS:
        return
    session = session_of(request)
    given = request.headers.get("x-csrf-token", "")
    if not given and "form" in request.headers.get("content-type", ""):
        given = str((await request.form()).get("csrf", ""))
    if session is None or not hmac.compare_digest(given.encode(), session.csrf.encode()):
        raise WorkbenchError("the form", "it is not from this session", "Load the page again, and send it anew.", 403)


async def _fields(request: Asked) -> dict[str, list[str]]:
    """The fields of a form as texts, in order."""
    form = await request.form()
    return {name: [one for one in form.getall(name) if isinstance(one, str)] for name in form}


def _first(fields: dict[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _on(fields: dict[str, list[str]], otherwise: str) -> Redirect:
    return Redirect(local_path(_first(fields, "next")) if _first(fields, "next") else otherwise, status_code=303)


@post("/search", status_code=303, include_in_schema=False)
async def send_search(request: Asked) -> Redirect:
    """A search gets an address that tells nothing of what is sought."""
    fields = await _fields(request)
    held: dict[str, Any] = {name: tuple(filter(None, fields.get(name, ()))) for name in _MANY}
    held |= {name: _first(fields, name).strip() for name in _ONE}
    held |= {name: _first(fields, name) or None for name in _DAYS}
    return Redirect(f"/search/{finding.sealed(desk_of(request), Query(**held))}", status_code=303)


@post("/reports", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_report(request: Asked) -> Redirect:
    """Add a report that was typed, or a text file."""
    fields, form = await _fields(request), await request.form()
    text, name = _first(fields, "text"), _first(fields, "name")
    upload = form.get("file")
    if not text.strip() and isinstance(upload, UploadFile):
        try:
            text, name = (await upload.read()).decode("utf-8-sig"), upload.filename
        except UnicodeDecodeError as fault:
            raise WorkbenchError("the file", "it is no UTF-8 text", "Add it with secondsource add.") from fault
    known = {key: _first(fields, key) for key in ("outlet", "published", "kind", "retain_until")}
    desk = desk_of(request)
    new = NewReport(text=text, name=name, protected=bool(_first(fields, "protected")), **known)
    taken = await _threaded(actions.add_report, desk, new)
    if taken.failed:
        raise WorkbenchError("the report", taken.failed[0].rstrip("."), "Mend it, and add it again.")
    request.app.state.worker.wake()
    if not taken.reports:
        raise WorkbenchError("the report", "it is in the archive already", "Look for it in Search.", 409)
    return Redirect(f"/reports/{taken.reports[0]}", status_code=303)


@post("/decide", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_decision(request: Asked) -> Redirect:
    """Record a decision: ``kind``, ``target`` (one or more), ``reason``, fields of its value as ``value.NAME``."""
    fields = await _fields(request)
    value: dict[str, Any] = {}
    for name, given in fields.items():
        if name.startswith("value.") and (given[0] or name in fields.get("clear", ())):
            value[name.removeprefix("value.")] = given[0]
    for name in fields.get("clear", ()):
        value[name.removeprefix("value.")] = None
    wanted = Wanted(_first(fields, "kind"), tuple(fields.get("target", ())), value, _first(fields, "reason"))  # type: ignore[arg-type]
    await _threaded(actions.decide, desk_of(request), wanted)
    return _on(fields, "/review")


@post("/undo/{number:int}", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_undoing(request: Asked, number: int) -> Redirect:
    """Take a decision back."""
    fields = await _fields(request)
    await _threaded(actions.undo, desk_of(request), number, _first(fields, "reason"))
    return _on(fields, "/review")


@post("/cases", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_case(request: Asked) -> Redirect:
    """Collect a case: ``title``, ``fact``, ``person``."""
    fields = await _fields(request)
    facts, people = fields.get("fact", ()), fields.get("person", ())
    id = await _threaded(actions.new_case, desk_of(request), _first(fields, "title"), facts, people)
    return Redirect(f"/cases/{id}", status_code=303)


@post("/collect", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_into_case(request: Asked) -> Redirect:
    """Put facts or people into a case that is named by the field ``case``, or into a new one of a ``title``."""
    fields = await _fields(request)
    if not _first(fields, "case"):
        return await _collected(request, fields)
    id = _first(fields, "case")
    change = Change(add_facts=tuple(fields.get("fact", ())), add_people=tuple(fields.get("person", ())))
    await _threaded(actions.change_case, desk_of(request), id, change)
    return _on(fields, f"/cases/{id}")


async def _collected(request: Asked, fields: dict[str, list[str]]) -> Redirect:
    facts, people = fields.get("fact", ()), fields.get("person", ())
    id = await _threaded(actions.new_case, desk_of(request), _first(fields, "title"), facts, people)
    return Redirect(f"/cases/{id}", status_code=303)


@post("/cases/{id:str}", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_case_change(request: Asked, id: str) -> Redirect:
    """Change a case: ``title``, ``add_fact``, ``remove_fact``, ``add_person``, ``remove_person``, ``note``."""
    fields = await _fields(request)
    change = Change(
        title=_first(fields, "title") or None,
        add_facts=tuple(fields.get("add_fact", ())),
        remove_facts=tuple(fields.get("remove_fact", ())),
        add_people=tuple(fields.get("add_person", ())),
        remove_people=tuple(fields.get("remove_person", ())),
        note=_first(fields, "note"),
    )
    await _threaded(actions.change_case, desk_of(request), id, change)
    return _on(fields, f"/cases/{id}")


@post("/cases/{id:str}/drop", status_code=303, include_in_schema=False, opt=_EDITOR)
async def send_case_away(request: Asked, id: str) -> Redirect:
    """Give a case up."""
    await _threaded(actions.drop_case, desk_of(request), id)
    return Redirect("/cases", status_code=303)


@post("/drafts/{id:str}", status_code=204, include_in_schema=False, opt=_EDITOR)
async def send_draft(request: Asked, id: str) -> None:
    """Keep what is being written: the field ``text``."""
    fields = await _fields(request)
    await _threaded(actions.keep_draft, desk_of(request), id, _first(fields, "text"))


async def _threaded(act: Any, *given: Any) -> Any:
    """The archive is asked in a thread, so that other pages are served meanwhile."""
    from litestar.concurrency import sync_to_thread

    return await sync_to_thread(act, *given)


ROUTES = [
    send_search,
    send_report,
    send_decision,
    send_undoing,
    send_case,
    send_into_case,
    send_case_change,
    send_case_away,
    send_draft,
]
