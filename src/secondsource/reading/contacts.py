"""How a source was reached, under which conditions it spoke, and what it had been shown of others' reports."""

import re
from bisect import bisect_left
from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon.attribution import source_words
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice

Part = Literal["contacted", "conditions", "shown"]


class Contact(msgspec.Struct):
    """The words that say when and how a source was reached (``contacted``), what it asked for or was granted so that
    it could speak (``conditions``), and which earlier report it had seen (``shown``), each in order of the text."""

    contacted: list[Span] = []
    conditions: list[Span] = []
    shown: list[Span] = []


def contacts(scene: Scene, voices: list[Voice]) -> dict[int, Contact]:
    """By the number of a voice what the report says of its contact with it.

    Words belong to the person spoken of last before them in their sentence, else to the one who comes first behind them
    there, else to the last one before.
    """
    found: dict[int, Contact] = {}
    text = _lowered(scene.facts.report.text)
    for part, pattern in _patterns().items():
        for match in pattern.finditer(text):
            span = _with_day(scene, Span(match.start(), match.end())) if part == "contacted" else Span(*match.span())
            number = _whose(scene, voices, span)
            if number is not None:
                getattr(found.setdefault(number, Contact()), part).append(span)
    for number, voice in enumerate(voices):
        for day in _told_on(scene, voice):
            row = found.setdefault(number, Contact())
            if not any(s.start <= day.start < s.end for s in row.contacted):
                row.contacted = sorted([*row.contacted, day])
    return found


def _lowered(text: str) -> str:
    """A text in lower case at its own length: sought so, since a pattern that ignores case takes twice as long."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _with_day(scene: Scene, span: Span) -> Span:
    """Words of contact with the day behind them: "in a telephone conversation on July 1"."""
    day = next((t.span for t in scene.facts.times if 0 <= t.span.start - span.end <= 4), None)
    return Span(span.start, day.end) if day else span


def _told_on(scene: Scene, voice: Voice) -> list[Span]:
    """The days on which a voice told it: the time behind a cue of telling somebody, in the cue's own clause."""
    days = []
    for cue in voice.cues if voice.anonymity in PERSONS else ():
        verb = scene.doc[cue]
        if verb.lemma_ not in source_words().telling:
            continue
        for child in verb.children:
            if child.i > verb.i and child.dep_ in {"npadvmod", "prep", "dobj"}:
                first, last = child.left_edge.idx, child.right_edge.idx + len(child.right_edge)
                days += [t.span for t in scene.facts.times if t.edtf and first <= t.span.start and t.span.end <= last]
    return days


def _whose(scene: Scene, voices: list[Voice], span: Span) -> int | None:
    """The voice that words of contact are about; None inside quotations and headlines, and where nobody is near."""
    starts = columns.of(scene.doc).start
    at = bisect_left(starts, span.start)
    if at == len(starts) or scene.layout.quoted[at] >= 0 or scene.titled(at) or scene.paragraphs[at] < 0:
        return None
    rows = [
        (abs(scene.sentences[at] - scene.sentences[token]), token > at, abs(token - at), number)
        for number, voice in enumerate(voices)
        if voice.anonymity in PERSONS
        for token in {
            *(s.token for s in voice.seats),
            *(s.token for s in scene.seats.get(voice.person, ())),
            *voice.cues,
        }
        if 0 <= scene.sentences[at] - scene.sentences[token] <= 1 and not scene.titled(token)
    ]
    return min(rows)[3] if rows else None


@cache
def _patterns() -> dict[Part, re.Pattern[str]]:
    table = source_words()
    rows: dict[Part, tuple[str, ...]] = {
        "contacted": table.contact,
        "conditions": table.conditions,
        "shown": table.shown,
    }
    return {part: re.compile(r"\b(?:" + "|".join(words).lower() + r")(?!\w)") for part, words in rows.items()}
