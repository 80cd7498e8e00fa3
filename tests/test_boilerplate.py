"""Each entry of lexicon/boilerplate.yaml is read, and body text is not taken for what a page says of itself."""

import msgspec
import pytest

from secondsource.errors import LexiconError
from secondsource.lexicon import boilerplate
from secondsource.lexicon.boilerplate import FILE, Boilerplate, Edge, Group
from secondsource.lexicon.loader import load

FIELDS = ("whole", "begins", "ends", "holds", "cells", "row")
HELD = load(FILE, Boilerplate)
PATTERNS = [
    pytest.param(group, field, index, id=f"{group.id}-{field}-{index}")
    for group in HELD.groups
    for field in FIELDS
    for index in range(len(getattr(group, field)))
]
EXAMPLES = [pytest.param(group, words, id=f"{group.id}: {words}") for group in HELD.groups for words in group.examples]


def with_only(group: Group, field: str, index: int) -> Group:
    only = dict.fromkeys(FIELDS, ()) | {field: (getattr(group, field)[index],)}
    return msgspec.structs.replace(group, **only)


@pytest.mark.parametrize(("group", "field", "index"), PATTERNS)
def test_each_pattern_is_met_by_an_example(group: Group, field: str, index: int) -> None:
    rule = boilerplate.made_ready(with_only(group, field, index), HELD.terms)
    if field in ("cells", "row"):
        matcher = rule.cell or rule.row
        assert matcher
        assert any(matcher.fullmatch(part) for words in group.examples for part in boilerplate.parts(words))
    else:
        assert any(rule.tells(words, len(words.split())) for words in group.examples)


@pytest.mark.parametrize(("group", "words"), EXAMPLES)
def test_each_example_is_of_its_group(group: Group, words: str) -> None:
    assert boilerplate.made_ready(group, HELD.terms).tells(words, len(words.split()))


@pytest.mark.parametrize("term", sorted(HELD.terms))
def test_each_term_is_used(term: str) -> None:
    patterns = [part for group in HELD.groups for field in FIELDS for part in getattr(group, field)]
    others = [part for name, parts in HELD.terms.items() if name != term for part in parts]
    assert any("{" + term + "}" in part for part in patterns + others)


@pytest.mark.parametrize("verb", HELD.speech)
def test_each_verb_of_speech_is_read(verb: str) -> None:
    assert boilerplate.speech().search(f"“It was so,” she {verb}.")


def test_ids_are_unique() -> None:
    ids = [group.id for group in HELD.groups]
    assert len(ids) == len(set(ids))


# Body text of the kinds that come near to page furniture: all of it must be read.
BODY = [
    "He showed the officers a photo of his brother.",
    "Photographs released by state media showed the general at a farm.",
    "She was taken from the Chinese side of the river to a holding centre.",
    "Written by hand on a scrap of paper, the note asked for rice.",
    "Reported cases of typhus rose to forty in the county.",
    "The name of the village is known to the editors, and soldiers have been there twice.",
    "Ko Example is a freelance journalist who was arrested in May.",
    "Exchange rates in the market jumped to 9,000 won.",
    "Weather in the north destroyed the crops and left thousands hungry.",
    "By January they had nothing left, and the family ate bark.",
    "By the official’s account, the soldiers took three tons.",
    "By Monday, soldiers had taken the town.",
    "An ad-hoc committee ordered the confiscation of the goods.",
    "The report was published by the ministry and names eleven officers.",
    "May 3, soldiers came to the village and burned six houses.",
    "3 May 2021 – Fourteen villagers killed at a checkpoint",
    "Three years for damaging a picture of the leader",
    "A recent satellite image shows new guard posts at the camp.",
    "Support for the strike grew after the director was dismissed.",
    "Contact with the family was lost on the 4th.",
    "A share of the harvest goes to the army.",
    "Print shops were searched and two owners were fined.",
    "The ministry does not disclose the names of its officers.",
    "Related charges were dropped against his wife.",
    "More on the arrests came from a second source.",
    "Tags with numbers were sewn on the prisoners' coats.",
    "Q: Did you see that yourself?",
    "CASE 0001 | An Example | killed in custody",
    "Category: enforced disappearance (probable)",
    "1. Arrest and transfer",
    "BORDERTOWN",
]


@pytest.mark.parametrize("words", BODY)
@pytest.mark.parametrize("edge", [None, "top"])
def test_body_text_is_of_no_group(words: str, edge: Edge | None) -> None:
    assert boilerplate.group_of(words, len(words.split()), edge) is None


@pytest.mark.parametrize(
    ("part", "reason"), [("{nowhere} else", "unknown term {nowhere}"), ("(open", "group sample: missing )")]
)
def test_a_faulty_pattern_is_named(part: str, reason: str) -> None:
    group = Group(id="sample", about="", kind="boilerplate", longest=9, examples=(), begins=(part,))
    with pytest.raises(LexiconError) as raised:
        boilerplate.made_ready(group, HELD.terms)
    assert reason in str(raised.value)
    assert "lexicon/boilerplate.yaml" in str(raised.value)


def test_a_very_long_line_is_of_no_group() -> None:
    assert boilerplate.group_of("Copyright " + "x" * 2_000, 2) is None
