"""A real browser on a real workbench: Chromium, driven over its own protocol, on the fictional sample reports."""

import importlib.util
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import uvicorn
from playwright.sync_api import Browser, Page, Playwright

from secondsource.archive.face import Archive
from secondsource.workbench.app import make
from secondsource.workbench.asked import Settings
from secondsource.workbench.sessions import Sessions

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = Path(__file__).parent / "vendor" / "axe.js"
VENDOR = Path(__file__).parents[1] / "src" / "secondsource" / "workbench" / "static" / "vendor"
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SAMPLES = Path(__file__).parents[1] / "src" / "secondsource" / "samples" / "reports"
SERIOUS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter((fault) => ["serious", "critical"].includes(fault.impact))
  .map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`)"""


def chromium() -> str | None:
    """The path of an installed Chromium, None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def benchmark(name: str) -> Any:
    """A script of ``benchmarks/`` as a module: what fills an archive is written once."""
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Served(msgspec.Struct, frozen=True):
    """A workbench that answers at ``base``; ``start`` makes the address that signs in once."""

    base: str
    sessions: Sessions

    def start(self) -> str:
        return f"{self.base}/start/{self.sessions.start_token()}"


@contextmanager
def served(archive: Archive) -> Iterator[Served]:
    """The workbench on an archive, at a free port of this machine, until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        sessions = Sessions(idle=3600)
        app = make(archive, Settings(hosts=(host,), user="tester"), sessions)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield Served(f"http://{host}", sessions)
        finally:
            server.should_exit = True
            thread.join(10)


def launched(playwright: Playwright) -> Browser:
    """A Chromium without a window."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


class Watched:
    """A page, and what went wrong on it: errors of the console, and requests that went elsewhere."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.faults = page, []  # type: Page, list[str]
        page.on("console", lambda said: self._said(said.type, said.text))
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))
        page.on(
            "request", lambda asked: None if asked.url.startswith((base, "data:", "blob:")) else self._left(asked.url)
        )

    def _said(self, kind: str, text: str) -> None:
        # The page on which to sign in is answered with 401, which the console holds to be an error.
        if kind in ("error", "warning") and "401 (Unauthorized)" not in text:
            self.faults.append(text)

    def _left(self, url: str) -> None:
        self.faults.append(f"asked elsewhere: {url}")


def serious(page: Page) -> list[str]:
    """What axe-core holds to be a serious or critical fault of a page for those who cannot see or point."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(SERIOUS)
    return found
