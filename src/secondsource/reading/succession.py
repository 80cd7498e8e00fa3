"""Posts that go from one to another: "his predecessor", "was named to succeed him", "took over from Ri"."""

from collections.abc import Iterator, Sequence

import msgspec

from secondsource.lexicon import titles
from secondsource.model import Post
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.serving import verbs_of

_REACH = 12


def passed_on(words: Words, entities: Sequence[Entity], held: Sequence[tuple[Post, ...]]) -> list[tuple[Post, ...]]:
    """The posts of each person, with those that somebody without one has had or left to another."""
    at = {m.head: n for n, entity in enumerate(entities) for m in entity.mentions}
    found = list(held)
    for n, entity in enumerate(entities):
        if entity.plural or any(not _is_rank(post) for post in found[n]):
            continue
        for other, before in _others(words, entity, at):
            one = other if other != n else _before(entities, held, n)
            post = next((p for p in held[one] if not _is_rank(p)), None) if one >= 0 else None
            if post is not None:
                found[n] = (*found[n], msgspec.structs.replace(post, former=before))
                break
    return found


def _before(entities: Sequence[Entity], held: Sequence[tuple[Post, ...]], n: int) -> int:
    """The holder of a post spoken of last before somebody: whom "in his stead" means, where no other is meant."""
    start = entities[n].mentions[0].start
    rows = [
        (m.start, k)
        for k, entity in enumerate(entities)
        if k != n and not entity.plural and any(not _is_rank(post) for post in held[k])
        for m in entity.mentions
        if m.start < start
    ]
    return max(rows, default=(0, -1))[1]


def _others(words: Words, entity: Entity, at: dict[int, int]) -> Iterator[tuple[int, bool]]:
    """Whom somebody came before (True) or after (False) in a post."""
    for mention in entity.mentions:
        kin = _heir(words, mention)
        if kin is not None:
            yield from ((at[t], kin) for t in range(max(0, mention.start - 1), mention.start + 3) if t in at)
            yield from ((at[t], kin) for t in _of(words, mention) if t in at)
        passive = [words.head[mention.head]] if words.dep[mention.head] == "nsubjpass" else []
        for verb in (*passive, *verbs_of(words, mention)):
            yield from _at_verb(words, verb, at)


def _heir(words: Words, mention: Mention) -> bool | None:
    """Whether a mention speaks of a predecessor (True) or a successor (False); None where of neither."""
    if mention.noun is None or mention.noun.lemma not in titles.titles().heirs:
        return None
    return mention.noun.lemma == "predecessor"


def _of(words: Words, mention: Mention) -> Iterator[int]:
    """The words behind "the successor of"."""
    if words.lower[mention.end : mention.end + 1] in {("of",), ("to",)}:
        yield from range(mention.end + 1, min(mention.end + _REACH, len(words.text)))


def _at_verb(words: Words, verb: int, at: dict[int, int]) -> Iterator[tuple[int, bool]]:
    """Whom the subject of a verb takes a post over from; of a verb that puts into one through "to succeed"."""
    reach = range(verb, min(verb + _REACH, len(words.text)))
    named = words.lemma[verb] in titles.titles().appoint
    tops = [verb, *(t for t in reach if named and words.head[t] == verb and words.dep[t] in {"xcomp", "advcl"})]
    for top in tops:
        if words.lemma[top] in titles.titles().succeed and words.tag[top] != "VBN":
            yield from ((at[t], False) for t in reach if t in at and words.head[t] == top and words.dep[t] == "dobj")
        if named:
            yield from ((at[t], False) for t in _instead(words, reach) if t in at)
        if words.lemma[top] == "take" and words.lower[top + 1 : top + 3] == ("over", "from"):
            yield from ((at[t], False) for t in reach if t in at and words.dep[t] == "pobj")


def _instead(words: Words, reach: range) -> Iterator[int]:
    """The words for whose place somebody takes ("in his stead", "in place of Ri")."""
    for t in reach:
        after = words.lower[t + 1 : t + 3]
        if words.lower[t] == "in" and len(after) == 2 and after[1] in {"stead", "place"}:
            yield t + 1
        if words.lower[t] == "in" and after in {("place", "of"), ("stead", "of"), ("lieu", "of")}:
            yield from range(t + 3, min(t + 3 + _REACH, len(words.text)))


def _is_rank(post: Post) -> bool:
    noun = titles.nouns().get(titles.in_full(post.title).split()[-1])
    return noun is not None and noun.kind == "rank"
