"""Cues that point back to what stands before them: "said so", "we have this from a youth", "that is what she told"."""

from spacy.tokens import Token

from secondsource.reading.candidates import Candidate


def points_back(cue: Candidate) -> bool:
    """Whether what a cue attributes stands before its sentence: "said so", "have it from", "confirmed this"."""
    verb = cue.token
    if (what := what_is_told(cue)) is not None:
        return what.dep_ == "nsubj"
    if cue.rule == "passive agent" and verb.lemma_ in _POINTING:
        subjects = [c for c in verb.children if c.dep_ == "nsubjpass"]
        return all(c.lower_ in {"this", "that", "it"} for c in subjects) and verb.dep_ == "ROOT"
    if verb.lemma_ in {"vouch", "swear", "attest", "testify"} and cue.rule in {"subject", "order"}:
        return any(g.lower_ in {"it", "this", "that"} for c in verb.children if c.dep_ == "prep" for g in c.children)
    if cue.rule == "heard from" or (verb.lemma_ in _POINTING and cue.rule in {"subject", "order"}):
        if verb.lemma_ in {"tell", "inform"} and _to_us(verb):
            return True
        return any(c.lower_ in {"so", "it", "this", "that", "as"} and c.dep_ != "nsubj" for c in verb.children)
    return False


def said_before(cue: Candidate, start: int) -> int | None:
    """The mark before a cue that points back within its sentence: "the gate was shut; a driver says so", "… – that is
    what she told us"."""
    doc = cue.token.doc
    if cue.rule not in {"subject", "order"} or not points_back(cue):
        return None
    mark = next((i for i in range(cue.token.i - 1, start + 2, -1) if doc[i].text in {";", "–", "—"}), None)
    verbs = doc[start:mark] if mark is not None else doc[start:start]
    return mark if any(t.tag_ in {"VBD", "VBZ", "VBP"} for t in verbs) else None


def what_is_told(cue: Candidate) -> Token | None:
    """What stands before "is what a seller told us": a clause of its sentence ("That he was a client is …"), or the
    "that" which points to the sentence before."""
    verb = cue.token
    if cue.rule not in {"subject", "order"} or verb.head.lemma_ != "be" or verb.dep_ not in {"ccomp", "attr", "advcl"}:
        return None
    if not any(t.lower_ == "what" for t in verb.doc[verb.head.i + 1 : verb.i]):
        return None
    told = (c for c in verb.head.children if c.i < verb.head.i)
    return next((c for c in told if c.dep_ == "csubj" or (c.dep_ == "nsubj" and c.lower_ in {"that", "this"})), None)


def points_far_back(cue: Candidate) -> bool:
    """Whether a cue that points back tells of more than the sentence before it: who was told, or had it from whom."""
    told = cue.token.lemma_ in {"tell", "inform"} and cue.token.tag_ != "VB"
    return points_back(cue) and (cue.rule == "heard from" or told)


def _to_us(verb: Token) -> bool:
    """Whether a verb says that the outlet was told, and not what: "She told us on the telephone", "told us about this",
    "told two of our workers so"."""
    doc, end = verb.doc, min(verb.i + 9, verb.sent.end)
    words = [t.lower_ for t in doc[verb.i + 1 : end]]
    if "so" in words and any(w in {"us", "our", "me"} for w in words[: words.index("so")]):
        return not any(t.lower_ == "that" for t in doc[verb.i + 1 : end])
    about = any(
        words[n : n + 2] in (["about", "this"], ["of", "this"], ["about", "it"], ["of", "it"]) for n in range(7)
    )
    said = (c.dep_ in {"ccomp", "xcomp", "dobj", "pcomp"} and c.i > verb.i + 1 for c in verb.children)
    asked = any(c.lower_ in {"about", "of", "how", "when"} for c in verb.children)
    plain = words[:1] in (["us"], ["me"]) and not any(said) and not asked
    return about or (plain and not any(t.text in {":", "“", '"', "that"} for t in doc[verb.i + 1 : end]))


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
