"""What a cue is before it is known what it attributes."""

from collections.abc import Iterator

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
    joined = [t for t in head.conjuncts if t.i > head.i and t.pos_ in {"NOUN", "PROPN"}]
    return (head, *joined) if joined else (head, *_hung_elsewhere(head))


def _hung_elsewhere(head: Token) -> Iterator[Token]:
    """Who is joined to a person, though hung on a noun between: "a nurse at the hospital and her husband"."""
    if not names_person(head):
        return
    for joint in head.doc[head.i + 2 : min(head.i + 10, len(head.doc) - 2)]:
        if joint.is_punct or joint.pos_ in {"VERB", "AUX", "SCONJ"} or joint.tag_ in {"WP", "WDT"}:
            return
        opening = joint.nbor() if joint.lower_ == "and" else None
        if opening is not None and (opening.tag_ in {"PRP$", "CD"} or opening.lower_ in {"a", "an"}):
            other = next((t for t in head.doc[opening.i + 1 : opening.i + 5] if names_person(t)), None)
            between = head.doc[head.i + 1 : joint.i]
            if other is not None and not any(names_person(t) for t in between):
                yield other
            return


def names_voice(head: Token) -> bool:
    """Whether a common noun is one of persons, outlets or papers."""
    table, lemma = source_words(), head.lemma_.lower()
    return any(lemma in kind for kind in (table.people, table.officials, table.sources, table.media, table.documents))


def names_person(head: Token) -> bool:
    """Whether a common noun is one of persons who may pass something on; an interpreter passes on what another says."""
    table, lemma = source_words(), head.lemma_.lower()
    named = lemma in table.people or lemma in table.officials
    return named and lemma not in {"interpreter", "translator", "intermediary"}
