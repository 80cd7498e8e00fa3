"""The commands of the workbench: one thin function each. Everything heavy is imported inside."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from secondsource.cli_shared import Json, Place, print_json
from secondsource.cli_shared import open_archive as opened
from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from secondsource.workbench.serving import Opened


def register(app: typer.Typer) -> None:
    """Give the program its workbench commands."""
    for command, example in _COMMANDS.items():
        app.command(command.__name__, epilog=f"Example: secondsource {command.__name__} {example}")(command)


def serve(
    archive: Place = None,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0: any that is free.")] = 8765,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    idle: Annotated[float, typer.Option(metavar="MINUTES", min=1, help="Lock it after so long without use.")] = 30,
    readers_see_sources: Annotated[
        bool, typer.Option("--readers-see-sources", help="Show readers how reports describe their sources.")
    ] = False,
    address: Annotated[str, typer.Option(metavar="IP", help="Where to listen; beyond this machine for a team.")] = (
        "127.0.0.1"
    ),
    name: Annotated[str, typer.Option(metavar="HOST", help="What browsers of a team call this machine.")] = "",
    certificate: Annotated[Path | None, typer.Option(metavar="FILE", help="The certificate for TLS (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its key (PEM).")] = None,
) -> None:
    """Open the archive in the browser: read, check, decide, show. Only this machine reaches it."""
    from secondsource.workbench import serving

    wanted = serving.Serving(port, address, name, certificate, key, idle, readers_see_sources)
    with opened(archive) as held:
        serving.serve(held, wanted, lambda at: _tell(at, browser))


def _tell(at: "Opened", browser: bool) -> None:
    from secondsource.workbench import serving

    first = at.start() if at.start else f"{at.address}/sign-in"
    typer.echo(first)
    if at.start:
        typer.echo("This address opens the workbench once. Ctrl-C ends it.", err=True)
        if sys.stdin.isatty():
            _on_enter(at)
    if browser:
        serving.open_browser(first)


def _on_enter(at: "Opened") -> None:
    """Another address whenever Enter is pressed: for another browser, or where the workbench was locked."""
    import threading

    def listen() -> None:
        for _ in sys.stdin:
            if at.start:
                typer.echo(at.start())

    typer.echo("Press Enter for another address.", err=True)
    threading.Thread(target=listen, daemon=True).start()


def account(
    what: Annotated[str, typer.Argument(metavar="add|drop|list", help="Add, drop, or list accounts.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose.")] = "",
    archive: Place = None,
    role: Annotated[str, typer.Option(metavar="ROLE", help="reader, editor, or keeper (of sources).")] = "reader",
    password_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A file with the password, instead of a prompt.")
    ] = None,
    json: Json = False,
) -> None:
    """Accounts of a team that shares an archive. Adding one that is there changes its role and password."""
    from secondsource.workbench import accounts

    with opened(archive) as held:
        if what == "list":
            found = accounts.listed(held)
            if json:
                print_json(found)
            for one in () if json else found:
                typer.echo(f"{one.name} · {one.role}")
        elif what == "add":
            accounts.add(held, name, role, _password(password_file))
            typer.echo(f"{name} may sign in as {role}.")
        elif what == "drop":
            accounts.drop(held, name)
            typer.echo(f"{name} may not sign in any more.")
        else:
            raise SecondSourceError(f"account {what}", "there is no such thing to do", "Say add, drop or list.")


def _password(file: Path | None) -> str:
    if file is not None:
        try:
            return file.read_text("utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as fault:
            raise SecondSourceError(str(file), "it cannot be read", "Check the path.") from fault
    if not sys.stdin.isatty():
        raise SecondSourceError("the password", "there is no terminal to ask at", "Give --password-file FILE.")
    first = str(typer.prompt("Password", hide_input=True))
    if typer.prompt("Once more", hide_input=True) != first:
        raise SecondSourceError("the password", "the two differ", "Try again.")
    return first


_COMMANDS: dict[Any, str] = {
    serve: "--archive desk.db",
    account: "add 'M. Ito' --role editor --archive desk.db",
}
