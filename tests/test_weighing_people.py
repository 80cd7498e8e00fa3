"""Names in their spellings, and who is one person over reports."""

from collections import defaultdict
from typing import Any

import pytest

from secondsource.lexicon import background, spellings
from secondsource.lexicon.standing import standing
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read
from secondsource.weighing import names, people
from secondsource.weighing.pipeline import weigh
from secondsource.weighing.told import prepare
from weighing_cases import written

NAMES = [
    ("Choe", "Choi", "single"),
    ("Ri", "Lee", "single"),
    ("Ri", "Yi", "single"),
    ("Pak", "Park", "single"),
    ("Ju Kyung Chol", "Ju Kyong-chol", "same"),
    ("Ri Yong Ho", "Lee Young-ho", "same"),
    ("Choe", "Chae", "different"),
    ("Han", "Ham", "different"),
    ("Han Il", "Ham Il", "different"),
    ("Pak Chol", "Pak Chol Su", "different"),
    ("Pak C. S.", "Pak Chol Su", "initial"),
    ("Ryom Song-hui", "Yom Song Hui", "same"),
    ("Comrade Ryom Song Hui", "Song-hui Yom", "same"),
    ("Mammetgeldi Orazow", "Mammetgeldy Orazov", "same"),
    ("B. Orazov", "Begench Orazov", "initial"),
    ("Begench Orazov", "Batyr Orazov", "different"),
    ("Abdurehim Tursun", "Tursun Abdurihim", "same"),
    ("U Kyaw Thu", "Kyaw Thu", "same"),
    ("Nguyễn Đình Hải", "Nguyen Dinh Hai", "same"),
    ("María Rojas Peña", "Maria Rojas", "part"),
    ("Ruslan Khalilov", "Rustam Khalilov", "different"),
    ("Tekle G/medhin", "Tekle Gebremedhin", "same"),
    ("Aliaksandr", "Aleksandr", "single"),
    ("Ri Yongho", "Lee Yong-ho", "same"),
    ("Hong Sun Ae", "Hong Soon-ae", "same"),
    ("Nam Thae Hwa", "Nam Tae-hwa", "same"),
    ("C. Myong-ho", "Chang Myong Ho", "initial"),
    ("Myong Ho", "Chang Myong-ho", "part"),
    ("Rejep Amanov", "Rejep Amanow", "same"),
    ("Serdar Annayev", "Serdar Annaev", "same"),
    ("Volha Hrydzeuskaja", "Volha Hrydzeuskaya", "same"),
    ("Dima Savchenko", "Dmitry Olegovich Savchenko", "part"),
    ("Sasha Belova", "Alexandra Belova", "same"),
    ("Sasha Belov", "Pavel Belov", "different"),
    ("T.V.L.", "Tran Van Lam", "initial"),
    ("T.V.K.", "Tran Van Lam", "different"),
    ("V.", "Vedernikov", "letter"),
    ("V.", "Tumanov", "different"),
    ("Zhou X-min", "Zhou Limin", "initial"),
    ("Zhou X-min", "Zhou Liqun", "different"),
    ("Zhou Mou", "Zhou Limin", "single"),
    ("Samir al-Haj", "S.H.", "initial"),
    ("Sh. R.", "Shirin Rostami", "initial"),
    ("Sh. R.", "Khalil Rostami", "different"),
    ("Xurshid To‘rayev", "Khurshid Turayev", "same"),
    ("Rahim", "Rahimullah", "single"),
    ("U Song Il", "U", "single"),
    ("U Song Il", "Woo Song-il", "same"),
    ("U Song Aung", "Song Aung", "same"),
    ("O Myong Sun", "Oh Myong-sun", "same"),
    ("Ma", "Ma Yonghe", "single"),
    ("Leyva Rojas", "Leiva Rojas", "same"),
    ("M.", "K. Morozka", "letter"),
    ("N. Sadiqi", "Nasrin", "letter"),
    ("N. Sadiqi", "Parwin", "different"),
    ("Pavel G.", "Pavel Hrybko", "initial"),
    ("S.M.", "Serdar Ataevich Meredow", "letter"),
    ("Rahim/Rahimullah", "Rahimullah", "single"),
]


@pytest.mark.parametrize(("a", "b", "match"), NAMES)
def test_names(a: str, b: str, match: str) -> None:
    assert names.compare(names.parse(a), names.parse(b)) == match
    assert names.compare(names.parse(b), names.parse(a)) == match


def test_a_byname_is_a_name() -> None:
    whole = names.called(names.parse("Ernesto Pineda"), "the foreman Ernesto “Grillo” Pineda")
    assert names.compare(whole, names.parse("Grillo")) == names.compare(names.parse("Grillo"), whole) == "single"
    assert names.compare(whole, names.parse("Topo")) == "different"


@pytest.mark.parametrize("phrase", standing().bynames)
def test_who_goes_by_another_name_is_known_by_both(phrase: str) -> None:
    behind = f", {phrase.replace('…', 'in the village')} Grillo, sold timber."
    whole = names.called(names.parse("Ernesto Pineda"), "Ernesto Pineda", [behind])
    assert names.compare(whole, names.parse("Grillo")) == "single"


@pytest.mark.parametrize(
    "behind", [" called the Grillo bar.", " sold Grillo timber.", ", Grillo and Topo sold timber."]
)
def test_what_only_stands_behind_a_name_is_no_byname(behind: str) -> None:
    whole = names.called(names.parse("Ernesto Pineda"), "Ernesto Pineda", [behind])
    assert names.compare(whole, names.parse("Grillo")) == "different"


@pytest.mark.parametrize("line", spellings.spellings().short_forms, ids=lambda line: line[0])
def test_short_forms_are_one_name(line: tuple[str, ...]) -> None:
    first = names.parse(f"{line[0]} Abenova")
    assert all(names.compare(first, names.parse(f"{form} Abenova")) == "same" for form in line)


@pytest.mark.parametrize("mask", sorted(spellings.spellings().masks))
def test_a_part_that_is_blacked_out_says_nothing(mask: str) -> None:
    assert names.parse(f"Zhou {mask.capitalize()}") == names.parse("Zhou")


@pytest.mark.parametrize("particle", sorted(spellings.spellings().particles))
def test_particles_have_no_initial(particle: str) -> None:
    assert names.compare(names.parse(f"Samir {particle} Hadad"), names.parse("S.H.")) == "initial"


@pytest.mark.parametrize("ending", spellings.spellings().compounds)
def test_compounds_are_one_name(ending: str) -> None:
    assert names.compare(names.parse("Zarin Abenov"), names.parse(f"Zarin{ending} Abenov")) == "same"


@pytest.mark.parametrize("line", spellings.spellings().korean_surnames, ids=lambda line: line[0])
def test_every_spelling_of_a_family_name_is_one(line: tuple[str, ...]) -> None:
    assert {names.parse(spelling.title()).family for spelling in line} == {line[0]}


@pytest.mark.parametrize("line", spellings.spellings().korean_syllables, ids=lambda line: line[0])
def test_every_spelling_of_a_syllable_is_one(line: tuple[str, ...]) -> None:
    first = names.parse(f"Paek {line[0]} Il")
    assert all(names.compare(first, names.parse(f"Paek {spelling} Il")) == "same" for spelling in line)


def test_no_spelling_stands_in_two_lines() -> None:
    for lines in (spellings.spellings().korean_surnames, spellings.spellings().korean_syllables):
        listed = [spelling for line in lines for spelling in line]
        assert len(listed) == len(set(listed))


@pytest.mark.parametrize("spelling", [s for line in spellings.spellings().consonants for s in line.of])
def test_every_consonant_has_its_class(spelling: str) -> None:
    assert names.skeleton(f"a{spelling}a") or spelling in "wy"


@pytest.mark.parametrize("word", sorted(spellings.spellings().honorifics))
def test_honorifics_are_no_part_of_a_name(word: str) -> None:
    assert names.parse(f"{word} Zarina Abenova").parts == ("zarina", "abenova")


@pytest.mark.parametrize("name", sorted(spellings.spellings().common))
def test_common_names_weigh_less(name: str) -> None:
    assert names.weight(names.parse(name)) < names.weight(names.parse("Zarina"))


@pytest.mark.parametrize("field", standing().__struct_fields__)
def test_every_list_of_standing_is_filled(field: str) -> None:
    entries = getattr(standing(), field)
    assert entries
    assert all(entry == entry.lower() for entry in entries if isinstance(entry, str))


def test_common_words_are_known() -> None:
    assert 0 < background.counts()["arrest"] <= background.stories()


@pytest.mark.parametrize(
    ("word", "sex"), [(w, "m") for w in sorted(standing().male)] + [(w, "f") for w in sorted(standing().female)]
)
def test_words_that_tell_the_sex(word: str, sex: str) -> None:
    told = prepare(told_of("a.txt", {"name": None, "mention": f"the {word} of the granary"}))
    assert [persona.sex for persona in told.personas] == [sex]


STORY = (
    "The granary of Onchon burned in March, and the ledger of 4,127 sacks with it. Investigators from the grain office "
    "sifted the ashes for two days; neighbours had seen oxcarts leave by the river gate. The sacks were never found."
)


def told_of(name: str, person: dict[str, Any], outlet: str = "Lighthouse Post", story: str = STORY) -> Reading:
    """A report on one story that tells of one person."""
    text = f"{person['mention']} was questioned.\n{story}"
    event = {"act": "interrogation", "trigger": "questioned", "recipient": ["p"], "status": "asserted"}
    entry = {"people": {"p": {"posts": [], **person}}, "events": [event | {"source": "narrator"}]}
    return written(name, text, entry, outlet)


def post(title: str, org: str = "Onchon granary", place: str = "Onchon") -> list[dict[str, str]]:
    return [{"title": title, "org": org, "place": place}]


KEEPER = {"name": "Ryom Song Hui", "mention": "Ryom Song Hui, keeper of the granary", "posts": post("keeper")}
FAR = (
    "Prices of salt rose in the ports, and fishermen asked for thicker nets before the herring came. In the harbour of "
    "Sinpo a clerk said the ice house had stood empty since autumn, and that women carried squid to a night market by "
    "bicycle. A ferry captain blamed the tide; the fuel depot had sold its last barrels of diesel to the quarry."
)
SAME = [
    (KEEPER, {"name": "Yom Song-hui", "mention": "keeper Yom Song-hui", "posts": post("keeper")}, STORY, True),
    (KEEPER, {"name": "Ryom", "mention": "Ryom, the keeper", "posts": post("keeper")}, STORY, True),
    (KEEPER, {"name": None, "mention": "the keeper of the granary", "posts": post("keeper")}, STORY, True),
    (
        KEEPER,
        {"name": "Ryom Chol", "mention": "Ryom Chol, keeper of the granary", "posts": post("keeper")},
        STORY,
        False,
    ),
    (KEEPER, {"name": None, "mention": "the new keeper of the granary", "posts": post("keeper")}, STORY, False),
    (KEEPER, {"name": "Ryom", "mention": "Ryom, a soldier", "posts": post("soldier", "army", "Sinpo")}, FAR, False),
    (KEEPER, {"name": "Ryom", "mention": "Ryom"}, FAR, False),
    (KEEPER | {"age": "62"}, {"name": "Ryom", "mention": "Ryom, a keeper", "age": "31"}, STORY, False),
    (
        {"name": "Choe", "mention": "Choe, the keeper", "posts": post("keeper")},
        {"name": "Chae", "mention": "Chae, the keeper", "posts": post("keeper")},
        STORY,
        False,
    ),
    (
        {"name": "Ryom", "mention": "Aunt Ryom, a keeper", "posts": post("keeper")},
        {"name": "Ryom", "mention": "a man, a keeper, called Ryom", "posts": post("keeper")},
        STORY,
        False,
    ),
    (
        {"name": "Anvar Yusuf", "mention": "Anvar Yusuf, keeper of the granary", "posts": post("keeper")},
        {"name": "Yusuf Anvar", "mention": "Yusuf Anvar, a surgeon", "posts": post("surgeon", "eye clinic", "Sinpo")},
        STORY,
        False,
    ),
]


@pytest.mark.parametrize(("a", "b", "story", "same"), SAME)
def test_same_person(a: dict[str, Any], b: dict[str, Any], story: str, same: bool) -> None:
    found = weigh([told_of("a.txt", a), told_of("b.txt", b, "Delta Observer", story)]).people
    assert [person.members for person in found] == ([("a.txt:p", "b.txt:p")] if same else [])


def told_of_two(first: dict[str, Any], second: dict[str, Any]) -> Reading:
    """A report on one story that tells of two persons, ``p`` and ``q``."""
    text = f"{first['mention']} was questioned.\n{second['mention']} was asked, too.\n{STORY}"
    event = {"act": "interrogation", "status": "asserted", "source": "narrator"}
    events = [event | {"trigger": "questioned", "recipient": ["p"]}, event | {"trigger": "asked", "recipient": ["q"]}]
    return written("b.txt", text, {"people": {"p": first, "q": second}, "events": events}, "Delta Observer")


SOLDIER = {"name": "Ryom", "mention": "Ryom, a soldier of the garrison", "posts": post("soldier", "Onchon granary")}
BARE_KEEPER = {"name": "Ryom", "mention": "a keeper, also called Ryom", "posts": post("keeper")}


def test_of_two_namesakes_the_one_with_the_post_is_meant() -> None:
    first = prepare(told_of("a.txt", {"name": "Ryom", "mention": "Ryom, the keeper", "posts": post("keeper")}))
    second = prepare(told_of_two(SOLDIER, BARE_KEEPER))
    pair = people.Pair(first, second, one_story=True, like=1.0)
    nothing: dict[str, frozenset[tuple[str, str]]] = defaultdict(frozenset)
    found = {other.key: traits for _, other, traits in people.pairs(pair, lambda a, b: 0.0, nothing)}
    assert found["b.txt:p"] is None
    assert found["b.txt:q"] is not None


def test_of_two_spellings_in_one_report_neither_is_meant() -> None:
    keeper = {"name": "Sergei Moroz", "mention": "Sergei Moroz, keeper of the granary", "posts": post("keeper")}
    longer = {"name": "Sergei Ivanovich Moroz", "mention": "keeper Sergei Ivanovich Moroz", "posts": post("keeper")}
    bare = {"name": "Siarhei Maroz", "mention": "Siarhei Maroz", "posts": []}
    assert weigh([told_of("a.txt", keeper), told_of_two(longer, {**bare, "name": None, "mention": "a porter"})]).people
    assert not weigh([told_of("a.txt", keeper), told_of_two(longer, bare)]).people


def test_a_pronoun_makes_nobody_several() -> None:
    text = "The director of the mine was removed from his post in May, a worker said."
    report = Report("r.txt", text, (Block(Span(0, len(text)), "body"),), "Northern Post", "2024-05-10")
    assert [(each.many, each.titles) for each in prepare(read(report)).personas] == [(False, frozenset({"director"}))]
