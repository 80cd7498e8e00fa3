"""Which format a file is of, by its name and its first bytes, and how it is parsed."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module

from secondsource.errors import ReportError
from secondsource.reports import encodings
from secondsource.reports.formats.making import Given, Piece, suffix
from secondsource.reports.original import Parsed

Parser = Callable[[Piece, Given], Iterator[Parsed | ReportError]]

FORMATS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "text": ("text", "parse", (".txt", ".md")),
    "html": ("html", "parse", (".html", ".htm", ".xhtml")),
    "mhtml": ("mail", "parse_mhtml", (".mhtml", ".mht")),
    "pdf": ("pdf", "parse", (".pdf",)),
    "docx": ("docx", "parse", (".docx",)),
    "mail": ("mail", "parse", (".eml",)),
    "mbox": ("mail", "parse_mbox", (".mbox",)),
    "warc": ("containers", "parse_warc", (".warc",)),
    "wacz": ("containers", "parse_wacz", (".wacz",)),
    "csv": ("tables", "parse_csv", (".csv", ".tsv")),
    "jsonl": ("tables", "parse_jsonl", (".jsonl", ".ndjson")),
    "zip": ("containers", "parse_zip", (".zip",)),
    "ftm": ("ftm", "parse", (".ftm", ".ftm.json", ".ftm.jsonl", ".ijson")),
}
"""Each format with the module and function that parse it, and the endings of its names. A new one is a line here."""

CONTAINERS = frozenset({"mbox", "warc", "wacz", "csv", "jsonl", "zip", "ftm"})
"""Formats that are read piece by piece, and so may be larger than one document."""
_MAGICS = (("pdf", b"%PDF-"), ("zip", b"PK\x03\x04"), ("warc", b"WARC/"))
_HEADER = re.compile(rb"(?:[!-9;-~]+:[ \t].*\r?\n(?:[ \t].*\r?\n)*){3}")


def format_of(name: str, head: bytes) -> str:
    """The format of a file, from its name and at least its first 1,000 bytes. Raises ReportError where it is none."""
    ending = suffix(name.removesuffix(".gz") if name.casefold().endswith(".warc.gz") else name)
    by_name = next((kind for kind, (_, _, endings) in FORMATS.items() if ending in endings), None)
    if name.casefold().endswith(FORMATS["ftm"][2]):  # "entities.ftm.json": an ending of two parts.
        by_name = "ftm"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    by_bytes = next((kind for kind, magic in _MAGICS if start.startswith(magic)), None)
    if by_bytes and by_name in ("text", "html", None):
        return by_bytes if by_name is None else _disguised(name, by_bytes)
    if by_name:
        return by_name
    if re.match(rb"<(?:!doctype html|html|head)\b", start, re.IGNORECASE):
        return "html"
    if _HEADER.match(start):
        return "mail"
    known = encodings.FORMATS.get(ending) or encodings.format_of(head)
    reason = (known if known and known.startswith("it ") else f"it is {known}") if known else "its format is not known"
    raise ReportError(name, reason, "Save its text as a .txt file in UTF-8.")


def _disguised(name: str, kind: str) -> str:
    raise ReportError(name, f"its name says text, and it is {kind.upper()}", f"Name it .{kind}, if that is what it is.")


def parse(piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
    """The reports of a file or of a piece of one. What fails is given as the error; nothing is raised."""
    try:
        kind = format_of(piece.name, _head(piece))
        module, function, _ = FORMATS[kind]
        parser: Parser = getattr(import_module(f"secondsource.reports.formats.{module}"), function)
        yield from parser(piece, given)
    except ReportError as fault:
        yield fault


def _head(piece: Piece) -> bytes:
    if piece.path is None:
        head = piece.data[:4096]
    else:
        with open(piece.path, "rb") as file:
            head = file.read(4096)
    if not head.strip():
        raise ReportError(piece.name, "it is empty", "Put the report's text into it, or leave the file out.")
    return head
