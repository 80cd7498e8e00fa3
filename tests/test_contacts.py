"""When and how a source was reached, under which conditions it spoke, what it had seen; its role, and its basis."""

import re

import pytest

from secondsource.lexicon.attribution import source_words
from secondsource.model import Block, Report, Source, Span
from secondsource.reading.pipeline import read

LISTS = source_words()


def first(text: str) -> tuple[str, Source]:
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet="Northern Post", published="2024-06-01")
    return text, read(report).sources[0]


def said(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


CONTACTED = {
    "in a telephone conversation on May 3": "A cook told us {} that the mayor was held.",
    "by an encrypted message": "A cook in Musan, reached {}, said that the mayor was held.",
    "over the phone": "A cook in Musan told us {} that the mayor was held.",
    "via Signal": "A cook in Musan told us {} that the mayor was held.",
    "through a go-between": "A cook in Musan told us {} that the mayor was held.",
    "over an encrypted line": "A cook in Musan told us {} that the mayor was held.",
    "when contacted": "A cook in Musan, {}, said that the mayor was held.",
    "in person": "A cook in Musan told us {} that the mayor was held.",
    "face to face": "A cook in Musan told us {} that the mayor was held.",
    "through a relative": "A cook in Musan told us {} that the mayor was held.",
    "on Thursday": "A cook in Musan told Northern Post {} that the mayor was held.",
}


@pytest.mark.parametrize(("words", "frame"), CONTACTED.items(), ids=CONTACTED)
def test_when_and_how_it_was_reached(words: str, frame: str) -> None:
    text, source = first(frame.format(words))
    assert any(words in found or found in words for found in said(text, source.contacted))


CONDITIONS = [
    "spoke on condition of anonymity",
    "asked not to be named",
    "requested anonymity",
    "declined to give her name",
    "did not want to be named",
    "would not give her name",
    "whose name is withheld",
    "is called Marta here (not her real name)",
    "was silent at first for fear of reprisals",
    "is not named here for security reasons",
    "is unnamed here because of security concerns",
    "was not authorized to speak",
    "agreed to be quoted",
    "spoke anonymously",
    "is identified only by her surname",
]


@pytest.mark.parametrize("words", CONDITIONS)
def test_under_which_conditions_it_spoke(words: str) -> None:
    clause = words if words.startswith("whose") else f"who {words}"
    text, source = first(f"A cook in Musan, {clause}, said that the mayor was held.")
    assert len(source.conditions) == 1
    assert said(text, source.conditions)[0] in words


SHOWN = [
    "A cook in Musan, who was shown our earlier report, said that the mayor was held.",
    "A cook in Musan, who had read the Gazette’s report, said that the mayor was held.",
    "A cook in Musan, when we read him the Gazette’s account, said that the mayor was held.",
]


@pytest.mark.parametrize("text", SHOWN)
def test_what_it_had_seen_of_others(text: str) -> None:
    assert len(first(text)[1].shown) == 1


EXAMPLES = [*CONTACTED, *CONDITIONS, *SHOWN]


@pytest.mark.parametrize("pattern", [*LISTS.contact, *LISTS.conditions, *LISTS.shown])
def test_every_pattern_has_its_example(pattern: str) -> None:
    assert any(re.search(pattern, example) for example in EXAMPLES)


@pytest.mark.parametrize("verb", sorted(LISTS.telling))
def test_the_day_of_telling(verb: str) -> None:
    forms = {"tell": "told us", "say": "said", "write": "wrote to us", "inform": "informed us"}
    form = forms.get(verb, {"state": "stated"}.get(verb, f"{verb}ed"))
    text, source = first(f"A cook in Musan {form} on May 3 that the mayor was held. “It was night,” the cook added.")
    assert any("May 3" in found for found in said(text, source.contacted))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("A cook in Musan said that the mayor was held.", "cook"),
        ("A source in Musan said that the mayor was held.", None),
        ("One of the two, a driver in Musan, said that the mayor was held.", "driver"),
        ("The Highland Gazette said that the mayor was held.", None),
    ],
)
def test_role(text: str, role: str | None) -> None:
    assert first(text)[1].role == role


@pytest.mark.parametrize(
    ("text", "basis", "words"),
    [
        ("A cook who saw the arrest said that the mayor was held.", "eyewitness", "saw"),
        ("“I stood at the gate,” a cook in Musan said. “They took him.”", "eyewitness", "I stood"),
        ("An inspector in Musan said that the mayor was held.", "official", "inspector"),
        ("The Ministry of Justice said that the mayor was held.", "official", None),
        ("A cook in Musan said that the mayor was held.", None, None),
    ],
)
def test_the_words_of_the_basis(text: str, basis: str | None, words: str | None) -> None:
    whole, source = first(text)
    span = source.basis_words
    assert (source.basis, whole[span.start : span.end] if span else None) == (basis, words)
