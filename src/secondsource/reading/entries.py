"""What a verb is as a cue, by the words that it needs for that or by what it governs."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import Cue, cues, persons, source_words
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import names_voice


def entry_of(token: Token, row: dict[str, Cue]) -> tuple[Cue | None, Token | None]:
    """What a verb is as a cue, and the last of the words behind it that it needs for that."""
    if not row:
        return cues()["say"][""], None
    if len(row) > 1 or "" not in row:
        held = columns.of(token.doc)
        behind = held.lower[token.i + 1] if token.i + 1 < len(held.lower) else ""
        beside = {held.lower[child] for child in held.children[token.i]} | {behind}
        for words, entry in row.items():
            first, _, more = words.partition(" ")
            if first == behind and more and (last := _in_a_row(token, words.split())) is not None:
                return entry, last
            if more and first in beside and (last := _apart(token, first, more)) is not None:
                return entry, last
        for particle, entry in row.items():
            if particle in beside and particle and (last := _with(token, particle)) is not None:
                return entry, last
    known = next((c for c in token.children if c.lemma_ == "know"), None) if token.lemma_ == "let" else None
    # "Called in by the KGB" is summoned, not said; nobody is quoted.
    summoned = token.lemma_ == "call" and any(c.i == token.i + 1 and c.lower_ in _SUMMONED for c in token.children)
    return (None if summoned else row.get("")), known


_SUMMONED = frozenset({"in", "up", "off", "out", "away"})


def _in_a_row(token: Token, words: list[str]) -> Token | None:
    doc, at = token.doc, token.i + 1
    same = [t.lower_ for t in doc[at : at + len(words)]] == words
    return doc[at + len(words) - 1] if same else None


def _apart(verb: Token, particle: str, preposition: str) -> Token | None:
    """The preposition of "put his death down to illness", where the object stands before the particle."""
    part = next((c for c in verb.children if c.lower_ == particle and c.dep_ == "prt"), None)
    behind = part.nbor() if part is not None and part.i + 1 < len(verb.doc) else None
    return behind if behind is not None and behind.lower_ == preposition else None


def _with(verb: Token, particle: str) -> Token | None:
    """The particle, preposition or word that belongs to a verb."""
    beside = next((c for c in verb.children if c.lower_ == particle and _joined(c, verb)), None)
    if beside is None and particle not in _OF:
        beside = _in_a_row(verb, [particle]) or _given_to(verb, particle)
    return beside


def _given_to(verb: Token, thing: str) -> Token | None:
    """The thing of "sent us word", "gave me notice"."""
    return _in_a_row(verb.nbor(), [thing]) if verb.nbor().lower_ in {"us", "me", "them"} else None


def _joined(particle: Token, verb: Token) -> bool:
    """Whether a particle or preposition belongs to a verb ("went on", "spoke of"), not to a place or day behind it."""
    stranded = particle.lower_ in _OF and particle.i + 1 < len(particle.doc) and particle.nbor().text in {",", "."}
    if stranded and particle.dep_ == "prep":
        return False  # "the captain whom she speaks of, named Merek, …"
    if particle.dep_ == "prt" or particle.i == verb.i + 1:
        return particle.dep_ in {"prt", "advmod"} or particle.lower_ in _OF
    # "told us of a fire", "spoke to this paper of a fire"
    return particle.lower_ == "of" and any(
        c.right_edge.i == particle.i - 1 and (c.dep_ in {"dobj", "dative"} or (c.dep_ == "prep" and c.lower_ == "to"))
        for c in verb.children
    )


_OF = frozenset({"of", "for", "to", "on", "about", "against", "at", "upon"})


def following(verb: Token) -> bool:
    """Whether somebody "gave the following answer", "issued the following statement"."""
    things = (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    return any(g.lower_ == "following" for c in things for g in c.lefts)


def has_it_so(verb: Token) -> bool:
    """Whether an account or outlet has something happen: "her account has the lorries arriving before dawn"."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    table = source_words()
    if who is None or not (names_voice(who) or who.lemma_.lower() in table.institutions or who.pos_ == "PROPN"):
        return False
    person = who.lemma_.lower() in table.people or who.lemma_.lower() in table.officials
    told = (
        c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and any(g.dep_ == "nsubj" for g in c.children)
    )
    return any(c.tag_ == "VBG" or (c.tag_ == "VBN" and not person) for c in told)


def has_figures(verb: Token) -> bool:
    """Whether a paper "has 31 names", gives a number of something."""
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if verb.dep_ == "relcl" or who is None or who.lemma_.lower() not in source_words().documents:
        return False
    things = (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() not in source_words().parts)
    return any(c.like_num or any(g.like_num for g in c.lefts) for c in things)


def with_own_eyes(token: Token) -> bool:
    """Whether somebody saw or heard a thing happen: "a porter saw the body carried out", "saw how they led him off"."""
    by = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if by is None or (by.lemma_.lower() not in persons() and not CODE.fullmatch(by.text)):
        return False
    if any(c.dep_ == "ccomp" and c.i > token.i for c in token.children):
        return True
    new = bool(CODE.fullmatch(by.text)) or any(c.lower_ in {"a", "an", "one", "another", "two"} for c in by.lefts)
    things = (c for c in token.children if c.dep_ == "dobj" and c.i > token.i)
    return new and token.tag_ in {"VBD", "VBZ", "VBP"} and any(c.pos_ == "NOUN" for c in things)


def negated(token: Token) -> bool:
    """Whether a verb is denied and attributes nothing; what somebody "could not say" or "doesn't believe" is his."""
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if not any(c.dep_ == "neg" for c in token.children):
        return False
    if not any(c.dep_ == "aux" and c.lemma_ in {"can", "could", "ca"} for c in token.children):
        return token.lemma_ not in _RAISING
    asks = any(c.dep_ == "ccomp" and c.left_edge.lower_ in _ASKING for c in token.children)
    return not (asks and token.lemma_ in _SAYING)


def kept_open(verb: Token) -> bool:
    """Whether it is said that somebody does not deny something, or refuses to."""
    over = verb.head if verb.dep_ == "xcomp" else verb
    unwilling = over != verb and over.lemma_.lower() in ("refuse", "decline")
    return unwilling or any(c.dep_ == "neg" for c in verb.children)


_RAISING = frozenset({"believe", "think", "expect"})
_SAYING = frozenset({"say", "know", "tell", "explain", "specify", "recall", "remember", "disclose", "elaborate"})
_ASKING = frozenset({"whether", "if", "what", "who", "whom", "why", "how", "where", "when", "which"})
