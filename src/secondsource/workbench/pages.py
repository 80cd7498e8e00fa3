"""The pages: what a view tells, through a template. No page holds what its view left out; each reads without script."""

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import MediaType, Response, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body as Form
from litestar.params import Parameter

from secondsource.archive.search import Query
from secondsource.workbench import drawing, languages, rendering
from secondsource.workbench.asked import Asked, Fault, desk_of, session_of, threaded
from secondsource.workbench.desk import Desk, Viewer
from secondsource.workbench.pictures import grades
from secondsource.workbench.rendering import Frame
from secondsource.workbench.safety import Refusal, local_path
from secondsource.workbench.views import (
    body,
    case,
    fact,
    finding,
    growing,
    person,
    place,
    report,
    review,
    rows,
    sources,
    telling,
    today,
)

Page = Response[str]
Offset = Annotated[int, Parameter(ge=0, le=1_000_000)]
MANY = 100


class At(msgspec.Struct, frozen=True):
    """Where in a long list a page stands; ``base`` is the address that an offset is put behind."""

    offset: int
    limit: int
    more: bool
    base: str


# --- what stands around a page -------------------------------------------------------------------------------------


def frame(request: Asked, desk: Desk | None, section: str = "") -> Frame:
    """What stands around a page for who asks."""
    session, language = session_of(request), _language(request)
    viewer = desk.viewer if desk else Viewer("")
    done = request.query_params.get("done", "")
    number = int(done) if done.isdecimal() and len(done) < 10 else None
    return Frame(
        language=language,
        theme=request.cookies.get("theme", "system"),
        viewer=viewer.name,
        may_edit=viewer.may_decide,
        may_see_sources=viewer.sees_sources,
        team=request.app.state.settings.team,
        csrf=session.csrf if session else "",
        path=request.url.path,
        here=_here(request),
        section=section,
        notice=languages.catalogue(language).gettext("Recorded.") if number else "",
        undo=number,
    )


def _here(request: Asked) -> str:
    """This page's address as a form may come back to it: without the number of the decision before."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "done"]
    return request.url.path + (f"?{urlencode(kept)}" if kept else "")


def _language(request: Asked) -> str:
    return languages.chosen(request.cookies.get("language"), request.headers.get("accept-language"))


def show(request: Asked, template: str, section: str = "", status: int = 200, **shown: Any) -> Page:
    """A page from a template; ``section`` is where in the menu it belongs."""
    desk = desk_of(request) if session_of(request) else None
    text = rendering.page(template, frame(request, desk, section), **shown)
    return Response(text, media_type=MediaType.HTML, status_code=status)


def fault(request: Asked, status: int, told: Fault) -> Page:
    """A page that says what went wrong and what to do."""
    return show(request, "error.html", status=status, told=told)


def refused(refusal: Refusal, path: str, language: str) -> str:
    """The page of a request that does not pass the gate; it has neither menu nor anything of the archive."""
    words = languages.catalogue(language).gettext
    held = {"reason": words(refusal.reason), "remedy": words(refusal.remedy), "locked": refusal.status == 401}
    again = local_path(path) if refusal.again else ""
    return rendering.page("refused.html", Frame(language=language), again=again, **held)


def sign_in(request: Asked, wrong: str, status: int, accounts: bool) -> Page:
    """The page on which to sign in, or that says how to be let in again."""
    around = frame(request, None)
    told = languages.catalogue(around.language).gettext(wrong) if wrong else ""
    text = rendering.page("sign-in.html", around, accounts=accounts, wrong=told, next="/")
    return Response(text, media_type=MediaType.HTML, status_code=status)


def _cut(found: tuple[Any, ...], offset: int, base: str) -> tuple[tuple[Any, ...], At]:
    """A list that was fetched with one line too many, cut, and where it stands."""
    return found[:MANY], At(offset, MANY, len(found) > MANY, base)


# --- the pages -----------------------------------------------------------------------------------------------------


@get("/", include_in_schema=False)
@threaded
def show_today(request: Asked) -> Page:
    return show(request, "today.html", "today", view=today.today(desk_of(request)))


@get("/progress", include_in_schema=False)
@threaded
def show_progress(request: Asked) -> Page:
    return show(request, "progress.html", progress=today.progress(desk_of(request)))


@get("/facts", include_in_schema=False)
@threaded
def show_facts(request: Asked, grade: str = "", offset: Offset = 0) -> Page:
    desk = desk_of(request)
    wanted = (grade,) if grade in telling.GRADES else ()
    found = desk.archive.facts(Query(grade=wanted, limit=MANY + 1, offset=offset))
    facts, at = _cut(rows.fact_lines(desk, found), offset, f"/facts?grade={grade}&" if wanted else "/facts?")
    return show(request, "facts.html", "facts", facts=facts, at=at, grades=wanted)


@get("/facts/{id:str}", include_in_schema=False)
@threaded
def show_fact(request: Asked, id: str) -> Page:
    desk = desk_of(request)
    view = fact.fact(desk, id)
    words = languages.catalogue(_language(request)).gettext
    drawn = drawing.fact_lines(view, drawing.Words(words("a source"), words("the report itself"), words("a report")))
    held: dict[str, Any] = {
        "view": view,
        "drawn": drawn,
        "steps": None,
        "cases": case.cases(desk),
        "collected": view.line.id,
    }
    return show(request, "fact.html", "facts", **held)


@get("/facts/{id:str}/grades", include_in_schema=False)
@threaded
def show_grades(request: Asked, id: str) -> Page:
    """Fetched when the fact's page is looked at there, since it weighs anew."""
    steps = growing.steps(desk_of(request), id)
    return show(request, "grades.html", "facts", steps=steps, drawn=grades.draw(steps), id=id)


@get("/reports", include_in_schema=False)
@threaded
def show_reports(request: Asked, offset: Offset = 0) -> Page:
    desk = desk_of(request)
    found = tuple(rows.report_line(desk, row) for row in desk.archive.reports(limit=MANY + 1, offset=offset))
    reports, at = _cut(found, offset, "/reports?")
    return show(request, "reports.html", "reports", reports=reports, at=at)


@get("/reports/{id:str}", include_in_schema=False)
@threaded
def show_report(request: Asked, id: str) -> Page:
    return show(request, "report.html", "reports", view=report.report(desk_of(request), id))


@get("/people", include_in_schema=False)
@threaded
def show_people(request: Asked, offset: Offset = 0) -> Page:
    found, at = _cut(person.people(desk_of(request), "", MANY + 1, offset), offset, "/people?")
    return show(request, "people.html", "people", people=found, at=at, name="")


class Named(msgspec.Struct, frozen=True):
    """A name that people are looked for by. It comes in a form, since addresses stay in the browser's history."""

    name: str = ""


@post("/people", include_in_schema=False, status_code=200)
@threaded
def show_people_named(request: Asked, data: Annotated[Named, Form(media_type=RequestEncodingType.URL_ENCODED)]) -> Page:
    name = data.name.strip()[:200]
    found = person.people(desk_of(request), name, MANY, 0)
    return show(request, "people.html", "people", people=found, at=At(0, MANY, False, ""), name=name)


@get("/people/{id:str}", include_in_schema=False)
@threaded
def show_person(request: Asked, id: str) -> Page:
    desk = desk_of(request)
    view = person.person(desk, id)
    facts = [part.fact for part in view.facts]
    held: dict[str, Any] = {
        "drawn": drawing.facts_in_time(facts, (one.published for one in view.reports)),
        "hrefs": drawing.hrefs(facts),
        "graph": drawing.around_person(view),
        "cases": case.cases(desk),
        "collected": view.id,
    }
    return show(request, "person.html", "people", view=view, **held)


@get("/bodies", include_in_schema=False)
@threaded
def show_bodies(request: Asked, offset: Offset = 0) -> Page:
    found, at = _cut(body.bodies(desk_of(request), MANY + 1, offset), offset, "/bodies?")
    return show(request, "bodies.html", "bodies", bodies=found, at=at)


@get("/bodies/{id:str}", include_in_schema=False)
@threaded
def show_body(request: Asked, id: str, at: str = "") -> Page:
    view = body.body(desk_of(request), id, at)
    index = max((number for number, day in enumerate(view.dates) if day <= view.at), default=0)
    return show(request, "body.html", "bodies", view=view, graph=drawing.orgchart(view), index=index)


@get("/places", include_in_schema=False)
@threaded
def show_places(request: Asked, offset: Offset = 0) -> Page:
    found, at = _cut(place.places(desk_of(request), MANY + 1, offset), offset, "/places?")
    return show(request, "places.html", "places", places=found, at=at)


@get("/places/{id:str}", include_in_schema=False)
@threaded
def show_place(request: Asked, id: str) -> Page:
    view = place.place(desk_of(request), id)
    return show(request, "place.html", "places", view=view, spots=drawing.on_map(view.spots))


@get("/cases", include_in_schema=False)
@threaded
def show_cases(request: Asked) -> Page:
    return show(request, "cases.html", "cases", cases=case.cases(desk_of(request)))


@get("/cases/{id:str}", include_in_schema=False)
@threaded
def show_case(request: Asked, id: str) -> Page:
    return _case(request, case.case(desk_of(request), id))


@get("/proposed/{fact_id:str}", include_in_schema=False)
@threaded
def show_proposed(request: Asked, fact_id: str) -> Page:
    return _case(request, case.proposed(desk_of(request), fact_id))


def _case(request: Asked, view: case.CasePage) -> Page:
    held: dict[str, Any] = {
        "drawn": drawing.facts_in_time(view.facts),
        "hrefs": drawing.hrefs(view.facts),
        "graph": drawing.of_facts(view.facts),
        "spots": drawing.on_map(view.spots),
    }
    return show(request, "case.html", "cases", view=view, **held)


@get("/sources", include_in_schema=False)
@threaded
def show_sources(request: Asked, offset: Offset = 0) -> Page:
    view = sources.sources(desk_of(request), "", MANY, offset)
    return show(request, "sources.html", "sources", view=view, at=At(offset, MANY, view.more, "/sources?"))


@get("/search", include_in_schema=False)
@threaded
def show_search(request: Asked) -> Page:
    return show(request, "search.html", view=None)


@get("/search/{id:str}", include_in_schema=False)
@threaded
def show_found(request: Asked, id: str) -> Page:
    desk = desk_of(request)
    return show(request, "search.html", view=finding.search(desk, finding.opened(desk, id)))


@get("/review", include_in_schema=False, opt={"role": "editor"})
@threaded
def show_review(request: Asked, grade: str = "", skip: Offset = 0) -> Page:
    view = review.review(desk_of(request), (grade,) if grade else (), skip)
    return show(request, "review.html", "review", view=view)


@get("/add", include_in_schema=False, opt={"role": "editor"})
@threaded
def show_add(request: Asked) -> Page:
    return show(request, "add.html", failed=())


@get("/decisions", include_in_schema=False)
@threaded
def show_decisions(request: Asked) -> Page:
    desk = desk_of(request)
    found = telling.decisions(desk, desk.archive.last_verdicts(200))
    conflicts = desk.archive.conflicts() if desk.viewer.may_decide else ()
    return show(request, "decisions.html", decisions=found, conflicts=conflicts)


@get("/reports/{id:str}/original", include_in_schema=False)
@threaded
def show_original(request: Asked, id: str) -> Response[bytes]:
    """The bytes that a report was made from, to be saved and never shown: they may be anything."""
    row, data = report.original(desk_of(request), id)
    headers = {"content-disposition": f'attachment; filename="{row}"'}
    return Response(data, media_type="application/octet-stream", headers=headers)


@get("/help", include_in_schema=False)
@threaded
def show_help(request: Asked) -> Page:
    return show(request, "help.html")


ROUTES = [
    show_today,
    show_progress,
    show_facts,
    show_fact,
    show_grades,
    show_reports,
    show_report,
    show_original,
    show_people,
    show_people_named,
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
    show_add,
    show_decisions,
    show_help,
]
"""Every route that answers with a page."""
