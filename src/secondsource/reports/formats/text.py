"""Plain text and Markdown, with or without front matter."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from secondsource.errors import ReportError
from secondsource.model import Report
from secondsource.reports import files
from secondsource.reports.formats.making import Given, Piece
from secondsource.reports.original import Parsed


def parse(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The one report in a text."""
    data = piece.held()
    if len(data) > files.LARGEST:
        raise ReportError(piece.name, f"it has more than {files.LIMIT}", "Split it into its reports.")
    text = files.decoded(piece.name, Path(piece.name), data)
    report = files.Report.from_text(piece.name, text, given.outlet, given.published)
    plain = Report(**{name: getattr(report, name) for name in Report.__struct_fields__})
    yield Parsed(piece.name, "text", data, msgspec.structs.replace(plain, id=piece.name))
