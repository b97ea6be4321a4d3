"""What moving a thing does: a stray comes along, and a look-alike may have been moved instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.effects.alike import may_be_another_box, may_be_another_weapon
from coldset.margin.build.spots import inside

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
        may_be_another_weapon(builder, event, item, at_ms)
        return
    around = [spot for spot in builder.before.around.get(item, ()) if spot != inside(item)]
    builder.flow((inside(item),), around, "taken", at_ms, event.id)
    may_be_another_box(builder, event, item, at_ms)
