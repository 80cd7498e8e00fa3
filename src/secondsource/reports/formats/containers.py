"""Files that hold other files: ZIP archives, web archives (WARC) and these together (WACZ)."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from secondsource.errors import ReportError
from secondsource.reports.formats import html, registry
from secondsource.reports.formats.making import (
    DEEPEST,
    LARGEST,
    LARGEST_IN_ALL,
    MOST_PARTS,
    Given,
    Piece,
    suffix,
    too_large,
)
from secondsource.reports.original import Parsed

Item = Parsed | ReportError
_DAMAGED = "it is damaged, or ends early"
_REMEDY = "Get it anew, or add what is in it as files of their own."


def parse_zip(piece: Piece, given: Given) -> Iterator[Item]:
    """The reports of all files in a ZIP; those that fail are named, and the others are taken."""
    if given.deep >= DEEPEST:
        raise ReportError(piece.name, f"it lies in more than {DEEPEST} archives", _REMEDY)
    inside = msgspec.structs.replace(given, deep=given.deep + 1)
    try:
        with _file(piece) as file, zipfile.ZipFile(file) as archive:
            members = [one for one in archive.infolist() if not one.is_dir() and not _hidden(one.filename)]
            if len(members) > MOST_PARTS:
                raise ReportError(piece.name, f"it holds more than {MOST_PARTS} files", _REMEDY)
            left = LARGEST_IN_ALL
            for one in members:
                item = _member(piece, archive, one)
                if isinstance(item, ReportError):
                    yield item
                    continue
                left -= len(item.data)
                if left < 0:
                    raise ReportError(piece.name, "unpacked it is larger than a file may be", _REMEDY)
                yield from registry.parse(item, inside)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, ValueError) as fault:
        raise ReportError(piece.name, _DAMAGED, _REMEDY) from fault


def parse_wacz(piece: Piece, given: Given) -> Iterator[Item]:
    """The pages of the web archives in a WACZ."""
    try:
        with _file(piece) as file, zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.startswith("archive/") and suffix(name.removesuffix(".gz")) == ".warc":
                    with archive.open(name) as stream:
                        yield from _pages(piece.name, stream, given)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError) as fault:
        raise ReportError(piece.name, _DAMAGED, _REMEDY) from fault


def parse_warc(piece: Piece, given: Given) -> Iterator[Item]:
    """The pages of a web archive, packed or not."""
    with _file(piece) as file:
        yield from _pages(piece.name, file, given)


def _file(piece: Piece) -> IO[bytes]:
    return open(piece.path, "rb") if piece.path is not None else io.BytesIO(piece.data)


def _hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _member(piece: Piece, archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Piece | ReportError:
    name = f"{piece.name}/{one.filename}"
    if one.flag_bits & 1:
        return ReportError(name, "it is locked with a password", "Unlock it first.")
    try:
        with archive.open(one) as file:
            data = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError):
        return ReportError(name, _DAMAGED, _REMEDY)
    return too_large(name) if len(data) > LARGEST else Piece(name, data)


def _pages(name: str, stream: Any, given: Given) -> Iterator[Item]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = pages = 0
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if number > MOST_PARTS:
                raise ReportError(name, f"it holds more than {MOST_PARTS} records", _REMEDY)
            if _is_page(record):
                pages += 1
                yield _page(Piece(f"{name}#{number}"), record, given)
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error, gzip.BadGzipFile, ValueError, AttributeError) as fault:
        raise ReportError(name, _DAMAGED, _REMEDY) from fault
    if not pages:
        raise ReportError(name, "there is no web page in it", _REMEDY)


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    if record.http_headers is not None:
        if not record.http_headers.get_statuscode().startswith("2"):
            return False
        kind = record.http_headers.get_header("Content-Type") or ""
    else:
        kind = record.rec_headers.get_header("Content-Type") or ""
    return kind.split(";")[0].strip().casefold() in ("text/html", "application/xhtml+xml")


def _page(piece: Piece, record: Any, given: Given) -> Item:
    data = record.content_stream().read(LARGEST + 1)
    if len(data) > LARGEST:
        return too_large(piece.name)
    while record.raw_stream.read(1 << 16):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        return ReportError(piece.name, _DAMAGED, _REMEDY)
    headers = record.http_headers or record.rec_headers
    declared = (headers.get_header("Content-Type") or "").casefold().partition("charset=")[2].strip(" \"';") or None
    try:
        text = html.decoded(piece.name, data, declared)
        found = html.page(piece, text, given, data, record.rec_headers.get_header("WARC-Target-URI"))
    except ReportError as fault:
        return fault
    return msgspec.structs.replace(found, format="warc")
