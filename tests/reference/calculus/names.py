"""What can have failed or been done, and where a round can be (DESIGN part 2 and 3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from coldset.core.state import State
from coldset.core.words import Id


class Name(NamedTuple):
    """One failure or off-record act: of which kind, whose, and which of theirs."""

    kind: str
    who: Id = ""
    what: str = ""


CutSet = frozenset[Name]
Family = frozenset[CutSet]

FREE: CutSet = frozenset()
"""The cut set with nothing on it: nothing on the record speaks against it."""

NONE: Family = frozenset()
"""No way at all."""


class Position(NamedTuple):
    """A lot (`lot`), its box, pockets or a container (`in`), a `chamber`, or a `barrel`."""

    kind: str
    thing: Id
    number: int = 0


@dataclass
class Told:
    """What is known of one off-record act: where, into what, and who could have done it.

    `could` is None where it could have been anyone.
    """

    place: Id
    into: Position
    could: frozenset[Id] | None


def undominated(sets: Iterable[CutSet]) -> Family:
    """The sets that contain no other one."""
    kept: list[CutSet] = []
    for one in sorted(set(sets), key=len):
        if not contains_any(one, kept):
            kept.append(one)
    return frozenset(kept)


def contains_any(one: CutSet, others: Iterable[CutSet]) -> bool:
    """Whether a set contains one of these; it does contain itself."""
    return any(map(one.issuperset, others))


def inside(holder: Id) -> Position:
    return Position("in", holder)


def barrel(weapon: Id) -> Position:
    return Position("barrel", weapon)


def of_lot(lot: Id) -> tuple[Position, ...]:
    """The rounds of a lot, and a stray in its box."""
    return Position("lot", lot), inside(lot)


def chambers(state: State, weapon: Id) -> tuple[Position, ...]:
    """A weapon's chambers; where nobody knows how many, one of number 0 stands for the others."""
    held = state.weapons[weapon]
    if held.weapon_class in {"replica", "rubber"}:
        return ()
    numbers = set(state.cylinders[held.cylinder])
    if held.chamber_count is None or not numbers:
        numbers.add(0)
    return tuple(Position("chamber", held.cylinder, number) for number in sorted(numbers))


def taken_with(state: State, lot: Id) -> tuple[Position, ...]:
    """Where rounds come from when a lot's are taken: it, its box, and every container around."""
    around = [inside(one) for one in state.chain(lot) if one in state.containers]
    return (*of_lot(lot), *around)
