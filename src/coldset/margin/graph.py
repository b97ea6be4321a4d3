"""The record as a graph through time: which spot can have got a hazard from which, and past what.

A node is a spot during one stretch of time; an edge says that what was there can have come here,
if every failure on it happened. An edge without a source is where a hazard enters the record.
Nodes are numbered in time order, so an edge always leads from a lower to a higher number.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

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


@dataclass(slots=True)
class Node:
    """A spot from one moment on, until its next node."""

    spot: Spot
    start_ms: int
    edges: list[Edge]
    place: Id | None = None


@dataclass(slots=True)
class Graph:
    """All nodes in time order, and the newest of each spot."""

    nodes: list[Node] = field(default_factory=list)
    newest: dict[Spot, int] = field(default_factory=dict)

    def lay(self, node: Node) -> int:
        """Add a node as the newest of its spot; its number."""
        self.nodes.append(node)
        self.newest[node.spot] = len(self.nodes) - 1
        return len(self.nodes) - 1

    def kept(self, spot: Spot, at_ms: int) -> list[Edge]:
        """The edge by which what is at a spot stays there; none when nothing can be."""
        before = self.newest.get(spot)
        if before is None:
            return []
        return [Edge(before, NOTHING, "kept", at_ms, at_ms)]
