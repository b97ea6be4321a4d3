# ruff: noqa: INP001 - a script, no package
"""The part of the graph that the cut sets of some nodes were derived by: a few edges of many."""

from collections.abc import Iterable
from dataclasses import dataclass

from coldset.margin.build.builder import Builder
from coldset.margin.failures import CutSet
from coldset.margin.graph import ENTRY, Edge, Node, Spot

Derived = tuple[int, CutSet]
"""A node by its number, and one of its cut sets."""


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes by number and the edges among them, each with the node that it leads to.

    `ends` is the moment, in ms, from which a node's cut sets hold.
    """

    nodes: dict[int, Node]
    edges: tuple[tuple[int, Edge], ...]
    ends: dict[int, int]


def derived(builder: Builder, wanted: Iterable[int]) -> Part:
    """One derivation of every cut set of the wanted nodes, without steps in which a spot was kept.

    A step by which a spot merely kept what it had is passed over, unless the node is wanted.
    """
    listed = tuple(wanted)
    families, nodes = builder.canvas.families, builder.canvas.graph.nodes
    waiting = [(number, one) for number in listed for one in families[number]]
    done: set[Derived] = set()
    edges: dict[tuple[int, int, CutSet], tuple[int, Edge]] = {}
    while waiting:
        number, one = waiting.pop()
        if (number, one) in done:
            continue
        done.add((number, one))
        edge, before = _step(builder, number, one)
        if edge.source != ENTRY:
            source, rest = _since_kept(builder, edge.source, before, frozenset(listed))
            waiting.append((source, rest))
            edge = edge._replace(source=source)
        edges[number, edge.source, edge.failures] = (number, edge)
    shown = sorted({number for number, _ in done})
    known = {number: nodes[number] for number in shown}
    return Part(known, tuple(edges.values()), {number: _since(nodes[number]) for number in shown})


def _step(builder: Builder, number: int, one: CutSet) -> tuple[Edge, CutSet]:
    """The first edge that brings a cut set to a node, and the cut set at its source."""
    canvas = builder.canvas
    for edge in canvas.graph.nodes[number].edges:
        if edge.source == ENTRY:
            if edge.failures == one:
                return edge, one
            continue
        for before in canvas.families[edge.source]:
            if before | edge.failures == one:
                return edge, before
    raise LookupError(f"node `{number}` has no edge for `{sorted(one)}`; lay the record out anew")


def _since_kept(
    builder: Builder, number: int, one: CutSet, wanted: frozenset[int]
) -> tuple[int, CutSet]:
    """The node at which a spot came to what it has kept since."""
    while number not in wanted:
        edge, before = _step(builder, number, one)
        if edge.how != "kept":
            break
        number, one = edge.source, before
    return number, one


def _since(node: Node) -> int:
    """From when what a node says holds: a hub from its start, others when all has come to them."""
    if node.spot.kind == "hub":
        return node.start_ms
    return max(edge.end_ms for edge in node.edges)


def chamber_of(builder: Builder) -> Spot:
    """The chamber that stands for all six: they have been through the very same."""
    return next(spot for spot in builder.canvas.graph.history if spot.kind == "chamber")
