"""Word documents: every paragraph of the text, its tables, boxes, foot- and endnotes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from secondsource.errors import ReportError
from secondsource.reports.formats.making import LARGEST, Given, Known, Piece, made, too_large
from secondsource.reports.original import Parsed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_DAMAGED = "it is damaged, or no Word document"
_REMEDY = "Save its text as a .txt file."


def parse(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The one report in a document. Raises ReportError."""
    data = piece.held()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if _PARTS[0] not in names:
                raise ReportError(piece.name, _DAMAGED, _REMEDY)
            text = "\n\n".join(_text(member(piece.name, archive, part)) for part in _PARTS if part in names)
            core = "docProps/core.xml"
            known = _known(member(piece.name, archive, core)) if core in names else Known()
    except (zipfile.BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError, EOFError) as fault:
        raise ReportError(piece.name, _DAMAGED, _REMEDY) from fault
    yield made(piece, "docx", text, known, given, data)


def member(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    """A member of a ZIP, whatever size it says it has. Raises ReportError past the limit."""
    with archive.open(part) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise too_large(name)
    return data


def _parsed(data: bytes) -> Any:
    """XML without entities, outer files or network; too deep is an error of the parser."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:  # What its entities stand for would be dropped.
        raise etree.XMLSyntaxError("entities", 0, 0, 0)
    return root


def _text(data: bytes) -> str:
    paragraphs: list[str] = []
    words: list[str] = []
    skipped = 0
    root = _parsed(data)
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag == _ALTERNATIVE:  # What it holds stands before it, in the form of newer programs.
            skipped += 1 if event == "start" else -1
        elif skipped:
            continue
        elif tag == f"{_W}p":
            # A box stands inside a paragraph: what was begun before it is a paragraph of its own.
            if words:
                paragraphs.append("".join(words))
            words = []
        elif event == "end" and tag == f"{_W}t":
            words.append(element.text or "")
        elif event == "end" and tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            words.append(" ")
    return "\n\n".join(" ".join(one.split()) for one in [*paragraphs, "".join(words)] if one.strip())


def _known(data: bytes) -> Known:
    root = _parsed(data)
    return Known(title=root.findtext(f"{_DC}title"), author=root.findtext(f"{_DC}creator"))
