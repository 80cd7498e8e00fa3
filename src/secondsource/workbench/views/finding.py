"""Search: reports whose words and facts fit, with what they can be narrowed by."""

import msgspec

from secondsource.archive.search import Found as Hits
from secondsource.archive.search import Hit, Query
from secondsource.publishing.passages import clean, shown
from secondsource.workbench.desk import Desk
from secondsource.workbench.views import rows
from secondsource.workbench.views.rows import Ref

KIND = "search"
_EMPTY = Query()


class Snippet(msgspec.Struct, frozen=True):
    """A cut of a report's text in runs; every other one is a hit, the first is none."""

    runs: tuple[str, ...]


class EventFound(msgspec.Struct, frozen=True):
    """An event that fits, with its fact."""

    id: str
    fact: str
    act: str
    status: str
    grade: str
    place: Ref | None
    time: str


class Found(msgspec.Struct, frozen=True):
    """A report that was found. A protected one has no words for who may not see it."""

    report: str
    title: str
    outlet: str
    published: str | None
    protected: bool
    snippets: tuple[Snippet, ...]
    events: tuple[EventFound, ...]


class Facet(msgspec.Struct, frozen=True):
    """One way to narrow: ``field`` of the query, ``value`` to give it, how many of the newest hits have it, and the
    address of the narrowed (or, where it is ``chosen``, widened) search."""

    field: str
    value: str
    count: int
    chosen: bool
    search: str


class SearchPage(msgspec.Struct, frozen=True):
    """What was found. ``id`` is the search's address; ``total`` is exact unless ``more``."""

    id: str
    query: Query
    hits: tuple[Found, ...]
    total: int
    more: bool
    facets: tuple[Facet, ...]
    next: str
    previous: str


def sealed(desk: Desk, query: Query) -> str:
    """The address of a search; it holds the query, readable with this archive's key alone."""
    held = msgspec.structs.asdict(query)
    told = {n: value for n, value in held.items() if n != "open_only" and value != getattr(_EMPTY, n)}
    return desk.sealer.seal(KIND, msgspec.json.encode(told).decode())


def opened(desk: Desk, id: str) -> Query:
    """The query of an address. Raises WorkbenchError."""
    return msgspec.json.decode(desk.sealer.open(KIND, id), type=Query)


def search(desk: Desk, query: Query) -> SearchPage:
    """What fits a query. Raises ArchiveError, WorkbenchError."""
    query = _allowed(desk, query)
    found = desk.archive.search(query)
    replaced = msgspec.structs.replace
    return SearchPage(
        id=sealed(desk, query),
        query=query,
        hits=tuple(_found(desk, hit) for hit in found.hits),
        total=found.total,
        more=found.more,
        facets=_facets(desk, query, found),
        next=sealed(desk, replaced(query, offset=query.offset + query.limit))
        if found.more or query.offset + query.limit < found.total
        else "",
        previous=sealed(desk, replaced(query, offset=max(0, query.offset - query.limit))) if query.offset else "",
    )


def _allowed(desk: Desk, query: Query) -> Query:
    """The query within bounds, and without what would tell of sources or protected reports to who may not see them."""
    bounds = {"limit": min(max(query.limit, 1), 100), "offset": min(max(query.offset, 0), 100_000)}
    narrowed = {} if desk.sees_sources else {"basis": (), "source_place": ""}
    return msgspec.structs.replace(query, open_only=desk.open_only, **bounds, **narrowed)


def _found(desk: Desk, hit: Hit) -> Found:
    seen = desk.sees(hit.protected)
    return Found(
        report=hit.report,
        title=clean(hit.title or hit.name) if seen else "",
        outlet=clean(hit.outlet or "") if seen else "",
        published=hit.published if seen else None,
        protected=hit.protected,
        snippets=tuple(Snippet(_runs(one.text, one.hits)) for one in hit.snippets) if seen else (),
        events=tuple(
            EventFound(
                id=f"{event.report}:{event.event}",
                fact=event.fact or "",
                act=event.act,
                status=event.status,
                grade=event.grade or "",
                place=rows.place_ref(desk, event.place),
                time=event.time or "",
            )
            for event in hit.events
        ),
    )


def _runs(text: str, hits: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    found, at = [], 0
    for start, end in hits:
        found += [shown(text[at:start]), shown(text[start:end])]
        at = end
    return (*found, shown(text[at:]))


def _facets(desk: Desk, query: Query, hits: Hits) -> tuple[Facet, ...]:
    found = []
    for field, value, count in desk.archive.facets(query, hits):
        if field == "basis" and not desk.sees_sources:
            continue
        held = getattr(query, field)
        chosen = value in held if isinstance(held, tuple) else held == value
        if isinstance(held, tuple):
            changed: object = tuple(one for one in held if one != value) if chosen else (*held, value)
        else:
            changed = "" if chosen else value
        narrowed = msgspec.structs.replace(query, offset=0, **{field: changed})
        found.append(Facet(field, value, count, chosen, sealed(desk, narrowed)))
    return tuple(found)
