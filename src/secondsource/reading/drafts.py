"""An attribution while its paragraph is read, and who else tells the same words: whom a source cites or had them from,
through whom they came."""

from bisect import bisect_left

import msgspec
from msgspec.structs import replace
from spacy.tokens import Token

from secondsource.lexicon.attribution import lexicon
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import Candidate, names_person, with_conjuncts
from secondsource.reading.phrases import antecedent


class Draft(msgspec.Struct):
    """An attribution while its paragraph is read; speech of later paragraphs may still be added."""

    candidate: Candidate
    speech: list[int]
    clauses: list[Span]
    after: "Draft | None" = None
    """Whoever passes on the same words and is told first."""

    @property
    def order(self) -> tuple[int, bool]:
        """By the place of the cue; whom somebody cites comes behind who cites."""
        place = self.candidate.token.i
        return (place, False) if self.after is None else (max(place, self.after.candidate.token.i), True)


def passed_on(draft: Draft) -> list[Draft]:
    """Words that two voices share: who quotes somebody "as saying" something says it, too; whom a source "which cited
    a clerk" had it from said it."""
    candidate = draft.candidate
    if not (draft.clauses or draft.speech):
        return []
    if candidate.rule == "citing":
        heads = [c for c in candidate.token.children if c.dep_ == "nsubj" and (c.pos_ != "PROPN" or list(c.lefts))]
        if candidate.token.tag_ == "VBG" or not heads:
            return []
        outer = replace(candidate, sources=(antecedent(heads[0]),), rule="quoting")
        saying = draft.after
        if saying is not None and saying.candidate.sources == candidate.sources:  # "quoted a trader as saying"
            draft.candidate, draft.after, saying.after = outer, None, draft
        if saying is not None:
            return []
        draft.after = Draft(outer, list(draft.speech), list(draft.clauses))
        return [draft.after]
    if candidate.rule == "heard from":
        heads = [c for c in candidate.token.children if c.dep_ == "nsubj"]
        told = [h for h in heads if h.lower_ in {"he", "she"} or names_person(h) or CODE.fullmatch(h.text)]
        if not told:
            return []
        draft.after = Draft(replace(candidate, sources=(told[0],), rule="subject"), draft.speech, draft.clauses)
        return [draft.after]
    relay = _relay(candidate)
    if relay is not None:
        return [Draft(replace(candidate, sources=(relay,), rule="quoting"), draft.speech, draft.clauses, draft)]
    found = [
        Draft(replace(candidate, sources=with_conjuncts(whom), rule="citing"), draft.speech, draft.clauses, draft)
        for link in candidate.token.children
        if link.dep_ == "prep" and link.lower_ in {"through", "via"}
        for whom in link.children
        if whom.dep_ == "pobj" and names_person(whom)
    ]
    for head in candidate.sources:
        for verb in (*head.children, *(g for c in head.children if c.dep_ == "appos" for g in c.children)):
            whom = next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN"}), None)
            if verb.dep_ == "relcl" and verb.lemma_ in lexicon().citing and whom is not None:
                cue = Span(verb.idx, verb.idx + len(verb))
                inner = replace(candidate, token=verb, cue=cue, sources=with_conjuncts(whom), rule="citing")
                found.append(Draft(inner, list(draft.speech), list(draft.clauses), draft))
    return found


def _relay(cue: Candidate) -> Token | None:
    """To whom something was told that then told the outlet: "told a relative in Seoul, who in turn told us"."""
    us = columns.of(cue.token.doc).by_lower.get("us", ())
    at = bisect_left(us, cue.token.i + 4)
    if at == len(us) or us[at] > cue.token.i + 30:
        return None
    for verb in cue.token.subtree:
        told = verb.dep_ == "relcl" and verb.lemma_ in _RELAYING and verb.head.dep_ in {"dobj", "dative", "pobj"}
        if (
            told
            and verb.head.i > cue.token.i
            and names_person(verb.head)
            and any(t.lower_ == "us" for t in verb.subtree)
        ):
            return verb.head
    return None


_RELAYING = frozenset({"tell", "share", "pass", "forward", "relay", "inform", "send", "show", "hand", "write", "read"})
