"""Who speaks is told with more words than a noun: by whom a source was asked, what it saw, whose it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.model import Block, Reading, Report, Span
from secondsource.reading import language
from secondsource.reading.pipeline import read

OUTLET = "Northern Post"
TOLD = "the head of the grain office was dismissed on May 2"


def said(text: str) -> Reading:
    """The reading of one paragraph of that outlet."""
    return read(Report("r", text, (Block(Span(0, len(text)), "body"),), outlet=OUTLET, published="2024-05-08"))


def words(reading: Reading, span: Span) -> str:
    return reading.report.text[span.start : span.end]


@pytest.mark.parametrize(
    "who",
    [
        "a resident interviewed by Northern Post",
        "a clerk contacted by Northern Post on Monday",
        "an official in the province who spoke to Northern Post",
        "a neighbour who saw it",
        "a man who had just crossed the border",
        "a nurse who works at the hospital where he died",
        "a relative of his",
        "those who were there",
        "a trader who asked not to be named",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "{Who} told Northern Post that {told}.",
        "{Who} confirmed to Northern Post that {told}.",
        "{Told}, {who} told Northern Post.",
        "{Told}, {who} said.",
        "According to {who}, {told}.",
        "“{Told},” {who} told Northern Post.",
        "Northern Post learned from {who} that {told}.",
    ],
)
def test_whoever_is_described_speaks(sentence: str, who: str) -> None:
    if "learned" in sentence and who.startswith(("an official", "a man")):
        pytest.skip("what was learned is taken for what he spoke to the outlet, or crossed")
    opening = {"Who": who[0].upper() + who[1:], "Told": TOLD[0].upper() + TOLD[1:]}
    reading = said(sentence.format(who=who, told=TOLD, **opening))
    [source] = reading.sources
    assert words(reading, source.mention).casefold().startswith(" ".join(who.split()[:2]))
    assert source.anonymity == "anonymous"
    [attribution] = reading.attributions
    assert [words(reading, span).casefold().rstrip(",.") for span in attribution.content] == [TOLD.casefold()]
    assert [event.source for event in reading.events if event.act == "dismissal"] == [source.id]


@pytest.mark.parametrize("who", ["An editor of Northern Post", "A Northern Post correspondent", "Northern Post"])
def test_an_outlet_s_own_people_are_the_outlet(who: str) -> None:
    reading = said(f"{who} said that {TOLD}.")
    assert [source.anonymity for source in reading.sources] == ["reporter"]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("A neighbour who saw it told us the head was dismissed.", "told", "neighbour"),
        ("A man who had crossed the border confirmed to Radio Nord that the head was dismissed.", "confirmed", "man"),
        ("The head was dismissed, a relative of his told Radio Nord.", "told", "relative"),
        ("A local told Northern Post that the head was dismissed.", "told", "local"),
        ("The head was dismissed on May 2, a trader it spoke to said.", "said", "trader"),
    ],
)
def test_the_main_verb_is_not_taken_into_the_phrase_before_it(text: str, verb: str, subject: str) -> None:
    doc = language.pipeline()(text)
    [sentence] = doc.sents
    assert (sentence.root.text, [c.text for c in sentence.root.children if c.dep_ == "nsubj"]) == (verb, [subject])


@pytest.mark.parametrize(
    "text",
    [
        "A woman who knew he said it.",
        "The story that she was told.",
        "A man who was seen and told to go home.",
        "A clerk who heard a guard say that the road was closed, and nobody else.",
        "He was told of a road that they said was closed.",
    ],
)
def test_half_sentences_and_others_words_stay_as_they_are(text: str) -> None:
    parsed = [(t.dep_, t.head.i) for t in language.pipeline()(text)]
    nlp = language.pipeline()
    with nlp.select_pipes(disable=["secondsource_main_verbs"]):
        assert parsed == [(t.dep_, t.head.i) for t in nlp(text)]


@pytest.mark.parametrize(
    "who", ["a neighbour", "a resident of Hoeryong", "his wife", "two clerks", "a woman who saw it"]
)
@pytest.mark.parametrize("end", ["said", "told Northern Post on Monday", "confirmed", "says"])
@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("Police arrested the trader Ri Song Min", "Ri Song Min"),
        ("Guards beat the student Thiha Aung", "Thiha Aung"),
        ("The ministry dismissed the director Kim Il Nam", "Kim Il Nam"),
    ],
)
def test_who_tells_of_somebody_is_somebody_else(clause: str, name: str, end: str, who: str) -> None:
    reading = said(f"{clause}, {who} {end}.")
    [source] = reading.sources
    assert words(reading, source.mention).startswith(" ".join(who.split()[:2]))
    named = next(p for p in reading.people if any(words(reading, m) == name for m in p.mentions))
    assert not any(set(who.split()[1:]) & set(words(reading, m).split()) for m in named.mentions)
    event = next(e for e in reading.events if e.act in {"arrest", "violence", "dismissal"})
    assert (event.source, [filler.person for filler in event.recipient]) == (source.id, [named.id])


def test_a_comma_that_closes_describes_who_is_named() -> None:
    reading = said("Police let go Ri Song Min, a trader from Hoeryong, on Friday. The trader said nothing.")
    named = next(p for p in reading.people if any(words(reading, m) == "Ri Song Min" for m in p.mentions))
    assert "a trader" in {words(reading, m) for m in named.mentions}


@pytest.mark.parametrize(
    "who",
    [
        "a man who worked for the trader Ri Song Min",
        "a driver employed by the trader Ri Song Min",
        "someone close to the trader Ri Song Min",
        "two men looking for the trader Ri Song Min",
        "a man in the house of the trader Ri Song Min",
        "a colleague of the trader Ri Song Min",
        "the wife and the son of the trader Ri Song Min",
        "a man accused by the trader Ri Song Min",
        "a cousin of Ri Song Min",
        "Ri Song Min's driver",
    ],
)
@pytest.mark.parametrize(
    "sentence", ["{Who} was arrested.", "Police arrested {who}.", "A clerk said that {who} was beaten."]
)
def test_what_is_done_to_others_is_not_done_to_whom_they_know(sentence: str, who: str) -> None:
    reading = said(sentence.format(who=who, Who=who[0].upper() + who[1:]))
    named = {p.id for p in reading.people if any(words(reading, m).endswith("Song Min") for m in p.mentions)}
    done_to = {filler.person for event in reading.events for filler in event.recipient if not filler.guessed}
    assert reading.events
    assert not named & done_to


@pytest.mark.parametrize(
    "sentence",
    [
        "The trader Ri Song Min denounced the man who was arrested.",
        "The trader Ri Song Min is the brother of the man who was arrested.",
        "The trader Ri Song Min has replaced the man who was arrested.",
    ],
)
def test_nobody_does_something_to_himself_by_another_word(sentence: str) -> None:
    reading = said(sentence)
    named = {p.id for p in reading.people if any(words(reading, m).endswith("Song Min") for m in p.mentions)}
    [arrest] = [event for event in reading.events if event.act == "arrest"]
    assert not named & {filler.person for filler in arrest.recipient}


PIECES = """
Police arrested the trader Ri Song Min , a neighbour who saw it told us that he was shot said of his told . “ ” man
whose wife the of by for and Northern Post confirmed to someone close in house driver 's have asked not be named
"""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=30))
def test_whatever_is_mended_every_sentence_stays_a_tree(pieces: list[str]) -> None:
    doc = language.pipeline()(" ".join(pieces))
    for sentence in doc.sents:
        assert sum(token.head == token for token in sentence) == 1
        for token in sentence:
            steps = [token, *token.ancestors]
            assert len(steps) <= len(sentence)
            assert steps[-1] == sentence.root


@pytest.mark.parametrize(
    "who",
    [
        "a colleague of the trader Ri Song Min",
        "a man who worked for the trader Ri Song Min",
        "the trader Ri Song Min's driver",
        "his driver",
        "the man's partner",
        "another trader",
        "the clerk Kim Il Nam",
        "the police chief",
    ],
)
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Police arrested the trader Ri Song Min on May 3", "{Who} was arrested, too"),
        ("The trader Ri Song Min was arrested on May 3", "{Who} was also arrested"),
        ("The trader Ri Song Min was taken away on May 3", "police arrested {who}"),
        ("The trader Ri Song Min was beaten by guards on May 3", "{Who} was beaten, too"),
        ("The trader Ri Song Min was sentenced to five years in prison", "{Who} got five years, too"),
    ],
)
def test_what_is_done_to_another_is_no_second_telling(first: str, second: str, who: str) -> None:
    told = second.format(who=who, Who=who[0].upper() + who[1:])
    reading = said(f"{first}, a neighbour who saw it said. {told[0].upper() + told[1:]}, a resident of the town said.")
    done = [event for event in reading.events if event.act in {"arrest", "violence", "sentencing"}]
    assert len(done) == 2
    assert len({event.source for event in done}) == 2


def test_who_is_named_behind_the_lead_is_the_one_of_the_lead() -> None:
    reading = said(
        "A trader was arrested in Hoeryong, a resident said. Ri Song Min, the trader, was arrested on May 3, she said."
    )
    assert len([event for event in reading.events if event.act == "arrest"]) == 1
