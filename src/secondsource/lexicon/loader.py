"""Reads a YAML file of the lexicon into frozen structs, strictly: an unknown key or a wrong type names file and path."""

from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec
import yaml

from secondsource.errors import LexiconError

T = TypeVar("T")

# The C parser is ten times as fast; PyYAML falls back to its own where the C library is missing.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(name: str, text: str, type_: type[T]) -> T:
    """``text`` (YAML) as ``type_``. Raises LexiconError that names the file, the path in it and the remedy."""
    try:
        return msgspec.convert(yaml.load(text, _LOADER), type_)
    except (yaml.YAMLError, msgspec.ValidationError) as fault:
        reason = " ".join(str(fault).split())
        raise LexiconError(f"lexicon/{name}", reason, "Correct the entry; lexicon/README.md shows the fields.") from fault


@cache
def load(name: str, type_: type[T]) -> T:
    """The lexicon file ``name`` (``acts.yaml``, ``countries/kp.yaml``) as ``type_``; read once a process."""
    return parse(name, (resources.files(__package__) / name).read_text("utf-8"), type_)


@cache
def files(folder: str) -> tuple[str, ...]:
    """Names (``countries/kp.yaml``) of the YAML files in a folder of the lexicon, sorted."""
    names = (entry.name for entry in (resources.files(__package__) / folder).iterdir())
    return tuple(sorted(f"{folder}/{name}" for name in names if name.endswith(".yaml")))
