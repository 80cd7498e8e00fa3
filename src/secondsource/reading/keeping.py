"""Which persons and posts a reading keeps: those of whoever takes part in what happened.

A report speaks of many more people than it tells of: the spokesman who is quoted, the lawyer who was called, officials
in general. ``taking_part`` weighs for each post what its holder does in the report.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon import titles
from secondsource.lexicon.keeping import keeping
from secondsource.model import Attribution, Event, Person, Post, Source, Span
from secondsource.reading import bodies, columns
from secondsource.reading.bearing import Bearing
from secondsource.reading.facts import Facts

_OPENINGS = frozenset(
    ("a", "an", "the", "his", "her", "their", "its", "our", "my", "another", "all", "some", "one", "two", "three")
)
_MANY, _REACH = 4, 60


class Setting(msgspec.Struct, frozen=True):
    """What a report tells around its people: what happened, and who is heard."""

    facts: Facts
    events: tuple[Event, ...]
    sources: tuple[Source, ...]
    said: tuple[Attribution, ...]


def taking_part(doc: Doc, setting: Setting) -> tuple[Person, ...]:
    """Those of a report's people who fill a role of an event, bear a name, or hold a post that is kept; with these."""
    roles = {filler.person for event in setting.events for filler in (*event.actor, *event.recipient)}
    model, found = keeping(), []
    forces = bodies.forces(setting.facts.bodies)
    for person, traits in evidence(doc, setting):
        kept = {n for n, features in enumerate(traits) if model.chance(features) >= model.least}
        if person.name or person.id in roles or kept:
            posts = tuple(_in_full(post, forces) for n, post in enumerate(person.posts) if n in kept)
            aside = tuple(post for n, post in enumerate(person.posts) if n not in kept)
            found.append(msgspec.structs.replace(person, posts=posts, aside=aside))
    return tuple(found)


def _in_full(post: Post, forces: dict[str, str]) -> Post:
    """A post in "the army" as one in the country's, by its name."""
    return msgspec.structs.replace(post, org=forces[post.org]) if post.org in forces else post


def evidence(doc: Doc, setting: Setting) -> Iterator[tuple[Person, list[frozenset[str]]]]:
    """Each person with what speaks for and against each of their posts, as names of features."""
    stage, bearing = _Stage(doc, setting), Bearing(doc, setting.events)
    for person in setting.facts.people:
        if not person.posts:
            yield person, []
            continue
        common = frozenset((*stage.part(person), *stage.heard(person), *stage.told(person), *bearing.of(person)))
        own = [common.union(stage.post(person, post, number)) for number, post in enumerate(person.posts)]
        traits = [each.union(_together(each)) for each in own]
        yield person, traits


_PAIRED = ("kind", "roles", "opens", "mentions")


def _together(traits: frozenset[str]) -> Iterator[str]:
    """Traits that say more when they hold at once: what somebody is, does, and is called."""

    found: dict[str, str] = {}
    for name in traits:
        start, _, rest = name.partition(":")
        if start in _PAIRED and ":" not in rest:
            found[start] = name
    kind, roles, opens, often = (found.get(start, "") for start in _PAIRED)
    told = "told at body" if "told at body" in traits else "told at nothing"
    named = "named" if "named" in traits else "unnamed"
    size = "plural" if "plural" in traits else "single"
    yield from (f"{kind}|{other}" for other in (told, f"{told}|{named}", roles, opens))
    yield from (f"{told}|{roles}|{named}", f"{size}|{roles}|{opens}", f"{size}|{roles}|{told}")
    yield from (f"{often}|{named}", f"{often}|{roles}|{named}")
    if "voice" in traits:
        yield from (f"voice|{kind}", f"voice|{roles}|{named}", f"voice|{told}")


class _Stage:
    """A report's people among its events and voices."""

    def __init__(self, doc: Doc, setting: Setting) -> None:
        held = columns.of(doc)
        self._opens = [held.start[first] for first in held.sentences if first < len(held.start)]
        report = setting.facts.report
        self._text = report.text
        self._titled = [b.span for b in report.blocks if b.kind in ("title", "heading")]
        self._lead_end = next((b.span.end for b in report.blocks if b.kind == "body"), 0)
        self._triggers = {self._sentence(t) for event in setting.events for t in event.triggers}
        self._said = {name for one in setting.said for name in one.sources}
        self._voices = sorted((m.start, m.end, n) for n, s in enumerate(setting.sources) for m in s.mentions)
        self._sources = setting.sources
        self._roles: dict[str, list[tuple[str, Event]]] = {}
        for event in setting.events:
            for side, fillers in (("actor", event.actor), ("recipient", event.recipient)):
                for filler in fillers:
                    if filler.person:
                        self._roles.setdefault(filler.person, []).append((side, event))
        ranked = sorted(
            setting.facts.people, key=lambda p: (-len(self._roles.get(p.id, ())), -len(p.mentions), p.mentions[0].start)
        )
        self._rank = {person.id: rank for rank, person in enumerate(ranked)}
        self._content = sorted((c.start, c.end) for one in setting.said for c in one.content)
        self._bodies = {body.name: body for body in setting.facts.bodies}
        nouns = (titles.noun_of(post.title) for person in setting.facts.people for post in person.posts)
        self._times = Counter(noun.lemma for noun in nouns if noun)

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._opens, span.start) - 1

    def _manner(self, person: Person) -> str:
        return f"{'named' if person.name else 'unnamed'}:{min(len(self._roles.get(person.id, ())), 1)}"

    def part(self, person: Person) -> Iterator[str]:
        """What somebody does, and what is done to them."""
        roles = self._roles.get(person.id, [])
        yield f"roles:{min(len(roles), 3)}"
        for side, event in roles:
            yield f"role:{side}"
            yield f"{side}:{event.status}"
            yield f"{side}:{event.act}"
        yield self._manner(person)
        yield f"rank:{min(self._rank[person.id], 4)}"
        if any(self._sentence(m) in self._triggers for m in person.mentions):
            yield "by trigger"
        if self._sentence(person.mentions[0]) in self._triggers:
            yield "first by trigger"

    def heard(self, person: Person) -> Iterator[str]:
        """Whether somebody is a voice of the report."""
        source = self._voice(person)
        yield f"{'silent' if source is None else 'voice'}:{self._manner(person)}"
        if source is not None:
            yield "voice"
            yield f"voice:{source.anonymity}"
            if source.id in self._said:
                yield "heard"

    def _voice(self, person: Person) -> Source | None:
        numbers = (n for start, end, n in self._voices for m in person.mentions if m.start < end and start < m.end)
        first = min(numbers, default=None)
        return None if first is None else self._sources[first]

    def told(self, person: Person) -> Iterator[str]:
        """How the report speaks of somebody."""
        first = person.mentions[0]
        yield "named" if person.name else "unnamed"
        if person.name and not any(a.islower() for a in person.name):
            yield "code"
        if person.group:
            yield "group"
        if person.age:
            yield "aged"
        yield f"mentions:{min(len(person.mentions), _MANY)}"
        if first.start < self._lead_end:
            yield "leads"
        titled = [any(t.start <= m.start < t.end for t in self._titled) for m in person.mentions]
        if titled[0]:
            yield "titled"
        if all(titled):
            yield "titled only"
        share = first.start / max(len(self._text), 1)
        yield f"stands:{'early' if share < 1 / 4 else 'middle' if share < 2 / 3 else 'late'}"
        quoted = any(start <= first.start < end for start, end in self._content)
        yield f"{'quoted' if quoted else 'narrated'}:{'named' if person.name else 'unnamed'}"
        opening = self._text[first.start : first.end].split()[0].lower()
        yield f"opens:{opening if opening in _OPENINGS else 'other'}"
        yield f"posts:{min(len(person.posts), 3)}"

    def post(self, person: Person, post: Post, number: int) -> Iterator[str]:
        """What the post itself is, and how it is told."""
        noun = titles.noun_of(post.title)
        kind = noun.kind if noun else "none"
        yield f"kind:{kind}"
        yield f"kind:{kind}:{self._manner(person)}"
        if noun:
            size = "plural" if noun.plural else "single"
            yield f"noun:{noun.lemma}"
            yield size
            yield f"{kind}:{size}"
            yield f"times:{min(self._times[noun.lemma], 3)}"
        yield f"told at {'body' if post.org else 'nothing'}"
        if post.place:
            yield "place"
        if post.former:
            yield "former"
        yield f"words:{min(len(post.title.split()), 3)}"
        yield f"nth:{min(number, 2)}"
        yield from self._written(person, post)

    def _written(self, person: Person, post: Post) -> Iterator[str]:
        """Whether title and body stand where the report speaks of their holder."""
        around = [self._text[max(m.start - _REACH, 0) : m.end + _REACH].lower() for m in person.mentions]
        if any(post.title.lower() in words for words in around):
            yield "as written"
        if post.org:
            near = "near" if any(post.org.lower() in words for words in around[:_MANY]) else "far"
            noun, body = titles.noun_of(post.title), self._bodies.get(post.org)
            yield f"body {near}"
            yield f"body {near}:{noun.kind if noun else 'none'}"
            yield f"body:{body.kind if body else 'none'}"
            if noun and body and titles.serves_at(noun.lemma):
                yield "body fits" if body.kind in titles.serves_at(noun.lemma) else "body misfits"
            if post.title.split()[-1] in post.org.lower():
                yield "body echoes"
            if sum(other.org == post.org for other in person.posts) > 1:
                yield "body shared"
