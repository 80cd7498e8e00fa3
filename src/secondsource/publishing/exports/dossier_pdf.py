"""The case dossier as PDF, by WeasyPrint (the extra ``pdf``). It fetches nothing and names no machine or user."""

from collections.abc import Iterator
from typing import Any

from secondsource.errors import SecondSourceError
from secondsource.publishing.exports import dossier
from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Release


def _files(release: Release) -> Iterator[File]:
    yield File("dossier.pdf", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    yield pdf(dossier.render(release))


def pdf(page: str) -> bytes:
    """A page as PDF. Raises SecondSourceError where WeasyPrint, or the Pango library it draws with, is not there."""
    try:
        import weasyprint
    except (ImportError, OSError) as fault:
        remedy = "Install it with: pip install 'secondsource[pdf]' (and, on Debian, apt install libpango-1.0-0)."
        raise SecondSourceError("PDF", "needs WeasyPrint and Pango, which are not installed", remedy) from fault
    document: bytes = weasyprint.HTML(string=page, url_fetcher=_refuse).write_pdf()
    return document


def _refuse(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    """A dossier refers to nothing outside itself."""
    raise ValueError("a dossier fetches nothing")


FORMAT = Format("pdf", "the dossier as PDF", _files)
