"""Stretches inside quotation marks: curly, straight, guillemets, unclosed at a paragraph's end, opening mark lost."""

import re

from secondsource.model import LIVE, Block, Quotation, Report, Span

_PAIRS = {"“": "”", "„": "”“", "«": "»", '"': '"', "''": "''", "``": "''"}
_CLOSERS = "”»"
_MARK = re.compile(r"''|``|[“”„«»\"]")
_SINGLE = re.compile(r"(?<![\w’'])‘(?=\S)([^‘\n]{12,}?)(?<=[\w.,!?…])’(?!\w)")


def find(report: Report) -> tuple[Quotation, ...]:
    """The quotations of the live blocks, in order, never overlapping; a quotation inside another is not told apart.

    Where a paragraph ends with the mark still open, the quotation ends with the paragraph and ``continues`` is set if
    the next live paragraph opens with a mark (the typographic habit for speech that runs on).
    """
    live = [block for block in report.blocks if block.kind in LIVE]
    found: list[Quotation] = []
    for number, block in enumerate(live):
        following = live[number + 1] if number + 1 < len(live) else None
        found += _in_block(report.text, block.span, _opens(report.text, following))
    return tuple(found)


def _opens(text: str, block: Block | None) -> bool:
    return block is not None and text.startswith(tuple(_PAIRS), block.span.start)


def _in_block(text: str, block: Span, next_opens: bool) -> list[Quotation]:
    found: list[Quotation] = []
    start = opener = None
    for match in _MARK.finditer(text, block.start, block.end):
        at, mark = match.start(), match.group()
        if start is None:
            if mark in _CLOSERS or (mark == '"' and _only_closes(text, at, block)):
                lost = _lost_opening(text, at, Span(found[-1].span.end if found else block.start, block.end))
                if lost is not None:
                    found.append(Quotation(Span(lost, at + 1), Span(lost, at)))
            elif mark in _PAIRS and not _closes_here(text, at, block.end):
                start, opener = at, mark
        elif opener is not None and mark in _PAIRS[opener] and not (mark == '"' and _opens_here(text, at, block)):
            found.append(Quotation(Span(start, match.end()), Span(start + len(opener), at)))
            start = None
    if start is not None and opener is not None and block.end - start > len(opener) + 1:
        found.append(Quotation(Span(start, block.end), Span(start + len(opener), block.end), continues=next_opens))
    if not found:
        found = [Quotation(Span(*m.span()), Span(*m.span(1))) for m in _SINGLE.finditer(text, block.start, block.end)]
    return found


def _closes_here(text: str, at: int, end: int) -> bool:
    """A straight mark after a digit is inches or seconds, not speech."""
    return text[at] == '"' and at > 0 and text[at - 1].isdigit() and (at + 1 >= end or not text[at + 1].isalnum())


def _only_closes(text: str, at: int, block: Span) -> bool:
    """A straight mark that can only close speech: right behind a comma or full stop, with a space or nothing behind."""
    before = text[at - 1] if at > block.start else " "
    return before in ",.!?…" and (at + 1 >= block.end or text[at + 1].isspace())


def _lost_opening(text: str, at: int, before: Span) -> int | None:
    """Where speech starts of which the opening mark was lost: at the first word of the paragraph, or behind the last
    sentence in which the narrator tells who speaks; None for no words."""
    start = before.start
    for told in _TOLD.finditer(text, before.start, at):
        end = _SENTENCE.search(text, told.end(), at)
        if end is None:
            break
        start = end.end()
    while start < at and text[start].isspace():
        start += 1
    return start if at - start > 2 else None


_SENTENCE = re.compile(r"[.!?…][”\")]?\s+")
_TOLD = re.compile(
    r"\b(?:said|says?|told|tells?|added|adds|asked|asks|answered|laughed|explained|recalled|recalls|went on|noted|"
    r"wrote|writes|replied|insisted|claimed|reported|according to|the source|the official|the resident)\b"
)


def _opens_here(text: str, at: int, block: Span) -> bool:
    """A straight mark that can only open: a space before it and a letter behind it."""
    return at > block.start and text[at - 1].isspace() and at + 1 < block.end and text[at + 1].isalnum()
