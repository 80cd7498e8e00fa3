"""The JSON format, value by value, where a real report would not show all of it."""

import json

import pytest

from secondsource.model import Amount, Attribution, Event, Reading, Report, RestsOn, Source, Span, Time, Weighing
from secondsource.publishing import wire

TEXT = "A source said:\u2028two kilograms of rice, 한국."
REPORT = Report("one.txt", TEXT, ())


def one_event(**fields: object) -> dict[str, object]:
    event = Event("e1", "shortage", (Span(0, 1), Span(2, 8)), **fields)  # type: ignore[arg-type]
    return wire.reading(Reading(REPORT, events=(event,)))["events"][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (Amount(Span(0, 1), 20000.0, "CNY"), {"value": 20000, "currency": "CNY", "per": None}),
        (Amount(Span(0, 1), 1.5, None, "kilogram", "head"), {"value": 1.5, "unit": "kilogram", "per": "head"}),
        (Amount(Span(0, 1), 3.0), {"value": 3, "unit": None, "per": None}),
    ],
)
def test_amounts_are_whole_where_they_are_whole(amount: Amount, expected: dict[str, object]) -> None:
    written = one_event(amount=amount)["amount"]
    assert written == expected | {"start": 0, "end": 1}
    assert json.dumps(written["value"]) == json.dumps(expected["value"])  # type: ignore[index]


def test_an_event_names_its_first_trigger_and_all_of_them() -> None:
    written = one_event()
    assert written["trigger"] == {"start": 0, "end": 1}
    assert written["triggers"] == [{"start": 0, "end": 1}, {"start": 2, "end": 8}]
    assert [written[key] for key in ("time", "time_span", "amount", "item", "reason", "source")] == [
        *(None,) * 5,
        "narrator",
    ]


def test_a_time_without_a_date_keeps_its_place() -> None:
    written = one_event(time=Time(Span(2, 8), None, "duration"), item=Span(19, 37))
    assert (written["time"], written["time_span"], written["item"]) == (None, {"start": 2, "end": 8}, TEXT[19:37])


@pytest.mark.parametrize(("sources", "expected"), [((), None), (("s1",), "s1"), (("s1", "s2"), ["s1", "s2"])])
def test_one_source_is_a_name_and_several_are_a_list(sources: tuple[str, ...], expected: object) -> None:
    said = Attribution(sources, Span(9, 13), "indirect", (Span(15, 37),))
    assert wire.reading(Reading(REPORT, attributions=(said,)))["attributions"][0]["source"] == expected


def test_a_line_stays_a_line_and_letters_stay_letters() -> None:
    source = Source("s1", Span(0, 8), (Span(0, 8),), "named", place="한국\u2028\u0085")
    line = wire.dumps(wire.reading(Reading(REPORT, sources=(source,))))
    assert len(line.splitlines()) == 1
    assert "한국" in line
    assert json.loads(line)["sources"][0]["place"] == "한국\u2028\u0085"


def test_who_rests_on_whom_says_how() -> None:
    written = wire.weighing(Weighing(rests_on=(RestsOn("b.txt", "a.txt", "copied", 0.87654321, "41 words"),)))
    assert written["rests_on"] == [
        {"report": "b.txt", "base": "a.txt", "kind": "copied", "score": 0.8765, "evidence": "41 words"}
    ]
