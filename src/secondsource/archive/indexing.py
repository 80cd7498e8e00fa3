"""A decided reading becomes rows that can be searched: events, people, posts, sources and what they are found by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from secondsource.archive import schema
from secondsource.archive.folding import fold
from secondsource.lexicon import countries
from secondsource.model import Event, Person, Reading, Source, certain
from secondsource.weighing import dates, names

Row = dict[str, Any]
_NUMBER_BITS = 32
_SHORT = 200
"""Code points of a mention that a row shows."""


def chronology(published: str | None, number: int) -> int:
    """A number that orders reports by publication (unknown first), then by their number."""
    span = dates.published(published)
    return ((span[1] if span else 0) << _NUMBER_BITS) | number


def day_range(first: str | None, last: str | None) -> tuple[int | None, int | None]:
    """Bounds of chronology for days given as ISO dates, either open."""
    low = date.fromisoformat(first).toordinal() << _NUMBER_BITS if first else None
    high = ((date.fromisoformat(last).toordinal() + 1) << _NUMBER_BITS) - 1 if last else None
    return low, high


def unindex(connection: Connection, number: int) -> None:
    """Take everything that is found of a report away."""
    for table in schema.OF_A_REPORT:
        connection.execute(table.delete().where(table.c.report == number))


def index(connection: Connection, number: int, place_in_time: int, reading: Reading) -> None:
    """Put the rows of a report's decided reading into place, instead of earlier ones."""
    unindex(connection, number)
    events = [_event(number, place_in_time, reading, event) for event in reading.events]
    filled: tuple[tuple[sa.Table, list[Row]], ...] = (
        (schema.events, events),
        (schema.event_people, list(_roles(number, reading))),
        (schema.labels, list(_labels(number, place_in_time, reading))),
        (schema.people, [_person(number, reading, person) for person in reading.people]),
        (schema.name_keys, list(_name_keys(number, reading))),
        (schema.posts, list(_posts(number, reading))),
        (schema.sources, [_source(number, reading, source) for source in reading.sources]),
    )
    for table, rows in filled:
        if rows:
            connection.execute(table.insert(), rows)


def _event(number: int, place_in_time: int, reading: Reading, event: Event) -> Row:
    when = dates.interval(event.time.edtf) if event.time else None
    voucher = next((source for source in reading.sources if source.id == event.source), None)
    return {
        "report": number,
        "event": event.id,
        "chronology": place_in_time,
        "act": event.act,
        "status": event.status,
        "place": event.place,
        "time": event.time.edtf if event.time else None,
        "first": when.first if when and not when.open_year else None,
        "last": when.last if when and not when.open_year else None,
        "source": event.source,
        "source_place": voucher.place if voucher else None,
        "basis": voucher.basis if voucher else None,
        "start": event.triggers[0].start,
        "end": event.triggers[0].end,
        "fact": None,
        "grade": None,
    }


def _roles(number: int, reading: Reading) -> Iterator[Row]:
    for event in reading.events:
        filled = {(role, one.person) for role in ("actor", "recipient") for one in certain(getattr(event, role))}
        for role, person in sorted(pair for pair in filled if pair[1]):
            yield {"report": number, "event": event.id, "person": person, "role": role}


def _labels(number: int, place_in_time: int, reading: Reading) -> Iterator[Row]:
    sources = {source.id: source for source in reading.sources}
    people = {person.id: person for person in reading.people}
    for event in reading.events:
        found: set[tuple[str, str]] = {("place", fold(name)) for name in countries.around(event.place or "")}
        if (voucher := sources.get(event.source)) and voucher.place:
            found |= {("source_place", fold(name)) for name in countries.around(voucher.place)}
        if event.authority:
            found.add(("body", fold(event.authority)))
        for filler in certain((*event.actor, *event.recipient)):
            if person := people.get(filler.person or ""):
                found |= {("body", fold(post.org)) for post in person.posts if post.org}
        for kind, label in sorted(found):
            if label:
                yield {"kind": kind, "label": label, "report": number, "event": event.id, "chronology": place_in_time}


def _person(number: int, reading: Reading, person: Person) -> Row:
    return {
        "report": number,
        "person": person.id,
        "name": person.name,
        "words": _words(reading, person),
        "many": person.group,
        "identity": f"{reading.report.id}:{person.id}",
    }


def _words(reading: Reading, who: Person | Source) -> str:
    first = min(who.mentions, default=None)
    return " ".join(reading.report.text[first.start : first.end].split())[:_SHORT] if first else ""


def _name_keys(number: int, reading: Reading) -> Iterator[Row]:
    for person in reading.people:
        if person.name:
            for key in sorted(keys_of(person.name)):
                yield {"key": key, "name": person.name, "report": number, "person": person.id}


def keys_of(name: str) -> set[str]:
    """What a name is found by: keys that its other spellings share, and its parts as written."""
    parsed = names.parse(name)
    family = {f"~{parsed.family}"} if parsed.family else set()
    return {f"={key}" for key in names.keys(parsed)} | set(parsed.parts) | family


def _posts(number: int, reading: Reading) -> Iterator[Row]:
    for person in reading.people:
        for position, post in enumerate(person.posts):
            held = {"title": post.title, "org": post.org, "place": post.place, "former": post.former}
            yield {"report": number, "person": person.id, "position": position, **held}


def _source(number: int, reading: Reading, source: Source) -> Row:
    return {
        "report": number,
        "source": source.id,
        "words": _words(reading, source),
        "name": source.name,
        "anonymity": source.anonymity,
        "place": source.place,
        "basis": source.basis,
    }
