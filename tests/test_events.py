"""What happened: triggers, roles, place, time, amount, merging, on invented sentences."""

import pytest

from secondsource.lexicon.acts import RoleExample, acts
from secondsource.model import Block, Event, Report, Span
from secondsource.reading.pipeline import read


def report(*paragraphs: str, title: str | None = None) -> Report:
    text, blocks = "", []
    for kind, paragraph in [("title", title)] * bool(title) + [("body", p) for p in paragraphs]:
        blocks.append(Block(Span(len(text), len(text) + len(str(paragraph))), kind))  # type: ignore[arg-type]
        text += f"{paragraph}\n\n"
    return Report("r.txt", text, tuple(blocks), outlet="Harbour Gazette", published="2022-06-15", title=title)


def events(*paragraphs: str, title: str | None = None) -> tuple[Report, tuple[Event, ...]]:
    told = report(*paragraphs, title=title)
    return told, read(told).events


def filled(told: Report, event: Event, role: str) -> str:
    return " + ".join(told.text[f.start : f.end] for f in getattr(event, role))


def one(told: Report, found: tuple[Event, ...], act: str) -> Event:
    assert act in [e.act for e in found], [(e.act, told.text[e.triggers[0].start : e.triggers[0].end]) for e in found]
    return next(e for e in found if e.act == act)


@pytest.mark.parametrize(
    ("act", "case"), [(a.act, case) for a in acts().values() for case in a.roles], ids=lambda v: getattr(v, "text", v)
)
def test_the_codebook_s_own_cases(act: str, case: RoleExample) -> None:
    told, found = events(case.text)
    event = one(told, found, act)
    assert case.trigger.split()[0] in " ".join(told.text[t.start : t.end] for t in event.triggers)
    for role in ("actor", "recipient"):
        wanted = getattr(case, role)
        if wanted:
            assert wanted in filled(told, event, role)


@pytest.mark.parametrize(
    ("sentence", "act", "role", "words"),
    [
        ("Two guards were sacked by the director.", "dismissal", "recipient", "Two guards"),
        ("Two guards were sacked by the director.", "dismissal", "actor", "the director"),
        ("The driver, who was detained at noon, sat in a van.", "arrest", "recipient", "The driver"),
        ("A driver detained by border police slept.", "arrest", "actor", "border police"),
        ("The abbot whom the soldiers arrested is old.", "arrest", "recipient", "The abbot"),
        ("The clerk was caught and punished.", "sentencing", "recipient", "The clerk"),
        ("The cook was ordered to leave the city.", "exile", "recipient", "The cook"),
        (
            "The court sentenced a baker and his son to two years.",
            "sentencing",
            "recipient",
            "a baker + his son",
        ),
        ("The dismissal of the rector surprised everyone.", "dismissal", "recipient", "the rector"),
        ("The rector's dismissal surprised everyone.", "dismissal", "recipient", "The rector"),
        ("They let the fisherman go on Monday.", "release", "recipient", "the fisherman"),
        ("A Ministry of Public Order officer was suspended.", "suspension", "recipient", "officer"),
        ("She had slipped the deputy head 1,500 yuan.", "bribery", "recipient", "the deputy head"),
        ("A driver was caught in Osh with opium.", "arrest", "recipient", "A driver"),
        ("A driver was caught in Osh with opium.", "smuggling", "actor", "A driver"),
    ],
)
def test_roles_follow_the_parse(sentence: str, act: str, role: str, words: str) -> None:
    told, found = events(sentence)
    assert words in filled(told, one(told, found, act), role)


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting was held in the morning.",
        "She takes the bus to work.",
        "The shop fetches fresh fish.",
        "The engine was released last year.",
        "He gave his mother a flower.",
        "The hall holds two hundred chairs.",
    ],
)
def test_words_of_many_meanings_need_their_arguments(sentence: str) -> None:
    _, found = events(sentence)
    assert not {e.act for e in found} & {"arrest", "imprisonment", "release", "bribery", "fine", "sentencing"}


@pytest.mark.parametrize(
    ("sentence", "act", "time"),
    [
        ("The baker was arrested on May 3.", "arrest", "2022-05-03"),
        ("The baker was tried on May 3 and sentenced to five years.", "sentencing", "2022-05-03"),
        ("A neighbour said on Tuesday that the baker was arrested.", "arrest", None),
        ("The baker was fined in March and released in April.", "release", "2022-04"),
        ("The baker sold bread in Pukchong until 2014, when the police arrested her.", "arrest", "2014"),
    ],
)
def test_a_time_is_that_of_the_clause(sentence: str, act: str, time: str | None) -> None:
    told, found = events(sentence)
    event = one(told, found, act)
    assert (event.time.edtf if event.time else None) == time


@pytest.mark.parametrize(
    ("sentence", "act", "place"),
    [
        ("The baker was arrested in Hyesan.", "arrest", "Hyesan"),
        ("A source in Hyesan said that the baker was arrested in Musan County.", "arrest", "Musan County"),
    ],
)
def test_a_place_is_where_the_act_is_not_where_its_source_is(sentence: str, act: str, place: str) -> None:
    told, found = events("A quiet spring came.", sentence)
    assert one(told, found, act).place == place


def test_whom_an_act_is_about_may_stand_in_the_sentences_before() -> None:
    told, found = events(
        "A baker was arrested in Hyesan on May 3. A search of the flat followed. The trial took an hour."
    )
    assert filled(told, one(told, found, "trial"), "recipient") == "A baker"


def test_whom_an_act_is_about_may_stand_in_the_paragraph_before() -> None:
    told, found = events("A baker was arrested in Hyesan on May 3.", "The trial took an hour.")
    assert filled(told, one(told, found, "trial"), "recipient") == "A baker"


@pytest.mark.parametrize(
    ("sentence", "act", "place", "rule"),
    [
        ("He was beaten twice.", "violence", "Hyesan", "carried"),
        ("He was beaten in Musan County.", "violence", "Musan County", "told"),
        ("A cousin sent him money from abroad.", "remittance", None, ""),
        ("He came from Musan County and was beaten.", "violence", "Hyesan", "carried"),
    ],
)
def test_an_act_without_a_place_is_set_where_the_report_is(
    sentence: str, act: str, place: str | None, rule: str
) -> None:
    told, found = events("A baker was arrested in Hyesan on May 3. A market in Hyesan was searched.", sentence)
    event = one(told, found, act)
    assert (event.place, event.place_rule) == (place, rule)


def test_an_amount_belongs_to_acts_of_money() -> None:
    told, found = events("The driver handed the inspector 500 yuan and was arrested.")
    assert (amount := one(told, found, "bribery").amount) is not None
    assert (amount.value, amount.currency) == (500, "CNY")
    assert one(told, found, "arrest").amount is None


def test_an_act_told_thrice_is_one_entry_and_its_headline_does_not_lead() -> None:
    _, found = events(
        "Orlov was arrested on May 3, a neighbour said.",
        "Orlov was detained at his shop.",
        title="Baker arrested over bread",
    )
    arrests = [e for e in found if e.act == "arrest"]
    assert len(arrests) == 1
    assert len(arrests[0].triggers) == 3
    assert arrests[0].triggers[0].start > len("Baker arrested over bread")


def test_two_people_are_two_entries() -> None:
    _, found = events("Orlov was arrested on May 3.", "His rival, a butcher named Petrov, was arrested on May 9.")
    assert len([e for e in found if e.act == "arrest"]) == 2


def test_ids_and_spans() -> None:
    told, found = events("Police arrested the baker in May. The court gave him two years.")
    assert [e.id for e in found] == [f"e{n}" for n in range(1, len(found) + 1)]
    assert all(told.text[t.start : t.end].strip() for e in found for t in e.triggers)
    assert all(e.rule for e in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "He was named by the Conference of Bakers.",
        "Orlov spoke to the Working Group on Arbitrary Detention.",
        "They called Orlov in the evening.",
        "The paper has disappeared from the site.",
        "An expired permit was found.",
    ],
)
def test_names_and_figures_of_speech_are_no_acts(sentence: str) -> None:
    _, found = events(sentence)
    acted = {"meeting", "arrest", "interrogation", "abduction", "death"}
    assert not {e.act for e in found} & acted


def test_an_act_announced_and_then_done_is_one_entry() -> None:
    _, found = events("The court will try Orlov, a clerk said.", "Orlov was tried on May 3.")
    assert len([e for e in found if e.act == "trial"]) == 1


@pytest.mark.parametrize(
    ("sentence", "act", "role"),
    [
        ("Orlov was put before a public trial at the stadium.", "trial", "actor"),
        ("Nobody beat Orlov.", "violence", "actor"),
        ("No one was arrested.", "arrest", "recipient"),
    ],
)
def test_nobody_and_the_act_itself_fill_no_role(sentence: str, act: str, role: str) -> None:
    told, found = events(sentence)
    assert filled(told, one(told, found, act), role) == ""


@pytest.mark.parametrize(
    ("sentence", "act", "words"),
    [
        ("The ministry announced that it had arrested the baker.", "arrest", "The ministry"),
        (
            "The baker was tried by a military tribunal and sentenced to five years.",
            "sentencing",
            "a military tribunal",
        ),
        ("A neighbour said it had rained and police arrested the baker.", "arrest", "police"),
    ],
)
def test_who_did_it_is_told_by_the_verb_before(sentence: str, act: str, words: str) -> None:
    told, found = events(sentence)
    assert filled(told, one(told, found, act), "actor") == words


@pytest.mark.parametrize(
    ("sentence", "acts"),
    [
        ("If he is arrested, his wife will sell the boat.", set()),
        ("He will not speak unless the owner is released.", set()),
        ("His wife asked us if he had been arrested.", {"arrest"}),
        ("The driver was arrested, as if he had killed a man.", {"arrest"}),
    ],
)
def test_a_mere_condition_is_no_event(sentence: str, acts: set[str]) -> None:
    assert {event.act for event in events(sentence)[1]} == acts
