"""Which cue goes on with what one before it in its sentence tells: "… and dismisses the story", "…, adding that"."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import cues


def goes_on(cue: Token, verb: Token) -> bool:
    """Whether a verb takes up the subject of a cue before it: joined by "and", of the same present tense, behind a
    clause in the past, or by the parse."""
    doc, at = cue.doc, verb.i - 1
    while at > cue.i and doc[at].pos_ == "ADV":
        at -= 1
    if verb.lemma_ == "add" and _adding(cue, verb, at):
        return True
    if at <= cue.i + 1 or doc[at].lower_ not in {"and", "but"} or verb.tag_ != cue.tag_ or verb.lemma_ not in cues():
        return False
    if any(c.dep_ in {"nsubj", "nsubjpass", "aux"} and c.i > at for c in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head == cue:
        return True
    between = {t.tag_ for t in doc[cue.i + 1 : at] if t.tag_ in {"VBD", "VBZ", "VBP", "MD"}}
    before = all(t.lower_ == "had" for t in doc[cue.i + 1 : at] if t.tag_ == "VBD")
    that = verb.i + 1 < len(doc) and verb.nbor().lower_ == "that"
    if cue.tag_ == "VBD" and that and between == {"VBD"} and before and cue.lemma_ in cues():
        return True  # "mentioned that he had read the paper and asked that it print this"
    return cue.tag_ == "VBZ" and cue.lemma_ in cues() and "VBZ" not in between


def _adding(cue: Token, verb: Token, at: int) -> bool:
    """Whether "…, adding that" or "… and added that" goes on with what a cue before it tells: nobody in a clause adds a
    clause to what another says."""
    doc = cue.doc
    joined = doc[at].lower_ in {"and", "but"} or (verb.tag_ == "VBG" and doc[at].text == ",")
    that = verb.i + 1 < len(doc) and verb.nbor().lower_ == "that"
    return at > cue.i + 1 and joined and that and cue.lemma_ in cues()
