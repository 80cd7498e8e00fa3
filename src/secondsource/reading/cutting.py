"""A run of tokens as a stretch of the text: without marks, links and the "that" at its edges."""

from spacy.tokens import Doc

from secondsource.model import Span


def tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in '“"«(':
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in '”"»)':
        end -= 1
    return (start, end) if end > start else None


def from_(doc: Doc, start: int, end: int) -> list[Span]:
    while (
        end > start
        and (doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct)
        and doc[end - 1].lower_ in {"and", "but", ","}
    ):
        end -= 1
    while start < end and doc[start].lower_ == "that" and doc[start].tag_ in {"IN", "WDT"}:
        start += 1
    part = tokens(doc, start, end)
    return [span(doc, *part)] if part else []


def span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))
