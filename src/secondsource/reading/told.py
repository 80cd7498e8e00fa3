"""An act as one place of a report tells it: of whom, of how many, on which occasion."""

from collections.abc import Iterator

import msgspec
from spacy.tokens import Token

from secondsource.lexicon import kinds as lexicon
from secondsource.lexicon.occasions import on_another
from secondsource.model import Event, Filler, Span
from secondsource.reading import amount_words, columns
from secondsource.reading.clauses import View
from secondsource.reading.frames import Match


class Told(msgspec.Struct, frozen=True):
    """An event as one trigger tells it: the frame that fits there, and what it makes of the words.

    ``person`` holds the words of who it is told of (recipient, else actor), ``named`` is whether a name is among
    them, ``plural`` whether they are several, ``new`` whether somebody without a name, or an act of nobody in
    particular, is brought in there ("a clerk", "his driver", "an arrest"). ``noun``, ``number`` and ``definite``: by
    what noun they are called, how many they are, and whether the report has spoken of them ("the women"). ``too`` is
    whether it is told beside what was told before ("was also arrested"), ``again`` whether words beside the act put it
    on another occasion ("once before"). ``lead`` is true in headlines and the first paragraph, where persons are
    introduced by what they are before they are named.
    """

    match: Match
    event: Event
    who: tuple[Filler, ...]
    person: frozenset[str]
    named: bool
    plural: bool
    new: bool
    noun: str
    number: float | None
    definite: bool
    too: bool
    again: bool
    sentence: int
    title: bool
    lead: bool
    nominal: bool


def told(match: Match, event: Event, view: View, title: bool, lead: bool) -> Told:
    """An event with what its words say of whom it is told, and of which occasion."""
    token = match.recipient or match.actor
    who = event.recipient or event.actor
    named = token is not None and any(_is_name(word) for word in (token, *token.children, *_called(token)))
    plural = token is not None and (token.tag_ in ("NNS", "NNPS") or len(who) > 1 or token.pos_ == "NUM")
    new = not named and (_brought_in(token, view) if token is not None else _is_new(match.head))
    words = words_of(who, view.facts.report.text)
    known = columns.of(match.head.doc)
    first = known.opens[match.head.i]
    again = on_another(view.facts.report.text, event.triggers[0], Span(*known.sentence(match.head.i)))
    nominal, too = match.frame.shape == "noun", any(c.lower_ in _TOO for c in match.head.children)
    noun = token.lemma_.lower() if token is not None else ""
    number = _number(token) if token is not None else None
    definite = token is not None and any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.lefts)
    return Told(
        match=match,
        event=event,
        who=who,
        person=words,
        named=named,
        plural=plural,
        new=new,
        noun=noun,
        number=number,
        definite=definite,
        too=too,
        again=again,
        sentence=first,
        title=title,
        lead=lead,
        nominal=nominal,
    )


def _brought_in(token: Token, view: View) -> bool:
    """Whether words bring somebody in: "a clerk", "his driver", "the driver of the trader"."""
    if token.lower_ in _SOMEBODY or any(
        c.lower_ in _NEW or (c.dep_ == "poss" and _somebody(c, view)) for c in token.lefts
    ):
        return True
    of = (g for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" for g in c.children if g.dep_ == "pobj")
    return any(_somebody(g, view) for g in of)


_NEW = frozenset({"a", "an", "another"})
_SOMEBODY = frozenset({"somebody", "someone", "people", "others"})
_TOO = frozenset({"too", "also", "likewise"})


def _somebody(token: Token, view: View) -> bool:
    return token.pos_ == "PRON" or token.ent_type_ == "PERSON" or "person" in view.kinds(token)


_DEFINITE = frozenset({"the", "these", "those", "this", "that", "both", "all"})


def _number(token: Token) -> float | None:
    """How many somebody are: "eleven women", "eleven"."""
    words = [c.lower_ for c in token.lefts if c.dep_ == "nummod" or c.like_num] or (
        [token.lower_] if token.like_num else []
    )
    plain = all(word.isalpha() or word.replace(",", "").isdigit() for word in words)
    return amount_words.value(words) if words and plain else None


def _called(token: Token) -> Iterator[Token]:
    """The words of a name that a participle gives: "a merchant named Pak Chol"."""
    return (word for c in token.rights if c.dep_ == "acl" and c.lower_ in _NAMED for word in c.children)


_NAMED = frozenset({"named", "called", "surnamed"})


def _is_new(noun: Token) -> bool:
    """Whether a noun brings in an act of nobody in particular: "an execution"."""
    return any(c.lower_ in _NEW for c in noun.lefts)


def _is_name(word: Token) -> bool:
    """Whether a word is a name; in headlines the tagger takes common nouns for names."""
    return word.pos_ == "PROPN" and word.lower_ not in lexicon.by_word()


def words_of(fillers: tuple[Filler, ...], text: str) -> frozenset[str]:
    """The content words of the fillers of a role."""
    found = " ".join(text[f.start : f.end] for f in fillers).casefold().replace("’", " ").replace("'", " ").split()
    return frozenset(w.strip('.,;:()“”"') for w in found) - lexicon.words("article") - lexicon.words("pronoun")
