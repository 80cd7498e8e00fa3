"""A time or place that opens a sentence, and the name behind it: two phrases, of which the parser often makes one.

Of "On Monday Murad Ataev, a driver, was arrested" it has somebody called Monday Murad Ataev.
"""

from functools import cache

from spacy.tokens import Doc, Token

from secondsource.lexicon import countries
from secondsource.lexicon.calendar import calendar
from secondsource.lexicon.names import not_names
from secondsource.reading import columns, gazetteer
from secondsource.reading.heads import Heads, set_heads
from secondsource.reading.time_words import lexicon

_LEADS = frozenset({"on", "in", "at", "near", "by", "since", "until", "before", "after", "from", "around"})
_SMALL = frozenset({"the", "of", "early", "late", "mid", "last", "this"})
_BARE = frozenset({"yesterday", "today", "tonight", "meanwhile", "last", "early", "late"})
_LONGEST = 4
"""Words of a place's name."""


@cache
def _times() -> frozenset[str]:
    return frozenset({*lexicon().weekdays, *lexicon().months, *calendar().hours, "week", "month", "year"})


def parted(doc: Doc) -> Doc:
    """Hang each such time or place on its preposition or verb, and the name on the verb that it is the subject of."""
    heads: Heads = {}
    for sentence in doc.sents:
        if len(sentence) > 2 and (sentence[0].lower_ in _LEADS or sentence[0].lower_ in _BARE):
            heads |= _parted(doc, sentence.start, sentence.end)
    return set_heads(doc, heads)


def borders(doc: Doc) -> frozenset[int]:
    """Where, in the text, somebody's name begins right behind the time or place which opens a clause."""
    held = columns.of(doc)
    found = set[int]()
    for i in range(2, len(doc)):
        if held.relations[i - 1] != "pobj" or not held.text[i][:1].isupper() or not held.text[i - 1][:1].isupper():
            continue
        if doc[i].head.i > i and doc[i - 1].head.i < i - 1 and held.relations[i] in _OF_NAMES:
            name = doc[i]
            while name.dep_ in ("compound", "nmod") and name.head.i > name.i:
                name = name.head
            if name.tag_ == "NNP" and not any(_goes_on(word) for word in doc[i : name.i + 1]):
                found.add(held.start[i])
    return frozenset(found)


_OF_NAMES = frozenset({"compound", "nmod", "nsubj", "nsubjpass"})


def _parted(doc: Doc, start: int, end: int) -> Heads:
    """The words to hang otherwise in a sentence, given as range of its words."""
    at, phrases = start, list[tuple[Token | None, Token, int]]()
    if doc[at].lower_ in ("early", "late") and doc[at + 1].lower_ in _LEADS:
        at += 1
    while at < end - 1:
        lead = doc[at] if doc[at].lower_ in _LEADS else None
        first = at + (lead is not None)
        if doc[first].lower_ == "the" and first + 3 < end and doc[first + 2].lower_ == "of":
            lead, first = doc[first + 2], first + 3  # "in the city of Mary"
        last = _last(doc, first, end)
        if last is None or (lead is None and phrases):
            break
        phrases.append((lead, _head(doc, first, last), first))
        at = last + 1
    if not phrases or at >= end or not (doc[at].tag_ == "NNP" and doc[at].text[:1].isupper()):
        return {}
    name = doc[at]
    while name.head.i > name.i and name.dep_ in ("compound", "nmod") and name.head.i < end:
        name = name.head
    return _rehung(doc, phrases, at, name)


def _rehung(doc: Doc, phrases: list[tuple[Token | None, Token, int]], at: int, name: Token) -> Heads:
    """``phrases``: preposition, head and first word of each; ``at``: the first word of what ``name`` heads."""
    inside = range(phrases[0][2], at)
    torn = any(doc[i].head.i >= at and not doc[i].head.tag_.startswith("VB") for i in inside) or name.head.i in inside
    leads = {lead.i for lead, _, _ in phrases if lead is not None}
    if not torn and name.head.i not in leads:
        return {}
    verb = _verb(name)
    if verb is None or verb.i < name.i:
        return {}
    heads: Heads = {}
    for lead, head, first in phrases:
        heads[head.i] = (lead.i, "pobj") if lead is not None else (verb.i, "npadvmod")
        if lead is not None and lead.head.i >= at and not lead.head.tag_.startswith("VB"):
            heads[lead.i] = verb.i, "prep"
        heads |= {
            i: (head.i, doc[i].dep_ if doc[i].dep_ in ("det", "amod", "nummod") else "compound")
            for i in range(first, at)
            if doc[i].head.i >= at and i not in heads and i not in leads and i != head.i
        }
    if name.head.i in leads or name.head.i in inside:
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i < verb.i]
        if len(subjects) == 1 and subjects[0].left_edge.i == name.i + 1 and subjects[0].tag_ == "NNP":
            return heads | {name.i: (subjects[0].i, "compound")}  # one name, cut in two
        for other in subjects:
            # "On Monday Murad Ataev and his wife were arrested": the wife had been taken for all of the subject.
            before = other.left_edge.i - 1
            if doc[before].dep_ != "cc" or doc[before].head != name:
                return {}
            heads[other.i] = name.i, "conj"
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        heads[name.i] = verb.i, "nsubjpass" if passive else "nsubj"
    return heads


def _last(doc: Doc, first: int, end: int) -> int | None:
    """The last word of a time or place that begins at a word."""
    for size in range(min(_LONGEST, end - first - 1), 0, -1):
        words = doc[first : first + size].text
        if words[:1].isupper() and gazetteer.is_place(words):
            last = first + size - 1
            while last + 1 < end and _goes_on(doc[last + 1]):
                last += 1
            return last
    found, at = None, first
    while at < end - 1 and (doc[at].lower_ in _SMALL or doc[at].text in _times() or doc[at].tag_ == "CD"):
        dated = doc[at].tag_ == "CD" and (len(doc[at]) == _YEAR or doc[at - 1].text in _times())
        found = at if doc[at].text in _times() or dated else found
        at += 1
    return first if found is None and doc[first].lower_ in _BARE - _SMALL else found


_YEAR = 4
"""Digits of a year."""


def _goes_on(word: Token) -> bool:
    """Whether a word behind a place's name is part of it: "Hoeryong Station"."""
    return word.text in not_names() or word.lower_ in countries.world().localities


def _head(doc: Doc, first: int, last: int) -> Token:
    """The noun of a phrase: before "3" or "2023" the month."""
    return next((doc[i] for i in range(last, first - 1, -1) if doc[i].tag_ != "CD"), doc[last])


def _verb(token: Token) -> Token | None:
    for _ in range(_LONGEST):
        if token.tag_.startswith("VB"):
            return token
        token = token.head
    return token if token.tag_.startswith("VB") else None
