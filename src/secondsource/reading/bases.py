"""How a source knows what it says, by the phrase that names it and by its own words."""

import re
from functools import cache

from secondsource.lexicon.attribution import source_words
from secondsource.model import Basis, Span
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice


def basis_of(scene: Scene, voice: Voice, alone: frozenset[int]) -> tuple[Basis | None, Span | None]:
    """How a voice knows, and the words that tell; None where neither its phrase nor its words do, and no words where
    its kind alone tells. ``alone``: paragraphs in which nobody else speaks, whose quotations are therefore its own."""
    table = source_words()
    if voice.anonymity == "institution":
        phrase = f" {voice.said} "
        for state in table.states_named_so:
            phrase = phrase.replace(state, "")
        return (None if any(word in phrase for word in _civil()) else "official"), None
    if voice.anonymity not in PERSONS:
        return None, None
    if voice.heads & table.rumours or (voice.said in {"people", "some", "many", "everyone", "others"}):
        return "rumour", voice.phrase
    for row in table.basis:
        words = _in_phrase(scene, voice, row.words)
        if words is not None:
            return row.basis, words
    said = set(re.findall(r"[\w-]+", voice.said))
    basis, words = _by_words(scene, voice, alone)
    if basis is None and (voice.heads | said) & table.officials and not said & table.formerly:
        return "official", _in_phrase(scene, voice, tuple(table.officials)) or voice.phrase
    return basis, words


def _in_phrase(scene: Scene, voice: Voice, words: tuple[str, ...]) -> Span | None:
    """The first of some words in the phrase that names a voice."""
    text = scene.words(Span(voice.phrase.start, voice.full.end)).casefold()
    found = next((m for m in re.finditer(r"[\w-]+", text) if m.group() in words), None)
    return Span(voice.phrase.start + found.start(), voice.phrase.start + found.end()) if found else None


def _by_words(scene: Scene, voice: Voice, alone: frozenset[int]) -> tuple[Basis | None, Span | None]:
    """What the quotations of a voice tell of how it knows."""
    places = {scene.paragraphs[i] for i in voice.cues} & alone
    quotations = sorted({scene.layout.quoted[i] for p in places for i in _tokens(scene, p)} - {-1})
    inner = [scene.layout.quotations[number].inner for number in quotations]
    for basis, pattern in _spoken():
        for span in inner:
            found = pattern.search(scene.words(span))
            if found is not None:
                return basis, Span(span.start + found.start(), span.start + found.end())
    return None, None


def _tokens(scene: Scene, paragraph: int) -> range:
    found = scene.layout.paragraphs[paragraph]
    return range(found.start, found.end)


@cache
def _spoken() -> tuple[tuple[Basis, re.Pattern[str]], ...]:
    return tuple((row.basis, re.compile("|".join(row.words), re.I)) for row in source_words().spoken)


@cache
def _civil() -> tuple[str, ...]:
    return tuple(f" {word}{end} " for word in source_words().civil for end in ("", "s", "’s", "'s"))
