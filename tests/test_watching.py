"""Watches: what changed about the facts of a saved question, the weightiest first; no source in the feed."""

from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import an_archive
from secondsource.archive.face import Archive
from secondsource.archive.search import Query
from secondsource.archive.verdicts import Wanted
from secondsource.cli import app
from secondsource.errors import SecondSourceError
from secondsource.publishing import watching
from secondsource.publishing.watching import Seen, Watch

MORE = """---
outlet: Valley Post
published: 2023-05-25
---
“Ri Myong Su, the border officer, was arrested in Hyesan on May 9,” a teacher in Hyesan told Valley Post.
"""


@pytest.fixture
def held(tmp_path: Path) -> Archive:
    made = an_archive.in_file(tmp_path, "sqlite").create()
    an_archive.fill(made)
    watching.save(made, Watch("arrests", Query(act=("arrest",))))
    return made


def test_what_is_there_is_no_news(held: Archive) -> None:
    assert watching.look(held, "2026-01-02") == ()


def test_a_new_telling_is_news_once(held: Archive) -> None:
    held.add_text("valley.txt", MORE)
    news = watching.look(held, "2026-01-02")
    assert news
    assert {one.change for one in news} <= {"new", "report", "line", "grade"}
    assert watching.look(held, "2026-01-03") == ()


@pytest.mark.parametrize("grade", ["contested", "refuted"])
def test_contradiction_and_refutation_are_news(held: Archive, grade: str) -> None:
    fact = held.facts(Query(act=("arrest",)))[0].id
    held.decide(Wanted("grade", (fact,), {"grade": grade}, "A court found so"))
    assert watching.look(held, "2026-01-02")[0].change == grade


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (None, Seen("one_source", 1, 1, 1), "new"),
        (Seen("one_source", 1, 1, 1), Seen("one_source", 1, 1, 1), None),
        (Seen("one_source", 1, 1, 1), Seen("copied", 1, 1, 2), "grade"),
        (Seen("copied", 1, 1, 2), Seen("copied", 1, 1, 3), "report"),
        (Seen("unclear", 1, 2, 2), Seen("corroborated", 2, 2, 2), "line"),
        (Seen("corroborated", 2, 2, 2), Seen("contested", 2, 3, 3), "contested"),
        (Seen("contested", 2, 2, 2), Seen("refuted", 2, 2, 2), "refuted"),
    ],
)
def test_changes(before: Seen | None, after: Seen, change: str | None) -> None:
    assert watching._change(before, after) == change


def test_one_fact_is_watched_however_it_is_weighed_since(held: Archive) -> None:
    fact = held.facts(Query(act=("arrest",)))[0].id
    for name in ("arrests", "dismissals"):
        with suppress(SecondSourceError):
            watching.drop(held, name)
    watching.save(held, Watch("this one", fact=fact))
    assert watching.look(held, "2026-01-02") == ()
    held.decide(Wanted("grade", (fact,), {"grade": "refuted"}, "A court found so"))
    (news,) = watching.look(held, "2026-01-02")
    assert (news.watch, news.change) == ("this one", "refuted")
    with pytest.raises(SecondSourceError, match="is no fact"):
        watching.save(held, Watch("none", fact="r0000999:e1"))


def test_what_was_noticed_is_shown_by_the_next_look(held: Archive) -> None:
    fact = held.facts(Query(act=("arrest",)))[0].id
    held.decide(Wanted("grade", (fact,), {"grade": "refuted"}, "A court found so"))
    watching.notice(held, "2026-01-02")
    watching.notice(held, "2026-01-03")
    assert [one.change for watch in watching.watches(held) for one in watch.news] == ["refuted"]
    assert [one.day for one in watching.look(held, "2026-01-04")] == ["2026-01-02"]
    assert watching.look(held, "2026-01-05") == ()


def test_a_notification_holds_a_number_and_no_word_of_the_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = str(tmp_path / "a.db")
    shown = tmp_path / "shown"
    tool = tmp_path / "bin" / "notify-send"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\necho "$@" > {shown}\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    with Archive.create(at, None) as held:
        an_archive.fill(held)
        fact = held.facts(Query(act=("arrest",)))[0].id
        watching.save(held, Watch("arrests", Query(act=("arrest",))))
        held.decide(Wanted("grade", (fact,), {"grade": "refuted"}, "A court found so"))
    tool.rename(tool.with_name("notify-not"))
    failed = CliRunner().invoke(app, ["watch", "look", "--notify", "--archive", at])
    assert "no tool" in str(failed.exception)
    assert "refuted" in failed.output  # What could not be shown on the desktop was told all the same.
    tool.with_name("notify-not").rename(tool)
    with Archive.open(at) as held:
        held.decide(Wanted("grade", (fact,), {"grade": "contested"}, "Another court found otherwise"))
    done = CliRunner().invoke(app, ["watch", "look", "--notify", "--archive", at])
    assert done.exit_code == 0
    assert shown.read_text() == "--app-name Second Source Second Source 1 changes of what is watched\n"


def test_names_are_taken_once(held: Archive) -> None:
    with pytest.raises(SecondSourceError, match="already"):
        watching.save(held, Watch("arrests"))
    watching.drop(held, "arrests")
    with pytest.raises(SecondSourceError, match="is no watch"):
        watching.drop(held, "arrests")


def test_the_feed_is_atom_and_names_no_source_and_no_person(held: Archive) -> None:
    held.add_text("valley.txt", MORE)
    data = watching.feed(watching.look(held, "2026-01-02"), "desk")
    root = ElementTree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findall("{http://www.w3.org/2005/Atom}entry")
    for word in ("Ri", "Myong", "teacher", "Hyesan", "Valley"):
        assert word.encode() not in data


def test_watching_by_command(tmp_path: Path) -> None:
    at = str(tmp_path / "a.db")
    with Archive.create(at, None) as made:
        an_archive.fill(made)

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["watch", *words, "--archive", at])
        return done.output + str(done.exception or "")

    assert "facts fit now" in run("add", "all")
    assert "all:" in run("list")
    assert "0 changes" in run("look", "--feed", str(tmp_path / "feed.xml"))
    assert (tmp_path / "feed.xml").stat().st_mode & 0o077 == 0
    assert "no more" in run("drop", "all")
    assert "nothing that watch does" in run("stare")
