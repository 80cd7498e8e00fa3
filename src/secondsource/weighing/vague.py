"""Phrases that name no source of their own: a medium, the news, talk, somebody far off, or nobody in particular."""

import re
from functools import cache

from secondsource.lexicon import countries
from secondsource.lexicon.secondhand import secondhand
from secondsource.lexicon.standing import standing
from secondsource.model import Source
from secondsource.weighing.words import stems

WORD = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")


def plain_words(words: str) -> frozenset[str]:
    """The words, lower case, without possessive endings."""
    found = (word.casefold() for word in WORD.findall(words))
    return frozenset(word.removesuffix("’s").removesuffix("'s") for word in found)


def is_vague(source: Source, words: str, behind: str) -> bool:
    """Whether the phrase names a medium, a place or a body where it should name a person, somebody far off of whom what
    stands ``behind`` says no more, or nobody ("they")."""
    head, known = head_of(words), standing()
    if source.anonymity == "document":
        return _of_the_news(words, head)
    unsigned = source.anonymity == "anonymous" and head in secondhand().unsigned
    if head in known.media or unsigned or words.casefold().startswith("the same "):
        return True
    if head in secondhand().afar and not (stems(words) - _commenting() - generic() or _TELLS_MORE.match(behind)):
        return True
    if source.anonymity != "anonymous" or _INITIAL.fullmatch(words.strip()) or _CODE.fullmatch(words.strip()):
        return False
    if words.casefold() == "they" or head in known.hearsay or _OF_A_SOURCE.search(words):
        return True
    return not any(word.islower() for word in WORD.findall(words))


_OF_A_SOURCE = re.compile(r"\bof (?:the|that|this|its|another) (?:[a-z]+ )?(?:source|informant)s?\b")
"""Somebody of whom no more is said than that another source knows them: *a friend of the first source*."""
_TELLS_MORE = re.compile(r",? (?:who|whose|with|citing|quoting)\b")
_INITIAL = re.compile(r"(?:[A-Z][a-z]*\.? )?[“\"]?[A-Z]\.?[”\"]?")
"""Somebody of whom an initial is given: *Ms. K.*, *“M”*."""
_CODE = re.compile(r"[“\"]?(?:[A-Z]{1,4}-?\d{1,5}|[A-Z]{3,8})[”\"]?")
"""Somebody of whom a code is given: *W-7*, *HM-12*, *REED*."""


def head_of(words: str) -> str:
    """The word that says what a phrase speaks of: *officer* in "a duty officer at the police station"."""
    head = ""
    for word in WORD.findall(words.split(",", 1)[0]):
        if word.casefold() in standing().head_ends and head:
            break
        head = word.casefold().removesuffix("’s").removesuffix("'s")
    return head


def _of_the_news(words: str, head: str) -> bool:
    """Whether a document is what anybody writes or sends round, or some report of which no more is said."""
    known, plain = standing(), plain_words(words)
    named = any(word[0].isupper() for word in WORD.findall(words)[1:])
    if named or plain & (known.official | known.leaked):
        return False
    return head in secondhand().unsigned or (
        bool(plain & known.media) and plain <= known.media | secondhand().any_report
    )


@cache
def _commenting() -> frozenset[str]:
    """What says of somebody far off no more than that, and where."""
    places = (word for place in countries.places() for word in place.name.split())
    return frozenset().union(*(stems(word) for word in (*secondhand().afar, *places)))


@cache
def generic() -> frozenset[str]:
    """Stems of nouns that describe nobody in particular."""
    return frozenset().union(*(stems(word) for word in standing().generic))
