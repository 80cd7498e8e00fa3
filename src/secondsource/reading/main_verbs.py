"""Main verbs of saying that the parser takes into the phrase that names who speaks: of "A neighbour who saw it told us
that …" it has "it" tell, of "a relative of his told us" it makes "told" a participle.

A sentence whose only verbs stand in a relative clause is half a sentence; where one of them is a verb of saying that
nothing parts from the clause, it is the one that is missing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import cues, source_words
from secondsource.reading.candidates import names_voice
from secondsource.reading.heads import Heads, having, set_heads


class Lost(NamedTuple):
    """A verb of saying without a subject, its subject, and the word to which those between them belong."""

    noun: Token
    over: Token
    verb: Token


def restored(doc: Doc) -> Doc:
    """Make each verb that is missing the root of its sentence; what stood before it has its own words back."""
    heads = _behind_names(doc)
    for noun, over, verb in [*_in_relative_clauses(doc), *_behind_owners(doc), *_described(doc)]:
        root = noun.sent.root
        told = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < root.i), None)
        if root not in (noun, verb):
            heads[root.i] = verb.i, "ccomp"
        for word in [c for c in (*verb.children, *verb.head.children) if over.i < c.i < verb.i]:
            heads[word.i] = over.i, _OF_THE_CLAUSE.get(word.dep_, word.dep_)
        heads |= {c.i: (verb.i, c.dep_) for c in noun.children if c.i < noun.i and c.dep_ == "punct"}
        for word in [c for c in (*noun.children, *over.children) if c.i > verb.i]:
            heads[word.i] = verb.i, _BEHIND.get(word.dep_, word.dep_)
        if told is not None and noun.head == root:
            heads[told.i] = root.i, noun.dep_  # "told us the mayor was dismissed"
        if verb.dep_ == "amod":
            heads |= {c.i: (noun.i, c.dep_) for c in verb.head.children if c.i < noun.i}
            heads[verb.head.i] = verb.i, "dobj"
        heads |= {verb.i: (verb.i, "ROOT"), noun.i: (verb.i, "nsubj")}
    return set_heads(doc, heads)


_BEHIND = {"pobj": "dobj", "acl": "ccomp"}
_OF_THE_CLAUSE = {"nsubj": "dobj", "nsubjpass": "dobj", "aux": "prep", "poss": "pobj"}


def _in_relative_clauses(doc: Doc) -> Iterator[Lost]:
    """Verbs of saying that are taken into the relative clause of their subject."""
    for sentence in doc.sents:
        root = sentence.root
        if root.tag_ in _NOUNS:
            yield from _taken_in(root, _MISTAKEN)
        for noun in (t for t in root.children if t.dep_ in {"nsubj", "nsubjpass"} and t.i < root.i):
            yield from (lost for lost in _taken_in(noun, {"ccomp"}) if _to_us(lost.verb))
    for noun in (t for t in having(doc, "DEP", ["appos"]) if t.tag_ in _NOUNS and _is_speaker(t)):
        yield from _taken_in(noun, _MISTAKEN)
    for to in (t for t in having(doc, "LOWER", ["to"]) if t.dep_ == "aux" and t.head.tag_ == "VBD"):
        over = to.head.head  # "a trader it spoke to said": no infinitive
        if over.dep_ == "relcl" and over.i + 1 == to.i and to.i + 1 == to.head.i and over.head.dep_ != "ROOT":
            yield Lost(over.head, over, to.head)


_NOUNS = frozenset({"NN", "NNS", "CD", "DT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TAKES_CLAUSES = frozenset({"say", "know", "think", "believe", "claim", "hear", "hope", "fear", "be"})
_MISTAKEN = frozenset({"ccomp", "advcl", "acl", "amod", "xcomp", "oprd", "relcl", "conj"})
_NOMINATIVE = frozenset({"he", "she", "they", "i", "we", "who", "which", "that"})


def _taken_in(noun: Token, mistaken: frozenset[str] | set[str]) -> Iterator[Lost]:
    """The last verb of saying in a relative clause, with no mark before it and nothing that makes it another's."""
    doc, said = noun.doc, source_words().speaking
    for relative in (c for c in noun.children if c.dep_ == "relcl" and c.lemma_ not in _TAKES_CLAUSES):
        beside = [c for c in noun.children if c.dep_ == "relcl" and c.i > relative.i]
        for verb in reversed([*relative.subtree, *beside]):
            if verb.i <= relative.i or verb.lemma_ not in said or verb.lemma_ not in cues():
                continue
            after = verb.nbor() if verb.i + 1 < len(doc) else verb
            finite = verb.tag_ in _FINITE or (verb.tag_ == "VBN" and after.lower_ in {"to", "that"})
            helped = doc[verb.i - 1].pos_ == "AUX" or doc[verb.i - 1].lower_ in {"not", "and", "or", "who", "that"}
            parted = any(t.is_punct for t in doc[noun.i : verb.i])
            if finite and verb.dep_ in mistaken and not helped and not parted and not _has_subject(verb, relative):
                yield Lost(noun, relative, verb)
                return


def _has_subject(verb: Token, relative: Token) -> bool:
    """Whether a verb's subject is its own ("a woman who knew he said it"), not the object of the clause before it."""
    for word in (c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}):
        if word.lower_ in _NOMINATIVE or word.i > verb.i or word.left_edge.i != relative.i + 1:
            return True
    return False


def _to_us(verb: Token) -> bool:
    """Whether a verb tells the outlet: what stands behind that is told."""
    return verb.lemma_ == "tell" and verb.nbor().lower_ in {"us", "me"}


def _behind_owners(doc: Doc) -> Iterator[Lost]:
    """Verbs of saying behind "of his", which the parser reads as his words."""
    for owner in (t for t in having(doc, "LOWER", _OWNERS) if 0 < t.i < len(doc) - 1 and t.nbor(-1).lower_ == "of"):
        verb, of = owner.nbor(), owner.nbor(-1)
        participle = verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"amod", "pobj", "acl", "compound"}
        if participle and verb.lemma_ in source_words().speaking and of.head.tag_ in _NOUNS and of.head.i < of.i:
            yield Lost(of.head, of, verb)


def _described(doc: Doc) -> Iterator[Lost]:
    """Verbs of telling that the parser hangs as an adjective on whom they tell: "a local told Radio Nord"."""
    for verb in (t for t in having(doc, "LOWER", ["told"]) if t.i > 1 and t.dep_ == "amod" and t.tag_ == "VBD"):
        noun, opening = doc[verb.i - 1], doc[verb.i - 2]
        if noun.tag_ in _NOUNS | {"JJ"} and opening.lower_ in {"a", "an", "one", "another", "the"}:
            yield Lost(noun, noun, verb)


def _behind_names(doc: Doc) -> Heads:
    """Other heads where who speaks is taken for who is named before: "Police arrested Ri Song Min, a neighbour said.",
    of which the parser has Ri say it, a neighbour. No comma closes what would describe him."""
    heads: Heads = {}
    for speaker in (t for t in having(doc, "DEP", ["appos", "nsubj"]) if t.tag_ in _NOUNS and _is_speaker(t)):
        name, end = _named_before(speaker), speaker.right_edge.i + 1
        if end >= len(doc) or doc[end].tag_ not in _FINITE or doc[end].lemma_ not in source_words().speaking:
            continue
        verb = doc[end]
        if name.head == verb:
            before = name.left_edge.nbor(-1)  # a clause stands before the name
            if before.pos_ not in {"ADP", "VERB", "AUX"}:
                continue
            heads[name.i] = before.i, "pobj" if before.tag_ == "IN" else "dobj"
        elif verb.dep_ != "ROOT":
            heads |= {verb.i: (verb.i, "ROOT"), name.sent.root.i: (verb.i, "ccomp")}
        heads[speaker.i] = verb.i, "nsubj"
    return heads


def _is_speaker(noun: Token) -> bool:
    """Whether a noun behind a comma brings in somebody who may speak, behind a clause that ends with a name."""
    opening = noun.left_edge
    behind = opening.i > 1 and opening.nbor(-1).text == "," and opening.lower_ in _INDEFINITE
    name = _named_before(noun) if behind and names_voice(noun) else noun
    return name != noun and _clause_before(name)


def _named_before(speaker: Token) -> Token:
    """The name that somebody is taken to describe, or beside whom he is taken for who speaks; else himself."""
    if speaker.dep_ == "appos":
        return speaker.head
    others = (c for c in speaker.head.children if c.dep_ == "nsubj" and c.tag_ == "NNP")
    return next((c for c in others if c.i < speaker.left_edge.i), speaker)


def _clause_before(name: Token) -> bool:
    """Whether a clause with a verb of its own stands in a sentence before somebody's name."""
    first = name.left_edge.i
    return any(t.tag_ in _FINITE for t in name.doc[name.sent.start : first])


_INDEFINITE = frozenset({"a", "an", "another", "one", "two", "three", "several", "his", "her", "their"})
_OWNERS = frozenset({"his", "hers", "theirs", "mine", "ours", "yours"})
