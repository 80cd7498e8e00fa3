"""An explanation of an event as text: its values first, then each place where the report tells of it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from secondsource.publishing.tables import clean
from secondsource.reading.explaining import Explanation, Reason

_NAME = 10
_INDENT = "  "


def explanation(value: Explanation) -> Iterator[RenderableType]:
    """Lines for the terminal: every value with its words in quotation marks, its rule and the file that may mend it."""
    yield Text(clean(f"{value.report}:{value.event.id}"), style="bold")
    for reason in value.values:
        yield _line(reason)
    for telling in value.tellings:
        yield Text("")
        yield Text(clean(f"“{telling.words}” in: {telling.sentence}"))
        for reason in telling.reasons:
            yield _line(reason)


def _line(reason: Reason) -> Text:
    parts = [(clean(reason.value), "")]
    if reason.words and reason.words != reason.value:
        parts.append((f"“{clean(reason.words)}”", ""))
    if reason.rule:
        parts.append((f"[{clean(reason.rule)}]", "dim"))
    if reason.file:
        parts.append((reason.file, "dim"))
    return Text.assemble(_INDENT + reason.name.ljust(_NAME), Text(_INDENT).join(Text(*part) for part in parts))
