"""Undominated cut sets: of all ways to a node, those that no other way makes superfluous."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from coldset.core.words import Id
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge

Family = tuple[CutSet, ...]
"""The cut sets of one node. Empty: by the record nothing can be there. Holding the empty set:
nothing on the record speaks against it."""


FREE: Family = (NOTHING,)
"""The family of what nothing on the record speaks against."""

KNOWN_MAX = 4_000
"""No more readings of cut sets than this are kept; they are worked out anew beyond."""

Meaning = tuple[str, Id, object]
"""What a failure counts as in a comparison: its kind, whose it is, and which."""

Tokens = frozenset[int]
"""The meanings in one cut set, numbered, each with how many of it came before; acts below 0."""


class Dominance:
    """When one cut set makes another superfluous, whatever happens later.

    By containment; and beyond it by what names mean: an act counts by who could have done it,
    and a watch of a stay that is over by whose it was. An act can come up twice on a path only
    in a loop through the spot that it leads to, which is no way of its own; a watch that still
    runs can, and counts by its name while it `runs`. So does an act whose window still runs,
    since more people may come into it.
    """

    def __init__(self, acts: Mapping[Failure, Act], runs: Callable[[Failure], bool]) -> None:
        self._acts = acts
        self._runs = runs
        self._known: dict[CutSet, tuple[Tokens, tuple[Failure, ...]]] = {}
        self._numbers: dict[tuple[Meaning, int], int] = {}
        self._could: dict[int, frozenset[Id] | str | None] = {}

    def undominated(self, sets: Iterable[CutSet]) -> Family:
        """The sets that no other one dominates, lightest first, in a stable order."""
        listed = sets if isinstance(sets, set) else set(sets)
        if NOTHING in listed:
            return FREE
        if len(listed) <= 1:
            return tuple(listed)
        alike: dict[Tokens, CutSet] = {}
        for one in listed:
            tokens = self._tokens(one)
            other = alike.get(tokens)
            if other is None or sorted(one) < sorted(other):
                alike[tokens] = one
        if len(alike) == 1:
            return tuple(alike.values())
        ordered = sorted((len(tokens), sorted(one), tokens, one) for tokens, one in alike.items())
        kept: list[Tokens] = []
        family: list[CutSet] = []
        for _, _, tokens, one in ordered:
            if not any(light <= tokens for light in kept) and not self._is_stood_for(tokens, kept):
                kept.append(tokens)
                family.append(one)
        return tuple(family)

    def _is_stood_for(self, heavy: Tokens, kept: Sequence[Tokens]) -> bool:
        """Whether a kept set, of no more, has acts that more people could have done instead."""
        acts = [token for token in heavy if token < 0]
        if not acts:
            return False
        rest = heavy.difference(acts)
        return any(self._dominates(light, acts, rest) for light in kept)

    def _dominates(self, light: Tokens, acts: list[int], rest: Tokens) -> bool:
        mine = [token for token in light if token < 0]
        if not mine or len(mine) > len(acts) or not light.difference(mine) <= rest:
            return False
        free = list(acts)
        for act in mine:
            match = act if act in free else self._match(act, free)
            if match is None:
                return False
            free.remove(match)
        return True

    def _match(self, act: int, free: list[int]) -> int | None:
        """An act that only people could have done who could have done this one as well."""
        mine = self._could[act]
        for other in free:
            theirs = self._could[other]
            if mine is None:
                return other
            if isinstance(mine, frozenset) and isinstance(theirs, frozenset) and theirs <= mine:
                return other
        return None

    def _tokens(self, one: CutSet) -> Tokens:
        known = self._known.get(one)
        if known is not None and all(self._goes_on(name) for name in known[1]):
            return known[0]
        running: list[Failure] = []
        meant: dict[Meaning, int] = {}
        tokens: list[int] = []
        for failure in one:
            meaning: Meaning = failure
            if failure.kind in {"act", "watch"}:
                if self._goes_on(failure):
                    running.append(failure)
                elif failure.kind == "act":
                    meaning = ("act", "", self._acts[failure].could)
                else:
                    meaning = ("watch", failure.who, "")
            before = meant.get(meaning, 0)
            meant[meaning] = before + 1
            tokens.append(self._number(meaning, before))
        found = frozenset(tokens)
        if len(self._known) > KNOWN_MAX:
            self._known.clear()
        self._known[one] = (found, tuple(running))
        return found

    def _goes_on(self, failure: Failure) -> bool:
        """Whether more may come to be true of it: more people, or the same watch once more."""
        return self._acts[failure].runs if failure.kind == "act" else self._runs(failure)

    def _number(self, meaning: Meaning, before: int) -> int:
        key = (meaning, before)
        number = self._numbers.get(key)
        if number is None:
            number = len(self._numbers) + 1
            if meaning[0] == "act":
                number = -number
                could = meaning[2]
                self._could[number] = could if isinstance(could, frozenset | str) else None
            self._numbers[key] = number
        return number


def family_of(edges: Iterable[Edge], families: Sequence[Family], proven: CutSet) -> set[CutSet]:
    """Every cut set that edges bring, with failures that are proven left out."""
    sets: set[CutSet] = set()
    for edge in edges:
        added = edge.failures - proven if proven else edge.failures
        if edge.source == ENTRY:
            sets.add(added)
        elif added:
            sets.update([one | added for one in families[edge.source]])
        else:
            sets.update(families[edge.source])
    return sets
