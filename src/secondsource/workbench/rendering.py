"""Templates into pages: one environment for each language, whose words and dates it writes."""

import re
from functools import cache
from typing import Any

import jinja2
import msgspec
from markupsafe import Markup

from secondsource.lexicon.acts import acts
from secondsource.publishing.passages import shown
from secondsource.workbench.languages import LANGUAGES, catalogue, dated

_REPORT = re.compile(r"\b(r\d{7,})\b")


class Frame(msgspec.Struct, frozen=True):
    """What every page has around it: who looks, in which language and theme, and where in the menu."""

    language: str = "en"
    theme: str = "system"
    viewer: str = ""
    may_edit: bool = False
    may_see_sources: bool = False
    team: bool = False
    csrf: str = ""
    path: str = "/"
    here: str = "/"
    """Where a form on the page comes back to."""
    section: str = ""
    notice: str = ""
    undo: int | None = None
    """The number of a decision just made, to be undone from this page."""


def page(template: str, frame: Frame, **values: Any) -> str:
    """The HTML of a page or of a fragment. Whatever does not come from a template is escaped."""
    return environment(frame.language).get_template(template).render(frame=frame, **values)


@cache
def environment(language: str) -> jinja2.Environment:
    """Templates that speak ``language``."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("secondsource.workbench"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
        auto_reload=False,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_translations(catalogue(language), newstyle=True)  # type: ignore[attr-defined]
    made.filters["dated"] = lambda edtf: dated(edtf, language)
    made.filters["linked"] = lambda reason: _linked(reason, catalogue(language).gettext("report"))
    made.filters["data"] = _data
    made.filters["capital"] = lambda text: text[:1].upper() + text[1:]
    made.filters["number"] = lambda number: f"{number:,}"
    made.globals["acts"] = sorted(acts())
    made.globals["languages"] = LANGUAGES
    return made


def _final(value: object) -> object:
    """Whatever way a value took to the page, its text is fit to be shown. Markup is the template's own."""
    if value is None:
        return ""
    return shown(value) if type(value) is str else value


def _linked(reason: str, word: str) -> Markup:
    """A reason of the weighing, with a link in place of each report's id."""
    parts = _REPORT.split(shown(reason))
    held = [
        Markup('<a href="/reports/{0}">{1}</a>').format(part, word) if n % 2 else part for n, part in enumerate(parts)
    ]
    return Markup("<bdi>{}</bdi>").format(Markup("").join(held))


def _data(value: object) -> Markup:
    """A struct as JSON for a data block of a page: nothing in it can end the block."""
    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))
