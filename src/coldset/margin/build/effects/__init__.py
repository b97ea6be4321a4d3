"""What each act does to the spots that it touches: the rows of DESIGN part 3, by family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coldset.core import acts
from coldset.margin.build.effects import arrivals, finds, looks, moves, rounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from coldset.core.acts.base import Act
    from coldset.core.events import Event
    from coldset.margin.build.builder import Builder

_EFFECTS: dict[type[Act], Callable[[Builder, Event, Any, int], None]] = {
    acts.PersonEntered: arrivals.person_entered,
    acts.PersonSearched: arrivals.person_searched,
    acts.PersonDeclared: arrivals.person_declared,
    acts.PlaceDeclared: arrivals.place_declared,
    acts.PlaceSwept: arrivals.place_swept,
    acts.LineReleased: arrivals.line_released,
    acts.ContainerArrived: arrivals.container_arrived,
    acts.LotArrived: arrivals.lot_arrived,
    acts.WeaponArrived: arrivals.weapon_arrived,
    acts.LotChecked: looks.lot_checked,
    acts.WeaponShown: looks.weapon_shown,
    acts.BoreChecked: looks.bore_checked,
    acts.WatchClaimed: looks.watch_claimed,
    acts.PortionDrawn: rounds.portion_drawn,
    acts.LotsMerged: rounds.lots_merged,
    acts.RoundsLoaded: rounds.rounds_loaded,
    acts.RoundsUnloaded: rounds.rounds_unloaded,
    acts.ShotFired: rounds.struck,
    acts.HammerFell: rounds.struck,
    acts.CylinderSwapped: rounds.cylinder_swapped,
    acts.ItemMoved: moves.item_moved,
    acts.CustodyPassed: moves.custody_passed,
    acts.KitIssued: moves.kit_passed,
    acts.KitReturned: moves.kit_passed,
    acts.HazardIdentified: finds.hazard_identified,
}


def lay_effects(builder: Builder, event: Event, at_ms: int) -> None:
    """Lay what one event, already folded into the builder's state, makes possible or harder."""
    effect = _EFFECTS.get(type(event.act))
    if effect is not None:
        effect(builder, event, event.act, at_ms)
