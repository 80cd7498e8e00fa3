"""Sees to it that the browser tests have a Chromium: Debian's is installed where that can be done, else said.

Run it by ``make test``. Exit code 0 in any case: without a browser its tests are skipped, and say so.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str | None:
    """The path of a Chromium that is installed, as named in CHROMIUM or found on the path."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, (named, *NAMES) if named else NAMES)), None)


def main() -> None:
    """Install Debian's where this is root on a Debian-like system and none is there."""
    if found():
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Debian's chromium for the browser tests (once) ...", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium", "fonts-noto-cjk"]):
            subprocess.run(["apt-get", "--quiet", "--quiet", *command], env=env, stdout=subprocess.DEVNULL, check=False)
    if not found():
        print("There is no Chromium, so the browser tests are skipped: install chromium (or name one in CHROMIUM).")


if __name__ == "__main__":
    sys.exit(main())
