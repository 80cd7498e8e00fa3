"""The codebook of acts: one YAML file an act under ``acts/``, its patterns read as frames.

A pattern is written as an English phrase of lemmas. ``<...>`` is a slot: a role (``actor``, ``recipient``, ``item``), a
kind of ``kinds.yaml`` (``person``, ``money``, ``term``), or both (``<recipient:person>``); ``a|b`` are alternatives.

- verbs, ``<actor> take <person> into custody``: the slot before the verb is its subject, slots and words after it its
  objects, a preposition with what follows it a complement, a preposition or adverb alone a particle, and ``+ write
  <thing>`` a verb that it governs. ``[passive]`` and ``[active]`` bind the voice;
  ``[aimed]`` asks for some object, ``[alone]`` for none, ``[refused]`` for a negation, ``[none]`` for an object with
  *no*, ``[charged]`` for a place in what somebody is accused of or punished for; ``[either]`` lets a negation pass as
  part of the act (of pay, *does not buy a kilo*); ``[beside]`` tells a second act with the words after the verb.
- nouns, ``prison term|sentence for <recipient>``: the last word before a preposition is the head, words before it are
  its modifiers. ``[roles]`` asks that a role be filled, ``[light]`` that a verb such as *carry out* govern it;
  ``[doer]`` says that the noun names who does it (*people smuggler*).
- phrases, ``<recipient> behind bars``: words in this order, ``..`` for up to four others; the slot is the subject.

Beside each pattern stands an example that only serves to test that it is read.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from secondsource.errors import LexiconError
from secondsource.lexicon.kinds import kinds, words
from secondsource.lexicon.loader import files, load

Role = Literal["actor", "recipient", "item"]
Shape = Literal["verb", "noun", "phrase"]

ROLES = frozenset({"actor", "recipient", "item"})
_FLAG = re.compile(r"\s*\[(\w+)\]")


class Standards(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Terms of the field's standards that an act corresponds to, where one obviously does."""

    huridocs: str | None = None
    plover: str | None = None
    acled: str | None = None


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act as its YAML file gives it.

    ``actor`` and ``recipient`` are the kinds that may fill the role, empty for an act without it. ``noun_of`` is the
    role that *of* and the possessive fill beside a nominal trigger; ``links`` the role that a preposition fills;
    ``amount`` the kinds of amount (``money``, ``goods``) that belong to it. ``about`` is the role of whom the act is
    about: where its words name nobody, whom the sentence tells another act of fills it. ``lasting`` is true for acts
    that go on while they are told in the present. ``settled`` is false for acts that lead from place to place or are
    done by word or paper: where a report is set says nothing of them. ``offence`` is true for acts that people are
    charged with, ``official`` for those that an organ of the state does: a report may name it beside the persons who
    do them.
    """

    act: str
    means: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    noun_of: Role = "recipient"
    links: dict[str, Role] = {}
    amount: tuple[str, ...] = ()
    about: Literal["actor", "recipient"] | None = None
    lasting: bool = False
    settled: bool = True
    offence: bool = False
    official: bool = False
    standards: Standards = Standards()
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    phrases: dict[str, str] = {}
    roles: tuple["RoleExample", ...] = ()


class RoleExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the trigger and the fillers that it must yield; serves the tests alone."""

    text: str
    trigger: str
    actor: str | None = None
    recipient: str | None = None


class Slot(msgspec.Struct, frozen=True):
    """What may stand in a place of a frame: any of these lemmas or kinds; anything where both are empty."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    role: Role | None = None


class Frame(msgspec.Struct, frozen=True):
    """A pattern, compiled. ``weight`` counts its constraints: of two frames on one word the heavier is right.

    ``needs`` are the sets of words of each of which a sentence must hold one for the frame to fit at all: most frames
    are ruled out by them without a look at the parse.
    """

    act: str
    pattern: str
    shape: Shape
    heads: tuple[str, ...]
    weight: int = 0
    subject: Slot | None = None
    objects: tuple[Slot, ...] = ()
    complements: tuple[tuple[frozenset[str], Slot], ...] = ()
    particles: tuple[frozenset[str], ...] = ()
    governed: "Frame | None" = None
    modifiers: tuple[Slot, ...] = ()
    sequence: tuple[Slot | None, ...] = ()
    flags: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()


@cache
def acts() -> dict[str, Act]:
    """Every act of the codebook by its id."""
    found = (load(name, Act) for name in files("acts"))
    return {act.act: act for act in found}


@cache
def frames() -> tuple[Frame, ...]:
    """Every pattern of the codebook, compiled."""
    return tuple(frame for act in acts().values() for frame in compile_act(act))


def compile_act(act: Act) -> list[Frame]:
    """The frames of one act. Raises LexiconError for a pattern that cannot be read."""
    found = [_verb(act.act, pattern) for pattern in act.verbs]
    found += [_noun(act.act, pattern) for pattern in act.nouns]
    found += [_phrase(act.act, pattern) for pattern in act.phrases]
    return [msgspec.structs.replace(frame, needs=tuple(_needs(frame))) for frame in found]


def _needs(frame: Frame) -> Iterator[frozenset[str]]:
    slots = (frame.subject, *frame.objects, *frame.modifiers, *frame.sequence[1:], *(s for _, s in frame.complements))
    yield from (slot.words for slot in slots if slot and slot.words and not slot.kinds)
    yield from (prepositions for prepositions, _ in frame.complements)
    yield from frame.particles
    if frame.governed is not None:
        if frame.governed.heads != ("<>",):
            yield frozenset(frame.governed.heads)
        yield from _needs(frame.governed)


def _slot(word: str) -> Slot:
    if not word.startswith("<"):
        return Slot(words=frozenset(word.split("|")))
    role, _, rest = word.strip("<>").rpartition(":")
    names = rest.split("|") if rest else []
    if not role and rest in ROLES:
        role, names = rest, []
    known = kinds()
    return Slot(
        words=frozenset(n for n in names if n not in known),
        kinds=frozenset(n for n in names if n in known),
        role=role or None,  # type: ignore[arg-type]  # checked against ROLES by a test over the codebook
    )


def _binds(slot: Slot | None) -> bool:
    return bool(slot and (slot.words or slot.kinds))


def _weigh(slots: list[Slot], extra: int) -> int:
    return sum((3 if slot.words else 2) for slot in slots if _binds(slot)) + extra


def _split(act: str, pattern: str) -> tuple[list[str], frozenset[str]]:
    flags = frozenset(_FLAG.findall(pattern))
    parts = _FLAG.sub("", pattern).split()
    if not parts:
        raise LexiconError(f"lexicon/acts/{act}.yaml", "an empty pattern", "Write lemmas and slots.")
    return parts, flags


def _preposition(word: str) -> bool:
    return not word.startswith("<") and words("preposition").issuperset(word.split("|"))


def _adverb(word: str) -> bool:
    parts = set(word.split("|"))
    return not word.startswith("<") and parts <= words("particle") | words("preposition")


def _verb(act: str, pattern: str) -> Frame:
    parts, flags = _split(act, pattern)
    subject = None
    if parts[0].startswith("<"):
        subject = _slot(parts.pop(0))
    return _predicate(act, pattern, parts, subject, flags)


def _predicate(act: str, pattern: str, parts: list[str], subject: Slot | None, flags: frozenset[str]) -> Frame:
    heads, rest = tuple(parts[0].split("|")), parts[1:]
    objects: list[Slot] = []
    complements: list[tuple[frozenset[str], Slot]] = []
    particles: list[frozenset[str]] = []
    governed = None
    while rest:
        word = rest.pop(0)
        if word == "+":
            governed = _predicate(act, pattern, rest, None, frozenset())
            break
        if _preposition(word) and rest and rest[0] != "+" and not _preposition(rest[0]):
            complements.append((frozenset(word.split("|")), _slot(rest.pop(0))))
        elif _adverb(word):
            particles.append(frozenset(word.split("|")))
        else:
            objects.append(_slot(word))
    slots = [s for s in (subject, *objects, *(c for _, c in complements)) if s]
    extra = 2 * len(particles) + len(complements) + len(flags) + (4 + governed.weight if governed else 0)
    return Frame(
        act=act, pattern=pattern, shape="verb", heads=heads, weight=_weigh(slots, extra), subject=subject,
        objects=tuple(objects), complements=tuple(complements), particles=tuple(particles), governed=governed,
        flags=flags,
    )  # fmt: skip


def _noun(act: str, pattern: str) -> Frame:
    parts, flags = _split(act, pattern)
    cut = next((i for i, word in enumerate(parts) if i and _preposition(word)), len(parts))
    before, head, rest = parts[: cut - 1], parts[cut - 1], parts[cut:]
    complements = []
    while rest:
        word = rest.pop(0)
        if not rest:
            raise LexiconError(f"lexicon/acts/{act}.yaml", f"{pattern!r} ends with {word!r}", "Add a slot or a word.")
        complements.append((frozenset(word.split("|")), _slot(rest.pop(0))))
    modifiers = tuple(_slot(word) for word in before)
    return Frame(
        act=act, pattern=pattern, shape="noun", heads=tuple(head.split("|")), modifiers=modifiers,
        weight=_weigh([*modifiers, *(c for _, c in complements)], len(complements) + len(flags)),
        complements=tuple(complements), flags=flags,
    )  # fmt: skip


def _phrase(act: str, pattern: str) -> Frame:
    parts, flags = _split(act, pattern)
    subject = _slot(parts.pop(0)) if parts[0].startswith("<") else None
    sequence = tuple(None if word == ".." else _slot(word) for word in parts)
    heads = tuple(sequence[0].words) if sequence and sequence[0] else ()
    if not heads:
        raise LexiconError(f"lexicon/acts/{act}.yaml", f"{pattern!r} begins with a gap or a slot", "Begin with a word.")
    return Frame(
        act=act, pattern=pattern, shape="phrase", heads=heads, subject=subject, sequence=sequence, flags=flags,
        weight=3 * sum(1 for part in sequence if part),
    )  # fmt: skip
