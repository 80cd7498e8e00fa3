"""Mentions that one sentence joins: title and name, apposition, naming words, copula, kin named together."""

from secondsource.lexicon import titles
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.names import Name

_NEAR = 14
"""Tokens between a description and the words that name it ("a captain in his late 30s with the surname")."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def clusters(words: Words, mentions: list[Mention], cues: dict[int, Name]) -> list[list[Mention]]:
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
    for i in range(len(mentions)):
        for j in _joined(words, mentions, i, (at_head, at_start), cues):
            if _agree(mentions[i], mentions[j]) and not _quoted_between(words, mentions[i], mentions[j]):
                join(i, j)
    groups: dict[int, list[Mention]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(find(i), []).append(mention)
    return list(groups.values())


def _quoted_between(words: Words, a: Mention, b: Mention) -> bool:
    """Whether speech ends between two mentions, so that a comma there joins nothing."""
    first, second = min(a.end, b.end), max(a.start, b.start)
    return words.text[second - 1] not in {"“", "«"} and not {"”", "»"}.isdisjoint(words.text[first:second])


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
        if (other.kind != "name" or mention.kind != "name") and not _listed(words, mentions, at_start[behind]):
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
    return [j for j in found if (noun := mentions[j].noun) and noun.kind in titles.POSTS] if opens else []


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
