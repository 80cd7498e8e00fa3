"""Commands that fill an archive and look into it: one thin function each. Everything heavy is imported inside."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.cli_shared import (
    Jobs,
    Json,
    Outlet,
    Paths,
    Place,
    Published,
    Retain,
    day,
    field,
    named,
    new_passphrase,
    open_archive,
    print_json,
    processes,
    say,
    tell,
)
from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from secondsource.archive.face import Archive


def init(
    archive: Place = None,
    encryption: Annotated[bool, typer.Option("--encryption/--no-encryption", help="Encrypt the file.")] = True,
    remember: Annotated[bool, typer.Option("--remember", help="Keep the passphrase in the keyring.")] = False,
) -> None:
    """Make an archive: one encrypted file, or tables in a PostgreSQL database."""
    from secondsource.archive import passphrase
    from secondsource.archive.database import Where
    from secondsource.archive.face import Archive

    where = Where.parse(named(archive))
    secret = None
    if where.kind == "postgresql":
        typer.echo("warning: whoever holds the server, its disk or its backups can read all of it.", err=True)
    elif encryption:
        secret = passphrase.check_new(where, passphrase.from_file() or new_passphrase())
    else:
        warning = "warning: not encrypted: a seized laptop surrenders every report, source and note in it."
        typer.echo(warning, err=True)
    Archive.create(where.at, secret).close()
    if remember and secret:
        passphrase.to_keyring(where, secret)
    typer.echo(f"Made {where.shown}. Without its passphrase it cannot be opened, by nobody." if secret else where.shown)


def add(
    paths: Paths,
    archive: Place = None,
    jobs: Jobs = 0,
    outlet: Outlet = None,
    published: Published = None,
    columns: Annotated[
        list[str] | None, typer.Option("--columns", metavar="FIELD=COLUMN", help="Columns of tables: text=Body.")
    ] = None,
    protected: Annotated[bool, typer.Option("--protected", help="Mark the reports as protected.")] = False,
    retain_until: Retain = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on, and add what comes into the folders.")] = False,
) -> None:
    """Take reports in, read them and weigh them with what is there. What was added before stays as it is."""
    from secondsource.archive.taking import Options

    mapped = {name: str(value) for name, value in map(field, columns or [])}
    with open_archive(archive) as opened:
        options = Options(
            by=opened.by,
            outlet=outlet,
            published=day("--published", published),
            protected=protected,
            retain_until=day("--retain-until", retain_until),
            columns=mapped,
        )
        if watch:
            _watch(opened, paths, options, processes(jobs))
        else:
            tell(opened.add(paths, options, processes(jobs)))


def _watch(opened: "Archive", paths: list[Path], options: Any, jobs: int) -> None:
    """Add what is there and what comes, once a file stays as it is, until the user ends it."""
    import time

    from secondsource.archive.watching import Watched

    watched = Watched(paths)
    while True:
        settled = watched.settled()
        if settled:
            added = opened.add(settled, options, jobs)
            if added.reports or added.failed:
                say(added)
        time.sleep(2)


def retry(archive: Place = None, jobs: Jobs = 0) -> None:
    """Try again what could not be taken in, after an upgrade say; list what still cannot."""
    with open_archive(archive) as opened:
        tell(opened.retry(processes(jobs)))


def tip(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What was said, in a text file; - for the keyboard.")],
    who: Annotated[str, typer.Option(help="Who spoke, as described: 'a trader in Hyesan'.")],
    to: Annotated[str, typer.Option(help="To whom of us.")],
    when: Annotated[str, typer.Option(metavar="DATE", help="On which day.")],
    how: Annotated[str, typer.Option(help="How reached: phone, letter, in person.")] = "phone",
    archive: Place = None,
    retain_until: Retain = None,
) -> None:
    """Record a call or a message as a report whose source is protected."""
    from secondsource.archive.taking import Tip

    said = sys.stdin.read() if str(file) == "-" else _text(file)
    on = day("--when", when) or when
    with open_archive(archive) as opened:
        tell(opened.tip(Tip(who, to, on, how, said), day("--retain-until", retain_until)))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise SecondSourceError(file.name, "it cannot be read as UTF-8 text", "Check the path.") from fault


def list_(
    archive: Place = None,
    json: Json = False,
    limit: Annotated[int, typer.Option(metavar="N", help="How many.")] = 50,
    offset: Annotated[int, typer.Option(metavar="N", help="After how many.")] = 0,
) -> None:
    """List the reports, the newest publication first."""
    with open_archive(archive) as opened:
        rows = opened.reports(limit=limit, offset=offset)
    if json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(" · ".join((row.id, row.published or "undated", row.outlet or "–", row.title or row.name)))


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
    with open_archive(archive) as opened:
        found = opened.search(query)
    if json:
        print_json(found)
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


COMMANDS: dict[Any, str] = {
    init: "--archive desk.db",
    add: "reports/ --archive desk.db",
    retry: "--archive desk.db",
    tip: "call.txt --who 'a trader in Hyesan' --to Mira --when 2023-05-18 --archive desk.db",
    list_: "--archive desk.db",
    search: "'\"fertilizer depot\" arrest*' --place Kimchaek --archive desk.db",
}
