"""The case file: a golden page from the sample reports, hostile text, and the promises the page makes."""

import os
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

import a_case
from secondsource.model import (
    Attribution,
    Block,
    Event,
    Filler,
    Member,
    Person,
    Post,
    Reading,
    Report,
    RestsOn,
    Source,
    Span,
    Time,
    WeighedEvent,
    Weighing,
)
from secondsource.publishing import casefile
from secondsource.publishing.case import Case
from secondsource.publishing.casefile_parts import GRADES

GOLDEN = Path(__file__).parent / "golden" / "casefile.html"


class Page(HTMLParser):
    """What stands in a page: tags with their attributes, ids, targets of links, and text."""

    VOID = frozenset({"meta", "br", "use", "path", "line", "circle", "rect"})

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, name: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(name)) is not None]


@pytest.fixture(scope="module")
def page() -> str:
    return casefile.render(a_case.weighing(), a_case.readings())


def test_the_golden_page(page: str) -> None:
    """A change of the page is reviewed as a change of this file: UPDATE_GOLDEN=1 writes it anew."""
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(page, "utf-8")
    assert page == GOLDEN.read_text("utf-8"), "run the test with UPDATE_GOLDEN=1 and look at the difference"


def test_the_order_of_readings_does_not_matter(page: str) -> None:
    assert casefile.render(a_case.weighing(), a_case.readings()[::-1]) == page


HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style><style>*{display:none}",
    "</title></svg><a href='javascript:alert(1)'>",
    "\u202egnihton\u202d \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "x" * 3000,
    "{{ 7 * 7 }} {% raw %} &lt;b&gt; \x07",
)


def hostile_case(words: str) -> tuple[Weighing, tuple[Reading, ...]]:
    """A case in which every field that holds text holds ``words``."""
    text = f"{words} was taken away, {words} said."
    here = Span(0, len(words))
    report = Report(words, text, (Block(Span(0, len(text)), "body"),), words, words, words, words, words)
    event = Event(
        "e",
        words,
        (Span(len(words) + 1, len(words) + 15),),
        (Filler(0, len(words), "p"),),
        (Filler(0, len(words)),),
        words,
        words,
        Time(here, words, words),
        words,
        None,
        here,
        here,
        "asserted",
        "s",
        words,
    )
    reading = Reading(
        report,
        (Source("s", here, (here,), "anonymous", words, "rumour", (words,), words),),
        (Attribution(("s",), here, "direct", (Span(0, len(text)),)),),
        (Person("p", words, (here,), words, (Post(words, words, words, True),)),),
        (event,),
    )
    group = WeighedEvent(
        words,
        words,
        (Member(words, "e"), Member("none", "e")),
        ((f"{words}:s", words),),
        1,
        2,
        "unclear",
        ("name", "time", "place", "post", "amount", "count", "outcome"),
        (words,),
    )
    rests = (RestsOn(words, words, "copied", 0.5, words), RestsOn(words, "none"), RestsOn("none", words))
    return Weighing((group,), (), rests), (reading,)


@pytest.mark.parametrize("words", HOSTILE)
def test_text_from_a_report_stays_text(words: str) -> None:
    page = Page(casefile.render(*hostile_case(words)))
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "iframe", "object", "link", "form", "base"}
    assert not page.faults
    assert not page.open
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert all(href.startswith("#") for href in page.all("href"))
    assert sum(tag == "style" for tag, _ in page.tags) == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page.text)


def test_text_from_a_report_is_shown_whole() -> None:
    page = Page(casefile.render(*hostile_case("<i>Kim</i> & Ri")))
    assert "<i>Kim</i> & Ri was taken away, <i>Kim</i> & Ri said." in page.text


def test_every_link_leads_somewhere_and_every_id_is_once(page: str) -> None:
    found = Page(page)
    ids = found.all("id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in found.all("href")} <= set(ids)
    assert {id for value in found.all("aria-labelledby") for id in value.split()} <= set(ids)


def test_the_page_asks_for_nothing_and_allows_nothing(page: str) -> None:
    policy = next(v["content"] for t, v in Page(page).tags if v.get("http-equiv") == "Content-Security-Policy")
    assert re.fullmatch(
        r"default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'", policy or ""
    )
    assert '<meta name="referrer" content="no-referrer">' in page
    assert "<title>Case file</title>" in page
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert 'style="' not in page


def test_headings_descend_by_one_step(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_pictures_have_names(page: str) -> None:
    assert page.count("<table") == page.count("<caption>")
    assert 'lang="en"' in page
    assert all(landmark in page for landmark in ("<header>", "<main>", "<nav aria-label=", "<footer>"))
    assert page.count('<svg class="picture"') == page.count("<desc")


@pytest.mark.parametrize(
    "words",
    [
        "A machine read the reports and proposes what stands here. A person decides.",
        "Pak Chol Ho was arrested by Ministry of Social Security officers in Kimchaek on 17 April 2024",
        "Pak Chol Ho was sentenced to 8 years in Kimchaek on 8 June 2024",
        "Pak Song Il was arrested in Khabarovsk on 13 May 2024",
        "His two sons and his mother were sent away in Yonsa County on 12 June 2024",
        "Pak Chol Ho diverted urea (14 tons or 11 tons).",
        "Reports differ on amount: 14 tons [1]; 11 tons [2]",
        "Also written Park Cheol-ho.",
        "an official at a cooperative farm in neighboring Kilju County · anonymous · in Kilju County · how it knows:"
        " through an office held · Lantern Radio, 3 May 2024 [2]",
        "The report itself, no source named",
        "said to be untrue",
        "Line 1: a source in North Hamgyong Province [1]",
        "Formerly: manager, depot, Kimchaek",
        "cited, 14% of the words shared",
        "Unknown: where, when",
    ],
)
def test_what_a_reader_finds(page: str, words: str) -> None:
    assert words in Page(page).text


def test_the_exact_words_are_marked(page: str) -> None:
    assert (
        '“<mark>In the middle of April the police </mark><mark><b class="hit">took Park Cheol-ho</b></mark><mark>, the'
        " manager of the depot that supplies us</mark>,” said the official"
    ) in page


def test_the_namesake_is_not_joined(page: str) -> None:
    assert page.count('<article class="person"') == 4
    assert re.search(r"<bdi>Pak</bdi></h3>", page)


def test_grades_stand_from_best_backed_to_least(page: str) -> None:
    order = re.findall(r'<h3 id="grade-(\w+)"', page)
    assert order == [grade for grade in GRADES if grade in order]
    assert len(order) == 5


def test_an_empty_case_says_so() -> None:
    text = Page(casefile.render(Weighing(), ())).text
    assert "no reports, no facts, no people" in text
    assert "No event has a known date." in text
    assert "No fact was found in the reports." in text


def test_a_person_of_one_report_keeps_to_what_that_report_says() -> None:
    """The name over reports is the fullest, then the most used."""
    case = Case(a_case.weighing(), a_case.readings())
    assert case.name(case.group(a_case.LANTERN, "p1") or "") == "Pak Chol Ho"
    assert case.group(a_case.JUNIPER, "p2") != case.group(a_case.JUNIPER, "p1")


def test_many_facts_of_one_source_have_a_list_of_years() -> None:
    words = "Ri was held."
    report = Report("r", words, ())
    times = [f"{2010 + n % 3}-05-04" if n % 4 else None for n in range(casefile.MANY)]
    events = tuple(
        Event(f"e{n}", "arrest", (Span(7, 11),), time=Time(Span(0, 2), time, "x") if time else None)
        for n, time in enumerate(times)
    )
    groups = tuple(
        WeighedEvent(e.id, e.act, (Member("r", e.id),), (("r:narrator",),), 1, 1, "one_source") for e in events
    )
    page = casefile.render(Weighing(groups), (Reading(report, events=events),))
    listed = re.search(r'<nav aria-label="Facts of one source by year">(.*?)</nav>', page, re.S)
    assert listed
    assert re.findall(r">([^<>]+)</a> <span class=\"small\">(\d+)<", listed[1]) == [
        ("2010", "10"),
        ("2011", "10"),
        ("2012", "10"),
        ("no date, or no year", "10"),
    ]


def palettes() -> list[dict[str, str]]:
    """The colours of the style sheet by name: on light, on dark, in print."""
    style = casefile._style()
    blocks = re.findall(r":root \{(.*?)\}", style, re.S)
    found: list[dict[str, str]] = []
    for block in blocks:
        own = {
            n: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:])
            for n, v in re.findall(r"--(\w+): (#\w+)", block)
        }
        found.append({**(found[0] if found else {}), **own})
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["ink", "soft", "link", *GRADES])
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("palette", range(3))
def test_contrast(name: str, ground: str, palette: int) -> None:
    colours = palettes()[palette]
    assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("palette", range(3))
def test_contrast_of_highlighted_words(palette: int) -> None:
    colours = palettes()[palette]
    assert contrast(colours["ink"], colours["said"]) >= 7
