"""Sample reports that the package carries: fictional, and free for any use (CC0)."""

from pathlib import Path


def folder() -> Path:
    """The folder of the sample reports, ready to be read."""
    return Path(__file__).parent / "reports"
