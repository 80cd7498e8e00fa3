"""Which mentions of a report speak of the same person: first what one sentence joins, then from mention to mention."""

from collections.abc import Sequence

from secondsource.lexicon import titles
from secondsource.lexicon.describing import describing
from secondsource.reading import joining
from secondsource.reading import mentions as reader
from secondsource.reading import pronouns as pronoun_resolution
from secondsource.reading.entities import Entity, add, age_of, new
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.names import Name

_LATELY = 20
"""So many of the last mentions of somebody are asked for what was done to them."""
_SOON = 4
"""Paragraphs after the first within which a report names the person with whom it opens."""


def link(words: Words, names: Sequence[Name], nouns: Sequence[Mention]) -> list[Entity]:
    """The persons and groups of a report, in order of their first mention, each with its mentions in order."""
    named = [_from_name(words, name) for name in names]
    taken = reader.covered([*named, *nouns])
    numbers = reader.numbers(words, taken)
    mentions = sorted([*named, *_apart(nouns, named), *numbers], key=lambda m: (m.start, -m.end))
    cues = {mention.head: name for mention, name in zip(named, names, strict=True)}
    clusters = joining.clusters(words, mentions, cues)
    entities = _resolve(words, clusters, reader.pronouns(words))
    for entity in entities:
        entity.mentions.sort(key=lambda m: (m.start, m.end))
    return sorted(entities, key=lambda e: (e.mentions[0].start, e.mentions[0].end))


def _from_name(words: Words, name: Name) -> Mention:
    inside = range(name.start, name.end)
    head = next((i for i in inside if words.head[i] not in inside or words.head[i] == i), name.end - 1)
    fresh = any(words.lower[i] in {"another", "other"} for i in range(max(0, name.start - 2), name.start))
    near = words.lower[max(0, name.cue - 3) : name.start] if name.cue >= 0 else words.lower[name.start - 2 : name.start]
    fresh |= not describing().likewise.isdisjoint(near)
    title = (words.lower[name.title],) if name.title >= 0 else ()
    return Mention(
        start=name.start,
        end=name.end,
        head=head,
        kind="name",
        gender=name.gender,
        definite="indefinite" if name.cue >= 0 else "name",
        names=name.parts,
        modifiers=title,
        fresh=fresh,
    )


def _apart(nouns: Sequence[Mention], named: Sequence[Mention]) -> list[Mention]:
    """The noun phrases that are no part of a name; one that a name cuts through ends before it."""
    inside = reader.covered(named)
    return [mention for mention in nouns if mention.head not in inside]


def _resolve(words: Words, clusters: list[list[Mention]], pronouns: list[Mention]) -> list[Entity]:
    body = [c for c in clusters if any(words.block[m.head] not in words.titled for m in c)]
    heading = [c for c in clusters if c not in body]
    entities: list[Entity] = []
    lead: Entity | None = None
    first = min((words.block[m.head] for c in body for m in c), default=-1)
    queue = sorted([*([p] for p in pronouns), *body], key=lambda c: c[0].start)
    spoken: dict[int, Entity] = {}
    for cluster in queue:
        if cluster[0].kind == "pronoun":
            found = pronoun_resolution.resolve(words, entities, cluster[0])
            if found is not None:
                spoken[cluster[0].head] = found
            continue
        entity = _predicated(words, cluster, spoken) or _antecedent(words, entities, cluster)
        if entity is None and lead is not None and _is_named_at_last(words, lead, cluster):
            entity = lead
        known = entity is not None
        entity = entity or new(entities)
        add(words, entity, cluster)
        if not known and lead is None and words.block[cluster[0].head] == first and _may_lead(entity, cluster):
            lead = entity
    for cluster in heading:
        add(words, _in_body(words, entities, cluster) or new(entities), cluster)
    return [entity for entity in entities if entity.mentions]


def _predicated(words: Words, cluster: list[Mention], spoken: dict[int, Entity]) -> Entity | None:
    """Who is said to be what a cluster says: "he" of "He was a clerk"."""
    for mention in cluster:
        verb = words.head[mention.head]
        if words.dep[mention.head] == "attr" and words.lemma[verb] in {"be", "become", "remain"}:
            subjects = [t for t in range(words.left[verb], verb) if words.head[t] == verb and words.dep[t] == "nsubj"]
        else:
            subjects = joining.called(words, mention)
        found = next((spoken[t] for t in subjects if t in spoken and spoken[t].plural == mention.plural), None)
        if found is not None:
            return found
    return None


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
    opening = words.block[lead.mentions[0].head]
    if (
        named is None
        or words.sentence[named.head] == words.sentence[lead.mentions[0].head]
        or words.block[named.head] > opening + _SOON
        or lead.names
        or lead.plural
        or any(m.fresh for m in cluster)
    ):
        return False
    if named.gender and lead.gender and named.gender != lead.gender:
        return False
    age = next(filter(None, (age_of(words, m) for m in cluster)), "")
    if age and lead.age:
        return age == lead.age
    known = [m.noun for m in cluster if m.noun] + [titles.nouns()[t] for t in named.modifiers if t in titles.nouns()]
    # "Head" and "deputy" are said of those in any office, so that they speak against nobody.
    nouns = {noun.lemma for noun in known} - titles.titles().local
    if nouns:
        told = nouns | {noun.kind for noun in known}
        return bool(nouns & lead.lemmas) or any((a, b) in titles.stands_for() for a in lead.lemmas for b in told)
    aged = (
        words.text[named.end : named.end + 1] == (",",)
        and words.text[named.end + 1 : named.end + 2] != ()
        and words.text[named.end + 1].isdigit()
    )
    return len(named.names) > 1 and (aged or words.dep[named.head] in {"nsubj", "nsubjpass"})


def _antecedent(words: Words, entities: list[Entity], cluster: list[Mention]) -> Entity | None:
    """The earlier person that a cluster speaks of again, if any."""
    named = next((m for m in cluster if m.names), None)
    fresh = any(m.fresh for m in cluster)
    if named:
        same = _of_that_name(words, entities, cluster, named)
        introduced = any(m.noun and m.definite == "indefinite" and words.dep[m.head] != "attr" for m in cluster)
        # "A night guard, also surnamed Pak" is introduced as somebody else than the manager of that name.
        bare = len(named.names) == 1 and named.definite == "indefinite"
        alike = same and (bare or len(same[0].names) == len(named.names))
        again = alike and introduced and _titles_differ(cluster, same[0])
        if same and not fresh and not again:
            return same[0]
        if same:
            return None
    if fresh:
        return None
    return next(filter(None, (_described_before(words, entities, mention, bool(named)) for mention in cluster)), None)


def _of_that_name(words: Words, entities: list[Entity], cluster: list[Mention], named: Mention) -> list[Entity]:
    """Those who bear a name, the latest first; another age is another person."""
    age = next(filter(None, (age_of(words, m) for m in cluster)), "")
    same = [e for e in entities if e.names and _same_name(named.names, e.names)]
    same = [e for e in same if not (age and e.age and age != e.age)]
    return sorted(same, key=lambda e: -(e.last.start if e.last else 0))


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    short, long = sorted(({word.casefold() for word in name} for name in (a, b)), key=len)
    return short <= long


def _described_before(words: Words, entities: list[Entity], mention: Mention, naming: bool) -> Entity | None:
    """The earlier person of whom a description speaks again; ``naming`` where a new name stands beside it."""
    noun = mention.noun
    if mention.kind == "number":
        return _counted(entities, mention)
    if noun is None:
        return None
    if mention.definite == "definite":
        others = _others(words, entities, mention)
        again = _aged(words, entities, others, mention) or _again(words, others, mention, naming)
        unnamed = [e for e in others if not (naming and e.names)]
        return again or _held(words, unnamed, mention) or _parent(words, unnamed, mention)
    if mention.definite == "possessed":
        return _kin(entities, mention)
    if mention.definite == "bare" and mention.plural and noun.kind != "kin":
        return _general(entities, mention)
    return None


def _aged(words: Words, entities: list[Entity], others: list[Entity], mention: Mention) -> Entity | None:
    """Of whom "the 43-year-old" speaks: somebody of that age, or else the latest with a name whose age is not told."""
    age = age_of(words, mention) if mention.noun and mention.noun.lemma == "person" else ""
    if not age:
        return None
    same = next((e for e in reversed(entities) if e.age == age), None)
    here = words.sentence[mention.head]
    latest = sorted(others, key=lambda e: -(e.last.start if e.last else 0))
    before = (e for e in latest if e.names and not e.plural and not e.age and _one_sex(mention, e))
    return same or next((e for e in before if words.sentence[e.mentions[0].head] < here), None)


def _others(words: Words, entities: list[Entity], mention: Mention) -> list[Entity]:
    """All but who tells what the sentence of a mention says ("according to a resident, the man …"), and who does to
    somebody what its clause tells: "Ri denounced the man" is not of Ri twice."""
    here = words.sentence[mention.head]
    if not pronoun_resolution.tells(words, mention):
        entities = [
            e for e in entities if not (e.last and words.sentence[e.last.head] == here and _says(words, e.last))
        ]
    verb = mention.head
    while words.dep[verb] in _UNDER and words.head[verb] != verb:
        verb = words.head[verb]
    if verb == mention.head or words.dep[mention.head] == "attr":
        return entities
    doing = {t for t in range(words.left[verb], verb) if words.head[t] == verb and words.dep[t] in _DOING}
    return [e for e in entities if not any(m.head in doing for m in e.mentions)] if doing else entities


_UNDER = frozenset({"dobj", "pobj", "prep", "dative", "attr", "agent"})
_DOING = frozenset({"nsubj", "nsubjpass"})


def _says(words: Words, mention: Mention) -> bool:
    return mention.kind != "pronoun" and pronoun_resolution.tells(words, mention)


def _held(words: Words, entities: list[Entity], mention: Mention) -> Entity | None:
    """Who was taken into custody, of "the detainee" or "the arrested man"."""
    assert mention.noun is not None
    lemma = mention.noun.lemma
    called = lemma in describing().held
    if not called and describing().arrested.isdisjoint(mention.modifiers):
        return None
    latest = sorted(entities, key=lambda e: -(e.last.start if e.last else 0))
    fitting = (e for e in latest if e.plural == mention.plural and _one_sex(mention, e))
    if not called:  # "The arrested man" is anybody, "the arrested priest" a priest.
        fitting = (e for e in fitting if lemma in describing().anybody or lemma in e.lemmas)
    return next((e for e in fitting if _is_held(words, e)), None)


def _is_held(words: Words, entity: Entity) -> bool:
    return any(pronoun_resolution.is_held(words, mention) for mention in entity.mentions[-_LATELY:])


def _parent(words: Words, entities: list[Entity], mention: Mention) -> Entity | None:
    """Whom "the father of two" speaks of: the latest who is, for all that is said, a man."""
    behind = words.lower[mention.end : mention.end + 3]
    if mention.noun is None or mention.noun.lemma not in describing().parents or mention.plural:
        return None
    if len(behind) < 3 or behind[0] != "of" or not (behind[1] in describing().numbers or behind[1].isdigit()):
        return None
    whose = mention.end + 2
    if words.tag[whose].startswith("NN") and words.lemma[whose] not in describing().children:
        return None
    latest = sorted(entities, key=lambda e: -(e.last.start if e.last else 0))
    return next((e for e in latest if not e.plural and _one_sex(mention, e)), None)


def _one_sex(mention: Mention, entity: Entity) -> bool:
    return not (mention.gender and entity.gender) or mention.gender == entity.gender


def _titles_differ(cluster: list[Mention], entity: Entity) -> bool:
    """Whether somebody with a name has other titles than the one known by it; "surnamed" asks for the very same."""
    nouns = [m.noun for m in cluster if m.noun]
    if any(m.names and m.definite == "indefinite" for m in cluster):
        return bool(nouns) and entity.lemmas.isdisjoint(n.lemma for n in nouns)
    wider, known = titles.stands_for(), entity.lemmas | entity.kinds
    told = {n.lemma for n in nouns} | {n.kind for n in nouns}
    return (
        bool(nouns)
        and not any(n.lemma in known or any((n.lemma, k) in wider for k in known) for n in nouns)
        and not any((lemma, t) in wider for lemma in entity.lemmas for t in told)
    )


def _fits(mention: Mention, entity: Entity) -> bool:
    if mention.noun is None or entity.plural != mention.plural:
        return False
    if not _one_sex(mention, entity):
        return False
    if mention.whose and any(
        m.noun == mention.noun and m.whose and m.whose.isdisjoint(mention.whose) for m in entity.mentions
    ):
        return False  # The director of the hotel is not that of the water board.
    own, lesser = _special(mention), describing().lesser
    theirs = [_special(m) for m in entity.mentions if m.noun and m.noun.lemma == mention.noun.lemma]
    if any(lesser & own != lesser & other for other in theirs):
        return False
    return not own or not any(theirs) or any(own & other for other in theirs)


def _special(mention: Mention) -> frozenset[str]:
    """The words of a noun phrase that tell one such person from another."""
    return frozenset(mention.modifiers) - describing().plain - describing().numbers


def _again(words: Words, entities: list[Entity], mention: Mention, naming: bool) -> Entity | None:
    """The latest person whom "the officer" may be: called so before, or else one whom the word stands for."""
    assert mention.noun is not None
    wider = titles.stands_for()
    latest = sorted(entities, key=lambda e: -(e.last.start if e.last else 0))
    same = [e for e in latest if mention.noun.lemma in e.lemmas and _fits(mention, e) and not (naming and e.names)]
    if same:
        counted = describing().numbers.intersection(mention.modifiers)
        return next((e for e in same if any(counted & set(m.modifiers) for m in e.mentions)), same[0])
    if _special(mention):
        return None
    for entity in _of_one_sentence_first(words, latest, mention):
        if not _fits(mention, entity) or (naming and entity.names):
            continue
        known = entity.lemmas | entity.kinds
        if any((mention.noun.lemma, word) in wider for word in known):
            return entity
        if entity.names and not entity.lemmas and mention.noun.lemma in {"man", "woman"}:
            return entity
    return None


def _of_one_sentence_first(words: Words, latest: list[Entity], mention: Mention) -> list[Entity]:
    """The latest first; of those of one sentence who is known to be of the sex that a noun tells, and who is in
    custody."""
    if not latest or latest[0].last is None:
        return latest
    sentence = words.sentence[latest[0].last.head]
    beside = [e for e in latest if e.last is not None and words.sentence[e.last.head] == sentence]
    pointed = words.lower[mention.start] in {"that", "this"}
    beside.sort(
        key=lambda e: (bool(mention.gender) and e.gender != mention.gender, not pointed and not _is_held(words, e))
    )
    return beside + latest[len(beside) :]


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
    return same or next(
        (e for e in groups if not any(describing().numbers & set(m.modifiers) for m in e.mentions)), None
    )


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
