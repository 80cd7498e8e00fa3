"""The database under an archive: an encrypted SQLite file, a plain one, or PostgreSQL, read and written in one way.

SQLite is SQLCipher 4 with its own derivation of the key (PBKDF2-HMAC-SHA512, 256,000 rounds), so that any SQLCipher
opens the file with the passphrase. The key is derived once a process, since every connection would take .2 s anew.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlite
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from secondsource.errors import ArchiveError

Kind = Literal["sqlite", "postgresql"]
PATIENCE = 60
"""Seconds to wait for another process that writes."""
_ROUNDS, _SALT = 256_000, 16
_PLAIN = b"SQLite format 3\x00"
_WRITERS = 0x5EC0_50CE
"""The advisory lock that one writer holds on PostgreSQL."""


class Where(msgspec.Struct, frozen=True):
    """Where an archive is: a file's path, or the URL of a PostgreSQL database. ``shown`` holds no password."""

    kind: Kind
    at: str
    shown: str

    @classmethod
    def parse(cls, where: str | os.PathLike[str]) -> "Where":
        """``postgresql://...`` (or ``postgres://``) or a path. Raises ArchiveError."""
        text = os.fspath(where)
        if not re.match(r"postgres(ql)?(\+psycopg)?://", text):
            if "://" in text:
                raise ArchiveError(
                    "the archive", "its URL is of no kind that is known", "Give a path, or postgresql://..."
                )
            return cls("sqlite", str(Path(text).expanduser()), text)
        try:
            url = make_url(text).set(drivername="postgresql+psycopg")
        except (SQLAlchemyError, ValueError) as fault:
            raise ArchiveError(
                "the archive", "its URL cannot be read", "Write postgresql://user@host/database."
            ) from fault
        return cls("postgresql", url.render_as_string(hide_password=False), url.render_as_string(hide_password=True))

    @property
    def path(self) -> Path:
        """The file, where it is one."""
        return Path(self.at)


class Database:
    """An opened database. ``reading()`` sees one state throughout; ``writing()`` is one writer, all or nothing."""

    def __init__(self, where: Where, engine: Engine, encrypted: bool) -> None:
        self.where, self.engine, self.encrypted = where, engine, encrypted

    @property
    def kind(self) -> Kind:
        return self.where.kind

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive. Raises ArchiveError."""
        with _coded(self.where), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writer's connection: all is committed at the end, or nothing. Raises ArchiveError."""
        with _coded(self.where), self.engine.connect() as plain:
            connection = plain.execution_options(writer=True)
            if self.kind == "postgresql":  # A repeatable read would see what was there before the lock was had.
                connection = plain.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                if self.kind == "postgresql":
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_WRITERS)))
                yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """A connection outside any transaction, for what must be done so. Raises ArchiveError."""
        with _coded(self.where), self.engine.connect() as plain:
            if self.kind == "postgresql":
                yield plain.execution_options(isolation_level="AUTOCOMMIT")
            else:
                yield plain.execution_options(alone=True)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def exists(where: Where) -> bool:
    """Whether there is a file with anything in it. A PostgreSQL database is there, or opening fails."""
    try:
        return where.kind == "sqlite" and where.path.exists() and where.path.stat().st_size > 0
    except OSError as fault:
        raise _of_system(where, fault) from fault


def locked(where: Where) -> bool:
    """Whether a file is there that only a passphrase opens. Raises ArchiveError."""
    try:
        return where.kind == "sqlite" and _head(where) not in (b"", _PLAIN)
    except OSError as fault:
        raise _of_system(where, fault) from fault


def connect(where: Where, passphrase: str | None) -> Database:
    """A database at ``where``; a file is made where there is none, plain without passphrase. Raises ArchiveError."""
    if where.kind == "postgresql":
        engine = sa.create_engine(where.at, pool_pre_ping=True, pool_size=4, isolation_level="REPEATABLE READ")
        return _tried(Database(where, engine, False))
    _check_kind(where, passphrase)
    _make_private(where)
    creator = _Creator(where, passphrase)
    engine = sa.create_engine("sqlite+pysqlite://", module=sqlite, creator=creator, poolclass=sa.pool.QueuePool)
    sa.event.listen(engine, "begin", _begin)
    return _tried(Database(where, engine, passphrase is not None))


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("alone"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writer") else "BEGIN")


class _Creator:
    """Opens connections to a file, with its key derived once."""

    def __init__(self, where: Where, passphrase: str | None) -> None:
        self.where, self.passphrase, self.key = where, passphrase, ""

    def __call__(self) -> Any:
        raw = sqlite.connect(self.where.at, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(raw)
        except BaseException:
            raw.close()
            raise
        return raw

    def _prepare(self, raw: Any) -> None:
        raw.execute("PRAGMA cipher_log_level = NONE")
        if self.passphrase is not None:
            raw.execute(f'PRAGMA key = "{self._key()}"')
        # Nothing is spilled to temporary files, and what is deleted is overwritten.
        for pragma in (
            "temp_store = MEMORY",
            "secure_delete = ON",
            "foreign_keys = ON",
            f"busy_timeout = {PATIENCE}000",
        ):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("PRAGMA journal_mode = WAL").fetchall()
        # A commit that was acknowledged is on the disk, whatever happens to the machine.
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA cache_size = -65536")

    def _key(self) -> str:
        """The raw key for the file's salt; for a file still to be made, one with a salt of its own."""
        if not self.key:
            with open(self.where.at, "rb") as file:
                salt = file.read(_SALT)
            fresh = len(salt) < _SALT
            salt = os.urandom(_SALT) if fresh else salt
            derived = hashlib.pbkdf2_hmac("sha512", (self.passphrase or "").encode(), salt, _ROUNDS, 32)
            self.key = f"x'{derived.hex()}{salt.hex()}'"
        return self.key


def _check_kind(where: Where, passphrase: str | None) -> None:
    """Say plainly where a passphrase is given to a plain file, or none to an encrypted one."""
    try:
        start = _head(where)
    except OSError as fault:
        raise _of_system(where, fault) from fault
    if start == _PLAIN and passphrase is not None:
        raise ArchiveError(where.shown, "it is not encrypted", "Open it without a passphrase.", "not_encrypted")
    if start and start != _PLAIN and passphrase is None:
        raise ArchiveError(where.shown, "it is encrypted, or no archive", "Give its passphrase.", "passphrase")


def _head(where: Where) -> bytes:
    if not where.path.exists():
        return b""
    with where.path.open("rb") as file:
        return file.read(16)


def _make_private(where: Where) -> None:
    """A new file belongs to its owner alone, from its first byte on."""
    if where.path.exists():
        return
    try:
        os.close(os.open(where.at, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as fault:
        raise _of_system(where, fault) from fault


def _tried(database: Database) -> Database:
    """The database, once it has answered. Raises ArchiveError."""
    try:
        with database.reading() as connection:
            inspect = "SELECT count(*) FROM sqlite_master" if database.kind == "sqlite" else "SELECT 1"
            connection.exec_driver_sql(inspect).scalar()
    except BaseException:
        database.close()
        raise
    return database


@contextmanager
def _coded(where: Where) -> Iterator[None]:
    """Faults of the database as errors that a user can act on; none shows what the archive holds."""
    try:
        yield
    except DBAPIError as fault:
        raise coded(where, fault.orig or fault, cut_off=fault.connection_invalidated) from None
    except sqlite.Error as fault:
        raise coded(where, fault) from None


def coded(where: Where, fault: BaseException, cut_off: bool = False) -> ArchiveError:
    """The error for a fault of the database's driver. ``cut_off``: the connection is no more."""
    words = str(fault).casefold()
    state = str(getattr(fault, "sqlstate", None) or "") or ("08" if cut_off else "")
    for signs, states, code, reason, remedy in _FAULTS:
        if any(sign in words for sign in signs) or (state and state.startswith(states)):
            return ArchiveError(where.shown, reason, remedy, code)
    kind = type(fault).__name__
    return ArchiveError(where.shown, f"the database failed ({kind}{' ' + state if state else ''})", _DOCTOR, "database")


def _of_system(where: Where, fault: OSError) -> ArchiveError:
    reason = fault.strerror or "it cannot be reached"
    return ArchiveError(where.shown, reason[0].lower() + reason[1:], "Check the path and its permissions.", "io")


_DOCTOR = "Say secondsource doctor, and restore a backup if it advises so."
_NOTHING_LOST = "Nothing that was acknowledged is lost."
_FAULTS: tuple[tuple[tuple[str, ...], tuple[str, ...], str, str, str], ...] = (
    (("is not a database",), (), "passphrase", "the passphrase is wrong, or it is no archive", "Check both."),
    (
        ("is full", "no space left"),
        ("53100",),
        "disk_full",
        "the disk is full",
        f"Make room and try again. {_NOTHING_LOST}",
    ),
    (
        ("disk i/o error", "readonly database", "read-only"),
        ("58", "25006"),
        "io",
        "it cannot be written or read",
        f"Check the disk and the permissions, and try again. {_NOTHING_LOST}",
    ),
    (("locked", "busy"), ("55P03", "40"), "busy", "another process is writing", "Try again when it is done."),
    (("malformed",), ("XX001", "XX002"), "damaged", "it is damaged", _DOCTOR),
    (("unable to open",), (), "io", "it cannot be opened", "Check the path and its permissions."),
    (
        ("password authentication", "connection refused", "could not translate", "connection failed", "no such file"),
        ("28", "08", "57P", "3D000"),
        "unreachable",
        "the database server does not answer or does not let you in",
        f"Check the URL, the server and your leave to use it. {_NOTHING_LOST}",
    ),
)
