"""Readings become a Weighing. Each stage is a plain function from the layers before it to a new layer."""

from collections.abc import Sequence

from secondsource.model import Reading, WeighedEvent, Weighing
from secondsource.weighing import bases, cases, compare, events, grades, people, reuse, stories, voices
from secondsource.weighing.cases import Case, Ground
from secondsource.weighing.told import prepare


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
    ground = Ground(tuple(told), bases.joined(web, rests_on), story, persons, heard)
    weighed = (_weighed(f"e{number}", case) for number, case in enumerate(cases.cases(ground, happened), 1))
    return Weighing(tuple(weighed), people.weighed(persons), rests_on)


def _weighed(name: str, case: Case) -> WeighedEvent:
    grade, why = grades.grade(case)
    return WeighedEvent(
        id=name,
        act=case.tellings[0].event.act,
        members=tuple(telling.member for telling in case.tellings),
        lines=tuple(tuple(voice.key for voice in line) for line in case.lines.groups),
        lines_min=case.lines.least,
        lines_max=case.lines.most,
        grade=grade,
        differs=compare.differs(case),
        why=why,
    )
