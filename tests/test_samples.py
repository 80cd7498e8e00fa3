"""The sample reports: fictional and marked so, of a length that a reader bears, and readable without a fault."""

import pytest

import secondsource
from secondsource import samples
from secondsource.model import LIVE
from secondsource.reports.files import gather

FILES = sorted(samples.folder().glob("*.md"))


def test_all_are_read() -> None:
    found = gather([samples.folder()])
    assert not found.faults
    assert len(found.reports) == len(FILES) == 5
    assert all(r.outlet and r.published and r.url and r.title and r.language == "en" for r in found.reports)
    assert len({r.outlet for r in found.reports}) == 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_says_that_it_is_fictional(path) -> None:  # type: ignore[no-untyped-def]
    front = path.read_text("utf-8").split("---")[1]
    assert "note: fictional" in front
    assert "https://example.org/" in front


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_is_250_to_400_words(path) -> None:  # type: ignore[no-untyped-def]
    (report,) = gather([path]).reports
    words = sum(len(report.text[b.span.start : b.span.end].split()) for b in report.blocks if b.kind in LIVE)
    assert 250 <= words <= 400


@pytest.mark.parametrize(
    ("words", "reports"),
    [("Pak Chol Ho", 4), ("Park Cheol-ho", 1), ("Pak Song Il", 1), ("14 tons", 2), ("11 tons", 2), ("Correction:", 1)],
)
def test_the_reports_hold_what_they_are_there_for(words: str, reports: int) -> None:
    assert sum(words in path.read_text("utf-8") for path in FILES) == reports


def test_they_are_free_for_any_use() -> None:
    assert "CC0 1.0" in (samples.folder().parent / "LICENSE").read_text("utf-8")


def test_the_night_guard_is_not_the_manager_whose_family_name_he_bears() -> None:
    path = samples.folder() / "daily-juniper-2024-04-29.md"
    reading = secondsource.read(secondsource.Report.from_file(path))
    names = {person.id: person.name for person in reading.people}
    questioned = [event for event in reading.events if event.act == "interrogation"]
    assert questioned
    assert all(names.get(filler.person or "") != "Pak Chol Ho" for event in questioned for filler in event.recipient)


def test_the_samples_show_what_the_readme_promises() -> None:
    readings = secondsource.read_all(gather([samples.folder()]).reports)
    grades = {event.grade for event in secondsource.weigh(list(readings)).events}
    assert {"corroborated", "acknowledged", "contested", "copied", "unclear", "one_source"} <= grades


EXAMPLE = {
    "first": "A source in North Hamgyong Province told Daily Juniper on Friday that the manager of a fertilizer depot "
    "in Kimchaek, Pak Chol Ho, was arrested on April 17.\n",
    "second": "“They arrested Park Cheol-ho, the manager of the depot, on April 17,” a clerk at a cooperative farm "
    "near Kimchaek told Lantern Radio.\n",
    "copy": "The manager of a fertilizer depot in Kimchaek, Pak Chol Ho, was arrested on April 17, "
    "Daily Juniper reported.\n",
}
OUTLETS = {
    "first": ("Daily Juniper", "2024-04-29"),
    "second": ("Lantern Radio", "2024-05-03"),
    "copy": ("Wire", "2024-05-06"),
}


@pytest.mark.parametrize(
    ("names", "grade"),
    [(("first", "second"), "corroborated"), (("first", "copy"), "copied"), (("first",), "one_source")],
)
def test_the_worked_example_of_the_readme(names: tuple[str, ...], grade: str) -> None:
    reports = [
        secondsource.Report.from_text(
            f"{name}.txt", f"---\noutlet: {OUTLETS[name][0]}\npublished: {OUTLETS[name][1]}\n---\n{EXAMPLE[name]}"
        )
        for name in names
    ]
    weighing = secondsource.weigh(list(secondsource.read_all(reports)))
    assert [(event.act, event.grade) for event in weighing.events] == [("arrest", grade)]
