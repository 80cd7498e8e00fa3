"""Who did what to whom, and who is spoken of again, in plain invented sentences."""

import pytest

from secondsource.lexicon.describing import describing
from secondsource.lexicon.kinds import words
from secondsource.model import Block, Event, Filler, Reading, Report, Span
from secondsource.reading.language import pipeline
from secondsource.reading.pipeline import read


def reading(text: str) -> Reading:
    return read(
        Report("r.txt", text, (Block(Span(0, len(text)), "body"),), outlet="Northern Post", published="2024-06-20")
    )


def said(held: Reading, fillers: tuple[Filler, ...]) -> set[str]:
    """All that a report calls those who fill a role: their own words, and every mention of a person."""
    text, found = held.report.text, set()
    for filler in fillers:
        found.add(text[filler.start : filler.end])
        found |= {text[m.start : m.end] for p in held.people if p.id == filler.person for m in p.mentions}
    return found


def told(held: Reading, act: str) -> Event:
    (event,) = (event for event in held.events if event.act == act)
    return event


OPENINGS = [
    "On Monday",
    "On May 3",
    "In May",
    "In late May",
    "Last Monday",
    "Yesterday",
    "On Monday night",
    "In March 2023",
    "On the morning of 3 June",
    "In Hyesan",
    "In North Hamgyong Province",
    "In China",
    "In the city of Mary",
    "On Monday in Hyesan",
    "In Hyesan on Monday",
    "Early on Monday",
]
NAMES = ["Cha Un Gyong", "Murad Ataev", "Tesfaye Bekele"]


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("name", NAMES)
def test_what_opens_a_sentence_is_no_part_of_the_name_behind_it(opening: str, name: str) -> None:
    for rest in ("was arrested.", ", a driver, was arrested.", ", who sold maize, was arrested, a neighbour said."):
        held = reading(f"{opening} {name}{'' if rest.startswith(',') else ' '}{rest}")
        event = told(held, "arrest")
        assert event.recipient[0].person is not None
        assert name in said(held, event.recipient)
        assert not any(opening.split()[-1] in words for words in said(held, event.recipient))


def test_a_time_that_is_a_name_stays_one() -> None:
    held = reading("Daw May Zin was arrested on May 3, a neighbour said.")
    assert "Daw May Zin" in said(held, told(held, "arrest").recipient)


PLACED = [("In Hyesan Murad Ataev was arrested.", "Hyesan"), ("In the city of Mary Murad Ataev was arrested.", "Mary")]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_a_place_that_opens_a_sentence_is_read(text: str, place: str) -> None:
    assert told(reading(text), "arrest").place == place


ROLES = [
    ("It was Murad Ataev who beat Cha Un Gyong, a neighbour said.", "violence", "Murad Ataev", "Cha Un Gyong"),
    ("It was Cha Un Gyong whom guards beat, a neighbour said.", "violence", "guards", "Cha Un Gyong"),
    ("The arrest of Cha Un Gyong by guards angered the town, a baker said.", "arrest", "guards", "Cha Un Gyong"),
    ("Two officers took Cha Un Gyong away, a neighbour said.", "arrest", "Two officers", "Cha Un Gyong"),
    ("Two officers took Ri Song Min away, a neighbour said.", "arrest", "Two officers", "Ri Song Min"),
    ("Police led the trader Ri Song Min away, a neighbour said.", "arrest", "Police", "Ri Song Min"),
    ("Guards beat Ri Song Min up, a neighbour said.", "violence", "Guards", "Ri Song Min"),
    ("Guards beat a 16-year-old, a neighbour said.", "violence", "Guards", "a 16-year-old"),
    ("Murad Ataev was fined. An officer beat the 55-year-old.", "violence", "An officer", "Murad Ataev"),
    ("Rita Lo was arrested. The clerk, Ada Kulik, had accused her.", "accusation", "Ada Kulik", "Rita Lo"),
    ("Murad Ataev was replaced by Cha Un Gyong, a neighbour said.", "dismissal", None, "Murad Ataev"),
    ("Murad Ataev was superseded by his deputy, a neighbour said.", "dismissal", None, "Murad Ataev"),
    ("Murad Ataev was replaced by the ministry, a neighbour said.", "dismissal", "the ministry", "Murad Ataev"),
    ("Murad Ataev was succeeded by Cha Un Gyong, a neighbour said.", "appointment", None, "Cha Un Gyong"),
    ("Cha Un Gyong succeeded Murad Ataev, a neighbour said.", "appointment", None, "Cha Un Gyong"),
]


@pytest.mark.parametrize(("text", "act", "actor", "recipient"), ROLES)
def test_who_did_it_to_whom(text: str, act: str, actor: str | None, recipient: str) -> None:
    held = reading(text)
    event = told(held, act)
    assert recipient in said(held, event.recipient)
    assert actor is None or actor in said(held, event.actor)
    assert actor is not None or not event.actor


def test_of_what_supplants_somebody_the_agent_is_who_comes_after() -> None:
    assert words("supplant") == {"replace", "supersede"}


@pytest.mark.parametrize(
    ("text", "verb", "name"),
    [
        ("They took Ri Song Min home on Monday.", "took", "Min"),
        ("They sent the trader Murad Ataev home on Monday.", "sent", "trader"),
        ("They kicked Tesfaye Bekele out.", "kicked", "Bekele"),
        ("They handed Cha Un Gyong over.", "handed", "Gyong"),
        ("They walked in Hyesan.", "walked", None),
        ("They met Murad Ataev in Hyesan.", "met", "Ataev"),
    ],
)
def test_what_stands_behind_a_name_is_the_verbs(text: str, verb: str, name: str | None) -> None:
    doc = pipeline()(text)
    objects = [t.text for t in doc if t.dep_ == "dobj" and t.head.text == verb]
    assert objects == ([name] if name else [])


MAN = "Police arrested the trader Ri Song Min, 43, on Monday."
WOMAN = "Police arrested the teacher Kim Yong Ae, 51, on Monday."
AGAIN = [
    (MAN, "Ri Song Min", ["He was", "The trader was", "The man was", "The 43-year-old was", "The detainee was"]),
    (MAN, "Ri Song Min", ["The arrested man was", "The father of two was", "According to a resident, he was"]),
    (MAN, "Ri Song Min", ["According to a resident, the man was", "According to his lawyer, Aman Orazov, he was"]),
    (WOMAN, "Kim Yong Ae", ["She was", "The woman was", "The detained woman was", "The mother of two was"]),
    ("Police arrested three miners on Monday.", "three miners", ["They were", "The three were", "All three were"]),
    ("The wife of Murad Ataev, a driver, was arrested.", "The wife", ["She was", "The woman was"]),
    (
        "On Monday Thiha Aung, a student, was seized by Captain Win Naing.",
        "Thiha Aung",
        ["He was", "The young man was"],
    ),
    ("Captain Win Naing arrested Thiha Aung, a student.", "Thiha Aung", ["He was", "The student was"]),
    ("Murad Ataev was arrested, according to his lawyer, Aman Orazov.", "Murad Ataev", ["He was"]),
]


@pytest.mark.parametrize(("first", "who", "again"), [(f, who, a) for f, who, rows in AGAIN for a in rows])
def test_who_is_in_custody_is_spoken_of_again(first: str, who: str, again: str) -> None:
    held = reading(f"{first} {again} beaten in a cell.")
    assert who in said(held, told(held, "violence").recipient)


@pytest.mark.parametrize("noun", sorted(describing().held - {"accused"}))
def test_nouns_for_who_is_in_custody(noun: str) -> None:
    held = reading(f"{MAN} The {noun} was beaten in a cell.")
    assert "Ri Song Min" in said(held, told(held, "violence").recipient)


@pytest.mark.parametrize("verb", sorted(describing().arrested))
def test_words_for_who_is_in_custody(verb: str) -> None:
    held = reading(f"{MAN} The {verb} man was beaten in a cell.")
    assert "Ri Song Min" in said(held, told(held, "violence").recipient)


@pytest.mark.parametrize("noun", sorted(describing().anybody))
def test_who_was_arrested_is_any_of_these(noun: str) -> None:
    held = reading(f"A mechanic was arrested on Monday. The arrested {noun} was beaten in a cell.")
    assert "A mechanic" in said(held, told(held, "violence").recipient)


@pytest.mark.parametrize("parent", sorted(describing().parents))
@pytest.mark.parametrize("children", ["", *sorted(describing().children)])
def test_a_parent_of_so_many_is_who_was_told_of(parent: str, children: str) -> None:
    plural = {"": "two", "child": "two children"}.get(children, f"two {children}s")
    held = reading(f"A mechanic was arrested on Monday. The {parent} of {plural} was beaten in a cell.")
    assert "A mechanic" in said(held, told(held, "violence").recipient)


@pytest.mark.parametrize("verb", sorted(describing().custody))
def test_verbs_for_what_is_done_in_custody(verb: str) -> None:
    forms = {"seize": "seized", "catch": "caught", "try": "tried", "charge": "charged"}
    past = forms.get(verb) or (f"{verb}d" if verb.endswith("e") else f"{verb}ed")
    held = reading(f"Police {past} five miners on Monday. They were beaten in a cell.")
    assert "Police" not in said(held, told(held, "violence").recipient)


def test_who_did_it_may_be_spoken_of_again() -> None:
    held = reading("Guards beat three miners to death. They were dismissed, a neighbour said.")
    assert "three miners" not in said(held, told(held, "dismissal").recipient)


def test_nobody_does_to_himself_what_is_done_to_him() -> None:
    held = reading("Guards beat them, a resident said.")
    assert "them" not in said(held, told(held, "violence").actor)


def test_that_man_is_the_last_one() -> None:
    text = "Police arrested Murad Ataev. A captain, Ovez Durdyev, is free. That man took money from a woman."
    held = reading(text)
    (person,) = (p for p in held.people if any(text[m.start : m.end] == "That man" for m in p.mentions))
    assert person.name == "Ovez Durdyev"


def person(held: Reading, words: str) -> set[str]:
    """All that a report calls the one whom some words of it speak of."""
    text = held.report.text
    (found,) = (p for p in held.people if any(text[m.start : m.end] == words for m in p.mentions))
    return {text[m.start : m.end] for m in found.mentions}


APART = [
    ("Murad Ataev was fined. Aman Orazov, the father of two, was jailed.", "Aman Orazov", "Murad Ataev"),
    ("Murad Ataev was arrested. The brother of two prisoners paid a bribe.", "The brother", "Murad Ataev"),
    ("Police arrested Murad Ataev. The suspect, Aman Orazov, was beaten.", "Aman Orazov", "Murad Ataev"),
    ("Police arrested the trader Murad Ataev. The detained priest was freed.", "The detained priest", "Murad Ataev"),
    ("Murad Ataev was questioned. Aman Orazov hanged himself. He left a note.", "He", "Murad Ataev"),
    ("Murad Ataev, 43, was fined. The 55-year-old was beaten.", "The 55-year-old", "Murad Ataev"),
]


@pytest.mark.parametrize(("text", "one", "other"), APART)
def test_two_stay_two(text: str, one: str, other: str) -> None:
    assert other not in person(reading(text), one)


def test_the_man_is_the_last_one() -> None:
    text = "Murad Ataev was fired. He sells bread now. Guards shot Aman Orazov. The man died."
    assert "Aman Orazov" in person(reading(text), "The man")


def test_a_voice_that_goes_on_is_one() -> None:
    text = "A clerk in Hyesan said that five were arrested, and the clerk added that they were beaten."
    assert "A clerk" in person(reading(text), "the clerk")


def test_a_text_may_end_anywhere() -> None:
    for text in ("Police arrested the father of", "Police arrested the father of two", "On Monday", "In May Murad"):
        reading(text)


@pytest.mark.parametrize(
    "text",
    [
        "After three days Murad Ataev was released.",
        "In 12 villages Murad Ataev collected taxes and was arrested.",
        "At Hoeryong Station Murad Ataev was arrested.",
        "On Monday Karasu District officials arrested Murad Ataev.",
    ],
)
def test_an_opening_of_other_words_does_not_cut_the_name(text: str) -> None:
    held = reading(text)
    assert any(p.name == "Murad Ataev" for p in held.people)
