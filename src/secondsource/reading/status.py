"""How far an event is vouched for by its own clause: asserted, alleged, refuted, planned or general."""

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.acts import acts
from secondsource.lexicon.hedges import Hedge, hedges
from secondsource.model import Status
from secondsource.reading import columns, corrections, denials, habits, negations, reservations, undone
from secondsource.reading.clauses import View
from secondsource.reading.entries import kept_open
from secondsource.reading.frames import Match
from secondsource.reading.referents import governor

CALLED_UNTRUE = "called untrue"
KEPT_FROM = "kept from happening"
UNCONFIRMED = "without confirmation"
INTENDED = "only wanted, weighed, feared or deserved"
SUPPOSED = "what would have been"
POSSIBLE = "may or might be"
BELIEVED = "only thought, rumoured or reported"
FIRM = frozenset({CALLED_UNTRUE, KEPT_FROM, UNCONFIRMED, INTENDED, SUPPOSED, BELIEVED})
"""Rules whose word stands, however likely another status would be."""
THOUGHT = "only thought likely"
HEDGED = "hedged"
ORDERED = "ordered, wanted or threatened"
FORESEEN = "foreseen"
DENIED = "denied in its clause"
OPEN = frozenset({POSSIBLE, THOUGHT, HEDGED, ORDERED, FORESEEN, DENIED})
"""Rules behind which an act may be planned, alleged or denied, but is never told as done."""
_UP = frozenset(
    {"xcomp", "ccomp", "pcomp", "pobj", "dobj", "acl", "prep", "attr", "advcl", "conj", "oprd", "nsubjpass"}
)
_ARGUMENTS = frozenset({"dobj", "nsubjpass", "attr"})
_VERBAL = frozenset({"VERB", "AUX"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_STEPS = 5
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_NEGATIVE = frozenset({"refused", "none", "either"})
"""Flags of frames whose negation is part of what they say: not to be paid, to have no bread."""


def of(match: Match, view: View, title: bool) -> tuple[Status, str]:
    """The status that the words around a trigger give it, and the rule; ``title`` where it stands in a headline."""
    words = hedges()
    head = match.head
    verb = match.verb or (governor(head) if head.dep_ in _ARGUMENTS else None) or head
    chain, text = _chain(head), view.facts.report.text
    untrue = _untrue(match, verb, chain, view) if match.frame.flags.isdisjoint(_NEGATIVE) else None
    if untrue is not None:
        return "refuted", untrue
    if reservations.open_question(head, view) or reservations.asked(head, view):
        return "alleged", UNCONFIRMED
    if _charged(verb if head.dep_ in _ARGUMENTS else head) or _charge_noun(match):
        return "alleged", "what somebody is punished for"
    if _foreseen(verb, words["planned"]):
        return "planned", FORESEEN
    if undone.intended(head, text, match.frame.act):
        return "planned", INTENDED
    if undone.would_have(head, text):
        return "alleged", SUPPOSED
    if undone.believed(head, text):
        return "alleged", BELIEVED
    alleged = words["alleged"]
    if match.frame.act in alleged.permitting:
        alleged = msgspec.structs.replace(alleged, auxiliaries=frozenset())  # "no monk may leave" is an order
    elif _may(verb, alleged):
        return "alleged", POSSIBLE
    if _planned(head, verb, chain, words["planned"], view, title):
        return "planned", ORDERED
    if _hedged(head, verb, chain, alleged, view):
        return "alleged", THOUGHT if _thought(head, verb, chain, alleged) else HEDGED
    if habits.general(match, verb, words["general"], title, _lasts(match)) or undone.anybody(head, text):
        return "general", "habit"
    if reservations.reserved(match, view):
        return "alleged", "charged or unconfirmed"
    return "asserted", "told as it is"


def _untrue(match: Match, verb: Token, chain: list[Token], view: View) -> str | None:
    """Why an act was not done, as far as its words say; None where they say no such thing."""
    head, text, words = match.head, view.facts.report.text, hedges()["refuted"]
    if _refuted(match, verb, chain, words) and not undone.presupposed(head, text):
        return DENIED
    if _kept_from(chain, head, words) or undone.kept_from(head, text, match.frame.act):
        return KEPT_FROM
    if corrections.corrected(match, chain, view):
        return "taken back"
    if denials.denied(head.idx, view.columns.sentence(head.i), view):
        return CALLED_UNTRUE
    return None


def _lasts(match: Match) -> bool:
    return match.frame.act in acts() and acts()[match.frame.act].lasting


def _chain(head: Token) -> list[Token]:
    """The words that a trigger is a complement of, nearest first."""
    found, token = [], head
    for _ in range(_STEPS):
        if token.dep_ not in _UP or token.head == token:
            break
        if token.dep_ == "conj" and token.head.pos_ not in _VERBAL:
            token = token.head
            continue
        token = token.head
        found.append(token)
    return found


def _refuted(match: Match, verb: Token, chain: list[Token], words: Hedge) -> bool:
    head = match.head
    argued = verb != head and head.dep_ in _ARGUMENTS and not _has_object(verb, head)
    if negations.negated(head, words) or (argued and negations.negated(verb, words)):
        return True
    if any(c.dep_ in ("det", "neg") and c.lower_ in words.determiners for c in head.children):
        return True
    if any(c.lower_ == "nor" for c in verb.children) and (verb.dep_ == "conj" or verb.sent[0].lower_ == "nor"):
        return True
    if verb.dep_ == "conj" and any(c.lower_ == "nor" for c in verb.head.children):
        return True
    if negations.not_in(head, words):
        return True
    before = head
    for token in chain:
        lemma = token.lemma_.lower()
        if lemma in words.governors:
            if negations.is_denied(before, token, words):
                return not kept_open(token) and not negations.negated(token, words)
        elif token.pos_ == "NOUN" and lemma in words.nouns and before.dep_ != "pobj":
            return True
        if before.dep_ in ("pobj", "pcomp") and lemma in words.prepositions:
            return True
        made = before.dep_ == "advcl" and before.tag_ == "VB" and lemma in words.forcing
        joined = before.dep_ == "conj" and not _own_subject(before) and not _turned(token, before)
        if joined and _own_form(before):
            joined = negations.of_nobody(token, words, _SUBJECTS)  # "did not pay and was arrested"
        shared = before.dep_ == "xcomp" or made or joined
        if token.pos_ in _VERBAL and shared and lemma not in words.governors and negations.negated(token, words):
            return True
        before = token
    return False


def _has_object(verb: Token, other: Token) -> bool:
    """Whether a verb's object is "whom" or "which", so that what stands behind it is another's ("whom it did not
    name")."""
    return any(c.dep_ == "dobj" and c.tag_ in ("WP", "WDT") and c != other for c in verb.children)


def _kept_from(chain: list[Token], head: Token, words: Hedge) -> bool:
    """Whether somebody fails or refuses to do an act, or keeps it from happening."""
    below = head
    for token in chain:
        if below.dep_ == "conj":
            below = token
            continue
        if token.lemma_.lower() in words.kept and token.pos_ in _VERBAL:
            to_do = below.dep_ == "xcomp" and below.tag_ == "VB"
            named = below.dep_ == "dobj" and below.pos_ == "NOUN"
            return (to_do or named) and not negations.negated(token, words)
        if token.pos_ == "NOUN" and below.dep_ in ("acl", "xcomp") and below.tag_ == "VB":
            # "no right to arrest him", but not "no choice but to arrest him"
            none = any(c.dep_ == "det" and c.lower_ in words.determiners for c in token.children)
            return none and not any(c.lower_ in ("but", "except") for c in token.children)
        if token.pos_ in _VERBAL or below.dep_ not in ("dobj", "prep", "pobj"):
            return False
        below = token
    return False


def _charged(head: Token) -> bool:
    """Whether an act is given as what an authority punished somebody for ("fined for carrying …"): its word alone."""
    below = head
    for _ in range(3):
        above = below.head
        if below.dep_ == "pcomp" and above.dep_ == "prep":
            if above.lower_ == "for" and above.head.pos_ in _VERBAL:
                return True
            if above.lower_ == "of" and above.head.lemma_.lower() in ("convict", "guilty", "convicted"):
                return True
        if below.dep_ not in ("conj", "xcomp", "dobj"):
            return False
        below = above
    return False


def _charge_noun(match: Match) -> bool:
    """Whether an offence is named as what an authority acted over: "arrested over the theft", "convicted of fraud"."""
    head, act = match.head, acts().get(match.frame.act)
    if act is None or not act.offence or head.dep_ != "pobj" or head.pos_ not in ("NOUN", "PROPN"):
        return False
    above = head.head
    return above.lower_ == "over" and above.head.pos_ in _VERBAL


def _foreseen(verb: Token, words: Hedge) -> bool:
    """Whether a clause tells of what will be, however unsure its teller is."""
    return any(c.dep_ == "aux" and c.lower_ in words.foreseeing for c in verb.children) and not any(
        c.dep_ == "aux" and c.lower_ == "have" for c in verb.children
    )


def _turned(verb: Token, other: Token) -> bool:
    """Whether a verb is what was done instead: "was not shot but dismissed"."""
    return any(c.dep_ == "cc" and c.lower_ == "but" and c.i < other.i for c in verb.children)


def _own_form(verb: Token) -> bool:
    """Whether a verb joined to another has a form of its own, not "beat" of "did not arrest and beat him"."""
    finite = verb.tag_ in _FINITE and verb.lower_ != verb.lemma_
    return finite or any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _hedged(head: Token, verb: Token, chain: list[Token], words: Hedge, view: View) -> bool:
    if _clause_has(verb, words) or (head != verb and _clause_has(head, words)):
        return True
    if any(child.dep_ == "parataxis" and _impersonal(child, words) for child in verb.children):
        return True
    if _set_in(head, words):
        return True
    if any(child.dep_ == "mark" and child.lower_ == "whether" for child in verb.children):
        return True
    talk = verb.dep_ in ("relcl", "acl") and verb.head.pos_ == "NOUN" and verb.head.lemma_.lower() in words.told
    if talk and any(child.lower_ == "that" for child in verb.children):
        return True
    below = head
    for token in chain:
        lemma = token.lemma_.lower()
        if _apart(below, token):
            return False
        if token.pos_ in _VERBAL and below.dep_ != "conj":
            if lemma in words.governors and below.dep_ not in ("dobj", "advcl", "nsubjpass"):
                return True
            if lemma in words.passive_governors and below.dep_ == "xcomp" and view.clause(token).passive:
                return True
            if below.dep_ == "ccomp" and _impersonal(token, words):
                return True
            if lemma == "say" and any(c.dep_ == "nsubj" and c.lower_ in words.subjects for c in token.children):
                return True
        elif lemma in words.nouns and token.pos_ == "NOUN":
            return True
        hedged = any(c.dep_ == "advmod" and c.lower_ in words.adverbs for c in token.children)
        if hedged and token.pos_ in _VERBAL and below.dep_ in ("xcomp", "pcomp"):
            return True
        below = token
    return False


def _thought(head: Token, verb: Token, chain: list[Token], words: Hedge) -> bool:
    """Whether somebody thinks it, or it is only probable, and it is not told of by somebody."""
    if any(c.dep_ == "advmod" and c.lower_ in words.guessing for t in (head, verb) for c in t.children):
        return True
    return any(token.lemma_.lower() in words.thinking for token in chain)


def _apart(one: Token, other: Token) -> bool:
    """Whether a semicolon stands between two words: what is said behind it says nothing of what stands before."""
    first, last = sorted((one.i, other.i))
    return any(word.text == ";" for word in one.doc[first:last])


def _impersonal(verb: Token, words: Hedge) -> bool:
    """Whether nobody in particular says it: "it is said"."""
    return verb.lemma_.lower() in words.passive_governors and any(
        c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.children
    )


def _set_in(head: Token, words: Hedge) -> bool:
    """Whether a sentence is hedged by words set between commas ("the major, it is reported, had sold discharges")."""
    known = columns.of(head.doc)
    start, end = known.opens[head.i], known.closes[head.i]
    if "it" not in known.lower[start:end]:
        return False
    doc = head.doc
    said = [t for t in doc[start:end] if t.tag_ == "VBN" and t.lemma_.lower() in words.passive_governors and t.i > 2]
    return any(
        doc[t.i - 2].lower_ == "it"
        and doc[t.i - 1].lower_ in ("is", "was")
        and (doc[t.i - 3].text in _COMMA or t.i - 2 == start)
        and t.i + 1 < len(doc)
        and doc[t.i + 1].text in (*_COMMA, ".")
        and not _apart(t, head)
        for t in said
    )


_COMMA = (",", "–", "—")


def _may(verb: Token, words: Hedge) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in words.auxiliaries for c in verb.children)


def _clause_has(token: Token, words: Hedge) -> bool:
    return any(
        (child.dep_ in ("advmod", "amod") and child.lower_ in words.adverbs)
        or (child.dep_ == "aux" and child.lower_ in words.auxiliaries)
        for child in token.children
    )


def _planned(head: Token, verb: Token, chain: list[Token], words: Hedge, view: View, title: bool) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in words.auxiliaries for c in verb.children):
        return not any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children)
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ == "be" and _is_to(head.head):
        return True
    if verb.dep_ == "relcl" and _wanted(verb, words):
        return True
    below = head
    for token in chain:
        lemma = token.lemma_.lower()
        if below.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "dobj", "advcl") and below.pos_ != "NOUN":
            infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in below.children)
            if infinitive and (lemma in words.governors or lemma in words.adjectives):
                return True
            if infinitive and token.lemma_ == "be" and below.dep_ == "xcomp":
                return not any(c.dep_ == "acomp" for c in token.children)
            if below.tag_ == "VBN" and lemma in words.wanting and _bare(below):
                return True
            if infinitive and lemma in words.nouns:
                return True
        elif (below.pos_ == "NOUN" and below.dep_ in ("dobj", "pobj") and lemma in words.governors) or (
            below.dep_ == "nsubjpass" and token == verb and lemma in words.passive_governors
        ):
            return True
        if token.lemma_.lower() in words.looming and _is_named(below, token):
            return True
        orders = (c for c in token.children if below.dep_ in ("xcomp", "advcl") and c.dep_ == "nsubjpass")
        if any(c.lemma_.lower() in words.nouns for c in orders):
            return True  # "an order was given to arrest him"
        if below.dep_ == "acl" and token.dep_ == "nsubjpass" and token.lemma_.lower() in words.nouns:
            return True
        below = token
    return bool(title and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) and verb.dep_ == "ROOT")


def _wanted(verb: Token, words: Hedge) -> bool:
    """Whether it is wanted of somebody who is described at length: "they want Kim, the director, to be dismissed"."""
    whom = verb.head
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return infinitive and whom.dep_ == "dobj" and whom.head.lemma_.lower() in words.wanting


def _is_named(below: Token, verb: Token) -> bool:
    """Whether an act is what a verb calls for, warns of or fears, by its noun."""
    if below.dep_ == "prep":
        return below.lower_ in ("for", "of", "against") and any(c.pos_ == "NOUN" for c in below.children)
    return below.dep_ == "dobj" and below.pos_ == "NOUN" and verb.pos_ in _VERBAL


def _is_to(be: Token) -> bool:
    """Whether a form of *be* says what will be: "inspectors are to be sent"."""
    return any(
        c.dep_ == "xcomp" and c.tag_ in ("VB", "VBN") and any(a.dep_ == "aux" and a.lower_ == "to" for a in c.children)
        for c in be.children
    ) and not any(c.dep_ == "acomp" for c in be.children)


def _bare(participle: Token) -> bool:
    """Whether a participle is the object of a verb ("wants him charged"): it has no auxiliary and no conjunction."""
    return participle.dep_ in ("ccomp", "oprd", "xcomp") and not any(
        c.dep_ in ("aux", "auxpass", "mark") for c in participle.children
    )
