"""Pictures of what the views tell: facts on a timeline, lines of a fact, networks, org charts, maps."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import msgspec

from secondsource.model import Grade
from secondsource.publishing import dates, timeline
from secondsource.workbench.pictures import graphs, lines
from secondsource.workbench.pictures.graphs import Edge, Graph, Node, Spots
from secondsource.workbench.views.body import BodyPage
from secondsource.workbench.views.fact import FactPage
from secondsource.workbench.views.person import PersonPage
from secondsource.workbench.views.place import Spot
from secondsource.workbench.views.rows import FactLine

MOST_SEATS, MOST_HOLDERS = 24, 4
"""What an org chart can show and still be read; the table beside it has more."""


class Words(msgspec.Struct, frozen=True):
    """What is called so in the reader's language: a source not shown, the report itself, a report without outlet."""

    source: str
    itself: str
    report: str


_STATIC = resources.files("secondsource.workbench") / "static"
_OUTLINES = "/static/vendor/provinces-{}.json"


def fact_lines(page: FactPage, words: Words) -> lines.Lines | None:
    """A fact's lines, from sources through reports."""
    by_report = {telling.report: telling for telling in page.tellings}
    threads = []
    for line in page.lines:
        for strand in line.strands:
            told = by_report.get(strand.report)
            label = ", ".join(filter(None, (strand.outlet, dates.words(told.published) if told else "")))
            basis = told.voice.basis if told and told.voice and told.voice.words == strand.words else ""
            status = told.status if told else "asserted"
            source = strand.words or (words.itself if told and told.narrated else words.source)
            threads.append(lines.Thread(line.number, strand.report, label or words.report, source, basis, status))
    return lines.draw(threads)


def facts_in_time(facts: Sequence[FactLine], published: Iterable[str | None] = ()) -> timeline.Timeline | None:
    """Facts whose year is known on a timeline, the best backed named first; a habit or plan after what happened."""
    dated = [fact for fact in facts if dates.bounds(fact.time)]
    dated.sort(key=lambda fact: (fact.status in ("general", "planned"), -fact.lines_min, -fact.reports))
    entries = [timeline.Entry(fact.id, fact.label, _grade(fact.grade), fact.time or "") for fact in dated]
    return timeline.draw(entries, [(number, day) for number, day in enumerate(published, 1) if day])


def _grade(grade: str) -> Grade:
    return grade  # type: ignore[return-value]  # a view's grade is one of the model's


def hrefs(facts: Iterable[FactLine]) -> dict[str, str]:
    """Where each fact of a timeline leads."""
    return {fact.id: f"/facts/{fact.id}" for fact in facts}


def around_person(page: PersonPage) -> Graph | None:
    """A person, the facts they take part in, who else does, and the bodies they hold posts at."""
    nodes = [Node(page.id, page.name, "person")]
    edges = []
    for post in page.posts:
        if post.body:
            nodes.append(Node(post.body.id, post.body.name, "body", f"/bodies/{post.body.id}"))
            edges.append(Edge(page.id, post.body.id, post.title, "former" if post.former else "held"))
    joined = among([part.fact for part in page.facts])
    return graphs.joined([*nodes, *joined[0]], [*edges, *joined[1]])


def of_facts(facts: Sequence[FactLine]) -> Graph | None:
    """People and the facts that join them."""
    return graphs.joined(*among(facts))


def among(facts: Sequence[FactLine]) -> tuple[list[Node], list[Edge]]:
    """Nodes of facts and of who takes part in them; an edge leads from who did it to the fact, and on to whom."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for fact in facts:
        those = [one for one in fact.who if one.id]
        if not those:
            continue
        money = fact.act in ("bribery", "embezzlement", "extortion", "remittance", "fine")
        note = ", ".join(filter(None, (fact.label, fact.when, fact.place.name if fact.place else "")))
        nodes.append(Node(fact.id, fact.act.replace("_", " "), "money" if money else "fact", f"/facts/{fact.id}", note))
        for one in those:
            nodes.append(Node(one.id, one.name, "person", f"/people/{one.id}"))
            ends = (one.id, fact.id) if one.role == "actor" else (fact.id, one.id)
            edges.append(Edge(*ends, "", "held" if fact.status == "asserted" else "unknown"))
    return nodes, edges


def orgchart(page: BodyPage) -> Graph | None:
    """A body, its posts and who holds them at the date; an empty post stands there, too."""
    nodes = [Node(page.id, page.name, "body")]
    edges = []
    for seat in [seat for seat in page.seats if seat.known][:MOST_SEATS]:
        where = f", {seat.place.name}" if seat.place else ""
        nodes.append(Node(seat.id, f"{seat.title[:1].upper()}{seat.title[1:]}{where}", "post"))
        edges.append(Edge(page.id, seat.id))
        for holder in seat.holders[:MOST_HOLDERS]:
            id = f"{seat.id}/{holder.person}"
            nodes.append(Node(id, holder.name, "person", f"/people/{holder.person}", dates.words(holder.first)))
            edges.append(Edge(seat.id, id))
    return graphs.joined(nodes, edges)


def on_map(found: Sequence[Spot]) -> Spots | None:
    """Places on a map; None where none has coordinates."""
    points = tuple(
        graphs.Spot(
            spot.lat, spot.lon, f"{spot.name}: {len(spot.facts)}" if spot.facts else spot.name, spot.kind,
            f"/places/{spot.id}", spot.grade or "one_source", max(len(spot.facts), 1),
        )
        for spot in found
    )  # fmt: skip
    countries = dict.fromkeys(spot.country for spot in found)
    return Spots(points, tuple(_OUTLINES.format(code) for code in countries if _drawn(code))) if points else None


@cache
def _drawn(country: str) -> bool:
    """Whether there are outlines of the provinces of a country."""
    return bool(country) and (_STATIC / f"vendor/provinces-{country}.json").is_file()
