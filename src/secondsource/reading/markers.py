"""The word that opens a clause behind a cue: the "that" of "told the family, in writing, that …"."""

from spacy.tokens import Doc, Token

from secondsource.reading.candidates import Candidate


def that(doc: Doc, cue: Candidate, end: int) -> int | None:
    """The word behind a ``that`` which follows the cue's clause, where the parse missed the complement."""
    for i in range(cue.token.i + 1, min(max(cue.end + 2, cue.token.i + 12), end - 1)):
        if doc[i - 1].lower_ in {"condition", "so", "such"}:
            continue
        if doc[i].lower_ in {"that", "how", "why", "whether", "what"} and doc[i].tag_ in {"IN", "WRB", "WP", "WDT"}:
            near = i <= cue.end + 1 or (doc[i].lower_ == "that" and (_beside(doc, cue.end, i) or _heard(cue, i)))
            return None if not near and doc[i].dep_ != "mark" else i + 1 if doc[i].lower_ == "that" else i
        if doc[i].text == "," and (closing := _closing(doc, i)) is not None:
            if doc[closing + 1].lower_ == "that":
                return closing + 2
            if doc[closing + 1].lower_ in {"how", "why", "whether"}:
                return closing + 1
        ends = doc[i].is_punct or (doc[i].pos_ in {"VERB", "AUX"} and cue.rule != "heard from")
        if i > cue.end and ends and not _put_in(doc, cue.end, i):
            break
    return None


def _beside(doc: Doc, start: int, end: int) -> bool:
    """Whether day, place and manner stand between a cue and its "that": "maintained on 9 December that …"."""
    words = [t for t in doc[start:end] if not t.is_punct]
    if not words or (words[0].pos_ not in {"ADP", "ADV"} and words[0].ent_type_ not in {"DATE", "TIME"}):
        return not words
    if (
        words[0].pos_ == "ADP"
        and len(words) < 7
        and (doc[end].dep_ == "mark" or _addressed(doc, words[0], end))
        and not any(t.pos_ in {"VERB", "AUX"} for t in words)
    ):
        return True  # "confirmed by e-mail that …"
    last = words[-1]
    timed = last.ent_type_ in {"DATE", "TIME"} or last.pos_ in {"ADV", "NUM", "PUNCT"} or doc[end - 1].text == ","
    return timed and not any(t.pos_ in {"VERB", "AUX"} for t in words)


def _heard(cue: Candidate, that: int) -> bool:
    """Whether nothing but who somebody had it from stands between a cue and "that": "knows from a driver named Venn
    that …"."""
    if cue.rule != "heard from" or that + 1 >= len(cue.token.doc) or cue.token.doc[that + 1].pos_ in {"VERB", "AUX"}:
        return False
    between = cue.token.doc[cue.token.i + 1 : that]
    whom = any(cue.sources[0].i == t.i for t in between)
    return whom and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} and t.dep_ != "relcl" for t in between)


def _addressed(doc: Doc, preposition: Token, end: int) -> bool:
    """Whether a clause follows whom something was said to or heard from, though the parse takes "that" for "who"."""
    relative = preposition.lower_ == "from" and end + 1 < len(doc) and doc[end + 1].pos_ in {"VERB", "AUX"}
    return preposition.lower_ in {"to", "from"} and doc[end].tag_ in {"IN", "WDT"} and not relative


def _closing(doc: Doc, comma: int) -> int | None:
    """The comma that closes what one opens: of "told them, in writing, that …"."""
    last = min(comma + 7, len(doc) - 1)
    return next((i for i in range(comma + 2, last) if doc[i].text == ","), None)


def _put_in(doc: Doc, start: int, i: int) -> bool:
    """Whether a comma opens or closes something put in behind a cue: "assured her, straight-faced, that …"."""
    return doc[i].text == "," and i - start < 9 and not any(t.pos_ in {"VERB", "AUX"} for t in doc[start:i])
