"""What keeps an act from being more than alleged though its own clause says nothing: a charge or a confession before
it, talk around it, a reservation behind it ("We could not confirm that.")."""

import re
from functools import cache, lru_cache

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.acts import acts
from secondsource.lexicon.hedges import either, hedges
from secondsource.reading.clauses import View
from secondsource.reading.frames import Match

_BEHIND = 170
"""How far into the next sentence a reservation is looked for, in characters."""


class _Patterns(msgspec.Struct, frozen=True):
    charged: re.Pattern[str]
    confessed: re.Pattern[str]
    talk: re.Pattern[str]
    reserved: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = hedges()["alleged"]
    charging, confirming = either(words.charging), either(words.confirming)
    told, held, unsure = either(words.told), either(words.custody), either(words.unsure)
    near, few = r"(?:[\w’'-]+\W+){0,5}?", r"\W+(?:[\w’'“”-]+\W+)"
    auxiliary = "can|could|would|do|does|did|has|have|had|is|are|was|were"
    denied = rf"(?:(?:{auxiliary}) ?(?:not|n[’']t)|cannot|unable|impossible|neither|nor)"
    # What is not confirmed is what was just told, not something else.
    that = (
        r"(?=\W*$|\W+(?:this|that|it|them|either|any|independently|by|for|to)\b"
        rf"|\W+(?:the|its|these|those|his|her|their|such|both) (?:\w+ )?(?:{either(words.accounts)}))"
    )
    return _Patterns(
        re.compile(rf"\b(?:{charging})\w*\W+{near}(?:of|with|under|in|for){few}{{0,3}}$", re.I),
        re.compile(
            rf"\b(?:confess\w*|own(?:s|ed|ing)? up|admit\w* (?:in|during|under) (?:an? |the )?(?:{held}))"
            rf"\W+(?:[\w’'-]+\W+){{0,2}}?(?:to|that|of){few}{{0,5}}$",
            re.I,
        ),
        re.compile(
            rf"\b(?:{unsure})\b|\b(?:is|was) whispered\b|\b(?:people|folk|they|many) whisper\b"
            rf"|\b(?:{told})\b[^.;]{{0,40}}\b(?:has|had) it\b|\b(?:people|some|they) (?:say|claim) that\b",
            re.I,
        ),
        re.compile(
            rf"\b{denied}\b[^.!?\n]{{0,60}}?\b(?:{confirming})\w*{that}|\b(?:{unsure})\b"
            r"|\bwith (?:caution|reserve|a pinch)\b|\bno (?:independent )?(?:confirmation|proof|evidence)\b",
            re.I,
        ),
    )


@cache
def _open() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before, and what behind, that for which a sentence says there is no confirmation."""
    told = either(hedges()["refuted"].told)
    confirming = either(hedges()["alleged"].confirming)
    auxiliary = r"(?:could|can|were|was|is|are|has|have|had|been)(?: \w+)?"
    denied = rf"(?:{auxiliary} ?(?:not|n[’']t)|cannot|unable to|impossible to)"
    before = (
        r"\bno (?:\w+ )?(?:evidence|proof|confirmation|information|indications?|signs?|knowledge|word|record)"
        r"(?: \w+){0,3}? (?:that|of|whether)\b"
        rf"|\b{denied}(?: \w+){{0,3}}? (?:{confirming})\w*(?: \w+){{0,4}}? (?:that|whether|if)\b"
        r"|\baccording to (?:the |some |unconfirmed |unverified |local )*(?:rumou?rs?|gossip|hearsay)\b"
        r"|\baccording to (?:unconfirmed|unverified) \w+\b"
        rf"|\b(?:unconfirmed|unverified|uncorroborated) (?:{told})s? (?:that|of|about)\b"
        r"|\b(?:(?:do|does|did|could|can|would)(?: not|n[’']t)|cannot) (?:\w+ )?(?:know|say|tell|remember|recall)\b"
        r"[^.;]{0,20} (?:whether|if)\b"
        r"|\b(?:nobody|no one) (?:\w+ ){0,2}?(?:knows?|knew|say)\b[^.;]{0,20}? (?:whether|if)\b"
        r"|\b(?:unclear|uncertain|unknown|not clear|not known|not certain) (?:whether|if)\b"
        r"|\bif (?:it is true|it[’']s true|it turns out|it should turn out) that\b|\bif (?:the )?reports? that\b"
        rf"|\bif (?:the |these |those )?(?:{told})s? (?:\w+ ){{1,3}}true that\b"
        r"|\b(?:asked|asks|asking|wonder(?:s|ed|ing)?|inquir(?:es|ed|ing))(?: \w+){0,3}? (?:whether|if)\b"
        r"|\b(?:know|knows|knew|known|heard) nothing (?:of|about) (?:an?|any)\b"
        r"|\b(?:said|says|that) (?:it|they|he|she) (?:had |has |have )?(?:knows?|knew|known|heard) nothing"
        r" (?:of|about)\b"
        rf"|\b(?:looking into|look into|looks into|looked into|investigat\w+|examin\w+|check\w*|verify\w*|studying)"
        rf" (?:the |these |media )?(?:{told})s? (?:that|of|about)\b"
    )
    behind = (
        rf"\b(?:{told})s? (?:that|of|about)\b[^.;]*?\b(?P<end>{denied}(?: \w+){{0,3}}? (?:{confirming})\w*"
        r"|(?:are|were|remain|is|was) (?:still )?(?:unconfirmed|unverified|uncorroborated))"
    )
    return re.compile(before, re.I), re.compile(behind, re.I)


_TURN = re.compile(
    r"[;—–]|,? (?:but|while|whereas|although|though|however)\b"
    r"|, (?:(?:the|an?|one|another) )?[\w’' -]{1,40}? (?:said|says|added|told|replied|answered)\b"
)
"""Where a sentence turns to something else."""


def open_question(head: Token, view: View) -> bool:
    """Whether a sentence says of an act that there is no evidence, proof or confirmation of it."""
    text, (start, end) = view.facts.report.text, view.columns.sentence(head.i)
    before, behind = _open()
    for match in before.finditer(text, start, head.idx):
        if _TURN.search(text, match.end(), head.idx) is None:
            return True
    return any(match.start() < head.idx < match.start("end") for match in behind.finditer(text, start, end))


_ASKS = re.compile(
    r"[“\"‘'«]?(?:Q[.:] |[A-Z][\w .]{0,20}: )?[“\"‘']?(?:(?:And|But|So),? )?"
    r"(?:Was|Were|Is|Are|Did|Do|Does|Has|Have|Had)(?:n[’']t)? ",
    re.I,
)


def asked(head: Token, view: View) -> bool:
    """Whether a sentence only asks of an act whether it was done."""
    text, (start, end) = view.facts.report.text, view.columns.sentence(head.i)
    return text[start:end].rstrip(" \n”\"’'»").endswith("?") and _ASKS.match(text, start) is not None


def reserved(match: Match, view: View) -> bool:
    """Whether an act is what somebody was charged with or confessed to in custody, what people whisper, or what the
    report then says that it could not confirm."""
    head, text, known = match.head, view.facts.report.text, _patterns()
    act = acts().get(match.frame.act)
    start, end = view.columns.sentence(head.i)
    before = text[start : head.idx]
    if act is not None and act.offence and (known.charged.search(before) or known.confessed.search(before)):
        return True
    behind = view.columns.closes[head.i] < len(view.columns.text)
    return _is_talk(text, start, end) or (behind and _unconfirmed(text, end))


# A sentence that tells of several acts is looked at once.
@lru_cache(maxsize=8)
def _is_talk(text: str, start: int, end: int) -> bool:
    return _patterns().talk.search(text, start, end) is not None


@lru_cache(maxsize=8)
def _unconfirmed(text: str, at: int) -> bool:
    if "\n" in text[at : at + 2]:
        return False
    following = re.split(r"[.!?](?:\s|$)|\n", text[at : at + _BEHIND].lstrip(), maxsplit=1)[0]
    return _patterns().reserved.search(following) is not None
