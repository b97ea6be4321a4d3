"""The graph being laid, with the cut sets of each node kept beside it.

Every change of a spot lays a new node; its family is worked out at once from the families of
the nodes before it. Spots that have been through the very same share their nodes, such as the
six chambers of a revolver that was loaded and shown as a whole.
"""

from collections.abc import Callable, Iterable, Sequence

from coldset.core.words import Id
from coldset.margin.cutsets import FREE, Dominance, Family, family_of
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import Edge, Graph, Node, Sources, Spot
from coldset.margin.within import Within


class Canvas:
    """A graph, its families, the acts named in it, and the failures that finds have proven.

    `runs` says whether a watch still goes on.
    """

    def __init__(self, runs: Callable[[Failure], bool]) -> None:
        self.graph = Graph()
        self.families: list[Family] = []
        self.acts: dict[Failure, Act] = {}
        self.proven: CutSet = NOTHING
        self.dominance = Dominance(self.acts, runs)

    def fork(self, runs: Callable[[Failure], bool]) -> "Canvas":
        """A canvas to go on from here without changing this one; nodes laid so far are shared."""
        other = Canvas(runs)
        other.graph = self.graph.fork()
        other.families = list(self.families)
        other.acts.update(self.acts)
        other.proven = self.proven
        return other

    def family(self, spot: Spot) -> Family:
        """The cut sets of a spot as it was last laid; empty when nothing can be there."""
        node = self.graph.newest.get(spot)
        return () if node is None else self.families[node]

    def lay(
        self,
        spots: Sequence[Spot],
        edges: list[Edge],
        at_ms: int,
        place: Id | None = None,
    ) -> int:
        """Lay the next node of spots that are alike, with exactly these edges; its number."""
        sets = family_of(edges, self.families, self.proven)
        self.families.append(self.dominance.undominated(sets))
        return self.graph.lay(Node(spots[0], at_ms, edges, place), spots)

    def lay_hub(self, place: Id, at_ms: int, family: Family, sources: Sources) -> int:
        """Lay what is open at a place during one stretch; its sources are found when asked for."""
        self.families.append(family)
        return self.graph.lay(Node(Spot("hub", place), at_ms, [], place, sources), ())

    def prove(self, failures: Iterable[Failure]) -> None:
        """These failures have happened: they cost nothing on any path from now on."""
        fresh = frozenset(failures) - self.proven
        if not fresh:
            return
        self.proven |= fresh
        for number, node in enumerate(self.graph.nodes):
            if node.spot.kind == "hub" and self.families[number] == FREE:
                continue
            sets = family_of(node.edges, self.families, self.proven)
            self.families[number] = self.dominance.undominated(sets)

    def cheapest_names(self, numbers: Iterable[int], weigh: "Weigh") -> frozenset[Failure]:
        """Every failure on any of the lightest cut sets of these nodes, all ties included."""
        listed = list(numbers)
        sets = {one for number in listed for one in self.families[number]}
        if not sets:
            return NOTHING
        least = min(map(weigh, sets))
        nodes, families = self.graph.nodes, self.families
        lightest = Within(nodes, families, weigh, listed, least, proven=self.proven)
        return lightest.names()


class Weigh:
    """The weight of a cut set, by the policy's weights."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights

    def __call__(self, failures: Iterable[Failure]) -> int:
        """The sum of the weights; a kind that the policy does not name weighs 1."""
        return sum(self._weights.get(failure.kind, 1) for failure in failures)
