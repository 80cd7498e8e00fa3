"""Invented reports for the tests of weighing, written the way gold annotations are."""

from typing import Any

from secondsource import gold
from secondsource.model import NARRATOR, Block, Reading, Report, Span

SEIZED = {
    "act": "arrest", "trigger": "was arrested", "recipient": ["nam"], "place": "Kangso", "time": "2031-05-04",
    "status": "asserted", "source": "s1",
}  # fmt: skip


def written(
    name: str, text: str, entry: dict[str, Any], outlet: str | None = None, published: str | None = None
) -> Reading:
    """The reading of a report with these annotations; every paragraph of the text is live.

    The words for an event are attributed to its source, unless the annotations tell of attributions.
    """
    blocks, start = [], 0
    for paragraph in text.split("\n"):
        if paragraph:
            blocks.append(Block(Span(start, start + len(paragraph)), "body"))
        start += len(paragraph) + 1
    entry = {
        "attributions": [_attributed(event) for event in entry.get("events", ()) if event["source"] != NARRATOR]
    } | entry
    return gold.reading(entry, Report(name, text, tuple(blocks), outlet, published))


def _attributed(event: dict[str, Any]) -> dict[str, Any]:
    content = [event["trigger"], *event.get("also", ())]
    return {"source": event["source"], "cue": event["trigger"], "type": "indirect", "content": content}


def seizure(
    name: str,
    outlet: str | None,
    published: str,
    by: str,
    person: str = "Nam Chol Gu",
    *,
    text: str | None = None,
    anonymity: str = "anonymous",
    rests_on: str | None = None,
    told: str | None = None,
    **event: Any,
) -> Reading:
    """A report in which ``by`` tells that the head of the Kangso timber station was arrested."""
    text = text or (
        f"{person}, head of the Kangso timber station, was arrested on May 4, {by} told {outlet}.\n"
        f"The station near Kangso sent larch planks to a sawmill owner without papers. {outlet} heard of it on Monday."
    )
    entry: dict[str, Any] = {
        "sources": {
            "s1": {"mention": by, "anonymity": anonymity}
            | ({"basis": "official"} if anonymity == "institution" else {})
        },
        "people": {
            "nam": {
                "name": person,
                "mention": f"{person}, head of the Kangso timber station" if told is None else told,
                "posts": [{"title": "head", "org": "Kangso timber station", "place": "Kangso"}],
            }
        },
        "events": [SEIZED | event],
    }
    if rests_on:
        entry["sources"]["s1"]["rests_on"] = rests_on
    return written(name, text, entry, outlet, published)
