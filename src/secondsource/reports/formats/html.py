"""Web pages: the article without the page around it (trafilatura), and what the page says of itself.

A page is looked through by a parser without depth first, since the one that trafilatura stands on drops what is nested
deep without a word: what it would lose, or what looks like an article and comes out empty, is an error.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from secondsource.errors import ReportError
from secondsource.reports.formats.making import Given, Known, Piece, made
from secondsource.reports.original import Parsed

_DEEPEST = 200
"""Elements in elements; libxml2 ends at 255, and trafilatura puts some of its own around."""
_ENOUGH_WORDS = 20
_LOST = 0.2
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg", "math", "head", "title", "iframe", "object"])
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LATIN = frozenset({"ascii", "us-ascii", "latin-1", "iso-8859-1"})


def parse(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The one report in a page."""
    data = piece.held()
    yield page(piece, decoded(piece.name, data), given, data)


def page(piece: Piece, text: str, given: Given, data: bytes, url: str | None = None) -> Parsed:
    """The report of a page whose text is decoded. Raises ReportError."""
    look = _looked_at(piece.name, text)
    found = _extracted(text, url)
    article = _paragraphs(str(found.get("text") or "")) if found else ""
    got = len(article.split())
    if got < _ENOUGH_WORDS and look.words_in_paragraphs >= _ENOUGH_WORDS:
        reason = f"the page has {look.words_in_paragraphs} words in paragraphs, and {got} of them were understood"
        raise ReportError(piece.name, reason, "Copy the article's text into a .txt file.")
    if got < _LOST * look.words_in_paragraphs and got < 400:
        reason = f"only {got} of {look.words_in_paragraphs} words in its paragraphs were understood"
        raise ReportError(piece.name, reason, "Copy the article's text into a .txt file.")
    known = Known(
        title=_said(found, "title"),
        outlet=_said(found, "sitename"),
        published=_said(found, "date"),
        url=_said(found, "url") or url,
        language=look.language or _said(found, "language"),
        author=_said(found, "author"),
    )
    return made(piece, "html", article, known, given, data)


def _said(found: dict[str, Any] | None, name: str) -> str | None:
    value = (found or {}).get(name)
    return str(value) if value else None


def _extracted(text: str, url: str | None) -> dict[str, Any] | None:
    import trafilatura

    found = trafilatura.bare_extraction(
        text,
        url=url,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": "2100-01-01"},
    )
    if found is None:
        return None
    return found if isinstance(found, dict) else dict(found.as_dict())


def _paragraphs(text: str) -> str:
    """A line of the extraction is a paragraph."""
    return "\n\n".join(line.strip() for line in text.splitlines() if line.strip())


def decoded(name: str, data: bytes, declared: str | None = None) -> str:
    """A page's text: by its mark, by what it or its server declares, or UTF-8. Raises ReportError where it is wrong."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _by(name, data[len(mark) :], encoding)
    match = _CHARSET.search(data[:4096])
    said = declared or (match.group(1).decode("ascii", "replace") if match else "cp1252")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _by(name, data, "cp1252" if said.casefold() in _LATIN else said)


def _by(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as fault:
        reason = "it is not in the encoding that it says it is"
        raise ReportError(name, reason, "Save it as UTF-8.") from fault


class _Look(HTMLParser):
    """How deep a page is nested, how many words stand in its paragraphs, and its language."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.depth, self.words_in_paragraphs, self.language = 0, 0, ""
        self._paragraphs = self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = next((value or "" for name, value in attrs if name == "lang"), "")
        if tag in _VOID:
            return
        if tag == "p" and self.open and self.open[-1] == "p":  # A paragraph that opens ends the one before it.
            self.handle_endtag("p")
        self.open.append(tag)
        self.depth = max(self.depth, len(self.open))
        self._paragraphs += tag == "p"
        self._unseen += tag in _UNSEEN

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open[-_DEEPEST * 4 :]:
            return
        while self.open:
            closed = self.open.pop()
            self._paragraphs -= closed == "p"
            self._unseen -= closed in _UNSEEN
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._paragraphs and not self._unseen:
            self.words_in_paragraphs += len(data.split())


def _looked_at(name: str, text: str) -> _Look:
    look = _Look()
    look.feed(text)
    look.close()
    if look.depth > _DEEPEST:
        reason = f"its elements are nested {look.depth} deep, and below {_DEEPEST} text would be lost"
        raise ReportError(name, reason, "Copy the article's text into a .txt file.")
    return look
