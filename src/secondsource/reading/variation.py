"""Whom a noun speaks of that was not used before: "the clergyman" after "a missionary", "the woman" after a nurse."""

from functools import cache

from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.reading.sameness import backwards, other_sex, plain
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice


def anybody(scene: Scene, head: Token) -> str:
    """The sex of "the man" or "the old woman" that stands for whoever was spoken of, as a pronoun does; "" where a man
    or woman was brought in by that word."""
    if head.lemma_ not in _ANYBODY or head.tag_ != "NN" or not _bare(head):
        return ""
    new = (t for t in scene.nouns.get(head.lemma_, ()) if t.i < head.left_edge.i)
    if any(c.lower_ in _BRINGS_IN for t in new for c in t.lefts):
        return ""
    return source_words().gender[head.lemma_]


def varied(scene: Scene, voices: list[Voice], head: Token, new: Voice) -> int | None:
    """The voice spoken of last of whom a definite noun may speak that the report has not used before, the more general
    noun or the more special one; None where there is none."""
    lemma = head.lemma_.lower()
    kin = _groups().get(lemma, frozenset())
    if not kin or new.plural or new.names or head.tag_ != "NN" or not _bare(head):
        return None
    if any(t.i < head.left_edge.i for t in scene.nouns.get(head.lemma_, ())):
        return None
    for number, voice in backwards(voices):
        if voice.anonymity not in PERSONS or voice.plural or other_sex(voice, new):
            continue
        if kin & {*voice.heads, *plain(voice.said)}:
            return number
    return None


def _bare(head: Token) -> bool:
    """Whether a noun has an article and adjectives alone: "the deputy of the chief" says itself who it is."""
    words = list(head.lefts)
    the = any(c.lower_ in {"the", "this"} for c in words)
    return the and all(c.dep_ in {"det", "amod"} for c in words) and not any(c.dep_ in _SAYS_WHO for c in head.rights)


_SAYS_WHO = frozenset({"prep", "relcl", "acl", "appos"})
_BRINGS_IN = frozenset({"a", "an", "one", "another", "second", "third"})
_ANYBODY = frozenset({"man", "woman"})


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Nouns by lemma with those that may speak of the same person."""
    table: dict[str, frozenset[str]] = {}
    for group in source_words().kindred:
        for word in group.general | group.special:
            others = group.general | group.special if word in group.general else group.general
            table[word] = table.get(word, frozenset()) | others
    return table
