"""Whether an act is told of another occasion than the one at hand: "had been arrested once before"."""

import re
from functools import cache

import msgspec

from secondsource.lexicon.loader import load
from secondsource.model import Span

_WITHIN = 6
"""Words behind an act within which another occasion is named."""


class Occasions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``occasions.yaml``; each field is explained there."""

    before: tuple[str, ...]
    right_before: tuple[str, ...]
    behind: tuple[str, ...]
    opening: tuple[str, ...]
    numbers: tuple[str, ...]
    others: tuple[str, ...]
    excepting: tuple[str, ...] = msgspec.field(name="except")


class _Patterns(msgspec.Struct, frozen=True):
    before: re.Pattern[str]
    within: re.Pattern[str]
    behind: re.Pattern[str]
    opening: re.Pattern[str]
    others: re.Pattern[str]
    excepting: re.Pattern[str]


@cache
def occasions() -> Occasions:
    """The words. Raises LexiconError where the file does not hold what it must."""
    found: Occasions = load("occasions.yaml", Occasions)
    return found


def on_another(text: str, trigger: Span, sentence: Span) -> bool:
    """Whether words beside a trigger, in its sentence, put it on another occasion, or on several."""
    patterns = _patterns()
    before, behind = text[sentence.start : trigger.start], text[trigger.end : sentence.end]
    return bool(
        patterns.before.search(before)
        or patterns.within.match(text, trigger.start, trigger.end)
        or patterns.behind.match(behind)
        or patterns.opening.search(before)
    )


def denied_of_others(text: str, trigger: Span, sentence: Span) -> bool:
    """Whether a denial is of others than the one at hand: "nobody else was arrested", "no one was arrested but Ri"."""
    patterns = _patterns()
    before, behind = text[sentence.start : trigger.start], text[trigger.end : sentence.end]
    return bool(patterns.others.search(before) or (_OF_ALL.search(before) and patterns.excepting.match(behind)))


_OF_ALL = re.compile(r"\b(?:no|nobody|none|not a single|not one)\b", re.I)


@cache
def _patterns() -> _Patterns:
    words = occasions()
    before, right, behind, opening, numbers, others, excepting = (
        "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in group)
        for group in (
            words.before,
            words.right_before,
            words.behind,
            words.opening,
            words.numbers,
            words.others,
            words.excepting,
        )
    )
    number = rf"(?:is|was|had been|has been)\s+(?:not\s+)?(?:the|his|her|their|its|[\w’'-]+[’']s)\s+(?:{numbers})\b"
    return _Patterns(
        re.compile(rf"\b(?:(?:{before})\s+(?:(?!(?:and|who|that|to)\b)[\w’'-]+\s+){{0,2}}|(?:{right})\s+)$", re.I),
        re.compile(rf"(?:re-|(?:{before}|{right})\s)", re.I),
        re.compile(rf"\W{{0,2}}(?:[\w’'-]+\W{{1,2}}){{0,{_WITHIN}}}?(?:(?:{behind})\b|before[,.;]|{number})", re.I),
        re.compile(rf"(?:^|[,;:–—“]\s*|\bthat\s+)(?:{opening})\b", re.I),
        re.compile(rf"\b(?:{others})\s+(?:[\w’'-]+\s+){{0,3}}$", re.I),
        re.compile(rf"\W{{0,2}}(?:[\w’'-]+\s+){{0,3}}?(?:{excepting})\b", re.I),
    )
