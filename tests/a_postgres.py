"""A real PostgreSQL for the tests: started in a folder of its own, on a socket in it, as a user who is not root."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = "-c listen_addresses='' -c fsync=off -c shared_buffers=32MB -c max_connections=40"


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine; Debian's package is installed where root may."""
    if (found := _found()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "postgresql"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, capture_output=True)
        found = _found()
    return found


def _found() -> Path | None:
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if not folders and (known := shutil.which("postgres")):
        folders = [Path(known).parent]
    return max(folders, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()], default=None)


def _user() -> pwd.struct_passwd | None:
    """Who runs the server where root starts it: it refuses root."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


@contextmanager
def server(tools: Path) -> Iterator[str]:
    """The URL of a server's first database, while it runs. It is stopped and its folder removed at the end."""
    user = _user()
    # A socket's path may have about 100 characters, fewer than pytest's folders take.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(tool: str, *words: str) -> None:
        command = [str(tools / tool), "-D", str(folder / "data"), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=folder, **who)  # type: ignore[call-overload]

    try:
        run("initdb", "--auth=trust", "--username=desk", "--no-sync", "--encoding=UTF8", "--locale=C")
        run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", f"{_SETTINGS} -k {folder}", "start")
        try:
            yield f"postgresql://desk@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
