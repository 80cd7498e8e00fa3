"""What a verb is as a cue, by the particle, preposition or words that it needs for that."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import Cue, cues


def entry_of(token: Token, row: dict[str, Cue]) -> tuple[Cue | None, Token | None]:
    """What a verb is as a cue, and the last of the words behind it that it needs for that."""
    if not row:
        return cues()["say"][""], None
    for words, entry in row.items():
        if " " in words and (last := _in_a_row(token, words.split())) is not None:
            return entry, last
    for particle, entry in row.items():
        if particle and " " not in particle and (last := _with(token, particle)) is not None:
            return entry, last
    known = next((c for c in token.children if token.lemma_ == "let" and c.lemma_ == "know"), None)
    # "Called in by the KGB" is summoned, not said; nobody is quoted.
    summoned = token.lemma_ == "call" and any(c.i == token.i + 1 and c.lower_ in _SUMMONED for c in token.children)
    return (None if summoned else row.get("")), known


_SUMMONED = frozenset({"in", "up", "off", "out", "away"})


def _in_a_row(token: Token, words: list[str]) -> Token | None:
    doc, at = token.doc, token.i + 1
    same = [t.lower_ for t in doc[at : at + len(words)]] == words
    return doc[at + len(words) - 1] if same else None


def _with(verb: Token, particle: str) -> Token | None:
    """The particle, preposition or word that belongs to a verb."""
    beside = next((c for c in verb.children if c.lower_ == particle and _joined(c, verb)), None)
    if beside is None and particle not in _OF:
        beside = _in_a_row(verb, [particle])
    return beside


def _joined(particle: Token, verb: Token) -> bool:
    """Whether a particle or preposition belongs to a verb ("went on", "spoke of"), not to a place or day behind it."""
    return particle.dep_ == "prt" or (
        particle.i == verb.i + 1 and (particle.dep_ == "advmod" or particle.lower_ in _OF)
    )


_OF = frozenset({"of", "for", "to", "on", "about", "against", "at", "upon"})
