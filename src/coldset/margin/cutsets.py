"""Undominated cut sets: of all ways to a node, those that no other way makes superfluous."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coldset.margin.failures import Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Node

Family = tuple[CutSet, ...]
"""The cut sets of one node. Empty: by the record nothing can be there. Holding the empty set:
nothing on the record speaks against it."""


class Dominance:
    """When one cut set makes another superfluous, whatever happens later.

    By containment; and beyond it, names that can never occur again (acts and watches of
    stretches that are over) count by what they mean, not by when they were: an act by who could
    have done it, a watch by whose it was. A name in `running` may occur again and counts as it is.
    """

    def __init__(self, acts: Mapping[Failure, Act], running: set[Failure]) -> None:
        self._acts = acts
        self._running = running

    def undominated(self, sets: Iterable[CutSet]) -> Family:
        """The sets that no other one dominates, lightest first, in a stable order."""
        kept: list[CutSet] = []
        for candidate in sorted(set(sets), key=lambda one: (len(one), sorted(one))):
            if not any(self._dominates(light, candidate) for light in kept):
                kept.append(candidate)
        return tuple(kept)

    def _dominates(self, light: CutSet, heavy: CutSet) -> bool:
        if light <= heavy:
            return True
        if len(light) > len(heavy):
            return False
        only_light, only_heavy = light - heavy, heavy - light
        if any(not self._is_over(failure) for failure in only_light):
            return False
        over = [failure for failure in only_heavy if self._is_over(failure)]
        return self._watches_fit(only_light, over) and self._acts_fit(only_light, over)

    def _is_over(self, failure: Failure) -> bool:
        return failure.kind in {"act", "watch"} and failure not in self._running

    @staticmethod
    def _watches_fit(light: Iterable[Failure], heavy: Iterable[Failure]) -> bool:
        needed = Counter(failure.who for failure in light if failure.kind == "watch")
        return needed <= Counter(failure.who for failure in heavy if failure.kind == "watch")

    def _acts_fit(self, light: Iterable[Failure], heavy: Iterable[Failure]) -> bool:
        needed = [failure for failure in light if failure.kind == "act"]
        free = [failure for failure in heavy if failure.kind == "act"]
        for act in needed:
            match = next((other for other in free if self._could_as_well(act, other)), None)
            if match is None:
                return False
            free.remove(match)
        return True

    def _could_as_well(self, act: Failure, other: Failure) -> bool:
        """Whether everyone who could have done `other` could have done `act`."""
        if act.who:
            return act.who == other.who
        if other.who:
            could = self._acts[act].could
            return could is None or other.who in could
        mine, theirs = self._acts[act].could, self._acts[other].could
        return mine is None or (theirs is not None and theirs <= mine)


def family_of(node: Node, families: Sequence[Family], proven: frozenset[Failure]) -> set[CutSet]:
    """Every cut set that a node's edges bring, with failures that are proven left out."""
    sets: set[CutSet] = set()
    for edge in node.edges:
        added = edge.failures - proven
        if edge.source == ENTRY:
            sets.add(added)
            continue
        sets.update(one | added for one in families[edge.source])
    return sets
