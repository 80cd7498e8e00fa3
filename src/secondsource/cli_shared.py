"""What the commands of the archive share: their options, and how an archive is opened."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from secondsource.archive.face import Archive
    from secondsource.archive.taking import Added

Place = Annotated[
    str | None,
    typer.Option(
        "--archive", metavar="WHERE", envvar="SECONDSOURCE_ARCHIVE", help="The archive: a file, or postgresql://..."
    ),
]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Reports, or folders of them.")]
Jobs = Annotated[int, typer.Option("--jobs", metavar="N", help="Processes that read; 0: one a core.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of reports that name none.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The publication date of reports that give none: 2023-05-18.")
]


Retain = Annotated[
    str | None, typer.Option("--retain-until", metavar="DATE", help="Until when they may be kept: 2030-12-31.")
]


def named(archive: str | None) -> str:
    if not archive:
        remedy = "Name it with --archive PATH, or in SECONDSOURCE_ARCHIVE."
        raise SecondSourceError("the archive", "none is named", remedy)
    return archive


@contextmanager
def open_archive(archive: str | None) -> Iterator["Archive"]:
    """The archive that is named, with its passphrase from a file, the keyring or a prompt."""
    from secondsource.archive import database, passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(named(archive))
    secret = passphrase.find(where, asker()) if database.locked(where) else None
    with Archive.open(where.at, secret) as opened:
        yield opened


def asker() -> Any:
    from getpass import getpass

    return getpass if sys.stdin.isatty() else None


def new_passphrase() -> str:
    prompt = asker()
    if prompt is None:
        remedy = "Run this at a terminal, or name a file that holds it in SECONDSOURCE_PASSPHRASE_FILE."
        raise SecondSourceError("the archive", "it needs a passphrase", remedy)
    first = str(prompt("Passphrase of the new archive: "))
    if prompt("Once more: ") != first:
        raise SecondSourceError("the passphrase", "the two differ", "Try again.")
    return first


def processes(jobs: int) -> int:
    import os

    return jobs if jobs > 0 else os.cpu_count() or 1


def field(text: str) -> tuple[str, Any]:
    """``status=refuted``; a value that is JSON (a number, null, a list) is taken as such."""
    import json

    name, sign, value = text.partition("=")
    if not sign:
        raise SecondSourceError("--set", "it holds no =", "Write it as status=refuted.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def tell(added: "Added") -> None:
    """What came of adding; exit code 1 where something failed."""
    say(added)
    if added.failed:
        raise typer.Exit(1)


def say(added: "Added") -> None:
    """What came of adding, with an error line for each failure."""
    typer.echo(f"{len(added.reports)} added, {added.present} there before, {len(added.failed)} in quarantine")
    for one in added.failed:
        line = f"{one.name}: {one.reason}. {one.remedy}"
        typer.echo(f"error: {''.join(c if c.isprintable() else ' ' for c in line)}", err=True)


def day(option: str, value: str | None) -> str | None:
    """A date that an option was given. Raises SecondSourceError where it is none."""
    from secondsource.reports import front_matter

    try:
        return front_matter.date(value) if value else None
    except ValueError as fault:
        raise SecondSourceError(option, "it is not a date", "Write it as 2023-05-18.") from fault


def plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def print_json(value: Any) -> None:
    import json

    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=1).encode("utf-8"))
