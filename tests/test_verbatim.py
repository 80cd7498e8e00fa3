"""Words put in by order alone, and words given at length: behind a colon, in a text that is announced, in speech
that no cue of its own claims."""

import pytest

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
