"""Who is named before a colon and speech, without a verb: "A bus driver, 54: “…”", "And the widow, on Friday: “…”"."""

from spacy.tokens import Doc, Token

from secondsource.model import Span
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import Candidate, names_voice
from secondsource.reading.cue_phrases import object_head
from secondsource.reading.layout import Item

_LONG = 18
"""Words of a label at most."""
_LEADING = frozenset({"and", "so", "but", "again", "then", "or"})
_ONE = frozenset({"one", "another", "both", "others", "some", "two", "three"})


def labelled(doc: Doc, items: tuple[Item, ...], number: int) -> Candidate | None:
    """The label as a cue, where a sentence is nothing else and speech follows it."""
    item = items[number]
    start, colon = item.start, item.end - 1
    spoken = number + 1 < len(items) and items[number + 1].kind == "speech"
    if not spoken or doc[colon].text != ":":
        return None
    while start < colon and (doc[start].lower_ in _LEADING or (start > item.start and doc[start].text == ",")):
        start += 1
    if not 0 < colon - start < _LONG or _tells(doc, start, colon):
        return None
    head = object_head(doc, start, colon)
    if head is None or not _somebody(head):
        return None
    cue = Span(doc[item.start].idx, doc[colon].idx + 1)
    takes = frozenset({"quote"})
    return Candidate(doc[colon], cue, item.start, item.end, (head,), "neutral", takes, "label")


def _tells(doc: Doc, start: int, colon: int) -> bool:
    """Whether a verb stands there, outside a clause that describes somebody ("a woman who sells bread: “…”")."""
    relative = False
    for token in doc[start:colon]:
        relative = relative or token.tag_ in {"WP", "WDT"}
        verb = token.pos_ in {"VERB", "AUX"} and token.tag_ not in {"VBG", "VBN"}
        if verb and not relative:
            return True
    return False


def _somebody(head: Token) -> bool:
    if head.ent_type_ in {"DATE", "TIME"} and not CODE.fullmatch(head.text):
        return False
    named = head.pos_ == "PROPN" and not any(c.tag_ == "VBN" and c.i == head.i + 1 for c in head.children)
    return named or head.lower_ in _ONE or bool(CODE.fullmatch(head.text)) or _voice(head)


def _voice(head: Token) -> bool:
    return head.pos_ == "NOUN" and names_voice(head)
