"""The application: pages, API and actions behind the gate, on one archive."""

from pathlib import Path
from typing import Any

import msgspec
from litestar import Litestar, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers.base import BaseRouteHandler
from litestar.static_files import create_static_files_router
from litestar.types import LifeSpanReceive, LifeSpanScope, LifeSpanSend, Receive, Scope, Send

from secondsource.archive.face import Archive
from secondsource.errors import SecondSourceError
from secondsource.workbench import api, desk, forms, languages, pages, safety, signing
from secondsource.workbench.asked import Asked, Fault, Settings, session_of, status_of
from secondsource.workbench.desk import ROLES, WorkbenchError
from secondsource.workbench.safety import Gate, Guarded, Refusal
from secondsource.workbench.sessions import Sessions
from secondsource.workbench.worker import Worker

STATIC = Path(__file__).parent / "static"
MOST_BYTES = 16_000_000
"""Of one request: a report is smaller."""
_REASONS = {404: "there is nothing at this address", 405: "it cannot be asked for in this way", 413: "it is too large"}


class Workbench(Litestar):
    """Litestar behind the gate, which looks at every request before any address is looked up."""

    async def __call__(
        self, scope: Scope | LifeSpanScope, receive: Receive | LifeSpanReceive, send: Send | LifeSpanSend
    ) -> None:
        await Guarded(super().__call__, self.state.gate, _refuse)(scope, receive, send)


def make(archive: Archive, settings: Settings | None = None, sessions: Sessions | None = None) -> Workbench:
    """The application on an opened archive. The caller closes the archive."""
    settings = settings or Settings()
    sessions = sessions or Sessions(settings.idle)
    gate = Gate(frozenset(settings.hosts), settings.scheme, sessions, settings.cookie)
    worker = Worker(archive)
    held = {"archive": archive, "settings": settings, "sessions": sessions, "worker": worker, "gate": gate}
    static = create_static_files_router("/static", directories=[STATIC], include_in_schema=False)
    app = Workbench(
        route_handlers=[*pages.ROUTES, *signing.ROUTES, *forms.ROUTES, *api.ROUTES, static],
        guards=[allowed],
        before_request=forms.unforged,
        exception_handlers={HTTPException: _http_fault, SecondSourceError: _own_fault, Exception: _fault},
        openapi_config=api.OPENAPI,
        request_max_body_size=MOST_BYTES,
        state=State({**held, "sealer": desk.sealer(archive), "cache": desk.Cache()}),
    )
    if archive.counts().get("reports queued"):
        worker.wake()
    return app


def allowed(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Refuse a route to who has a lesser role than it asks for (``role`` in its ``opt``; reader where none)."""
    if safety.open_to_all(connection.scope["path"]):
        return
    session, wanted = session_of(connection), handler.opt.get("role", "reader")
    if session is None or ROLES.index(session.role) < ROLES.index(wanted):
        raise WorkbenchError("this", f"it takes the role {wanted}", "Ask whoever keeps the accounts.", 403)


def _own_fault(request: Asked, fault: SecondSourceError) -> Response[Any]:
    return _answer(request, status_of(fault), Fault(fault.code, fault.thing, fault.reason, fault.remedy))


def _http_fault(request: Asked, fault: HTTPException) -> Response[Any]:
    reason = _REASONS.get(fault.status_code, "it does not fit what is asked for here")
    extra = fault.extra
    if fault.status_code == 400 and isinstance(extra, list):
        told = [f"{one.get('key', '')}: {one.get('message', '')}" for one in extra if isinstance(one, dict)]
        reason = "; ".join(told)[:300] or reason
    return _answer(request, fault.status_code, Fault("request", "the request", reason, "Start from Today."))


def _fault(request: Asked, fault: Exception) -> Response[Any]:
    """A fault of the program. What it was may hold words of the archive, so that it is told to nobody."""
    told = Fault(
        "program", "the workbench", f"it failed ({type(fault).__name__})", "Try again; if it stays, report it."
    )
    return _answer(request, 500, told)


def _answer(request: Asked, status: int, fault: Fault) -> Response[Any]:
    """A fault as JSON for the API, as a page for a reader."""
    if request.scope["path"].startswith("/api/"):
        return Response(fault, status_code=status)
    return pages.fault(request, status, fault)


async def _refuse(refusal: Refusal, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request that does not pass the gate. Nothing of the archive is looked at."""
    told = Fault("refused", "the request", refusal.reason, refusal.remedy)
    if scope["path"].startswith("/api/"):
        body, kind = msgspec.json.encode(told), b"application/json"
    else:
        sent = safety.headers_of(scope)
        language = languages.chosen(safety.cookie(sent, "language"), sent.get("accept-language"))
        body, kind = pages.refused(refusal, scope["path"], language).encode("utf-8"), b"text/html; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
