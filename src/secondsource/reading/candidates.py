"""What a cue is before it is known what it attributes."""

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.model import CueKind, Span


class Candidate(msgspec.Struct, frozen=True):
    """A cue: its verb or preposition, the tokens ``[start, end)`` of its clause (source, cue, addressee, day),
    and the heads of its source's noun phrases (empty where the subject is left out). ``inner`` is the last word of a
    cue of several words ("makes it known"), on which a clause may hang."""

    token: Token
    cue: Span
    start: int
    end: int
    sources: tuple[Token, ...]
    kind: CueKind
    takes: frozenset[str]
    rule: str
    inner: Token | None = None


def with_conjuncts(head: Token) -> tuple[Token, ...]:
    """A source's head with the heads that are joined to it; a pronoun stands alone."""
    if head.pos_ == "PRON":
        return (head,)
    return (head, *(t for t in head.conjuncts if t.i > head.i and t.pos_ in {"NOUN", "PROPN"}))


def names_voice(head: Token) -> bool:
    """Whether a common noun is one of persons, outlets or papers."""
    table, lemma = source_words(), head.lemma_.lower()
    return any(lemma in kind for kind in (table.people, table.officials, table.sources, table.media, table.documents))


def names_person(head: Token) -> bool:
    """Whether a common noun is one of persons who may pass something on; an interpreter passes on what another says."""
    table, lemma = source_words(), head.lemma_.lower()
    return lemma in table.people | table.officials and lemma not in {"interpreter", "translator", "intermediary"}
