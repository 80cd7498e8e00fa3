"""Folders that are watched: a file is taken once it has stayed as it is from one look to the next."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path


class Watched:
    """Files and folders, with what was seen of them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._seen: dict[Path, tuple[int, int]] = {}
        self._given: dict[Path, tuple[int, int]] = {}

    def settled(self) -> list[Path]:
        """The files that are new or changed since they were last given, and that are as they were at the last look."""
        now = dict(self._look())
        found = [
            path for path, state in now.items() if self._seen.get(path) == state and self._given.get(path) != state
        ]
        self._seen = now
        self._given.update({path: now[path] for path in found})
        return sorted(found)

    def _look(self) -> Iterator[tuple[Path, tuple[int, int]]]:
        for path in self._paths:
            for file in _files(path):
                try:
                    status = file.stat()
                except OSError:  # It went away between two looks.
                    continue
                yield file, (status.st_size, status.st_mtime_ns)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for at, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(at, name) for name in names if not name.startswith("."))
