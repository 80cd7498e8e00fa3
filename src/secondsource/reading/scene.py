"""What voices are looked for in: a report's words with what the earlier stages know of each of them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Literal

import msgspec
from spacy.tokens import Doc, Token

from secondsource.model import Body, Person, Report, Span
from secondsource.reading import columns, people
from secondsource.reading.antecedents import mentioned
from secondsource.reading.cues import Candidate
from secondsource.reading.facts import Facts
from secondsource.reading.layout import Layout
from secondsource.reading.phrases import noun_phrase


class Seat(msgspec.Struct, frozen=True, order=True):
    """Where a person is spoken of: the head token, and whether it is a subject, a pronoun, part of a headline."""

    token: int
    subject: bool
    pronoun: bool
    title: bool
    span: Span


class Named(msgspec.Struct, frozen=True):
    """A noun that names a source, and the noun of who has it from there (None where that is the outlet itself).

    ``spoken``: it is named among what somebody says, who therefore rests on it.
    """

    head: Token
    outer: Token | None = None
    spoken: bool = False


class Scene(msgspec.Struct, frozen=True):
    """``nouns`` may introduce a source (see ``mentioned``); ``who`` and ``bodies`` tell the person and the body that a
    token speaks of; ``paragraphs`` and ``sentences`` number the tokens' paragraphs and sentences, ``prose`` those
    sentences that start outside quotations; ``outlet`` is the
    outlet's own name, case-folded; ``named`` are those whom it names as sources, quoted or not.
    """

    doc: Doc
    facts: Facts
    layout: Layout
    nouns: dict[str, list[Token]]
    outlet: str
    who: dict[int, Person]
    seats: dict[str, list[Seat]]
    bodies: dict[int, Body]
    paragraphs: list[int]
    sentences: list[int]
    prose: list[int]
    titles: list[tuple[int, int]]
    offsets: list[int]
    named: tuple[Named, ...] = ()

    @property
    def heard(self) -> frozenset[int]:
        """The nouns of those whom the outlet itself heard."""
        return frozenset(n.head.i for n in self.named if n.outer is None and not n.spoken)

    def titled(self, token: int) -> bool:
        """Whether a token stands in a headline."""
        return any(start <= token < end for start, end in self.titles)

    def every(self, column: Literal["LOWER", "LEMMA"], *words: str) -> list[Token]:
        """The tokens of which a column of the parse holds one of these words, in order."""
        table = columns.of(self.doc).by_lower if column == "LOWER" else columns.of(self.doc).by_lemma
        return [self.doc[i] for i in sorted({i for word in words for i in table.get(word, ())})]

    def token_at(self, offset: int) -> int | None:
        """The first token at or behind an offset of the text."""
        at = bisect_left(self.offsets, offset)
        return at if at < len(self.offsets) else None

    def words(self, span: Span) -> str:
        """The text of a span."""
        return self.facts.report.text[span.start : span.end]


def scene_of(doc: Doc, facts: Facts, layout: Layout, candidates: Sequence[Candidate]) -> Scene:
    """The scene of a report."""
    titles = [(p.start, p.end) for p in layout.paragraphs if p.title]
    paragraphs = [-1] * len(doc)
    for number, paragraph in enumerate(layout.paragraphs):
        paragraphs[paragraph.start : paragraph.end] = [number] * (paragraph.end - paragraph.start)
    sentences, number, prose, told = [], 0, [], 0
    for opens, quoted in zip(doc.to_array("SENT_START").tolist(), layout.quoted, strict=True):
        number += opens == 1
        told += opens == 1 and quoted < 0
        sentences.append(number)
        prose.append(told)
    by_id = {person.id: person for person in facts.people}
    return Scene(
        doc=doc,
        facts=facts,
        layout=layout,
        nouns=mentioned(doc, titles),
        outlet=own_outlet(facts.report, candidates),
        who={i: by_id[name] for i, name in people.by_token(doc, facts.people).items()},
        seats=_seats(doc, facts, titles),
        bodies=_bodies(doc, facts),
        paragraphs=paragraphs,
        sentences=sentences,
        prose=prose,
        titles=titles,
        offsets=columns.of(doc).start,
    )


_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself", "they", "them", "their"})


def _seats(doc: Doc, facts: Facts, titles: list[tuple[int, int]]) -> dict[str, list[Seat]]:
    words = columns.of(doc)
    offsets = words.start
    at = {offset: i for i, offset in enumerate(offsets)}
    found: dict[str, list[Seat]] = {}
    for person in facts.people:
        seats = found.setdefault(person.id, [])
        for span in person.mentions:
            start = at.get(span.start)
            if start is None:
                continue
            end = start + 1
            while end < len(doc) and offsets[end] < span.end:
                end += 1
            head = doc[words.top(start, end)]
            title = any(a <= start < b for a, b in titles)
            seats.append(Seat(head.i, head.dep_ in _SUBJECTS, head.lower_ in _PRONOUNS, title, span))
        seats.sort()
    return found


def _bodies(doc: Doc, facts: Facts) -> dict[int, Body]:
    offsets = columns.of(doc).start
    found: dict[int, Body] = {}
    for body in facts.bodies:
        i = bisect_left(offsets, body.span.start)
        while i < len(offsets) and offsets[i] < body.span.end:
            found[i] = body
            i += 1
    return found


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
