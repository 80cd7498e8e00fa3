"""How many people fit what was let out of a source: intervals that only narrow, and a mosaic that is judged whole."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

import a_case
from secondsource.lexicon import acts, priors
from secondsource.publishing.exposure import Disclosure, Estimate, described, estimate, said_of, told_by
from secondsource.publishing.ledger import Entry, Ledger, Outlay, refused, stand

PLACE, TRADER = Disclosure("place", "Hyesan"), Disclosure("role", "trader")
BRIBE, EXILE = Disclosure("access", "bribery a:e1"), Disclosure("access", "exile a:e2")
NOTICE = Disclosure("access", "directive a:e3")


@pytest.mark.parametrize(
    ("disclosed", "low", "high"),
    [
        ([], 7_900_000_000, 8_300_000_000),
        ([PLACE], 150_000, 240_000),
        ([PLACE, TRADER], 1_500, 48_000),
        ([PLACE, BRIBE], 2, 200),
        ([PLACE, NOTICE], 150_000, 240_000),
        ([PLACE, BRIBE, EXILE], 1, 200),
        ([Disclosure("place", "Nowhere at all")], None, None),
        ([Disclosure("relation", "widow")], 1, 1),
        ([PLACE, Disclosure("name", "Pak")], 1, 1),
    ],
)
def test_intervals(disclosed: list[Disclosure], low: int | None, high: int | None) -> None:
    found = estimate(disclosed)
    assert (found.low, found.high) == (low, high)
    assert found.because


def test_what_is_not_known_is_not_many() -> None:
    assert Estimate(None, None).below(20)
    assert Estimate(None, None).narrower(Estimate(1, 5))
    assert not Estimate(None, None).below(0)


def places() -> list[str]:
    return ["Hyesan", "Ryanggang Province", "North Korea", "Pyongyang", "Nowhere at all"]


def disclosures() -> st.SearchStrategy[Disclosure]:
    words = [word for entry in priors.general().shares for word in entry.words]
    kin = [word for entry in priors.general().relations for word in entry.words]
    events = [f"{act} r{n}:e{n}" for act in acts.acts() for n in range(2)]
    return st.one_of(
        st.builds(Disclosure, st.just("place"), st.sampled_from(places())),
        st.builds(Disclosure, st.just("role"), st.sampled_from([*words, "zzz"])),
        st.builds(Disclosure, st.just("relation"), st.sampled_from(kin)),
        st.builds(Disclosure, st.just("basis"), st.sampled_from(sorted(priors.general().bases))),
        st.builds(Disclosure, st.just("access"), st.sampled_from(events)),
        st.just(Disclosure("name", "Pak")),
    )


@given(st.frozensets(disclosures(), max_size=6), disclosures())
def test_letting_out_more_never_hides_a_source_better(known: frozenset[Disclosure], more: Disclosure) -> None:
    before, after = estimate(known), estimate(known | {more})
    if after.low is not None and before.low is not None:
        assert after.low <= before.low
    if after.high is not None and before.high is not None:
        assert after.high <= before.high


def test_a_place_without_a_figure_hides_nobody_better() -> None:
    known = [Disclosure("place", "Hyesan"), Disclosure("role", "soldier")]
    before, after = estimate(known), estimate([*known, Disclosure("place", "Nowhere at all")])
    assert (after.low, after.high) == (None, before.high)
    assert "no figure is held for Nowhere at all" in after.because


@given(st.lists(disclosures(), max_size=6))
def test_the_order_of_what_is_let_out_does_not_matter(known: list[Disclosure]) -> None:
    assert estimate(known) == estimate(list(reversed(known)))


@given(st.frozensets(disclosures(), max_size=6))
def test_an_interval_is_one(known: frozenset[Disclosure]) -> None:
    found = estimate(known)
    if found.low is not None and found.high is not None:
        assert 1 <= found.low <= found.high


# --- exports that follow each other -------------------------------------------------------------------------------


def entry(*outlays: Outlay) -> Entry:
    return Entry("x", "2026-01-02", "partner", outlays)


def test_two_exports_each_above_the_floor_that_fall_below_it_together() -> None:
    first = Outlay("a:s1", (Disclosure("access", "arrest a:e1"), PLACE))
    second = Outlay("a:s1", (Disclosure("access", "exile a:e2"), PLACE))
    for one in (first, second):
        assert not refused(stand(Ledger(), [one], {}, 20))
    assert refused(stand(Ledger((entry(first),)), [second], {}, 20))


def test_unlinked_claims_of_one_source_do_not_add_up() -> None:
    first = Outlay("a:s1", (Disclosure("access", "arrest a:e1"),), "a:e1")
    second = Outlay("a:s1", (Disclosure("access", "exile a:e2"),), "a:e2")
    assert not refused(stand(Ledger((entry(first),)), [second], {}, 20))


def test_an_unlinked_claim_adds_up_with_what_is_linked_to_its_source() -> None:
    linked = Outlay("a:s1", (Disclosure("access", "arrest a:e1"),))
    alone = Outlay("a:s1", (Disclosure("access", "arrest a:e1"), Disclosure("basis", "participant")), "a:e1")
    assert refused(stand(Ledger((entry(linked),)), [alone], {}, 20))


def test_what_the_published_report_says_already_is_no_reason_to_refuse() -> None:
    public = {"a:s1": frozenset({BRIBE, PLACE})}
    assert not refused(stand(Ledger(), [Outlay("a:s1", (BRIBE,))], public, 20))
    more = Outlay("a:s1", (BRIBE, Disclosure("relation", "widow")))
    assert refused(stand(Ledger(), [more], public, 20))


def test_a_source_of_whom_nobody_can_tell_how_many_fit_is_refused() -> None:
    assert refused(stand(Ledger(), [Outlay("a:s1", (Disclosure("place", "Nowhere at all"),))], {}, 20))


WORLD = st.lists(st.lists(disclosures(), min_size=1, max_size=3).map(tuple), min_size=1, max_size=5)


@given(WORLD, st.booleans())
def test_no_chain_of_accepted_exports_ends_below_the_floor(tiles: list[tuple[Disclosure, ...]], linked: bool) -> None:
    ledger, out = Ledger(), list[Outlay]()
    for number, tile in enumerate(tiles):
        outlay = Outlay("a:s1", tile, None if linked else f"a:e{number % 2}")
        if not refused(stand(ledger, [outlay], {}, 20)):
            ledger, out = ledger.add(entry(outlay)), [*out, outlay]
    groups = [out] if linked else [[o for o in out if o.fact == fact] for fact in ("a:e0", "a:e1")]
    for group in groups:
        whole = estimate(itertools.chain.from_iterable(o.disclosed for o in group))
        assert not group or not whole.below(20)


# --- what a report itself says of its sources ---------------------------------------------------------------------


def test_what_a_report_says_of_its_source() -> None:
    readings = {reading.report.id: reading for reading in a_case.readings()}
    reading = readings[a_case.JUNIPER]
    found = said_of(reading, reading.sources[0])
    assert Disclosure("place", "North Hamgyong Province") in found
    assert {d.value for d in found if d.kind == "access"} == {
        f"{e.act} {reading.report.id}:{e.id}" for e in told_by(reading, "s1")
    }
    assert described(reading, reading.sources[0]) == (("role", "source"),)
