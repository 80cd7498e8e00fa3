"""Where in a report an event is told, and how other words of the report stand to the words that tell it.

What stands is given in names of features, in which the choosers of ``lexicon/choosers.yaml`` weigh a place or a time.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.kinds import words
from secondsource.model import Event, Report, Span
from secondsource.reading import columns, happenings
from secondsource.reading.referents import governor

_VERBAL = frozenset({"VERB", "AUX"})
_STEPS = 8
_NEAR = ((3, "3"), (8, "8"), (15, "15"))
_TO_COME = frozenset({"will", "would", "shall", "should", "’ll", "'ll", "may", "might", "can", "could", "must"})
_LINKED = frozenset({"conj", "xcomp", "ccomp"})
T = TypeVar("T")


class Telling(msgspec.Struct, frozen=True):
    """One trigger of an event: its head word and the verb above it."""

    head: Token
    verb: Token


class Occasion(msgspec.Struct, frozen=True):
    """An event and the tellings of it; those of a headline only where the body has none.

    ``placed``: sentences right behind one of them that only say when or where it was.
    """

    event: Event
    tellings: tuple[Telling, ...]
    titled: bool
    placed: tuple[Telling, ...] = ()

    @property
    def everywhere(self) -> tuple[Telling, ...]:
        """Where the report says when and where it was."""
        return self.tellings + self.placed

    @property
    def persons(self) -> frozenset[str]:
        """The ids of those who fill a role."""
        return frozenset(f.person for f in (*self.event.actor, *self.event.recipient) if f.person)


class Ground:
    """The sentences and paragraphs of a report, and the heads of all its triggers."""

    def __init__(self, doc: Doc, report: Report) -> None:
        self.doc = doc
        self.columns = columns.of(doc)
        self._blocks = [block.span.start for block in report.blocks]
        self._titles = [b.span for b in report.blocks if b.kind in ("title", "heading")]
        self.lead_end = next((b.span.end for b in report.blocks if b.kind == "body"), 0)
        self.quoted = _quoted(doc)
        self._placed = happenings.by_sentence(doc)

    def token(self, offset: int) -> Token:
        """The word that stands at an offset, or the next one."""
        starts = self.columns.start
        return self.doc[max(0, min(bisect_left(starts, offset), len(starts) - 1))]

    def last(self, end: int) -> Token:
        """The last word of a stretch that ends at an offset."""
        return self.doc[max(0, bisect_left(self.columns.start, end) - 1)]

    def sentence(self, token: Token) -> int:
        """The number of the sentence of a word."""
        return self.columns.number[token.i]

    def by_sentence(self, rows: Iterable[tuple[Token, T]]) -> dict[int, list[tuple[Token, T]]]:
        """What stands at words, in its order, by the number of the sentence."""
        found: dict[int, list[tuple[Token, T]]] = {}
        for row in rows:
            found.setdefault(self.sentence(row[0]), []).append(row)
        return found

    def block(self, token: Token) -> int:
        """The number of the paragraph of a word."""
        return bisect_right(self._blocks, token.idx)

    def titled(self, token: Token) -> bool:
        """Whether a word stands in the title or a heading."""
        return any(t.start <= token.idx < t.end for t in self._titles)

    def occasion(self, event: Event) -> Occasion:
        """Where an event is told."""
        body = [span for span in event.triggers if not any(t.start <= span.start < t.end for t in self._titles)]
        heads = [self._head(span) for span in body or event.triggers]
        tellings = tuple(Telling(h, governor(h) or h) for h in heads)
        placed = dict.fromkeys(verb for telling in tellings for verb in self._placing(telling))
        return Occasion(event, tellings, not body, tuple(Telling(verb, verb) for verb in placed))

    def _placing(self, telling: Telling) -> Iterator[Token]:
        """The verbs that only say when or where a telling's act was."""
        behind = self._placed.get(self.sentence(telling.head))
        if behind is not None and self.block(behind) - self.block(telling.head) <= 1 and is_main(telling.verb):
            yield behind
        if (cleft := happenings.cleft(telling.verb)) is not None:
            yield cleft

    def _head(self, span: Span) -> Token:
        first = self.token(span.start)
        inside = [first]
        while (after := inside[-1].i + 1) < len(self.doc) and self.doc[after].idx < span.end:
            inside.append(self.doc[after])
        reach = range(first.i, inside[-1].i + 1)
        return next((t for t in inside if t.head.i not in reach or t.head == t), inside[-1])


def _quoted(doc: Doc) -> frozenset[int]:
    """The words between curly or straight quotation marks of one paragraph."""
    found, inside = set(), False
    for i, word in enumerate(columns.of(doc).text):
        if word in ("“", "«") or (word == '"' and not inside):
            inside = True
        elif word in ("”", "»", '"') or "\n" in word:
            inside = False
        elif inside:
            found.add(i)
    return frozenset(found)


_NOT, _BUT = frozenset({"not", "n't", "n’t"}), 4


def set_aside(token: Token) -> bool:
    """Whether the words name a place or a time only to put another in its stead ("not on May 3 but on May 5")."""
    held, i = columns.of(token.doc), token.i
    first, end = held.opens[i], held.closes[i]
    but = next((at for at in range(i + 1, min(i + _BUT, end)) if held.lower[at] == "but"), None)
    if but is None or but + 1 >= end or token.doc[but + 1].pos_ != "ADP":
        return False
    negated = max((at for at in range(first, i) if held.lower[at] in _NOT), default=None)
    return negated is not None and held.lower[negated + 1] != "only" and "," not in held.text[negated:i]


def path(token: Token) -> Iterator[Token]:
    """A word and those above it in the parse."""
    for _ in range(_STEPS):
        yield token
        if token.head == token:
            return
        token = token.head


class Standing(msgspec.Struct, frozen=True):
    """How a word stands to a telling.

    ``sentence`` and ``block``: how many sentences and paragraphs it stands further on (negative: before). Within the
    sentence, ``clause`` is whether it belongs to the clause of the trigger, ``through`` the preposition on the way up
    from it ("" for none), and ``other`` what it hangs on where that is another clause.
    """

    sentence: int
    block: int
    side: str
    gap: str
    clause: bool = False
    through: str = ""
    other: str = ""


def standing(token: Token, telling: Telling, ground: Ground) -> Standing:
    """How a word (that of a place or a time) stands to a telling."""
    sentence = ground.sentence(token) - ground.sentence(telling.head)
    block = ground.block(token) - ground.block(telling.head)
    side = "before" if token.i < telling.head.i else "after"
    gap = next((name for most, name in _NEAR if abs(token.i - telling.head.i) <= most), "more")
    if sentence:
        return Standing(sentence, block, side, gap)
    through, other = "", "loose"
    for node in path(token):
        if not through and node.dep_ in ("prep", "agent"):
            through = node.lower_
        if node in (telling.verb, telling.head):
            return Standing(0, 0, side, gap, True, through)
        if node.pos_ in _VERBAL:
            other = _other_clause(token, node, telling)
            break
        if node.dep_ in ("nsubj", "nsubjpass"):
            other = "subject"
            break
    return Standing(0, 0, side, gap, False, through, other)


def _other_clause(token: Token, node: Token, telling: Telling) -> str:
    if node in sharing(telling.verb):
        return "shared"
    if node.lemma_ in words("tell"):
        return "told" if token.i > node.i else "telling"
    return "bare" if is_bare(node) else "other"


def sharing(verb: Token) -> list[Token]:
    """The verbs whose time and place a verb shares: those it is coordinated with or that govern it as complement."""
    found = []
    for _ in range(_STEPS):
        purpose = verb.dep_ in ("advcl", "acl") and any(c.tag_ == "TO" for c in verb.children)
        if verb.dep_ not in _LINKED and not purpose:
            break
        above = verb.head.head if purpose and verb.head.pos_ == "NOUN" else verb.head
        if above.pos_ not in _VERBAL:
            break
        verb = above
        found.append(verb)
    return found


def is_main(verb: Token) -> bool:
    """Whether a verb is that of its sentence, what this says, or beside one that is."""
    for _ in range(_STEPS):
        if verb.dep_ not in ("conj", "ccomp") or verb.head == verb:
            break
        verb = verb.head
    return verb.dep_ == "ROOT"


def is_bare(verb: Token) -> bool:
    """A participle or infinitive without a subject: the parser likes to hang on it what belongs to the verb above."""
    return verb.tag_ in ("VBG", "VBN", "VB") and not any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for c in verb.children
    )


def manner(occasion: Occasion, ground: Ground) -> Iterator[str]:
    """How an event is told: features that speak for its having a place or a time of its own, or none."""
    event, first = occasion.event, occasion.tellings[0]
    yield "always"
    yield f"act:{event.act}"
    yield event.status
    yield f"tellings:{min(len(occasion.tellings), 3)}"
    if occasion.titled:
        yield "titled"
    elif first.head.idx < ground.lead_end:
        yield "lead"
    if first.head.i in ground.quoted:
        yield "quoted"
    yield f"word:{first.head.pos_}"
    helpers = {c.lower_ for c in first.verb.children if c.dep_ in ("aux", "auxpass")}
    for helper in ("had", "has", "have", "will", "would", "be"):
        if helper in helpers:
            yield f"aux:{helper}"
    yield f"form:{_form(first)}"
    if first.verb.dep_ in ("relcl", "advcl", "xcomp", "pcomp", "acl", "conj", "ccomp", "ROOT"):
        yield f"dep:{first.verb.dep_}"
    if not (event.recipient or event.actor):
        yield "nobody"


def _form(telling: Telling) -> str:
    """In which form an act is told: as past, perfect, present, to come, or as a participle, infinitive or noun."""
    if telling.head.pos_ not in _VERBAL:
        return "noun"
    verb = telling.head
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _TO_COME:
        return "to come"
    if helpers & {"had", "’d", "'d"}:
        return "had"
    if helpers & {"has", "have", "’ve", "'ve"}:
        return "has"
    if helpers & {"is", "are", "am", "’s", "'s", "’re", "'re"}:
        return "is"
    if helpers & {"was", "were", "did", "got"} or verb.tag_ == "VBD":
        return "past"
    return {"VBZ": "is", "VBP": "is", "VBG": "-ing", "VBN": "-ed"}.get(verb.tag_, "bare")
