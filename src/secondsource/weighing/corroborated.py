"""Whether two lines known to be separate each tell of one event: the one grade that must never be given too much."""

from collections.abc import Sequence
from itertools import combinations

from secondsource.lexicon.standing import standing
from secondsource.weighing import dates, names, traits_events
from secondsource.weighing.cases import Case, Verdict
from secondsource.weighing.personas import Persona
from secondsource.weighing.told import Telling
from secondsource.weighing.voices import Voice, say

_MONTH = 31
_WORDING = 0.02
"""The share of five-word sequences in common from which two reports may have one text behind them."""
_WORDS_LEAST = 2
"""Words that two descriptions of somebody unnamed must share to be taken for one."""


def corroborated(case: Case) -> Verdict | None:
    """Two lines known to be separate, each asserting with a source of its own, agreeing on act, recipient and time."""
    if case.denied_elsewhere() or case.of_strangers() or _answered(case) or _torn(case) or _shaken(case):
        return None
    if any(_may_be_a_namesake(telling, case) for telling in case.tellings):
        return None
    for i, j in sorted(case.lines.separate):
        for a in _by_line(case, case.lines.groups[i]):
            for b in _by_line(case, case.lines.groups[j]):
                reason = _agreement(a, b, case)
                if reason and not _linked(a, b, case) and _told_apart(i, j, case):
                    return "corroborated", (_lines_reason(case, i, j), reason, *_hearsay(case))
    return None


def _answered(case: Case) -> bool:
    """Whether an authority is heard on it that does not vouch for it: it may confirm it or deny it."""
    return any(
        voice.state and voice.source and voice.source.id != telling.event.source
        for telling in case.tellings
        for voice in case.of(telling)
    )


def _may_be_a_namesake(telling: Telling, case: Case) -> bool:
    """Whether it is done to somebody of whom a bare name is given, in a report that knows of another who bears it."""
    personas = (case.ground.personas.get(key) for key in telling.recipients)
    bare = any(persona and persona.name and len(persona.name.parts) == 1 for persona in personas)
    return bare and case.report(telling).namesakes


def _shaken(case: Case) -> bool:
    """Whether a telling only passes it on as said, its words are turned round or in doubt, or a report of it has
    somebody deny something that the reading has laid to no event: readings may lose a denial."""
    if any(telling.event.status == "alleged" or telling.negated or telling.doubted for telling in case.tellings):
        return True
    return any(case.report(telling).denies for telling in case.tellings)


def _torn(case: Case) -> bool:
    """Whether two tellings put it on other days and in other places: then two events may have come together."""
    return any(
        bool(a.time and b.time and dates.gap(a.time, b.time) and a.place and b.place)
        and not (a.place & b.place or traits_events.contains(a, b))
        for a, b in combinations(case.asserting, 2)
    )


def _by_line(case: Case, line: Sequence[Voice]) -> list[Telling]:
    """The firm tellings that own sources of a line vouch for, or that are attributed to them."""
    keys = {voice.key for voice in line if voice.own}
    return [telling for telling in case.tellings if telling.firm and keys & set(telling.tellers)]


def _told_apart(i: int, j: int, case: Case) -> bool:
    """Whether every report that has the event from both lines has each tell of it in words of its own.

    The report must say that they are two ("a second source"). An authority beside another source in one report mostly
    answers it: denies, or says something else.
    """
    first, second = ({v.key for v in case.lines.groups[n] if v.own} for n in (i, j))
    both = [telling for telling in case.tellings if first & set(telling.tellers) and second & set(telling.tellers)]
    return all(
        any(
            ((x in first and y in second) or (x in second and y in first))
            and (case.ground.voices[x].another or case.ground.voices[y].another)
            and not (case.ground.voices[x].state or case.ground.voices[y].state)
            for x, y in telling.each
        )
        for telling in both
    )


def _linked(a: Telling, b: Telling, case: Case) -> bool:
    """Whether one of the reports names the other's outlet, or both share their wording: then a second source may be the
    first one met again, whatever it is called."""
    first, second, web = a.member.report, b.member.report, case.ground.web
    cites = (first, second) in web.cites or (second, first) in web.cites
    return cites or web.shared(first, second) >= _WORDING


def _agreement(a: Telling, b: Telling, case: Case) -> str | None:
    """On what two tellings agree; None unless they are known to agree on whom and nothing keeps the times apart."""
    if a.event.act != b.event.act or (a.time and b.time and dates.gap(a.time, b.time) > dates.TOGETHER):
        return None
    if a.member == b.member:
        return "One report has it from both." if (a.recipients or a.actors) and len(a.heard) > 1 else None
    dated = bool(a.time and b.time and not dates.gap(a.time, b.time) and max(a.time.days, b.time.days) <= _MONTH)
    placed = bool(a.place & b.place)
    if _shared(a.recipients, b.recipients, case, dated, placed):
        agreed = "to whom it was done"
    elif _same_other_side(a, b, dated) and _shared(a.actors, b.actors, case, dated):
        agreed = "who did it"
    else:
        return None
    if not (a.time and b.time) and a.event.act in standing().again_and_again and not _one_deed(a, b):
        return None
    when = ", and when" if a.time and b.time else "; at least one does not say when"
    return f"They agree on the act, on {agreed}{when}."


def _one_deed(a: Telling, b: Telling) -> bool:
    """Whether two tellings of an act that may befall one person often have more in common than the person: the words
    for it, the place, or the sum."""
    sums = a.event.amount and b.event.amount and a.event.amount.value == b.event.amount.value
    return bool(a.trigger & b.trigger or a.place & b.place or sums)


def _same_other_side(a: Telling, b: Telling, dated: bool) -> bool:
    """Whether two acts of one person may be one: done to the same, in words, on the same days to nobody named, or such
    acts as are done to nobody."""
    if a.recipient_words and b.recipient_words:
        return bool(a.recipient_words & b.recipient_words)
    done_to_nobody = not (a.recipient_words or b.recipient_words) and a.event.act in standing().done_to_nobody
    return (dated or done_to_nobody) and not (a.recipients and b.recipients)


def _shared(first: Sequence[str], second: Sequence[str], case: Case, dated: bool, placed: bool = False) -> bool:
    """Whether a person of one is a person of the other, by name or by a description that fits no other.

    A bare family name does where both tell of the same days.
    """
    return any(
        case.ground.person(a) == case.ground.person(b)
        and _recognised(case.ground.personas[a], case.ground.personas[b], dated, placed)
        for a in first
        for b in second
        if a in case.ground.personas and b in case.ground.personas
    )


def _recognised(a: Persona, b: Persona, dated: bool, placed: bool = False) -> bool:
    if a.name and b.name and names.compare(a.name, b.name) in ("same", "part", "initial"):
        return True
    if a.many and b.many and not (dated or (placed and len(a.words & b.words) >= _WORDS_LEAST)):
        return False
    described = (a.titles & b.titles) or len(a.words & b.words) >= _WORDS_LEAST - (dated and bool(a.name and b.name))
    return bool(described) and not (a.places and b.places and not a.places & b.places)


def _lines_reason(case: Case, i: int, j: int) -> str:
    voices = [next(voice for voice in case.lines.groups[n] if voice.own) for n in (i, j)]
    if voices[0].report == voices[1].report:
        return f"One report tells two sources apart: {say(voices[0])}; {say(voices[1])}."
    if voices[0].outlet == voices[1].outlet:
        return f"One newsroom, two sources that cannot be one: {say(voices[0])}; {say(voices[1])}."
    own = f"{say(voices[0])}; {say(voices[1])}"
    return f"Two newsrooms, each with a source of its own: {own}. Neither rests on the other."


def _hearsay(case: Case) -> tuple[str, ...]:
    alleged = [telling for telling in case.tellings if telling.event.status == "alleged"]
    return (f"{len(alleged)} of the tellings only pass it on as said.",) if alleged else ()
