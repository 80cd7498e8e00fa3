"""Pictures of the workbench for docs/workbench, light and dark, on the fictional sample reports; how fast it paints.

Run it by ``make screenshots``. Needs Chromium and the browser libraries (``make test`` sees to both).
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import a_browser  # noqa: E402  # found through the line above
from secondsource.archive.face import Archive  # noqa: E402
from secondsource.archive.search import Query  # noqa: E402
from secondsource.workbench import actions, desk  # noqa: E402
from secondsource.workbench.views import finding  # noqa: E402

TARGET = ROOT / "docs" / "workbench"
SIZE = {"width": 1180, "height": 820}
PAINT = "performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint')?.startTime ?? -1"


def main() -> int:
    """Write the pictures; print a line for each with the time until something is seen, in milliseconds."""
    if a_browser.chromium() is None or not a_browser.AXE.is_file():
        print("error: there is no Chromium, or the browser libraries are not fetched. Say make test first.")
        return 1
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, Archive.create(Path(name) / "archive.db", None, by="desk") as archive:
        archive.add([a_browser.SAMPLES])
        addresses = _addresses(archive)
        with a_browser.served(archive) as served, sync_playwright() as playwright:
            browser = a_browser.launched(playwright)
            for theme in ("light", "dark"):
                context = browser.new_context(base_url=served.base, viewport=SIZE, color_scheme=theme, locale="en-GB")
                page = context.new_page()
                page.goto(served.start())
                for label, address in addresses.items():
                    _take(page, label, address, theme)
            browser.close()
    return 0


def _addresses(archive: Archive) -> dict[str, str]:
    """The pages to show, each of something that has much to show."""
    fact = max(archive.facts(), key=lambda row: (row.grade == "corroborated", row.reports)).id
    one = desk.Desk(archive, desk.Viewer("desk", "keeper", True), desk.sealer(archive), desk.Cache())
    person = archive.people()[0].id
    facts = [event.fact for _, event in archive.person(person).events if event.fact]  # type: ignore[union-attr]
    case = actions.new_case(one, "The depot in Kimchaek", facts, [person])
    body = one.sealer.seal("body", archive.bodies()[0][0])
    place = one.sealer.seal("place", archive.places()[0][0])
    found = finding.sealed(one, Query(text="arrested"))
    return {
        "today": "/", "report": f"/reports/{fact.partition(':')[0]}", "fact": f"/facts/{fact}",
        "person": f"/people/{person}", "body": f"/bodies/{body}", "place": f"/places/{place}", "case": f"/cases/{case}",
        "search": f"/search/{found}", "review": "/review", "sources": "/sources", "add": "/add",
    }  # fmt: skip


def _take(page: Page, label: str, address: str, theme: str) -> None:
    page.goto(address, wait_until="networkidle")
    print(f"{label:8} {theme:5} first paint after {page.evaluate(PAINT):5.0f} ms", flush=True)
    if label in ("person", "body"):
        page.locator("figure .stage").scroll_into_view_if_needed()
    page.screenshot(path=TARGET / f"{label}-{theme}.jpg", type="jpeg", quality=80)


if __name__ == "__main__":
    sys.exit(main())
