"""A find is a fact, and its cheapest explanations prove failures. DESIGN part 3, "identified"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.spots import barrel_spot, chamber_spots, inside, lot_spots
from coldset.margin.failures import NOTHING
from coldset.margin.graph import Spot

if TYPE_CHECKING:
    from coldset.core.acts import HazardIdentified
    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.margin.build.builder import Builder


def find_spots(state: State, act: HazardIdentified) -> tuple[Spot, ...]:
    """Where a find lay: one chamber, one of a weapon's chambers, a lot's box, or in a holder.

    Among a lot's rounds it may have been one of them or a stray.
    """
    if act.at in state.weapons:
        if act.hazard == "lodged":
            return (barrel_spot(act.at),)
        if act.chamber is not None:
            return (Spot("chamber", state.weapons[act.at].cylinder, act.chamber),)
        return chamber_spots(state, act.at)
    lot = act.lot or act.at
    if lot in state.lots:
        return lot_spots(lot)
    return (inside(act.at),)


def hazard_identified(builder: Builder, event: Event, act: HazardIdentified, at_ms: int) -> None:
    """Nothing speaks against what was found, and what its cheapest stories need has failed.

    A round that lay about at a place got past what its floor cost until then.
    The people whose controls failed and every floor are sources again until they are swept.
    """
    found = "primed" if act.hazard == "lodged" else act.hazard
    if found != builder.hazard:
        return
    spots = find_spots(builder.state, act)
    if _lay_about(builder.state, act, spots):
        for floor in builder.places.floors(builder.state, act.at):
            builder.enter(spots, floor, "floor", at_ms, "")
    nodes = builder.finds[event.id] = builder.nodes_of(spots, at_ms)
    failed = builder.canvas.cheapest_names(nodes, builder.weigh)
    builder.canvas.prove(failed)
    builder.enter(spots, NOTHING, "found", at_ms, event.id)
    builder.places.swept.clear()
    people = {failure.who for failure in failed} & set(builder.state.people)
    builder.enter(map(inside, sorted(people)), NOTHING, "floor", at_ms, event.id)


def _lay_about(state: State, act: HazardIdentified, spots: tuple[Spot, ...]) -> bool:
    """Whether a find lay at a place, in nothing and with nobody."""
    is_nowhere_else = act.at not in state.people and state.whereabouts(act.at) is None
    return spots == (inside(act.at),) and is_nowhere_else
