"""Each voice once a report: which noun phrases that name a source speak of one and the same."""

from collections.abc import Sequence

import msgspec
from spacy.tokens import Doc, Token

from secondsource.lexicon.attribution import lexicon, source_words
from secondsource.model import Source, Span
from secondsource.reading.allusions import headline, interviewee, nearest_person, sender, spread, told_at
from secondsource.reading.antecedents import CODE, antecedent_noun, named_as
from secondsource.reading.candidates import Candidate, names_person
from secondsource.reading.contacts import Contact, contacts
from secondsource.reading.facts import Facts
from secondsource.reading.gathering import (
    from_antecedent,
    introduced_at,
    labelled,
    latest,
    merge,
    named_before,
    one_each,
    one_of_them,
)
from secondsource.reading.layout import Layout
from secondsource.reading.phrases import subject
from secondsource.reading.profiles import as_source
from secondsource.reading.relays import heard_from, holder, quoting, told_me, told_outlets
from secondsource.reading.sameness import (
    issuer,
    kin_named,
    last_body,
    last_outlet,
    match,
    named_below,
    named_later,
    other_kind,
    stand_in,
    told_apart,
)
from secondsource.reading.scene import Scene, Seat, scene_of
from secondsource.reading.sources import PERSONS, Voice, described, new_voice, phrase_of, speaks
from secondsource.reading.speakers import speaker
from secondsource.reading.things import is_outlet, nearness, paper_before, topic
from secondsource.reading.unquoted import ours, unquoted
from secondsource.reading.variation import anybody, varied


def resolve(
    doc: Doc, facts: Facts, layout: Layout, candidates: Sequence[Candidate], holding: frozenset[int]
) -> tuple[tuple[Source, ...], tuple[tuple[str, ...], ...]]:
    """The sources of a report in order of first mention, and for each candidate cue the ids of its sources.

    A cue that attributes nothing (not in ``holding``) still tells who is speaking: its voice is known to later ones,
    but is a source only if one of those attributes something to it.
    """
    voices: list[Voice] = []
    scene = scene_of(doc, facts, layout, candidates)
    scene = msgspec.structs.replace(scene, named=tuple(unquoted(scene)))
    links: dict[int, list[int]] = {}
    # Headlines come last: "sister says" is whoever the report itself introduces as a sister.
    for number in sorted(range(len(candidates)), key=lambda n: (scene.titled(candidates[n].token.i), n)):
        found = links.setdefault(number, [])
        if _own_finding(facts, candidates[number], scene.outlet):
            continue
        for head in candidates[number].sources:
            in_title = scene.titled(candidates[number].token.i)
            known = headline(scene, voices, head) if in_title else []
            known = known or (labelled(scene, voices, head) if candidates[number].rule == "turn" else [])
            found += [n for n in known or _voice(scene, voices, head) if n not in found]
        if not scene.titled(candidates[number].token.i) and layout.quoted[candidates[number].token.i] < 0:
            for n in found:
                voices[n].spoke = max(voices[n].spoke, candidates[number].token.i)
                voices[n].cues.append(candidates[number].token.i)
    spread(scene, voices, links)
    answering = [c.token for c in candidates if c.rule == "answer"]
    interviewed = interviewee(scene, voices, answering[0]) if answering else []
    messages = [c.token for c in candidates if c.rule == "message"]
    sending = sender(scene, voices, messages[0]) if messages else []
    for number, candidate in enumerate(candidates):
        if candidate.rule in {"passive", "left out"} and not candidate.sources:
            links[number] += told_at(scene, voices, candidate) or nearest_person(voices, candidate.token.idx)
        elif candidate.rule == "answer":
            links[number] += interviewed
        elif candidate.rule == "message":
            links[number] += sending
    used = {number for cue in holding for number in links[cue]}
    used = _rests(scene, voices, candidates, links, used)
    links, used = one_each(scene, voices, links, used)
    order = sorted(used, key=lambda number: min(voices[number].mentions))
    ids = {number: f"s{position}" for position, number in enumerate(order, 1)}
    reached = contacts(scene, voices)
    sources = tuple(as_source(scene, voices, number, ids, reached.get(number, Contact())) for number in order)
    return sources, tuple(tuple(ids[n] for n in links[number] if n in ids) for number in range(len(candidates)))


def _rests(
    scene: Scene, voices: list[Voice], candidates: Sequence[Candidate], links: dict[int, list[int]], used: set[int]
) -> set[int]:
    """Notes on the voices whom they rest on; the voices that nobody quotes, but others rest on."""
    pairs = list(told_outlets(scene, voices, candidates, links))
    for number, candidate in enumerate(candidates):
        if told_me(scene, candidate):
            outer = holder(scene, voices, candidate.token, links[number])
            pairs += [(outer, n) for n in links[number] if outer is not None]
    for verb, whom in heard_from(scene):
        who = subject(verb)
        heard = _at(voices, who) if who is not None and who.pos_ != "PRON" else []
        outer = heard[0] if heard else holder(scene, voices, verb)
        found = _at(voices, whom) or _voice(scene, voices, whom)
        if who is not None and ours(scene, who) and scene.layout.quoted[verb.i] < 0:
            used |= set(found)
        elif outer is not None and (outer in used or heard):
            used |= set(heard)
            pairs += [(outer, n) for n in found]
    for outlet, whom in quoting(scene):
        outlets = [n for n in _voice(scene, voices, outlet) if voices[n].anonymity == "media"]
        pairs += [(outlet, n) for outlet in outlets for n in _voice(scene, voices, whom)]
        used |= set(outlets)
    for named in scene.named:
        found = _at(voices, named.head) or _voice(scene, voices, named.head)
        outer = holder(scene, voices, named.head) if named.spoken else None
        outers = _at(voices, named.outer) if named.outer is not None else [outer] if outer is not None else []
        pairs += [(outer, n) for outer in outers for n in found]
        used |= set(found)
    pairs = [(outer, n) for outer, n in pairs if outer != n and outer in used]
    for outer, n in pairs:
        voices[outer].rests.add(n)
    return used | {n for _, n in pairs}


def _at(voices: list[Voice], head: Token) -> list[int]:
    """The voice that is spoken of at a noun."""
    here = range(head.idx, head.idx + len(head))
    return [n for n, v in enumerate(voices) if any(m.start < here.stop and here.start < m.end for m in v.mentions)][:1]


def _own_finding(facts: Facts, candidate: Candidate, outlet: str) -> bool:
    """ "…, Northgate Daily has learned": the outlet heard it from sources that it names below, and is none itself."""
    if candidate.token.lemma_ not in lexicon().learned or candidate.rule not in {"subject", "order"}:
        return False
    if names_person(candidate.sources[0]) or candidate.sources[0].lemma_ in source_words().sources:
        return False  # "A resident interviewed by Northgate Daily confirmed"
    phrase = phrase_of(candidate.sources[0])
    name = facts.report.text[phrase.start : phrase.end].casefold()
    return bool(outlet) and (name in outlet or outlet in name) and len(name) > 2


def _voice(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    head = described(_speaking(scene, _part(head)))
    head = issuer(scene, head) or head
    phrase = phrase_of(head)
    code = head.text != "I" and CODE.fullmatch(head.text)
    those = head.lower_ == "those" and any(c.dep_ in {"relcl", "acl", "prep"} for c in head.children)
    if head.pos_ == "PRON" and head.lower_ not in _QUANTITIES and not code and not those:
        return _pronoun(scene, voices, head, phrase)
    whole = _whole(scene, voices, head)
    if whole:
        return whole
    known = any(head.lemma_.lower() in v.heads for v in voices) and any(c.lower_ == "the" for c in head.lefts)
    if not known and not speaks(scene, head):
        return []
    new = new_voice(scene, head, phrase)
    if head.lower_ == "one" and not list(head.children) and (several := one_of_them(scene, voices, head)):
        return several
    if "both" in {head.lower_, *(c.lower_ for c in head.children if c.i < head.i)}:
        two = [n for n, v in enumerate(voices) if v.anonymity in PERSONS and not v.plural][-2:]
        if two or head.lower_ == "both":
            return two or _they(scene, voices, head)
    if sex := anybody(scene, head):
        return _again(voices, _he_or_she(scene, voices, head, sex), head, phrase)
    number = match(scene, voices, head, new)
    if number is None:
        number = varied(scene, voices, head, new)
    if number is None:
        number = named_below(scene, voices, head, new)
    if number is None and (owner := _owner(head)) is not None:
        bodies = [n for n in _it(scene, voices, owner) if voices[n].anonymity == "institution"]
        if bodies:
            merge(voices[bodies[0]], new)
            return bodies
    if number is None and not new.names:
        number = stand_in(scene, voices, head, new)
    if number is None and (new.anonymity == "media" or head.lower_ in source_words().outlets) and not new.names:
        outlet = last_outlet(scene, phrase)
        if outlet is not None:
            return named_before(voices, new, outlet, scene)
    if number is None:
        first = named_later(scene, voices, head, new) or kin_named(scene, voices, head, new)
        if first is None and not told_apart(head):
            first = antecedent_noun(scene.nouns, head)
            thing = first is not None and new.anonymity not in PERSONS
            if first is not None and thing and other_kind(new_voice(scene, first, phrase_of(first)), new):
                first = None
        if first is not None:
            return from_antecedent(scene, voices, first, new)
        if (body := last_body(scene, head, new)) is not None:
            return named_before(voices, new, body, scene)
        voices.append(new)
        return [len(voices) - 1]
    merge(voices[number], new)
    return [number]


_QUANTITIES = frozenset(
    {
        "one",
        "another",
        "others",
        "some",
        "many",
        "several",
        "most",
        "all",
        "two",
        "three",
        "both",
        "anyone",
        "somebody",
        "someone",
        "four",
        "five",
        "six",
    }
)


_OPENS = frozenset({"of", "in", "from", "a", "an", "another"})


def _part(head: Token) -> Token:
    """The row of "Row 412 says": a number that counts a part of a paper is no voice of its own."""
    before = head.nbor(-1) if head.i and head.like_num else head
    table, lemma = source_words(), before.lemma_.lower()
    return (
        before if lemma in table.parts or (head.like_num and before.pos_ == "NOUN" and lemma in table.media) else head
    )


def _owner(head: Token) -> Token | None:
    """The "its" of what a body speaks through: "its press centre stressed", "its mission in Geneva claimed"."""
    table, its = source_words(), next((c for c in head.lefts if c.lower_ == "its"), None)
    kinds = {c.lower_ for c in head.lefts if c.dep_ in {"compound", "amod"}}
    return its if {head.lemma_.lower(), head.lower_} & table.mouths or kinds & table.mouths else None


def _whole(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    """The paper of which a part is named ("Page 31", "the last lines"): the one quoted last, else named last."""
    table = source_words()
    numbered = head.i + 1 < len(scene.doc) and head.nbor().like_num
    if head.lemma_.lower() not in table.parts or (head.pos_ == "PROPN" and not numbered):
        return []
    if any(c.lower_ in _OPENS or c.dep_ == "compound" for c in head.children):
        return []
    papers = [n for n, v in enumerate(voices) if v.anonymity == "document" and not v.heads & table.parts]
    before = [n for n in papers if voices[n].spoke >= 0 and min(voices[n].mentions).start < head.idx]
    if before:
        found = latest(voices, before)
    else:
        kinds = table.documents - table.parts
        nouns = [t for lemma in kinds for t in scene.nouns.get(lemma, ()) if t.i < head.left_edge.i]
        if not nouns:
            return []
        first = max(nouns, key=lambda t: t.i)
        found = from_antecedent(scene, voices, first, new_voice(scene, first, phrase_of(first)))
    voices[found[0]].mentions.append(phrase_of(head))
    return found


def _speaking(scene: Scene, head: Token) -> Token:
    """The clerk in "the words of a clerk", the man in "a call from a man"; else the head itself."""
    if head.lemma_ in source_words().utterances or not speaks(scene, head):
        for child in head.rights:
            if child.lower_ in {"of", "from", "by"}:
                return next((c for c in child.children if c.dep_ == "pobj"), head)
    return head


def _pronoun(scene: Scene, voices: list[Voice], head: Token, phrase: Span) -> list[int]:
    word = head.lower_
    if word in {"he", "she", "him", "her", "his"}:
        found = _he_or_she(scene, voices, head, source_words().gender[word])
    elif word in {"they", "them", "their"}:
        found = _they(scene, voices, head)
    elif word in {"it", "its"}:
        found = _it(scene, voices, head)
    elif word == "we" and _in_passing(head):
        return []
    elif word == "we" and scene.layout.quoted[head.i] < 0 and head.head.lemma_ in source_words().published:
        found = [n for n, v in enumerate(voices) if v.anonymity == "reporter"][:1]
        if not found:
            voices.append(msgspec.structs.replace(new_voice(scene, head, phrase), anonymity="reporter", person=""))
            return [len(voices) - 1]
    else:
        return []
    return _again(voices, found, head, phrase)


def _again(voices: list[Voice], found: list[int], head: Token, phrase: Span) -> list[int]:
    """The voices that a word speaks of again, with that mention."""
    for number in found:
        voices[number].mentions.append(phrase)
        voices[number].seats.append(Seat(head.i, head.dep_ in {"nsubj", "nsubjpass"}, True, False, phrase))
    return found


def _in_passing(we: Token) -> bool:
    """Whether the outlet only likens something to what it wrote: "as we wrote", "less than we reported", "had written
    nothing of the kind"."""
    before = we.nbor(-1).lower_ if we.i else ""
    return before in {"as", "than"} or any(c.lower_ == "nothing" for c in we.head.children)


def _it(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    """The body, outlet or document that spoke in this sentence or the one before, or was its subject; else the one
    spoken of last."""
    things = [n for n, v in enumerate(voices) if v.anonymity not in PERSONS and not is_outlet(scene, v)]
    near = max(things, key=lambda n: nearness(scene, voices[n], head), default=None)
    new = topic(scene, head)
    close = new is not None and scene.prose[head.i] - scene.prose[new.i] < 2
    if new is not None and (near is None or nearness(scene, voices[near], head) < (close, False, True, 0)):
        return _voice(scene, voices, new)
    if near is None and (paper := paper_before(scene, head)) is not None:
        return _voice(scene, voices, paper)
    return [near] if near is not None else []


def _they(scene: Scene, voices: list[Voice], head: Token) -> list[int]:
    """The plural voice or the body spoken of last, or those whom a plural noun of the sentence before brings in."""
    able = [n for n, v in enumerate(voices) if v.plural or v.anonymity in {"institution", "media"}]
    known = latest(voices, [n for n in able if voices[n].anonymity != "document"] or able)
    table = source_words()
    before = scene.doc[head.sent.start - 1].sent if head.sent.start else head.sent
    several = [n for n in able if voices[n].plural and voices[n].anonymity in PERSONS]
    speaking = [n for n in several if before.start <= voices[n].spoke < before.end]
    if speaking:  # who was quoted right before, rather than those of whom it was told
        return latest(voices, speaking)
    nouns = table.people | table.sources | table.officials
    new = [
        t
        for t in before
        if t.dep_ in _PARTS
        and (
            (t.tag_ == "NNS" and t.lemma_ in nouns)
            or (t.tag_ == "NNPS" and t.ent_type_ == "NORP" and t.dep_ == "nsubj")
        )
    ]
    new = [
        t for t in new if scene.layout.quoted[t.i] < 0 and not (known and voices[known[0]].mentions[-1].start > t.idx)
    ]
    if new:
        return from_antecedent(scene, voices, new[-1], new_voice(scene, new[-1], phrase_of(new[-1])))
    known = known or latest(voices, range(len(voices)))
    if not known and head.lower_ == "they" and head.dep_ == "nsubj":
        voices.append(msgspec.structs.replace(new_voice(scene, head, phrase_of(head)), plural=True))
        return [len(voices) - 1]
    return known


_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})


def _he_or_she(scene: Scene, voices: list[Voice], head: Token, gender: str) -> list[int]:
    rival = speaker(scene, voices, head, gender)
    if rival is None:
        # "Our correspondent in the town has sent us two messages. …, she says."
        own = [t for t in scene.every("LEMMA", "correspondent", "reporter") if t.i < head.i and t.tag_ == "NN"]
        return (_at(voices, own[-1]) or _voice(scene, voices, own[-1])) if own else []
    number = rival.number
    if number is None and rival.noun is not None:
        first = introduced_at(scene, rival.noun)
        number = from_antecedent(scene, voices, first, new_voice(scene, rival.noun, phrase_of(rival.noun)))[0]
    elif number is None and rival.person is not None:
        seat = next(s for s in scene.seats[rival.person.id] if (not s.title and not s.pronoun) or s.token == head.i)
        first = scene.doc[seat.token]
        first = (named_as(first) or first) if first.pos_ == "PROPN" else introduced_at(scene, first)
        number = from_antecedent(scene, voices, first, new_voice(scene, first, phrase_of(first)))[0]
        voices[number].person = rival.person.id
    assert number is not None
    voices[number].gender = gender
    return [number]
