"""What a recorded look adds: check and witness, for what was seen and can be shown that way."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from coldset.core.known import is_late
from coldset.margin.build.effects.alike import (
    by_word,
    may_be_another_weapon,
    other_lots,
    other_weapons,
)
from coldset.margin.build.spots import CANNOT_HOLD, barrel_spot, lot_spots
from coldset.margin.failures import NOTHING, CutSet
from coldset.margin.graph import Edge, Spot
from coldset.margin.powers import can_show, check_failures, witnesses

if TYPE_CHECKING:
    from coldset.core.acts import BoreChecked, LotChecked, Sight, WatchClaimed, WeaponShown
    from coldset.core.events import Event
    from coldset.core.state import Check, Lot
    from coldset.core.words import BuildMark, Id
    from coldset.margin.build.builder import Builder


def lot_checked(builder: Builder, event: Event, act: LotChecked, at_ms: int) -> None:
    """Every round of a lot, one by one, answered to a method that can show the hazard.

    What answered otherwise is a hazard for all that anybody knows, until it has answered to another
    method; a sample adds nothing to the lot.
    """
    lot = builder.state.lots[act.lot]
    if not event.on_record or lot.claimed in {builder.hazard, "unknown"}:
        return
    if act.others:
        builder.nodes_of(lot_spots(act.lot), at_ms)
        newest = builder.canvas.graph.newest
        builder.halves[event.id] = {spot: newest.get(spot) for spot in lot_spots(act.lot)}
        builder.enter(lot_spots(act.lot), NOTHING, "arrived", at_ms, event.id)
    last = lot.checks[-1]
    if _reaches_all(lot, last):
        _all_checked(builder, event, lot, last, at_ms)
        return
    earlier = _other_half(lot, last)
    if earlier is not None:
        _halves_checked(builder, event, lot, (earlier, last), at_ms)


def _reaches_all(lot: Lot, look: Check) -> bool:
    """Whether every round of a lot answered to one look; nobody knows of a lot never counted."""
    answered = look.answered or 0
    return answered == look.n and not look.others and lot.n is not None and answered >= lot.n > 0


def _other_half(lot: Lot, last: Check) -> Check | None:
    """An earlier look at all, whose odd rounds are those that answered to the last one."""
    if last.answered is None or last.answered != last.n or last.others or lot.n is None:
        return None
    for earlier in reversed(lot.checks[:-1]):
        shared = (earlier.answered or 0) + last.answered
        if earlier.others == last.answered and shared >= lot.n:
            return earlier
    return None


def _all_checked(builder: Builder, event: Event, lot: Lot, look: Check, at_ms: int) -> None:
    past = _lot_failures(builder, lot, look)
    if past:
        alternatives = builder.alternatives(event, past)
        if other_lots(builder, event, lot.id):
            alternatives.append(by_word(event))
        builder.raise_bar(lot_spots(lot.id), alternatives, "checked", at_ms, event.id)
    if _is_certain(builder, event) and not other_lots(builder, event, lot.id):
        seen_by = witnesses(builder.state, builder.terms, event, look.answered or 0)
        people = frozenset({event.by or "", *seen_by})
        builder.watching.open_joint(builder.state, lot.id, people, at_ms)


def _halves_checked(
    builder: Builder, event: Event, lot: Lot, looks: tuple[Check, Check], at_ms: int
) -> None:
    """What was there at the first look got past one of them; what came since got past none."""
    past = [_lot_failures(builder, lot, look) for look in looks]
    begun = builder.halves.get(looks[0].event.id)
    if begun is None or not all(past):
        return
    alternatives = [one for failures in past for one in builder.alternatives(event, failures)]
    if other_lots(builder, event, lot.id):
        alternatives.append(by_word(event))
    builder.nodes_of(begun, at_ms)
    for spot, node in begun.items():
        since = builder.came_since(spot, node, looks[0].event.id)
        if since is None:
            continue
        numbers = () if node is None else (node,)
        checked = [
            Edge(number, one, "checked", at_ms, at_ms, event.id)
            for number in numbers
            for one in alternatives
        ]
        builder.replace((spot,), [*checked, *since], at_ms)


def _lot_failures(builder: Builder, lot: Lot, check: Check) -> CutSet:
    if not can_show(builder.terms, check.method, builder.hazard, lot.build):
        return NOTHING
    needed = (check.answered or 0) + check.others
    return check_failures(builder.state, builder.terms, check.event, (check.method,), needed)


def weapon_shown(builder: Builder, event: Event, act: WeaponShown, at_ms: int) -> None:
    """Each chamber seen gains what its look can show; all seen and witnessed is a joint watch."""
    state = builder.state
    weapon = state.weapons[act.weapon]
    if weapon.weapon_class in CANNOT_HOLD:
        return
    if not event.on_record:
        _seen_by_hearsay(builder, event, act, at_ms)
        return
    for sight in act.sights:
        if _never_loaded(builder, event, sight):
            _could_be_any(builder, event, Spot("chamber", weapon.cylinder, sight.chamber), at_ms)
    may_be_another_weapon(builder, event, act.weapon, at_ms)
    _chambers_seen(builder, event, act, at_ms)
    numbers = {sight.chamber for sight in act.sights}
    certain = _is_certain(builder, event) and not other_weapons(builder, event, act.weapon)
    if certain and len(numbers) == weapon.chamber_count:
        seen_by = witnesses(state, builder.terms, event, len(numbers))
        people = frozenset({event.by or "", *seen_by})
        builder.watching.open_joint(state, act.weapon, people, at_ms)


def _is_certain(builder: Builder, event: Event) -> bool:
    """Whether a look was at one instant, by somebody named, and written down at once.

    No other look opens a joint watch.
    """
    instant = event.earliest_ms == event.latest_ms
    return event.by is not None and instant and not is_late(event, builder.terms.late_ms)


def _seen_by_hearsay(builder: Builder, event: Event, act: WeaponShown, at_ms: int) -> None:
    """A statement that a hazard was seen opens a path; one that none was closes none."""
    cylinder = builder.state.weapons[act.weapon].cylinder
    for sight in act.sights:
        spot = Spot("chamber", cylinder, sight.chamber)
        held = builder.state.chambers(act.weapon).get(sight.chamber)
        if sight.contents == builder.hazard:
            builder.enter((spot,), NOTHING, "found", at_ms, event.id)
        elif sight.contents not in {"empty", "case"} and (held is None or held.lot is None):
            _could_be_any(builder, event, spot, at_ms)


def _chambers_seen(builder: Builder, event: Event, act: WeaponShown, at_ms: int) -> None:
    """Chambers in which the same was seen in the same way gain the same failures."""
    cylinder = builder.state.weapons[act.weapon].cylinder
    found: dict[Spot, None] = {}
    checked: dict[CutSet, dict[Spot, None]] = {}
    for sight in act.sights:
        spot = Spot("chamber", cylinder, sight.chamber)
        if sight.contents in {builder.hazard, "unknown"}:
            found[spot] = None
        else:
            past = _sight_failures(builder, event, act, sight)
            checked.setdefault(past, {})[spot] = None
    for past, spots in checked.items():
        if past:
            alternatives = builder.alternatives(event, past)
            if other_weapons(builder, event, act.weapon):
                alternatives.append(by_word(event))
            builder.raise_bar(spots, alternatives, "checked", at_ms, event.id)
    builder.enter(found, NOTHING, "found", at_ms, event.id)
    for sight in act.sights:
        if sight.contents == "empty":
            spot = Spot("chamber", cylinder, sight.chamber)
            builder.seen_empty[spot] = builder.canvas.graph.laid


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
    """Shown loaded, never recorded as loaded: it is a round of any lot.

    The lots count as they were at any time since the chamber was last seen empty.
    """
    graph, since = builder.canvas.graph, builder.seen_empty.get(spot, 0)
    lots = [one for lot in builder.state.lots for one in lot_spots(lot)]
    builder.nodes_of(lots, at_ms)
    numbers: list[int] = []
    for lot in lots:
        known = graph.history.get(lot, [])
        numbers += known[max(bisect_left(known, since) - 1, 0) :]
    word = by_word(event)
    edges = [Edge(number, word, "mistaken", at_ms, at_ms, event.id) for number in numbers]
    if edges:
        builder.change((spot,), at_ms, lambda before: [*graph.kept(before, at_ms), *edges])


def bore_checked(builder: Builder, event: Event, act: BoreChecked, at_ms: int) -> None:
    """A barrel seen clear end to end; one seen blocked is a hazard in plain sight.

    Whatever was seen, the weapon in hand may have been another one, chambers and barrel.
    """
    may_be_another_weapon(builder, event, act.weapon, at_ms)
    if builder.hazard != "primed" or not (event.on_record or act.clear is False):
        return
    spot = barrel_spot(act.weapon)
    if act.clear is not True:
        builder.enter((spot,), NOTHING, "found", at_ms, event.id)
        return
    if not can_show(builder.terms, "bore", "lodged", ()):
        return
    past = check_failures(builder.state, builder.terms, event, ("bore",), 1)
    if past:
        alternatives = builder.alternatives(event, past)
        if other_weapons(builder, event, act.weapon):
            alternatives.append(by_word(event))
        builder.raise_bar((spot,), alternatives, "checked", at_ms, event.id)


def watch_claimed(builder: Builder, event: Event, act: WatchClaimed, at_ms: int) -> None:
    """A claim, in sight since shown, renews a joint watch that still runs; not a late one."""
    late = is_late(event, builder.terms.late_ms)
    if event.on_record and act.since_shown and event.by is not None and not late:
        builder.watching.renew_joint(act.item, event.by, at_ms)
