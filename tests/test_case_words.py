"""What the case file says in words: sentences of events, dates, numbers, passages of a report."""

import re

import pytest

from secondsource.lexicon.phrases import phrase, phrases
from secondsource.model import Amount, Report, Span
from secondsource.publishing import dates, passages, sentences


@pytest.mark.parametrize("act", sorted(phrases().acts))
@pytest.mark.parametrize("status", ["asserted", "alleged", "refuted", "planned", "general"])
def test_every_act_makes_a_sentence(act: str, status: str) -> None:
    roles = {
        "actor": sentences.Role((sentences.Piece("Agents"),), True),
        "recipient": sentences.Role((sentences.Piece("the Ri family"),)),
        "item": sentences.Role((sentences.Piece("rice"),)),
    }
    for given in ({}, {"actor"}, {"recipient"}, {"actor", "recipient"}, set(roles)):
        gist = sentences.Gist(act, status, {name: roles[name] for name in given})  # type: ignore[arg-type]
        said = "".join(piece.text for piece in sentences.sentence(gist))
        assert not re.search(r"[{}\[\]|]|  | ,|None", said), said
        assert said[0].isupper()
        if given:
            assert phrase(act).noun in sentences.short(gist)
    assert len(phrase(act).sentence) >= 1


@pytest.mark.parametrize("name", ["empty", "negative", "small", "plural", "breaks", "bodies", "abbreviations"])
def test_word_lists_hold_words(name: str) -> None:
    words = getattr(phrases(), name)
    assert words
    assert all(isinstance(word, str) and word == word.lower() for word in words)


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        ("two officers", True),
        ("an officer of two branches", False),
        ("the officers in Musan", True),
        ("Ri", False),
        ("the head of the depots", False),
        ("police", True),
        ("a bus", False),
        ("14 households", True),
        ("1 man", False),
        ("Thomas", False),
        ("his parents", True),
        ("the boss", False),
    ],
)
def test_number(words: str, plural: bool) -> None:
    assert sentences.is_plural(words) is plural


@pytest.mark.parametrize(
    ("edtf", "said", "sentence"),
    [
        ("2024-05-04", "4 May 2024", "on 4 May 2024"),
        ("2024-05", "May 2024", "in May 2024"),
        ("2024", "2024", "in 2024"),
        ("2024-21", "spring 2024", "in spring 2024"),
        ("202X", "the 2020s", "in the 2020s"),
        ("XXXX-06", "June, year not stated", "in June, year not stated"),
        ("XXXX-06-04", "4 June, year not stated", "on 4 June, year not stated"),
        ("2021-06-11/2021-06-20", "mid-June 2021", "in mid-June 2021"),
        ("2021-06-01/2021-06-10", "early June 2021", "in early June 2021"),
        ("2023-02-21/2023-02-28", "late February 2023", "in late February 2023"),
        ("2021-06-03/2021-06-05", "3–5 June 2021", "between 3 and 5 June 2021"),
        ("2021-06-28/2021-07-02", "28 June 2021 to 2 July 2021", "between 28 June 2021 and 2 July 2021"),
        ("2021-05/..", "from May 2021 on", "from May 2021 on"),
        ("../2021-05", "until May 2021", "until May 2021"),
        ("no date", "no date", "in no date"),
        (None, "", ""),
    ],
)
def test_dates_in_words(edtf: str | None, said: str, sentence: str) -> None:
    assert dates.words(edtf) == said
    assert dates.when(edtf) == sentence


@pytest.mark.parametrize(
    ("duration", "said"),
    [
        ("P4M", "4 months"),
        ("P1D", "1 day"),
        ("P1Y6M", "1 year 6 months"),
        ("PT2H", "2 hours"),
        ("long", "long"),
        (None, ""),
    ],
)
def test_durations_in_words(duration: str | None, said: str) -> None:
    assert dates.lasting(duration) == said


@pytest.mark.parametrize(
    ("text", "trigger", "sentence"),
    [
        ("He left. Ri was held in May. She wept.", "held", "Ri was held in May."),
        ("Officers of No. 4 Bureau held him. So it was.", "held", "Officers of No. 4 Bureau held him."),
        ("“Ri was held.” She wept.", "held", "“Ri was held.”"),
        ("One line\nRi was held\nAnother", "held", "Ri was held"),
        ("Gen. Ri was held? Nobody knows.", "held", "Gen. Ri was held?"),
        ("She met Pak. Ri was held by J. Kim. It rained.", "held", "Ri was held by J. Kim."),
        ("Он ушёл. Его задержали. Всё.", "задержали", "Его задержали."),
        ("Ri was held", "held", "Ri was held"),
    ],
)
def test_a_passage_is_the_sentence(text: str, trigger: str, sentence: str) -> None:
    report = Report("r", text, ())
    at = text.index(trigger)
    (runs,) = passages.passages(report, [Span(at, at + len(trigger))], [])
    assert "".join(run.text for run in runs) == sentence
    assert [run.text for run in runs if run.named] == [trigger]


@pytest.mark.parametrize(
    ("times", "held"),
    [
        ((), None),
        (("2024-05",), "2024-05"),
        (("2024-05-04", "2024-05-06"), "2024-05-04/2024-05-06"),
        (("XXXX-05-04", "2024-05"), "2024-05-01/2024-05-31"),
        (("XXXX-05-04", "XXXX-05-06"), "XXXX-05-04"),
    ],
)
def test_a_disputed_time_is_drawn_as_the_stretch_that_holds_all(times: tuple[str, ...], held: str | None) -> None:
    assert dates.around(times) == held


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("No officer of the bureau", "an officer of the bureau"),
        ("no soldiers", "soldiers"),
        ("not a single monk", "a monk"),
        ("None of them", ""),
        ("none of the men", "the men"),
        ("Noh Kwang", "Noh Kwang"),
        ("an officer", "an officer"),
    ],
)
def test_who_a_denial_speaks_of(words: str, told: str) -> None:
    assert sentences._affirmed(words) == told


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(Span(0, 1), 30000, "CNY"), "30,000 yuan"),
        (Amount(Span(0, 1), 2.5, unit="ton"), "2.5 tons"),
        (Amount(Span(0, 1), 1, unit="person"), "1 person"),
        (Amount(Span(0, 1), 2, unit="box"), "2 boxes"),
        (Amount(Span(0, 1), 2, unit="hours"), "2 hours"),
        *((Amount(Span(0, 1), 3, unit=one), f"3 {several}") for one, several in phrases().plurals.items()),
        (Amount(Span(0, 1), 40, unit="percent"), "40 percent"),
        (Amount(Span(0, 1), 5000, "KPW", per="household"), "5,000 North Korean won a household"),
        (Amount(Span(0, 1), 12, "XAF"), "12 XAF"),
        (None, ""),
    ],
)
def test_amounts_in_words(amount: Amount | None, said: str) -> None:
    assert sentences.amount_words(amount) == said


def test_a_place_and_an_amount_are_told_once() -> None:
    roles = {
        "actor": sentences.Role((sentences.Piece("Traders in Musan"),), True),
        "item": sentences.Role((sentences.Piece("14 tons of copper in Musan"),)),
    }
    gist = sentences.Gist("smuggling", "asserted", roles, places=("Musan",), amounts=("14 tons",))
    assert (
        "".join(piece.text for piece in sentences.sentence(gist))
        == "Traders in Musan smuggled 14 tons of copper in Musan"
    )
