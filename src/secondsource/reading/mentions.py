"""The words of a report that speak of a person: names, noun phrases, numbers that stand for people, pronouns."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec
from spacy.tokens import Doc

from secondsource.lexicon import titles
from secondsource.lexicon.describing import describing
from secondsource.lexicon.titles import Noun
from secondsource.model import LIVE, Report
from secondsource.reading import columns as parsed
from secondsource.reading import gazetteer

Kind = Literal["name", "noun", "number", "pronoun"]
Definite = Literal["definite", "indefinite", "possessed", "bare", "name"]


class Words(msgspec.Struct, frozen=True):
    """The columns of a parse, one value a token, read at once: a token's own attributes cost ten times as much.

    ``left[i]`` is the first token of the phrase that token i heads; ``block[i]`` the number of its live block, -1
    outside; ``titled`` the numbers of the blocks that are titles or headings. ``address`` gives the sex that a form
    of address tells, of those used where the report is set.
    """

    text: tuple[str, ...]
    lower: tuple[str, ...]
    lemma: tuple[str, ...]
    tag: tuple[str, ...]
    dep: tuple[str, ...]
    head: tuple[int, ...]
    entity: tuple[str, ...]
    sentence: tuple[int, ...]
    start: tuple[int, ...]
    left: tuple[int, ...]
    block: tuple[int, ...]
    titled: frozenset[int]
    address: Mapping[str, str]


Spans = Mapping[int, tuple[int, int]]
"""For each token of a body's or a place's name, the first token and the end of that name."""


class Mention(msgspec.Struct, frozen=True):
    """Tokens ``[start, end)`` that speak of a person; ``head`` is the token that a parse's subject or object names.

    ``names`` are the words of a name in it; ``noun`` and ``modifiers`` (lower case) describe. ``gender`` is "" where
    unknown. ``owner`` is the token of the one it belongs to (his, Ri's), or -1. ``whose`` are the words that say of
    what somebody is head, driver and so on, where that is told with more than one word ("of the water board").
    """

    start: int
    end: int
    head: int
    kind: Kind
    plural: bool = False
    gender: str = ""
    definite: Definite = "name"
    names: tuple[str, ...] = ()
    noun: Noun | None = None
    modifiers: tuple[str, ...] = ()
    owner: int = -1
    fresh: bool = False
    whose: frozenset[str] = frozenset()


def columns(report: Report, doc: Doc) -> Words:
    """The columns of a parse."""
    strings = doc.vocab.strings
    known = parsed.of(doc)
    table = doc.to_array(["TAG", "DEP", "HEAD", "ENT_TYPE"]).astype("int64")
    heads = (table[:, 2] + range(len(doc))).tolist()
    names: dict[int, str] = {}

    def words(column: int) -> tuple[str, ...]:
        values = table[:, column].tolist()
        for value in set(values):
            if value not in names:
                names[value] = strings[value % 2**64] if value else ""
        return tuple(names[value] for value in values)

    start = tuple(known.start)
    block, titled = _blocks(report, start)
    return Words(
        text=tuple(known.text),
        lower=tuple(known.lower),
        lemma=tuple(known.lemma),
        tag=words(0),
        dep=words(1),
        head=tuple(heads),
        entity=words(3),
        sentence=tuple(known.number),
        start=start,
        left=_left(heads),
        block=block,
        titled=titled,
        address=titles.address_in(gazetteer.country_of(gazetteer.plain(known.whole))),
    )


def _blocks(report: Report, start: tuple[int, ...]) -> tuple[tuple[int, ...], frozenset[int]]:
    numbers, at = [-1] * len(start), 0
    titled = set()
    for number, block in enumerate(report.blocks):
        while at < len(start) and start[at] < block.span.start:
            at += 1
        while at < len(start) and start[at] < block.span.end:
            numbers[at] = number if block.kind in LIVE else -1
            at += 1
        if block.kind != "body":
            titled.add(number)
    return tuple(numbers), frozenset(titled)


def _left(heads: list[int]) -> tuple[int, ...]:
    """The leftmost token under each token; a head to the right is reached before its own head is asked."""
    left = list(range(len(heads)))
    for token in range(len(heads)):
        low, climbing = left[token], token
        while heads[climbing] != climbing:
            climbing = heads[climbing]
            if left[climbing] <= low:
                break
            left[climbing] = low
    return tuple(left)


_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIER_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "HYPH", "POS"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "some", "one", "several", "many"})
_POSSESSIVES = frozenset({"his", "her", "their", "my", "our", "your", "its"})


def nouns(words: Words, spans: Spans) -> list[Mention]:
    """Noun phrases whose head is a person's noun, in order."""
    table, found = titles.nouns(), []
    for token, lower in enumerate(words.lower):
        noun = table.get(lower) or _otherwise(words, token, lower)
        if noun is None or words.block[token] < 0 or not _is_head(words, token, noun):
            continue
        if token in spans and spans[token][1] > token + 1:
            continue
        phrase = _phrase(words, token, noun, spans)
        if words.lower[phrase.start] != "no":
            found.append(phrase)
    return found


_OF_A_PEOPLE = Noun("national", "person", "", True)
_OF_AN_AGE = Noun("person", "person", "", False)


def _otherwise(words: Words, token: int, lower: str) -> Noun | None:
    """A people's name in the plural ("two Koreans"), or an age that stands for its bearer ("the 38-year-old")."""
    if words.entity[token] == "NORP" and (words.tag[token] == "NNPS" or words.dep[token] in {"nsubj", "nsubjpass"}):
        return _OF_A_PEOPLE
    if (
        lower == "old"
        and words.lower[token - 2 : token] == ("year", "-")
        and words.tag[token + 1 : token + 2] not in _MORE
    ):
        return _OF_AN_AGE
    if lower.endswith("-year-old") and words.tag[token].startswith("N"):
        return _OF_AN_AGE
    return None


_MORE = {("NN",), ("NNS",), ("NNP",), ("JJ",), ("NNPS",)}


def _is_risen_to(words: Words, preposition: int) -> bool:
    """Whether a preposition leads to a rank that somebody is given ("promoted to colonel", "the rank of colonel")."""
    over = words.head[preposition]
    if words.lower[preposition] == "of":
        return words.lower[over] in titles.titles().seats
    return words.lower[preposition] == "to" and words.lemma[over] in titles.titles().promote


def _is_head(words: Words, token: int, noun: Noun) -> bool:
    """Whether the word at ``token`` is a noun of its own, not a part of another noun ("police station")."""
    tag, dep = words.tag[token], words.dep[token]
    if noun is _OF_AN_AGE:
        return True
    if tag not in _NOUN_TAGS and not (tag in _MISTAGGED and dep in _NOMINAL) and not _is_added(words, token, noun):
        return False
    after = words.lower[token + 1 : token + 2]
    if after and after[0].isspace():
        after = words.lower[token + 2 : token + 3]
    if after == (".",) and words.lower[token] in titles.titles().short:
        after = words.lower[token + 2 : token + 3]
        return not (after and after[0] in titles.nouns())
    if noun.lemma in describing().ambiguous and words.text[token].islower() and after not in _COMPLEMENTS:
        before = words.lower[max(words.left[token], token - 1) : token]
        ranked = noun.kind == "rank" and before in _ONE and tag == "NN" and dep in _STANDING
        if not before or (before[0] in describing().unlike and not ranked) or _is_of_a_body(words, token, before):
            return False
    if after in {("-",), ("/",)}:
        return False
    if words.lower[token - 2 : token] in _PREFIXED:
        return True
    if dep == "pobj" and not noun.plural and words.left[token] == token and words.text[token].islower():
        return words.lower[words.head[token]] in {"as", "like"} or _is_risen_to(words, words.head[token])
    if words.lower[token] in titles.titles().short and after and after[0] in titles.titles().short:
        return False
    if dep in {"compound", "nmod", "amod"}:
        if after and after[0] in titles.nouns():
            return False
        head = words.head[token]
        if words.tag[token + 1] in {"NNP", "NNPS"} and words.text[token + 1][:1].isupper():
            return True
        return head < token or (words.text[head][:1].isupper() and words.tag[head] in {"NNP", "NNPS"})
    return True


def _is_added(words: Words, token: int, noun: Noun) -> bool:
    """Whether a title that the tagger took for a verb or adjective stands as one ("Ro, warden of the mine")."""
    if noun.kind not in titles.POSTS or noun.plural or words.lower[token + 1 : token + 2] not in _TITLE_OF:
        return False
    before = words.lower[token - 1] if token else ""
    return before in {",", "as", "was", "is"} or before in describing().hitherto


_TITLE_OF = (("of",), ("at",))


def _is_of_a_body(words: Words, token: int, before: tuple[str, ...]) -> bool:
    """Whether "the head" is what one hits, covers or bows."""
    if words.lower[token] != "head" or before != ("the",):
        return False
    over, dep = words.head[token], words.dep[token]
    hit = dep == "dobj" and words.lemma[over] in describing().bodily
    return hit or (dep == "pobj" and words.lower[over] in {"on", "in", "over", "above", "against", "around", "round"})


def _phrase(words: Words, head: int, noun: Noun, spans: Spans) -> Mention:
    start = _start(words, head, spans)
    inside = range(start, head)
    before = words.lower[start:head]
    owner = next((i for i in inside if words.dep[i] == "poss" and words.head[i] == head), -1)
    owner = owner if owner >= 0 else next((i for i in inside if words.text[i] in {"’s", "'s", "’", "'"}), 0) - 1
    own = max((i + 1 for i in inside if words.tag[i] == "POS"), default=start)
    modifiers = tuple(words.lower[i] for i in range(own, head) if _tells(words, i, spans))
    return Mention(
        start=start,
        end=head + 1 + (words.lower[head] in titles.titles().short and words.text[head + 1 : head + 2] == (".",)),
        head=head,
        kind="noun",
        plural=noun.plural,
        gender=noun.gender or next((_SEXED[word] for word in before if word in _SEXED), ""),
        definite=_definite(words, before, start, owner if _owns(words, owner, spans) else -1),
        noun=noun,
        modifiers=modifiers,
        owner=owner,
        fresh=any(word in describing().fresh for word in before),
        whose=_whose(words, head + 1),
    )


def _whose(words: Words, token: int) -> frozenset[str]:
    if words.lower[token : token + 1] not in {("of",), ("at",)}:
        return frozenset()
    start = token + 1
    while start < len(words.text) and words.tag[start] in {"DT", "PRP$"}:
        start += 1
    stop = start
    while stop < len(words.text) and words.tag[stop] in _COMPLEMENT:
        stop += 1
    inside = frozenset(words.lower[i] for i in range(start, stop) if words.lower[i].isalnum())
    return inside if len(inside) > 1 else frozenset()


_COMPLEMENT = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "HYPH"})


def _owns(words: Words, owner: int, spans: Spans) -> bool:
    """Whether a possessor is a person; "the office's director" is said as "the director of the office" is."""
    if owner < 0 or owner in spans:
        return False
    return words.tag[owner] in {"PRP$", "NNP", "NNPS"} or words.lower[owner] in titles.nouns()


def _tells(words: Words, token: int, spans: Spans) -> bool:
    return words.text[token][0].isalpha() and words.entity[token] not in {"NORP", "GPE", "LOC"} and token not in spans


def _definite(words: Words, before: tuple[str, ...], start: int, owner: int) -> Definite:
    if owner >= 0 or (before and before[0] in _POSSESSIVES):
        return "possessed"
    if before and before[0] in _DEFINITE:
        return "definite"
    if before and (before[0] in _INDEFINITE or before[0] in describing().numbers or words.tag[start] == "CD"):
        return "indefinite"
    return "bare"


def _start(words: Words, head: int, spans: Spans) -> int:
    """The first token of a noun phrase; the name of a body or a place inside it is passed over whole."""
    start = head
    while start > 0 and words.block[start - 1] == words.block[head] and head - start < _LONGEST:
        before = start - 1
        while words.text[before].isspace() and before > 0:
            before -= 1
        if before in spans and spans[before][1] == start and spans[before][0] >= 0:
            start = spans[before][0]
        elif _belongs(words, before, head) and not _is_hitherto(words, before):
            start = before
        else:
            break
        if words.tag[start] in {"DT", "PRP$", "WP$"}:
            break
    return start


def _is_hitherto(words: Words, token: int) -> bool:
    """Whether a word tells since or till when somebody is what the noun says ("until now deputy prosecutor")."""
    return words.tag[token] == "RB" and words.lower[token] in describing().hitherto


_LONGEST = 14
_PREFIXED = {(prefix, "-") for prefix in describing().prefixes}
_ONE = (("a",), ("an",), ("one",))
_STANDING = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos", "attr", "conj", "ROOT", "dative", "oprd"})
_MISTAGGED = frozenset({"JJ", "UH", "VB", "VBP"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos"})
_COMPLEMENTS = frozenset({("of",), ("at",), ("for",)})
_SEXED = {"woman": "f", "women": "f", "female": "f", "male": "m", "pregnant": "f"}


def _belongs(words: Words, token: int, head: int) -> bool:
    tag = words.tag[token]
    if tag == "RB" and (words.text[token + 1] == "-" or words.tag[token + 1] in {"JJ", "VBN"}):
        return True
    if words.text[token] == "." and words.lower[token - 1] in titles.titles().short:
        return True
    if words.text[token + 1] == "-" or (words.text[token] == "-" and words.lower[token - 1] in describing().prefixes):
        return tag in _MODIFIER_TAGS or tag in {"AFX", "NFP", "RB", ":"}
    if tag not in _MODIFIER_TAGS and tag not in {"DT", "PRP$", "RBS", "RBR", "NFP", "AFX", "PDT"}:
        return False
    if words.head[token] == words.head[head] and words.dep[token] in {"compound", "amod", "nmod"}:
        return True
    return token <= words.head[token] <= head or tag in {"POS", "HYPH"} or words.left[head] <= token


_PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "", "them": "", "their": "", "theirs": "", "themselves": "",
}  # fmt: skip


def pronouns(words: Words) -> list[Mention]:
    """Third-person pronouns, in order."""
    return [
        Mention(token, token + 1, token, "pronoun", plural=lower[0] == "t", gender=_PRONOUNS[lower])
        for token, lower in enumerate(words.lower)
        if lower in _PRONOUNS and words.block[token] >= 0
    ]


_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "ROOT", "conj", "attr", "dative"})


def numbers(words: Words, taken: frozenset[int]) -> list[Mention]:
    """Numbers and the like that stand for people without a noun ("the two", "two of them", "others"), in order."""
    data = describing()
    found = []
    for token, lower in enumerate(words.lower):
        if (
            lower not in data.standing
            and lower not in data.numbers
            and not (words.tag[token] == "CD" and lower.isdigit())
        ):
            continue
        if (
            token in taken
            or words.block[token] < 0
            or words.dep[token] not in _ROLES
            or words.entity[token] in _NOT_PEOPLE
        ):
            continue
        opened = token > 0 and words.lower[token - 1] in {"the", "those", "these", "all"}
        after = words.lower[token + 1 : token + 3]
        of_them = len(after) > 1 and after[0] == "of" and after[1] in _THEM
        if not (opened or of_them or lower in {"others", "both"}) or after[:1] in {("percent",), ("%",)}:
            continue
        if lower in data.weak and words.dep[token] not in {"nsubj", "nsubjpass"}:
            continue
        found.append(
            Mention(
                start=token - opened,
                end=token + 1,
                head=token,
                kind="number",
                plural=lower not in data.single,
                definite="definite" if opened else "indefinite",
                modifiers=(lower,),
            )
        )
    return found


_THEM = frozenset({"them", "whom", "us", "the", "those", "his", "her"})
_NOT_PEOPLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"})


def written(words: Words, start: int, stop: int) -> str:
    """Tokens as they are written, the space between them as it was."""
    ends = [words.start[i] + len(words.text[i]) for i in range(start, stop)]
    gaps = ["" if end == words.start[i] else " " for i, end in zip(range(start + 1, stop), ends, strict=False)]
    return "".join(words.text[i] + gap for i, gap in zip(range(start, stop), [*gaps, ""], strict=True))


def covered(mentions: Iterable[Mention]) -> frozenset[int]:
    """The tokens that some mention covers."""
    return frozenset(token for mention in mentions for token in range(mention.start, mention.end))
