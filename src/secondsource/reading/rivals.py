"""Which of the acts whose frames fit one word is told there.

The same words are an arrest or an imprisonment, a bribe or a levy, by what stands around them. ``weighed`` says of each
match how likely it is that its act is the one.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.keeping import rivals
from secondsource.reading.clauses import View
from secondsource.reading.frames import Match

_HEAVY, _MARGIN, _MANY = 12, 6, 3
STEPS = (0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9)
"""Between which chances the wording of a match counts alike."""
_PREPOSITIONS = frozenset({"prep", "agent"})


def weighed(matches: list[Match], view: View) -> list[Match]:
    """The matches on one word, of one act each, with how likely each is."""
    if not matches:
        return []
    model = rivals()
    traits = evidence(matches, view)
    return [msgspec.structs.replace(match, chance=model.chance(traits[n])) for n, match in enumerate(matches)]


def evidence(matches: list[Match], view: View) -> list[frozenset[str]]:
    """What speaks for and against each of the matches on one word, as names of traits."""
    ranked = sorted(matches, key=lambda match: -match.frame.weight)
    return [frozenset(_with_act(match, {*words(match, view), *_against(match, ranked)})) for match in matches]


def _with_act(match: Match, common: Iterable[str]) -> Iterator[str]:
    act = match.frame.act
    yield f"act:{act}"
    yield f"pattern:{act} {match.frame.pattern}"
    for name in common:
        yield name
        yield f"{act}|{name}"


def _against(match: Match, ranked: list[Match]) -> Iterator[str]:
    """How a match compares with the others on its word."""
    weight = match.frame.weight
    place = next(n for n, other in enumerate(ranked) if other is match)
    yield f"weight:{min(weight, _HEAVY)}"
    yield f"rank:{min(place, _MANY)}"
    yield f"rivals:{min(len(ranked), _MANY)}"
    yield f"behind:{min(ranked[0].frame.weight - weight, _MARGIN)}"
    for other in ranked:
        if other is not match:
            yield f"rival:{other.frame.act}"
            size = "lighter" if other.frame.weight < weight else "heavier" if other.frame.weight > weight else "even"
            yield f"{size}:{other.frame.act}"


def words(match: Match, view: View) -> Iterator[str]:
    """The words of a match and those around it: what they are, what they name, what hangs on them."""
    known, head = view.columns, match.head.i
    yield f"lemma:{known.base[head]}"
    yield f"tag:{known.tags[head]}"
    yield f"relation:{known.relations[head]}"
    yield f"shape:{match.frame.shape}"
    if match.wording is not None:
        own, beside = (bisect(STEPS, chance) for chance in match.wording)
        yield f"wording:{own}"
        yield f"wording beside:{beside}"
    for role, token in (("actor", match.actor), ("recipient", match.recipient), ("item", match.item)):
        if token is None:
            yield f"no {role}"
            continue
        yield f"{role}:{known.base[token.i]}"
        yield from (f"{role} is:{kind}" for kind in _kinds(token, view))
    yield from (f"word:{known.base[word.i]}" for word in match.words[1:])
    for child in known.children[head]:
        relation = known.relations[child]
        yield f"has:{relation}"
        if relation in _PREPOSITIONS:
            for noun in known.children[child]:
                yield from (f"{known.lower[child]}:{kind}" for kind in _kinds(view.doc[noun], view))
        else:
            yield from (f"has:{relation}:{kind}" for kind in view.kinds(view.doc[child]))


def _kinds(token: Token, view: View) -> Iterable[str]:
    return view.kinds(token) or ("none",)
