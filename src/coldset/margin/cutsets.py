"""Undominated cut sets: of all ways to a node, those that no other way makes superfluous."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coldset.core.words import Id
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Node

Family = tuple[CutSet, ...]
"""The cut sets of one node. Empty: by the record nothing can be there. Holding the empty set:
nothing on the record speaks against it."""


Token = tuple[str, Id, object, int]
"""What a failure counts as in a comparison: kind, whose, which, and how many of it before."""


class Dominance:
    """When one cut set makes another superfluous, whatever happens later.

    By containment; and beyond it by what names mean: an act counts by who could have done it,
    and a watch of a stay that is over by whose it was. An act can come up twice on a path only
    in a loop through the spot that it leads to, which is no way of its own; a watch that still
    runs can, and counts by its name while it is in `running`.
    """

    def __init__(self, acts: Mapping[Failure, Act]) -> None:
        self._acts = acts
        self._over: dict[CutSet, frozenset[Token]] = {}
        self._now: dict[CutSet, frozenset[Token]] = {}
        self._running: frozenset[Failure] = frozenset()

    @property
    def running(self) -> frozenset[Failure]:
        """The watches that still run."""
        return self._running

    @running.setter
    def running(self, watches: frozenset[Failure]) -> None:
        if watches != self._running:
            self._running = watches
            self._now.clear()

    def undominated(self, sets: Iterable[CutSet]) -> Family:
        """The sets that no other one dominates, lightest first, in a stable order."""
        listed = list(sets)
        if NOTHING in listed:
            return (NOTHING,)
        if len(listed) == 1:
            return (listed[0],)
        alike: dict[frozenset[Token], CutSet] = {}
        for one in listed:
            tokens = self._tokens(one)
            other = alike.get(tokens)
            if other is None or sorted(one) < sorted(other):
                alike[tokens] = one
        kept: list[tuple[frozenset[Token], CutSet]] = []
        for tokens, one in sorted(alike.items(), key=lambda pair: (len(pair[1]), sorted(pair[1]))):
            if not any(self._dominates(light, tokens) for light, _ in kept):
                kept.append((tokens, one))
        return tuple(one for _, one in kept)

    def _tokens(self, one: CutSet) -> frozenset[Token]:
        known = self._over.get(one) or self._now.get(one)
        if known is not None:
            return known
        meant = Counter(self._meaning(failure) for failure in one)
        tokens = frozenset((*m, number) for m, count in meant.items() for number in range(count))
        (self._now if one & self._running else self._over)[one] = tokens
        return tokens

    def _meaning(self, failure: Failure) -> tuple[str, Id, object]:
        if failure.kind == "act":
            return ("act", "", self._acts[failure].could)
        if failure.kind == "watch" and failure not in self._running:
            return ("watch", failure.who, "")
        return failure

    @staticmethod
    def _dominates(light: frozenset[Token], heavy: frozenset[Token]) -> bool:
        if light <= heavy:
            return True
        more = light - heavy
        if len(light) > len(heavy) or any(token[0] != "act" for token in more):
            return False
        free = [token for token in heavy - light if token[0] == "act"]
        for act in more:
            match = next((other for other in free if _could_as_well(act, other)), None)
            if match is None:
                return False
            free.remove(match)
        return True


def _could_as_well(act: Token, other: Token) -> bool:
    """Whether everyone who could have done `other` could have done `act`; None is anyone."""
    mine, theirs = act[2], other[2]
    if mine is None:
        return True
    return isinstance(mine, frozenset) and isinstance(theirs, frozenset) and theirs <= mine


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
