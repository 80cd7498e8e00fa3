"""Who looks, at which archive: what every view is given."""

import secrets
import threading
from collections.abc import Callable, Hashable
from typing import Any, Literal, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from secondsource.archive.face import Archive
from secondsource.errors import SecondSourceError

T = TypeVar("T")
Role = Literal["reader", "editor", "keeper"]
ROLES: tuple[Role, ...] = ("reader", "editor", "keeper")
"""Each may do what those before it may. A keeper is a keeper of sources."""
_URL = bytes.maketrans(b"+/", b"-_")


class WorkbenchError(SecondSourceError):
    """Something that was asked of the workbench and cannot be had. ``status`` is the HTTP status that says so."""

    code = "workbench"

    def __init__(self, thing: str, reason: str, remedy: str, status: int = 400) -> None:
        super().__init__(thing, reason, remedy)
        self.status = status


class Viewer(msgspec.Struct, frozen=True):
    """Who looks. ``sees_sources``: what reports say of their sources; protected reports are for keepers alone."""

    name: str
    role: Role = "reader"
    sees_sources: bool = False

    @property
    def may_decide(self) -> bool:
        return self.role != "reader"

    @property
    def sees_protected(self) -> bool:
        return self.role == "keeper"


class Sealer:
    """Turns a name into an opaque id for an address, and back: AES-SIV (RFC 5297), so that one name has one id."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESSIV(key)

    def seal(self, kind: str, value: str) -> str:
        """The id of a value; only this archive's key reads it."""
        import base64

        return (
            base64.urlsafe_b64encode(self._cipher.encrypt(value.encode("utf-8"), [kind.encode()])).decode().rstrip("=")
        )

    def open(self, kind: str, id: str) -> str:
        """The value of an id. Raises WorkbenchError."""
        import base64

        try:
            data = base64.urlsafe_b64decode(id + "=" * (-len(id) % 4))
            return self._cipher.decrypt(data, [kind.encode()]).decode("utf-8")
        except (InvalidTag, ValueError) as fault:
            raise WorkbenchError("the address", "it names nothing of this archive", "Start from Today.", 404) from fault


class Cache:
    """What long lists came to, until the archive changes. Used from several threads."""

    def __init__(self) -> None:
        self._lock, self._mark = threading.Lock(), -1
        self._held: dict[Hashable, Any] = {}

    def get(self, mark: int, key: Hashable, made: Callable[[], T]) -> T:
        """What is held of a key at this mark of the archive, else what ``made`` gives."""
        with self._lock:
            if mark != self._mark:
                self._mark, self._held = mark, {}
            if key in self._held:
                found: T = self._held[key]
                return found
        fresh = made()
        with self._lock:
            if mark == self._mark:
                self._held[key] = fresh
        return fresh


class Desk(msgspec.Struct, frozen=True):
    """An archive, who looks at it, and how names become addresses."""

    archive: Archive
    viewer: Viewer
    sealer: Sealer
    cache: Cache

    def kept(self, key: Hashable, made: Callable[[], T]) -> T:
        """What ``made`` gives, kept until the archive changes. ``key``: all that it hangs on but the archive."""
        return self.cache.get(self.archive.mark(), key, made)

    @property
    def sees_sources(self) -> bool:
        return self.viewer.sees_sources

    @property
    def open_only(self) -> bool:
        """Whether protected reports, and all that stands in them alone, are as if they were not there."""
        return not self.viewer.sees_protected

    def sees(self, protected: bool) -> bool:
        """Whether the viewer may see a report's words."""
        return self.viewer.sees_protected or not protected


def sealer(archive: Archive) -> Sealer:
    """The sealer of an archive; its key is kept there, so that an address holds for the whole team."""
    held = archive.get("workbench", "key")
    if not held:
        held = secrets.token_hex(32)
        archive.put("workbench", "key", held)
    return Sealer(bytes.fromhex(held))


def missing(what: str) -> WorkbenchError:
    """The error for something that is not there."""
    return WorkbenchError(what, "there is none of this name in the archive", "Look for it in Search.", 404)
