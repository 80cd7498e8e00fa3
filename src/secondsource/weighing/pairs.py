"""Two reports compared as wholes, and the web that such comparisons make of some."""

from collections.abc import Mapping

import msgspec

from secondsource.weighing import reuse, stories
from secondsource.weighing.index import Pair
from secondsource.weighing.newsrooms import Newsrooms
from secondsource.weighing.reuse import Web
from secondsource.weighing.told import Told


class Sheet(msgspec.Struct, frozen=True):
    """A report as it is compared with others: what it tells, and its words as they weigh."""

    told: Told
    bag: Mapping[str, float]


class Link(msgspec.Struct, frozen=True):
    """What is known of two reports: ``likeness``, the shares of ``wording`` either way."""

    likeness: float
    wording: tuple[float, float]


def sheet(told: Told) -> Sheet:
    """The report with its words weighed."""
    return Sheet(told, reuse.bag(told))


def compared(a: Sheet, b: Sheet) -> Link:
    """How like two reports are."""
    return Link(reuse.likeness(a.bag, b.bag), reuse.wording(a.told, b.told))


def likely(a: Sheet, b: Sheet, link: Link, newsrooms: Newsrooms) -> float | None:
    """How likely two reports have to do with each other (``stories.likely``); ``a`` is the one with the lesser id."""
    pair = a.told.id, b.told.id
    return stories.likely(a.told, b.told, web({a.told.id: a, b.told.id: b}, {pair: link}, newsrooms))


def web(sheets: Mapping[str, Sheet], links: Mapping[Pair, Link], newsrooms: Newsrooms) -> Web:
    """What joins some reports, whose outlets and naming of outlets ``newsrooms`` knows."""
    named = {report: newsrooms.named[report] for report in sheets}
    outlets = {sheets[report].told.outlet for report in named}.union(*named.values())
    patterns = newsrooms.patterns
    return Web(
        likeness={pair: link.likeness for pair, link in links.items()},
        wording={
            way: share
            for (a, b), link in links.items()
            for way, share in zip(((a, b), (b, a)), link.wording, strict=True)
            if share
        },
        cites=frozenset(
            way for a, b in links for way in ((a, b), (b, a)) if sheets[way[1]].told.outlet in named[way[0]]
        ),
        outlets={outlet: patterns[outlet] for outlet in sorted(outlets) if outlet in patterns},
        state=frozenset(filter(newsrooms.state, outlets)),
    )
