"""A report together with the bytes that it was made from."""

import msgspec

from secondsource.model import Report


class Parsed(msgspec.Struct, frozen=True):
    """One report of a file: ``data`` are the very bytes of it (of the mail in a mailbox, of the page in a web archive).

    ``name`` is where it was found, ``format`` one of ``reports.formats``. The report's id is set by whoever keeps it.
    """

    name: str
    format: str
    data: bytes
    report: Report
    author: str | None = None
