"""Names right behind a noun for somebody: they are that one's, though the parser often has them do what another does.

Of "a man who worked for the trader Ri Song Min was arrested" it has Ri arrested and the sentence without a subject; of
"the trader Ri Song Min's wife" it takes the wife for the trader.
"""

from spacy.tokens import Doc, Token

from secondsource.lexicon import kinds
from secondsource.reading.heads import Heads, having, set_heads

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"NN", "NNS", "CD", "DT", "PRP"})


def joined(doc: Doc) -> Doc:
    """Hang each such name on its noun, and give the verb that it was taken for the subject of its own subject."""
    heads: Heads = {}
    for name in (t for t in having(doc, "DEP", _NAMED) if t.dep_ == "appos" or t.tag_ == "NNP"):
        noun = name.left_edge.nbor(-1) if name.left_edge.i else name
        own = noun == name or (noun == name.head and name.dep_ != "appos")
        if noun.tag_ != "NN" or noun.dep_ == "compound" or own or noun.sent != name.sent:
            continue
        if "person" not in kinds.by_word().get(noun.lower_, ()):
            continue
        if name.dep_ == "poss":
            if noun.head == name.head.head and noun.dep_ == name.head.dep_ and noun != name.head.head:
                heads[noun.i] = name.i, "compound"
        elif name.dep_ == "appos":
            heads |= _apposed(name, noun)
        else:
            heads |= _subject(name, noun)
    return set_heads(doc, heads | _agents(doc))


_NAMED = frozenset({"appos", "nsubj", "nsubjpass", "poss"})


def _agents(doc: Doc) -> Heads:
    """Each "by" that was hung on the name before it, on the noun before that ("the arrest of Ri by guards")."""
    found: Heads = {}
    for by in (t for t in having(doc, "LOWER", ["by"]) if t.head.tag_ == "NNP" and t.head.i == t.i - 1):
        of = by.head.head
        if by.head.dep_ == "pobj" and of.lower_ == "of" and of.head.tag_ in ("NN", "NNS"):
            found[by.i] = of.head.i, "prep"
    return found


def _apposed(name: Token, noun: Token) -> Heads:
    """A name in apposition to another noun than the one before it; a noun taken for whom its bearer owns."""
    over = name.head
    owner = next((c for c in name.children if c.dep_ == "poss" and c.tag_ == "NNP"), None)
    heads: Heads = {}
    if name.tag_ == "NNP" and noun.dep_ == "pobj" and over.i < noun.i:
        heads[name.i] = noun.i, "appos"
    if owner is not None and noun == over and owner.left_edge.i == noun.i + 1 and noun.head != noun:
        heads |= {name.i: (noun.head.i, noun.dep_), noun.i: (owner.i, "compound")}
    return heads


def _subject(name: Token, noun: Token) -> Heads:
    """A name that is taken for the subject of the verb behind it."""
    verb, top = name.head, noun
    while top.head != top and top.head != verb and top.head.i < name.i:
        top = top.head
    if verb.i < name.i or any(t.is_punct for t in name.doc[top.i : name.left_edge.i]):
        return {}
    others = [c for c in verb.children if c.dep_ in _SUBJECTS and c != name and c.i < name.i]
    if top == noun and noun not in others:
        return {}
    heads: Heads = {name.i: (noun.i, "appos")}
    if top == noun or top in others:
        return heads
    if top.tag_ not in _NOMINAL or top.i > noun.i:
        return {}
    heads[top.i] = verb.i, name.dep_
    if top.head == top:  # half a sentence: its verb was taken into the clause before it
        heads[verb.i] = verb.i, "ROOT"
        heads |= {c.i: (verb.i, c.dep_) for c in top.children if c.i > verb.i}
    elif verb.head == top:  # "a colleague of the trader Ri was arrested, too, a clerk said": the clerk says it
        heads[verb.i] = top.head.i, "ccomp"
    return heads
