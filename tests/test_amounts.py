"""Amounts of money, goods and people, from invented sentences."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from secondsource.lexicon.units import units
from secondsource.model import Amount, Block, Report, Span
from secondsource.reading import amounts
from secondsource.reading.language import pipeline


def read(text: str) -> tuple[Amount, ...]:
    report = Report("x.txt", text, (Block(Span(0, len(text)), "body"),))
    return amounts.find(report, pipeline().make_doc(text))


MONEY = [
    ("They paid $4,000 for it.", 4000, "USD", None),
    ("It fetched US$29,000 in cash.", 29000, "USD", None),
    ("He carried RMB 30,000 in a bag.", 30000, "CNY", None),
    ("She owed 3,000 Chinese yuan.", 3000, "CNY", None),
    ("They took 200 000 CUP from the till.", 200000, "CUP", None),
    ("A phone cost 340 MLC.", 340, "MLC", None),
    ("He asked for four million Syrian pounds.", 4_000_000, "SYP", None),
    ("The judge wanted 350 million tomans.", 350_000_000, "IRT", None),
    ("The levy is 30,000 kyats a head.", 30000, "MMK", "head"),
    ("They collected 5 lakh kyat per family.", 500000, "MMK", "family"),
    ("He sends 1.2 million won per month.", 1_200_000, "KPW", "month"),
    ("It cost a couple hundred dollars.", 200, "USD", None),
    ("It cost a couple of thousand dollars.", 2000, "USD", None),
    ("Each gave two to three hundred yuan.", 200, "CNY", None),
    ("The bribe was half a million roubles.", 500_000, "RUB", None),
    ("He gave one hundred and twenty thousand nakfa.", 120_000, "ERN", None),
    ("It is 3,000 won a day per stall.", 3000, "KPW", "stall per day"),
    ("The fee is €50 per person.", 50, "EUR", "person"),
    ("They took 500 yuan from every household.", 500, "CNY", "household"),
    ("It went for 250 dollars the ampoule.", 250, "USD", "ampoule"),
    ("A flat costs $1.5m in the capital.", 1_500_000, "USD", None),
    ("Three million CFA francs changed hands.", 3_000_000, "XAF", None),
    ("He paid between 3,000 and 5,000 yuan.", 3000, "CNY", None),
    ("They wanted 800,000 South Korean won.", 800_000, "KRW", None),
]


@pytest.mark.parametrize(("text", "value", "currency", "per"), MONEY)
def test_money(text: str, value: float, currency: str, per: str | None) -> None:
    found = [amount for amount in read(text) if amount.unit is None]
    assert [(a.value, a.currency, a.per) for a in found] == [(value, currency, per)]


COUNTED = [
    ("They hid 110 tons of corn.", 110, "ton"),
    ("He had a couple kilos of drugs.", 2, "kilogram"),
    ("She gave two cartons of cigarettes.", 2, "carton"),
    ("The police held 41 Vietnamese nationals.", 41, "person"),
    ("Some thirty doctors stayed away.", 30, "person"),
    ("Sixty households were moved.", 60, "household"),
    ("They took 13 young men.", 13, "person"),
    ("Twenty-five sacks of rice were gone.", 25, "sack"),
    ("They cut 300 cubic metres of larch.", 300, "cubic metre"),
    ("A haul of 100kg was shown.", 100, "kilogram"),
    ("He kept 40 percent.", 40, "percent"),
    ("More than a dozen families left.", 12, "family"),
]


@pytest.mark.parametrize(("text", "value", "unit"), COUNTED)
def test_goods_and_people(text: str, value: float, unit: str) -> None:
    assert [(a.value, a.unit, a.currency) for a in read(text)] == [(value, unit, None)]


NOTHING = [
    "Several hundred people came.",
    "He was 62 years old.",
    "Article 105 of the code applies.",
    "In 2019 he left for two months.",
    "A few bags were found.",
    "He lives at 12 Marx Street.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_amount(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("In Bujumbura the fine is 9,000 francs.", "BIF"),
        ("In Malabo the fine is 9,000 francs.", "XAF"),
        ("In Minsk the fine is 900 rubles.", "BYN"),
        ("In Havana the fine is 900 pesos.", "CUP"),
        ("The fine is 900 pesos.", None),
        ("The fine is 900 rubles.", "RUB"),
        ("Near Baku they paid 90 manats.", "AZN"),
        ("Near Ashgabat they paid 90 manats.", "TMT"),
        ("He paid 50 Burundi francs and then 90 francs.", "BIF"),
    ],
)
def test_shared_words_are_settled_by_the_report(text: str, currency: str | None) -> None:
    assert read(text)[-1].currency == currency


def test_a_bare_number_takes_the_currency_named_before() -> None:
    found = read("They wanted 150,000 nakfa. She handed 120,000 to a clerk.")
    assert [(a.value, a.currency) for a in found] == [(150_000, "ERN"), (120_000, "ERN")]


def test_a_bare_number_takes_the_currency_right_behind() -> None:
    found = read("He has 10 yuan. Rice rose from 10,000 to as much as 13,500 won.")
    assert [(a.value, a.currency) for a in found] == [(10, "CNY"), (10_000, "KPW"), (13_500, "KPW")]


CURRENCY_WORDS = [(word, code) for code, c in units().currencies.items() for word in c.words]
CURRENCY_CODES = [(written, code) for code, c in units().currencies.items() for written in c.codes]
CURRENCY_SYMBOLS = [(written, code) for code, c in units().currencies.items() for written in c.symbols]


@pytest.mark.parametrize(("word", "code"), CURRENCY_WORDS)
def test_every_currency_word_is_read(word: str, code: str) -> None:
    currency = units().currencies[code]
    adjective = next(iter(currency.adjectives), "")
    hint = next(iter(currency.hints), "")
    (amount,) = read(f"He paid 700 {adjective} {word}. {hint}")
    assert amount.currency == code or (not adjective and not hint)


@pytest.mark.parametrize(("written", "code"), CURRENCY_CODES)
def test_every_currency_code_is_read(written: str, code: str) -> None:
    assert read(f"He paid {written} 700.")[0].currency == code


@pytest.mark.parametrize(("written", "code"), CURRENCY_SYMBOLS)
def test_every_currency_symbol_is_read(written: str, code: str) -> None:
    assert read(f"He paid {written}700.")[0].currency == code


@pytest.mark.parametrize(("word", "factor"), [(w, f) for f, words in units().multipliers.items() for w in words])
def test_every_multiplier_is_read(word: str, factor: int) -> None:
    assert read(f"He paid 7 {word} yuan.")[0].value == 7 * factor


@pytest.mark.parametrize(("word", "unit"), [(w, u) for u, words in units().units.items() for w in words])
def test_every_unit_is_read(word: str, unit: str) -> None:
    assert [(a.value, a.unit) for a in read(f"They took 17 {word} away.")] == [(17, unit)]


@pytest.mark.parametrize(("word", "unit"), [(w, u) for u, words in units().people.items() for w in words])
def test_every_word_for_people_is_read(word: str, unit: str) -> None:
    assert [(a.value, a.unit) for a in read(f"They took 17 {word} away.")] == [(17, unit)]


@pytest.mark.parametrize("word", sorted(units().per))
def test_every_per_is_read(word: str) -> None:
    names = {"kilo": "kilogram", "kg": "kilogram", "liter": "litre", "meter": "metre", "pack": "packet"}
    assert read(f"They took 17 yuan per {word}.")[0].per == names.get(word, word)


PIECES = st.sampled_from(
    ["$", "US$", "4,000", "1.2", "9" * 400, "²", "million", "half a", "a couple of", "yuan", "pounds", "kg", "people",
     "per", "head", "each", " ", "\n", "-", "to", "cubic", "per cent", "%", "٣", "dozen", "ßé", ",", "."]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    found = amounts.find(
        Report("x.txt", text, ()),
        Doc(pipeline().vocab, words=[text], spaces=[False]) if text else pipeline().make_doc(""),
    )
    assert all(0 <= a.span.start < a.span.end <= len(text) for a in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(a.value >= 0 for a in found)
