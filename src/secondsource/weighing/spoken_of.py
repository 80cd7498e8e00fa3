"""Words by which somebody speaks of an act and does not tell of it: it is supposed, to come, or dates another."""

import re
from functools import cache

from secondsource.lexicon.standing import standing
from secondsource.model import Span
from secondsource.weighing.words import sentence_at


def only_spoken_of(text: str, trigger: Span, bounds: list[Span]) -> bool:
    """Whether the words before a trigger in its sentence do not tell of it: who says what would follow "if it became
    known that he took a bribe", or that "prices have risen since the arrest", tells of no bribe and no arrest."""
    before = text[sentence_at(bounds, trigger).start : trigger.start]
    return bool(_supposing().search(before) or _beside().search(before))


@cache
def _beside() -> re.Pattern[str]:
    """What right before a trigger makes it a date for something else, something to come, or what another suffered."""
    table = standing()
    anchors, reactions, coming = (
        "|".join(map(re.escape, words)) for words in (table.anchors, table.reactions, table.to_come)
    )
    few, more = r"(?:[\w’'-]+ ){0,5}", r"(?:[\w’'-]+ ){0,9}"
    return re.compile(
        rf"\b(?:{anchors}) {few}$|\b(?:{reactions}) {more}$|\b(?:{coming}) {few}$|\bnot (?:[\w’'-]+ ){{1,6}}but {few}$",
        re.I,
    )


@cache
def _supposing() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().supposing)) + r")\b", re.I)
