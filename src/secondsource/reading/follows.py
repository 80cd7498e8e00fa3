"""Earlier reporting that a report refers to: another outlet's, or its own."""

import re
from functools import cache

from secondsource.lexicon.attribution import lexicon
from secondsource.model import Attribution, Report, Source, Span, Time
from secondsource.reading.language import live_text


def find(
    report: Report, sources: tuple[Source, ...], said: tuple[Attribution, ...], times: tuple[Time, ...]
) -> tuple[Span, ...]:
    """The words that refer to earlier reporting, in order, none inside another: "the Herald reported last week", "our
    earlier report"."""
    newsrooms = {source.id for source in sources if source.anonymity in {"media", "reporter"}}
    first = {name: a for a in reversed(said) if a.by for name in a.sources if name in newsrooms}
    spans = [_cited(a, times) for a in first.values()]
    spans += [Span(*match.span()) for match in _earlier().finditer(live_text(report))]
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _cited(attribution: Attribution, times: tuple[Time, ...]) -> Span:
    """Outlet and cue, with the day behind them where one stands there."""
    start = min(attribution.cue.start, attribution.by[0].start)
    end = max(attribution.cue.end, attribution.by[0].end)
    day = next((t.span for t in times if 0 < t.span.start - end <= 1), None)
    return Span(start, day.end if day else end)


@cache
def _earlier() -> re.Pattern[str]:
    words = lexicon().earlier
    whose, which, what = ("|".join(map(re.escape, group)) for group in (words.whose, words.which, words.what))
    return re.compile(rf"\b(?:{whose}) (?:(?:{which}) (?:{what})\b|(?:{what})(?= of (?:\w+ )?\d))", re.IGNORECASE)
