"""Reports that may have to do with each other become events with lines and grades, persons, and who rests on whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from secondsource.model import RestsOn, WeighedEvent
from secondsource.weighing import bases, cases, compare, events, grades, pairs, people, slots, stories, voices
from secondsource.weighing.cases import Case, Ground
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.pairs import Link, Sheet
from secondsource.weighing.parts import MOST
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told


class Part(msgspec.Struct, frozen=True):
    """What reports yield together that nothing joins to any other. Events bear no number yet."""

    reports: tuple[str, ...]
    events: tuple[WeighedEvent, ...]
    people: tuple[tuple[str, ...], ...]
    rests_on: tuple[RestsOn, ...]


def weigh_together(
    sheets: Mapping[str, Sheet],
    joined: Callable[[str], Iterable[str]],
    link: Callable[[str, str], Link],
    newsrooms: Newsrooms,
) -> Part:
    """What reports in order of their ids yield together.

    Every two are compared (``link``, the lesser id first); in a part that had to stay large, those that are joined."""
    few, reports = len(sheets) <= MOST, list(sheets)
    near = {a: reports[n + 1 :] if few else sorted(b for b in joined(a) if b > a) for n, a in enumerate(reports)}
    web = pairs.web(sheets, {(a, b): link(a, b) for a, others in near.items() for b in others}, newsrooms)
    return weighed([sheet.told for sheet in sheets.values()], web)


def weighed(told: Sequence[Told], web: Web) -> Part:
    """The stages of weighing, each from the layers before it, over what joins the reports."""
    story = stories.tell_apart(told, web)
    first = people.same(told, web, story)
    met = events.shared(told, events.same(told, web, story, first))
    persons = people.same(told, web, story, met)
    happened = events.same(told, web, story, persons)
    heard = voices.voices(told, web)
    rests_on = bases.found(told, web, story, happened, heard)
    ground = Ground(tuple(told), bases.joined(web, rests_on), story, persons, heard)
    return Part(
        tuple(one.id for one in told),
        tuple(weigh_case(case) for case in cases.cases(ground, happened)),
        people.several(persons),
        rests_on,
    )


def weigh_case(case: Case) -> WeighedEvent:
    grade, why = grades.grade(case)
    sides = slots.slots(case)
    return WeighedEvent(
        id="",
        act=case.tellings[0].event.act,
        members=tuple(telling.member for telling in case.tellings),
        lines=tuple(tuple(voice.key for voice in line) for line in case.lines.groups),
        lines_min=case.lines.least,
        lines_max=case.lines.most,
        grade=grade,
        differs=compare.differs(case, sides),
        why=why,
        slots=sides,
    )
