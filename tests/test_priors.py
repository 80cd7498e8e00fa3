"""Population priors and profiles: every entry is read, refers to something, and is an interval."""

from pathlib import Path

import pytest

from secondsource.errors import LexiconError, SecondSourceError
from secondsource.lexicon import acts, countries, loader, priors, profiles


@pytest.mark.parametrize("act", sorted(acts.acts()))
def test_every_act_has_a_circle_of_those_who_can_know(act: str) -> None:
    circle = priors.circle(act)
    assert circle is not None
    assert circle.open or 0 < circle.low <= circle.high


@pytest.mark.parametrize("code", sorted(countries.all_countries()))
def test_countries_have_a_population_where_a_file_of_the_country_is_there(code: str) -> None:
    if code in countries.in_full():
        assert priors.population(code) is not None


@pytest.mark.parametrize("country", priors.of_countries().values(), ids=lambda c: c.code)
def test_figures_are_of_places_that_the_country_has(country: priors.CountryPriors) -> None:
    known = {place.name for place in countries.places() if place.country == country.code}
    assert set(country.places) <= known


@pytest.mark.parametrize("kind", priors.general().kinds)
def test_kinds_are_kinds_of_places(kind: str) -> None:
    assert kind in countries.PlaceKind.__args__


@pytest.mark.parametrize("entry", priors.general().shares, ids=lambda e: e.words[0])
def test_every_word_of_a_share_is_read(entry: priors.Share) -> None:
    assert all(priors.share(word) == entry for word in entry.words)


@pytest.mark.parametrize("entry", priors.general().relations, ids=lambda e: e.words[0])
def test_every_word_of_a_relation_is_read(entry: priors.Relations) -> None:
    assert all(priors.relation(word) == entry for word in entry.words)


def test_a_figure_without_a_reference_is_refused() -> None:
    with pytest.raises(LexiconError, match="reference"):
        loader.parse("priors/xx.yaml", "code: xx\npopulation: {low: 1, high: 2}", priors.CountryPriors)


def test_an_interval_upside_down_is_refused() -> None:
    text = "code: xx\npopulation: {low: 3, high: 2, reference: counted}"
    with pytest.raises(LexiconError, match="low is above high"):
        loader.parse("priors/xx.yaml", text, priors.CountryPriors)


@pytest.mark.parametrize("profile", profiles.profiles().values(), ids=lambda p: p.name)
def test_what_a_profile_protects_are_acts(profile: profiles.Profile) -> None:
    assert set(profile.unnamed_recipients) <= set(acts.acts())
    assert profile.means


def test_a_field_that_a_profile_leaves_out_is_strict() -> None:
    strict = profiles.Profile("none", "nothing")
    assert (strict.place, strict.names, strict.source, strict.floor) == ("country", "none", "none", 20)
    assert not strict.linked
    assert not strict.quotes
    assert not strict.tips


def test_an_unknown_profile_is_answered_with_those_there_are() -> None:
    with pytest.raises(SecondSourceError, match=r"internal, partner, public"):
        profiles.profile("press")


def test_a_profile_of_ones_own_is_a_file(tmp_path: Path) -> None:
    own = tmp_path / "press.yaml"
    own.write_text("name: press\nmeans: For the press.\nplace: province\n", "utf-8")
    found = profiles.profile(str(own))
    assert (found.name, found.place, found.names) == ("press", "province", "none")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: public\nmeans: Mine.\n", "is taken"),
        ("name: press\nmeans: Mine.\nnames: everybody\n", "names"),
        ("name: press\nmeans: Mine.\nfloors: 3\n", "floors"),
    ],
)
def test_a_profile_that_says_something_else_is_refused(tmp_path: Path, text: str, told: str) -> None:
    own = tmp_path / "press.yaml"
    own.write_text(text, "utf-8")
    with pytest.raises(SecondSourceError, match=told):
        profiles.profile(str(own))
