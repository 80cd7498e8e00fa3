"""What is printed of readings and weighings, in a pipe and on a terminal."""

import io

import msgspec
import pytest
from rich.console import Console

from secondsource.model import (
    Attribution,
    Event,
    Filler,
    Member,
    Person,
    Reading,
    Report,
    RestsOn,
    Source,
    Span,
    Time,
    WeighedEvent,
    Weighing,
)
from secondsource.publishing import tables

TEXT = "Guards seized Kim in Mary on [red]May 9[/red], a trader said: \x1b[31m“He wept.”"


def reading(name: str, *, place: str | None = None) -> Reading:
    """A reading of one event with a hostile text."""
    at = TEXT.index
    guards = Filler(0, 6)
    kim = Filler(at("Kim"), at("Kim") + 3, "p1")
    trader, said, wept = (Span(at(w), at(w) + len(w)) for w in ("a trader", "said", "He wept."))
    return Reading(
        Report(name, TEXT, (), outlet="Lake Radio", published="2023-05-18"),
        (Source("s1", trader, (trader,), "anonymous", "Mary", "told_by_participant", ("s2", "Ridge Daily")),),
        (Attribution(("s1",), said, "direct", (wept,)), Attribution((), said, "indirect", (wept,))),
        (Person("p1", "Kim Chol", (Span(kim.start, kim.end),)),),
        (Event("e1", "illegal_contact", (Span(7, 13),), (guards,), (kim,), place=place, time=Time(wept, "2023", "")),),
    )


class Terminal(io.StringIO):
    """What takes text as a terminal does."""

    def isatty(self) -> bool:
        return True


def printed(parts: object, file: io.StringIO, width: int = 100) -> str:
    tables.show(Console(file=file, width=width, force_terminal=file.isatty(), color_system=None), parts)  # type: ignore[arg-type]
    return file.getvalue()


def weighed(grade: str, low: int, high: int) -> Weighing:
    event = WeighedEvent(
        "g1",
        "illegal_contact",
        (Member("a.txt", "e1"), Member("b.txt", "e1"), Member("gone.txt", "e9")),
        (),
        low,
        high,
        grade,  # type: ignore[arg-type]
        ("time", "place"),
        ("Two newsrooms each cite a source.", "Neither cites the other."),
    )
    return Weighing((event,), (), (RestsOn("b.txt", "a.txt", "copied", 0.9, "41 words"),))


def test_a_reading_in_a_pipe() -> None:
    assert printed(tables.reading(reading("a.txt"), ruled=False), io.StringIO()).splitlines() == [
        "a.txt · Lake Radio · 2023-05-18",
        "  s1 a trader (anonymous, Mary, told by participant, rests on s2, Ridge Daily)",
        "      said: “He wept.”",
        "  somebody who is not named",
        "      said: He wept.",
        "",
        "act              who → whom         where  when  status    voucher",
        "illegal contact  Guards → Kim Chol  –      2023  asserted  narrator",
        "",
    ]


@pytest.mark.parametrize(
    ("grade", "low", "high", "start"),
    [
        ("corroborated", 2, 2, "corroborated  2 "),
        ("unclear", 1, 2, "unclear  1-2 "),
        ("one_source", 1, 1, "one source  1 "),
    ],
)
def test_a_weighing_in_a_pipe_is_a_line_an_event(grade: str, low: int, high: int, start: str) -> None:
    parts = tables.weighing(weighed(grade, low, high), [reading("a.txt"), reading("b.txt", place="Mary")], ruled=False)
    head, row, *rest = printed(parts, io.StringIO()).splitlines()
    assert head.split()[:3] == ["grade", "lines", "act"]
    assert " ".join(row.split()).startswith(f"{' '.join(start.split())} illegal contact Guards → Kim Chol Mary 2023")
    assert row.endswith(
        "a.txt, b.txt, gone.txt  time, place  Two newsrooms each cite a source. Neither cites the other."
    )
    assert rest == [
        "Who rests on whom",
        "  b.txt rests on a.txt (copied): 41 words",
        f"1 event in 2 reports: 1 {tables.words(grade)}",
    ]


def test_the_strongest_grade_comes_first() -> None:
    events = tuple(WeighedEvent(grade, "arrest", (), (), 1, 1, grade) for grade in reversed(tables.GRADES))
    lines = printed(tables.weighing(Weighing(events), [], ruled=False), io.StringIO()).splitlines()
    assert [line.partition("  ")[0] for line in lines[1:-1]] == [tables.words(grade) for grade in tables.GRADES]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_weighing_fits_a_terminal(width: int) -> None:
    parts = tables.weighing(weighed("corroborated", 2, 2), [reading("a.txt")], ruled=True)
    shown = printed(parts, Terminal(), width)
    assert max(map(len, shown.splitlines())) <= width
    assert "corroborated" in shown
    assert {"differ", "time,", "place", "Neither"} <= set(shown.split())


@pytest.mark.parametrize("file", [io.StringIO(), Terminal()], ids=["pipe", "terminal"])
def test_a_report_cannot_steer_what_shows_it(file: io.StringIO) -> None:
    report = Report("a.txt", TEXT, (), title="\x1b]0;owned\x07 [bold]\u202etitle")
    mention = Span(0, len(TEXT))
    value = Reading(report, (Source("s1", mention, (mention,), "named"),))
    shown = printed(tables.reading(value, ruled=False), file, 300)
    assert "[red]May 9[/red]" in shown
    assert "[bold] title" in shown
    assert not set(shown) & set("\x1b\x07\u202e")


def test_a_report_that_names_the_person_speaks_first() -> None:
    unnamed = msgspec.structs.replace(reading("a.txt"), people=())
    parts = tables.weighing(weighed("unclear", 1, 2), [unnamed, reading("b.txt")], ruled=False)
    assert "Guards → Kim Chol  " in printed(parts, io.StringIO())


def test_nothing_weighed_is_said() -> None:
    assert printed(tables.weighing(Weighing(), [], ruled=False), io.StringIO()) == "0 events in 0 reports\n"
