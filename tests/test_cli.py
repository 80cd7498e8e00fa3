"""The commands as a user meets them: what is printed, where, with which exit code, and never a traceback."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from secondsource import cli
from secondsource.cli import app, main
from secondsource.errors import SecondSourceError
from secondsource.publishing import outputs, tables

REPORT = """---
outlet: Lake Radio
published: 2023-05-18
---
Border officer arrested in Hyesan

A source in Ryanggang Province told Lake Radio on Tuesday that a border officer was arrested in Hyesan on May 9.

“They took him from his home at night,” the source said. “He had accepted 20,000 yuan from a smuggler.”

According to another source in the province, the officer’s family was exiled to a village in June.
"""
SECOND = REPORT.replace("Lake Radio", "Ridge Daily").replace("He had accepted", "People say that he had taken")
PROGRAM = [sys.executable, "-m", "secondsource.cli"]


class Ran(msgspec.Struct, frozen=True):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, where the parser is already loaded."""

    def command(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["secondsource", *map(str, words)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        said = capfd.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports of one event."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "lake.txt").write_text(REPORT, "utf-8")
    (tmp_path / "reports" / "ridge.md").write_text(SECOND, "utf-8")
    return tmp_path / "reports"


# --- help and version ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["read", "weigh", "explain", "questions", "evaluate", "demo"])
def test_help_has_an_example(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert ran.code == 0
    assert f"Example: secondsource {command}" in ran.out


def test_version_is_that_of_the_package(run: Run) -> None:
    ran = run("--version")
    assert re.fullmatch(r"secondsource \d+\.\d+\.\d+\n", ran.out)


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, secondsource.cli; print(sorted({'spacy', 'numpy', 'rich', 'jinja2', 'yaml'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# --- read ---------------------------------------------------------------------------------------------------------


def test_read_prints_sources_what_they_said_and_events(folder: Path, run: Run) -> None:
    ran = run("read", folder / "lake.txt")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("lake.txt · Lake Radio · 2023-05-18 · Border officer arrested in Hyesan\n")
    assert "A source in Ryanggang Province (anonymous" in ran.out
    assert re.search(r"^ +said: “They took him from his home at night", ran.out, re.M)
    assert re.search(r"^act +who → whom +where +when +status +voucher$", ran.out, re.M)
    assert re.search(r"^arrest .*border officer.* 2023-05-09 +asserted +s1$", ran.out, re.M)


SPAN = {"start": int, "end": int}
TEXT = (str, type(None))
MAYBE_SPAN = (SPAN, None)
FORMAT = {
    "report": str,
    "outlet": TEXT,
    "published": TEXT,
    "language": str,
    "title": TEXT,
    "sources": [
        {
            "id": str,
            "mention": SPAN,
            "mentions": [SPAN],
            "anonymity": str,
            "place": TEXT,
            "basis": TEXT,
            "rests_on": [str],
        }
    ],
    "attributions": [{"source": (str, list, type(None)), "cue": SPAN, "type": str, "content": [SPAN]}],
    "people": [
        {
            "id": str,
            "name": TEXT,
            "age": TEXT,
            "mentions": [SPAN],
            "posts": [{"title": str, "org": TEXT, "place": TEXT, "former": bool}],
        }
    ],
    "events": [
        {
            "id": str,
            "act": str,
            "trigger": SPAN,
            "triggers": [SPAN],
            "actor": [{"person": TEXT, **SPAN}],
            "recipient": [{"person": TEXT, **SPAN}],
            "authority": TEXT,
            "place": TEXT,
            "time": TEXT,
            "time_span": MAYBE_SPAN,
            "duration": TEXT,
            "amount": ({"value": (int, float), "per": TEXT}, None),
            "item": TEXT,
            "reason": MAYBE_SPAN,
            "status": str,
            "source": str,
        }
    ],
    "follows": [SPAN],
}
WEIGHED_FORMAT = {
    "events": [
        {
            "id": str,
            "act": str,
            "members": [{"report": str, "event": str}],
            "lines": [[str]],
            "lines_min": int,
            "lines_max": int,
            "grade": str,
            "differs": [str],
            "why": [str],
        }
    ],
    "people": [{"id": str, "members": [str]}],
    "rests_on": [{"report": str, "base": str}],
}


def misfits(value: object, shape: object, where: str = "") -> Iterator[str]:
    """Where ``value`` has not the shape that the format asks: keys may be more, never fewer."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield f"{where}: {value!r}"
            return
        for key, inner in shape.items():
            yield from misfits(value[key], inner, f"{where}.{key}") if key in value else [f"{where}.{key} is missing"]
        if shape is SPAN and value["start"] > value["end"]:
            yield f"{where}: {value}"
    elif isinstance(shape, list):
        yield from [] if isinstance(value, list) else [f"{where}: {value!r}"]
        for number, inner in enumerate(value if isinstance(value, list) else []):
            yield from misfits(inner, shape[0], f"{where}[{number}]")
    elif isinstance(shape, tuple) and None in shape:
        yield from misfits(value, shape[0], where) if value is not None else []
    elif not isinstance(value, shape):  # type: ignore[arg-type]
        yield f"{where}: {value!r}"


def test_read_json_is_a_line_a_report_in_the_format(folder: Path, run: Run) -> None:
    ran = run("read", folder, "--json")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["report"] for line in lines] == ["lake.txt", "ridge.md"]
    assert [fault for line in lines for fault in misfits(line, FORMAT)] == []
    event = next(event for event in lines[0]["events"] if event["act"] == "arrest")
    assert "arrested" in {REPORT[span["start"] : span["end"]] for span in event["triggers"]}
    amounts = [event["amount"] for line in lines for event in line["events"] if event["amount"]]
    assert all(isinstance(amount["value"], int) and amount["currency"] == "CNY" for amount in amounts)


def test_options_fill_what_a_report_does_not_say(tmp_path: Path, run: Run) -> None:
    (tmp_path / "bare.txt").write_text("A source told us that an officer was arrested on May 9.", "utf-8")
    ran = run("read", tmp_path / "bare.txt", "--json", "--outlet", "Lake Radio", "--published", "2023-05")
    held = json.loads(ran.out)
    assert (held["outlet"], held["published"]) == ("Lake Radio", "2023-05")


@pytest.mark.parametrize("given", ["yesterday", "2023-13", "2023-02-30", "18.05.2023", "23"])
def test_a_date_that_is_none_is_refused_in_a_line(given: str, folder: Path, run: Run) -> None:
    ran = run("read", folder, "--published", given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "--published" in ran.err


# --- weigh --------------------------------------------------------------------------------------------------------


def test_weigh_prints_grade_lines_reports_and_reasons(folder: Path, run: Run) -> None:
    ran = run("weigh", folder)
    assert (ran.code, ran.err) == (0, "")
    assert re.match(r"grade +lines +act +who → whom +where +when +reports +differ on +why\n", ran.out)
    grades = "|".join(map(tables.words, tables.GRADES))
    assert re.search(rf"^({grades}) +\d(-\d)? +arrest .*lake\.txt", ran.out, re.M)
    assert re.search(r"^\d+ events in 2 reports: \d+ ", ran.out, re.M)


def test_weigh_json_is_one_object_in_the_format(folder: Path, run: Run) -> None:
    ran = run("weigh", folder, "--json")
    held = json.loads(ran.out)
    assert list(misfits(held, WEIGHED_FORMAT)) == []
    read = [json.loads(line) for line in run("read", folder, "--json").out.splitlines()]
    told = sorted((line["report"], event["id"]) for line in read for event in line["events"])
    assert told == sorted((m["report"], m["event"]) for event in held["events"] for m in event["members"])


def test_weigh_writes_the_case_file_and_replaces_an_earlier_one(folder: Path, tmp_path: Path, run: Run) -> None:
    page = tmp_path / "case.html"
    for _ in range(2):
        ran = run("weigh", folder, "--html", page)
        assert ran.code == 0
        assert f"Case file: {page}" in ran.out
    assert page.read_text("utf-8").lower().startswith("<!doctype html")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["case.html"]


def test_the_path_of_the_case_file_does_not_get_into_json(folder: Path, tmp_path: Path, run: Run) -> None:
    ran = run("weigh", folder, "--json", "--html", tmp_path / "case.html")
    assert json.loads(ran.out)
    assert "Case file: " in ran.err


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("case.txt", "is no name of an HTML file"),
        ("gone/case.html", "its folder does not exist"),
        ("notes.html", "is there and is not HTML"),
        ("folder.html", "is there and is not a file"),
    ],
)
def test_a_case_file_destroys_nothing(target: str, reason: str, folder: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "notes.html").write_text("My only notes.", "utf-8")
    (tmp_path / "folder.html").mkdir()
    ran = run("weigh", folder, "--html", tmp_path / target)
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err
    assert ran.err.count("\n") == 1
    assert (tmp_path / "notes.html").read_text("utf-8") == "My only notes."


def test_a_report_is_never_the_case_file(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("<!doctype html>", "utf-8")
    with pytest.raises(SecondSourceError, match="one of the reports"):
        outputs.check_html(page, [page])


def test_a_page_keeps_its_mode_and_a_new_one_is_private(tmp_path: Path) -> None:
    new, old = tmp_path / "new.html", tmp_path / "old.html"
    old.write_text("<!doctype html>", "utf-8")
    old.chmod(0o644)
    outputs.write(new, "<!doctype html>")
    outputs.write(old, "<!doctype html>")
    assert [path.stat().st_mode & 0o777 for path in (new, old)] == [0o600, 0o644]


def test_an_event_is_explained(folder: Path, run: Run) -> None:
    """An expert sees the pattern that fitted, the file it stands in, and what filled each role."""
    events = json.loads(run("read", "--json", folder / "lake.txt").out)["events"]
    arrest = next(e["id"] for e in events if e["act"] == "arrest")
    ran = run("explain", folder / "lake.txt", arrest)
    assert ran.code == 0
    assert "lexicon/acts/arrest.yaml" in ran.out
    assert "“arrested” in: A source in Ryanggang Province told" in ran.out
    assert re.search(r"pattern +verb: arrest\|", ran.out)
    assert re.search(r"frame +arrested \(passive\)  \[subject officer", ran.out)
    assert re.search(r"recipient +officer  \[subject of the passive\]", ran.out)
    assert re.search(r"time +2023-05-09  “on May 9”|time +2023-05-09  “May 9”", ran.out)
    assert re.search(r"status +asserted  \[told as it is\]  lexicon/hedges.yaml", ran.out)
    assert re.search(r"voucher +A source in Ryanggang Province  “told”", ran.out)


def test_every_event_of_a_report_can_be_explained(folder: Path, run: Run) -> None:
    for event in json.loads(run("read", "--json", folder / "ridge.md").out)["events"]:
        ran = run("explain", folder / "ridge.md", event["id"])
        assert ran.code == 0
        assert re.search(rf"act +{event['act']}  ", ran.out)


@pytest.mark.parametrize("wrong", ["e99", "arrest", ""])
def test_an_event_that_is_not_there_is_a_line(wrong: str, folder: Path, run: Run) -> None:
    ran = run("explain", folder / "lake.txt", wrong)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("error: lake.txt")
    assert "Its events are e1 to e" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_report_without_events_says_so(tmp_path: Path, run: Run) -> None:
    (tmp_path / "calm.txt").write_text("The weather was fine in Sinpho, a resident said.", "utf-8")
    ran = run("explain", tmp_path / "calm.txt", "e1")
    assert ran.code == 2
    assert "It tells of no event." in ran.err


def test_many_processes_print_what_one_does(tmp_path: Path, run: Run) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text(REPORT.replace("May 9", f"May {number + 1}"), "utf-8")
    assert run("read", "--json", tmp_path, "--jobs", "2").out == run("read", "--json", tmp_path).out


def test_no_process_at_all_is_refused(folder: Path, run: Run) -> None:
    ran = run("read", folder, "--jobs", "0")
    assert ran.code == 2
    assert "--jobs" in ran.err


# --- evaluate and demo --------------------------------------------------------------------------------------------


def test_evaluate_prints_figures_and_json(corpus: Path, tmp_path: Path, run: Run) -> None:
    for part in ("gold", "text"):
        (tmp_path / part).mkdir()
        for path in (corpus / part).glob("a1-*"):
            (tmp_path / part / path.name).write_bytes(path.read_bytes())
    ran = run("evaluate", tmp_path / "gold", tmp_path / "text")
    assert re.match(r"layer +P +R +F1 +gold\nsources +\d", ran.out)
    held = json.loads(run("evaluate", tmp_path / "gold", tmp_path / "text", "--json").out)
    assert set(held["sources"]) == {"p", "r", "f1", "gold"}
    assert "grades" not in held


def test_evaluate_without_gold_is_a_line(folder: Path, run: Run) -> None:
    ran = run("evaluate", folder, folder)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_demo_weighs_the_samples_and_writes_the_case_file(tmp_path: Path, run: Run) -> None:
    ran = run("demo", "--html", tmp_path / "page.html")
    assert ran.code == 0
    assert "corroborated" in ran.out
    assert f"Case file: {tmp_path / 'page.html'}" in ran.out


# --- mistakes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["read", "weigh"])
@pytest.mark.parametrize("held", [None, b"", b"\xff\xfe\x00bad", b"---\noutlet: [\n---\nText.\n"])
def test_a_file_that_cannot_be_read_is_a_line_and_code_2(
    command: str, held: bytes | None, tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "bad.txt"
    if held is not None:
        path.write_bytes(held)
    ran = run(command, path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "bad.txt" in ran.err


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_in_a_folder_the_rest_is_read_and_the_faults_come_last(options: list[str], folder: Path, run: Run) -> None:
    (folder / "bad.txt").write_bytes(b"\xff\xfe\x00bad")
    (folder / "empty.md").write_bytes(b"")
    for command in ("read", "weigh"):
        ran = run(command, folder, *options)
        assert ran.code == 1
        assert "lake.txt" in ran.out
        assert [("bad.txt" in line, "empty.md" in line) for line in ran.err.splitlines()] == [
            (True, False),
            (False, True),
        ]


def test_a_folder_without_reports_is_code_2(tmp_path: Path, run: Run) -> None:
    ran = run("read", tmp_path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("words", [["read"], ["weigh", "--grade"], ["guess"], ["evaluate", "gold"]])
def test_a_wrong_command_line_is_code_2_and_no_traceback(words: list[str], run: Run) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert "Traceback" not in ran.err


# --- terminals and pipes ------------------------------------------------------------------------------------------

HOSTILE = "A source told us that \x1b[31man officer\x1b[0m [bold]named\u202e Kim[/bold] was arrested in \x07Hyesan."


def test_a_pipe_gets_plain_lines(folder: Path, run: Run) -> None:
    (folder / "hostile.txt").write_text(HOSTILE, "utf-8")
    ran = run("read", folder)
    assert not re.search(r"[\x1b\x07\u202e\u2500-\u257f…]", ran.out.replace(" … ", " "))
    assert not re.search(r"[ \t]$", ran.out, re.M)
    assert max(map(len, ran.out.splitlines())) > 80


def test_what_a_report_holds_cannot_steer_a_terminal() -> None:
    assert tables.clean("a\x1b[31m\nb\u202ec\x9b  d") == "a [31m b c d"


def test_a_terminal_gets_rules_and_words(folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen([*PROGRAM, "weigh", str(folder)], stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # the end, on Linux
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
    assert process.returncode == 0
    assert "─" in shown.decode()
    assert "corroborated" in shown.decode() or "one source" in shown.decode() or "unclear" in shown.decode()


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    for number in range(40):
        (folder / f"{number}.txt").write_text(REPORT * 3, "utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "read", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait()


def test_an_interrupt_is_quiet(folder: Path) -> None:
    for number in range(600):
        (folder / f"{number}.txt").write_text(REPORT * 3, "utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "read", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has them ignore interrupts, and whatever they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert (process.returncode, err.strip()) == (130, "")


def test_the_program_is_one_function_a_command() -> None:
    callbacks = [command.callback for command in app.registered_commands if command.callback]
    assert [one.__name__ for one in callbacks if one.__module__ == "secondsource.cli"] == [
        "read",
        "weigh",
        "explain",
        "questions",
        "evaluate",
        "demo",
    ]
    assert cli.main
