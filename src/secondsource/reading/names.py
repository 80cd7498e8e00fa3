"""Names of persons in a report: which capitalised words are one, told by the words around them, then found again."""

from collections.abc import Iterable, Mapping

import msgspec

from secondsource.lexicon import names as lexicon
from secondsource.lexicon import titles
from secondsource.lexicon.describing import describing
from secondsource.reading.mentions import Mention, Spans, Words

_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "al", "bin", "ibn", "bint", "el", "van", "y", "da", "ben", "ould"}
)
_CLOSED = frozenset({"PRP", "PRP$", "DT", "IN", "CC", "WP", "WRB", "WDT", "MD", "RB", "EX", "TO", "VBD", "VBZ", "UH"})
_QUOTES = frozenset({"“", '"', "‘", "'", "«"})
_POSSESSIVE = frozenset({"’s", "'s", "’", "'"})
_OF_THE_BEARER = frozenset({"named", "surnamed"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "DATE", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT"})
_BEFORE_PLACES = frozenset({"in", "at", "near", "to", "from", "of", "across", "around"})
_PHRASE = 14
_IN_PHRASE = frozenset({"IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "POS", "HYPH"})
ENOUGH = 2
"""Points that make a run of capitalised words a name."""


class Name(msgspec.Struct, frozen=True):
    """A name at tokens ``[start, end)``; ``parts`` are its words without hyphens.

    ``title`` is the token of a form of address or a person's noun right before it (else -1); ``cue`` the token of
    the words that bring it in ("surnamed", "known as"), else -1. ``strong``: it may be found again by one word.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    title: int = -1
    cue: int = -1
    gender: str = ""
    strong: bool = False


class Signs(msgspec.Struct, frozen=True):
    """What stands beside names: person's nouns by first token and by head, names of places and bodies."""

    starts: Mapping[int, Mention]
    heads: Mapping[int, Mention]
    blocked: Spans


def find(words: Words, nouns: Iterable[Mention], blocked: Spans) -> list[Name]:
    """Every mention of a person by name, in order. ``blocked`` are the names of places and bodies."""
    held = list(nouns)
    signs = Signs({m.start: m for m in held}, {m.head: m for m in held}, blocked)
    runs = _runs(words)
    accepted: dict[int, Name] = {}
    for start, end in runs:
        name = _judge(words, start, end, signs)
        if name:
            accepted[name.start] = name
    for start, end in runs:
        name = _coordinated(words, start, end, accepted.values(), blocked)
        if name:
            accepted.setdefault(name.start, name)
    known = _known(accepted.values())
    taken = {token for name in accepted.values() for token in range(name.start, name.end)}
    for start, end in runs:
        for name in _again(words, start, end, blocked, known):
            if name.start not in taken and name.end - 1 not in taken:
                accepted[name.start] = name
    return [accepted[start] for start in sorted(accepted)]


def _runs(words: Words) -> list[tuple[int, int]]:
    """Stretches of capitalised tokens, with the hyphens and particles inside them."""
    runs, token, count = [], 0, len(words.text)
    while token < count:
        if not words.text[token][:1].isupper() or words.block[token] < 0:
            token += 1
            continue
        end = token + 1
        while end < count and words.block[end] == words.block[token]:
            step = 0 if _opened(words, token, end) else _step(words, end)
            if not step:
                break
            end += step
        runs.append((token, min(end, count)))
        token = end
    return runs


def _opened(words: Words, start: int, end: int) -> bool:
    """Whether the run so far is what opens a sentence before a name: "On Monday Ri Song Min"."""
    last = end - 1
    led = words.dep[last] == "pobj" and words.head[last] <= start
    timed = words.dep[last] == "npadvmod" and words.entity[last] in {"DATE", "TIME"} and words.head[last] > end
    return (led or timed) and words.head[end] > end and words.dep[end] != "pobj"


def _step(words: Words, end: int) -> int:
    """How many tokens from ``end`` on belong to the run of capitalised words before it."""
    text, lower = words.text, words.lower
    if text[end][:1].isupper():
        ended = text[end - 1] == "." and len(text[end - 2]) > 1
        breaks = ended or (words.tag[end] in _CLOSED and text[end - 1] != "-")
        return 0 if breaks else 1
    if end + 1 >= len(text):
        return 0
    if text[end] in {"-", "/"} and _glued(words, end) and words.start[end] + 1 == words.start[end + 1]:
        return 2 if text[end + 1].isalpha() else 0
    if lower[end] in _PARTICLES:
        if text[end + 1][:1].isupper():
            return 2
        if text[end + 1] == "-" and end + 2 < len(text) and text[end + 2][:1].isupper():
            return 3
    if text[end] == "." and len(text[end - 1]) == 1 and _glued(words, end):
        return 1
    if lower[end].startswith(("al-", "el-", "ul-")):
        return 1
    return 0


def _glued(words: Words, token: int) -> bool:
    return words.start[token - 1] + len(words.text[token - 1]) == words.start[token]


def _parts(words: Words, start: int, end: int) -> tuple[str, ...]:
    return tuple(words.text[i] for i in range(start, end) if words.text[i] not in {"-", ".", "/"})


def _core(words: Words, start: int, end: int) -> tuple[int, int, int, str]:
    """The run without titles before and other words behind the name: start, end, token of the title, sex it tells."""
    nouns, address = titles.nouns(), words.address
    title, sex, first = -1, "", start
    for token in range(start, end - 1):
        lower = words.lower[token]
        if words.text[token + 1] in {"-", "/"}:
            continue
        joined = token > start + 1 and words.text[token - 1] == "-" and words.lower[token - 2] in titles.titles().short
        if joined and lower in nouns and first == token - 2:
            title, first = token, token + 1
            continue
        if lower in nouns:
            title, sex, first = token, sex or nouns[lower].gender, token + 1
        elif lower in address and first == token and not (words.text[token + 1] == "." and not lower.endswith(".")):
            title, sex, first = token, sex or address[lower], token + 1
        elif first == token and words.tag[token] not in {"NNP", "NNPS", "NN", "FW", "NNS"}:
            first = token + 1
    last = end
    while last > first and (
        words.lower[last - 1] in nouns or (words.text[last - 1] == "." and len(words.text[last - 2]) > 1)
    ):
        last -= 1
    if title < 0 and first > 0 and words.block[first - 1] == words.block[first]:
        before = first - 1
        if words.text[before] == "." and words.lower[before - 1] in titles.titles().short:
            before -= 1
        lower = words.lower[before]
        if lower in nouns or lower in address:
            title, sex = before, address.get(lower, "") or (nouns[lower].gender if lower in nouns else "")
    return first, last, title, sex


def _judge(words: Words, start: int, end: int, signs: Signs) -> Name | None:
    """The name in a run, if what stands around it tells that it is a person's."""
    first, last, title, sex = _core(words, start, end)
    parts = _parts(words, first, last)
    if not parts or len(parts) > 6 or not lexicon.not_names().isdisjoint(parts):
        return None
    common = words.lower[first] in titles.nouns() or words.tag[first] in _CLOSED or words.tag[first].startswith("J")
    cue = _cue(words, first)
    if cue < 0 and title == first - 1:
        cue = _cue(words, title)
    if title >= start and _is_of_a_body(words, last):
        return None
    if len(parts) == 1 and common and ((title < 0 and cue < 0) or words.tag[first] == "PRP"):
        return None
    taken = cue < 0 and title < 0 and any(i in signs.blocked for i in range(first, last))
    if taken and any(not first <= edge <= last for i in range(first, last) for edge in signs.blocked.get(i, ())):
        return None
    score = (
        3 * (cue >= 0)
        + _titled(words, title, first, parts)
        + _shape(words, first, last, parts)
        + _around(words, first, last, signs)
    )
    if score < ENOUGH + taken:
        return None
    strong = title >= 0 or cue >= 0 or score > ENOUGH or _is_set_off(words, first, last, signs)
    if cue >= 0 and len(parts) == 1 and words.lower[cue] not in _OF_THE_BEARER:
        kin = _kin_behind(words, last)
        if kin:
            return Name(first, last + 2, (f"{parts[0]}’s {kin.lemma}",), title, cue, kin.gender, True)
    return Name(first, last, parts, title, cue, sex or lexicon.gender(parts), strong)


def _coordinated(words: Words, start: int, end: int, known: Iterable[Name], blocked: Spans) -> Name | None:
    """The name in a run that "and" joins to one of a person ("Ro Chol and Castellon Diaz were held")."""
    first, last, title, sex = _core(words, start, end)
    parts = _parts(words, first, last)
    joined = [i for i in range(first, last) if words.dep[i] == "conj" and words.head[i] < first]
    if not 2 <= len(parts) <= 4 or not joined or any(words.tag[i] not in {"NNP", "HYPH"} for i in range(first, last)):
        return None
    if _is_of_a_body(words, last) or any(i in blocked for i in range(first, last)):
        return None
    over = words.head[joined[0]]
    if not any(name.start <= over < name.end and len(name.parts) > 1 for name in known):
        return None
    return Name(first, last, parts, title, -1, sex or lexicon.gender(parts), False)


def _is_of_a_body(words: Words, last: int) -> bool:
    """Whether a run ends in the noun of a body or place of work ("Border Guard Command")."""
    return words.lower[last - 1] in titles.titles().places | describing().branches


def _kin_behind(words: Words, last: int) -> titles.Noun | None:
    """The noun for kin behind a name: who is called after a child ("whom everybody calls Hyon's mother") does not bear
    the child's name."""
    if last + 1 >= len(words.text) or words.lower[last] not in _POSSESSIVE:
        return None
    noun = titles.nouns().get(words.lower[last + 1])
    return noun if noun and noun.kind == "kin" and not noun.plural else None


def _titled(words: Words, title: int, start: int, parts: tuple[str, ...]) -> int:
    if title < 0:
        return 0
    if words.text[title][:1].isupper() and words.block[start] not in words.titled:
        return 3
    noun = titles.nouns().get(words.lower[title])
    if noun and noun.plural:
        return 0
    return 2 if len(parts) > 1 or words.lower[title] in words.address or words.entity[start] == "PERSON" else 1


def _shape(words: Words, start: int, end: int, parts: tuple[str, ...]) -> int:
    """Points that the words themselves give: a family name before given names, what the parser took them for."""
    score = 0
    headline = words.block[start] in words.titled
    if 2 <= len(parts) <= 4 and parts[0].title() in lexicon.family_first():
        score += 2
    if len(parts) > 1 and (lexicon.gender(parts) or not lexicon.known().isdisjoint(parts)):
        score += 1
    if headline:
        return score
    labels = words.entity[start:end]
    people = sum(label == "PERSON" for label in labels)
    other = sum(label in _PLACE_LABELS for label in labels)
    if people == end - start:
        score += 2 if len(parts) > 1 else 1
    elif other < end - start and 2 <= len(parts) <= 4:
        score += 1
    if len(parts) == 1 and parts[0] in lexicon.family_first():
        return score + 1
    return score - (other == end - start and len(parts) == 1)


def _around(words: Words, start: int, end: int, signs: Signs) -> int:
    """Points that the words around give: an age, a description, a verb that asks for a person, a relative's noun."""
    count = len(words.text)
    score = 3 * _age_follows(words, end)
    before, single = words.lower[start - 1] if start else "", end - start == 1
    if start > 1 and before in {",", "—", "–", "-"}:
        apposed = _apposed(words, start, end, signs)
        score += 3 if apposed else 2 * (start - 2 in signs.heads)
    if end + 1 < count:
        if words.text[end] in {",", "(", "—", "–"}:
            noun = signs.starts.get(end + 1)
            told = words.lower[end + 1] in {"who", "whose", "whom", "female", "male"} or words.tag[end + 1] == "VBN"
            score += 2 if noun and not noun.plural else told
        if words.lower[end] in _POSSESSIVE and words.lower[end + 1] in titles.nouns():
            score += 1
    head = next((words.head[i] for i in range(start, end) if words.dep[i] in {"nsubj", "nsubjpass"}), -1)
    if head >= 0 and (words.lemma[head] in lexicon.human_verbs() or not single):
        score += 1
    return score - (single and before in _BEFORE_PLACES)


def _is_set_off(words: Words, start: int, end: int, signs: Signs) -> bool:
    """Whether a name stands behind the comma of a description of its bearer ("his wife, Nasrin, ...")."""
    return start > 1 and words.text[start - 1] == "," and _apposed(words, start, end, signs)


def _apposed(words: Words, start: int, end: int, signs: Signs) -> bool:
    if any(words.dep[i] == "appos" and words.head[i] in signs.heads for i in range(start, end)):
        return True
    closed = words.text[end : end + 1] in {(",",), ("(",)}
    for token in range(start - 2, max(-1, start - _PHRASE), -1):
        if not closed or words.tag[token] not in _IN_PHRASE:
            return False
        if token in signs.heads and not signs.heads[token].plural:
            return words.lower[token + 1] in {"of", "at", "in", "for", "from"}
    return False


def _age_follows(words: Words, end: int) -> bool:
    """ ", 51," or "(37)"."""
    if end + 2 >= len(words.text) or words.text[end] not in {",", "("}:
        return False
    age = words.text[end + 1]
    return age.isdigit() and len(age) == 2 and words.text[end + 2] in {",", ")", ".", ";", "who", "an", "a", "and", ":"}


def _cue(words: Words, start: int) -> int:
    """The token of words that bring in a name right before ``start`` ("surnamed", "known only as"), or -1."""
    data, token = lexicon.names(), start - 1
    while token > 0 and words.text[token] in _QUOTES:
        token -= 1
    if token < 0 or words.block[token] != words.block[start]:
        return -1
    lower = words.lower[token]
    quoted = token < start - 1 or "whom" in words.lower[max(0, token - 5) : token]
    if lower in data.named_by or lower in data.name_nouns or (lower in {"call", "calls"} and quoted):
        return token
    if lower in {"as", "by", "of", "is", "was", ",", "only"} and token > 1:
        window = words.lower[max(0, token - 4) : token]
        if lower == "as" and any(word in {"known", "identified", "named"} for word in window):
            return token
        if any(word in data.name_nouns for word in window[-2:]):
            return token
    return token if lower in {"one", "certain"} and words.tag[start] == "NNP" else -1


def _known(accepted: Iterable[Name]) -> frozenset[str]:
    """Words by which a name may be found again."""
    return frozenset(
        part for name in accepted if name.strong or len(name.parts) > 1 for part in name.parts if len(part) > 1
    )


def _again(words: Words, start: int, end: int, blocked: Spans, known: frozenset[str]) -> list[Name]:
    """Later mentions of names in a run: stretches of words that are all known."""
    found, token = [], start
    while token < end:
        if words.text[token] not in known:
            token += 1
            continue
        stop = token + 1
        while stop < end and (words.text[stop] in known or words.text[stop] in {"-", ".", "/"}):
            stop += 1
        while words.text[stop - 1] in {"-", "/"}:
            stop -= 1
        outside = any(not token <= edge <= stop for i in range(token, stop) for edge in blocked.get(i, ()))
        if not outside and _may_stand(words, [i for i in range(start, end) if not token <= i < stop]):
            parts = _parts(words, token, stop)
            _, _, title, sex = _core(words, token, stop)
            found.append(Name(token, stop, parts, title, _cue(words, token), sex or lexicon.gender(parts)))
        token = stop
    return found


def _may_stand(words: Words, rest: list[int]) -> bool:
    """Whether the other capitalised words of the run leave the name its own: titles and sentence openings do."""
    nouns, address = titles.nouns(), words.address
    return all(
        words.lower[i] in nouns
        or words.lower[i] in address
        or words.tag[i] not in {"NNP", "NNPS"}
        or words.block[i] in words.titled
        for i in rest
    )
