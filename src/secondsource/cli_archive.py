"""The commands of the archive: one thin function each. Everything heavy is imported inside."""

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


def register(app: typer.Typer) -> None:
    """Give the program its archive commands."""
    for command, example in _COMMANDS.items():
        name = command.__name__.strip("_")
        app.command(name, epilog=f"Example: secondsource {name} {example}")(command)


def init(
    archive: Place = None,
    encryption: Annotated[bool, typer.Option("--encryption/--no-encryption", help="Encrypt the file.")] = True,
    remember: Annotated[bool, typer.Option("--remember", help="Keep the passphrase in the keyring.")] = False,
) -> None:
    """Make an archive: one encrypted file, or tables in a PostgreSQL database."""
    from secondsource.archive import passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(_where(archive))
    secret = None
    if where.kind == "postgresql":
        typer.echo("warning: whoever holds the server, its disk or its backups can read all of it.", err=True)
    elif encryption:
        secret = passphrase.check_new(where, passphrase.from_file() or _new_passphrase())
    else:
        warning = "warning: not encrypted: a seized laptop surrenders every report, source and note in it."
        typer.echo(warning, err=True)
    Archive.create(where.at, secret).close()
    if remember and secret:
        passphrase.to_keyring(where, secret)
    typer.echo(f"Made {where.shown}. Without its passphrase it cannot be opened, by nobody." if secret else where.shown)


def add(
    paths: Paths, archive: Place = None, jobs: Jobs = 0, outlet: Outlet = None, published: Published = None
) -> None:
    """Take reports in, read them and weigh them with what is there. What was added before stays as it is."""
    with _opened(archive) as opened:
        from secondsource.archive.taking import Options

        _tell(opened.add(paths, Options(by=opened.by, outlet=outlet, published=published), _jobs(jobs)))


def list_(
    archive: Place = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many.")] = 50,
    offset: Annotated[int, typer.Option(metavar="N", help="After how many.")] = 0,
) -> None:
    """List the reports, the newest publication first."""
    with _opened(archive) as opened:
        rows = opened.reports(limit=limit, offset=offset)
    if json:
        _print_json(rows)
        return
    for row in rows:
        typer.echo(" · ".join((row.id, row.published or "undated", row.outlet or "–", row.title or row.name)))


def rebuild(archive: Place = None, jobs: Jobs = 0) -> None:
    """Read and weigh everything anew with this version of the program. Verdicts hold; conflicts are listed."""
    with _opened(archive) as opened:
        typer.echo(f"{opened.rebuild(_jobs(jobs))} reports read and weighed anew.")
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

    with _opened(archive) as opened:
        if kind == "list":
            _list_verdicts(opened, targets or [], json)
            return
        if kind == "undo":
            numbers = [int(number) for number in targets or [] if number.isdigit()]
            done = [opened.undo(number, reason, by) for number in numbers]
        elif kind not in KINDS:
            raise SecondSourceError(f"verdict {kind}", "there is no such kind", f"Give one of {', '.join(KINDS)}.")
        else:
            value = dict(map(_field, set_ or []))
            done = [opened.decide(Wanted(kind, tuple(targets or ()), value, reason), by)]  # type: ignore[arg-type]
    for number in done:
        typer.echo(f"Verdict {number} is recorded. Undo it with: secondsource verdict undo {number}")


def _list_verdicts(opened: "Archive", targets: list[str], json: bool) -> None:
    found = opened.verdicts(targets[0].partition(":")[0] if targets else None)
    if json:
        _print_json([{**_plain(one), "targets": [target.id for target in one.targets]} for one in found])
        return
    for one in found:
        on = " ".join(target.id for target in one.targets) or (f"verdict {one.undoes}" if one.undoes else "")
        parts = (f"{one.number}", one.at, one.by, one.kind, on, one.reason, "undone" if one.undone else "")
        typer.echo(" · ".join(part for part in parts if part))


def search(
    text: Annotated[str, typer.Argument(metavar="WORDS", help='Words, "phrases", beginn*, -without.')] = "",
    archive: Place = None,
    act: Annotated[list[str] | None, typer.Option(help="An act; may be repeated.")] = None,
    person: Annotated[str, typer.Option(help="Who takes part, in any spelling.")] = "",
    body: Annotated[str, typer.Option(help="A body of which somebody takes part, or on whose authority.")] = "",
    place: Annotated[str, typer.Option(help="Where, with all that lies inside.")] = "",
    outlet: Annotated[str, typer.Option(help="The outlet.")] = "",
    grade: Annotated[list[str] | None, typer.Option(help="A grade; may be repeated.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="A status; may be repeated.")] = None,
    basis: Annotated[list[str] | None, typer.Option(help="How the source knows; may be repeated.")] = None,
    source_place: Annotated[str, typer.Option(help="Where the source is.")] = "",
    published_from: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or later.")] = None,
    published_to: Annotated[str | None, typer.Option(metavar="DATE", help="Published then or earlier.")] = None,
    happened_from: Annotated[str | None, typer.Option(metavar="DATE", help="Happened then or later.")] = None,
    happened_to: Annotated[str | None, typer.Option(metavar="DATE", help="Happened then or earlier.")] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row an event or report.")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many reports.")] = 20,
    offset: Annotated[int, typer.Option(metavar="N", help="After how many.")] = 0,
) -> None:
    """Search words and facts; the newest reports come first."""
    from secondsource.archive.search import Query

    query = Query(
        text=text,
        act=tuple(act or ()),
        person=person,
        body=body,
        place=place,
        outlet=outlet,
        grade=tuple(grade or ()),
        status=tuple(status or ()),
        basis=tuple(basis or ()),
        source_place=source_place,
        published_from=published_from,
        published_to=published_to,
        happened_from=happened_from,
        happened_to=happened_to,
        limit=limit,
        offset=offset,
    )
    with _opened(archive) as opened:
        found = opened.search(query)
    if json:
        _print_json(found)
    elif csv:
        _print_csv(found)
    else:
        _print_hits(found)


def _print_hits(found: Any) -> None:
    typer.echo(f"{'more than ' if found.more else ''}{found.total} reports")
    bold = sys.stdout.isatty()
    for hit in found.hits:
        typer.echo("")
        typer.echo(" · ".join((hit.report, hit.published or "undated", hit.outlet or "–", hit.title or hit.name)))
        for snippet in hit.snippets:
            typer.echo("  " + "".join(_marked(snippet.text, snippet.hits, bold)))
        for event in hit.events:
            parts = (event.event, event.act, event.place, event.time, event.status, event.grade)
            typer.echo("  " + " · ".join(part or "–" for part in parts))


def _marked(text: str, hits: tuple[tuple[int, int], ...], bold: bool) -> Iterator[str]:
    at = 0
    for start, end in hits:
        yield text[at:start]
        yield typer.style(text[start:end], bold=True) if bold else f"[{text[start:end]}]"
        at = end
    yield text[at:]


def _print_csv(found: Any) -> None:
    import csv
    import io

    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(
        ["report", "outlet", "published", "title", "event", "act", "place", "time", "status", "grade", "fact"]
    )
    for hit in found.hits:
        for event in hit.events or (None,):
            known = ("event", "act", "place", "time", "status", "grade", "fact")
            told = [getattr(event, name, None) for name in known]
            table.writerow(map(_cell, (hit.report, hit.outlet, hit.published, hit.title, *told)))
    typer.echo(out.getvalue().encode("utf-8"), nl=False)


def _cell(value: str | None) -> str:
    """A value that no spreadsheet takes for a formula."""
    text = value or ""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def forget(
    targets: Annotated[list[str] | None, typer.Argument(metavar="TARGET", help="r0000012, r0000012:s1 or :p2.")] = None,
    archive: Place = None,
    expired: Annotated[bool, typer.Option("--expired", help="All reports whose time has run out.")] = False,
) -> None:
    """Remove reports, a source or a person everywhere, search index and free pages included. Cannot be undone."""
    with _opened(archive) as opened:
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
    with _opened(archive) as opened:
        found = opened.verify(trusted)
    if action == "head" and found.head:
        _print_json(found.head)
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

    where = Where.parse(_where(archive))
    secret = passphrase.find(where, _prompt())
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

    where = Where.parse(_where(archive))
    secret = passphrase.find(where, _prompt())
    new = secret if encryption and where.kind == "sqlite" else None
    head = Archive.restore(file, where.at, secret, new)
    typer.echo(f"Restored and verified, up to change {head.number}.")


def doctor(archive: Place = None, json: Json = False) -> None:
    """Check everything: integrity, audit, versions, permissions, encryption, free space."""
    with _opened(archive) as opened:
        checks = opened.examine()
    if json:
        _print_json(checks)
    else:
        for check in checks:
            sign = {True: "ok", False: "BAD", None: "note"}[check.well]
            typer.echo(f"{sign:5}{check.what}: {check.found}")
    if any(check.well is False for check in checks):
        raise typer.Exit(1)


_COMMANDS: dict[Any, str] = {
    init: "--archive desk.db",
    add: "reports/ --archive desk.db",
    list_: "--archive desk.db",
    search: "'\"fertilizer depot\" arrest*' --place Kimchaek --archive desk.db",
    verdict: "correct r0000012:e3 --set status=refuted --reason 'The ministry showed him alive' --archive desk.db",
    rebuild: "--archive desk.db",
    forget: "r0000012 --archive desk.db",
    audit: "verify --archive desk.db",
    backup: "desk-2026-05-18.backup --archive desk.db",
    restore: "desk-2026-05-18.backup --archive new.db",
    doctor: "--archive desk.db",
}

# --- what the commands share ---------------------------------------------------------------------------------------


def _where(archive: str | None) -> str:
    if not archive:
        remedy = "Name it with --archive PATH, or in SECONDSOURCE_ARCHIVE."
        raise SecondSourceError("the archive", "none is named", remedy)
    return archive


@contextmanager
def _opened(archive: str | None) -> Iterator["Archive"]:
    """The archive that is named, with its passphrase from a file, the keyring or a prompt."""
    from secondsource.archive import database, passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(_where(archive))
    secret = passphrase.find(where, _prompt()) if database.locked(where) else None
    with Archive.open(where.at, secret) as opened:
        yield opened


def _prompt() -> Any:
    from getpass import getpass

    return getpass if sys.stdin.isatty() else None


def _new_passphrase() -> str:
    prompt = _prompt()
    if prompt is None:
        remedy = "Run this at a terminal, or name a file that holds it in SECONDSOURCE_PASSPHRASE_FILE."
        raise SecondSourceError("the archive", "it needs a passphrase", remedy)
    first = str(prompt("Passphrase of the new archive: "))
    if prompt("Once more: ") != first:
        raise SecondSourceError("the passphrase", "the two differ", "Try again.")
    return first


def _jobs(jobs: int) -> int:
    import os

    return jobs if jobs > 0 else os.cpu_count() or 1


def _field(text: str) -> tuple[str, Any]:
    """``status=refuted``; a value that is JSON (a number, null, a list) is taken as such."""
    import json

    name, sign, value = text.partition("=")
    if not sign:
        raise SecondSourceError("--set", "it holds no =", "Write it as status=refuted.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _tell(added: "Added") -> None:
    """What came of adding; exit code 1 where something failed."""
    typer.echo(f"{len(added.reports)} added, {added.present} there before, {len(added.failed)} in quarantine")
    for one in added.failed:
        line = f"{one.name}: {one.reason}. {one.remedy}"
        typer.echo(f"error: {''.join(c if c.isprintable() else ' ' for c in line)}", err=True)
    if added.failed:
        raise typer.Exit(1)


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value)


def _print_json(value: Any) -> None:
    import json

    typer.echo(json.dumps(_plain(value), ensure_ascii=False, indent=1).encode("utf-8"))
