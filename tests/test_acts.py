"""The codebook of acts: every pattern is read by the example beside it, and an act is one YAML entry."""

import pytest
from spacy.tokens import Doc

from secondsource.errors import LexiconError
from secondsource.lexicon import loader
from secondsource.lexicon.acts import ROLES, Act, Frame, acts, compile_act, frames
from secondsource.lexicon.kinds import by_word, irregular, kinds, words
from secondsource.model import Report
from secondsource.reading import language, triggers
from secondsource.reading.clauses import View
from secondsource.reading.facts import Facts

GUIDE = sorted(
    [
        "abduction",
        "accusation",
        "appointment",
        "arrest",
        "asylum",
        "bribery",
        "censure",
        "cover_up",
        "crackdown",
        "death",
        "directive",
        "dismissal",
        "education",
        "embezzlement",
        "escape",
        "espionage",
        "execution",
        "exile",
        "exoneration",
        "extortion",
        "fine",
        "illegal_contact",
        "imprisonment",
        "interrogation",
        "investigation",
        "labour",
        "meeting",
        "people_moving",
        "protest",
        "release",
        "remittance",
        "repatriation",
        "sentencing",
        "shortage",
        "smuggling",
        "suspension",
        "trial",
        "violence",
    ]  # one a line would hide the list
)


def examples() -> list[tuple[Frame, str]]:
    by_pattern = {a.act: {"verb": a.verbs, "noun": a.nouns, "phrase": a.phrases} for a in acts().values()}
    return [(frame, by_pattern[frame.act][frame.shape][frame.pattern]) for frame in frames()]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Doc]:
    sentences = list(dict.fromkeys(sentence for _, sentence in examples()))
    return dict(zip(sentences, language.pipeline().pipe(sentences, batch_size=64), strict=True))


def view(doc: Doc) -> View:
    return View(doc, Facts(Report("r", doc.text, ())))


def test_the_codebook_holds_the_acts_of_the_guide() -> None:
    assert sorted(acts()) == sorted(GUIDE)


@pytest.mark.parametrize("act", GUIDE)
def test_an_act_says_what_it_means_and_who_takes_part(act: str) -> None:
    entry = acts()[act]
    assert entry.means
    assert entry.verbs
    assert entry.roles
    assert {*entry.actor, *entry.recipient, *entry.amount} <= kinds()
    assert {entry.noun_of, *entry.links.values()} <= ROLES


@pytest.mark.parametrize("act", GUIDE)
def test_an_act_maps_to_a_standard_of_the_field(act: str) -> None:
    """HURIDOCS micro-thesauri, PLOVER event and mode, ACLED sub-event: at least the one that obviously corresponds."""
    held = acts()[act].standards
    assert held.huridocs or held.plover or held.acled


@pytest.mark.parametrize(("frame", "sentence"), examples(), ids=lambda value: getattr(value, "pattern", None))
def test_every_pattern_is_read_by_its_example(frame: Frame, sentence: str, parsed: dict[str, Doc]) -> None:
    doc = parsed[sentence]
    assert triggers.find(doc, view(doc), triggers.index((frame,)))


@pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.pattern)
def test_slots_name_known_roles(frame: Frame) -> None:
    slots = [frame.subject, *frame.objects, *frame.modifiers, *(slot for _, slot in frame.complements)]
    assert all(slot.role is None or slot.role in ROLES for slot in slots if slot)


def test_an_act_is_added_by_one_entry() -> None:
    entry = """
    act: gift_giving
    means: flowers given on a holiday
    actor: [person]
    recipient: [person]
    links: {to: recipient}
    verbs:
      give|send flower to <recipient:person>: The pupil gave flowers to the teacher.
    """
    act = loader.parse("acts/gift_giving.yaml", entry, Act)
    doc = language.pipeline()("The pupils sent flowers to the teacher on Friday.")
    found = triggers.find(doc, view(doc), triggers.index(tuple(compile_act(act))))
    assert [(m.frame.act, m.head.text, m.actor.text, m.recipient.text) for m in found if m.actor and m.recipient] == [
        ("gift_giving", "sent", "pupils", "teacher")
    ]


@pytest.mark.parametrize(
    ("section", "pattern"), [("phrases", "<recipient> .. bars"), ("nouns", "trial before"), ("verbs", " ")]
)
def test_a_pattern_that_cannot_be_read_is_named(section: str, pattern: str) -> None:
    act = Act("odd", "an odd act", **{section: {pattern: "It cannot be read."}})
    with pytest.raises(LexiconError, match="odd"):
        compile_act(act)


@pytest.mark.parametrize(("form", "lemma"), irregular().items())
def test_an_irregular_form_leads_to_its_lemma(form: str, lemma: str) -> None:
    assert form != lemma or form in ("beat", "hit", "let", "put", "read", "shut", "run")
    assert triggers.inflect(lemma)


@pytest.mark.parametrize("kind", sorted(kinds() - {"place", "time", "number", "capital"}))
def test_the_words_of_a_kind_are_read(kind: str) -> None:
    assert all(kind in by_word()[word] for word in words(kind))
