"""Words that a report gives at length without marks or a cue of their own: the text that a paragraph announces with a
colon, the sentences that go on behind one, and speech of a whole paragraph that belongs to whoever spoke before it."""

import re

from spacy.tokens import Doc

from secondsource.model import Span
from secondsource.reading.candidates import Candidate
from secondsource.reading.layout import Item, Paragraph

_COUNTED = re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]\)|[-•*■▪–—])\s")
_MOST = 3
"""Paragraphs without a number that one colon announces at most."""
_FOLLOWS = frozenset({"the following.", "as follows."})
_ASIDE = re.compile(r"[\[(<©]|https?:")


class Announced:
    """The text that a cue announces, while paragraphs are read: which paragraphs still belong to it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open = False
        self.counted = False
        self.given = 0

    def opens(self) -> None:
        """A cue has announced a text with a colon at the end of its paragraph."""
        self.open, self.counted, self.given = True, False, 0

    def goes_on(self, doc: Doc, paragraph: Paragraph, cues: int) -> Span | None:
        """The words of a paragraph that belongs to the text that was announced, or None where that has ended:
        at a headline, at speech in marks, behind its last point, at the first paragraph with cues of its own."""
        if not self.open:
            return None
        first, last = doc[paragraph.start], doc[paragraph.end - 1]
        words = self.text[first.idx : last.idx + len(last)]
        counted = bool(_COUNTED.match(self.text, _line(self.text, first.idx)))
        ends = paragraph.title or paragraph.items[0].kind == "speech" or bool(_ASIDE.match(words))
        if self.given:
            ends = ends or (not counted if self.counted else cues > 0 or self.given >= _MOST)
        if ends or len(words.split()) < 3:
            self.open = False
            return None
        self.counted = self.counted or (counted and not self.given)
        self.given += 1
        return Span(first.idx, last.idx + len(last))


def _line(text: str, start: int) -> int:
    """Where the line of a paragraph starts, with the number that counts it."""
    return text.rfind("\n", 0, start) + 1


def announces(doc: Doc, item: Item, cue: Candidate | None) -> bool:
    """Whether a paragraph's last sentence is a cue's and ends with a colon, or says that something follows."""
    closing = " ".join(doc[max(item.end - 3, item.start) : item.end].text.lower().split())
    return (
        cue is not None
        and item.kind == "prose"
        and (closing.endswith(":") or closing in _FOLLOWS)
        and item.start <= cue.token.i < item.end
        and cue.rule not in {"label", "tag", "message", "turn", "answer", "citing"}
        and bool(cue.takes & {"clause", "quote", "rest"})
    )


def behind_colon(doc: Doc, items: tuple[Item, ...], number: int, cue: Candidate, cues: dict[int, int]) -> Span | None:
    """The sentences of a paragraph behind the one in which a cue gives a text behind its colon ("He added: The mill has
    paid. No worker was held."): up to the first that has speech or a cue of its own."""
    colon = cue.end
    if colon + 1 >= items[number].end or doc[colon].text != ":":
        return None
    opening = doc[colon + 1]
    if not opening.text[:1].isupper() or opening.pos_ in {"PROPN", "NUM"} or opening.lower_ == "i":
        return None
    last = number
    while last + 1 < len(items) and items[last + 1].kind == "prose" and not cues.get(last + 1):
        last += 1
    if last == number:
        return None
    end = doc[items[last].end - 1]
    return Span(doc[items[number + 1].start].idx, end.idx + len(end))


def unclaimed(doc: Doc, paragraph: Paragraph) -> bool:
    """Whether a paragraph is nothing but speech in whole sentences that no cue of its own claims."""
    item = paragraph.items[0]
    if paragraph.title or item.kind != "speech" or len(paragraph.items) > 1:
        return False
    closing = doc[max(item.end - 2, item.start) : item.end].text
    opening = next((t for t in doc[item.start : item.end] if not t.is_punct), None)
    return (
        opening is not None
        and opening.text[:1].isupper()
        and item.end - item.start > 8
        and any(mark in closing for mark in ".!?…")
    )
