"""The part of a graph through which a way to given nodes costs no more than so much.

Looked for backwards from those nodes. What is known of a node's own cut sets bounds from below
what a way through it must cost, so a long record costs no more than the ways that matter. An act
is done once on a way, and which of several it was makes no difference to what a way costs: acts
are counted here, and named controls are kept by name.
"""

from collections.abc import Callable, Iterable, Mapping
from heapq import heappop, heappush

from coldset.margin.cutsets import Family
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge, Node

Ways = dict[CutSet, int]
"""Sets of named controls that failed, each with the least weight of acts beside it."""


class Within:
    """What must fail from each node on, for ways to the targets that cost at most `up_to`.

    `proven` failures cost nothing. Of ways with no more acts, only those of which no other is a
    part are kept; every tie of the lightest is among them.
    """

    def __init__(  # noqa: PLR0913 - a graph is nodes and families; a question has targets and cost
        self,
        nodes: Mapping[int, Node],
        families: Mapping[int, Family],
        weigh: Callable[[Iterable[Failure]], int],
        targets: Iterable[int],
        up_to: int,
        *,
        proven: CutSet = NOTHING,
    ) -> None:
        self._nodes = nodes
        self._families = families
        self._weigh = weigh
        self._up_to = up_to
        self._proven = proven
        self._rest: dict[int, Ways] = {}
        self._parts: dict[CutSet, tuple[CutSet, int]] = {}
        self._lay_back(targets)

    def numbers(self) -> list[int]:
        """The nodes on such ways, in time order."""
        return sorted(self._rest)

    def goes_on(self, number: int, named: CutSet, acts: int) -> bool:
        """Whether a way to a node, past these controls and acts, can go on within the cost."""
        spare = self._up_to - acts
        return any(
            self._weigh(named | rest) + more <= spare
            for rest, more in self._rest.get(number, {}).items()
        )

    def names(self) -> CutSet | None:
        """Every failure and act on any whole way within the cost; None where there is no way."""
        found: set[Failure] = set()
        is_any = False
        begun: dict[int, Ways] = {}
        for number in self.numbers():
            ways: Ways = {}
            for edge in self._nodes[number].edges:
                for named, acts in self._longer(edge, begun):
                    if self._note_whole(number, named, acts, found):
                        is_any = True
                        found |= edge.failures - self._proven
                        _keep(ways, named, acts)
            begun[number] = ways
        return frozenset(found) if is_any else None

    def _longer(self, edge: Edge, begun: dict[int, Ways]) -> list[tuple[CutSet, int]]:
        named, acts = self._part(edge.failures)
        if edge.source == ENTRY:
            return [(named, acts)]
        return [(one | named, more + acts) for one, more in begun.get(edge.source, {}).items()]

    def _note_whole(self, number: int, named: CutSet, acts: int, found: set[Failure]) -> bool:
        whole = [
            rest
            for rest, more in self._rest[number].items()
            if self._weigh(named | rest) + acts + more <= self._up_to
        ]
        for rest in whole:
            found |= named | rest
        return bool(whole)

    def _lay_back(self, targets: Iterable[int]) -> None:
        """Go back from the newest node to the oldest: an edge always comes from an older one."""
        waiting: list[int] = []
        for number in dict.fromkeys(targets):
            self._rest[number] = {NOTHING: 0}
            heappush(waiting, -number)
        while waiting:
            number = -heappop(waiting)
            for edge in self._nodes[number].edges:
                if edge.source == ENTRY:
                    continue
                is_new = edge.source not in self._rest
                if self._extend(edge, self._rest[number]) and is_new:
                    heappush(waiting, -edge.source)

    def _extend(self, edge: Edge, rests: Ways) -> bool:
        """Take ways one edge further back; whether any of them is within the cost."""
        named, acts = self._part(edge.failures)
        family = self._families[edge.source]
        for rest, more in rests.items():
            longer, weight = rest | named, more + acts
            if self._can_begin(longer, weight, family):
                _keep(self._rest.setdefault(edge.source, {}), longer, weight)
        return edge.source in self._rest

    def _part(self, failures: CutSet) -> tuple[CutSet, int]:
        """The named controls of an edge, and what its acts weigh."""
        known = self._parts.get(failures)
        if known is None:
            left = failures - self._proven
            named = frozenset(failure for failure in left if failure.kind != "act")
            known = self._parts[failures] = (named, self._weigh(left - named))
        return known

    def _can_begin(self, rest: CutSet, acts: int, family: Family) -> bool:
        """Whether some way to a node of this family leaves enough for what must fail after it.

        A family keeps one of several cut sets that count alike, so a watch of the same person may
        be the very one that failed already.
        """
        spare = self._up_to - self._weigh(rest) - acts
        if spare < 0:
            return False
        watchers = {failure.who for failure in rest if failure.kind == "watch"}
        return any(
            self._weigh(
                failure
                for failure in one - rest
                if failure.kind != "watch" or failure.who not in watchers
            )
            <= spare
            for one in family
        )


def _keep(ways: Ways, named: CutSet, acts: int) -> None:
    """Keep a way unless another with no more acts is a part of it."""
    if any(other <= named and more <= acts for other, more in ways.items()):
        return
    for other in [one for one, more in ways.items() if named <= one and acts <= more]:
        del ways[other]
    ways[named] = acts
