"""What a noun phrase says of the source it names: its kind, its place, how it knows."""

from collections import Counter
from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import source_words
from secondsource.model import Anonymity, Basis, Report, Source, Span
from secondsource.reading.cues import Candidate
from secondsource.reading.facts import Facts
from secondsource.reading.phrases import noun_phrase

PERSONS: frozenset[Anonymity] = frozenset({"anonymous", "named"})
"""The kinds of source that speak for themselves."""


class Voice(msgspec.Struct):
    """A source while the report is read."""

    anonymity: Anonymity
    phrase: Span
    full: Span
    heads: set[str]
    names: set[str]
    plural: bool
    gender: str
    described: frozenset[str]
    said: str
    mentions: list[Span]
    rests_on: list[int]


class Scene(msgspec.Struct, frozen=True):
    """What voices are looked for in: the words, the facts, and the nouns that may be a source's first mention."""

    doc: Doc
    facts: Facts
    nouns: dict[str, list[Token]]
    outlet: str


def own_outlet(report: Report, candidates: Sequence[Candidate]) -> str:
    """The outlet's own name, case-folded; where the report does not carry it, the name that sources tell things to."""
    if report.outlet:
        return report.outlet.casefold()
    told = Counter(
        report.text[span.start : span.end].casefold()
        for candidate in candidates
        for child in candidate.token.children
        if candidate.token.lemma_ == "tell" and child.dep_ in {"dobj", "dative"} and child.pos_ == "PROPN"
        for span in [noun_phrase(child)]
    )
    return told.most_common(1)[0][0] if told else ""


def new_voice(scene: Scene, head: Token, phrase: Span) -> Voice:
    doc = scene.doc
    full = noun_phrase(head, full=True)
    words = [t for t in doc[head.left_edge.i : head.right_edge.i + 1] if phrase.start <= t.idx < phrase.end]
    names = {t.lower_ for t in words if t.pos_ == "PROPN" and len(t) > 1}
    gender = next((g for t in words if (g := source_words().gender.get(t.lower_))), "")
    plural = head.tag_ in {"NNS", "NNPS"} and head.pos_ == "NOUN"
    anonymity = _anonymity(scene, head, phrase)
    said = scene.facts.report.text[phrase.start : full.end].casefold()
    described = frozenset(t.lower_ for t in words if t.dep_ == "compound" and t.pos_ == "NOUN" and len(t) > 3)
    return Voice(anonymity, phrase, full, {head.lemma_.lower()}, names, plural, gender, described, said, [phrase], [])


def _anonymity(scene: Scene, head: Token, phrase: Span) -> Anonymity:
    words, lemma, facts = source_words(), head.lemma_.lower(), scene.facts
    outlet = scene.outlet
    text = facts.report.text[phrase.start : phrase.end].casefold()
    if outlet and (outlet in text or (len(text) > 4 and text in outlet)):
        return "reporter"
    if head.lower_ == "reporter" and any(c.lower_ in {"this", "our"} for c in head.children):
        return "reporter"
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ in {"PERSON", ""} for c in head.children)
    if head.pos_ == "PROPN":
        return _proper(facts, head, phrase)
    if lemma in words.officials or lemma in words.people or lemma in words.sources:
        return "named" if named else "anonymous"
    if lemma in words.media:
        return "media"
    if lemma in words.institutions:
        return "institution"
    if lemma in words.documents:
        return "document"
    return "named" if named else "anonymous"


def _proper(facts: Facts, head: Token, phrase: Span) -> Anonymity:
    words = source_words()
    body = next((b for b in facts.bodies if b.span.start < phrase.end and phrase.start < b.span.end), None)
    if body is not None:
        return "media" if body.kind == "media" else "institution"
    last, text = head.lower_, facts.report.text[phrase.start : phrase.end].casefold()
    if last in words.media or any(
        w in text.split() for w in ("press", "news", "daily", "times", "radio", "post", "tv")
    ):
        return "media"
    if last in words.institutions or any(w in words.institutions for w in text.split()):
        return "institution"
    if last in words.documents or last in {"no.", "law", "act"}:
        return "document"
    if head.ent_type_ in {"GPE", "NORP"} or any(p.span.start <= phrase.start < p.span.end for p in facts.places):
        return "institution"
    if last in words.officials and head.ent_type_ != "PERSON":
        return "anonymous"
    return "institution" if head.ent_type_ == "ORG" and text.startswith("the ") else "named"


def as_source(facts: Facts, voice: Voice, name: str) -> Source:
    mentions = tuple(sorted(set(voice.mentions)))
    place = next((p.name for p in facts.places if voice.full.start <= p.span.start < voice.full.end), None)
    return Source(
        id=name,
        mention=mentions[0],
        mentions=mentions,
        anonymity=voice.anonymity,
        place=place,
        basis=_basis(facts.report.text, voice),
        rests_on=tuple(f"s{n}" for n in voice.rests_on),
        name=facts.report.text[voice.phrase.start : voice.phrase.end],
    )


def _basis(text: str, voice: Voice) -> Basis | None:
    if voice.anonymity == "institution":
        return "official"
    if voice.anonymity not in PERSONS:
        return None
    said = set(text[voice.full.start : voice.full.end].casefold().replace(",", " ").split()) | voice.heads
    return next((row.basis for row in source_words().basis if said & set(row.words)), None)
