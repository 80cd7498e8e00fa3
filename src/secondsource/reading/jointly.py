"""Posts that several people are said to hold at once: "Engineers Ro and Kim", "Ro and Kim, both engineers"."""

from collections.abc import Iterator, Sequence

import msgspec

from secondsource.lexicon import titles
from secondsource.model import Post
from secondsource.reading import serving
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.serving import Ground


def held(
    words: Words, entities: Sequence[Entity], told: Sequence[tuple[Post, ...]], ground: Ground
) -> list[tuple[Post, ...]]:
    """The posts of each person, with those of a group that the report names one by one."""
    named = {m.head: n for n, entity in enumerate(entities) for m in entity.mentions if m.names and not entity.plural}
    found = list(told)
    for posts, entity in zip(told, entities, strict=True):
        for mention in entity.mentions:
            noun = mention.noun
            post = next((p for p in posts if noun and noun.plural and titles.noun_of(p.title) == noun), None)
            if post is None or noun is None:
                continue
            single = titles.nouns().get(noun.lemma)
            if single is None or single.plural:
                continue
            title = " ".join(noun.lemma if titles.nouns().get(word) == noun else word for word in post.title.split())
            those = [named[head] for head in _named(words, mention, named)]
            org = post.org or next(filter(None, (_where(words, entities[n], ground) for n in those)), None)
            for n in those:
                own = [p for p in found[n] if titles.noun_of(p.title) != single or p.org]
                if len(own) == len(found[n]) and any(titles.noun_of(p.title) == single for p in own):
                    continue
                found[n] = (*own, msgspec.structs.replace(post, title=title, org=org))
    return found


def _where(words: Words, entity: Entity, ground: Ground) -> str | None:
    return next(filter(None, (serving.where(words, m, ground) for m in entity.mentions)), None)


def _named(words: Words, mention: Mention, named: dict[int, int]) -> Iterator[int]:
    """The heads of the names that a mention of several counts up: in front of it, right behind, after a comma."""
    reach = range(mention.end, min(mention.end + _REACH, len(words.text)))
    if words.dep[mention.head] == "appos":
        start = words.head[mention.head]
    else:
        joined = (
            t for t in reach if words.dep[t] in {"appos", "conj"} and words.head[t] == mention.head and t in named
        )
        commas = (t for t in reach if words.text[t] == ",")
        opens = {mention.end, next(commas, mention.end - 1) + 1}
        start = next(joined, next((head for head in named if any(words.left[head] <= at <= head for at in opens)), -1))
    chain = [start]
    for head in chain:
        after = range(head + 1, min(head + _REACH, len(words.text)))
        chain += [t for t in after if words.dep[t] == "conj" and words.head[t] == head]
    if len(chain) > 1 and start in named:
        yield from (head for head in chain if head in named)


_REACH = 16
