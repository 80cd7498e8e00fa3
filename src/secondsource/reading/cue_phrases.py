"""Cues that are no verbs: phrases ("according to"), what a source owns ("by her account"), nouns and states of mind."""

from functools import cache

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import Phrase, lexicon, source_words
from secondsource.lexicon.hedges import hedges
from secondsource.model import CueKind, Span
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import Candidate, names_person, with_conjuncts
from secondsource.reading.entries import kept_open
from secondsource.reading.order import neighbour
from secondsource.reading.phrases import subject

FIRST_WORDS = {phrase.text.split()[0] for phrase in lexicon().phrases}


@cache
def _by_first_words() -> dict[tuple[str, str], list[Phrase]]:
    """Phrases by their first two words; the second is empty where there is none."""
    table: dict[tuple[str, str], list[Phrase]] = {}
    for known in lexicon().phrases:
        first, *rest = known.text.split()
        table.setdefault((first, rest[0] if rest else ""), []).append(known)
    return table


def noun(token: Token, kind: CueKind) -> Candidate | None:
    """A noun with a clause ("his claim that …"); its source is its owner, or for hearsay the noun itself."""
    clause = noun_clause(token)
    if clause is None:
        return None
    owners = [c for c in token.children if c.dep_ == "poss" and c.pos_ in {"NOUN", "PROPN", "PRON"}]
    owners += [g for c in token.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "of"} for g in c.children]
    owners += [
        g
        for c in token.children
        if c.dep_ == "prep" and c.lower_ in {"in", "on"}
        for g in c.children
        if g.lemma_.lower() in source_words().media
    ]
    if not owners and token.lemma_ in _CERTAIN:
        whom = _to_whom(token.head)
        owners = [whom] if whom is not None else []
    heads = owners[:1] or ([token] if kind == "hearsay" else [])
    if token.dep_ == "dobj" and token.head.lemma_ in hedges()["refuted"].dismissing and kept_open(token.head):
        return None
    if not heads and token.dep_ == "dobj" and token.head.lemma_ in lexicon().given:
        heads = [head for head in (subject(token.head),) if head is not None]  # "voiced the fear that …"
        kind = "denial" if token.head.lemma_ in hedges()["refuted"].dismissing else kind
    if not heads and token.dep_ == "nsubj" and token.head.lemma_ in _STEMMING:
        heads = [g for c in token.head.children if c.lower_ == "from" for g in c.children if g.dep_ == "pobj"]
    if not heads or heads[0].tag_ in {"WP", "WDT"}:
        return None
    cue = Span(token.idx, token.idx + len(token))
    start = min(token.i, heads[0].left_edge.i)
    return Candidate(token, cue, start, token.i + 1, tuple(heads), kind, frozenset({"clause"}), "noun")


_CERTAIN = frozenset({"doubt", "question"})
"""What there is none of for whom a thing is certain: "for the widow there is no doubt that …"."""
_STEMMING = frozenset({"come", "stem", "originate", "derive", "reach", "arrive"})


def noun_clause(token: Token) -> Token | None:
    """The clause that a noun attributes: its own ("the claim that …"), or what it is ("her guess is that")."""
    own = next((c for c in token.children if c.dep_ in {"acl", "ccomp", "relcl"} and _that_clause(c)), None)
    own = own or _behind_owner(token)
    it = token.dep_ == "attr" and any(c.lower_ == "it" and c.dep_ in {"nsubj", "expl"} for c in token.head.children)
    if own is not None or not (token.dep_ == "nsubj" or it) or token.head.lemma_ != "be":
        return own
    behind = (c for c in token.head.children if c.dep_ in {"ccomp", "advcl", "acl"} and c.i > token.i)
    return next((c for c in behind if _that_clause(c)), None)


def _behind_owner(noun: Token) -> Token | None:
    """The clause that the parser hangs on the owner: "the claim of the driver that the gate was shut"."""
    owners = [g for c in noun.children if c.lower_ in {"of", "by", "from"} for g in c.children if g.dep_ == "pobj"]
    within = (t for owner in owners[:1] for t in owner.subtree if t.dep_ in {"relcl", "acl", "ccomp"})
    return next((t for t in within if _that_clause(t)), None)


def _that_clause(clause: Token) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def phrase(doc: Doc, token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """A phrase whose object is the source ("according to …")."""
    following = token.nbor().lower_ if token.i + 1 < len(doc) else ""
    table = _by_first_words()
    for known in (*table.get((token.lower_, following), ()), *table.get((token.lower_, ""), ())):
        words = known.text.split()
        stop = token.i + len(words)
        if [t.lower_ for t in doc[token.i : stop]] != words or stop >= bounds[1]:
            continue
        if known.colon and token.i != bounds[0] and doc[token.i - 1].text not in {",", "(", "—", "–"}:
            continue
        head = object_head(doc, stop, bounds[1])
        if head is None or (head.lemma_ in lexicon().not_sources and not _paper(head)):
            return None
        if head.lower_ == "which" and known.text == "according to":
            return _relative(token, head, bounds)
        end = _phrase_end(doc, token, head, bounds)
        cue = Span(token.idx, doc[stop - 1].idx + len(doc[stop - 1]))
        return Candidate(token, cue, token.i, end, with_conjuncts(head), known.kind, _PHRASE_TAKES, "phrase")
    return None


def _paper(noun: Token) -> bool:
    """Whether a noun that may stand for a custom ("according to plan") is a paper: "the order", "a list"."""
    given = any(c.dep_ == "det" and c.lower_ in {"the", "a", "an", "this", "that"} for c in noun.lefts)
    return given and noun.lemma_ in source_words().documents


_PHRASE_TAKES = frozenset({"inserted", "quote"})


def _relative(token: Token, which: Token, bounds: tuple[int, int]) -> Candidate | None:
    """What a paper or a story tells in a relative clause: "a post, according to which eight had died, is a hoax"."""
    table = source_words()
    told = (t for t in reversed(token.doc[bounds[0] : token.i]) if t.lemma_ in table.documents | table.rumours)
    whose = token.head if token.head.pos_ == "NOUN" else next((t for t in told if t.pos_ == "NOUN"), None)
    if whose is None or not bounds[0] <= whose.i < token.i:
        return None
    cue = Span(token.idx, which.idx + len(which))
    return Candidate(token, cue, token.i, which.i + 1, (whose,), "neutral", frozenset({"clause"}), "relative")


def object_head(doc: Doc, at: int, end: int) -> Token | None:
    """The head of the noun phrase that starts at a token: climb while the head stays to the right or is its noun."""
    token = doc[at]
    while token.head.i >= at and token.head.i < end and token.head != token and token.dep_ in _INSIDE:
        token = token.head
    if token.lower_ in source_words().sources and token.i + 1 < end and CODE.fullmatch(token.nbor().text):
        token = token.nbor()  # "witness KD-118", of whom the tagger makes a verb
    named = token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"} or token.lower_ in source_words().rumours
    return token if named or token.i > at else None


_INSIDE = {"det", "amod", "compound", "poss", "nmod", "nummod", "case", "advmod", "quantmod", "predet", "punct"}


def _phrase_end(doc: Doc, cue: Token, head: Token, bounds: tuple[int, int]) -> int:
    """Where a source's phrase ends: before the comma that resumes the main clause, else with its subtree."""
    commas = [i for i in range(head.i + 1, min(head.i + 40, bounds[1])) if doc[i].text == ","]
    if len(commas) > 1 and commas[1] == commas[0] + 2 and doc[commas[0] + 1].like_num:
        del commas[0]  # an age
    if len(commas) > 1 and commas[1] - commas[0] < 6 and names_person(head) and head.pos_ == "NOUN":
        named = doc[commas[0] + 1 : commas[1]]  # "according to his lawyer, Orlo Venn, …"
        if all(t.pos_ == "PROPN" for t in named) and not any(t.ent_type_ in {"GPE", "LOC"} for t in named):
            del commas[0]
    if cue.i <= bounds[0] + 2 and commas:
        described = doc[commas[0] + 1].lower_ in _DESCRIBING if commas[0] + 1 < bounds[1] else False
        if described and len(commas) > 1 and _has_subject(doc, commas[1] + 1, bounds[1]):
            return commas[1]
        if _one_run(doc, head.i + 1, commas[0]):
            return commas[0]
    stop = min(head.right_edge.i + 1, bounds[1])
    for i in range(head.i + 1, stop):
        token = doc[i]
        if token.text == "," and not (i + 1 < stop and doc[i + 1].lower_ in _DESCRIBING) and i in commas:
            return i
    return stop


_DESCRIBING = frozenset({"who", "which", "whose", "a", "an", "the", "one", "himself", "herself"})


def _has_subject(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause that starts here has a subject of its own before its verb."""
    nouns = False
    for i in range(start, end):
        if doc[i].pos_ in {"VERB", "AUX"} and doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return nouns
        if doc[i].text == ",":
            return False
        nouns = nouns or doc[i].pos_ in {"NOUN", "PROPN", "PRON", "NUM", "DET"}
    return False


def _one_run(doc: Doc, start: int, end: int) -> bool:
    """Whether no further main verb stands between: only a relative clause may have one."""
    relative = any(doc[i].lower_ in {"who", "which", "that", "whose", "whom"} for i in range(start, end))
    return relative or not any(doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} for i in range(start, end))


def owned(doc: Doc, token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """What a source owns, set off by commas: "by the fish dealer's account", "in the view of a clerk"."""
    thing = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_ in lexicon().owned.nouns), None)
    if thing is None or any(c.lower_ in {"full", "plain"} for c in thing.lefts):
        return None  # "in full view of the police"
    owner = next((c for c in thing.children if c.dep_ == "poss"), None)
    closing = thing.i + 1 < bounds[1] and doc[thing.i + 1].text in _ENDS and token.lower_ == "by"
    if not _opens(doc, token, bounds) and not (closing and owner is not None and thing.lemma_ in _RECKONED):
        return None
    of = next((c for c in thing.children if c.lower_ in {"of", "by"} and c.i > thing.i), None)
    if owner is None and of is not None:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
    if owner is None or owner.lower_ in _OWN:
        return None
    if owner.lower_ == "its" and thing.lemma_ in source_words().documents:
        return None  # "in its report Damascus states that …"
    last = max(thing.i, owner.i if owner.i > thing.i else thing.i)
    if owner.i > thing.i:
        last = max(last, min(owner.right_edge.i, _phrase_end(doc, token, owner, bounds) - 1))
    end = next((i for i in range(last + 1, min(last + 14, bounds[1])) if doc[i].is_punct), min(last + 1, bounds[1]))
    if end < bounds[1] and doc[end].text not in _ENDS and end > last + 1:
        return None
    if end > last + 1 and any(doc[i].pos_ in {"VERB", "AUX"} for i in range(last + 1, end)):
        # "By his recollection the clerk was ordered back": no comma, and the sentence goes on.
        if (token.i > bounds[0] and doc[token.i - 1].text not in {";", ":"}) or owner.i > thing.i:
            return None
        end = last + 1
    if owner.i > thing.i:
        assert of is not None
        cue = Span(token.idx, of.idx + len(of))
    else:
        cue = Span(token.idx, thing.idx + len(thing))
    return Candidate(token, cue, token.i, end, with_conjuncts(owner), "neutral", _PHRASE_TAKES, "phrase")


# Whose account is the outlet's own.
_OWN = frozenset({"our", "my", "your"})
# What gives a figure at the end of a sentence: "Four hundred police by her cousin's count."
_RECKONED = frozenset({"count", "reckoning", "estimate", "account", "tally", "calculation", "admission", "telling"})
_ENDS = frozenset({",", ".", ";", ":", "—", "–", "?", "!", ")"})


def _opens(doc: Doc, token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a phrase opens its sentence, or stands behind a comma or dash."""
    return token.i <= bounds[0] or doc[token.i - 1].text in {",", "—", "–", ";", ":", "“", '"', "”"}


def headed(token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """A noun with an owner before a colon: "His verdict: …", "The answer from the ministry: …"."""
    doc = token.doc
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    end = token.i + 1
    of = next((c for c in token.children if c.lower_ in {"of", "from", "by"} and c.i == token.i + 1), None)
    if owner is None and of is not None:
        owner = next((c for c in of.children if c.dep_ == "pobj"), None)
        end = owner.right_edge.i + 1 if owner is not None else end
    if owner is None or owner.lower_ in _OWN:
        return None
    if token.dep_ == "attr" and token.head.lemma_ == "be" and token.head.i in (bounds[0], bounds[0] + 1):
        # "“A misunderstanding” was the embassy's answer."
        cue, start = Span(token.idx, token.idx + len(token)), token.head.i
        return Candidate(token, cue, start, end, with_conjuncts(owner), "neutral", frozenset({"quote"}), "headed")
    if end < bounds[1] and doc[end].text != ":" and token.right_edge.i + 1 < bounds[1]:
        end = token.right_edge.i + (doc[token.right_edge.i].text != ":")  # "his reply to our question: …"
    if end >= bounds[1] or doc[end].text != ":":
        return None
    cue, start = Span(token.idx, token.idx + len(token)), min(owner.left_edge.i, token.left_edge.i)
    return Candidate(token, cue, start, end, with_conjuncts(owner), "neutral", frozenset({"quote", "clause"}), "headed")


def thus(doc: Doc, token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """A source behind its words without a verb: "…," thus the nurse."""
    if token.i != bounds[0] or token.i + 2 > bounds[1] or not token.i or doc[token.i - 1].text not in '”"»,’':
        return None
    end = next((i for i in range(token.i + 1, bounds[1]) if doc[i].is_punct and doc[i].text in _ENDS), bounds[1])
    words = doc[token.i + 1 : end]
    if not 0 < len(words) < 9 or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    head = object_head(doc, token.i + 1, end)
    if head is None or head.pos_ not in {"NOUN", "PROPN", "PRON"} or head.tag_ in {"WP", "WDT"}:
        return None
    cue = Span(token.idx, token.idx + len(token))
    return Candidate(token, cue, token.i, end, with_conjuncts(head), "neutral", _PHRASE_TAKES, "phrase")


def to_be_believed(token: Token, bounds: tuple[int, int]) -> Candidate | None:
    """ "If the channel is to be believed": a source whose word is passed on with doubt."""
    doc, start = token.doc, token.i - 3
    if start <= bounds[0] or [t.lower_ for t in doc[start + 1 : token.i]] != ["to", "be"] or doc[start].lemma_ != "be":
        return None
    opening = next((i for i in range(start - 1, max(bounds[0], start - 14) - 1, -1) if doc[i].lower_ == "if"), None)
    head = object_head(doc, opening + 1, start) if opening is not None and opening + 1 < start else None
    if opening is None or head is None:
        return None
    cue = Span(doc[start].idx, token.idx + len(token))
    return Candidate(token, cue, opening, token.i + 1, with_conjuncts(head), "doubt", _PHRASE_TAKES, "phrase")


def state(token: Token, kind: CueKind, bounds: tuple[int, int]) -> Candidate | None:
    """A state of mind with a clause: "the widow is certain that …", "a guard was convinced that …"."""
    hung = [*token.children, *(token.head.children if token.dep_ == "acomp" else ())]
    clause = next((c for c in hung if c.dep_ == "ccomp" and c.i > token.i), None)
    closes = token.i + 1 >= bounds[1] or token.nbor().text in {".", ","}
    if clause is None and not closes:
        return None
    holder = token if token.pos_ == "VERB" else token.head
    if (
        holder.pos_ not in {"AUX", "VERB"}
        or holder.lemma_ == "make"
        or any(c.dep_ == "neg" for c in (*holder.children, *token.children))
    ):
        return None
    head = next((c for c in holder.children if c.dep_ in {"nsubj", "nsubjpass"}), None) or subject(holder)
    if head is None or head.pos_ not in {"NOUN", "PROPN", "PRON"} or head.lower_ in {"that", "this", "what"}:
        return None
    head = _to_whom(holder) or head if head.lower_ == "it" else head
    if head.lower_ == "it" and token.lemma_ not in _BODY_FEELS:
        return None
    start = max(bounds[0], min(head.left_edge.i, holder.i, token.i)) if head.i < token.i else token.i
    cue = Span(min(holder.idx, token.idx), token.idx + len(token))
    takes = frozenset({"clause"})
    if clause is None:  # "“He was no spy,” his aunt is certain."
        behind = start > bounds[0] and doc_before(token, start) in {",", "—", "–"}
        takes = frozenset({"quote", "inserted"} if behind else {"quote"})
        if not behind and start > bounds[0] + 1:
            return None
    return Candidate(token, cue, start, token.i + 1, with_conjuncts(head), kind, takes, "state")


def _to_whom(verb: Token) -> Token | None:
    """For whom something is certain or beyond doubt: "for the widow, it is clear that …"."""
    links = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"for", "to"} and c.i < verb.i)
    found = (g for c in links for g in c.children if g.dep_ == "pobj" and g.pos_ in {"NOUN", "PROPN"})
    return next((g for g in found if g.pos_ == "PROPN" or names_person(g)), None)


_BODY_FEELS = frozenset(
    {"concerned", "worried", "alarmed", "convinced", "confident", "adamant", "satisfied", "hopeful"}
)


def doc_before(token: Token, start: int) -> str:
    """The mark before a place, if need be within the quotation that ends there."""
    before = token.doc[start - 1]
    return token.doc[start - 2].text if before.is_quote and start > 1 else before.text


_NOT = frozenset({"not", "n't", "n’t", "nor", "never", "neither", "no"})


def as_told(token: Token, bounds: tuple[int, int]) -> tuple[int, int] | None:
    """The clause "as the paper tells it", set off by commas, of a verb of telling."""
    if token.lemma_ not in lexicon().as_told:
        return None
    doc = token.doc
    host = token.head if token.dep_ == "xcomp" else token  # "as the driver loves to say"
    if host.dep_ == "relcl" and host.head.lemma_ == "way" and host.head.left_edge.i == bounds[0]:
        comma = next((i for i in range(token.i + 1, min(token.i + 6, bounds[1])) if doc[i].text == ","), None)
        return (bounds[0], comma) if comma is not None else None  # "The way the driver tells it, …"
    opening = next(
        (c for c in host.children if c.lower_ == "as" and c.dep_ in {"mark", "advmod"} and c.i < token.i), None
    )
    if opening is None or not any(c.dep_ == "nsubj" and c.i < token.i for c in host.children):
        opening = _as_by_order(token, bounds)
    if opening is None:
        return None
    if opening.i > bounds[0] and not doc[opening.i - 1].is_punct:
        return None
    if opening.i > bounds[0] and any(t.lower_ in _NOT for t in doc[bounds[0] : opening.i]):
        return None  # "not 80,000, as the paper had written": that is what the paper said wrongly
    end = next((i for i in range(token.i + 1, min(token.i + 9, bounds[1])) if doc[i].is_punct), bounds[1])
    return (opening.i, end) if end < bounds[1] and end - token.i < 9 else None


def _as_by_order(token: Token, bounds: tuple[int, int]) -> Token | None:
    """The "as" behind a mark before a short noun phrase and a verb, which the parser takes for a preposition."""
    start = token.i
    while start > bounds[0] and token.i - start < 12 and not token.doc[start - 1].is_punct:
        start -= 1
    near = neighbour(token, bounds) if token.doc[start].lower_ == "as" and token.tag_ in {"VBD", "VBZ", "VBP"} else None
    return token.doc[start] if near is not None and near[1] <= start + 1 and near[0].i > start else None
