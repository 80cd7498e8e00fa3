"""What every format needs to make a report: limits, what is known of it, and the text judged into blocks."""

from pathlib import Path
from typing import Any

import msgspec

from secondsource.errors import ReportError
from secondsource.model import LIVE, Report
from secondsource.reports import blocks, files, front_matter
from secondsource.reports.original import Parsed

LARGEST = 64_000_000
"""Bytes of one document, packed or not. A container may be larger: what is in it is taken out piece by piece."""
LARGEST_IN_ALL = 4_000_000_000
MOST_PARTS = 200_000
DEEPEST = 3
"""Bytes, pieces, and containers in containers, that one file may hold."""


class Given(msgspec.Struct, frozen=True):
    """What whoever adds a file says of its reports. ``columns`` maps fields to columns of tables; ``deep``: how many
    containers the file at hand lies in."""

    outlet: str | None = None
    published: str | None = None
    columns: dict[str, str] = {}
    deep: int = 0


class Known(msgspec.Struct, frozen=True):
    """What a file says of a report itself."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None


class Piece(msgspec.Struct, frozen=True):
    """A file, or a piece of one that is a file itself. ``path`` is where it lies, if it does; else ``data`` has it."""

    name: str
    data: bytes = b""
    path: str | None = None

    def held(self) -> bytes:
        """All of it. Raises ReportError where it is larger than a document may be."""
        if self.path is None:
            return self.data
        with open(self.path, "rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise too_large(self.name)
        return data


def too_large(name: str) -> ReportError:
    """The error for a document past the limit."""
    reason = f"it has more than {LARGEST // 1_000_000} MB, packed or unpacked"
    return ReportError(name, reason, "Split it into its reports, or leave it out.")


def made(piece: Piece, format: str, text: str, known: Known, given: Given, data: bytes | None = None) -> Parsed:
    """The report of a text that was taken out of a file. Raises ReportError where there is nothing to read in it."""
    title = " ".join((known.title or "").split()) or None
    text = _cleaned(text)
    if title and title.casefold() not in " ".join(text[: len(title) + 400].split()).casefold():
        text = f"{title}\n\n{text}"
    if len(text.encode("utf-8", "surrogatepass")) > files.LARGEST:
        raise ReportError(piece.name, f"its text has more than {files.LIMIT}", "Split it into its reports.")
    found = blocks.split(text)
    if not any(block.kind in LIVE for block in found):
        raise ReportError(piece.name, "it holds no text to read", "Give the report's text as .txt, or leave it out.")
    report = Report(
        id=piece.name,
        text=text,
        blocks=found,
        outlet=_line(known.outlet) or given.outlet,
        published=day(known.published) or given.published,
        url=_line(known.url),
        language=(known.language or "en").casefold().replace("_", "-")[:12],
        title=title or _title(text, found),
    )
    return Parsed(piece.name, format, piece.held() if data is None else data, report, _line(known.author))


def _cleaned(text: str) -> str:
    """Without what no text holds: zeros and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8").strip()


def _line(value: str | None) -> str | None:
    return " ".join(value.split())[:500] or None if value else None


def _title(text: str, found: Any) -> str | None:
    titles = (text[block.span.start : block.span.end] for block in found if block.kind == "title")
    return " ".join(next(titles, "").split()) or None


def day(value: str | None) -> str | None:
    """A date as ISO 8601, or None where it is none that is understood."""
    if not value:
        return None
    try:
        return front_matter.date(value.strip()[:40].split("T")[0])
    except ValueError:
        return None


def suffix(name: str) -> str:
    """The ending of a name, in lower case, with its dot."""
    return Path(name).suffix.casefold()
