"""Accounts for a team: names, roles and Argon2id digests of passwords (RFC 9106), kept in the archive."""

from typing import Any

import argon2
import msgspec
from litestar.concurrency import sync_to_thread
from litestar.datastructures import State

from secondsource.archive.database import locked
from secondsource.archive.face import Archive
from secondsource.errors import ArchiveError
from secondsource.workbench.desk import ROLES, Role, WorkbenchError

KIND = "account"
SHORTEST = 12
"""Characters of a password; length is what counts (NIST SP 800-63B)."""
_hasher = argon2.PasswordHasher()


class Account(msgspec.Struct, frozen=True):
    """Somebody who may sign in."""

    name: str
    role: Role
    digest: str


class AccountLine(msgspec.Struct, frozen=True):
    """An account in a list."""

    name: str
    role: Role


def add(archive: Archive, name: str, role: str, password: str, by: str | None = None) -> None:
    """Make an account, or give one another role and password. Raises WorkbenchError."""
    name = " ".join(name.split())
    if not name or len(name) > 100:
        raise WorkbenchError("the account", "it has no name", "Give one of up to 100 characters.")
    if role not in ROLES:
        raise WorkbenchError("the account", f"there is no role {role!r}", f"Give one of {', '.join(ROLES)}.")
    if len(password) < SHORTEST:
        raise WorkbenchError("the password", "it is too short", f"Give at least {SHORTEST} characters.")
    held = Account(name, role, _hasher.hash(password))
    archive.put(KIND, name, msgspec.to_builtins(held), by)


def drop(archive: Archive, name: str) -> None:
    """Take an account away. Raises WorkbenchError."""
    if archive.get(KIND, name) is None:
        raise WorkbenchError(f"the account {name}", "there is none of this name", "Look at the list of accounts.", 404)
    archive.drop(KIND, name)


def listed(archive: Archive) -> tuple[AccountLine, ...]:
    """All accounts by name."""
    return tuple(AccountLine(one["name"], one["role"]) for one in archive.listed(KIND).values())


def checked(archive: Archive, name: str, password: str) -> Role | None:
    """The role of an account where the password is right, else None, after as long a time."""
    held: Any = archive.get(KIND, " ".join(name.split()))
    account = msgspec.convert(held, Account) if held else None
    try:
        _hasher.verify(account.digest if account else _nobody(), password)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return None
    return account.role if account else None


def _nobody() -> str:
    """A digest to compare with where there is no account, so that an answer's time does not tell."""
    global _dummy
    if not _dummy:
        _dummy = _hasher.hash("nobody has this password")
    return _dummy


_dummy = ""


async def role_of(state: State, name: str, password: str) -> Role | None:
    """The role that a name and password give, or the archive's passphrase where one person uses it alone."""
    if state.settings.team:
        return await sync_to_thread(checked, state.archive, name, password)
    return "keeper" if await sync_to_thread(_opens, state.archive, password) else None


def _opens(archive: Archive, passphrase: str) -> bool:
    """Whether a passphrase opens this archive; never where it has none."""
    where = archive.database.where
    if not locked(where):
        return False
    try:
        Archive.open(where.at, passphrase).close()
    except ArchiveError:
        return False
    return True
