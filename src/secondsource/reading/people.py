"""Persons and small groups that a report speaks of, with names, posts and ages.

``find(report, doc, places, bodies)`` gives every person with all mentions: names, descriptions, numbers ("the two")
and third-person pronouns. ``by_token(doc, people)`` gives, for each token inside a mention, the id of the person of
the innermost (shortest) mention that covers it: look up the head token of a subject or an object in it.
"""

from typing import TypeVar

from spacy.tokens import Doc

from secondsource.model import Body, Person, Place, Post, Report, Span
from secondsource.reading import ages, columns, coreference, employers, jointly, mentions, names, posts, succession
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Words
from secondsource.reading.serving import Ground

T = TypeVar("T", Body, Place)


def find(report: Report, doc: Doc, places: tuple[Place, ...], bodies: tuple[Body, ...] = ()) -> tuple[Person, ...]:
    """Persons and groups in order of their first mention; ids ``p1``, ``p2`` ..."""
    words = mentions.columns(report, doc)
    ground = _ground(words, places, bodies)
    described = mentions.nouns(words, ground.spans)
    entities = coreference.link(words, names.find(words, described, ground.spans), described)
    held = jointly.held(words, entities, [posts.of(words, entity, ground) for entity in entities], ground)
    held = succession.passed_on(words, entities, held)
    return tuple(
        _person(report, words, entity, number, those)
        for number, (entity, those) in enumerate(zip(entities, held, strict=True), 1)
    )


def holdings(
    report: Report, doc: Doc, places: tuple[Place, ...], bodies: tuple[Body, ...] = ()
) -> list[list[tuple[dict[str, frozenset[str]], frozenset[str]]]]:
    """For each person, in the order of ``find``, and each post: what speaks for each body, and for none."""
    words = mentions.columns(report, doc)
    ground = _ground(words, places, bodies)
    described = mentions.nouns(words, ground.spans)
    entities = coreference.link(words, names.find(words, described, ground.spans), described)
    held = [posts.holdings(words, entity, ground) for entity in entities]
    return [
        [(employers.evidence(words, one, ground.employers), employers.manner(one)) for one in those] for those in held
    ]


def by_token(doc: Doc, people: tuple[Person, ...]) -> dict[int, str]:
    """For each token inside a mention, the id of the person of the shortest mention that covers it."""
    spans = [(m.end - m.start, m.start, m.end, person.id) for person in people for m in person.mentions]
    starts = columns.of(doc).start
    at = {start: token for token, start in enumerate(starts)}
    count, found = len(doc), {}
    for _, start, end, person in sorted(spans, reverse=True):
        token = at.get(start, count)
        while token < count and starts[token] < end:
            found[token] = person
            token += 1
    return found


def _ground(words: Words, places: tuple[Place, ...], bodies: tuple[Body, ...]) -> Ground:
    spans: dict[int, tuple[int, int]] = {}
    in_places, in_bodies = _cover(words, places, spans), _cover(words, bodies, spans)
    last: dict[int, Body] = {}
    body: Body | None = None
    for token in range(len(words.text)):
        body = in_bodies.get(token, body)
        if body:
            last[token] = body
    named = {token: place.name for token, place in in_places.items()}
    return Ground(in_bodies, named, last, spans, employers.of_report(words, in_bodies, in_places))


def _cover(words: Words, found: tuple[T, ...], spans: dict[int, tuple[int, int]]) -> dict[int, T]:
    """What was found by each token that it covers; ``spans`` gets the tokens of each."""
    at, covered = 0, {}
    for item in sorted(found, key=lambda f: f.span):
        while at < len(words.start) and words.start[at] + len(words.text[at]) <= item.span.start:
            at += 1
        end = at
        while end < len(words.start) and words.start[end] < item.span.end:
            covered[end] = item
            end += 1
        spans.update(dict.fromkeys(range(at, end), (at, end)))
    return covered


def _person(report: Report, words: Words, entity: Entity, number: int, held: tuple[Post, ...]) -> Person:
    spans = dict.fromkeys(_span(words, m.start, m.end) for m in entity.mentions)
    name = next((m for m in entity.mentions if m.names == entity.names), None) if entity.names else None
    return Person(
        id=f"p{number}",
        name=report.text[_span(words, name.start, name.end).start : _span(words, name.start, name.end).end]
        if name
        else None,
        mentions=tuple(spans),
        age=ages.age(report.text, words, entity),
        posts=held,
        group=entity.plural,
    )


def _span(words: Words, start: int, end: int) -> Span:
    return Span(words.start[start], words.start[end - 1] + len(words.text[end - 1]))
