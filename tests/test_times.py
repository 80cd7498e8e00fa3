"""Time expressions, from invented sentences."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from secondsource.lexicon.calendar import calendar
from secondsource.model import Block, Report, Span, Time
from secondsource.reading import edtf, times
from secondsource.reading.language import pipeline


def read(text: str, published: str | None = None) -> tuple[Time, ...]:
    report = Report("x.txt", text, (Block(Span(0, len(text)), "body"),), published=published)
    return times.find(report, pipeline()(text))


def values(text: str, published: str | None = None) -> list[str | None]:
    return [time.edtf for time in read(text, published)]


# Published on a Tuesday.
PUBLISHED = "2024-05-14"
DATED = [
    ("He was held on May 4.", "2024-05-04"),
    ("He was held on 4 May.", "2024-05-04"),
    ("He was held on May 20.", "2023-05-20"),
    ("He was held on the 4th of May, 2022.", "2022-05-04"),
    ("He was held on the first of March.", "2024-03-01"),
    ("They came on the night of 17 January 2023.", "2023-01-17"),
    ("They came on Thursday, May 9.", "2024-05-09"),
    ("They came on the 7th.", "2024-05-07"),
    ("They came on the 20th.", "2024-04-20"),
    ("They came on the 20th of last month.", "2024-04-20"),
    ("They met on May 3 and 4.", "2024-05-03/2024-05-04"),
    ("They met from April 30 to May 1.", "2024-04-30/2024-05-01"),
    ("They met between 3 and 6 March.", "2024-03-03/2024-03-06"),
    ("They met between 30 December and 2 January.", "2023-12-30/2024-01-02"),
    ("He fled last Thursday.", "2024-05-09"),
    ("He fled last Tuesday.", "2024-05-07"),
    ("He fled on Tuesday.", "2024-05-14"),
    ("He fled on Friday night.", "2024-05-10"),
    ("He fled on Monday (May 6).", "2024-05-06"),
    ("He fled on May 6, a Monday.", "2024-05-06"),
    ("He fled on May 3 or on May 4.", "2024-05-03/2024-05-04"),
    ("He fled a year ago, in June 2023.", "2023-06"),
    ("He fled in the last two weeks.", "2024-04-30/2024-05-14"),
    ("They fled over the past twelve months.", "2023-05/2024-05"),
    ("They fled during the last three years.", "2021/2024"),
    ("He fled this week.", "2024-05-13/2024-05-19"),
    ("He fled last week.", "2024-05-06/2024-05-12"),
    ("He fled on Thursday of last week.", "2024-05-09"),
    ("He fled last month.", "2024-04"),
    ("He fled last year.", "2023"),
    ("He fled at the weekend.", "2024-05-11/2024-05-12"),
    ("He fled in February of this year.", "2024-02"),
    ("He fled in June.", "2023-06"),
    ("He fled last August.", "2023-08"),
    ("He fled this spring.", "2024-21"),
    ("He fled in the fall.", "2023-23"),
    ("He fled in spring 2018.", "2018-21"),
    ("He fled on a spring day in 2018.", "2018-21"),
    ("He fled in mid-June 2021.", "2021-06-11/2021-06-20"),
    ("He fled early in March.", "2024-03-01/2024-03-10"),
    ("He fled in the last ten days of April.", "2024-04-21/2024-04-30"),
    ("He fled in the first five days of April.", "2024-04-01/2024-04-05"),
    ("He may be tried before May 20.", "../2024-05-20"),
    ("He could be tried on May 20.", "2024-05-20"),
    ("He sold bread until 2014, when he was arrested.", "2014"),
    ("She was freed on 12.04.24.", "2024-04-12"),
    ("He fled in the last days of April.", "2024-04-21/2024-04-30"),
    ("He fled in the first week of April.", "2024-04-01/2024-04-07"),
    ("He fled in the last week of February.", "2024-02-23/2024-02-29"),
    ("He fled in the second half of April.", "2024-04-16/2024-04-30"),
    ("He fled at the end of April.", "2024-04-21/2024-04-30"),
    ("He fled late last month.", "2024-04-21/2024-04-30"),
    ("They have waited since March.", "2024-03/.."),
    ("They have waited since the end of March.", "2024-03-21/.."),
    ("They will wait until October.", "../2024-10"),
    ("They must pay by the end of June.", "../2024-06-30"),
    ("They will pay before 10 October.", "../2024-10-10"),
    ("They will be tried in July.", "2024-07"),
    ("He came in 2019.", "2019"),
    ("He came in the 1990s.", "199X"),
    ("He came in the first half of 2023.", "2023-01/2023-06"),
    ("He came in the third quarter of 2023.", "2023-07/2023-09"),
    ("He came in 2015 and 2016.", "2015/2016"),
    ("He came between 2019 and this year.", "2019/2024"),
    ("He came three days ago.", "2024-05-11"),
    ("He came two months ago.", "2024-03"),
    ("He came a year ago.", "2023"),
    ("He came yesterday.", "2024-05-13"),
    ("He will come tomorrow.", "2024-05-15"),
    ("He came last night.", "2024-05-13"),
    ("He came on or about 2 February.", "2024-02-02"),
    ("He came on 2023-11-04.", "2023-11-04"),
    ("He came on 24.11.2023.", "2023-11-24"),
    ("He came on 11/24/2023.", "2023-11-24"),
    ("He came on 04/11/2023.", "2023"),
    ("He came in 02/2019.", "2019-02"),
    ("He came in Juche 112.", "2023"),
    ("He came on 18 Aban.", "2023-11-09"),
    ("He came on 18 Aban 1401.", "2022-11-09"),
    ("He came on 18 Aban (9 November).", "2023-11-09"),
    ("He came in early Aban 1402.", "2023-10-23/2023-11-01"),
    ("He came in 1399.", "2020-03-20/2021-03-20"),
    ("He came on 9 Tahsas.", "2023-12-19"),
    ("He came on New Year’s Day.", "2024-01-01"),
    ("He came on 29 February.", "2024-02-29"),
    ("He came on 3.5.2024.", "2024-05-03"),
    ("He came in the early hours of May 3.", "2024-05-03"),
    ("He came early on May 3.", "2024-05-03"),
    ("He came on 3 May last year.", "2023-05-03"),
    ("He came on the twenty-ninth of April.", "2024-04-29"),
    ("He came on the last day of April.", "2024-04-30"),
    ("He came on the last Friday of April.", "2024-04-26"),
    ("He came in the week of 1 May.", "2024-04-29/2024-05-05"),
    ("He came on the weekend of 4 and 5 May.", "2024-05-04/2024-05-05"),
    ("He came at the turn of the year.", "2023-12-17/2024-01-15"),
    ("He came in the first three months of 2023.", "2023-01/2023-03"),
    ("He came in the first quarter.", "2024-01/2024-03"),
    ("He came in March or April.", "2024-03/2024-04"),
    ("He came half a year ago.", "2023-11"),
    ("He came on the eve of May Day.", "2024-04-30"),
    ("He came at Tet 2018.", "2018-02-16"),
    ("He came on New Year’s Day 2019.", "2019-01-01"),
    ("He came on the eve of May Day 2019.", "2019-04-30"),
    ("He came on Friday after work.", "2024-05-10"),
    ("He came over the winter.", "2023-24"),
    ("He came early this morning.", "2024-05-14"),
    ("He will come in two weeks.", "2024-05-28"),
    ("He is due to come on Friday.", "2024-05-17"),
    ("The strike of 2020 has failed.", "2020"),
    ("He came on Aban 18.", "2023-11-09"),
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_against_the_date_of_publication(text: str, expected: str) -> None:
    assert values(text, PUBLISHED) == [expected]


IN_ORDER = [
    ("He was held on May 4. He was freed the next day.", ["2024-05-04", "2024-05-05"]),
    ("He was held on May 4. That night he died.", ["2024-05-04", "2024-05-04"]),
    ("He was held on May 4. The team came on the 7th.", ["2024-05-04", "2024-05-07"]),
    ("He was held on March 4. Two months later he died.", ["2024-03-04", "2024-05"]),
    ("He was held on March 4. A week later he died.", ["2024-03-04", "2024-03-11"]),
    ("In May 2019 he was tried for a sermon heard nine years earlier.", ["2019-05", "2010"]),
    ("He was held on 4 March 2018. In October he was freed.", ["2018-03-04", "2018-10"]),
    ("He was held on 4 March 2018. That summer he was freed.", ["2018-03-04", "2018-22"]),
    ("He was held on April 4. The day before, his son fled.", ["2024-04-04", "2024-04-03"]),
    ("He was held on May 4. On the third day he died.", ["2024-05-04", "2024-05-06"]),
    ("He was held on May 4. Early the next morning he died.", ["2024-05-04", "2024-05-05"]),
    ("He was held on 4 March 2022. On the Monday he died.", ["2022-03-04", "2022-03-07"]),
    ("He was held in March 2022. He died the next year.", ["2022-03", "2023"]),
    ("It was told on Monday that he was held on May 4.", ["2024-05-13", "2024-05-04"]),
]


@pytest.mark.parametrize(("text", "expected"), IN_ORDER)
def test_a_relative_date_goes_on_from_the_one_before(text: str, expected: list[str]) -> None:
    assert values(text, PUBLISHED) == expected


UNDATED = [
    ("He was held on Sept. 4.", ["XXXX-09-04"]),
    ("He was held in mid-June.", ["XXXX-06-11/XXXX-06-20"]),
    ("He was held on Thursday.", [None]),
    ("He was held last week.", [None]),
    ("He was held three days ago.", [None]),
    ("He was held in the fall.", ["XXXX-23"]),
    ("He was held on the 3rd.", ["XXXX-XX-03"]),
    ("He was held on May 31. The next day he died.", ["XXXX-05-31", "XXXX-06-01"]),
    ("He was held on Thursday 1 August. On Friday they came back.", ["XXXX-08-01", "XXXX-08-02"]),
    ("In March of 2018 they came. In April he died.", ["2018-03", "2018-04"]),
    ("They have waited since March.", ["XXXX-03/.."]),
]


@pytest.mark.parametrize(("text", "expected"), UNDATED)
def test_without_a_date_of_publication_the_year_stays_open(text: str, expected: list[str | None]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        ("2024-05", "He fled in April.", "2024-04"),
        ("2024-05", "He fled last month.", "2024-04"),
        ("2024-05", "He fled on Thursday.", None),
        ("2024", "He fled last year.", "2023"),
        ("2024", "He fled last month.", None),
        ("not a date", "He fled in April.", "XXXX-04"),
        ("2024-13-45", "He fled in April.", "XXXX-04"),
    ],
)
def test_a_date_of_publication_known_in_part(published: str, text: str, expected: str | None) -> None:
    assert values(text, published) == [expected]


DURATIONS = [
    ("He was held for four months.", "P4M"),
    ("He was given seven years.", "P7Y"),
    ("He got a 14-year sentence.", "P14Y"),
    ("He got a four-year term.", "P4Y"),
    ("He was held for a year and a half.", "P18M"),
    ("He was held for two and a half years.", "P30M"),
    ("He was held for half a year.", "P6M"),
    ("He was held for over forty days.", "P40D"),
    ("She came for eight or nine nights.", "P8D"),
    ("They stood for two hours.", "PT2H"),
    ("He was held for a fortnight.", "P2W"),
    ("He was held for twenty-five days.", "P25D"),
    ("He was held for two years before.", "P2Y"),
]


@pytest.mark.parametrize(("text", "expected"), DURATIONS)
def test_durations(text: str, expected: str) -> None:
    assert [(time.duration, time.edtf) for time in read(text, PUBLISHED)] == [(expected, None)]


NOT_TIMES = [
    "He may go.",
    "May the best man win.",
    "They march on.",
    "The 62-year-old was held.",
    "He is nine years old.",
    "Article 105 of the code applies.",
    "He lives at 12 Marx Street.",
    "The fall of the minister was sudden.",
    "The 7th Division moved.",
    "He paid 2000 yuan.",
    "It was in the middle of the night.",
    "She sat on the second bench.",
]


@pytest.mark.parametrize("text", NOT_TIMES)
def test_not_times(text: str) -> None:
    assert read(text, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("A woman told the paper on Friday that he fled.", "said_weekday"),
        ("He was arrested on Friday.", "weekday"),
        ("They are searched every winter.", "habit"),
        ("The market opens on Sundays.", "habit"),
        ("He was held for two days.", "duration"),
        ("After two days he was freed.", "after"),
        ("He was freed after over forty days in captivity.", "duration"),
        ("After a year of waiting he was dragged home.", "duration"),
    ],
)
def test_the_rule_tells_the_kind(text: str, rule: str) -> None:
    assert [time.rule for time in read(text, PUBLISHED)] == [rule]


def test_spans_hold_the_words() -> None:
    text = "He was held in mid-June, and freed on Dec. 3."
    assert [text[t.span.start : t.span.end] for t in read(text)] == ["in mid-June", "on Dec. 3"]


def test_blocks_that_are_not_read_part_two_expressions() -> None:
    assert values("He fled in May\n\n2019 was a bad year.", PUBLISHED)[0] == "2024-05"


BOOK = calendar()
MONTHS = [(word, number) for number, words in BOOK.months.items() for word in words]


@pytest.mark.parametrize(("word", "number"), MONTHS)
def test_every_month_is_read(word: str, number: int) -> None:
    assert values(f"He fled on 4 {word} 2020.") == [f"2020-{number:02}-04"]


@pytest.mark.parametrize("word", sorted(BOOK.doubtful_months))
def test_a_doubtful_month_alone_is_none(word: str) -> None:
    assert values(f"The {word} paper came.") == []


@pytest.mark.parametrize(("word", "number"), [(w, n) for n, words in BOOK.weekdays.items() for w in words])
def test_every_weekday_is_read(word: str, number: int) -> None:
    found = read(f"He fled on {word}.", "2024-05-12")
    assert [t.edtf for t in found] == ([None] if word.endswith("days") else [f"2024-05-{6 + number:02}"])


@pytest.mark.parametrize(("word", "code"), [(w, c) for c, words in BOOK.seasons.items() for w in words])
def test_every_season_is_read(word: str, code: int) -> None:
    assert values(f"He fled in the {word} of 2020.") == [f"2020-{code}"]


@pytest.mark.parametrize(("word", "unit"), [(w, u) for u, words in BOOK.units.items() for w in words])
def test_every_unit_is_read(word: str, unit: str) -> None:
    size = int(unit.strip("TDWMYH"))
    expected = f"PT{3 * size}{unit[-1]}" if unit[0] == "T" else f"P{3 * size}{unit[-1]}"
    found = [time.duration for time in read(f"He sat for three {word}.")]
    assert found == ([] if unit == "T1M" else [expected])


@pytest.mark.parametrize("word", BOOK.hours)
def test_every_part_of_a_day_is_read(word: str) -> None:
    assert values(f"He was held on 4 May 2020. That {word} he died.") == ["2020-05-04", "2020-05-04"]


@pytest.mark.parametrize(("word", "number"), [(w, n) for n, words in BOOK.numbers.items() for w in words if n])
def test_every_number_is_read(word: str, number: int) -> None:
    assert [time.duration for time in read(f"He sat for {word} days.")] == [f"P{number}D"]


@pytest.mark.parametrize(("word", "number"), [(w, n) for n, words in BOOK.ordinals.items() for w in words])
def test_every_ordinal_is_read(word: str, number: int) -> None:
    assert values(f"He fled on the {word} of May 2020.") == [f"2020-05-{number:02}"]


@pytest.mark.parametrize("phrase", sorted(BOOK.festivals))
def test_every_festival_is_read(phrase: str) -> None:
    expected = "/".join(f"2023-{part}" for part in BOOK.festivals[phrase].split("/"))
    assert values(f"He fled on {phrase}.", "2023-12-31") == [expected]
    assert values(f"He fled on {phrase.replace('’', chr(39))}.", "2023-12-31") == [expected]


@pytest.mark.parametrize(("phrase", "off"), sorted(BOOK.from_easter.items()))
def test_every_day_that_goes_by_easter_is_read(phrase: str, off: int) -> None:
    assert values(f"He fled on {phrase} 2023.") == [(date(2023, 4, 9) + timedelta(off)).isoformat()]


@pytest.mark.parametrize(
    ("word", "number", "name"),
    [(w, n, k) for k, c in BOOK.calendars.items() for n, words in c.months.items() for w in words],
)
def test_every_month_of_another_calendar_is_read(word: str, number: int, name: str) -> None:
    year = 1402 if name == "solar_hijri" else 2015
    day = edtf.from_calendar(name, year, number, 5)  # type: ignore[arg-type]
    assert day is not None
    assert values(f"He fled on 5 {word} {year}.") == [day.isoformat()] or name == "ethiopian"


@pytest.mark.parametrize("verb", sorted(BOOK.telling))
def test_every_verb_of_telling_is_one_word(verb: str) -> None:
    assert verb == verb.lower().strip()
    assert " " not in verb


@pytest.mark.parametrize(
    ("reckoning", "year", "month", "day", "expected"),
    [
        ("solar_hijri", 1404, 1, 1, "2025-03-21"),
        ("solar_hijri", 1403, 12, 30, "2025-03-20"),
        ("solar_hijri", 1357, 11, 22, "1979-02-11"),
        ("solar_hijri", 1402, 12, 31, None),
        ("ethiopian", 2016, 1, 1, "2023-09-12"),
        ("ethiopian", 2017, 1, 1, "2024-09-11"),
        ("ethiopian", 2016, 4, 8, "2023-12-18"),
    ],
)
def test_other_calendars(reckoning: str, year: int, month: int, day: int, expected: str | None) -> None:
    found = edtf.from_calendar(reckoning, year, month, day)  # type: ignore[arg-type]
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    "text", ["2023", "XXXX-09-04", "2018-21", "199X", "2024-03/..", "../2024-06-30", "XXXX-XX-03", "2019/2022"]
)
def test_valid(text: str) -> None:
    assert edtf.valid(text)


@pytest.mark.parametrize(
    "text", ["", "23", "2023-25", "2023-02-30", "2024/2023", "2023-05-04/2023-05-03", "../..", "..", "a/b/c"]
)
def test_not_valid(text: str) -> None:
    assert not edtf.valid(text)


PIECES = st.sampled_from(
    [
        "on",
        "in",
        "at",
        "the",
        "of",
        "from",
        "to",
        "between",
        "and",
        "or",
        "since",
        "until",
        "by",
        "before",
        "after",
        "for",
        "this",
        "that",
        "last",
        "next",
        "following",
        "same",
        "ago",
        "earlier\n",
        "",
        "",
        "",
        "later",
        "early",
        "mid",
        "late",
        "beginning",
        "end",
        "half",
        "first",
        "second",
        "last",
        "a",
        "few",
        "every",
        "two",
        "4",
        "31",
        "30",
        "29",
        "7th",
        "31st",
        "2019",
        "1399",
        "99999",
        "Feb.",
        "May",
        "June\n",
        "",
        "",
        "",
        "Aban",
        "Tahsas",
        "Friday",
        "Sunday",
        "spring",
        "fall",
        "winter",
        "day",
        "days",
        "week",
        "night",
        "morning",
        "month",
        "year",
        "years",
        "decade",
        "weekend",
        "hours",
        "1990s\n",
        "",
        "",
        "",
        "2023-02-30",
        "31.12.9999",
        "12/12/0001",
        "Juche",
        "112",
        "yesterday",
        "tomorrow",
        "Christmas",
        ",",
        ".",
        "-",
        "(",
        ")",
        "’",
        "s",
        "told",
        "will",
        "had",
        "\n",
    ]
)
PUBLICATION = st.one_of(
    st.none(), st.dates().map(str), st.sampled_from(["2024", "2024-02", "0001-01-01", "9999-12-31", "0000", "x", ""])
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join)), PUBLICATION)
@example("from May 31 to Feb. 29 the next year", "2024-03-01")
def test_any_text_gives_valid_times(text: str, published: str | None) -> None:
    words = text.split(" ")
    doc = Doc(pipeline().vocab, words=[word or " " for word in words]) if text else pipeline().make_doc("")
    found = times.find(Report("x.txt", doc.text, (), published=published), doc)
    assert all(0 <= t.span.start < t.span.end <= len(doc.text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.edtf is None or edtf.valid(t.edtf) for t in found)


YEARLESS = st.sampled_from(
    [
        "on",
        "in",
        "the",
        "of",
        "from",
        "to",
        "between",
        "and",
        "since",
        "until",
        "by",
        "before",
        "after",
        "this",
        "that",
        "last",
        "next",
        "same",
        "ago",
        "later",
        "early",
        "mid",
        "late",
        "end",
        "first",
        "two",
        "4",
        "31",
        "7th",
        "Feb.",
        "May",
        "June",
        "Friday",
        "spring",
        "fall",
        "winter",
        "day",
        "week",
        "night",
        "month",
        "year",
        "weekend",
        "yesterday",
        "Christmas",
        "Aban",
        "-",
        ",",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(YEARLESS, max_size=20))
def test_without_a_date_of_publication_no_year_is_invented(words: list[str]) -> None:
    doc = Doc(pipeline().vocab, words=words)
    for time in times.find(Report("x.txt", doc.text, ()), doc):
        assert time.edtf is None or not any(part[:4].isdigit() for part in time.edtf.split("/"))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("He died on May 9, two days after soldiers seized him.", ["2024-05-09", "2024-05-07"]),
        ("He lost his post on 7 May, eleven days before his arrest.", ["2024-05-07", "2024-05-18"]),
        ("He was freed on May 9. Two days later, they came.", ["2024-05-09", "2024-05-11"]),
        (
            "In March 2018 they were caught; eleven days later they were handed over.",
            ["2018-03", "2018-03-12/2018-04-11"],
        ),
        ("41.6.1 Treatment. He was beaten.", []),
        ("The judge opens at 10.05. He reads.", []),
        (
            "On 2.04 they stopped work. On 5.04 all came. Freed 9.04 from the colony.",
            ["2024-04-02", "2024-04-05", "2024-04-09"],
        ),
    ],
)
def test_a_time_that_hangs_on_another_and_figures_that_are_no_dates(text: str, dates: list[str]) -> None:
    assert [value for value in values(text, PUBLISHED) if value] == dates


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Three people were tried at the airfield last Tuesday, two people in the city told us.", False),
        ("Two people in the city told us last Tuesday that three people were tried.", True),
    ],
)
def test_a_time_closes_the_clause_before_the_one_that_tells(text: str, said: bool) -> None:
    assert [time.rule.startswith("said_") for time in read(text, PUBLISHED)] == [said]
