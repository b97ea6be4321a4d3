"""What comes onto the property, and what a search, a declaration or a sweep adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.spots import barrel_spot, chamber_spots, inside, lot_spots
from coldset.margin.failures import NOTHING, CutSet, Failure

if TYPE_CHECKING:
    from coldset.core.acts import (
        ContainerArrived,
        LineReleased,
        LotArrived,
        PersonDeclared,
        PersonEntered,
        PersonSearched,
        PlaceDeclared,
        PlaceSwept,
        WeaponArrived,
    )
    from coldset.core.events import Event
    from coldset.core.state import State
    from coldset.core.words import Id
    from coldset.margin.build.builder import Builder


def person_entered(builder: Builder, event: Event, act: PersonEntered, at_ms: int) -> None:
    """A new entry starts again at nothing known, or at the recorded control at the line.

    Whoever was on the property by the record must have left it unrecorded: anything may be new.
    So it may be where they may have entered only after whatever was searched in between.
    """
    known_inside = act.person in builder.before.present or builder.repeating
    if known_inside or not event.on_record:
        builder.enter((inside(act.person),), NOTHING, "entered", at_ms, event.id)
        return
    past = builder.line()
    if act.through is not None:
        past = frozenset({Failure("line", act.through)})
    builder.restart(inside(act.person), past, "entered", at_ms, event.id)


def _line_for(builder: Builder, event: Event) -> CutSet:
    """What an arrival got past: an arrival that is only said got past nothing."""
    return builder.line() if event.on_record else NOTHING


def _searched(builder: Builder, event: Event, holder: Id, at_ms: int) -> None:
    if not event.on_record or event.by is None:
        return
    past = builder.alternatives(event, frozenset({Failure("search", event.by, holder)}))
    state = builder.state
    kit = [
        container.id
        for container in state.containers.values()
        if state.person_holding(container.id) == holder and not _only_said(state, container.id)
    ]
    parts = [inside(part) for part in (holder, *kit)]
    builder.raise_bar(parts, past, "checked", at_ms, event.id)


def _only_said(state: State, thing: Id) -> bool:
    around = (state.whereabouts(part) for part in (thing, *state.chain(thing)))
    return any(where is not None and where.said for where in around)


def person_searched(builder: Builder, event: Event, act: PersonSearched, at_ms: int) -> None:
    """A search adds to all that the pockets and kit then hold."""
    _searched(builder, event, act.person, at_ms)


def person_declared(builder: Builder, event: Event, act: PersonDeclared, at_ms: int) -> None:
    """A recorded declaration counts as a control at the line, run by whoever took it."""
    if not event.on_record or event.by is None:
        return
    past = builder.alternatives(event, frozenset({Failure("line", event.by)}))
    builder.raise_bar((inside(act.person),), past, "checked", at_ms, event.id)


def place_declared(builder: Builder, event: Event, act: PlaceDeclared, _at_ms: int) -> None:
    """A place that comes into the record behind a controlled line has a clean floor."""
    fresh = event.on_record and not builder.before.place_known
    if fresh and builder.state.line_controlled_by is not None:
        builder.places.sweep(act.place, None)


def place_swept(builder: Builder, event: Event, act: PlaceSwept, at_ms: int) -> None:
    """A sweep clears a floor behind a controlled line, and is a search of a container or person."""
    if not event.on_record:
        return
    instant = event.earliest_ms == event.latest_ms
    held = builder.state.line_controlled_by is not None
    if act.holder in builder.state.places and held and instant:
        builder.places.sweep(act.holder, event.by)
    _searched(builder, event, act.holder, at_ms)


def line_released(builder: Builder, _event: Event, _act: LineReleased, _at_ms: int) -> None:
    """Once the line is open every floor is as any floor."""
    builder.places.swept.clear()


def container_arrived(builder: Builder, event: Event, act: ContainerArrived, at_ms: int) -> None:
    """Nobody knows what a box brings with it."""
    past = _line_for(builder, event)
    builder.enter((inside(act.container),), past, "arrived", at_ms, event.id)


def lot_arrived(builder: Builder, event: Event, act: LotArrived, at_ms: int) -> None:
    """A label or a supplier's word is no barrier."""
    past = _line_for(builder, event)
    builder.enter(lot_spots(act.lot), past, "arrived", at_ms, event.id)


def weapon_arrived(builder: Builder, event: Event, act: WeaponArrived, at_ms: int) -> None:
    """Nobody has seen the chambers of a weapon that arrives, nor its barrel."""
    spots = (*chamber_spots(builder.state, act.weapon), barrel_spot(act.weapon))
    builder.enter(spots, NOTHING, "arrived", at_ms, event.id)
