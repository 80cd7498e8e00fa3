"""Cues by order alone: whether a verb with its subject is put in behind a comma ("…, a customer groaned."), and the
colon behind which a cue's words follow ("The nurse laughed, for the first time in weeks: …")."""

from bisect import bisect_left

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon, source_words
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.order import behind, neighbour, sentence_end, set_off_by_comma

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FAR = 16
"""Words between a cue and its colon at most."""


def put_in(token: Token, heads: tuple[Token, ...], bounds: tuple[int, int]) -> bool:
    """Whether a verb of telling or of a gesture stands with nothing but its subject, addressee, day and manner
    between a comma and the next mark: what it interrupts or closes is then its subject's."""
    if not heads or token.lemma_ in lexicon().never_put_in or not _voice(heads[0]) or token.dep_ == "relcl":
        return False
    if not (_finite(token) or token.lemma_ in lexicon().taken_for_participles):
        return False
    near = neighbour(token, bounds) or behind(token, bounds)
    if near is None or near[1] <= bounds[0] or not set_off_by_comma(token.doc, near[1], bounds):
        return False
    if _colon(token.doc, bounds[0], near[1]) is not None:
        return False
    end = sentence_end(token.doc, token, bounds[1])
    return end is not None and not any(c.dep_ in {"dobj", "oprd", "acomp"} and c.i > token.i for c in token.children)


def _colon(doc: Doc, start: int, end: int) -> int | None:
    """The first colon among the tokens ``[start, end)``."""
    colons = columns.of(doc).by_lower.get(":", ())
    at = bisect_left(colons, start)
    return colons[at] if at < len(colons) and colons[at] < end else None


def _finite(verb: Token) -> bool:
    return (
        verb.tag_ in _FINITE or any(c.dep_ in {"aux", "auxpass"} for c in verb.children) or verb.tag_ in {"NNS", "NN"}
    )


def _voice(head: Token) -> bool:
    """Whether a head names somebody or something that can tell."""
    if head.pos_ == "PRON":
        return head.lower_ in {"he", "she", "they", "it", "one", "others", "some", "both"}
    table, lemma = source_words(), head.lemma_.lower()
    kinds = (table.people, table.officials, table.sources, table.media, table.documents, table.institutions)
    return head.pos_ in {"PROPN", "NUM"} or any(lemma in kind for kind in kinds) or bool(CODE.fullmatch(head.text))


def colon_behind(token: Token, last: Token | None, bounds: tuple[int, int], quoted: tuple[int, ...]) -> int | None:
    """The colon that follows a cue (``last``: the last of its words, if it has several) with no further verb between,
    where words of the narrator's sentence stand behind it; None where there is none."""
    doc = token.doc
    if _colon(doc, token.i + 1, min(token.i + _FAR, bounds[1] - 3)) is None:
        return None
    if not _finite(token) or (token.lemma_ in lexicon().no_cues - {"give", "find"} and not announced(token, bounds)):
        return None
    for i in range(token.i + 1, min(token.i + _FAR, bounds[1] - 3)):
        if quoted[i] >= 0 or doc[i].tag_ in _FINITE or doc[i].text in {";", "—", "–"}:
            return None
        if doc[i].text == ":":
            told = any(c.dep_ in {"xcomp", "ccomp", "prt"} and (last or token).i < c.i < i for c in token.children)
            return i if quoted[i + 1] < 0 and not told else None
    return None


def announcing(doc: Doc) -> list[int]:
    """The verbs of clauses that announce with a colon what their subject tells: "would not budge: …", "is of another
    opinion: …", and whatever a paper does before one ("A card then reached her mother: …")."""
    found = []
    for colon in columns.of(doc).by_lower.get(":", ()):
        start = max(doc[colon].sent.start, colon - _LONG)
        verb = next((i for i in range(colon - 1, start - 1, -1) if doc[i].tag_ in _FINITE), None)
        if verb is None or colon + 3 >= len(doc) or doc[colon + 1].is_quote or doc[colon + 1].is_space:
            continue
        if any(doc[i].text in {";", "—", "–"} for i in range(verb, colon)):
            continue
        main = doc[verb].head if doc[verb].dep_ in {"aux", "auxpass"} and doc[verb].head.i < colon else doc[verb]
        if _announces(main, colon):
            found.append(main.i)
    return found


def announced(verb: Token, bounds: tuple[int, int]) -> bool:
    """Whether a verb's clause announces what stands behind the next colon of its sentence."""
    colon = _colon(verb.doc, verb.i + 1, min(verb.i + _LONG, bounds[1]))
    if colon is None or colon + 1 >= bounds[1] or verb.doc[colon + 1].is_quote:
        return False
    return _announces(verb, colon)


_LONG = 24
"""Words before a colon among which its verb is looked for."""


def _announces(verb: Token, colon: int) -> bool:
    who = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < verb.i), None)
    if who is None or not _voice(who) or who.lower_ == "it":
        return False
    if who.lemma_.lower() in source_words().documents and who.pos_ == "NOUN":
        doc, end = verb.doc, min(colon + 9, len(verb.doc))
        return any(t.tag_ in _FINITE for t in doc[colon + 1 : end])
    return any(t.lemma_.lower() in lexicon().announcing for t in verb.doc[verb.i : colon])
