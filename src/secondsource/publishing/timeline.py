"""The timeline: where each dated event and each publication date stands in the picture, in pixels.

Days are spaced by a broken scale: stretches in which something is dated are wide, the empty years between them narrow.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from unicodedata import east_asian_width

import msgspec

from secondsource.model import Grade
from secondsource.publishing import dates

WIDTH = 1060
LEFT, RIGHT = 14, 1046
LANE = 21
DENSE_LANE = 11
MARK = 12
MOST_LABELLED = 34
MOST_DRAWN = 600
LONGEST_LABEL = 34
FEW = 12
"""Up to so many events, labels may be half as long again."""
_GAP = 42
_CHAR = 6.1
_BREAK_AFTER = 0.07
_TICK_SPACE = 52
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


class Entry(msgspec.Struct, frozen=True):
    """An event as the timeline wants it, the weightier before the others."""

    anchor: str
    label: str
    grade: Grade
    time: str


class Mark(msgspec.Struct, frozen=True):
    """An event in the picture: its shape at ``x``, a bar from ``x`` to ``end``, and a label where there is room:
    behind the bar, else before the shape (``before``), else between the shape and the bar, which starts at ``bar``."""

    entry: Entry
    x: float
    end: float
    y: float
    label: str = ""
    label_x: float = 0.0
    before: bool = False
    bar: float = 0.0


class Tick(msgspec.Struct, frozen=True):
    """A date on the axis; ``year`` is set where the year changes."""

    x: float
    text: str
    year: str = ""


class Notch(msgspec.Struct, frozen=True):
    """A day on which reports were published, with their numbers, and a label where there is room for one."""

    x: float
    numbers: tuple[int, ...]
    day: str
    label: str = ""


class Timeline(msgspec.Struct, frozen=True):
    """The picture: everything in pixels from the top left; ``left_out`` counts dated events that were not drawn."""

    height: float
    axis: float
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    notches: tuple[Notch, ...]
    breaks: tuple[float, ...]
    left_out: int = 0
    unlabelled: int = 0


class Scale:
    """Days to pixels, by straight lines between knots; it rises with the days and never falls."""

    def __init__(self, anchors: Sequence[date], first: date, last: date) -> None:
        days = sorted({day.toordinal() for day in anchors} | ({first.toordinal()} if not anchors else set()))
        span = max(days[-1] - days[0], 1)
        self.clusters = [(start - 1, end + 2) for start, end in _clusters(days, max(45, int(span * _BREAK_AFTER)))]
        outer = [first.toordinal() < self.clusters[0][0], last.toordinal() + 1 > self.clusters[-1][1]]
        self.before, self.after = str(first.year) if outer[0] else "", str(last.year) if outer[1] else ""
        gaps = len(self.clusters) - 1 + sum(outer)
        room = RIGHT - LEFT - _GAP * gaps
        weights = [_weight(days, start, end) for start, end in self.clusters]
        x = LEFT + (_GAP if outer[0] else 0.0)
        self._days, self._xs = ([first.toordinal()], [float(LEFT)]) if outer[0] else ([], [])
        for (start, end), weight in zip(self.clusters, weights, strict=True):
            width = room * weight / sum(weights)
            self._days += [start, end]
            self._xs += [x, x + width]
            x += width + _GAP
        if outer[1]:
            self._days.append(last.toordinal() + 1)
            self._xs.append(float(RIGHT))
        self.breaks = tuple(
            (self._xs[i] + self._xs[i + 1]) / 2 for i, day in enumerate(self._days[:-1]) if self._is_gap(day, i)
        )

    def x(self, day: int) -> float:
        """Where the morning of a day (proleptic ordinal) stands."""
        at = min(max(bisect_right(self._days, day), 1), len(self._days) - 1)
        d0, d1, x0, x1 = self._days[at - 1], self._days[at], self._xs[at - 1], self._xs[at]
        share = (day - d0) / (d1 - d0) if d1 > d0 else 0.0
        return round(x0 + (x1 - x0) * min(max(share, 0.0), 1.0), 1)

    def _is_gap(self, day: int, index: int) -> bool:
        return (day, self._days[index + 1]) not in self.clusters and self._days[index + 1] > day


def draw(entries: Sequence[Entry], published: Sequence[tuple[int, str]]) -> Timeline | None:
    """The timeline of ``entries`` (all with a year) and of the reports' numbers and publication dates.

    The weightiest ``MOST_LABELLED`` have labels; at most ``MOST_DRAWN`` are drawn. None where no event is dated.
    """
    drawn = [(entry, days) for entry in entries[:MOST_DRAWN] if (days := dates.bounds(entry.time))]
    if not drawn:
        return None
    days_of = {number: days[0] for number, day in published if (days := dates.bounds(day))}
    anchors = [day for _, days in drawn if (days[1] - days[0]).days <= 31 for day in days] + list(days_of.values())
    everything = [day for _, days in drawn for day in days] + list(days_of.values())
    scale = Scale(anchors or everything, min(everything), max(everything))
    top, labelled = _labelled(drawn[:MOST_LABELLED], scale)
    bottom, dense = _dense(drawn[MOST_LABELLED:], scale, top)
    return Timeline(
        height=bottom + 68,
        axis=bottom + 8,
        marks=(*labelled, *dense),
        ticks=_ticks(scale),
        notches=_notches(days_of, scale),
        breaks=scale.breaks,
        left_out=len(entries) - len(drawn),
        unlabelled=len(dense),
    )


def fitted(label: str, longest: int = LONGEST_LABEL) -> str:
    """``label`` cut to the room a label has, by the widths of its characters."""
    room = float(longest)
    for index, char in enumerate(label):
        room -= _char_width(char)
        if room < 0:
            return label[: max(index - 1, 0)].rstrip() + "…"
    return label


def width(label: str) -> float:
    """About how many pixels a label takes; wide scripts count double, and the estimate is generous."""
    return sum(map(_char_width, label)) * _CHAR


def _char_width(char: str) -> float:
    return 2.0 if east_asian_width(char) in "WF" else 1.0


def _labelled(drawn: Sequence[tuple[Entry, tuple[date, date]]], scale: Scale) -> tuple[float, list[Mark]]:
    ends: list[float] = []
    marks = []
    for entry, (first, last) in sorted(drawn, key=lambda item: (item[1][0], item[1][1], item[0].anchor)):
        x, end = _extent(scale, first, last)
        label = fitted(entry.label, LONGEST_LABEL * 3 // 2 if len(drawn) <= FEW else LONGEST_LABEL)
        room = width(label) + 8
        before = end + room > WIDTH and x - MARK - room >= 0
        over = end + room > WIDTH and not before
        label_x = x - MARK / 2 - 4 if before else x + MARK / 2 + 4 if over else end + 6
        lane = _lane(ends, x - MARK - (room if before else 0), end if before or over else end + room)
        bar = min(label_x + room, end) if over else x
        marks.append(Mark(entry, x, end, 14 + lane * LANE, label, round(label_x, 1), before, round(bar, 1)))
    return 14 + len(ends) * LANE - 4, marks


def _dense(drawn: Sequence[tuple[Entry, tuple[date, date]]], scale: Scale, top: float) -> tuple[float, list[Mark]]:
    ends: list[float] = []
    marks = []
    for entry, (first, last) in sorted(drawn, key=lambda item: (item[1][0], item[1][1], item[0].anchor)):
        x, end = _extent(scale, first, last)
        lane = _lane(ends, x - 5, end + 4)
        marks.append(Mark(entry, x, end, top + 6 + lane * DENSE_LANE, bar=x))
    return top + (len(ends) * DENSE_LANE + 4 if ends else 0), marks


def _extent(scale: Scale, first: date, last: date) -> tuple[float, float]:
    """The middle of the shape and the end of the bar; the shape of a single day stands on its noon."""
    start, stop = scale.x(first.toordinal()), scale.x(last.toordinal() + 1)
    if first == last:
        x = min(max((start + stop) / 2, LEFT + MARK / 2), RIGHT)
        return round(x, 1), round(x + MARK / 2, 1)
    x = max(start + MARK / 2, LEFT + MARK / 2)
    return round(x, 1), round(max(stop, x + MARK / 2), 1)


def _lane(ends: list[float], start: float, stop: float) -> int:
    """The first lane that is free from ``start`` on, now taken until ``stop``."""
    for lane, end in enumerate(ends):
        if end <= start:
            ends[lane] = stop
            return lane
    ends.append(stop)
    return len(ends) - 1


def _clusters(days: Sequence[int], gap: int) -> list[tuple[int, int]]:
    found = [[days[0], days[0]]]
    for before, day in pairwise(days):
        if day - before > gap:
            found.append([day, day])
        else:
            found[-1][1] = day
    return [(start, end) for start, end in found]


def _weight(days: Sequence[int], start: int, end: int) -> float:
    """A stretch gets room for what is dated in it and, less, for how long it lasts."""
    dated = sum(start <= day <= end for day in days)
    return math.pow(dated + 1, 0.7) + math.sqrt(end - start) / 6


def _notches(days_of: dict[int, date], scale: Scale) -> tuple[Notch, ...]:
    by_day: dict[date, list[int]] = {}
    for number, day in sorted(days_of.items()):
        by_day.setdefault(day, []).append(number)
    notches = []
    edge = float("-inf")
    for day, numbers in sorted(by_day.items()):
        x = round((scale.x(day.toordinal()) + scale.x(day.toordinal() + 1)) / 2, 1)
        label = f"[{', '.join(map(str, numbers))}]"
        room = width(label) / 2
        if x - room < edge:
            label = ""
        else:
            edge = x + room + 4
        notches.append(Notch(x, tuple(numbers), dates.words(day.isoformat()), label))
    return tuple(notches)


def _ticks(scale: Scale) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    year = ""
    edge = float("-inf")
    if scale.before:
        year = scale.before
        ticks.append(Tick(float(LEFT), "", year))
        edge = LEFT + _GAP - 4
    for start, end in scale.clusters:
        for day in _tick_days(scale, start, end):
            x = scale.x(day.toordinal())
            if x < edge or x > RIGHT - 20:
                continue
            changed = "" if str(day.year) == year else str(day.year)
            year = str(day.year)
            ticks.append(Tick(x, _tick_text(day, scale, start, end), changed))
            edge = x + _TICK_SPACE
    if scale.after and scale.after != year:
        ticks.append(Tick(float(RIGHT) - _GAP + 12, "", scale.after))
    return tuple(ticks)


def _step(scale: Scale, start: int, end: int) -> int:
    """How many days, or from 28 on months of 30 days, lie between two ticks of a stretch."""
    per_day = (scale.x(end) - scale.x(start)) / max(end - start, 1)
    return next(
        (days for days in (1, 2, 5, 7, 14, 30, 60, 90, 180, 360, 720, 1800, 3600) if days * per_day >= _TICK_SPACE),
        7200,
    )


def _tick_days(scale: Scale, start: int, end: int) -> list[date]:
    step = _step(scale, start, end)
    first = date.fromordinal(max(start + 1, 1))
    if step < 30:
        return [first + timedelta(days=n) for n in range(0, end - start - 1, step)]
    months = step // 30
    found = [first]
    index = (first.year * 12 + first.month - 1) // months * months
    while len(found) < 60:
        index += months
        if index // 12 > 9999 or date(index // 12, index % 12 + 1, 1).toordinal() >= end:
            break
        found.append(date(index // 12, index % 12 + 1, 1))
    return found


def _tick_text(day: date, scale: Scale, start: int, end: int) -> str:
    if _step(scale, start, end) < 30:
        return f"{day.day} {_MONTHS[day.month - 1]}"
    return _MONTHS[day.month - 1]
