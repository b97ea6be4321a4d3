"""What happens to rounds: drawn, put together, loaded, taken out, struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.spots import (
    CANNOT_HOLD,
    barrel_spot,
    chamber_spots,
    lot_spots,
)
from coldset.margin.failures import NOTHING, Failure
from coldset.margin.graph import Spot
from coldset.margin.powers import check_failures

if TYPE_CHECKING:
    from coldset.core.acts import (
        CylinderSwapped,
        HammerFell,
        LotsMerged,
        PortionDrawn,
        RoundsLoaded,
        RoundsUnloaded,
        ShotFired,
    )
    from coldset.core.events import Event
    from coldset.core.words import Id
    from coldset.margin.build.builder import Builder


def portion_drawn(builder: Builder, event: Event, act: PortionDrawn, at_ms: int) -> None:
    """The portion takes its lot's sets, and a stray from the box is among what is drawn."""
    into = Spot("lot", act.portion)
    builder.canvas.flow(into, builder.before.taken.get(act.lot, ()), "drawn", at_ms, event.id)
    _like_lots(builder, event, act.lot, into, at_ms)
    if _from_nowhere(builder, act.lot, act.n):
        builder.canvas.enter(into, NOTHING, "floor", at_ms, event.id)


def lots_merged(builder: Builder, event: Event, act: LotsMerged, at_ms: int) -> None:
    """One of the whole may be what one of any part was."""
    sources = [spot for lot in act.lots for spot in builder.before.taken.get(lot, ())]
    builder.canvas.flow(Spot("lot", act.into), sources, "merged", at_ms, event.id)


def _from_nowhere(builder: Builder, lot: Id, n: int | None) -> bool:
    """More rounds than the record holds: one of them came from where nobody knows."""
    held = builder.before.counts.get(lot, 0)
    return n is not None and held is not None and n > held


def _like_lots(builder: Builder, event: Event, lot: Id, into: Spot, at_ms: int) -> None:
    """A lot named without its mark being read may have been another one like it there."""
    state = builder.state
    if lot in event.read or lot not in state.lots:
        return
    claimed, place = state.lots[lot].claimed, state.place_of(lot)
    sources = [
        spot
        for other in state.lots.values()
        if other.id != lot
        and other.n != 0
        and other.claimed == claimed
        and state.place_of(other.id) == place
        and Spot("lot", other.id) != into
        for spot in lot_spots(other.id)
    ]
    by_word = frozenset({Failure("record", event.recorder)})
    builder.canvas.flow(into, sources, "mistaken", at_ms, event.id, failures=by_word)


def rounds_loaded(builder: Builder, event: Event, act: RoundsLoaded, at_ms: int) -> None:
    """A chamber holds what its round's lot may hold; hearsay of a loading closes nothing."""
    weapon = builder.state.weapons[act.weapon]
    if weapon.weapon_class in CANNOT_HOLD:
        return
    sources = builder.before.taken.get(act.lot) or lot_spots(act.lot)
    named = tuple(Spot("chamber", weapon.cylinder, number) for number in _filled(builder, act))
    certain = bool(named) and event.on_record and event.earliest_ms == event.latest_ms
    for chamber in named or chamber_spots(builder.state, act.weapon):
        builder.canvas.flow(chamber, sources, "loaded", at_ms, event.id, replaces=certain)
        _like_lots(builder, event, act.lot, chamber, at_ms)
        if _from_nowhere(builder, act.lot, act.n or len(named) or None):
            builder.canvas.enter(chamber, NOTHING, "floor", at_ms, event.id)
    if builder.state.lots[act.lot].claimed != "blank":
        part = frozenset({Failure("component", what=act.lot)})
        builder.canvas.enter(barrel_spot(act.weapon), part, "loaded", at_ms, event.id)


def _filled(builder: Builder, act: RoundsLoaded) -> tuple[int, ...]:
    if act.chambers:
        return act.chambers
    count = builder.state.weapons[act.weapon].chamber_count
    return tuple(range(1, count + 1)) if count is not None and act.n == count else ()


def rounds_unloaded(builder: Builder, event: Event, act: RoundsUnloaded, at_ms: int) -> None:
    """What comes out may be what was in; a chamber is clear only if it was seen empty."""
    state, canvas = builder.state, builder.canvas
    cylinder = state.weapons[act.weapon].cylinder
    spots = tuple(Spot("chamber", cylinder, number) for number in act.chambers)
    spots = spots or chamber_spots(state, act.weapon)
    canvas.flow(Spot("lot", act.lot), spots, "unloaded", at_ms, event.id)
    if act.seen_empty:
        past = check_failures(state, builder.terms, event, ("empty",), len(spots))
        for spot in spots if past else ():
            canvas.raise_bar(spot, builder.alternatives(event, past), "checked", at_ms, event.id)
    if event.on_record and event.by and act.bullets is not None and act.bullets == act.n:
        counted = frozenset({Failure("check", event.by, "bullets")})
        alternatives = builder.alternatives(event, counted)
        canvas.raise_bar(barrel_spot(act.weapon), alternatives, "checked", at_ms, event.id)


def struck(builder: Builder, event: Event, act: ShotFired | HammerFell, at_ms: int) -> None:
    """A hammer that falls on a primed dummy can leave its bullet in the barrel."""
    state = builder.state
    cylinder = state.weapons[act.weapon].cylinder
    spots = (
        (Spot("chamber", cylinder, act.chamber),)
        if act.chamber is not None
        else chamber_spots(state, act.weapon)
    )
    part = frozenset({Failure("component", what=act.weapon)})
    builder.canvas.flow(barrel_spot(act.weapon), spots, "fired", at_ms, event.id, failures=part)


def cylinder_swapped(builder: Builder, event: Event, act: CylinderSwapped, at_ms: int) -> None:
    """Chambers go with their cylinder; those of one that was never seen are unknown.

    By hearsay of a swap, what the other cylinder held may be in the one on record.
    """
    canvas = builder.canvas
    for number in builder.state.cylinders[act.into]:
        spot = Spot("chamber", act.into, number)
        if spot not in canvas.graph.newest:
            canvas.enter(spot, NOTHING, "arrived", at_ms, event.id)
        if not event.on_record:
            kept = Spot("chamber", builder.state.weapons[act.weapon].cylinder, number)
            canvas.flow(kept, (spot,), "mistaken", at_ms, event.id)
