"""How old somebody is, as the report says it."""

import re

from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Words

_DECADE = (
    r"(?P<decade>(?:early |mid-?|late )?"
    r"(?:\d0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties))"
)
_AGE = re.compile(
    rf"\b(?P<years>\d{{1,3}})[- ]year[- ]old|\bin (?:his|her|their) {_DECADE}"
    r"|\baged? (?P<aged>\d{1,3})|^, (?P<comma>\d{2})\b|^ \((?P<bracket>\d{2})\)|^,? of (?P<of>\d{2})\b"
)
_IS_AGED = re.compile(
    r"^ (?:is|was|had just turned|turned) (?:only |just |about )?"
    rf"(?:(?P<years>\d{{2}})(?= years old|[.,;])|in (?:his|her) {_DECADE})"
)
"""Behind whoever is spoken of: "He is 45." """


def age(text: str, words: Words, entity: Entity) -> str | None:
    """The age as given ("40s", "late 30s", "62") beside some mention of a person; None where none is told."""
    if entity.plural:
        return None
    return _next_to(text, words, entity) or _told_of(text, words, entity)


def _told_of(text: str, words: Words, entity: Entity) -> str | None:
    """The age that a sentence tells of somebody."""
    for mention in entity.mentions:
        end = words.start[mention.end - 1] + len(words.text[mention.end - 1])
        match = _IS_AGED.match(text[end : end + 40])
        if match:
            return next(value for value in match.groups() if value)
    return None


def _next_to(text: str, words: Words, entity: Entity) -> str | None:
    """The age within a description or right behind a name."""
    for mention in entity.mentions:
        if mention.kind not in {"name", "noun"}:
            continue
        inside = text[words.start[mention.start] : words.start[mention.head]]
        match = _AGE.search(inside)
        if match:
            return next(value for value in match.groups() if value)
        end = words.start[mention.end - 1] + len(words.text[mention.end - 1])
        match = _AGE.match(text[end : end + 40]) or _AGE.match(text[end : end + 40].lstrip(" ,"))
        if match:
            return next(value for value in match.groups() if value)
    return None
