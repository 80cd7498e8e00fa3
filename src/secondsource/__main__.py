"""``python -m secondsource`` is ``secondsource``."""

from secondsource.cli import main

main()
