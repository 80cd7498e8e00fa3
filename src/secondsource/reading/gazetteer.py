"""Names of the country lexicons in a text: places, bodies and demonyms, in one pass over its words."""

import re
import unicodedata
from functools import cache, lru_cache

import msgspec

from secondsource.lexicon import countries
from secondsource.lexicon.countries import BodyEntry, PlaceEntry

_WORD = re.compile(r"\w+")
_OTHER = {
    "\n": " ",
    "\xa0": " ",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "‑": "-",
    "–": "-",
    "ı": "i",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
}


class Entry(msgspec.Struct, frozen=True):
    """What a written form may stand for."""

    form: str
    places: tuple[PlaceEntry, ...] = ()
    bodies: tuple[BodyEntry, ...] = ()
    abbreviated: tuple[BodyEntry, ...] = ()
    people_of: str | None = None


class Name(msgspec.Struct, frozen=True):
    """A form of the lexicon in a text, at code points ``start`` to ``end``."""

    start: int
    end: int
    entry: Entry


@cache
def _plain_characters() -> dict[int, str]:
    """Latin letters with marks to the letter without, one for one, so that offsets hold."""
    table = {ord(char): plain for char, plain in _OTHER.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code) and base.isascii():
            table.setdefault(code, base)
    return table


@lru_cache(maxsize=8)
def plain(text: str) -> str:
    """``text`` at its own length: straight apostrophes, one kind of space and of hyphen, no marks on letters."""
    return text.translate(_plain_characters())


@cache
def _index() -> dict[str, tuple[Entry, ...]]:
    """First word of a form to the entries that begin with it, longest form first."""
    places: dict[str, list[PlaceEntry]] = {}
    for place in countries.places():
        for form in dict.fromkeys(plain(form) for form in place.forms):
            places.setdefault(form, []).append(place)
            if len(form) > 4:
                places.setdefault(form.upper(), []).append(place)
            if " " in form:
                places.setdefault(form.replace(" ", "-"), []).append(place)
    bodies: dict[str, list[BodyEntry]] = {}
    short: dict[str, list[BodyEntry]] = {}
    for body in countries.bodies():
        for form in dict.fromkeys(plain(form) for form in body.forms):
            bodies.setdefault(form, []).append(body)
        for form in body.abbreviations:
            short.setdefault(form, []).append(body)
    people = countries.demonyms()
    found: dict[str, list[Entry]] = {}
    for form in dict.fromkeys((*places, *bodies, *short, *people)):
        entry = Entry(
            form,
            tuple(places.get(form, ())),
            tuple(bodies.get(form, ())),
            tuple(short.get(form, ())),
            people.get(form),
        )
        first = _WORD.match(form)
        if first:
            found.setdefault(first.group(), []).append(entry)
    return {word: tuple(sorted(entries, key=lambda e: -len(e.form))) for word, entries in found.items()}


@cache
def _place_forms() -> frozenset[str]:
    return frozenset(plain(form) for place in countries.places() for form in place.forms)


def is_place(form: str) -> bool:
    """Whether a form, written with plain letters, is that of a place in the lexicon."""
    return form in _place_forms()


@lru_cache(maxsize=8)
def names(text: str) -> tuple[Name, ...]:
    """Every name of the lexicon in ``text`` (as ``plain`` gives it), leftmost longest, in order, none overlapping."""
    index, free = _index(), 0
    found: list[Name] = []
    for word in _WORD.finditer(text):
        entries = index.get(word.group())
        start = word.start()
        if entries is None or start < free or (_joined(text, start) and not (found and found[-1].end == start - 1)):
            continue
        for entry in entries:
            end = start + len(entry.form)
            if text.startswith(entry.form, start) and not text[end : end + 1].isalnum():
                found.append(Name(start, end, entry))
                free = end
                break
    return tuple(found)


def _joined(text: str, start: int) -> bool:
    """Whether the word is the later part of one with a hyphen or apostrophe: "China" in "anti-China"."""
    return start > 1 and text[start - 1] in "-'" and text[start - 2].isalnum()


@lru_cache(maxsize=8)
def country_of(text: str) -> str | None:
    """The code of the country that ``text`` (as ``plain`` gives it) names most, by places, bodies and demonyms.

    Countries with a lexicon file of their own count double: a report on one of them often names its neighbours.
    """
    own = countries.in_full()
    votes: dict[str, int] = {}
    for name in names(text):
        entry = name.entry
        codes = {p.country for p in entry.places} or {b.country for b in entry.bodies} or {entry.people_of or ""}
        if len(codes) == 1 and (code := codes.pop()) and code != countries.INTERNATIONAL:
            votes[code] = votes.get(code, 0) + (2 if code in own else 1)
    return max(votes, key=lambda code: votes[code]) if votes else None
