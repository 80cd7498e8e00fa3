"""What an export format is, and which there are."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module

import msgspec

from secondsource.errors import SecondSourceError
from secondsource.publishing.released import Release


class File(msgspec.Struct, frozen=True):
    """One file of an export: its name, and its bytes in pieces that are made when they are asked for."""

    name: str
    pieces: Iterable[bytes]


class Format(msgspec.Struct, frozen=True):
    """A format: its name on the command line, what it is, and the files that a release becomes."""

    name: str
    means: str
    files: Callable[[Release], Iterator[File]]


@cache
def formats() -> dict[str, Format]:
    """Every format by its name: the ``FORMAT`` of each module of this package that has one."""
    package = import_module(__package__)
    modules = (import_module(f"{__package__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))
    found = (module.FORMAT for module in modules if hasattr(module, "FORMAT"))
    return {one.name: one for one in sorted(found, key=lambda f: str(f.name))}


def format_named(name: str) -> Format:
    """The format of that name. Raises SecondSourceError that lists those there are."""
    found = formats().get(name)
    if found is None:
        raise SecondSourceError(name, "is no export format", f"Give one of: {', '.join(formats())}.")
    return found
