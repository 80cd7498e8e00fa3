"""Where a source that is first quoted as "the partner" or "he" was first spoken of."""

from functools import cache

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import source_words

_SUBJECTS = {"nsubj", "nsubjpass"}
_NEW = frozenset({"another", "second", "third", "other", "different"})


@cache
def _heads() -> frozenset[str]:
    words = source_words()
    return words.documents | words.media | words.institutions | words.officials | words.sources | words.people


@cache
def _persons() -> frozenset[str]:
    words = source_words()
    return words.officials | words.sources | words.people


def mentioned(doc: Doc) -> dict[str, list[Token]]:
    """Nouns that can name a source, by lemma (names: by lower-cased word), in order of the text."""
    found: dict[str, list[Token]] = {}
    heads = _heads()
    for token in doc:
        if token.pos_ == "PROPN":
            found.setdefault(token.lower_, []).append(token)
        elif token.pos_ == "NOUN" and token.lemma_ in heads:
            found.setdefault(token.lemma_, []).append(token)
    return found


def antecedent_noun(nouns: dict[str, list[Token]], head: Token, names: set[str]) -> Token | None:
    """The earlier noun that a definite phrase or a bare name takes up, or None.

    For a noun: the latest earlier phrase with the same head that introduces somebody ("a partner", "his sister"),
    else the earliest. For a name: the first occurrence of its last word.
    """
    if head.pos_ == "PROPN":
        earlier = [t for name in names for t in nouns.get(name, ()) if t.i < head.left_edge.i and t.lower_ == head.lower_]
        return _introduced(earlier[0]) if earlier else None
    words = {t.lower_ for t in head.doc[head.left_edge.i : head.i]}
    if words & _NEW or not (words & {"the", "this", "that", "these", "his", "her", "their"}):
        return None
    earlier = [t for t in nouns.get(head.lemma_, ()) if t.i < head.left_edge.i and t.tag_ == head.tag_]
    if not earlier:
        # "The archive" after "the Coastal Custody Archive": a name that ends in the noun.
        named = [t for t in nouns.get(head.lower_, ()) if t.i < head.left_edge.i and t.pos_ == "PROPN"]
        return named[0] if named else None
    opening = [t for t in earlier if any(c.dep_ in {"det", "poss", "nummod"} and c.lower_ != "the" for c in t.children)]
    return opening[-1] if opening else earlier[0] if earlier else None


def _introduced(name: Token) -> Token:
    """The head of the phrase a name stands in ("her sister, Marta Ruiz" is one phrase with one head)."""
    token = name
    while token.dep_ in {"compound", "flat"} and token.head.pos_ == "PROPN":
        token = token.head
    if token.dep_ == "appos" and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i < token.i:
        return token.head
    return token


def last_person(doc: Doc, pronoun: Token, since: int, gender: str) -> Token | None:
    """The person who was the subject of the sentence before a pronoun's, if nobody was quoted since then."""
    start = pronoun.sent.start
    for i in range(start - 1, max(start - 60, -1), -1):
        token = doc[i]
        if token.idx < since:
            return None
        if token.dep_ in _SUBJECTS and (token.ent_type_ == "PERSON" or token.lemma_ in _persons()):
            return token if token.tag_ in {"NN", "NNP"} else None
    return None
