"""JSON Lines of everything that leaves: one fact, person, source or report a line, with its ``type``."""

from collections.abc import Iterable, Iterator

import msgspec

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Release


def _files(release: Release) -> Iterator[File]:
    yield File("secondsource.jsonl", _lines(release))


def _lines(release: Release) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    parts: tuple[tuple[str, Iterable[msgspec.Struct]], ...] = (
        ("fact", release.facts),
        ("person", release.people),
        ("source", release.sources),
        ("report", release.reports),
    )
    for kind, values in parts:
        for value in values:
            fields = {name: field for name, field in msgspec.structs.asdict(value).items() if field not in (None, ())}
            yield encoder.encode({"type": kind, **fields}) + b"\n"


FORMAT = Format("jsonl", "JSON Lines of everything that leaves", _files)
