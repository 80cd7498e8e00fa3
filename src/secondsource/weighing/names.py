"""Do two written names stand for one name? Romanisations, order of parts, initials and parts left out."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from secondsource.lexicon import spellings as lexicon
from secondsource.lexicon.standing import standing

Match = Literal["same", "part", "initial", "single", "letter", "different"]
"""``same``: every part of both agrees, two or more. ``part``: two or more agree and one name has more. ``initial``: one
part agrees, another agrees with an initial, or initials of all parts are given. ``single``: all there is to compare is
one part, and it agrees. ``letter``: all there is to compare is one initial, and nothing speaks against it."""

_PART = re.compile(r"\*?[^\W\d_]+(?:['/][^\W\d_]+)*")
_APOSTROPHES = re.compile("[’‘ʻʼ`´]")
_GIVEN_FIRST = re.compile(r"\w+-\w+ \w+")
"""A hyphenated given name before a family name; in the order of the country the hyphen stands at the end."""
_BYNAME = re.compile(r"[“\"‘]([A-Z][\w’'-]+)[”\"’]")
_MASK = re.compile(r"(?<=\s)(?:[x×*○]{1,3}-|某{1,2})(?=\w)")
"""How an official paper blacks out a part of a name, and leaves its end: *Deng X-guo*."""
_MASKED = "*"
"""What a part begins with whose beginning is blacked out."""
_TWO_LETTERS = re.compile(r"\b([cgkpstz])h\.|\b(t)s\.|\b(y)[aeou]\.")
"""Initials of two letters, which transcriptions from other scripts use: *Kh. K.*"""
_UNDIVIDED = str.maketrans("ıđłøð", "idlod")
"""Letters that Unicode does not take apart into a letter and a mark."""
_VOWELS = frozenset("aeiouy")
_GLIDE = re.compile(r"(?<=[aeiou])y(?=[aeiou])|(?<=i)y$|(?<=y)i$")
_DIPHTHONG = re.compile(r"(?<=[aeou])y")
_LETTERS = {"h": "g"}
"""Initials that transcriptions exchange: *Hryts* is *Grits* in the neighbouring language."""
_SKELETON_LEAST = 3
"""Consonants that a name needs before another spelling with the same consonants counts as its variant."""


class Name(msgspec.Struct, frozen=True):
    """A name taken apart: ``parts`` without honorifics, lower case, no accents; ``family`` where it is Korean;
    ``also``: bynames."""

    parts: tuple[str, ...]
    family: str | None = None
    also: tuple[str, ...] = ()


@cache
def parse(text: str) -> Name:
    """The name that ``text`` writes."""
    plain = _TWO_LETTERS.sub(lambda found: f"{found.group()[0]}.", _plain(text))
    parts = _unmasked(plain)
    honorifics, surnames, before = lexicon.spellings().honorifics, lexicon.korean_surnames(), []
    while len(parts) > 1 and parts[0] in honorifics and not _korean_family(parts):
        before.append(parts.pop(0))
    parts = _divided(parts)
    if _GIVEN_FIRST.fullmatch(plain.strip()):
        parts = parts[-1:] + parts[:-1]
    # "Ma" may be a style or a family name: whoever is spoken of as "Ma" may be Ma Yonghe.
    return Name(tuple(parts), _korean_family(parts), tuple(word for word in before if word in surnames))


def _unmasked(plain: str) -> list[str]:
    """The parts of a name; of those that are blacked out, what is left of them, if anything."""
    first, *others = _PART.findall(_MASK.sub(_MASKED, plain)) or [""]
    blank = lexicon.spellings().masks
    return [first, *(part for part in others if part not in blank)] if first else []


def _plain(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("'", plain)
    return plain.translate(_UNDIVIDED)


def called(name: Name, words: str, behind: Iterable[str] = ()) -> Name:
    """The name with the bynames that ``words`` for its bearer give in quotation marks, and those that ``behind``, texts
    from its mentions on, say that the bearer goes by."""
    given = [_plain(match.group(1)) for match in _BYNAME.finditer(words)]
    given += [" ".join(parse(found.group(1)).parts) for text in behind if (found := _goes_by().match(text))]
    also = dict.fromkeys((*name.also, *(byname for byname in given if byname and byname not in name.parts)))
    return Name(name.parts, name.family, tuple(also))


@cache
def _goes_by() -> re.Pattern[str]:
    """What follows a name whose bearer goes by another, too."""
    phrases = "|".join(map(re.escape, sorted(standing().bynames, key=len, reverse=True)))
    phrases = phrases.replace("…", r"(?:[a-zà-ÿ’'-]+ ){0,3}[a-zà-ÿ’'-]+")
    other = r"(?:(?i:the|el|la|by the name of|by)\s+)?[“\"‘']?([A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})"
    set_off = r"(?:\s*[,(\[–—-]\s*|\s+(?=alias|aka|a\.k\.a|a/k/a|known|nicknamed|who\b))"
    return re.compile(rf"{set_off}(?:{phrases})[\s:,]{{1,2}}{other}")


def _divided(parts: list[str]) -> list[str]:
    """A Korean given name that is written as one word, in its two syllables."""
    known = lexicon.korean_syllables()
    if len(parts) != 2 or parts[0] not in lexicon.korean_surnames() or parts[1] in known:
        return parts
    cuts = (n for n in range(1, len(parts[1])) if parts[1][:n] in known and parts[1][n:] in known)
    cut = next(cuts, None)
    return parts if cut is None else [parts[0], parts[1][:cut], parts[1][cut:]]


def _korean_family(parts: list[str]) -> str | None:
    """The family name of a Korean name (in either order), in its first spelling."""
    surnames, syllables = lexicon.korean_surnames(), lexicon.korean_syllables()
    if parts and len(parts[0]) == 1 < len(parts):
        return surnames.get(parts[0]) if _of_one_letter(parts) else None
    if not parts or len(parts) > 3:
        return None
    western = [(parts[-1], parts[:-1])] if len(parts) == 3 else []
    for family, given in ((parts[0], parts[1:]), *western):
        if family in surnames and all(len(part) == 1 or part in syllables or part in surnames for part in given):
            return surnames[family]
    return None


def _of_one_letter(parts: list[str]) -> bool:
    """Whether a name begins with a family name of one letter (*U Song Il*) and not with an initial or a style."""
    return len(parts) == 3 and all(len(part) > 1 and part in lexicon.korean_syllables() for part in parts[1:])


@cache
def skeleton(part: str) -> str:
    """Classes of a part's consonants in order, doubled ones once."""
    out: list[str] = []
    i = 0
    while i < len(part):
        for spelling, to in lexicon.consonant_classes():
            if part.startswith(spelling, i):
                if not out or out[-1] != to:
                    out.append(to)
                i += len(spelling)
                break
        else:
            if part[i] in _VOWELS and out and out[-1] != "":
                out.append("")
            i += 1
    return "".join(out)


@cache
def same_part(a: str, b: str) -> bool:
    """Whether two parts (of names not known to be Korean) are spellings of one."""
    if a == b:
        return True
    if "/" in a or "/" in b:
        return _abbreviates(a, b) or _abbreviates(b, a) or bool(set(a.split("/")) & set(b.split("/")) - {""})
    if min(len(a), len(b)) < 3:
        return False
    if _forms(a) & _forms(b) or _compounds(a, b) or _compounds(b, a):
        return True
    if min(len(a), len(b)) < 4:
        return False
    if _level(a) == _level(b):
        return True
    return any(
        skeleton(one) == skeleton(other) and len(skeleton(one)) >= _SKELETON_LEAST
        for one in (a, a.removesuffix("w"), _level(a))
        for other in (b, b.removesuffix("w"), _level(b))
    )


def _forms(part: str) -> frozenset[int]:
    return lexicon.short_forms().get(part, frozenset())


def _compounds(whole: str, short: str) -> bool:
    """Whether a name is the other with what names are lengthened by."""
    return len(short) > 3 and whole.startswith(short) and whole[len(short) :] in lexicon.spellings().compounds


@cache
def _level(part: str) -> str:
    """Without what transcriptions put in or leave out: ``Atayev`` and ``Ataev``, ``-skaja`` and ``-skaya``,
    ``Leyva`` and ``Leiva``."""
    plain = _GLIDE.sub("", part.replace("j", "y").replace("w", "v").replace("kh", "h").replace("x", "h"))
    return _DIPHTHONG.sub("i", plain)


def _abbreviates(short: str, whole: str) -> bool:
    """``G/hiwet`` for ``Gebrehiwet``, as Tigrinya and Amharic names are shortened."""
    head, slash, tail = short.partition("/")
    return bool(slash and "/" not in whole and whole[0] == head[0] and skeleton(whole).endswith(skeleton(tail)))


@lru_cache(maxsize=1 << 16)
def compare(a: Name, b: Name) -> Match:
    """How far two names agree; copies of one report ask it of the same two over and over."""
    if _byname(a, b) or _byname(b, a):
        return "single"
    if a.family and b.family:
        return _compare_korean(a, b)
    if all(len(part) == 1 for part in a.parts) != all(len(part) == 1 for part in b.parts):
        return _compare_initials(a, b)
    rest, agreed, initials = list(b.parts), 0, 0
    for part in sorted(a.parts, key=len, reverse=True):
        found = next((other for other in rest if same_part(part, other)), None)
        if found:
            agreed += 1
        else:
            found = next((other for other in rest if _initial(part, other)), None)
            initials += found is not None
        if found:
            rest.remove(found)
    left = min(len(a.parts), len(b.parts)) - agreed - initials
    return _judge(agreed, initials, left, len(a.parts) == len(b.parts))


def _byname(a: Name, b: Name) -> bool:
    """Whether one name is what the bearer of the other is called as well."""
    if set(a.parts) & set(b.parts):
        return False
    others = (byname.split() for byname in b.also)
    return any(
        (len(a.parts) == len(byname) and all(map(same_part, a.parts, byname)))
        or (len(a.parts) == 1 and same_part(a.parts[0], byname[-1]))
        for byname in others
    )


def _compare_initials(a: Name, b: Name) -> Match:
    """How far two names agree one of which is nothing but initials."""
    short, whole = (a, b) if all(len(part) == 1 for part in a.parts) else (b, a)
    if len(short.parts) == 1:
        return "letter" if any(_initial(short.parts[0], part) for part in whole.parts) else "different"
    bare = tuple(part for part in whole.parts if part not in lexicon.spellings().particles) or whole.parts
    orders = (order for held in (whole.parts, bare) for order in (held, held[-1:] + held[:-1], held[1:] + held[:1]))
    if any(_spelt_by(short, order) for order in orders):
        return "initial"
    left_out = len(whole.parts) > 2 and _spelt_by(short, (whole.parts[0], whole.parts[-1]))
    return "letter" if left_out else "different"


def _spelt_by(short: Name, order: tuple[str, ...]) -> bool:
    return len(order) == len(short.parts) and all(map(_initial, short.parts, order))


def _judge(agreed: int, initials: int, left: int, even: bool) -> Match:
    if left or not (agreed or initials):
        return "different"
    if not agreed:
        return "letter"
    if initials:
        return "initial"
    if agreed == 1:
        return "single"
    return "same" if even else "part"


def _initial(a: str, b: str) -> bool:
    """Whether of one part no more is given than its first letter, or its end, and the other has it."""
    if _MASKED in (a[0], b[0]):
        return a.endswith(b[1:]) if b[0] == _MASKED else b.endswith(a[1:])
    return (len(a) == 1 or len(b) == 1) and _LETTERS.get(a[0], a[0]) == _LETTERS.get(b[0], b[0])


def _compare_korean(a: Name, b: Name) -> Match:
    if a.family != b.family:
        return "part" if _all_given(a) == _given(b) or _given(a) == _all_given(b) else "different"
    first, second = _given(a), _given(b)
    if not first or not second:
        return "single"
    if first == second:
        return "same"
    short = any(len(part) == 1 for part in first + second) and len(first) == len(second)
    alike = short and all(x == y or skeleton(x)[:1] == skeleton(y)[:1] for x, y in zip(first, second, strict=True))
    return "initial" if alike else "different"


def _all_given(name: Name) -> tuple[str, ...] | None:
    """The parts of a Korean name of two as the two syllables of a given name, which they may be."""
    syllables = lexicon.korean_syllables()
    return tuple(syllables.get(part, part) for part in name.parts) if len(name.parts) == 2 else None


@cache
def _given(name: Name) -> tuple[str, ...]:
    surnames, syllables = lexicon.korean_surnames(), lexicon.korean_syllables()
    parts = list(name.parts)
    at = next((i for i in (0, -1) if surnames.get(parts[i]) == name.family), 0)
    parts.pop(at)
    return tuple(syllables.get(part, part) for part in parts)


def keys(name: Name) -> frozenset[str]:
    """Under what a full name is looked up: names that may be one share a key. A bare family name has none."""
    if len(name.parts) < 2:
        return frozenset()
    if name.family:
        return frozenset({" ".join((name.family, *_given(name)))})
    return frozenset(skeleton(part) if len(skeleton(part)) >= _SKELETON_LEAST else part for part in name.parts)


def weight(name: Name) -> float:
    """How much one agreeing part says: 1, or .5 for a name that very many bear."""
    return 0.5 if any(part in lexicon.spellings().common for part in name.parts) else 1.0
