"""The words outside quotation marks that a cue attributes: the clause behind it, before it, or around it."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import cues, lexicon, source_words
from secondsource.model import Span
from secondsource.reading.cue_phrases import noun_clause
from secondsource.reading.cues import Candidate, goes_on
from secondsource.reading.markers import that
from secondsource.reading.openings import opening, told_before

_CLAUSAL = {"ccomp", "parataxis"}


def indirect(
    doc: Doc, cue: Candidate, bounds: tuple[int, int], following: Candidate | None, quoted: tuple[int, ...]
) -> list[Span]:
    """The attributed stretches within the sentence ``bounds``; ``following`` is the next cue in it, ``quoted`` tells
    the tokens inside quotation marks."""
    start, end = bounds
    if "raised" in cue.takes:
        return _raised(doc, cue, bounds)
    before = _tokens(doc, opening(doc, cue, start, quoted), cue.start)
    after = _tokens(doc, cue.end, _clause_end(doc, cue.end, end, end, quoted))
    marker = that(doc, cue, end) if "clause" in cue.takes else None
    own = marker is not None and marker <= cue.end + 1 and cue.rule not in {"citing", "phrase"}
    inserted = "inserted" in cue.takes or _half_quoted(cue, before, quoted)
    if inserted and not own and _set_off(doc, cue, bounds):
        goes_on = _resumes(doc, cue, end) or (following is None and cue.end < end and doc[cue.end].text in {";", ":"})
        parts = [before, after] if after is not None and goes_on else [before]
        return [
            _span(doc, *part) for part in parts if part is not None and (part[1] - part[0] > 1 or doc[part[0]].like_num)
        ]
    if "clause" in cue.takes and cue.end < end - 2 and doc[cue.end].text == ":":
        taken_up = following is not None and following.rule == "order" and following.sources[0].pos_ == "PRON"
        return [] if taken_up else _from(doc, cue.end + 1, end)
    if cue.rule == "noun":
        clause = noun_clause(cue.token)
        assert clause is not None
        return _from(doc, clause.left_edge.i, min(clause.right_edge.i + 1, end))
    if marker is not None:
        return _from(doc, marker, _clause_end(doc, marker, _stop(cue, cue.token, marker, end, following), end, quoted))
    done = _having_done(cue.token) if "clause" in cue.takes else None
    if done is not None:
        return _from(doc, done, _clause_end(doc, done, _stop(cue, cue.token, done, end, following), end, quoted))
    gerund = _gerund(cue.token) if "clause" in cue.takes else None
    if gerund is not None and gerund.left_edge.i == cue.token.i + 1:
        return _from(doc, gerund.left_edge.i, min(gerund.right_edge.i + 1, end))
    small = _judged(cue.token) if cue.token.lemma_ in _DECLARING else None
    if small is not None and cue.rule in {"subject", "order"}:
        return _from(doc, small[0], min(small[1], end)) if cue.token.lemma_ != "find" else []
    complement = _complement(cue.token, _own_words(cue)) if "clause" in cue.takes else None
    if complement is None and cue.inner is not None and "clause" in cue.takes:
        complement = _complement(cue.inner)
    if complement is not None:
        first = complement.left_edge.i if complement.left_edge.i > cue.token.i else cue.end
        return _from(doc, first, _clause_end(doc, first, _stop(cue, complement, first, end, following), end, quoted))
    if cue.rule == "passive agent" and "object" in cue.takes:
        subjects = [
            c for c in cue.token.children if c.dep_ in _TOLD and start <= c.i < cue.token.i and c.pos_ != "PRON"
        ]
        return _from(doc, subjects[0].left_edge.i, subjects[0].right_edge.i + 1) if subjects else []
    if gerund is not None:
        return _from(doc, gerund.left_edge.i, min(gerund.right_edge.i + 1, end))
    if "value" in cue.takes and _as_value(cue.token):
        comma = next((i for i in range(cue.end, end) if doc[i].text == "," and quoted[i] < 0), end)
        named = any(t.lower_ == "as" for t in doc[cue.token.i : comma])
        end = comma if comma - cue.token.i > 3 and named else end
        return _from(
            doc, cue.token.i + 1, _clause_end(doc, cue.end, _stop(cue, cue.token, cue.end, end, following), end, quoted)
        )
    if "rest" in cue.takes and cue.rule != "passive agent":
        return _rest(doc, cue, _clause_end(doc, cue.end, _stop(cue, cue.token, cue.end, end, following), end, quoted))
    marked = "within" in cue.takes and any(quoted[i] >= 0 for i in range(cue.token.i + 1, end))
    if "object" in cue.takes and not marked:
        for child in cue.token.children:
            if child.dep_ == "dobj" and child.i > cue.token.i and child.pos_ != "PRON" and not _carrier(child, cue):
                return _from(doc, child.left_edge.i, min(child.right_edge.i + 1, end))
    if marked:
        # Words of the source built into the narrator's sentence: "called him 'a parasite'".
        mark = next(i for i in range(cue.token.i + 1, end) if quoted[i] >= 0)
        first = next(
            (i + 1 for i in range(cue.end - 1, mark) if _infinitive(doc, i) and quoted[i] < 0), cue.token.i + 1
        )
        return _from(doc, first, _within_end(doc, cue, (first, _stop(cue, cue.token, first, end, following)), quoted))
    if "within" in cue.takes and cue.rule in {"subject", "order"} and (judged := _judged(cue.token)) is not None:
        return _from(doc, judged[0], min(judged[1], end))
    number = _number(doc, cue, end) if "clause" in cue.takes else None
    if number is not None:
        return _from(doc, cue.token.i + 1, number)
    return _behind(doc, cue, _stop(cue, cue.token, cue.end, end, following), quoted) if "clause" in cue.takes else []


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


def _carrier(thing: Token, cue: Candidate) -> bool:
    """Whether what is announced or recorded is a paper, a person, or nothing: "cites a source", "records no name"."""
    table, lemma = source_words(), thing.lemma_.lower()
    if any(c.lower_ in {"no", "neither", "nothing"} for c in (thing, *thing.lefts)):
        return True
    borne_out = cue.kind != "neutral" or cue.token.lemma_ in {"confirm", "corroborate", "acknowledge"}
    return not borne_out and any(lemma in kind for kind in (table.documents, table.sources))


_TOLD = frozenset({"nsubjpass", "csubjpass", "csubj"})


def carries_clause(doc: Doc, cue: Candidate, end: int) -> bool:
    """Whether a clause hangs on a cue and follows it ("she testified that …")."""
    if "clause" not in cue.takes or cue.rule in {"citing", "phrase", "as"}:
        return False
    marker = that(doc, cue, end)
    return marker is not None and marker <= cue.end + 1


def points_back(cue: Candidate) -> bool:
    """Whether what a cue attributes stands before its sentence: "said so", "have it from", "confirmed this"."""
    verb = cue.token
    if cue.rule == "passive agent" and verb.lemma_ in _POINTING:
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
        return all(c.lower_ in {"this", "that", "it"} for c in subjects) and verb.dep_ == "ROOT"
    if verb.lemma_ in {"vouch", "swear", "attest", "testify"} and cue.rule in {"subject", "order"}:
        return any(g.lower_ in {"it", "this", "that"} for c in verb.children if c.dep_ == "prep" for g in c.children)
    if cue.rule == "heard from" or (verb.lemma_ in _POINTING and cue.rule in {"subject", "order"}):
        return any(c.lower_ in {"so", "it", "this", "that", "as"} and c.dep_ != "nsubj" for c in verb.children)
    return False


_POINTING = frozenset(
    {
        "say",
        "tell",
        "know",
        "confirm",
        "witness",
        "hear",
        "learn",
        "recount",
        "report",
        "swear",
        "see",
        "admit",
        "relate",
        "record",
        "convey",
        "acknowledge",
        "corroborate",
        "attest",
        "document",
        "disclose",
        "reveal",
    }
)


def _raised(doc: Doc, cue: Candidate, bounds: tuple[int, int]) -> list[Span]:
    """What a passive without a speaker gives: its subject, and what is said of it."""
    found: list[Span] = []
    for child in cue.token.children:
        if child.dep_ == "nsubjpass" and child.pos_ != "PRON" and bounds[0] <= child.left_edge.i < cue.token.i:
            found += _from(doc, child.left_edge.i, child.right_edge.i + 1)
    agents = [c for child in cue.token.children if child.dep_ == "agent" for g in child.children for c in g.children]
    for child in (*cue.token.children, *agents):
        inner = [g for g in child.children if g.dep_ == "pcomp"] if child.lower_ == "of" else [child]
        if inner and inner[0].dep_ in {"xcomp", "pcomp", "ccomp"} and inner[0].i > cue.token.i:
            first = inner[0].left_edge.i
            first += doc[first].lower_ == "to"
            said = _from(doc, first, min(inner[0].right_edge.i + 1, bounds[1]))
            return said if inner[0].dep_ in {"pcomp", "ccomp"} else [*found, *said]
    return []


def _number(doc: Doc, cue: Candidate, end: int) -> int | None:
    """Where a number ends that is all that a cue gives: "a second source said nine", "the books say a million two"."""
    first = cue.token.i + 1
    if not cue.sources or cue.sources[0].lower_ in {"people", "they"}:
        return None
    if cue.rule not in {"subject", "order"} or cue.token.tag_ not in _FINITE or cue.token.lemma_ not in _COUNTING:
        return None
    stop = next((i for i in range(first, end) if doc[i].is_punct and doc[i].text not in {"-", "$"}), end)
    near = any(t.like_num for t in doc[first : min(first + 2, stop)])
    return stop if near and stop - first < 6 and not any(t.pos_ in {"VERB", "AUX"} for t in doc[first:stop]) else None


_COUNTING = frozenset({"say", "write", "state", "claim", "answer", "reply", "reckon", "estimate", "print"})


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
                return _from(doc, first, end)
    colon = next((i for i in range(first, end) if doc[i].text == ":" and quoted[i] < 0), end)
    plain = not any(doc[i].tag_ in {*_FINITE, "MD"} or quoted[i] >= 0 for i in range(first, colon))
    return _from(doc, colon + 1, end) if plain and colon < end - 2 and quoted[colon + 1] < 0 else []


_KEEPING = frozenset({"keep", "begin", "start", "stop", "continue", "go", "remember", "resume", "end"})


def _within_end(doc: Doc, cue: Candidate, bounds: tuple[int, int], quoted: tuple[int, ...]) -> int:
    """Where a sentence with words of the source in it stops being theirs: behind the last of them, where the narrator
    goes on with a further verb or clause."""
    first, end = bounds
    last = max((i for i in range(first, end) if quoted[i] >= 0), default=end - 1)
    if cue.token.dep_ == "relcl":
        end = min(end, max(cue.token.right_edge.i + 1, last + 1))
    joined = (c.left_edge.i for c in cue.token.children if c.dep_ == "conj" and c.tag_ == cue.token.tag_)
    further = next((i for i in joined if i > first and any(quoted[n] >= 0 for n in range(first, i))), end)
    if further < end:
        return further
    for i in range(last + 1, end):
        if doc[i].text == ";" or (doc[i].pos_ in {"VERB", "AUX"} and doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}):
            return last + 1
    return end


def _as_value(verb: Token) -> bool:
    """Whether a verb gives something a name, number or date: "gave his name as …", "puts the sum at …"."""
    things = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if not things:
        return False
    links = (*verb.children, *things[0].children)
    return any(
        (c.dep_ == "prep" and c.lower_ in {"as", "at"}) or c.lower_ in _COMPARED for c in links if c.i > things[0].i
    )


_COMPARED = frozenset({"higher", "lower", "later", "earlier", "closer", "nearer"})


def _rest(doc: Doc, cue: Candidate, end: int) -> list[Span]:
    """What follows a cue up to ``end`` or to the next verb of its subject: "speaks of burns and of missing nails"."""
    first = (cue.inner or cue.token).i + 1
    joined = [c for c in cue.token.children if c.dep_ == "conj" and c.i > first and c.pos_ in {"VERB", "AUX"}]
    if cue.token.dep_ == "relcl":
        end = min(end, cue.token.right_edge.i + 1)
    end = min(end, *(c.left_edge.i for c in joined), end)
    while end > first and (doc[end - 1].dep_ in {"cc", "punct"} or doc[end - 1].is_punct):
        end -= 1
    if cue.token.lemma_ == "count" and not any(t.like_num for t in doc[first : min(first + 5, end)]):
        return []  # to count bonuses is no statement; to count eleven burns is one
    if cue.token.lemma_ in _BIDDING | _TRACING:
        end = next((i for i in range(first, end) if doc[i].text == ";"), end)
    if cue.token.lemma_ in _TRACING and (cue.token.tag_ == "VBG" or not any(c.dep_ == "dobj" and c.pos_ != "PRON" for c in cue.token.children)):
        return []
    if cue.token.lemma_ in _BIDDING and not any(_infinitive(doc, i) for i in range(first, end)):
        return []
    named = any(doc[i].pos_ in {"NOUN", "PROPN", "NUM"} and doc[i].lower_ != "other" for i in range(first, end))
    named = named and doc[first].lower_ not in {"neither", "no", "nothing", "none", "nobody"}
    return _from(doc, first, end) if named else []


def _judged(verb: Token) -> tuple[int, int] | None:
    """What somebody calls something: "calls the affair a misunderstanding", "dismissed the report as an invention";
    without the thing where it is a pronoun."""
    if verb.lemma_ not in _JUDGING or verb.tag_ == "VBN":
        return None
    judged = next((c for c in verb.children if c.dep_ in {"oprd", "ccomp"} and c.i > verb.i), None)
    if judged is None:
        judged = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" and c.i > verb.i), None)
    elif judged.dep_ == "ccomp" and judged.pos_ not in {"NOUN", "ADJ"}:
        return None
    elif judged.dep_ == "ccomp" and any(c.dep_ in {"aux", "mark"} for c in judged.children):
        return None
    if judged is None or judged.pos_ == "PROPN":
        return None
    thing = next((c for c in (*verb.children, *judged.children) if c.dep_ in {"dobj", "nsubj"} and c.i > verb.i), None)
    if thing is None:
        return None
    first = thing.left_edge.i if thing.pos_ != "PRON" else thing.i + 1
    joined = (t.i for t in judged.subtree if t.i > judged.i and t.tag_ == verb.tag_ and t.pos_ == "VERB")
    last = min([judged.right_edge.i + 1, *(n - (verb.doc[n - 1].text in {",", "and"}) for n in joined)])
    return (first, last) if first > verb.i else None


_DECLARING = frozenset({"declare", "pronounce", "find", "certify", "consider", "deem"})
_JUDGING = frozenset(
    {"call", "term", "brand", "label", "consider", "deem", "describe", "dismiss", "characterise", "characterize", "denounce"}
    | {"condemn", "hail", "praise", "portray", "decry", "deride", "ridicule", "criticise", "criticize", "find", "think"}
    | {"declare", "pronounce", "certify"}
)


_TRACING = frozenset({"attribute", "ascribe", "trace", "credit", "date"})
_BIDDING = frozenset({"appeal", "call", "urge", "advise", "request", "encourage", "counsel", "beg", "implore", "exhort"})
"""What they tell is what somebody shall do: "urged the commission to open the graves"."""


def _gerund(verb: Token) -> Token | None:
    """What was "admitted handing over", "denied beating": a gerund right behind its cue."""
    for child in verb.children:
        if child.lemma_ in lexicon().citing:
            continue
        near = child.dep_ in {"xcomp", "pcomp", "ccomp", "acl"} and 0 < child.left_edge.i - verb.i < 3
        if near and (child.tag_ == "VBG" or child.left_edge.lower_ == "having"):
            return child
    return None


def _having_done(verb: Token) -> int | None:
    """Where "to have taken the money" starts behind "admitted in interrogation", "claims": what somebody says he did."""
    doc = verb.doc
    if any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
        return None
    for i in range(verb.i + 1, min(verb.i + 8, len(doc) - 2)):
        if doc[i].text in {".", ";", ":"} or doc[i].tag_ in _FINITE:
            return None
        if doc[i].lower_ == "to" and doc[i + 1].lower_ == "have" and doc[i + 2].tag_ in {"VBN", "VBD", "RB"}:
            return i
    return None


def _infinitive(doc: Doc, i: int) -> bool:
    return doc[i].lower_ == "to" and doc[i].tag_ == "TO"


def _tokens(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].is_punct or doc[start].is_space) and doc[start].text not in '“"«(':
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in '”"»)':
        end -= 1
    return (start, end) if end > start else None


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
    if cue.rule == "order" and cue.start == cue.token.i:
        return True  # "…, related the other, a farmer"
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
    if cue.rule in {"phrase", "as"} and cue.end < end and cue.start <= cue.token.sent.start + 1:
        return True
    if cue.end < end - 3 and doc[cue.end + 1].lower_ in {"and", "but"} and doc[cue.end + 2].lower_ in {"we", "i"}:
        return False  # the outlet goes on in its own words
    return cue.end < end - 2 and doc[cue.end].text in {",", "—", "–"} and not _hangs_on(doc[cue.end + 1])


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


def _parts(doc: Doc, i: int) -> bool:
    """Whether a semicolon ends what a cue attributes: no further "that" hangs on the cue."""
    return doc[i].text == ";" and doc[i + 1].lower_ not in {"that", "and"}


def _before(cue: Candidate) -> str:
    """The word before a cue's clause."""
    return cue.token.doc[cue.start - 1].text if cue.start else ""


def _from(doc: Doc, start: int, end: int) -> list[Span]:
    while (
        end > start
        and (doc[end - 1].dep_ == "cc" or doc[end - 1].is_punct)
        and doc[end - 1].lower_ in {"and", "but", ","}
    ):
        end -= 1
    while start < end and doc[start].lower_ == "that" and doc[start].tag_ in {"IN", "WDT"}:
        start += 1
    part = _tokens(doc, start, end)
    return [_span(doc, *part)] if part else []


def _span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))
