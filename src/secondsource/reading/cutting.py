"""A run of tokens as a stretch of the text: without marks, links and the "that" at its edges."""

from spacy.tokens import Doc

from secondsource.model import Span


def tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in '“"«(':
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in '”"»)':
        end -= 1
    return (start, end) if end > start else None


def commented(doc: Doc, start: int, end: int) -> int:
    """Where a stretch ends before the narrator's comment on it: ", the first sign of …", ", though none of … had"."""
    for i in range(start + 2, end - 2):
        if doc[i].text == "," and not doc[i - 1].like_num and comments(doc, i + 1):
            return i
    return end


def comments(doc: Doc, i: int) -> bool:
    """Whether the narrator's comment on what was told begins at a token."""
    words = [t.lower_ for t in doc[i : i + 4]]
    if len(words) < 4 or words[0] not in {"the", "a", "an", "though", "although"}:
        return False
    if words[0] in {"though", "although"}:
        return words[1] in _NOBODY
    first = words[:2] == ["the", "first"] and (words[2] in _FIRST or words[2:4] == ["time", "that"])
    return first or words[1] in {"rare", "unusual"} or (words[0] != "the" and words[1] in _CALLED)


_NOBODY = frozenset({"none", "neither", "nobody", "no", "it", "we"})
_FIRST = frozenset({"official", "such", "public", "sign", "admission", "acknowledgement", "confirmation", "known"})
_CALLED = frozenset(
    {"charge", "claim", "allegation", "accusation", "phrase", "version", "figure", "admission", "assertion"}
)


def from_(doc: Doc, start: int, end: int) -> list[Span]:
    while (
        end > start
        and (doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct)
        and doc[end - 1].lower_ in {"and", "but", ","}
    ):
        end -= 1
    while start < end and doc[start].lower_ == "that" and doc[start].tag_ in {"IN", "WDT"}:
        start += 1
    part = tokens(doc, start, commented(doc, start, end))
    return [span(doc, *part)] if part else []


def span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))
