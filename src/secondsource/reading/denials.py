"""What somebody calls untrue: "reports that he was shot are false", "spread the fabrication that ...", "no truth in".

Parsers hang such clauses up in many ways, so the words of the sentence are read as they stand. What matters most is
that a denial by those in power is not taken for their word that it happened.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from secondsource.lexicon.hedges import either, hedges
from secondsource.reading.clauses import View

_Stretch = tuple[int, int]


class _Patterns(msgspec.Struct, frozen=True):
    """What a denial opens with, of which what follows is denied; what lies inside words of denial; what a denial ends
    with, before which what is told is; and what none of them reaches beyond."""

    opening: re.Pattern[str]
    inside: re.Pattern[str]
    telling: re.Pattern[str]
    closing: re.Pattern[str]
    boundary: re.Pattern[str]
    held_back: re.Pattern[str]
    offence: re.Pattern[str]


_LINK = (
    r"(?:,? (?:spread|circulat\w+|disseminat\w+|publish\w+|appear\w+|made|in|on|by|from|abroad|online)\b"
    r"[^.;,“”]{0,70}?)?,? (?:that|saying|claiming|alleging|stating|asserting|to the effect that|according to which"
    r"|about|of|on|as if)\b"
)
"""What leads from a telling to what is told."""
_PLAIN = r"(?: (?!(?:over|after|for|following|amid|because|on|at|from|of|when|who|and|that)\b)[\w’'-]+)"
"""A word that may stand between "rejected" and "reports": one that brings in nothing else to reject."""
_FEW = r"(?: [\w’'-]+){0,3}?"
_DENYING = (
    r"den(?:y|ies|ied|ying)|(?:reject|dismiss|refut|rebut|debunk|disprov|repudiat|scotch|contradict|disput|contest)"
    r"(?:e?s|ed|e|ing)?|(?:laugh|brush|shrug|wav)(?:e?s|ed|e|ing)? (?:off|aside|away)|pour(?:s|ed|ing)? cold water on"
)
_NAMING = r"(?:call|describ|brand|label|denounc|characteri[sz]|dismiss|slamm?)(?:e?s|ed|e|ing)?"
_INVENTED = "fabrication|invention|fiction|hoax|myth|falsehood|figment"
_PURPORTED = "alleged|supposed|reported|purported|so-called|claimed|rumou?red"
_UNTRUE_THAT = "(?:denied|disputed|rejected|refuted) by|not true"
_NEVER = (
    r"(?:at no (?:time|point|stage|moment)|on no occasion|under no circumstances|in no case|never once"
    r"|not (?:one|a single)(?! (?:but|day|night|week|month|year|hour)\b))"
)
"""What says at the head of a clause that it never was: "at no time", "not one shot"."""
_DENIED = (
    r"(?:(?:(?:in|on|to|at|through|again|later|outright|last)(?: [\w’'-]+){0,4} )?that"
    r"|(?:ever |having )*[a-z]+ing|any|all)\b"
)
"""What shows that somebody denies a deed, and does not keep something from somebody ("denied them food")."""
_ASIDE = re.compile(
    r" (?:after|before|when|while|during|following|since|because|despite|over|in connection"
    r"|(?:in|for) (?:the|his|her|their)|and (?:was|were))\b|, (?:a|an|the|his|her|their|who|which|but|and|so)\b"
)
"""Where a plain denial turns to what nobody denies: "denied any guilt after his arrest"."""
_SAYING = r"(?:(?:claim|alleg|report|assert|stat|suggest)(?:e?s|ed|e|ing)?|say|says|said|saying)"
_SAID = "said|says|added|told|stated|insisted|noted|wrote|explained|stressed|affirmed"


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(rf"\b(?:{'|'.join(_opening())})", re.I),
        re.compile(rf"\b(?:{'|'.join(_inside())})", re.I),
        re.compile(rf"\b(?:{_noun()}{_LINK}|(?:what|everything|all that)\b[^.;]{{3,60}}? about\b)", re.I),
        re.compile(rf"(?<!not )\b(?:{'|'.join(_closing())})\b", re.I),
        re.compile(
            r"[,;:—–]? (?:but|while|whereas|although|though|however)\b|[;—–]|, (?:and )?(?:he|she|it|they|the [\w-]+"
            rf"|[A-Z]\w+(?: \w+)?) (?:{_SAID})\b|,? and (?:{_SAID}|accused|called)\b"
        ),
        re.compile(
            r"(?:\bnot|n[’']t|\bnor|\bnever|\bno ?one|\bnobody|\bwithout|\bneither \w+|\bcannot|\bcould"
            r"|(?:refus|declin)\w* to|\bunable to)(?: \w+)? $",
            re.I,
        ),
        re.compile(
            r"\b(?:for|of|with|over) (?:\w+ )?(?:spread|disseminat|distribut|circulat|publish|shar)ing (?:\w+ )?$"
        ),
    )


def _opening() -> Iterator[str]:
    """What stands before that which is called untrue."""
    false, lie, noun, told = _false(), _lie(), _noun(), either(hedges()["refuted"].told)
    yield rf"(?P<denying>{_DENYING})(?: as (?:an? )?[\w’'-]+(?: and [\w’'-]+)?)?{_PLAIN}{{0,4}}? {noun}{_LINK}"
    yield rf"(?:{false})(?: (?:and )?[\w’'-]+){{0,2}}? {noun}{_LINK}|fake news{_LINK}"
    yield rf"(?:the|an?|pure|malicious|vile|this)(?: [\w’'-]+){{0,2}}? (?:{lie}) (?:that|as if)\b"
    yield rf"(?:is|was|calls?|called) it (?:an? )?(?:[\w’'-]+ ){{0,2}}?(?:{false}|{lie}|{told}) that\b"
    yield rf"it(?:[’']s| is| was) (?:simply |quite |entirely |completely )?(?:not true|{false}) that\b"
    yield (rf"no (?:[\w-]+ )?(?:truth|substance|basis|foundation)(?: whatsoever)? (?:in|to|for){_FEW} {noun}{_LINK}")
    yield rf"(?:falsely|slanderously|mendaciously|untruthfully) {_SAYING} that\b"
    yield rf"(?:slander|smear|defam|malign|vilif)\w*\b[^.;]{{0,60}}? by {_SAYING} that\b"
    yield rf"(?:invent|fabricat|concoct)(?:e?s|ed|ing)?{_FEW} (?:that|{noun}{_LINK})"
    named = rf"[^.;]*?(?: as| “| \"| an?)[^.;]{{0,20}}?\b(?:{false}|{lie}|provocations?|propaganda)\b"
    named = rf"(?:{named}|[^.;,]{{3,70}}? (?:{false})\b)"
    yield rf"{_NAMING}{_FEW} {noun}{_LINK}(?={named})"
    yield rf"(?:is|was|be) (?:simply |quite |plain )?(?:{false}) to (?:say|claim|suggest|assert|write|speak of)\b"
    yield rf"(?P<never>{_NEVER})\b"
    yield rf"(?P<plainly>den(?:y|ies|ied|ying)|ruled out|rul(?:es|ing) out)(?= {_DENIED})"


def _inside() -> Iterator[str]:
    """Words of denial with what they deny among them."""
    false, lie, noun = _false(), _lie(), _noun()
    short = r"(?:the |an? |any |all |such |his |her |their )?(?:[\w’'-]+ ){1,3}?"
    yield rf"(?P<denying>{_DENYING}) {short}{noun}\b(?!{_LINK})"
    yield rf"{_NAMING} {short}{noun} (?:as )?(?:an? )?(?:\w+ )?(?:{false}|{lie})\b"
    # To call a deed a provocation, or baseless, is to say that it was done.
    yield rf"{_NAMING} (?:the|his|her|their|any|this)\b[^.;,“”]{{3,60}}? (?:as )?an? (?:\w+ )?(?:{_INVENTED})\b"
    yield rf"(?:{_PURPORTED}) [^.;,“”]{{3,60}}? (?:is|was|are|were) (?:an? )?(?:\w+ )?(?:{_INVENTED}|{false}|{lie})\b"
    act = r"(?:the|his|her|their) (?:[\w’'-]+ ){1,2}(?:of (?:the |an? )?(?:[\w’'-]+ ){1,2})?"
    yield rf"{act}(?:is|was|are|were) (?:an? )?(?:pure |complete |mere )?(?:{_INVENTED})\b"
    yield rf"(?-i:That) [^.;,“”]{{3,80}}? (?:is|was|were|has been) (?:{_UNTRUE_THAT}|{false})\b"
    yield r"far from (?:being|having been|having) [^.;,]{3,60}"


def _closing() -> Iterator[str]:
    """What stands behind that which is called untrue."""
    false, lie, be = _false(), _lie(), "(?:is|are|was|were|be|being|been)"
    few = r"(?: (?!(?:is|are|was|were|has|have|had)\b)[\w’'-]+){0,3}?"
    yield rf"(?:{be}|prove[sd]?|remains?|turned out){few} [“\"]?(?:{false}|{lie})"
    yield r"(?:have|has|had) no (?:basis|foundation|truth|grounds?|substance|relation)"
    yield r"(?:do|does|did)(?: not|n[’']t) correspond"
    yield r"(?:have|has|had) nothing to do with (?:the )?(?:truth|reality|facts?)"
    yield rf"{be} (?:made up|invented|fabricated|concocted|without foundation|not true|not correct)"
    yield rf"{be} (?:denied|rejected|refuted|dismissed) (?:as|by)"


def _false() -> str:
    return either(hedges()["refuted"].adjectives | hedges()["refuted"].untrue)


def _lie() -> str:
    return either(hedges()["refuted"].lies)


def _noun() -> str:
    return rf"(?:(?:{either(hedges()['refuted'].told)})e?s?|stories|fake news)"


def denied(start: int, sentence: _Stretch, view: View) -> bool:
    """Whether what the word at ``start`` tells is called untrue in its sentence (offsets into the report's text)."""
    text = view.facts.report.text
    if any(low <= start < high for low, high in _stretches(text, *sentence)):
        return True
    return _CONTRAST.search(text, sentence[0], start) is not None


_CONTRAST = re.compile(r"(?:,| –| —) not (?:of |by |from |as )?(?:an? |the |any )?$", re.I)
"""What turns to the thing that it was not: "a festival, not a protest"."""
_DEPRIVED = re.compile(r"\b(?:be|is|are|was|were|been|being|get|got)(?: \w+)? $", re.I)
"""Who "was denied any visit" denies nothing."""
_OF = re.compile(r"\b(?:of|on|about)$", re.I)
_FINITE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|and)\b", re.I)


def _verb_behind(match: re.Match[str], end: int) -> re.Match[str] | None:
    """Where what is told is named ("reports of the arrest"): the verb behind it, of which it is no more a part."""
    return _FINITE.search(match.string, match.end(), end) if _OF.search(match.group()) else None


# A sentence that tells of several acts is looked at once.
@lru_cache(maxsize=8)
def _stretches(text: str, start: int, end: int) -> tuple[_Stretch, ...]:
    known, found = _patterns(), []
    for match in known.opening.finditer(text, start, end):
        before = text[start : match.start()]
        if match["denying"] and known.held_back.search(before):
            continue
        if known.offence.search(before):
            continue
        if match["plainly"] and (known.held_back.search(before) or _DEPRIVED.search(before)):
            continue
        stops = [known.boundary.search(text, match.end(), end), _verb_behind(match, end)]
        if match["plainly"] or match["never"]:
            stops.append(_ASIDE.search(text, match.end(), end))
        found.append((match.end(), min((stop.start() for stop in stops if stop), default=end)))
    for match in known.inside.finditer(text, start, end):
        if not (match["denying"] and known.held_back.search(text[start : match.start()])):
            found.append(match.span())
    for match in known.telling.finditer(text, start, end):
        close = known.closing.search(text, match.end(), end)
        if close:
            stop = known.boundary.search(text, match.end(), close.start())
            if stop is None:
                found.append((match.end(), close.start()))
    return tuple(found)
