"""Questions for a second source, as text and as plain values."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from secondsource.model import Weighing
from secondsource.publishing.tables import clean, words
from secondsource.publishing.wire import Plain
from secondsource.weighing.questions import Asked

_ORDER = ("Ask a second source that is known to be separate. Do not say what is known, or that anyone has spoken.", "")


def text(asked: Sequence[Asked], weighing: Weighing) -> Iterator[RenderableType]:
    """The questions event by event; the head of each is for the desk alone, and is not to be read to anyone."""
    if not asked:
        yield Text("Nothing of weight rests on one line of information.")
        return
    yield from map(Text, _ORDER)
    by_id = {event.id: event for event in weighing.events}
    for one in asked:
        event = by_id[one.event]
        reports = ", ".join(sorted({member.report for member in event.members}))
        yield Text(
            clean(f"For the desk: {one.event}, {words(one.act)}, {words(event.grade)}, in {reports}"), style="bold"
        )
        for number, question in enumerate(one.questions, 1):
            yield Text(f"{number}. {question}")
        yield Text("")


def plain(asked: Sequence[Asked]) -> Plain:
    """The questions as plain values: ``{"events": [{"event", "act", "questions"}, ...]}``."""
    return {"events": [{"event": one.event, "act": one.act, "questions": list(one.questions)} for one in asked]}
