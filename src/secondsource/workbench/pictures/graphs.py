"""Networks and org charts as nodes and edges; static/js/graph.js draws them, a table says the same."""

from collections.abc import Iterable

import msgspec

MOST_NODES = 120


class Node(msgspec.Struct, frozen=True):
    """``kind``: person, body, place, report, source, money or fact. ``href`` leads to its page."""

    id: str
    label: str
    kind: str
    href: str = ""
    note: str = ""


class Edge(msgspec.Struct, frozen=True):
    """``kind``: held, former, unknown or fact."""

    source: str
    target: str
    label: str = ""
    kind: str = "held"
    href: str = ""


class Graph(msgspec.Struct, frozen=True):
    """Every edge joins two nodes of the graph; ``left_out`` counts nodes that were not drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int = 0


def joined(nodes: Iterable[Node], edges: Iterable[Edge], most: int = MOST_NODES) -> Graph | None:
    """A graph without doubles; the first ``most`` nodes are kept. None where nothing is joined to anything."""
    by_id: dict[str, Node] = {}
    for node in nodes:
        by_id.setdefault(node.id, node)
    kept = dict(list(by_id.items())[:most])
    lines = tuple(dict.fromkeys(edge for edge in edges if edge.source in kept and edge.target in kept))
    if not lines:
        return None
    return Graph(tuple(kept.values()), lines, len(by_id) - len(kept))


class Spot(msgspec.Struct, frozen=True):
    """A place on a map: degrees of WGS 84; ``precision`` is the kind of place, ``count`` how many facts lie there."""

    lat: float
    lon: float
    label: str
    precision: str
    href: str = ""
    grade: str = "one_source"
    count: int = 1


class Spots(msgspec.Struct, frozen=True):
    """What static/js/map.js draws; ``provinces`` are files with outlines of provinces, by their address."""

    points: tuple[Spot, ...]
    provinces: tuple[str, ...] = ()
