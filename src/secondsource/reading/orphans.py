"""Speech that no cue claims: it is whose manner of speaking the sentence before it is about ("The driver is blunter.
“…”"), else whom that sentence is about."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon, persons
from secondsource.model import Span
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import Candidate, with_conjuncts
from secondsource.reading.layout import Item

_FEW = 4
"""Words that a quotation has at least to be speech and no name or motto."""


def has_floor(doc: Doc, items: tuple[Item, ...], number: int, taken: bool) -> Candidate | None:
    """Who has the floor where speech stands with no cue beside it; where others have it already (``taken``) only
    somebody of whom it was just said how he speaks."""
    before = items[number - 1] if number else None
    if before is None or before.kind != "prose" or not _whole(doc, items, number):
        return None
    # What follows a colon may be the head of the whole sentence to the parser.
    main = (t for t in doc[before.start : before.end] if not before.start <= t.head.i < before.end or t.dep_ == "ROOT")
    verb = next((t for t in main if t.pos_ in {"VERB", "AUX"}), None)
    who = _subject(verb) if verb is not None else None
    if verb is None or who is None or (taken and who.pos_ == "PRON"):
        return None
    if not _speaks(doc, verb, before.end) and (taken or _undergoes(verb)):
        return None
    cue = Span(verb.idx, verb.idx + len(verb))
    takes = frozenset({"quote"})
    return Candidate(verb, cue, before.start, before.end, with_conjuncts(who), "neutral", takes, "floor")


def _whole(doc: Doc, items: tuple[Item, ...], number: int) -> bool:
    """Whether speech is a sentence or more that stands by itself behind a full stop or colon."""
    item, last = items[number], doc[items[number - 1].end - 1].text
    words = [t for t in doc[item.start : item.end] if not t.is_punct]
    closed = any(t.text[-1:] in ".!?…" for t in doc[max(item.end - 2, item.start) : item.end])
    return last in {".", ":", "!", "?"} and len(words) >= _FEW and closed and words[0].text[:1].isupper()


def _subject(verb: Token) -> Token | None:
    """The person who is the subject of a sentence."""
    who = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if who is None:
        return None
    somebody = who.lower_ in {"he", "she"} or who.lemma_.lower() in persons() or bool(CODE.fullmatch(who.text))
    named = who.pos_ == "PROPN" and who.ent_type_ not in {"GPE", "LOC", "ORG", "DATE"}
    return who if somebody or named else None


def _speaks(doc: Doc, verb: Token, end: int) -> bool:
    """Whether a sentence is about how somebody speaks of it: "did not mince words", "has another explanation"."""
    return any(t.lemma_.lower() in lexicon().announcing for t in doc[verb.i : end])


def _undergoes(verb: Token) -> bool:
    """Whether a sentence tells what befell somebody or what he did long before, so that another may speak of it."""
    return verb.tag_ not in {"VBZ", "VBP"} or any(c.dep_ == "auxpass" for c in verb.children)
