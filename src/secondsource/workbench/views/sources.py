"""The source register: how reports describe their sources, and how reliable a person holds each. Never who they are."""

import msgspec

from secondsource.publishing.passages import clean
from secondsource.workbench.desk import Desk, WorkbenchError


class SourceLine(msgspec.Struct, frozen=True):
    """A source of a report. ``id`` is ``r0000012:s1``; ``reliability`` a letter from A to F that a person gave."""

    id: str
    report: str
    words: str
    name: str
    anonymity: str
    place: str
    basis: str
    reliability: str


class Register(msgspec.Struct, frozen=True):
    """A page of the register. ``more`` where another follows."""

    sources: tuple[SourceLine, ...]
    place: str
    offset: int
    more: bool


def sources(desk: Desk, place: str = "", limit: int = 50, offset: int = 0) -> Register:
    """Sources as described, the newest report first. Raises WorkbenchError for who may not see them."""
    if not desk.sees_sources:
        raise WorkbenchError("the source register", "it is for those who keep sources", "Ask a keeper of sources.", 403)
    found = desk.archive.sources(place, limit + 1, offset, desk.open_only)
    rated = _reliability(desk)
    lines = []
    for row in found[:limit]:
        id = f"{row.report}:{row.source}"
        words = (clean(row.words), clean(row.name or ""), row.anonymity, clean(row.place or ""), row.basis or "")
        lines.append(SourceLine(id, row.report, *words, rated.get(id, "")))
    return Register(tuple(lines), place, offset, len(found) > limit)


def _reliability(desk: Desk) -> dict[str, str]:
    return {
        target.id: verdict.value["reliability"]
        for verdict in desk.archive.verdicts()
        if verdict.kind == "reliability" and not verdict.undone
        for target in verdict.targets
    }
