"""Gold annotations become readings."""

from pathlib import Path
from typing import Any

import pytest

from secondsource import gold
from secondsource.errors import GoldError
from secondsource.model import Report, Span

TEXT = "A clerk said the clerk’s desk was sealed. A clerk was held from May 4 for two months and fined 300 won a head."
REPORT = Report("a.txt", TEXT, ())
ENTRY: dict[str, Any] = {
    "sources": {"s1": {"mention": "A clerk", "anonymity": "anonymous", "basis": "official", "rests_on": "a friend"}},
    "attributions": [{"source": "s1", "cue": "said", "type": "indirect", "content": ["the clerk’s desk was sealed"]}],
    "people": {"p": {"name": None, "mention": "A clerk", "age": 40, "posts": [{"org": "the desk"}]}},
    "events": [
        {
            "act": "imprisonment", "trigger": "was held", "also": ["two months"], "recipient": ["p", "desk"],
            "time": "XXXX-05-04", "time_text": "May 4", "duration": "P2M", "status": "asserted", "source": "s1",
            "amount": {"value": 300, "currency": "KPW", "per": "head"}, "item": "not in the text",
        }
    ],
    "follows": ["A clerk said"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "after", "start"),
    [("A clerk", None, 0), ("A clerk", "sealed", 42), ("A clerk", "fined", 0), ("clerk", "said", 17)],
)
def test_locate(wanted: str, after: str | None, start: int) -> None:
    assert gold.locate(TEXT, wanted, after) == Span(start, start + len(wanted))


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(GoldError, match="'a judge': is not in the report's text"):
        gold.locate(TEXT, "a judge")


def test_reading() -> None:
    found = gold.reading(ENTRY, REPORT)
    (source,), (person,), (event,) = found.sources, found.people, found.events
    assert (source.rests_on, source.basis) == (("a friend",), "official")
    assert found.attributions[0].sources == ("s1",)
    assert (person.name, person.age, person.posts[0].title, person.posts[0].org) == (None, "40", "", "the desk")
    assert [filler.person for filler in event.recipient] == ["p", None]
    assert TEXT[event.recipient[1].start : event.recipient[1].end] == "desk"
    assert [TEXT[span.start : span.end] for span in event.triggers] == ["was held", "two months"]
    assert event.time is not None
    assert (event.time.edtf, TEXT[event.time.span.start : event.time.span.end]) == ("XXXX-05-04", "May 4")
    assert event.amount is not None
    assert (event.amount.value, event.amount.currency, event.amount.per) == (300.0, "KPW", "head")
    assert (event.item, event.duration) == (None, "P2M")
    assert found.follows == (Span(0, 12),)


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("One was held.", "utf-8")
    (tmp_path / "bundles.yaml").write_text("[]", "utf-8")
    event = "{act: arrest, trigger: held, recipient: [One], status: asserted, source: narrator}"
    (tmp_path / "b.yaml").write_text(f"report: b.txt\nevents: [{event}]\n", "utf-8")
    (found,) = gold.load(tmp_path, tmp_path)
    assert (found.report.id, found.events[0].act) == ("b.txt", "arrest")


@pytest.mark.parametrize(
    ("yaml", "reason"),
    [
        ("report: b.txt\nevents: [{act: arrest}]\n", "missing or malformed field"),
        ("[1, 2]\n", "missing or malformed field"),
        ("report: [b.txt\n", "missing or malformed field"),
        ("report: b.txt\nfollows: [nowhere]\n", "nowhere"),
    ],
)
def test_faults_name_the_file(tmp_path: Path, yaml: str, reason: str) -> None:
    (tmp_path / "b.txt").write_text("One was held.", "utf-8")
    (tmp_path / "b.yaml").write_text(yaml, "utf-8")
    with pytest.raises(GoldError, match=f"b.yaml: .*{reason}"):
        list(gold.load(tmp_path, tmp_path))
