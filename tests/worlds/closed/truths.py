"""All truths behind one record: where every round may lie, and the least that has failed for it."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from closed.ledger import Ledger

State = tuple[int, ...]
"""How many live rounds and how many others lie at each spot, alike ones not told apart; a world
may add what else is true of it."""

Truths = dict[State, list[int]]
"""For each state every least set of failures with which it can have come about."""


class Spot(NamedTuple):
    """How one spot is open at some time: where it is, who has it before them, what bars the way.

    `owner` is whose pocket it is: nobody else puts anything there or takes it out. A bar is what
    has to fail for somebody to pass it, and who has a key to it. A seal on the way is broken by
    whoever passes it, which is true from then on at that number of a state.
    """

    place: str
    eyes: frozenset[str] = frozenset()
    bars: tuple[tuple[int, frozenset[str]], ...] = ()
    seals: tuple[int, ...] = ()
    owner: str = ""
    holds_one: bool = False
    is_floor: bool = False


Deed = tuple[State, int, int]
"""An off-record act: what is true after it, what fails for it, by which circle of people."""

Effect = Callable[[State], Iterable[tuple[State, int]]]
"""What may be true after a recorded move, and what fails for it to be recorded as it is."""


def add(truths: Truths, state: State, failures: int) -> bool:
    """Add one truth unless it is known with less; whether it was new."""
    known = truths.get(state)
    if known is None:
        truths[state] = [failures]
        return True
    if any(one & failures == one for one in known):
        return False
    known[:] = [one for one in known if one & failures != failures]
    known.append(failures)
    return True


def moved(state: State, source: int, target: int) -> State:
    """One round from one place in the state to another."""
    changed = list(state)
    changed[source] -= 1
    changed[target] += 1
    return tuple(changed)


class Stir:
    """What people can do unseen while nothing is recorded; remembered for every lie of things."""

    def __init__(self, ledger: Ledger, cost_max: int) -> None:
        self._ledger = ledger
        self._cost_max = cost_max
        self._known: dict[tuple[object, ...], dict[State, tuple[Deed, ...]]] = {}

    def settle(
        self,
        truths: Truths,
        spots: tuple[Spot, ...],
        watches: Mapping[str, int],
        more: Effect,
        time: str,
    ) -> Truths:
        """Every truth after a stretch in which anybody may have done anything, again and again.

        `watches` are the people there are, each with the failure of their watch; `more` is what
        any of them can do beside moving rounds. Acts at some `time` are told apart from those at
        another.
        """
        known = self._known.setdefault((spots, tuple(watches.items()), time), {})
        settled: Truths = {state: list(sets) for state, sets in truths.items()}
        waiting = [(state, one) for state, sets in truths.items() for one in sets]
        while waiting:
            state, failures = waiting.pop()
            if failures not in settled[state]:
                continue
            deeds = known.get(state)
            if deeds is None:
                deeds = self._deeds(state, spots, watches, time)
                anyone = self._ledger.circle(frozenset(watches), f"more@{time}" if time else "")
                deeds += tuple((then, failed, anyone) for then, failed in more(state))
                known[state] = deeds
            for after, failed, circle in deeds:
                both = self._ledger.and_act(failures | failed, circle)
                if both is None or both.bit_count() > self._cost_max:
                    continue
                if add(settled, after, both):
                    waiting.append((after, both))
        return settled

    def _deeds(
        self, state: State, spots: tuple[Spot, ...], watches: Mapping[str, int], time: str
    ) -> tuple[Deed, ...]:
        by: dict[tuple[State, int, str], set[str]] = {}
        for actor in watches:
            for after, failed, target in self._deeds_of(actor, state, spots, watches):
                deed = f"{target}@{time}" if time else ""
                by.setdefault((after, failed, deed), set()).add(actor)
        return tuple(
            (after, failed, self._ledger.circle(frozenset(actors), deed))
            for (after, failed, deed), actors in by.items()
        )

    def _deeds_of(
        self, actor: str, state: State, spots: tuple[Spot, ...], watches: Mapping[str, int]
    ) -> Iterable[tuple[State, int, int]]:
        size = len(spots)
        open_to = [n for n, spot in enumerate(spots) if spot.owner in {"", actor}]
        for kind in (0, size):
            for source in open_to:
                if not state[kind + source]:
                    continue
                for target in open_to:
                    if target == source or spots[target].place != spots[source].place:
                        continue
                    failed = _past(actor, spots[source], spots[target], watches)
                    after = moved(state, kind + source, kind + target)
                    for seal in spots[source].seals + spots[target].seals:
                        after = (*after[:seal], 1, *after[seal + 1 :])
                    yield from (
                        (one, failed, target)
                        for one in _made_room(after, state, source, target, spots)
                    )


def _past(actor: str, source: Spot, target: Spot, watches: Mapping[str, int]) -> int:
    eyes = source.eyes | target.eyes
    if source.owner == actor:
        eyes -= {actor}
    failed = sum(watches[person] for person in eyes)
    for bar, keys in source.bars + target.bars:
        if actor not in keys:
            failed |= bar
    return failed


def _made_room(
    after: State, before: State, source: int, target: int, spots: tuple[Spot, ...]
) -> Iterable[State]:
    """Where one round fits, what was in there goes where the new one came from, or lies about."""
    size = len(spots)
    if not spots[target].holds_one or not before[target] + before[size + target]:
        yield after
        return
    kind = 0 if before[target] else size
    floor = next(
        n for n, spot in enumerate(spots) if spot.is_floor and spot.place == spots[target].place
    )
    for to in {source, floor}:
        yield moved(after, kind + target, kind + to)


def follow(truths: Truths, effect: Effect, proven: int = 0) -> Truths:
    """Every truth after a recorded move; what is proven to have failed costs nothing."""
    after: Truths = {}
    for state, sets in truths.items():
        for then, failed in effect(state):
            fresh = failed & ~proven
            for one in sets:
                add(after, then, one | fresh)
    return after


def explained(truths: Truths, found: Callable[[State], bool]) -> tuple[Truths, int]:
    """Only the truths in which a hazard is where it was found; and what that proves.

    Everything on any of the cheapest ways to it has failed, and costs nothing from then on.
    """
    left = {state: sets for state, sets in truths.items() if found(state)}
    least = min((one.bit_count() for sets in left.values() for one in sets), default=0)
    proven = 0
    for sets in left.values():
        for one in sets:
            if one.bit_count() == least:
                proven |= one
    freed: Truths = {}
    for state, sets in left.items():
        for one in sets:
            add(freed, state, one & ~proven)
    return freed, proven
