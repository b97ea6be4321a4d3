"""The graph being laid, with the cut sets of each node kept beside it.

Every change of a spot lays a new node; its family is worked out at once from the families of
the nodes before it. Spots that have been through the very same share their nodes, such as the
six chambers of a revolver that was loaded and shown as a whole.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from coldset.core.words import Id
from coldset.margin.cutsets import FREE, Dominance, Family, family_of
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import Edge, Graph, Node, Sources, Spot
from coldset.margin.within import Within


class Canvas:
    """A graph, its families, the acts named in it, and the failures that finds have proven.

    `runs` says whether a watch still goes on.
    """

    def __init__(self, runs: Callable[[Failure], bool], sets_max: int) -> None:
        self.graph = Graph()
        self.families: dict[int, Family] = {}
        self.acts: dict[Failure, Act] = {}
        self.proven: CutSet = NOTHING
        self.dominance = Dominance(self.acts, runs, sets_max)

    def fork(self, runs: Callable[[Failure], bool]) -> "Canvas":
        """A canvas to go on from here without changing this one; nodes laid so far are shared."""
        other = Canvas(runs, self.dominance.sets_max)
        other.dominance.is_bound = self.dominance.is_bound
        other.graph = self.graph.fork()
        other.families = dict(self.families)
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
        self.families[self.graph.laid] = self._family(edges)
        return self.graph.lay(Node(spots[0], at_ms, edges, place), spots)

    def _family(self, edges: list[Edge]) -> Family:
        if not edges or edges[0].how != "kept":
            return self.dominance.undominated(family_of(edges, self.families, self.proven))
        before = self.families[edges[0].source]
        if before == FREE:
            return FREE
        more = family_of(edges[1:], self.families, self.proven)
        return self.dominance.joined(before, more)

    def end_act(self, name: Failure, at_ms: int) -> None:
        """The window of an act is over."""
        self.acts[name].end_ms = at_ms
        self.dominance.end(name)

    def lay_hub(self, place: Id, at_ms: int, family: Family, sources: Sources) -> int:
        """Lay what is open at a place during one stretch; its sources are found when asked for."""
        self.families[self.graph.laid] = family
        return self.graph.lay(Node(Spot("hub", place), at_ms, [], place, sources), ())

    def forget(self, kept: Iterable[int], running: Iterable[Failure]) -> None:
        """Only these nodes and what led to them directly count from now on, and running acts.

        Whatever is asked of a node that was forgotten is an error, never an answer.
        """
        nodes, whole = self.graph.nodes, set(kept)
        needed = whole.union(edge.source for n in whole for edge in nodes[n].laid_edges)
        self.families = {n: family for n, family in self.families.items() if n in needed}
        self.graph.forget(whole)
        self.dominance.forget()
        named = {name for family in self.families.values() for one in family for name in one}
        named.update(name for n in whole for edge in nodes[n].laid_edges for name in edge.failures)
        named.update(running)
        for name in [name for name in self.acts if name not in named]:
            del self.acts[name]

    def prove(self, failures: Iterable[Failure]) -> None:
        """These failures have happened: they cost nothing on any path from now on."""
        fresh = frozenset(failures) - self.proven
        if not fresh:
            return
        self.proven |= fresh
        for number, node in self.graph.nodes.items():
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
        # families that were made smaller may weigh less than any real way
        every = (self._within(listed, weigh, up_to).names() for up_to in count(least))
        return next(names for names in every if names is not None)

    def _within(self, numbers: list[int], weigh: "Weigh", up_to: int) -> Within:
        nodes, families = self.graph.nodes, self.families
        return Within(nodes, families, weigh, numbers, up_to, proven=self.proven)


class Weigh:
    """The weight of a cut set, by the policy's weights."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights

    def __call__(self, failures: Iterable[Failure]) -> int:
        """The sum of the weights; a kind that the policy does not name weighs 1."""
        return sum(self._weights.get(failure.kind, 1) for failure in failures)
