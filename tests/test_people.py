"""People: names found and found again, descriptions and pronouns given to the right one, ages."""

import pytest

from a_people import people_of, report_of, words_of
from secondsource.reading.people import by_token

NAMES = [
    ("A driver surnamed Kwak was fined on Monday.", "Kwak"),
    ("The clerk, a woman in her 30s identified by the family name Nam, was seized.", "Nam"),
    ("Police detained Sim Yong Ho, 44, at the station.", "Sim Yong Ho"),
    ("Police detained Sim Yong-ho, 44, at the station.", "Sim Yong-ho"),
    ("U Kyaw Zin Latt was taken from his house at night.", "Kyaw Zin Latt"),
    ("Captain Orazow beat the prisoner until he fell.", "Orazow"),
    ("The teacher, Galina Petrovna Sidorenko, was sentenced to two years.", "Galina Petrovna Sidorenko"),
    ("Yordanka Ruiz Peñalver, a nurse, said that she had been questioned twice.", "Yordanka Ruiz Peñalver"),
    ("His wife, Patigul, was taken to the camp.", "Patigul"),
    ("The farmer Vo Van Tam was beaten by guards.", "Vo Van Tam"),
    ("A man known only as Bahtiyar led the group over the river.", "Bahtiyar"),
    ("A seller whom everybody calls Kwak’s Mother was fined on Monday.", "Kwak’s Mother"),
    ("One of them trades under the name Kwak's mother.", "Kwak's mother"),
    ("The mother of a boy named Kwak was fined on Monday.", "Kwak"),
    ("Colonel Sokha told the court that she had signed the paper.", "Sokha"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str) -> None:
    report = report_of(text)
    _, people = people_of(report)
    assert name in [person.name for person in people]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Railways closed the line to Tumangang on Friday.",
        "Residents of the Northern Province paid the tax in March.",
        "The Evening Courier reported on Sunday that rice had become dearer.",
        "Rain fell on the Orlan River.",
    ],
)
def test_no_name(text: str) -> None:
    _, people = people_of(report_of(text))
    assert [person.name for person in people if person.name] == []


SAME = [
    ("A driver surnamed Kwak was fined. Kwak paid, and he left.", "Kwak", {"A driver", "Kwak", "he"}),
    ("Sim Yong Ho, 44, was arrested. Sim had sold fuel. The next day his wife came.", "Sim Yong Ho", {"Sim", "his"}),
    ("The broker, a 52-year-old woman surnamed Nam, was caught. The broker denied it.", "Nam", {"The broker"}),
    ("A captain surnamed Kwak was seized. The officer had taken money.", "Kwak", {"The officer"}),
    ("Osip Ivanov was the director of a mill. The director fled.", "Osip Ivanov", {"The director"}),
]


@pytest.mark.parametrize(("text", "name", "also"), SAME)
def test_mentions_of_one_person(text: str, name: str, also: set[str]) -> None:
    report = report_of(text)
    _, people = people_of(report)
    person = next(person for person in people if person.name == name)
    assert also <= set(words_of(report, person))


APART = [
    ("A captain surnamed Kwak was seized. Another captain surnamed Kwak was not.", "Kwak"),
    ("Sim Yong Ho, 44, was freed. Sim Yong Ho, 29, was not.", "Sim Yong Ho"),
]


@pytest.mark.parametrize(("text", "name"), APART)
def test_two_of_one_name_stay_apart(text: str, name: str) -> None:
    _, people = people_of(report_of(text))
    assert [person.name for person in people].count(name) == 2


def test_news_names_at_last_whom_it_opens_with() -> None:
    report = report_of(
        "A 31-year-old monk from the east has died in prison, a neighbour said.",
        "Lobsang Tharchin, 31, was arrested last year.",
        title="Monk dies in prison",
    )
    _, people = people_of(report)
    monk = next(person for person in people if person.name == "Lobsang Tharchin")
    assert {"A 31-year-old monk", "Lobsang Tharchin", "Monk"} <= set(words_of(report, monk))


def test_an_office_that_anybody_may_hold_does_not_keep_the_named_from_being_whom_news_opens_with() -> None:
    report = report_of(
        "A senior prosecutor in the border town has lost his post, a resident said.",
        "Kwak Chol Su, 51, was deputy head of the prosecutors office.",
    )
    _, people = people_of(report)
    prosecutor = next(person for person in people if person.name == "Kwak Chol Su")
    assert "A senior prosecutor" in words_of(report, prosecutor)


def test_kin_named_together_are_one_group_and_not_the_one_they_belong_to() -> None:
    report = report_of("Kwak Chol, 40, was jailed. His wife and two children were sent to the hills.")
    _, people = people_of(report)
    family = next(person for person in people if "His wife" in words_of(report, person))
    assert family.group
    assert family.name is None
    assert any("children" in words for words in words_of(report, family))


def test_the_two_are_the_group_of_two() -> None:
    report = report_of("Two inspectors searched the house. The two left with a radio.")
    _, people = people_of(report)
    pair = next(person for person in people if "Two inspectors" in words_of(report, person))
    assert "The two" in words_of(report, pair)


AGES = [
    ("Sim Yong Ho, 44, was arrested.", "44"),
    ("A man in his late 30s surnamed Kwak was arrested.", "late 30s"),
    ("A 19-year-old student was shot.", "19"),
    ("The tailor Ma Yun (61) was fined.", "61"),
    ("A woman in her early seventies was fined.", "early seventies"),
    ("A tailor was fined.", None),
]


@pytest.mark.parametrize(("text", "age"), AGES)
def test_age(text: str, age: str | None) -> None:
    _, people = people_of(report_of(text))
    assert people[0].age == age


def test_by_token_gives_the_innermost_person() -> None:
    report = report_of("Kwak Chol, 40, was jailed. Kwak’s wife left.")
    doc, people = people_of(report)
    found = by_token(doc, people)
    kwak = next(person for person in people if person.name == "Kwak Chol")
    owner, wife = [token for token in doc if token.text == "Kwak"][-1], next(t for t in doc if t.text == "wife")
    assert found[owner.i] == kwak.id
    assert found[wife.i] not in {None, kwak.id}


def test_every_mention_is_a_span_of_the_text() -> None:
    report = report_of("Kwak Chol, 40, was jailed. He wept.", title="Man jailed")
    _, people = people_of(report)
    for person in people:
        assert person.mentions
        assert all(0 <= m.start < m.end <= len(report.text) for m in person.mentions)
        assert all(text == text.strip() for text in words_of(report, person))


def test_what_is_not_live_is_not_read() -> None:
    report = report_of("Prices rose.")
    assert people_of(report)[1] == ()


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The trader Ri Song Min was arrested. He is 45.", "45"),
        ("The trader Ri Song Min was arrested. Ri was 45 years old.", "45"),
        ("The student Thiha Aung was beaten. She is in her twenties, a friend said.", "twenties"),
        ("Kim Il Nam was arrested. He is 20 kilometres away.", None),
        ("Kim Il Nam was arrested. He was 30 minutes late.", None),
    ],
)
def test_an_age_that_a_sentence_tells(text: str, age: str | None) -> None:
    _, found = people_of(report_of(text))
    assert [person.age for person in found if person.name] == [age]
