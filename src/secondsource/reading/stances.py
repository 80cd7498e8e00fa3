"""What somebody wants, plans, praises or holds without being quoted for it ("vowed to fight", "criticised the bill").

The guide counts none of this as attributed and no reading holds it; news corpora such as PolNeAR (Newell, Margolin and
Ruths, LREC 2018) annotate it beside reported speech.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import stances
from secondsource.model import Attribution, Span
from secondsource.reading.phrases import noun_phrase, subject


def find(doc: Doc, known: tuple[Attribution, ...] = ()) -> tuple[Attribution, ...]:
    """The stances of a text, without sources but with the words that name the holder; none at a ``known`` cue, and none
    within what is ``known`` to be said by somebody: those are the speaker's."""
    taken = [span for a in known for span in (a.cue, *a.content)]
    found = (_stance(token) for token in doc if token.lemma_ in stances() and token.pos_ in {"VERB", "ADJ"})
    return tuple(s for s in found if s is not None and not any(_overlap(s.cue, cue) for cue in taken))


def _stance(token: Token) -> Attribution | None:
    holder = _holder(token)
    words = next(_carried(token), None) if holder is not None else None
    if holder is None or words is None:
        return None
    start, end = words
    last = token.doc[end - 1]
    content = Span(token.doc[start].idx, last.idx + len(last))
    return Attribution(
        (), Span(token.idx, token.idx + len(token)), "indirect", (content,), "stance", "stance", (holder,)
    )


def _holder(token: Token) -> Span | None:
    verb = token.head if token.pos_ == "ADJ" and token.head.pos_ in {"AUX", "VERB"} else token
    if any(c.dep_ == "auxpass" for c in verb.children):
        agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        return noun_phrase(agents[0]) if agents else None
    head = subject(verb)
    if head is None or head.pos_ not in {"NOUN", "PROPN", "PRON"} or head.lower_ in {"it", "this", "that", "there"}:
        return None
    return noun_phrase(head)


def _carried(token: Token) -> Iterator[tuple[int, int]]:
    """The token ranges that a stance may be carried by, the surest first."""
    row = stances()[token.lemma_]
    for child in token.children:
        if child.i < token.i:
            continue
        takes = row.get("", frozenset())
        if child.dep_ == "xcomp" and "to" in takes and any(c.lower_ == "to" for c in child.children):
            yield child.left_edge.i, child.right_edge.i + 1
        if child.dep_ == "ccomp" and takes & {"clause", "to"}:
            start = child.left_edge.i
            yield start + (token.doc[start].lower_ == "that"), child.right_edge.i + 1
    for child in token.children:
        if child.i < token.i:
            continue
        if child.dep_ == "prep" and "rest" in row.get(child.lower_, frozenset()):
            yield child.i + 1, child.right_edge.i + 1
        if child.dep_ in {"dobj", "oprd"} and "rest" in row.get("", frozenset()):
            yield child.left_edge.i, max([child.right_edge.i + 1, *_tail(token, child)])


def _tail(token: Token, thing: Token) -> Iterator[int]:
    """Where what belongs to an object ends: "urged the court to wait", "criticised him for waiting"."""
    for child in token.children:
        if child.i > thing.i and child.dep_ in {"xcomp", "ccomp", "prep", "advcl", "oprd"} and child.tag_ != "VBG":
            yield child.right_edge.i + 1


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
