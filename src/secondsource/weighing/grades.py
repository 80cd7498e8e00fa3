"""Grades, in the guide's order, each with its reasons in words that a reporter can check."""

import re
from collections.abc import Sequence
from itertools import combinations

from secondsource.lexicon.standing import standing
from secondsource.model import Grade
from secondsource.weighing import dates, events, names
from secondsource.weighing.cases import Case
from secondsource.weighing.told import Persona, Telling, Told, stems
from secondsource.weighing.voices import Voice

_TOGETHER = 7
"""Days by which two times may differ and still agree, where both are given to the day or nearly so."""
_NOT_ALONE = frozenset({"meeting", "education", "labour", "death", "release"})
"""Acts that are not an authority's own by their kind: it must be named as doing them."""
_MONTH = 31
_WORDS_LEAST = 2
"""Words that two descriptions of somebody unnamed must share to be taken for one."""


Verdict = tuple[Grade, tuple[str, ...]]


def grade(case: Case) -> Verdict:
    """The first grade that applies, with its reasons."""
    for rule in (_refuted_or_contested, _acknowledged, _corroborated):
        found = rule(case)
        if found:
            return found
    return _rest(case)


def _refuted_or_contested(case: Case) -> Verdict | None:
    if not case.refuting:
        return _contested_inside(case)
    if not case.asserting and not any(telling.doubted for telling in case.refuting):
        return None
    for telling in case.refuting:
        reason = _finding(telling, case)
        if reason:
            return "refuted", (reason,)
    deniers = _list(case, case.refuting)
    if not case.asserting:
        return "contested", (f"It is told only as denied, by {deniers}.",)
    return "contested", (f"{_list(case, case.asserting)} tell of it; {deniers} denies it.",)


def _contested_inside(case: Case) -> Verdict | None:
    """An event that one source of a report tells and another, of another line, has it that it is not so."""
    deniers = {key for telling in case.tellings for key in telling.deniers}
    for_it = {key for telling in case.asserting for key in telling.tellers} - deniers
    line_of = {voice.key: number for number, line in enumerate(case.lines.groups) for voice in line}
    against = {line_of[key] for key in deniers if key in line_of} - {line_of[key] for key in for_it if key in line_of}
    if not against or not for_it:
        return None
    voices = [case.ground.voices[key] for key in sorted(deniers) if line_of.get(key) in against]
    return "contested", (f"{_list(case, case.asserting)} tell of it; {_say(voices[0])} has it that it is not so.",)


def _finding(telling: Telling, case: Case) -> str | None:
    """Why a telling shows that the event did not happen; None where it is a party's denial, or others maintain it."""
    one = case.report(telling)
    maintained = [other for other in case.asserting if not _before(case.report(other), one)]
    by = case.of(telling)
    own_newsroom = any(case.report(other).outlet == one.outlet for other in case.asserting)
    if any(other.member.report != one.id and not _cites(case, other) for other in maintained):
        return None
    if any(_is_party(voice, telling) for voice in by) and not (own_newsroom and _corrects(one)):
        return None
    if any(other.member.report == one.id and not _weak(case, other) for other in case.asserting):
        return None
    who = ", ".join(_say(voice) for voice in by) or "the report itself"
    return f"{who} shows that it did not happen, and nobody is known to maintain it after that."


def _cites(case: Case, telling: Telling) -> bool:
    return all(voice.cites or (voice.source and voice.source.anonymity == "media") for voice in case.of(telling))


def _weak(case: Case, telling: Telling) -> bool:
    """Whether an assertion beside a denial only repeats what others had said."""
    return telling.event.status == "alleged" or _cites(case, telling)


def _before(first: Told, second: Told) -> bool:
    if first.id == second.id:
        return True
    if not first.published or not second.published:
        return first.outlet == second.outlet
    return first.published[1] <= second.published[0]


def _is_party(voice: Voice, telling: Telling) -> bool:
    """Kin, counsel and colleagues, bodies of a state, and whoever the act itself is laid to."""
    if voice.source is None:
        return False
    return bool(voice.kin) or voice.state or bool(stems(voice.text) & telling.actor_words)


def _corrects(one: Told) -> bool:
    text = one.reading.report.text.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in standing().corrections)


def _acknowledged(case: Case) -> Verdict | None:
    for telling in case.tellings:
        voice = case.ground.voices.get(f"{telling.member.report}:{telling.event.source}")
        body = (
            _own_act(voice, telling, case)
            if voice and voice.state and _plainly(telling) and _meets(telling, case)
            else None
        )
        if voice and body:
            return "acknowledged", (f"{_say(voice)} states it: the act is {body}.",)
    return None


def _meets(telling: Telling, case: Case) -> bool:
    """Whether what a body tells is known to be what the others tell: a person in common, or it stands alone."""
    ours = {case.ground.person(key) for key in (*telling.recipients, *telling.actors)}
    others = [other for other in case.tellings if other.member.report != telling.member.report]
    theirs = {case.ground.person(key) for other in others for key in (*other.recipients, *other.actors)}
    return not others or bool(ours & theirs) or not (ours or theirs)


def _plainly(telling: Telling) -> bool:
    """Whether it is told as having happened; doubts beside it mostly concern what the persons are accused of."""
    return telling.event.status == "asserted" and not telling.negated


def _own_act(voice: Voice, telling: Telling, case: Case) -> str | None:
    """Why the act is the voice's own: it is, or speaks for, the body that does it; None where others relay it."""
    known, act = standing(), telling.event.act
    if voice.source is None or voice.source.anonymity == "media":
        of_state = (
            (telling.actor_words and act in known.state_acts) or act in known.office_acts or _quoted(telling, case)
        )
        return "an organ's of the state whose medium it is" if of_state else None
    if voice.source.anonymity == "institution" and _relayed(telling, case):
        return None
    if stems(voice.text) & telling.actor_words:
        return "its own"
    of_office = act in known.state_acts - _NOT_ALONE and not telling.actor_words
    stated = voice.source.anonymity == "document" or _states(telling, case)
    return "one of its office" if of_office and stated else None


def _quoted(telling: Telling, case: Case) -> bool:
    """Whether the medium's own words are given for an act of state, between quotation marks."""
    reading = case.report(telling).reading
    return telling.event.act in standing().state_acts and any(
        attribution.type != "indirect"
        and telling.event.source in attribution.sources
        and any(span.start <= trigger.start and trigger.end <= span.end for span in attribution.content)
        for attribution in reading.attributions
        for trigger in telling.event.triggers
    )


def _relayed(telling: Telling, case: Case) -> bool:
    """Whether somebody unnamed is heard in the same paragraph: then it may be they who tell what the body said."""
    near = (case.ground.voices[key] for key in telling.near if key in case.ground.voices)
    return any(voice.source and voice.source.anonymity == "anonymous" for voice in near)


def _states(telling: Telling, case: Case) -> bool:
    """Whether words of stating, such as *statement* or *notice*, stand beside it."""
    text = case.report(telling).reading.report.text
    beside = " ".join(text[span.start : span.end] for span in telling.sentences).casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", beside) for word in standing().states)


def _corroborated(case: Case) -> Verdict | None:
    """Two lines known to be separate, each asserting with a source of its own, agreeing on act, recipient and time."""
    if case.denied_elsewhere() or _answered(case) or _torn(case):
        return None
    for i, j in sorted(case.lines.separate):
        for a in _by_line(case, case.lines.groups[i]):
            for b in _by_line(case, case.lines.groups[j]):
                reason = _agreement(a, b, case)
                if reason and _told_apart(i, j, case):
                    return "corroborated", (_lines_reason(case, i, j), reason, *_hearsay(case))
    return None


def _answered(case: Case) -> bool:
    """Whether an authority is heard on it that does not vouch for it: it may confirm it or deny it."""
    return any(
        voice.state and voice.source and voice.source.id != telling.event.source
        for telling in case.tellings
        for voice in case.of(telling)
    )


def _torn(case: Case) -> bool:
    """Whether two tellings put it on other days and in other places: then two events may have come together."""
    return any(
        bool(a.time and b.time and dates.gap(a.time, b.time) and a.place and b.place)
        and not (a.place & b.place or events.contains(a, b))
        for a, b in combinations(case.asserting, 2)
    )


def _by_line(case: Case, line: Sequence[Voice]) -> list[Telling]:
    """The firm tellings by own sources of a line that the text has speak where it tells of the event."""
    keys = {voice.key for voice in line if voice.own}
    return [telling for telling in case.tellings if telling.firm and keys & set(telling.tellers) & telling.near]


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


def _agreement(a: Telling, b: Telling, case: Case) -> str | None:
    """On what two tellings agree; None unless they are known to agree on whom and nothing keeps the times apart."""
    if a.event.act != b.event.act or (a.time and b.time and dates.gap(a.time, b.time) > _TOGETHER):
        return None
    if a.member == b.member:
        return "One report has it from both." if a.recipients or a.actors else None
    dated = bool(a.time and b.time and not dates.gap(a.time, b.time) and max(a.time.days, b.time.days) <= _MONTH)
    if _shared(a.recipients, b.recipients, case, dated):
        agreed = "to whom it was done"
    elif _same_other_side(a, b, dated) and _shared(a.actors, b.actors, case, dated):
        agreed = "who did it"
    else:
        return None
    when = ", and when" if a.time and b.time else "; at least one does not say when"
    return f"They agree on the act, on {agreed}{when}."


def _same_other_side(a: Telling, b: Telling, dated: bool) -> bool:
    """Whether two acts of one person may be one: done to the same, in words, or on the same days to nobody named."""
    if a.recipient_words and b.recipient_words:
        return bool(a.recipient_words & b.recipient_words)
    return dated and not (a.recipients and b.recipients)


def _shared(first: Sequence[str], second: Sequence[str], case: Case, dated: bool) -> bool:
    """Whether a person of one is a person of the other, by name or by a description that fits no other.

    A bare family name does where both tell of the same days.
    """
    return any(
        case.ground.person(a) == case.ground.person(b)
        and _recognised(case.ground.personas[a], case.ground.personas[b], dated)
        for a in first
        for b in second
        if a in case.ground.personas and b in case.ground.personas
    )


def _recognised(a: Persona, b: Persona, dated: bool) -> bool:
    if a.name and b.name:
        return names.compare(a.name, b.name) in ("same", "part", "initial") or bool(a.words & b.words) or dated
    described = (a.titles & b.titles) or len(a.words & b.words) >= _WORDS_LEAST
    return bool(described) and not (a.places and b.places and not a.places & b.places)


def _lines_reason(case: Case, i: int, j: int) -> str:
    voices = [next(voice for voice in case.lines.groups[n] if voice.own) for n in (i, j)]
    if voices[0].report == voices[1].report:
        return f"One report tells two sources apart: {_say(voices[0])}; {_say(voices[1])}."
    if voices[0].outlet == voices[1].outlet:
        return f"One newsroom, two sources that cannot be one: {_say(voices[0])}; {_say(voices[1])}."
    own = f"{_say(voices[0])}; {_say(voices[1])}"
    return f"Two newsrooms, each with a source of its own: {own}. Neither rests on the other."


def _hearsay(case: Case) -> tuple[str, ...]:
    alleged = [telling for telling in case.tellings if telling.event.status == "alleged"]
    return (f"{len(alleged)} of the tellings only pass it on as said.",) if alleged else ()


def _rest(case: Case) -> Verdict:
    reports = {telling.member.report for telling in case.tellings}
    if len(case.lines.groups) > 1 and (len(reports) > 1 or _several_sources(case)):
        return "unclear", _why_unclear(case)
    if len(reports) > 1:
        return "copied", (f"{len(reports)} reports, one line of information: {_say(case.lines.groups[0][0])}.",)
    who = _say(case.lines.groups[0][0]) if case.lines.groups else "the report itself"
    return "one_source", (f"Only {who} tells of it.",)


def _several_sources(case: Case) -> bool:
    return sum(any(voice.source for voice in line) for line in case.lines.groups) > 1


def _why_unclear(case: Case) -> tuple[str, ...]:
    outlets = {voice.outlet for line in case.lines.groups for voice in line}
    if case.lines.separate:
        return (
            "Separate sources tell of it, but it is not known that they tell of the same persons at the same time.",
        )
    if len(outlets) == 1:
        return ("One newsroom: whether its sources are one or several is not said.",)
    return ("Whether these are separate sources is not known.",)


def _list(case: Case, tellings: Sequence[Telling]) -> str:
    seen = dict.fromkeys(_say(voice) for telling in tellings for voice in case.of(telling))
    return "; ".join(seen) or "the report itself"


def _say(voice: Voice) -> str:
    outlet = voice.outlet.title() if voice.source is None else voice.text
    return f"“{outlet}” ({voice.report})" if voice.source else f"{voice.text} in its own words ({voice.report})"
