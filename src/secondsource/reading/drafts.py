"""An attribution while its paragraph is read, and who else tells the same words: whom a source cites or had them from,
through whom they came."""

from bisect import bisect_left
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace
from spacy.tokens import Token

from secondsource.lexicon.attribution import lexicon
from secondsource.model import Span
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import Candidate, names_person, with_conjuncts
from secondsource.reading.holders import TOLD, heard_from
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
    if candidate.rule in {"heard from", "passive agent"}:
        told = _told(candidate)
        if told is None:
            return []
        draft.after = Draft(replace(candidate, sources=(told,), rule="subject"), draft.speech, draft.clauses)
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
        for verb in _relatives(head):
            whom = _cited(verb)
            if whom is not None:
                cue = Span(verb.idx, verb.idx + len(verb))
                inner = replace(candidate, token=verb, cue=cue, sources=with_conjuncts(whom), rule="citing")
                found.append(Draft(inner, list(draft.speech), list(draft.clauses), draft))
    return found


def _told(cue: Candidate) -> Token | None:
    """Who heard what a cue attributes to another, or was told it: "the widow was told by a guard that …"."""
    verb = cue.token
    heads = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "acl" and not heads:
        heads = [verb.head]  # "a cook heard from a driver that …", of which the tagger makes "a cook who was heard"
    if cue.rule == "passive agent":  # of one of the story ("his mother was told by a guard") nothing is told by him
        heads = [h for h in heads if verb.lemma_ in TOLD and _NEW & {c.lower_ for c in (h, *h.lefts)}]
    somebody = (h for h in heads if h.lower_ in {"he", "she"} or names_person(h) or CODE.fullmatch(h.text))
    return next(somebody, None)


_NEAR = 9
"""Words within which a phrase is looked through for a relative clause."""
_NEW = frozenset({"a", "an", "one", "another"})


def _relatives(head: Token) -> Iterator[Token]:
    """The verbs of the relative clauses that describe somebody, also where the parser hangs them on a place within the
    phrase: "a cook at the barracks, who had it from a driver"."""
    for noun in (head, *(c for c in head.children if c.dep_ == "appos")):
        yield from (c for c in noun.children if c.dep_ == "relcl")
    within = (t for t in head.doc[head.i + 1 : min(head.i + _NEAR, head.right_edge.i + 1)] if not names_person(t))
    for place in (t for t in within if t.pos_ in {"NOUN", "PROPN"} and t.dep_ in {"pobj", "oprd"}):
        for verb in place.children:
            if verb.dep_ == "relcl" and any(c.lower_ == "who" for c in verb.children):
                yield verb


def _cited(verb: Token) -> Token | None:
    """Whom somebody cites, or has it from: "which cited a clerk", "who had it from a driver", "was told so by …"."""
    if verb.lemma_ in lexicon().citing:
        return next((c for c in verb.children if c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    if verb.lemma_ in TOLD:
        so = any(c.lower_ in {"so", "it", "this", "that"} for c in verb.children)
        agents = (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
        return next((g for g in agents if g.pos_ in {"NOUN", "PROPN"}), None) if so else None
    return heard_from(verb)


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
