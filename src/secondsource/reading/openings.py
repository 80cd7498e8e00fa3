"""Where the words begin that stand before a cue put in among them: "…, the trader said, …"."""

from spacy.tokens import Doc

from secondsource.reading.candidates import Candidate

_RELATIVE = frozenset({"which", "where", "because", "since", "while", "although", "though", "whereas"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def opening(doc: Doc, cue: Candidate, start: int, quoted: tuple[int, ...]) -> int:
    """The first of the tokens from ``start`` to a cue that are the source's: behind a dateline, behind what the
    sentence is about ("As for the clerk, he …"), behind the colon of a clause that brings in who speaks; none of them
    where the cue follows an "and" ("Pak was freed and, she was told, went to the coast")."""
    before = [doc[i].lower_ for i in range(max(cue.start - 2, start), cue.start)]
    if before[:1] in (["and"], ["but"]) and before[1:] == [","] and _goes_on(doc, cue):
        return cue.start
    if before[1:] == [","] and before[0] in _RELATIVE and _goes_on(doc, cue):
        return cue.start  # "a brigade in which, she testified, he broke stones"
    if opens_part(doc, cue, start):
        return cue.start
    if _goes_on(doc, cue):
        start = next((i + 1 for i in range(cue.start - 2, start, -1) if doc[i].text == ";" and quoted[i] < 0), start)
    start = _dateline(doc, cue, start)
    start = _about(doc, cue, start)
    return _introduced(doc, cue, start, quoted)


def opens_part(doc: Doc, cue: Candidate, start: int) -> bool:
    """Whether a phrase opens what stands behind a semicolon: "She was led out; according to a nurse she …"."""
    return cue.rule in {"phrase", "as"} and cue.start > start and doc[cue.start - 1].text == ";"


def _goes_on(doc: Doc, cue: Candidate) -> bool:
    return cue.end + 1 < len(doc) and doc[cue.end].text == ","


def _dateline(doc: Doc, cue: Candidate, start: int) -> int:
    """Behind "DUSHANBE, Oct 12 (Panj Wire) – "."""
    end = min(start + 14, cue.start)
    dash = next((i for i in range(start + 1, end) if doc[i].text in {"–", "—", "-", "--"}), None)
    if dash is None or not doc[start].text.isupper() or len(doc[start]) < 3:
        return start
    return dash + 1 if doc[dash - 1].text == ")" or doc[dash - 1].like_num else start


def _about(doc: Doc, cue: Candidate, start: int) -> int:
    """Behind "As for the conductor of that train, a man by the name of Bae, "."""
    if start + 1 >= cue.start or [doc[start].lower_, doc[start + 1].lower_] not in (["as", "for"], ["as", "to"]):
        return start
    commas = (i for i in range(start + 2, cue.start - 1) if doc[i].text == ",")
    return next((i + 1 for i in commas if doc[i + 1].dep_ in {"nsubj", "nsubjpass"}), start)


def _introduced(doc: Doc, cue: Candidate, start: int, quoted: tuple[int, ...]) -> int:
    """Behind the colon of a clause that brings in who speaks: "The trader has since talked with the wife: the house
    was searched, she says"."""
    colon = next((i for i in range(cue.start - 1, start, -1) if doc[i].text == ":" and quoted[i] < 0), start)
    if colon == start or len(cue.sources) != 1 or cue.sources[0].pos_ != "PRON":
        return start
    subjects = (i for i in range(start, colon) if doc[i].dep_ in {"nsubj", "nsubjpass"})
    brings = any(doc[i].pos_ in {"NOUN", "PROPN"} for i in subjects)
    return colon + 1 if brings and told_before(doc, start, colon) else start


def told_before(doc: Doc, start: int, end: int) -> bool:
    """Whether a clause with a verb of its own stands between."""
    return any(doc[i].tag_ in _FINITE for i in range(start, end))
