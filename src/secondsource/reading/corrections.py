"""What a report itself takes back or finds untrue: "That was wrong", "the rumours are untrue", "is alive"."""

import re
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from secondsource.lexicon.hedges import hedges
from secondsource.reading.clauses import View
from secondsource.reading.entries import kept_open
from secondsource.reading.frames import Match

_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FATAL = frozenset({"death", "execution", "violence"})
_STEPS = 8
_NEXT = 90
"""How far into the next sentence a correction is looked for, in characters."""


def corrected(match: Match, chain: list[Token], view: View) -> bool:
    """Whether the report says of an act, around it or in the next sentence, that it did not happen."""
    head = match.head
    if _taken_back(head, view):
        return True
    below = head
    for token in chain:
        if below.dep_ == "ccomp" and below.tag_ != "VB" and token.pos_ in _VERBAL and _is_false(token):
            return True
        below = token
    return _untrue_subject(head) or (match.frame.act in _FATAL and _alive(head)) or _dismissed(chain)


@cache
def _next_sentence() -> re.Pattern[str]:
    false = "|".join(map(re.escape, sorted(hedges()["refuted"].adjectives)))
    told = r"(?:The|Our|That|This|Its) (?:\w+ )?(?:report|claim|story|news|rumou?r|article|item)"
    untrue = (
        rf"(?: an?| quite| simply| entirely)* (?:{false})| (?:not|never|n[’']t) (?:true|so|the case|correct|accurate)"
    )
    return re.compile(
        rf"\s*[“\"‘']?(?:But |However, |In fact,? |In truth,? )?"
        rf"(?:(?:That|This|It|Both|{told})\b(?: \w+){{0,4}}? (?:was|is|were|are|be|proved|proves|turned out)(?: to be)?"
        rf"(?:{untrue})\b|No such |(?:He|She|They|It) (?:ha[ds]|have|was|were|is|are|did|does)(?: not|n[’']t)[.:,;])"
    )


@cache
def _reported() -> re.Pattern[str]:
    """What makes a sentence one that only reports what was said, written or asked, so that the next may deny it."""
    told = "|".join(map(re.escape, sorted(hedges()["refuted"].told)))
    who = r"[Ww]e|[Tt]his (?:service|paper|site|bulletin|magazine|newspaper|publication|column|radio)|[Oo]ur \w+"
    says = "|".join(map(re.escape, sorted(hedges()["refuted"].reporting)))
    return re.compile(
        rf"\b(?:{who})(?: \w+)?(?: had| have)? (?:{says})\b|\b(?:wrote|reported|suggested|claimed|maintained)\b"
        rf"(?: \w+){{0,2}} that\b|, (?:we|this \w+) (?:wrote|reported|broadcast)\b|\brumou?red\b"
        rf"|\b(?:{told}|stories|publication)s?\b(?: \w+){{0,4}}? (?:that|of|had it)\b|\?[”\"’']?\s*$"
    )


@cache
def _denial_after() -> re.Pattern[str]:
    """How the sentence after a report, a rumour or a question says that it was not so."""
    words = hedges()["refuted"]
    retracting = "|".join(map(re.escape, sorted(words.retracting)))
    sorry = rf"{retracting}|take (?:this|that|it|them) back|(?:were|was) (?:wrong|mistaken)|erred"
    other = r"concern(?:s|ed)?|referred|refers?|appl(?:y|ies|ied)|appears? to concern|reuses?"
    well = "|".join(map(re.escape, sorted(words.unharmed)))
    who = r"(?:[Tt]he |[Hh]is |[Hh]er |[Tt]heir |[Aa]n? )?(?:[\w’'-]+ ){1,3}?"
    it = rf"(?:it|this|that|(?:the|this|that) (?:{'|'.join(sorted(words.told))}))"
    false = "|".join(map(re.escape, sorted(words.adjectives | words.lies)))
    denying = rf"(?:denie[sd]|den(?:y|ied)|reject(?:s|ed)|dismisse[sd]|disput(?:es|ed)|refut(?:es|ed)) {it}\b"
    calling = rf"(?:call(?:s|ed)|dismisse[sd]) {it} (?:as )?(?:an? )?(?:\w+ )?(?:{false})\b"
    no = r"No[,.]|Nonsense\b|Never[,.!]|Not at all\b|Absolutely not\b|Nothing of the (?:sort|kind)\b|No such thing\b"
    well += r"|at liberty|at home|in good health|at (?:his|her|their) (?:desk|post)"
    return re.compile(
        r"\s*(?:[A-Z][\w .]{0,20}: )?[“\"‘']?(?:But |However, |In fact,? |In truth,? |Instead,? )?"
        rf"(?:{no}|{who}(?:has |have |later |also )*(?:{denying}|{calling}|say(?:s)? no\b|said no\b)"
        rf"|{who}say(?:s)? (?:that )?(?:he|she|they)(?:[’']s| is| are) (?:{well})\b"
        rf"|(?:We|I)(?: \w+){{0,3}}? (?:{sorry})\b|(?:We|I) have to (?:take|withdraw|correct)\b"
        rf"|It was (?:only )?half right|(?:That|This|It|They|These) (?:{other})\b"
        rf"|(?:He|She|They)(?:[’']s| is| are| was| were) (?:{well})\b)"
    )


def _taken_back(head: Token, view: View) -> bool:
    """Whether the next sentence of the paragraph takes back what this one reports."""
    if view.columns.closes[head.i] >= len(view.columns.text):
        return False
    text, (start, at) = view.facts.report.text, view.columns.sentence(head.i)
    gap = text[at : at + 2]
    if "\n" in gap:
        return False
    if _next_sentence().match(text, at, at + _NEXT):
        return True
    denied = _denial_after().match(text, at, at + _NEXT)
    return denied is not None and _reported().search(text, start, at) is not None


def _is_false(verb: Token) -> bool:
    """Whether a verb says of its subject that it is untrue."""
    words = hedges()["refuted"]
    denied = any(c.dep_ == "neg" for c in verb.children)
    if denied:
        return any(c.dep_ == "acomp" and c.lower_ in ("true", "correct", "accurate") for c in verb.children)
    if any(c.dep_ in ("acomp", "attr", "oprd") and c.lemma_.lower() in words.adjectives for c in verb.children):
        return True
    return any(
        c.dep_ == "prep" and c.lower_ == "without" and any(n.lemma_.lower() in words.nouns for n in c.children)
        for c in verb.children
    )


def _untrue_subject(head: Token) -> bool:
    """Whether the act is, or is told by, the subject of what is untrue or did not happen."""
    token = head
    for _ in range(_STEPS):
        above = token.head
        if above == token:
            return False
        if token.dep_ in _SUBJECTS and above.pos_ in _VERBAL:
            told = token == head or token.lemma_.lower() in hedges()["refuted"].told
            if told and _is_false(above):
                return True
            denied = any(c.dep_ == "neg" for c in above.children)
            return token == head and denied and above.lemma_ in hedges()["refuted"].happening
        if above.pos_ in _VERBAL and token.dep_ in ("ccomp", "advcl", "conj", "xcomp"):
            return False
        token = above
    return False


def _alive(head: Token) -> bool:
    """Whether the one said to be dead is the subject of *is alive*."""
    token, inside = head, False
    for _ in range(_STEPS):
        above = token.head
        if above == token:
            return False
        inside = inside or token.dep_ in ("relcl", "acl")
        if token.dep_ in _SUBJECTS and above.pos_ in _VERBAL and inside:
            return any(c.dep_ in ("acomp", "oprd", "attr", "advmod") and c.lower_ == "alive" for c in above.children)
        token = above
    return False


def _dismissed(chain: list[Token]) -> bool:
    """Whether the act is what a talk or report is of that somebody dismisses."""
    words = hedges()["refuted"]
    for noun, verb in pairwise(chain):
        if (
            noun.dep_ in ("dobj", "nsubjpass")
            and noun.lemma_.lower() in words.told
            and verb.lemma_ in words.dismissing
            and not kept_open(verb)
        ):
            return True
    return False
