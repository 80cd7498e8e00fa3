"""Which of the acts that the codebook's frames find are told at all.

Patterns are wide, since writers differ; what stands around a match says whether it is meant. ``sifted`` weighs that
for each event and leaves out the unlikely.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator

from secondsource.lexicon.keeping import sifting
from secondsource.model import BY_WORDS
from secondsource.reading import columns, rivals
from secondsource.reading.clauses import View
from secondsource.reading.told import Told

_GUESSED = 0.4
"""How likely an event has to be that no pattern tells."""
_MANY, _HEAVY = 3, 12
_PARTS = 5


def sifted(groups: list[list[Told]], view: View) -> list[list[Told]]:
    """The tellings of those events that are likely enough."""
    model = sifting()
    traits = evidence(groups, view)
    return [
        group
        for group, found in zip(groups, traits, strict=True)
        if model.chance(found) >= (_GUESSED if _guessed(group) else model.least)
    ]


def _guessed(group: list[Told]) -> bool:
    """Whether no pattern tells an event, only likely words do."""
    return all(told.match.frame.pattern == BY_WORDS for told in group)


def evidence(groups: list[list[Told]], view: View) -> Iterator[frozenset[str]]:
    """What speaks for and against each event, as names of traits."""
    number = columns.of(view.doc).number
    acts = Counter(group[0].event.act for group in groups)
    beside: dict[int, list[tuple[str, int]]] = {}
    for n, group in enumerate(groups):
        for sentence in dict.fromkeys(number[told.match.head.i] for told in group):
            beside.setdefault(sentence, []).append((group[0].event.act, n))
    for n, group in enumerate(groups):
        act = group[0].event.act
        others = [name for name, other in beside[number[group[0].match.head.i]] if other != n]
        common = {*rivals.words(group[0].match, view), *_told(group), *(f"with:{name}" for name in others)}
        common.add(f"acts:{min(acts[act], _MANY)}")
        common.add(f"others:{min(len(others), _MANY)}")
        pattern = f"pattern:{act} {group[0].match.frame.pattern}"
        yield frozenset((f"act:{act}", pattern, *common, *(f"{act}|{name}" for name in common)))


def _told(group: list[Told]) -> Iterator[str]:
    """How often, where and with how much an event is told."""
    first = group[0]
    yield f"tellings:{min(len(group), _MANY)}"
    yield f"status:{first.event.status}"
    yield f"weight:{min(first.match.frame.weight, _HEAVY)}"
    wordings = [told.match.wording[0] for told in group if told.match.wording is not None]
    if wordings:
        yield f"most wording:{bisect(rivals.STEPS, max(wordings))}"
    if any(told.title for told in group):
        yield "titled"
    if all(told.title for told in group):
        yield "titled only"
    if any(told.lead for told in group):
        yield "leads"
    head = first.match.head
    yield f"stands:{head.i * _PARTS // len(head.doc)}"
    if first.named:
        yield "named"
