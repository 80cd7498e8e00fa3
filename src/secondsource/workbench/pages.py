"""The pages: what the views give, through templates. Each reads without script."""

from functools import cache
from typing import Annotated, Any

import jinja2
import msgspec
from litestar import Response, get
from litestar.params import Parameter

from secondsource.workbench.context import Asked, Fault, desk_of, session_of, threaded
from secondsource.workbench.safety import Refusal, local_path
from secondsource.workbench.views import (
    body,
    case,
    fact,
    finding,
    person,
    place,
    report,
    review,
    sources,
    today,
)

Page = Response[str]
Offset = Annotated[int, Parameter(ge=0, le=1_000_000)]


@cache
def environment() -> jinja2.Environment:
    """The templates, with everything escaped."""
    loader = jinja2.PackageLoader("secondsource.workbench", "templates")
    made = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["plain"] = lambda value: msgspec.json.format(msgspec.json.encode(value), indent=1).decode()
    return made


def render(request: Asked, template: str, status: int = 200, **shown: Any) -> Page:
    """A page from a template."""
    session = session_of(request)
    desk = desk_of(request) if session else None
    text = (
        environment()
        .get_template(template)
        .render(session=session, viewer=desk.viewer if desk else None, settings=request.app.state.settings, **shown)
    )
    return Response(text, media_type="text/html; charset=utf-8", status_code=status)


def fault(request: Asked, status: int, told: Fault) -> Page:
    """A page that says what went wrong and what to do."""
    return render(request, "fault.html", status, fault=told)


def refused(refusal: Refusal, path: str, told: Fault) -> str:
    """The page of a request that does not pass the gate."""
    again = local_path(path) if refusal.again else ""
    return environment().get_template("refused.html").render(fault=told, again=again, status=refusal.status)


@get("/", include_in_schema=False)
@threaded
def show_today(request: Asked) -> Page:
    return render(request, "today.html", page=today.today(desk_of(request)))


@get("/reports/{id:str}", include_in_schema=False)
@threaded
def show_report(request: Asked, id: str) -> Page:
    return render(request, "report.html", page=report.report(desk_of(request), id))


@get("/facts/{id:str}", include_in_schema=False)
@threaded
def show_fact(request: Asked, id: str) -> Page:
    return render(request, "fact.html", page=fact.fact(desk_of(request), id))


@get("/people", include_in_schema=False)
@threaded
def show_people(request: Asked, offset: Offset = 0) -> Page:
    return render(request, "people.html", page=person.people(desk_of(request), "", 50, offset), offset=offset)


@get("/people/{id:str}", include_in_schema=False)
@threaded
def show_person(request: Asked, id: str) -> Page:
    return render(request, "person.html", page=person.person(desk_of(request), id))


@get("/bodies", include_in_schema=False)
@threaded
def show_bodies(request: Asked, offset: Offset = 0) -> Page:
    return render(request, "bodies.html", page=body.bodies(desk_of(request), 100, offset), offset=offset)


@get("/bodies/{id:str}", include_in_schema=False)
@threaded
def show_body(request: Asked, id: str, at: str = "") -> Page:
    return render(request, "body.html", page=body.body(desk_of(request), id, at))


@get("/places", include_in_schema=False)
@threaded
def show_places(request: Asked, offset: Offset = 0) -> Page:
    return render(request, "places.html", page=place.places(desk_of(request), 100, offset), offset=offset)


@get("/places/{id:str}", include_in_schema=False)
@threaded
def show_place(request: Asked, id: str) -> Page:
    return render(request, "place.html", page=place.place(desk_of(request), id))


@get("/cases", include_in_schema=False)
@threaded
def show_cases(request: Asked) -> Page:
    return render(request, "cases.html", page=case.cases(desk_of(request)))


@get("/cases/{id:str}", include_in_schema=False)
@threaded
def show_case(request: Asked, id: str) -> Page:
    return render(request, "case.html", page=case.case(desk_of(request), id))


@get("/proposed/{fact_id:str}", include_in_schema=False)
@threaded
def show_proposed(request: Asked, fact_id: str) -> Page:
    return render(request, "case.html", page=case.proposed(desk_of(request), fact_id))


@get("/sources", include_in_schema=False)
@threaded
def show_sources(request: Asked, offset: Offset = 0) -> Page:
    return render(request, "sources.html", page=sources.sources(desk_of(request), "", 50, offset))


@get("/search", include_in_schema=False)
@threaded
def show_search(request: Asked) -> Page:
    return render(request, "search.html", page=None)


@get("/search/{id:str}", include_in_schema=False)
@threaded
def show_found(request: Asked, id: str) -> Page:
    desk = desk_of(request)
    return render(request, "search.html", page=finding.search(desk, finding.opened(desk, id)))


@get("/review", include_in_schema=False, opt={"role": "editor"})
@threaded
def show_review(request: Asked, skip: Offset = 0, grade: str = "") -> Page:
    grades = (grade,) if grade else ()
    return render(request, "review.html", page=review.review(desk_of(request), grades, skip))


ROUTES = [
    show_today,
    show_report,
    show_fact,
    show_people,
    show_person,
    show_bodies,
    show_body,
    show_places,
    show_place,
    show_cases,
    show_case,
    show_proposed,
    show_sources,
    show_search,
    show_found,
    show_review,
]
