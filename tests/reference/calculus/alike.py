"""A thing named without its mark being read may have been another like it that was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculus import custody
from calculus.names import CutSet, Family, Name, Position, barrel, chambers, of_lot

if TYPE_CHECKING:
    from calculus.walk import Walk
    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.core.words import Id


def word(event: Event) -> CutSet:
    """That whoever wrote an entry down was wrong."""
    return frozenset({Name("record", event.recorder)})


def _may_be_there(state: State, thing: Id, place: Id | None) -> bool:
    said = any(where.said for where in custody.around(state, thing))
    return said or state.place_of(thing) == place


def _weapons_like(state: State, weapon: Id) -> set[Id]:
    """Other weapons at its place; of another model are only those whose models are both known."""
    if weapon not in state.weapons:
        return set()
    model, place = state.weapons[weapon].model, state.place_of(weapon)
    return {
        other.id
        for other in state.weapons.values()
        if other.id != weapon
        and ("" in {model, other.model} or model == other.model)
        and _may_be_there(state, other.id, place)
    }


def _lots_like(state: State, lot: Id) -> set[Id]:
    """Other lots at its place that are said to be of the same kind and are not used up."""
    if lot not in state.lots:
        return set()
    claimed, place = state.lots[lot].claimed, state.place_of(lot)
    return {
        other.id
        for other in state.lots.values()
        if other.id != lot
        and not other.seen_empty
        and other.claimed == claimed
        and _may_be_there(state, other.id, place)
    }


def other_weapons(walk: Walk, event: Event, weapon: Id) -> set[Id]:
    """The weapons that may have been meant instead, by where things were before or after."""
    if weapon in event.read:
        return set()
    return _weapons_like(walk.before, weapon) | _weapons_like(walk.state, weapon)


def other_lots(walk: Walk, event: Event, lot: Id) -> set[Id]:
    """The lots that may have been meant instead, by where things were before or after."""
    if lot in event.read:
        return set()
    return _lots_like(walk.before, lot) | _lots_like(walk.state, lot)


def rounds_of_others(walk: Walk, event: Event, weapon: Id) -> Family:
    """What could be in the chambers of a weapon that may have been meant instead."""
    others = other_weapons(walk, event, weapon)
    held = walk.of(*(one for other in others for one in chambers(walk.state, other)))
    return _doubted(event, held)


def may_be_another_weapon(walk: Walk, event: Event, weapon: Id) -> None:
    """From now on each of two look-alikes may be the other: chambers and barrels."""
    others = other_weapons(walk, event, weapon)
    held = walk.of(*chambers(walk.state, weapon)), walk.of(barrel(weapon))
    _as_well(walk, weapon, rounds_of_others(walk, event, weapon))
    walk.gain(barrel(weapon), _doubted(event, walk.of(*map(barrel, others))))
    for other in others:
        _as_well(walk, other, _doubted(event, held[0]))
        walk.gain(barrel(other), _doubted(event, held[1]))


def _as_well(walk: Walk, weapon: Id, mistaken: Family) -> None:
    for chamber in chambers(walk.state, weapon):
        walk.gain(chamber, mistaken)


def _doubted(event: Event, ways: Family) -> Family:
    return frozenset(one | word(event) for one in ways)


def may_be_another_lot(walk: Walk, event: Event, lot: Id, into: Position) -> None:
    """What came of a lot, or lies in its box, may have come of any lot like it."""
    others = other_lots(walk, event, lot)
    sources = {one for other in others for one in of_lot(other)} - {into}
    walk.gain(into, (one | word(event) for one in walk.of(*sources)))


def may_be_into_another_lot(walk: Walk, event: Event, lot: Id, rounds: Family) -> None:
    """What was put into a lot may have been put into any lot like it."""
    for other in other_lots(walk, event, lot):
        walk.gain(Position("lot", other), _doubted(event, rounds))
