"""Second Source: who said it, how they know, and does anyone else, independently, say so too?

The public face: ``Report.from_file(path)``, ``read(report)``, ``read_all(reports)``, ``weigh(readings)``,
``Archive.create(path, passphrase)`` and ``Archive.open``. The rooms behind it are loaded when they are first asked for,
since the parser takes seconds to load.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from secondsource.archive.face import Archive
    from secondsource.reading.pipeline import read, read_all
    from secondsource.reports.files import Report
    from secondsource.weighing.pipeline import weigh

__all__ = ["Archive", "Report", "read", "read_all", "weigh"]

_ROOMS = {
    "Archive": "secondsource.archive.face",
    "Report": "secondsource.reports.files",
    "read": "secondsource.reading.pipeline",
    "read_all": "secondsource.reading.pipeline",
    "weigh": "secondsource.weighing.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
