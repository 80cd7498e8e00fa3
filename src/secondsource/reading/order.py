"""Whose a cue is by order and punctuation alone, where the small parser loses the subject."""

from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import cues, lexicon, persons, source_words
from secondsource.reading import columns
from secondsource.reading.antecedents import CODE
from secondsource.reading.candidates import names_voice
from secondsource.reading.columns import Columns


def neighbour(token: Token, bounds: tuple[int, int]) -> tuple[Token, int] | None:
    """The subject by order alone, and where its phrase starts: of a cue that is set off at the end of its sentence
    ("…, a woman who sells tea at the crossing told this newspaper on Monday."), or that the parse gives none."""
    doc, start, held = token.doc, _opens(token, bounds[0]), columns.of(token.doc)
    subjects = [
        doc[c]
        for c in held.children[token.i]
        if held.relations[c] in {"nsubj", "nsubjpass"} and bounds[0] <= c < bounds[1]
    ]
    set_off = start == bounds[0] or set_off_by_comma(doc, start, bounds)
    own = any(start <= c.i < token.i for c in subjects)
    if subjects and (not set_off or (own and sentence_end(doc, token, bounds[1]) is None)):
        return None
    if (
        subjects
        and not own
        and subjects[0].i > token.i
        and bounds[0] < subjects[0].i < bounds[1]
        and start == bounds[0]
    ):
        return None
    if start == token.i and (apposed := _apposed(doc, token, bounds)) is not None:
        return apposed
    stop, lower = _before_auxiliaries(token, start), held.lower
    first = start
    while first < stop - 1 and (lower[first] in _LEADING or (first == bounds[0] and held.parts[first] == "CCONJ")):
        first += 1
    if first < stop - 1 and lower[first] in _CONTRASTING and not subjects:
        first, start = first + 1, first + 1
    what = next((i for i in range(start, stop) if lower[i] == "what" and held.lemma[i - 1] == "be"), None)
    if what is not None:
        first = start = what + 1  # "This is what the neighbour maintains."
    if (
        first >= stop
        or held.parts[first] not in {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"}
        or held.tags[first] in {"WP", "WDT", "WP$"}
    ):
        return None
    if not _one_phrase(held, first, stop) or lower[first] in _AGAINST:
        return None
    if ")" in lower[first:stop] and "(" not in lower[first:stop]:
        return None
    goes_on = token.i + 1 < bounds[1] - 1 and token.nbor().text == ","  # "The members, TDH writes, condemned …"
    named = set(held.parts[first:stop]) == {"PROPN"} and not goes_on
    described = _described(doc, start, bounds[0]) if named else None
    if described is not None:
        return described
    words = doc[first:stop]
    for t in words:
        following = doc[t.i + 1].pos_
        if doc[t.i + 1].text in {"-", "–"} or (t.i + 1 < stop and _when(t)):
            continue
        if t.pos_ == "NOUN" and doc[t.i + 1].lower_ in _ARTICLES and t.i + 2 < token.i:
            continue  # "a charge the directorate denies"
        last = t.i + 1 == token.i or following not in {"NOUN", "PROPN", "PART", "NUM"}
        last = last and not (t.pos_ == "PROPN" and following == "ADJ" and doc[t.i + 2].pos_ in {"NOUN", "PROPN"})
        if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} and last and t.tag_ != "PRP$":
            return t, start
        if (
            t.pos_ == "ADJ" and t.lower_ != "own" and (following == "ADP" or t.i + 1 == token.i)
        ):  # "a Tibetan in the region"
            return t, start
    return None


def _opens(token: Token, first: int) -> int:
    """Where the words before a cue begin, behind the last mark at or behind token ``first``."""
    text, start = columns.of(token.doc).text, token.i
    while start > first and text[start - 1] not in _BREAKS and token.i - start < _LONGEST:
        start -= 1
    return start


_LONGEST = 26


def _when(token: Token) -> bool:
    """Whether a word belongs to a day or hour before the subject: "two weeks ago the same station spoke of …"."""
    return token.ent_type_ in {"DATE", "TIME"} or token.nbor().lower_ in {"ago", "later", "earlier", "afterwards"}


def together(token: Token, bounds: tuple[int, int]) -> tuple[tuple[Token, Token], int] | None:
    """Two who say something together ("…, a priest of the diocese and a patient told this paper."), and where their
    phrase starts, behind a comma or at the start of the sentence: the parser often hangs either on a noun before."""
    doc, start, lower = token.doc, _opens(token, bounds[0]), columns.of(token.doc).lower
    if "and" not in lower[start : token.i]:
        return None
    stop = _before_auxiliaries(token, start)
    joints = [i for i in range(start, stop) if lower[i] == "and"]
    set_off = start == bounds[0] or set_off_by_comma(doc, start, bounds)
    if len(joints) != 1 or not set_off:
        return None
    first, second = (_voice_of(list(half)) for half in (doc[start : joints[0]], doc[joints[0] + 1 : stop]))
    return ((first, second), start) if first is not None and second is not None else None


def _before_auxiliaries(token: Token, start: int) -> int:
    """Where the words before a verb end that are not its own: "sources in the city | have told"."""
    held, stop = columns.of(token.doc), token.i
    while stop > start and held.parts[stop - 1] in {"AUX", "ADV", "PART"} and held.heads[stop - 1] == token.i:
        stop -= 1
    return stop


def _voice_of(words: list[Token]) -> Token | None:
    """The noun of a phrase that names one of those who speak, or None."""
    if not words or words[0].tag_ in {"WP", "WDT", "WP$"} or not _phrase_of(words):
        return None
    heads = (t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.i + 1 < len(t.doc) and t.nbor().pos_ not in _GOES_ON)
    head = next(heads, None)
    return head if head is not None and names_voice(head) and words[0].pos_ != "ADP" else None


def _apposed(doc: Doc, token: Token, bounds: tuple[int, int]) -> tuple[Token, int] | None:
    """The noun before something set off by commas before the verb ("…, his mother, Marta, said"), and its start."""
    marks = [i for i in range(token.i - 1, max(bounds[0], token.i - 26) - 1, -1) if doc[i].text in _BREAKS]
    if len(marks) < 2 or marks[0] != token.i - 1 or doc[marks[1]].text != "," or marks[0] - marks[1] > 9:
        return None
    start = marks[2] + 1 if len(marks) > 2 else bounds[0]
    words = list(doc[start : marks[1]])
    if not 0 < len(words) < 13 or words[0].pos_ not in {"DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"}:
        return None
    if start > bounds[0] and doc[start - 1].text not in {",", "”", '"'}:
        return None
    if not _phrase_of(words) or not _one_phrase(columns.of(doc), marks[1] + 1, marks[0]):
        return None
    kinds = {"NOUN", "PROPN", "PRON", "NUM"}
    named = (t for t in words if t.pos_ in kinds and t.tag_ != "PRP$" and doc[t.i + 1].pos_ not in _GOES_ON)
    named = (t for t in named if doc[t.i + 1].text not in {"-", "–"})  # "a 34-year-old fisherman"
    named = (t for t in named if t.lower_ not in _ARTICLES)
    head = next(named, None)
    return (head, start) if head is not None else None


def set_off_by_comma(doc: Doc, start: int, bounds: tuple[int, int]) -> bool:
    """Whether a comma stands before a phrase, if need be within the quotation mark that closes there."""
    before = start - 1
    if before > bounds[0] and doc[before].text in {"”", "»", '"', "’"}:
        before -= 1
    if before < bounds[0]:
        return False
    return doc[before].text == "," or (doc[before].text == ";" and doc[start].lower_ == "so")


def _described(doc: Doc, name: int, first: int) -> tuple[Token, int] | None:
    """The noun that a name stands in apposition to ("…, his mother, Marta Ruiz, said"), and where it starts."""
    if name - 3 < first or doc[name - 1].text != ",":
        return None
    start = name - 1
    while start > first and doc[start - 1].text not in _BREAKS and name - start < 9:
        start -= 1
    words = doc[start : name - 1]
    if not words or words[0].pos_ not in {"DET", "PRON", "ADJ"} or not _phrase_of(list(words)):
        return None
    nouns = [t for t in words if t.pos_ == "NOUN" and t.lemma_ in persons()]
    return (nouns[0], start) if nouns else None


def behind(token: Token, bounds: tuple[int, int]) -> tuple[Token, int] | None:
    """The subject by order alone where it follows a cue that opens its sentence or stands behind a comma: "said the
    trader, who …"; and where the phrase starts."""
    doc = token.doc
    if token.lemma_ in _NEVER_BEFORE:
        return None
    own = [c.i for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and bounds[0] <= c.i < bounds[1]]
    if own and min(own) < token.i < max(own):
        own = [min(own)]  # "The charge, says the clerk, is theft": the parser gives it two subjects
    if own and not (max(own) < token.i - 1 and doc[token.i - 1].text == ","):
        return None
    row = cues().get(token.lemma_, {}).get("")
    if token.i > bounds[0] and row is not None and not any("inserted" in takes for takes in row.takes.values()):
        return None
    if token.tag_ not in {"VBD", "VBZ", "VBP"} or (token.i > bounds[0] and doc[token.i - 1].text not in _BREAKS):
        return None
    for i in range(token.i + 1, min(token.i + 8, bounds[1] - 1)):
        if doc[i].text in _BREAKS or doc[i].pos_ in {"VERB", "AUX", "SCONJ", "ADP"}:
            return None
        nominal = doc[i].pos_ in {"NOUN", "PROPN", "PRON"} or doc[i].lower_ in _NOMINAL
        if doc[i].ent_type_ in {"DATE", "TIME"}:
            return None
        inner = doc[i].pos_ == "PRON" and doc[i].dep_ in {"nsubj", "nsubjpass"} and doc[i + 1].pos_ in {"VERB", "AUX"}
        if inner and token.i > bounds[0] and doc[token.i - 1].text in {"–", "—"}:
            return None  # "the teacher – a widow – says she signed"
        if nominal and doc[i + 1].pos_ not in {"NOUN", "PROPN", "PART"}:
            # "Timber, says Paek, was short": the parser takes timber for who says it.
            return (doc[i], token.i) if not own or (doc[i + 1].text == "," and _resumes(doc, i + 2)) else None
    return None


def _resumes(doc: Doc, i: int) -> bool:
    """Whether a clause goes on with its verb."""
    return i < len(doc) and (doc[i].pos_ in {"VERB", "AUX"} or doc[min(i + 1, len(doc) - 1)].pos_ in {"VERB", "AUX"})


# What may stand between a comma and a source ("…, so her cousin confides"), and what says that a source is wrong.
_LEADING = frozenset({"so", "thus", "as", "or"})
_AGAINST = frozenset({"contrary", "unlike", "despite", "against"})
_BREAKS = frozenset({",", "—", "–", ";", ":", "?", "!", "”", "»"})
# Verbs whose addressee stands behind them: what follows is not their subject.
_GOES_ON = frozenset({"NOUN", "PROPN", "PART"})
_NOMINAL = frozenset({"first", "second", "third", "latter", "former", "other", "one", "elder", "younger"})
_NEVER_BEFORE = frozenset({"tell", "inform", "assure", "remind", "notify", "warn", "advise", "know", "name"})
_OPENS_CLAUSE = frozenset({"who", "which", "that", "whose", "whom", "where"})


def sentence_end(doc: Doc, token: Token, end: int) -> int | None:
    """Where a cue's clause ends if nothing but addressee, day and manner follow up to the next mark; else None."""
    held = columns.of(doc)
    for i in range(token.i + 1, end):
        text, lower, part = held.text[i], held.lower[i], held.parts[i]
        if text in _CLOSING:
            return i
        if lower == "know" and token.lemma_ == "let":
            continue
        if held.lemma[i] in lexicon().citing and doc[i].tag_ == "VBG":
            return i
        if lower in _WHEN and part in {"SCONJ", "ADV"}:
            # "…, the clerk protested when we rang."
            stop = next((n for n in range(i, end) if doc[n].is_punct), end)
            return stop if stop >= end - 1 and stop - i < 14 else None
        if (part in {"VERB", "AUX", "SCONJ"} and doc[i].tag_ != "VBN") or text in '“"«':
            return None
    return end


_CLOSING = frozenset({".", ",", ":", "—", "–", ";", "?", "!"})
_WHEN = frozenset({"when", "as", "while", "after", "before"})


def _phrase_of(words: list[Token]) -> bool:
    return _one_phrase(columns.of(words[0].doc), words[0].i, words[-1].i + 1)


def _one_phrase(held: Columns, first: int, end: int) -> bool:
    """Whether the tokens ``[first, end)`` are one noun phrase: no finite verb in them but inside a relative clause."""
    for i in range(first, end):
        if held.lower[i] in _OPENS_CLAUSE:
            return True
        if held.tags[i] in {"VBD", "VBZ", "VBP", "MD", "CC"} or held.parts[i] == "AUX":
            return False
    return True


def set_apart(token: Token, bounds: tuple[int, int]) -> Token | None:
    """The subject of a verb, where something set off by commas stands between: "W-9, freed on Friday, describes …",
    "At noon the bank, questioned by counsel, stated …"."""
    doc = token.doc
    first = token.i
    while first > bounds[0] and doc[first - 1].pos_ in {"AUX", "ADV", "PART"}:
        first -= 1
    finite = token.tag_ in {"VBD", "VBZ", "VBP", "NNS"} or (token.tag_ == "VB" and doc[first].tag_ == "MD")
    if not finite or first - 1 <= bounds[0] or doc[first - 1].text not in {",", ")", "–", "—"}:
        return None
    opens = {"–", "—"} if doc[first - 1].text in {"–", "—"} else {"("} if doc[first - 1].text == ")" else {",", "("}
    end = next((i for i in range(bounds[0], first - 1) if doc[i].text in opens), None)
    if end is not None and bounds[0] < end <= bounds[0] + 14 and _one_phrase(columns.of(doc), bounds[0], end):
        last = doc[end - 1]
        while bounds[0] <= last.head.i < end and last.head != last and last.pos_ not in {"VERB", "AUX"}:
            last = last.head
        if last.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
            return last
    marks = [i for i in range(max(bounds[0] + 1, first - 20), first - 1) if doc[i].text in opens]
    return next((found for i in reversed(marks) if (found := _before(doc, i, first - 1, bounds[0])) is not None), None)


def _before(doc: Doc, mark: int, closing: int, start: int) -> Token | None:
    """The head of the noun phrase right before a mark, where what follows up to the closing mark describes it."""
    opening = doc[mark + 1]
    if not (opening.tag_ in {"VBN", "VBG", "WP"} or opening.lower_ in {"a", "an", "the", "one", "himself", "herself"}):
        return None
    if opening.tag_ not in {"VBN", "VBG", "WP"} and not _one_phrase(columns.of(doc), mark + 1, closing):
        return None
    last = doc[mark - 1]
    while start <= last.head.i < mark and last.head != last and _climbs(last):
        last = last.head
    first = last.left_edge.i
    if mark - first > 14 or first < start or not _one_phrase(columns.of(doc), first, mark):
        return None
    listed = first > start and doc[first - 1].text == ","
    return last if last.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} and not listed else None


def _climbs(token: Token) -> bool:
    """Whether the noun phrase that a word ends goes on to the word it hangs on: not from a clause's adjunct."""
    head = token.head
    if head.pos_ in {"VERB", "AUX"}:
        return False
    return head.pos_ != "ADP" or head.head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}


def taken_for_noun(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a word in -s is a verb all the same: it has a subject, or closes its clause ("…, a cousin confides.")."""
    doc, after = token.doc, token.i + 1
    if after < bounds[1] and token.i > bounds[0] and (doc[after].lower_ == "that" or doc[after].tag_ == "VBG"):
        if CODE.fullmatch(doc[token.i - 1].text):
            return True
        if doc[token.i - 1].text in {",", ")"} and set_apart(token, bounds) is not None:
            return True
    if token.tag_ == "NNS" and token.i > bounds[0] and doc[token.i - 1].text in {",", ")"} and after < bounds[1]:
        paper = set_apart(token, bounds) if doc[after].pos_ in {"DET", "PROPN", "NUM", "PRON", "NOUN"} else None
        if paper is not None and paper.lemma_.lower() in source_words().documents:
            return True  # "A receipt, signed by a clerk, names a captain"
    if token.tag_ == "NNS" and _tells_somebody_that(token, bounds):
        return True
    if any(c.dep_ == "nsubj" for c in token.children) and token.dep_ in {"ROOT", "conj", "ccomp"}:
        return True
    bids = token.doc[token.i - 1].lemma_.lower() in source_words().documents | source_words().officials
    if bids and token.i + 1 < bounds[1] and token.nbor().pos_ == "DET" and token.tag_ == "NNS":
        return token.doc[token.i - 1].left_edge.i <= bounds[0] or token.left_edge.i <= bounds[0]
    if token.tag_ == "NNS" and _lacks_verb(token, bounds):
        return True
    if _agrees(token, bounds):
        return True
    if token.tag_ == "NN" and token.lower_ != "say":
        return False
    near = neighbour(token, bounds)
    if near is not None and after < bounds[1] and doc[after].text in {":", "that"} and near[0] != token:
        return near[0].pos_ in {"NOUN", "PROPN"} and doc[near[1]].pos_ in {"DET", "PROPN"}
    if near is None or near[0] == token or doc[near[1]].pos_ not in _OPENERS:
        return False
    spoken = bounds[0] > 0 and doc[bounds[0] - 1].is_quote
    closes = sentence_end(doc, token, bounds[1]) is not None
    return closes and (near[1] > bounds[0] or spoken) and (after >= bounds[1] or doc[after].pos_ in _BEHIND)


def _agrees(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a word that may be a noun is the verb of the noun phrase before it, with which it agrees: before "that"
    ("Source A testifies that …", "people in the hamlet whisper that …"), or at the end of a clause that it puts in
    ("…, state media report.")."""
    doc, after = token.doc, token.i + 1
    if after < bounds[1] and doc[after].text not in {"that", ".", ","}:
        return False
    start = _opens(token, bounds[0])
    words = list(doc[start : token.i])
    if not words or words[0].pos_ == "ADP" or words[0].lower_ in _RELATIVE or not _phrase_of(words):
        return False
    nouns = (t for t in words if t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or CODE.fullmatch(t.text))
    head = next((t for t in nouns if t.i + 1 == token.i or doc[t.i + 1].pos_ not in {"NOUN", "PROPN", "PART"}), None)
    if head is None or head.tag_ == "PRP$":
        return False
    many = head.tag_ in {"NNS", "NNPS"} or head.lower_ in _MANY
    if many != (token.lower_ == token.lemma_ or token.tag_ == "NN") or token.tag_ == "NNP":
        return False
    if after + 1 < bounds[1] and doc[after].lower_ == "that":
        return start == bounds[0] and doc[after + 1].pos_ not in {"VERB", "AUX", "PUNCT"}
    put_in = start > bounds[0] and set_off_by_comma(doc, start, bounds)
    described = doc[head.i + 1].pos_ == "ADP" and not any(t.lower_ in _RELATIVE for t in words)
    whole = head.i == token.i - 1 or described  # "residents of the village recall"
    return put_in and whole and (after >= bounds[1] or doc[after].text in {".", ","})


_MANY = frozenset({"media", "police", "data", "people", "we", "they", "some", "others", "both", "two", "three", "four"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where", "what", "when", "as", "if"})


def _lacks_verb(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether a word in -s behind a paper or person is the verb that its sentence lacks: "A letter from the camp
    mentions frostbite."."""
    doc, papers = token.doc, source_words().documents
    if any(doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} for i in range(bounds[0], token.i)):
        return False
    near = neighbour(token, bounds)
    named = (
        near is not None
        and near[0] != token
        and near[1] <= bounds[0] + 1
        and (near[0].lemma_.lower() in papers or near[0].lemma_.lower() in persons())
    )
    return named and token.i + 1 < bounds[1] and token.nbor().pos_ in {"NOUN", "DET", "ADJ", "NUM", "PROPN"}


def _tells_somebody_that(token: Token, bounds: tuple[int, int]) -> bool:
    """Whether an addressee with "that" follows a word in -s ("a cousin assures this wire that …")."""
    doc = token.doc
    if any(doc[i].tag_ in {"VBD", "VBZ", "VBP", "MD"} for i in range(bounds[0], token.i)):
        return False
    words = doc[token.i + 1 : min(token.i + 5, bounds[1])]
    stop = next((t.i for t in words if t.lower_ == "that"), None)
    named = stop is not None and doc[token.i + 1].pos_ in {"DET", "PRON", "PROPN"} and stop > token.i + 1
    return named and neighbour(token, bounds) is not None


_CONTRASTING = frozenset({"while", "whereas", "though", "although", "because"})
_ARTICLES = frozenset({"the", "a", "an"})
_BEHIND = frozenset({"PUNCT", "ADP", "ADV", "PRON"})
_OPENERS = frozenset({"DET", "PRON", "PROPN", "SCONJ", "CCONJ", "ADV", "NUM"})
