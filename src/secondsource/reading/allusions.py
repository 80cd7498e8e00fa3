"""Voices that a report alludes to before or without naming them: in its headline, its lead, its questions."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import persons, source_words
from secondsource.model import Anonymity
from secondsource.reading.cues import Candidate
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice, new_voice, phrase_of


def headline(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    """The voice of the report's body that a headline's bare noun or name alludes to; its words are a mention of it."""
    found = _alluded(scene, voices, head)
    for number in found if len(found) == 1 else ():
        voices[number].mentions.append(phrase_of(head))
    return found


def _alluded(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    lemma, told = head.lemma_.lower(), [n for n, v in enumerate(voices) if v.spoke >= 0]
    new = new_voice(scene, head, phrase_of(head))
    for number in told:
        voice = voices[number]
        if lemma in voice.heads or head.lower_ in voice.names or (new.body and new.body == voice.body):
            return [number]
        if new.person and new.person == voice.person:
            return [number]
    if lemma in source_words().sources:
        return [n for n in told if voices[n].anonymity == "anonymous" and not voices[n].plural][:2]
    if new.names and new.anonymity in PERSONS:
        return []
    kind: set[Anonymity] = {"named", "anonymous"} if new.anonymity in PERSONS else {new.anonymity}
    same = [n for n in told if voices[n].anonymity in kind and _agree(voices[n], new)]
    place = _place(scene, head)
    if place:
        known = [n for n in told if any(w[: len(p)] == p for p in place for w in voices[n].said.split())]
        same = known or same
    if not same and new.anonymity == "institution":
        officials = source_words().officials
        same = [n for n in told if voices[n].anonymity in PERSONS and voices[n].heads & officials]
    return same[:1]


def _place(scene: Scene, head: Token) -> set[str]:
    """The openings of the names of a place and of what it lies in: "Vientiane" and "Lao" for a government's seat."""
    place = next((p for p in scene.facts.places if p.span.start <= head.idx < p.span.end), None)
    return (
        {name.casefold()[:4].removesuffix("s") for name in (place.name, place.within or "") if name} if place else set()
    )


def _agree(voice: Voice, new: Voice) -> bool:
    if voice.gender and new.gender and voice.gender != new.gender:
        return False
    return new.anonymity not in PERSONS or voice.plural == new.plural


def spread(scene: Scene, voices: list[Voice], links: dict[int, list[int]]) -> None:
    """A lead's "two people told us" is the two who speak below it, where they do; "one of them" the first of these."""
    words = source_words()
    ones = {n for n, v in enumerate(voices) if _one_of(v)}
    single = [
        n
        for n, v in enumerate(voices)
        if v.anonymity == "anonymous" and not v.plural and v.spoke >= 0 and n not in ones and _brought_in(v)
    ]
    lead = _lead(scene)
    for number, voice in enumerate(voices):
        if not voice.plural or voice.anonymity != "anonymous":
            continue
        counted = voice.said.split()[0] in _NUMBERS
        named = bool(voice.heads & words.sources) and voice.said.split()[0] not in _MORE
        head = scene.doc[voice.seats[0].token]
        if not counted and any(c.dep_ in {"amod", "compound", "nummod"} and c.lower_ != "other" for c in head.lefts):
            named = False  # "field sources", "four interviewees": others than those who spoke before
        if voice.seats[0].token >= lead and not (named and not counted):
            continue
        if not (counted or named or voice.heads & _LOCALS):
            continue
        later = [n for n in single if voices[n].seats[0].token > voice.seats[0].token]
        if not voice.heads & (words.sources | _ANYBODY):  # "two former clerks" are no trader and no widow
            later = [n for n in later if voices[n].heads & (voice.heads | words.sources | _OF_THEM)]
        if not later and not counted:  # "sources told us" at the end of a report: those who spoke before
            later = [n for n in single if voices[n].heads & words.sources]
        if voice.said.split()[0] == "three":
            continue  # which of those who speak below are not the third is not said
        later = sorted(sorted(later, key=lambda n: -len(voices[n].cues))[:2])
        # "Sources in the country" are a source and a trader, not a medic and a relative, nor one lawyer.
        alike = any(voices[n].heads & (voice.heads | words.sources | _LOCALS) for n in later)
        if len(later) >= 2 and (counted or alike or voice.heads & _LOCALS):
            _replace(links, number, later[:2])
            for one in ones:
                if voices[one].seats[0].token > voice.seats[0].token:
                    _replace(links, one, later[:1])


def _lead(scene: Scene) -> int:
    """Where the first two paragraphs behind the headlines end."""
    body = [p for p in scene.layout.paragraphs if not p.title]
    return body[min(1, len(body) - 1)].end if body else 0


def _brought_in(voice: Voice) -> bool:
    """Whether a voice is one that a report brings in ("a resident", "the other"), not somebody of its story."""
    return voice.said.split()[0] in {"a", "an", "another", "one", "the"}


def _one_of(voice: Voice) -> bool:
    return voice.said.split()[:3] in (["one", "of", "them"], ["one", "of", "the"])


def _replace(links: dict[int, list[int]], number: int, others: list[int]) -> None:
    """Puts other voices for a voice wherever it is quoted."""
    for link in links.values():
        if number in link:
            link.remove(number)
            link += [n for n in others if n not in link]


_ANYBODY = frozenset(
    {"person", "people", "resident", "local", "man", "woman", "member", "official", "witness", "voice"}
)
_LOCALS = frozenset({"resident", "local", "inhabitant", "villager"})
_OF_THEM = frozenset({"one", "other", "another", "first", "second", "former", "latter"})
_MORE = frozenset({"four", "five", "six", "seven", "eight", "nine", "ten", "many", "most", "all"})
_NUMBERS = frozenset({"two", "three", "both", "several"})


def interviewee(scene: Scene, voices: list[Voice], answer: Token) -> list[int]:
    """Who gives the answers of an interview: whom it says that it is with, else with whose name a paragraph before the
    first answer opens, else the person of whom what stands there speaks most."""
    partner = _partner(scene, answer)
    if partner is not None:
        return _known(scene, voices, partner)
    counts = {
        person.id: sum(seat.token < answer.i and not _label(scene, seat.token) for seat in scene.seats[person.id])
        for person in scene.facts.people
        if not person.group
    }
    most = max(counts, key=lambda name: counts[name], default=None)
    named = _opening_name(scene, answer)
    if named is not None and named.i not in scene.who:
        new = new_voice(scene, named, phrase_of(named))
        same = [n for n, v in enumerate(voices) if v.names and (v.names <= new.names or new.names <= v.names)]
        if same:
            voices[same[0]].mentions.append(new.phrase)
            return same[:1]
        voices.append(new)
        return [len(voices) - 1]
    if most is None or counts[most] < 1:
        return nearest_person(voices, answer.idx)
    known = next((n for n, v in enumerate(voices) if v.person == most), None)
    if known is None:
        head = scene.doc[scene.seats[most][0].token]
        voices.append(new_voice(scene, head, phrase_of(head)))
        known = len(voices) - 1
    return [known]


def _label(scene: Scene, token: int) -> bool:
    """Whether a token is the label of a turn."""
    return token + 1 < len(scene.doc) and scene.doc[token + 1].text == ":"


def guest(scene: Scene, label: Token) -> Token | None:
    """Whom the label of a turn stands for, where the words before the first turn bring that person in: by
    initials ("I.S."), by noun ("Buyer" for "a cloth buyer in her fifties"); else None."""
    word = label.lower_.rstrip(".:")
    letters = word.replace(".", "")
    for person in scene.facts.people:
        names = person.name.casefold().split() if person.name and not person.group else []
        initials = "".join(name[0] for name in names)
        if len(letters) > 1 and letters == initials:
            before = [s for s in scene.seats[person.id] if s.token < label.i and not s.pronoun]
            if before:
                return scene.doc[min(before, key=lambda s: (s.title, s.token)).token]
    if len(letters) > 1 and (named := _named_with(scene, letters, label.i)) is not None:
        return named
    nouns = [t for t in scene.nouns.get(word, ()) if t.i < label.i and t.pos_ == "NOUN"]
    return nouns[0] if nouns else None


def _named_with(scene: Scene, letters: str, end: int) -> Token | None:
    """The last word of the first name with these initials before a token, be it in the headline alone."""
    size = len(letters)
    for first in range(max(end - size, 0)):
        name = scene.doc[first : first + size]
        if name[0].text[:1].lower() == letters[0] and all(
            t.pos_ == "PROPN" and len(t) > 1 and t.lower_[0] == letter for t, letter in zip(name, letters, strict=True)
        ):
            return name[-1]
    return None


def _partner(scene: Scene, answer: Token) -> Token | None:
    """With whom an interview is, before its first answer: "A talk with the sister of Orlo Venn"; the title last."""
    found = [
        whom
        for preposition in scene.every("LOWER", "with", "to")
        if preposition.i < answer.i and _talk(preposition.head)
        for whom in preposition.children
        if whom.dep_ == "pobj" and _person(scene, whom)
    ]
    return min(found, key=lambda whom: (scene.titled(whom.i), whom.i), default=None)


def _talk(head: Token) -> bool:
    table = source_words()
    return head.lemma_.lower() in (table.interviews if head.pos_ == "NOUN" else table.contacted)


def _person(scene: Scene, head: Token) -> bool:
    lemma = head.lemma_.lower()
    common = lemma in persons() and lemma != "voice"  # "who spoke with a changed voice"
    named = head.pos_ == "PROPN" and head.i not in scene.bodies and head.ent_type_ not in {"GPE", "DATE", "ORG"}
    return common or named


def _opening_name(scene: Scene, answer: Token) -> Token | None:
    """The name that opens a paragraph before the first answer as its subject, and of nobody else known."""
    for paragraph in scene.layout.paragraphs:
        head = scene.doc[paragraph.start]
        named = head.pos_ == "PROPN" and head.dep_ == "nsubj" and not _label(scene, head.i)
        named = named and head.i not in scene.bodies
        if named and not paragraph.title and head.i < answer.i and head.ent_type_ not in {"GPE", "DATE", "ORG"}:
            return head
    return None


def sender(scene: Scene, voices: list[Voice], first: Token) -> list[int]:
    """Who sent the messages of a log: whom the words before the first of them bring in, as the subject."""
    for paragraph in scene.layout.paragraphs:
        if paragraph.start >= first.i or paragraph.title:
            continue
        for head in scene.doc[paragraph.start : min(paragraph.end, first.i)]:
            person = head.lemma_.lower() in source_words().people | source_words().sources or head.pos_ == "PROPN"
            if head.dep_ == "nsubj" and person and head.i not in scene.bodies and head.ent_type_ not in {"GPE", "DATE"}:
                return _known(scene, voices, head)
    return nearest_person(voices, first.idx)


def _known(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    """The voice that is spoken of at a noun; a new one if none is."""
    here, new = range(head.idx, head.idx + len(head)), new_voice(scene, head, phrase_of(head))
    for number, voice in enumerate(voices):
        met = any(m.start < here.stop and here.start < m.end for m in voice.mentions)
        if met or (new.person and voice.person == new.person):
            return [number]
    voices.append(new)
    return [len(voices) - 1]


def nearest_person(voices: list[Voice], at: int) -> list[int]:
    """ "We were told": by the person quoted last before, else first after."""
    people = [n for n, v in enumerate(voices) if v.anonymity == "anonymous"]
    before = [(m.start, n) for n in people for m in voices[n].mentions if m.start < at]
    after = [(m.start, n) for n in people for m in voices[n].mentions if m.start >= at]
    return [max(before)[1]] if before else [min(after)[1]] if after else []


def told_at(scene: Scene, voices: list[Voice], candidate: Candidate) -> list[int]:
    """ "He was told at the pagoda": by the place or body at which it was; else by nobody that is named."""
    for at in candidate.token.children:
        if at.dep_ == "prep" and at.lower_ in {"at", "in"} and candidate.rule == "passive":
            for head in at.children:
                body = scene.bodies.get(head.i)
                if head.dep_ == "pobj" and (body or head.lemma_.lower() in source_words().institutions | _SITES):
                    new = new_voice(scene, head, phrase_of(head))
                    new.anonymity = "institution"
                    voices.append(new)
                    return [len(voices) - 1]
    return []


_SITES = frozenset(
    {"pagoda", "temple", "station", "hospital", "morgue", "mortuary", "prison", "gate", "camp", "barracks"}
)
