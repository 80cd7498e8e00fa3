"""Whether two reports may have the same person or body for a source, though each calls it otherwise."""

import re
from functools import cache

from secondsource.lexicon import countries
from secondsource.lexicon.hedges import either
from secondsource.lexicon.standing import standing
from secondsource.model import Reading, Source, Span
from secondsource.weighing.vague import WORD, plain_words


def kin_of(reading: Reading, source: Source, words: str) -> frozenset[str]:
    """What a source is to somebody: by its phrase ("his wife", "two neighbours"), or by what it says ("my husband")."""
    known, plain = standing(), plain_words(words)
    called = {word for word in plain | {word.removesuffix("s") for word in plain} if word in known.kin}
    for said in (a for a in reading.attributions if source.id in a.sources):
        for span in said.content:
            for found in _my().findall(reading.report.text[span.start : span.end]):
                called |= known.kin_speaking[found.casefold()]
    return frozenset(called)


def taken_over(text: str) -> bool:
    """Whether a report says that it first stood elsewhere: its sources are another newsroom's, which may be any."""
    return _taken_over().search(text) is not None


@cache
def _taken_over() -> re.Pattern[str]:
    what = r"this (?:article|story|text|report|piece|interview|account|item) (?:is |was |has been |had been )?"
    where = r"(?:with (?:the )?(?:kind )?permission|by|from|under|in|on|at)"
    return re.compile(rf"^\W*(?:{what})?(?:{either(standing().republished)}) {where}\b", re.I | re.M)


def one_kin(first: frozenset[str], second: frozenset[str]) -> bool:
    """Whether two who are kin, friends or counsel may be the same: "his wife" and "his widow", "a relative" and "her
    son"; not a wife and a brother."""
    return bool(first & _also(second) or second & _also(first))


def _also(kin: frozenset[str]) -> frozenset[str]:
    """All that those may be called."""
    known = standing()
    groups = (line for line in known.kin_alike if line & kin)
    return kin.union(*groups, known.kin_any if kin & (known.kin_of_blood | known.kin_any) else ())


@cache
def _my() -> re.Pattern[str]:
    return re.compile(rf"\b[Mm]y (?:late |own |elder |older |younger )?({either(standing().kin_speaking)})\b")


def names_given(reading: Reading, source: Source) -> frozenset[str]:
    """The words of the names that a report gives somebody who speaks, or says that he goes by: a surname may be all
    that two reports have in common."""
    text = reading.report.text
    spans = [(m.start, m.end) for m in source.mentions]
    found = [
        person.name
        for person in reading.people
        if person.name and any(_is_at(text, m, start) for m in person.mentions for start, _ in spans)
    ]
    found += [name for start, end in spans for name in _GIVEN.findall(text, start, end + _BEHIND)]
    if source.anonymity == "named":
        found += [text[start:end] for start, end in spans if text[start:end].istitle() and end - start > _INITIAL]
    return frozenset(word.casefold() for name in found for word in WORD.findall(name) if len(word) > 1)


def _is_at(text: str, mention: Span, start: int) -> bool:
    """Whether somebody is spoken of where a phrase starts, as who is meant rather than as whose he is ("his wife")."""
    owned = text.startswith(("'", "’"), mention.end)
    return mention.start == start and not owned and text[mention.start : mention.end].casefold() not in _OWNERS


_OWNERS = frozenset({"his", "her", "their", "my", "our", "your", "its"})
_BEHIND = 50
_INITIAL = 2
_GIVEN = re.compile(
    r"\b(?:surnamed|named|called|calls (?:him|her)self|known as|alias|nicknamed|by the name of|name as|pseudonym)"
    r" (?:only )?(?:by )?[“\"]?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)

_RUN = re.compile(r"(?:[A-Z][\w’'&-]*\s+(?:of\s+|for\s+|the\s+|and\s+)*)*[A-Z][\w’'&-]*")


def names_in(words: str) -> frozenset[str]:
    """The names of bodies, persons or places that stand in a phrase, each a run of capitals."""
    first, *others = [found.group() for found in _RUN.finditer(words)] or [""]
    first = first.partition(" ")[2] if first.split(" ")[0] in {"A", "An", "The"} else first
    return frozenset(name.casefold() for name in (first, *others) if name)


def body_of(source: Source, words: str) -> str:
    """The name of the body that speaks, "" where none does: "the group Open Border". A town is none."""
    if source.anonymity not in {"institution", "named"}:
        return ""
    named = [name for name in names_in(words) if name not in _towns()]
    lower = [word for word in WORD.findall(words) if word.islower()]
    return named[0] if len(named) == 1 and len(lower) <= _FEW else ""


_FEW = 3
"""Common words at most beside the name of a body that speaks itself."""


@cache
def _towns() -> frozenset[str]:
    return frozenset(place.name.casefold() for place in countries.places())
