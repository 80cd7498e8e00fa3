"""Weighed things as they are stored: packed structs, and names of members."""

import zlib
from collections.abc import Mapping
from typing import Any

import msgspec

from secondsource.archive import schema
from secondsource.model import RestsOn, WeighedEvent, WeighedPerson

_KINDS: Mapping[str, type] = {"e": WeighedEvent, "p": WeighedPerson, "r": RestsOn}


def unpack(kind: str, data: bytes) -> Any:
    """A stored struct of a kind."""
    return msgspec.msgpack.decode(zlib.decompress(data), type=_KINDS[kind])


def split(key: str) -> tuple[int, str]:
    """``r0000012:e3`` as a report's number and an item."""
    report, _, item = key.rpartition(":")
    return schema.report_number(report), item


def pack(value: Any) -> bytes:
    """A struct as it is stored."""
    return zlib.compress(msgspec.msgpack.encode(value), 3)
