"""A file becomes a Report, a folder becomes many; what cannot be read is named with its reason and remedy."""

import os
import shlex
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Self

import msgspec

from secondsource import model
from secondsource.errors import ReportError
from secondsource.model import LIVE, Block, Span
from secondsource.reports import blocks, encodings, front_matter

SUFFIXES = (".txt", ".md")
LARGEST = 500_000
"""Bytes: a book of some 80,000 words, which is read within a minute or two. The parser needs memory for all of a report
at once, for so much about 2 GB: what is larger is refused with a word of what to do, and never read in part."""
LIMIT = f"{LARGEST / 1e6:g} MB (about {LARGEST // 6000},000 words)"


class Report(model.Report, frozen=True):
    """A report, with the ways to make one: from a file, or from text that is at hand."""

    @classmethod
    def from_file(cls, path: str | os.PathLike[str], outlet: str | None = None, published: str | None = None) -> Self:
        """The report in a file. ``outlet`` and ``published`` hold where the file has none. Raises ReportError."""
        path = Path(path)
        return cls._made(path.name, path, _text(path), _given(outlet, published))

    @classmethod
    def from_text(cls, id: str, text: str, outlet: str | None = None, published: str | None = None) -> Self:
        """The report in ``text``, front matter included where it has one. Raises ReportError."""
        return cls._made(id, Path(id), text, _given(outlet, published))

    @classmethod
    def _made(cls, id: str, path: Path, text: str, given: tuple[str | None, str | None]) -> Self:
        name = printable(path)
        front = front_matter.read(name, text)
        found = _with_title(text, front, blocks.split(text, front.body))
        if not found:
            reason = "it is empty" if not front.body else "there is no text after the front matter"
            raise ReportError(name, reason, "Put the report's text into it, or leave the file out.")
        if not any(block.kind in LIVE for block in found):
            reason = "it holds nothing to read, only bylines, captions or words of the page"
            raise ReportError(name, reason, "Put the report's text into it, or leave the file out.")
        titles = (text[block.span.start : block.span.end] for block in found if block.kind == "title")
        return cls(
            id=printable(Path(id)),
            text=text,
            blocks=found,
            outlet=front.outlet or given[0],
            published=front.published or given[1],
            url=front.url,
            language=front.language or "en",
            title=front.title or " ".join(next(titles, "").split()) or None,
        )


class Gathered(msgspec.Struct, frozen=True):
    """The reports of some paths in order, and the files that could not become one."""

    reports: tuple[Report, ...]
    faults: tuple[ReportError, ...]


def from_file(path: Path, outlet: str | None = None, published: str | None = None) -> Report:
    """The report in a file: see ``Report.from_file``."""
    return Report.from_file(path, outlet, published)


def gather(paths: Sequence[Path], outlet: str | None = None, published: str | None = None) -> Gathered:
    """The reports of files and of folders with all that is in them (``.txt``, ``.md``; hidden files left out).

    Files of a folder come sorted by path; a file named twice is read once. Ids are file names, and paths from the
    folder that holds all the files where two share a name. Nothing is raised for a bad file: it becomes a fault.
    Raises ReportError where ``published`` is no date.
    """
    given = _given(outlet, published)
    found = list(_found(paths))
    files = [item for item in found if isinstance(item, Path)]
    faults = [item for item in found if isinstance(item, ReportError)]
    reports = []
    for path, id in zip(files, _ids(files), strict=True):
        try:
            reports.append(Report._made(id, path, _text(path), given))
        except ReportError as fault:
            faults.append(fault)
    return Gathered(tuple(reports), tuple(faults))


def printable(path: Path) -> str:
    """A path as text that fits on one line and into UTF-8, whatever bytes its name is made of."""
    name = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _given(outlet: str | None, published: str | None) -> tuple[str | None, str | None]:
    try:
        return outlet, front_matter.date(published) if published else None
    except ValueError as fault:
        raise ReportError("--published", "it is not a date", "Write it as 2023-05-18, 2023-05 or 2023.") from fault


def _with_title(text: str, front: front_matter.FrontMatter, found: tuple[Block, ...]) -> tuple[Block, ...]:
    """A headline that stands in the front matter alone is read as well."""
    if not front.title or not front.title_span or not found:
        return found
    words = {" ".join(text[block.span.start : block.span.end].split()).casefold() for block in found}
    if front.title.casefold() in words:
        return found
    others = (msgspec.structs.replace(block, kind="heading") if block.kind == "title" else block for block in found)
    return (Block(Span(front.title_span.start, front.title_span.end), "title"), *others)


def _text(path: Path) -> str:
    """What the file holds, decoded from UTF-8 and otherwise as it is: line ends and a byte order mark are kept."""
    name = printable(path)
    try:
        status = path.stat()
        _check(path, name, status)
        held = path.read_bytes()
    except FileNotFoundError as fault:
        raise ReportError(name, "there is no such file", "Check the path.") from fault
    except PermissionError as fault:
        raise ReportError(name, "you may not read it", "Give yourself leave to read it (chmod u+r).") from fault
    except (OSError, ValueError) as fault:
        raise ReportError(name, f"it cannot be read ({_why(fault)})", "Check the path and the disk.") from fault
    if len(held) > LARGEST:
        raise _too_large(name, len(held))
    return decoded(name, path, held)


def _why(fault: Exception) -> str:
    return (fault.strerror if isinstance(fault, OSError) else None) or "not a path"


def _check(path: Path, name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise ReportError(name, "it is a folder, not a file", "Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise ReportError(name, "it is not an ordinary file", "Copy its text to a .txt file first.")
    if path.suffix.casefold() not in SUFFIXES:
        kind = encodings.FORMATS.get(path.suffix.casefold(), "its name does not end in .txt or .md")
        remedy = "Only plain text is read: save it as a .txt or .md file in UTF-8."
        raise ReportError(name, kind, remedy)
    if status.st_size > LARGEST:
        raise _too_large(name, status.st_size)


def _too_large(name: str, size: int) -> ReportError:
    return ReportError(
        name, f"it has {size / 1e6:,.1f} MB, and a report may have {LIMIT}", "Split it into its reports."
    )


def decoded(name: str, path: Path, held: bytes) -> str:
    """The text that bytes hold in UTF-8. Raises ReportError, with a guess of what they are instead."""
    if not held.strip():
        raise ReportError(name, "it is empty", "Put the report's text into it, or leave the file out.")
    if kind := encodings.format_of(held):
        raise ReportError(name, f"it is not plain text ({kind})", "Save its text as a .txt or .md file in UTF-8.")
    try:
        text = held.decode("utf-8")
    except UnicodeDecodeError as fault:
        encoding = encodings.guess(held)
        quoted = shlex.quote(name)
        example = (
            f"iconv -f {encoding or 'EUC-KR'} -t UTF-8 {quoted} > {shlex.quote(path.stem + '-utf8' + path.suffix)}"
        )
        hint = f"it looks like {encoding}" if encoding else "its encoding is not known"
        reason = f"byte {fault.start} is not UTF-8; {hint}"
        raise ReportError(name, reason, f"Convert it, for example with: {printable(Path(example))}") from fault
    if "\x00" in text:
        raise ReportError(name, "it is not plain text (it holds zero bytes)", "Give the report as UTF-8 text.")
    return text


def _found(paths: Iterable[Path]) -> Iterator[Path | ReportError]:
    """Every file to read, once, and every path that leads to none."""
    seen: set[str] = set()
    for path in paths:
        for item in _in_folder(path) if _is_folder(path) else [path]:
            if isinstance(item, ReportError):
                yield item
            elif (real := _real(item)) not in seen:
                seen.add(real)
                yield item


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _in_folder(folder: Path) -> list[Path | ReportError]:
    faults: list[Path | ReportError] = []

    def cannot_enter(fault: OSError) -> None:
        name = printable(Path(fault.filename or folder))
        faults.append(ReportError(name, f"the folder cannot be read ({_why(fault)})", "Check its permissions."))

    files: list[Path | ReportError] = []
    for at, folders, names in os.walk(folder, onerror=cannot_enter):
        folders[:] = [name for name in folders if not name.startswith(".")]
        wanted = (name for name in names if not name.startswith(".") and Path(name).suffix.casefold() in SUFFIXES)
        files.extend(Path(at, name) for name in wanted)
    if not files and not faults:
        remedy = f"Put reports into it as {' or '.join(SUFFIXES)} files."
        return [ReportError(printable(folder), "the folder holds no report", remedy)]
    return sorted(files, key=lambda file: Path(str(file)).parts) + faults


def _ids(files: Sequence[Path]) -> list[str]:
    times = Counter(printable(Path(path.name)) for path in files)
    shared = [path for path in files if times[printable(Path(path.name))] > 1]
    if not shared:
        return [path.name for path in files]
    base = os.path.commonpath([os.path.abspath(path.parent) for path in files])
    return [
        Path(os.path.relpath(os.path.abspath(path), base)).as_posix() if path in shared else path.name for path in files
    ]
