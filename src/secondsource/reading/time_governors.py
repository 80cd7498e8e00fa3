"""The word that a time expression hangs on: whether it tells, and whether it lies behind the report or ahead of it."""

from bisect import bisect_right

from spacy.tokens import Doc, Token

from secondsource.lexicon.calendar import calendar
from secondsource.reading import columns
from secondsource.reading import time_values as values
from secondsource.reading.time_grammar import Hit


def governor(doc: Doc, offsets: list[int], start: int, end: int) -> Token | None:
    """The word that a time expression hangs on, by the parse."""
    first, last = bisect_right(offsets, start) - 1, bisect_right(offsets, end - 1) - 1
    if first < 0:
        return None
    token = doc[first]
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            return token if not first <= token.i <= last else None
        token = head
        if not first <= token.i <= last and token.dep_ not in ("prep", "pobj", "npadvmod", "amod", "advmod", "mark"):
            return token
    return token


def is_telling(governor: Token | None) -> bool:
    """Whether that word tells, and is not told: its time is that of the telling."""
    if governor is None or governor.pos_ not in ("VERB", "AUX") or governor.lemma_ not in calendar().telling:
        return False
    return all(child.dep_ not in ("auxpass", "nsubjpass") for child in governor.children)


def is_before(doc: Doc, governor: Token | None, start: int, end: int) -> bool:
    """Whether a time belongs to a clause before the one that tells: it closes that clause ("They were tried last week,
    he said") or opens it ("In May of the same year he was freed, he said")."""
    if governor is None:
        return False
    subject = next((c for c in governor.children if c.dep_ == "nsubj" and c.i < governor.i), None)
    if subject is None or subject.idx <= end:
        return False
    ahead = [t for t in doc[governor.sent.start : subject.left_edge.i] if t.pos_ in ("VERB", "AUX")]
    if columns.of(doc).whole[end : end + 1] == ",":
        return any(t.idx < start for t in ahead)
    opens = doc[governor.sent.start].idx == start
    return opens and any(t.idx > end for t in ahead) and columns.of(doc).whole[end : end + 3].lstrip()[:1] not in _MARKS


_MARKS = frozenset('"“«')
_IS = frozenset({"is", "are", "’s", "'s", "’re", "'re"})


def mode(hit: Hit, governor: Token | None) -> values.Mode:
    """Whether a date without a year lies behind the report, ahead of it, or nearest to it."""
    if "since" in hit.leads():
        return "back"
    limit = bool({"by", "before", "until", "till"} & set(hit.leads()))
    if governor is None:
        return "near" if limit else "past"
    book = calendar()
    helpers = [child for child in governor.children if child.dep_ in ("aux", "mark", "auxpass")]
    if any(child.lower_ in book.modal for child in helpers if child.dep_ == "aux"):
        return "near"
    if any(child.lemma_ in book.future or child.lower_ in book.future for child in helpers):
        return "future"
    infinitive = any(child.lower_ == "to" for child in helpers)
    present = any(child.lower_ in _IS for child in (*helpers, governor.head) if child != governor)
    if present and ((infinitive and governor.head.lemma_ == "be") or governor.lemma_ in book.awaited):
        return "future"
    if infinitive and "from" in hit.leads():
        return "near"
    if governor.lemma_ in book.awaited and not limit:
        return "near"
    if limit:
        done = governor.tag_ == "VBD" or any(
            child.tag_ == "VBD" for child in governor.children if child.dep_ in ("aux", "auxpass")
        )
        return "near" if infinitive or not done else "past"
    chained = governor.lemma_ in book.future_heads or governor.head.lemma_ in book.future_heads
    if chained and infinitive and any(t.lower_ in _IS for t in (governor.head.head, *governor.head.children)):
        return "future"
    return "near" if chained and infinitive else "past"
