"""A hazard that was identified is a fact, and its cheapest explanations prove failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculus import exposure
from calculus.names import FREE, Family, Name, Position, barrel, chambers, inside, of_lot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from calculus.walk import Walk
    from coldset.core import acts
    from coldset.core.events import Event


def where_found(walk: Walk, act: acts.HazardIdentified) -> tuple[Position, ...]:
    """Where it can have been: a barrel, a chamber, any chamber, a lot or its box, a holder."""
    if act.at in walk.state.weapons:
        if act.hazard == "lodged":
            return (barrel(act.at),)
        if act.chamber is not None:
            return (Position("chamber", walk.state.weapons[act.at].cylinder, act.chamber),)
        return chambers(walk.state, act.at)
    lot = act.lot or act.at
    return of_lot(lot) if lot in walk.state.lots else (inside(act.at),)


def weight(failures: frozenset[Name], weights: Mapping[str, int]) -> int:
    return sum(weights.get(name.kind, 1) for name in failures)


def cheapest(family: Family, weights: Mapping[str, int]) -> frozenset[Name]:
    """Every name on any of the lightest sets."""
    least = min((weight(one, weights) for one in family), default=0)
    return frozenset(name for one in family if weight(one, weights) == least for name in one)


def hazard_identified(walk: Walk, _event: Event, act: acts.HazardIdentified, _at_ms: int) -> None:
    """What the cheapest explanations need has failed, once and for all; floors are free again.

    So are the pockets of everybody whose control or act is on one of them.
    """
    if ("primed" if act.hazard == "lodged" else act.hazard) != walk.hazard:
        return
    found = where_found(walk, act)
    failed = cheapest(walk.of(*found), walk.terms.weights)
    if act.at in walk.state.places:
        failed |= cheapest(exposure.floors(walk, act.at), walk.terms.weights)
    walk.prove(failed)
    for position in found:
        walk.gain(position, {FREE})
    walk.swept.clear()
    for person in {name.who for name in failed} & set(walk.state.people):
        walk.gain(inside(person), {FREE})
