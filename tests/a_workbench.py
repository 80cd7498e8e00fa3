"""A workbench to test: a small archive with a protected tip, and browsers of each role on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from litestar.testing import TestClient

import an_archive
from secondsource.archive.face import Archive
from secondsource.archive.taking import Options
from secondsource.archive.verdicts import Wanted
from secondsource.workbench.app import Workbench, make
from secondsource.workbench.asked import Settings
from secondsource.workbench.desk import Role

HOST = "127.0.0.1:8765"
HERE = f"http://{HOST}"
CANARY = "Quillmarsh"
"""Stands in what is known of a source, and nowhere in a report."""
TIP_CANARY = "Vexholm"
"""Stands in the words of the protected tip alone."""
TIP = f"""A nurse from {TIP_CANARY} Road told us that Ri Myong Su, an officer of the Hyesan Border Guard, was beaten in
custody in Hyesan on May 11, 2023.

“I saw the bruises,” the nurse of {TIP_CANARY} said.
"""


def filled(where: Path) -> Archive:
    """An archive of three reports and a protected tip; more is known of a source of the first than stands in it."""
    archive = Archive.create(where, None, by="tester")
    an_archive.fill(archive)
    archive.add_text("tip.txt", TIP, Options("tester", published="2023-05-21", kind="tip", protected=True))
    reading = archive.reading("r0000001")
    assert reading is not None
    source = f"r0000001:{reading.sources[0].id}"
    archive.decide(Wanted("correct", (source,), {"place": f"{CANARY} County", "name": f"{CANARY} Kim"}))
    archive.decide(Wanted("reliability", (source,), {"reliability": "B"}, f"{CANARY} was right before"))
    return archive


def workbench(archive: Archive, **settings: Any) -> Workbench:
    """The application, as it answers at ``HERE``."""
    return make(archive, Settings(**{"hosts": (HOST,), **settings}))


@contextmanager
def browser(app: Workbench, role: Role | None = "keeper", name: str = "") -> Iterator[TestClient[Any]]:
    """A browser that somebody of a role is signed in with; None: nobody."""
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        client.follow_redirects = False
        if role is not None:
            client.cookies.set(
                app.state.settings.cookie, app.state.sessions.open(name or role, role), HOST.split(":")[0]
            )
            client.headers["x-csrftoken"] = client.get("/api/me").json()["csrf"]
        yield client
