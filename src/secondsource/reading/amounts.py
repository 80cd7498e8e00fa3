"""Amounts of money, goods and people.

A range ("two to three hundred yuan", "between 3 and 5 tons") gives its lower bound; vague numbers ("several
hundred") give nothing. A word that several currencies share ("won", "pounds") is settled by an adjective beside it,
else by the names in the report; where neither settles it the currency is None.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from secondsource.lexicon.units import currencies, units
from secondsource.model import Amount, Report, Span
from secondsource.reading import amount_words, columns
from secondsource.reading.amount_words import VAGUE, lexicon
from secondsource.reading.scan import OTHER, Words

_MACROS = {
    "NUMB": "(?:num(?:(?:dash?mult)+|short)?|half a mult|a?(?:nword|mult)(?:of?(?:dash|and)?(?:nword|mult))*)",
    "RANGE": "(?P<n>NUMB)(?:(?:to|dash|or|and)(?P<n2>NUMB))?",
    "GAP": f"(?:{re.escape(OTHER)})",
}
RULES = {
    "symbol": "(?:us|nat)?(?P<c>sym)(?P<n>num(?:dash?mult|short)*)"
    "(?:(?:to|dash|or|and)sym?(?P<n2>num(?:mult|short)*))?",
    "code_first": "(?P<c>code|us)RANGE",
    "money": "RANGE of?(?P<nat>(?:nat|us|code)*)(?P<w>curr)",
    "code_last": "RANGE(?P<c>code)",
    "goods": "RANGE(?:dash|of)*(?P<u>(?:first|per)?unit)",
    "people": "RANGE(?:of|nat|GAP){0,2}(?P<p>person)",
    "bare": "(?P<n>num mult*|a?nword mult(?:(?:and)?(?:nword|mult))*|a mult)",
}


_PER_NAMES = {"kilo": "kilogram", "kg": "kilogram", "liter": "litre", "meter": "metre", "pack": "packet"}
_PERIODS = {"day", "night", "week", "month", "year", "hour", "shift", "time"}


_PER = f"(?:of{re.escape(OTHER)}{{1,2}})?(?:(?:link|to|of|the|{re.escape(OTHER)}){{0,2}}(?:per|each)|a|the)"


class Grammar(NamedTuple):
    """The compiled rules."""

    rules: dict[str, re.Pattern[str]]
    any_rule: re.Pattern[str]
    core: re.Pattern[str]
    per: re.Pattern[str]


def _expand(rule: str) -> str:
    while True:
        grown = re.sub(r"\b[A-Z]{3,}\b", lambda match: _MACROS[match[0]], rule)
        if grown == rule:
            return rule
        rule = grown


@cache
def grammar() -> Grammar:
    """The rules, compiled over the letters of the lexicon."""
    alphabet = lexicon().alphabet
    sources = {name: alphabet.pattern(_expand(rule)) for name, rule in RULES.items()}
    bare = {name: re.sub(r"\(\?P<\w+>", "(?:", source) for name, source in sources.items()}
    return Grammar(
        {name: re.compile(source) for name, source in sources.items()},
        re.compile("|".join(f"(?P<{name}>{source})" for name, source in bare.items())),
        alphabet.compile("[num nword mult sym half]"),
        alphabet.compile(_PER),
    )


def find(report: Report, doc: Doc) -> tuple[Amount, ...]:
    """The report's amounts in order, none overlapping. Shares in percent have the unit ``percent``."""
    text = columns.of(doc).whole
    words = amount_words.encode(text)
    compiled, done = grammar(), 0
    found: list[tuple[Amount, bool]] = []
    context: Context = (text, {})
    for core in compiled.core.finditer(words.code):
        if core.start() < done:
            continue
        tries = (compiled.any_rule.match(words.code, at) for at in range(max(core.start() - 2, done), core.start() + 1))
        match = next((match for match in tries if match and match.end() > core.start()), None)
        if match is None:
            continue
        done, rule = match.end(), match.lastgroup or ""
        detail = compiled.rules[rule].fullmatch(words.code, match.start(), done)
        amount = _read(words, rule, detail, context) if detail else None
        if amount is not None:
            found.append((amount, rule == "bare"))
    return tuple(_named(found))


_MOST = 1e15
"""Beyond this a figure is no amount but an account, a telephone or a serial number."""

_NEAR = 25
"""Characters between a bare number and the money it belongs to ("from 10,000 to as much as 13,500 won")."""


def _named(found: list[tuple[Amount, bool]]) -> Iterator[Amount]:
    """The amounts; a bare number takes the currency of money close behind, else that before it, else the first."""
    last = next((amount.currency for amount, _ in found if amount.currency), None)
    for at, (amount, bare) in enumerate(found):
        last = amount.currency or last
        if not bare:
            yield amount
        elif last is not None:
            behind = found[at + 1][0] if at + 1 < len(found) else amount
            near = behind.span.start - amount.span.end <= _NEAR
            yield Amount(amount.span, amount.value, currency=(near and behind.currency) or last, per=amount.per)


Context = tuple[str, dict[tuple[str, ...], str | None]]
"""The text, and the shared words settled so far."""


def _read(words: Words, rule: str, match: re.Match[str], context: Context) -> Amount | None:
    number = amount_words.value(words.words[slice(*match.span("n"))])
    if number is None or number > _MOST or (match.start() and words.words[match.start() - 1].lower() in VAGUE):
        return None
    if "n2" in match.re.groupindex and match["n2"]:
        number = _lower(words, match, number)
    span = Span(words.starts[match.start()], words.end(match.end() - 1))
    per = _per(words, match.end())
    if rule in ("goods", "people"):
        return _counted(words, rule, match, (span, number, per))
    if rule == "bare":
        return _bare(words, match, (span, number, per))
    return Amount(span, number, currency=_currency(words, match, context), per=per)


def _lower(words: Words, match: re.Match[str], number: float) -> float:
    """The lower bound of a range whose second number may carry the multiplier of both."""
    second = words.words[slice(*match.span("n2"))]
    other = amount_words.value(second)
    factors = [lexicon().multipliers[word.lower()] for word in second if word.lower() in lexicon().multipliers]
    if factors and other is not None and number * factors[-1] <= other and number < 100:
        return number * factors[-1]
    return min(number, other) if other is not None else number


def _counted(words: Words, rule: str, match: re.Match[str], parts: tuple[Span, float, str | None]) -> Amount | None:
    span, number, per = parts
    if rule == "people":
        word = words.words[match.start("p")].lower()
        return Amount(span, number, unit=lexicon().people.get(word, "person"), per=per)
    phrase = " ".join(words.words[slice(*match.span("u"))])
    unit = lexicon().units.get(phrase) or lexicon().units.get(phrase.lower())
    return Amount(span, number, unit=unit, per=per) if unit else None


def _bare(words: Words, match: re.Match[str], parts: tuple[Span, float, str | None]) -> Amount | None:
    """A large number without a noun is money of the kind named last ("she handed 120,000 to a sergeant")."""
    span, number, per = parts
    figure = words.words[match.start()]
    if number < 1000 or (figure.isdecimal() and len(figure) == 4):
        return None
    following = words.words[match.end()] if match.end() < len(words.words) else "."
    is_noun = match.end() < len(words.code) and words.code[match.end()] == OTHER and following.isalpha()
    return None if is_noun else Amount(span, number, per=per)


def _currency(words: Words, match: re.Match[str], context: Context) -> str | None:
    text, settled = context
    book = lexicon()
    if "c" in match.re.groupindex:
        written = words.words[match.start("c")]
        before = words.words[match.start("c") - 1] if match.start("c") else ""
        return book.codes.get(before + written) or book.codes[written]
    word = words.words[match.start("w")].lower()
    candidates = book.currencies[word]
    nationality = " ".join(words.words[slice(*match.span("nat"))])
    named = book.adjectives.get(nationality)
    if named in candidates:
        settled[candidates] = named
        return named
    if len(candidates) == 1:
        return candidates[0]
    if candidates not in settled:
        settled[candidates] = _settle(text, candidates)
    return settled[candidates]


def _settle(text: str, candidates: tuple[str, ...]) -> str | None:
    """The currency of whose country the report speaks most; else the one that is meant where nothing is said."""
    book = currencies()
    counts = {code: sum(text.count(hint) for hint in book[code].hints) for code in candidates}
    best = max(candidates, key=lambda code: counts[code])
    return best if counts[best] else next((code for code in candidates if book[code].default), None)


def _per(words: Words, at: int) -> str | None:
    """What a price is counted by: ``a head``, ``per month``, ``from every household``, ``a day per stall``."""
    match = grammar().per.match(words.code, at)
    if match is None:
        return None
    noun = match.end()
    loose = words.words[noun - 1].lower() in ("a", "an", "the")
    while noun < min(match.end() + 2, len(words.words)):
        word = words.words[noun].lower()
        if word in units().per:
            return _per_phrase(words, noun, word)
        if not word.isalpha():
            break
        if not loose and noun + 1 < len(words.words) and not words.words[noun + 1].isalpha():
            return word
        noun += 1
    return "person" if words.words[match.end() - 1].lower() in ("each", "apiece") else None


def _per_phrase(words: Words, noun: int, word: str) -> str:
    """The noun a price is counted by, a second one behind it, the time last: ``stall per day``."""
    rest = [part.lower() for part in words.words[noun + 1 : noun + 3]]
    name = _PER_NAMES.get(word, word)
    if len(rest) == 2 and rest[0] in ("per", "a", "each") and rest[1] in units().per:
        return f"{rest[1]} per {name}" if name in _PERIODS else f"{name} per {rest[1]}"
    return name
