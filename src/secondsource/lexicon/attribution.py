"""What is known of the words that attribute and of the nouns that name sources."""

from functools import cache
from typing import Literal

import msgspec

from secondsource.lexicon.loader import load
from secondsource.model import Basis, CueKind

Takes = Literal["quote", "clause", "inserted", "object", "within", "value", "rest"]


class CueGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs that attribute alike. ``verbs``: lemmas, what they need behind a space: a particle, or words in a row."""

    id: str
    kind: CueKind
    takes: tuple[Takes, ...]
    verbs: tuple[str, ...]
    subject: Literal["any", "voice", "document"] = "any"


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prepositional phrase that attributes; the source follows it. ``colon``: only at the start of a sentence."""

    text: str
    kind: CueKind
    colon: bool = False


class CueNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that attribute the clause that hangs on them, by what they imply."""

    kind: CueKind
    words: tuple[str, ...]


class Owned(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What belongs to a source ("by her account"): the prepositions before it and the nouns."""

    before: tuple[str, ...]
    nouns: tuple[str, ...]


class Stances(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs and adjectives that say what somebody wants or holds, by what carries it; a preposition behind a space."""

    takes: Literal["to", "clause", "rest"]
    words: tuple[str, ...]


class EarlierWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that together refer to earlier reporting: "our" + "previous" + "article"."""

    whose: tuple[str, ...]
    which: tuple[str, ...]
    what: tuple[str, ...]


class AttributionLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``attribution.yaml``."""

    groups: tuple[CueGroup, ...]
    phrases: tuple[Phrase, ...]
    owned: Owned
    as_told: tuple[str, ...]
    states: tuple[CueNouns, ...]
    raised: tuple[CueNouns, ...]
    no_cues: frozenset[str]
    never_put_in: frozenset[str]
    announcing: frozenset[str]
    stances: tuple[Stances, ...]
    headed: tuple[str, ...]
    nouns: tuple[CueNouns, ...]
    given: frozenset[str]
    citing: tuple[str, ...]
    learned: tuple[str, ...]
    leading_to: frozenset[str]
    heard: tuple[str, ...]
    not_sources: tuple[str, ...]
    askers: tuple[str, ...]
    earlier: EarlierWords
    taken_for_participles: frozenset[str]
    misread: dict[str, str]


class BasisWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a source's own phrase that say how it knows."""

    basis: Basis
    words: tuple[str, ...]


class Kindred(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns for persons: general ones, and special ones that each of these may stand for."""

    general: frozenset[str]
    special: frozenset[str]


class SourceLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file ``sources.yaml``: lemmas of head nouns, by the kind of source they name."""

    documents: frozenset[str]
    parts: frozenset[str]
    media: frozenset[str]
    either: frozenset[str]
    institutions: frozenset[str]
    officials: frozenset[str]
    sources: frozenset[str]
    people: frozenset[str]
    rumours: frozenset[str]
    utterances: frozenset[str]
    naming: frozenset[str]
    speaking: frozenset[str]
    outlets: frozenset[str]
    staff: frozenset[str]
    printed: frozenset[str]
    issued: frozenset[str]
    enclosed: frozenset[str]
    accounted: frozenset[str]
    issuing: frozenset[str]
    unnamed: frozenset[str]
    governments: frozenset[str]
    readers: frozenset[str]
    had: dict[str, bool]
    handed: dict[str, tuple[str, ...]]
    contacted: tuple[str, ...]
    interviews: frozenset[str]
    asking: frozenset[str]
    showing: tuple[str, ...]
    reaching: frozenset[str]
    answering: tuple[str, ...]
    witnessing: tuple[str, ...]
    accounts: tuple[str, ...]
    reading: tuple[str, ...]
    mouths: frozenset[str]
    imposing: frozenset[str]
    published: frozenset[str]
    outlet_names: frozenset[str]
    groups: frozenset[str]
    kin: frozenset[str]
    kindred: tuple[Kindred, ...]
    bodily: frozenset[str]
    short: dict[str, str]
    gender: dict[str, Literal["m", "f"]]
    salience: dict[str, float]
    of_men: frozenset[str]
    regions: dict[str, str]
    leaving: tuple[str, ...]
    civil: frozenset[str]
    states_named_so: tuple[str, ...]
    formerly: frozenset[str]
    contact: tuple[str, ...]
    conditions: tuple[str, ...]
    shown: tuple[str, ...]
    telling: frozenset[str]
    basis: tuple[BasisWords, ...]
    spoken: tuple[BasisWords, ...]


class Cue(msgspec.Struct, frozen=True):
    """One verb that attributes, all its groups taken together; of several, the first group gives the kind."""

    kind: CueKind
    takes: dict[str, frozenset[Takes]]
    """What the cue can carry, by who it belongs to: ``any``, ``voice``, ``document``."""

    def carried(self, document: bool) -> frozenset[Takes]:
        """What the cue carries for a document as its subject, or for a voice."""
        none: frozenset[Takes] = frozenset()
        return self.takes.get("any", none) | self.takes.get("document" if document else "voice", none)


def lexicon() -> AttributionLexicon:
    """The cues."""
    found: AttributionLexicon = load("attribution.yaml", AttributionLexicon)
    return found


def source_words() -> SourceLexicon:
    """The nouns that name sources."""
    found: SourceLexicon = load("sources.yaml", SourceLexicon)
    return found


@cache
def cue_nouns() -> dict[str, CueKind]:
    """Nouns that attribute, by lemma."""
    return {word: group.kind for group in lexicon().nouns for word in group.words}


@cache
def states() -> dict[str, CueKind]:
    """Words for a state of mind, by lemma."""
    return {word: group.kind for group in lexicon().states for word in group.words}


@cache
def raised() -> dict[str, CueKind]:
    """Verbs whose passive gives a statement without its speaker, by lemma."""
    return {word: group.kind for group in lexicon().raised for word in group.words}


@cache
def stances() -> dict[str, dict[str, frozenset[str]]]:
    """What a stance is carried by: by lemma, then by the preposition that it needs (``""`` for none)."""
    table: dict[str, dict[str, frozenset[str]]] = {}
    for group in lexicon().stances:
        for word in group.words:
            lemma, _, preposition = word.partition(" ")
            row = table.setdefault(lemma, {})
            row[preposition] = row.get(preposition, frozenset()) | {group.takes}
    return table


@cache
def cues() -> dict[str, dict[str, Cue]]:
    """Cues by verb lemma, then by the particle, preposition or words behind it that they need (``""`` for none)."""
    table: dict[str, dict[str, Cue]] = {}
    for group in lexicon().groups:
        for verb in group.verbs:
            lemma, _, particle = verb.partition(" ")
            row = table.setdefault(lemma, {})
            known = row.get(particle)
            takes = dict(known.takes) if known else {}
            takes[group.subject] = takes.get(group.subject, frozenset()) | frozenset(group.takes)
            row[particle] = Cue(known.kind if known else group.kind, takes)
    for wrong, lemma in lexicon().misread.items():
        table.setdefault(wrong, table[lemma])
    return table


@cache
def verb_forms() -> dict[str, str]:
    """Lemmas of the verbs that attribute, by their forms of the present tense, for what the tagger takes for a noun
    ("testifies")."""
    found: dict[str, str] = {}
    for lemma in cues():
        es = lemma.endswith(("s", "sh", "ch", "x", "z", "o"))
        ies = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
        found[lemma[:-1] + "ies" if ies else lemma + ("es" if es else "s")] = lemma
        found.setdefault(lemma, lemma)
    return found


@cache
def persons() -> frozenset[str]:
    """Nouns that name a person, by office, trade or place in the story."""
    return source_words().people | source_words().officials | source_words().sources
