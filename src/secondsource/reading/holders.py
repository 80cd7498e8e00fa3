"""Whose a verb of telling is: its subject by order or by the parse, its agent, whom it cites or had it from."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import cues, lexicon, raised, source_words
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import with_conjuncts
from secondsource.reading.order import behind, neighbour, set_apart, set_off_by_comma, together
from secondsource.reading.phrases import antecedent, subject


def holders(token: Token, bounds: tuple[int, int]) -> tuple[tuple[Token, ...] | None, str]:
    """Heads of the source's phrases (None: this is no cue) and the rule that found them."""
    passive = any(c.dep_ == "auxpass" for c in token.children)
    if token.lemma_ in lexicon().citing and not passive:
        objects = [c for c in token.children if c.dep_ == "dobj"]
        cites = token.tag_ == "VBG" or any(c.lower_ == "as" and c.i > token.i for c in token.children)
        if cites and objects and objects[0].pos_ in {"NOUN", "PROPN", "PRON"}:
            return with_conjuncts(objects[0]), "citing"
    if passive:
        agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        lifted = _lifted(token)
        first = any(c.lower_ in {"first", "originally"} for c in token.children)
        if agents and not first:
            return with_conjuncts(agents[0]), "raised by" if lifted else "passive agent"
        told_in = _told_in(token)
        if told_in is not None:
            return (told_in,), "told in"
        whom = _learned_from(token)
        if whom is not None:
            return with_conjuncts(whom), "subject"
        return ((), "passive") if token.lemma_ in TOLD else (None, "")
    if token.tag_ == "VBN" and token.i == bounds[0] and token.dep_ == "ROOT" and token.lemma_ in _BORNE_OUT:
        agents = [g for c in token.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        if agents:
            return with_conjuncts(agents[0]), "passive agent"  # notes: "Confirmed by two drivers, separately."
    both = together(token, bounds)
    if both is not None:
        return both[0], "order"
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and (heard := heard_from(token)) is not None:
        return with_conjuncts(heard), "heard from"
    if token.tag_ == "VBN" and not any(c.dep_ in {"aux", "nsubj", "nsubjpass"} for c in token.children):
        # Behind a comma at the end of its sentence the tagger takes "…, a news site reported." for a participle.
        tells = (
            token.lemma_ in lexicon().taken_for_participles
            and token.i + 1 < bounds[1]
            and (token.nbor().lower_ != "by" or _by_means(token))
        )
        told = neighbour(token, bounds) if tells else None
        if token.dep_ == "acl" and _verbless(token, bounds):
            return with_conjuncts(token.head), "subject"
        return (
            (with_conjuncts(told[0]), "order") if told and set_off_by_comma(token.doc, told[1], bounds) else (None, "")
        )
    heard = heard_from(token)
    if heard is not None:
        return with_conjuncts(heard), "heard from"
    if token.lemma_ in _HEARING and any(c.dep_ == "aux" and c.lower_ in {"will", "'ll", "’ll"} for c in token.children):
        return None, ""  # a court will hear the case
    if token.tag_ == "NNS" and token.i > bounds[0] and CODE.fullmatch(token.doc[token.i - 1].text):
        return (token.doc[token.i - 1],), "subject"
    near = neighbour(token, bounds) or behind(token, bounds)
    head = antecedent(near[0]) if near else subject(token)
    if head is not None and head.i == bounds[0] and head.i + 2 < token.i and head.nbor().text == ":":
        head = None  # "Q: The company maintains that …": a label asks, and says nothing
    if head is None and token.i + 1 < bounds[1] and token.nbor().lower_ == "that":
        head = _right_before(token, bounds)
    if head is None:
        apart = set_apart(token, bounds)
        if apart is not None:
            return with_conjuncts(apart), "subject"
    if head is None and token.i > bounds[0] and token.nbor(-1).lower_ == "then":
        head = next((t for t in token.doc[bounds[0] : token.i] if t.dep_ == "nsubj"), None)
    if head is None and token.i == bounds[0] and token.tag_ == "VBZ":
        return (), "left out"  # notes and logs: "Confirms that …"
    rumour = head is not None and head.lemma_.lower() in source_words().rumours
    if (
        head is None
        or head.is_space
        or head.is_punct
        or (head.pos_ in {"VERB", "AUX"} and not (rumour or _who_was(head)))
    ):
        return None, ""
    if _only_named(token, head) or (token.dep_ in {"relcl", "acl"} and _of_the_story(head)):
        return None, ""
    return with_conjuncts(head), "order" if near else "subject"


def _who_was(participle: Token) -> bool:
    """Whether a participle names whom something befell: "the accused confessed"."""
    the = participle.i > 0 and participle.nbor(-1).lower_ in {"the", "an", "a", "this"}
    return the and participle.tag_ == "VBN" and participle.dep_ in {"nsubj", "nsubjpass"}


def _by_means(token: Token) -> bool:
    """Whether what stands behind "by" is no agent but the way in which something was told: "confirmed by telephone"."""
    at = token.i + 2
    return at < len(token.doc) and token.doc[at].lower_ in _MEANS


_MEANS = frozenset(
    {"telephone", "phone", "letter", "email", "e", "mail", "message", "text", "fax", "radio", "post", "sms"}
)


def _only_named(token: Token, head: Token) -> bool:
    """Whether a verb tells what a law is or what people call somebody, which nobody said to the outlet: "a law that
    provides for ten years", "the traders call them “the express mail”"."""
    if token.lemma_ == "call":
        people = head.lemma_.lower() in source_words().people or head.lower_ == "they"
        return token.tag_ == "VBP" and people
    return head.lemma_.lower() in _LAWS and token.lemma_ in _PROVIDING


_LAWS = frozenset({"law", "article", "act", "code", "constitution", "statute", "section", "clause", "amendment"})
_PROVIDING = frozenset(
    {"provide", "prescribe", "threaten", "punish", "stipulate", "prohibit", "ban", "forbid", "allow"}
)


def _of_the_story(paper: Token) -> bool:
    """Whether a paper is a thing of what is told, not one that the outlet has: "was made to sign a paper that says …",
    "they gave him a slip saying …", "adopted a law which provides …"."""
    words, verb = source_words(), paper.head
    if paper.dep_ == "pobj" and verb.lower_ == "for":
        verb = verb.head
    elif paper.dep_ != "dobj":
        return False
    if verb.lemma_.lower() not in words.imposing or paper.lemma_.lower() not in words.documents | words.parts:
        return False
    ours = any(c.lower_ in {"us", "me", "reporter", "reporters", "journalists"} for c in verb.subtree)
    return not ours and any(c.lower_ in {"a", "an"} for c in paper.lefts)


def _right_before(token: Token, bounds: tuple[int, int]) -> Token | None:
    """The noun right before a verb with "that" to which the parser gave no subject ("In a communique dated 21 October
    the Office announced that …")."""
    last = token.i - 1
    while last > bounds[0] and token.doc[last].pos_ in {"AUX", "ADV", "PART"}:
        last -= 1
    finite = token.tag_ in {"VBD", "VBZ", "VBP"} or last < token.i - 1
    found = token.doc[last] if last >= bounds[0] and finite and token.lemma_ in cues() else None
    return found if found is not None and found.pos_ in {"NOUN", "PROPN"} else None


def _lifted(token: Token) -> bool:
    """Whether a passive gives a statement: "is said to have fled", "is accused of taking money", "it is said that"."""
    if token.lemma_ not in raised():
        return False
    if any(c.dep_ == "xcomp" and c.i > token.i and _to(c) for c in token.children):
        return token.lemma_ != "tell"
    agents = [g for c in token.children if c.dep_ == "agent" for g in c.children]
    of = (c for word in (token, *agents) for c in word.children if c.dep_ == "prep" and c.lower_ == "of")
    if any(g.dep_ == "pcomp" for c in of for g in c.children):
        return True
    it = any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in token.children)
    return it and any(c.dep_ == "ccomp" for c in token.children)


def _to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to": "to be", "to have fled"."""
    return verb.tag_ == "VB" or any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _told_in(token: Token) -> Token | None:
    """Where "it was said" so: the meeting, the notice ("it was mentioned at the meeting that …")."""
    words = source_words()
    if not any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in token.children):
        return None
    if token.lemma_ not in cues() or not any(c.dep_ == "ccomp" for c in token.children):
        return None
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"at", "in", "by", "on", "among", "amongst"}:
            kinds = words.people if child.lower_.startswith("among") else words.documents | words.institutions
            for noun in child.children:
                if noun.lemma_.lower() in kinds | words.media:
                    return noun
    return None


def _learned_from(token: Token) -> Token | None:
    """From whom it "was learned" that something is so, or "is known"."""
    it = any(c.dep_ in {"nsubjpass", "expl"} and c.lower_ == "it" for c in token.children)
    if not it or not (token.lemma_ in lexicon().heard or token.lemma_ == "know"):
        return None
    return _from_whom(token)


def _verbless(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether the participle behind a noun is the verb that its sentence lacks: "a driver owned up that …", "a
    presenter accused “mercenaries” of …"."""
    if token.head.left_edge.i > bounds[0] + 1:
        return False
    objects = any(c.dep_ in {"dobj", "ccomp"} and c.i > token.i for c in token.children)
    return _that_behind(token) or (objects and token.head.dep_ == "ROOT" and token.lemma_ in cues())


def _that_behind(token: Token) -> bool:
    """Whether a clause with "that" follows a verb or its particle: the tagger took "a driver owned up that" wrongly."""
    doc = token.doc
    return any(doc[i].lower_ == "that" for i in range(token.i + 1, min(token.i + 3, len(doc))))


def heard_from(token: Token) -> Token | None:
    """Who somebody has it from: "has learned from a nurse", "had it from the driver"."""
    pointing = token.lemma_ in {"have", "know"} and any(
        c.dep_ == "dobj" and c.lower_ in {"it", "this", "that", "these"} for c in token.children
    )
    if token.lemma_ not in lexicon().heard and not pointing and not _knows_that(token):
        return None
    return _from_whom(token)


def _from_whom(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            whom = (c for c in child.children if c.dep_ == "pobj")
            return next((c for c in whom if c.pos_ in {"NOUN", "PROPN", "NUM"} or c.lower_ in _SOMEBODY), None)
    return None


_SOMEBODY = frozenset({"somebody", "someone", "one", "another", "others", "those", "two", "three", "several"})


def _knows_that(token: Token) -> bool:
    """Whether somebody "knows from a driver that …", or "from a driver" knows that."""
    if token.lemma_ != "know" or token.i + 2 >= len(token.doc):
        return False
    if token.nbor().lower_ == "that":
        return any(c.lower_ == "from" and c.i == token.sent.start for c in token.children)
    if token.nbor().lower_ != "from":
        return False
    return any(t.lower_ == "that" for t in token.doc[token.i + 2 : min(token.i + 16, token.sent.end)])


_BORNE_OUT = frozenset(
    {"confirm", "corroborate", "acknowledge", "witness", "report", "see", "tell", "verify", "relate", "attest", "admit"}
)
_HEARING = frozenset({"hear", "learn", "determine", "rule", "decide"})
TOLD = frozenset({"tell", "inform"})
