"""Posts that no title tells: what somebody runs or commands, and where "the waitress" spoken of serves."""

from collections.abc import Iterator, Mapping

import msgspec

from secondsource.lexicon import titles
from secondsource.lexicon.titles import Noun
from secondsource.model import Body, Post
from secondsource.reading.employers import DESCRIBING, Employer, phrase, workplace_kind
from secondsource.reading.mentions import Mention, Spans, Words, written

_NEAR = 200
"""Tokens back to which the place of work of somebody may lie who is spoken of as known."""


class Ground(msgspec.Struct, frozen=True):
    """What posts are read against: bodies and canonical names of places by each token that they cover.

    ``last_body`` is the body named last before each token; ``spans`` the tokens of each body's or place's name;
    ``employers`` every body and place of work by its name in lower case.
    """

    bodies: Mapping[int, Body]
    places: Mapping[int, str]
    last_body: Mapping[int, Body]
    spans: Spans
    employers: Mapping[str, Employer]


def told(words: Words, mention: Mention, ground: Ground) -> Iterator[Post]:
    """The posts that verbs tell of a mention: "who ran the mill", "Yun heads a small group", "he used to teach"."""
    for verb in verbs_of(words, mention):
        yield from _in_charge(words, verb, ground)
        verb = _used_to(words, verb)
        title = titles.titles().verbs.get(words.lemma[verb])
        works = title is None
        title = title or titles.titles().works.get(words.lemma[verb])
        if title is None:
            continue
        thing = next((t for t in range(verb, min(verb + _ENTRY, len(words.text))) if _is_object(words, t, verb)), -1)
        if thing < 0:
            continue
        org = ground.bodies[thing].name if thing in ground.bodies else None
        if org is None and words.lower[thing] in titles.titles().places:
            org = phrase(words, thing)
        if org or works or words.lower[thing] in _THEM:
            inside = range(words.left[thing], thing + 1)
            place = next((ground.places[t] for t in inside if t in ground.places), None)
            kind = ground.bodies[thing].kind if thing in ground.bodies else workplace_kind(words.lower[thing])
            told = titles.titles().runs.get(kind, title) if title in _RUNS else title
            yield Post(told, org, place, words.tag[verb] == "VBD")


def _in_charge(words: Words, verb: int, ground: Ground) -> Iterator[Post]:
    """ "Who is in charge of the mine"."""
    if words.lemma[verb] in {"be", "put"} and words.lower[verb + 1 : verb + 4] == ("in", "charge", "of"):
        inside = (t for t in range(verb + 4, len(words.text)) if words.head[t] == verb + 3)
        org = _employer(words, next(inside, -1), ground)
        if org:
            yield Post("head", org, None, words.tag[verb] == "VBD")


_RUNS = frozenset({"head", "leader"})
_THEM = frozenset({"them", "it"})


def _used_to(words: Words, verb: int) -> int:
    """The verb that "used to" and the like bring in, or the verb itself."""
    if words.lower[verb] not in {"used", "began", "started", "continued", "had", "kept"}:
        return verb
    inner = (t for t in range(verb + 1, min(verb + 4, len(words.text))) if words.head[t] == verb)
    return next((t for t in inner if words.dep[t] == "xcomp"), verb)


def where(words: Words, mention: Mention, ground: Ground) -> str | None:
    """The body of which somebody is, or at which they work, where no title says it: "Ro of the mill, an engineer"."""
    if mention.kind == "name" and words.lower[mention.end : mention.end + 1] in {("of",), ("from",), ("at",)}:
        inside = (t for t in range(mention.end + 1, len(words.text)) if words.head[t] == mention.end)
        return _employer(words, next(inside, -1), ground)
    for verb in verbs_of(words, mention):
        if words.lemma[verb] in {"work", "serve", "employ"}:
            things = (t for t in range(verb, min(verb + _ENTRY, len(words.text))) if _is_at(words, t, verb))
            found = _employer(words, next(things, -1), ground)
            if found:
                return found
    return None


def _is_at(words: Words, token: int, verb: int) -> bool:
    over = words.head[token]
    return words.dep[token] == "pobj" and words.head[over] == verb and words.lower[over] in {"at", "for", "in", "with"}


def _employer(words: Words, token: int, ground: Ground) -> str | None:
    """The name of the body or place of work that a word stands for."""
    if token < 0:
        return None
    if token in ground.bodies:
        return ground.bodies[token].name
    return phrase(words, token) if words.lower[token] in titles.titles().places else None


def of_title(words: Words, mention: Mention, ground: Ground) -> str | None:
    """The place of work that a title says itself ("the market manager"): as named last before, else by that word."""
    own = (t for t in range(mention.head - 1, mention.start - 1, -1) if words.lower[t] in titles.titles().places)
    at = next((t for t in own if words.tag[t] in {"NN", "NNP"}), None)
    if at is None:
        return None
    noun = words.lower[at]
    for token in range(mention.start - 1, -1, -1):
        if words.lower[token] != noun or words.dep[token] == "compound":
            continue
        body = ground.bodies.get(token)
        named = body.name if body and not body.common else phrase(words, token)
        if named.lower() != noun:
            return named
    return None


def listed(words: Words, mention: Mention, ground: Ground) -> Iterator[tuple[Post, Noun]]:
    """The posts that an entry of a list tells behind a name: "Kim Ok, f., b. 1979, accountant, Sobaek Trading"."""
    token, last = mention.end, min(mention.end + _ENTRY, len(words.text) - 1)
    if not mention.names or words.text[token : token + 1] not in (_COMMA, _BRACKET):
        return
    while token < last and words.block[token] == words.block[mention.head]:
        field = _field(words, token + 1, last)
        noun = titles.nouns().get(words.lower[field - 1]) if field > token + 1 else None
        inside = range(token + 1, field)
        if (
            noun
            and noun.kind in {*titles.POSTS, "trade"}
            and not noun.plural
            and all(_titular(words, i) for i in inside)
        ):
            org = None
            if words.text[field] == ",":
                behind = range(field + 1, _field(words, field + 1, last))
                org = next((ground.bodies[i].name for i in behind if i in ground.bodies), None)
            yield Post(written(words, token + 1, field), org), noun
            return
        if not all(_is_detail(words, i) for i in inside):
            return
        token = field


def _field(words: Words, start: int, last: int) -> int:
    """The end of a field of an entry."""
    return next((i for i in range(start, last + 1) if words.text[i] in _ENDS), last)


def _titular(words: Words, token: int) -> bool:
    return words.text[token].islower() and words.tag[token] in DESCRIBING | {"VBG"}


def _is_detail(words: Words, token: int) -> bool:
    """Whether a word is of a person's sex, age or year of birth, or of a name's other spelling."""
    low = words.lower[token]
    return low in _DETAILS or low.strip(".").isdigit() or not words.text[token].isascii() or not low.isalpha()


_ENTRY = 24
_COMMA, _BRACKET = (",",), ("(",)
_ENDS = frozenset(",;.()[]\n")
_DETAILS = frozenset(
    [
        "m",
        "f",
        "b",
        "m.",
        "f.",
        "b.",
        "male",
        "female",
        "born",
        "aged",
        "age",
        "approx",
        "approx.",
        "ca",
        "ca.",
        "about",
        "years",
        "old",
        "in",
    ]
)


def bridged(words: Words, mention: Mention, ground: Ground) -> str | None:
    """The place of work named last before somebody who is spoken of as known there ("the café ... the waitress")."""
    if mention.definite != "definite" and not mention.plural and words.lower[mention.start] != "its":
        return None
    kinds = titles.serves_at(mention.noun.lemma) if mention.noun else frozenset()
    for token in range(mention.start - 1, max(-1, mention.start - _NEAR), -1):
        if words.block[token] < 0 or words.tag[token] not in {"NN", "NNP"}:
            continue
        body = ground.bodies.get(token)
        if body and body.kind != "media" and (not kinds or body.kind in kinds):
            return body.name
        if words.lower[token] in _workplaces(mention) and words.dep[token] != "compound":
            return phrase(words, token)
    return None


def _workplaces(mention: Mention) -> frozenset[str]:
    """Where somebody called so may work: a nun in no station."""
    data = titles.titles()
    kinds = titles.serves_at(mention.noun.lemma) if mention.noun else frozenset()
    own = [data.workplaces[kind] for kind in sorted(kinds) if kind in data.workplaces]
    return frozenset().union(*own) if own else data.places


def verbs_of(words: Words, mention: Mention) -> Iterator[int]:
    """The verbs of which a mention is the subject, by itself or through "who"."""
    head = mention.head
    if words.dep[head] == "nsubj":
        yield words.head[head]
    for token in range(mention.end, min(mention.end + 12, len(words.text))):
        if words.dep[token] == "relcl" and words.head[token] == head and _has_who(words, token):
            yield token


def _has_who(words: Words, verb: int) -> bool:
    return any(
        words.head[t] == verb and words.lower[t] == "who" and words.dep[t] == "nsubj"
        for t in range(words.left[verb], verb)
    )


def _is_object(words: Words, token: int, verb: int) -> bool:
    over = words.head[token]
    working = words.lemma[verb] in titles.titles().works
    if words.dep[token] == "dobj":
        return over == verb and not working
    at = words.dep[token] == "pobj" and words.lower[over] in {"at", "over", "for", "in"} and words.head[over] == verb
    return at and (working or (words.lemma[verb] == "preside" and words.lower[over] in {"at", "over"}))
