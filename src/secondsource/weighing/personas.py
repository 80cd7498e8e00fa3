"""The persons of one report, made ready for comparison with those of others."""

import re
from collections.abc import Sequence
from functools import cache

import msgspec

from secondsource.lexicon.standing import standing
from secondsource.lexicon.titles import in_full
from secondsource.model import Person, Reading, Span
from secondsource.reading import amount_words
from secondsource.weighing import names
from secondsource.weighing.words import WORD, sentence_at, stems

_FROM = re.compile(r"\bfrom (?:the )?(\w+)")
_COUNTED = re.compile(r"\d+(?:[.,]\d+)*(?![\w.,’'])|[^\W\d_]+")
_COUNTED_WITHIN = 4
"""Words of a phrase within which the number of those it speaks of stands."""
_FURTHER = re.compile(r"[^\W_]+ (?:other|further) ")
"""How several begin whom a report sets apart from those it has spoken of: "three other traders"."""
_NAME_LONGEST = 30
_BYNAME_LONGEST = 80
_SEX_SURE = 3
"""How many times as often one sex must be told as the other: descriptions name kin, too."""


class Persona(msgspec.Struct, frozen=True):
    """One person of one report as it is compared. ``key``: ``report:person``; words are stems.

    ``count``: how many they are, where a number says so.
    ``other``: the report itself sets the person apart from one it has spoken of ("another Kim, also an inspector").
    ``apart``: the report tells the person apart from one with whom readers may confuse it.
    ``origin``: where the description has the person come from. ``sex``: ``m`` or ``f``, as the nouns for it tell;
    empty where they tell none, or both.
    """

    key: str
    person: Person
    name: names.Name | None
    words: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    places: frozenset[str]
    age: tuple[int, int] | None
    many: bool
    count: float | None
    other: bool
    apart: bool
    origin: str | None
    sex: str


def persona(reading: Reading, person: Person, bounds: list[Span]) -> Persona:
    """A person of a report as it will be compared; ``bounds`` are the report's sentences."""
    text = reading.report.text
    mentions = " ".join(text[span.start : span.end] for span in person.mentions[:6])
    name = names.called(names.parse(person.name), mentions, _behind(text, person)) if person.name else None
    own = stems(person.name or "")
    posts = (*person.posts, *person.aside)
    titles = [stems(in_full(post.title)) for post in posts]
    bodies = [stems(post.org or "") for post in posts]
    places = [stems(post.place or "") for post in posts]
    return Persona(
        key=f"{reading.report.id}:{person.id}",
        person=person,
        name=name if name and name.parts else None,
        words=(stems(mentions).union(*titles, *bodies)) - own,
        titles=frozenset().union(*titles),
        bodies=frozenset().union(*bodies),
        places=frozenset().union(*places),
        age=_age(person.age),
        many=person.group or (person.name is None and _many(_first(text, person.mentions))),
        count=_count(mentions) if person.name is None else None,
        origin=match.group(1).casefold() if (match := _FROM.search(mentions)) else None,
        other=bool(name and _is_second(text, person, name, bounds))
        or ((name is None or len(name.parts) == 1) and _set_apart(mentions.casefold())),
        apart=_told_apart(text, person, bounds),
        sex=_sex([text[span.start : span.end] for span in person.mentions]),
    )


def _first(text: str, mentions: Sequence[Span]) -> str:
    return text[mentions[0].start : mentions[0].end] if mentions else ""


def _set_apart(mentions: str) -> bool:
    return mentions.startswith(standing().set_apart) or _FURTHER.match(mentions) is not None


def _behind(text: str, person: Person) -> list[str]:
    """What follows a person's name wherever it stands in a mention."""
    name = person.name or ""
    ends = (at + len(name) for span in person.mentions if (at := text.find(name, span.start, span.end)) >= 0)
    return [text[end : end + _BYNAME_LONGEST] for end in ends]


def _sex(mentions: list[str]) -> str:
    """The sex that the nouns for somebody tell. Pronouns are laid to the wrong person too often to tell it."""
    words = [word.casefold() for mention in mentions for word in WORD.findall(mention.split(",", 1)[0])]
    male, female = (sum(word in known for word in words) for known in (standing().male, standing().female))
    less, more = sorted((male, female))
    return "" if more < _SEX_SURE * less or not more else "mf"[female > male]


def _is_second(text: str, person: Person, name: names.Name, bounds: list[Span]) -> bool:
    """Whether a name stands behind a word that makes its bearer another of that name: "a second Nam Chol Gu"."""
    for mention in person.mentions[:1]:
        within = sentence_at(bounds, mention)
        for match in _second().finditer(text, within.start, within.end):
            behind = text[match.end() : match.end() + _NAME_LONGEST].casefold()
            if any(behind.startswith(part) or f" {part}" in behind for part in name.parts):
                return True
    return False


def _told_apart(text: str, person: Person, bounds: list[Span]) -> bool:
    """Whether a sentence that speaks of somebody, or the next one, says that this is not who one might think: "He is
    not the Nam who was tried in May"."""
    for mention in person.mentions[:1]:
        within = sentence_at(bounds, mention)
        at = min(bounds.index(within) + 1, len(bounds) - 1)
        following = bounds[at]
        if _apart().search(text, within.start, within.end):
            return True
        if _apart_next().match(text, following.start, following.end):
            return True
    return False


@cache
def _second() -> re.Pattern[str]:
    return re.compile(r"\b(?i:" + "|".join(map(re.escape, standing().second)) + r")\s+(?=[^\W\d_a-z])")


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().told_apart)) + r")\b", re.I)


@cache
def _apart_next() -> re.Pattern[str]:
    """A sentence that takes up whom the one before it spoke of, and tells that person apart."""
    who = r"[^.]{0,60}\b(?:he|she|it|they|these|this|both|the two|who)\b[^.]{0,40}"
    return re.compile(rf"{who}{_apart().pattern}|(?:nb|note)?\W*not the\b", re.I)


def _many(mention: str) -> bool:
    """Whether a phrase speaks of several: a number before it, or its head in the plural."""
    words: list[str] = []
    for word in WORD.findall(mention.split(",", 1)[0]):
        if word.casefold() in standing().head_ends:
            break
        words.append(word.casefold())
    if any(word in standing().numbers or (word.isdigit() and int(word) > 1) for word in words[:3]):
        return True
    return bool(words) and words[-1].endswith("s") and not words[-1].endswith(("ss", "’s", "'s", "us"))


def _count(mention: str) -> float | None:
    """The number that a phrase begins with."""
    words = _COUNTED.findall(mention.replace("-", " "))[:_COUNTED_WITHIN]
    run: list[str] = []
    for word in words:
        if amount_words.value([word]) is not None:
            run.append(word)
        elif run or word.casefold() in standing().head_ends:
            break
    return amount_words.value(run) if run else None


@cache
def _age(text: str | None) -> tuple[int, int] | None:
    """Youngest and oldest age that words such as ``40s`` or ``early seventies`` allow."""
    match = re.search(r"\d+", text or "")
    if not match:
        return None
    years = int(match.group())
    return (years, years + 9) if f"{years}s" in (text or "") else (years, years)
