"""Who is signed in: a one-time start token or a password becomes a session, known by a cookie, until it is idle."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable

import msgspec

from secondsource.workbench.desk import Role

MOST_SESSIONS = 500


class Session(msgspec.Struct, frozen=True):
    """Someone signed in. ``secret`` makes the tokens that forms carry against forgery."""

    name: str
    role: Role
    secret: str

    @property
    def csrf(self) -> str:
        """What every request that changes something must carry."""
        return hmac.new(self.secret.encode(), b"csrf", hashlib.sha256).hexdigest()


class Sessions:
    """The sessions of one server, in memory alone: a restart ends them all. Used from several threads."""

    def __init__(self, idle: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.idle, self._clock = idle, clock
        self._lock = threading.Lock()
        self._held: dict[str, tuple[Session, float]] = {}
        self._starts: set[str] = set()
        self._misses: list[float] = []

    def start_token(self) -> str:
        """A token that opens one session, once; an earlier one that was not used holds no more."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._starts = {_digest(token)}
        return token

    def redeem(self, token: str) -> bool:
        """Whether a start token holds; it does not hold again."""
        with self._lock:
            found = _digest(token) in self._starts
            self._starts.discard(_digest(token))
            return found

    def open(self, name: str, role: Role) -> str:
        """A session; returns what the cookie holds."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._drop_idle()
            while len(self._held) >= MOST_SESSIONS:
                self._held.pop(next(iter(self._held)))
            self._held[_digest(token)] = (Session(name, role, secrets.token_hex(32)), self._clock())
        return token

    def find(self, token: str, touch: bool = True) -> Session | None:
        """The session of a cookie, None where there is none or it was idle for too long. ``touch``: it is used now."""
        key = _digest(token)
        with self._lock:
            held = self._held.get(key)
            if held is None:
                return None
            session, seen = held
            if self._clock() - seen > self.idle:
                del self._held[key]
                return None
            if touch:
                self._held[key] = (session, self._clock())
            return session

    def close(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._held.pop(_digest(token), None)

    def close_all(self, name: str) -> None:
        """End all sessions of somebody, whose password or role changed."""
        with self._lock:
            self._held = {key: held for key, held in self._held.items() if held[0].name != name}

    def missed(self) -> None:
        """Note that a password or token was wrong."""
        with self._lock:
            self._misses.append(self._clock())

    def barred(self, most: int = 10, within: float = 60.0) -> bool:
        """Whether so many were wrong of late that none is looked at now."""
        with self._lock:
            self._misses = [at for at in self._misses if self._clock() - at < within]
            return len(self._misses) >= most

    def _drop_idle(self) -> None:
        now = self._clock()
        self._held = {key: held for key, held in self._held.items() if now - held[1] <= self.idle}


def _digest(token: str) -> str:
    """What is kept of a token: whoever reads the memory's dump of keys has none of them."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
