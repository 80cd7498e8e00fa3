"""A voice, as the noun phrase that names it tells: its kind, its names, whether it can be a voice at all."""

import re
from functools import cache

import msgspec
from spacy.tokens import Token

from secondsource.lexicon.attribution import persons, source_words
from secondsource.lexicon.countries import all_countries
from secondsource.model import Anonymity, Body, Span
from secondsource.reading import columns, time_words
from secondsource.reading.antecedents import CODE
from secondsource.reading.phrases import noun_phrase
from secondsource.reading.scene import Scene, Seat

PERSONS: frozenset[Anonymity] = frozenset({"anonymous", "named"})
"""The kinds of source that speak for themselves."""


class Voice(msgspec.Struct):
    """A source while the report is read.

    ``names``: the words of its own name; ``body`` the canonical name of the body that it is, ``state`` the code of the
    country whose government it is, ``mouth`` whether it is an office that speaks for a body; ``person`` the id of the
    person; ``cues`` the tokens of the cues that quote it, ``spoke`` the last, -1 for none; ``rests`` the numbers of the
    voices that it rests on; ``seats`` where it is spoken of.
    """

    anonymity: Anonymity
    phrase: Span
    full: Span
    heads: set[str]
    names: set[str]
    plural: bool
    gender: str
    described: frozenset[str]
    said: str
    mentions: list[Span]
    body: str = ""
    state: str = ""
    mouth: bool = False
    person: str = ""
    spoke: int = -1
    cues: list[int] = msgspec.field(default_factory=list)
    rests: set[int] = msgspec.field(default_factory=set)
    seats: list[Seat] = msgspec.field(default_factory=list)


_ARTICLES = frozenset({"the", "a", "an", "this"})
_RELATIVES = frozenset({"which", "what", "whom", "whose", "that", "how", "where", "when"})


def phrase_of(head: Token) -> Span:
    """The words of a source's noun phrase, without a relative word before it or what is joined by "and from"."""
    if known_by := coded(head):
        return Span(known_by[0].idx, known_by[1].idx + len(known_by[1]))
    span = noun_phrase(head)
    first = head.left_edge
    torn = first.i > 0 and first.idx == span.start and first.nbor(-1).lower_ in _ARTICLES
    if torn:
        return Span(first.nbor(-1).idx, max(span.end, head.idx + len(head)))  # the parser tore the article off
    while first.i < head.i and (first.idx < span.start or (first.lower_ in _RELATIVES and first.tag_ in {"WDT", "WP"})):
        first = first.nbor()
    end = span.end
    for token in head.doc[head.i + 1 : head.right_edge.i + 1]:
        if token.idx >= end:
            break
        if token.dep_ == "cc" and token.i + 1 < len(head.doc) and token.nbor().pos_ in {"ADP", "DET"}:
            end = token.nbor(-1).idx + len(token.nbor(-1))
            break
    start, end = max(first.idx, span.start), max(end, head.idx + len(head))
    opened = next((t for t in head.doc[head.i + 1 : head.right_edge.i + 1] if t.text == "(" and t.idx < end), None)
    if opened is not None and ")" not in head.doc.text[opened.idx : end]:
        end = opened.nbor(-1).idx + len(opened.nbor(-1))  # "Captain Venn (not his real name)": the bracket is torn
    return Span(start, end)


def coded(head: Token) -> tuple[Token, Token] | None:
    """The noun and the letter or number by which somebody goes who is not named: "Observer K", "Witness 3"."""
    held, table = columns.of(head.doc), source_words()
    for at in (head.i, head.i + 1):
        lettered = 0 < at < len(held.text) and _LETTER.fullmatch(held.text[at]) and held.text[at - 1][0].isupper()
        if lettered and (held.lower[at - 1] in table.sources or held.lower[at - 1] in table.people):
            return head.doc[at - 1], head.doc[at]
    return None


_NUMBERED = re.compile(r"[A-Z]{1,3}-?\d+(?:-\d+)?")
_LETTER = re.compile(r"[A-Z]|[A-Z]?\d{1,3}")


def described(head: Token) -> Token:
    """The noun of which a source's noun is a description between commas: "a second person, a shopkeeper, said".

    Without the second comma it may be a cue that is put in: "the officer, a cook said, was arrested".
    """
    first, doc = head.left_edge.i, head.doc
    if first < 2 or doc[first].lower_ not in {"a", "an"} or doc[first - 1].text != "," or not _closed(head):
        return head
    host = doc[first - 2]
    if host.lower_ in {"male", "female"} and first > 3 and doc[first - 3].text == ",":
        host = doc[first - 4]
    if _NUMBERED.fullmatch(host.text):
        return host  # "W-31, female, a weaver at the mill"
    while host.i and (host.is_quote or host.is_bracket):
        host = host.nbor(-1)
    while host.dep_ in {"compound", "pobj", "prep", "amod", "nummod", "punct", "flat"} and host.head.i < first:
        host = host.head
    person = host.lemma_.lower() in persons() or (host.pos_ == "PROPN" and host.ent_type_ in {"PERSON", ""})
    person = person or (host.pos_ == "PROPN" and head.lemma_.lower() in source_words().civil)
    return host if person and host.i < first and host.sent == head.sent and host.dep_ != "conj" else head


def _closed(head: Token) -> bool:
    last = head.right_edge.i
    following = head.doc[last + 1] if last + 1 < len(head.doc) else None
    if head.doc[last].text == "," or (following is not None and following.text in {",", "(", ";"}):
        return True
    # "among them Orlo Venn, a preacher who had called it a crime."
    return any(t.dep_ == "relcl" for t in head.subtree) and (following is None or following.is_punct)


def description(head: Token) -> Token | None:
    """The noun that describes another between commas: the shopkeeper of "a second person, a shopkeeper, said"."""
    last, doc = head.right_edge.i, head.doc
    comma = next((t.i for t in doc[head.i + 1 : last + 1] if t.text == ","), last + 1)
    for at in (head.i + 1, comma, last + 1):
        while at < len(doc) and (doc[at].is_quote or doc[at].is_bracket):
            at += 1
        if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ in {"a", "an"}:
            nouns = (t for t in doc[at + 2 : at + 8] if t.pos_ == "NOUN" and t.left_edge.i == at + 1)
            noun = next((t for t in nouns if t.dep_ not in {"poss", "compound"}), None)
            if noun is not None and noun.lemma_ in persons() and _closed(noun):
                return noun
    return None


def new_voice(scene: Scene, head: Token, phrase: Span) -> Voice:
    doc = scene.doc
    full = noun_phrase(head, full=True)
    words = [t for t in doc[head.left_edge.i : head.right_edge.i + 1] if phrase.start <= t.idx < phrase.end]
    own = [t for t in words if t == head or (t.head == head and t.dep_ in {"compound", "nmod", "flat"})]
    gender = next((g for t in reversed(own) if (g := source_words().gender.get(t.lower_))), "")
    plural = (head.tag_ in {"NNS", "NNPS"} and head.pos_ == "NOUN") or head.lemma_ in source_words().groups
    plural = (plural or head.lower_ in _SEVERAL) and not _NUMBERED.fullmatch(head.text)
    names, known_by = _names(head), coded(head)
    if head.lemma_ in source_words().media and head.i + 1 < len(doc) and head.nbor().like_num:
        names.add(head.nbor().lower_)  # "the weekly 26"
    body, person = scene.bodies.get(head.i) or _spoken_for(scene, head), scene.who.get(head.i)
    # "The officer, a cook said, was arrested": what stands before an inserted cue is no apposition.
    if person is not None and (head.dep_ == "appos" or person.group or head.lemma_.lower() in source_words().sources):
        person = None
    anonymity = _anonymity(scene, head, phrase)
    if anonymity not in PERSONS or known_by:
        person = None
    if names and person is not None and person.name:
        names |= {word for word in person.name.casefold().split() if word not in source_words().gender}
    return Voice(
        anonymity=anonymity,
        phrase=phrase,
        full=full,
        heads=_heads(head, known_by),
        names=names,
        plural=plural,
        gender=gender,
        described=frozenset(t.lower_ for t in words if t.dep_ == "compound" and t.pos_ == "NOUN" and len(t) > 3),
        said=scene.words(Span(phrase.start, full.end)).casefold(),
        mentions=[phrase],
        body=body.name if body is not None and not body.common else "",
        mouth=anonymity == "institution" and _mouth(head),
        state=_state(scene, head, phrase) if anonymity == "institution" else "",
        person=person.id if person is not None else "",
        seats=[Seat(head.i, head.dep_ in {"nsubj", "nsubjpass"}, False, scene.titled(head.i), phrase)],
    )


def _heads(head: Token, known_by: tuple[Token, Token] | None) -> set[str]:
    """The nouns by which a voice may be spoken of again: of "witness KD-118" both."""
    if known_by:
        return {known_by[0].lemma_.lower()}
    before = head.nbor(-1).lower_ if head.i else ""
    called = before in source_words().sources and CODE.fullmatch(head.text) is not None
    told = description(head) if head.lemma_.lower() in source_words().sources else None
    described = {told.lemma_.lower()} if told is not None else set()
    return {head.lemma_.lower(), *described, *([before] if called else [])}


def _mouth(head: Token) -> bool:
    """Whether a noun is that of an office through which a body speaks."""
    return any(c.lower_ in source_words().mouths for c in head.lefts if c.dep_ in {"compound", "amod"})


def _spoken_for(scene: Scene, head: Token) -> Body | None:
    """The body that a press office speaks for: "the Ministry of Roads' press service"."""
    if not _mouth(head):
        return None
    owners = [c for c in head.lefts if c.dep_ == "poss"]
    owners += [c for of in head.rights if of.lower_ in {"of", "for", "at"} for c in of.children if c.dep_ == "pobj"]
    return next((scene.bodies[owner.i] for owner in owners if owner.i in scene.bodies), None)


def _state(scene: Scene, head: Token, phrase: Span) -> str:
    """The country whose government a phrase names: "Beijing", "the Chinese government", "China's mission in Geneva"."""
    text, codes = scene.words(phrase).casefold().removeprefix("the "), _states()
    if head.lemma_.lower() not in source_words().governments:
        return codes.get(text, "")
    named = {codes[name] for name in _state_names().findall(text)}
    return named.pop() if len(named) == 1 else ""


@cache
def _states() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, country in all_countries().items():
        capital = (country.capital,) if country.capital else ()
        names |= {name.casefold(): code for name in (country.name, *country.aliases, *country.demonyms, *capital)}
    return names


@cache
def _state_names() -> re.Pattern[str]:
    """Any of the names, the longest that fits."""
    longest = sorted(_states(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
_AGENTS = ("er", "or", "ist", "ian", "man", "men", "woman", "women", "ant", "ee", "people", "mate", "ate")


def speaks(scene: Scene, head: Token) -> bool:
    """Whether a noun can name a source at all: not a thing that is none of the known kinds, and not "no paper"."""
    table = source_words()
    if any(c.dep_ == "det" and c.lower_ in {"no", "any"} for c in head.children) or _CLOCK.fullmatch(head.text):
        return False
    if head.lemma_.lower() in table.readers and head.tag_ == "NNS":
        return False
    if head.ent_type_ in {"DATE", "TIME"} and head.text in time_words.lexicon().weekdays:
        return False
    known = head.i in scene.who or head.i in scene.bodies or head.ent_type_ in {"NORP", "PERSON"}
    if head.pos_ != "NOUN" or known or head.lower_ in _ORDINALS or CODE.fullmatch(head.text):
        return True
    if head.dep_ == "nsubj" and head.head.lemma_ in table.speaking:
        return True
    if head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.i and head.head.nbor(-1).lower_ == "according":
        return True
    if any(c.lower_ in {"whole", "entire", "half"} for c in head.lefts) and head.lemma_ in _PEOPLED:
        return True
    lemma = head.lemma_.lower()
    kinds = (
        table.documents,
        table.media,
        table.institutions,
        table.officials,
        table.people,
        table.sources,
        table.rumours,
    )
    return any(lemma in kind for kind in kinds) or lemma.endswith(_AGENTS)


_PEOPLED = frozenset(
    {"village", "valley", "town", "quarter", "street", "neighbourhood", "neighborhood", "city", "county", "district"}
    | {"market", "camp", "barracks", "dormitory", "block", "school", "bazaar", "country", "province", "island", "port"}
)
_SEVERAL = frozenset(
    {"some", "many", "several", "most", "all", "both", "others", "few", "two", "three", "four", "five", "six", "seven"}
    | {"eight", "nine", "ten", "eleven", "twelve", "dozens", "hundreds", "half"}
)
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "other", "latter", "former"})


def one_of_a_people(head: Token) -> bool:
    """Whether a proper noun tells of what people somebody is: "a Tibetan", "another Uyghur", "three Tibetans"."""
    if head.pos_ != "PROPN" or head.ent_type_ not in {"NORP", "GPE"}:
        return False
    return any(c.lower_ in {"a", "an", "one", "another"} or c.dep_ == "nummod" for c in head.lefts)


def _names(head: Token) -> set[str]:
    """The words of a source's own name: of its head, or of what stands in apposition to it; titles left out."""
    if known_by := coded(head):
        return {" ".join(token.lower_ for token in known_by)}
    if one_of_a_people(head):
        return set()
    table = source_words()
    heads = [head] if head.pos_ == "PROPN" else [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    words = {
        t for h in heads for t in (h, *h.children) if t == h or (t.dep_ in {"compound", "flat"} and t.pos_ == "PROPN")
    }
    plain = {t.lower_ for t in words if t.lower_ not in table.gender and t.lower_ not in table.officials}
    return {word for word in plain if len(word) > 1}


def _anonymity(scene: Scene, head: Token, phrase: Span) -> Anonymity:
    words, lemma, facts = source_words(), head.lemma_.lower(), scene.facts
    outlet = scene.outlet
    if coded(head):
        return "anonymous"
    text = facts.report.text[phrase.start : phrase.end].casefold()
    # "A resident interviewed by Daily NK" is no reporter, "an editor of Daily NK" is.
    heard = lemma in words.officials or lemma in words.people or lemma in words.sources
    ours = head.pos_ == "PROPN" or lemma in words.staff or not heard
    if outlet and ours and (outlet in text or (len(text) > 4 and text in outlet)):
        return "reporter"
    if (lemma in {"reporter", "correspondent"} or lemma in words.outlets) and any(
        c.lower_ in {"this", "our"} for c in head.children
    ):
        return "reporter"
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" and c.ent_type_ in {"PERSON", ""} for c in head.children)
    if head.pos_ == "PROPN":
        return _proper(scene, head, phrase)
    if lemma == "general" and any(c.lemma_.lower() in words.institutions for c in head.lefts):
        return "institution"  # a consulate general
    if lemma in words.officials or lemma in words.people or lemma in words.sources:
        return "named" if named else "anonymous"
    if lemma in words.media:
        return "institution" if _no_outlet(head) else "media"
    if lemma in words.institutions:
        return "institution"
    if lemma in words.documents:
        return "document"
    return "named" if named else "anonymous"


def _no_outlet(head: Token) -> bool:
    """Whether a service, agency or station neither prints nor broadcasts: "the refugee agency", "a police station"."""
    table = source_words()
    kinds = [c for c in head.lefts if c.dep_ in {"compound", "amod", "nmod"} and c.lower_ not in _SAME]
    if head.lemma_.lower() == "service" and any(c.lower_ in table.mouths for c in kinds):
        return True  # the press service of a court or ministry
    news = table.media | table.outlet_names | {"news", "wire", "telegraph", "information", "state", "official"}
    return head.lemma_.lower() in table.either and bool(kinds) and not any(c.lemma_.lower() in news for c in kinds)


_SAME = frozenset({"same", "first", "other", "second", "new", "own", "foreign", "local"})


_PRINTED = frozenset({"dispatch", "bulletin", "review", "digest", "report", "record", "brief", "letter"})
"""What an outlet may be called with an article: "the Harbour Dispatch"."""


def _proper(scene: Scene, head: Token, phrase: Span) -> Anonymity:
    """What a proper name names: by the body it is, by the common noun beside it, else by its own words."""
    facts, table = scene.facts, source_words()
    body = next((b for b in facts.bodies if b.span.start < phrase.end and phrase.start < b.span.end), None)
    somebody = head.ent_type_ == "PERSON" or head.i in scene.who
    if body is not None and (not somebody or body.span.start <= head.idx < body.span.end):
        return "media" if body.kind == "media" else "institution"
    last, words = head.lower_, scene.words(phrase).casefold().replace("’", " ").replace("'", " ").split()
    beside = {c.lemma_.lower() for c in head.children if c.pos_ == "NOUN" and c.dep_ in {"compound", "appos", "nmod"}}
    before = {t.lemma_.lower() for t in head.doc[max(head.left_edge.i - 1, 0) : head.i] if t.pos_ == "NOUN"}
    if last == "service" and table.mouths & set(words):
        return "institution"
    if (beside | before) & table.media or last in table.media or table.outlet_names & set(words):
        return "media"
    person = scene.who.get(head.i)
    if head.ent_type_ == "PERSON" and (beside & (table.people | table.officials) or (person and person.name)):
        return "named"
    if (
        (beside & table.institutions and head.ent_type_ != "PERSON")
        or last in table.institutions
        or any(w in table.institutions for w in words)
    ):
        return "institution"
    if last in table.documents or last in {"no.", "law", "act"}:
        titled = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in head.children)
        fixed = any(
            c.dep_ in {"nummod", "poss"} or (c.dep_ == "det" and (c.lower_ != "the" or last not in _PRINTED))
            for c in head.children
        )
        return "media" if titled and not fixed and head.dep_ in {"nsubj", "pobj"} else "document"
    if one_of_a_people(head):
        return "anonymous"
    if head.ent_type_ in {"GPE", "NORP"} or any(p.span.start <= phrase.start < p.span.end for p in facts.places):
        return "institution"
    if last in table.officials and head.ent_type_ != "PERSON":
        return "anonymous"
    return "institution" if head.ent_type_ == "ORG" and words[:1] == ["the"] else "named"
