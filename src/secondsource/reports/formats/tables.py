"""Tables of reports: CSV and JSON Lines, one report a row, with a map from our fields to the table's columns."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from secondsource.errors import ReportError
from secondsource.reports.formats.making import LARGEST, Given, Known, Piece, made, too_large
from secondsource.reports.original import Parsed

FIELDS = ("text", "title", "outlet", "published", "url", "language", "author")
_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "text content",
        "body",
        "content",
        "article",
        "story",
        "description",
        "attr_description",
        "narrative",
    ),
    "title": ("title", "headline", "upload title"),
    "outlet": ("outlet", "source_name", "publisher", "publication", "site"),
    "published": ("published", "date", "publication_date", "pubdate", "upload timestamp", "created_at", "inserted_at"),
    "url": ("url", "link"),
    "language": ("language", "lang"),
    "author": ("author", "byline"),
}
"""Columns by their usual names, those of auto-archiver's sheets ("upload timestamp") and of Atlos ("attr_description")
among them. The day an incident fell on ("attr_date") is no day of publication."""
_LONGEST_CELL = 2_000_000


def parse_csv(piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
    """The reports of a CSV table whose first line names its columns."""
    csv.field_size_limit(_LONGEST_CELL)
    with _opened(piece) as file:
        try:
            sample = file.read(8192)
            file.seek(0)
            delimiter = max(",;\t|", key=sample.split("\n", 1)[0].count)
            reader = csv.DictReader(file, delimiter=delimiter)
            columns = _columns(piece.name, list(reader.fieldnames or ()), given)
            for number, row in enumerate(reader, 1):
                if any(map(_cell, row.values())):
                    yield _row(Piece(f"{piece.name}#{number}"), row, columns, given, "csv")
        except (csv.Error, UnicodeDecodeError) as fault:
            raise _broken(piece.name) from fault


def parse_jsonl(piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
    """The reports of a file with one JSON object a line."""
    columns: dict[str, str] | None = None
    for number, line in lines(piece):
        one = Piece(f"{piece.name}#{number}")
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield ReportError(one.name, "the line is no JSON", "Write one JSON object a line.")
            continue
        if not isinstance(row, dict):
            yield ReportError(one.name, "the line is no JSON object", "Write one JSON object a line.")
            continue
        columns = columns or _columns(piece.name, list(row), given)
        yield _row(one, row, columns, given, "jsonl")


def lines(piece: Piece) -> Iterator[tuple[int, str]]:
    """The lines of a file that hold something, with their numbers from 1. Raises ReportError where one is too long."""
    with _opened(piece) as file:
        number = 0
        while line := _line(piece.name, file):
            number += 1
            if line.strip():
                yield number, line


def _line(name: str, file: TextIO) -> str:
    try:
        line = file.readline(LARGEST)
    except UnicodeDecodeError as fault:
        raise _broken(name) from fault
    if len(line) >= LARGEST:
        raise too_large(name)
    return line


def _opened(piece: Piece) -> TextIO:
    if piece.path is not None:
        return open(piece.path, encoding="utf-8-sig", newline="")
    return io.TextIOWrapper(io.BytesIO(piece.data), encoding="utf-8-sig", newline="")


def _broken(name: str) -> ReportError:
    return ReportError(name, "it is no table in UTF-8, or a cell never ends", "Save it anew, as CSV in UTF-8.")


def _columns(name: str, there: list[str], given: Given) -> dict[str, str]:
    """The table's column for each of our fields. Raises ReportError where none holds the text."""
    found = {}
    folded = {column.strip().casefold(): column for column in there if column}
    for field in FIELDS:
        for wanted in (given.columns[field],) if field in given.columns else _USUAL[field]:
            if wanted.casefold() in folded:
                found[field] = folded[wanted.casefold()]
                break
    if "text" not in found:
        raise ReportError(name, "no column holds the reports' text", "Name it: --columns text=COLUMN.")
    return found


def _row(
    piece: Piece, row: Mapping[str, Any], columns: Mapping[str, str], given: Given, format: str
) -> Parsed | ReportError:
    told = {field: _cell(row.get(column)) for field, column in columns.items()}
    data = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "replace")
    try:
        known = Known(**{field: value for field, value in told.items() if field != "text"})
        return made(piece, format, told["text"] or "", known, given, data)
    except ReportError as fault:
        return fault


def _cell(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None
