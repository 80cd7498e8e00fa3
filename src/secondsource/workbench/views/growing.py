"""How a fact's grade came about: what the reports weighed to on each day on which one of them came out."""

from secondsource.model import Reading
from secondsource.weighing.pipeline import weigh
from secondsource.workbench.desk import Desk, missing
from secondsource.workbench.pictures.grades import Step

MOST_DAYS = 12
"""So many days, the first ones and the last, are weighed anew; each takes as long as weighing the reports does."""


def steps(desk: Desk, id: str) -> tuple[Step, ...]:
    """The grades in order of time, those that a person set included. Raises WorkbenchError.

    Only the fact's own reports are weighed, so that what other reports say of its sources is not heard.
    """
    held = desk.archive.fact(id)
    if held is None:
        raise missing("the fact")
    members = {(member.report, member.event) for member in held.event.members}
    reports = sorted({report for report, _ in members})
    sealed = desk.archive.protected(reports) if desk.open_only else frozenset()
    dated = [
        reading
        for reading in desk.archive.readings([one for one in reports if one not in sealed]).values()
        if reading.report.published
    ]
    days = sorted({str(reading.report.published) for reading in dated})
    if len(days) > MOST_DAYS:
        days = [*days[: MOST_DAYS // 2], *days[-MOST_DAYS // 2 :]]
    found = []
    for day in days:
        grade = _grade([reading for reading in dated if str(reading.report.published) <= day], members)
        if grade:
            found.append(Step(day, grade))
    return (*found, *_set(desk, reports, held.verdicts))


def _grade(readings: list[Reading], members: set[tuple[str, str]]) -> str | None:
    """The grade of the weighed event that holds most of ``members``."""
    best, most = None, 0
    for event in weigh(readings).events:
        shared = len(members & {(member.report, member.event) for member in event.members})
        if shared > most:
            best, most = event.grade, shared
    return best


def _set(desk: Desk, reports: list[str], numbers: tuple[int, ...]) -> list[Step]:
    verdicts = {one.number: one for report in reports for one in desk.archive.verdicts(report)}
    return [
        Step(verdict.at[:10], str(verdict.value.get("grade")), verdict.by)
        for number, verdict in sorted(verdicts.items())
        if number in numbers and verdict.kind == "grade" and not verdict.undone
    ]
