"""A voice as the reading keeps it: its mentions, kind, place and role, and what is known of how it knows."""

import re

from secondsource.lexicon.attribution import source_words
from secondsource.model import Anonymity, Person, Report, Source, Span
from secondsource.reading.antecedents import CODE
from secondsource.reading.bases import basis_of
from secondsource.reading.contacts import Contact
from secondsource.reading.phrases import noun_phrase
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice, description, phrase_of


def as_source(scene: Scene, voices: list[Voice], number: int, ids: dict[int, str], contact: Contact) -> Source:
    """A voice as the reading keeps it: with where the report first speaks of its person among its mentions."""
    facts, voice = scene.facts, voices[number]
    called = voice.anonymity == "anonymous" and bool(voice.heads & source_words().sources)
    seats = [s for s in scene.seats.get(voice.person, ()) if not s.title and not s.pronoun and not called]
    others = {scene.paragraphs[i] for n, v in enumerate(voices) if n != number for i in v.cues}
    alone = frozenset(range(len(scene.layout.paragraphs))) - others
    own = list(voice.mentions)
    person = next((p for p in facts.people if p.id == voice.person), None)
    if voice.anonymity in PERSONS:
        voice.anonymity = _known_by_name(voice, person)
    voice.mentions += [
        s.span for s in seats[:_FIRST] if not any(s.span.start < m.end and m.start < s.span.end for m in own)
    ]
    voice.mentions += _appositions(scene, voice)
    if voice.anonymity != "reporter":
        voice.mentions += _headlined(scene, voices, number)
    if voice.body:
        voice.mentions += [b.span for b in facts.bodies if b.name == voice.body][:_FIRST]
    mentions = tuple(sorted(set(voice.mentions)))
    first = next((m for m in mentions if not _titled(scene, m)), mentions[0])
    if voice.anonymity == "reporter":
        mentions = tuple(sorted({*mentions, *_outlet(facts.report), *_own_reports(scene)}))
    basis, told_by = basis_of(scene, voice, alone)
    return Source(
        id=ids[number],
        mention=first,
        mentions=mentions,
        anonymity=voice.anonymity,
        place=_place(scene, voice),
        basis=basis,
        rests_on=tuple(sorted(ids[n] for n in voice.rests if n in ids)),
        name=facts.report.text[voice.phrase.start : voice.phrase.end],
        role=_role(scene, voice),
        basis_words=told_by,
        contacted=tuple(contact.contacted),
        conditions=tuple(contact.conditions),
        shown=tuple(contact.shown),
    )


def _headlined(scene: Scene, voices: list[Voice], number: int) -> list[Span]:
    """Where headlines speak of a voice: by its name or body, or by its noun where no other voice has it."""
    voice, table = voices[number], source_words()
    names = voice.names - table.outlet_names - table.institutions - table.media
    others = {head for n, v in enumerate(voices) if n != number and v.spoke >= 0 for head in v.heads}
    heads = voice.heads - others - table.sources - {"one", "other", "another"}
    found = []
    for start, end in scene.titles:
        for token in scene.doc[start:end]:
            word, body = token.lower_, scene.bodies.get(token.i)
            same = body is not None and voice.body != "" and body.name == voice.body
            named = word in names and token.pos_ in {"PROPN", "NOUN"}
            if same or named or (body is None and (token.lemma_.lower() in heads or word in heads)):
                found.append(Span(token.idx, token.idx + len(token)))
    return found


def _role(scene: Scene, voice: Voice) -> str | None:
    """The noun that says what a person is: "trader"; None where the report only calls it a source or gives a name."""
    table = source_words()
    seats = sorted(voice.seats) if voice.anonymity in PERSONS else []
    nouns = [t for s in seats for t in (scene.doc[s.token], description(scene.doc[s.token])) if t is not None]
    known = (t.lemma_.lower() for t in nouns if t.pos_ == "NOUN")
    return next((n for n in known if n in table.officials or (n in table.people and n not in _ANYBODY)), None)


_ANYBODY = frozenset(
    {
        "person",
        "people",
        "one",
        "other",
        "another",
        "both",
        "two",
        "three",
        "several",
        "many",
        "some",
        "somebody",
        "someone",
    }
    | {"man", "woman", "member", "local"}
)


def _known_by_name(voice: Voice, person: Person | None) -> Anonymity:
    """Named, where the report gives a name to who speaks; an initial or a code is none."""
    if voice.anonymity == "anonymous" and voice.heads & source_words().sources:
        return "anonymous"  # whoever is called a source is not named, whomever the words beside it speak of
    given = person.name.split() if person is not None and person.name else []
    if voice.anonymity == "anonymous" and not given:
        return "anonymous"
    words = [*given, *voice.names] or sorted(voice.heads, key=lambda word: (len(word), word))[:1]
    return "anonymous" if all(CODE.fullmatch(w.strip("“”\"'").upper()) or len(w) < 2 for w in words) else "named"


def _appositions(scene: Scene, voice: Voice) -> list[Span]:
    """The phrases that describe a voice where it is spoken of: "one of the two, a cousin in Tejen"."""
    seats = voice.seats if voice.anonymity in PERSONS else []
    found = (description(scene.doc[seat.token]) for seat in seats if not seat.pronoun)
    return [phrase_of(noun) for noun in found if noun is not None]


def _outlet(report: Report) -> list[Span]:
    """Where a report first speaks of its own outlet: above its text, and in it."""
    if not report.outlet:
        return []
    body = next((b.span.start for b in report.blocks if b.kind == "body"), len(report.text))
    found = (report.text.find(report.outlet, start) for start in (0, body))
    return [Span(at, at + len(report.outlet)) for at in found if at >= 0]


def _own_reports(scene: Scene) -> list[Span]:
    """Where a report speaks of what its outlet printed before: "our report of 5 March"."""
    heads = (owner.head for owner in scene.every("LOWER", "our") if scene.layout.quoted[owner.i] < 0)
    return [noun_phrase(head) for head in heads if head.lemma_.lower() in source_words().printed]


_FIRST = 2
"""How many of the places that speak of a person are mentions of the source, besides those at its cues."""


def _titled(scene: Scene, span: Span) -> bool:
    return any(b.kind != "body" and b.span.start <= span.start < b.span.end for b in scene.facts.report.blocks)


def _place(scene: Scene, voice: Voice) -> str | None:
    """Where a source is or speaks from: the place in its own phrase, that of its body, or the county that "the county"
    means; of two places the inner one, and none that it left."""
    table, text, facts = source_words(), scene.facts.report.text, scene.facts
    found = [p for p in facts.places if voice.full.start <= p.span.start < voice.full.end and p.kind != "continent"]
    stays = [p for p in found if text[voice.full.start : p.span.start].split()[-1:] not in ([w] for w in table.leaving)]
    best = next(iter(stays or found), None)
    for place in stays:
        if best is not None and place.within == best.name:
            best = place
    if best is not None:
        return None if best.span == voice.phrase else best.name
    inside = (b for b in facts.bodies if voice.full.start <= b.span.start < voice.full.end)
    body = next((b.place for b in inside if b.place), None)
    if body is not None:
        return body
    kind = next((table.regions[w] for w in re.findall(r"[a-z]+", voice.said) if w in table.regions), None)
    before = [p for p in facts.places if kind and p.span.start < voice.phrase.start and kind in (p.kind, "any")]
    return before[-1].name if before else None
