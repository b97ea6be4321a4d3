"""The record as a graph through time: which spot can have got a hazard from which, and past what.

A node is a spot during one stretch of time; an edge says that what was there can have come here,
if every failure on it happened. An edge without a source is where a hazard enters the record.
Nodes are numbered in time order, so an edge always leads from a lower to a higher number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from coldset.core.words import Id
from coldset.margin.failures import NOTHING, CutSet

SpotKind = Literal["lot", "in", "chamber", "barrel", "hub"]

How = Literal[
    "arrived",
    "entered",
    "floor",
    "kept",
    "checked",
    "drawn",
    "merged",
    "taken",
    "loaded",
    "unloaded",
    "open",
    "exposed",
    "pocketed",
    "mistaken",
    "fired",
    "found",
]

ENTRY = -1
"""The source of an edge by which a hazard comes in from outside the record."""


class Spot(NamedTuple):
    """A lot ("one of these is not what it is said to be") or a position ("there is one in here").

    `in` is a container, a lot's box, a person's pockets and kit, or a place.
    """

    kind: SpotKind
    id: Id
    number: int = 0


class Edge(NamedTuple):
    """How a hazard can have got to a node; times in ms; `event` is what the record says of it."""

    source: int
    failures: CutSet
    how: How
    start_ms: int
    end_ms: int
    event: Id = ""
    account: str = ""


class Sources(Protocol):
    """What can say later on which edges led to a node."""

    def edges(self) -> list[Edge]:
        """The edges, in a stable order."""


class Node:
    """A spot from one moment on, until its next node.

    The edges of a hub are worked out when somebody asks for them: the figures never do.
    """

    __slots__ = ("_edges", "_sources", "place", "spot", "start_ms")

    def __init__(
        self,
        spot: Spot,
        start_ms: int,
        edges: list[Edge],
        place: Id | None = None,
        sources: "Sources | None" = None,
    ) -> None:
        self.spot = spot
        self.start_ms = start_ms
        self.place = place
        self._edges = edges
        self._sources = sources

    @property
    def edges(self) -> list[Edge]:
        """Every way by which a hazard can have come here."""
        if self._sources is not None:
            self._edges, self._sources = self._sources.edges(), None
        return self._edges

    @property
    def laid_edges(self) -> list[Edge]:
        """The edges that are known without asking anybody: none of a hub that was not asked."""
        return self._edges


@dataclass(slots=True)
class Graph:
    """All nodes by their numbers, the newest of each spot, and all that each spot ever had.

    Spots that have been through the very same share their nodes. `laid` is how many there were in
    all: one that was forgotten keeps its number.
    """

    nodes: dict[int, Node] = field(default_factory=dict)
    newest: dict[Spot, int] = field(default_factory=dict)
    history: dict[Spot, list[int]] = field(default_factory=dict)
    _since_ms: dict[Spot, list[int]] = field(default_factory=dict)
    laid: int = 0

    def fork(self) -> "Graph":
        """A graph to go on from here without changing this one; nodes laid so far are shared."""
        return Graph(
            dict(self.nodes),
            dict(self.newest),
            {spot: list(numbers) for spot, numbers in self.history.items()},
            {spot: list(times) for spot, times in self._since_ms.items()},
            self.laid,
        )

    def lay(self, node: Node, spots: Sequence[Spot]) -> int:
        """Add a node as the newest of these spots; its number."""
        number = self.laid
        self.laid += 1
        self.nodes[number] = node
        for spot in spots:
            self.newest[spot] = number
            self.history.setdefault(spot, []).append(number)
            self._since_ms.setdefault(spot, []).append(node.start_ms)
        return number

    def forget(self, kept: Container[int]) -> None:
        """Only these nodes count from now on; of each spot the newest has to be among them."""
        self.nodes = {number: node for number, node in self.nodes.items() if number in kept}
        for spot, numbers in self.history.items():
            places = [place for place, number in enumerate(numbers) if number in kept]
            times = self._since_ms[spot]
            self.history[spot] = [numbers[place] for place in places]
            self._since_ms[spot] = [times[place] for place in places]

    def kept(self, before: int | None, at_ms: int) -> list[Edge]:
        """The edge by which what is at a spot stays there; none when nothing can be."""
        return [] if before is None else [Edge(before, NOTHING, "kept", at_ms, at_ms)]

    def during(self, spot: Spot, start_ms: int, end_ms: int, below: int) -> list[int]:
        """The nodes that a spot had at any time from start to end, of those numbered below."""
        known = self.history.get(spot)
        if known is None:
            return []
        below_at, times = bisect_left(known, below), self._since_ms[spot]
        first = max(bisect_right(times, start_ms, 0, below_at) - 1, 0)
        return known[first : bisect_right(times, end_ms, 0, below_at)]
