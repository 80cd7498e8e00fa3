"""The API as its own description has it: whatever fits the description, or nearly, is answered and never fails."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error, response_schema_conformance
from schemathesis.generation import GenerationMode

from a_workbench import HERE, browser, filled, workbench
from secondsource.archive.verdicts import Wanted
from secondsource.workbench.app import Workbench

pytestmark = pytest.mark.xdist_group("workbench")
FEW, MANY = 6, 130
"""Requests of each kind for each operation: in every run, and in ``make torture``, where they are 5,000 in all."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """A workbench on an archive of its own, which this file may change."""
    with filled(tmp_path_factory.mktemp("api") / "archive.db") as archive:
        made = workbench(archive)
        yield made
        made.state.worker.wait(60)


def known(app: Workbench) -> st.SearchStrategy[str]:
    """Ids that there are, and some that there are not."""
    seal, archive = app.state.sealer.seal, app.state.archive
    ids = [one.id for one in (*archive.reports(), *archive.facts(), *archive.people())]
    ids += [
        seal("place", "Hyesan"),
        seal("body", "x"),
        seal("search", '{"text":"Hyesan"}'),
        "r9999999:e1",
        "r99999999999",
    ]
    return st.sampled_from([*ids, *(id[:-1] for id in ids)])


def tried(client: TestClient[Any], operation: Any, ids: st.SearchStrategy[str], cases: int) -> Counter[int]:
    """Ask an operation for all sorts of things: no answer may be a fault of the program, or other than described."""
    seen: Counter[int] = Counter()
    depth = settings(
        max_examples=cases, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @depth
        @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
        def ask(case: Any, data: st.DataObject) -> None:
            if "id" in case.path_parameters and data.draw(st.booleans()):
                case.path_parameters["id"] = data.draw(ids)
            sent = case.as_transport_kwargs(base_url=HERE)
            body = {name: value for name, value in sent.items() if name in ("json", "data")}
            answer = client.request(
                sent["method"], sent["url"], params=sent.get("params"), headers=dict(sent.get("headers") or {}), **body
            )
            seen[answer.status_code] += 1
            case.validate_response(answer, checks=[not_a_server_error, response_schema_conformance])

        try:
            ask()
        except Unsatisfiable:  # An operation that asks for nothing cannot be asked wrongly.
            assert mode is GenerationMode.NEGATIVE
    return seen


@pytest.mark.parametrize("cases", [FEW, pytest.param(MANY, marks=pytest.mark.torture)])
def test_no_request_that_fits_the_description_or_nearly_fits_it_makes_it_fail(app: Workbench, cases: int) -> None:
    seen: Counter[int] = Counter()
    with browser(app) as client:
        schema = schemathesis.openapi.from_dict(client.get("/api/schema/openapi.json").json())
        operations = [result.ok() for result in schema.get_all_operations()]
        assert len(operations) > 25
        for operation in operations:
            seen += tried(client, operation, known(app), cases)
    assert not any(status >= 500 for status in seen)
    print(f"{sum(seen.values()):,} requests to {len(operations)} operations, answered {dict(sorted(seen.items()))}")
    assert sum(seen.values()) >= (5000 if cases == MANY else 200), seen
    assert seen.keys() >= {200, 201, 400, 404}


def test_a_report_that_is_added_is_read_and_can_be_decided_on(app: Workbench) -> None:
    text = "A teacher in Musan told us that Han Kum Sil was arrested in Musan on June 3, 2023."
    with browser(app) as client:
        added = client.post("/api/reports", json={"text": text, "outlet": "Reed Post", "published": "2023-06-05"})
        assert added.status_code == 201
        (report,) = added.json()["reports"]
        app.state.worker.wait(60)
        page = client.get(f"/api/reports/{report}").json()
        assert page["line"]["state"] == "kept"
        (event,) = page["events"]
        wanted = {
            "kind": "correct",
            "targets": [event["telling"]["id"]],
            "value": {"place": "Hyesan"},
            "reason": "misread",
        }
        number = client.post("/api/verdicts", json=wanted).json()["verdict"]
        assert client.get(f"/api/facts/{event['fact']}").json()["line"]["place"]["name"] == "Hyesan"
        assert client.post(f"/api/verdicts/{number}/undo").status_code == 201
        assert client.get(f"/api/facts/{event['fact']}").json()["line"]["place"]["name"] == "Musan County"
        again = client.post("/api/reports", json={"text": text, "outlet": "Reed Post", "published": "2023-06-05"})
        assert again.json() == {"reports": [], "present": 1, "failed": []}


def test_files_of_any_format_are_added_from_the_page(app: Workbench) -> None:
    page = (
        "<html><head><title>Clerk held</title></head><body><article><p>A trader in Hoeryong told us that Jang Il Nam, "
    )
    page += "a clerk, was arrested in Hoeryong on July 2, 2023.</p></article></body></html>"
    with browser(app) as client:
        files = [("files", ("../../page.html", page.encode())), ("files", ("broken.pdf", b"%PDF-1.7 nothing"))]
        answer = client.post("/add", data={"outlet": "Reed Post", "published": "2023-07-04"}, files=files)
        app.state.worker.wait(60)
        assert answer.status_code == 422
        assert "broken.pdf" in answer.text
        found = client.post("/api/search", json={"text": "Hoeryong"}).json()["hits"]
        assert [hit["outlet"] for hit in found] == ["Reed Post"]
        assert "broken.pdf" in client.get("/").text


def test_a_case_is_collected_changed_and_given_up(app: Workbench) -> None:
    fact, person = app.state.archive.facts()[0].id, app.state.archive.people()[0].id
    with browser(app) as client:
        id = client.post("/api/cases", json={"title": "The officer", "facts": [fact]}).json()["id"]
        page = client.post(f"/api/cases/{id}", json={"add_people": [person], "note": "ask the sister"}).json()
        assert [one["id"] for one in page["facts"]] == [fact]
        assert [one["id"] for one in page["people"]] == [person]
        assert page["notes"][0]["text"] == "ask the sister"
        assert client.post(f"/api/cases/{id}", json={"remove_facts": [fact]}).json()["facts"] == []
        assert client.delete(f"/api/cases/{id}").status_code == 204
        assert client.get(f"/api/cases/{id}").status_code == 404


def test_a_draft_is_kept_for_who_writes_it(app: Workbench) -> None:
    with browser(app, "editor", "one") as client:
        client.put("/api/drafts/note-1", json={"text": "half a thought"})
        assert client.get("/api/drafts/note-1").json() == {"text": "half a thought"}
    with browser(app, "editor", "another") as client:
        assert client.get("/api/drafts/note-1").json() == {"text": ""}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/reports/r9999999", 404),
        ("/api/reports/x", 400),
        ("/api/facts/r0000001:e99", 404),
        ("/api/people/r0000001", 400),
        ("/api/bodies/zzzz", 404),
        ("/api/people?limit=0", 400),
        ("/api/nowhere", 404),
    ],
)
def test_what_is_not_there_is_said_with_a_remedy(app: Workbench, address: str, status: int) -> None:
    with browser(app) as client:
        answer = client.get(address)
    assert answer.status_code == status
    assert answer.json().keys() == {"code", "thing", "reason", "remedy"}
    assert all(answer.json().values())


def test_what_is_watched_is_told_to_who_watches_it_alone(app: Workbench) -> None:
    archive = app.state.archive
    fact = next(row.id for row in archive.facts() if row.act == "arrest")
    with browser(app, "editor", "one") as one, browser(app, "editor", "other") as other:
        made = one.post("/api/watches", json={"fact": fact})
        assert made.status_code == 201
        for nothing in ({"person": "Ri Myong Su"}, {"person": "r0000009:p1"}, {}):
            assert one.post("/api/watches", json=nothing).status_code in (400, 404)
        archive.decide(Wanted("grade", (fact,), {"grade": "refuted"}, "A court found so"))
        app.state.worker.wake()
        app.state.worker.wait(60)
        (news,) = one.get("/api/today").json()["watched"]["news"]
        assert (news["fact"]["id"], news["change"]) == (fact, "refuted")
        assert "Refuted now" in one.get("/").text
        assert other.get("/api/today").json()["watched"] == {"watches": [], "news": []}
        watch = made.json()["id"]
        assert other.delete(f"/api/watches/{watch}").status_code == 404
        assert one.post(f"/api/watches/{watch}/shown").status_code == 204
        assert one.get("/api/today").json()["watched"]["news"] == []
        assert one.delete(f"/api/watches/{watch}").status_code == 204
        assert one.get("/api/today").json()["watched"]["watches"] == []


@pytest.mark.parametrize("page", ["facts", "people", "search"])
def test_a_fact_a_person_and_a_search_are_watched_from_their_pages(page: str, app: Workbench) -> None:
    archive = app.state.archive
    with browser(app, "editor", f"watcher of {page}") as client:
        if page == "search":
            address = client.post("/search", data={"text": "mill"}).headers["location"]
        elif page == "facts":
            address = f"/facts/{archive.facts()[0].id}"
        else:
            address = f"/people/{next(one.id for one in archive.people() if one.name)}"
        form = client.get(address).text.partition('action="/watches"')[2].partition("</form>")[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        assert client.post("/watches", data=fields).headers["location"] == address
        assert "Nothing has changed about what you watch." in client.get("/").text


def test_who_did_it_and_to_whom_is_corrected_from_the_page(app: Workbench) -> None:
    archive = app.state.archive
    with browser(app) as client:
        text = (
            "A teacher in Musan told us that Kang Hyon Su, an officer, arrested Nam Chol Jin in Musan on June 9, 2023."
        )
        (report,) = client.post("/api/reports", json={"text": text, "published": "2023-06-11"}).json()["reports"]
        app.state.worker.wait(60)
        (event,) = archive.events(report)
        page = client.get(f"/facts/{event.fact}").text
        form = page.partition('value="correct"')[2].partition("</form>")[0]
        of = {name: id for id, name in re.findall(r'value="(p\d+)"[^>]*> <bdi>([^<]+)', form)}
        one, other = of["Kang Hyon Su"], of["Nam Chol Jin"]
        fields = dict(re.findall(r'<(?:input|select) name="(v_\w+)"(?: value="([^"]*)")?', form))
        fields |= dict(re.findall(r'name="(v_act|v_status)">.*?"(\w+)" selected', form))
        sent = {"kind": "correct", "target": f"{report}:{event.event}", "v_place": "Musan County", **fields}
        turned = client.post("/decide", data={**sent, "v_actor": ["", other], "v_recipient": ["", one], "back": "/"})
        assert turned.status_code == 303, turned.text
        told = archive.reading(report).events[0]
        assert ([who.person for who in told.actor], [who.person for who in told.recipient]) == ([other], [one])
        again = client.post("/decide", data={**sent, "v_actor": ["", other], "v_recipient": ["", one]})
        assert "it changes nothing" in again.text
        assert client.post("/decide", data={**sent, "v_actor": ["nobody"]}).status_code == 400


def test_who_is_only_guessed_is_shown_so_and_known_once_a_correction_says_so(app: Workbench) -> None:
    archive = app.state.archive
    with browser(app) as client:
        text = "Nam Chol Jin was arrested in Musan on June 9, 2023, a neighbour told us.\n\nThe trial is set for July."
        (report,) = client.post("/api/reports", json={"text": text, "published": "2023-06-11"}).json()["reports"]
        app.state.worker.wait(60)
        (trial,) = (event for event in archive.reading(report).events if event.act == "trial")
        page = client.get(f"/reports/{report}").text
        assert page.count('Nam Chol Jin</bdi></a> <span class="meta">carried over from the words around') == 1
        form = page.partition(f'data-draft="correct-{report}:{trial.id}"')[2].partition("</form>")[0]
        assert "Nam Chol Jin" in form
        assert " checked" not in form
        whom = {"v_recipient": ["", trial.recipient[0].person or ""]}
        sent = {"kind": "correct", "target": f"{report}:{trial.id}", **whom}
        assert client.post("/decide", data={**sent, "back": "/"}).status_code == 303
        (told,) = (event for event in archive.reading(report).events if event.act == "trial")
        assert [who.guessed for who in (*trial.recipient, *told.recipient)] == [True, False]


def test_no_word_of_a_forgotten_report_stays_in_what_was_watched(app: Workbench) -> None:
    archive = app.state.archive
    text = "Guard held\n\nA clerk told Lake Radio that Jo Quen Bral, a guard, was arrested in Musan on May 3.\n"
    report = archive.add_text("quen.txt", text).reports[0]
    who = next(one for one in archive.people("Jo Quen Bral"))
    fact = archive.events(report)[0].fact
    with browser(app, "editor", "one") as one, browser(app, "editor", "two") as two:
        for client in (one, two):  # Both may watch the same.
            assert client.post("/api/watches", json={"person": who.id}).status_code == 201
            assert client.post("/api/watches", json={"fact": fact}).status_code == 201
        names = [held["name"] for held in one.get("/api/today").json()["watched"]["watches"]]
        assert "Jo Quen Bral" in names
        archive.forget([report])
        assert "Quen" not in str(archive.listed("watch"))
        assert one.get("/").status_code == 200
