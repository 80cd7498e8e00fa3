"""Where the passphrase comes from: a file that is named, the keyring, or whoever sits at the terminal.

Never from the command line, where every process of the machine could read it, nor from an environment variable.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from secondsource.archive.database import Where
from secondsource.errors import ArchiveError

FILE = "SECONDSOURCE_PASSPHRASE_FILE"
SHORTEST = 12
_SERVICE = "secondsource"


def find(where: Where, ask: Callable[[str], str] | None) -> str:
    """The passphrase of an archive: from the file, the keyring, or ``ask`` (a prompt). Raises ArchiveError."""
    found = from_file() or from_keyring(where)
    if found:
        return found
    if ask is None:
        remedy = f"Name a file that holds it in {FILE}, or run this at a terminal."
        raise ArchiveError(where.shown, "its passphrase is not known", remedy, "passphrase")
    return ask("Passphrase of the archive: ")


def from_file() -> str | None:
    """The first line of the file that the environment names, or None where it names none. Raises ArchiveError."""
    name = os.environ.get(FILE)
    if not name:
        return None
    try:
        if os.stat(name).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ArchiveError(
                FILE, "others may read the file that it names", "Say: chmod 600 on that file.", "passphrase"
            )
        lines = Path(name).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise ArchiveError(FILE, "the file that it names cannot be read", "Check the path.", "passphrase") from fault
    if not lines or not lines[0]:
        raise ArchiveError(
            FILE, "the file that it names is empty", "Put the passphrase on its first line.", "passphrase"
        )
    return lines[0]


def from_keyring(where: Where) -> str | None:
    """The passphrase that the desktop's keyring holds for this archive; None where there is no keyring or no entry."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, _name(where))
    except (KeyringError, RuntimeError, OSError):
        return None


def to_keyring(where: Where, passphrase: str) -> None:
    """Remember the passphrase in the desktop's keyring. Raises ArchiveError."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, _name(where), passphrase)
    except (KeyringError, RuntimeError, OSError) as fault:
        raise ArchiveError("the keyring", "it cannot be used here", "Use a passphrase file or the prompt.") from fault


def check_new(where: Where, passphrase: str) -> str:
    """A passphrase for a new archive, if it is long enough. Raises ArchiveError."""
    if len(passphrase) < SHORTEST:
        reason = f"a passphrase needs {SHORTEST} characters or more"
        raise ArchiveError(where.shown, reason, "Five random words are good, and can be remembered.", "passphrase")
    return passphrase


def _name(where: Where) -> str:
    return os.path.realpath(where.at)
