"""Exports out of an archive: previewed, signed, kept in a ledger, refused where the mosaic gives somebody away."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

import an_archive
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.cli import app
from secondsource.errors import SecondSourceError
from secondsource.lexicon.profiles import Profile, profile
from secondsource.publishing import bundles, desk
from secondsource.publishing.exports.formats import format_named
from secondsource.publishing.release import Consent

TELLING = Profile("internal", "All of it, and yet a floor", place="exact", date="day", names="all", source="full",
                  source_place="exact", linked=True, tips=True, consent=False, floor=20)  # fmt: skip
TIP = """A conductor on the night train to Musan said that his brother was arrested in Musan on May 9.

He said that the brother had bribed a border guard with 2,000 yuan in April.
"""


@pytest.fixture
def filled(tmp_path: Path) -> Archive:
    held = an_archive.in_file(tmp_path, "sqlite").create()
    an_archive.fill(held)
    return held


def order(folder: Path, who: Profile, **more: object) -> desk.Order:
    return msgspec.structs.replace(desk.Order(who, format_named("jsonl"), folder), **more)


def test_a_preview_writes_nothing(filled: Archive, tmp_path: Path) -> None:
    seen = desk.preview(filled, profile("public"))
    assert seen.prepared.release.facts
    assert len(seen.new) == len(seen.prepared.release.facts)
    assert desk.kept(filled).entries == ()


def test_an_export_is_signed_and_entered(filled: Archive, tmp_path: Path) -> None:
    _, manifest = desk.export(filled, order(tmp_path / "out", profile("public")))
    assert bundles.verify(tmp_path / "out", desk.public_key(filled)).manifest == manifest
    (entry,) = desk.kept(filled).entries
    assert entry.profile == "public"
    again = desk.preview(filled, profile("public"))
    assert (again.new, again.gone, again.changed) == ((), (), ())


def test_what_changed_since_the_last_export_is_told(filled: Archive, tmp_path: Path) -> None:
    desk.export(filled, order(tmp_path / "one", profile("public")))
    fact = filled.facts()[0]
    filled.decide(Wanted("grade", (fact.id,), {"grade": "refuted"}, "The officer was seen at work"))
    assert len(desk.preview(filled, profile("public")).changed) == 1


def test_only_what_fits_the_query_leaves(filled: Archive, tmp_path: Path) -> None:
    seen = desk.preview(filled, profile("public"), Query(act=("dismissal",)))
    assert {fact.act for fact in seen.prepared.release.facts} == {"dismissal"}


def test_a_claim_review_is_made_of_accepted_facts_alone(filled: Archive, tmp_path: Path) -> None:
    filled.decide(Wanted("accept", (filled.facts()[0].id,)))
    decided = [fact for fact in desk.preview(filled, profile("public")).prepared.release.facts if fact.decided]
    assert len(decided) == 1


# --- sources that were never published -----------------------------------------------------------------------------


@pytest.fixture
def tipped(tmp_path: Path) -> Archive:
    """An archive with one report that nobody published."""
    held = an_archive.in_file(tmp_path, "sqlite").create()
    held.add_text("tip.txt", TIP)
    return held


def test_a_tip_gives_its_source_away_and_is_refused(tipped: Archive, tmp_path: Path) -> None:
    with pytest.raises(desk.ExportRefused, match="fewer than 20 people"):
        desk.export(tipped, order(tmp_path / "out", TELLING))
    assert not (tmp_path / "out").exists()
    assert desk.kept(tipped).entries == ()


def test_a_keeper_may_override_with_a_reason_that_is_recorded(tipped: Archive, tmp_path: Path) -> None:
    desk.export(tipped, order(tmp_path / "out", TELLING, override="The source has left the country"))
    assert desk.kept(tipped).entries[0].override == "The source has left the country"


def test_exports_that_each_hold_little_are_refused_once_they_add_up(tipped: Archive, tmp_path: Path) -> None:
    open_ = msgspec.structs.replace(TELLING, source="kind", quotes=False)
    acts = sorted({row.act for row in tipped.facts()})
    left, refused = 0, 0
    for number, act in enumerate(acts):
        try:
            desk.export(tipped, order(tmp_path / f"out{number}", open_, query=Query(act=(act,))))
            left += 1
        except desk.ExportRefused:
            refused += 1
    assert refused >= 1
    assert left <= 1


def test_consent_is_of_a_source_that_is_there(tipped: Archive) -> None:
    with pytest.raises(SecondSourceError, match="is no source"):
        desk.consent(tipped, Consent("r0000001:s99", "partner"))


def test_consent_lets_a_tip_leave_and_its_withdrawal_keeps_it(tipped: Archive) -> None:
    sources = [source.id for source in tipped.readings(["r0000001"])["r0000001"].sources]
    for source in sources:
        desk.consent(tipped, Consent(f"r0000001:{source}", "partner"))
    assert desk.preview(tipped, profile("partner")).prepared.release.facts
    for source in sources:
        desk.withdraw(tipped, f"r0000001:{source}", "partner")
    told = {fact.id for fact in desk.preview(tipped, profile("partner")).prepared.release.facts}
    assert not told


# --- as commands --------------------------------------------------------------------------------------------------


@pytest.fixture
def at(tmp_path: Path) -> str:
    with Archive.create(tmp_path / "a.db", None) as held:
        an_archive.fill(held)
    return str(tmp_path / "a.db")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output + (str(done.exception) if done.exception else "")


def test_export_and_verify_by_command(at: str, tmp_path: Path) -> None:
    out = tmp_path / "to-press"
    code, said = run("export", "--archive", at, "--out", str(out), "--format", "csv")
    assert code == 0
    assert "Signed with" in said
    assert run("verify", str(out))[0] == 0
    (out / "claims.csv").write_bytes(b"other")
    code, said = run("verify", str(out))
    assert code == 1
    assert "is not what was signed" in said


def test_exposure_by_command_tells_intervals_and_reasons(at: str) -> None:
    code, said = run("exposure", "--archive", at)
    assert code == 0
    assert " to " in said
    assert "may leave" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "--out", "x", "--format", "docx"), "is no export format"),
        (("export", "--out", "x", "--profile", "press"), "is no profile"),
        (("verify", "nowhere"), "is no signed bundle"),
        (("consent", "r0000001:s9"), "is no source"),
        (("consent", "r0000001:s1", "--until", "soon"), "is no date"),
    ],
)
def test_what_is_asked_wrongly_is_answered_in_one_line(words: tuple[str, ...], told: str, at: str) -> None:
    where = () if words[0] == "verify" else ("--archive", at)
    code, said = run(*words, *where)
    assert code != 0
    assert told in said
