"""Grades, in the guide's order, each with its reasons in words that a reporter can check."""

import re
from collections.abc import Sequence

from secondsource.lexicon.standing import standing
from secondsource.weighing import names
from secondsource.weighing.acknowledged import acknowledged
from secondsource.weighing.cases import Case, Verdict
from secondsource.weighing.corroborated import corroborated
from secondsource.weighing.told import Telling, Told
from secondsource.weighing.voices import Voice, say
from secondsource.weighing.words import stems


def grade(case: Case) -> Verdict:
    """The first grade that applies, with its reasons."""
    for rule in (_refuted_or_contested, acknowledged, corroborated):
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
    if _contradicts_itself(case):
        return _rest(case)
    deniers = _list(case, case.refuting)
    if not case.asserting:
        return "contested", (f"It is told only as denied, by {deniers}.",)
    return "contested", (f"{_list(case, case.asserting)} tell of it; {deniers} denies it.",)


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
    line_of = {voice.key: number for number, line in enumerate(case.lines.groups) for voice in line}
    against = {line_of[key] for key in deniers if key in line_of} - {line_of[key] for key in for_it if key in line_of}
    if not against or not for_it:
        return None
    voices = [case.ground.voices[key] for key in sorted(deniers) if line_of.get(key) in against]
    return "contested", (f"{_list(case, case.asserting)} tell of it; {say(voices[0])} has it that it is not so.",)


def _finding(telling: Telling, case: Case) -> str | None:
    """Why a telling shows that the event did not happen; None where it is a party's denial, or others maintain it."""
    one = case.report(telling)
    maintained = [other for other in case.asserting if not _before(case.report(other), one)]
    by = case.of(telling)
    if any(_is_said_dead(voice, case) for voice in by):
        return f"{say(by[0])} is who is said to have died."
    own_newsroom = any(
        other.member.report != one.id and case.report(other).outlet == one.outlet for other in case.asserting
    )
    if any(other.member.report != one.id and not _cites(case, other) for other in maintained):
        return None
    if any(_is_party(voice, telling) for voice in by) and not (own_newsroom and _corrects(one)):
        return None
    if _unnamed_elsewhere(by, one, case):
        return None
    if any(other.member.report == one.id and not _weak(case, other) for other in case.asserting):
        return None
    who = ", ".join(say(voice) for voice in by) or "the report itself"
    return f"{who} shows that it did not happen, and nobody is known to maintain it after that."


def _unnamed_elsewhere(by: Sequence[Voice], one: Told, case: Case) -> bool:
    """Whether nobody but somebody unnamed says no, against what another newsroom tells as having happened: then word
    stands against word."""
    unnamed = bool(by) and all(voice.source and voice.source.anonymity == "anonymous" for voice in by)
    elsewhere = [other for other in case.asserting if case.report(other).outlet != one.outlet]
    return unnamed and any(other.event.status == "asserted" and not _cites(case, other) for other in elsewhere)


def _is_said_dead(voice: Voice, case: Case) -> bool:
    """Whether a voice is, by its full name, the person whose death the others tell of."""
    if case.tellings[0].event.act not in standing().deaths:
        return False
    victims = (case.ground.personas[key].name for one in case.tellings for key in one.recipients)
    return any(
        victim and names.compare(name, victim) in ("same", "part") for victim in victims for name in voice.called
    )


def _cites(case: Case, telling: Telling) -> bool:
    return all(voice.cites or (voice.source and voice.source.anonymity == "media") for voice in case.of(telling))


def _weak(case: Case, telling: Telling) -> bool:
    """Whether an assertion beside a denial only repeats what others had said."""
    return telling.event.status == "alleged" or _cites(case, telling)


def _before(first: Told, second: Told) -> bool:
    if first.id == second.id:
        return True
    if not first.published or not second.published:
        return first.outlet == second.outlet or (_corrects(second) and not _corrects(first))
    return first.published[1] <= second.published[0]


def _is_party(voice: Voice, telling: Telling) -> bool:
    """Kin, counsel and colleagues, bodies of a state, and whoever the act itself is laid to."""
    if voice.source is None:
        return voice.state
    if bool(voice.kin) or voice.state or voice.officer:
        return True
    return bool(stems(voice.text) & telling.actor_words)


def _corrects(one: Told) -> bool:
    text = one.reading.report.text.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in standing().corrections)


def _rest(case: Case) -> Verdict:
    reports = {telling.member.report for telling in case.tellings}
    if len(case.lines.groups) > 1 and (len(reports) > 1 or _several_sources(case)):
        return "unclear", _why_unclear(case)
    if len(reports) > 1:
        return "copied", (f"{len(reports)} reports, one line of information: {say(case.lines.groups[0][0])}.",)
    who = say(case.lines.groups[0][0]) if case.lines.groups else "the report itself"
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
    seen = dict.fromkeys(say(voice) for telling in tellings for voice in case.of(telling))
    return "; ".join(seen) or "the report itself"
