"""The lexicon of words for persons is read as it is written."""

import pytest

from secondsource.lexicon import names, titles
from secondsource.lexicon.countries import all_countries
from secondsource.lexicon.describing import Describing, describing

DATA = titles.titles()


@pytest.mark.parametrize(("kind", "noun"), [(kind, noun) for kind, nouns in DATA.nouns.items() for noun in nouns])
def test_noun_is_read(kind: str, noun: str) -> None:
    found = titles.nouns()[noun]
    assert (found.lemma, found.kind) == (noun, kind)


@pytest.mark.parametrize(("singular", "plural"), sorted(DATA.irregular.items()))
def test_irregular_plural_is_read(singular: str, plural: str) -> None:
    assert titles.nouns()[plural].lemma == singular


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("policemen", "policeman"),
        ("deputies", "deputy"),
        ("bosses", "boss"),
        ("drivers", "driver"),
        ("persons", "person"),
    ],
)
def test_regular_plural(plural: str, singular: str) -> None:
    found = titles.nouns()[plural]
    assert found.plural
    assert found.lemma == singular


@pytest.mark.parametrize("sex", ["female", "male"])
def test_sexed_nouns_are_nouns(sex: str) -> None:
    for noun in getattr(DATA, sex):
        assert titles.nouns()[noun].gender == sex[0], noun


@pytest.mark.parametrize(("word", "other"), sorted(titles.stands_for()))
def test_stands_for_names_nouns_and_kinds(word: str, other: str) -> None:
    assert word in titles.nouns()
    assert other in titles.nouns() or other in DATA.nouns


@pytest.mark.parametrize(
    ("kind", "noun"), [(kind, noun) for kind, nouns in DATA.serves.items() for noun in sorted(nouns)]
)
def test_serves_at(kind: str, noun: str) -> None:
    assert noun in titles.nouns()
    assert kind in titles.serves_at(noun)


@pytest.mark.parametrize(("short", "noun"), sorted(DATA.short.items()))
def test_short_form_is_its_noun(short: str, noun: str) -> None:
    assert titles.nouns()[short].lemma == noun


@pytest.mark.parametrize(("form", "sex"), sorted(DATA.address.items()))
def test_address_tells_a_sex_or_none(form: str, sex: str) -> None:
    assert form == form.lower()
    assert sex in {"", "f", "m"}


@pytest.mark.parametrize("field", Describing.__struct_fields__)
def test_describing_words_are_lower_case(field: str) -> None:
    words = getattr(describing(), field)
    assert words
    assert all(word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("parts", "sex"),
    [
        (("Galina", "Orlova"), "f"),
        (("Petrosyan", "Aram", "Levonovich"), "m"),
        (("Ataeva",), "f"),
        (("Pak", "Chol"), ""),
        (("Carlos", "Rivero", "Solís"), "m"),
    ],
)
def test_sex_of_a_name(parts: tuple[str, ...], sex: str) -> None:
    assert names.gender(parts) == sex


@pytest.mark.parametrize("given", names.names().female_names.split())
def test_female_name_is_read(given: str) -> None:
    assert names.gender((given,)) == "f"


@pytest.mark.parametrize("given", names.names().male_names.split())
def test_male_name_is_read(given: str) -> None:
    assert names.gender((given,)) == "m"


@pytest.mark.parametrize("ending", names.names().female_endings + names.names().male_endings)
def test_ending_tells_a_sex(ending: str) -> None:
    assert names.gender((f"Xxxx{ending}",)) == ("f" if ending in names.names().female_endings else "m")


def test_family_names_and_other_words_are_apart() -> None:
    assert not names.family_first() & names.not_names()
    assert names.human_verbs()


@pytest.mark.parametrize("word", sorted(names.names().named_by | names.names().name_nouns | DATA.former))
def test_naming_words_are_lower_case(word: str) -> None:
    assert word == word.lower()


@pytest.mark.parametrize("country", sorted(all_countries()))
def test_names_ranks_and_forms_of_address_of_a_country_are_known(country: str) -> None:
    entry = all_countries()[country]
    assert set(entry.surnames) - names.not_names() <= names.known()
    ranks = {rank for rank in entry.ranks if rank.isalpha() and len(rank) > 3}
    assert ranks - {name.lower() for name in names.known()} <= titles.nouns().keys()
    assert {form.lower() for form in entry.honorifics if " " not in form} <= titles.address().keys()
