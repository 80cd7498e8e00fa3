"""Persons and small groups that a report speaks of, with names, posts and ages.

``find(report, doc, places, bodies)`` gives every person with all mentions: names, descriptions, numbers ("the two")
and third-person pronouns. ``by_token(doc, people)`` gives, for each token inside a mention, the id of the person of
the innermost (shortest) mention that covers it: look up the head token of a subject or an object in it.
"""

from spacy.tokens import Doc

from secondsource.model import Body, Person, Place, Report, Span
from secondsource.reading import coreference, mentions, names, posts
from secondsource.reading.coreference import Entity
from secondsource.reading.mentions import Words


def find(report: Report, doc: Doc, places: tuple[Place, ...], bodies: tuple[Body, ...] = ()) -> tuple[Person, ...]:
    """Persons and groups in order of their first mention; ids ``p1``, ``p2`` ..."""
    words = mentions.columns(report, doc)
    ground = _ground(words, places, bodies)
    blocked = frozenset(ground.bodies) | frozenset(ground.places)
    described = mentions.nouns(words)
    entities = coreference.link(words, names.find(words, described, blocked), described)
    return tuple(_person(report, words, entity, number, ground) for number, entity in enumerate(entities, 1))


def by_token(doc: Doc, people: tuple[Person, ...]) -> dict[int, str]:
    """For each token inside a mention, the id of the person of the shortest mention that covers it."""
    spans = [(m.end - m.start, m.start, m.end, person.id) for person in people for m in person.mentions]
    at = {token.idx: token.i for token in doc}
    count, found = len(doc), {}
    for _, start, end, person in sorted(spans, reverse=True):
        token = at.get(start, count)
        while token < count and doc[token].idx < end:
            found[token] = person
            token += 1
    return found


def _ground(words: Words, places: tuple[Place, ...], bodies: tuple[Body, ...]) -> posts.Ground:
    in_bodies, in_places = _cover(words, bodies), _cover(words, places)
    last: dict[int, str] = {}
    name = ""
    for token in range(len(words.text)):
        name = in_bodies.get(token, name)
        if name:
            last[token] = name
    return posts.Ground(in_bodies, in_places, last)


def _cover(words: Words, found: tuple[Body, ...] | tuple[Place, ...]) -> dict[int, str]:
    at, covered = 0, {}
    for item in sorted(found, key=lambda f: f.span):
        while at < len(words.start) and words.start[at] + len(words.text[at]) <= item.span.start:
            at += 1
        token = at
        while token < len(words.start) and words.start[token] < item.span.end:
            covered[token] = item.name
            token += 1
    return covered


def _person(report: Report, words: Words, entity: Entity, number: int, ground: posts.Ground) -> Person:
    spans = dict.fromkeys(_span(words, m.start, m.end) for m in entity.mentions)
    name = next((m for m in entity.mentions if m.names == entity.names), None) if entity.names else None
    return Person(
        id=f"p{number}",
        name=report.text[_span(words, name.start, name.end).start : _span(words, name.start, name.end).end]
        if name
        else None,
        mentions=tuple(spans),
        age=posts.age(report.text, words, entity),
        posts=posts.of(words, entity, ground),
        group=entity.plural,
    )


def _span(words: Words, start: int, end: int) -> Span:
    return Span(words.start[start], words.start[end - 1] + len(words.text[end - 1]))
