"""The views and actions as JSON under /api, described by OpenAPI at /api/schema/openapi.json."""

from typing import Annotated, Any

import msgspec
from litestar import Response, delete, get, post, put
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.params import JSONBody, Parameter

from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.workbench import actions
from secondsource.workbench.actions import Change, NewReport, NewWatch, Taken
from secondsource.workbench.asked import Asked, Fault, desk_of, session_of, threaded
from secondsource.workbench.views import body, case, fact, finding, person, place, report, review, sources, today

OPENAPI = OpenAPIConfig(
    title="Second Source",
    version="1",
    description="Everything that the pages of the workbench do. What changes something takes the header X-CSRFToken.",
    path="/api/schema",
    render_plugins=[JsonRenderPlugin(path="/openapi.json")],
)
_EDITOR = {"role": "editor"}
FAULTS = {
    400: ResponseSpec(Fault, description="What was asked does not hold together.", generate_examples=False),
    401: ResponseSpec(Fault, description="Nobody is signed in.", generate_examples=False),
    403: ResponseSpec(Fault, description="It takes another role, or the session's token.", generate_examples=False),
    404: ResponseSpec(Fault, description="There is no such thing.", generate_examples=False),
    409: ResponseSpec(Fault, description="It is there already.", generate_examples=False),
    413: ResponseSpec(Fault, description="It is too large.", generate_examples=False),
    503: ResponseSpec(Fault, description="The archive is busy or out of reach.", generate_examples=False),
}
Limit = Annotated[int, Parameter(ge=1, le=100)]
Offset = Annotated[int, Parameter(ge=0, le=1_000_000)]
Number = Annotated[int, Parameter(ge=1, le=999_999_999)]
Id = Annotated[str, Parameter(max_length=4_000)]


class Me(msgspec.Struct, frozen=True):
    """Who is signed in. ``csrf``: what the header X-CSRFToken has to hold."""

    name: str
    role: str
    sees_sources: bool
    csrf: str


class Done(msgspec.Struct, frozen=True):
    """The number of the verdict that was recorded."""

    verdict: int


class Made(msgspec.Struct, frozen=True):
    """The id of what was made."""

    id: str


class Draft(msgspec.Struct, frozen=True):
    """What somebody is writing."""

    text: str


class NewCase(msgspec.Struct, frozen=True):
    """A case to collect."""

    title: str
    facts: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@get("/api/me", responses=FAULTS)
@threaded
def read_me(request: Asked) -> Me:
    """Who is signed in."""
    desk, session = desk_of(request), session_of(request)
    return Me(desk.viewer.name, desk.viewer.role, desk.sees_sources, session.csrf if session else "")


@get("/api/today", responses=FAULTS)
@threaded
def read_today(request: Asked) -> today.Today:
    """What is new, contested, and waiting."""
    return today.today(desk_of(request))


@get("/api/progress", responses=FAULTS)
@threaded
def read_progress(request: Asked) -> today.Progress:
    """How many reports wait to be read."""
    return today.progress(desk_of(request))


@get("/api/reports/{id:str}", responses=FAULTS)
@threaded
def read_report(request: Asked, id: Id) -> report.ReportPage:
    """A report with everything marked."""
    return report.report(desk_of(request), id)


@get("/api/reports/{id:str}/original", responses=FAULTS)
@threaded
def read_original(request: Asked, id: Id) -> Response[bytes]:
    """The bytes that a report was made from, to be saved, never shown."""
    name, data = report.original(desk_of(request), id)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@get("/api/facts/{id:str}", responses=FAULTS)
@threaded
def read_fact(request: Asked, id: Id) -> fact.FactPage:
    """A fact: grade, reasons, lines, what each report says."""
    return fact.fact(desk_of(request), id)


@get("/api/people", responses=FAULTS)
@threaded
def read_people(request: Asked, name: str = "", limit: Limit = 50, offset: Offset = 0) -> tuple[person.PersonLine, ...]:
    """People over reports, in any spelling of a name."""
    return person.people(desk_of(request), name, limit, offset)


@get("/api/people/{id:str}", responses=FAULTS)
@threaded
def read_person(request: Asked, id: Id) -> person.PersonPage:
    """A person over reports."""
    return person.person(desk_of(request), id)


@get("/api/bodies", responses=FAULTS)
@threaded
def read_bodies(request: Asked, limit: Limit = 100, offset: Offset = 0) -> tuple[body.BodyLine, ...]:
    """Bodies at which somebody holds a post."""
    return body.bodies(desk_of(request), limit, offset)


@get("/api/bodies/{id:str}", responses=FAULTS)
@threaded
def read_body(request: Asked, id: Id, at: str = "") -> body.BodyPage:
    """A body as it is told to be at a day."""
    return body.body(desk_of(request), id, at)


@get("/api/places", responses=FAULTS)
@threaded
def read_places(request: Asked, limit: Limit = 100, offset: Offset = 0) -> tuple[place.PlaceLine, ...]:
    """Places where something happened."""
    return place.places(desk_of(request), limit, offset)


@get("/api/places/{id:str}", responses=FAULTS)
@threaded
def read_place(request: Asked, id: Id) -> place.PlacePage:
    """A place and what happened there."""
    return place.place(desk_of(request), id)


@get("/api/cases", responses=FAULTS)
@threaded
def read_cases(request: Asked) -> tuple[case.CaseLine, ...]:
    """The cases that were collected."""
    return case.cases(desk_of(request))


@get("/api/cases/{id:str}", responses=FAULTS)
@threaded
def read_case(request: Asked, id: Id) -> case.CasePage:
    """A case."""
    return case.case(desk_of(request), id)


@get("/api/proposed/{fact_id:str}", responses=FAULTS)
@threaded
def read_proposed(request: Asked, fact_id: Id) -> case.CasePage:
    """The case that a fact is the heart of."""
    return case.proposed(desk_of(request), fact_id)


@get("/api/sources", responses=FAULTS)
@threaded
def read_sources(request: Asked, place: str = "", limit: Limit = 50, offset: Offset = 0) -> sources.Register:
    """The source register, for who may see it."""
    return sources.sources(desk_of(request), place, limit, offset)


@post("/api/search", responses=FAULTS, status_code=200)
@threaded
def find(request: Asked, data: JSONBody[Query]) -> finding.SearchPage:
    """Search; the query is in the body, so that it stands in no log."""
    return finding.search(desk_of(request), data)


@get("/api/search/{id:str}", responses=FAULTS)
@threaded
def find_again(request: Asked, id: Id) -> finding.SearchPage:
    """A search by its address."""
    desk = desk_of(request)
    return finding.search(desk, finding.opened(desk, id))


@get("/api/review", responses=FAULTS, opt=_EDITOR)
@threaded
def read_review(request: Asked, grade: str = "", skip: Offset = 0) -> review.Review:
    """What waits for a decision."""
    return review.review(desk_of(request), (grade,) if grade else (), skip)


@post("/api/reports", responses=FAULTS, status_code=201, opt=_EDITOR)
@threaded
def add_report(request: Asked, data: JSONBody[NewReport]) -> Taken:
    """Add a report; it is read soon after."""
    taken = actions.add_report(desk_of(request), data)
    request.app.state.worker.wake()
    return taken


@post("/api/verdicts", responses=FAULTS, status_code=201, opt=_EDITOR)
@threaded
def decide(request: Asked, data: JSONBody[Wanted]) -> Done:
    """Record a decision."""
    return Done(actions.decide(desk_of(request), data))


@post("/api/verdicts/{number:int}/undo", responses=FAULTS, status_code=201, opt=_EDITOR)
@threaded
def undo(request: Asked, number: Number) -> Done:
    """Take a decision back."""
    return Done(actions.undo(desk_of(request), number))


@post("/api/cases", responses=FAULTS, status_code=201, opt=_EDITOR)
@threaded
def add_case(request: Asked, data: JSONBody[NewCase]) -> Made:
    """Collect a case."""
    return Made(actions.new_case(desk_of(request), data.title, data.facts, data.people))


@post("/api/cases/{id:str}", responses=FAULTS, status_code=200, opt=_EDITOR)
@threaded
def change_case(request: Asked, id: Id, data: JSONBody[Change]) -> case.CasePage:
    """Change a case."""
    desk = desk_of(request)
    actions.change_case(desk, id, data)
    return case.case(desk, id)


@delete("/api/cases/{id:str}", responses=FAULTS, opt=_EDITOR)
@threaded
def drop_case(request: Asked, id: Id) -> None:
    """Give a case up."""
    actions.drop_case(desk_of(request), id)


@post("/api/watches", responses=FAULTS, status_code=201, opt=_EDITOR)
@threaded
def add_watch(request: Asked, data: JSONBody[NewWatch]) -> Made:
    """Watch a fact, a person or a search; what changes is told by ``/api/today``."""
    return Made(actions.watch(desk_of(request), data))


@post("/api/watches/{id:str}/shown", responses=FAULTS, status_code=204, opt=_EDITOR)
@threaded
def show_watch(request: Asked, id: Id) -> None:
    """What was noticed for a watch was seen."""
    actions.watch_shown(desk_of(request), id)


@delete("/api/watches/{id:str}", responses=FAULTS, opt=_EDITOR)
@threaded
def drop_watch(request: Asked, id: Id) -> None:
    """Watch it no more."""
    actions.unwatch(desk_of(request), id)


@get("/api/drafts/{id:str}", responses=FAULTS, opt=_EDITOR)
@threaded
def read_draft(request: Asked, id: Id) -> Draft:
    """What one was writing."""
    return Draft(actions.draft(desk_of(request), id))


@put("/api/drafts/{id:str}", responses=FAULTS, opt=_EDITOR)
@threaded
def keep_draft(request: Asked, id: Id, data: JSONBody[Draft]) -> Draft:
    """Keep what one is writing."""
    actions.keep_draft(desk_of(request), id, data.text)
    return data


ROUTES: list[Any] = [
    read_me, read_today, read_progress, read_report, read_original, read_fact, read_people, read_person, read_bodies,
    read_body, read_places, read_place, read_cases, read_case, read_proposed, read_sources, find, find_again,
    read_review, add_report, decide, undo, add_case, change_case, drop_case, add_watch, show_watch,
    drop_watch, read_draft, keep_draft,
]  # fmt: skip
