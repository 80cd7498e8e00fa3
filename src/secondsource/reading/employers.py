"""At which body a post is held: every body and place of work of the report with what speaks for each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from secondsource.lexicon import titles
from secondsource.lexicon.choosers import chooser
from secondsource.lexicon.describing import describing
from secondsource.lexicon.titles import Noun
from secondsource.model import Body, Place, Post
from secondsource.reading.mentions import Mention, Words, written

_NO_EMPLOYERS = frozenset({"media", "international"})
_FACILITIES = frozenset({"camp", "prison", "site", "religious"})
_FAR = 10_000
_LATE = 3
_OFTEN = 4


_Row = tuple[int, str, str, bool, bool]
"""Where a body is named, and what it is: its name, its kind, whether the state's, whether a common noun."""


class Employer(msgspec.Struct, frozen=True):
    """A body or place of work: its name, its kind, whether the state's, whether a common noun; where it is named.

    ``last`` is the noun by which a report speaks of it again ("the mill"); ``spoken`` how often it does so of any such,
    ``frequent`` whether of no other but one more often; ``headline`` whether a headline names it.
    """

    name: str
    kind: str
    state: bool
    common: bool
    tokens: tuple[int, ...]
    last: str = ""
    spoken: int = 0
    frequent: bool = False
    headline: bool = False


class Holding(msgspec.Struct, frozen=True):
    """A post to be placed: its noun, what its holder's mentions are, and the bodies that rules give, by the rule."""

    post: Post
    noun: Noun
    mentions: Sequence[Mention]
    told: Mapping[str, frozenset[str]]


def of_report(words: Words, bodies: Mapping[int, Body], places: Mapping[int, Place]) -> dict[str, Employer]:
    """Every body and place of work of a report by its name in lower case, in the order of the text."""
    found: dict[str, list[_Row]] = {}
    for token in range(len(words.text)):
        body = bodies.get(token)
        if body is not None:
            if bodies.get(token - 1) is not body:
                found.setdefault(body.name.lower(), []).append((token, body.name, body.kind, body.state, body.common))
        elif (place := places.get(token)) is not None and place.kind in _FACILITIES:
            if places.get(token - 1) is not place:
                found.setdefault(place.name.lower(), []).append((token, place.name, place.kind, False, False))
        elif _is_workplace(words, token):
            name = phrase(words, token)
            if name:
                found.setdefault(name.lower(), []).append(
                    (token, name, workplace_kind(words.lower[token]), False, True)
                )
    _by_name(words, found)
    _by_kind(words, found)
    families: Counter[str] = Counter()
    for key, rows in found.items():
        families[key.split()[-1]] += len(rows)
    frequent = {name for name, _ in families.most_common(2)}
    return {key: _employer(words, rows, families, frequent) for key, rows in found.items() if rows}


def _employer(words: Words, rows: list[_Row], families: Mapping[str, int], frequent: set[str]) -> Employer:
    _, name, kind, state, common = rows[0]
    tokens = tuple(sorted(row[0] for row in rows))
    last = name.lower().split()[-1]
    headline = any(words.block[t] in words.titled for t in tokens)
    return Employer(name, kind, state, common, tokens, last, families[last], last in frequent, headline)


def _by_name(words: Words, found: dict[str, list[_Row]]) -> None:
    """Give "the mine" to the Komdok mine that the report named last before it, or the only one that it names."""
    longer: dict[str, list[str]] = {}
    for key in found:
        if " " in key:
            longer.setdefault(key.split()[-1], []).append(key)
    for noun, keys in longer.items():
        rows = found.get(noun, [])
        for row in [r for r in rows if _is_again(words, r[0])]:
            before = [(max(t), key) for key in keys if (t := [r[0] for r in found[key] if r[0] < row[0]])]
            if before or len(keys) == 1:
                same = found[max(before)[1] if before else keys[0]]
                same.append((row[0], *same[0][1:]))
                rows.remove(row)


def _by_kind(words: Words, found: dict[str, list[_Row]]) -> None:
    """Give "the firm" to the only company that the report names otherwise."""
    for key, rows in found.items():
        if " " in key or not rows or key not in titles.titles().places:
            continue
        kinds = {kind for kind, nouns in titles.titles().workplaces.items() if key in nouns}
        named = [k for k, held in found.items() if held and not held[0][4] and held[0][2] in kinds and k != key]
        if len(named) == 1:
            for row in [r for r in rows if _is_again(words, r[0])]:
                found[named[0]].append((row[0], *found[named[0]][0][1:]))
                rows.remove(row)


def _is_again(words: Words, token: int) -> bool:
    """Whether a noun speaks of something known ("the mine")."""
    return words.lower[token - 1] in {"the", "this", "that", "its", "same", "of"} and token > 0


def workplace_kind(noun: str) -> str:
    """The kind of body that a place of work is, or its own noun where none is known."""
    return next((kind for kind, nouns in titles.titles().workplaces.items() if noun in nouns), noun)


def _is_workplace(words: Words, token: int) -> bool:
    if words.lower[token] in titles.titles().seats and words.lower[token + 1 : token + 2] == ("of",):
        behind = words.lower[token + 2 : token + 5]
        if any(word in titles.nouns() for word in behind):
            return False  # "The post of manager" is no place.
    return (
        words.lower[token] in titles.titles().places
        and words.block[token] >= 0
        and words.tag[token] in {"NN", "NNP"}
        and words.lower[token - 1 : token + 1] != ("on", "board")
        and (words.dep[token] not in {"compound", "amod", "nmod"} or numbered(words, token + 1) > 0)
    )


def phrase(words: Words, head: int) -> str:
    """A noun with what describes it, articles and the like aside."""
    start, end = head, head + 1
    while start > 0 and words.tag[start - 1] in DESCRIBING and words.left[head] <= start - 1:
        start -= 1
    return written(words, start, numbered(words, end) or _named(words, end))


def numbered(words: Words, token: int) -> int:
    """The end of a number that stands as a name ("No. 12"), or 0 where none begins."""
    if words.lower[token : token + 1] not in _NUMBER:
        return 0
    token += 2 if words.text[token + 1 : token + 2] == (".",) and words.lower[token] == "no" else 1
    return token + 1 if token < len(words.text) and words.text[token][0].isdigit() else 0


_NUMBER = (("no.",), ("no",), ("№",), ("number",), ("nr.",), ("nr",))


def _named(words: Words, end: int) -> int:
    """The end of a name right behind a common noun ("the fishing cooperative Red Anchor"), or where the noun ends."""
    if words.lower[end - 1] != words.text[end - 1]:
        return end
    stop = end
    while stop < len(words.text) and words.tag[stop] in {"NNP", "NNPS"} and words.text[stop][0].isupper():
        stop += 1
    return stop if words.text[stop : stop + 1] not in (("’s",), ("'s",)) else end


DESCRIBING = frozenset({"NN", "NNP", "JJ", "HYPH", "NFP", "CD"})


def evidence(words: Words, holding: Holding, known: Mapping[str, Employer]) -> dict[str, frozenset[str]]:
    """What speaks for each body as the one of a post, as names of features, by its name."""
    found: dict[str, set[str]] = {}
    first, heads = holding.mentions[0].head, [m.head for m in holding.mentions]
    own = [m.head for m in holding.mentions if m.noun == holding.noun] or heads
    before = sorted(
        (first - max((t for t in one.tokens if t <= first), default=-_FAR), key)
        for key, one in known.items()
        if one.kind not in _NO_EMPLOYERS
    )
    late = {key: n for n, (_, key) in enumerate(before[:_LATE])}
    opening, title = _opening(words, holding), _title(holding)
    inside = (t for m in holding.mentions if m.noun == holding.noun for t in range(m.start, m.head))
    owners = {words.head[t] for t in inside if words.tag[t] == "POS"}
    beside = holding.told["beside"]
    for key, one in known.items():
        if one.common and beside and one.name not in beside and title.words.issuperset(key.split()):
            continue  # The "security" of a head of security at a mill is no body of its own.
        features = found.setdefault(one.name, set())
        features.update(_itself(title, one))
        features.update(_beside(words, own, heads, one))
        if key in late:
            features.update((f"late:{late[key]}", f"{opening}:late:{late[key]}"))
        features.update(_standing(holding.noun.kind, owners, one))
        features.add(f"spoken of:{min(one.spoken, _OFTEN)}")
        if one.frequent:
            features.update(("frequent", f"frequent:{holding.noun.kind}"))
    for rule, names in holding.told.items():
        for name in names:
            same = known.get(name.lower())
            features = found.setdefault(name, set())
            features.add(f"told:{rule}")
            features.add(f"told:{rule}:{holding.noun.kind}:{same.kind if same else 'phrase'}")
            if same is None:
                features.add("phrase")
                features.update(_echoes(title, name.lower().split()))
    return {name: frozenset(features) for name, features in found.items()}


def manner(holding: Holding) -> frozenset[str]:
    """What of a post speaks for or against its having no body."""
    noun = holding.noun
    names = ["always", f"kind:{noun.kind}", f"noun:{noun.lemma}", "plural" if noun.plural else "single"]
    names += [f"told:{rule}" for rule, held in holding.told.items() if held]
    if not any(holding.told.values()):
        names += ["untold", f"untold:{noun.kind}"]
    names.append(f"definite:{holding.mentions[0].definite}")
    return frozenset(f"none:{name}" for name in names)


def of(words: Words, holding: Holding, known: Mapping[str, Employer]) -> str | None:
    """The likeliest body of a post, or None where none is likely enough."""
    return chooser("bodies").choose(evidence(words, holding, known), manner(holding))


class _Title(msgspec.Struct, frozen=True):
    """What is asked of a post for every body: the words of its title, and the kinds of body that it fits or names."""

    kind: str
    lemma: str
    words: frozenset[str]
    fits: frozenset[str]
    said: frozenset[str]


def _title(holding: Holding) -> _Title:
    words, said = frozenset(holding.post.title.lower().split()), titles.titles().said
    kinds = frozenset(said[word] for word in said.keys() & words)
    fits = frozenset(titles.serves_at(holding.noun.lemma))
    return _Title(holding.noun.kind, holding.noun.lemma, words, fits, kinds)


def _itself(title: _Title, one: Employer) -> Iterator[str]:
    common, name = "common" if one.common else "named", one.name.lower().split()
    yield f"kind:{one.kind}"
    yield f"{title.kind}:{one.kind}"
    yield f"{title.lemma}:{one.kind}"
    yield f"{title.kind}:{'state' if one.state else 'other'}:{common}"
    if title.fits:
        yield "fits" if one.kind in title.fits else "misfits"
    if title.said:
        yield "said" if one.kind in title.said else "not said"
    if not titles.titles().services.isdisjoint(name):
        yield f"service:{title.kind}:{common}"
    yield from _echoes(title, name)


def _opening(words: Words, holding: Holding) -> str:
    """How somebody is first called by a title: "its president", "the president", "a president"."""
    mention = next((m for m in holding.mentions if m.noun == holding.noun), holding.mentions[0])
    word = words.lower[mention.start]
    return word if word in {"its", "the", "a", "an", "his", "her", "their", "our"} else "bare"


def _standing(kind: str, owners: set[int], one: Employer) -> Iterator[str]:
    """Whether a body is a part of another, stands in the headline, or has the holder ("the mine's head")."""
    if one.last in describing().branches:
        yield from ("branch", f"branch:{kind}", f"branch:{'common' if one.common else 'named'}")
    if one.headline:
        yield from ("headline", f"headline:{kind}")
    if not owners.isdisjoint(one.tokens):
        yield from ("has", f"has:{kind}")


def _echoes(title: _Title, name: Sequence[str]) -> Iterator[str]:
    if name and name[-1] in title.words:
        yield "echoes:last"
    elif not {word for word in name if len(word) > 3}.isdisjoint(title.words):
        yield "echoes"
    yield f"long:{min(len(name), 3)}"


def _beside(words: Words, own: Sequence[int], heads: Sequence[int], one: Employer) -> Iterator[str]:
    gap, head, token = min((abs(t - h), h, t) for h in own for t in one.tokens)
    side = "after" if token > head else "before"
    if words.sentence[token] == words.sentence[head]:
        yield f"sentence:{side}"
        yield f"gap:{'near' if gap <= 4 else 'far'}:{side}"
    elif words.block[token] == words.block[head]:
        yield f"paragraph:{side}"
    elif abs(words.block[token] - words.block[head]) == 1:
        yield f"next:{side}"
    else:
        yield "away"
    if own is not heads and any(words.sentence[t] == words.sentence[h] for h in heads for t in one.tokens):
        yield "by another mention"
    if one.tokens[0] < heads[0]:
        yield "known"
