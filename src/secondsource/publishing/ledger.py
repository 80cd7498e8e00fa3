"""What was let out so far, export by export, and whether one more may follow: the mosaic is judged, not the tile."""

from collections.abc import Iterable, Mapping

import msgspec

from secondsource.publishing.exposure import Disclosure, Estimate, estimate


class Outlay(msgspec.Struct, frozen=True):
    """What one export lets out of one source.

    ``source`` is ``report:source``; ``fact`` is ``report:event`` where the export does not show that the source made
    other claims as well, else None.
    """

    source: str
    disclosed: tuple[Disclosure, ...]
    fact: str | None = None


class Entry(msgspec.Struct, frozen=True):
    """One export that left: its name, day (ISO date), profile, what it let out, and the facts it held with a mark of
    their content, so that a later one can be compared with it."""

    export: str
    date: str
    profile: str
    outlays: tuple[Outlay, ...]
    facts: dict[str, str] = {}
    override: str | None = None


class Ledger(msgspec.Struct, frozen=True):
    """All exports that left, in order."""

    entries: tuple[Entry, ...] = ()

    def add(self, entry: Entry) -> "Ledger":
        """The ledger with one export more."""
        return Ledger((*self.entries, entry))


class Standing(msgspec.Struct, frozen=True):
    """How a source stands before and after an export. ``claims`` counts what the export holds of it."""

    source: str
    before: Estimate
    after: Estimate
    claims: int
    refused: bool


def stand(
    ledger: Ledger, outlays: Iterable[Outlay], public: Mapping[str, frozenset[Disclosure]], floor: int
) -> tuple[Standing, ...]:
    """How each source of an export would stand, in order of its name.

    ``public`` is what published reports say of a source. An export is refused on account of a source if what is then
    known of it fits fewer than ``floor`` people, or nobody can tell how many, and fewer than what was published does.
    """
    by_source: dict[str, list[Outlay]] = {}
    for outlay in outlays:
        by_source.setdefault(outlay.source, []).append(outlay)
    return tuple(_standing(ledger, name, by_source[name], public, floor) for name in sorted(by_source))


def refused(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Those on whose account the export may not leave."""
    return tuple(standing for standing in standings if standing.refused)


def _standing(
    ledger: Ledger,
    source: str,
    outlays: list[Outlay],
    public: Mapping[str, frozenset[Disclosure]],
    floor: int,
) -> Standing:
    published = public.get(source, frozenset())
    earlier = [o for entry in ledger.entries for o in entry.outlays if o.source == source]
    befores = [estimate(published | joined) for joined in _joined(earlier)] or [estimate(published)]
    afters = [estimate(published | joined) for joined in _joined([*earlier, *outlays])]
    before, after = min(befores, key=_low), min(afters, key=_low)
    below = after.below(floor) and after.narrower(estimate(published))
    return Standing(source, before, after, len(outlays), below)


def _joined(outlays: Iterable[Outlay]) -> tuple[frozenset[Disclosure], ...]:
    """What can be put together of a source: all that is linked to it, and each unlinked claim.

    A claim that is unlinked here but was linked there gives its detail to the whole, and takes it from there.
    """
    linked: set[Disclosure] = set()
    alone: dict[str, set[Disclosure]] = {}
    facts: set[str] = set()
    for outlay in outlays:
        if outlay.fact is None:
            linked |= set(outlay.disclosed)
            facts |= {d.value.split(" ", 1)[1] for d in outlay.disclosed if d.kind == "access" and " " in d.value}
        else:
            alone.setdefault(outlay.fact, set()).update(outlay.disclosed)
    for fact in facts & set(alone):
        linked |= alone.pop(fact)
    found = [frozenset(linked)] if linked else []
    return (*found, *(frozenset(alone[fact]) for fact in sorted(alone)))


def _low(value: Estimate) -> int:
    return -1 if value.low is None else value.low
