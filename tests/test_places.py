"""Places in a text: names of the lexicon, names beside a word of locality, and names after a preposition of place."""

from itertools import pairwise

import pytest

from secondsource.lexicon import countries
from secondsource.model import Block, Place, Report, Span
from secondsource.reading import bodies, language, places


def _find(text: str) -> tuple[Place, ...]:
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),))
    doc = next(language.parse([report]))
    found = places.find(report, doc, bodies.find(report, doc))
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    return found


def _names(text: str) -> list[str]:
    return [place.name for place in _find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He was held in Hyesan.", ["Hyesan"]),
        ("He was held in Musan.", ["Musan County"]),
        ("A source in Yanggang-do said so.", ["Ryanggang Province"]),
        ("She fled from Keriye (in Chinese, Yutian) county at night.", ["Keriye County"]),
        ("In Yutian county of Xinjiang nobody spoke.", ["Keriye County", "Xinjiang"]),
        ("He lives in Pyoksong County, South Hwanghae Province.", ["Pyoksong County", "South Hwanghae Province"]),
        ("The road ends in Onakchi township.", ["Onakchi Township"]),
        ("Two men in Onakchi village died. Onakchi has one well.", ["Onakchi Village", "Onakchi Village"]),
        ("They were put in the Barambe camp near Keren.", ["Barambe", "Keren"]),
        ("He stood on the Tumen–Namyang bridge.", ["Tumen", "Namyang"]),
        ("A trader from Tongsa-ri wept.", ["Tongsa-ri"]),
        ("PYONGYANG, May 3 (XX) -- All is well.", ["Pyongyang"]),
        ("Flour is short in Mary, Turkmenistan.", ["Mary", "Turkmenistan"]),
        ("He died near Shwe Onbin last week.", ["Shwe Onbin"]),
        ("He was taken from Orbelin, Kirov Region.", ["Orbelin", "Kirov Region"]),
        ("Bread is short in Tashauz Region.", ["Dashoguz Province"]),
        ("The court in Tejen fined the Mary mill.", ["Tejen", "Mary"]),
        ("He was sent to Camp 14.", ["Camp 14"]),
        ("Boats crossed the Tumen River at night.", ["Tumen River"]),
    ],
)  # fmt: skip
def test_canonical_names_in_order(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Chinese traders came.", "Mary wept when she heard it.", "He spoke in Chinese on Friday.", "In May he left.",
        "The Bank of Canada said no.", "Radio Tumen Daily said so.", "Comrade Pak Songhwa was praised.",
        "She trusted in God.", "He spoke of Orazmuradov with care.",
    ],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    assert _names(text) == []


def test_a_place_knows_what_lies_around_it() -> None:
    found = _find("He was seen in Onakchi township, Musan County, and in Hyesan.")
    assert [(p.name, p.within) for p in found] == [
        ("Onakchi Township", "Musan County"),
        ("Musan County", "North Hamgyong Province"),
        ("Hyesan", "Ryanggang Province"),
    ]


@pytest.mark.parametrize(("word", "kind"), countries.world().localities.items())
def test_every_word_of_locality_makes_a_name_a_place(word: str, kind: str) -> None:
    found = _find(f"He came back to Onakchi {word} with her.")
    assert [(place.name.split()[0], place.kind) for place in found] == [("Onakchi", kind)]


@pytest.mark.parametrize("word", countries.world().preposed)
def test_words_of_locality_before_a_name(word: str) -> None:
    assert any("Onakchi" in name for name in _names(f"He knows the {word} of Onakchi well."))


@pytest.mark.parametrize("ending", countries.world().surname_endings)
def test_family_names_after_a_preposition_are_no_places(ending: str) -> None:
    assert _names(f"He had the car from Barabel{ending} last year.") == []


@pytest.mark.parametrize(("word", "english"), countries.world().locality_names.items())
def test_foreign_words_of_locality_are_given_in_english(word: str, english: str) -> None:
    assert _names(f"He came back to Onakchi {word} with her.") == [f"Onakchi {english}"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The money was found in Orlov's coat. Orlov ran.", "Orlov"),
        ("Shown in Korean dress, he sang Korean songs in a Korean bar.", "Korean"),
        ("SUMMARY – The baker was fined.", "SUMMARY"),
    ],
)
def test_a_name_that_mostly_stands_by_itself_is_no_place(text: str, name: str) -> None:
    assert name not in _names(text)


def test_a_place_that_no_lexicon_has_keeps_the_marks_on_its_letters() -> None:
    assert [p.name for p in _find("He was held in Hòa Lặc. They beat him in Hoa Lac.")] == ["Hòa Lặc", "Hòa Lặc"]


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("They worked at the Onakchi checkpoint for a year.", "Onakchi"),
        ("They prayed at the Onakchi monastery for a year.", None),
    ],
)
def test_a_site_lies_in_the_town_it_is_named_for(text: str, within: str | None) -> None:
    assert within in [p.within or p.name if within else p.within for p in _find(text)]


def test_a_settlement_behind_a_preposition_is_a_place() -> None:
    assert "Zhoukou" in countries.settlements()
    assert _names("She was held at Zhoukou for a week.") == ["Zhoukou"]
