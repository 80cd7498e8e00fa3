"""Spans found again by where they lie, so that what lies around a word is not looked for in all of a long report."""

from collections.abc import Iterable

from secondsource.model import Span

_CELL = 512
"""Characters of a report that are looked up together; any number gives the same."""


class Covering:
    """Numbered things by the spans that they cover; a thing may cover several."""

    def __init__(self, rows: Iterable[tuple[int, Iterable[Span]]]) -> None:
        self._cells: dict[int, list[int]] = {}
        for number, spans in rows:
            for cell in sorted({cell for span in spans for cell in _cells(span)}):
                self._cells.setdefault(cell, []).append(number)

    def near(self, *spans: Span) -> list[int]:
        """The numbers, in order, of all things that share a character with one of the spans, and of some that do
        not."""
        return sorted({number for span in spans for cell in _cells(span) for number in self._cells.get(cell, ())})


def _cells(span: Span) -> range:
    return range(span.start // _CELL, max(span.start, span.end - 1) // _CELL + 1)
