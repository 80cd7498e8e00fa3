"""Documents of FollowTheMoney exports (Aleph, Datashare), one entity a line: those with a text are reports.

Persons, companies and whatever else stands among them are no reports and are passed over.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from secondsource.errors import ReportError
from secondsource.reports.formats.making import Given, Known, Piece, made
from secondsource.reports.formats.tables import lines
from secondsource.reports.original import Parsed

DOCUMENTS = frozenset(
    {"Article", "Document", "Email", "HyperText", "Message", "Page", "Pages", "PlainText", "Report", "Table", "Post"}
)
"""Schemata that hold a text: descendants of ``Document`` in FollowTheMoney 4."""
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "name", "fileName"),
    "outlet": ("publisher",),
    "published": ("publishedAt", "date", "authoredAt", "createdAt"),
    "url": ("sourceUrl", "publisherUrl"),
    "language": ("language", "detectedLanguage"),
    "author": ("author",),
}


def parse(piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
    """The documents of an export. Raises ReportError where no line of it is an entity of FollowTheMoney."""
    entities = 0
    for number, line in lines(piece):
        one = Piece(f"{piece.name}#{number}")
        try:
            row = json.loads(line)
            schema, properties = row["schema"], row["properties"]
        except (ValueError, RecursionError, KeyError, TypeError):
            yield ReportError(one.name, "the line is no FollowTheMoney entity", "Export it anew.")
            continue
        entities += 1
        if schema in DOCUMENTS and isinstance(properties, dict):
            yield _document(one, row, properties, given)
    if not entities:
        raise ReportError(piece.name, "it holds no FollowTheMoney entity", "Export it anew, one entity a line.")


def _document(
    piece: Piece, row: Mapping[str, Any], properties: Mapping[str, Any], given: Given
) -> Parsed | ReportError:
    text = "\n\n".join(_values(properties, "bodyText") or _values(properties, "rawText"))
    told = {
        field: next((v for name in names for v in _values(properties, name)), None) for field, names in _FIELDS.items()
    }
    # A language is three letters there and two here.
    told["language"] = {"eng": "en", "kor": "ko", "rus": "ru", "zho": "zh", "spa": "es"}.get(
        told["language"] or "", "en"
    )
    told["published"] = told["published"][:10] if told["published"] else None
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    try:
        if not text.strip():
            raise ReportError(
                piece.name, "the document has no text in the export", "Export it with its text, or add its file."
            )
        return made(piece, "ftm", text, Known(**told), given, data)
    except ReportError as fault:
        return fault


def _values(properties: Mapping[str, Any], name: str) -> list[str]:
    held = properties.get(name)
    found = held if isinstance(held, list) else [held]
    return [value for value in found if isinstance(value, str) and value.strip()]
