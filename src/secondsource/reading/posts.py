"""Posts (title, body, place, former) and ages of a person, from what the report calls them."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from secondsource.lexicon import titles
from secondsource.model import Body, Post
from secondsource.reading.coreference import Entity
from secondsource.reading.mentions import Mention, Spans, Words

_PREPOSITIONS = frozenset({"of", "at", "in", "for", "from", "with"})
_LINKS = frozenset({"the", "a", "an", "that", "its", "his", "our", "this", "’s", "'s"})
_BRANCHES = frozenset("branch department office section unit division bureau station team headquarters".split())
_VAGUE = frozenset({"officer", "official", "agent", "leader", "worker", "member", "chief", "head", "assistant"})
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve several some many all both".split())
_DROPPED = frozenset(
    "the a an his her their my our its this that these those another other one more new young old elder senior junior"
    " very same likewise said mr mr. ms".split()
)


class Ground(msgspec.Struct, frozen=True):
    """What posts are read against: bodies and canonical names of places by each token that they cover.

    ``last_body`` is the body named last before each token; ``spans`` the tokens of each body's or place's name.
    """

    bodies: Mapping[int, Body]
    places: Mapping[int, str]
    last_body: Mapping[int, Body]
    spans: Spans


def of(words: Words, entity: Entity, ground: Ground) -> tuple[Post, ...]:
    """The posts that a person's mentions tell, the vague ones dropped where a closer one is told."""
    found: list[Post] = []
    for mention in entity.mentions:
        if mention.noun and mention.noun.kind in titles.POSTS:
            found.append(_post(words, mention, ground))
    return _merged(found)


def _post(words: Words, mention: Mention, ground: Ground) -> Post:
    org, place = _beside(words, mention, ground)
    inside = range(mention.start, mention.head)
    org = org or next((ground.bodies[i].name for i in reversed(inside) if i in ground.bodies), None)
    place = place or next((ground.places[i] for i in reversed(inside) if i in ground.places), None)
    former = any(words.lower[i] in titles.titles().former for i in inside)
    title = [
        words.lower[i]
        for i in inside
        if words.lower[i] not in _DROPPED | _NUMBERS | titles.titles().former
        and words.tag[i] not in {"CD", "POS", "PRP$", "DT", "HYPH"}
        and (words.text[i][0].islower() or words.lower[i] in titles.nouns())
        and i not in ground.places
        and words.dep[i] != "poss"
        and not words.text[i].endswith("-old")
    ]
    return Post(" ".join([*title, words.lower[mention.head]]), org, place, former)


def _beside(words: Words, mention: Mention, ground: Ground) -> tuple[str | None, str | None]:
    """The body and the place named behind a title ("head of the county office in X")."""
    org = place = None
    token, count = mention.end, len(words.text)
    while token + 1 < count and words.lower[token] in _PREPOSITIONS and words.block[token] == words.block[mention.head]:
        start = token + 1
        while start < count and words.lower[start] in _LINKS:
            start += 1
        stop = start
        while stop < count and (
            words.tag[stop] in {"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "NFP"}
            or stop in ground.bodies
            or stop in ground.places
            or words.lower[stop] == "no."
        ):
            stop += 1
        if stop == start:
            break
        body = next((ground.bodies[i].name for i in range(start, stop) if i in ground.bodies), None)
        spot = next((ground.places[i] for i in range(start, stop) if i in ground.places), None)
        place = place or spot
        if not org:
            last = words.lower[stop - 1]
            if body:
                org = body
            elif last in _BRANCHES and start in ground.last_body:
                org = ground.last_body[start].name
            elif stop - 1 not in ground.places and words.lower[token] in {"of", "at", "from", "for"}:
                org = " ".join(words.text[i] for i in range(start, stop) if words.tag[i] != "POS")
        elif body:
            org = body
        token = stop
    return org, place


def _merged(posts: Sequence[Post]) -> tuple[Post, ...]:
    """One post a title: what several mentions tell of it taken together; a vague title gives way to a close one."""
    found: dict[str, Post] = {}
    for post in posts:
        key = post.title.split()[-1] if post.title else ""
        old = found.get(key)
        if old is None:
            found[key] = post
            continue
        found[key] = Post(
            max(old.title, post.title, key=len), old.org or post.org, old.place or post.place, old.former or post.former
        )
    close = [post for key, post in found.items() if key not in _VAGUE]
    vague = [post for key, post in found.items() if key in _VAGUE]
    kept = close or vague
    org = next((p.org for p in [*kept, *vague] if p.org), None)
    place = next((p.place for p in [*kept, *vague] if p.place), None)
    return tuple(Post(p.title, p.org or org, p.place or place, p.former) for p in kept)


_AGE = re.compile(
    r"\b(?:(?P<years>\d{1,3})[- ]year[- ]old|(?:in (?:his|her|their) )(?P<decade>(?:early |mid-?|late )?(?:\d0s|twenties|thirties|forties"
    r"|fifties|sixties|seventies|eighties))|aged? (?P<aged>\d{1,3})|^, (?P<comma>\d{2})\b|^ \((?P<bracket>\d{2})\)|^,? of (?P<of>\d{2})\b)"
)


def age(text: str, words: Words, entity: Entity) -> str | None:
    """The age as given ("40s", "late 30s", "62") beside some mention of a person; None where none is told."""
    if entity.plural:
        return None
    for mention in entity.mentions:
        if mention.kind not in {"name", "noun"}:
            continue
        inside = text[words.start[mention.start] : words.start[mention.head]]
        match = _AGE.search(inside)
        if match:
            return next(value for value in match.groups() if value)
        end = words.start[mention.end - 1] + len(words.text[mention.end - 1])
        match = _AGE.match(text[end : end + 40]) or _AGE.match(text[end : end + 40].lstrip(" ,"))
        if match:
            return next(value for value in match.groups() if value)
    return None
