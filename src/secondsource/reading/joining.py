"""Mentions that one sentence joins: title and name, apposition, naming words, copula, kin named together."""

from secondsource.lexicon import titles
from secondsource.lexicon.attribution import source_words
from secondsource.lexicon.describing import describing
from secondsource.reading.mentions import Mention, Words
from secondsource.reading.names import Name

_NEAR = 14
"""Tokens between a description and the words that name it ("a captain in his late 30s with the surname")."""
_PHRASE = 16
_CLAUSE = 24
_OLD = frozenset({"-", "year", "old", "u", "daw", "mr", "mr.", "ms", "ms.", "mrs."})
_OF = frozenset({"of", "at", "in", "with", "from", "for", "by"})
_IN_PHRASE = frozenset(
    {"IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH", "NFP", "PRP$", "VBG", "AFX", "TO", "``", "''"}
)
_DATA = frozenset({
    "his", "her", "their", "early", "mid", "late", "-", "twenties", "thirties", "forties", "fifties",
    "sixties", "m", "f", "m.", "f.", "male", "female", "b", "b.", ".", "born", "in", "aged", "age", "about",
    "some", "approx",
})  # fmt: skip
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
            first, second = mentions[min(i, j)], mentions[max(i, j)]
            if _agree(first, second) and not _quoted_between(words, first, second) and not _tells(words, first, second):
                join(i, j)
    groups: dict[int, list[Mention]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(find(i), []).append(mention)
    return list(groups.values())


def _quoted_between(words: Words, a: Mention, b: Mention) -> bool:
    """Whether speech ends between two mentions, so that a comma there joins nothing."""
    first, second = min(a.end, b.end), max(a.start, b.start)
    return words.text[second - 1] not in {"“", "«"} and not {"”", "»"}.isdisjoint(words.text[first:second])


def _tells(words: Words, named: Mention, other: Mention) -> bool:
    """Whether who is spoken of behind a comma tells what stands before it: "Police arrested Ri, a neighbour said". No
    comma closes what would describe him."""
    if other.kind != "noun" or other.definite == "bare" or words.text[other.start - 1] != ",":
        return False
    first = next(t for t in range(named.start, -1, -1) if t == 0 or words.sentence[t - 1] != words.sentence[t])
    if not any(words.tag[t] in _FINITE for t in range(first, named.start)):
        return False
    inside = False
    for t in range(other.end, min(other.end + _PHRASE, len(words.text))):
        if not words.text[t].isalnum() and words.tag[t] not in {"HYPH", "POS"}:
            return False
        if words.tag[t] in {"WP", "WDT"}:
            inside = True
        elif words.tag[t] in _FINITE or words.lower[t] in {"told", "said"}:
            if not inside:
                return words.lemma[t] in source_words().speaking
            inside = False
    return False


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
    if dep in {"attr", "oprd", "acomp"} and words.lemma[head] in {"be", "become", "remain"}:
        found += [at_head[t] for t in _subjects(words, head) if t in at_head and _is_calling(mention)]
    found += [at_head[t] for t in called(words, mention) if t in at_head and t != mention.head]
    behind = _behind(words, mention)
    if behind in at_start and (mention.kind == "name" or mentions[at_start[behind]].kind == "name"):
        other = mentions[at_start[behind]]
        if (other.kind != "name" or mention.kind != "name") and not _listed(words, mentions, at_start[behind]):
            found.append(at_start[behind])
    elif behind in at_start and (
        _restated(words, mention, mentions[at_start[behind]]) or _titled_name(mentions, at_start[behind], mention)
    ):
        found.append(at_start[behind])
    if mention.kind == "noun" and not mention.plural:
        named = _past_address(words, _named_after(words, mention))
        if named in at_start and _is_named_so(words, mentions, at_start[named], mention):
            found.append(at_start[named])
        addressed = _past_address(words, mention.end)
        if addressed > mention.end and addressed in at_start and mentions[at_start[addressed]].kind == "name":
            found.append(at_start[addressed])  # "sales director Ms Lin"
    if mention.kind in {"noun", "number"} and mention.plural:
        found += _made_up_of(words, mentions, i)
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


def _is_named_so(words: Words, mentions: list[Mention], i: int, mention: Mention) -> bool:
    """Whether what stands behind "the head of the post, ..." names its bearer, a rank or the like before the name."""
    other = mentions[i]
    if other.kind == "name":
        return _closes(words, other)
    anybody = other.noun is not None and other.noun.lemma in {"man", "woman", "person"} and not other.plural
    again = _restated(words, mention, other) or (anybody and other.definite == "indefinite")
    return _titled_name(mentions, i, mention) or (again and _is_named(words, mentions, i))


def _past_address(words: Words, token: int) -> int:
    """The token behind a form of address ("a Mr Guan", "Ms Lin")."""
    if token < 0 or token + 2 >= len(words.text):
        return token
    start = token + (words.lower[token] in {"a", "one"})
    return start + 1 if words.lower[start] in words.address and words.text[start][:1].isupper() else token


def _titled_name(mentions: list[Mention], i: int, mention: Mention) -> bool:
    """Whether a mention is a title with a name right behind it, said of the one just described ("Major Kim")."""
    other = mentions[i]
    named = next((m for m in mentions[i + 1 : i + 3] if m.start in {other.end, other.end + 1}), None)
    return (
        mention.kind == "noun"
        and not mention.plural
        and not other.plural
        and other.noun is not None
        and other.noun.kind in titles.POSTS
        and other.definite == "bare"
        and named is not None
        and named.kind == "name"
    )


def _is_named(words: Words, mentions: list[Mention], i: int) -> bool:
    """Whether a name stands soon behind a noun, brought in by its words ("a man by the name of Ro")."""
    other = mentions[i]
    return any(
        m.kind == "name"
        and words.sentence[m.head] == words.sentence[other.head]
        and m.start - other.end <= _NEAR // 2
        and _closes(words, m)  # "..., a man named Kim told us" names who tells it.
        for m in mentions[i + 1 : i + 3]
    )


def _made_up_of(words: Words, mentions: list[Mention], i: int) -> list[int]:
    """The people of whom a group or a number is said to be ("a group of inspectors", "two of the drivers")."""
    mention = mentions[i]
    if words.lower[mention.end : mention.end + 1] != ("of",):
        return []
    if mention.noun and mention.noun.lemma not in describing().gatherings:
        return []
    behind = next((j for j in range(i + 1, min(i + 3, len(mentions))) if mentions[j].start == mention.end + 1), -1)
    if behind < 0 or not mentions[behind].plural or mentions[behind].kind != "noun":
        return []
    return [behind]


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


def _is_calling(mention: Mention) -> bool:
    """Whether somebody is said to be what a mention says: "he was head of it", but not "they were men"."""
    known = mention.noun is not None and mention.noun.kind in titles.POSTS and not mention.plural
    return mention.definite != "bare" or known


def called(words: Words, mention: Mention) -> list[int]:
    """Who was appointed what a mention says, or works as it: the subject, of an active verb the object."""
    data = titles.titles()
    over, seat = words.head[mention.head], False
    if words.lower[over] == "of" and words.lower[words.head[over]] in data.seats:
        thing = words.head[over]  # "to the rank of colonel", "took up the post of manager"
        over, seat = thing if words.dep[thing] == "dobj" else words.head[thing], True
    verb = words.head[over] if words.lower[over] == "as" else over
    if words.lower[verb] in data.seats and words.tag[verb] in {"NN", "NNS"} and words.dep[verb] in {"pobj", "dobj"}:
        over = words.head[verb] if words.dep[verb] == "pobj" else verb  # "of his post as director"
        verb, seat = words.head[over], True
    direct = words.dep[mention.head] in {"oprd", "attr", "dobj"} and words.lemma[verb] in data.appoint
    working = words.lower[over] == "as" and words.lemma[verb] in (data.appoint | data.work | data.succeed)
    working |= words.lower[over] == "as" and words.lemma[verb] in data.holding and _has_seat(words, verb, over)
    working |= words.lower[over] == "to" and words.lemma[words.head[over]] in data.promote
    working |= (
        seat
        and (words.lower[over] in _SEATED or words.dep[over] == "dobj")
        and words.lemma[words.head[over]] in (data.appoint | data.work | data.holding)
    )
    verb = words.head[over] if working else verb
    if not (direct or working) or mention.definite == "possessed":
        return []
    children = [t for t in range(words.left[verb], mention.start) if words.head[t] == verb]
    objects = [t for t in children if words.dep[t] == "dobj" and not words.lower[t].endswith(("self", "selves"))]
    objects = [t for t in objects if words.lower[t] not in data.seats]
    if words.lemma[verb] in data.succeed:
        return _of_verb(words, verb, False)
    return objects or _of_verb(words, verb, direct)


def _has_seat(words: Words, verb: int, before: int) -> bool:
    """Whether the object of a verb is a post ("lost his job as manager")."""
    seats = titles.titles().seats
    return any(
        words.head[t] == verb and words.dep[t] == "dobj" and words.lower[t] in seats for t in range(verb, before)
    )


_SEATED = frozenset({"from", "to", "of", "in"})


def _of_verb(words: Words, verb: int, passive_only: bool) -> list[int]:
    """The subject of a verb, of a relative clause the noun before it; a verb without one shares that of the verb over
    it ("he was released and transferred ...", "he went to work ...")."""
    for _ in range(3):
        found = [
            t
            for t in range(words.left[verb], verb)
            if words.head[t] == verb and words.dep[t] in {"nsubjpass", *(() if passive_only else ("nsubj",))}
        ]
        if (not found or words.tag[found[0]] in {"WP", "WDT"}) and words.dep[verb] in {"relcl", "acl"}:
            return [words.head[verb]]
        if found or words.dep[verb] not in {"conj", "xcomp"} or words.head[verb] >= verb:
            return found
        verb = words.head[verb]
    return []


def _subjects(words: Words, verb: int) -> list[int]:
    low = words.left[verb]
    found = [t for t in range(low, verb) if words.head[t] == verb and words.dep[t] == "nsubj"]
    if found and words.tag[found[0]] in {"WP", "WDT"} and words.dep[verb] == "relcl":
        return [words.head[verb]]
    if not found and words.dep[verb] == "xcomp" and words.lower[words.head[verb]] in _SEEMING:
        return _subjects(words, words.head[verb])
    return found


_SEEMING = frozenset({"used", "seems", "seemed", "appears", "appeared", "happened", "happens", "said", "believed"})


def _named_after(words: Words, mention: Mention) -> int:
    """The token after the comma that ends "an inspector of the same port, ..."; -1 where no phrase with "of" does."""
    token, last = mention.end, min(mention.end + _PHRASE, len(words.text) - 1)
    if token < last and words.lower[token] in {"who", "whose"}:
        return _past_clause(words, token)
    if token >= last or words.lower[token] not in _OF:
        return -1
    while token < last and words.text[token] != ",":
        if words.tag[token] not in _IN_PHRASE or words.block[token] != words.block[mention.head]:
            return -1
        token += 1
    return token + 1 if words.text[token] == "," else -1


def _past_clause(words: Words, token: int) -> int:
    """The token of a capital behind the comma that ends a relative clause ("a guard who ran away, Kim Su, was …")."""
    for stop in range(token, min(token + _CLAUSE, len(words.text) - 1)):
        if words.sentence[stop] != words.sentence[token]:
            return -1
        if words.text[stop] == ",":
            behind = stop + 1
            while behind < len(words.text) - 1 and (
                words.tag[behind] in {"CD", "HYPH", "JJ"} or words.lower[behind] in _OLD
            ):
                behind += 1
            return behind if words.text[behind][:1].isupper() else -1
    return -1


def _closes(words: Words, name: Mention) -> bool:
    """Whether a name is set off behind as well, so that it is no subject of its own ("..., Kim said")."""
    after = words.text[name.end : name.end + 1]
    return (
        not after or after[0] in {",", ".", ";", ":", "(", ")", "—", "–"} or words.lower[name.end] in {"who", "whose"}
    )


def _behind(words: Words, mention: Mention) -> int:
    """The token after a comma or bracket behind a mention, an age passed over; -1 where none."""
    token, count = mention.end, len(words.text)
    if (
        token >= count
        or words.text[token] not in {",", "(", "—", "–", "-"}
        or words.block[token] != words.block[mention.head]
    ):
        return -1
    token = _past_data(words, token + 1)
    known = describing().hitherto
    while token + 1 < count and words.lower[token] in known:
        if words.lower[token] == "the" and words.lower[token + 1] not in known:
            break
        token += 1
    return token if token < count else -1


def _past_data(words: Words, token: int) -> int:
    """The token behind age, sex and year of birth (", 51," ", m., b. 1979," ", born in 1979,")."""
    last = min(token + 12, len(words.text) - 1)
    while token < last:
        stop = token
        while stop < last and words.text[stop] not in {",", ")"}:
            stop += 1
        inside = words.lower[token:stop]
        if not inside or len(inside) > 5 or not (all(w in _DATA or w[:1].isdigit() for w in inside)):
            return token
        token = stop + 1
    return token


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
