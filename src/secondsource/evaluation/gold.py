"""Gold annotations: YAML beside a report, as typed structs whose quoted strings are known to stand in the report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from secondsource.errors import GoldError

T = TypeVar("T")

BUNDLES = "bundles.yaml"
"""The file of a gold folder that says what several reports tell together."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen at run time
    """YAML in which dates and numbers stay the words they are: ``2021-06-11`` and ``2021`` are both EDTF."""


_KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:bool")
_Loader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if rule[0] in _KEPT] for first, rules in _Loader.yaml_implicit_resolvers.items()
}


class GoldPost(msgspec.Struct, frozen=True):
    """A title held at a body."""

    title: str | None = None
    org: str | None = None


class GoldSource(msgspec.Struct, frozen=True):
    """Whoever the report names as origin of information."""

    mention: str


class GoldAttribution(msgspec.Struct, frozen=True):
    """Stretches that the report attributes to a source, or to any of several."""

    source: str | list[str] | None
    content: list[str]

    @property
    def sources(self) -> frozenset[str]:
        """The ids of those it is attributed to."""
        return frozenset([self.source] if isinstance(self.source, str) else self.source or ())


class GoldPerson(msgspec.Struct, frozen=True):
    """Someone who takes part in an event."""

    mention: str
    name: str | None = None
    posts: list[GoldPost] | None = None


class GoldEvent(msgspec.Struct, frozen=True):
    """One act. Fillers of a role are ids of people or words of the report."""

    act: str
    trigger: str
    status: str
    source: str
    after: str | None = None
    also: list[str] | None = None
    actor: list[str] | None = None
    recipient: list[str] | None = None
    place: str | None = None
    time: str | None = None

    @property
    def roles(self) -> tuple[list[str], list[str]]:
        """Fillers of actor, and of recipient."""
        return self.actor or [], self.recipient or []


class _GoldReport(msgspec.Struct, frozen=True):
    """The file as it is written, where an empty layer may be left out or left blank."""

    report: str
    sources: dict[str, GoldSource] | None = None
    attributions: list[GoldAttribution] | None = None
    people: dict[str, GoldPerson] | None = None
    events: list[GoldEvent] | None = None


class GoldReport(msgspec.Struct, frozen=True):
    """The annotations of one report, with the report's text."""

    report: str
    text: str
    sources: dict[str, GoldSource]
    attributions: list[GoldAttribution]
    people: dict[str, GoldPerson]
    events: list[GoldEvent]


class GoldMember(msgspec.Struct, frozen=True):
    """An event of a report, named by its trigger."""

    report: str
    trigger: str


class GoldSameEvent(msgspec.Struct, frozen=True):
    """Events of several reports that are one, and its grade."""

    members: list[GoldMember]
    grade: str


class GoldSamePerson(msgspec.Struct, frozen=True):
    """``report:person`` names of one person."""

    members: list[str]


class GoldRestsOn(msgspec.Struct, frozen=True):
    """``report`` rests on ``base``."""

    report: str
    base: str


class Bundle(msgspec.Struct, frozen=True):
    """What a few reports around one incident tell together. ``not_same`` holds look-alikes, ``report:name`` each."""

    same_event: list[GoldSameEvent] | None = None
    same_person: list[GoldSamePerson] | None = None
    not_same: list[list[str] | dict[str, Any]] | None = None
    rests_on: list[GoldRestsOn | str] | None = None


class Gold(msgspec.Struct, frozen=True):
    """A folder of annotations. ``bundles`` is None where the folder says nothing of reports together."""

    reports: tuple[GoldReport, ...]
    bundles: tuple[Bundle, ...] | None = None


def load(gold_dir: Path, text_dir: Path) -> Gold:
    """The annotations in ``gold_dir`` of the reports in ``text_dir``, in order of file names.

    Raises GoldError, naming the file, for a folder without annotations, YAML that does not hold what the guide
    asks, a report that is missing, and a quoted string that its report does not hold.
    """
    if not gold_dir.is_dir():
        raise GoldError(str(gold_dir), "is not a folder", "Give the folder that holds the gold annotations (.yaml).")
    if not text_dir.is_dir():
        raise GoldError(str(text_dir), "is not a folder", "Give the folder that holds the annotated reports.")
    paths = sorted(path for path in gold_dir.glob("*.yaml") if path.name != BUNDLES)
    if not paths:
        raise GoldError(str(gold_dir), "holds no annotations", "Give a folder with one .yaml file for each report.")
    bundles = gold_dir / BUNDLES
    return Gold(
        reports=tuple(_report(path, text_dir) for path in paths),
        bundles=_parse(bundles, tuple[Bundle, ...]) if bundles.exists() else None,
    )


def _parse(path: Path, type_: type[T]) -> T:
    try:
        return msgspec.convert(yaml.load(path.read_bytes().decode("utf-8"), _Loader), type_)
    except (yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError, OSError) as fault:
        reason = " ".join(str(fault).split())
        raise GoldError(str(path), reason, "Correct the annotation.") from fault


def _report(path: Path, text_dir: Path) -> GoldReport:
    written = _parse(path, _GoldReport)
    text_path = text_dir / written.report
    try:
        text = text_path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        reason = f"the report {written.report!r} cannot be read ({fault})"
        raise GoldError(str(path), reason, f"Put the report into {text_dir}, as UTF-8.") from fault
    gold = GoldReport(
        written.report,
        text,
        written.sources or {},
        written.attributions or [],
        written.people or {},
        written.events or [],
    )
    for where, quoted in _quoted(gold):
        if quoted not in text:
            reason = f"{where}: not in the report's text: {quoted[:60]!r}"
            raise GoldError(str(path), reason, "Quote the report exactly, character by character.")
    return gold


def _quoted(gold: GoldReport) -> Iterator[tuple[str, str]]:
    """Every string that is scored by where it stands in the text, with what it belongs to."""
    for key, source in gold.sources.items():
        yield f"source {key}", source.mention
    for number, attribution in enumerate(gold.attributions, 1):
        for stretch in attribution.content:
            yield f"attribution {number}", stretch
    for key, person in gold.people.items():
        yield f"person {key}", person.mention
    for event in gold.events:
        for trigger in (event.trigger, *(event.also or ()), *([event.after] if event.after else ())):
            yield f"event {event.act}", trigger
