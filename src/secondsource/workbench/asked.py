"""What every handler needs: how the workbench is served, who asks, and how a fault is told."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, TypeVar

import msgspec
from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection

from secondsource.errors import SecondSourceError
from secondsource.workbench.desk import Desk, Viewer, WorkbenchError
from secondsource.workbench.sessions import Session

Asked = Request[Any, Any, Any]
T = TypeVar("T")
_STATUS = {"missing": 404, "exists": 409, "busy": 503, "disk_full": 507, "io": 503, "unreachable": 503, "damaged": 503}
"""HTTP status by the code of an ArchiveError; all others are faults of what was asked."""


class Settings(msgspec.Struct, frozen=True):
    """How the workbench is served. ``idle``: seconds after which it locks; ``team``: people sign in with accounts."""

    hosts: tuple[str, ...] = ("127.0.0.1:8765", "localhost:8765")
    scheme: str = "http"
    idle: float = 1800.0
    team: bool = False
    readers_see_sources: bool = False
    user: str = ""

    @property
    def cookie(self) -> str:
        """Cookies are not kept apart by port, so that the port is in the name."""
        return f"secondsource-{self.hosts[0].rpartition(':')[2] or self.scheme}"


class Fault(msgspec.Struct, frozen=True):
    """What went wrong, and what to do about it."""

    code: str
    thing: str
    reason: str
    remedy: str


def session_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Session | None:
    """Who asks, None on the pages that are open to all."""
    found: Session | None = connection.scope.get("user")
    return found


def desk_of(request: Asked) -> Desk:
    """The desk as whoever asks sees it."""
    session = session_of(request)
    if session is None:
        raise WorkbenchError("the workbench", "you are not signed in", "Sign in anew.", 401)
    settings: Settings = request.app.state.settings
    sees = session.role != "reader" or settings.readers_see_sources
    state = request.app.state
    return Desk(state.archive, Viewer(session.name, session.role, sees), state.sealer, state.cache)


def status_of(fault: SecondSourceError) -> int:
    """The HTTP status that says what a fault says."""
    if isinstance(fault, WorkbenchError):
        return fault.status
    return _STATUS.get(fault.code, 400)


def threaded(handler: Callable[..., T]) -> Callable[..., Awaitable[T]]:
    """A handler that runs in a thread: the archive is asked there, so that other pages are served meanwhile."""

    @wraps(handler)
    async def awaited(*given: Any, **named: Any) -> T:
        return await sync_to_thread(handler, *given, **named)

    return awaited
