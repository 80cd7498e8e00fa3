"""Cues by order alone: whether a verb with its subject is put in behind a comma ("…, a customer groaned."), and the
colon behind which a cue's words follow ("The nurse laughed, for the first time in weeks: …")."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import lexicon, source_words
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
    if any(token.doc[i].text == ":" for i in range(bounds[0], near[1])):
        return False
    end = sentence_end(token.doc, token, bounds[1])
    return end is not None and not any(c.dep_ in {"dobj", "oprd", "acomp"} and c.i > token.i for c in token.children)


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
    if not _finite(token) or token.lemma_ in lexicon().no_cues - {"give", "find"}:
        return None
    for i in range(token.i + 1, min(token.i + _FAR, bounds[1] - 3)):
        if quoted[i] >= 0 or doc[i].tag_ in _FINITE or doc[i].text in {";", "—", "–"}:
            return None
        if doc[i].text == ":":
            told = any(c.dep_ in {"xcomp", "ccomp", "prt"} and (last or token).i < c.i < i for c in token.children)
            return i if quoted[i + 1] < 0 and not told else None
    return None
