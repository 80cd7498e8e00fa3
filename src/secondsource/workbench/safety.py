"""What stands before every request: the host, where it comes from, who asks, and the headers of every answer.

Checked for every address, known or not, before any of it is looked up. Against a page elsewhere that makes the browser
ask (cross-site requests, DNS rebinding), against another program on the machine, and against a laptop left open.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import msgspec
from litestar.types import Message, Scope, Send

from secondsource.workbench.sessions import Session, Sessions

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: dict[str, str] = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
OPEN_PATHS = ("/sign-in", "/static/workbench.css")
OPEN_PREFIX = "/start/"
"""What is answered without a session. A sign-in page is answered with 401, so that it is no page of the archive."""
_QUIET = ("/progress", "/api/progress")
"""Asked by the page on its own, so no sign that somebody is there."""
_SAFE = ("GET", "HEAD", "OPTIONS")


class Refusal(msgspec.Struct, frozen=True):
    """Why a request goes no further; ``again`` where following a link on the same page would do."""

    status: int
    reason: str
    remedy: str
    again: bool = False


class Gate(msgspec.Struct, frozen=True):
    """What the checks need: hosts as browsers send them (``127.0.0.1:8765``), scheme, sessions, the cookie's name."""

    hosts: frozenset[str]
    scheme: str
    sessions: Sessions
    cookie: str

    @property
    def origins(self) -> frozenset[str]:
        return frozenset(f"{self.scheme}://{host}" for host in self.hosts)


def headers_of(scope: Scope) -> dict[str, str]:
    """A request's headers; of one given twice, all, so that no check sees another than the program."""
    found: dict[str, str] = {}
    for name, value in scope.get("headers", ()):
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def cookie(headers: Mapping[str, str], name: str) -> str:
    """The value of a cookie, ``""`` where there is none."""
    for part in headers.get("cookie", "").replace(", ", "; ").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return ""


def foreign(gate: Gate, method: str, headers: Mapping[str, str]) -> Refusal | None:
    """Why a request may not be what somebody at this machine meant, or None."""
    if headers.get("host", "").lower() not in gate.hosts:
        return Refusal(421, "the address is not this workbench's", "Use the address that secondsource serve printed.")
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    # Under no-referrer a browser sends "null" for forms of this very page; then Sec-Fetch-Site has to vouch for it.
    if origin is not None and origin.lower() not in gate.origins and not (origin == "null" and site == "same-origin"):
        return Refusal(403, "the request comes from another page", "Open the workbench itself.")
    if site not in (None, "same-origin", "none"):
        navigates = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
        return Refusal(403, "a link on another page led here", "Follow it from here, if you meant to.", navigates)
    if site == "none" and method not in _SAFE:
        return Refusal(403, "nothing is changed from outside the workbench", "Use the workbench itself.")
    return None


def known(gate: Gate, path: str, headers: Mapping[str, str]) -> Session | None:
    """Who asks."""
    return gate.sessions.find(cookie(headers, gate.cookie), touch=path not in _QUIET)


def open_to_all(path: str) -> bool:
    """Whether an address is answered without a session."""
    return path in OPEN_PATHS or (path.startswith(OPEN_PREFIX) and "/" not in path[len(OPEN_PREFIX) :])


def local_path(text: str) -> str:
    """An address within the workbench to go to next; ``/`` where it is none."""
    parts = urlsplit(text)
    plain = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable() and "\\" not in text
    return text if plain and not parts.scheme and not parts.netloc else "/"


class Guarded:
    """An ASGI application behind the gate. ``refuse`` answers where a request goes no further."""

    def __init__(self, app: Any, gate: Gate, refuse: Any) -> None:
        self.app, self.gate, self.refuse = app, gate, refuse

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, _with_headers(send))
        else:  # Nothing here speaks over web sockets.
            await send({"type": "websocket.close", "code": 1008, "reason": ""})

    async def _answer(self, scope: Any, receive: Any, send: Send) -> None:
        headers = headers_of(scope)
        refusal = foreign(self.gate, scope["method"], headers)
        session = None if refusal else known(self.gate, scope["path"], headers)
        if refusal is None and session is None and not open_to_all(scope["path"]):
            refusal = Refusal(401, "you are not signed in, or were away for long", "Sign in anew.")
        scope["user"] = session
        if refusal is None:
            await self.app(scope, receive, send)
        else:
            await self.refuse(refusal, scope, receive, send)


def _with_headers(send: Send) -> Send:
    """Sends with the headers of every answer, instead of any of the same name."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(name, value) for name, value in message["headers"] if name.decode().lower() not in HEADERS]
            message["headers"] = [*kept, *((name.encode(), value.encode()) for name, value in HEADERS.items())]
        await send(message)

    return sending
