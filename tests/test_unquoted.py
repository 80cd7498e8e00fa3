"""Sources that a report names without quoting them."""

import pytest

from secondsource.lexicon.attribution import source_words
from secondsource.model import Block, Reading, Report, Span
from secondsource.reading.pipeline import read


def reading(text: str) -> Reading:
    block = Block(Span(0, len(text)), "body")
    return read(Report("r.txt", text, (block,), outlet="Northern Post", published="2024-05-06"))


def voices(told: Reading) -> list[str]:
    return [told.report.text[m.start : m.end] for source in told.sources for m in source.mentions]


LISTS = source_words()
AGENTS = {"person": "two acquaintances", "media": "the Highland Gazette", "body": "a group in Seoul"}


@pytest.mark.parametrize(("verb", "kind"), [(verb, kind) for verb, kinds in LISTS.handed.items() for kind in kinds])
def test_by_whom_it_was_handed_over(verb: str, kind: str) -> None:
    particle = " up" if verb == "pick" else " on" if verb in {"pass", "forward"} else ""
    told = reading(f"The video, {past(verb)}{particle} by {AGENTS[kind]}, is from May. The mayor was held in June.")
    assert AGENTS[kind] in voices(told)


IRREGULAR = {
    "submit": "submitted",
    "overhear": "overheard",
    "show": "shown",
    "give": "given",
    "send": "sent",
    "speak": "spoke",
    "ring": "rang",
    "meet": "met",
    "hear": "heard",
    "tell": "told",
    "learn": "learned",
    "take": "took",
    "write": "wrote",
    "see": "seen",
    **{verb: verb for verb in ("spread", "run", "broadcast", "read")},
}


def past(verb: str) -> str:
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    stem = verb[:-1] + "i" if verb[-2:] in {"fy", "ry", "py"} else verb
    return f"{stem}d" if stem.endswith("e") else f"{stem}ed"


@pytest.mark.parametrize("verb", LISTS.contacted)
def test_whom_the_outlet_reached(verb: str) -> None:
    to = " to" if verb in {"speak", "talk"} else ""
    told = reading(f"Our correspondent {past(verb)}{to} a woman in Wonsan on Sunday. The mayor was held in June.")
    assert any("a woman" in voice for voice in voices(told))


@pytest.mark.parametrize("verb", sorted(LISTS.asking))
def test_whom_another_questioned(verb: str) -> None:
    told = reading(f"The Gate Group, which {past(verb)} a driver in Musan, said that the mayor was held in June.")
    assert "a driver in Musan" in voices(told)


@pytest.mark.parametrize("verb", LISTS.showing)
def test_who_showed_it(verb: str) -> None:
    told = reading(
        f"The list was {PASSIVE.get(verb, past(verb))} to us by a clerk in Musan. The mayor was held in June."
    )
    assert "a clerk in Musan" in voices(told)


PASSIVE = {"send": "sent", "read": "read out"}


@pytest.mark.parametrize("verb", sorted(LISTS.reaching))
def test_who_was_reached(verb: str) -> None:
    told = reading(
        f"A warder in Musan, {past(verb)} by telephone on Monday, knew nothing of it. The mayor was held in June."
    )
    assert any("A warder in Musan" in voice for voice in voices(told))


@pytest.mark.parametrize("verb", LISTS.answering)
def test_who_answered(verb: str) -> None:
    up = " up" if verb == "pick" else ""
    told = reading(f"An officer who {past(verb)}{up} the telephone at the jail hung up. The mayor was held in June.")
    assert any("An officer" in voice for voice in voices(told))


@pytest.mark.parametrize("verb", LISTS.witnessing)
def test_who_saw_it(verb: str) -> None:
    told = reading(f"A night porter {past(verb)} the men at the gate. The mayor was held in June.")
    assert "A night porter" in voices(told)


@pytest.mark.parametrize("noun", LISTS.accounts)
def test_whose_account_it_is(noun: str) -> None:
    told = reading(f"There were two blows, in an egg seller’s {noun}. The mayor was held in June.")
    assert any("egg seller" in voice for voice in voices(told))


@pytest.mark.parametrize("verb", LISTS.reading)
def test_which_paper_was_seen(verb: str) -> None:
    seen = {"show": "shown to us", "read": "read by Northern Post"}.get(verb, f"{past(verb)} by Northern Post")
    told = reading(f"A letter of May 5, {seen}, orders the arrests.")
    assert any("letter" in voice for voice in voices(told))


CASES = {
    "my cousin saw": ("“My cousin saw two men lead her aside,” a trader in Hyesan said.", "My cousin"),
    "my wife's cousin, who saw": (
        "“My wife’s cousin lives there. She saw them go,” a trader said.",
        "My wife’s cousin",
    ),
    "a source behind a label": ("The fees went up by half in May. Source: a relative.", "a relative"),
    "what a source read": (
        "“They feared him,” said a cook, who read the record of the arrest.",
        "the record of the arrest",
    ),
    "who asks not to be named": ("A priest in Kamenge had them fed. He asks not to be named.", "A priest in Kamenge"),
    "on condition of anonymity": ("A clerk who spoke on condition of anonymity gave the date as May.", "A clerk"),
    "this reporter": ("This reporter contacted a source in Khabarovsk. The mayor was held.", "a source"),
    "whom we have it from": (
        "He had called a sergeant a thief. This we have from a youth in Dawei.",
        "a youth in Dawei",
    ),
}


@pytest.mark.parametrize(("text", "voice"), CASES.values(), ids=CASES)
def test_other_ways(text: str, voice: str) -> None:
    assert any(voice in found for found in voices(reading(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Under a decree issued by the Cabinet in May, farms keep a third.",
        "The lorry was driven by a soldier to Musan.",
        "No relative saw the body before it was burned.",
        "Their wages were collected by the companies, and the men saw a tenth.",
        "The mother wrote to the Central Committee in May.",
    ],
)
def test_who_only_takes_part_is_no_source(text: str) -> None:
    assert reading(text).sources == ()


@pytest.mark.parametrize("verb", sorted(LISTS.published))
def test_what_the_outlet_wrote_itself(verb: str) -> None:
    told = reading(f"Our report of May 5 was wrong. We {past(verb)} then that the mayor had been held in Musan.")
    assert [source.anonymity for source in told.sources] == ["reporter"]


@pytest.mark.parametrize("word", sorted(LISTS.enclosed))
def test_whose_paper_it_is(word: str) -> None:
    told = reading(f"The Gate Group said in a {word} that two men were held. The mayor fled, according to the {word}.")
    assert len(told.sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.governments))
def test_a_capital_is_its_government(word: str) -> None:
    told = reading(f"Beijing admitted to two cases. The men had left, the Chinese {word} said on Monday.")
    assert len(told.sources) == 1


@pytest.mark.parametrize("word", sorted(LISTS.readers))
def test_who_reads_says_nothing(word: str) -> None:
    assert reading(f"The mayor was held, as {word}s will remember, in June.").sources == ()
