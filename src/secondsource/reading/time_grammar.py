"""The interval grammar: rules over classes of words, each for one kind of time expression.

A rule is a regular expression whose atoms are word classes of ``calendar.yaml`` (``the? hours of day month``);
capital names are macros. ``find`` yields the matches in order, the first rule that fits at a place winning.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from secondsource.reading.scan import LINE, OTHER, Words
from secondsource.reading.time_words import lexicon

_MACROS = {
    "REF": "(?:(?P<q>QUAL)*(?:(?P<m>month|maybe)dot?|(?P<s>season)|(?P<u>unit|hours|weekend))"
    "(?:(?:comma|of|in)?(?P<y>year)|JUCHE|(?:of|in)?the?(?P<yq>QUAL)(?P<yu>unit))?|(?:the unit)?(?P<y0>year))",
    "QUAL": "(?:this|that|same|last|next|following|previous|the|own)",
    "NUM": "(?:a few|(?:a|few)?nword(?:dash?nword)?|(?:a|few)?(?:day|num|daymonth)|a|few)(?:of)?",
    "UNIT": "(?:unit|hours)",
    "HOUR": "(?:hour|hours)",
    "DAY": "(?:day|ord)",
    "MON": "(?:month|maybe)dot?",
    "PRE": "(?:(?:early|late)on the?)?"
    "(?:(?:(?:early|late|ordw)(?:HOUR|unit)|HOUR|weekend)of the?)?"
    "(?:(?P<w>wday)(?:comma|lpar)?(?:on|the)*(?:HOUR of the?)?)?",
    "YEAR": "(?:(?:comma|of)?(?P<y>year)|JUCHE|of?the?(?!the)(?P<yq>QUAL)(?P<yu>unit))?",
    "ORD": "(?:nword dash)?ordw",
    "JUCHE": "(?:comma|of)?juche(?P<yj>day|num)(?:lpar year rpar)?",
    "TO": "(?:dash|slash|to|and|or|until)",
}
_PAREN = (
    "(?:lpar(?:(?P<gd>DAY)of?(?P<gm>month|maybe)dot?|(?P<gm2>month|maybe)dot?(?P<gd2>DAY))(?:comma?(?P<gy>year))?rpar)?"
)

# In the order in which they are tried: the longer form before the one it contains.
RULES: dict[str, str] = {
    "iso": "iso",
    "age": "NUM dash?UNIT dash?old",
    "habit": "every(?:nword|ordw)?(?:UNIT|wday|HOUR|season|month|weekend)",
    "eve": "eve of the?(?P<f>festival)within*(?P<y>year)?",
    "festival": "(?P<f>festival)within*(?P<y>year)?",
    "juche": "juche(?P<n>day|num)(?:lpar year rpar)?",
    "other_day": "PRE(?:(?P<d>DAY)of?the?(?P<o>omonth|omaybe)|(?P<o2>omonth|omaybe)(?P<d2>DAY))"
    "comma?(?P<y>hijri|num|year)?" + _PAREN,
    "days": "PRE(?:(?P<m>MON)the?(?P<d>DAY)TO the?(?P<d2>DAY)|(?P<e>DAY)TO(?:on|the)*(?P<e2>DAY)of?(?P<m2>MON))YEAR",
    "month_day": "PRE(?:(?P<d>DAY)of?(?P<m>MON)|the(?P<d3>ORD)of(?P<m3>MON)|(?P<m2>MON)the?(?P<d2>DAY))YEAR"
    "(?:comma a wday)?",
    "day_of": "PRE the?(?P<d>ord)of REF",
    "week_of": "(?P<wu>unit)(?:of|from|beginning)the?(?:(?P<d>DAY)of?(?P<m>MON)|(?P<m2>MON)the?(?P<d2>DAY))YEAR",
    "turn": "turn of the (?P<u>unit)",
    "other_month": "(?:(?P<p>early|mid|late|beginning|middle|end)(?:of|dash|in|the)*)?"
    "(?P<o>omonth|omaybe)comma?(?P<y>hijri|num)?",
    "edge_days": "(?P<p>ordw|last|recent|early|late)(?:NUM)?(?P<ku>hours)(?:of|in)the?REF",
    "quarter": "the(?P<k>ordw)(?P<u>unit)",
    "nth": "(?P<k>ordw|last|recent|early|late|beginning)(?P<kn>nword|day|num)?"
    "(?P<ku>unit|hours|half|weekend)(?:of|in)the?REF",
    "nth_wday": "(?P<k>ordw|last|recent)(?P<w>wday)(?:of|in)the?REF",
    "nth_day": "the(?:same)?(?P<k>ordw)(?P<h>hours)",
    "early_hour": "(?:early|late)(?:on|in|the)*(?P<q>QUAL)+(?P<h>HOUR)",
    "part": "(?P<p>early|mid|late)(?:dash|in|of|the|on)*REF",
    "edge": "(?P<p>beginning|middle|end)(?:of|the)*REF",
    "unit_end": "(?P<q>QUAL)*(?P<u>unit)(?:dash|apos s)(?P<p>end)",
    "week_day": "(?P<lq>last|this|next|previous)(?P<lu>unit)(?:on|comma|the)*(?P<w>wday)HOUR?",
    "ago": "(?P<n>NUM)more?(?P<u>UNIT|weekend)(?P<half>and a half)?ago",
    "shift": "(?P<n>NUM)more?(?P<u>UNIT)(?P<half>and a half)?(?P<way>earlier|later|before|after)",
    "twice": "the?(?P<u>UNIT|wday)(?P<way>before|after)(?P<w>yesterday|tomorrow|last|next)",
    "shift_the": "the?(?P<u>UNIT)(?P<way>before|after|earlier|later)",
    "wday_shift": "(?:the|(?<=the))(?P<w>wday)HOUR?(?P<way>before|after)",
    "season_day": "(?:a|nword)?(?:(?P<s>season)(?:hours|hour)|(?:hours|hour)(?:in)?that(?P<s2>season))"
    "(?:(?:in|of)(?P<y>year))?",
    "lately": "the?last(?P<n>NUM)(?P<u>UNIT)",
    "duration": "(?P<n>NUM)(?:(?:TO|around)*(?P<n2>NUM))?(?P<h2>and a half)?dash?own?(?P<u>UNIT)(?P<h>and a half)?",
    "half_away": "half a(?P<u>unit)(?P<way>ago|earlier|later|before|after)",
    "half": "half a(?P<u>unit)",
    "yesterday": "(?P<w>yesterday|today|tomorrow)HOUR?",
    "wday_ordinal": "(?P<w>wday)comma?(?:on)?the(?P<d>ord)",
    "weekday": "(?P<q>QUAL)*(?P<w>wday)HOUR?(?:of?(?P<lq>last|this|next|previous|that)(?P<lu>unit))?",
    "hour": "(?P<q>QUAL)+(?P<h>HOUR)",
    "decade": "(?:(?P<p>early|mid|late)dash?)?(?P<d>decade)",
    "ref": "REF",
    "ordinal": "the(?P<d>ord|ORD)",
    "day_month": "PRE(?P<dm>daymonth)",
    "hijri_year": "(?P<y>hijri)",
}
_LEAD = "(?P<lead>(?:on|in|at|of|from|since|until|by|before|after|around|between|dated|the|for|more|to)*)"
_CORE = (
    "[month maybe daymonth omonth omaybe wday season unit hours hour year hijri iso decade "
    "today yesterday tomorrow ord festival juche weekend]"
)
_REACH = 9


class Hit(NamedTuple):
    """A rule that matched: word indices of lead, core and end, and the words of its named parts."""

    rule: str
    lead: int
    start: int
    end: int
    match: re.Match[str]
    words: Words

    def word(self, *names: str) -> str | None:
        """The first word of the first named part that matched."""
        for name in names:
            at = self.match.start(name) if name in self.match.re.groupindex else -1
            if at >= 0:
                return self.words.words[at]
        return None

    def part(self, name: str) -> list[str]:
        """All the words of a named part."""
        first, last = self.match.span(name) if name in self.match.re.groupindex else (-1, -1)
        return list(self.words.words[first:last]) if first >= 0 else []

    def has(self, *names: str) -> bool:
        """Whether any of the named parts matched."""
        return self.word(*names) is not None

    def leads(self) -> list[str]:
        """The small words before the core, in lower case."""
        return [word.lower() for word in self.words.words[self.lead : self.start]]


class Grammar(NamedTuple):
    """The compiled rules."""

    rules: dict[str, re.Pattern[str]]
    any_rule: re.Pattern[str]
    core: re.Pattern[str]


def _expand(rule: str) -> str:
    while True:
        grown = re.sub(r"\b[A-Z]{3,}\b|\bTO\b", lambda match: f"(?:{_MACROS[match[0]]})", rule)
        if grown == rule:
            return rule
        rule = grown


@cache
def grammar() -> Grammar:
    """The rules, compiled over the letters of the lexicon."""
    alphabet = lexicon().alphabet
    sources = {name: alphabet.pattern(_expand(rule)) for name, rule in RULES.items()}
    bare = {name: re.sub(r"\(\?P<\w+>", "(?:", source) for name, source in sources.items()}
    union = "|".join(f"(?P<{name}>{source})" for name, source in bare.items())
    return Grammar(
        {name: re.compile(source) for name, source in sources.items()},
        re.compile(f"{alphabet.pattern(_LEAD)}(?:{union})"),
        alphabet.compile(_CORE),
    )


def find(words: Words) -> Iterator[Hit]:
    """The places where a rule fits, in order; they may be turned down by the value they give."""
    compiled, code = grammar(), words.code
    done = 0
    for core in compiled.core.finditer(code):
        if core.start() < done:
            continue
        first = core.start()
        while first > done and first > core.start() - _REACH and code[first - 1] not in (OTHER, LINE):
            first -= 1
        for at in range(first, core.start() + 1):
            match = compiled.any_rule.match(code, at)
            if match is None or match.end() <= core.start():
                continue
            rule = match.lastgroup or ""
            start = match.start(rule)
            detail = compiled.rules[rule].fullmatch(code, start, match.end())
            if detail is not None:
                yield Hit(rule, at, start, match.end(), detail, words)
                done = match.end()
                break
