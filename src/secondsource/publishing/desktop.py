"""A notification on this computer's desktop, by the tool that the system has for it."""

import shutil
import subprocess
import sys

from secondsource.errors import SecondSourceError

_SECONDS = 10


def notify(words: str) -> None:
    """Show some words. They may stay in the desktop's own history, so that nothing of an archive belongs in them.

    Raises SecondSourceError where the system has no such tool, or it fails.
    """
    try:
        subprocess.run(_command(words), check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as fault:
        raise SecondSourceError("the notification", "the desktop did not show it", "Leave --notify out.") from fault


def _command(words: str) -> list[str]:
    if tool := shutil.which("notify-send"):
        return [tool, "--app-name", "Second Source", "Second Source", words]
    if sys.platform == "darwin" and (tool := shutil.which("osascript")):
        return [tool, "-e", f'display notification "{words}" with title "Second Source"']
    remedy = "Install notify-send (libnotify-bin), or leave --notify out."
    raise SecondSourceError("the notification", "this computer has no tool that shows one", remedy)
