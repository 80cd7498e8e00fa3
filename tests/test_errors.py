"""Errors keep what they say on their way from one process to another."""

import pickle

import pytest

from secondsource import errors
from secondsource.errors import ArchiveError, SecondSourceError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, SecondSourceError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_processes(kind: type[SecondSourceError]) -> None:
    fault = kind("notes.txt", "it is empty", "Give another.")
    again = pickle.loads(pickle.dumps(fault))
    assert (type(again), str(again), again.code) == (kind, str(fault), fault.code)


def test_the_code_of_a_fault_of_the_archive_crosses_processes() -> None:
    assert (
        pickle.loads(pickle.dumps(ArchiveError("a.db", "the disk is full", "Make room.", "disk_full"))).code
        == "disk_full"
    )
