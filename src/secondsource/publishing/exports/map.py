"""GeoJSON (RFC 7946) of the facts whose place has coordinates, each with how exact its place is.

A point is the middle of a place of the kind ``precision`` names, no more exact than that.
"""

from collections.abc import Iterator

import msgspec

from secondsource.publishing.exports.formats import File, Format
from secondsource.publishing.released import Fact, Release


def _files(release: Release) -> Iterator[File]:
    yield File("facts.geojson", _pieces(release))


def _pieces(release: Release) -> Iterator[bytes]:
    yield b'{"type":"FeatureCollection","features":['
    comma = b"\n"
    for fact in release.facts:
        if fact.place and fact.place.latitude is not None:
            yield comma + msgspec.json.encode(_feature(fact))
            comma = b",\n"
    yield b"\n]}\n"


def _feature(fact: Fact) -> dict[str, object]:
    assert fact.place is not None
    return {
        "type": "Feature",
        "id": fact.id,
        "geometry": {"type": "Point", "coordinates": [fact.place.longitude, fact.place.latitude]},
        "properties": {
            "act": fact.act,
            "sentence": fact.sentence,
            "grade": fact.grade,
            "lines_min": fact.lines_min,
            "lines_max": fact.lines_max,
            "status": fact.status,
            "time": fact.time,
            "place": fact.place.name,
            "precision": fact.place.precision,
            "country": fact.place.country,
        },
    }


FORMAT = Format("geojson", "facts on a map, with how exact each place is", _files)
