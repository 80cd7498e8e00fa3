"""A hash chain over every change, with ids alone, so that what is erased leaves proof of its erasure and no trace.

An entry commits to what was changed by a salted digest (HMAC-SHA256). The salt lies with the thing and goes with it:
without it the digest tells nothing, with it any edit shows. The head of the chain is signed (Ed25519) at every change.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy.engine import Connection

from secondsource.archive import schema

_audit, _settings = schema.audit, schema.settings


class Entry(msgspec.Struct, frozen=True):
    """One change: what was done to which thing. ``digest`` is the commitment to it, or empty."""

    number: int
    at: str
    action: str
    subject: str
    digest: str
    previous: str
    hash: str


class Head(msgspec.Struct, frozen=True):
    """The end of a chain, signed: nothing before it can be changed without being seen by whoever holds this."""

    archive: str
    number: int
    hash: str
    at: str
    key: str
    signature: str

    def signed(self) -> bytes:
        """The bytes that the signature is over."""
        return json.dumps([self.archive, self.number, self.hash, self.at, self.key]).encode()

    def genuine(self) -> bool:
        """Whether the key that it names has signed it."""
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.key)).verify(
                bytes.fromhex(self.signature), self.signed()
            )
        except (InvalidSignature, ValueError):
            return False
        return True


def now() -> str:
    """The time of doing: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def commitment(salt: bytes, *parts: str | bytes) -> str:
    """What an entry says of a thing: nobody without the salt can tell, or test, what it was."""
    mac = hmac.new(salt, digestmod=hashlib.sha256)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        mac.update(len(data).to_bytes(8, "big") + data)
    return mac.hexdigest()


def begin(connection: Connection, archive: str) -> None:
    """The key and the first entry of a new archive."""
    key = Ed25519PrivateKey.generate()
    values = {"archive": archive, "signing_key": key.private_bytes_raw().hex(), "head": ""}
    connection.execute(_settings.insert(), [{"key": name, "value": value} for name, value in values.items()])
    append(connection, [("init", archive, "")])


def append(connection: Connection, changes: Iterable[tuple[str, str, str]]) -> None:
    """Entries for changes (action, subject, digest), in the transaction that makes them."""
    known = _known(connection)
    last = _last(connection)
    number, previous = (last.number, last.hash) if last else (0, _origin(known["archive"]))
    rows, at = [], now()
    for action, subject, digest in changes:
        number += 1
        sealed = _seal(number, at, action, subject, digest, previous)
        rows.append(Entry(number, at, action, subject, digest, previous, sealed))
        previous = sealed
    if rows:
        connection.execute(_audit.insert(), [msgspec.structs.asdict(row) for row in rows])
        _sign(connection, known, rows[-1])


def head(connection: Connection) -> Head:
    """The signed head of the archive's chain. Raises ValueError where it is lost."""
    try:
        return msgspec.json.decode(_known(connection)["head"], type=Head)
    except (KeyError, msgspec.DecodeError) as fault:
        raise ValueError("head") from fault


def entries(connection: Connection) -> Iterator[Entry]:
    """The chain from its beginning."""
    for row in connection.execute(sa.select(_audit).order_by(_audit.c.number)):
        yield Entry(*row)


def broken(chain: Iterable[Entry], head: Head, trusted: Head | None = None) -> str | None:
    """Why a chain does not lead to its own head and through ``trusted``, one kept elsewhere; None where it does."""
    if not head.genuine():
        return "the signature of its head is not genuine"
    if trusted and (not trusted.genuine() or trusted.key != head.key or trusted.archive != head.archive):
        return "its head is signed by another key than the trusted one"
    number, previous, met = 0, _origin(head.archive), trusted is None
    for entry in chain:
        number += 1
        if entry.number != number:
            return f"entry {number} is missing"
        if entry.previous != previous or entry.hash != _seal(*_content(entry)):
            return f"entry {number} was changed"
        if trusted and entry.number == trusted.number:
            if entry.hash != trusted.hash:
                return f"entry {number} is not the one that was signed"
            met = True
        previous = entry.hash
    if (number, previous) != (head.number, head.hash):
        return "its end is not the one that was signed"
    return None if met else "entries that were signed are missing at its end"


def _content(entry: Entry) -> tuple[int, str, str, str, str, str]:
    return entry.number, entry.at, entry.action, entry.subject, entry.digest, entry.previous


def _seal(number: int, at: str, action: str, subject: str, digest: str, previous: str) -> str:
    return hashlib.sha256(json.dumps([number, at, action, subject, digest, previous]).encode()).hexdigest()


def _origin(archive: str) -> str:
    return hashlib.sha256(f"secondsource {archive}".encode()).hexdigest()


def _last(connection: Connection) -> Any:
    return connection.execute(
        sa.select(_audit.c.number, _audit.c.hash).order_by(_audit.c.number.desc()).limit(1)
    ).first()


def _known(connection: Connection) -> dict[str, str]:
    keys = ("archive", "signing_key", "head")
    found = connection.execute(sa.select(_settings.c.key, _settings.c.value).where(_settings.c.key.in_(keys)))
    return {row.key: row.value for row in found}


def _sign(connection: Connection, known: dict[str, str], last: Entry) -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(known["signing_key"]))
    unsigned = Head(known["archive"], last.number, last.hash, last.at, key.public_key().public_bytes_raw().hex(), "")
    signed = msgspec.structs.replace(unsigned, signature=key.sign(unsigned.signed()).hex())
    connection.execute(
        _settings.update().where(_settings.c.key == "head").values(value=msgspec.json.encode(signed).decode())
    )
