"""Errors that a user can act on: each has a code, the thing, the reason and the remedy, in one line."""


class SecondSourceError(Exception):
    """A fault that is the input's, not the program's. ``str()`` gives one line: thing, reason, remedy."""

    code = "error"

    def __init__(self, thing: str, reason: str, remedy: str) -> None:
        self.thing, self.reason, self.remedy = thing, reason, remedy
        super().__init__(f"{thing}: {reason}. {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """As it crosses from one process to another."""
        return type(self), (self.thing, self.reason, self.remedy), {"code": self.code}


class ReportError(SecondSourceError):
    """A file that cannot become a report."""

    code = "report"


class LexiconError(SecondSourceError):
    """A lexicon file that does not hold what it must."""

    code = "lexicon"


class GoldError(SecondSourceError):
    """Gold annotations that cannot be scored against."""

    code = "gold"


class ArchiveError(SecondSourceError):
    """An archive that cannot be opened, read or changed. ``code`` says which fault it is; nothing was half done."""

    code = "archive"

    def __init__(self, thing: str, reason: str, remedy: str, code: str = "archive") -> None:
        super().__init__(thing, reason, remedy)
        self.code = code


class ExplainError(SecondSourceError):
    """An event that is asked for and that a report does not tell of."""

    code = "explain"
