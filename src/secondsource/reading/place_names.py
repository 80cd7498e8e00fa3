"""Names of places as a report writes them: with their marks, without the word of locality, none overlapping."""

from collections.abc import Iterator

import msgspec

from secondsource.lexicon import countries
from secondsource.model import Place, Span
from secondsource.reading import gazetteer


def as_written(whole: str, places: list[Place]) -> list[Place]:
    """Places that no lexicon has, their names with the marks on letters with which the report first writes them."""
    first: dict[str, str] = {}
    for place in places:
        written = whole[place.span.start : place.span.end]
        same = next(
            (n for n, (a, b) in enumerate(zip(gazetteer.plain(written), place.name, strict=False)) if a != b), -1
        )
        end = min(len(written), len(place.name)) if same < 0 else same
        first.setdefault(place.name, written[:end] + place.name[end:])
    return [msgspec.structs.replace(place, name=first[place.name]) for place in places]


def bare(name: str) -> str:
    """A name without brackets and word of locality: "Siyek" for "Siyek township"."""
    words = name.split(" (")[0].split()
    while words and words[-1].lower() in countries.world().localities:
        words.pop()
    return " ".join(words)


def up_to(borders: frozenset[int], places: list[Place]) -> Iterator[Place]:
    """The places up to the name of somebody right behind them; none that would begin with it."""
    for place in places:
        if place.span.start in borders:
            continue
        end = min((b - 1 for b in borders if place.span.start < b < place.span.end), default=place.span.end)
        cut = place.span.end - end
        yield Place(Span(place.span.start, end), place.name[:-cut] if cut else place.name, place.kind, place.within)


def without_overlap(places: list[Place]) -> list[Place]:
    """The places in order of the text; of two that overlap the longer."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.span.start, -p.span.end)):
        if not kept or place.span.start >= kept[-1].span.end:
            kept.append(place)
        elif place.span.end - place.span.start > kept[-1].span.end - kept[-1].span.start:
            kept[-1] = place
    return kept
