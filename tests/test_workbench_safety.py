"""Nobody gets anything out of the workbench but who is meant to: every route there is, every way in that is none."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from a_workbench import CANARY, HERE, HOST, TIP_CANARY, browser, filled, workbench
from secondsource.workbench import safety
from secondsource.workbench.app import STATIC, Workbench
from secondsource.workbench.desk import ROLES, Cache, WorkbenchError, sealer
from secondsource.workbench.safety import HEADERS, local_path
from secondsource.workbench.sessions import Sessions

pytestmark = pytest.mark.xdist_group("workbench")
FREE = ("/static/workbench.css",)
"""What is shipped with the program and dresses the page on which one signs in."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workbench on an archive that the tests of this file leave as it is."""
    with filled(tmp_path_factory.mktemp("safety") / "archive.db") as archive:
        yield workbench(archive)


def table(app: Workbench) -> list[tuple[str, str, str]]:
    """Method, address and the role it asks for, of every route, with ids that exist."""
    seal = app.state.sealer.seal
    fact = app.state.archive.facts()[0].id
    ids = {
        "reports": "r0000001", "facts": fact, "people": "r0000001:p1", "proposed": fact, "cases": "c1", "drafts": "d1",
        "bodies": seal("body", "x"), "places": seal("place", "Hyesan"), "search": seal("search", '{"text":"Hyesan"}'),
        "start": app.state.sessions.start_token(), "verdicts": "1", "watches": seal("watch", "w"),
        "static": "js/main.js", "schema": "openapi.json",
    }  # fmt: skip
    found = []
    for route in app.routes:
        parts = route.path.strip("/").split("/")
        address = "/" + "/".join(ids[parts[i - 1]] if "{" in part else part for i, part in enumerate(parts))
        for handler in route.route_handlers:
            for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"}):
                found.append((method, address, handler.opt.get("role", "reader")))
    files = [file for file in STATIC.rglob("*") if file.is_file()]
    return [*found, *(("GET", f"/static/{file.relative_to(STATIC).as_posix()}", "reader") for file in files)]


def asked_for(app: Workbench) -> list[tuple[str, str]]:
    """Every method that there is of every address, those too that the table leaves out."""
    found = {(method, at) for method, at, _ in table(app)} | {("GET", "/nowhere"), ("POST", "/api/nowhere")}
    return sorted(found | {(more, at) for _, at in found for more in ("HEAD", "OPTIONS", "PUT")})


def ask(client: TestClient[Any], method: str, address: str, **headers: str) -> int:
    """The status of an answer."""
    body = {"json": {}} if address.startswith("/api/") and method != "GET" else {}
    return int(client.request(method, address, headers=headers, **body).status_code)


def test_the_table_holds_pages_forms_and_api(app: Workbench) -> None:
    found = {(method, address.split("/")[1]) for method, address, _ in table(app)}
    assert len(table(app)) > 50
    assert {("GET", "facts"), ("POST", "decide"), ("GET", "api"), ("POST", "api"), ("GET", "static")} <= found


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "example.org"},
        {"host": "example.org:8765"},
        {"host": f"{HOST}.example.org"},
        {"host": "127.0.0.1:9999"},
        {"host": ""},
        {"host": f"user@{HOST}"},
        {"origin": "https://example.org"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": f"https://{HOST}"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {"origin": "null", "sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
        {"sec-fetch-site": "same-origin, cross-site"},
    ],
    ids=str,
)
def test_nothing_is_answered_that_comes_from_elsewhere(app: Workbench, headers: dict[str, str]) -> None:
    with browser(app) as client:
        answered = {(method, at): ask(client, method, at, **headers) for method, at in asked_for(app)}
    assert {key: status for key, status in answered.items() if status not in (403, 421)} == {}


def test_nothing_is_answered_without_a_session(app: Workbench) -> None:
    with browser(app, None) as client:
        answered = {
            (method, at): ask(client, method, at) for method, at in asked_for(app) if not at.startswith("/start/")
        }
    let_in = {(method, at) for at in (*FREE, "/sign-in") for method in ("GET", "HEAD", "OPTIONS")}
    assert {key for key, status in answered.items() if status < 400} <= let_in
    assert answered["GET", FREE[0]] == 200
    assert answered["GET", "/sign-in"] == 401


def test_who_is_not_let_in_is_told_so_in_their_language(app: Workbench) -> None:
    with browser(app, None) as client:
        told = client.get("/", headers={"accept-language": "ko"}).text
        client.cookies.set("language", "ko", domain=HOST.split(":")[0])
        foreign = client.get("/facts", headers={"sec-fetch-site": "cross-site"}).text
        wrong = client.post("/sign-in", data={"password": "wrong"}).text
    assert 'lang="ko"' in told
    assert "다시 로그인하십시오" in told
    assert "다른 웹 페이지" in foreign
    assert "비밀번호가 틀립니다" in wrong


def test_a_cookie_that_was_never_given_opens_nothing(app: Workbench) -> None:
    with browser(app, None) as client:
        client.cookies.set(app.state.settings.cookie, "x" * 43)
        assert {ask(client, method, at) for method, at, _ in table(app) if at.startswith("/api/")} == {401}


def test_a_lesser_role_is_refused(app: Workbench) -> None:
    for role in ROLES:
        with browser(app, role) as client:
            for method, at, wanted in table(app):
                if ROLES.index(role) < ROLES.index(wanted):  # type: ignore[arg-type]
                    assert ask(client, method, at) == 403, (role, method, at)


def test_nothing_is_changed_without_the_token_of_the_session(app: Workbench) -> None:
    with browser(app) as client:
        del client.headers["x-csrftoken"]
        for method, at, _ in table(app):
            if method != "GET" and at != "/sign-in":
                assert ask(client, method, at) == 403, (method, at)
                assert ask(client, method, at, **{"x-csrftoken": "0" * 64}) == 403, (method, at)


def test_every_answer_has_the_headers_that_keep_it_here(app: Workbench) -> None:
    with browser(app) as client:
        for method, at, _ in [*table(app), ("GET", "/nowhere", ""), ("GET", "/api/nowhere", ""), ("PUT", "/", "")]:
            answer = client.request(method, at)
            assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, (method, at)
            assert "location" not in answer.headers or answer.headers["location"].startswith("/"), (method, at)


def every_page(app: Workbench, client: TestClient[Any]) -> Iterator[tuple[str, str]]:
    """Every page and answer that can be got, by address: those of the table, and those of every id there is."""
    archive = app.state.archive
    addresses = {at for method, at, _ in table(app) if method == "GET" and not at.startswith(("/start", "/static"))}
    for report in archive.reports():
        addresses |= {f"{base}/reports/{report.id}{more}" for base in ("", "/api") for more in ("", "/original")}
    for fact in archive.facts():
        addresses |= {f"{base}/facts/{fact.id}" for base in ("", "/api")}
    for person in archive.people():
        addresses |= {f"{base}/people/{person.id}" for base in ("", "/api")}
    for at in sorted(addresses):
        yield at, client.get(at).text
    for sought in ("Hyesan", CANARY, TIP_CANARY, "nurse"):
        yield f"search {sought}", client.post("/api/search", json={"text": sought}).text
        to = client.post("/search", data={"text": sought}).headers["location"]
        yield f"search page {sought}", client.get(to).text.replace(f'value="{sought}"', "")
    yield "basis", client.post("/api/search", json={"basis": ["eyewitness"], "source_place": f"{CANARY} County"}).text


@pytest.mark.parametrize("role", ["reader", "editor", "keeper"])
def test_what_is_known_of_sources_is_absent_from_the_bytes_for_who_may_not_see_it(app: Workbench, role: Any) -> None:
    with browser(app, role) as client:
        pages = dict(every_page(app, client))
    told = [at for at, text in pages.items() if CANARY in text and CANARY not in at and at != "basis"]
    leaked = [at for at, text in pages.items() if TIP_CANARY in text and not at.startswith("search")]
    assert bool(told) == (role != "reader"), told
    assert bool(leaked) == (role == "keeper"), leaked
    found = pages[f"search {TIP_CANARY}"]
    assert ("bruises" in found) == (role == "keeper")


def test_a_reader_gets_no_source_even_by_asking_for_how_it_knows(app: Workbench) -> None:
    with browser(app, "reader") as client:
        narrowed = client.post("/api/search", json={"source_place": "Ryanggang Province"}).json()
        every = client.post("/api/search", json={}).json()
    assert narrowed["total"] == every["total"]
    assert not {facet["field"] for facet in every["facets"]} & {"basis", "source_place"}


def test_no_page_has_words_of_the_archive_in_its_title_or_address(app: Workbench) -> None:
    with browser(app) as client:
        for method, at, _ in table(app):
            if method == "GET" and not at.startswith(("/api", "/static", "/start")):
                title = client.get(at).text.partition("<title>")[2].partition("</title>")[0]
                assert not {"Hyesan", "Ri Myong Su", "Lake Radio", "arrest"} & set(title.split()), at
        assert "Hyesan" not in client.post("/search", data={"text": "Hyesan"}).headers["location"]


def test_the_one_time_address_opens_once(app: Workbench) -> None:
    token = app.state.sessions.start_token()
    with browser(app, None) as client:
        first = client.get(f"/start/{token}")
        client.cookies.clear()
        assert client.get(f"/start/{token}").status_code == 401
    cookie = first.headers["set-cookie"]
    assert (first.status_code, first.headers["location"]) == (303, "/")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_newer_one_time_address_takes_the_place_of_an_older(app: Workbench) -> None:
    old, new = app.state.sessions.start_token(), app.state.sessions.start_token()
    with browser(app, None) as client:
        assert client.get(f"/start/{old}").status_code == 401
        assert client.get(f"/start/{new}").status_code == 303


def test_it_locks_when_nobody_uses_it() -> None:
    now = [0.0]
    sessions = Sessions(idle=60, clock=lambda: now[0])
    cookie = sessions.open("somebody", "keeper")
    now[0] = 50
    assert sessions.find(cookie)
    now[0] = 109
    assert sessions.find(cookie, touch=False)
    now[0] = 111
    assert sessions.find(cookie) is None
    assert sessions.find(cookie) is None


def test_the_page_that_asks_on_its_own_keeps_no_session_open() -> None:
    now = [0.0]
    sessions = Sessions(idle=60, clock=lambda: now[0])
    gate = safety.Gate(frozenset({HOST}), "http", sessions, "c")
    cookie = {"cookie": f"c={sessions.open('somebody', 'keeper')}"}
    for now[0] in (30.0, 59.0):
        assert safety.known(gate, "/progress", cookie)
    now[0] = 61.0
    assert safety.known(gate, "/facts", cookie) is None


def test_locking_ends_the_session(app: Workbench) -> None:
    with browser(app) as client:
        assert client.get("/api/me").status_code == 200
        assert client.post("/lock").status_code == 303
        assert client.get("/api/me").status_code == 401


def test_after_many_wrong_tries_none_is_looked_at() -> None:
    sessions = Sessions(idle=60)
    for _ in range(10):
        assert not sessions.barred()
        sessions.missed()
    assert sessions.barred()


@pytest.mark.parametrize(
    "text", ["//example.org", "https://example.org/", "/\\example.org", "\\\\x", "", "javascript:1", "/a\nb", "a"]
)
def test_a_form_leads_nowhere_else(text: str) -> None:
    assert local_path(text) == "/"


def test_an_address_is_one_for_all_and_tells_nothing(app: Workbench, tmp_path: Path) -> None:
    sealed = app.state.sealer.seal("place", "Hyesan")
    assert sealed == sealer(app.state.archive).seal("place", "Hyesan")
    assert sealed != app.state.sealer.seal("body", "Hyesan")
    with pytest.raises(WorkbenchError):
        app.state.sealer.open("body", sealed)
    assert HERE not in sealed


def test_a_long_list_that_is_cut_holds_no_protected_report_either(app: Workbench) -> None:
    archive = app.state.archive
    protected = {report.id for report in archive.reports() if report.protected}
    for body, _ in archive.bodies():
        for most in (1, 2, 100):
            told = archive.holders(body, open_only=True, most=most)
            assert not {post.member.partition(":")[0] for post in told} & protected
    assert any(
        protected & {post.member.partition(":")[0] for post in archive.holders(body)} for body, _ in archive.bodies()
    )
    for row in archive.labelled("place", "Hyesan", open_only=True):
        assert {event.report for event in archive.tellings([row.id], open_only=True)[row.id]} - protected


def test_what_a_list_came_to_is_forgotten_when_the_archive_changes() -> None:
    cache, made = Cache(), []
    for mark in (1, 1, 2, 2):
        cache.get(mark, "bodies", lambda: made.append(0))
    assert len(made) == 2
