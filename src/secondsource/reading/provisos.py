"""Clauses that say on whose word something stands: "from what a driver gathered, …", "as far as the family knows, …",
"if the clerk is right, …"."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon
from secondsource.model import CueKind, Span
from secondsource.reading.candidates import Candidate, with_conjuncts

OPENING = frozenset({"what", "far", "if"})
"""The words by which such a clause is known."""
_TAKES = frozenset({"quote", "inserted"})
_LONG = 16


def proviso(doc: Doc, token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """The clause that a word opens, set off by a comma, with its subject as the source; None where it is no such."""
    opening = _opening(doc, token, bounds[0])
    if opening is None or (opening > bounds[0] and doc[opening - 1].text not in {",", "—", "–", "(", ";"}):
        return None
    first = token.i + 1 if token.lower_ != "far" else token.i + 2
    end = next(
        (i for i in range(first, min(first + _LONG, bounds[1])) if doc[i].text in {",", ".", ";", ")", "—"}), None
    )
    verb = next((i for i in range(first, end or first) if doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}), None)
    if end is None or verb is None or not _telling(doc, token, verb, end):
        return None
    who = next((t for t in doc[first:verb] if t.dep_ == "nsubj"), None) or doc[verb - 1]
    if who.pos_ not in {"NOUN", "PROPN"} or who.i < first:
        return None
    cue, kind = Span(doc[opening].idx, doc[end - 1].idx + len(doc[end - 1])), _kind(token)
    return Candidate(token, cue, opening, end, with_conjuncts(who), kind, _TAKES, "phrase")


def _opening(doc: Doc, token: Token, start: int) -> int | None:
    before = [doc[i].lower_ for i in range(max(token.i - 2, start), token.i)]
    if token.lower_ == "far":
        known = before[-1:] in (["as"], ["so"]) and token.i + 1 < len(doc) and token.nbor().lower_ == "as"
        return token.i - 1 if known else None
    if token.lower_ == "if":
        return token.i
    if before == ["according", "to"] or before == ["judging", "by"] or before == ["going", "by"]:
        return token.i - 2
    return token.i - 1 if before[-1:] in (["from"], ["by"]) else None


def _telling(doc: Doc, token: Token, verb: int, end: int) -> bool:
    """Whether the clause is about what somebody knows, saw or was told, or about whether he is right."""
    words = {doc[i].lower_ for i in range(verb, end)}
    if token.lower_ == "if":
        return doc[verb].lemma_ == "be" and bool(words & {"right", "correct", "accurate", "truthful", "trusted"})
    return any(
        doc[i].lemma_ in lexicon().as_told or doc[i].lower_ in {"tell", "aware", "told", "gathered"}
        for i in range(verb, end)
    )


def _kind(token: Token) -> CueKind:
    return "doubt" if token.lower_ == "if" else "neutral"
