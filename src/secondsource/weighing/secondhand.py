"""Whether what a voice tells is said to come from the news or from talk: "she had heard it on the radio".

Such a voice is somebody of its own and yet backs nobody: it may have it from the very report that it would back.
"""

import re
from bisect import bisect_left
from functools import cache

import msgspec

from secondsource.lexicon.hedges import either
from secondsource.lexicon.secondhand import secondhand
from secondsource.model import Span
from secondsource.weighing.words import sentence_at

_BEHIND = 2
"""Sentences of the paragraph behind a telling in which it may be said where the voice has it from."""
_WORDS = r"(?:[\w’'-]+ )"
_IT = r"(?:it|this|that|so|all this)"
_WHO = r"(?:he|she|they|i|we|who|had|have|has|only)"


class _Patterns(msgspec.Struct, frozen=True):
    leading: re.Pattern[str]
    within: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = secondhand()
    news, learning, untold = either(words.news), either(words.learning), f"{_shown()}|{_unseen()}"
    having, says = either(words.having), r"(?:said|says?|saying|reads?|reading|claim(?:s|ed|ing)?)"
    anybody, others, unsigned = either(words.anybody), either(words.others), either(words.unsigned)
    by = r"(?:in|on|from|through|via|over|by)"
    within = (
        rf"\b(?:(?:{learning})|(?:{having}) {_IT}) {_WORDS}{{0,5}}?{by} {_WORDS}{{0,3}}?(?:{news})\b"
        rf"|\b(?:{learning}) {_WORDS}{{0,4}}?online\b|\b{_WHO} (?:only |also |just )?(?:read|heard) (?:that|about|of)\b"
        rf"|\b(?:heard|learned|learnt|told|found out) {_WORDS}{{0,4}}?(?:from|by) (?:the )?(?:{others})\b"
        rf"|\b(?:{anybody}) (?:in {_WORDS}{{1,3}}|here |there |else )?"
        r"(?:says?|said|(?:is|are|was|were) (?:saying|talking)|talks?|whispers?|knows?)"
        r" (?:that|of|about|he|she|they|the)\b"
        rf"|\b(?:{others}) (?:had |has |have )?(?:told|tells?) (?:him|her|them|me|us)\b"
        r"|\b(?:a|the|his|her|their|my) [a-z]+ (?:had |has )told (?:him|her|them|me) (?:of|about|that)\b"
        r"|\bit (?:is|was) (?:being )?(?:said|rumou?red|whispered) (?:in [\w ]{3,30}? |here |there )?that\b"
        r"|\b(?:he|she|they|i|we|who) (?:had|has|have|was|were)(?: been)? told (?:that|of|about)\b"
        rf"|\b(?:{either(words.talk)}) (?:that|of|about)\b[^.;]*?\b(?:{either(words.spreading)})\b|\bword has it\b"
        r"|(?<!never )(?<!not )\b(?:told|(?:spoke|spoken|speaks|speaking|talks|talked|in touch|in contact|interviewed)"
        r" (?:to|with|by)) (?:foreign|other|another|international|several|exile|overseas|many|various|different)"
        r" (?:news )?(?:media|outlets?|reporters|journalists|newspapers?|sites?|stations?|news)\b"
        rf"|{untold}"
    )
    behind = (
        rf"\b(?:{learning}|{having}) (?:about |of )?{_IT} {_WORDS}{{0,4}}?{by} {_WORDS}{{0,3}}?(?:{news}|{others})\b"
        rf"|\b(?:he|she|they|i|we|who|but|and|the [a-z]+) (?:had |has |have )?(?:only |just |also )?"
        rf"(?:(?:read|heard) (?:about|of) (?:{_IT}|him|her|them)|heard {_IT})\b"
        rf"|\b(?:so|{_IT} is what|{_IT}[’']s what) (?:the )?(?:{news}|{anybody}|they|others)"
        r" (?:says?|said|tells?|reported)\b"
        rf"|\b(?:{others}) (?:had |has |have )?told (?:him|her|them|me|us)\b"
        r"|\b(?:he|she|they|i|we) (?:had|has|have|was|were)(?: been)? told so\b"
        rf"|{untold}"
    )
    leading = rf"\b(?:{unsigned}) {_WORDS}{{0,4}}?{says}\b"
    return _Patterns(re.compile(leading, re.I), re.compile(within, re.I), re.compile(behind, re.I))


def _shown() -> str:
    """An account was put before somebody, who agrees with it."""
    words = secondhand()
    accounts = either(words.accounts)
    return (
        rf"(?<!not )(?<!n’t )(?<!n't )(?<!never )\b(?:{either(words.shown)}) {_WORDS}{{0,3}}?"
        rf"(?:the|this|our|that|an?|these|those|its|their|media) {_WORDS}{{0,2}}?(?:{accounts})\b"
        rf"|\b(?:the|our|this|that) (?:{accounts}) (?:was|were|had been) (?:read|shown|sent|put)\b"
    )


def _unseen() -> str:
    """Somebody was not there."""
    accounts = either(secondhand().accounts)
    return (
        r"\b(?:not|n[’']t|never) (?:see|seen|witness|witnessed) (?:it|this|that|what|the|anything)\b"
        rf"(?! (?:{accounts})\b)"
        r"|\b(?:was|were|had) not (?:there|been there|present)\b|\b(?:did|does|do) not know who (?:had|saw|has)\b"
    )


def passed_on(text: str, trigger: Span, bounds: list[Span]) -> bool:
    """Whether the sentence of a trigger, or what stands right behind it in its paragraph, says that it is from the news
    or talk. A leaflet has it only where it speaks before the trigger: one may be arrested for what a leaflet says."""
    words, sentence = _patterns(), sentence_at(bounds, trigger)
    if words.leading.search(text, sentence.start, trigger.start):
        return True
    if words.within.search(text, sentence.start, sentence.end):
        return True
    end = text.find("\n", sentence.end)
    first = bisect_left(bounds, sentence.end, key=lambda span: span.start)
    behind = (span for span in bounds[first : first + _BEHIND] if end < 0 or span.start < end)
    return any(words.behind.search(text, span.start, span.end) for span in behind)
