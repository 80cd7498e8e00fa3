"""Readings become a Weighing. Each stage is a plain function from the layers before it to a new layer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from secondsource.model import Member, Reading, WeighedEvent, Weighing
from secondsource.weighing import bases, compare, events, grades, lines, people, reuse, stories, voices
from secondsource.weighing.events import People
from secondsource.weighing.grades import Case
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Telling, Told, prepare
from secondsource.weighing.voices import Voices


def weigh(readings: Sequence[Reading]) -> Weighing:
    """What many readings yield together; the same whatever their order."""
    told = [prepare(reading) for reading in sorted(readings, key=lambda reading: reading.report.id)]
    web = reuse.weave(told)
    story = stories.tell_apart(told, web)
    first = people.same(told, web, story)
    met = events.shared(told, events.same(told, web, story, first))
    persons = people.same(told, web, story, met)
    happened = events.same(told, web, story, persons)
    heard = voices.voices(told, web, voices.state_run(told, web))
    rests_on = bases.found(told, web, story, happened, heard)
    web = bases.joined(web, rests_on)
    return Weighing(_weighed(told, web, heard, happened, persons), people.weighed(persons), rests_on)


def _weighed(
    told: Sequence[Told], web: Web, heard: Voices, happened: Mapping[Member, Member], persons: People
) -> tuple[WeighedEvent, ...]:
    """Every event with its lines, grade and reasons, in order of its first member."""
    groups: dict[Member, list[Telling]] = defaultdict(list)
    for one in told:
        for telling in one.tellings:
            groups[happened[telling.member]].append(telling)
    by_id = {one.id: one for one in told}
    personas = {persona.key: persona for one in told for persona in one.personas}
    weighed = []
    for number, (_, tellings) in enumerate(sorted(groups.items()), 1):
        tellings.sort(key=lambda telling: telling.member)
        tell = {key: heard[key] for telling in tellings for key in telling.tellers if key in heard}
        case = Case(
            tuple(tellings),
            lines.draw(list(tell.values()), web),
            by_id,
            heard,
            persons,
            personas,
            _denied(tellings, by_id),
        )
        weighed.append(_one(f"e{number}", case))
    return tuple(weighed)


def _denied(tellings: Sequence[Telling], told: Mapping[str, Told]) -> bool:
    """Whether a report of these tellings denies such an act of nobody in particular, or of one of their persons."""
    act, reports = tellings[0].event.act, {telling.member.report for telling in tellings}
    persons = {key for telling in tellings for key in (*telling.actors, *telling.recipients)}
    inside = {telling.member for telling in tellings}
    return any(
        other.event.act == act
        and other.event.status == "refuted"
        and other.member not in inside
        and (not (other.actors or other.recipients) or bool(persons & {*other.actors, *other.recipients}))
        for report in reports
        for other in told[report].tellings
    )


def _one(name: str, case: Case) -> WeighedEvent:
    grade, why = grades.grade(case)
    drawn = case.lines
    return WeighedEvent(
        id=name,
        act=case.tellings[0].event.act,
        members=tuple(telling.member for telling in case.tellings),
        lines=tuple(tuple(voice.key for voice in group) for group in drawn.groups),
        lines_min=drawn.least,
        lines_max=drawn.most,
        grade=grade,
        differs=compare.differs(case),
        why=why,
    )
