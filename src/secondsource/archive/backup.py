"""A backup: one file, encrypted with age, of one state of the archive, taken while it is in use, good for any database.

The file is a ZIP of ``README.txt``, ``key.age`` (an age identity, encrypted with the passphrase) and ``data.age`` (all
tables, encrypted for that identity); so age and unzip open it without this program. The data are frames of a length
(four bytes) and zlib of MessagePack: first what it is, with the signed head of the chain, then rows, last their number.
"""

import contextlib
import os
import threading
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec
import pyrage
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import audit, database, fulltext, schema, verifying, versions
from secondsource.archive.audit import Head
from secondsource.archive.database import Database, Where
from secondsource.errors import ArchiveError

_LOT = 200
_README = """A backup of a Second Source archive. Restore it: secondsource restore FILE --archive NEW
Without the program: age -d key.age > key.txt (asks the passphrase), then age -d -i key.txt data.age
"""


class _Begin(msgspec.Struct, frozen=True, tag="begin"):
    head: Head
    form: str
    at: str


class _Rows(msgspec.Struct, frozen=True, tag="rows"):
    table: str
    rows: list[dict[str, Any]]


class _End(msgspec.Struct, frozen=True, tag="end"):
    rows: int


_Frame = _Begin | _Rows | _End
_DECODER: msgspec.msgpack.Decoder[_Frame] = msgspec.msgpack.Decoder(_Frame)


def save(source: Database, target: Path, passphrase: str) -> Head:
    """Write a backup of the archive as it is now; returns the signed head that is in it. Raises ArchiveError."""
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        raise ArchiveError(str(target), "there is a file already", "Give another name.", "exists")
    identity = pyrage.x25519.Identity.generate()
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "wb") as file, source.reading() as connection:
            head = audit.head(connection)
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr("README.txt", _README)
                archive.writestr("key.age", pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
                with archive.open("data.age", "w", force_zip64=True) as out:
                    pyrage.encrypt_io(_Source(_frames(connection, head)), out, [identity.to_public()])
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
        _sync(target.parent)
    except OSError as fault:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise _of_system(target, fault) from fault
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    with source.writing() as connection:
        audit.append(connection, [("backup", str(head.number), "")])
    return head


def restore(backup: Path, where: Where, passphrase: str, new_passphrase: str | None) -> Head:
    """Make an archive from a backup, and verify it before it is there; returns its head. Raises ArchiveError.

    ``new_passphrase`` encrypts the new file; None leaves it plain, and is right for PostgreSQL.
    """
    if database.exists(where):
        raise ArchiveError(where.shown, "there is a file already", "Give another path.", "exists")
    if where.kind == "postgresql":
        return _into(database.connect(where, None), backup, passphrase)
    part = Where("sqlite", f"{where.at}.restoring", where.shown)
    _unlink(part)
    try:
        head = _into(database.connect(part, new_passphrase), backup, passphrase)
        os.replace(part.at, where.at)
        _sync(where.path.parent)
    except OSError as fault:
        raise _of_system(backup, fault) from fault
    finally:
        _unlink(part)
    return head


def _unlink(where: Where) -> None:
    for ending in ("", "-wal", "-shm"):
        Path(where.at + ending).unlink(missing_ok=True)


def _into(target: Database, backup: Path, passphrase: str) -> Head:
    try:
        with target.writing() as connection:
            if versions.current(connection):
                raise ArchiveError(target.where.shown, "there is an archive already", "Give another place.", "exists")
            head = _fill(connection, backup, _read(backup, passphrase))
            fulltext.fill(connection)
            found = verifying.verify(connection, head)
            if found.faults:
                raise _damaged(backup, found.faults[0])
            audit.append(connection, [("restore", str(head.number), "")])
        if target.kind == "sqlite":
            with target.alone() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        target.close()
    return head


def _fill(connection: Connection, backup: Path, frames: Iterator[_Frame]) -> Head:
    """Make the tables in the form that the backup has, fill them, and bring them to the newest form."""
    begin = next(frames, None)
    if not isinstance(begin, _Begin) or not begin.head.genuine():
        raise _damaged(backup, "it does not begin as one does")
    if not versions.known(begin.form):
        raise ArchiveError(backup.name, "a newer program wrote it", "Upgrade Second Source.", "newer")
    versions.upgrade(connection, begin.form)
    held = sa.MetaData()
    held.reflect(connection)
    count, end = 0, None
    for frame in frames:
        if isinstance(frame, _Rows):
            count += len(frame.rows)
            connection.execute(held.tables[frame.table].insert(), frame.rows)
        else:
            end = frame
    if not isinstance(end, _End) or end.rows != count:
        raise _damaged(backup, "it ends early")
    versions.upgrade(connection)
    return begin.head


def _frames(connection: Connection, head: Head) -> Iterator[bytes]:
    yield _packed(_Begin(head, versions.current(connection) or "", audit.now()))
    count = 0
    for table in schema.metadata.sorted_tables:
        keys = list(table.primary_key.columns)
        streamed = connection.execution_options(stream_results=True, max_row_buffer=_LOT)
        for rows in streamed.execute(sa.select(table).order_by(*keys)).partitions(_LOT):
            count += len(rows)
            yield _packed(_Rows(str(table.name), [_plain(row) for row in rows]))
    yield _packed(_End(count))


def _plain(row: sa.Row[Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row._mapping.items()}


def _packed(frame: _Frame) -> bytes:
    data = zlib.compress(msgspec.msgpack.encode(frame))
    return len(data).to_bytes(4, "big") + data


class _Source:
    """An iterator of bytes as a file to read from."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts, self._held = parts, b""

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._held += part
        size = len(self._held) if size < 0 else size
        given, self._held = self._held[:size], self._held[size:]
        return given


def _read(backup: Path, passphrase: str) -> Iterator[_Frame]:
    """The frames of a backup; nothing of it is written anywhere on the way. Raises ArchiveError."""
    try:
        with zipfile.ZipFile(backup) as archive:
            secret = pyrage.passphrase.decrypt(archive.read("key.age"), passphrase)
            identity = pyrage.x25519.Identity.from_str(secret.decode())
            with archive.open("data.age") as data:
                yield from _decrypted(data, identity)
    except pyrage.DecryptError as fault:
        reason = "the passphrase is wrong, or it is damaged"
        raise ArchiveError(backup.name, reason, "Check both.", "passphrase") from fault
    except (zipfile.BadZipFile, KeyError, zlib.error, msgspec.DecodeError, EOFError, ValueError) as fault:
        raise _damaged(backup, "it ends early or was changed") from fault
    except OSError as fault:
        raise _of_system(backup, fault) from fault


def _decrypted(data: IO[bytes], identity: Any) -> Iterator[_Frame]:
    """Decrypts in a thread of its own, through a pipe: the library pushes, and we pull."""
    reading, writing = os.pipe()
    faults: list[BaseException] = []

    def push() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                pyrage.decrypt_io(data, out, [identity])
        except BaseException as fault:  # Whatever it is, it is raised where the frames are read.
            faults.append(fault)

    thread = threading.Thread(target=push, daemon=True)
    thread.start()
    try:
        with os.fdopen(reading, "rb") as plain:
            while size := plain.read(4):
                frame = plain.read(int.from_bytes(size, "big"))
                yield _DECODER.decode(zlib.decompress(frame))
    finally:
        thread.join()
    if faults and not isinstance(faults[0], BrokenPipeError):
        raise faults[0]


def _damaged(backup: Path, reason: str) -> ArchiveError:
    return ArchiveError(backup.name, f"the backup is damaged: {reason}", "Use another backup.", "damaged")


def _of_system(path: Path, fault: OSError) -> ArchiveError:
    import errno

    code = "disk_full" if fault.errno in (errno.ENOSPC, errno.EDQUOT) else "io"
    reason = (fault.strerror or "it cannot be read or written").lower()
    return ArchiveError(path.name, reason, "Check the path, the disk and the permissions.", code)


def _sync(folder: Path) -> None:
    """A file's new name is on the disk as well."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
