"""What a recorded look adds: check and witness, for what was seen and can be shown that way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coldset.margin.build.spots import CANNOT_HOLD, barrel_spot, lot_spots
from coldset.margin.failures import NOTHING, CutSet, Failure
from coldset.margin.graph import Spot
from coldset.margin.powers import can_show, check_failures, witnesses

if TYPE_CHECKING:
    from coldset.core.acts import BoreChecked, LotChecked, Sight, WatchClaimed, WeaponShown
    from coldset.core.events import Event
    from coldset.core.state import Check, Lot
    from coldset.core.words import BuildMark, Id
    from coldset.margin.build.builder import Builder


def lot_checked(builder: Builder, event: Event, act: LotChecked, at_ms: int) -> None:
    """Every round of a lot, one by one, answered to a method that can show the hazard.

    A split answer adds nothing until the rest has answered to another method; a sample adds
    nothing to the lot.
    """
    lot = builder.state.lots[act.lot]
    if not event.on_record or lot.claimed in {builder.hazard, "unknown"}:
        return
    whole = _looks_that_cover(lot)
    if not whole:
        return
    past = [_lot_failures(builder, lot, check) for check in whole]
    if all(past):
        alternatives = [one for failures in past for one in builder.alternatives(event, failures)]
        for spot in lot_spots(act.lot):
            builder.canvas.raise_bar(spot, alternatives, "checked", at_ms, event.id)
    if len(whole) == 1 and act.answered is not None:
        people = frozenset(
            {event.by or "", *witnesses(builder.state, builder.terms, event, act.answered)}
        )
        builder.watching.open_joint(builder.state, act.lot, people, at_ms)


def _looks_that_cover(lot: Lot) -> list[Check]:
    """The newest looks that together reach every round: one, or two that share the lot out."""
    last = lot.checks[-1]
    if last.answered is None or last.answered != last.n or last.others:
        return []
    if lot.n is None or last.answered >= lot.n:
        return [last]
    for earlier in reversed(lot.checks[:-1]):
        shared = (earlier.answered or 0) + last.answered
        if earlier.others == last.answered and shared >= lot.n:
            return [earlier, last]
    return []


def _lot_failures(builder: Builder, lot: Lot, check: Check) -> CutSet:
    if not can_show(builder.terms, check.method, builder.hazard, lot.build):
        return NOTHING
    needed = (check.answered or 0) + check.others
    return check_failures(builder.state, builder.terms, check.event, (check.method,), needed)


def weapon_shown(builder: Builder, event: Event, act: WeaponShown, at_ms: int) -> None:
    """Each chamber seen gains what its look can show; all seen and witnessed is a joint watch."""
    state = builder.state
    weapon = state.weapons[act.weapon]
    if not event.on_record or weapon.weapon_class in CANNOT_HOLD:
        return
    for sight in act.sights:
        _chamber_seen(builder, event, act, sight, at_ms)
    numbers = {sight.chamber for sight in act.sights}
    if weapon.chamber_count is not None and len(numbers) == weapon.chamber_count:
        seen_by = witnesses(state, builder.terms, event, len(numbers))
        people = frozenset({event.by or "", *seen_by})
        builder.watching.open_joint(state, act.weapon, people, at_ms)


def _chamber_seen(
    builder: Builder, event: Event, act: WeaponShown, sight: Sight, at_ms: int
) -> None:
    spot = Spot("chamber", builder.state.weapons[act.weapon].cylinder, sight.chamber)
    if _never_loaded(builder, event, sight):
        _could_be_any(builder, event, spot, at_ms)
    if sight.contents in {builder.hazard, "unknown"}:
        builder.canvas.enter(spot, NOTHING, "found", at_ms, event.id)
        return
    past = _sight_failures(builder, event, act, sight)
    if past:
        alternatives = builder.alternatives(event, past)
        if _may_be_another(builder, event, act.weapon):
            alternatives.append(frozenset({Failure("record", event.recorder)}))
        builder.canvas.raise_bar(spot, alternatives, "checked", at_ms, event.id)


def _sight_failures(builder: Builder, event: Event, act: WeaponShown, sight: Sight) -> CutSet:
    """Looks at one chamber by every method that can show the hazard in what was seen there."""
    methods = sight.methods or (("empty",) if sight.contents == "empty" else ())
    build = _build_in(builder, act.weapon, sight.chamber)
    shown = [
        method
        for method in methods
        if can_show(builder.terms, method, builder.hazard, build, sight.contents)
    ]
    return check_failures(builder.state, builder.terms, event, shown, len(act.sights))


def _build_in(builder: Builder, weapon: Id, number: int) -> tuple[BuildMark, ...]:
    chamber = builder.state.chambers(weapon).get(number)
    lot = builder.state.lots.get(chamber.lot or "") if chamber is not None else None
    return lot.build if lot is not None else ()


def _never_loaded(builder: Builder, event: Event, sight: Sight) -> bool:
    found = builder.state.findings
    return sight.contents not in {"empty", "case"} and any(
        finding.code == "loaded-unrecorded"
        and finding.events == (event.id,)
        and finding.fact("chamber") == str(sight.chamber)
        for finding in found
    )


def _could_be_any(builder: Builder, event: Event, spot: Spot, at_ms: int) -> None:
    """Shown loaded, never recorded as loaded: a round of any lot that was there."""
    by_word = frozenset({Failure("record", event.recorder)})
    sources = [one for lot in builder.state.lots for one in lot_spots(lot)]
    builder.canvas.flow(spot, sources, "mistaken", at_ms, event.id, failures=by_word)


def _may_be_another(builder: Builder, event: Event, weapon: Id) -> bool:
    return weapon not in event.read and bool(look_alikes(builder, weapon))


def look_alikes(builder: Builder, weapon: Id) -> list[Id]:
    """Other weapons of the same model at the same place."""
    state = builder.state
    model, place = state.weapons[weapon].model, state.place_of(weapon)
    return [
        other.id
        for other in state.weapons.values()
        if other.id != weapon
        and model
        and other.model == model
        and state.place_of(other.id) == place
    ]


def bore_checked(builder: Builder, event: Event, act: BoreChecked, at_ms: int) -> None:
    """A barrel seen clear end to end; one seen blocked is a hazard in plain sight."""
    if not event.on_record or builder.hazard != "primed":
        return
    spot = barrel_spot(act.weapon)
    if act.clear is not True:
        builder.canvas.enter(spot, NOTHING, "found", at_ms, event.id)
        return
    if not can_show(builder.terms, "bore", "lodged", ()):
        return
    past = check_failures(builder.state, builder.terms, event, ("bore",), 1)
    if past:
        alternatives = builder.alternatives(event, past)
        builder.canvas.raise_bar(spot, alternatives, "checked", at_ms, event.id)


def watch_claimed(builder: Builder, event: Event, act: WatchClaimed, at_ms: int) -> None:
    """A claim, in sight since shown, renews a joint watch that still runs."""
    if event.on_record and act.since_shown and event.by is not None:
        builder.watching.renew_joint(act.item, event.by, at_ms)
