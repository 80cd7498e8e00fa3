"""A frame of the codebook laid on the words of a report: whether it fits, and who fills its roles."""

import msgspec
from spacy.tokens import Token

from secondsource.lexicon import kinds as lexicon
from secondsource.lexicon.acts import Act, Frame, Slot, acts
from secondsource.reading.clauses import Clause, View
from secondsource.reading.referents import governor

_SKIP = frozenset({"DET", "PART", "PUNCT"})
_GAP = 4
_TIMES = frozenset({"DATE", "TIME"})
_MISTAKEN = frozenset({"place", "body", "number", "measure"})
"""Kinds that the recogniser gives to persons' names as well."""
_UNSURE = frozenset({"place", "number"})
_NONE = frozenset({"no", "little", "less", "few", "hardly"})
_AGENTS = frozenset({"person", "body"})
_BARE = frozenset({"VB", "VBG"})


class Match(msgspec.Struct, frozen=True):
    """A frame found in the text: the words that it consists of, first the head, and who fills its roles.

    ``chance``: how likely its act is the one told there, where other acts' frames fit, too (``rivals``). ``wording``:
    how likely its words tell it by themselves, and the likeliest word of its sentence; None where that is not known.
    """

    frame: Frame
    words: tuple[Token, ...]
    verb: Token | None
    actor: Token | None = None
    recipient: Token | None = None
    item: Token | None = None
    chance: float = 1.0
    wording: tuple[float, float] | None = None

    @property
    def head(self) -> Token:
        return self.words[0]


def fits(slot: Slot, token: Token, view: View) -> bool:
    """Whether a word may stand in a slot."""
    if not slot.words and not slot.kinds:
        return True
    if token.lemma_.lower() in slot.words or token.lower_ in slot.words or view.joined.get(token.i) in slot.words:
        return True
    if not slot.kinds:
        return False
    named = view.kinds(token)
    if slot.kinds & named:
        return True
    # The recogniser takes rare surnames for places, or does not know them at all.
    return "person" in slot.kinds and token.pos_ == "PROPN" and named <= _UNSURE and view.may_be_person(token)


def _suits(kinds: tuple[str, ...], token: Token, view: View, surely: bool = False) -> bool:
    """Whether a word can fill a role of these kinds; ``surely``, whether it is known to, an unknown noun is not."""
    if token.ent_type_ in _TIMES and token.lower_ != "old":  # "The 43-year-old" is somebody.
        return False
    named = view.kinds(token)
    if not named:
        return not surely or token.pos_ == "PROPN"
    return not named.isdisjoint(kinds) or (not surely and token.pos_ == "PROPN" and named <= _MISTAKEN)


def match_verb(frame: Frame, token: Token, view: View) -> Match | None:
    """The frame of a verb laid on its clause, or None where it does not fit."""
    clause = view.clause(token)
    if ("passive" in frame.flags and not clause.passive) or ("active" in frame.flags and clause.passive):
        return None
    if "charged" in frame.flags and not _is_charge(token):
        return None
    if "alone" in frame.flags and (clause.objects[1:] if clause.passive else clause.objects):
        return None
    if "none" in frame.flags and not any(c.lower_ in _NONE for o in clause.objects for c in o.children):
        return None
    if "refused" in frame.flags and not any(c.dep_ == "neg" for c in token.children):
        return None
    placed = _place(frame, clause, view)
    if placed is None:
        return None
    words, filled, left = placed
    act = acts_of(frame)
    actor, recipient = filled.get("actor"), filled.get("recipient")
    subject = clause.subject
    if actor is None and subject != recipient and (frame.subject is None or frame.subject.role in (None, "actor")):
        actor = subject
    if recipient is None:
        recipient = next((o for o in left if _suits(act.recipient, o, view)), None)
        if recipient is None and left and not clause.passive and act.recipient and not _is_open(frame, act):
            return None
        if recipient is None and not act.actor and actor is not None and _suits(act.recipient, actor, view):
            recipient = actor
    if recipient is None and "aimed" in frame.flags:
        return None
    found = _with_links(Match(frame, words, token, actor, recipient, filled.get("item")), clause, act, view)
    return msgspec.structs.replace(found, actor=None) if _comes_after(found.actor, clause, view) else found


def _comes_after(agent: Token | None, clause: Clause, view: View) -> bool:
    """Whether the agent of a passive is the successor ("was replaced by his deputy"), and no body that decided it."""
    return (
        agent is not None
        and clause.passive
        and clause.verb.lemma_ in lexicon.words("supplant")
        and "body" not in view.kinds(agent)
    )


def _is_open(frame: Frame, act: Act) -> bool:
    """Whether an object that cannot be the recipient may stand: the frame says more, or the act is about goods."""
    return bool(act.amount or frame.objects or frame.particles or frame.complements or frame.governed)


def _is_charge(token: Token) -> bool:
    """Whether the word stands in what somebody was accused of, sentenced for or denied."""
    if token.dep_ in ("xcomp", "conj") and token.head.tag_ in ("VBG", "VBN"):
        return _is_charge(token.head)
    return token.dep_ == "pcomp" and token.head.lower_ in ("for", "of", "with", "over", "from")


def acts_of(frame: Frame) -> Act:
    """The codebook's entry that a frame belongs to; a bare one for a frame from elsewhere."""
    return acts().get(frame.act) or Act(frame.act, "", ("person", "body"), ("person", "body"))


def _place(frame: Frame, clause: Clause, view: View) -> tuple[tuple[Token, ...], dict[str, Token], list[Token]] | None:
    """The words, role fillers and objects left over of a frame laid on a clause, or None where it does not fit."""
    words = [clause.verb]
    filled: dict[str, Token] = {}
    whom: list[Token] = []
    if frame.subject is not None and not _place_subject(frame.subject, clause, view, filled):
        return None
    left = list(clause.objects)
    # "ran over a boy" is often parsed as a preposition with its noun, "got ten years" as an adverb of measure.
    extra = [n for name, _, n in clause.complements if any(name in group for group in frame.particles)]
    extra += clause.measures
    for slot in frame.objects:
        bound = bool(slot.words or slot.kinds)
        hit = next((o for o in left if fits(slot, o, view)), None)
        if hit is None and bound:
            hit = next((o for o in extra if fits(slot, o, view)), None)
            if hit is not None:
                left = [*left, hit]
        if hit is None:
            # "walk free", "set loose": what is no object may be a predicate or an adverb.
            word = next((clause.particles[w] for w in slot.words if w in clause.particles), None)
            if word is not None:
                words.append(word)
            elif bound and not (clause.implied and slot.kinds & _AGENTS):
                return None
            continue
        left.remove(hit)
        if slot.words:
            words.append(hit)
        takes = "person" in slot.kinds or (not bound and _suits(acts_of(frame).recipient, hit, view))
        role = slot.role or ("recipient" if takes else None)
        if role:
            filled.setdefault(role, hit)
        if "goods" in slot.kinds or "money" in slot.kinds or "contraband" in slot.kinds:
            filled.setdefault("item", hit)
    for prepositions, slot in frame.complements:
        found = next(
            ((p, n) for name, p, n in clause.complements if name in prepositions and fits(slot, n, view)), None
        )
        if found is None:
            return None
        words.extend(found if slot.words or slot.kinds else found[:1])
        if slot.role:
            filled.setdefault(slot.role, found[1])
        elif "person" in slot.kinds:
            whom.append(found[1])
    for group in frame.particles:
        hit = next((clause.particles[p] for p in group if p in clause.particles), None)
        if hit is not None and "particle" in frame.flags and hit.dep_ == "prep" and any(hit.children):
            return None
        if hit is None and extra and "particle" not in frame.flags:
            hit = next((p for name, p, _ in clause.complements if name in group), None)
        if hit is None:
            return None
        words.append(hit)
    if frame.governed is not None and not _place_governed(frame.governed, clause, view, words, filled):
        return None
    return tuple(words), filled, [*left, *whom]


def _place_subject(slot: Slot, clause: Clause, view: View, filled: dict[str, Token]) -> bool:
    subject = clause.surface if slot.role == "item" else clause.subject
    if subject is None:
        # A passive need not name its agent; a subject that the frame asks for by its words must be there.
        return (clause.passive and slot.kinds <= _AGENTS and not slot.words) or not (slot.words or slot.kinds)
    if not fits(slot, subject, view):
        return False
    filled[slot.role or "actor"] = subject
    return True


def _place_governed(frame: Frame, clause: Clause, view: View, words: list[Token], filled: dict[str, Token]) -> bool:
    for verb in clause.governed:
        if verb.i < clause.verb.i:
            continue  # "The guard working at the station was sent to a camp"
        if (verb.lemma_.lower() in frame.heads or frame.heads == ("<>",)) and verb.tag_ in _BARE:
            placed = _place(frame, view.clause(verb), view)
            if placed is not None:
                words.extend(placed[0])
                for role, token in placed[1].items():
                    filled.setdefault(role, token)
                if "recipient" not in filled:
                    subject = view.clause(verb).surface
                    if subject is not None and subject != clause.subject:
                        filled["recipient"] = subject
                return True
    return False


def _with_links(match: Match, clause: Clause, act: Act, view: View) -> Match:
    """The match with roles that a preposition's object fills (``from the broker``), and none that the act lacks."""
    actor, recipient = match.actor, match.recipient
    for name, _, noun in clause.complements:
        role = act.links.get(name)
        if role == "actor" and noun in match.words and "person" not in view.kinds(noun):
            continue  # "before a public trial" names no court
        if role == "recipient" and recipient is None and _suits(act.recipient, noun, view, True) and noun != actor:
            recipient = noun
        elif role == "actor" and actor is None and _suits(act.actor, noun, view, True) and noun != recipient:
            actor = noun
    if not act.actor or (actor is not None and not _suits(act.actor, actor, view)):
        actor = None
    if not act.recipient:
        recipient = None
    return Match(match.frame, match.words, match.verb, actor, recipient, match.item)


def match_noun(frame: Frame, token: Token, view: View) -> Match | None:
    """The frame of a noun laid on its phrase and the verb that governs it, or None where it does not fit."""
    if token.pos_ in ("VERB", "ADJ", "ADP") and token.lower_ not in frame.heads:
        return None
    if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
        return None
    if token.pos_ == "PROPN" and token.is_title and not token.is_sent_start and not view.in_headline(token):
        return None  # part of a name: "the Conference of Religious", "the Working Group on Arbitrary Detention"
    if _in_compound(token, frame, view):
        return None
    words = [token]
    filled: dict[str, Token] = {}
    for slot in frame.modifiers:
        hit = next((c for c in _before(token) if fits(slot, c, view)), None)
        if hit is None:
            return None
        words.append(hit)
        if slot.role:
            filled[slot.role] = hit
    links = list(_noun_complements(token))
    for prepositions, slot in frame.complements:
        found = next(((p, n) for name, p, n in links if name in prepositions and fits(slot, n, view)), None)
        if found is None:
            return None
        words.extend(found if slot.words or slot.kinds else found[:1])
        if slot.role:
            filled[slot.role] = found[1]
    act = acts_of(frame)
    if "doer" in frame.flags:
        filled["actor"] = token
    _noun_roles(token, act, links, view, filled)
    light = _light(token, act, view, filled)
    if ("roles" in frame.flags and not filled) or ("light" in frame.flags and light is None):
        return None
    recipient = filled.get("recipient") if act.recipient else None
    actor = filled.get("actor") if act.actor else None
    return Match(frame, tuple(words), light, actor, recipient, filled.get("item"))


def _in_compound(token: Token, frame: Frame, view: View) -> bool:
    """Whether a noun is only part of a word with a hyphen ("pre-trial prison", "mid-sentence")."""
    whole = view.joined.get(token.i)
    if whole is not None:
        return whole not in frame.heads and whole.partition("-")[0] not in lexicon.words("again")
    return token.i + 1 in view.hyphens


def _before(token: Token) -> list[Token]:
    found = list(token.lefts)
    return found + [inner for c in found for inner in c.lefts]


def _noun_complements(token: Token) -> list[tuple[str, Token, Token]]:
    return [
        (prep.lower_, prep, noun)
        for prep in token.children
        if prep.dep_ in ("prep", "agent")
        for noun in prep.children
        if noun.dep_ == "pobj"
    ]


def _noun_roles(
    token: Token, act: Act, links: list[tuple[str, Token, Token]], view: View, filled: dict[str, Token]
) -> None:
    for name, _, noun in links:
        role = {"of": act.noun_of, "by": "actor"}.get(name) or act.links.get(name)
        if name == "of" and role and not _suits(_kinds_of(act, role), noun, view):
            role = "actor" if role == "recipient" else "recipient"
        if role and role not in filled and _suits(_kinds_of(act, role), noun, view, name != "of"):
            filled[role] = noun
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None:
        role = act.noun_of if act.noun_of not in filled else "actor"
        if role not in filled and _suits(act.recipient if role == "recipient" else act.actor, owner, view):
            filled[role] = owner


def _kinds_of(act: Act, role: str) -> tuple[str, ...]:
    return act.recipient if role == "recipient" else act.actor


def _light(token: Token, act: Act, view: View, filled: dict[str, Token]) -> Token | None:
    """The light verb that governs a nominal trigger; its subject fills the role that the verb gives it."""
    verb = governor(token.head) if token.dep_ in ("dobj", "pobj", "nsubjpass", "oprd", "conj") else None
    if verb is None:
        return None
    lemma = verb.lemma_.lower()
    clause = view.clause(verb)
    if lemma in lexicon.words("doer") and token.dep_ in ("dobj", "nsubjpass"):
        doer = clause.subject
        if doer is not None and doer != token and "actor" not in filled and _suits(act.actor, doer, view):
            filled["actor"] = doer
        return verb
    if lemma in lexicon.words("bearer") and token.dep_ in ("dobj", "pobj"):
        if act.recipient and "recipient" not in filled and clause.subject is not None:
            filled["recipient"] = clause.subject
        return verb
    return None


def match_phrase(frame: Frame, token: Token, view: View) -> Match | None:
    """The frame of a fixed phrase laid on the words from its first on, or None where it does not fit."""
    words = _sequence(frame.sequence, token, view)
    if words is None:
        return None
    verb = governor(token)
    filled: dict[str, Token] = {}
    act = acts_of(frame)
    if frame.subject is not None:
        holder = token.head if token.dep_ in ("prep", "acl", "amod") and token.head.pos_ in ("NOUN", "PROPN") else None
        if verb is not None and holder is None:
            clause = view.clause(verb)
            holder = clause.surface
        if holder is not None and frame.subject.role != "item":
            if not fits(frame.subject, holder, view):
                return None
            filled[frame.subject.role or ("recipient" if act.recipient else "actor")] = holder
        elif frame.subject.kinds or frame.subject.words:
            return None
    if verb is not None and token == verb:
        clause = view.clause(verb)
        if frame.subject is None:
            _clause_roles(clause, act, view, filled)
        match = Match(frame, tuple(words), verb, filled.get("actor"), filled.get("recipient"))
        return _with_links(match, clause, act, view)
    return Match(frame, tuple(words), verb, filled.get("actor"), filled.get("recipient"))


def _clause_roles(clause: Clause, act: Act, view: View, filled: dict[str, Token]) -> None:
    """The roles that a phrase which begins with a verb takes from the verb's clause ("was beaten unconscious")."""
    whom = next((o for o in clause.objects if _suits(act.recipient, o, view)), None) if act.recipient else None
    if whom is not None:
        filled["recipient"] = whom
    doer = clause.subject
    if doer is not None and doer != whom:
        filled["actor" if act.actor else "recipient"] = doer


def _sequence(parts: tuple[Slot | None, ...], token: Token, view: View) -> list[Token] | None:
    """The words of a phrase from its first one on; articles between them are passed over."""
    doc, at, gap = token.doc, token.i, 0
    words: list[Token] = []
    for part in parts:
        if part is None:
            gap = _GAP
            continue
        while True:
            if at >= len(doc):
                return None
            word = doc[at]
            if fits(part, word, view) and not (gap and word.is_punct):
                break
            if words and word.pos_ in _SKIP and not word.is_punct:
                at += 1
            elif words and gap and not word.is_sent_start:
                gap -= 1
                at += 1
            elif words and part.kinds and word.pos_ in ("ADJ", "NUM", "NOUN", "PROPN", "PRON") and word.dep_ in (
                "amod", "nummod", "compound", "poss"
            ):  # fmt: skip
                at += 1
            else:
                return None
        words.append(word)
        at += 1
        gap = 0
    return words
