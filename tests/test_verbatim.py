"""Words put in by order alone, and words given at length: behind a colon, in a text that is announced, in speech
that no cue of its own claims."""

import pytest

from secondsource.lexicon.attribution import lexicon, source_words
from test_attributions import said

PUT_IN = {
    "a gesture behind a comma": (
        "A gardener met us. The well was sealed in May, a neighbour groaned.",
        "The well was sealed in May",
    ),
    "a count behind a comma": ("A nurse read us the file. Eleven beds, she counted.", "Eleven beds"),
    "a verb in -s that looks like a noun": (
        "The fine was set by the port office. It is the first of the year, the office notes with pride.",
        "It is the first of the year",
    ),
    "a verb in -s behind speech": ("“He took the blame for it,” the official reasons.", "He took the blame for it"),
    "let us know": (
        "The cook is held in the harbour gaol, a broker in the town let us know on the 20th, and is questioned daily.",
        "The cook is held in the harbour gaol|is questioned daily",
    ),
}


@pytest.mark.parametrize("case", PUT_IN)
def test_a_cue_that_is_put_in_has_what_it_interrupts(case: str) -> None:
    text, content = PUT_IN[case]
    found = [words.replace("and is", "is").rstrip(".") for _, _, words in said(text)]
    assert content in found


@pytest.mark.parametrize(
    "text",
    [
        "The gate was shut, the guards refused.",
        "A clerk was ill. His desk, a thing he hated, stood empty.",
        "No sister was touched, God forbid.",
    ],
)
def test_what_only_happens_is_not_put_in(text: str) -> None:
    assert said(text) == []


COLONS = {
    "behind day and manner": (
        "The nurse laughed, for the first time in weeks: the surgeon was fetched out of the theatre in July.",
        "the surgeon was fetched out of the theatre in July",
    ),
    "what goes on behind it": (
        "The prosecutor added: Regrettably some persons ride the wave. No worker was held for his wages.",
        "Regrettably some persons ride the wave|No worker was held for his wages.",
    ),
    "a text that is announced": (
        "The press centre of the harbour office informs:\n\nThe mate died on Sunday. First aid was rendered.\n\n"
        "A trader says that the weather stays fine.",
        "The mate died on Sunday. First aid was rendered.",
    ),
    "its points": (
        "The district office wrote as follows:\n\n1. The clerk said nothing of the kind to them.\n\n"
        "2. The sum was paid in full.\n\nSchools open on Monday.",
        "The clerk said nothing of the kind to them.|The sum was paid in full.",
    ),
}


@pytest.mark.parametrize("case", COLONS)
def test_what_stands_behind_a_colon_is_told(case: str) -> None:
    text, content = COLONS[case]
    assert content in [words for _, _, words in said(text)]


def test_speech_of_a_whole_paragraph_is_that_of_who_spoke_before() -> None:
    text = "A clerk told us that a lorry came before dawn.\n\n“They carried out four boxes and a bed. Nobody spoke.”"
    assert [source for source, kind, _ in said(text) if kind == "direct"] == ["A clerk"]


def test_an_interview_between_dashes() -> None:
    text = (
        "Olga keeps the books of a bakery in the town.\n\n– Where is he?\n\n– In the cellar of the mill, since May.\n\n"
        "– How do you know?\n\n– He rang on Saturday and whispered."
    )
    answers = [(source, words) for source, _, words in said(text) if "cellar" in words or "Saturday" in words]
    assert answers == [
        ("Olga", "In the cellar of the mill, since May."),
        ("Olga", "He rang on Saturday and whispered."),
    ]


FORMS = {
    "a subject set apart": (
        "At noon the port office of the district, replying to a deputy, confirmed that a check is under way.",
        "the port office of the district",
        "a check is under way",
    ),
    "a bank": ("After that the bank, questioned by counsel, stated that it had been a gift.", "the bank", "a gift"),
    "an addressee before the clause": (
        "But a cousin of the auditor assures this wire that inspectors came on Friday.",
        "a cousin of the auditor",
        "inspectors came on Friday",
    ),
    "what somebody has done": (
        "The clerk, a farmer by birth, admitted in interrogation to have carried letters.",
        "The clerk",
        "to have carried letters",
    ),
    "what somebody shall do": (
        "The union urged the ministry to open the graves.",
        "The union",
        "the ministry to open the graves",
    ),
    "what it is put down to": (
        "The health office ascribes the fire to a stove.",
        "The health office",
        "the fire to a stove",
    ),
    "what it is called": (
        "The mayor called the affair a misunderstanding.",
        "The mayor",
        "the affair a misunderstanding",
    ),
    "what it is declared": (
        "The port office declared the mate innocent, released him and paid his fare.",
        "The port office",
        "the mate innocent",
    ),
    "what was seen": ("A porter saw the boxes.", "A porter", "the boxes"),
    "who issued it": (
        "The harbour office issued a statement on Friday. The statement said that no boat was lost.",
        "The harbour office",
        "no boat was lost",
    ),
    "who gave an account": (
        "A trader launched into a long account detailing the theft of a boat.",
        "A trader",
        "the theft of a boat",
    ),
    "a weekly with a number": ("The weekly 26 said that the ferry sank.", "The weekly", "the ferry sank"),
    "a nation": (
        "The Russians made a careful check of the papers. They found that the mate was at sea.",
        "The Russians",
        "the mate was at sea",
    ),
    "notes": (
        "The gate takes a toll from every cart. Confirmed by two drivers, separately.",
        "two drivers",
        "The gate takes a toll from every cart",
    ),
}


@pytest.mark.parametrize("case", FORMS)
def test_who_says_it_and_what(case: str) -> None:
    text, source, content = FORMS[case]
    assert any(content in words and source in first for first, _, words in said(text)), said(text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ivan rang his wife from the camp and spoke for a minute, she has told us.", "his wife"),
        ("A nurse rang us on Friday. The captain was drunk, she told us.", "A nurse"),
    ],
)
def test_whom_a_pronoun_means_by_what_is_known_of_the_others(text: str, first: str) -> None:
    assert [source for source, _, _ in said(text)][-1:] == [first]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "The clerk told us that the mill was sold, the first time that anybody has said so.",
            "the mill was sold",
        ),
        (
            "A trader says more boats are due in May, though none of her rivals had heard of it.",
            "more boats are due in May",
        ),
        (
            "He left for a brigade in which, a cousin testified, he broke stones for a year.",
            "he broke stones for a year",
        ),
        ("Nobody knows his age; that man, the cook said, left in June.", "that man|left in June"),
    ],
)
def test_what_the_narrator_adds_is_not_told(text: str, content: str) -> None:
    assert [words.rstrip(".") for _, _, words in said(text)] == [content]


def test_two_blanks_behind_a_full_stop_part_two_sentences() -> None:
    text = "The mate was fined, the port office said on Friday.  The cook left on Monday, a cousin told us."
    assert [source for source, _, _ in said(text)] == ["the port office", "a cousin"]


@pytest.mark.parametrize(
    "text",
    [
        "The widow is sure: he never signed a paper.",
        "Here the trader would not budge: he never signed a paper.",
        "A friend knows better: he never signed a paper.",
        "A card reached her mother by way of a cousin: he never signed a paper.",
    ],
)
def test_what_a_clause_announces_is_told(text: str) -> None:
    assert "he never signed a paper" in [words.rstrip(".") for _, _, words in said(text)]


@pytest.mark.parametrize(
    "text", ["The door is sure: it never opens at night.", "He took three things: a bed, a lamp, a box."]
)
def test_not_every_colon_announces(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "words",
    [
        lexicon().announcing,
        lexicon().never_put_in,
        source_words().of_men,
        source_words().accounted,
        source_words().issuing,
    ],
    ids=["announcing", "never put in", "of men", "accounted", "issuing"],
)
def test_words_are_lower_case_lemmas(words: frozenset[str]) -> None:
    assert words
    assert all(word and word == word.lower().strip() for word in words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("As far as the family knows, he is held in the mill.", "the family"),
        ("From what a driver gathered, he is held in the mill.", "a driver"),
        ("If the clerk is right, he is held in the mill.", "the clerk"),
    ],
)
def test_on_whose_word_it_stands(text: str, source: str) -> None:
    assert [(first, words.rstrip(".")) for first, _, words in said(text)] == [(source, "he is held in the mill")]


def test_what_an_account_has_happen() -> None:
    found = said("A survivor’s account has the lorries arriving before dawn.")
    assert [words for _, _, words in found] == ["the lorries arriving before dawn"]


@pytest.mark.parametrize("text", ["If the gate is shut, ring the bell.", "From what is left, soup is made."])
def test_not_every_proviso_names_a_source(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("words", ["the following", "as follows"])
def test_a_text_that_is_said_to_follow(words: str) -> None:
    paragraphs = f"The court stated {words}.\n\nThe man died in the ward. He was not beaten.\n\nHis plot was returned."
    found = [content for _, _, content in said(paragraphs)]
    assert any("He was not beaten" in content and "His plot was returned" in content for content in found)
