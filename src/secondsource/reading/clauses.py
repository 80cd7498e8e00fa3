"""What a word has around it: subject, objects, complements, and the kinds of thing that a noun names.

Dependencies are those of spaCy's English scheme (ClearNLP labels).
"""

from collections.abc import Iterable, Iterator

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon import kinds as lexicon
from secondsource.reading import columns
from secondsource.reading.facts import Facts
from secondsource.reading.referents import (
    bulletin,
    governor,
    of_auxiliary,
    referent,
    small_subject,
    stray_subject,
    told,
)

NOTHING: frozenset[str] = frozenset()
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "oprd", "attr"})
_BEING = frozenset({"be", "get", "remain", "stay", "lie", "stand"})
"""With these a participle that the tagger takes for an adjective is a passive ("the account is frozen")."""
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve", "'d", "’d"})
_VERBAL = frozenset({"VERB", "AUX"})
_CLAUSAL = frozenset({"ROOT", "conj", "ccomp", "parataxis", "dep", "advcl"})
_HEADS = frozenset({"nsubj", "nsubjpass", "dobj", "conj"})
_CUSTODY = frozenset({"prison", "camp"})


class Clause(msgspec.Struct, frozen=True):
    """A verb and what it governs. ``subject`` and ``objects`` are deep: a passive's subject is its first object.

    ``implied`` is true of a passive whose object nothing names ("Released on 9 October.").
    """

    verb: Token
    passive: bool
    subject: Token | None
    surface: Token | None
    objects: tuple[Token, ...]
    complements: tuple[tuple[str, Token, Token], ...]
    particles: dict[str, Token]
    governed: tuple[Token, ...]
    measures: tuple[Token, ...] = ()
    implied: bool = False


class View:
    """One report's words as the codebook's frames ask of them; clauses and kinds are worked out once, when asked."""

    def __init__(self, doc: Doc, facts: Facts) -> None:
        self.doc, self.facts, self.columns = doc, facts, columns.of(doc)
        self._clauses: dict[int, Clause] = {}
        self._sentence, self._present = -1, NOTHING
        self._kinds: dict[int, frozenset[str]] = {}
        self.found: dict[int, str] = {}
        self.joined = dict(_joined(doc))
        self.hyphens = {i - 1 for i in self.joined}
        self.headlines = [(b.span.start, b.span.end) for b in facts.report.blocks if b.kind in ("title", "heading")]
        self._bodies = {i for b in facts.bodies for i in range(b.span.start, b.span.end)}
        self._mark((t.span.start for t in facts.times), "time")
        self._people = {i for p in facts.people for m in p.mentions for i in range(m.start, m.end)}
        self._places = {i for p in facts.places for i in range(p.span.start, p.span.end)}
        custody = [p.span for p in facts.places if p.kind in _CUSTODY]
        custody += [b.span for b in facts.bodies if b.kind in _CUSTODY]
        self._prisons = {i for span in custody for i in range(span.start, span.end)}
        self._money = {i for a in facts.amounts if a.currency for i in range(a.span.start, a.span.end)}
        starts = enumerate(self.columns.start) if self._money else ()
        self._sums = {start for i, start in starts if start in self._money and doc[i].pos_ != "NUM"}
        self._terms = {i for t in facts.times if t.duration for i in range(t.span.start, t.span.end)}

    def _mark(self, starts: Iterable[int], kind: str) -> None:
        for start in starts:
            self.found[start] = kind

    def present(self, token: Token) -> frozenset[str]:
        """The words that stand in the sentence of ``token``, as they are and as lemmas, all in lower case."""
        start = self.columns.opens[token.i]
        if start != self._sentence:
            self._sentence, self._present = start, self._words(start, self.columns.closes[start])
        return self._present

    def _words(self, start: int, end: int) -> frozenset[str]:
        joined = (self.joined[i] for i in range(start, end) if i in self.joined) if self.joined else ()
        return frozenset(self.columns.lower[start:end]).union(self.columns.base[start:end], joined)

    def in_headline(self, token: Token) -> bool:
        """Whether a word stands in the title or a heading."""
        return any(start <= token.idx < end for start, end in self.headlines)

    def may_be_person(self, token: Token) -> bool:
        """Whether nothing speaks against a name being a person's: it is no known place, body or time."""
        known = token.idx in self._places or token.idx in self._bodies or token.idx in self.found
        return not known and token.ent_type_ not in ("DATE", "TIME", "ORG")

    def kinds(self, token: Token) -> frozenset[str]:
        """What kinds of thing a noun phrase with this head names; of a measure, also what it measures."""
        known = self._kinds.get(token.i)
        if known is None:
            self._kinds[token.i] = known = self._work_out_kinds(token)
        return known

    def _work_out_kinds(self, token: Token) -> frozenset[str]:
        words = lexicon.by_word()
        lemma = token.lemma_.lower()
        lemma = self.joined.get(token.i, lemma)
        named = set(words.get(lemma) or words.get(token.lower_) or NOTHING)
        if not named and token.tag_ == "NNPS":
            named = set(words.get(lemma.removesuffix("s")) or NOTHING)
        start = token.idx
        if token.ent_type_ == "PERSON" or (token.lower_ == "old" and token.i and token.nbor(-1).text == "-"):
            named.add("person")  # "the 43-year-old"
        elif token.ent_type_ == "ORG" and not named:
            named.add("body")
        elif token.ent_type_ in ("NORP",):
            named.add("person")
        if start in self._places or token.ent_type_ in ("GPE", "LOC", "FAC"):
            named.add("place")
            if token.ent_type_ == "GPE":
                named.add("body")
        if start in self._prisons:
            named.add("prison")
        elif start in self._bodies:
            named.add("body")
        if start in self._people and "gathering" not in named:
            named.add("person")
        if start in self._money or token.ent_type_ == "MONEY":
            named.add("money")
        if start in self._terms:
            named.add("term")
        elif self._terms and any(c.dep_ in ("poss", "nmod") and c.idx in self._terms for c in token.children):
            named.add("term")  # "seven years' hard labour"
        if token.like_num or token.ent_type_ == "CARDINAL":
            named.add("number")
            if token.dep_ in _HEADS and not named & {"money", "term", "measure"} and not _counts(token):
                named.add("person")  # "Nineteen were handed back"
        if not named and token.pos_ == "NOUN" and lemma.endswith(lexicon.person_endings()) and len(lemma) > 4:
            named.add("person")
        if "measure" in named or "number" in named or token.lower_ in ("hundreds", "thousands"):
            for child in token.children:
                if child.lower_ == "of":
                    for inner in child.children:
                        if inner.dep_ == "pobj" and inner.i > token.i:
                            named |= self.kinds(inner)
        return frozenset(named)

    def clause(self, verb: Token) -> Clause:
        """The clause of a verb (or participle)."""
        known = self._clauses.get(verb.i)
        if known is None:
            self._clauses[verb.i] = known = self._work_out_clause(verb)
        return known

    def _work_out_clause(self, verb: Token) -> Clause:
        surface: Token | None = None
        agent: Token | None = None
        objects: list[Token] = []
        complements: list[tuple[str, Token, Token]] = []
        particles: dict[str, Token] = {}
        governed: list[Token] = []
        measures: list[Token] = []
        auxpass = have = False
        for child in verb.children:
            dep = child.dep_
            if dep in _SUBJECTS:
                surface = referent(child)
                auxpass |= dep == "nsubjpass"
            elif dep == "auxpass":
                auxpass = True
            elif dep == "aux":
                have |= child.lower_ in _HAVE
            elif dep == "agent":
                agent = _object(child)
                if agent is not None:
                    complements.append(("by", child, agent))
            elif dep in _OBJECTS:
                if child.pos_ == "ADP":
                    complements.extend(_complements(child))
                else:
                    objects.append(referent(child))
                    # "slipped the guard 500 yuan": the parser takes the sum for a name of the guard.
                    objects.extend(c for c in child.children if c.dep_ == "appos" and c.idx in self._sums)
                    objects.extend(c for c in child.children if self._is_given(c, child))
                    governed.extend(c for c in child.children if c.dep_ in ("relcl", "acl") and c.tag_ == "VB")
                    complements.extend(
                        c for inner in child.children if inner.dep_ == "prep" for c in _complements(inner)
                    )
            elif dep == "prep":
                found = list(_complements(child))
                complements.extend(found)
                if not any(c.dep_ == "pobj" for c in child.children):
                    particles[child.lower_] = child
                    governed.extend(c for c in child.children if c.dep_ == "pcomp")
            elif dep in ("prt", "advmod", "acomp", "npadvmod"):
                if dep == "npadvmod" and child.pos_ in ("NOUN", "NUM", "SYM"):
                    measures.append(child)
                particles[child.lower_] = child
                complements.extend(c for inner in child.children if inner.dep_ == "prep" for c in _complements(inner))
            elif dep in ("xcomp", "ccomp", "advcl"):
                governed.append(child)
                whom = small_subject(child) if dep == "ccomp" else None
                if whom is not None:
                    objects.append(referent(whom))
                if whom is not None or dep == "xcomp":
                    particles[child.lower_] = child
        if surface is None and auxpass:
            surface = of_auxiliary(verb)
        # Headlines leave out the auxiliary and tell in the present: a past form without object is a participle.
        if not objects and verb.tag_ in ("VBD", "VBN") and not have and not auxpass:
            auxpass = self.in_headline(verb) or bulletin(verb, surface)
        passive = auxpass or (verb.tag_ == "VBN" and not have and not objects and verb.dep_ != "ROOT")
        if surface is None:
            surface, passive = self._shared_subject(verb, passive, not objects)
        elif verb.dep_ == "relcl" and not objects and not passive and surface != verb.head:
            objects.append(verb.head)
        implied = passive and surface is None and verb.dep_ in _CLAUSAL
        if passive:
            if surface is not None:
                objects.insert(0, surface)
            subject = agent or self._shared_agent(verb)
        else:
            subject = surface
        return Clause(
            verb,
            passive,
            subject,
            surface,
            tuple(objects),
            tuple(complements),
            particles,
            tuple(governed),
            tuple(measures),
            implied,
        )

    def _is_given(self, word: Token, measured: Token) -> bool:
        """Whether a word is to whom so much is given, which the parser takes for a part of it ("gave a sergeant 10 lakh
        kyats", "fined her 30 roubles"): it stands before the number."""
        if word.dep_ not in ("nmod", "compound", "poss") or word.i > measured.i:
            return False
        number = next((c.i for c in measured.children if c.dep_ == "nummod"), -1)
        if number < word.i or any(c.dep_ == "case" for c in word.children):
            return False
        if word.tag_ == "PRP$":
            return word.lower_ == "her" and "money" in self.kinds(measured)
        return not self.kinds(word).isdisjoint(("person", "body"))

    def _shared_agent(self, verb: Token) -> Token | None:
        """Who did what a passive tells that goes on from another ("was tried by a tribunal and given ten years")."""
        if verb.dep_ != "conj" or verb.head.pos_ not in _VERBAL or verb.head.i > verb.i:
            return None
        if any(c.dep_ in _SUBJECTS for c in verb.children):
            return None
        other = self.clause(told(verb.head))
        return other.subject if other.passive else None

    def _shared_subject(self, verb: Token, passive: bool, bare: bool) -> tuple[Token | None, bool]:
        """The subject of a verb that has none of its own, from the word that governs it, and whether it is passive.

        ``bare`` says that the verb has no object.
        """
        head, dep = verb.head, verb.dep_
        if dep == "conj" and head.pos_ in _VERBAL and head.i < verb.i:
            other = self.clause(told(head))
            own = any(c.dep_ in ("aux", "auxpass") for c in verb.children)
            # "were pulled off the boats and locked up": the tagger takes the second participle for a past tense.
            participle = verb.tag_ == "VBN" or (verb.tag_ == "VBD" and bare)
            return other.surface, passive or (participle and other.passive and not own)
        if dep in ("acl", "relcl") and head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
            if verb.tag_ == "VB":
                return None, passive
            return head, passive
        if dep == "acomp" and head.pos_ in _VERBAL:
            return self.clause(head).surface, passive or (verb.tag_ == "JJ" and head.lemma_ in _BEING)
        if dep in ("xcomp", "ccomp") and head.pos_ in (*_VERBAL, "ADJ") and head.i < verb.i:
            return self._controller(head), passive
        if dep == "pcomp":
            over = governor(head)
            return (self._controller(over) if over is not None else None), passive
        if dep in ("advcl", "acl"):
            return (self.clause(head).surface if head.pos_ in _VERBAL else None), passive
        return stray_subject(verb), passive

    def _controller(self, verb: Token) -> Token | None:
        clause = self.clause(verb)
        if clause.passive:
            return clause.surface
        return next((o for o in clause.objects if o.i > verb.i and self.found.get(o.idx) != "time"), clause.surface)


def _counts(number: Token) -> bool:
    """Whether a numeral says how many of something: "three of the sacks", "40 percent"."""
    return number.i + 1 < len(number.doc) and number.nbor().lower_ in ("of", "percent", "per", "%")


def _joined(doc: Doc) -> Iterator[tuple[int, str]]:
    """Words that the tokeniser cut at a hyphen, whole ("self-criticism"), by the place of their last part."""
    words = columns.of(doc)
    for i in range(1, len(doc) - 1):
        if words.text[i] in ("-", "‑", "–") and not doc[i].whitespace_ and not doc[i - 1].whitespace_:
            yield i + 1, f"{words.lower[i - 1]}-{words.base[i + 1]}"


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj"), None)


def _complements(preposition: Token) -> Iterator[tuple[str, Token, Token]]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.pos_ not in _VERBAL:
            yield preposition.lower_, preposition, referent(child)
            for inner in child.children:
                if inner.dep_ == "prep":
                    yield from _complements(inner)
        elif child.dep_ == "prep":
            for name, _, noun in _complements(child):
                yield name, child, noun
                yield preposition.lower_, preposition, noun
