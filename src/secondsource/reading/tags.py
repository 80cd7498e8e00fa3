"""Sources named beside what they said, without a verb: codes and notes in brackets at the end of a sentence ("(W-7,
W-9)", "(source: a relative)"), lines that open with "Source:", credits behind a dash under a quotation."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import source_words
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.candidates import Candidate, with_conjuncts
from secondsource.reading.cue_phrases import object_head
from secondsource.reading.layout import Layout, Paragraph

_CODE = re.compile(
    r"\b(?:(?:Src|Source|Witness|Informant|Respondent|Contact|Interviewee|Observer|Monitor|Correspondent|Resident|Caller"
    r"|Interlocutor|Speaker|Prisoner|Detainee|Worker) (?:[A-Z]|\d{1,3})"
    r"|[A-Z]{1,4}[-–/.]?\d{1,4}|[A-Z]{1,3}\d*-[A-Z]?\d+)\b"
)
_SERIES = re.compile(r"\d+$|(?<= )[A-Z]$")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,90})[)\]](?=\s*(?:[.;,:!?]|$|\n|[A-Z“\"]))")
_NAMED = re.compile(
    r"(?:sources?|witness(?:es)?|told by|according to|information from|reported by|seen by|heard from|interview with)"
    r"\b:?\s*",
    re.IGNORECASE,
)
_LINE = re.compile(r"(?:^|(?<=[.!?”\"\n])\s*)[(\[]?(?:Sources?|Source of information|Informants?)\s*:\s*(?=\S)")
_CREDIT = re.compile(r"\s*[—–―-]{1,2}\s*(?=[A-Za-z])")
_LEADING = re.compile(r"\s*(?:[-*•–—■▪]|\(?\d[\d./-]*[.)]?|[A-Z]?\d+(?:\.\d+)*\.?)\s+")


def tags(doc: Doc, layout: Layout) -> Iterator[tuple[Candidate, list[Span]]]:
    """Each tag as a cue, with the words that it says are its source's."""
    texts = [columns.of(doc).words(p.start, p.end) for p in layout.paragraphs]
    counts = Counter(code for text in texts for code in _CODE.findall(text))
    series = Counter(_SERIES.sub("", code) for code in counts)
    known = {c for c in counts if counts[c] > 1 or series[_SERIES.sub("", c)] > 1}
    bare = {m.group(1) for text in texts for m in _BRACKET.finditer(text) if _people(m.group(1))}
    known |= bare if len(bare) > 1 else set()
    for number, paragraph in enumerate(layout.paragraphs):
        if paragraph.title:
            continue
        before = layout.paragraphs[number - 1] if number else None
        yield from _line(doc, paragraph, before, texts[number])
        yield from _brackets(doc, paragraph, texts[number], known)


def _line(
    doc: Doc, paragraph: Paragraph, before: Paragraph | None, text: str
) -> Iterator[tuple[Candidate, list[Span]]]:
    found = next((m for m in _LINE.finditer(text)), None)
    if found is None:
        return
    base = doc[paragraph.start].idx
    said = Span(base, base + found.start()) if found.start() > 20 else None
    if said is None and before is not None and not before.title:
        last = doc[before.end - 1]
        said = Span(doc[before.start].idx, last.idx + len(last))
    first = _token_at(doc, paragraph, base + found.end())
    head = object_head(doc, first.i, paragraph.end) if first is not None else None
    if said is None or head is None:
        return
    cue = Span(base + found.start() + _indent(found.group()), base + len(text[: found.end()].rstrip()))
    yield _tag(head, cue, with_conjuncts(head)), [_plain(doc, said)]


def _brackets(doc: Doc, paragraph: Paragraph, text: str, known: set[str]) -> Iterator[tuple[Candidate, list[Span]]]:
    base, at = doc[paragraph.start].idx, 0
    for found in _BRACKET.finditer(text):
        heads = list(_heads(doc, paragraph, found, base, known))
        start = _sentence_start(text, at, found.start())
        if not heads or len(text[start : found.start()].split()) < 4:
            continue
        closed = re.match(r"\s*(?:[.;!?:]|$)", text[found.end() :]) or text[: found.start()].rstrip()[-1:] in ".!?”"
        if not closed:
            continue
        at = found.end()
        cue = Span(base + found.start(1), base + found.end(1))
        yield _tag(heads[0], cue, tuple(heads)), [_plain(doc, Span(base + start, base + found.start()))]


def _heads(doc: Doc, paragraph: Paragraph, found: re.Match[str], base: int, known: set[str]) -> Iterator[Token]:
    named = _NAMED.match(found.group(1))
    for code in _CODE.finditer(found.group(1)):
        token = _token_at(doc, paragraph, base + found.start(1) + code.end() - 1)
        if code.group() in known and token is not None:
            yield token
            named = None
    if found.group(1) in known:
        for part in _PARTED.finditer(found.group(1)):
            token = _token_at(doc, paragraph, base + found.start(1) + part.end() - 1)
            yield from [token] if token is not None else []
    if named is not None:
        token = _token_at(doc, paragraph, base + found.start(1) + named.end())
        head = object_head(doc, token.i, paragraph.end) if token is not None else None
        if head is not None:
            yield from with_conjuncts(head)


def _people(words: str) -> bool:
    """Whether a bracket holds nothing but whose word it is, without an article: "(wife; lawyer)", "(camp witness)"."""
    parts = _PARTED.findall(words)
    small = all(part[:1].islower() and len(part.split()) < _MANY for part in parts)
    return small and all(part.split()[-1] in _tellers() and part.split()[0] not in _NOT_BARE for part in parts)


_PARTED = re.compile(r"[^;,\s][^;,]*")
_MANY = 4
_NOT_BARE = frozenset({"a", "an", "the", "his", "her", "their", "its", "my", "our", "or", "and", "not", "no"})


@cache
def _tellers() -> frozenset[str]:
    table = source_words()
    return frozenset(table.people | table.sources | table.officials)


def _sentence_start(text: str, at: int, end: int) -> int:
    """Where the sentence before a bracket starts: behind the last full stop, bracket or semicolon."""
    stripped = text[:end].rstrip()
    closed = stripped[-1:] in ".!?"
    marks = [
        m.end() for m in re.finditer(r"(?<![A-Z\d])[.!?][”\"]?\s+(?=[A-Z“\"(])", stripped[:-1] if closed else stripped)
    ]
    return max([at, *(m for m in marks if m <= len(stripped))])


def _token_at(doc: Doc, paragraph: Paragraph, at: int) -> Token | None:
    return next((t for t in doc[paragraph.start : paragraph.end] if t.idx <= at < t.idx + len(t)), None)


def _plain(doc: Doc, span: Span) -> Span:
    """A stretch without the number or bullet that opens it and the marks around it."""
    text = columns.of(doc).whole[span.start : span.end]
    leading = _LEADING.match(text)
    start = span.start + (leading.end() if leading else _indent(text))
    return Span(start, span.start + len(text.rstrip(" .,;:(\n")))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" .,;:)\n"))


def _tag(head: Token, cue: Span, heads: tuple[Token, ...]) -> Candidate:
    return Candidate(head, cue, head.i, head.i + 1, heads, "neutral", frozenset(), "tag")
