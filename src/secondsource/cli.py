"""The command line: one thin function a command. Everything heavy is imported inside, so that help is instant."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from secondsource import cli_archive, cli_keeping, cli_publishing, cli_workbench
from secondsource.errors import SecondSourceError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from secondsource.model import Reading, Report, Weighing
    from secondsource.reports.files import Gathered

app = typer.Typer(
    name="secondsource",
    help="Read reports from closed societies: who said it, how they know, and which facts a second source backs.",
    epilog="Everything stays on this machine. Exit code 2: nothing could be done; 1: some reports could not be read.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Reports (.txt, .md), or folders of them.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet of reports that name none.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="The publication date of reports that give none: 2023-05-18.")
]
Html = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the case file, one HTML page, to FILE.")]
DemoHtml = Annotated[Path, typer.Option(metavar="FILE", help="Where to write the case file.")]
GoldDir = Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Annotations (.yaml), one file for each report.")]
GoldReadings = Annotated[
    bool, typer.Option("--gold-readings", help="Weigh the annotations themselves: this shows the weighing alone.")
]
TextDir = Annotated[Path, typer.Argument(metavar="TEXT_DIR", help="The folder of the annotated reports.")]

ReportFile = Annotated[Path, typer.Argument(metavar="REPORT", help="One report (.txt, .md).")]
EventId = Annotated[str, typer.Argument(metavar="EVENT", help="An event of it, as `read --json` names it: e3.")]
Jobs = Annotated[
    int, typer.Option(metavar="N", min=1, help="Read with N processes; what is printed is the same for any N.")
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"secondsource {version('secondsource')}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of the program itself."""


@app.command(epilog="Example: secondsource read reports/ --outlet 'Daily Juniper' --published 2023-05-18")
def read(paths: Paths, json: Json = False, jobs: Jobs = 1, outlet: Outlet = None, published: Published = None) -> None:
    """Read reports: their sources, what each source said, and the events they tell of."""
    gathered = _gather(paths, outlet, published)
    readings: Iterable[Reading] = _readings(gathered.reports, jobs)
    if sys.stdout.isatty():  # A bar and a table on one terminal would write into each other.
        readings = list(readings)
    from secondsource.publishing import tables, wire

    for reading in readings:
        if json:
            _print_json(wire.dumps(wire.reading(reading)))
        else:
            _print(tables.reading(reading, ruled=sys.stdout.isatty()))
    _finish(gathered)


@app.command(epilog="Example: secondsource weigh reports/ --html case-file.html")
def weigh(
    paths: Paths,
    json: Json = False,
    html: Html = None,
    jobs: Jobs = 1,
    outlet: Outlet = None,
    published: Published = None,
) -> None:
    """Weigh reports together: which facts are backed, contested, copied or told by one source, and why."""
    if html is not None:
        from secondsource.publishing.outputs import check_html

        check_html(html, paths)
    gathered = _gather(paths, outlet, published)
    readings = list(_readings(gathered.reports, jobs))
    weighing = _weighed(readings)
    if json:
        from secondsource.publishing import wire

        _print_json(wire.dumps(wire.weighing(weighing), indent=1))
    else:
        from secondsource.publishing import tables

        _print(tables.weighing(weighing, readings, ruled=sys.stdout.isatty()))
    if html is not None:
        _write_case_file(html, weighing, readings)
        typer.echo(f"Case file: {html.resolve()}", err=json)  # What is on standard output stays JSON.
    _finish(gathered)


@app.command(epilog="Example: secondsource explain reports/lake.txt e3")
def explain(report: ReportFile, event: EventId, outlet: Outlet = None, published: Published = None) -> None:
    """Explain one event of a report: the words, pattern, frame and rule behind each of its values."""
    from secondsource.publishing import explanations
    from secondsource.reading import explaining
    from secondsource.reports.files import from_file

    read_from = from_file(report, outlet=outlet, published=published)
    _print(explanations.explanation(explaining.explain(read_from, event)))


@app.command(epilog="Example: secondsource questions reports/")
def questions(
    paths: Paths, json: Json = False, outlet: Outlet = None, published: Published = None, jobs: Jobs = 1
) -> None:
    """What to ask a second source about facts that rest on one line, without leading or giving the first one away."""
    from secondsource.publishing import questions as put
    from secondsource.weighing.questions import questions as ask

    gathered = _gather(paths, outlet, published)
    readings = list(_readings(gathered.reports, jobs))
    weighing = _weighed(readings)
    asked = ask(weighing, readings)
    if json:
        from secondsource.publishing import wire

        _print_json(wire.dumps(put.plain(asked), indent=1))
    else:
        _print(put.text(asked, weighing))
    _finish(gathered)


@app.command(epilog="Example: secondsource evaluate tests/corpus/dev/gold tests/corpus/dev/text")
def evaluate(
    gold_dir: GoldDir, text_dir: TextDir, json: Json = False, jobs: Jobs = 1, gold_readings: GoldReadings = False
) -> None:
    """Score the readings of annotated reports, weighed together, against their annotations (in per cent)."""
    from secondsource import evaluation

    gold = evaluation.load(gold_dir, text_dir)
    gathered = _gather([text_dir / entry.report for entry in gold.reports], None, None)
    readings = _annotated(gold_dir, text_dir) if gold_readings else list(_readings(gathered.reports, jobs))
    scores = evaluation.evaluate(gold, readings, _weighed(readings))
    if json:
        from secondsource.publishing import wire

        _print_json(wire.dumps(scores.plain(), indent=1))
    else:
        _print(evaluation.table(scores, ruled=sys.stdout.isatty()))
    _finish(gathered)


@app.command(epilog="Example: secondsource demo --html /tmp/case-file.html")
def demo(html: DemoHtml = Path("case-file.html")) -> None:
    """Weigh the sample reports that come with the program, and write their case file."""
    from secondsource import samples

    weigh([Path(str(samples.folder()))], html=html)


for _command, _example in (cli_archive.COMMANDS | cli_keeping.COMMANDS).items():
    _name = _command.__name__.strip("_")
    app.command(_name, epilog=f"Example: secondsource {_name} {_example}")(_command)
cli_publishing.register(app)
cli_workbench.register(app)


def main() -> None:
    """Run the program; a user's mistake is one line on the error stream and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # A terminal that lacks a letter shows its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except SecondSourceError as fault:
        _complain(fault)
        sys.exit(2)


def _gather(paths: Sequence[Path], outlet: str | None, published: str | None) -> "Gathered":
    """The reports at ``paths``; ends the program where not one of them can be read."""
    from secondsource.reports.files import gather

    gathered = gather(paths, outlet=outlet, published=published)
    if not gathered.reports:
        _finish(gathered, code=2)
    return gathered


def _readings(reports: Sequence["Report"], jobs: int) -> Iterator["Reading"]:
    """The readings in order, with a bar on the error stream where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TextColumn("reports"), TimeRemainingColumn())
    # The bar leaves the streams alone: what is printed belongs on standard output, bar or no bar.
    with Progress(
        *columns,
        console=console,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
        disable=not sys.stderr.isatty(),
    ) as progress:
        task = progress.add_task("", total=len(reports))
        progress.refresh()
        from secondsource.reading.pipeline import read_all

        for reading in read_all(reports, jobs):
            yield reading
            progress.advance(task)


def _annotated(gold_dir: Path, text_dir: Path) -> list["Reading"]:
    """The annotations of a folder as readings."""
    from secondsource import gold

    return list(gold.load(gold_dir, text_dir))


def _weighed(readings: Sequence["Reading"]) -> "Weighing":
    from rich.console import Console

    from secondsource.weighing.pipeline import weigh as weigh_together

    if not sys.stderr.isatty():
        return weigh_together(readings)
    with Console(stderr=True).status("Weighing"):
        return weigh_together(readings)


def _write_case_file(target: Path, weighing: "Weighing", readings: Sequence["Reading"]) -> None:
    from secondsource.publishing import casefile, outputs

    outputs.write(target, casefile.render(weighing, readings))


def _print(parts: Iterable["RenderableType"]) -> None:
    from rich.console import Console

    from secondsource.publishing import tables

    tables.show(Console(), parts)
    sys.stdout.flush()


def _print_json(text: str) -> None:
    """JSON is UTF-8 whatever the terminal is."""
    typer.echo(text.encode("utf-8"))


def _complain(fault: SecondSourceError) -> None:
    """One line, without any character that a terminal would obey: a path or a report may hold one."""
    typer.echo(f"error: {''.join(c if c.isprintable() else ' ' for c in str(fault))}", err=True)


def _finish(gathered: "Gathered", code: int = 1) -> None:
    """List what could not be read, and end with ``code`` where there is any."""
    for fault in gathered.faults:
        _complain(fault)
    if gathered.faults:
        raise typer.Exit(code)


if __name__ == "__main__":
    main()
