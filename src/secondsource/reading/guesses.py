"""Acts that no pattern of the codebook tells, where the words around make one likely, as matches like any other."""

import msgspec
from spacy.tokens import Token

from secondsource.lexicon import kinds as lexicon
from secondsource.lexicon.acts import Frame, Slot
from secondsource.model import BY_WORDS
from secondsource.reading.clauses import View
from secondsource.reading.frames import Match, acts_of, match_noun, match_verb
from secondsource.reading.wording import Likely

LEAST = 0.25
"""How likely a word has to be to tell an act for it to be asked at all; ``sifting`` asks for more."""


def worded(match: Match, likely: Likely) -> Match:
    """The match with how likely its words tell its act, where that was learned."""
    act = match.frame.act
    if not likely.knows(act):
        return match
    return msgspec.structs.replace(match, wording=(likely.of(match.words, act), likely.beside(match.head, act)))


def match(token: Token, act: str, view: View, named: bool) -> Match | None:
    """A match on a word; who fills its roles is as with any verb or noun.

    ``named``: patterns of the act name the word, and none of them fits.
    """
    lemma = token.lemma_.lower()
    if token.pos_ != "VERB":
        return match_noun(Frame(act, BY_WORDS, "noun", (lemma, token.lower_)), token, view)
    found = match_verb(Frame(act, BY_WORDS, "verb", (lemma,), objects=(Slot(),)), token, view)
    if found is not None and found.recipient is None and found.actor is not None:
        found = _befalling(found, found.actor, lemma, view)
    return None if found is None or (named and _done_to_a_thing(found, view)) else found


def _befalling(found: Match, subject: Token, lemma: str, view: View) -> Match:
    """The match with its subject as whom it befalls, where it is not likely to be the doer."""
    # "She received 500 yuan", "he now heads a work team": what authorities do to somebody is told of who it befalls.
    befalls = lemma in lexicon.words("bearer") or (acts_of(found.frame).official and _is_person(subject, view))
    return msgspec.structs.replace(found, actor=None, recipient=subject) if befalls else found


def _done_to_a_thing(match: Match, view: View) -> bool:
    """Whether a verb that patterns of its act name has an object that is not known to be a person or a body: "the
    engine was released"."""
    if match.verb is None or not acts_of(match.frame).recipient or not view.clause(match.verb).objects:
        return False
    return match.recipient is None or not view.kinds(match.recipient) & {"person", "body"}


def _is_person(token: Token, view: View) -> bool:
    kinds = view.kinds(token)
    return "person" in kinds and "body" not in kinds
