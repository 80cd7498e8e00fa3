"""Grades, in the guide's order, each with its reasons in words that a reporter can check."""

from collections.abc import Sequence

from secondsource.lexicon.standing import standing
from secondsource.weighing.acknowledged import acknowledged
from secondsource.weighing.cases import Case, Verdict
from secondsource.weighing.corroborated import corroborated
from secondsource.weighing.refuted import finding
from secondsource.weighing.reuse import earlier
from secondsource.weighing.told import Telling
from secondsource.weighing.voices import say


def grade(case: Case) -> Verdict:
    """The first grade that applies, with its reasons."""
    for rule in (_refuted_or_contested, _at_large, acknowledged, _disputed, corroborated):
        found = rule(case)
        if found:
            return found
    return _rest(case)


def _refuted_or_contested(case: Case) -> Verdict | None:
    if not case.refuting:
        return _contested_inside(case)
    if _contradicts_itself(case):
        return _rest(case)
    reason = finding(case)
    if reason:
        return "refuted", (reason,)
    if not case.asserting:
        return "contested", (f"It is told only as denied, by {_list(case, case.refuting)}.",)
    told = _list(case, case.asserting, "tells of it", "tell of it")
    return "contested", (f"{told}; {_list(case, case.refuting, 'denies it', 'deny it')}.",)


def _contradicts_itself(case: Case) -> bool:
    """Whether all who deny it are unnamed voices that tell of it, in one report: one voice is no second line against
    itself."""
    voices = [voice for one in case.refuting for voice in case.of(one)]
    telling = {key for one in case.asserting for key in one.tellers}
    alone = len({one.member.report for one in case.tellings}) == 1
    return (
        alone
        and bool(voices)
        and all(v.source and v.source.anonymity == "anonymous" and v.key in telling for v in voices)
    )


def _contested_inside(case: Case) -> Verdict | None:
    """An event that one source of a report tells and another, of another line, has it that it is not so."""
    deniers = {key for telling in case.tellings for key in telling.deniers}
    for_it = {key for telling in case.asserting for key in telling.tellers} - deniers
    line_of = case.line_of
    against = {line_of[key] for key in deniers if key in line_of} - {line_of[key] for key in for_it if key in line_of}
    if not against or not for_it:
        return None
    voices = [case.ground.voices[key] for key in sorted(deniers) if line_of.get(key) in against]
    told = _list(case, case.asserting, "tells of it", "tell of it")
    return "contested", (f"{told}; {say(voices[0])} has it that it is not so.",)


def _at_large(case: Case) -> Verdict | None:
    """An arrest that one report alone tells of, while another newsroom has the same person, by name, at a new post
    since: one of the two is not so."""
    first = case.tellings[0]
    if first.event.act not in standing().custody or len(case.tellings) > 1:
        return None
    mine, person = case.report(first), case.ground.person
    held = {person(key) for key in first.recipients if _is_named(key, case)}
    for one in case.ground.told:
        if one.outlet == mine.outlet or earlier(mine, one) is False:
            continue
        for telling in one.tellings:
            free = telling.event.act in standing().free and telling.event.status in ("asserted", "alleged")
            before = bool(telling.time and first.time and telling.time.first < first.time.first)
            if free and not before and held & {person(key) for key in telling.recipients if _is_named(key, case)}:
                return "contested", (
                    f"{_list(case, (first,))} tell of it; {_list(case, (telling,))} has it otherwise.",
                )
    return None


def _disputed(case: Case) -> Verdict | None:
    """An event of which a report has somebody deny it right behind it."""
    disputed = [one for one in case.asserting if one.disputed]
    if not disputed:
        return None
    told = _list(case, case.asserting, "tells of it", "tell of it")
    return "contested", (f"{told}; right behind it, {disputed[0].member.report} has somebody deny it.",)


def _is_named(key: str, case: Case) -> bool:
    persona = case.ground.personas.get(key)
    return bool(persona and persona.name and len(persona.name.parts) > 1)


def _rest(case: Case) -> Verdict:
    reports = {telling.member.report for telling in case.tellings}
    if len(case.lines.groups) > 1 and (len(reports) > 1 or _two_tell(case)):
        return _denied_elsewhere(case) or ("unclear", _why_unclear(case))
    if len(reports) > 1:
        return "copied", (f"{len(reports)} reports, one line of information: {say(case.lines.groups[0][0])}.",)
    return "one_source", (_only(case),)


def _two_tell(case: Case) -> bool:
    """Whether two sources of one report, of two lines, each tell of it in words of their own: a second one that is but
    heard beside the first may speak of something else."""
    voices, line_of = case.ground.voices, case.line_of
    return any(
        voices[a].own and voices[b].own and line_of[a] != line_of[b]
        for telling in case.tellings
        for a, b in telling.each
        if a in line_of and b in line_of
    )


def _denied_elsewhere(case: Case) -> Verdict | None:
    """Where such an act of these persons, or of nobody in particular, is denied in the story, and may be this one."""
    if case.refuting or not case.denied_elsewhere():
        return None
    told = _list(case, case.asserting, "tells of it", "tell of it")
    return "contested", (f"{told}; such an act is denied in a report of the same story.",)


def _only(case: Case) -> str:
    """Who alone is known to tell of what one report has."""
    if not case.lines.groups:
        return "Only the report itself tells of it."
    heard = [voice for line in case.lines.groups for voice in line]
    source = case.tellings[0].event.source
    voucher = next((voice for voice in heard if voice.source and voice.source.id == source), heard[0])
    if sum(any(voice.source for voice in line) for line in case.lines.groups) > 1:
        return f"One report tells of it; that anybody beside {say(voucher)} tells of it, too, is not known."
    return f"Only {say(heard[0])} tells of it."


def _why_unclear(case: Case) -> tuple[str, ...]:
    outlets = {voice.outlet for line in case.lines.groups for voice in line}
    if case.lines.separate:
        return (
            "Separate sources tell of it, but it is not known that they tell of the same persons at the same time.",
        )
    if len(outlets) == 1:
        return ("One newsroom: whether its sources are one or several is not said.",)
    return ("Whether these are separate sources is not known.",)


def _list(case: Case, tellings: Sequence[Telling], does: str = "", do: str = "") -> str:
    """The voices of some tellings, with what one of them does, or several do."""
    seen = dict.fromkeys(say(voice) for telling in tellings for voice in case.of(telling))
    return f"{'; '.join(seen) or 'the report itself'} {do if len(seen) > 1 else does}".rstrip()
