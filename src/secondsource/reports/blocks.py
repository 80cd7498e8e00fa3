"""The text of a report falls into blocks, and each block is judged: is it read, and as what."""

import re
from collections import Counter
from itertools import pairwise

import msgspec

from secondsource.lexicon import boilerplate
from secondsource.model import Block, BlockKind, Span

# What ends a line. A page break (form feed) and the Unicode separators end one too; CR LF is one end, not two.
_BREAK = r"\r\n|[\n\r\v\f\x85\u2028\u2029]"
_BREAKS = re.compile(_BREAK)
# No-break and other wide spaces are spaces to every pattern.
_SPACE = re.compile(r"\r\n|\s")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")

_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_QUOTED = re.compile(r"[\"“«„][^\"”»]{15,}[\"”»]")
_OPENS_QUOTE = re.compile(r"[\"“«„‘「『]")
_ANSWER = re.compile(r"[\w .]{1,20}[:：]\s|[-–—―•*·]\s")
_HASHES = re.compile(r"#{1,6}[ \t]+")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)+ [A-Z]")

# The lengths are in words. A headline of the bench has at most 20 words, a section heading 9; a paragraph that could
# be taken for a heading is read all the same, since both are live.
_TITLE_LONGEST = 32
_HEADING_LONGEST = 14
_PROSE_SHORTEST = 9
_RUBRIC_LONGEST = 4
_REPEAT_LONGEST = 12


class _Piece(msgspec.Struct, frozen=True):
    """A paragraph before it is judged. ``joined``: it stands on the line after the piece before it."""

    start: int
    end: int
    words: str
    count: int
    joined: bool


def split(text: str, start: int = 0) -> tuple[Block, ...]:
    """The blocks of ``text[start:]``, in order, apart from each other; a block's span has no space at its ends.

    A block is a paragraph: a run of lines, where the lines of the file are wrapped at a width, else one line.
    """
    pieces = _pieces(text, start)
    kinds = _judged(pieces)
    return tuple(Block(Span(piece.start, piece.end), kind) for piece, kind in zip(pieces, kinds, strict=True))


def _pieces(text: str, start: int) -> list[_Piece]:
    lines = _lines(text, start)
    joined = [False] + [_next_line(text, before[1], after[0]) for before, after in pairwise(lines)]
    width = _wrap_width(text, lines, joined)
    merged: list[tuple[int, int, bool]] = []
    for (first, last), follows in zip(lines, joined, strict=False):
        if follows and _runs_on(text, merged[-1], (first, last), width):
            merged[-1] = (merged[-1][0], last, merged[-1][2])
        else:
            merged.append((first, last, follows))
    return [_piece(text, *bounds) for bounds in merged]


def _piece(text: str, start: int, end: int, joined: bool) -> _Piece:
    if mark := _HASHES.match(text, start, end):
        start = mark.end()
    words = _SPACE.sub(" ", text[start:end])
    return _Piece(start, end, words, len(words.split()), joined)


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """Bounds of the lines that hold more than space, without the space around them."""
    bounds = []
    for match in _LINE.finditer(text, start):
        line = match.group()
        kept = line.strip().strip("\ufeff\u200b")
        if kept := kept.strip():
            begin = match.start() + line.index(kept)
            bounds.append((begin, begin + len(kept)))
    return bounds


def _next_line(text: str, end: int, start: int) -> bool:
    return len(_BREAKS.findall(text, end, start)) == 1


def _wrap_width(text: str, lines: list[tuple[int, int]], joined: list[bool]) -> int:
    """The width at which the lines are wrapped, or 0 where each line is a paragraph.

    Wrapped lines are filled, the first word of the next one would not have fitted in, and their sentences run over.
    """
    width = max((end - start for start, end in lines), default=0)
    if not 40 <= width <= 120:
        return 0
    run_over = 0
    for index, follows in enumerate(joined):
        if follows and _filled(text, lines[index - 1], lines[index], width):
            run_over += not _STOP.search(text, *lines[index - 1])
    return width if run_over > 1 else 0


def _filled(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    first_word = text[following[0] : following[1]].split(maxsplit=1)[0]
    return line[1] - line[0] + 1 + len(first_word) > width - 6


def _runs_on(text: str, before: tuple[int, int, bool], line: tuple[int, int], width: int) -> bool:
    """Whether a line goes on with the paragraph on the line before it."""
    start = max(before[0], *(text.rfind(mark, before[0], before[1]) + 1 for mark in "\n\r"))
    if width:
        return _filled(text, (start, before[1]), line, width)
    first = text[line[0]]
    starts_low = first.isalpha() and first.islower() and not _SLUG.match(text, *line)
    return starts_low and before[1] - start >= 40 and not _STOP.search(text, start, before[1])


def _judged(pieces: list[_Piece]) -> list[BlockKind]:
    """A kind for each piece. First what a piece tells by itself, then what its place in the text tells."""
    kinds = [_alone(piece) for piece in pieces]
    _judge_neighbours(pieces, kinds)
    _judge_edges(pieces, kinds)
    _judge_lists(pieces, kinds)
    _judge_repeats(pieces, kinds)
    return _named(pieces, kinds)


def _alone(piece: _Piece) -> BlockKind | None:
    """The kind that the words of a piece settle, wherever it stands; None where they do not."""
    if not any(char.isalnum() for char in piece.words):
        return "boilerplate"
    if _speaks(piece):
        return None
    if _SLUG.match(piece.words) and not _QUOTED.search(piece.words):
        return "caption"
    group = boilerplate.group_of(piece.words, piece.count)
    return group.kind if group else None


def _speaks(piece: _Piece) -> bool:
    """Whether somebody is quoted at some length: such a paragraph is never page furniture."""
    quoted = _QUOTED.search(piece.words)
    return bool(quoted and boilerplate.speech().search(piece.words))


def _is_text(piece: _Piece) -> bool:
    """Whether the report itself has begun: a sentence of some length, or speech."""
    stopped = bool(_STOP.search(piece.words))
    return stopped and (piece.count >= _PROSE_SHORTEST or bool(_OPENS_QUOTE.match(piece.words)))


def _judge_edges(pieces: list[_Piece], kinds: list[BlockKind | None]) -> None:
    """Above the first paragraph and below the last one a page says more of itself than in between."""
    edges: tuple[tuple[boilerplate.Edge, range], ...] = (
        ("top", range(len(pieces))),
        ("end", range(len(pieces) - 1, 0, -1)),
    )
    for edge, order in edges:
        for index in order:
            piece = pieces[index]
            if kinds[index] is None and not _speaks(piece):
                group = boilerplate.group_of(piece.words, piece.count, edge)
                kinds[index] = group.kind if group else None
            if kinds[index] is None and _is_text(piece):
                break


def _judge_lists(pieces: list[_Piece], kinds: list[BlockKind | None]) -> None:
    """Headlines of other stories stand as a list under "Most read"."""
    opened = False
    for index, piece in enumerate(pieces):
        if kinds[index] == "related":
            group = boilerplate.group_of(piece.words, piece.count)
            opened = bool(group and group.opens and piece.count <= 5)
        elif opened and kinds[index] is None and piece.count <= 20 and not _STOP.search(piece.words):
            kinds[index] = "related"
        else:
            opened = False


def _judge_neighbours(pieces: list[_Piece], kinds: list[BlockKind | None]) -> None:
    """A picture's title stands on the line above its caption."""
    for index, piece in enumerate(pieces[:-1]):
        below = pieces[index + 1]
        alone = kinds[index] is None and piece.count <= 8 and not _STOP.search(piece.words)
        if alone and below.joined and kinds[index + 1] == "caption":
            kinds[index] = "caption"


def _judge_repeats(pieces: list[_Piece], kinds: list[BlockKind | None]) -> None:
    """A short line that comes again is a button or a running head; above all others it may be the title."""
    lines = [piece.words for piece in pieces if piece.count <= _REPEAT_LONGEST and not _STOP.search(piece.words)]
    again = {words for words, times in Counter(lines).items() if times > 1}
    begun = False
    for index, piece in enumerate(pieces):
        if begun and kinds[index] is None and piece.words in again and not _OPENS_QUOTE.match(piece.words):
            kinds[index] = "boilerplate"
        begun = begun or kinds[index] is None


def _named(pieces: list[_Piece], kinds: list[BlockKind | None]) -> list[BlockKind]:
    """What is left is read: the title above the text, headings in it, and the body."""
    title = _title(pieces, kinds)
    named: list[BlockKind] = []
    for index, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is None:
            kind = "title" if index == title else "heading" if _is_heading(piece) else "body"
        named.append(kind)
    return named


def _title(pieces: list[_Piece], kinds: list[BlockKind | None]) -> int | None:
    """The place of the title: the first line above the text, or the one after it where that is but a rubric."""
    lines = []
    for index, piece in enumerate(pieces):
        if kinds[index] is None:
            if not _is_title(piece):
                break
            lines.append(index)
    if len(lines) > 1 and pieces[lines[0]].count <= _RUBRIC_LONGEST < pieces[lines[1]].count:
        return lines[1]
    return lines[0] if lines else None


def _is_title(piece: _Piece) -> bool:
    stopped = _STOP.search(piece.words)
    open_end = piece.words[-1] in ",:;" or (stopped and stopped.group()[0] in ".…。")
    return piece.count <= _TITLE_LONGEST and not open_end


def _is_heading(piece: _Piece) -> bool:
    if piece.count > _HEADING_LONGEST or _STOP.search(piece.words) or piece.words[-1] in ":,;—–":
        return False
    return not (_OPENS_QUOTE.match(piece.words) or _ANSWER.match(piece.words) or piece.words[0].islower())
