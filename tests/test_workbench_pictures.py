"""Pictures of the workbench: what stands where, so that nothing lies on anything else or outside the frame."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondsource.workbench.pictures import grades, graphs, lines
from secondsource.workbench.pictures.grades import Step
from secondsource.workbench.pictures.graphs import Edge, Node
from secondsource.workbench.pictures.lines import Thread

threads = st.lists(
    st.builds(
        Thread,
        line=st.integers(1, 6),
        report=st.sampled_from([f"r000000{n}" for n in range(8)]),
        report_label=st.text(max_size=60),
        source=st.text(max_size=90),
        status=st.sampled_from(["asserted", "alleged", "refuted"]),
    ),
    min_size=1,
    max_size=14,
)
days = st.dates().map(lambda day: day.isoformat())
steps = st.lists(st.builds(Step, day=days, grade=st.sampled_from(grades.ORDER)), min_size=2, max_size=20)


@given(threads)
def test_every_telling_stands_in_the_picture_and_no_box_on_another(told: list[Thread]) -> None:
    drawn = lines.draw(told)
    assert drawn is not None
    assert len(drawn.sources) == len(told)
    assert {box.id for box in drawn.reports} == {one.report for one in told}
    assert {bracket.line for bracket in drawn.brackets} == {one.line for one in told}
    for boxes in (drawn.sources, drawn.reports):
        heights = sorted(box.y for box in boxes)
        assert all(low + 32 <= high for low, high in pairwise(heights))
        assert all(box.y >= 0 and box.y + 32 <= drawn.height for box in boxes)


@given(threads)
def test_a_line_is_held_by_one_bracket_around_its_own_sources_alone(told: list[Thread]) -> None:
    drawn = lines.draw(told)
    assert drawn is not None
    spans = sorted((bracket.y, bracket.end) for bracket in drawn.brackets)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@given(steps)
def test_grades_go_to_the_right_in_order_of_their_days(told: list[Step]) -> None:
    drawn = grades.draw(told)
    assert drawn is not None
    assert [point.step.day for point in drawn.points] == sorted(step.day for step in told)
    assert all(first.x < second.x for first, second in pairwise(drawn.points))
    assert all(0 <= point.y <= drawn.height and point.end <= drawn.width for point in drawn.points)


def test_a_grade_that_never_changed_needs_no_picture() -> None:
    assert grades.draw([]) is None
    assert grades.draw([Step("2024-05-03", "one_source")]) is None
    assert lines.draw([]) is None


def test_a_graph_has_no_edge_into_nothing_and_says_what_it_left_out() -> None:
    nodes = [Node(f"n{n}", f"name {n}", "person") for n in range(5)]
    edges = [Edge("n0", "n1"), Edge("n0", "n4"), Edge("n0", "n9"), Edge("n0", "n1")]
    drawn = graphs.joined(nodes, edges, most=3)
    assert drawn is not None
    assert drawn.edges == (Edge("n0", "n1"),)
    assert drawn.left_out == 2
    assert graphs.joined(nodes, []) is None
