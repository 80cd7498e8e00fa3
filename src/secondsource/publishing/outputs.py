"""Files that a user asked for: checked before the work that fills them, and written whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from secondsource.errors import SecondSourceError

_BEGINNINGS = (b"<!doctype html", b"<html")


def check_html(target: Path, inputs: Iterable[Path]) -> None:
    """Refuse a target that cannot be written, or that would destroy something other than an earlier page.

    Raises SecondSourceError. An HTML file that is there already will be replaced.
    """
    if target.suffix.lower() not in (".html", ".htm"):
        raise SecondSourceError(str(target), "is no name of an HTML file", "Give a name that ends in .html.")
    if not target.parent.is_dir():
        raise SecondSourceError(str(target), "its folder does not exist", f"Make the folder {target.parent} first.")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise SecondSourceError(str(target), "its folder cannot be written to", "Give another folder.")
    if any(_same(target, path) for path in inputs):
        raise SecondSourceError(str(target), "is one of the reports to be read", "Give another name.")
    if not os.path.lexists(target):
        return
    if not target.is_file():
        raise SecondSourceError(str(target), "is there and is not a file", "Give another name.")
    if not _is_html(target):
        raise SecondSourceError(str(target), "is there and is not HTML", "Give another name, or move it away first.")


def write(target: Path, text: str) -> None:
    """Put ``text`` where ``target`` points, in UTF-8, as ``write_bytes`` does."""
    write_bytes(target, text.encode("utf-8"))


def write_bytes(target: Path, data: bytes) -> None:
    """Put ``data`` where ``target`` points, at once; a reader never sees half a file.

    A new file can be read by its owner alone; one that is replaced keeps its mode. Raises SecondSourceError.
    """
    place = Path(os.path.realpath(target))
    draft = None
    try:
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o600
        with tempfile.NamedTemporaryFile("wb", dir=place.parent, prefix=".", delete=False) as file:
            draft = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(place)
        draft = None
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise SecondSourceError(str(target), f"cannot be written ({reason})", "Give another place.") from fault
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _is_html(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError as fault:
        raise SecondSourceError(str(path), "is there and cannot be read", "Give another name.") from fault
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_BEGINNINGS)
