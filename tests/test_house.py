"""The house rules that a reader of the code relies on: data flows one way, files are short, nothing is undocumented."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from secondsource.cli import app

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "secondsource"
MODULES = sorted(path for path in HOUSE.rglob("*.py"))
LONGEST = 420

ROOMS = [
    {"model", "errors"},
    {"lexicon"},
    {"reports"},
    {"reading"},
    {"weighing"},
    {"archive"},
    {"publishing", "samples"},
    {"workbench"},
    {"evaluation", "gold"},
    {"cli_shared"},
    {"cli_archive", "cli_keeping", "cli_publishing", "cli_workbench"},
    {"cli"},
]
"""A room imports from itself and from those above it. The public face, ``secondsource`` itself, is imported by none."""

READING = [
    {"language"},
    {"quotations", "places", "times", "amounts"},
    {"people"},
    {"facts"},
    {"attributions"},
    {"events"},
    {"vouching"},
    {"pipeline"},
]
"""The stages of a reading, in order. Their helpers stand at no fixed place, but may not make a circle."""


def name_of(path: Path) -> str:
    """``secondsource.reading.events`` for its file."""
    parts = path.relative_to(HOUSE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


NAMES = {name_of(path): path for path in MODULES}


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Modules of the house that a file imports, with the line. Imports inside functions count, too."""
    package = name_of(path) if path.stem == "__init__" else name_of(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            base = package.rsplit(".", node.level - 1)[0] if node.level else ""
            origin = ".".join(filter(None, (base, node.module or "")))
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield (inner if inner in NAMES else origin), node.lineno


def rank(room: str, order: list[set[str]]) -> int | None:
    return next((number for number, rooms in enumerate(order) if room in rooms), None)


def backward(path: Path, prefix: str, order: list[set[str]]) -> list[str]:
    """Imports of ``path`` that go against ``order``, within the package ``prefix``."""
    own = name_of(path).removeprefix(prefix).split(".")[0]
    mine = rank(own, order)
    found = []
    for name, line in imported(path):
        room = name.removeprefix(prefix).split(".")[0]
        theirs = rank(room, order) if name.startswith(prefix) else None
        if mine is not None and theirs is not None and room != own and theirs >= mine:
            found.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_data_flows_one_way(path: Path) -> None:
    assert backward(path, "secondsource.", ROOMS) == []


@pytest.mark.parametrize("path", sorted((HOUSE / "reading").glob("*.py")), ids=lambda path: path.stem)
def test_the_stages_of_a_reading_follow_each_other(path: Path) -> None:
    assert backward(path, "secondsource.reading.", READING) == []


def test_every_room_has_its_place() -> None:
    rooms = {path.name if path.is_dir() else path.stem for path in HOUSE.iterdir() if not path.name.startswith("_")}
    assert rooms - {"py"} <= set().union(*ROOMS)


def test_no_module_imports_itself_by_a_detour() -> None:
    edges = {name: {other for other, _ in imported(path) if other in NAMES} - {name} for name, path in NAMES.items()}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " -> ".join((*way[way.index(name) :], name))
        if name not in done:
            for other in sorted(edges[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in NAMES:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_stay_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", [path for path in MODULES if not path.stem.startswith("cli")], ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = {ast.unparse(call.func) for call in calls}
    assert not names & {"print", "typer.echo", "sys.stdout.write", "sys.stderr.write", "rich.print"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "__init__"], ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


# --- the lexicon is data, and all of it is read -------------------------------------------------------------------

LEXICON = HOUSE / "lexicon"
LEXICON_FILES = sorted(path.relative_to(LEXICON).as_posix() for path in LEXICON.rglob("*.yaml"))


def named() -> set[str]:
    """Every string in the code of the modules that call the loader; a file or folder that none names is not read."""
    found: set[str] = set()
    for path in LEXICON.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        calls = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
        if calls & {"load", "parse", "files"}:
            found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


@pytest.mark.parametrize("name", LEXICON_FILES)
def test_every_file_of_the_lexicon_is_loaded(name: str) -> None:
    assert {name, name.rpartition("/")[0] or name} & named()


# --- what a user meets is documented ------------------------------------------------------------------------------

COMMAND = typer.main.get_command(app)
COMMANDS: dict[str, Any] = COMMAND.commands  # type: ignore[attr-defined]
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--") and option != "--help"
]


def section(document: str, command: str) -> str:
    """The part of a document that speaks of a command: from its heading to the next of the same depth."""
    found = re.search(rf"^(#+) `?secondsource {command}\b.*?(?=^\1 |\Z)", document, re.S | re.M)
    return found.group() if found else ""


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_has_a_section_for_every_command(name: str) -> None:
    assert section((ROOT / "README.md").read_text("utf-8"), name)


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_readme_tells_of_every_option_where_it_tells_of_the_command(name: str, option: str) -> None:
    assert f"{option}" in section((ROOT / "README.md").read_text("utf-8"), name)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_changelog_tells_of_every_command(name: str) -> None:
    assert f"secondsource {name}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name: str) -> None:
    assert f"Example: secondsource {name}" in (COMMANDS[name].epilog or "")


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
def test_make_help_tells_of_every_target(target: str) -> None:
    assert target == "help" or f"'make {target} " in (ROOT / "Makefile").read_text("utf-8")
