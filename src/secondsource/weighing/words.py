"""Words and sentences of reports, as they are compared."""

import re
from collections.abc import Iterable
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS

from secondsource.lexicon.standing import standing
from secondsource.model import Span

WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


@cache
def stem(word: str) -> str:
    """A word without the endings of English inflection, so that forms of one word are equal."""
    word = word.casefold().removesuffix("’s").removesuffix("'s").replace("’", "'")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)] + instead
    return word


def stems(text: str) -> frozenset[str]:
    """Stems of the content words of a text; the parts of hyphenated words apart."""
    return frozenset(content(text))


def content(text: str) -> Iterable[str]:
    """Stems of the content words of a text, in order, each as often as it stands there."""
    for match in WORD.finditer(text):
        for word in match.group().replace("-", " ").split():
            plain = word.casefold()
            if plain not in STOP_WORDS and plain not in standing().no_content and (len(plain) > 2 or plain.isdigit()):
                yield stem(word)


def sentences(text: str) -> list[Span]:
    """The sentences of a text, in order and without gaps."""
    bounds, start = [], 0
    for match in _SENTENCE.finditer(text):
        bounds.append(Span(start, match.end()))
        start = match.end()
    bounds.append(Span(start, len(text)))
    return bounds


def sentence_at(bounds: list[Span], trigger: Span) -> Span:
    """The sentence in which a span begins."""
    lo, hi = 0, len(bounds) - 1
    while lo < hi:
        middle = (lo + hi + 1) // 2
        lo, hi = (middle, hi) if bounds[middle].start <= trigger.start else (lo, middle - 1)
    return bounds[lo]
