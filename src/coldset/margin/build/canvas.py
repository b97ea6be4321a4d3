"""The graph being laid, with the cut sets of each node kept beside it.

Every change of a spot lays a new node; its family is worked out at once from the families of
the nodes before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from coldset.core.words import Id
from coldset.margin.cutsets import Dominance, Family, family_of
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, Graph, How, Node, Spot


@dataclass(slots=True)
class Canvas:
    """A graph, its families, the acts named in it, and the failures that finds have proven."""

    graph: Graph = field(default_factory=Graph)
    families: list[Family] = field(default_factory=list)
    acts: dict[Failure, Act] = field(default_factory=dict)
    dominance: Dominance = field(init=False)
    proven: frozenset[Failure] = frozenset()
    touched: set[Spot] = field(default_factory=set)

    def __post_init__(self) -> None:
        """The comparison of cut sets reads the acts as they are named."""
        self.dominance = Dominance(self.acts)

    def fork(self) -> "Canvas":
        """A canvas to go on from here without changing this one; nodes laid so far are shared."""
        other = Canvas(
            graph=Graph(list(self.graph.nodes), dict(self.graph.newest)),
            families=list(self.families),
            acts={name: replace(act) for name, act in self.acts.items()},
            proven=self.proven,
            touched=set(self.touched),
        )
        other.dominance.running = self.dominance.running
        return other

    def family(self, spot: Spot) -> Family:
        """The cut sets of a spot as it is now; empty when nothing can be there."""
        node = self.graph.newest.get(spot)
        return () if node is None else self.families[node]

    def lay(self, spot: Spot, edges: Iterable[Edge], at_ms: int, place: Id | None = None) -> int:
        """Lay a spot's next node with exactly these edges; its number."""
        node = Node(spot, at_ms, list(edges), place)
        sets = family_of(node, self.families, self.proven)
        self.families.append(self.dominance.undominated(sets))
        self.touched.add(spot)
        return self.graph.lay(node)

    def enter(self, spot: Spot, failures: CutSet, how: How, at_ms: int, event: Id) -> None:
        """A hazard may be at a spot from outside, past these failures; what was there stays."""
        edge = Edge(ENTRY, failures, how, at_ms, at_ms, event)
        self.lay(spot, [*self.graph.kept(spot, at_ms), edge], at_ms)

    def restart(self, spot: Spot, failures: CutSet, how: How, at_ms: int, event: Id) -> None:
        """What was at a spot is over; a hazard may be there from outside."""
        self.lay(spot, [Edge(ENTRY, failures, how, at_ms, at_ms, event)], at_ms)

    def raise_bar(
        self, spot: Spot, alternatives: Iterable[CutSet], how: How, at_ms: int, event: Id
    ) -> None:
        """Whatever is at a spot must have got past one of these sets of failures as well."""
        before = self.graph.newest.get(spot)
        if before is None:
            return
        edges = [Edge(before, failures, how, at_ms, at_ms, event) for failures in alternatives]
        self.lay(spot, edges, at_ms)

    def flow(  # noqa: PLR0913 - an edge is who, whence, past what, how, when, by which event
        self,
        into: Spot,
        sources: Iterable[Spot],
        how: How,
        at_ms: int,
        event: Id,
        *,
        failures: CutSet = NOTHING,
        replaces: bool = False,
    ) -> None:
        """What is at the sources may now be at `into`; what was there stays unless replaced."""
        newest = self.graph.newest
        edges = [
            Edge(newest[source], failures, how, at_ms, at_ms, event)
            for source in sources
            if source in newest
        ]
        kept = [] if replaces else self.graph.kept(into, at_ms)
        if edges or replaces:
            self.lay(into, [*kept, *edges], at_ms)

    def prove(self, failures: Iterable[Failure]) -> None:
        """These failures have happened: they cost nothing on any path from now on."""
        fresh = frozenset(failures) - self.proven
        if not fresh:
            return
        self.proven |= fresh
        for number, node in enumerate(self.graph.nodes):
            sets = family_of(node, self.families, self.proven)
            self.families[number] = self.dominance.undominated(sets)

    def cheapest_names(self, spots: Iterable[Spot], weigh: "Weigh") -> frozenset[Failure]:
        """Every failure on any of the lightest cut sets of these spots, all ties included."""
        numbers = [self.graph.newest[spot] for spot in spots if spot in self.graph.newest]
        everything = AllSets(self, weigh)
        sets = {one for number in numbers for one in everything.of(number)}
        least = min((weigh(one) for one in sets), default=0)
        return frozenset(failure for one in sets if weigh(one) == least for failure in one)


class Weigh:
    """The weight of a cut set, by the policy's weights."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights

    def __call__(self, failures: Iterable[Failure]) -> int:
        """The sum of the weights; a kind that the policy does not name weighs 1."""
        return sum(self._weights.get(failure.kind, 1) for failure in failures)


class AllSets:
    """All lightest cut sets of a node by name, where the families keep one of several alike."""

    def __init__(self, canvas: Canvas, weigh: Weigh) -> None:
        self._canvas = canvas
        self._weigh = weigh
        self._known: dict[int, frozenset[CutSet]] = {}

    def of(self, number: int) -> frozenset[CutSet]:
        """Cut sets by containment only; every tie of the lightest is among them."""
        for ancestor in self._needed(number):
            self._known[ancestor] = self._work_out(ancestor)
        return self._known[number]

    def _needed(self, number: int) -> list[int]:
        found, waiting = set(), [number]
        while waiting:
            one = waiting.pop()
            if one in found or one in self._known:
                continue
            found.add(one)
            edges = self._canvas.graph.nodes[one].edges
            waiting.extend(edge.source for edge in edges if edge.source != ENTRY)
        return sorted(found)

    def _work_out(self, number: int) -> frozenset[CutSet]:
        sets: set[CutSet] = set()
        for edge in self._canvas.graph.nodes[number].edges:
            added = edge.failures - self._canvas.proven
            before = {NOTHING} if edge.source == ENTRY else self._known[edge.source]
            sets.update(one | added for one in before)
        return frozenset(one for one in sets if not any(other < one for other in sets))
