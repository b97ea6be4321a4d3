"""What moving a thing does: a stray comes along, and a look-alike may have been moved instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.effects.looks import look_alikes
from coldset.margin.build.spots import chamber_spots, inside
from coldset.margin.failures import Failure

if TYPE_CHECKING:
    from coldset.core.acts import CustodyPassed, ItemMoved, KitIssued, KitReturned
    from coldset.core.events import Event
    from coldset.core.words import Id
    from coldset.margin.build.builder import Builder


def item_moved(builder: Builder, event: Event, act: ItemMoved, at_ms: int) -> None:
    """A thing was put somewhere else."""
    _taken(builder, event, act.item, at_ms)


def custody_passed(builder: Builder, event: Event, act: CustodyPassed, at_ms: int) -> None:
    """A thing went from hand to hand."""
    _taken(builder, event, act.item, at_ms)


def kit_passed(builder: Builder, event: Event, act: KitIssued | KitReturned, at_ms: int) -> None:
    """Several things went from hand to hand."""
    for item in act.items:
        _taken(builder, event, item, at_ms)


def _taken(builder: Builder, event: Event, item: Id, at_ms: int) -> None:
    if item in builder.state.weapons:
        _may_be_another(builder, event, item, at_ms)
        return
    around = [spot for spot in builder.before.around.get(item, ()) if spot != inside(item)]
    builder.canvas.flow(inside(item), around, "taken", at_ms, event.id)


def _may_be_another(builder: Builder, event: Event, weapon: Id, at_ms: int) -> None:
    """A weapon named without its mark being read may have been a look-alike that was there."""
    if weapon in event.read:
        return
    by_word = frozenset({Failure("record", event.recorder)})
    others = look_alikes(builder, weapon)
    sources = [spot for other in others for spot in chamber_spots(builder.state, other)]
    for spot in chamber_spots(builder.state, weapon):
        builder.canvas.flow(spot, sources, "mistaken", at_ms, event.id, failures=by_word)
