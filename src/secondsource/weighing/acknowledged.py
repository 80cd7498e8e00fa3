"""Whether the body responsible for an act states it itself."""

from functools import cache

from secondsource.lexicon.standing import standing
from secondsource.weighing import dates
from secondsource.weighing.cases import Case, Verdict
from secondsource.weighing.told import Telling
from secondsource.weighing.voices import Voice, say
from secondsource.weighing.words import stem, stems

_NOT_ALONE = frozenset({"meeting", "education", "labour", "release"})
"""Acts that are not an authority's own by their kind: it must be named as doing them."""


def acknowledged(case: Case) -> Verdict | None:
    """The grade where the body responsible for an act states it itself."""
    if case.of_strangers():
        return None
    for telling in case.tellings:
        voice = case.ground.voices.get(f"{telling.member.report}:{telling.event.source}")
        if voice is None or not _plainly(telling) or not (voice.state or voice.speaker or _does_it(voice, telling)):
            continue
        if case.otherwise_called(telling):
            continue
        said = _said(voice, telling) or _does_it(voice, telling)
        body = _own_act(voice, telling, case) if said and _meets(telling, case) else None
        if body:
            return "acknowledged", (f"{say(voice)} states it: the act is {body}.",)
    return _in_print(case)


def _in_print(case: Case) -> Verdict | None:
    """The grade where a state's own medium is quoted, word for word, on an act of state that others vouch for, too."""
    for telling in case.tellings:
        if not _plainly(telling) or not _meets(telling, case):
            continue
        for voice in (case.ground.voices[key] for key in sorted(telling.heard) if key in case.ground.voices):
            medium = voice.source is not None and voice.source.anonymity == "media" and voice.state
            medium = medium and not _nobody_in_particular(voice)
            if medium and voice.source is not None and _quoted(telling, case, voice.source.id):
                return "acknowledged", (f"{say(voice)} states it, and it is a medium of the state whose act it is.",)
    return None


def _said(voice: Voice, telling: Telling) -> bool:
    """Whether words for it are attributed to the body, or the body's own medium writes them."""
    return voice.source is None or voice.key in telling.heard


def _meets(telling: Telling, case: Case) -> bool:
    """Whether what a body tells is known to be what the others tell: a person in common, or it stands alone."""
    ours = {case.ground.person(key) for key in (*telling.recipients, *telling.actors)}
    others = [other for other in case.tellings if other.member.report != telling.member.report]
    if any(telling.time and other.time and dates.gap(telling.time, other.time) > dates.TOGETHER for other in others):
        return False
    theirs = {case.ground.person(key) for other in others for key in (*other.recipients, *other.actors)}
    nobody = not (ours or theirs) and any(other.actor_words or other.recipient_words for other in others)
    doers = [other for other in others if other.actor_words and telling.actor_words]
    other_doer = any(not other.actor_words & telling.actor_words for other in doers)
    return not others or bool(ours & theirs) or (nobody and not other_doer)


def _plainly(telling: Telling) -> bool:
    """Whether it is told as having happened; doubts beside it mostly concern what the persons are accused of."""
    negated = telling.negated and telling.event.act not in standing().said_by_no
    return telling.event.status == "asserted" and not negated and not telling.excused and not telling.guessed


def _own_act(voice: Voice, telling: Telling, case: Case) -> str | None:
    """Why the act is the voice's own: it is, or speaks for, the body that does it; None where others relay it."""
    known, act = standing(), telling.event.act
    if voice.source is None or voice.source.anonymity == "media":
        if voice.source is not None and _nobody_in_particular(voice):
            return None  # "state media report": no outlet that could be held to it
        if telling.gainsaid:
            return None  # what such a medium speaks of in words of denial it mostly denies
        of_state = (
            ((telling.actor_words or voice.source is None) and act in known.state_acts)
            or act in known.office_acts
            or _quoted(telling, case, telling.event.source)
        )
        return "an organ's of the state whose medium it is" if of_state else None
    if _relayed(voice, case):
        return None
    if _does_it(voice, telling):
        return "its own"
    if act not in known.state_acts - _NOT_ALONE or _called_worse(act, case):
        return None
    if voice.source.anonymity == "document" and voice.edict:
        return "one that it orders"
    if stems(voice.text) & _lectures() and all(one.member.report == voice.report for one in case.tellings):
        return None  # what audiences are told of others, as a warning, binds nobody; alone it proves nothing
    return "one of its office" if _official(telling) else None


@cache
def _lectures() -> frozenset[str]:
    return frozenset(stem(word) for word in standing().lectures)


def _nobody_in_particular(voice: Voice) -> bool:
    """Whether a medium is spoken of without a name, at the head of a sentence or within it."""
    others = voice.text.split()[1:]
    unnamed = bool(others) and not any(word[:1].isupper() for word in others)
    return unnamed or bool(voice.source and voice.source.name and voice.source.name.islower())


def _does_it(voice: Voice, telling: Telling) -> bool:
    """Whether it is a body, or speaks for one, that is named as doing the act."""
    if voice.source is None or voice.source.anonymity not in ("institution", "document"):
        return False
    if voice.outside and voice.source.basis != "official":
        return False  # "the rights group Police Watch"
    if voice.edict and telling.event.act in standing().state_acts:
        return True
    both = stems(voice.text) & telling.actor_words
    return len(both - _many()) > 1 or bool(both & (_organs() - _many()))


def _called_worse(act: str, case: Case) -> bool:
    """Whether others tell of it as something else: who states a death states no killing, who states an arrest no
    abduction."""
    others = {telling.event.act for telling in case.tellings} - {act}
    return bool(others) if act == "death" else "abduction" in others


def _official(telling: Telling) -> bool:
    """Whether nobody is named as doing it, or another organ of the same state, or but "its officers"."""
    return telling.actor_words <= _own_people() or bool(telling.actor_words & _organs())


@cache
def _own_people() -> frozenset[str]:
    return frozenset(stem(word) for word in standing().own_people)


@cache
def _many() -> frozenset[str]:
    return frozenset(stem(word) for word in standing().many)


@cache
def _organs() -> frozenset[str]:
    return frozenset(stem(word) for word in standing().official)


def _quoted(telling: Telling, case: Case, source: str) -> bool:
    """Whether the medium's own words are given for an act of state, between quotation marks."""
    reading = case.report(telling).reading
    return telling.event.act in standing().state_acts and any(
        attribution.type != "indirect"
        and source in attribution.sources
        and any(span.start <= trigger.start and trigger.end <= span.end for span in attribution.content)
        for attribution in reading.attributions
        for trigger in telling.event.triggers
    )


def _relayed(voice: Voice, case: Case) -> bool:
    """Whether it reached the report through somebody unnamed, or as a paper that was not meant to be seen."""
    through = (case.ground.voices.get(f"{voice.report}:{other}") for other in voice.behind)
    if any(other and other.source and other.source.anonymity in ("anonymous", "named") for other in through):
        return True
    return bool(stems(voice.text) & _leaked())


@cache
def _leaked() -> frozenset[str]:
    return frozenset(stem(word) for word in standing().leaked)
