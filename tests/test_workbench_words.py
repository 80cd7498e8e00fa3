"""The workbench in other languages: every word is there, with the same gaps; dates as a reader writes them."""

import re
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from secondsource.workbench import languages, rendering

OTHERS = [code for code in languages.LANGUAGES if code != "en"]
FROM_CODE = {
    "a source", "the report itself", "a report", "report", "Recorded.",
    "the address is not this workbench's", "Use the address that secondsource serve printed.",
    "the request comes from another page", "Open the workbench itself.", "a link on another page led here",
    "Follow it from here, if you meant to.", "nothing is changed from outside the workbench",
    "Use the workbench itself.", "you are not signed in, or were away for long", "Sign in anew.",
    "the address was used already, or a newer one holds", "too many tries; wait a minute",
    "the name or the password is wrong",
}  # fmt: skip
"""Said by modules rather than templates."""


def spoken() -> set[str]:
    """What the templates say: of a word with a plural, the singular."""
    folder = resources.files("secondsource.workbench") / "templates"
    found = set(FROM_CODE)
    for file in folder.iterdir():
        for _, _, words in rendering.environment("en").extract_translations(file.read_text("utf-8")):
            found.add(words if isinstance(words, str) else next(word for word in words if word))
    return found


def gaps(words: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", words))


@pytest.mark.parametrize("code", OTHERS)
def test_a_catalogue_has_every_word_and_no_other(code: str) -> None:
    file = resources.files("secondsource.workbench") / "locales" / f"{code}.po"
    with file.open("rb") as held:
        entries = {one.id if isinstance(one.id, str) else one.id[0]: one for one in read_po(held) if one.id}
    assert spoken() - set(entries) == set()
    assert set(entries) - spoken() == set()
    for one in entries.values():
        told = one.string if isinstance(one.string, str) else one.string[0]
        asked = one.id if isinstance(one.id, str) else one.id[-1]
        assert told, one.id
        assert gaps(told) == gaps(asked), one.id


@pytest.mark.parametrize(
    ("wanted", "accepted", "spoken"),
    [
        (None, None, "en"),
        ("ko", "en-GB,en;q=0.9", "ko"),
        ("xx", "fr-FR,ko;q=0.8,en;q=0.5", "ko"),
        (None, "fr-FR, de;q=0.8", "en"),
    ],
)
def test_the_language_is_the_one_chosen_or_else_the_browsers(
    wanted: str | None, accepted: str | None, spoken: str
) -> None:
    assert languages.chosen(wanted, accepted) == spoken


@pytest.mark.parametrize(
    ("edtf", "korean"),
    [
        (None, ""),
        ("2023-05-04", "2023년 5월 4일"),
        ("2023-05", "2023년 5월"),
        ("2023", "2023년"),
        ("202X", "2020년대"),
        ("2021-22", "2021년 여름"),
        ("XXXX-09-04", "9월 4일 (연도 미상)"),
        ("2023-05-04/2023-05-09", "2023년 5월 4일 ~ 2023년 5월 9일"),
        ("../2023-05", "2023년 5월까지"),
        ("2023-05/..", "2023년 5월부터"),
    ],
)
def test_dates_are_written_as_koreans_write_them(edtf: str | None, korean: str) -> None:
    assert languages.dated(edtf, "ko") == korean


def test_whatever_a_report_says_cannot_become_markup() -> None:
    wild = "<script>alert(1)</script>\u202e"
    text = rendering.environment("en").from_string("{{ words }}{{ {'a': words}|data }}").render(words=wild)
    assert "<script" not in text
    assert "\u202e" not in text.split("{")[0]


def test_reports_named_in_a_reason_become_links() -> None:
    text = (
        rendering.environment("en")
        .from_string("{{ reason|linked }}")
        .render(reason="Hill <Radio> (r0000012) denies it")
    )
    assert '<a href="/reports/r0000012">report</a>' in text
    assert "Hill &lt;Radio&gt;" in text
