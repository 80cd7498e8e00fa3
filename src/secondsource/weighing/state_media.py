"""Outlets that a state runs, by what their reports show: a name that is known, the register they write in."""

import re
from functools import cache

from secondsource.lexicon import countries
from secondsource.lexicon.standing import standing
from secondsource.weighing.told import Told
from secondsource.weighing.vague import plain_words

_PHRASES = 2
"""Phrases of a state's own medium from which an outlet is taken for one; one more where it has a source unnamed."""
_UNNAMED_MOST = 3
"""Sources unnamed up to which it may be one by its phrases: who has more of them quotes such a medium."""
_NEAR = 40
"""Characters before an outlet's name in which a report calls it one."""


def shown_state_run(one: Told) -> bool:
    """Whether a report shows that a state runs its outlet: it is named as such, or writes in that register."""
    outlet = one.reading.report.outlet or ""
    if _outlets().fullmatch(outlet):
        return True
    named = plain_words(outlet)
    if named & standing().organs and not named & standing().outside:
        return True
    unnamed = sum(source.anonymity == "anonymous" for source in one.reading.sources)
    return unnamed <= _UNNAMED_MOST and _phrases(one.reading.report.text) >= _PHRASES + bool(unnamed)


def calls_state_run(one: Told, pattern: re.Pattern[str]) -> bool:
    """Whether a report calls an outlet that it names one that a state runs."""
    text = one.reading.report.text
    for match in pattern.finditer(text):
        near = text[max(0, match.start() - _NEAR) : match.start()].casefold()
        if any(called.end() >= len(near.rstrip()) for called in _called_so().finditer(near)):
            return True
    return False


def _phrases(text: str) -> int:
    """How many of the phrases of a state's own medium stand outside quotation marks."""
    spoken = re.sub(r"[“\"][^”\"\n]*[”\"]", " ", text).casefold()
    return sum(phrase in spoken for phrase in (*standing().state_register, *standing().state_marks))


def called_one(words: str) -> bool:
    """Whether a phrase names such an outlet, or calls it one: "the state news agency"."""
    return bool(_called_so().search(words.casefold()) or _outlets().search(words))


@cache
def _called_so() -> re.Pattern[str]:
    """What calls an outlet one that a state runs: "state news agency"."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, standing().state_media)) + r")\b")


@cache
def _outlets() -> re.Pattern[str]:
    """The names of those that country files list."""
    names = sorted(countries.state_media(), key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b")
