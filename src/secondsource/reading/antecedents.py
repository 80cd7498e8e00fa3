"""Where a source that is first quoted as "the partner" or "he" was first spoken of."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import persons, source_words
from secondsource.reading import columns

_NEW = frozenset({"another", "second", "third", "other", "different"})


# A code or an initial that stands for a voice: K, C1, R-2, 2207.
CODE = re.compile(r"[A-Z]\.?|[A-Z]{1,3}-?\d+(?:-\d+)?|\d{3,}")


_CLOSED = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PUNCT", "SCONJ", "SPACE"})
_NAMES = frozenset({"PROPN", "NUM"})


def mentioned(doc: Doc, titles: Sequence[tuple[int, int]]) -> dict[str, list[Token]]:
    """Nouns by lemma and names by lower-cased word, in order of the text, headlines (token ranges) left out:
    a source is first mentioned where the report introduces it, not where its headline alludes to it."""
    found: dict[str, list[Token]] = {}
    skip = {i for start, end in titles for i in range(start, end)}
    held = columns.of(doc)
    for i, part in enumerate(held.parts):
        if i in skip or part in _CLOSED:
            continue
        if part in _NAMES or (not held.text[i].islower() and CODE.fullmatch(held.text[i])):
            found.setdefault(_name(doc[i]), []).append(doc[i])
        elif part == "NOUN":
            found.setdefault(held.lemma[i], []).append(doc[i])
    return found


def _name(token: Token) -> str:
    """A name or code as it is looked up: "N." at the end of a sentence is N."""
    return token.lower_.rstrip(".") or token.lower_


def antecedent_noun(nouns: dict[str, list[Token]], head: Token) -> Token | None:
    """The earlier noun that a definite phrase or a bare name takes up, or None.

    For a noun: the latest earlier phrase with the same head that introduces somebody ("a partner", "his sister"),
    else the earliest. For a name: the first occurrence of its last word.
    """
    if head.pos_ in {"PROPN", "NUM"} or CODE.fullmatch(head.text):
        name = _name(head)
        given = given_names(head)
        earlier = [t for t in nouns.get(name, ()) if t.i < head.left_edge.i and not (given and given_names(t) - given)]
        return introduced(earlier[0]) if earlier else None
    # The parser may tear the article off its noun.
    words = {
        t.lower_ for t in head.doc[max(head.left_edge.i - 1, 0) : head.i] if t.i >= head.left_edge.i or t.pos_ == "DET"
    }
    if words & _NEW or not (words & {"the", "this", "that", "these", "his", "her", "their", "my", "our"}):
        return None
    earlier = [t for t in nouns.get(head.lemma_, ()) if t.i < head.left_edge.i and head.tag_ in {t.tag_, "JJ"}]
    if not earlier:
        # "The archive" after "the Coastal Custody Archive": a name that ends in the noun.
        # "The doctor" after "Dr. Lund".
        forms = (head.lower_, *(short for short, long in source_words().short.items() if long == head.lower_))
        named = [t for w in forms for t in nouns.get(w, ()) if t.i < head.left_edge.i and t.pos_ == "PROPN"]
        return named[0] if named else _one_of(nouns, head) if head.tag_ == "NN" else None
    opening = [t for t in earlier if any(c.dep_ in {"det", "poss", "nummod"} and c.lower_ != "the" for c in t.children)]
    return opening[-1] if opening else earlier[0] if earlier else None


def _one_of(nouns: dict[str, list[Token]], head: Token) -> Token | None:
    """The "one" of "one of our collaborators", whom "the collaborator" takes up."""
    many = (t for t in nouns.get(head.lemma_, ()) if t.i < head.left_edge.i and t.tag_ == "NNS" and t.dep_ == "pobj")
    return next((t.head.head for t in many if t.head.lower_ == "of" and t.head.head.lower_ == "one"), None)


def given_names(name: Token) -> set[str]:
    """The names beside a surname, but for initials and titles: "Tatsiana" of "Tatsiana Kavalenka"."""
    beside = (c for c in name.lefts if c.dep_ in {"compound", "flat"} and c.pos_ == "PROPN")
    return {
        c.lower_ for c in beside if len(c) > 2 and c.lower_ not in persons() and c.lower_ not in source_words().gender
    }


def named_as(name: Token) -> Token | None:
    """Who is given a name: "the caller … gave his surname as O", "A man … . We call him Mr. N."; None for nobody."""
    doc, start = name.doc, name.sent.start
    verbs = [i for i in range(max(start, name.i - 6), name.i) if doc[i].lemma_.lower() in source_words().naming]
    if not verbs or any(doc[i].dep_ in {"acl", "relcl"} for i in verbs):
        return None
    for _ in range(2):
        before = [t for t in doc[start : name.i - 1] if t.pos_ in {"NOUN", "PROPN"} and _somebody(t)]
        new = [t for t in before if any(c.lower_ in {"a", "an", "another"} for c in t.lefts)]
        told = [t for t in before if t.dep_ in {"nsubj", "nsubjpass"}]
        if new or told:
            return (new or told)[-1]
        if start == 0 or not any(t.lower_ in {"him", "her", "he", "she", "them"} for t in doc[start : name.i]):
            return None
        start = doc[start - 1].sent.start
    return None


def _somebody(noun: Token) -> bool:
    """Whether a noun is one for persons, or is followed by what one does: "a subcontractor who hung cameras"."""
    return noun.lemma_ in persons() or any(g.lower_ == "who" for c in noun.rights if c.dep_ == "relcl" for g in c.lefts)


def _of_whom(noun: Token) -> Token:
    """The person of whose phrase a noun is part: the editor of "the editor of the Courier, Jon Pell"."""
    if noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.head.head.lemma_ in persons():
        return noun.head.head
    return noun


def _bracketed(doc: Doc, label: int) -> Token | None:
    """The teacher of "a teacher (source A)", who is called by that label from there on."""
    if label < 2 or doc[label - 1].text not in {"(", "["}:
        return None
    token = doc[label - 2]
    for _ in range(6):
        if token.lemma_ in persons() and token.pos_ in {"NOUN", "PROPN"} and token.dep_ not in {"pobj", "compound"}:
            return token
        if token.head.i > label or token.head == token or token.pos_ in {"VERB", "AUX"}:
            break
        token = token.head
    near = doc[label - 2]
    return near if near.pos_ in {"NOUN", "PROPN"} else None


def introduced(name: Token) -> Token:
    """The head of the phrase that introduces a name: "her sister, Marta Ruiz", "a builder who gave the initial T"."""
    given = named_as(name)
    if given is not None:
        return given
    before = name.i - 1
    while before > 0 and name.doc[before].text in {"“", '"', "(", "‘"}:
        before -= 1
    if before >= 0 and name.doc[before].lower_ in source_words().sources and CODE.fullmatch(name.text):
        return _bracketed(name.doc, before) or name.doc[before]
    if before >= 0 and name.doc[before].pos_ == "NOUN" and name.doc[before].lemma_ in persons():
        return name.doc[before]
    token = name
    for _ in range(6):
        if token.dep_ in {"relcl", "acl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token.head
        if token.dep_ == "appos" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i < token.i:
            return _of_whom(token.head)
        if token.head == token or token.dep_ in {"nsubj", "nsubjpass", "ROOT"}:
            break
        token = token.head
    while name.dep_ in {"compound", "flat"} and name.head.pos_ == "PROPN":
        name = name.head
    return name
