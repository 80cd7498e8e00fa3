"""One person or group while its mentions are gathered."""

import msgspec

from secondsource.lexicon import titles
from secondsource.reading.mentions import Mention, Words


class Entity(msgspec.Struct):
    """One person or group while it is being gathered."""

    mentions: list[Mention]
    plural: bool
    gender: str = ""
    names: tuple[str, ...] = ()
    lemmas: set[str] = msgspec.field(default_factory=set)
    kinds: set[str] = msgspec.field(default_factory=set)
    last: Mention | None = None
    subject: bool = False
    age: str = ""


def new(entities: list[Entity]) -> Entity:
    entities.append(Entity(mentions=[], plural=False))
    return entities[-1]


def add(words: Words, entity: Entity, cluster: list[Mention]) -> None:
    if not entity.mentions:
        entity.plural = any(m.plural for m in cluster) or (len(cluster) > 1 and _is_row(words, cluster))
    for mention in cluster:
        entity.mentions.append(mention)
        entity.gender = entity.gender or (mention.gender if not entity.plural else "")
        if len(mention.names) > len(entity.names):
            entity.names = mention.names
        if mention.noun:
            entity.lemmas.add(mention.noun.lemma)
            entity.kinds.add(mention.noun.kind)
        for word in mention.modifiers if mention.names else ():
            called = titles.titles().spoken.get(word)
            if called:
                entity.lemmas.add(called)
        entity.last = mention
        entity.age = entity.age or age_of(words, mention)
    entity.subject = any(words.dep[m.head] in {"nsubj", "nsubjpass"} for m in cluster)


def age_of(words: Words, mention: Mention) -> str:
    """The two digits of an age right behind a name or before a noun, or ""."""
    if mention.kind == "name":
        beside = (
            words.text[mention.end + 1 : mention.end + 2]
            if words.text[mention.end : mention.end + 1] in {(",",), ("(",)}
            else ()
        )
    else:
        beside = words.text[mention.start : mention.head] if mention.kind == "noun" else ()
    return next((word[:2] for word in beside if word[:2].isdigit() and (len(word) == 2 or word.endswith("-old"))), "")


def _is_row(words: Words, cluster: list[Mention]) -> bool:
    heads = {m.head for m in cluster}
    return any(words.dep[m.head] == "conj" and words.head[m.head] in heads for m in cluster)
