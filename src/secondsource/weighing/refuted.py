"""Whether a denial shows that an act did not happen, or sets word against word.

Who denies it, in which report, and who tells of it are traits; ``lexicon/likeness.yaml`` says what each weighs.
"""

import re
from collections.abc import Iterator
from functools import cache

from secondsource.lexicon.likeness import likeness
from secondsource.lexicon.standing import standing
from secondsource.weighing import names
from secondsource.weighing.cases import Case
from secondsource.weighing.told import Telling, Told
from secondsource.weighing.voices import Voice, say
from secondsource.weighing.words import stems


def finding(case: Case) -> str | None:
    """Why a denied event did not happen; None where word stands against word, or somebody maintains it after that."""
    model, found = likeness("refuted"), traits(case)
    for voice in (voice for one in case.refuting for voice in case.of(one)):
        if _is_said_dead(voice, case):
            return f"{say(voice)} is who is said to have died."
    if found["maintained"] or model.score(found) < model.enough:
        return None
    who = "; ".join(dict.fromkeys(say(voice) for one in case.refuting for voice in case.of(one))) or "the report itself"
    return f"{who} shows that it did not happen, and nobody is known to maintain it after that."


def traits(case: Case) -> dict[str, float]:
    """What says that a denied event did not happen, and what says that word stands against word; each 0 or 1."""
    act, told = case.tellings[0].event.act, case.asserting
    voices = [voice for telling in told for voice in case.of(telling)]
    found = {
        "told by nobody": not told,
        "only foreseen": bool(told) and all(one.event.status == "planned" for one in told),
        "only cited": bool(told) and all(cites(case, one) for one in told),
        "told by a source": any(voice.own for voice in voices),
        "told by the state": any(voice.state for voice in voices),
        "told by somebody named": any(_kind(voice) == "named" for voice in voices),
        "death": act in standing().deaths,
        "act of state": act in standing().state_acts,
        "again": act in standing().again_and_again,
    }
    for telling in case.refuting:
        for name, holds in _of_denial(telling, case):
            found[name] = found.get(name, False) or holds
    return {name: float(holds) for name, holds in found.items()}


def _of_denial(telling: Telling, case: Case) -> Iterator[tuple[str, bool]]:
    """What one denial says: of its report, and of whoever denies."""
    one, told = case.report(telling), case.asserting
    own = any(other.member.report != one.id and case.report(other).outlet == one.outlet for other in told)
    yield "early", telling.early
    yield "corrects", corrects(one)
    yield "of its newsroom", own
    yield "its newsroom corrects", own and corrects(one)
    yield "told beside", any(other.member.report == one.id for other in told)
    after = (other for other in told if other.member.report != one.id and not _before(case.report(other), one))
    yield "maintained", any(not cites(case, other) for other in after)
    for voice in case.of(telling):
        yield f"by {_kind(voice)}", True
        yield "by another newsroom", voice.source is None and not own and not voice.state
        yield "by the state", voice.state
        yield "by an official", bool(stems(voice.text) & _official())
        yield "by an outsider", voice.outside
        yield "by who does it", bool(stems(voice.text) & telling.actor_words)


def _kind(voice: Voice) -> str:
    return voice.source.anonymity if voice.source else "narrator"


@cache
def _official() -> frozenset[str]:
    return stems(" ".join(sorted(standing().official)))


def _is_said_dead(voice: Voice, case: Case) -> bool:
    """Whether a voice is, by its full name, the person whose death the others tell of."""
    if case.tellings[0].event.act not in standing().deaths:
        return False
    victims = (case.ground.personas[key].name for one in case.tellings for key in one.recipients)
    return any(
        victim and names.compare(name, victim) in ("same", "part") for victim in victims for name in voice.called
    )


def cites(case: Case, telling: Telling) -> bool:
    """Whether a telling is only passed on from other media."""
    return all(voice.cites or (voice.source and voice.source.anonymity == "media") for voice in case.of(telling))


def _before(first: Told, second: Told) -> bool:
    if first.id == second.id:
        return True
    if not first.published or not second.published:
        return first.outlet == second.outlet or (corrects(second) and not corrects(first))
    return first.published[1] <= second.published[0]


def corrects(one: Told) -> bool:
    """Whether a report says that it, or an earlier one, puts something right."""
    text = one.reading.report.text.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in standing().corrections)
