"""Which noun a word stands for, which verb governs it, and the subject that the parser hung on another word."""

from spacy.tokens import Token

from secondsource.lexicon import kinds as lexicon

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_RELATIVES = frozenset({"who", "whom", "whose", "which", "that"})
_VERBAL = frozenset({"VERB", "AUX"})
_DEPTH = 4
_BODIES = frozenset({"ministry", "department", "bureau", "office", "committee", "commission", "service"})


def told(verb: Token) -> Token:
    """Of a word of telling that interrupts a sentence the verb told: "He paid, the source said, and walked free"."""
    if verb.lemma_.lower() in lexicon.words("tell"):
        inner = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i and c.pos_ in _VERBAL), None)
        return inner or verb
    return verb


def bulletin(verb: Token, surface: Token | None) -> bool:
    """Whether a past form is the participle of a note that leaves the auxiliary out ("Father removed in May.").

    Without a subject any participle that begins its sentence is one; with a subject, that of a verb which would have
    an object if it were active.
    """
    if verb.dep_ == "relcl" or any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children):
        return False
    if surface is None:
        return verb.dep_ == "ROOT" and verb.tag_ == "VBN" and verb.i <= verb.sent.start + 2
    return verb.lemma_.lower() in lexicon.words("transitive") and surface.i < verb.i


def of_auxiliary(verb: Token) -> Token | None:
    """The subject that the parser hung on the auxiliary of a passive instead of the participle."""
    for child in verb.children:
        if child.dep_ == "auxpass":
            found = next((c for c in child.children if c.dep_ in _SUBJECTS), None)
            return referent(found) if found is not None else None
    return None


def stray_subject(verb: Token) -> Token | None:
    """The subject that the parser hung on a participle after it ("an officer working at X was sent")."""
    for child in verb.children:
        if child.i >= verb.i:
            break
        if child.pos_ in _VERBAL and child.tag_ in ("VBG", "VBN"):
            for inner in child.children:
                if inner.dep_ in _SUBJECTS and inner.i < child.i:
                    return referent(inner)
    return None


def small_subject(child: Token) -> Token | None:
    """The subject of a clause without a finite verb ("let him go", "found her guilty"): the verb's own object."""
    if child.tag_ not in ("VB", "VBN", "VBG") and child.pos_ not in ("ADJ", "NOUN", "PROPN", "ADP", "ADV"):
        return None
    if any(c.dep_ in ("mark", "aux", "cop") for c in child.children):
        return None
    return next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def governor(token: Token) -> Token | None:
    """The nearest verb above a word, or None."""
    for _ in range(_DEPTH):
        if token.pos_ in _VERBAL:
            return token
        if token.head == token:
            return None
        token = token.head
    return token if token.pos_ in _VERBAL else None


def referent(token: Token) -> Token:
    """The noun that a word stands for: of a relative pronoun its antecedent, of "Ministry of X officer" the officer."""
    return _holder(_teller(relative(token)))


def oneself(token: Token) -> Token:
    """Of "himself" the subject that it goes back to ("turned himself in", "was himself arrested")."""
    if not token.lower_.endswith(("self", "selves")) or token.pos_ != "PRON":
        return token
    verb = governor(token)
    for _ in range(_DEPTH):
        if verb is None:
            return token
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS and c != token), None)
        if subject is not None:
            return subject
        if verb.dep_ == "relcl":
            return verb.head
        verb = verb.head if verb.dep_ in ("conj", "advcl", "xcomp") else None
    return token


def _holder(token: Token) -> Token:
    """The parser takes "Ministry of Social Security officers" for a ministry; its last noun is who is spoken of."""
    if token.lemma_.lower() not in _BODIES:
        return token
    for child in token.children:
        if child.i < token.i:
            continue
        noun = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "of" else child
        if noun is None or noun.dep_ not in ("pobj", "appos") or token.doc[noun.i - 1].is_punct:
            continue
        if "person" in lexicon.by_word().get(noun.lemma_.lower(), frozenset()):
            return noun
    return token


def _teller(token: Token) -> Token:
    """The body that "it" stands for where it tells of itself ("the ministry announced that it had removed him")."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in _SUBJECTS or verb.dep_ != "ccomp":
        return token
    if verb.head.lemma_ not in lexicon.words("tell"):
        return token
    subject = next((c for c in verb.head.children if c.dep_ == "nsubj" and c.i < verb.head.i), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or subject.tag_ in ("NNS", "NNPS"):
        return token
    kinds = lexicon.by_word().get(subject.lemma_.lower(), frozenset())
    return token if "person" in kinds or subject.ent_type_ == "PERSON" else relative(subject)


def relative(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word as it is."""
    if token.lower_ in _RELATIVES and token.tag_ in ("WP", "WDT", "IN", "WP$"):
        node = token
        for _ in range(_DEPTH):
            if node.dep_ == "relcl":
                return node.head
            if node.dep_ == "ccomp" and (named := _set_off(node.head)) is not None:
                return named
            if node.head == node:
                break
            node = node.head
    return token


def _set_off(verb: Token) -> Token | None:
    """Whom "it was Kim Chol who" sets off, from the "was"."""
    if verb.lemma_ != "be" or not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.i > verb.i), None)
