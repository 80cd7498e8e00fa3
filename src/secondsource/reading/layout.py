"""How a report's live paragraphs divide into speech in quotation marks and the narrator's sentences around it."""

import re
from bisect import bisect_left
from typing import Literal

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon.attribution import cues
from secondsource.model import LIVE, Quotation, Report


class Item(msgspec.Struct, frozen=True):
    """A run of tokens ``[start, end)``: ``speech`` (then ``quotation`` says which) or the narrator's ``prose``."""

    kind: Literal["speech", "prose"]
    start: int
    end: int
    quotation: int = -1


class Paragraph(msgspec.Struct, frozen=True):
    """One live block: its tokens ``[start, end)`` and their division into items."""

    start: int
    end: int
    title: bool
    items: tuple[Item, ...]


class Layout(msgspec.Struct, frozen=True):
    """``quoted[i]`` is the index of the quotation that token i stands in, else -1."""

    paragraphs: tuple[Paragraph, ...]
    quoted: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    cue_words: list[int]


def lay_out(report: Report, doc: Doc, quotations: tuple[Quotation, ...], cue_words: list[int]) -> Layout:
    """The layout of a report. Speech is a quotation that stands by itself; one inside a sentence stays prose.

    ``cue_words`` are the tokens that may be cues; they are kept beside the rest for those who look for cues.
    """
    starts = doc.to_array("IDX").tolist()
    sentences = frozenset((doc.to_array("SENT_START") == 1).nonzero()[0].tolist())
    quoted = _quoted(starts, quotations)
    inner = [report.text[q.inner.start : q.inner.end].strip() for q in quotations]
    paragraphs, at = [], 0
    for block in report.blocks:
        if block.kind not in LIVE:
            continue
        at = bisect_left(starts, block.span.start, at)
        while at < len(doc) and doc[at].is_space:
            at += 1
        start = at
        at = end = bisect_left(starts, block.span.end, at)
        while end > start and doc[end - 1].is_space:
            end -= 1
        start = _behind_number(doc, start, end)
        if end > start:
            items = _items(doc, (start, end), quoted, (sentences, inner))
            paragraphs.append(Paragraph(start, end, block.kind != "body", tuple(items)))
    return Layout(tuple(paragraphs), tuple(quoted), quotations, cue_words)


def _behind_number(doc: Doc, start: int, end: int) -> int:
    """Where a paragraph starts behind the number that counts it ("2. …", "(3) …", "41.6 …")."""
    words = [doc[i].text for i in range(start, min(start + 3, end - 1))]
    if words[1:2] and words[1] in {".", ")"} and words[0].isdigit():
        return start + 2
    if len(words) == 3 and words[0] == "(" and words[1].isdigit() and words[2] == ")":
        return start + 3
    if words and _NUMBER.fullmatch(words[0]) and doc[start + 1].text[:1].isupper():
        return start + 1
    return start


_NUMBER = re.compile(r"\d{1,3}\.|\d{1,3}(?:\.\d{1,3})+\.?")


def _quoted(starts: list[int], quotations: tuple[Quotation, ...]) -> list[int]:
    quoted = [-1] * len(starts)
    for number, quotation in enumerate(quotations):
        first, last = bisect_left(starts, quotation.span.start), bisect_left(starts, quotation.span.end)
        quoted[first:last] = [number] * (last - first)
    return quoted


def _items(doc: Doc, bounds: tuple[int, int], quoted: list[int], known: tuple[frozenset[int], list[str]]) -> list[Item]:
    """The items of one paragraph; ``known``: where sentences start, and the words of each quotation."""
    sentences, inner = known
    items: list[Item] = []
    start, at, end = bounds[0], bounds[0], bounds[1]
    while at < end:
        number = quoted[at]
        if number < 0:
            if at in sentences and at > start and doc[at - 1].text not in _RUNS_ON:
                items.append(Item("prose", start, at))
                start = at
            at += 1
            continue
        stop = at
        while stop < end and quoted[stop] == number:
            stop += 1
        if _is_speech(doc, inner[number], (bounds[0], at, stop, end)):
            if at > start:
                items.append(Item("prose", start, at))
            items.append(Item("speech", at, stop, number))
            start = stop
        at = stop
    if start < end:
        items.append(Item("prose", start, end))
    return items


def _is_speech(doc: Doc, text: str, edges: tuple[int, int, int, int]) -> bool:
    """Speech stands apart by punctuation; a quotation that is a part of its sentence ("a 'traitor'") does not."""
    first, start, stop, end = edges
    if not text:
        return False
    closed = text.rstrip("’'\"”")[-1:] in set(",.!?…—–") or (stop < end and doc[stop].text == ",")
    before = doc[start - 1] if start > first else None
    if before is not None and before.is_space and start - 1 > first:
        before = doc[start - 2]
    if before is None or before.text in {".", "!", "?", "”", "»", '"', "…"}:
        return closed or stop == end or doc[stop].text[:1] in "([—–:.;" or doc[stop].lemma_ in cues()
    if before.text in {":", ",", "—", "–", ";", ")"}:
        announced = before.text == "," and before.i > first and before.nbor(-1).lemma_ in cues()
        return closed or announced or before.text == ":" or text[0].isupper()
    return before.lemma_ in cues() and text[0].isupper() and stop - start > 5


# Marks behind which the parser may start a sentence, and a writer does not.
_RUNS_ON = frozenset({";", ":", "—", "–"})
