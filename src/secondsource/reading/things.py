"""Which body, outlet or paper "it" may speak of: what was spoken of last, the subject before, the paper brought in."""

from spacy.tokens import Token

from secondsource.lexicon.attribution import source_words
from secondsource.reading.scene import Scene
from secondsource.reading.sources import PERSONS, Voice, new_voice, phrase_of, speaks


def is_outlet(scene: Scene, voice: Voice) -> bool:
    """Whether a voice is the outlet, which calls itself by its name: "Northern Post has seen the order. It …"."""
    name = scene.words(voice.phrase).casefold().removeprefix("the ")
    return voice.anonymity in {"media", "reporter"} and len(name) > 2 and name in scene.outlet


def paper_before(scene: Scene, head: Token) -> Token | None:
    """The paper that the sentence before "it" brings in, wherever it stands there: "She keeps a slip from the desk. It
    acknowledges …"."""
    before = scene.doc[head.sent.start - 1].sent if head.sent.start else head.sent
    papers = source_words().documents
    found = (t for t in before if t.pos_ == "NOUN" and t.lemma_.lower() in papers and scene.layout.quoted[t.i] < 0)
    return next((t for t in found if t.dep_ in {"dobj", "attr", "pobj", "appos"}), None)


def nearness(scene: Scene, voice: Voice, head: Token) -> tuple[bool, bool, bool, int]:
    """How likely "it" is to be a voice: whether it was spoken of right before, was quoted there, stood as a subject;
    the last place."""
    here = scene.prose[head.i]
    seats = [s for s in voice.seats if s.token < head.i] or voice.seats
    last = max(s.token for s in seats)
    cues = [i for i in voice.cues if i < head.i]
    quoted = bool(cues) and here - scene.prose[max(cues)] < 2
    close = here - scene.prose[last] < 2
    return close or quoted, quoted, any(s.subject for s in seats if here - scene.prose[s.token] < 2), last


def topic(scene: Scene, head: Token) -> Token | None:
    """The subject of the clause or sentence before a pronoun, where it names a body, an outlet or a document."""
    before = scene.doc[head.sent.start - 1].sent if head.sent.start else head.sent
    joint = next(
        (i for i in range(head.i - 1, head.sent.start, -1) if scene.doc[i].text in {";", "—", ":"}), head.sent.start
    )
    subjects = [t for t in scene.doc[head.sent.start : joint] if t.dep_ in {"nsubj", "nsubjpass", "attr"}]
    subjects += [t for t in before if t.dep_ in {"nsubj", "nsubjpass", "attr"} and t.head.dep_ == "ROOT"]
    for token in subjects:
        told = token.i < head.i and token.pos_ in {"NOUN", "PROPN"} and scene.layout.quoted[token.i] < 0
        if told and speaks(scene, token):
            new = new_voice(scene, token, phrase_of(token))
            if new.anonymity not in PERSONS and not is_outlet(scene, new):
                return token
    return None
