"""Cues in prose: verbs and phrases that attribute, with the head of the noun phrase that names the source."""

import re
from bisect import bisect_left
from functools import cache

import msgspec
import numpy as np
from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import Cue, cue_nouns, cues, lexicon, source_words
from secondsource.model import CueKind, Span
from secondsource.reading.order import behind, neighbour, sentence_end, set_off_by_comma
from secondsource.reading.phrases import subject

_AUX = {"aux", "auxpass", "neg", "prt"}
_ADDRESSEE = {"dobj", "dative", "npadvmod", "iobj"}


class Candidate(msgspec.Struct, frozen=True):
    """A cue: its verb or preposition, the tokens ``[start, end)`` of its clause (source, cue, addressee, day),
    and the heads of its source's noun phrases (empty where the subject is left out)."""

    token: Token
    cue: Span
    start: int
    end: int
    sources: tuple[Token, ...]
    kind: CueKind
    takes: frozenset[str]
    rule: str


# Taken as cues whatever the tagger says of them: it tends to miss them behind quotation marks.
_ALWAYS = frozenset({"said", "says", "told", "added"})


def cue_words(doc: Doc) -> list[int]:
    """The tokens whose lemma or form may be a cue, in order: the rest need not be looked at."""
    known = [doc.vocab.strings[word] for word in _known_words()]
    found = np.isin(doc.to_array("LEMMA"), known) | np.isin(doc.to_array("LOWER"), known)
    places: list[int] = found.nonzero()[0].tolist()
    return places


@cache
def _known_words() -> tuple[str, ...]:
    return (*cues(), *cue_nouns(), *_ALWAYS, *_FIRST_WORDS)


def candidates(doc: Doc, bounds: tuple[int, int], quoted: tuple[int, ...], words: list[int]) -> list[Candidate]:
    """The cues among the tokens ``[start, end)`` that stand outside quotation marks, in order; ``words`` as of
    ``cue_words``."""
    table, nouns, found = cues(), cue_nouns(), []
    for i in words[bisect_left(words, bounds[0]) : bisect_left(words, bounds[1])]:
        token = doc[i]
        if quoted[i] >= 0:
            continue
        if token.lower_ in _ALWAYS or (token.lemma_ in table and token.pos_ in {"VERB", "AUX"}):
            candidate = _verb(token, table.get(token.lemma_, {}), bounds, quoted)
        elif token.pos_ == "NOUN" and token.lemma_ in nouns:
            candidate = _noun(token, nouns[token.lemma_])
        elif token.lower_ in _FIRST_WORDS:
            candidate = _phrase(doc, token, bounds)
        else:
            continue
        if candidate is not None:
            found.append(candidate)
    return [c for c in found if not any(_inside(c, other) for other in found)]


def _inside(candidate: Candidate, other: Candidate) -> bool:
    """A cue within the phrase that names another's source ("a trader who asked not to be named") attributes nothing."""
    if other is candidate or candidate.rule == "citing":
        return False
    of_source = candidate.token.dep_ == "relcl" and candidate.sources[:1] == other.sources[:1] != ()
    if not of_source and not other.start <= candidate.token.i < other.end:
        return False
    clause = any(child.dep_ == "ccomp" for child in candidate.token.children)
    return not (clause and "clause" in candidate.takes)


_FIRST_WORDS = {phrase.text.split()[0] for phrase in lexicon().phrases}


def _noun(token: Token, kind: CueKind) -> Candidate | None:
    """A noun with a clause ("his claim that …"); its source is its owner, or for hearsay the noun itself."""
    clause = next((c for c in token.children if c.dep_ in {"acl", "ccomp", "relcl"} and _that_clause(c)), None)
    if clause is None:
        return None
    owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    owners += [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "of"} for g in c.children]
    heads = owners[:1] or ([token] if kind == "hearsay" else [])
    if not heads:
        return None
    cue = Span(token.idx, token.idx + len(token))
    start = min(token.i, heads[0].left_edge.i)
    return Candidate(token, cue, start, token.i + 1, tuple(heads), kind, frozenset({"clause"}), "noun")


def _that_clause(clause: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _phrase(doc: Doc, token: Token, bounds: tuple[int, int]) -> Candidate | None:
    for phrase in lexicon().phrases:
        words = phrase.text.split()
        stop = token.i + len(words)
        if [t.lower_ for t in doc[token.i : stop]] != words or stop >= bounds[1]:
            continue
        if phrase.colon and token.i != bounds[0]:
            continue
        head = _object_head(doc, stop, bounds[1])
        if head is None or head.lemma_ in lexicon().not_sources:
            return None
        end = _phrase_end(doc, token, head, bounds)
        cue = Span(token.idx, doc[stop - 1].idx + len(doc[stop - 1]))
        return Candidate(token, cue, token.i, end, _with_conjuncts(head), phrase.kind, _PHRASE_TAKES, "phrase")
    return None


_PHRASE_TAKES = frozenset({"inserted", "quote"})


def _object_head(doc: Doc, at: int, end: int) -> Token | None:
    """The head of the noun phrase that starts at a token: climb while the head stays to the right or is its noun."""
    token = doc[at]
    while token.head.i >= at and token.head.i < end and token.head != token and token.dep_ in _INSIDE:
        token = token.head
    return token if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} or token.i > at else None


_INSIDE = {"det", "amod", "compound", "poss", "nmod", "nummod", "case", "advmod", "quantmod", "predet", "punct"}


def _phrase_end(doc: Doc, cue: Token, head: Token, bounds: tuple[int, int]) -> int:
    """Where a source's phrase ends: before the comma that resumes the main clause, else with its subtree."""
    main = cue.sent.root
    subjects = [c for c in main.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i > head.i]
    if cue.i <= bounds[0] + 2 and main.i > head.i and subjects:
        for i in range(subjects[0].left_edge.i - 1, head.i, -1):
            if doc[i].text == ",":
                return i
    stop = min(head.right_edge.i + 1, bounds[1])
    for i in range(head.i + 1, stop):
        token = doc[i]
        if token.text == "," and not (i + 1 < stop and doc[i + 1].lower_ in {"who", "which", "whose", "a", "an"}):
            return i
    return stop


def _verb(token: Token, row: dict[str, Cue], bounds: tuple[int, int], quoted: tuple[int, ...]) -> Candidate | None:
    doc = token.doc
    entry = _entry(token, row)
    if token.tag_ == "VB" and token.i and token.nbor(-1).lower_ == "to" and token.head.lemma_ not in {"go", "continue"}:
        return None
    negated = any(c.dep_ == "neg" for c in token.children)
    if entry is None or token.dep_ in {"amod", "compound"} or (negated and entry.kind != "denial"):
        return None
    heads, rule = _sources_of(token, bounds)
    # Nobody who stands inside quotation marks says what stands outside them.
    if heads is None or any(_nobody(head) or quoted[head.i] >= 0 for head in heads):
        return None
    takes = entry.carried(document=bool(heads) and heads[0].lemma_.lower() in source_words().documents)
    if rule == "citing":
        takes = frozenset({"quote", "inserted"})
    if not takes:
        return None
    start, end = _clause(doc, token, heads, bounds)
    if rule == "citing" and token.tag_ != "VBG":
        outlet = neighbour(token, bounds)
        start = outlet[1] if outlet else start
    if rule == "order":
        near = neighbour(token, bounds) or behind(token, bounds)
        start = near[1] if near else start
        end = max(end, sentence_end(doc, token, bounds[1]) or end)
    words = [t for t in (*token.children, token) if t is token or (t.dep_ in _AUX and abs(t.i - token.i) <= 3)]
    words = [t for t in words if start <= t.i < end] or [token]
    cue = Span(min(t.idx for t in words), max(t.idx + len(t) for t in words))
    return Candidate(token, cue, start, end, heads, entry.kind, takes, rule)


_NOBODY = frozenset({"nobody", "no-one", "noone", "none", "nothing", "what", "there", "that", "this"})


def _nobody(head: Token) -> bool:
    return head.lower_ in _NOBODY or (head.lower_ == "one" and any(c.lower_ == "no" for c in head.children))


def _entry(token: Token, row: dict[str, Cue]) -> Cue | None:
    if not row:
        return cues()["say"][""]
    for particle, entry in row.items():
        if particle and any(c.lower_ == particle and _joined(c, token) for c in token.children):
            return entry
    return row.get("")


def _joined(particle: Token, verb: Token) -> bool:
    """Whether a particle or preposition belongs to a verb ("went on", "spoke of"), not to a place or day behind it."""
    return particle.dep_ == "prt" or (
        particle.i == verb.i + 1 and (particle.dep_ == "advmod" or particle.lower_ in _OF)
    )


_OF = frozenset({"of", "for", "to", "on"})


def _sources_of(token: Token, bounds: tuple[int, int]) -> tuple[tuple[Token, ...] | None, str]:
    """Heads of the source's phrases (None: this is no cue) and the rule that found them."""
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if token.lemma_ in lexicon().citing and not passive:
        objects = [c for c in token.children if c.dep_ == "dobj"]
        cites = token.tag_ == "VBG" or any(c.lower_ == "as" and c.i > token.i for c in token.children)
        if cites and objects and objects[0].pos_ in {"NOUN", "PROPN", "PRON"}:
            return _with_conjuncts(objects[0]), "citing"
    if passive:
        agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        if agents:
            return _with_conjuncts(agents[0]), "passive agent"
        return ((), "passive") if token.lemma_ in _TOLD else (None, "")
    if token.tag_ == "VBN" and not any(c.dep_ in {"aux", "nsubj"} for c in token.children):
        # Behind a comma at the end of its sentence the tagger takes "…, a news site reported." for a participle.
        told = neighbour(token, bounds) if token.i + 1 < bounds[1] and token.nbor().lower_ != "by" else None
        return (
            (_with_conjuncts(told[0]), "order") if told and set_off_by_comma(token.doc, told[1], bounds) else (None, "")
        )
    heard = _heard_from(token)
    if heard is not None:
        return _with_conjuncts(heard), "heard from"
    near = neighbour(token, bounds) or behind(token, bounds)
    head = near[0] if near else subject(token)
    if head is None and token.i == bounds[0] and token.tag_ == "VBZ":
        return (), "left out"  # notes and logs: "Confirms that …"
    if head is None or head.is_space or head.is_punct or head.pos_ in {"VERB", "AUX"}:
        return None, ""
    return _with_conjuncts(head), "order" if near else "subject"


def _heard_from(token: Token) -> Token | None:
    """Who somebody has it from: "has learned from a nurse", "had it from the driver"."""
    if token.lemma_ not in lexicon().heard:
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return None


def _with_conjuncts(head: Token) -> tuple[Token, ...]:
    if head.pos_ == "PRON":
        return (head,)
    return (head, *(t for t in head.conjuncts if t.i > head.i and t.pos_ in {"NOUN", "PROPN"}))


def _clause(doc: Doc, token: Token, heads: tuple[Token, ...], bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of the cue's own clause: source, cue, addressee and day, without what is attributed."""
    first, last = token.i, token.i
    for child in token.children:
        if child.dep_ in _AUX and abs(child.i - token.i) < 4:
            first, last = min(first, child.i), max(last, child.i)
    for head in heads:
        if not _own_subject(head, token):
            continue
        near = head.left_edge.i, head.right_edge.i
        if bounds[0] <= near[0] and near[1] < bounds[1] and not near[0] <= token.i <= near[1]:
            first, last = min(first, near[0]), max(last, near[1])
        elif bounds[0] <= head.i < bounds[1]:
            first, last = min(first, max(head.left_edge.i, bounds[0])), max(last, head.i)
    if any(c.dep_ == "auxpass" for c in token.children) and token.lemma_ in _TOLD:
        # "the service was told (by a guard)": who was told belongs to the cue, and so does who told it.
        told = [c.left_edge.i for c in token.children if c.dep_ == "nsubjpass" and c.i < token.i]
        teller = [c.right_edge.i for c in token.children if c.dep_ == "agent"]
        first, last = max(min([first, *told]), bounds[0]), min(max([last, *teller]), bounds[1] - 1)
    if heads and heads[0].dep_ == "dobj" and heads[0].head == token:  # "the site quoted a trader as saying"
        first = max(min([first, *(c.left_edge.i for c in token.children if c.dep_ == "nsubj")]), bounds[0])
    for child in sorted(token.children, key=lambda c: c.i):
        adjunct = child.dep_ in _ADDRESSEE or (child.dep_ in {"prep", "advmod"} and child.i > token.i)
        if adjunct and last < child.left_edge.i <= last + 1 and _plain(child):
            last = max(last, child.right_edge.i)
    return max(first, bounds[0]), min(last + 1, bounds[1])


_TOLD = frozenset({"tell", "inform"})


def _own_subject(head: Token, verb: Token) -> bool:
    """Whether a subject is the verb's own: not taken over from the verb it hangs on ("…, he said, adding that …")."""
    return (
        head.head == verb or head in verb.children or (head.i < verb.i <= head.i + 3) or verb.i < head.i <= verb.i + 2
    )


def _plain(token: Token) -> bool:
    """An adjunct without a clause in it is the addressee, the day or the manner; one with a clause is content."""
    return not any(t.dep_ in {"ccomp", "advcl", "relcl", "acl", "nsubj"} for t in token.subtree) and not re.search(
        r"[“\"«]", token.doc[token.left_edge.i : token.right_edge.i + 1].text
    )
