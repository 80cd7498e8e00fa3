"""The languages of the workbench's interface: catalogues of its words, and dates as a reader of each writes them."""

import gettext
import io
import re
from functools import cache
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from secondsource.publishing import dates

LANGUAGES = {"en": "English", "ko": "한국어"}
"""Code of each language → its own name. English is what the templates are written in."""

_POINT = re.compile(r"([0-9X]{4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?[?~%]?$")
_SEASONS = {"21": "봄", "22": "여름", "23": "가을", "24": "겨울"}


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The words of a language, compiled from its ``locales/CODE.po``; the templates' own for English and others."""
    file = resources.files(__package__) / "locales" / f"{language}.po"
    if language == "en" or language not in LANGUAGES:
        return gettext.NullTranslations()
    read = read_po(io.BytesIO(file.read_bytes()), locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def chosen(wanted: str | None, accepted: str | None) -> str:
    """The language to speak: the one that was chosen, else the first of ``Accept-Language`` that there is, else en."""
    if wanted in LANGUAGES:
        return str(wanted)
    for part in (accepted or "").split(","):
        code = part.partition(";")[0].strip().lower().partition("-")[0]
        if code in LANGUAGES:
            return code
    return "en"


def dated(edtf: str | None, language: str = "en") -> str:
    """EDTF as a reader of ``language`` writes it (``4 May 2023``, ``2023년 5월 4일``); ``""`` for None."""
    if language != "ko" or not edtf:
        return dates.words(edtf)
    start, slash, end = edtf.partition("/")
    if not slash:
        return _korean(start)
    if start in ("", ".."):
        return f"{_korean(end)}까지"
    if end in ("", ".."):
        return f"{_korean(start)}부터"
    return f"{_korean(start)} ~ {_korean(end)}"


def _korean(point: str) -> str:
    match = _POINT.match(point)
    if not match:
        return point
    year, month, day = match.groups()
    parts = [] if year == "XXXX" else [f"{year[:3]}0년대" if year.endswith("X") else f"{year}년"]
    if month in _SEASONS:
        parts.append(_SEASONS[month])
    elif month and "X" not in month:
        parts.append(f"{int(month)}월")
    if day and "X" not in day:
        parts.append(f"{int(day)}일")
    if year == "XXXX":
        parts.append("(연도 미상)")
    return " ".join(parts)
