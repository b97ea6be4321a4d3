"""A thing named without its mark being read may have been another one like it that was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.around import around
from coldset.margin.build.openings import ANYWHERE
from coldset.margin.build.spots import chamber_spots, inside, lot_spots
from coldset.margin.failures import CutSet, Failure
from coldset.margin.graph import Spot

if TYPE_CHECKING:
    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.core.words import Id
    from coldset.margin.build.builder import Builder
    from coldset.margin.build.openings import Openings


def by_word(event: Event) -> CutSet:
    """That whoever wrote an entry down was wrong."""
    return frozenset({Failure("record", event.recorder)})


def weapons_alike(state: State, openings: Openings, weapon: Id) -> tuple[Id, ...]:
    """Other weapons at the same place that are not recorded as of another model."""
    held = state.weapons[weapon]
    return tuple(
        other
        for other in _near(state, openings, weapon)
        if other in state.weapons
        and (not held.model or state.weapons[other].model in {"", held.model})
    )


def lots_alike(state: State, openings: Openings, lot: Id) -> tuple[Id, ...]:
    """Other lots that are said to be of the same kind, at the same place."""
    claimed = state.lots[lot].claimed
    return tuple(
        other
        for other in _near(state, openings, lot)
        if other in state.lots and state.lots[other].n != 0 and state.lots[other].claimed == claimed
    )


def _near(state: State, openings: Openings, thing: Id) -> list[Id]:
    """Everything else that is at a thing's place, or is only said to be elsewhere."""
    place = state.place_of(thing)
    unplaced = [
        other
        for other in openings.here.get(ANYWHERE, ())
        if (it := around(state, other)).is_said or it.place == place
    ]
    found = dict.fromkeys((*openings.here.get(place or ANYWHERE, ()), *unplaced))
    found.pop(thing, None)
    return list(found)


def other_weapons(builder: Builder, event: Event, weapon: Id) -> tuple[Id, ...]:
    """The weapons that may have been meant instead: those alike before the event or after it."""
    if weapon in event.read:
        return ()
    before = builder.before.weapons_alike.get(weapon, ())
    return tuple(
        dict.fromkeys((*before, *weapons_alike(builder.state, builder.walk.openings, weapon)))
    )


def other_lots(builder: Builder, event: Event, lot: Id) -> tuple[Id, ...]:
    """The lots that may have been meant instead: those alike before the event or after it."""
    if lot in event.read or lot not in builder.state.lots:
        return ()
    before = builder.before.lots_alike.get(lot, ())
    return tuple(dict.fromkeys((*before, *lots_alike(builder.state, builder.walk.openings, lot))))


def may_be_another_weapon(builder: Builder, event: Event, weapon: Id, at_ms: int) -> bool:
    """The weapon's chambers also have the sets of every look-alike's; whether there was one."""
    others = other_weapons(builder, event, weapon)
    sources = [spot for other in others for spot in chamber_spots(builder.state, other)]
    if others:
        into = chamber_spots(builder.state, weapon)
        builder.flow(into, sources, "mistaken", at_ms, event.id, failures=by_word(event))
    return bool(others)


def may_be_another_lot(
    builder: Builder, event: Event, lot: Id, into: tuple[Spot, ...], at_ms: int
) -> bool:
    """What came of a lot may have come of any lot like it; whether there was one."""
    others = other_lots(builder, event, lot)
    sources = [spot for other in others for spot in lot_spots(other)]
    if others:
        listed = [source for source in sources if source not in set(into)]
        builder.flow(into, listed, "mistaken", at_ms, event.id, failures=by_word(event))
    return bool(others)


def may_be_another_box(builder: Builder, event: Event, item: Id, at_ms: int) -> None:
    """A box that was moved may have been another one."""
    if item in builder.state.lots:
        may_be_another_lot(builder, event, item, (Spot("lot", item), inside(item)), at_ms)
