"""What several tests share. Reading the corpus takes seconds, so it is done once a session, in one worker."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import a_postgres
import an_archive
from secondsource.archive.face import Archive
from secondsource.model import Reading, Report, Weighing
from secondsource.reading.pipeline import read_all
from secondsource.reports.files import from_file
from secondsource.weighing.pipeline import weigh

ROOT = Path(__file__).parents[1]
CORPUS = Path(__file__).parent / "corpus" / "dev"


_MANY, _TOGETHER = 100, 50


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need the corpus read go to one worker (``--dist loadgroup``), so that only that one reads it; those of
    long tables go by the fifty, so that they are seldom handed out."""
    by_file = Counter(item.path for item in items)
    seen = Counter[Path]()
    for item in items:
        if "corpus_readings" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("corpus"))
        elif by_file[item.path] > _MANY and item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}-{seen[item.path] // _TOGETHER}"))
            seen[item.path] += 1


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of the test corpus: ``text`` and ``gold``."""
    return CORPUS


@pytest.fixture(scope="session")
def corpus_reports() -> tuple[Report, ...]:
    """The reports of the corpus, in order of their names."""
    return tuple(from_file(path) for path in sorted((CORPUS / "text").glob("*.txt")))


@pytest.fixture(scope="session")
def corpus_readings(corpus_reports: tuple[Report, ...]) -> tuple[Reading, ...]:
    """The readings of the corpus, in order of the reports' names."""
    return tuple(read_all(corpus_reports))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of guide, scorer and real seed reports that lies beside a checkout; skips where there is none."""
    folder = Path(os.environ.get("SECONDSOURCE_SHARED") or ROOT.parent / "shared")
    if not (folder / "gold" / "score.py").is_file():
        pytest.skip(f"{folder} is absent (set SECONDSOURCE_SHARED to where it is)")
    return folder


@pytest.fixture(scope="session")
def corpus_weighing(corpus_readings: tuple[Reading, ...]) -> Weighing:
    """The readings of the corpus weighed together."""
    return weigh(corpus_readings)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL, running for the session; skips where there is none to be had."""
    tools = a_postgres.binaries()
    if tools is None:
        pytest.skip("there is no PostgreSQL server (on Debian: apt-get install postgresql)")
    with a_postgres.server(tools) as url:
        yield url


@pytest.fixture(params=an_archive.KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> an_archive.Place:
    """Where an archive can be made: an encrypted file, a plain one, or a fresh PostgreSQL database."""
    if request.param == "postgresql":
        return an_archive.in_postgres(request.getfixturevalue("postgres"))
    return an_archive.in_file(tmp_path, request.param)


@pytest.fixture
def archive(place: an_archive.Place) -> Iterator[Archive]:
    """An archive with nothing in it, one of each kind."""
    with place.create() as made:
        yield made
