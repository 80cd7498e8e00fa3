"""The words outside quotation marks that a cue attributes: the clause behind it, before it, or around it."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import cues, lexicon, source_words
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.cue_phrases import noun_clause
from secondsource.reading.cues import Candidate
from secondsource.reading.cutting import comments, from_, span, tokens
from secondsource.reading.going_on import goes_on
from secondsource.reading.governed import (
    as_value,
    carrier,
    gerund,
    having_done,
    infinitive,
    judged,
    number,
    rest,
    within_end,
)
from secondsource.reading.markers import that
from secondsource.reading.openings import opening, opens_part, told_before
from secondsource.reading.pointing import said_before, what_is_told

_CLAUSAL = {"ccomp", "parataxis"}


def indirect(
    doc: Doc, cue: Candidate, bounds: tuple[int, int], following: Candidate | None, quoted: tuple[int, ...]
) -> list[Span]:
    """The attributed stretches within the sentence ``bounds``; ``following`` is the next cue in it, ``quoted`` tells
    the tokens inside quotation marks."""
    start, end = bounds
    if "raised" in cue.takes:
        return _raised(doc, cue, bounds)
    if (mark := said_before(cue, start)) is not None:
        return from_(doc, start, mark)
    before = tokens(doc, opening(doc, cue, start, quoted), cue.start)
    after = tokens(doc, cue.end, _clause_end(doc, cue.end, end, end, quoted))
    marker = that(doc, cue, end) if "clause" in cue.takes else None
    own = marker is not None and marker <= cue.end + 1 and cue.rule not in {"citing", "phrase"}
    inserted = "inserted" in cue.takes or _half_quoted(cue, before, quoted)
    if inserted and not own and _set_off(doc, cue, bounds):
        goes_on = _resumes(doc, cue, end) or _adds(doc, cue, end, following)
        parts = [before, after] if after is not None and goes_on and not comments(doc, after[0]) else [before]
        return [
            span(doc, *part) for part in parts if part is not None and (part[1] - part[0] > 1 or doc[part[0]].like_num)
        ]
    if "clause" in cue.takes and cue.end < end - 2 and doc[cue.end].text == ":":
        taken_up = following is not None and following.rule == "order" and following.sources[0].pos_ == "PRON"
        return [] if taken_up else from_(doc, cue.end + 1, end)
    if cue.rule == "relative":
        told = next((t for t in doc[cue.end : end] if t.dep_ in {"pcomp", "relcl", "ccomp"}), None)
        return from_(doc, cue.end, min(told.right_edge.i + 1, end) if told is not None else end)
    if (what := what_is_told(cue)) is not None:
        return from_(doc, what.left_edge.i, what.right_edge.i + 1) if what.dep_ == "csubj" else []
    if cue.rule == "noun":
        clause = noun_clause(cue.token)
        assert clause is not None
        return from_(doc, clause.left_edge.i, min(clause.right_edge.i + 1, end))
    if marker is not None:
        return from_(doc, marker, _clause_end(doc, marker, _stop(cue, cue.token, marker, end, following), end, quoted))
    done = having_done(cue.token) if "clause" in cue.takes else None
    if done is not None:
        return from_(doc, done, _clause_end(doc, done, _stop(cue, cue.token, done, end, following), end, quoted))
    doing = gerund(cue.token) if "clause" in cue.takes else None
    if doing is not None and doing.left_edge.i == cue.token.i + 1:
        return from_(doc, doing.left_edge.i, min(doing.right_edge.i + 1, end))
    small = judged(cue.token) if cue.token.lemma_ in _DECLARING else None
    if small is not None and cue.rule in {"subject", "order"}:
        return from_(doc, small[0], min(small[1], end)) if cue.token.lemma_ != "find" else []
    complement = _complement(cue.token, _own_words(cue)) if "clause" in cue.takes else None
    if complement is None and cue.inner is not None and "clause" in cue.takes:
        complement = _complement(cue.inner)
    if complement is not None:
        first = complement.left_edge.i if complement.left_edge.i > cue.token.i else cue.end
        return from_(doc, first, _clause_end(doc, first, _stop(cue, complement, first, end, following), end, quoted))
    if cue.rule == "passive agent" and "object" in cue.takes:
        subjects = [
            c for c in cue.token.children if c.dep_ in _TOLD and start <= c.i < cue.token.i and c.pos_ != "PRON"
        ]
        return from_(doc, subjects[0].left_edge.i, subjects[0].right_edge.i + 1) if subjects else []
    if doing is not None:
        return from_(doc, doing.left_edge.i, min(doing.right_edge.i + 1, end))
    if "value" in cue.takes and as_value(cue.token):
        comma = next((i for i in range(cue.end, end) if doc[i].text == "," and quoted[i] < 0), end)
        named = any(t.lower_ == "as" for t in doc[cue.token.i : comma])
        end = comma if comma - cue.token.i > 3 and named else end
        return from_(
            doc, cue.token.i + 1, _clause_end(doc, cue.end, _stop(cue, cue.token, cue.end, end, following), end, quoted)
        )
    if "rest" in cue.takes and cue.rule != "passive agent":
        return rest(doc, cue, _clause_end(doc, cue.end, _stop(cue, cue.token, cue.end, end, following), end, quoted))
    marked = "within" in cue.takes and any(quoted[i] >= 0 for i in range(cue.token.i + 1, end))
    if "object" in cue.takes and not marked:
        for child in cue.token.children:
            if child.dep_ == "dobj" and child.i > cue.token.i and child.pos_ != "PRON" and not carrier(child, cue):
                last = min(_placed(cue.token, child), end)
                return from_(doc, child.left_edge.i, _with_quotation(doc, (last, end), quoted))
    if marked:
        # Words of the source built into the narrator's sentence: "called him 'a parasite'".
        mark = next(i for i in range(cue.token.i + 1, end) if quoted[i] >= 0)
        first = next((i + 1 for i in range(cue.end - 1, mark) if infinitive(doc, i) and quoted[i] < 0), cue.token.i + 1)
        return from_(doc, first, within_end(doc, cue, (first, _stop(cue, cue.token, first, end, following)), quoted))
    if "within" in cue.takes and cue.rule in {"subject", "order"} and (view := judged(cue.token)) is not None:
        return from_(doc, view[0], min(view[1], end))
    figure = number(doc, cue, end) if "clause" in cue.takes else None
    if figure is not None:
        return from_(doc, cue.token.i + 1, figure)
    return _behind(doc, cue, _stop(cue, cue.token, cue.end, end, following), quoted) if "clause" in cue.takes else []


def _placed(verb: Token, thing: Token) -> int:
    """Where an object ends with what says where or whose it was, though the parser hangs that on the verb: "confirmed
    two executions at the airfield"; not how and when it was told."""
    end, told = thing.right_edge.i + 1, source_words().documents | source_words().interviews
    for link in verb.children:
        if link.dep_ != "prep" or link.i != end or link.lower_ not in _WHERE:
            continue
        where = next((c for c in link.children if c.dep_ == "pobj"), None)
        timed = where is None or where.ent_type_ in {"DATE", "TIME"} or where.lemma_.lower() in told
        if where is None or timed:
            break
        end = link.right_edge.i + 1
    return end


_WHERE = frozenset({"in", "at", "near", "inside", "among", "against", "of", "between", "along", "around"})


def _with_quotation(doc: Doc, bounds: tuple[int, int], quoted: tuple[int, ...]) -> int:
    """Where an object ends that goes on in the source's own words: "his removal “for reasons of health”"."""
    last, end = bounds
    first = last if last < end and quoted[last] >= 0 else last + 1
    if first >= end or quoted[first] < 0 or (first > last and doc[last].pos_ not in {"ADP", "SCONJ"}):
        return last
    while first < end and quoted[first] >= 0:
        first += 1
    return first


def _half_quoted(cue: Candidate, before: tuple[int, int] | None, quoted: tuple[int, ...]) -> bool:
    """Whether words in quotation marks stand in the sentence before a cue that takes only speech: "The strike is
    “nonsense”, the manager snapped."."""
    if before is None or "quote" not in cue.takes or cue.rule != "order":
        return False
    doc = cue.token.doc
    closed = cue.end >= len(doc) or doc[cue.end].text in {".", "?", "!"}
    return (
        closed
        and doc[cue.start - 1].text == ","
        and doc[cue.start - 2].is_quote
        and any(quoted[i] >= 0 for i in range(*before))
    )


def carries_clause(doc: Doc, cue: Candidate, end: int) -> bool:
    """Whether a clause hangs on a cue and follows it ("she testified that …")."""
    if "clause" not in cue.takes or cue.rule in {"citing", "phrase", "as"}:
        return False
    marker = that(doc, cue, end)
    return marker is not None and marker <= cue.end + 1


def _raised(doc: Doc, cue: Candidate, bounds: tuple[int, int]) -> list[Span]:
    """What a passive without a speaker gives: its subject, and what is said of it."""
    found: list[Span] = []
    for child in cue.token.children:
        if child.dep_ == "nsubjpass" and child.pos_ != "PRON" and bounds[0] <= child.left_edge.i < cue.token.i:
            found += from_(doc, child.left_edge.i, child.right_edge.i + 1)
    agents = [c for child in cue.token.children if child.dep_ == "agent" for g in child.children for c in g.children]
    for child in (*cue.token.children, *agents):
        inner = [g for g in child.children if g.dep_ == "pcomp"] if child.lower_ == "of" else [child]
        if inner and inner[0].dep_ in {"xcomp", "pcomp", "ccomp"} and inner[0].i > cue.token.i:
            first = inner[0].left_edge.i
            first += doc[first].lower_ == "to"
            said = from_(doc, first, min(inner[0].right_edge.i + 1, bounds[1]))
            return said if inner[0].dep_ in {"pcomp", "ccomp"} else [*found, *said]
    return []


def _behind(doc: Doc, cue: Candidate, end: int, quoted: tuple[int, ...]) -> list[Span]:
    """What follows a cue where the parse hangs nothing on it: a clause with a verb of its own, or what stands behind a
    colon ("Both agree on the trick: …")."""
    keeps = cue.token.tag_ == "VBG" and cue.token.head.lemma_ in _KEEPING and cue.token.dep_ == "xcomp"
    if not (keeps or cue.token.tag_ in _FINITE) or cue.rule not in {"subject", "order"}:
        return []
    first = cue.end
    if first < end and doc[first].pos_ in {"DET", "PRON", "PROPN", "NOUN", "NUM"} and doc[first].dep_ != "dobj":
        for i in range(first + 1, end):
            if doc[i].is_punct:
                break
            if doc[i].tag_ in {*_FINITE, "MD"} and doc[first].tag_ not in {"WP", "WDT"}:
                return from_(doc, first, end)
    colon = next((i for i in range(first, end) if doc[i].text == ":" and quoted[i] < 0), end)
    plain = not any(doc[i].tag_ in {*_FINITE, "MD"} or quoted[i] >= 0 for i in range(first, colon))
    return from_(doc, colon + 1, end) if plain and colon < end - 2 and quoted[colon + 1] < 0 else []


_TOLD = frozenset({"nsubjpass", "csubjpass", "csubj"})
_DECLARING = frozenset({"declare", "pronounce", "find", "certify", "consider", "deem"})
_KEEPING = frozenset({"keep", "begin", "start", "stop", "continue", "go", "remember", "resume", "end"})


def _set_off(doc: Doc, cue: Candidate, bounds: tuple[int, int]) -> bool:
    """Whether the cue's clause is parenthetical: a comma before it, and a comma or the end of the sentence behind."""
    start, end = bounds
    if cue.rule in {"phrase", "as"}:
        return True
    if cue.rule == "citing" and cue.start > start and doc[cue.start - 1].lemma_ in cues():
        return True  # "…, the group said citing a neighbour"
    if cue.start <= start or not _comma_before(doc, cue.start):
        return False
    closed = cue.end < end and doc[cue.end].text in {";", "."} and cue.rule == "order"
    speaks = cue.end < end and doc[cue.end].text == ":"
    if speaks and cue.rule == "order" and doc[start].tag_ not in {"VBN", "VBG"} and told_before(doc, start, cue.start):
        return True  # "…, a source said: “…”": what stands before it is the source's, too
    if speaks and doc[start].tag_ in {"VBG", "VBN"} and not told_before(doc, start, cue.start):
        return False
    if cue.start == cue.token.i and (cue.rule == "order" or (cue.rule == "subject" and cue.sources[0].i > cue.start)):
        return True  # "…, related the other, a farmer", "…, says buyer who saw him"
    complement = _complement(cue.token, _own_words(cue))
    if complement is not None and complement.i > cue.token.i and not closed and not _resumes(doc, cue, end):
        return False
    behind = doc[cue.end] if cue.end < end else None
    if behind is not None and not behind.is_punct and cue.token.tag_ in _FINITE and cue.rule == "subject":
        return False
    if "rest" in cue.takes and any(c.dep_ == "dobj" and c.i > cue.token.i for c in cue.token.children):
        return False
    if cue.rule == "citing":
        return True
    at_end = cue.end >= end or doc[cue.end].text in {".", ",", "—", "–", ";", ":", "?", "!"}
    return at_end or cue.start > cue.token.i - 1


_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _comma_before(doc: Doc, i: int) -> bool:
    """Whether a comma or dash stands before a token, if need be inside the quotation mark that ends there."""
    before = doc[i - 1].text
    if before in {"”", '"', "»", "’"} and i > 1:
        before = doc[i - 2].text
    return before in {",", "—", "–", "?", "-"} or (before == ";" and doc[i].lower_ == "so")


def _resumes(doc: Doc, cue: Candidate, end: int) -> bool:
    """Whether the clause that the cue interrupts goes on behind it."""
    first = columns.of(doc).opens[cue.token.i]
    opens = cue.start <= first + 1 or opens_part(doc, cue, first)
    if cue.rule in {"phrase", "as"} and cue.end < end and opens:
        return True
    if cue.end < end - 3 and doc[cue.end + 1].lower_ in {"and", "but"} and doc[cue.end + 2].lower_ in {"we", "i"}:
        return False  # the outlet goes on in its own words
    return cue.end < end - 2 and doc[cue.end].text in {",", "—", "–"} and not _hangs_on(doc[cue.end + 1])


def _adds(doc: Doc, cue: Candidate, end: int, following: Candidate | None) -> bool:
    """Whether what stands behind a semicolon or colon that follows a cue is told by it, too."""
    if cue.end >= end or doc[cue.end].text not in {";", ":"}:
        return False
    return following is None or bool(set(following.takes) <= {"raised"})


def _hangs_on(token: Token) -> bool:
    """Whether what follows a cue's comma goes with the cue ("he said, adding …", "she said, who …"), not with what it
    interrupts."""
    return token.tag_ in {"VBG", "WP", "WDT", "WP$", "WRB"} or token.lower_ in {"without", "when", "while", "as"}


def _clause_end(doc: Doc, start: int, stop: int, end: int, quoted: tuple[int, ...]) -> int:
    """Where attributed clauses end: what stands behind a semicolon goes on with them, up to the end of the sentence."""
    if stop == end:
        return end
    return next((i for i in range(start, stop) if doc[i].text == ";" and quoted[i] < 0), stop)


def _own_words(cue: Candidate) -> tuple[Token, ...]:
    """The words of a cue of several words, which are no complement of it."""
    return tuple(cue.token.doc[cue.token.i : cue.inner.i + 1]) if cue.inner is not None else ()


def _complement(verb: Token, within: tuple[Token, ...] = ()) -> Token | None:
    for child in verb.children:
        if verb.lemma_ == "let" and child.left_edge.lower_ == "when":
            continue
        citing = child.tag_ == "VBG" and child.lemma_ in lexicon().citing
        if child.dep_ in _CLAUSAL and child.i > verb.i and child not in within and not citing:
            return child
    return None


def _stop(cue: Candidate, complement: Token, first: int, end: int, following: Candidate | None) -> int:
    """The end of what a cue attributes: of its sentence, or before a further cue that is not itself attributed."""
    if following is None:
        return end
    if goes_on(cue.token, following.token):
        return following.start
    if _closes_behind(cue, first, end, following):
        return following.start
    taken_up = cue.token.dep_ == "relcl" and cue.token.doc[following.token.i - 1].text == ","
    if taken_up and any(c.tag_ == "WP" for c in cue.token.children) and following.rule == "subject":
        return following.token.i - 1  # "O, who said that …, claimed that …"
    semicolon = next((i for i in range(first, following.start) if _parts(cue.token.doc, i)), None)
    if semicolon is not None and following.sources and following.sources != cue.sources:
        return semicolon
    if following.start <= first + 2 or not following.takes & {"clause", "inserted"}:
        return end
    if following.rule == "passive agent":
        return end
    if following.token.tag_ == "VBG" and following.start == following.token.i and _before(following) == ",":
        return following.start  # "…, saying that …" goes back to who was speaking
    if following.token.head != complement and complement.is_ancestor(following.token):
        return end
    return min(end, following.start)


def _closes_behind(cue: Candidate, first: int, end: int, following: Candidate) -> bool:
    """Whether a further cue is put in at the end of the sentence: "counted nineteen pairs of shoes, he added."."""
    doc = cue.token.doc
    if following.start <= first or not following.takes & {"inserted"} or _before(following) not in {",", "—", "–"}:
        return False
    return following.rule in {"order", "phrase", "state"} and (following.end >= end or doc[following.end].text == ".")


def _parts(doc: Doc, i: int) -> bool:
    """Whether a semicolon ends what a cue attributes: no further "that" hangs on the cue."""
    return doc[i].text == ";" and doc[i + 1].lower_ not in {"that", "and"}


def _before(cue: Candidate) -> str:
    """The word before a cue's clause."""
    return cue.token.doc[cue.start - 1].text if cue.start else ""
