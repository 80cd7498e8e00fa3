"""Mails and mailboxes, and pages saved as MHTML, which are mails to a parser."""

import email
import email.policy
import email.utils
import re
from collections.abc import Iterable, Iterator
from email.errors import CloseBoundaryNotFoundDefect
from email.message import EmailMessage

import msgspec

from secondsource.errors import ReportError
from secondsource.reports.formats import html
from secondsource.reports.formats.making import DEEPEST, LARGEST, Given, Known, Piece, made, too_large
from secondsource.reports.original import Parsed

_FROM = re.compile(rb"From \S")
_MOST_MULTIPARTS = 100
_NO_PAGE = "there is no page in it"


def parse(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The report in a mail's text. Raises ReportError."""
    data = piece.held()
    yield _mail(piece, data, given)


def parse_mhtml(piece: Piece, given: Given) -> Iterator[Parsed]:
    """The report in a page that was saved with all that belongs to it. Raises ReportError."""
    data = piece.held()
    message = _message(piece.name, data)
    for part in _leaves(piece.name, message):
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            held = _payload(part)
            url = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "") or None
            text = html.decoded(piece.name, held, part.get_content_charset())
            found = html.page(piece, text, given, data, url)
            yield msgspec.structs.replace(found, format="mhtml")
            return
    raise ReportError(piece.name, _NO_PAGE, "Save the page anew, or its text as a .txt file.")


def parse_mbox(piece: Piece, given: Given) -> Iterator[Parsed | ReportError]:
    """The mails of a mailbox, one by one; one that fails is no reason to leave the others out."""
    for number, data in enumerate(_split(piece), 1):
        one = Piece(f"{piece.name}#{number}", data)
        try:
            if len(data) > LARGEST:
                raise too_large(one.name)
            yield _mail(one, data, given)
        except ReportError as fault:
            yield fault


def _split(piece: Piece) -> Iterator[bytes]:
    if piece.path is not None:
        with open(piece.path, "rb") as file:
            yield from _mails(file)
    else:
        yield from _mails(piece.data.splitlines(keepends=True))


def _mails(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size, blank = 0, True
    for line in lines:
        if blank and _FROM.match(line):
            if any(one.strip() for one in held):
                yield b"".join(held)
            held, size = [], 0
        elif size <= LARGEST:
            held.append(line[1:] if re.match(rb">+From ", line) else line)
            size += len(line)
        blank = not line.strip()
    if any(one.strip() for one in held):
        yield b"".join(held)


def _message(name: str, data: bytes) -> EmailMessage:
    if data.lower().count(b"multipart/") > _MOST_MULTIPARTS:  # Each one in another is slow out of all proportion.
        raise ReportError(name, "its parts lie too deep in each other", "Save its text as a .txt file.")
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise ReportError(name, "it has no headers of a mail", "Save its text as a .txt file.")
    if any(isinstance(one, CloseBoundaryNotFoundDefect) for part in message.walk() for one in part.defects):
        raise ReportError(name, "it ends early", "Get it anew, or save its text as a .txt file.")
    return message


def _leaves(name: str, message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a mail that hold no others."""
    todo: list[tuple[EmailMessage, int]] = [(message, 0)]
    while todo:
        part, deep = todo.pop(0)
        if deep > 10 * DEEPEST:
            raise ReportError(name, "its parts lie too deep in each other", "Save its text as a .txt file.")
        if part.is_multipart():
            todo += [(one, deep + 1) for one in part.get_payload() if isinstance(one, EmailMessage)]
        else:
            yield part


def _payload(part: EmailMessage) -> bytes:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _mail(piece: Piece, data: bytes, given: Given) -> Parsed:
    try:
        message = _message(piece.name, data)
        known = _known(message)
        texts = [part for part in _leaves(piece.name, message) if part.get_content_disposition() != "attachment"]
    except (ValueError, TypeError, LookupError, IndexError, AttributeError, RecursionError) as fault:
        reason = "its headers or parts cannot be understood"
        raise ReportError(piece.name, reason, "Save its text as a .txt file.") from fault
    plain = [_decoded(piece.name, part) for part in texts if part.get_content_type() == "text/plain"]
    if text := "\n\n".join(one for one in plain if one.strip()):
        return made(piece, "mail", text, known, given, data)
    for part in texts:
        if part.get_content_type() == "text/html":
            page = html.decoded(piece.name, _payload(part), part.get_content_charset())
            found = html.page(piece, page, msgspec.structs.replace(given, outlet=None), data)
            report = msgspec.structs.replace(
                found.report,
                published=known.published or found.report.published,
                title=known.title or found.report.title,
                outlet=found.report.outlet or given.outlet,
            )
            return msgspec.structs.replace(found, format="mail", report=report, author=known.author)
    raise ReportError(piece.name, "there is no text in the mail", "Add its attachments as files of their own.")


def _known(message: EmailMessage) -> Known:
    sent = email.utils.parsedate_to_datetime(str(message["Date"])) if message["Date"] else None
    return Known(
        title=str(message["Subject"] or "") or None,
        published=sent.date().isoformat() if sent else None,
        author=email.utils.parseaddr(str(message["From"] or ""))[0] or None,
    )


def _decoded(name: str, part: EmailMessage) -> str:
    held = _payload(part)
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return held.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise ReportError(name, "it is not in the encoding that it says it is", "Save its text as UTF-8.")
