"""Every promise of docs/security.md names a test, and the test is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/\w+\.py)::(\w+)`", TEXT)


@pytest.mark.parametrize(("file", "test"), NAMED, ids=[test for _, test in NAMED])
def test_the_test_that_proves_a_promise_is_there(file: str, test: str) -> None:
    assert re.search(rf"^def {test}\(", (ROOT / file).read_text("utf-8"), re.M)


def test_every_promise_names_one() -> None:
    table = TEXT.partition("## Promises")[2].partition("##")[0]
    rows = [row for row in table.splitlines() if row.startswith("|")][2:]
    assert rows
    assert all(re.search(r"`tests/\w+\.py::\w+`", row) for row in rows)
