"""Small adverbs behind a name: they are the verb's ("took Ri Song Min away"), though the parser often makes one phrase
of both, as if "Min away" were taken."""

from spacy.tokens import Doc, Token

from secondsource.reading.heads import Heads, having, set_heads

_PARTICLES = frozenset({"away", "off", "up", "out", "in", "down", "back", "home", "over", "along", "there"})
_NAMES = frozenset({"NNP", "NNPS"})
_OBJECTS = frozenset({"dobj", "oprd", "appos"})


def parted(doc: Doc) -> Doc:
    """Hang each such name on the verb as what it is done to, and the adverb beside it."""
    heads: Heads = {}
    for word in (t for t in having(doc, "LOWER", _PARTICLES) if t.i):
        heads |= _parted(word)
    return set_heads(doc, heads)


def _parted(word: Token) -> Heads:
    name, verb = word.nbor(-1), word.head
    if name.tag_ not in _NAMES or not verb.tag_.startswith("VB") or verb.i >= name.i or verb.sent != name.sent:
        return {}
    taken = name.head == word and word.dep_ in ("dobj", "oprd", "advmod", "npadvmod", "prt", "acomp")
    beside = name.head == verb and name.dep_ in ("npadvmod", "oprd")
    if not (taken or beside) or any(child.i > word.i for child in word.children):
        return {}
    first = _first(name)
    before = first.nbor(-1) if first.i else first
    noun = before if before.head == verb and before.dep_ in _OBJECTS else None
    if noun is None and any(child.dep_ == "dobj" and child not in (name, word) for child in verb.children):
        return {}
    heads: Heads = {name.i: (verb.i, "dobj") if noun is None else (noun.i, "appos"), word.i: (verb.i, "advmod")}
    if noun is not None and noun.dep_ != "dobj":
        heads[noun.i] = verb.i, "dobj"
    heads |= {child.i: (name.i, child.dep_) for child in word.children if child.i < name.i}
    return heads


def _first(name: Token) -> Token:
    """The first word of a name, from its last."""
    while name.i and name.nbor(-1).tag_ in _NAMES and name.nbor(-1).sent == name.sent:
        name = name.nbor(-1)
    return name
