"""What is known of countries is read, whole, from YAML."""

import pytest

from secondsource.errors import LexiconError
from secondsource.lexicon import countries, loader
from secondsource.lexicon.countries import Country
from secondsource.reading import gazetteer

FILES = [name for name in loader.files("countries") if not name.endswith("general.yaml")]


@pytest.mark.parametrize("name", FILES)
def test_a_country_file_is_named_after_its_code(name: str) -> None:
    country = loader.load(name, Country)
    assert name == f"countries/{country.code}.yaml"
    assert countries.all_countries()[country.code] is country


@pytest.mark.parametrize("body", countries.bodies(), ids=lambda b: f"{b.country}-{b.name}")
def test_every_name_of_a_body_leads_to_it(body: countries.BodyEntry) -> None:
    for form in (*body.forms, *body.abbreviations):
        named = countries.body_named(form, body.country)
        assert named is not None
        assert named.country == body.country


def test_every_place_is_found_by_each_of_its_forms() -> None:
    missing = []
    for place in countries.places():
        for form in place.forms:
            found = gazetteer.names(gazetteer.plain(form))
            if not any(place in name.entry.places for name in found if name.start == 0):
                missing.append((place.name, form))
    assert missing == []


def test_the_place_around_a_place_is_known_too() -> None:
    known = {(place.country, place.name) for place in countries.places()}
    lost = {(p.country, p.within) for p in countries.places() if p.within and (p.country, p.within) not in known}
    assert lost == set()


@pytest.mark.parametrize("country", countries.all_countries().values(), ids=lambda c: c.code)
def test_money_words_ranks_titles_and_names_are_read(country: Country) -> None:
    words = countries.currency_words(country.code)
    for currency in country.currencies:
        assert all(word in words for word in currency.words)
    assert {rank.casefold() for rank in country.ranks} <= countries.ranks()
    assert {title.casefold() for title in country.titles} <= countries.titles()
    assert set(country.surnames) <= countries.surnames(country.code)
    assert set(country.given_names) <= countries.given_names(country.code)
    assert set(country.honorifics) <= countries.honorifics()
    assert {*country.demonyms, *country.peoples} <= set(countries.demonyms())


def test_money_words_are_in_lower_case() -> None:
    assert [word for word in countries.currency_words() if word != word.lower()] == []


@pytest.mark.parametrize(
    ("word", "country", "code"),
    [
        ("won", None, "KPW"), ("won", "kp", "KPW"), ("yuan", "kp", "CNY"), ("kuai", None, "CNY"),
        ("toman", None, "IRT"), ("rial", "ir", "IRR"), ("rials", "sa", "SAR"), ("peso", "cu", "CUP"),
        ("mlc", "cu", "MLC"),
        ("$", None, "USD"),
        ("manat", "tm", "TMT"), ("manat", "az", "AZN"), ("kyat", "mm", "MMK"), ("francs", "bi", "BIF"),
        ("francs", "gq", "XAF"), ("pounds", "sy", "SYP"), ("pounds", None, "GBP"), ("roubles", "by", "BYN"),
        ("roubles", None, "RUB"), ("dong", None, "VND"), ("riel", None, "KHR"), ("kip", None, "LAK"),
        ("somoni", None, "TJS"), ("nakfa", None, "ERN"), ("córdobas", None, "NIO"), ("lira", "tr", "TRY"),
    ],
)  # fmt: skip
def test_a_word_of_money_has_its_code(word: str, country: str | None, code: str) -> None:
    assert countries.currency_words(country)[word] == code


@pytest.mark.parametrize(
    ("name", "country", "canonical"),
    [
        ("State Security Department", "kp", "Ministry of State Security"),
        ("bowibu", None, "Ministry of State Security"),
        ("Ministry of People's Security", None, "Ministry of Social Security"),
        ("MPS", "vn", "Ministry of Public Security"),
        ("MPS", "kp", "Ministry of Social Security"), ("the KGB", "by", "State Security Committee"),
        ("SNR", None, "National Intelligence Service"), ("nobody's office", None, None),
    ],
)  # fmt: skip
def test_old_names_and_abbreviations(name: str, country: str | None, canonical: str | None) -> None:
    found = countries.body_named(name, country)
    assert (found.name if found else None) == canonical


def test_state_media_are_told_from_others() -> None:
    assert {"Rodong Sinmun", "KCNA", "Granma", "BelTA"} <= countries.state_media()
    assert "Radio Free Asia" not in countries.state_media()
    assert "Radio Free Asia" in countries.media()


def test_coordinates_are_of_places_of_the_lexicon() -> None:
    known = {(place.country, place.name) for place in countries.places()}
    assert set(countries.coordinates()) <= known
    latitude, longitude = countries.coordinates()["kp", "Hyesan"]
    assert (round(latitude), round(longitude)) == (41, 128)


@pytest.mark.parametrize(
    ("code", "area", "south", "north", "west", "east"),
    [
        ("kp", "Ryanggang Province", 40, 42, 126.5, 129),
        ("kp", "North Korea", 37.5, 43, 124, 131),
        ("by", "Hrodna Region", 52.5, 55.2, 23, 27),
        ("kh", "Takeo Province", 10.4, 11.5, 104.4, 105.2),
    ],
)
def test_an_area_lies_where_its_settlements_do(
    code: str, area: str, south: float, north: float, west: float, east: float
) -> None:
    latitude, longitude = countries.coordinates()[code, area]
    assert south < latitude < north
    assert west < longitude < east


@pytest.mark.parametrize(
    "text",
    ["code: xx\nname: X\ncolour: red\n", "code: xx\n", "code: xx\nname: X\nplaces: [{kind: star, names: {A: }}]\n"],
)
def test_a_faulty_country_is_refused_with_its_file(text: str) -> None:
    with pytest.raises(LexiconError, match=r"lexicon/countries/xx\.yaml"):
        loader.parse("countries/xx.yaml", text, Country)


WORLD = countries.world()


@pytest.mark.parametrize(
    "list_", ["place_prepositions", "outlet_words", "not_names", "openers", "not_topics", "bare_localities", "preposed"]
)
def test_lists_hold_no_word_twice(list_: str) -> None:
    words = getattr(WORLD, list_)
    assert len(words) == len(set(words)), [word for word in words if words.count(word) > 1]
