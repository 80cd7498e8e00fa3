"""Coming in and going out: the one-time address, the sign-in page, signing out."""

from litestar import Response, get, post
from litestar.response import Redirect

from secondsource.workbench import accounts, pages
from secondsource.workbench.asked import Asked, Settings
from secondsource.workbench.desk import Role
from secondsource.workbench.safety import cookie, headers_of, local_path
from secondsource.workbench.sessions import Sessions


@get("/start/{token:str}", include_in_schema=False)
async def start(request: Asked, token: str) -> Response[str] | Redirect:
    """The address that ``secondsource serve`` prints: it signs in once, whoever runs the program."""
    sessions: Sessions = request.app.state.sessions
    settings: Settings = request.app.state.settings
    if sessions.barred() or not sessions.redeem(token):
        sessions.missed()
        return _page(request, "the address was used already, or a newer one holds")
    return _let_in(request, settings.user or "keeper", "keeper", "/")


@get("/sign-in", include_in_schema=False)
async def show_sign_in(request: Asked) -> Response[str]:
    """Where to sign in; 401, since it is what is answered instead of a page."""
    return _page(request, "")


@post("/sign-in", status_code=303, include_in_schema=False)
async def send_sign_in(request: Asked) -> Response[str] | Redirect:
    """Sign in with an account, or, where one person uses it alone, with the archive's passphrase."""
    sessions: Sessions = request.app.state.sessions
    if sessions.barred():
        return _page(request, "too many tries; wait a minute", 429)
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    role = await accounts.role_of(request.app.state, name, password)
    if role is None:
        sessions.missed()
        return _page(request, "the name or the password is wrong")
    settings: Settings = request.app.state.settings
    return _let_in(request, name if settings.team else settings.user or "keeper", role, str(form.get("next", "/")))


@post("/lock", status_code=303, include_in_schema=False)
async def lock(request: Asked) -> Redirect:
    """End the session."""
    settings: Settings = request.app.state.settings
    request.app.state.sessions.close(cookie(headers_of(request.scope), settings.cookie))
    answer = Redirect("/sign-in", status_code=303)
    answer.delete_cookie(settings.cookie)
    return answer


def _let_in(request: Asked, name: str, role: Role, to: str) -> Redirect:
    settings: Settings = request.app.state.settings
    answer = Redirect(local_path(to), status_code=303)
    answer.set_cookie(
        key=settings.cookie,
        value=request.app.state.sessions.open(name, role),
        httponly=True,
        samesite="strict",
        secure=settings.scheme == "https",
        path="/",
    )
    return answer


def _page(request: Asked, wrong: str, status: int = 401) -> Response[str]:
    settings: Settings = request.app.state.settings
    return pages.sign_in(request, wrong, status, settings.team or request.app.state.archive.encrypted)


ROUTES = [start, show_sign_in, send_sign_in, lock]
