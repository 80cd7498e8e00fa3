"""What a cue governs that is no clause: a number, a value, a judgement, what somebody has done, all that follows."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon, source_words
from secondsource.model import Span
from secondsource.reading.candidates import Candidate
from secondsource.reading.cutting import from_

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def carrier(thing: Token, cue: Candidate) -> bool:
    """Whether what is announced or recorded is a paper, a person, or nothing: "cites a source", "records no name"."""
    table, lemma = source_words(), thing.lemma_.lower()
    if any(c.lower_ in {"no", "neither", "nothing"} for c in (thing, *thing.lefts)):
        return True
    borne_out = cue.kind != "neutral" or cue.token.lemma_ in _BORNE_OUT
    return not borne_out and any(lemma in kind for kind in (table.documents, table.sources))


_BORNE_OUT = frozenset({"confirm", "corroborate", "acknowledge", "admit", "confess", "concede", "deny", "dispute"})


def number(doc: Doc, cue: Candidate, end: int) -> int | None:
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


def within_end(doc: Doc, cue: Candidate, bounds: tuple[int, int], quoted: tuple[int, ...]) -> int:
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


def as_value(verb: Token) -> bool:
    """Whether a verb gives something a name, number or date: "gave his name as …", "puts the sum at …"."""
    things = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if not things:
        return False
    links = (*verb.children, *things[0].children)
    if any(
        (c.dep_ == "prep" and c.lower_ in {"as", "at"}) or c.lower_ in _COMPARED for c in links if c.i > things[0].i
    ):
        return True
    # "Puts the number of those who fled at twenty": the parser hangs the figure on what was counted.
    ats = (t for t in things[0].subtree if t.lower_ == "at" and t.i > things[0].i and t.dep_ == "prep")
    return any(c.dep_ == "pobj" and any(g.like_num for g in (c, *c.children)) for at in ats for c in at.children)


_COMPARED = frozenset({"higher", "lower", "later", "earlier", "closer", "nearer"})


def rest(doc: Doc, cue: Candidate, end: int) -> list[Span]:
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
    if cue.token.lemma_ in _TRACING and (
        cue.token.tag_ == "VBG" or not any(c.dep_ == "dobj" and c.pos_ != "PRON" for c in cue.token.children)
    ):
        return []
    if cue.token.lemma_ in _BIDDING and not any(infinitive(doc, i) for i in range(first, end)):
        return []
    named = any(doc[i].pos_ in {"NOUN", "PROPN", "NUM"} and doc[i].lower_ != "other" for i in range(first, end))
    named = named and doc[first].lower_ not in {"neither", "no", "nothing", "none", "nobody"}
    return from_(doc, first, end) if named else []


def judged(verb: Token) -> tuple[int, int] | None:
    """What somebody calls something: "calls the affair a misunderstanding", "dismissed the report as an invention";
    without the thing where it is a pronoun."""
    if verb.lemma_ not in _JUDGING or verb.tag_ == "VBN":
        return None
    judged = next((c for c in verb.children if c.dep_ in {"oprd", "ccomp"} and c.i > verb.i), None)
    if judged is None:
        judged = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" and c.i > verb.i), None)
    elif (judged.dep_ == "ccomp" and judged.pos_ not in {"NOUN", "ADJ"}) or (
        judged.dep_ == "ccomp" and any(c.dep_ in {"aux", "mark"} for c in judged.children)
    ):
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


_JUDGING = frozenset(
    {
        "call",
        "term",
        "brand",
        "label",
        "consider",
        "deem",
        "describe",
        "dismiss",
        "characterise",
        "characterize",
        "denounce",
    }
    | {"condemn", "hail", "praise", "portray", "decry", "deride", "ridicule", "criticise", "criticize", "find", "think"}
    | {"declare", "pronounce", "certify"}
)


_TRACING = frozenset({"attribute", "ascribe", "trace", "credit", "date"})
_BIDDING = frozenset(
    {"appeal", "call", "urge", "advise", "request", "encourage", "counsel", "beg", "implore", "exhort"}
)
"""What they tell is what somebody shall do: "urged the commission to open the graves"."""


def gerund(verb: Token) -> Token | None:
    """What was "admitted handing over", "denied beating": a gerund right behind its cue."""
    for child in verb.children:
        if child.lemma_ in lexicon().citing:
            continue
        near = child.dep_ in {"xcomp", "pcomp", "ccomp", "acl"} and 0 < child.left_edge.i - verb.i < 3
        if near and (child.tag_ == "VBG" or child.left_edge.lower_ == "having"):
            return child
    return None


def having_done(verb: Token) -> int | None:
    """Where "to have taken the money" starts behind "admitted in court", "claims": what somebody says he did."""
    doc = verb.doc
    if any(c.dep_ == "dobj" and c.i > verb.i for c in verb.children):
        return None
    for i in range(verb.i + 1, min(verb.i + 8, len(doc) - 2)):
        if doc[i].text in {".", ";", ":"} or doc[i].tag_ in _FINITE:
            return None
        if doc[i].lower_ == "to" and doc[i + 1].lower_ == "have" and doc[i + 2].tag_ in {"VBN", "VBD", "RB"}:
            return i
    return None


def infinitive(doc: Doc, i: int) -> bool:
    return doc[i].lower_ == "to" and doc[i].tag_ == "TO"
