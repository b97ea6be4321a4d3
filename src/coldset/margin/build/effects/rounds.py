"""What happens to rounds: drawn, put together, loaded, taken out, struck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.core.known import is_late
from coldset.margin.build.bullets import BulletsIn
from coldset.margin.build.effects.alike import (
    by_word,
    may_be_another_lot,
    may_be_another_weapon,
    may_be_into_another_lot,
    other_weapons,
)
from coldset.margin.build.spots import (
    CANNOT_HOLD,
    barrel_spot,
    chamber_spots,
    lot_spots,
)
from coldset.margin.failures import NOTHING, Failure
from coldset.margin.graph import Edge, Spot
from coldset.margin.powers import can_show, check_failures

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
    into = (Spot("lot", act.portion),)
    builder.flow(into, builder.before.taken.get(act.lot, ()), "drawn", at_ms, event.id)
    may_be_another_lot(builder, event, act.lot, into, at_ms)
    if _from_nowhere(builder, act.lot, act.n):
        builder.enter(into, NOTHING, "floor", at_ms, event.id)


def lots_merged(builder: Builder, event: Event, act: LotsMerged, at_ms: int) -> None:
    """One of the whole may be what one of any part was."""
    sources = [spot for lot in act.lots for spot in builder.before.taken.get(lot, ())]
    into = (Spot("lot", act.into),)
    builder.flow(into, sources, "merged", at_ms, event.id)
    for lot in dict.fromkeys(act.lots) if event.on_record else ():
        may_be_another_lot(builder, event, lot, into, at_ms)
    may_be_into_another_lot(builder, event, act.into, sources, at_ms)


def _from_nowhere(builder: Builder, lot: Id, n: int | None) -> bool:
    """More rounds than the record holds: one of them came from where nobody knows."""
    held = builder.before.counts.get(lot)
    return n is not None and held is not None and n > held


def rounds_loaded(builder: Builder, event: Event, act: RoundsLoaded, at_ms: int) -> None:
    """A chamber holds what its round's lot may hold; hearsay of a loading closes nothing."""
    weapon = builder.state.weapons[act.weapon]
    if weapon.weapon_class in CANNOT_HOLD:
        return
    named = tuple(Spot("chamber", weapon.cylinder, number) for number in _filled(builder, act))
    into = named or chamber_spots(builder.state, act.weapon)
    _load(builder, event, act, into, at_ms, certain=bool(named) and _is_certain(builder, event))
    if _from_nowhere(builder, act.lot, act.n or len(named) or None):
        builder.enter(into, NOTHING, "floor", at_ms, event.id)
    _bullets_in(builder, event, act, at_ms)


def _is_certain(builder: Builder, event: Event) -> bool:
    """Whether a loading is known to have been at one instant, by the crew's own record."""
    return event.on_record and event.earliest_ms == event.latest_ms and not builder.repeating


def _load(  # noqa: PLR0913 - a loading is by which entry, of what, into what, when, how sure
    builder: Builder,
    event: Event,
    act: RoundsLoaded,
    into: tuple[Spot, ...],
    at_ms: int,
    *,
    certain: bool,
) -> None:
    """Lay the edges from a lot into chambers.

    What the chambers held before is over when the loading is certain; where the weapon may have
    been another one, or the entry was written late, it is over by the writer's word.
    """
    doubted = is_late(event, builder.terms.late_ms) or bool(
        other_weapons(builder, event, act.weapon)
    )
    sources = builder.before.taken.get(act.lot) or lot_spots(act.lot)
    loaded = [
        Edge(number, NOTHING, "loaded", at_ms, at_ms, event.id)
        for number in builder.nodes_of(sources, at_ms)
    ]

    def filled(before: int | None) -> list[Edge]:
        if not certain:
            return [*builder.canvas.graph.kept(before, at_ms), *loaded]
        if not doubted or before is None:
            return loaded
        return [*loaded, Edge(before, by_word(event), "mistaken", at_ms, at_ms, event.id)]

    builder.change(into, at_ms, filled)
    may_be_another_lot(builder, event, act.lot, into, at_ms)
    may_be_another_weapon(builder, event, act.weapon, at_ms)


def _bullets_in(builder: Builder, event: Event, act: RoundsLoaded, at_ms: int) -> None:
    """Dummies that are loaded can leave a bullet behind; how many went in is kept."""
    if builder.state.lots[act.lot].claimed == "blank":
        return
    part, barrel = frozenset({Failure("component", what=act.lot)}), barrel_spot(act.weapon)
    if not builder.repeating:
        builder.exposure.settle((barrel,), at_ms)
        since = builder.canvas.graph.newest.get(barrel)
        so_far = builder.bullets_in.get(act.weapon, BulletsIn(0, since))
        unknown = so_far.rounds is None or act.bullets is None
        count = None if unknown else (so_far.rounds or 0) + (act.bullets or 0)
        builder.bullets_in[act.weapon] = BulletsIn(count, so_far.before)
    builder.enter((barrel,), part, "loaded", at_ms, event.id)


def _filled(builder: Builder, act: RoundsLoaded) -> tuple[int, ...]:
    if act.chambers:
        return act.chambers
    count = builder.state.weapons[act.weapon].chamber_count
    return tuple(range(1, count + 1)) if count is not None and act.n == count else ()


def rounds_unloaded(builder: Builder, event: Event, act: RoundsUnloaded, at_ms: int) -> None:
    """What comes out may be what was in; a chamber is clear only if it was seen empty."""
    state = builder.state
    cylinder = state.weapons[act.weapon].cylinder
    spots = tuple(Spot("chamber", cylinder, number) for number in act.chambers)
    spots = spots or chamber_spots(state, act.weapon)
    out = (Spot("lot", act.lot),)
    builder.flow(out, spots, "unloaded", at_ms, event.id)
    may_be_into_another_lot(builder, event, act.lot, spots, at_ms)
    others = other_weapons(builder, event, act.weapon)
    theirs = [spot for other in others for spot in chamber_spots(state, other)]
    builder.flow(out, theirs, "unloaded", at_ms, event.id, failures=by_word(event))
    shows = can_show(builder.terms, "empty", builder.hazard, (), "empty")
    if act.seen_empty and shows and not builder.repeating:
        past = check_failures(state, builder.terms, event, ("empty",), len(spots))
        if past:
            alternatives = builder.alternatives(event, past)
            if others:
                alternatives.append(by_word(event))
            builder.raise_bar(spots, alternatives, "checked", at_ms, event.id)
    _bullets_out(builder, event, act, at_ms)
    may_be_another_weapon(builder, event, act.weapon, at_ms)


def _bullets_out(builder: Builder, event: Event, act: RoundsUnloaded, at_ms: int) -> None:
    """As many bullets out as went in: whoever counted must have been wrong for one to be left.

    That says nothing of what lay in the barrel before they went in.
    """
    went_in = builder.bullets_in.pop(act.weapon, None)
    uncounted = went_in is None or act.bullets is None or act.bullets != went_in.rounds
    if went_in is None or uncounted or not event.on_record or event.by is None:
        return
    counted = frozenset({Failure("check", event.by, "bullets")})
    alternatives = builder.alternatives(event, counted)
    if other_weapons(builder, event, act.weapon):
        alternatives.append(by_word(event))
    barrel = barrel_spot(act.weapon)
    builder.exposure.settle((barrel,), at_ms)
    since = builder.came_since(barrel, went_in.before)
    if since is not None:
        kept = builder.canvas.graph.kept(went_in.before, at_ms)
        past = [
            edge._replace(failures=edge.failures | one) for edge in since for one in alternatives
        ]
        builder.replace((barrel,), [*kept, *past], at_ms)


def struck(builder: Builder, event: Event, act: ShotFired | HammerFell, at_ms: int) -> None:
    """A hammer that falls on a primed dummy can leave its bullet in the barrel.

    On a chamber that the record does not know, it fell on any.
    """
    state = builder.state
    spots = chamber_spots(state, act.weapon)
    named = Spot("chamber", state.weapons[act.weapon].cylinder, act.chamber or 0)
    if act.chamber is not None and named in builder.canvas.graph.newest:
        spots = (named,)
    part = frozenset({Failure("component", what=act.weapon)})
    builder.flow((barrel_spot(act.weapon),), spots, "fired", at_ms, event.id, failures=part)
    may_be_another_weapon(builder, event, act.weapon, at_ms)


def cylinder_swapped(builder: Builder, event: Event, act: CylinderSwapped, at_ms: int) -> None:
    """Chambers go with their cylinder; those of one that was never seen are unknown.

    By hearsay of a swap, what the other cylinder held may be in the one on record. Where the swap
    may have come later, what was seen before it may have been the other cylinder. Where the mark
    of the weapon was not read, it may still have its own, and its look-alike the new one.
    """
    numbers = builder.state.cylinders[act.into]
    into = [Spot("chamber", act.into, number) for number in numbers]
    newest = builder.canvas.graph.newest
    unseen = [spot for spot in into if builder.repeating or spot not in newest]
    builder.enter(unseen, NOTHING, "arrived", at_ms, event.id)
    if other_weapons(builder, event, act.weapon):
        out = [Spot("chamber", act.out, n) for n in builder.state.cylinders.get(act.out, ())]
        word = by_word(event)
        builder.flow(into, out, "mistaken", at_ms, event.id, failures=word)
        may_be_another_weapon(builder, event, act.weapon, at_ms)
    if event.on_record:
        return
    fitted = builder.state.weapons[act.weapon].cylinder
    for number in numbers:
        kept = (Spot("chamber", fitted, number),)
        builder.flow(kept, (Spot("chamber", act.into, number),), "mistaken", at_ms, event.id)
