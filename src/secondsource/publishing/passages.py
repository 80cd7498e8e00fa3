"""The exact words of a report in their sentence, cut into runs that a page can highlight."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from secondsource.lexicon.phrases import phrases
from secondsource.model import Report, Span

_SENTENCE_END = re.compile(r"(\w*)([.!?…]+)[”’\"'»)\]]*\s+(?=[“‘\"'«(\[—–]*[^\W_a-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Marks that turn the direction of what follows could make a page show other words than a report holds.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Run(msgspec.Struct, frozen=True):
    """A stretch of a passage: ``said`` by the source (attributed to it), ``named`` where it names the event."""

    text: str
    said: bool = False
    named: bool = False


def clean(text: str) -> str:
    """``text`` as ``shown``, on one line."""
    return " ".join(shown(text).split())


def shown(text: str) -> str:
    """``text`` without characters that a page may not hold, or that change how others are shown."""
    return _TURNING.sub("", _CONTROL.sub(" ", text))


def sentence(report: Report, span: Span) -> Span:
    """The sentence or sentences of ``report`` around ``span``; never beyond the paragraphs that ``span`` lies in."""
    start, end = _paragraph(report.text, span)
    first, last = start, end
    for match in _SENTENCE_END.finditer(report.text, start, end):
        if match[2] == "." and _abbreviates(match[1]):
            continue
        if match.end() <= span.start:
            first = match.end()
        elif match.end() >= span.end:
            last = match.end()
            break
    while last > span.end and report.text[last - 1].isspace():
        last -= 1
    return Span(first, last)


def passages(report: Report, triggers: Sequence[Span], said: Sequence[Span]) -> tuple[tuple[Run, ...], ...]:
    """The sentences that hold ``triggers``, in order of the text, with ``said`` and ``triggers`` marked."""
    return tuple(runs(report, span, said, triggers) for span in _merged(sentence(report, t) for t in triggers))


def runs(report: Report, span: Span, said: Sequence[Span], named: Sequence[Span]) -> tuple[Run, ...]:
    """``span`` of the report in runs that change where ``said`` or ``named`` does. Joined they give its text."""
    cuts = {span.start, span.end}
    for mark in (*said, *named):
        cuts.update(edge for edge in (mark.start, mark.end) if span.start < edge < span.end)
    edges = sorted(cuts)
    found = []
    for start, end in pairwise(edges):
        found.append(Run(shown(report.text[start:end]), _covered(start, end, said), _covered(start, end, named)))
    return tuple(found)


def _abbreviates(word: str) -> bool:
    """Whether a full stop after ``word`` leaves the sentence open."""
    return (len(word) == 1 and word.isalpha()) or word.lower() in phrases().abbreviations


def _covered(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def _paragraph(text: str, span: Span) -> tuple[int, int]:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return start, len(text) if end < 0 else end


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
