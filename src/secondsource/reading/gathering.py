"""A report's voices as they are gathered: a further mention of one, one first spoken of before it is quoted."""

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.model import Span
from secondsource.reading.allusions import guest
from secondsource.reading.antecedents import antecedent_noun
from secondsource.reading.sameness import told_apart
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice, described, description, new_voice, phrase_of


def labelled(scene: Scene, voices: list[Voice], label: Token) -> list[int]:
    """The voice that the label of a turn stands for, where the report brought that person in before."""
    phrase = phrase_of(label)
    same = next((n for n, v in enumerate(voices) if label.lower_ in v.heads | v.names and v.anonymity in PERSONS), None)
    first = guest(scene, label) if same is None else None
    if same is not None and label.pos_ == "NOUN":
        voices[same].mentions.append(phrase)
        return [same]
    if first is None:
        return []
    later = msgspec.structs.replace(new_voice(scene, label, phrase), anonymity="named", names={label.lower_})
    return from_antecedent(scene, voices, first, later)


def from_antecedent(scene: Scene, voices: list[Voice], first: Token, later: Voice) -> list[int]:
    """The voice first spoken of at an earlier noun: one already known there, or a new one with both mentions."""
    first = _who_is(described(first))
    phrase, person = phrase_of(first), scene.who.get(first.i)
    for number, voice in enumerate(voices):
        here = any(seat.token == first.i for seat in voice.seats)
        here = here or (person is not None and not person.group and voice.person == person.id)
        if here or any(
            m.start < phrase.end and phrase.start < m.end and (voice.mouth or not _inner(scene, first, phrase, m))
            for m in voice.mentions
        ):
            merge(voice, later)
            return [number]
    new = new_voice(scene, first, phrase)
    if new.anonymity == "anonymous" and later.anonymity == "named":
        new.anonymity = "named"
    merge(new, later)
    voices.append(new)
    return [len(voices) - 1]


def _who_is(noun: Token) -> Token:
    """The contact of "our contact in the town is a woman in her forties"; else the noun itself."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return noun
    who = next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i), None)
    return who if who is not None and who.lemma_.lower() in source_words().sources else noun


def _inner(scene: Scene, noun: Token, phrase: Span, mention: Span) -> bool:
    """Whether a noun stands within the phrase that speaks of somebody else: the family of "a friend of the family",
    the consulate of "a woman who has picketed the consulate"."""
    part = mention.end - mention.start > phrase.end - phrase.start
    within = part and mention.start <= phrase.start and phrase.end <= mention.end
    if within and noun.i in scene.bodies and noun.dep_ in {"compound", "nmod", "amod"}:
        return True  # "the Interior Ministry spokesman"
    return within and noun.dep_ in {"pobj", "dobj", "poss"}


def merge(voice: Voice, new: Voice) -> None:
    """Add to a voice what a further mention tells of it."""
    voice.mentions += new.mentions
    voice.heads |= new.heads
    voice.names |= new.names
    voice.gender = voice.gender or new.gender
    voice.person = voice.person or new.person
    voice.body = voice.body or new.body
    voice.seats += new.seats


def introduced_at(scene: Scene, noun: Token) -> Token:
    """Where a definite noun was first brought in ("a former lab assistant … . The assistant"); else the noun itself."""
    first = antecedent_noun(scene.nouns, noun) if noun.pos_ == "NOUN" and not told_apart(noun) else None
    return first if first is not None and first.i not in scene.bodies else noun


def latest(voices: list[Voice], numbers: Sequence[int] | range) -> list[int]:
    """Of some voices the one that is spoken of last, as a list of one; empty where there is none."""
    return [max(numbers, key=lambda n: voices[n].mentions[-1])] if numbers else []


def named_before(voices: list[Voice], new: Voice, name: Span, scene: Scene) -> list[int]:
    """A new voice with the name by which the report spoke of it before."""
    new.mentions.append(name)
    new.names |= set(scene.words(name).casefold().split())
    voices.append(new)
    return [len(voices) - 1]


def one_of_them(scene: Scene, voices: list[Voice], one: Token) -> list[int]:
    """The several voices of whom "one" speaks: those quoted last, or those whom the narrator's last sentence is about;
    empty where there are none."""
    many = [n for n, v in enumerate(voices) if v.plural and v.anonymity == "anonymous"]
    if many:
        return latest(voices, many)
    before = scene.doc[one.sent.start - 1].sent if one.sent.start else one.sent
    group = next((t for t in before if _several(scene, t)), None)
    return from_antecedent(scene, voices, group, new_voice(scene, group, phrase_of(group))) if group is not None else []


def _several(scene: Scene, noun: Token) -> bool:
    """Whether a noun is the subject of the narrator's sentence and names several people."""
    table = source_words()
    known = noun.lemma_ in table.people | table.sources | table.officials
    return noun.tag_ == "NNS" and noun.dep_ == "nsubj" and known and scene.layout.quoted[noun.i] < 0


def one_each(
    scene: Scene, voices: list[Voice], links: dict[int, list[int]], used: set[int]
) -> tuple[dict[int, list[int]], set[int]]:
    """Links and numbers with each voice once: two that are spoken of at one noun, or are one person, are the same."""
    known: dict[tuple[str, int | str], int] = {}
    same: dict[int, int] = {}
    for number in sorted(used):
        traits = list(_spoken_of_at(scene, voices[number]))
        first = next((known[trait] for trait in traits if trait in known), number)
        if first != number:
            same[number] = first
            merge(voices[first], voices[number])
            voices[first].rests |= voices[number].rests
            voices[first].cues += voices[number].cues
        for trait in traits:
            known.setdefault(trait, first)
    if not same:
        return links, used
    for number in used:
        voices[number].rests = {same.get(n, n) for n in voices[number].rests} - {number}
    once = {cue: list(dict.fromkeys(same.get(n, n) for n in found)) for cue, found in links.items()}
    return once, used - same.keys()


def _spoken_of_at(scene: Scene, voice: Voice) -> Iterator[tuple[str, int | str]]:
    """The nouns at which a voice is spoken of, by its kind, and the person that it is."""
    kind = "person" if voice.anonymity in PERSONS else voice.anonymity
    for seat in voice.seats:
        if not seat.pronoun and not seat.title:
            yield kind, seat.token
            head = scene.doc[seat.token]
            near = scene.facts.report.text[seat.span.end : seat.span.end + _NEAR]
            alone = kind == "person" and ", a" in near and not head.conjuncts  # "neither Ri nor NK25, a market woman"
            told = description(head) if alone else None
            if told is not None:
                yield kind, told.i
    if voice.person and kind == "person" and not voice.plural:
        yield kind, voice.person


_NEAR = 80
"""Characters behind a mention within which a description is looked for."""
