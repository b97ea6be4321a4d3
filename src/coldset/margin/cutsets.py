"""Undominated cut sets: of all ways to a node, those that no other way makes superfluous."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from coldset.core.words import Id
from coldset.margin.failures import NOTHING, Act, CutSet, Failure
from coldset.margin.graph import ENTRY, Edge
from coldset.margin.terms import SETS_MAX

Family = tuple[CutSet, ...]
"""The cut sets of one node. Empty: by the record nothing can be there. Holding the empty set:
nothing on the record speaks against it."""


FREE: Family = (NOTHING,)
"""The family of what nothing on the record speaks against."""

KNOWN_MAX = 4_000
"""No more readings of cut sets than this are kept; they are worked out anew beyond."""

Meaning = tuple[str, Id, object]
"""What a failure counts as in a comparison: its kind, whose it is, and which."""


class Tokens(NamedTuple):
    """The meanings in one cut set, numbered, each with how many of it came before.

    `acts` are the off-record acts whose windows are over, `rest` is everything else.
    """

    all: frozenset[int]
    acts: tuple[int, ...]
    rest: frozenset[int]


class Dominance:
    """When one cut set makes another superfluous, whatever happens later.

    By containment; and beyond it by what names mean: an act counts by who could have done it,
    and a watch of a stay that is over by whose it was. An act can come up twice on a path only
    in a loop through the spot that it leads to, which is no way of its own; a watch that still
    runs can, and counts by its name while it `runs`. So does an act whose window still runs,
    since more people may come into it.

    No family has more than `sets_max` sets: `is_bound` tells that one had, and that what comes of
    it may be lower than the record would allow.
    """

    def __init__(
        self,
        acts: Mapping[Failure, Act],
        runs: Callable[[Failure], bool],
        sets_max: int = SETS_MAX,
    ) -> None:
        self.sets_max = sets_max
        self.is_bound = False
        self._acts = acts
        self._runs = runs
        self._known: dict[CutSet, Tokens] = {}
        self._running: dict[Failure, list[CutSet]] = {}
        self._settled: dict[Family, tuple[Tokens, ...]] = {}
        self._numbers: dict[tuple[Meaning, int], int] = {}
        self._numbered = 0
        self._could: dict[int, frozenset[Id] | str | None] = {}

    def end(self, name: Failure) -> None:
        """The window of an act, or the stay of a watch, is over: it counts otherwise from now."""
        for one in self._running.pop(name, ()):
            self._known.pop(one, None)
        self._numbers.pop((name, 0), None)

    def forget(self) -> None:
        """Let go of all readings: they are worked out anew where they are needed."""
        self._known.clear()
        self._running.clear()
        self._settled.clear()
        self._numbers.clear()
        self._could.clear()

    def undominated(self, sets: Iterable[CutSet]) -> Family:
        """The sets that no other one dominates."""
        return self.joined((), sets)

    def joined(self, family: Family, more: Iterable[CutSet]) -> Family:
        """The undominated sets of a family, of which none dominates another, and of more sets.

        Of the family only what has come to count otherwise is compared again.
        """
        known = self._known
        sets, kept = list[CutSet](), list[Tokens]()
        for one, tokens in zip(family, self._settled.get(family, ()), strict=False):
            if known.get(one) is tokens:
                sets.append(one)
                kept.append(tokens)
        fresh = list(more)
        if len(sets) < len(family):
            settled = set(sets)
            fresh += [one for one in family if one not in settled]
        if NOTHING in fresh:
            return FREE
        if not sets and len(fresh) <= 1:
            return tuple(fresh)
        self._sift(sets, kept, sorted(fresh, key=len))
        if len(sets) > self.sets_max:
            self._lighten(sets, kept)
        if len(self._settled) > KNOWN_MAX:
            self._settled.clear()
        joined = tuple(sets)
        self._settled[joined] = tuple(kept)
        return joined

    def _sift(self, sets: list[CutSet], kept: list[Tokens], fresh: Iterable[CutSet]) -> None:
        """Add fresh sets to those of which none dominates another, and leave that so.

        Of those that mean the same the first by name is kept, in whatever order they come.
        """
        for one in fresh:
            tokens = self._tokens(one)
            by = next((n for n, light in enumerate(kept) if self._dominates(light, tokens)), None)
            if by is not None:
                if tokens.all == kept[by].all and sorted(one) < sorted(sets[by]):
                    sets[by], kept[by] = one, tokens
                continue
            out = [number for number, heavy in enumerate(kept) if self._dominates(tokens, heavy)]
            for number in reversed(out):
                del sets[number], kept[number]
            sets.append(one)
            kept.append(tokens)
            if len(sets) > 2 * self.sets_max:
                self._lighten(sets, kept)

    def _lighten(self, sets: list[CutSet], kept: list[Tokens]) -> None:
        """Make a family small enough: its heaviest sets become what they have in common."""
        self.is_bound = True
        lighter = lightened(sets, self.sets_max)
        sets.clear()
        kept.clear()
        self._sift(sets, kept, sorted(lighter, key=len))

    def _dominates(self, light: Tokens, heavy: Tokens) -> bool:
        """Whether one set is a part, or is so but for acts that more people could have done."""
        if light.all <= heavy.all:
            return True
        acts = light.acts
        if not acts or len(acts) > len(heavy.acts) or not light.rest <= heavy.rest:
            return False
        free = list(heavy.acts)
        for act in acts:
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
        return self._read(one) if known is None else known

    def _read(self, one: CutSet) -> Tokens:
        if len(self._known) > KNOWN_MAX:
            self._known.clear()
            self._running.clear()
        meant: dict[Meaning, int] = {}
        tokens: list[int] = []
        for failure in one:
            meaning: Meaning = failure
            if failure.kind in {"act", "watch"}:
                if self._goes_on(failure):
                    self._running.setdefault(failure, []).append(one)
                elif failure.kind == "act":
                    meaning = ("act", "", self._acts[failure].could)
                else:
                    meaning = ("watch", failure.who, "")
            before = meant.get(meaning, 0)
            meant[meaning] = before + 1
            tokens.append(self._number(meaning, before))
        acts = tuple(token for token in tokens if token < 0)
        everything = frozenset(tokens)
        rest = everything.difference(acts) if acts else everything
        found = self._known[one] = Tokens(everything, acts, rest)
        return found

    def _goes_on(self, failure: Failure) -> bool:
        """Whether more may come to be true of it: more people, or the same watch once more."""
        return self._acts[failure].runs if failure.kind == "act" else self._runs(failure)

    def _number(self, meaning: Meaning, before: int) -> int:
        key = (meaning, before)
        number = self._numbers.get(key)
        if number is None:
            self._numbered += 1
            number = self._numbered
            if meaning[0] == "act":
                number = -number
                could = meaning[2]
                self._could[number] = could if isinstance(could, frozenset | str) else None
            self._numbers[key] = number
        return number


def family_of(
    edges: Iterable[Edge], families: Mapping[int, Family], proven: CutSet
) -> list[CutSet]:
    """Every cut set that edges bring, in their order, with failures that are proven left out."""
    sets: list[CutSet] = []
    for edge in edges:
        added = edge.failures - proven if proven else edge.failures
        if edge.source == ENTRY:
            sets.append(added)
        elif added:
            sets += [one | added for one in families[edge.source]]
        else:
            sets += families[edge.source]
    return sets


def lightened(sets: Iterable[CutSet], sets_max: int) -> list[CutSet]:
    """At most `sets_max` sets, one of which is a part of each of these: the lightest are kept.

    Of every four, three are kept as they are. Each of the heaviest is put together with that one of
    the rest with which it has most in common, and only what they have in common is left: it weighs
    no more and hangs on no more people than either, so no figure gets higher by it.
    """
    ordered = sorted(sets, key=lambda one: (len(one), sorted(one)))
    exact = sets_max - max(1, sets_max // 4)
    kept, shared, heaviest = ordered[:exact], ordered[exact:sets_max], ordered[sets_max:]
    for one in heaviest:
        nearest = max(range(len(shared)), key=lambda place: len(one & shared[place]))
        shared[nearest] &= one
    return [*kept, *shared]
