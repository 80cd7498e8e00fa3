"""Gold annotations (YAML beside the project's guide) as Readings, so that a later stage can be measured on its own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import yaml

from secondsource.errors import GoldError
from secondsource.model import (
    Amount,
    Attribution,
    Event,
    Filler,
    Person,
    Post,
    Reading,
    Report,
    Source,
    Span,
    Time,
)
from secondsource.reports.files import from_file

Entry = Mapping[str, Any]

BUNDLES = "bundles.yaml"
"""The file of a gold folder that tells of several reports together, and is no report's."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def locate(text: str, wanted: str, after: str | None = None) -> Span:
    """The first place of ``wanted`` at or behind the first place of ``after``, else the first anywhere.

    Raises GoldError where the text does not hold it: gold strings are exact substrings of the report.
    """
    start = text.find(wanted, max(text.find(after), 0) if after else 0)
    start = start if start >= 0 else text.find(wanted)
    if start < 0:
        raise GoldError(repr(wanted), "is not in the report's text", "Quote the report exactly.")
    return Span(start, start + len(wanted))


def load(gold_dir: Path, text_dir: Path) -> Iterator[Reading]:
    """The gold readings of a folder of annotations, in order of file names."""
    for path in sorted(gold_dir.glob("*.yaml")):
        if path.name != BUNDLES:
            yield from_yaml(path, text_dir)


def from_yaml(path: Path, text_dir: Path) -> Reading:
    """One annotated report as a Reading. Raises GoldError for annotations that do not fit the report."""
    try:
        entry = cast(Entry, yaml.load(path.read_text("utf-8"), _LOADER))
        return reading(entry, from_file(text_dir / entry["report"]))
    except GoldError as fault:
        raise GoldError(path.name, f"{fault.thing} {fault.reason}", fault.remedy) from fault
    except (KeyError, TypeError, AttributeError, yaml.YAMLError) as fault:
        reason = f"has a missing or malformed field ({' '.join(str(fault).split())})"
        raise GoldError(path.name, reason, "See the guide for the fields of an annotation.") from fault


def reading(entry: Entry, report: Report) -> Reading:
    """The annotations of one report as its Reading."""
    text = report.text
    sources: dict[str, Entry] = entry.get("sources") or {}
    people: dict[str, Entry] = entry.get("people") or {}
    return Reading(
        report,
        sources=tuple(_source(text, key, value) for key, value in sources.items()),
        attributions=tuple(_attribution(text, value) for value in entry.get("attributions") or ()),
        people=tuple(_person(text, key, value) for key, value in people.items()),
        events=tuple(_event(text, n, value, people) for n, value in enumerate(entry.get("events") or (), 1)),
        follows=tuple(locate(text, value) for value in entry.get("follows") or ()),
    )


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _source(text: str, key: str, value: Entry) -> Source:
    mention = locate(text, value["mention"], value.get("after"))
    rests_on = tuple(_listed(value.get("rests_on")))
    return Source(key, mention, (mention,), value["anonymity"], value.get("place"), value.get("basis"), rests_on)


def _attribution(text: str, value: Entry) -> Attribution:
    content = tuple(locate(text, stretch) for stretch in value["content"])
    cue = locate(text, value["cue"], value.get("after"))
    return Attribution(tuple(_listed(value.get("source"))), cue, value["type"], content, rule="gold")


def _person(text: str, key: str, value: Entry) -> Person:
    posts = tuple(
        Post(str(post.get("title") or ""), post.get("org"), post.get("place"), bool(post.get("former")))
        for post in value.get("posts") or ()
    )
    age = value.get("age")
    return Person(
        key, value.get("name"), (locate(text, value["mention"]),), str(age) if age is not None else None, posts
    )


def _filler(text: str, value: str, people: Mapping[str, Entry]) -> Filler:
    person = people.get(value)
    span = locate(text, person["mention"] if person else value)
    return Filler(span.start, span.end, value if person else None)


def _event(text: str, number: int, value: Entry, people: Mapping[str, Entry]) -> Event:
    triggers = [locate(text, value["trigger"], value.get("after"))]
    triggers += [locate(text, other) for other in value.get("also") or ()]
    amount: Entry | None = value.get("amount")
    item, reason = value.get("item"), value.get("reason")
    return Event(
        f"e{number}",
        value["act"],
        tuple(triggers),
        actor=tuple(_filler(text, who, people) for who in _listed(value.get("actor"))),
        recipient=tuple(_filler(text, who, people) for who in _listed(value.get("recipient"))),
        authority=value.get("authority"),
        place=value.get("place"),
        time=_time(text, value, triggers[0]),
        duration=value.get("duration"),
        amount=_amount(amount, triggers[0]) if amount else None,
        item=_found(text, item),
        reason=_found(text, reason),
        status=value["status"],
        source=value["source"],
        rule="gold",
    )


def _found(text: str, wanted: str | None) -> Span | None:
    """Where a word of the report stands; None for a canonical word that the report does not hold."""
    return locate(text, wanted) if wanted and wanted in text else None


def _time(text: str, value: Entry, trigger: Span) -> Time | None:
    edtf, words = value.get("time"), value.get("time_text")
    if edtf is None and words is None:
        return None
    return Time(_found(text, words) or trigger, str(edtf) if edtf is not None else None, "gold")


def _amount(value: Entry, trigger: Span) -> Amount:
    return Amount(trigger, float(value.get("value", 0)), value.get("currency"), value.get("unit"), value.get("per"))
