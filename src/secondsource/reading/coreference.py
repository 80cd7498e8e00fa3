"""Which mentions of a report speak of the same person: first what one sentence joins, then from mention to mention."""

from collections.abc import Sequence

import msgspec

from secondsource.lexicon import names as name_lexicon
from secondsource.lexicon import titles
from secondsource.reading import mentions as reader
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.names import Name

_NEAR = 14
"""Tokens between a description and the words that name it ("a captain in his late 30s with the surname")."""
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_BACK = 6
"""Sentences back to which a pronoun may reach."""


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


def link(words: Words, names: Sequence[Name], nouns: Sequence[Mention]) -> list[Entity]:
    """The persons and groups of a report, in order of their first mention, each with its mentions in order."""
    named = [_from_name(words, name) for name in names]
    taken = reader.covered([*named, *nouns])
    numbers = reader.numbers(words, taken)
    mentions = sorted([*named, *_apart(nouns, named), *numbers], key=lambda m: (m.start, -m.end))
    cues = {mention.head: name for mention, name in zip(named, names, strict=True)}
    clusters = _clusters(words, mentions, cues)
    entities = _resolve(words, clusters, reader.pronouns(words))
    for entity in entities:
        entity.mentions.sort(key=lambda m: (m.start, m.end))
    return sorted(entities, key=lambda e: (e.mentions[0].start, e.mentions[0].end))


def _from_name(words: Words, name: Name) -> Mention:
    inside = range(name.start, name.end)
    head = next((i for i in inside if words.head[i] not in inside or words.head[i] == i), name.end - 1)
    fresh = any(words.lower[i] in {"another", "other"} for i in range(max(0, name.start - 2), name.start))
    return Mention(name.start, name.end, head, "name", gender=name.gender, names=name.parts, fresh=fresh)


def _apart(nouns: Sequence[Mention], named: Sequence[Mention]) -> list[Mention]:
    """The noun phrases that are no part of a name; one that a name cuts through ends before it."""
    inside = reader.covered(named)
    return [mention for mention in nouns if mention.head not in inside]


def _clusters(words: Words, mentions: list[Mention], cues: dict[int, Name]) -> list[list[Mention]]:
    """Mentions that one sentence joins: title and name, apposition, naming words, copula, kin named together."""
    leader = list(range(len(mentions)))

    def find(i: int) -> int:
        while leader[i] != i:
            i = leader[i]
        return i

    def join(i: int, j: int) -> None:
        low, high = sorted((find(i), find(j)))
        leader[high] = low

    at_head = {mention.head: i for i, mention in enumerate(mentions)}
    at_start: dict[int, int] = {}
    for i, mention in enumerate(mentions):
        at_start.setdefault(mention.start, i)
    for i, mention in enumerate(mentions):
        for j in _joined(words, mentions, i, (at_head, at_start), cues):
            if _agree(mentions[i], mentions[j]) and not _quoted_between(words, mentions[i], mentions[j]):
                join(i, j)
    groups: dict[int, list[Mention]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(find(i), []).append(mention)
    return list(groups.values())


def _quoted_between(words: Words, a: Mention, b: Mention) -> bool:
    """Whether speech ends between two mentions, so that a comma there joins nothing."""
    return any(words.text[t] in {"”", "»"} for t in range(min(a.end, b.end), max(a.start, b.start))) and not (
        words.text[max(a.start, b.start) - 1] in {"“", "«"}
    )


def _agree(a: Mention, b: Mention) -> bool:
    if a.noun and b.noun and a.noun.kind == "kin" and b.noun.kind == "kin":
        return True
    return not (a.plural != b.plural and "group" not in {a.noun and a.noun.kind, b.noun and b.noun.kind}) and not (
        a.gender and b.gender and a.gender != b.gender
    )


def _joined(
    words: Words, mentions: list[Mention], i: int, index: tuple[dict[int, int], dict[int, int]], cues: dict[int, Name]
) -> list[int]:
    """The mentions that the words around mention ``i`` join to it."""
    at_head, at_start = index
    mention, found = mentions[i], []
    head = words.head[mention.head]
    dep = words.dep[mention.head]
    if dep == "appos" and head in at_head and not _listed(words, mentions, i):
        found.append(at_head[head])
    if dep == "conj" and head in at_head and _one_group(mention, mentions[at_head[head]]):
        found.append(at_head[head])
    if dep in {"attr", "oprd"} and words.lemma[head] in {"be", "become", "remain"}:
        found += [at_head[t] for t in _subjects(words, head) if t in at_head and mention.definite != "bare"]
    behind = _behind(words, mention)
    if behind in at_start and (mention.kind == "name" or mentions[at_start[behind]].kind == "name"):
        other = mentions[at_start[behind]]
        if other.kind != "name" or mention.kind != "name":
            found.append(at_start[behind])
    elif behind in at_start and _restated(words, mention, mentions[at_start[behind]]):
        found.append(at_start[behind])
    if mention.kind == "name" and words.text[mention.start - 1] == ",":
        found += _opening(words, mentions, i)
    name = cues.get(mention.head) if mention.kind == "name" else None
    if name is None:
        return found
    if name.title >= 0 and name.title in at_head:
        found.append(at_head[name.title])
    elif name.cue >= 0:
        found += _described(words, mentions, i, name.cue)
    return found


def _listed(words: Words, mentions: list[Mention], i: int) -> bool:
    """Whether a noun phrase after a comma is the next of a list ("the manager, the engineer and the secretary")."""
    for other in mentions[i + 1 : i + 3]:
        if other.noun and words.dep[other.head] == "conj" and words.head[other.head] == mentions[i].head:
            return mentions[i].kind == "noun" and other.definite not in {"bare"}
    return False


def _restated(words: Words, mention: Mention, other: Mention) -> bool:
    """ "The officer, a captain ..." or "the broker — a woman ...": said again with more, not the next of a list."""
    if mention.plural != other.plural or other.kind != "noun" or mention.kind != "noun":
        return False
    if words.text[mention.end] in {"—", "–", "-"}:
        return other.definite == "indefinite"
    return (
        mention.definite in {"definite", "possessed"}
        and other.definite == "indefinite"
        and words.dep[other.head] != "conj"
    )


def _opening(words: Words, mentions: list[Mention], i: int) -> list[int]:
    """What a sentence calls its subject before it names it: "An agent at the station, Choe was ..."."""
    name, found = mentions[i], []
    if words.dep[name.head] not in {"nsubj", "nsubjpass"}:
        return []
    for j in range(i - 1, -1, -1):
        other = mentions[j]
        if words.sentence[other.head] != words.sentence[name.head] or other.plural or other.kind != "noun":
            break
        if words.tag[other.head] and any(words.tag[t] in _FINITE for t in range(other.end, name.start)):
            break
        found.append(j)
    opens = found and (found[-1] == 0 or words.sentence[mentions[found[-1]].start - 1] != words.sentence[name.head])
    return [j for j in found if mentions[j].noun and mentions[j].noun.kind in titles.POSTS] if opens else []


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _one_group(a: Mention, b: Mention) -> bool:
    """Kin named together ("his wife and son") act as one; so do plurals in a row."""
    if not a.noun or not b.noun:
        return False
    if a.noun.kind in titles.POSTS and b.noun.kind in titles.POSTS and not a.plural and not b.plural:
        return a.definite == "bare"
    return (a.noun.kind == b.noun.kind == "kin") or (a.plural and b.plural)


def _subjects(words: Words, verb: int) -> list[int]:
    low = words.left[verb]
    return [t for t in range(low, verb) if words.head[t] == verb and words.dep[t] == "nsubj"]


def _behind(words: Words, mention: Mention) -> int:
    """The token after a comma or bracket behind a mention, an age passed over; -1 where none."""
    token, count = mention.end, len(words.text)
    if (
        token >= count
        or words.text[token] not in {",", "(", "—", "–", "-"}
        or words.block[token] != words.block[mention.head]
    ):
        return -1
    token += 1
    if (
        token + 1 < count
        and words.text[token].isdigit()
        and len(words.text[token]) == 2
        and words.text[token + 1] in {",", ")"}
    ):
        token += 2
    return token if token < count else -1


def _described(words: Words, mentions: list[Mention], i: int, cue: int) -> list[int]:
    """The noun phrase that a naming word speaks of: the nearest before it in its sentence."""
    for j in range(i - 1, -1, -1):
        other = mentions[j]
        if words.sentence[other.head] != words.sentence[cue] or cue - other.end > _NEAR:
            break
        if other.kind != "noun" or other.plural or other.end > cue:
            continue
        if any(words.text[t] in {".", ";", "”"} for t in range(other.end, cue)):
            break
        return [j]
    return []


def _resolve(words: Words, clusters: list[list[Mention]], pronouns: list[Mention]) -> list[Entity]:
    body = [c for c in clusters if any(words.block[m.head] not in words.titled for m in c)]
    heading = [c for c in clusters if c not in body]
    entities: list[Entity] = []
    lead: Entity | None = None
    first = min((words.block[m.head] for c in body for m in c), default=-1)
    queue = sorted([*body, *([p] for p in pronouns)], key=lambda c: c[0].start)
    for cluster in queue:
        if cluster[0].kind == "pronoun":
            _resolve_pronoun(words, entities, cluster[0])
            continue
        entity = _antecedent(words, entities, cluster)
        if entity is None and lead is not None and _is_named_at_last(words, lead, cluster):
            entity = lead
        known = entity is not None
        entity = entity or _new(entities)
        _add(words, entity, cluster)
        if not known and lead is None and words.block[cluster[0].head] == first and _may_lead(entity, cluster):
            lead = entity
    for cluster in heading:
        _add(words, _in_body(words, entities, cluster) or _new(entities), cluster)
    return [entity for entity in entities if entity.mentions]


def _may_lead(entity: Entity, cluster: list[Mention]) -> bool:
    """Whether a report may open with this person unnamed, to name them further down."""
    head = cluster[0]
    return (
        not entity.plural
        and head.kind == "noun"
        and not entity.kinds & {"kin", "group"}
        and "source" not in entity.lemmas
    )


def _is_named_at_last(words: Words, lead: Entity, cluster: list[Mention]) -> bool:
    """Whether a full name, new in the report, is that of the unnamed person with whom the report opens.

    News opens with "a monk from X" and names him in a later sentence, of which he is the subject, mostly with an age.
    """
    named = next((m for m in cluster if m.names), None)
    if named is None or lead.names or lead.plural or any(m.fresh for m in cluster):
        return False
    if named.gender and lead.gender and named.gender != lead.gender:
        return False
    age = next(filter(None, (_age(words, m) for m in cluster)), "")
    if age and lead.age:
        return age == lead.age
    nouns = {m.noun.lemma for m in cluster if m.noun}
    if nouns:
        told = nouns | {m.noun.kind for m in cluster if m.noun}
        return bool(nouns & lead.lemmas) or any((a, b) in titles.stands_for() for a in lead.lemmas for b in told)
    aged = (
        words.text[named.end : named.end + 1] == (",",)
        and words.text[named.end + 1 : named.end + 2] != ()
        and words.text[named.end + 1].isdigit()
    )
    return len(named.names) > 1 and (aged or words.dep[named.head] in {"nsubj", "nsubjpass"})


def _new(entities: list[Entity]) -> Entity:
    entities.append(Entity(mentions=[], plural=False))
    return entities[-1]


def _add(words: Words, entity: Entity, cluster: list[Mention]) -> None:
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
        entity.last = mention
        entity.age = entity.age or _age(words, mention)
    entity.subject = any(words.dep[m.head] in {"nsubj", "nsubjpass"} for m in cluster)


def _age(words: Words, mention: Mention) -> str:
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


def _antecedent(words: Words, entities: list[Entity], cluster: list[Mention]) -> Entity | None:
    """The earlier person that a cluster speaks of again, if any."""
    named = next((m for m in cluster if m.names), None)
    fresh = any(m.fresh for m in cluster)
    if named:
        age = next(filter(None, (_age(words, m) for m in cluster)), "")
        same = [e for e in reversed(entities) if e.names and _same_name(named.names, e.names)]
        same = [e for e in same if not (age and e.age and age != e.age)] or same[:0]
        same.sort(key=lambda e: -(e.last.start if e.last else 0))
        introduced = any(m.definite == "indefinite" for m in cluster)
        if (
            same
            and not fresh
            and not (introduced and len(same[0].names) == len(named.names) and _titles_differ(cluster, same[0]))
        ):
            return same[0]
        if fresh or same:
            return None
    if fresh:
        return None
    for mention in cluster:
        if mention.noun and mention.noun.lemma == "person" and _age(words, mention) and mention.definite == "definite":
            age = _age(words, mention)
            found = next((e for e in reversed(entities) if e.age == age), None)
        elif mention.kind == "number":
            found = _counted(entities, mention)
        elif mention.noun and mention.definite == "definite":
            found = _again(entities, mention, bool(named))
        elif mention.noun and mention.definite == "possessed" and mention.noun.kind != "kin":
            found = _kin(entities, mention)
        elif mention.noun and mention.definite == "bare" and mention.plural and mention.noun.kind != "kin":
            found = _general(entities, mention)
        elif mention.noun and mention.noun.kind == "kin" and mention.definite == "possessed":
            found = _kin(entities, mention)
        else:
            found = None
        if found:
            return found
    return None


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted((a, b), key=len)
    return set(short) <= set(long)


def _titles_differ(cluster: list[Mention], entity: Entity) -> bool:
    nouns = {m.noun.lemma for m in cluster if m.noun}
    return bool(nouns) and not nouns & entity.lemmas


def _fits(mention: Mention, entity: Entity) -> bool:
    if mention.noun is None or entity.plural != mention.plural:
        return False
    if mention.gender and entity.gender and mention.gender != entity.gender:
        return False
    own = _special(mention)
    theirs = [_special(m) for m in entity.mentions if m.noun and m.noun.lemma == mention.noun.lemma]
    if any(_LESSER & own != _LESSER & other for other in theirs):
        return False
    return not own or not any(theirs) or any(own & other for other in theirs)


_LESSER = frozenset({"deputy", "vice", "assistant", "former", "second"})


def _special(mention: Mention) -> frozenset[str]:
    """The words of a noun phrase that tell one such person from another."""
    return frozenset(mention.modifiers) - _PLAIN


_PLAIN = frozenset(
    "the a an this that these those his her their my our its said same old young elderly dead missing unnamed year new"
    " local whole poor one two three four five six seven eight nine ten eleven twelve all both late other s".split()
)


def _again(entities: list[Entity], mention: Mention, naming: bool) -> Entity | None:
    """The latest person whom "the officer" may be: called so before, or else one whom the word stands for."""
    assert mention.noun is not None
    wider = titles.stands_for()
    latest = sorted(entities, key=lambda e: -(e.last.start if e.last else 0))
    same = [e for e in latest if mention.noun.lemma in e.lemmas and _fits(mention, e) and not (naming and e.names)]
    if same:
        counted = _NUMBERS.intersection(mention.modifiers)
        return next((e for e in same if any(counted & set(m.modifiers) for m in e.mentions)), same[0])
    for entity in latest:
        if not _fits(mention, entity) or (naming and entity.names):
            continue
        known = entity.lemmas | entity.kinds
        if any((mention.noun.lemma, word) in wider for word in known):
            return entity
        if entity.names and not entity.lemmas and mention.noun.lemma in {"man", "woman"}:
            return entity
    return None


def _general(entities: list[Entity], mention: Mention) -> Entity | None:
    """Those of whom a report speaks in general ("officers", "defectors") are the same all through it."""
    for entity in reversed(entities):
        first = entity.mentions[0]
        if first.noun == mention.noun and first.definite == "bare" and first.modifiers == mention.modifiers:
            return entity
    return None


def _kin(entities: list[Entity], mention: Mention) -> Entity | None:
    assert mention.noun is not None
    for entity in reversed(entities):
        if (
            mention.noun.lemma in entity.lemmas
            and entity.mentions[0].definite == "possessed"
            and _fits(mention, entity)
        ):
            return entity
    return None


def _counted(entities: list[Entity], mention: Mention) -> Entity | None:
    """The group that "the two" or "both" speaks of again: one of that number, or else the latest group uncounted."""
    word = mention.modifiers[0]
    if not mention.plural or (mention.definite != "definite" and word != "both") or word in {"others", "other"}:
        return None
    groups = [e for e in reversed(entities) if e.plural]
    number = {"two"} if word == "both" else {word}
    same = next((e for e in groups if any(number & set(m.modifiers) for m in e.mentions)), None)
    return same or next((e for e in groups if not any(_NUMBERS & set(m.modifiers) for m in e.mentions)), None)


def _in_body(words: Words, entities: list[Entity], cluster: list[Mention]) -> Entity | None:
    """The person of the body of whom a headline speaks: the first that fits."""
    named = next((m for m in cluster if m.names), None)
    if named:
        return next((e for e in entities if e.names and _same_name(named.names, e.names)), None)
    wider = titles.stands_for()
    for mention in cluster:
        if not mention.noun:
            continue
        for entity in entities:
            known = entity.lemmas | entity.kinds
            if _fits(mention, entity) and (
                mention.noun.lemma in entity.lemmas or any((mention.noun.lemma, word) in wider for word in known)
            ):
                return entity
    return None


_SPEECH = frozenset({"say", "tell", "add", "explain", "recall", "claim", "state", "note", "continue", "recount"})


def _resolve_pronoun(words: Words, entities: list[Entity], pronoun: Mention) -> None:
    """Gives a pronoun to the best person before it, if there is one."""
    here = words.sentence[pronoun.head]
    best, top = None, 0.0
    for entity in entities:
        last = entity.last
        if last is None or entity.plural != pronoun.plural:
            continue
        if pronoun.gender and entity.gender and pronoun.gender != entity.gender:
            continue
        back = here - words.sentence[last.head]
        if back > _BACK or back < 0:
            continue
        score = _salience(words, entity, last, pronoun, back)
        if score > top:
            best, top = entity, score
    if best is None:
        return
    best.mentions.append(pronoun)
    best.gender = best.gender or pronoun.gender
    best.last = pronoun
    best.subject = words.dep[pronoun.head] in {"nsubj", "nsubjpass"}


def _salience(words: Words, entity: Entity, last: Mention, pronoun: Mention, back: int) -> float:
    score = 10.0 - 2.0 * back
    score += 2.0 if entity.subject else 1.0 if words.dep[last.head] == "dobj" else 0.0
    score += 1.0 if entity.names else 0.0
    score += 1.0 if pronoun.gender and entity.gender == pronoun.gender else 0.0
    score += min(len(entity.mentions), 5) * 0.3
    if words.lemma[words.head[last.head]] in _SPEECH and words.dep[last.head] == "nsubj":
        speaks = words.lemma[words.head[pronoun.head]] in _SPEECH and words.dep[pronoun.head] == "nsubj"
        score += 2.0 if speaks else -4.0
    if back == 0 and words.head[last.head] == words.head[pronoun.head] and words.dep[pronoun.head] in {"dobj", "pobj"}:
        score -= 6.0
    return score + last.start / 1e6
