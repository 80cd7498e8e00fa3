"""Commands that decide on an archive and keep it well: one thin function each. Everything heavy is imported inside."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.cli_shared import (
    Jobs,
    Json,
    Place,
    Reason,
    asker,
    field,
    named,
    open_archive,
    plain,
    print_json,
    processes,
)
from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from secondsource.archive.face import Archive


def rebuild(archive: Place = None, jobs: Jobs = 0) -> None:
    """Read and weigh everything anew with this version of the program. Verdicts hold; conflicts are listed."""
    with open_archive(archive) as opened:
        typer.echo(f"{opened.rebuild(processes(jobs))} reports read and weighed anew.")
        for conflict in opened.conflicts():
            typer.echo(f"verdict {conflict.verdict} on {conflict.target}: {conflict.why}. It holds; look again.")


def verdict(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="accept, correct, reject, ..., undo, or list.")],
    targets: Annotated[list[str] | None, typer.Argument(metavar="TARGET", help="r0000012, or r0000012:e3.")] = None,
    archive: Place = None,
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What to put in place; may be repeated.")
    ] = None,
    reason: Reason = "",
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides, if not this account.")] = None,
    json: Json = False,
) -> None:
    """Record a decision on a report, event, person or source; or list the decisions."""
    from secondsource.archive.verdicts import KINDS, Wanted

    with open_archive(archive) as opened:
        if kind == "list":
            _list_verdicts(opened, targets or [], json)
            return
        if kind == "undo":
            numbers = [int(number) for number in targets or [] if number.isdigit()]
            done = [opened.undo(number, reason, by) for number in numbers]
        elif kind not in KINDS:
            raise SecondSourceError(f"verdict {kind}", "there is no such kind", f"Give one of {', '.join(KINDS)}.")
        else:
            value = dict(map(field, set_ or []))
            done = [opened.decide(Wanted(kind, tuple(targets or ()), value, reason), by)]  # type: ignore[arg-type]
    for number in done:
        typer.echo(f"Verdict {number} is recorded. Undo it with: secondsource verdict undo {number}")


def _list_verdicts(opened: "Archive", targets: list[str], json: bool) -> None:
    found = opened.verdicts(targets[0].partition(":")[0] if targets else None)
    if json:
        print_json([{**plain(one), "targets": [target.id for target in one.targets]} for one in found])
        return
    for one in found:
        on = " ".join(target.id for target in one.targets) or (f"verdict {one.undoes}" if one.undoes else "")
        parts = (f"{one.number}", one.at, one.by, one.kind, on, one.reason, "undone" if one.undone else "")
        typer.echo(" · ".join(part for part in parts if part))


def forget(
    targets: Annotated[list[str] | None, typer.Argument(metavar="TARGET", help="r0000012, r0000012:s1 or :p2.")] = None,
    archive: Place = None,
    expired: Annotated[bool, typer.Option("--expired", help="All reports whose time has run out.")] = False,
) -> None:
    """Remove reports, a source or a person everywhere, search index and free pages included. Cannot be undone."""
    with open_archive(archive) as opened:
        done = opened.forget_expired() if expired else opened.forget(targets or [])
    typer.echo(f"{len(done.removed)} reports removed, words removed from {len(done.redacted)} others.")
    typer.echo("Backups made before still hold them.")


def audit(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="verify, or head.")],
    archive: Place = None,
    head: Annotated[Path | None, typer.Option(metavar="FILE", help="A signed head that was kept elsewhere.")] = None,
) -> None:
    """Check the chain of all changes (verify), or print its signed head, to be kept elsewhere (head)."""
    import msgspec

    from secondsource.archive.audit import Head

    if action not in ("verify", "head"):
        raise SecondSourceError(f"audit {action}", "there is no such action", "Say verify, or head.")
    trusted = None
    if head is not None:
        try:
            trusted = msgspec.json.decode(head.read_bytes(), type=Head)
        except (OSError, msgspec.DecodeError) as fault:
            raise SecondSourceError(str(head), "it is no signed head", "Make one with audit head.") from fault
    with open_archive(archive) as opened:
        found = opened.verify(trusted)
    if action == "head" and found.head:
        print_json(found.head)
        return
    for broken in found.faults:
        typer.echo(f"error: the archive: {broken}. Restore a backup, and keep this file.", err=True)
    if found.faults:
        raise typer.Exit(1)
    typer.echo(f"{found.head.number if found.head else 0} entries, whole, and everything is as they say.")


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")], archive: Place = None
) -> None:
    """Write an encrypted backup, while the archive is in use. The passphrase of the archive opens it."""
    from secondsource.archive import database, passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(named(archive))
    secret = passphrase.find(where, asker())
    with Archive.open(where.at, secret if database.locked(where) else None) as opened:
        head = opened.backup(file, secret)
    typer.echo(f"Wrote {file.name}, up to change {head.number}.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    archive: Place = None,
    encryption: Annotated[bool, typer.Option("--encryption/--no-encryption", help="Encrypt the new file.")] = True,
) -> None:
    """Make a new archive from a backup, and verify it."""
    from secondsource.archive import passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(named(archive))
    secret = passphrase.find(where, asker())
    new = secret if encryption and where.kind == "sqlite" else None
    head = Archive.restore(file, where.at, secret, new)
    typer.echo(f"Restored and verified, up to change {head.number}.")


def doctor(archive: Place = None, json: Json = False) -> None:
    """Check everything: integrity, audit, versions, permissions, encryption, free space."""
    with open_archive(archive) as opened:
        checks = opened.examine()
    if json:
        print_json(checks)
    else:
        for check in checks:
            sign = {True: "ok", False: "BAD", None: "note"}[check.well]
            typer.echo(f"{sign:5}{check.what}: {check.found}")
    if any(check.well is False for check in checks):
        raise typer.Exit(1)


COMMANDS: dict[Any, str] = {
    verdict: "correct r0000012:e3 --set status=refuted --reason 'The ministry showed him alive' --archive desk.db",
    rebuild: "--archive desk.db",
    forget: "r0000012 --archive desk.db",
    audit: "verify --archive desk.db",
    backup: "desk-2026-05-18.backup --archive desk.db",
    restore: "desk-2026-05-18.backup --archive new.db",
    doctor: "--archive desk.db",
}
