"""A thing named without its mark being read may have been another one like it that was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.around import around
from coldset.margin.build.openings import ANYWHERE
from coldset.margin.build.spots import barrel_spot, chamber_spots, inside, lot_spots
from coldset.margin.failures import CutSet, Failure
from coldset.margin.graph import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.core.words import Id
    from coldset.margin.build.builder import Builder
    from coldset.margin.build.openings import Openings


def by_word(event: Event) -> CutSet:
    """That whoever wrote an entry down was wrong."""
    return frozenset({Failure("record", event.recorder)})


def weapons_alike(state: State, weapon: Id) -> tuple[Id, ...]:
    """Other weapons at the same place that are not recorded as of another model."""
    model, place = state.weapons[weapon].model, state.place_of(weapon)
    return tuple(
        other.id
        for other in state.weapons.values()
        if other.id != weapon
        and (not model or other.model in {"", model})
        and ((it := around(state, other.id)).is_said or it.place == place)
    )


def lots_alike(state: State, openings: Openings, lot: Id) -> tuple[Id, ...]:
    """Other lots that are said to be of the same kind, at the same place."""
    claimed = state.lots[lot].claimed
    return tuple(
        other
        for other in _near(state, openings, lot)
        if other in state.lots
        and not state.lots[other].seen_empty
        and state.lots[other].claimed == claimed
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
    return tuple(dict.fromkeys((*before, *weapons_alike(builder.state, weapon))))


def other_lots(builder: Builder, event: Event, lot: Id) -> tuple[Id, ...]:
    """The lots that may have been meant instead: those alike before the event or after it."""
    if lot in event.read or lot not in builder.state.lots:
        return ()
    before = builder.before.lots_alike.get(lot, ())
    return tuple(dict.fromkeys((*before, *lots_alike(builder.state, builder.walk.openings, lot))))


def may_be_another_weapon(builder: Builder, event: Event, weapon: Id, at_ms: int) -> None:
    """Each of two weapons that look alike may be the other from now on, chambers and barrel.

    Where it is only said, the other one lies open to everybody, and an act does as well.
    """
    others = other_weapons(builder, event, weapon)
    if not others:
        return
    if event.on_record:
        _as_well(builder, event, others, (weapon,), at_ms)
    _as_well(builder, event, (weapon,), others, at_ms)


def _as_well(
    builder: Builder, event: Event, weapons: tuple[Id, ...], sources: tuple[Id, ...], at_ms: int
) -> None:
    """What is in some weapons may as well be in others, if whoever wrote it down was wrong."""
    word = by_word(event)
    chambers = [spot for one in sources for spot in chamber_spots(builder.state, one)]
    barrels = [barrel_spot(one) for one in sources]
    for one in weapons:
        into = chamber_spots(builder.state, one)
        builder.flow(into, chambers, "mistaken", at_ms, event.id, failures=word)
        if into and builder.hazard == "primed":
            barrel = (barrel_spot(one),)
            builder.flow(barrel, barrels, "mistaken", at_ms, event.id, failures=word)


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


def may_be_into_another_lot(
    builder: Builder, event: Event, lot: Id, sources: Iterable[Spot], at_ms: int
) -> None:
    """What was put into a lot may have been put into any lot like it.

    Where it is only said, everything lies open to everybody, and an act does as well.
    """
    others = [Spot("lot", other) for other in other_lots(builder, event, lot)]
    if others and event.on_record:
        builder.flow(others, sources, "mistaken", at_ms, event.id, failures=by_word(event))


def may_be_another_box(builder: Builder, event: Event, item: Id, at_ms: int) -> None:
    """A box that was moved may have been another one."""
    if item in builder.state.lots:
        may_be_another_lot(builder, event, item, (Spot("lot", item), inside(item)), at_ms)
