"""Whether a report has somebody deny what it just told: "The mayor denies it.", ", which the ministry calls a lie".

Such a denial names no act of its own, so that none is read there; but who tells of the act is contradicted.
"""

import re
from functools import cache

import msgspec

from secondsource.lexicon.hedges import either, hedges
from secondsource.lexicon.standing import standing
from secondsource.model import Span
from secondsource.weighing.words import sentence_at

_FEW = r"(?:[\w’'-]+ ){0,5}?"
_QUOTE = '[“"‘«]?'
_IT = "(?:it|this|that|them|everything|all (?:of )?(?:it|this|that))"
_END = (
    r"(?=[.,;:!?”\"]|$| (?:to|on|in|when|at|before|after|outright|categorically|vehemently|through|and|with|for|by"
    r"|as|yesterday|today|last|this)\b)"
)
_SAYS = "(?:says?|said|insist(?:s|ed)|claim(?:s|ed)|maintain(?:s|ed)|stat(?:es|ed)|told|repl(?:ies|ied)|answer(?:s|ed))"
_NEVER = (
    r"(?:(?:(?:it|this|that) (?:had |has )?(?:never|did not|didn[’']t|had not|hadn[’']t|has not|hasn[’']t)"
    r"|nothing|nothing of the (?:kind|sort)|no such \w+) (?:had |has |ever )?"
    r"(?:happen|take place|took place|taken place|occur)\w*"
    r"|(?:there (?:is|was|has been|had been) )?(?:nothing of the (?:kind|sort)|no such (?:thing|incident|case|act))"
    r")"
)


class _Patterns(msgspec.Struct, frozen=True):
    behind: re.Pattern[str]
    opening: re.Pattern[str]
    beside: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = hedges()["refuted"]
    verbs = either(standing().disputing)
    told = f"(?:(?:{either(words.told)})e?s?|stories|charges?)"
    untrue = f"(?:{either(words.adjectives | words.lies | words.untrue)})s?"
    naming = "(?:call|describ|dismiss|term|brand|label|reject|denounc)(?:e?s|ed)?"
    what = rf"(?:{_IT}|(?:the|these|those|such|both|all|his|her|their) (?:\w+ )?{told})"
    called = r"(?:an? |the |pure |complete |simply |all |mere |utter )*(?:[\w-]+ )?"
    called += rf"(?:{untrue}|not true|not so)\b(?! (?:that|to|of)\b)"
    return _Patterns(
        re.compile(
            rf"\b(?:{verbs}) {what}{_END}|\bcontradict(?:s|ed) (?:him|her|them|this|that|it)\b"
            rf"|\b{naming} {what} (?:as )?{_QUOTE}{called}"
            rf"|\b{_SAYS} (?:\w+ )?(?:that )?{_QUOTE}{what} (?:is|was|are|were|had been) {called}"
            rf"|\b{_SAYS}\b[^.]*? {_NEVER}{_END}",
            re.I,
        ),
        re.compile(
            rf"\s*(?:(?:But|And|Yet) )?{_QUOTE}(?:(?:That|This|It|All this|All of this|The {told})"
            rf"(?: is| was|[’']s| are) {called}|(?:Pure |Complete |Utter |Nothing but )?{untrue}\b(?=[,.!]?[”\"])"
            rf"|Not true\b|Not so\b|{_NEVER}{_END})",
            re.I,
        ),
        re.compile(
            rf",? (?:which|(?:an? |the )?{told}(?: that| which)?) {_FEW}(?:{verbs})\b|,? which {_FEW}{naming} {called}",
            re.I,
        ),
    )


_NOT = re.compile(
    r"(?:\bnot|n[’']t|\bnever|\bneither\b.*|\bnor|\bcannot|\bno one|\bnobody|\bto|\bif)(?: \w+)?\s*$", re.I | re.S
)


def disputed(text: str, sentence: Span, bounds: list[Span], of_state: bool) -> bool:
    """Whether what a sentence tells is denied at its end or in the sentence behind it.

    Who is arrested for theft and "denies it" denies the theft; ``of_state``: the act is one that an authority does.
    """
    found = _denial(text, sentence, bounds)
    return found is not None and not (of_state and _of_guilt(text, *found))


def _denial(text: str, sentence: Span, bounds: list[Span]) -> tuple[int, int, int] | None:
    """Where a denial's sentence begins, where its words do, and where they end."""
    words = _patterns()
    beside = words.beside.search(text, sentence.start, sentence.end)
    if beside is not None and _stands(text, sentence.start, beside):
        return beside.start(), beside.start(), beside.end()
    behind = sentence_at(bounds, Span(sentence.end + 1, sentence.end + 1))
    if behind.start < sentence.end:
        return None
    opening = words.opening.match(text, behind.start, behind.end)
    if opening:
        return opening.end(), opening.end(), behind.end
    found = words.behind.search(text, behind.start, behind.end)
    if found is None or not _stands(text, behind.start, found):
        return None
    return behind.start, found.start(), found.end()


def _of_guilt(text: str, start: int, verb: int, end: int) -> bool:
    """Whether a denial is that of somebody accused: "he denies it", "denied the charges"."""
    return _ACCUSED.search(text, start, end) is not None or _CHARGES.search(text, verb, end) is not None


_ACCUSED = re.compile(r"\b(?:he|she|they|the (?:accused|defendant|prisoner|suspect|convict)s?)\b", re.I)
_CHARGES = re.compile(r"\b(?:charges?|accusations?|allegations?)\b", re.I)


def _stands(text: str, start: int, found: re.Match[str]) -> bool:
    return _NOT.search(text[start : found.start()]) is None
