"""Reads a YAML file of the lexicon into frozen structs, strictly: a wrong key or type is named with its path."""

import re
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import msgspec
import yaml

from secondsource.errors import LexiconError

T = TypeVar("T")

# The C parser is ten times as fast; PyYAML falls back to its own where the C library is missing.
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS_ONLY = {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"}


class _Loader(_BASE):  # type: ignore[misc]  # PyYAML's C loader has no types
    """As YAML 1.2: ``on``, ``no`` and ``yes`` are words, and a date is what it is written as."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # PyYAML reads it as a class attribute
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in _WORDS_ONLY]
        for first, resolvers in _BASE.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def parse(name: str, text: str, type_: type[T]) -> T:
    """``text`` (YAML) as ``type_``. Raises LexiconError that names the file, the path in it and the remedy."""
    try:
        value = yaml.load(text, _Loader)
    except yaml.YAMLError as fault:
        raise _error(name, fault) from fault
    return convert(name, value, type_)


def convert(name: str, value: object, type_: type[T]) -> T:
    """What a file holds as ``type_``. Raises LexiconError as ``parse`` does."""
    try:
        return msgspec.convert(value, type_)
    except msgspec.ValidationError as fault:
        raise _error(name, fault) from fault


def _error(name: str, fault: Exception) -> LexiconError:
    reason = " ".join(str(fault).split())
    return LexiconError(f"lexicon/{name}", reason, "Correct the entry; lexicon/README.md shows the fields.")


@cache
def load(name: str, type_: type[T]) -> T:
    """The lexicon file ``name`` (``acts.yaml``, ``countries/kp.yaml``) as ``type_``; read once a process."""
    return parse(name, (resources.files(__package__) / name).read_text("utf-8"), type_)


@cache
def files(folder: str) -> tuple[str, ...]:
    """Names (``countries/kp.yaml``) of the YAML files in a folder of the lexicon, sorted."""
    names = (entry.name for entry in (resources.files(__package__) / folder).iterdir())
    return tuple(sorted(f"{folder}/{name}" for name in names if name.endswith(".yaml")))
