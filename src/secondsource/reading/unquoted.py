"""Sources that a report names without quoting them: whom it heard, who handed over, who saw, whose account it takes."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.reading.phrases import antecedent, subject
from secondsource.reading.scene import Named, Scene

_WITHHELD = re.compile(
    r"\b(?:ask(?:s|ed)?|want(?:s|ed)|begg(?:s|ed)|request(?:s|ed)?|wish(?:es|ed)|prefer(?:s|red)) (?:us )?"
    r"(?:(?:not|never) to (?:be (?:named|identified|quoted)|use|give|print)"
    r"|to (?:stay|remain) (?:anonymous|unnamed)|anonymity)"
    r"|\bsp(?:oke|eaks) on (?:the )?condition|\bwould (?:not|n[’']t) give (?:his|her|their) name"
)


def unquoted(scene: Scene) -> Iterator[Named]:
    """Every noun that names a source without a cue, in order of the text for each way of naming one."""
    for rule in (
        _reporters,
        _agents,
        _showing,
        _contacted,
        _reached,
        _unnamed,
        _labelled,
        _witnesses,
        _kin,
        _accounts,
        _papers,
    ):
        yield from (n for n in rule(scene) if not scene.titled(n.head.i) and n.head.pos_ in {"NOUN", "PROPN"})


def _known(scene: Scene, head: Token, *kinds: str) -> bool:
    """Whether a noun is one of the kinds: ``person``, ``media``, ``document``, ``body``."""
    table, lemma = source_words(), head.lemma_.lower()
    if head.ent_type_ in {"GPE", "LOC", "DATE", "TIME"} or any(c.lower_ in {"no", "any"} for c in head.children):
        return False
    body = scene.bodies.get(head.i)
    media = lemma in table.media or (body is not None and body.kind == "media")
    person = lemma in table.people or lemma in table.officials or lemma in table.sources
    found = {
        "person": (person or head.i in scene.who) and body is None,
        "media": media or head.lower_ in table.outlet_names,
        "document": lemma in table.documents and body is None,
        "body": (body is not None or lemma in table.institutions) and not media,
    }
    return any(found[kind] for kind in kinds)


def _agents(scene: Scene) -> Iterator[Named]:
    """ "…, confirmed by two acquaintances", "submitted by an organisation in Seoul", "carried by the party paper"."""
    table = source_words().handed
    for by in scene.every("LOWER", "by"):
        kinds = table.get(by.head.lemma_.lower(), ()) if by.dep_ == "agent" and scene.layout.quoted[by.i] < 0 else ()
        yield from (Named(c) for c in by.children if c.dep_ == "pobj" and kinds and _known(scene, c, *kinds))


def _reporters(scene: Scene) -> Iterator[Named]:
    """ "This reporter received a call": who writes the report and took part."""
    for head in scene.every("LEMMA", "reporter", "correspondent"):
        if head.dep_ == "nsubj" and any(c.lower_ == "this" for c in head.lefts) and scene.layout.quoted[head.i] < 0:
            yield Named(head)


def _contacted(scene: Scene) -> Iterator[Named]:
    """ "Our correspondent reached a woman in Wonsan", "the group, which interviewed a driver", "we spoke to a cook"."""
    table = source_words()
    for verb in scene.every("LEMMA", *table.contacted):
        if verb.pos_ != "VERB" or scene.layout.quoted[verb.i] >= 0:
            continue
        who = subject(verb)
        own = who is not None and ours(scene, who)
        if who is None or not (own or verb.lemma_ in table.asking):
            continue
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        to = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in {"to", "with"}]
        objects += [g for c in to for g in c.children if g.dep_ == "pobj"]
        for head in objects[:1]:
            if head.pos_ != "PRON" and _known(scene, head, "person") and head.i != who.i:
                yield Named(head, None if own else antecedent(who))


def _showing(scene: Scene) -> Iterator[Named]:
    """ "…, shown to us by an association", "a list that a clerk handed to this newspaper"."""
    for verb in scene.every("LEMMA", *source_words().showing):
        to = [g for c in verb.children if c.dep_ in {"prep", "dative"} for g in (c, *c.children)]
        if scene.layout.quoted[verb.i] >= 0 or not any(g.lower_ == "us" or ours(scene, g) for g in to):
            continue
        by = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        for head in by or [c for c in verb.children if c.dep_ == "nsubj"]:
            if _known(scene, head, "person", "media", "body"):
                yield Named(head)


def _reached(scene: Scene) -> Iterator[Named]:
    """ "A duty officer, reached by telephone, …", "a guard who picked up the telephone"."""
    table = source_words()
    for verb in scene.every("LEMMA", *table.contacted, *table.answering):
        host = verb.head
        if verb.pos_ != "VERB" or scene.layout.quoted[verb.i] >= 0 or not _known(scene, host, "person"):
            continue
        reached = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in table.reaching
        answered = verb.dep_ in {"acl", "relcl"} and verb.lemma_ in table.answering
        words = {t.lower_ for t in verb.subtree}
        if reached or (answered and words & {"telephone", "phone", "call", "calls"}):
            yield Named(host)


def _unnamed(scene: Scene) -> Iterator[Named]:
    """ "A priest had them carried to a clinic. He asks not to be named.": whoever wants to stay unnamed has spoken."""
    text = scene.facts.report.text
    for found in _WITHHELD.finditer(text):
        at = scene.token_at(found.start())
        token = scene.doc[at] if at is not None else None
        who = subject(token) if token is not None and token.pos_ in {"VERB", "AUX"} else None
        if who is not None and who.lower_ in {"he", "she"}:
            before = scene.doc[who.sent.start - 1].sent if who.sent.start else who.sent
            who = next((c for c in before.root.children if c.dep_ == "nsubj"), None)
        if who is not None and _known(scene, who, "person"):
            yield Named(who)


def ours(scene: Scene, head: Token) -> bool:
    """Whether a subject is the outlet itself or one of its people: "we", "our correspondent", "the Tide"."""
    words = {c.lower_ for c in head.children} | {head.lower_}
    own = source_words().outlets | {"reporter", "correspondent", "writer"}
    if words & {"we", "our", "i"} or (head.lower_ in own and "this" in words):
        return True
    return head.pos_ == "PROPN" and len(head) > 2 and head.lower_ in scene.outlet


def _labelled(scene: Scene) -> Iterator[Named]:
    """ "Source: a relative."."""
    for label in scene.every("LOWER", "source", "sources"):
        if label.i + 2 < len(scene.doc) and label.nbor().text == ":":
            head = label.nbor(2)
            while head.dep_ in {"det", "amod", "compound", "poss", "nummod"} and head.head.i > head.i:
                head = head.head
            if _known(scene, head, "person", "media", "document", "body"):
                yield Named(head)


def _witnesses(scene: Scene) -> Iterator[Named]:
    """ "A night porter saw the body carried out": whom the narrator brings in as having seen or heard."""
    for verb in scene.every("LEMMA", *source_words().witnessing):
        if verb.pos_ != "VERB" or verb.dep_ not in {"ROOT", "conj", "ccomp"} or scene.layout.quoted[verb.i] >= 0:
            continue
        for head in verb.children:
            new = any(c.lower_ in {"a", "an", "another"} for c in head.children)
            if head.dep_ == "nsubj" and new and head.pos_ == "NOUN" and _known(scene, head, "person"):
                yield Named(head)


def _kin(scene: Scene) -> Iterator[Named]:
    """ "“My cousin saw two policewomen lead her aside”": of whom a speaker says that they saw, heard or told it."""
    for owner in scene.every("LOWER", "my", "our"):
        head = owner.head
        while head.dep_ == "poss":  # "my wife's cousin"
            head = head.head
        verb = head.head
        if scene.layout.quoted[owner.i] < 0 or head.dep_ != "nsubj" or head.tag_ != "NN":
            continue
        if (verb.lemma_ in source_words().witnessing or _goes_on(verb)) and _known(scene, head, "person"):
            yield Named(head, spoken=True)


def _goes_on(verb: Token) -> bool:
    """Whether the next sentence says that he or she saw or heard: "My cousin lives there. She saw …"."""
    last = verb.sent.end
    if last + 1 >= len(verb.doc) or verb.doc[last].lower_ not in {"he", "she"}:
        return False
    return verb.doc[last].head.lemma_ in source_words().witnessing


def _accounts(scene: Scene) -> Iterator[Named]:
    """ "from an egg seller's account", "in the driver's telling"."""
    for thing in scene.every("LEMMA", *source_words().accounts):
        if thing.dep_ != "pobj" or thing.head.lower_ not in {"from", "in", "by", "on"}:
            continue
        for owner in thing.children:
            if owner.dep_ == "poss" and scene.layout.quoted[thing.i] < 0 and _known(scene, owner, "person"):
                yield Named(owner)


def _papers(scene: Scene) -> Iterator[Named]:
    """ "a payslip seen by the Monitor", "the source, who read the record of the arrest"."""
    table = source_words()
    for verb in scene.every("LEMMA", *table.reading):
        if scene.layout.quoted[verb.i] >= 0:
            continue
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "conj"}:
            paper = verb.head.head if verb.dep_ == "conj" else verb.head
            by = [g for c in verb.children if c.dep_ in {"agent", "dative", "prep"} for g in c.children]
            if any(g.lower_ == "us" or ours(scene, g) or g.lower_ in table.outlets for g in by):
                yield from (Named(paper) for _ in (0,) if _known(scene, paper, "document"))
        elif verb.dep_ == "relcl" and _known(scene, verb.head, "person"):
            for paper in verb.children:
                if paper.dep_ == "dobj" and _known(scene, paper, "document"):
                    yield Named(paper, verb.head)
