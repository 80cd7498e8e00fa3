"""Names of persons in a report: which capitalised words are one, told by the words around them, then found again."""

import msgspec

from secondsource.lexicon import names as lexicon
from secondsource.lexicon import titles
from secondsource.reading.mentions import Words

_PARTICLES = frozenset({"de", "del", "la", "las", "los", "al", "bin", "ibn", "bint", "el", "van", "y", "e", "da"})
_HUMAN_DEPS = frozenset({"nsubj", "nsubjpass"})


class Name(msgspec.Struct, frozen=True):
    """A name at tokens ``[start, end)``; ``parts`` are its words without hyphens.

    ``title`` is the token of a form of address or a person's noun right before it (else -1); ``cue`` the token of
    the words that bring it in ("surnamed", "known as"), else -1.
    """

    start: int
    end: int
    parts: tuple[str, ...]
    title: int = -1
    cue: int = -1
    gender: str = ""
    strong: bool = False


def find(words: Words, blocked: frozenset[int]) -> list[Name]:
    """Every mention of a person by name, in order. ``blocked`` are the tokens of places and bodies."""
    runs = _runs(words)
    accepted: dict[int, Name] = {}
    for start, end in runs:
        for name in _judge(words, start, end, blocked):
            accepted[name.start] = name
    known = _known(accepted.values())
    for start, end in runs:
        for name in _again(words, start, end, blocked, known):
            if name.start not in accepted and not any(n.start <= name.start < n.end for n in accepted.values()):
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
            if words.text[end][:1].isupper() and not _breaks(words, end - 1):
                end += 1
            elif end + 1 < count and words.text[end] == "-" and _glued(words, end):
                end += 2
            elif end + 1 < count and words.lower[end] in _PARTICLES and words.text[end + 1][:1].isupper():
                end += 2
            elif words.text[end] == "." and len(words.text[end - 1]) == 1 and _glued_left(words, end):
                end += 1
            else:
                break
        runs.append((token, end))
        token = end
    return runs


def _glued(words: Words, token: int) -> bool:
    return (
        _glued_left(words, token)
        and words.start[token] + 1 == words.start[token + 1]
        and words.text[token + 1].isalpha()
    )


def _glued_left(words: Words, token: int) -> bool:
    return words.start[token - 1] + len(words.text[token - 1]) == words.start[token]


def _breaks(words: Words, token: int) -> bool:
    """A sentence that ended with an abbreviation does not run on into the next one's name."""
    return words.text[token] == "." and len(words.text[token - 1]) > 1


def _parts(words: Words, start: int, end: int) -> tuple[str, ...]:
    return tuple(words.text[i] for i in range(start, end) if words.text[i] not in {"-", "."})


def _judge(words: Words, start: int, end: int, blocked: frozenset[int]) -> list[Name]:
    """The name in a run, if what stands around it tells that it is a person's."""
    nouns, address = titles.nouns(), titles.titles().address
    title, sex, first = -1, "", start
    while first < end - 1:
        lower = words.lower[first]
        if (
            lower in address
            and (words.text[first + 1] != "." or lower.endswith("."))
            and words.text[first + 1][:1].isupper()
        ):
            title, sex = first, sex or address[lower]
        elif lower in nouns and words.text[first + 1] not in {"-", "."}:
            title, sex = first, sex or nouns[lower].gender
        elif words.tag[first] in {"NNP", "NNPS", "FW", "NN"} and first not in blocked:
            break
        first += 1
    if first > start and title < 0 and words.lower[first] in nouns:
        return []
    last = end
    while last > first and (words.text[last - 1] in lexicon.not_names() or words.lower[last - 1] in nouns):
        last -= 1
    if last < end and last - first < 2:
        return []
    if (
        title < 0
        and first > 0
        and words.lower[first - 1] in (address | nouns)
        and words.block[first - 1] == words.block[first]
    ):
        title = first - 1
        sex = address.get(words.lower[title], "") or (
            nouns[words.lower[title]].gender if words.lower[title] in nouns else ""
        )
    parts = _parts(words, first, last)
    if not parts or any(part in lexicon.not_names() for part in parts) or any(i in blocked for i in range(first, last)):
        if (
            not (_cue(words, first) >= 0 or title >= 0)
            or any(part in lexicon.not_names() for part in parts)
            or not parts
        ):
            return []
    score, cue = _score(words, first, last, parts, title)
    if score < 2:
        return []
    strong = title >= 0 or cue >= 0 or score >= 3
    return [Name(first, last, parts, title, cue, sex or lexicon.gender(parts), strong)]


def _score(words: Words, start: int, end: int, parts: tuple[str, ...], title: int) -> tuple[int, int]:
    """Points for being a person's name, two of which are enough; and the cue that brings it in, or -1."""
    score, cue = 0, _cue(words, start)
    if cue >= 0:
        score += 3
    if title >= 0:
        score += (
            3 if words.text[title][:1].isupper() or len(parts) > 1 or words.dep[title] in {"compound", "nmod"} else 2
        )
    headline = words.block[start] in words.titled
    score += _age_follows(words, end) * 3
    if len(parts) in (2, 3, 4) and parts[0] in lexicon.family_first():
        score += 2
    if not headline:
        people = sum(words.entity[i] == "PERSON" for i in range(start, end))
        places = sum(words.entity[i] in {"GPE", "LOC", "FAC", "NORP"} for i in range(start, end))
        score += (people == end - start) * (2 if len(parts) > 1 else 1) - (places == end - start and len(parts) == 1)
        head = words.head[end - 1] if words.dep[end - 1] in _HUMAN_DEPS else -1
        if head >= 0 and words.lemma[head] in lexicon.human_verbs():
            score += 1
        if end + 1 < len(words.text) and words.lower[end] in {"’s", "'s"} and words.lower[end + 1] in titles.nouns():
            score += 1
        if (
            end + 2 < len(words.text)
            and words.text[end] in {",", "(", "—", "–"}
            and words.lower[end + 1] in {"a", "an", "the", "who", "whose", "whom", "female", "male"}
        ):
            score += len(parts) > 1 or parts[0] in lexicon.family_first()
    if lexicon.gender(parts):
        score += len(parts) > 1
    if start and words.lower[start - 1] in {"in", "at", "near", "to", "from", "of"} and len(parts) == 1:
        score -= 1
    return score, cue


def _age_follows(words: Words, end: int) -> bool:
    """ ", 51," or "(37)"."""
    if end + 2 >= len(words.text) or words.text[end] not in {",", "("}:
        return False
    age = words.text[end + 1]
    return age.isdigit() and len(age) == 2 and words.text[end + 2] in {",", ")", ".", ";", "who", "an", "a", "and"}


def _cue(words: Words, start: int) -> int:
    """The token of words that bring in a name right before ``start`` ("surnamed", "known only as"), or -1."""
    data, token = lexicon.names(), start - 1
    while token > 0 and words.text[token] in {"“", '"', "‘", "'", "«"}:
        token -= 1
    if token < 0 or words.block[token] != words.block[start]:
        return -1
    if words.lower[token] in data.named_by or words.lower[token] in data.name_nouns:
        return token
    if words.lower[token] in {"as", "by", "of", "is", "was", ","} and token > 1:
        window = words.lower[max(0, token - 4) : token]
        if words.lower[token] == "as" and any(w in {"known", "identified", "named"} for w in window):
            return token
        if any(w in data.name_nouns for w in window[-2:]):
            return token
    return token if words.lower[token] == "one" and words.tag[start] == "NNP" else -1


def _known(accepted: object) -> dict[str, int]:
    """Words of the accepted names, to the number of names that hold each."""
    found: dict[str, int] = {}
    for name in accepted:  # type: ignore[attr-defined]
        for part in name.parts:
            if len(part) > 1 and (name.strong or len(name.parts) > 1):
                found[part] = found.get(part, 0) + 1
    return found


def _again(words: Words, start: int, end: int, blocked: frozenset[int], known: dict[str, int]) -> list[Name]:
    """Later mentions of names in a run: stretches of words that are all known."""
    found, token = [], start
    while token < end:
        if words.text[token] not in known or token in blocked and words.entity[token] != "PERSON" and end - start > 1:
            token += 1
            continue
        stop = token + 1
        while stop < end and (words.text[stop] in known or words.text[stop] in {"-", "."}):
            stop += 1
        while words.text[stop - 1] in {"-"}:
            stop -= 1
        rest = [i for i in range(start, end) if not token <= i < stop]
        if _may_stand(words, rest):
            parts = _parts(words, token, stop)
            title = (
                token - 1
                if token
                and words.lower[token - 1] in (titles.nouns() | titles.titles().address)
                and words.block[token - 1] == words.block[token]
                else -1
            )
            found.append(Name(token, stop, parts, title, _cue(words, token), lexicon.gender(parts)))
        token = stop
    return found


def _may_stand(words: Words, rest: list[int]) -> bool:
    """Whether the other capitalised words of the run leave the name its own: titles and sentence openings do."""
    table = titles.nouns() | titles.titles().address
    return all(
        words.lower[i] in table or words.tag[i] not in {"NNP", "NNPS"} or words.block[i] in words.titled for i in rest
    )
