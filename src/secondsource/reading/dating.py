"""When an act took place: which of the report's times is that of an event."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from secondsource.lexicon.calendar import calendar
from secondsource.lexicon.kinds import words
from secondsource.model import Event, Time
from secondsource.reading import columns
from secondsource.reading.occasions import Ground, Occasion, Telling, is_bare, path, set_aside, sharing, standing
from secondsource.reading.time_anchors import SAID

_VERBAL = frozenset({"VERB", "AUX"})
Dated = Sequence[tuple[Occasion, str]]
"""The events of a report whose own words tell a time, with its EDTF text."""
_OTHER_ACT = frozenset({"after", "before", "following"})
"""What may stand before the noun of another act with a time of its own."""
_FAR = 32
"""How much further off a time counts that hangs on a verb with which the trigger's shares it."""


class Dates:
    """The times of a report by the words at which they stand."""

    def __init__(self, times: tuple[Time, ...], ground: Ground, published: str | None = None) -> None:
        self._published = published
        at = ((ground.token(t.span.start), ground.last(t.span.end), t) for t in times)
        self.rows = [(token, t) for token, last, t in at if not set_aside(last)]
        self._ground = ground
        self._by_sentence = ground.by_sentence(self.rows)
        self._known = [
            (token, t, t.edtf, ground.block(token), frozenset(_mentioned(token, t, ground)))
            for token, t in self.rows
            if t.edtf
        ]

    def beside(self, token: Token) -> list[tuple[Token, Time]]:
        """The times of the sentence of a word."""
        return self._by_sentence.get(self._ground.sentence(token), [])

    def told(self, telling: Telling) -> Time | None:
        """The time of the trigger's own clause, or of one that it shares its time with, or that opens the sentence."""
        rows = [(token, t) for token, t in self.beside(telling.head) if t.edtf]
        if not rows:
            return None
        over = sharing(telling.verb)
        ranks = ((_rank(token, time, telling, over), n) for n, (token, time) in enumerate(rows))
        best = min(((rank, n) for rank, n in ranks if rank is not None), default=None)
        if best:
            return rows[best[1]][1]
        return _fronted(telling, [(token, t) for token, t in rows if not _of_other(token, t, telling)])

    def nearest(self, edtf: str, event: Event) -> Time:
        """The mention of a time that stands nearest to an event's first trigger."""
        at = event.triggers[0].start
        return min((t for _, t in self.rows if t.edtf == edtf), key=lambda t: abs(t.span.start - at))

    def candidates(self, occasion: Occasion, dated: Dated = ()) -> dict[str, frozenset[str]]:
        """What speaks for each time of the report, by its EDTF text, as that of an event: names of features."""
        found: dict[str, set[str]] = {}
        first = occasion.tellings[0].head
        verbs = {telling.verb for telling in occasion.everywhere}
        tellings = [(telling, self._ground.block(telling.head)) for telling in occasion.everywhere]
        rows = [row for row in self._known if not _is_of_speech(row[0], row[1], verbs)]
        spoken = [row for row in self._known if row not in rows]
        for token, time, edtf, _, _ in spoken:
            for telling in occasion.everywhere:
                if said := set(_of_speech(token, time, telling)):
                    found.setdefault(edtf, set()).update(said)
        for token, time, edtf, block, mentioned in rows:
            held = found.setdefault(edtf, set())
            held.update(mentioned)
            for telling, at in tellings:
                if abs(block - at) <= 1 and not _of_other(
                    token, time, telling
                ):  # What is further off is only mentioned.
                    held.update(self._beside(token, time, telling))
        before = [row[2] for row in rows if row[0].i < first.i]
        if before:
            found[before[-1]].add("latest")
        for telling in occasion.everywhere:
            told = self.told(telling)
            if told and told.edtf in found:
                found[told.edtf].update(("told", f"told:{told.rule}"))
        for edtf, feature in (*_of_dated(occasion, dated), *_shares(dated)):
            if edtf in found:
                found[edtf].add(feature)
        for edtf, held in found.items():
            held.update(self._reach(edtf))
        return {edtf: frozenset(features) for edtf, features in found.items()}

    def _reach(self, edtf: str) -> Iterator[str]:
        """Whether a time lies ahead of the report, or far behind it."""
        if self._published and edtf[:4].isdigit():
            if edtf[:10] > self._published[:10]:
                yield "ahead"
            elif int(edtf[:4]) < int(self._published[:4]) - 1:
                yield "long ago"

    def _beside(self, token: Token, time: Time, telling: Telling) -> Iterator[str]:
        near = standing(token, telling, self._ground)
        if near.sentence == 0:
            where = "clause" if near.clause else near.other
            yield f"{where}:{near.side}"
            yield f"{where}:{_grain(time)}"
            if _when(time, telling):
                yield "when"
            if token.i <= self._ground.columns.opens[token.i] + 3:
                yield f"opens:{where}"
            low, high = sorted((token.i, telling.head.i))
            others = (other.i for other, t in self.beside(token) if t.edtf and not t.rule.startswith(SAID))
            if not any(low < other < high for other in others):
                yield f"nearest:{near.gap}"
        elif near.block == 0:
            yield f"paragraph:{near.side}"
            if near.sentence in (-1, 1):
                yield f"next:{near.side}"
                if not any(word.pos_ == "VERB" for word in token.sent):
                    yield f"entry:{near.side}"
        elif near.block in (-1, 1):
            yield f"beside:{near.side}"
            if near.sentence in (1, 2) and _asks_when(telling):
                yield "answers"


def _when(time: Time, telling: Telling) -> bool:
    """Whether an act is told as what happened then ("until 2014, when officials made him step down")."""
    doc, verb = telling.head.doc, telling.verb
    start = columns.of(doc).opens[telling.head.i]
    after = next((t for t in doc[start : verb.i] if t.idx >= time.span.end and t.text != ","), None)
    return after is not None and after.lower_ == "when" and (after.head == verb or after.i >= verb.left_edge.i)


def _shares(dated: Dated) -> Iterator[tuple[str, str]]:
    """How large a share of what the report dates it gives to a time."""
    counts = Counter(edtf for _, edtf in dated)
    for edtf, count in counts.items():
        yield edtf, f"share:{min(int(5 * count / len(dated)), 4)}"


def _of_speech(token: Token, time: Time, telling: Telling) -> Iterator[str]:
    """What the day on which an act was told says of the day of the act, where it opens the sentence."""
    opens = columns.of(token.doc).opens
    if token.i > opens[token.i] + 3 or opens[token.i] != opens[telling.head.i]:
        return
    teller = next((node for node in path(token) if node.pos_ in _VERBAL), None)
    if teller is not None and token.i > teller.i:
        return
    yield f"spoken:{_grain(time)}"
    if teller is not None and teller in path(telling.verb):
        yield "spoken:over"


def _is_of_speech(token: Token, time: Time, verbs: set[Token]) -> bool:
    """Whether a time is that of somebody's speaking and of no act; to petition is both."""
    return time.rule.startswith(SAID) and verbs.isdisjoint(path(token))


def _asks_when(telling: Telling) -> bool:
    """Whether the act is told in a question for its time ("When were you sent back?")."""
    sentence = telling.head.sent
    return any(word.lower_ == "when" for word in sentence[:6]) and any(word.text == "?" for word in sentence[-2:])


def _of_dated(occasion: Occasion, dated: Dated) -> Iterator[tuple[str, str]]:
    """The times told of the same act or the same persons elsewhere, and of the act told before."""
    event, own = occasion.event, occasion.persons
    before: str | None = None
    for other, edtf in dated:
        if other.event.triggers == event.triggers:
            continue
        same = bool(own & other.persons)
        if other.event.act == event.act:
            yield edtf, "alike:thread" if same else "alike"
        elif same:
            yield edtf, "thread"
        if other.event.triggers[0] < event.triggers[0]:
            before = edtf
    if before:
        yield before, "before"


def _rank(token: Token, time: Time, telling: Telling, over: list[Token]) -> int | None:
    distance = abs(token.i - telling.head.i)
    if _of_other(token, time, telling):
        return None
    for node in path(token):
        if node in (telling.verb, telling.head):
            return distance
        if node.pos_ in _VERBAL:
            if node not in over and is_bare(node):
                continue
            if node not in over:
                return None
            # "said on Monday that" dates the speech; a time before the reporting verb dates what it reports.
            if node.lemma_ in words("tell") and token.i > node.i:
                return None
            return distance + _FAR
    return None


def _of_other(token: Token, time: Time, telling: Telling) -> bool:
    """Whether a time is that of another act of the clause: "after his arrest on May 3 he was beaten"."""
    below = token
    for node in path(token):
        if node in (telling.verb, telling.head) or node.pos_ in _VERBAL:
            return False
        inside = time.span.start <= node.idx < time.span.end
        if not inside and node.lower_ in _OTHER_ACT and below.pos_ == "NOUN" and not _is_hour(below):
            return True
        below = node
    return False


def _is_hour(noun: Token) -> bool:
    """Whether a noun is one for a time of day: "after dark on May 3"."""
    return noun.lower_ in calendar().hours or noun.lower_ in words("hour")


def _fronted(telling: Telling, rows: list[tuple[Token, Time]]) -> Time | None:
    """A day that opens the sentence ("On May 3, …") is that of all it tells, speech aside."""
    opens = columns.of(telling.head.doc).opens
    for token, time in rows[:1]:
        if token.i <= opens[token.i] + 2 and telling.head.i > token.i and not time.rule.startswith(SAID):
            return time
    return None


def _grain(time: Time) -> str:
    edtf = time.edtf or ""
    if edtf.startswith("..") or edtf.endswith(".."):
        return "open"
    if "/" in edtf:
        return "stretch"
    return {10: "day", 7: "month", 4: "year"}.get(len(edtf), "other")


def _mentioned(token: Token, time: Time, ground: Ground) -> Iterator[str]:
    yield f"grain:{_grain(time)}"
    if token.idx < ground.lead_end:
        yield "leads"
