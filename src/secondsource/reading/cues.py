"""Cues in prose: verbs and phrases that attribute, with the head of the noun phrase that names the source."""

import re
from bisect import bisect_left
from functools import cache

import msgspec
import numpy as np
from spacy import symbols
from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import Cue, cue_nouns, cues, lexicon, raised, source_words, states, verb_forms
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.candidates import Candidate
from secondsource.reading.cue_phrases import (
    FIRST_WORDS,
    as_told,
    headed,
    noun,
    owned,
    phrase,
    state,
    thus,
    to_be_believed,
)
from secondsource.reading.entries import entry_of, following, has_figures, has_it_so, negated, with_own_eyes
from secondsource.reading.going_on import goes_on
from secondsource.reading.governed import as_value
from secondsource.reading.holders import TOLD, heard_from, holders
from secondsource.reading.order import behind, neighbour, sentence_end, set_apart, taken_for_noun, together
from secondsource.reading.provisos import OPENING, proviso
from secondsource.reading.put_in import announced, announcing, colon_behind, put_in

_AUX = {"aux", "auxpass", "neg", "prt"}
_ADDRESSEE = {"dobj", "dative", "npadvmod", "iobj"}


# Taken as cues whatever the tagger says of them: it tends to miss them behind quotation marks.
_ALWAYS = frozenset({"said", "says", "told", "added"})


def cue_words(doc: Doc) -> list[int]:
    """The tokens whose lemma or form may be a cue, in order: the rest need not be looked at."""
    words, known = columns.of(doc), _known_words()
    pairs = enumerate(zip(words.lemma, words.lower, strict=True))
    found = {i for i, (lemma, lower) in pairs if lemma in known or lower in known}
    return sorted(found.union(_governing(doc), _before_colons(doc), _owning(doc), announcing(doc)))


@cache
def _known_words() -> frozenset[str]:
    words = (
        *cues(),
        *verb_forms(),
        *cue_nouns(),
        *_ALWAYS,
        *FIRST_WORDS,
        *states(),
        *raised(),
        *lexicon().headed,
        *lexicon().as_told,
        *lexicon().given,
        "thus",
        "so",
        *OPENING,
    )
    return frozenset(words)


def _governing(doc: Doc) -> list[int]:
    """The verbs that govern a clause, whatever they mean: cues of the long tail."""
    deps, heads, tags = (doc.to_array(name) for name in ("DEP", "HEAD", "POS"))
    clauses = (deps == symbols.ccomp).nonzero()[0]
    # Distances to the head are kept unsigned and wrap around.
    above = clauses + heads[clauses].astype(np.int64)
    places: list[int] = above[tags[above] == symbols.VERB].tolist()
    return places


def _owning(doc: Doc) -> list[int]:
    """The prepositions before what a source may own ("by her account")."""
    places = columns.of(doc).by_lemma
    things = (doc[i] for noun in lexicon().owned.nouns for i in places.get(noun, ()))
    return [thing.head.i for thing in things if thing.dep_ == "pobj"]


def _before_colons(doc: Doc) -> list[int]:
    """The verbs that stand right before a colon ("His sister consents: …")."""
    return [i - 1 for i in columns.of(doc).by_lower.get(":", ()) if i and doc[i - 1].pos_ == "VERB"]


def candidates(doc: Doc, bounds: tuple[int, int], quoted: tuple[int, ...], words: list[int]) -> list[Candidate]:
    """The cues among the tokens ``[start, end)`` that stand outside quotation marks, in order; ``words`` as of
    ``cue_words``."""
    found = []
    for i in words[bisect_left(words, bounds[0]) : bisect_left(words, bounds[1])]:
        token = doc[i]
        if quoted[i] >= 0:
            continue
        candidate = _candidate(token, bounds, quoted)
        if candidate is not None:
            found.append(candidate)
    found = [c for c in found if not any(_inside(c, other) for other in found)]
    return [_carried_on(c, found[:n]) for n, c in enumerate(found)]


def _carried_on(candidate: Candidate, before: list[Candidate]) -> Candidate:
    """A cue joined to an earlier one of its sentence behind the latter's clause is the same source's, whatever the
    parser hangs it on: "admits that goods were seized and dismisses the story"."""
    last = before[-1] if before else None
    if last is None or candidate.rule not in {"subject", "order"} or not last.sources:
        return candidate
    if not goes_on(last.token, candidate.token):
        return candidate
    start = candidate.token.i
    return msgspec.structs.replace(candidate, sources=last.sources, rule="subject", start=start)


def _candidate(token: Token, bounds: tuple[int, int], quoted: tuple[int, ...]) -> Candidate | None:
    found = _known(token, bounds, quoted)
    verbal = token.pos_ in {"VERB", "AUX"} and token.dep_ not in {"aux", "auxpass"}
    if verbal and (found is None or not found.takes & {"clause", "inserted"}) and announced(token, bounds):
        return _verb(token, {"": _ANNOUNCED}, bounds, quoted) or found
    return found


def _known(token: Token, bounds: tuple[int, int], quoted: tuple[int, ...]) -> Candidate | None:
    if token.pos_ in _LINKS and token.lower_ not in _ALWAYS:
        return _by_a_link(token, bounds)
    table, nouns, doc, verbal = cues(), cue_nouns(), token.doc, token.pos_ in {"VERB", "AUX"}
    if token.pos_ == "AUX" and token.lemma_ in {"be", "have"} and token.dep_ in {"aux", "auxpass"}:
        return None
    if token.lower_ == "believed" and (found := to_be_believed(token, bounds)) is not None:
        return found
    mind = states().get(token.lemma_) or states().get(token.lower_)
    if mind is not None and (found := state(token, mind, bounds)) is not None:
        return found
    if token.pos_ == "NOUN" and token.lemma_ in lexicon().headed and (found := headed(token, bounds)) is not None:
        return found
    if token.lower_ in {"thus", "so"}:
        return thus(doc, token, bounds)
    if token.lower_ in OPENING and (found := proviso(doc, token, bounds)) is not None:
        return found
    if verbal and token.lemma_ == "let" and any(c.lemma_ == "know" for c in token.children):
        return _verb(token, {"": _TAIL}, bounds, quoted)
    if token.lower_ in _ALWAYS or (token.lemma_ in table and verbal):
        found = _verb(token, table.get(token.lemma_, {}), bounds, quoted)
        if found is not None and token.lemma_ in _SENSES and with_own_eyes(token):
            return msgspec.structs.replace(found, takes=found.takes | {"rest"})
        if found is not None or token.lemma_ not in {*_SENSES, "have", "know"}:
            return found
    if token.tag_ in {"NNS", "NN"} and (lemma := verb_forms().get(token.lower_)) and taken_for_noun(token, bounds):
        return _verb(token, table[lemma], bounds, quoted)
    if verbal and as_told(token, bounds) is not None:
        return _verb(token, {"": _TAIL}, bounds, quoted)
    if verbal and token.lemma_ in raised() and token.tag_ == "VBN":
        return _verb(token, {"": _TAIL}, bounds, quoted)
    if token.pos_ == "NOUN" and token.lemma_ in nouns:
        return noun(token, nouns[token.lemma_])
    if token.lower_ in FIRST_WORDS and (found := phrase(doc, token, bounds)) is not None:
        return found
    if token.lower_ in lexicon().owned.before:
        return owned(doc, token, bounds)
    if verbal and token.lemma_ in _SENSES and with_own_eyes(token):
        return _verb(token, {"": _SEEN}, bounds, quoted)
    if token.lemma_ == "have" and token.pos_ == "VERB" and (has_it_so(token) or has_figures(token)):
        return _verb(token, {"": _HAS_IT_SO}, bounds, quoted)
    if verbal and token.lemma_ in lexicon().given and following(token):
        return _verb(token, {"": _TAIL}, bounds, quoted)
    if verbal and token.lemma_ in {"have", "know"} and heard_from(token) is not None:
        return _verb(token, {"": _TAIL}, bounds, quoted)
    return _of_the_tail(token, bounds, quoted) if verbal and token.lemma_ not in lexicon().no_cues else None


_LINKS = frozenset({"ADP", "SCONJ", "ADV", "PRON", "DET", "CCONJ", "PART"})


def _by_a_link(token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """A cue that opens with a preposition or the like: "according to", "by her account", "as far as she knows"."""
    doc, word = token.doc, token.lower_
    if word in {"thus", "so"}:
        return thus(doc, token, bounds)
    if word in OPENING and (found := proviso(doc, token, bounds)) is not None:
        return found
    if word in FIRST_WORDS and (found := phrase(doc, token, bounds)) is not None:
        return found
    return owned(doc, token, bounds) if word in lexicon().owned.before else None


def _of_the_tail(token: Token, bounds: tuple[int, int], quoted: tuple[int, ...]) -> Candidate | None:
    """A verb that no list has, where its clause tells that it attributes: "let on that …", "…, her cousin hazards"."""
    after = token.i + 1
    if after < bounds[1] and token.doc[after].text == ":" and token.tag_ in {"VBZ", "VBD", "VBP"}:
        return _verb(token, {"": _TAIL}, bounds, quoted)
    for child in token.children:
        if child.dep_ == "ccomp":
            marked = child.i > token.i and any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            whole = not any(c.dep_ in {"dobj", "xcomp"} for c in token.children)
            near = neighbour(token, bounds) if child.right_edge.i < token.i and whole else None
            before = near is not None and near[0].pos_ != "PRON"
            if marked or before:
                return _verb(token, {"": _TAIL}, bounds, quoted)
    return None


_SENSES = frozenset({"see", "watch", "hear", "witness", "observe", "recognise", "recognize", "notice", "spot"})
_SEEN = Cue("neutral", {"voice": frozenset({"rest"})})
_HAS_IT_SO = Cue("neutral", {"any": frozenset({"rest"})})
_ANNOUNCED = Cue("neutral", {"any": frozenset({"clause"})})
_TAIL = Cue("neutral", {"voice": frozenset({"clause", "inserted", "quote"})})


def _inside(candidate: Candidate, other: Candidate) -> bool:
    """A cue within the phrase that names another's source ("a trader who asked not to be named") attributes nothing."""
    if other is candidate or candidate.rule == "citing":
        return False
    if candidate.rule == "order" and candidate.sources[:1] != other.sources[:1] and _put_in(candidate):
        return False  # "The members, the agency writes, condemned their chief."
    if other.inner is not None and other.token.i < candidate.token.i <= other.inner.i:
        return True
    of_source = candidate.token.dep_ == "relcl" and candidate.sources[:1] == other.sources[:1] != ()
    if not of_source and not other.start <= candidate.token.i < other.end:
        return False
    clause = any(child.dep_ == "ccomp" for child in candidate.token.children)
    valued = of_source and "value" in candidate.takes and as_value(candidate.token)
    return not valued and not (clause and "clause" in candidate.takes)


def _put_in(candidate: Candidate) -> bool:
    """Whether a cue's whole clause stands between two commas."""
    doc, end = candidate.token.doc, candidate.end
    return candidate.start > 0 and doc[candidate.start - 1].text == "," and end < len(doc) and doc[end].text == ","


def _verb(token: Token, row: dict[str, Cue], bounds: tuple[int, int], quoted: tuple[int, ...]) -> Candidate | None:
    doc = token.doc
    entry, last = entry_of(token, row)
    if token.tag_ == "VB" and token.i and token.nbor(-1).lower_ == "to" and not _done(token):
        return None
    if (
        entry is None
        or token.dep_ in {"amod", "compound"}
        or (negated(token) and entry.kind != "denial" and not announced(token, bounds))
    ):
        return None
    if token.lemma_ == "call" and token.dep_ == "acl" and any(c.dep_ == "oprd" for c in token.children):
        return None  # "a shift leader called Mahir"
    if token.lemma_ == "date" and token.i > bounds[0] and doc[token.i - 1].text == ",":
        return None  # "in the telegram, dated 4 June, the consul advises …"
    if token.lemma_ == "have" and last is not None and last.lower_ == "it" and not _held(last, bounds):
        return None
    heads, rule = holders(token, bounds)
    # Nobody who stands inside quotation marks says what stands outside them.
    if heads is None or any(_nobody(head) or quoted[head.i] >= 0 for head in heads):
        return None
    takes = _carried(entry, token, heads)
    if token.tag_ == "VBG" and token.dep_ == "acl" and any(c.lower_ == "the" for c in token.head.lefts):
        takes -= {"rest", "object"}  # "checked the papers detailing the crimes"
    if rule == "order" and put_in(token, heads, bounds):
        takes |= {"inserted"}
    colon = colon_behind(token, last, bounds, quoted) if rule in {"subject", "order"} and takes else None
    if colon is not None:
        takes |= {"clause"}
    if rule == "citing":
        takes = frozenset({"quote", "inserted"})
    if rule.startswith("raised"):
        takes = frozenset({"raised"})
    if not takes:
        return None
    start, end = _clause(doc, token, heads, bounds)
    if rule == "citing" and token.tag_ != "VBG":
        outlet = neighbour(token, bounds)
        start = outlet[1] if outlet else start
    if rule == "order":
        near = together(token, bounds) or neighbour(token, bounds) or behind(token, bounds)
        start = near[1] if near else start
        end = max(end, sentence_end(doc, token, bounds[1]) or end)
    words = [t for t in (*token.children, token) if t is token or (t.dep_ in _AUX and abs(t.i - token.i) <= 3)]
    words = [t for t in words if start <= t.i < end] or [token]
    as_ = as_told(token, bounds)
    if as_ is not None:
        heads = tuple(c for c in token.children if c.dep_ == "nsubj") if doc[as_[0]].lower_ == "the" else heads
        start, end, rule, takes = *as_, "as", frozenset({"quote", "inserted"})
    if last is not None and start <= last.i < bounds[1]:
        words, end = [*words, last], max(end, last.i + 1)
    end = max(end, colon or 0)
    cue = Span(min(t.idx for t in words), max(t.idx + len(t) for t in words))
    return Candidate(token, cue, start, end, heads, entry.kind, takes, rule, last)


def _held(it: Token, bounds: tuple[int, int]) -> bool:
    """Whether a clause or the end of one follows "has it": "rumour has it that …", not "her husband has it still"."""
    return it.i + 1 >= bounds[1] or it.nbor().lower_ == "that" or it.nbor().text in {",", ":", "."}


def _done(verb: Token) -> bool:
    """Whether what stands as an infinitive was said: "goes on to say", "rang to complain that", "was unable to confirm
    that"; not what somebody was told, or means, to say."""
    if verb.head.lemma_ == "continue" or (
        verb.head.lemma_ == "go" and any(c.lower_ == "on" for c in verb.head.children)
    ):
        return True
    clause = any(c.dep_ == "ccomp" and any(g.lower_ == "that" for g in c.children) for c in verb.children)
    far = verb.i > 3 and [t.lower_ for t in verb.doc[verb.i - 4 : verb.i]] == ["so", "far", "as", "to"]
    clause = clause or (far and any(t.lower_ == "that" for t in verb.doc[verb.i + 1 : verb.i + 7]))
    return clause and (verb.head.lemma_ in lexicon().leading_to or verb.head.lower_ in {"so", "far", "as"})


def _carried(entry: Cue, token: Token, heads: tuple[Token, ...]) -> frozenset[str]:
    """What a cue carries for its source: of "it" both what a document and what a voice says; a clause with "that"
    hangs on whatever a voice does."""
    table = source_words()
    paper = bool(heads) and heads[0].lemma_.lower() in table.documents
    if paper and heads[0].pos_ == "PROPN" and heads[0].lemma_.lower() in table.unnamed:
        paper = False  # "the rights group Casework Archive"
    known: frozenset[str] = entry.carried(document=paper)
    if heads and heads[0].lower_ in _EITHER:
        known = entry.carried(document=True) | entry.carried(document=False)
    after = token.i + 1
    if known and after < len(token.doc) and token.doc[after].text == ":":
        return known | {"clause"}
    if known and "clause" not in known and token.lemma_ not in lexicon().no_cues:
        clauses = (c for c in token.children if c.dep_ == "ccomp" and c.i > token.i)
        if any(c.lower_ == "that" and c.dep_ == "mark" for clause in clauses for c in clause.children):
            return known | {"clause"}
    return known


_EITHER = frozenset({"it", "this", "that", "which", "these"})


_NOBODY = frozenset({"god", "heaven", "nobody", "no-one", "noone", "none", "nothing", "what", "there", "that", "this"})


def _nobody(head: Token) -> bool:
    return head.lower_ in _NOBODY or (head.lower_ == "one" and any(c.lower_ == "no" for c in head.children))


def _clause(doc: Doc, token: Token, heads: tuple[Token, ...], bounds: tuple[int, int]) -> tuple[int, int]:
    """The tokens of the cue's own clause: source, cue, addressee and day, without what is attributed."""
    first, last = token.i, token.i
    for child in token.children:
        if child.dep_ in _AUX and abs(child.i - token.i) < 4:
            first, last = min(first, child.i), max(last, child.i)
    for head in heads:
        if not _own_subject(head, token) and not _set_apart(head, token, bounds):
            continue
        near = head.left_edge.i, head.right_edge.i
        if bounds[0] <= near[0] and near[1] < bounds[1] and not near[0] <= token.i <= near[1]:
            first, last = min(first, near[0]), max(last, near[1])
        elif bounds[0] <= head.i < bounds[1]:
            first, last = min(first, max(head.left_edge.i, bounds[0])), max(last, head.i)
    if any(c.dep_ == "auxpass" for c in token.children) and token.lemma_ in TOLD:
        # "the service was told (by a guard)": who was told belongs to the cue, and so does who told it.
        told = [c.left_edge.i for c in token.children if c.dep_ == "nsubjpass" and c.i < token.i]
        teller = [c.right_edge.i for c in token.children if c.dep_ == "agent"]
        first, last = max(min([first, *told]), bounds[0]), min(max([last, *teller]), bounds[1] - 1)
    if token.dep_ == "xcomp" and token.head.lemma_ in {"go", "continue"}:
        first = max(min([first, *(c.left_edge.i for c in token.head.children if c.dep_ == "nsubj")]), bounds[0])
    if heard_from(token) is not None:
        first = max(min([first, *(c.left_edge.i for c in token.children if c.dep_ == "nsubj")]), bounds[0])
    if heads and heads[0].dep_ == "dobj" and heads[0].head == token:  # "the site quoted a trader as saying"
        first = max(min([first, *(c.left_edge.i for c in token.children if c.dep_ == "nsubj")]), bounds[0])
    for child in sorted(token.children, key=lambda c: c.i):
        adjunct = child.dep_ in _ADDRESSEE or (child.dep_ in {"prep", "advmod"} and child.i > token.i)
        if adjunct and last < child.left_edge.i <= last + 1 and _plain(child):
            last = max(last, child.right_edge.i)
    return max(first, bounds[0]), min(last + 1, bounds[1])


def _set_apart(head: Token, verb: Token, bounds: tuple[int, int]) -> bool:
    """Whether a description between commas parts a verb from its subject, a plain noun phrase."""
    words = verb.doc[head.left_edge.i : head.i]
    plain = len(words) < 12 and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in words)
    return plain and set_apart(verb, bounds) == head


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


__all__ = ["Candidate", "candidates", "cue_words"]
