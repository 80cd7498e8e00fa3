"""Parsers run apart: in a process with limits on memory and time, without network, that may crash without harm.

A file may come from anybody. The process reads requests from its standard input and answers on its standard output; it
opens the file that is named, writes none, starts no program and reaches no network. Where it hangs it is ended.
"""

import os
import selectors
import subprocess
import sys
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Any, Self

import msgspec

from secondsource.errors import ReportError
from secondsource.reports.formats.making import Given, Piece
from secondsource.reports.original import Parsed

MEMORY = 900_000_000
"""Bytes that the process may take."""
PATIENCE = 60.0
"""Seconds for one document, or one piece of a container."""
_LIVES = 500
"""Files after which a process is replaced, so that what its libraries leak does not add up."""


class _Request(msgspec.Struct, frozen=True):
    piece: Piece
    given: Given


class _Fault(msgspec.Struct, frozen=True, tag=True):
    thing: str
    reason: str
    remedy: str
    code: str


class _Report(msgspec.Struct, frozen=True, tag=True):
    parsed: Parsed


class _Done(msgspec.Struct, frozen=True, tag=True):
    pass


_Answer = _Fault | _Report | _Done
_ANSWERS: msgspec.msgpack.Decoder[_Answer] = msgspec.msgpack.Decoder(_Answer)
_REMEDY = "Save its text as a .txt file, or try again after an upgrade."


class Parser:
    """Parses files apart; use it in a ``with`` block. ``patience``: seconds; ``memory``: bytes."""

    def __init__(self, patience: float = PATIENCE, memory: int = MEMORY) -> None:
        self._patience, self._memory = patience, memory
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    stream.close()
            self._process = None

    def parse(self, piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
        """The reports of a file, and an error for whatever in it could not become one. Nothing is raised for a file."""
        if self._process is None or self._files >= _LIVES:
            self.close()
            self._process, self._files = _start(self._memory), 0
        self._files += 1
        process = self._process
        try:
            _send(process.stdin, msgspec.msgpack.encode(_Request(piece, given)))
            while True:
                answer = _ANSWERS.decode(_receive(process.stdout, self._patience))
                if isinstance(answer, _Done):
                    return
                if isinstance(answer, _Report):
                    yield answer.parsed
                else:
                    yield _error(answer.thing, answer.reason, answer.remedy, answer.code)
                    if answer.code == "memory":
                        self.close()
                        return
        except TimeoutError:
            self.close()
            yield _error(piece.name, f"understanding it took more than {self._patience:g} s", _REMEDY, "time")
        except (EOFError, BrokenPipeError, msgspec.DecodeError):
            self.close()
            yield _error(piece.name, "its parser crashed, or needed too much memory", _REMEDY, "crash")
        except GeneratorExit:  # Whoever asked wants no more of it; what is left would be taken for the next file's.
            self.close()
            raise


def _error(thing: str, reason: str, remedy: str, code: str) -> ReportError:
    fault = ReportError(thing, reason, remedy)
    fault.code = code
    return fault


def _start(memory: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "secondsource.reports.apart", str(memory)]
    # What it needs of the environment is how Python finds its packages; nothing else is its business.
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=kept)


def _send(stream: IO[bytes] | None, data: bytes) -> None:
    if stream is None:
        raise EOFError
    stream.write(len(data).to_bytes(8, "big") + data)
    stream.flush()


def _receive(stream: IO[bytes] | None, patience: float | None) -> bytes:
    """One message. Raises EOFError at the end, TimeoutError where nothing comes for so long."""
    if stream is None:
        raise EOFError
    size = int.from_bytes(_exactly(stream, 8, patience), "big")
    return _exactly(stream, size, patience)


def _exactly(stream: IO[bytes], size: int, patience: float | None) -> bytes:
    parts: list[bytes] = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(stream, selectors.EVENT_READ)
        while size:
            if not waiting.select(patience):
                raise TimeoutError
            part = os.read(stream.fileno(), min(size, 1 << 20))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
    return b"".join(parts)


# --- in the process -------------------------------------------------------------------------------------------------

_FORBIDDEN = ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname")
_PROGRAMS = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "os.fork", "os.forkpty")


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "wb")
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    _confine(int(sys.argv[1]))
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    decoder = msgspec.msgpack.Decoder(_Request)
    while True:
        try:
            request = decoder.decode(_receive(requests, None))
        except EOFError:
            return
        for answer in _answers(request):
            _send(answers, msgspec.msgpack.encode(answer))
            if isinstance(answer, _Fault) and answer.code == "memory":
                os._exit(1)


def _answers(request: _Request) -> Iterator[_Answer]:
    from secondsource.reports.formats import registry

    name = request.piece.name
    try:
        for item in registry.parse(request.piece, request.given):
            if isinstance(item, Parsed):
                yield _Report(item)
            else:
                yield _Fault(item.thing, item.reason, item.remedy, item.code)
    except MemoryError:
        yield _Fault(name, "understanding it needs too much memory", _REMEDY, "memory")
    except OSError as fault:
        reason = (fault.strerror or "it cannot be read").lower()
        yield _Fault(name, reason, "Check the path, its permissions and the disk.", "report")
    except Exception as fault:  # A parser's fault on a hostile file is that file's, whatever it is.
        yield _Fault(name, f"its parser failed ({type(fault).__name__})", _REMEDY, "parser")
    yield _Done()


def _confine(memory: int) -> None:
    """Take from this process what a parser does not need."""
    import resource

    limits = ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for limit, value in limits:
        resource.setrlimit(limit, (value, value))
    _leave_network()
    sys.addaudithook(_refuse)
    sys.setrecursionlimit(3000)


def _leave_network() -> None:
    """Into a network of its own, without any way out, where the system lets us (Linux)."""
    import ctypes

    new_net, new_user = 0x40000000, 0x10000000
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(new_net) != 0:
            libc.unshare(new_user | new_net)
    except (OSError, AttributeError):
        return


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN or event in _PROGRAMS:
        raise PermissionError(event)


if __name__ == "__main__":
    main()
