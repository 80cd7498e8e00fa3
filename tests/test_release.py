"""What leaves for whom: coarser values, names kept back, nothing that a profile forbids in any byte of any format."""

import io

import msgspec
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

import a_case
from a_canary import ALLOWED, Aviary
from secondsource.lexicon.profiles import Profile, profile, profiles
from secondsource.model import Person, Post, Reading, Span
from secondsource.publishing import coarsening, naming, release
from secondsource.publishing.case import Case
from secondsource.publishing.exports.formats import format_named, formats
from secondsource.publishing.released import Release

TERMS = release.Terms(key=b"a key of the tests", today="2026-01-02")
CASE = Case(a_case.weighing(), a_case.readings())


def leaves(name: str, case: Case = CASE, terms: release.Terms = TERMS) -> Release:
    return release.prepare(case, profile(name), terms).release


def written(value: Release, form: str) -> bytes:
    return b"".join(piece for file in format_named(form).files(value) for piece in file.pieces)


# --- coarser ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "level", "coarse"),
    [
        ("Hyesan", "exact", "Hyesan"),
        ("Hyesan", "city", "Hyesan"),
        ("Hyesan", "province", "Ryanggang Province"),
        ("Hyesan", "country", "North Korea"),
        ("Hyesan", "none", None),
        ("Hyehwa-dong", "province", "Ryanggang Province"),
        ("Nowhere at all", "province", None),
        (None, "exact", None),
    ],
)
def test_places(name: str | None, level: coarsening.PlaceLevel, coarse: str | None) -> None:
    assert coarsening.place(name, level) == coarse


@pytest.mark.parametrize("name", profiles())
def test_a_place_taken_from_around_an_act_does_not_leave(name: str) -> None:
    told = [fact.place for fact in leaves(name).facts]
    carried = tuple(
        msgspec.structs.replace(
            reading,
            events=tuple(msgspec.structs.replace(event, place_rule="carried") for event in reading.events),
        )
        for reading in a_case.readings()
    )
    left = leaves(name, Case(a_case.weighing(), carried))
    assert any(told)
    assert not any(fact.place for fact in left.facts)


@pytest.mark.parametrize(
    ("edtf", "level", "coarse"),
    [
        ("2023-05-18", "day", "2023-05-18"),
        ("2023-05-18", "month", "2023-05"),
        ("2023-05-18", "year", "2023"),
        ("2021-06-11/2021-06-20", "month", "2021-06"),
        ("2021-12-30/2022-01-02", "month", "2021-12/2022-01"),
        ("2023-05-18/..", "month", "2023-05/.."),
        ("2023-23", "month", "2023-23"),
        ("2023-23", "year", "2023"),
        ("XXXX-09-04", "month", None),
        (None, "month", None),
    ],
)
def test_dates(edtf: str | None, level: coarsening.DateLevel, coarse: str | None) -> None:
    assert coarsening.date(edtf, level) == coarse


@given(st.dates(), st.sampled_from(["day", "month", "year"]))
def test_a_coarser_date_holds_the_finer_one(day, level) -> None:  # type: ignore[no-untyped-def]
    found = coarsening.date(day.isoformat(), level)
    assert found is not None
    assert day.isoformat().startswith(found)


@pytest.mark.parametrize(("value", "coarse"), [(30_000, 30_000), (34_999, 30_000), (0, 0), (0.037, 0.04), (8, 8)])
def test_sums(value: float, coarse: float) -> None:
    assert coarsening.amount(value, "rounded") == pytest.approx(coarse)
    assert coarsening.amount(value, "none") is None


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("two traders", True),
        ("All of the officers", True),
        ("Kang", False),
        ("the trader Kang", False),
        ("agents of the MSS", False),
        ("cell 4", False),
        ("", False),
    ],
)
def test_words_that_can_name_somebody(text: str, nobody: bool) -> None:
    assert naming.names_nobody(text) is nobody


@pytest.mark.parametrize(
    ("org", "office"),
    [
        ("Ministry of State Security", True),
        ("North Pyongan Provincial Prosecutors Office", True),
        ("farm supplies depot", False),
        (None, False),
    ],
)
def test_an_office_is_a_post_at_a_body_of_the_state(org: str | None, office: bool) -> None:
    assert naming.holds_office(Person("p1", "Ri", (Span(0, 1),), posts=(Post("captain", org),))) is office


def changed(id: str, **fields: object) -> Case:
    """The case with other fields for the person ``id`` of the first report."""

    def one(reading: Reading) -> Reading:
        if reading.report.id != a_case.JUNIPER:
            return reading
        people = tuple(msgspec.structs.replace(p, **fields) if p.id == id else p for p in reading.people)
        return msgspec.structs.replace(reading, people=people)

    return Case(a_case.weighing(), [one(reading) for reading in a_case.readings()])


NAMING_ALL = Profile("x", "x", names="all", tips=True)


@pytest.mark.parametrize(("age", "named"), [("16", False), ("50s", True), (None, True)])
def test_minors_are_never_named(age: str | None, named: bool) -> None:
    case = changed("p1", age=age)
    anchor = case.group(a_case.JUNIPER, "p1")
    assert anchor is not None
    assert naming.named(case, NAMING_ALL)[anchor] is named


def test_the_victim_of_an_act_that_a_profile_protects_is_not_named() -> None:
    protecting = msgspec.structs.replace(NAMING_ALL, unnamed_recipients=("arrest",))
    anchor = CASE.group(a_case.JUNIPER, "p1")
    assert anchor is not None
    assert naming.named(CASE, NAMING_ALL)[anchor]
    assert not naming.named(CASE, protecting)[anchor]


def test_whom_a_person_barred_is_not_named() -> None:
    assert b"Pak Chol Ho" in written(leaves("partner"), "jsonl")
    barred = msgspec.structs.replace(TERMS, barred=frozenset({"Pak Chol Ho"}))
    names = [person.name for person in leaves("partner", terms=barred).people]
    assert "Pak Chol Ho" not in names


# --- releases -----------------------------------------------------------------------------------------------------


def test_internal_has_all_of_it() -> None:
    found = leaves("internal")
    assert len(found.facts) == len(CASE.weighing.events)
    assert not found.withheld
    assert any("Pak" in fact.sentence for fact in found.facts)
    assert all(fact.claims for fact in found.facts)


def test_public_has_months_provinces_and_no_private_names() -> None:
    found = leaves("public")
    assert all(fact.time is None or len(fact.time) <= 7 for fact in found.facts)
    assert {fact.place.precision for fact in found.facts if fact.place} <= {"province", "region", "country"}
    assert [person.name for person in found.people if person.name] == []
    assert not found.sources
    assert all(claim.quote is None and claim.source is None for fact in found.facts for claim in fact.claims)


def unpublished(case: Case) -> Case:
    """The case with every report as a tip: no outlet, no address."""
    gone = [
        msgspec.structs.replace(r, report=msgspec.structs.replace(r.report, outlet=None, url=None))
        for r in case.readings
    ]
    return Case(case.weighing, gone)


def test_tips_stay_where_the_profile_says_so_and_wait_for_consent_elsewhere() -> None:
    tips = unpublished(CASE)
    assert not leaves("public", tips).facts
    assert {w.reason for w in leaves("public", tips).withheld} == {"it rests on what was never published"}
    assert not leaves("partner", tips).facts
    agreed = release.Consent(f"{a_case.JUNIPER}:s1", "partner", "2026-12-31")
    given_ = msgspec.structs.replace(TERMS, consents=(agreed,))
    assert leaves("partner", tips, given_).facts
    assert not leaves("partner", tips, msgspec.structs.replace(given_, today="2027-01-01")).facts


def test_a_source_whose_time_is_over_says_nothing_any_more() -> None:
    over = msgspec.structs.replace(TERMS, retired=frozenset({f"{a_case.JUNIPER}:s1"}))
    held = [c for f in leaves("internal", terms=over).facts for c in f.claims]
    assert len(held) < len([c for f in leaves("internal").facts for c in f.claims])


def test_ids_stay_over_exports_and_tell_nothing_without_the_key() -> None:
    assert leaves("public") == leaves("public")
    other = leaves("public", terms=msgspec.structs.replace(TERMS, key=b"another"))
    assert not {fact.id for fact in leaves("public").facts} & {fact.id for fact in other.facts}


# --- canaries: what a profile keeps back is in no byte of no format -------------------------------------------------


def planted() -> tuple[Case, Aviary]:
    aviary = Aviary()
    return Case(aviary.weighing(), aviary.readings()), aviary


@pytest.mark.parametrize("name", profiles())
@pytest.mark.parametrize("form", [form for form in formats() if form != "pdf"])
def test_no_canary_sings_where_it_may_not(name: str, form: str) -> None:
    case, aviary = planted()
    assert aviary.heard(written(leaves(name, case), form)) <= ALLOWED[name]


def test_the_canaries_sing_where_they_may() -> None:
    case, aviary = planted()
    heard = aviary.heard(written(leaves("internal", case), "jsonl"))
    assert heard >= {"source.name", "source.mention", "person.name", "event.place", "fact.why", "report.title"}


def test_the_pdf_holds_no_more_than_the_page_it_is_made_of() -> None:
    case, aviary = planted()
    data = written(leaves("public", case), "pdf")
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert aviary.heard(text) <= ALLOWED["public"]


@pytest.mark.parametrize("name", profiles())
@pytest.mark.parametrize("form", formats())
def test_every_format_writes_every_profile_and_an_empty_release(name: str, form: str) -> None:
    assert written(leaves(name), form) is not None
    assert written(Release(name), form) is not None
