"""What a reporter does in the browser: every page, in light and dark, by mouse and by keys, with script and without."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import a_browser
from a_browser import Served, Watched
from secondsource.archive.browsing import FactRow
from secondsource.archive.face import Archive
from secondsource.archive.search import Query

pytestmark = [
    pytest.mark.xdist_group("browser"),
    pytest.mark.skipif(
        a_browser.chromium() is None, reason="there is no Chromium (on Debian: apt-get install chromium)"
    ),
    pytest.mark.skipif(not a_browser.AXE.is_file(), reason="the browser libraries are not fetched (make test does it)"),
]

expect.set_options(timeout=30_000)
"""Milliseconds for what a page shows: the other worker may keep the disk busy while a decision is written."""

REPORT = """Foreman of a brick works arrested in Hamhung

A worker at the brick works told us on Thursday that its foreman, Cha Un Gyong, was arrested in Hamhung on May 9, 2024.
"""
NAMESAKES = {
    "guard.txt": "Han Jong Ik, 24, a railway guard, was arrested in Hamhung on May 2, 2024, a resident told us.",
    "clerk.txt": "Han Jong Ik, 61, a fishery clerk, was fined in Sinpo on June 3, 2024, a fisherman told us.",
}
"""Two people of one name: nothing but a person's word joins them."""
LARGE, MANY = 10_000, 20
"""Reports of the large archive; hits on a page."""
FIRST_PAINT = """() => new Promise((told) => new PerformanceObserver(
  (seen) => told(seen.getEntriesByName("first-contentful-paint")[0].startTime)
).observe({type: "paint", buffered: true}))"""
PAGES = (
    "/", "/facts", "/facts?grade=contested", "FACT", "/reports", "REPORT", "/people", "PERSON", "/bodies", "BODY",
    "/places", "PLACE", "/cases", "/proposed/FACT", "/sources", "/search", "/review", "/add", "/decisions", "/help",
)  # fmt: skip


of_any_size = pytest.mark.parametrize(
    "archive", ["sample", pytest.param("large", marks=pytest.mark.torture)], indirect=True, scope="module"
)
"""What goes the same way however many reports there are: on the large archive in ``make torture`` only."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Archive]]:
    """Makes an archive of a size, once."""
    with ExitStack() as stack:

        @cache
        def of_size(size: str) -> Archive:
            place = tmp_path_factory.mktemp("browser") / "archive.db"
            held = stack.enter_context(Archive.create(place, None, by="tester"))
            held.add([a_browser.SAMPLES])
            if size == "large":
                a_browser.benchmark("workbench").grow(held, LARGE, held.counts()["reports kept"])
                assert held.counts()["reports kept"] == LARGE
            for name, text in NAMESAKES.items():
                held.add_text(name, text)
            return held

        yield of_size


@pytest.fixture(scope="module", params=["sample", "large"])
def archive(request: pytest.FixtureRequest, made: Callable[[str], Archive]) -> Archive:
    """The sample reports; and these among 10,000 that are made from them."""
    return made(request.param)


@pytest.fixture(scope="module")
def desk(archive: Archive) -> Iterator[Served]:
    with a_browser.served(archive) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, a_browser.launched(playwright) as running:
        yield running


@pytest.fixture
def page(browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of somebody signed in; nothing may go wrong on it, nor leave the machine."""
    context = browser.new_context(base_url=desk.base, locale="en-GB", viewport={"width": 1280, "height": 900})
    watched = Watched(context.new_page(), desk.base)
    watched.page.goto(desk.start())
    yield watched.page
    context.close()
    assert watched.faults == []


def told_most(archive: Archive) -> FactRow:
    """Of the facts that most reports tell of, the newest."""
    return max(archive.facts(Query(limit=200)), key=lambda fact: (fact.reports, fact.id))


def address(page: Page, name: str, archive: Archive) -> str:
    """The address of a page of the list above: of a fact of several reports, of the first person in the list, …"""
    best = told_most(archive).id
    of = {"FACT": f"/facts/{best}", "REPORT": f"/reports/{best.partition(':')[0]}"}
    lists = {"PERSON": "/people", "BODY": "/bodies", "PLACE": "/places"}
    if name in lists:
        page.goto(lists[name])
        return page.locator(f'main li a[href^="{lists[name]}/"]').first.get_attribute("href") or ""
    return of.get(name) or name.replace("FACT", best)


GROWING = {"/facts", "FACT"}
"""Pages tried on the large archive in ``make test``; the others are there in ``make torture``."""
EVERY = [
    *(("sample", name) for name in PAGES),
    *(pytest.param("large", name, marks=[] if name in GROWING else pytest.mark.torture) for name in PAGES),
]


@pytest.mark.parametrize(("archive", "name"), EVERY, indirect=["archive"], scope="module")
def test_every_page_can_be_read_by_everybody(page: Page, archive: Archive, name: str) -> None:
    answer = page.goto(address(page, name, archive), wait_until="networkidle")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").count() == 1
    assert re.fullmatch(r"[A-Z][a-z ]+ · Second Source", page.title())  # Titles stay in the browser's history.
    assert painted(page) < 1_000
    assert a_browser.serious(page) == []
    page.emulate_media(color_scheme="dark")
    assert a_browser.serious(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def painted(page: Page) -> float:
    """Milliseconds to the first paint, of the quickest of up to three loads: other work on the machine counts, too."""
    times = []
    for _ in range(3):
        times.append(float(page.evaluate(FIRST_PAINT)))
        if times[-1] < 1_000:
            break
        page.reload(wait_until="load")
    return min(times)


@of_any_size
def test_every_page_reads_without_script(browser: Browser, desk: Served, archive: Archive) -> None:
    with browser.new_context(base_url=desk.base, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(desk.start())
        for name in PAGES:
            answer = page.goto(address(page, name, archive))
            assert answer is not None
            assert (name, answer.status) == (name, 200)
            expect(page.locator("h1")).to_be_visible()


def press(page: Page, key: str) -> None:
    """Press a key once the page listens to keys."""
    expect(page.locator("html[data-ready]")).to_be_attached()
    page.keyboard.press(key)


@of_any_size
def test_a_report_is_added_and_read(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Add reports").click()
    page.get_by_label("Or paste a text").fill(REPORT)
    page.get_by_label("Outlet").fill("Brick Courier")
    page.get_by_label("Published on").fill("2024-05-16")
    page.get_by_role("button", name="Add and read").click()
    expect(page.locator("h1")).to_contain_text("Brick Courier")
    see = page.get_by_role("link", name="See what they say")
    read = page.locator("mark.event, .mark.event")
    expect(see.or_(read.first).first).to_be_visible(timeout=60_000)
    page.reload()
    expect(read.filter(has_text="arrested").first).to_be_visible()
    read.filter(has_text="arrested").first.click()
    expect(page.locator("article.card:target")).to_contain_text("Cha Un Gyong")


@of_any_size
def test_an_event_is_corrected_and_the_correction_taken_back(page: Page, archive: Archive) -> None:
    fact = archive.facts(Query(person="Ryom Kum-ok", act=("arrest",), text="Ryom"))[0]
    page.goto(f"/facts/{fact.id}")
    telling = page.locator("article.telling").first
    telling.get_by_text("Correct", exact=True).click()
    telling.get_by_label("Where").fill("Sinpo")
    telling.get_by_role("button", name="Put right").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(page.locator("main")).to_contain_text("Sinpo")
    press(page, "u")
    expect(page.locator("table.compare, article.telling dl").first).not_to_contain_text("Sinpo")


@of_any_size
def test_two_people_are_merged_and_parted_again(page: Page, archive: Archive) -> None:
    one, other = (row.id for row in archive.people("Han Jong Ik"))
    page.goto(f"/people/{one}")
    press(page, "m")
    page.locator(f'input[type=radio][value="{other}"]').check()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    assert together(archive, one, other)
    press(page, "u")
    expect(page.get_by_text("taken back")).to_be_visible()
    assert not together(archive, one, other)


def together(archive: Archive, one: str, other: str) -> bool:
    person = archive.person(other)
    return person is not None and one in person.members


def test_a_search_is_narrowed_and_its_address_tells_nothing(page: Page) -> None:
    page.goto("/")
    press(page, "/")
    page.keyboard.type("arrested")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("arrested")
    assert "arrested" not in page.url
    hits = page.locator("article.hit-of")
    many = hits.count()
    if many == MANY:
        page.get_by_role("link", name="Further in the list").click()
        expect(hits.first).to_be_visible()
        page.go_back()
    else:
        page.get_by_role("complementary").get_by_role("link", name="Lantern Radio").click()
        expect(hits).to_have_count(1)
        page.go_back()
    expect(hits).to_have_count(many)
    page.get_by_role("complementary").get_by_role("link", name="arrest", exact=False).first.click()
    expect(page.get_by_role("complementary").locator('[aria-current="true"]')).to_be_visible()
    expect(hits.first).to_be_visible()


@of_any_size
def test_an_org_chart_moves_to_another_date(page: Page) -> None:
    page.goto("/bodies")
    for link in [one.get_attribute("href") for one in page.locator('main li a[href^="/bodies/"]').all()]:
        page.goto(link or "")
        if page.get_by_label("or slide").count():
            break
    before = page.get_by_label("Date").input_value()
    page.get_by_label("or slide").press("ArrowLeft")
    page.wait_for_url("**at=*")
    assert page.get_by_label("Date").input_value() < before
    page.get_by_role("link", name="next change").click()
    expect(page.get_by_label("Date")).to_have_value(before)


@of_any_size
def test_a_case_is_collected_and_printed(page: Page, archive: Archive, tmp_path: Path) -> None:
    page.goto(f"/facts/{told_most(archive).id}")
    press(page, "c")
    page.get_by_label("Title of a new case").fill("The depot")
    page.get_by_role("button", name="Collect", exact=True).click()
    expect(page.locator("h1")).to_have_text("The depot")
    notes = page.get_by_role("region", name="Notes")
    notes.get_by_role("textbox").fill("Ask the second driver.")
    notes.get_by_role("button", name="Add a note").click()
    expect(page.locator("article.note")).to_contain_text("second driver")
    expect(page.locator('figure[data-picture="timeline"] svg.picture')).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("header.top")).to_be_hidden()
    assert page.pdf(path=tmp_path / "case.pdf").startswith(b"%PDF")


def test_the_queue_is_worked_off_by_keys(page: Page, archive: Archive) -> None:
    page.goto("/review")
    current = page.locator("#current a")
    first = current.get_attribute("href") or ""
    press(page, "x")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    expect(current).not_to_have_attribute("href", first)
    decided = page.url
    press(page, "u")
    expect(page).not_to_have_url(decided)
    assert archive.last_verdicts(1)[0].undoes
    assert archive.fact(first.removeprefix("/facts/"))
    first = current.get_attribute("href") or ""
    press(page, "j")
    expect(current).not_to_have_attribute("href", first)
    press(page, "k")
    expect(current).to_have_attribute("href", first)


@of_any_size
def test_what_is_being_written_is_kept(page: Page) -> None:
    page.goto("/add")
    expect(page.locator("html[data-ready]")).to_be_attached()
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_label("Or paste a text").fill("Half a report")
    page.goto("/")
    page.goto("/add")
    expect(page.get_by_label("Or paste a text")).to_have_value("Half a report")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_label("Or paste a text").fill("")


@of_any_size
def test_a_picture_is_zoomed_and_saved(page: Page, archive: Archive) -> None:
    page.goto(address(page, "PERSON", archive), wait_until="networkidle")
    timeline = page.locator('figure[data-picture="timeline"]')
    whole = timeline.locator("svg.picture").get_attribute("viewBox")
    timeline.get_by_role("button", name="Zoom in").click()
    assert timeline.locator("svg.picture").get_attribute("viewBox") != whole
    network = page.locator('figure[data-picture="network"]')
    for figure in (timeline, network):
        for kind in ("SVG", "PNG"):
            with page.expect_download() as saved:
                figure.get_by_role("button", name=kind).click()
            assert saved.value.suggested_filename.endswith(kind.lower())


@of_any_size
def test_layers_of_a_report_are_switched_off(page: Page, archive: Archive) -> None:
    page.goto(address(page, "REPORT", archive))
    mark = page.locator(".mark.person").first
    shown = mark.evaluate("element => getComputedStyle(element).backgroundColor")
    for layer in ("People", "Sources", "What is attributed"):
        page.get_by_role("group", name="Show in the text").get_by_label(layer).uncheck()
    assert mark.evaluate("element => getComputedStyle(element).backgroundColor") != shown


@of_any_size
def test_the_interface_speaks_korean_and_remembers_colours(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Language").select_option("ko")
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("html")).to_have_attribute("lang", "ko")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.get_by_role("heading", level=1)).to_have_text("오늘")


def test_a_locked_desk_shows_nothing_and_says_how_to_come_in(page: Page) -> None:
    page.goto("/")
    with page.expect_response(lambda answer: answer.url.endswith("/sign-in")):
        page.get_by_role("button", name="Lock now").click()
    expect(page.locator("main")).to_contain_text("secondsource serve")
    assert page.locator("nav").count() == 0
