"""How likely it is that what a cue gives is attributed; where it is not, it is left out. A logistic regression over the
word, whose it is, what is told, and what else the report attributes (``lexicon/attributing.npz``)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.attributing import attributing
from secondsource.lexicon.attribution import cue_nouns, cues, lexicon, raised, source_words, states
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.drafts import Draft
from secondsource.reading.layout import Layout

_FINITE_TAGS = ("VBD", "VBZ", "VBP", "MD")
_SIZES = (1, 2, 3, 5, 8, 12, 20, 30)
_BEHIND = frozenset({"that", ":", "“", "‘", '"', "to", ","})
_KINDS = (
    *("documents", "media", "institutions", "officials", "people", "sources", "rumours", "parts", "readers"),
    *("issued", "printed", "kin"),
)
Part = tuple[int, int]


class Told(msgspec.Struct, frozen=True):
    """What a cue gives: its word, the heads of its source's noun phrases and the rule that found these, and what is
    told, tokens ``[start, end)`` each."""

    token: Token
    heads: tuple[Token, ...]
    rule: str
    parts: tuple[Part, ...]


class Around:
    """What a report attributes by the cues of the lists, as the traits ask for it. The drafts must not change."""

    def __init__(self, doc: Doc, layout: Layout, drafts: Iterable[Draft]) -> None:
        self.doc, self.layout, self.drafts = doc, layout, [d for d in drafts if d.clauses or d.speech]
        self._columns = columns.of(doc)
        self._starts, self._number = self._columns.start, self._columns.number
        self.parts = [self._ranges(draft) for draft in self.drafts]
        self.told = [0] * len(doc)
        for ranges in self.parts:
            self._count(ranges, 1)
        self._finite = _counted(doc, "TAG", _FINITE_TAGS)
        self._numbers = _summed((doc.to_array("LIKE_NUM") > 0).tolist())
        self._spoken = _summed([number >= 0 for number in layout.quoted])
        self._cues = Counter(self._number[draft.candidate.token.i] for draft in self.drafts)
        self._titles = [(p.start, p.end) for p in layout.paragraphs if p.title]

    def _ranges(self, draft: Draft) -> tuple[Part, ...]:
        spans = sorted([*draft.clauses, *(self.layout.quotations[n].inner for n in set(draft.speech))])
        found = ((bisect_left(self._starts, s.start), bisect_left(self._starts, s.end)) for s in spans)
        return tuple(part for part in found if part[0] < part[1])

    def _count(self, parts: tuple[Part, ...], step: int) -> None:
        for start, end in parts:
            for i in range(start, end):
                self.told[i] += step

    def finite(self, parts: tuple[Part, ...]) -> bool:
        """Whether some words have a finite verb."""
        return any(self._finite[end] > self._finite[start] for start, end in parts)

    def numbers(self, parts: tuple[Part, ...]) -> bool:
        """Whether some words have a number."""
        return any(self._numbers[end] > self._numbers[start] for start, end in parts)

    def spoken(self, parts: tuple[Part, ...]) -> int:
        """How many of some words stand in quotation marks."""
        return sum(self._spoken[end] - self._spoken[start] for start, end in parts)

    def share(self, parts: tuple[Part, ...]) -> float:
        """How much of some words is attributed."""
        told = [self.told[i] > 0 for part in parts for i in range(*part)]
        return sum(told) / len(told)

    def of(self, told: Told) -> Iterator[str]:
        """What speaks for and against something told by where it stands."""
        if any(start <= told.token.i < end for start, end in self._titles):
            yield "title"
        share = self.share(told.parts)
        name = "free" if not share else "little" if share < 0.34 else "much" if share < 0.9 else "all"
        yield f"told {name}"
        if self.told[told.token.i]:
            yield "cue is told"
        yield f"beside {min(self._cues[self._number[told.token.i]] - 1, 2)}"

    def found(self) -> Iterator[tuple[Draft, Told]]:
        """What the cues of the lists give outside quotation marks, each with all else taken for attributed."""
        for draft, parts in zip(self.drafts, self.parts, strict=True):
            if parts and not draft.speech:
                self._count(parts, -1)
                candidate = draft.candidate
                yield draft, Told(candidate.token, candidate.sources, candidate.rule, parts)
                self._count(parts, 1)

    def bounds(self, token: Token) -> Part:
        """The stretch of its paragraph that a cue stands in."""
        for paragraph in self.layout.paragraphs:
            if paragraph.start <= token.i < paragraph.end:
                item = next((i for i in paragraph.items if i.start <= token.i < i.end), None)
                return (paragraph.start, paragraph.end) if item is None else (item.start, item.end)
        return token.sent.start, token.sent.end


def weighed(doc: Doc, layout: Layout, drafts: list[Draft]) -> list[Draft]:
    """The drafts of a report without what is not likely to be attributed; their cues still tell who is speaking."""
    unlikely = {id(draft) for draft in _unlikely(Around(doc, layout, drafts))}
    return [Draft(d.candidate, [], [], d.after) if id(d) in unlikely else d for d in drafts]


def _unlikely(around: Around) -> Iterator[Draft]:
    weights = attributing()
    for draft, told in around.found():
        bounds = around.bounds(told.token)
        if weights.chance(traits(told, bounds, around), company(told)) < weights.least:
            yield draft


def company(told: Told) -> tuple[str, str, str]:
    """The words whose meanings count: the cue, its source, the uppermost of what is told."""
    top = _top(told.token.doc, told.parts[-1])
    head = told.heads[0].lemma_.lower() if told.heads else ""
    return told.token.lemma_.lower(), head, top.lemma_.lower()


def _top(doc: Doc, part: Part) -> Token:
    return doc[columns.of(doc).top(*part)]


def _summed(marks: list[bool]) -> list[int]:
    """How many of the tokens before each are marked; one more than there are tokens."""
    return [0, *accumulate(marks)]


def _counted(doc: Doc, column: str, names: tuple[str, ...]) -> list[int]:
    """The same, of the tokens of which a column of the parse holds one of some names."""
    wanted = {doc.vocab.strings[name] for name in names}
    return _summed([value in wanted for value in doc.to_array(column).tolist()])


def traits(told: Told, bounds: Part, around: Around) -> list[str]:
    """What speaks for and against what a cue gives."""
    found = [*_of_word(told, bounds), *_of_holder(told), *_of_content(told, bounds, around)]
    return [*found, *around.of(told)]


def _of_word(told: Told, bounds: Part) -> list[str]:
    """What speaks for and against the word of a cue, whatever it attributes to whom."""
    token = told.token
    words, lemma = columns.of(token.doc).lower, token.lemma_.lower()
    found = [f"lemma:{lemma}", f"tag:{token.tag_}", f"relation:{token.dep_}", f"rule {told.rule}", *_listed(lemma)]
    for child in token.children:
        relation = child.dep_
        if relation == "neg":
            found.append("negated")
        elif relation == "aux":
            found.append(f"aux:{words[child.i]}")
        elif relation in {"prep", "prt"} and child.i > token.i:
            found += (f"with:{words[child.i]}", f"{lemma} with:{words[child.i]}")
        elif relation in {"dative", "dobj"} and words[child.i] in {"us", "me"}:
            found.append("to us")
    if token.i + 1 < bounds[1]:
        found += (f"after:{words[token.i + 1]}", f"after {token.nbor().pos_}")
    if token.i > bounds[0]:
        found.append(f"before:{words[token.i - 1]}")
    return found


@cache
def _listed(lemma: str) -> tuple[str, ...]:
    """What the lists know of a word: as a cue, and what it takes as one."""
    row, found = cues().get(lemma), []
    if row is not None:
        entry = row.get("")
        takes = sorted(frozenset().union(*entry.takes.values())) if entry is not None else ()
        found += ["known", *(f"takes {name}" for name in takes)]
    tables = (("no cue", lexicon().no_cues), ("state", states()), ("raised", raised()), ("noun", cue_nouns()))
    return (*found, *(f"is {name}" for name, table in tables if lemma in table))


def _of_holder(told: Told) -> Iterator[str]:
    if not told.heads:
        yield "nobody"
        return
    head = told.heads[0]
    lemma = head.lemma_.lower()
    yield from (f"by {kind}" for kind in _kinds(head, lemma))
    yield f"by:{lemma}"
    yield f"holder {head.dep_}"
    article = next((c.lower_ for c in head.lefts if c.dep_ in {"det", "poss", "nummod"}), "none")
    yield f"holder with:{article}"
    if head.tag_ in {"NNS", "NNPS"}:
        yield "plural"
    if head.i > told.token.i:
        yield "holder behind"
    if told.token.dep_ in {"relcl", "acl"} and told.token.head == head:
        yield "relative"


def _kinds(head: Token, lemma: str) -> list[str]:
    if head.pos_ == "PRON":
        return [f"pronoun {head.lower_}"]
    table = source_words()
    found = [name for name in _KINDS if lemma in getattr(table, name)]
    if CODE.fullmatch(head.text):
        return [*found, "code"]
    if head.pos_ == "PROPN":
        return [*found, f"name {head.ent_type_}"]
    return found or [f"other {head.pos_}"]


def _of_content(told: Told, bounds: Part, around: Around) -> Iterator[str]:
    doc = told.token.doc
    first, last = told.parts[-1]
    words = columns.of(doc).lower
    count = sum(end - start for start, end in told.parts)
    size = next((size for size in _SIZES if count <= size), 99)
    yield f"words:{size}"
    if around.finite(told.parts):
        yield "finite"
    if around.numbers(told.parts):
        yield "number"
    inside = around.spoken(told.parts)
    if inside:
        yield "quoted" if inside > 0.8 * count else "half quoted"
    opening = doc[first]
    yield f"opens:{words[first]}"
    yield f"opens {opening.pos_}"
    if first and words[first - 1] in _BEHIND:
        yield f"behind {words[first - 1]}"
    yield f"then:{words[last]}" if last < bounds[1] else "to the end"
    top = _top(doc, told.parts[-1])
    yield from (f"top:{top.lemma_.lower()}", f"top {top.pos_}", f"top tag:{top.tag_}")
    if top.ent_type_:
        yield f"top is:{top.ent_type_}"
    if count == 1 and opening.pos_ == "PRON":
        yield "pronoun only"
