"""The way a statement came: outlet, its source, whom that source quotes, and so on inwards."""

import msgspec

from secondsource.model import Attribution, Span
from secondsource.reading.covering import Covering


def paths(said: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, each with the sources it came through, the outlet's own first and its speaker last.

    An attribution whose cue stands among what another attributes is passed on by that one's source.
    """
    found: dict[int, tuple[str, ...]] = {}
    lying = Covering((number, attribution.content) for number, attribution in enumerate(said))
    return tuple(
        msgspec.structs.replace(attribution, path=_path(number, said, lying, found))
        for number, attribution in enumerate(said)
    )


def _path(
    number: int, said: tuple[Attribution, ...], lying: Covering, found: dict[int, tuple[str, ...]]
) -> tuple[str, ...]:
    if number not in found:
        own = said[number]
        found[number] = own.sources[:1]  # what a circle of cues within each other comes back to
        around = [n for n in lying.near(own.cue) if n != number and _holds(said[n], own.cue)]
        outer = min(around, key=lambda n: _length(said[n]), default=None)
        if outer is not None and own.sources:
            before = _path(outer, said, lying, found)
            name = own.sources[0]
            found[number] = before[: before.index(name) + 1] if name in before else (*before, name)
    return found[number]


def _holds(attribution: Attribution, cue: Span) -> bool:
    return any(c.start <= cue.start and cue.end <= c.end for c in attribution.content)


def _length(attribution: Attribution) -> int:
    return sum(c.end - c.start for c in attribution.content)
