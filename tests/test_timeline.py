"""The timeline: labels never collide, the scale never turns back, and what is left out is said."""

import random
from itertools import combinations, pairwise

import pytest

from secondsource.publishing import dates, timeline
from secondsource.publishing.timeline import Entry, Mark


def entries(count: int, seed: int = 1, years: int = 3) -> list[Entry]:
    chance = random.Random(seed)
    found = []
    for number in range(count):
        year, month = 2022 + chance.randrange(years), chance.randrange(1, 13)
        day = chance.randrange(1, 29)
        kinds = [
            f"{year}-{month:02}-{day:02}",
            f"{year}-{month:02}",
            f"{year}",
            f"{year}-{month:02}-01/{year}-{month:02}-10",
        ]
        label = chance.choice(
            ["arrest of Ri", "sentencing of the former manager of the depot", "체포된 사람 이름 긴 것", ""]
        )
        found.append(Entry(f"f{number}", label, "one_source", chance.choice(kinds[:2] if number % 9 else kinds)))
    return found


def box(mark: Mark) -> tuple[float, float, float]:
    """Left and right edge of a mark with its label, and its lane."""
    room = timeline.width(mark.label) if mark.label else 0
    left = mark.label_x - room if mark.before else mark.x - 4
    right = mark.end if mark.before or not mark.label else mark.label_x + room
    return left, right, mark.y


@pytest.mark.parametrize("count", [1, 2, 5, 33, 34, 35, 150, 600])
@pytest.mark.parametrize("years", [1, 4])
def test_nothing_collides_and_nothing_leaves_the_picture(count: int, years: int) -> None:
    drawn = timeline.draw(entries(count, count, years), [(1, "2024-01-05")])
    assert drawn
    assert len(drawn.marks) == count
    boxes = [box(mark) for mark in drawn.marks]
    assert all(left >= -1 and right <= timeline.WIDTH + 1 and y < drawn.axis for left, right, y in boxes)
    for (l1, r1, y1), (l2, r2, y2) in combinations(boxes, 2):
        assert y1 != y2 or r1 <= l2 + 0.5 or r2 <= l1 + 0.5
    assert drawn.height < 1400
    assert drawn.unlabelled == max(0, count - timeline.MOST_LABELLED)


@pytest.mark.parametrize("seed", range(6))
def test_later_days_stand_further_right(seed: int) -> None:
    days = [bounds[0] for e in entries(40, seed, 9) if (bounds := dates.bounds(e.time))]
    scale = timeline.Scale(days, min(days), max(days))
    xs = [scale.x(day) for day in range(min(days).toordinal() - 30, max(days).toordinal() + 30)]
    assert all(before <= after for before, after in pairwise(xs))
    assert xs[0] >= timeline.LEFT
    assert xs[-1] <= timeline.RIGHT


def test_empty_years_are_drawn_short_and_marked() -> None:
    near = [Entry("a", "arrest", "copied", "2008-03-01"), Entry("b", "trial", "copied", "2008-03-20")]
    drawn = timeline.draw([*near, Entry("c", "release", "copied", "2024-05-01")], [])
    assert drawn
    first, second, third = (mark.x for mark in drawn.marks)
    assert len(drawn.breaks) == 1
    assert second < drawn.breaks[0] < third
    assert second - first > 100
    assert {tick.year for tick in drawn.ticks} >= {"2008", "2024"}


def test_a_year_that_is_wider_than_all_else_has_a_tick() -> None:
    drawn = timeline.draw([Entry("a", "x", "copied", "2019"), Entry("b", "x", "copied", "2023-05-04")], [])
    assert drawn
    assert [tick.year for tick in drawn.ticks if tick.year] == ["2019", "2023"]


def test_ticks_keep_apart() -> None:
    for seed in range(8):
        drawn = timeline.draw(entries(60, seed, 1 + seed), [])
        assert drawn
        assert all(b.x - a.x >= 36 for a, b in pairwise(drawn.ticks))


@pytest.mark.parametrize("time", ["XXXX-06", "XXXX", "soon", "2024-13", "0000"])
def test_what_has_no_year_is_not_placed(time: str) -> None:
    assert timeline.draw([Entry("a", "arrest", "copied", time)], []) is None


def test_reports_of_one_day_share_a_notch() -> None:
    drawn = timeline.draw(
        [Entry("a", "arrest", "copied", "2024-05-01")],
        [(1, "2024-05-04"), (2, "2024-05-04"), (3, "2024-05-06"), (4, "")],
    )
    assert drawn
    assert [notch.numbers for notch in drawn.notches] == [(1, 2), (3,)]
    assert drawn.notches[0].day == "4 May 2024"


def test_more_than_can_be_drawn_is_counted() -> None:
    many = [Entry(f"f{n}", "arrest", "copied", "2024-05-01") for n in range(timeline.MOST_DRAWN + 7)]
    drawn = timeline.draw(many, [])
    assert drawn
    assert drawn.left_out == 7


@pytest.mark.parametrize(
    ("label", "longest", "fitted"),
    [("arrest of Ri", 20, "arrest of Ri"), ("arrest of Ri", 8, "arrest…"), ("체포된 사람", 6, "체포…"), ("", 5, "")],
)
def test_labels_are_cut_by_width(label: str, longest: int, fitted: str) -> None:
    assert timeline.fitted(label, longest) == fitted
