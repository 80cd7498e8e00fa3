"""The workbench as a server: where it listens, and that it listens nowhere else without TLS and accounts."""

import ipaddress
import socket
import ssl
import webbrowser
from collections.abc import Callable
from pathlib import Path

import msgspec
import uvicorn

from secondsource.archive.face import Archive
from secondsource.workbench import accounts
from secondsource.workbench.app import make
from secondsource.workbench.asked import Settings
from secondsource.workbench.desk import WorkbenchError
from secondsource.workbench.sessions import Sessions

PORT = 8765


class Serving(msgspec.Struct, frozen=True):
    """How to serve. ``address``: where to listen; ``name``: what browsers call this machine, for a team.

    ``certificate`` and ``key``: files (PEM); ``idle``: minutes until it locks. Port 0 is any that is free.
    """

    port: int = PORT
    address: str = "127.0.0.1"
    name: str = ""
    certificate: Path | None = None
    key: Path | None = None
    idle: float = 30.0
    readers_see_sources: bool = False

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        try:
            return ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            return self.address == "localhost"

    @property
    def scheme(self) -> str:
        return "https" if self.certificate else "http"


class Opened(msgspec.Struct, frozen=True):
    """A server that listens. ``start`` makes a new one-time address, and is None where people sign in by name; ``stop``
    ends it."""

    address: str
    start: Callable[[], str] | None
    stop: Callable[[], None]


def check(serving: Serving, archive: Archive) -> bool:
    """Whether a team is served: whether there are accounts. Raises WorkbenchError where it may not be served so."""
    team = accounts.listed(archive)
    if (serving.certificate is None) != (serving.key is None):
        raise WorkbenchError("TLS", "it takes a certificate and its key", "Give --certificate and --key.")
    if serving.local:
        return bool(team)
    if serving.certificate is None:
        remedy = "Give --certificate and --key, or leave --address away."
        raise WorkbenchError(serving.address, "it is not served beyond this machine without TLS", remedy)
    if not any(one.role == "keeper" for one in team):
        remedy = "Make one: secondsource account add NAME --role keeper."
        raise WorkbenchError(serving.address, "it is not served beyond this machine without accounts", remedy)
    if not serving.name:
        raise WorkbenchError(serving.address, "browsers need a name for it", "Give --name, as in desk.example.org.")
    return True


def serve(archive: Archive, serving: Serving, opened: Callable[[Opened], None]) -> None:
    """Serve until interrupted; ``opened`` is called once it listens. Raises WorkbenchError."""
    team = check(serving, archive)
    listening = _listen(serving)
    with listening:
        port = int(listening.getsockname()[1])
        hosts = _hosts(serving, port)
        sessions = Sessions(serving.idle * 60)
        settings = Settings(hosts, serving.scheme, serving.idle * 60, team, serving.readers_see_sources, archive.by)
        app = make(archive, settings, sessions)
        base = f"{serving.scheme}://{hosts[0]}"
        config = uvicorn.Config(
            app,
            log_level="critical",  # What goes wrong is told to who asked; a log would tell what was looked at.
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            timeout_graceful_shutdown=3,
            ssl_certfile=serving.certificate,
            ssl_keyfile=serving.key,
        )
        server = _Server(config)
        start = None if team else lambda: f"{base}/start/{sessions.start_token()}"
        server.opened = lambda: opened(Opened(base, start, server.stop))
        try:
            server.run(sockets=[listening])
        except (OSError, ssl.SSLError) as fault:
            reason = (getattr(fault, "strerror", None) or "they cannot be used").lower()
            raise WorkbenchError("the certificate or key", reason, "Give PEM files that belong together.") from fault


class _Server(uvicorn.Server):
    """Tells when it listens."""

    opened: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.opened()

    def stop(self) -> None:
        self.should_exit = True


def _listen(serving: Serving) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in serving.address else socket.AF_INET
        return socket.create_server((serving.address, serving.port), family=family)
    except (OSError, OverflowError) as fault:
        reason = (getattr(fault, "strerror", None) or str(fault)).lower()
        where = f"{serving.address}, port {serving.port}"
        raise WorkbenchError(where, reason, "Give another port with --port.") from fault


def _hosts(serving: Serving, port: int) -> tuple[str, ...]:
    """What a browser may say in Host; the first is what the address is told by."""
    names = [serving.name.lower()] if serving.name else []
    if serving.local:
        names += ["127.0.0.1", "localhost", "[::1]"]
        if serving.address == "::1":
            names.remove("127.0.0.1")
    default = {"http": 80, "https": 443}[serving.scheme]
    return tuple(name if port == default else f"{name}:{port}" for name in names)


def open_browser(address: str) -> None:
    """Show an address in this user's browser, where there is one."""
    webbrowser.open(address)
