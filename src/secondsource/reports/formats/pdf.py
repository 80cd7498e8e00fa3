"""PDF documents with a text layer. A page that shows text and gives none is an error, never an empty page."""

import io
import logging
from collections.abc import Iterator
from typing import Any

from secondsource.errors import ReportError
from secondsource.reports.formats.making import Given, Known, Piece, made
from secondsource.reports.original import Parsed

_MOST_PAGES = 2_000
_REMEDY = "Copy its text into a .txt file."


def parse(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The one report in a document. Raises ReportError."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # What it says quotes the document.
    data = piece.held()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ReportError(piece.name, "it is locked with a password", "Unlock it first.")
        if len(reader.pages) > _MOST_PAGES:
            raise ReportError(piece.name, f"it has more than {_MOST_PAGES} pages", "Split it.")
        pages = [_page(piece.name, number, page) for number, page in enumerate(reader.pages, 1)]
        known = _known(reader.metadata)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as fault:
        reason = "it is damaged, or no PDF that can be read"
        raise ReportError(piece.name, reason, _REMEDY) from fault
    text = "\n\n".join(page for page in pages if page.strip())
    if not text.strip():
        raise ReportError(
            piece.name, "its pages are pictures, without text", f"Have its text recognised first. {_REMEDY}"
        )
    yield made(piece, "pdf", text, known, given, data)


def _page(name: str, number: int, page: Any) -> str:
    text: str = page.extract_text() or ""
    if not text.strip() and _shows_text(page):
        raise ReportError(name, f"page {number} shows text that cannot be taken out", _REMEDY)
    return text


def _shows_text(page: Any) -> bool:
    contents = page.get_contents()
    held: bytes = contents.get_data() if contents is not None else b""
    return b"Tj" in held or b"TJ" in held


def _known(said: Any) -> Known:
    """Its title and author. When the file was made is not when the report came out."""
    if not said:
        return Known()
    return Known(title=str(said.title) if said.title else None, author=str(said.author) if said.author else None)
