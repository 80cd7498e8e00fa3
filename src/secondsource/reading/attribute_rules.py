"""The model's rules for parts of speech, looked up instead of matched.

The English model sets part of speech, morphology and some lemmas by about 180 patterns (spaCy's ``AttributeRuler``),
nearly all of them on one word. What they say of a word follows from its form, tag and dependency, so it is worked out
once for each of these and kept: with the result of spaCy's matcher, in a tenth of its time.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
from spacy import attrs
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

_MOST = 1 << 16
"""Words that are kept; past that all are worked out anew."""
_ANY = ("", "")
_SET: list[int | str] = [attrs.POS, attrs.MORPH, attrs.LEMMA]
_COLUMNS: list[int | str] = [attrs.LOWER, attrs.TAG, attrs.DEP, *_SET]

Row = tuple[int, ...]
"""The columns of a word."""


class Word(NamedTuple):
    """What a rule may ask of a word, in the names of spaCy's patterns."""

    LOWER: str
    TAG: str
    DEP: str
    IS_SPACE: bool


class Rule(NamedTuple):
    """Tests of consecutive words, and the values that the word ``at`` gets, by attribute."""

    number: int
    tests: tuple[Callable[[Word], bool], ...]
    at: int
    values: dict[int | str, int]


class Known(NamedTuple):
    """A word, the rules that it fulfils alone, its columns by these, and the rules of several words that it begins."""

    word: Word
    alone: list[Rule]
    row: Row
    begins: list[Rule]


class UnknownRule(ValueError):
    """A pattern asks or sets what cannot be looked up."""


class AttributeRules:
    """A part of the pipeline that does the work of an ``AttributeRuler``, to the same result. Raises UnknownRule where
    that has patterns of another kind than the English model's."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        self._strings = vocab.strings
        self._rules: dict[tuple[str, str], list[Rule]] = {}
        for key, rule in _rules(ruler):
            self._rules.setdefault(key, []).append(rule)
        self._known: dict[Row, Known] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with what the rules set."""
        if not len(doc):
            return doc
        if len(self._known) > _MOST:
            self._known.clear()
        table = doc.to_array(_COLUMNS)
        before: list[Row] = list(zip(*table.T.tolist(), strict=True))
        known = [self._known.get(row) or self._learn(row) for row in before]
        after = [each.row for each in known]
        for target, rules in self._of_several(known).items():
            after[target] = _set(before[target], known[target].alone + rules)
        # spaCy's types ask for another class of array.
        values: Any = np.array(after, dtype=np.uint64)
        doc.from_array(_SET, values[:, 3:])
        for i in (values[:, 1:3] != table[:, 1:3]).any(axis=1).nonzero()[0].tolist():
            doc[i].tag, doc[i].dep = after[i][1:3]
        return doc

    def _learn(self, row: Row) -> Known:
        lower, tag, dep = (self._strings[value] for value in row[:3])
        word = Word(lower, tag, dep, lower.isspace())
        keys = (("TAG", tag), ("LOWER", lower), _ANY)
        fitting = [rule for key in keys for rule in self._rules.get(key, ()) if rule.tests[0](word)]
        alone = [rule for rule in fitting if len(rule.tests) == 1]
        self._known[row] = known = Known(word, alone, _set(row, alone), [r for r in fitting if len(r.tests) > 1])
        return known

    def _of_several(self, known: Sequence[Known]) -> dict[int, list[Rule]]:
        """The rules of several words that hold, by the number of the word that they set."""
        found: dict[int, list[Rule]] = {}
        for i in [i for i, each in enumerate(known) if each.begins]:
            for rule in known[i].begins:
                following = known[i : i + len(rule.tests)]
                if len(following) == len(rule.tests) and all(
                    test(other.word) for test, other in zip(rule.tests, following, strict=True)
                ):
                    found.setdefault(i + rule.at, []).append(rule)
        return found


def _set(row: Row, rules: list[Rule]) -> Row:
    """The columns as the rules set them; of two that set one of them, the later rule holds."""
    values: dict[int | str, int] = dict(zip(_COLUMNS, row, strict=True))
    for rule in sorted(rules, key=attrgetter("number")):
        values |= rule.values
    return tuple(values.values())


def _rules(ruler: AttributeRuler) -> Iterator[tuple[tuple[str, str], Rule]]:
    """The rules, each with a value that its first word must have to fulfil it; once for each such value."""
    for number, (entry, values, at) in enumerate(zip(ruler.patterns, ruler.attrs, ruler.indices, strict=True)):
        patterns: Any = entry["patterns"]
        for pattern in patterns:
            if not set(values) <= set(_COLUMNS[1:]) or not 0 <= at < len(pattern):
                raise UnknownRule(str(entry))
            rule = Rule(number, tuple(_test(asked) for asked in pattern), at, values)
            yield from ((key, rule) for key in _keys(pattern[0]))


def _keys(asked: dict[str, Any]) -> list[tuple[str, str]]:
    for name in ("LOWER", "TAG"):
        match asked.get(name):
            case str(value):
                return [(name, value)]
            case {"IN": list(values)}:
                return [(name, value) for value in values]
    return [_ANY]


def _test(asked: dict[str, Any]) -> Callable[[Word], bool]:
    """Whether a word is as one part of a pattern asks."""
    parts = [(attrgetter(name), _condition(value)) for name, value in asked.items() if name in Word._fields]
    if len(parts) < len(asked):
        raise UnknownRule(str(asked))
    return lambda word: all(holds(get(word)) for get, holds in parts)


def _condition(value: Any) -> Callable[[Any], bool]:
    match value:
        case str() | bool():
            return lambda held: bool(held == value)
        case {"IN": list(words), **rest} if not rest:
            return lambda held: held in words
        case {"NOT_IN": list(words), **rest} if not rest:
            return lambda held: held not in words
        case {"REGEX": str(pattern), **rest} if not rest:
            return lambda held: re.search(pattern, held) is not None
    raise UnknownRule(str(value))
