"""A state's own medium, quoted word for word, acknowledges an act of state; a source who is told of it does not."""

import secondsource
from secondsource.model import Grade

HEAD = "---\noutlet: Northern Post\npublished: 2024-05-10\n---\n"
QUOTED = "“The National Meeting of Farm Heads was held in Pyongyang on May 3 and 4,” Rodong Sinmun reported.\n\n"
TOLD = "A source in Musan County told Northern Post that the National Meeting of Farm Heads was held on May 3.\n"


def grades(text: str) -> set[Grade]:
    report = secondsource.Report.from_text("r.txt", HEAD + text)
    weighing = secondsource.weigh([secondsource.read(report)])
    return {event.grade for event in weighing.events if event.act == "meeting"}


def test_the_states_own_medium_acknowledges_whoever_else_tells_of_it() -> None:
    assert "acknowledged" in grades(QUOTED + TOLD)


def test_a_source_alone_acknowledges_nothing() -> None:
    assert grades(TOLD) == {"one_source"}
