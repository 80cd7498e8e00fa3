"""A report as long as a book is read like a short one: what is told in one part is set in that part."""

from functools import cache

import pytest

from secondsource.model import Reading
from secondsource.reading import language, pipeline, stretches
from secondsource.reading.settings import Scene
from secondsource.reports import files
from secondsource.reports.files import Report

TOWNS = ["Hyesan", "Musan", "Hoeryong", "Sinuiju", "Chongjin", "Hamhung", "Wonsan", "Sariwon", "Haeju", "Kanggye"]
SURNAMES = ["Kim", "Ri", "Pak", "Choe", "Jong", "Kang", "Jo", "Yun", "Jang", "Rim", "Han", "Sin"]
GIVEN = ["Chol Su", "Yong Ho", "Kwang Il", "Song Min", "Hye Ran", "Un Ju", "Myong Sik", "Kum Hui"]
PART = """In {town} the winter of {year} was hard, and the traders at the market sold little. The road was
closed for weeks.

On 3 May {year}, officers arrested {name} in {town}. The neighbours saw it from the yard. Nobody spoke of it later.

Trains came late that year, and the ration centre handed out potatoes. Women carried wood. The wells froze over.
"""


def year(number: int) -> int:
    return 1930 + number


def town(number: int) -> str:
    return TOWNS[number * 7 % len(TOWNS)]


def name(number: int) -> str:
    return f"{SURNAMES[number % len(SURNAMES)]} {GIVEN[number // len(SURNAMES) % len(GIVEN)]}"


def long_report(parts: int) -> Report:
    """A fictional report with an arrest in every part."""
    told = (PART.format(town=town(n), year=year(n), name=name(n)) for n in range(parts))
    text = "\n".join(["---\npublished: 2023-05-18\n---\n\nA long memory\n", *told])
    return Report.from_text("long.txt", text)


@cache
def reading() -> Reading:
    return pipeline.read(long_report(60))


def test_the_report_is_longer_than_what_is_looked_at_for_an_event() -> None:
    doc = language.pipeline()(language.live_text(reading().report))
    assert len(list(doc.sents)) > 4 * stretches.LENGTH


def test_every_event_of_a_long_report_has_its_own_place_and_time() -> None:
    arrests = [event for event in reading().events if event.act == "arrest"]
    assert [e.time.edtf if e.time else None for e in arrests] == [f"{year(n)}-05-03" for n in range(60)]
    assert [str(e.place).removesuffix(" County") for e in arrests] == [town(n) for n in range(60)]


@pytest.mark.parametrize("layer", ["places", "times"])
def test_what_is_weighed_for_an_event_does_not_grow_with_the_report(layer: str) -> None:
    def most(parts: int) -> int:
        report = long_report(parts)
        doc = next(iter(language.parse([report])))
        scene, read = Scene(doc, pipeline.facts_of(report, doc)), pipeline.read_parsed(report, doc)
        return max(len(getattr(evidence, layer)) for evidence in scene.evidence(read.events))

    assert most(80) == most(40)


def test_what_is_told_far_off_bears_on_no_event() -> None:
    """The same part, once at the end of a long report and once at that of a longer one."""
    short, long = (pipeline.read(long_report(parts)).events[-1] for parts in (50, 80))
    assert (short.place, long.place) == (town(49), town(79))


def test_a_report_of_the_largest_size_is_taken() -> None:
    text = ("Nothing happened in the town. " * (files.LARGEST // 30)).strip()
    assert Report.from_text("large.txt", text).text == text
