"""Parts of a web of likely pairs: bounded, the same from wherever one starts, never cutting what is sure."""

import math
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.weighing.parts import MOST, SURE, around

Web = dict[int, dict[int, float]]


def web(edges: list[tuple[int, int, float]]) -> Web:
    found: Web = {}
    for a, b, likely in edges:
        found.setdefault(a, {})[b] = likely
        found.setdefault(b, {})[a] = likely
    return found


def chain(length: int, likely: float = 1.2, first: int = 0) -> list[tuple[int, int, float]]:
    return [(n, n + 1, likely) for n in range(first, first + length - 1)]


def test_a_short_chain_is_one_part() -> None:
    held = web(chain(MOST))
    assert around(7, held.__getitem__) == frozenset(range(MOST))


def test_a_chain_too_long_is_cut_where_it_is_least_likely() -> None:
    held = web([*chain(MOST), (MOST - 1, MOST, 1.1), *chain(MOST, first=MOST)])
    assert around(3, held.__getitem__) == frozenset(range(MOST))
    assert around(MOST + 3, held.__getitem__) == frozenset(range(MOST, 2 * MOST))


def test_what_is_equally_likely_is_cut_everywhere() -> None:
    held = web([*chain(MOST + 1), (0, 1000, 2.0)])
    assert around(0, held.__getitem__) == {0, 1000}
    assert around(5, held.__getitem__) == {5}


def test_what_is_sure_is_never_cut() -> None:
    held = web([*chain(3 * MOST, SURE), (0, 5000, 9.0)])
    assert around(5, held.__getitem__) == frozenset(range(3 * MOST))
    assert around(5000, held.__getitem__) == {5000}


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_those_of_cutting_the_whole(seed: int) -> None:
    """As found from each report, and as single-link clusters of all levels show them."""
    chance = Random(seed)
    count = 4 * MOST
    edges = [
        (a, b, SURE if chance.random() < 0.02 else round(chance.uniform(1.1, 3), 1))
        for a, b in {
            tuple(sorted(chance.sample(range(count), 2))) for _ in range(chance.randint(count // 2, 2 * count))
        }
    ]
    held = {n: {} for n in range(count)} | web(edges)
    expected: dict[int, frozenset[int]] = {}
    for level in sorted({likely for _, _, likely in edges} | {SURE}, reverse=True):
        for cluster in clusters(count, [(a, b) for a, b, likely in edges if likely >= level]):
            if len(cluster) <= MOST or level == math.inf:
                expected |= dict.fromkeys(cluster, cluster)
    assert {n: around(n, held.__getitem__) for n in range(count)} == expected


def clusters(count: int, edges: list[tuple[int, int]]) -> list[frozenset[int]]:
    member = {n: {n} for n in range(count)}
    for a, b in edges:
        if member[a] is not member[b]:
            member[a] |= member[b]
            for one in member[b]:
                member[one] = member[a]
    return list({frozenset(found) for found in member.values()})


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.sampled_from((1.1, 1.5, 2.0, SURE)))))
def test_parts_do_not_overlap(edges: list[tuple[int, int, float]]) -> None:
    held = {n: {} for n in range(91)} | web([edge for edge in edges if edge[0] != edge[1]])
    for n in held:
        part = around(n, held.__getitem__)
        assert all(around(other, held.__getitem__) == part for other in part)
