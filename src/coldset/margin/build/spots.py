"""Which spots a thing has: its chambers, its barrel, the inside of its box."""

from coldset.core.state import State
from coldset.core.words import Id
from coldset.margin.graph import Spot

CANNOT_HOLD = frozenset({"replica", "rubber"})
"""Weapon classes without a chamber for a cartridge (DOMAIN part 2)."""


def chamber_spots(state: State, weapon: Id) -> tuple[Spot, ...]:
    """A weapon's chambers; one of number 0 stands for all while nobody knows how many."""
    held = state.weapons[weapon]
    if held.weapon_class in CANNOT_HOLD:
        return ()
    numbers = sorted(state.cylinders[held.cylinder]) or [0]
    if held.chamber_count is None and 0 not in numbers:
        numbers = [0, *numbers]
    return tuple(Spot("chamber", held.cylinder, number) for number in numbers)


def barrel_spot(weapon: Id) -> Spot:
    """A weapon's barrel."""
    return Spot("barrel", weapon)


def inside(holder: Id) -> Spot:
    """A position: an unrecorded round in a container, a lot's box, pockets, or a place."""
    return Spot("in", holder)


def lot_spots(lot: Id) -> tuple[Spot, Spot]:
    """A lot itself, and a stray in its box."""
    return Spot("lot", lot), inside(lot)


def surroundings(state: State, thing: Id) -> tuple[Spot, ...]:
    """The insides of the containers around a thing: a stray in there is among what is taken."""
    return tuple(inside(holder) for holder in state.chain(thing) if holder in state.containers)


def taken_with(state: State, lot: Id) -> tuple[Spot, ...]:
    """Every spot whose rounds are among those taken when rounds of a lot are taken."""
    return (*lot_spots(lot), *surroundings(state, lot))
