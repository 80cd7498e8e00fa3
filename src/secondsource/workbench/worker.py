"""Reads what was added and notices what it changes for those who watch, apart, so that a page is not kept waiting."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

from secondsource.archive.face import Archive
from secondsource.errors import SecondSourceError
from secondsource.publishing import watching


class Worker:
    """Works off what is queued, one report after another; asked again meanwhile, it looks again."""

    def __init__(self, archive: Archive) -> None:
        self._archive, self._lock = archive, threading.Lock()
        self._again = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """See to it that everything queued by now will be read."""
        with self._lock:
            self._again = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="secondsource-reading", daemon=True)
                self._thread.start()

    def wait(self, timeout: float | None = None) -> None:
        """Wait until nothing is left to read, for ``timeout`` seconds at most."""
        thread = self._thread
        if thread is not None:
            thread.join(timeout)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._again:
                    self._thread = None
                    return
                self._again = False
            # What fails stays queued, which every page shows, and is tried again with the next.
            with suppress(SecondSourceError):
                self._archive.work_off()
                watching.notice(self._archive, datetime.now(UTC).date().isoformat())
