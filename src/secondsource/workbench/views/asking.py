"""What would help most to know next of a fact: questions that a reporter can take to somebody. Rules, no guesses."""

from collections.abc import Sequence

import msgspec

from secondsource.archive.ruling import Fact
from secondsource.workbench.views.telling import Telling


class Question(msgspec.Struct, frozen=True):
    """A question. ``kind`` names it for translation; ``about`` holds what it speaks of."""

    kind: str
    text: str
    about: tuple[str, ...] = ()


def questions(held: Fact, shown: Sequence[Telling], lines: int) -> tuple[Question, ...]:
    """The next questions, the weightier first."""
    grade = held.event.grade
    found: list[Question] = []
    if grade == "contested":
        found.append(Question("contested", "Who can show which of the two accounts is right?"))
    for detail in held.event.differs:
        found.append(Question("differs", f"The reports differ on the {detail}: which is right?", (detail,)))
    if grade == "unclear":
        found.append(Question("separate", "Do its lines go back to one source? What would show that they do not?"))
    if grade in ("one_source", "copied") or lines < 2:
        found.append(Question("second", "Who else could know of it, independently?"))
    if not any(one.voice and one.voice.basis for one in shown) and any(one.voice for one in shown):
        found.append(Question("basis", "How does the source know?"))
    for slot, kind, text in (
        ("when", "when", "When did it happen?"),
        ("place", "where", "Where did it happen?"),
    ):
        if not any(getattr(one, slot) for one in shown):
            found.append(Question(kind, text))
    if all(who.guessed for one in shown for who in one.recipient):
        found.append(Question("whom", "Whom did it befall?"))
    if any(one.carried for one in shown) and not any(one.place and not one.carried for one in shown):
        found.append(Question("carried", "Did it happen in the place that the report is set in?"))
    return tuple(found)
