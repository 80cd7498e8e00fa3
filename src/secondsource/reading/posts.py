"""Posts (title, body, place, former) and ages of a person, from what the report calls them."""

from collections.abc import Mapping, Sequence

import msgspec

from secondsource.lexicon import titles
from secondsource.lexicon.describing import describing
from secondsource.lexicon.titles import Noun
from secondsource.model import Post
from secondsource.reading import employers, serving
from secondsource.reading.employers import Holding
from secondsource.reading.entities import Entity
from secondsource.reading.mentions import Mention, Words, written
from secondsource.reading.serving import Ground

_PREPOSITIONS = frozenset({"of", "at", "in", "for", "from", "with"})
_OVER = frozenset({"of", "for"})
_DOMAIN = 2
"""Words of a field of work behind "for" at most ("deputy head for rear services")."""
_LINKS = frozenset({"the", "a", "an", "that", "its", "his", "our", "this", "’s", "'s"})


def of(words: Words, entity: Entity, ground: Ground) -> tuple[Post, ...]:
    """The posts that a person's mentions tell, the vague ones dropped where a closer one is told."""
    return tuple(
        msgspec.structs.replace(held.post, org=employers.of(words, held, ground.employers))
        for held in holdings(words, entity, ground)
    )


def holdings(words: Words, entity: Entity, ground: Ground) -> list[Holding]:
    """The same posts, each with what rules say of the body at which it is held."""
    names = {m.start: m.end for m in entity.mentions if m.names}
    found: list[tuple[Post, Noun]] = []
    at_start = {m.start: m for m in entity.mentions if m.noun}
    # A headline shortens a title: what the report's body says of somebody goes before.
    for mention in sorted(entity.mentions, key=lambda m: words.block[m.head] in words.titled):
        if found and words.block[mention.head] in words.titled:
            break
        noun = mention.noun
        if noun is None:
            found += _of_name(mention, entity)
            continue
        post = _post(words, mention, names.get(mention.end, mention.end), ground)
        other = at_start.get(mention.end + 1) if words.lower[mention.end : mention.end + 1] == ("and",) else None
        if other and not post.org:  # "A sergeant and squad leader of the company" is both there.
            post = msgspec.structs.replace(post, org=_post(words, other, other.end, ground).org)
        general = noun.lemma in titles.titles().masses
        if general and noun.plural and mention.definite == "bare" and not mention.modifiers and not post.org:
            continue
        if _is_post(noun) or _belongs(words, mention, noun, post, ground):
            found.append((post, noun))
    found += [
        (post, Noun(post.title, "office", "", False))
        for m in entity.mentions
        for post in serving.told(words, m, ground)
    ]
    found += [pair for m in entity.mentions for pair in serving.listed(words, m, ground)]
    kept = _merged(found)
    return [
        Holding(post, noun, entity.mentions, _told(words, entity, ground, (post, noun), kept)) for noun, post in kept
    ]


def _told(
    words: Words, entity: Entity, ground: Ground, of: tuple[Post, Noun], kept: Sequence[tuple[Noun, Post]]
) -> dict[str, frozenset[str]]:
    """The bodies that rules give a post, by rule: told beside it, or with another post, or known from before."""
    post, noun = of
    mention = next((m for m in entity.mentions if m.noun == noun), None)
    served = _served(words, post, noun, entity, ground)
    rules: dict[str, set[str | None]] = {
        "beside": {post.org} if post.org else {serving.where(words, m, ground) for m in entity.mentions},
        "shared": {other.org for _, other in kept} - {post.org},
        "title": {serving.of_title(words, mention, ground) if mention else None},
        "bridged": {serving.bridged(words, mention, ground) if mention else None},
        "served": {served},
        "owned": {_owned(words, mention)},
        "said": {*(word for word in _own_words(post.title) if titles.titles().said.get(word) == word)},
    }
    return {rule: frozenset(name for name in names if name) for rule, names in rules.items()}


def _own_words(title: str) -> list[str]:
    """The words of a title without what it is over: "head" of "head of security"."""
    words = title.split()
    return words[: next((n for n, word in enumerate(words) if word in _OVER), len(words))]


def _owned(words: Words, mention: Mention | None) -> str | None:
    """The place of work whose somebody is said to be ("the gang's leader")."""
    owner = mention.owner if mention else -1
    return employers.phrase(words, owner) if words.lower[owner] in titles.titles().places and owner >= 0 else None


def _of_name(mention: Mention, entity: Entity) -> list[tuple[Post, Noun]]:
    """The post that a title right before a name tells, where it is no noun phrase of its own ("Major Haile")."""
    spoken = titles.titles().spoken
    if not mention.names:
        return []
    short = titles.titles().short
    known = [(word, titles.nouns().get(spoken.get(word, word))) for word in mention.modifiers]
    return [
        (Post(word if word in short else n.lemma), n)
        for word, n in known
        if n and n.kind in titles.POSTS and (word in spoken or n.lemma not in entity.lemmas)
    ]


def _is_post(noun: Noun) -> bool:
    """Whether a report that calls somebody so may give a post."""
    return noun.kind in titles.POSTS or noun.kind == "trade" or noun.lemma in titles.titles().forces


def _belongs(words: Words, mention: Mention, noun: Noun, post: Post, ground: Ground) -> bool:
    """Whether a noun for anybody says of what service or body somebody is ("security man", "member of the council").

    So do nouns for those whom a body sends ("an inspection team from the ministry").
    """
    data = titles.titles()
    if noun.lemma in data.sent:
        return bool(post.org) and _is_of_body(words, mention, ground)
    if noun.kind != "person":
        return False
    if noun.lemma in data.belonging and not (data.arms | data.ranks_of).isdisjoint(mention.modifiers):
        return True
    return bool(post.org) and _is_body(words, mention, ground)


def _is_body(words: Words, mention: Mention, ground: Ground) -> bool:
    """Whether a team, or men, are said to be of a body ("men from the ministry")."""
    after = words.lower[mention.end : mention.end + 1]
    ahead = range(mention.end, min(mention.end + 8, len(words.text)))
    return after in {("of",), ("from",)} and any(i in ground.bodies for i in ahead)


def _is_of_body(words: Words, mention: Mention, ground: Ground) -> bool:
    """Whether a body is named right behind "of" or "from", and nobody between ("a group of officials of the mine")."""
    if words.lower[mention.end : mention.end + 1] not in {("of",), ("from",)}:
        return any(i in ground.bodies and not ground.bodies[i].common for i in range(mention.start, mention.head))
    for i in range(mention.end + 1, min(mention.end + 8, len(words.text))):
        if i in ground.bodies:
            return True
        if words.lower[i] in titles.nouns() or words.tag[i].startswith("VB"):
            return False
    return False


def _served(words: Words, post: Post, noun: Noun, entity: Entity, ground: Ground) -> str | None:
    """The body of the kind at which a title is held that the report named last before its holder, or else first.

    A title may say the kind itself ("police captain"). A body's own name counts before a common noun ("policemen").
    """
    kinds = titles.serves_at(noun.lemma)
    kinds = kinds.intersection(post.title.split()) or kinds
    at = entity.mentions[0].head
    fit = [(token, body) for token, body in ground.bodies.items() if body.kind in kinds]
    fit = [(token, body) for token, body in fit if not body.common] or fit
    before = [body for token, body in fit if token <= at]
    body = before[-1] if before else fit[0][1] if fit else None
    return body.name if body else None


def _post(words: Words, mention: Mention, end: int, ground: Ground) -> Post:
    org, place, domain = _beside(words, mention, end, ground)
    inside = range(mention.start, mention.head)
    org = org or next((ground.bodies[i].name for i in reversed(inside) if i in ground.bodies), None)
    place = place or next((ground.places[i] for i in reversed(inside) if i in ground.places), None)
    former = any(words.lower[i] in titles.titles().former for i in inside) or words.lower[mention.start - 1] == _ONCE
    title = [i for i in inside if _in_title(words, i, ground)]
    whole = [_prefixed(words, i) + _spelt(words, i).strip() for i in (*title, mention.head)]
    return Post(" ".join(word for word in (*whole, domain) if word), org, place, former)


def _spelt(words: Words, token: int) -> str:
    """A word of a title as it is written; the point of a short form stands with it."""
    low = words.lower[token]
    cut = low in titles.titles().short and not low.endswith(".") and words.text[token + 1 : token + 2] == (".",)
    return f"{low}." if cut else low


def _prefixed(words: Words, token: int) -> str:
    """What a hyphen joins to a word of a title ("vice-")."""
    joined = words.text[token - 1] == "-" and words.lower[token - 2] in describing().prefixes
    return f"{words.lower[token - 2]}-" if joined else ""


def _in_title(words: Words, token: int, ground: Ground) -> bool:
    lower = words.lower[token]
    if (
        lower in describing().untitled
        or lower in describing().numbers
        or lower in titles.titles().former
        or token in ground.places
        or (words.text[token + 1] == "-" and lower in describing().prefixes)
    ):
        return False
    if token in ground.bodies and not ground.bodies[token].common:
        return False
    if words.tag[token].startswith("VB") and words.lemma[token] in titles.titles().appoint | {"be", "have"}:
        return False
    if (
        words.tag[token] in {"CD", "POS", "PRP$", "DT", "HYPH", "IN", "CC", "RB"}
        or words.dep[token] == "poss"
        or "-old" in lower
    ):
        return False
    return words.text[token][0].islower() or lower in titles.nouns() or lower in {"senior", "first", "deputy", "chief"}


def _beside(words: Words, mention: Mention, end: int, ground: Ground) -> tuple[str | None, str | None, str]:
    """Body and place named behind a title, or behind the name after it ("head of the county office in X").

    Third, what the title is over where that is no body ("of ventilation"). A local office is held at its place.
    """
    org = branch = place = None
    domain = ""
    token, count = end, len(words.text)
    if token + 1 < count and end > mention.end and words.text[token] == ",":
        token += 3 if words.text[token + 1].isdigit() and token + 3 < count else 1
    while token + 1 < count and words.lower[token] in _PREPOSITIONS and words.block[token] == words.block[mention.head]:
        start = token + 1
        while start < count and words.lower[start] in _LINKS:
            start += 1
        stop = _end_of_phrase(words, start, ground)
        if stop == start:
            break
        body = next((ground.bodies[i].name for i in range(start, stop) if i in ground.bodies), None)
        place = place or next((ground.places[i] for i in range(start, stop) if i in ground.places), None)
        told = _body_of(words, (token, start, stop), body, ground)
        common = stop - 1 in ground.bodies and ground.bodies[stop - 1].common
        over = words.lower[token] == "of" or (words.lower[token] == "for" and start == token + 1)
        if told and (body is None or common) and over and _is_domain(words, start, stop):
            told, domain = None, domain or f"{words.lower[token]} {written(words, start, stop)}"
        if told is None and words.lower[token] == "of" and stop - 1 in ground.places and _governs(mention):
            told = ground.places[stop - 1]
        if words.lower[stop - 1] in describing().branches and (body is None or ground.bodies.get(stop - 1) is None):
            branch = branch or told
        else:
            org = org or told
        token = stop
    return org or branch, place, domain


def _governs(mention: Mention) -> bool:
    return mention.noun is not None and mention.noun.lemma in titles.titles().local


def _is_domain(words: Words, start: int, stop: int) -> bool:
    """Whether a phrase behind a title is a field of work ("ventilation") rather than where that is done."""
    last = words.lower[stop - 1]
    known = titles.titles().places | describing().branches
    return (
        words.tag[stop - 1] in {"NN", "NNS"}
        and not (last.endswith("s") and words.lower[start - 1] in _LINKS)
        and last not in known
        and (words.lower[start - 1] != "for" or stop - start <= _DOMAIN)
        and not any(words.text[i][:1].isupper() for i in range(start, stop))
    )


def _end_of_phrase(words: Words, start: int, ground: Ground) -> int:
    stop = start
    while stop < len(words.text):
        if stop in ground.spans:
            stop = ground.spans[stop][1]
        elif stop > start and (number := employers.numbered(words, stop)):
            stop = number
        elif words.tag[stop] in _PHRASE_TAGS or (stop > start and words.lower[stop] == "works"):
            stop += 1
        else:
            break
    return stop


_PHRASE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "NFP"})


def _body_of(words: Words, phrase: tuple[int, int, int], body: str | None, ground: Ground) -> str | None:
    preposition, start, stop = phrase
    last = words.lower[stop - 1]
    common = stop - 1 in ground.bodies and ground.bodies[stop - 1].common
    if body and not (common and last in describing().branches):
        return body
    if last in describing().branches and start in ground.last_body and ground.last_body[start].state:
        return ground.last_body[start].name
    work = words.lower[preposition] == "with" and any(
        words.lower[i] in titles.titles().places for i in range(start, stop)
    )
    if stop - 1 in ground.places or not (work or words.lower[preposition] in {"of", "at", "from", "for"}):
        return None
    if words.entity[stop - 1] in {"DATE", "MONEY", "TIME", "CARDINAL"} or words.lower[stop - 1] in titles.nouns():
        return None
    return written(words, start, stop)


def _merged(posts: Sequence[tuple[Post, Noun]]) -> list[tuple[Noun, Post]]:
    """One post a noun: what several mentions tell of it taken together; "the officer" gives way to "captain"."""
    found: dict[Noun, Post] = {}
    for post, noun in posts:
        old = found.get(noun)
        if old is None:
            found[noun] = post
            continue
        title = max(old.title, post.title, key=lambda title: len(titles.in_full(title)))
        found[noun] = Post(title, old.org or post.org, old.place or post.place, old.former or post.former)
    kept = {
        noun: post for noun, post in found.items() if not any(_gives_way(noun, post, other, found) for other in found)
    }
    place = next((post.place for post in [*kept.values(), *found.values()] if post.place), None)
    return [(noun, Post(p.title, p.org, p.place or place, p.former)) for noun, p in kept.items()]


def _gives_way(noun: Noun, post: Post, other: Noun, found: Mapping[Noun, Post]) -> bool:
    """Whether a title says only what another says more closely: it stands for that one, and has no words of its own."""
    if noun.kind == "office" and other.kind == "rank" and noun.lemma not in _ANY_OFFICE:
        return False
    if noun == other or (" " in post.title and (post.org or noun.lemma != other.lemma)):
        return False
    wider = titles.stands_for()
    if not {(noun.lemma, other.lemma), (noun.lemma, other.kind)} & wider:
        return noun.lemma == other.lemma and noun.plural and not other.plural
    mutual = bool({(other.lemma, noun.lemma), (other.lemma, noun.kind)} & wider)
    return not mutual or _weight(other, found) > _weight(noun, found)


_ONCE = "formerly"
_ANY_OFFICE = frozenset({"officer", "official", "cadre", "agent"})
"""Offices that a rank says more closely; "the head, a major" is both."""


def _weight(noun: Noun, found: Mapping[Noun, Post]) -> tuple[bool, int, int]:
    """What of two titles that may stand for each other tells more: the one with a body, the longer, the first."""
    post = found[noun]
    return bool(post.org), len(post.title), -list(found).index(noun)
