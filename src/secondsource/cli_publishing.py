"""The commands of publishing: one thin function each. Everything heavy is imported inside."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.cli_shared import Json, Place, print_json
from secondsource.cli_shared import open_archive as opened
from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from secondsource.archive.search import Query
    from secondsource.publishing.desk import Preview
    from secondsource.publishing.exposure import Estimate

Profile = Annotated[str, typer.Option("--profile", metavar="NAME", help="For whom: internal, partner or public.")]
Act = Annotated[list[str] | None, typer.Option(help="Only facts of this act; may be repeated.")]
Grade = Annotated[list[str] | None, typer.Option(help="Only facts of this grade; may be repeated.")]
Person = Annotated[str, typer.Option(help="Only facts in which this person takes part, in any spelling.")]
Where = Annotated[str, typer.Option("--place", help="Only facts there, with all that lies inside.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides, if not this account.")]


def register(app: typer.Typer) -> None:
    """Give the program its publishing commands."""
    for command, example in _COMMANDS.items():
        app.command(command.__name__, epilog=f"Example: secondsource {command.__name__} {example}")(command)


def exposure(
    archive: Place = None,
    profile: Profile = "public",
    act: Act = None,
    grade: Grade = None,
    person: Person = "",
    place: Where = "",
    json: Json = False,
) -> None:
    """Tell what an export would give away: for each source, how many people fit all that would then be known of it."""
    from secondsource.lexicon.profiles import profile as named
    from secondsource.publishing.desk import preview

    with opened(archive) as held:
        seen = preview(held, named(profile), _query(act, grade, person, place))
    if json:
        print_json(seen.standings)
        return
    for standing in seen.standings:
        verdict = "refused" if standing.refused else "may leave"
        typer.echo(f"{standing.source}  {_people(standing.before)} → {_people(standing.after)}  {verdict}")
        for reason in standing.after.because:
            typer.echo(f"    {reason}")
    _sum_up(seen, profile)


def export(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new folder for the signed bundle.")],
    archive: Place = None,
    profile: Profile = "public",
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="See the list below.")] = "jsonl",
    act: Act = None,
    grade: Grade = None,
    person: Person = "",
    place: Where = "",
    preview: Annotated[bool, typer.Option("--preview", help="Show what would leave, and write nothing.")] = False,
    override: Annotated[str, typer.Option(metavar="REASON", help="Let it leave below the floor; recorded.")] = "",
    by: By = None,
) -> None:
    """Write facts as a signed bundle for others. Refused where it would leave a source among too few people."""
    from secondsource.lexicon.profiles import profile as named
    from secondsource.publishing import bundles, desk
    from secondsource.publishing.exports.formats import format_named

    query = _query(act, grade, person, place)
    order = desk.Order(named(profile), format_named(format), out, query, override, by)
    with opened(archive) as held:
        if preview:
            _sum_up(desk.preview(held, order.profile, query), profile)
            return
        seen, manifest = desk.export(held, order)
        key = desk.public_key(held)
    _sum_up(seen, profile)
    typer.echo(f"Wrote {', '.join(manifest.files)} to {out}.")
    typer.echo(f"Signed with {bundles.fingerprint(key)}")


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="The folder of a signed bundle.")],
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The public key that must have signed it (manifest.key).")
    ] = None,
) -> None:
    """Check that a bundle is what was signed, to the last byte."""
    from secondsource.publishing import bundles

    trusted = None
    if key is not None:
        try:
            trusted = key.read_bytes()
        except OSError as fault:
            reason = f"cannot be read ({fault.strerror})"
            raise SecondSourceError(str(key), reason, "Give the file of a public key.") from fault
    found = bundles.verify(bundle, trusted)
    about = found.manifest
    typer.echo(f"As signed on {about.made} for the profile {about.profile}: {', '.join(about.files)}.")
    typer.echo(f"Key {found.fingerprint}")
    if trusted is None:
        typer.echo("Compare the key with what the sender told you by another way; or give it with --key.")


def consent(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source, as r0000012:s1.")],
    archive: Place = None,
    profile: Profile = "partner",
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Until this day; else for good.")] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the consent back.")] = False,
    by: By = None,
) -> None:
    """Record that a source agreed to what a profile lets out of it, or took that back."""
    from datetime import date

    from secondsource.lexicon.profiles import profile as named
    from secondsource.publishing import desk
    from secondsource.publishing.release import Consent

    if until is not None:
        try:
            date.fromisoformat(until)
        except ValueError as fault:
            raise SecondSourceError("--until", "is no date", "Write it as 2027-01-31.") from fault
    with opened(archive) as held:
        if withdraw:
            desk.withdraw(held, source, named(profile).name)
        else:
            desk.consent(held, Consent(source, named(profile).name, until), by)
    typer.echo("Recorded.")


def watch(
    action: Annotated[str, typer.Argument(metavar="ACTION", help="add, list, look or drop.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="The watch, for add and drop.")] = "",
    archive: Place = None,
    act: Act = None,
    grade: Grade = None,
    person: Person = "",
    place: Where = "",
    text: Annotated[str, typer.Option(metavar="WORDS", help="Facts of reports with these words.")] = "",
    fact: Annotated[str, typer.Option(metavar="FACT", help="Watch this fact alone (r0000012:e3).")] = "",
    feed: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what changed to an Atom feed, too. It is not encrypted.")
    ] = None,
    notify: Annotated[bool, typer.Option("--notify", help="Show on the desktop how many changes there are.")] = False,
    json: Json = False,
) -> None:
    """Keep a question to the archive, and tell what changed: new facts, another line, contradiction, refutation."""
    from datetime import UTC, datetime

    from secondsource.publishing import desktop, watching
    from secondsource.publishing.outputs import write_bytes

    with opened(archive) as held:
        if action == "add":
            made = watching.save(held, watching.Watch(name, _query(act, grade, person, place, text), fact))
            typer.echo(f"Watching {made.name}: {len(made.seen)} facts fit now.")
        elif action == "drop":
            watching.drop(held, name)
            typer.echo(f"{name} is watched no more.")
        elif action == "list":
            for one in watching.watches(held):
                typer.echo(f"{one.name}: {len(one.seen)} facts")
        elif action == "look":
            today = datetime.now(UTC).date().isoformat()
            news = watching.look(held, today, keep=False)
            if feed is not None:
                write_bytes(feed, watching.feed(news, "desk"))
            if json:
                print_json(news)
            else:
                for item in news:
                    typer.echo(f"{item.watch}  {item.fact}  {item.act} {watching.WORDS[item.change]}: {item.after}")
                typer.echo(f"{len(news)} changes since the last look.")
            # It counts as seen only once it was told.
            watching.look(held, today)
            if notify and news:
                desktop.notify(f"{len(news)} changes of what is watched")
        else:
            raise SecondSourceError(action, "is nothing that watch does", "Give add, list, look or drop.")


_COMMANDS: dict[Any, str] = {
    exposure: "--profile public --archive desk.db",
    export: "--profile public --format csv --out to-press --archive desk.db",
    verify: "to-press --key their.key",
    watch: "add officers --act arrest --place Hyesan --archive desk.db",
    consent: "r0000012:s1 --profile partner --until 2027-01-31 --archive desk.db",
}


def _query(act: Sequence[str] | None, grade: Sequence[str] | None, person: str, place: str, text: str = "") -> "Query":
    from secondsource.archive.search import Query

    return Query(text=text, act=tuple(act or ()), grade=tuple(grade or ()), person=person, place=place)


def _people(value: "Estimate") -> str:
    low = "unknown" if value.low is None else f"{value.low:,}"
    high = "unknown" if value.high is None else f"{value.high:,}"
    return low if low == high else f"{low} to {high}"


def _sum_up(seen: "Preview", profile: str) -> None:
    leaves, stays = len(seen.prepared.release.facts), len(seen.prepared.release.withheld)
    typer.echo(f"{leaves} facts leave for {profile}, {stays} stay.")
    for reason, number in sorted(_reasons(seen).items()):
        typer.echo(f"  {number} stay: {reason}.")
    typer.echo(f"Since the last export: {len(seen.new)} new, {len(seen.changed)} changed, {len(seen.gone)} gone.")
    if seen.refused:
        typer.echo(f"Refused on account of {len(seen.refused)} sources: {', '.join(s.source for s in seen.refused)}.")


def _reasons(seen: "Preview") -> dict[str, int]:
    found: dict[str, int] = {}
    for withheld in seen.prepared.release.withheld:
        found[withheld.reason] = found.get(withheld.reason, 0) + 1
    return found
