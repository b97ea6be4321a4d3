"""Which other weapons a blocked bore speaks against. DOMAIN SB1-07, *barrel (bore) obstruction*.

What is lodged goes with its barrel and with nothing else (DESIGN part 3), so a blocked bore is
no fact about a barrel that was seen clear. It is one about the round that left its bullet there,
and so about every round of the lots that it may have come from, and about whatever weapon may
have been meant. Where the record cannot tell which those are, it speaks against every weapon.
"""

from coldset.core.acts import BoreChecked, CylinderSwapped, RoundsLoaded, RoundsUnloaded
from coldset.core.events import Event
from coldset.core.state import State
from coldset.core.words import Id
from coldset.gate.rules.lots import lineage


def speaks_against(state: State, event: Event, weapon: Id) -> bool:
    """Whether a bore that was not seen clear bars a weapon: its own, or one that it touched."""
    blocked = event.act.weapon if isinstance(event.act, BoreChecked) else weapon
    if blocked == weapon:
        return True
    return (
        not {blocked, weapon} <= set(state.weapons)
        or _may_be_meant(state, event, blocked, weapon)
        or _rounds_unknown(state, blocked)
        or any(_lots_unread(state, one) for one in (blocked, weapon))
        or bool(_touched(state, blocked) & _touched(state, weapon))
    )


def _may_be_meant(state: State, event: Event, blocked: Id, weapon: Id) -> bool:
    """Whether the mark was not read, and nobody wrote down that the two are of other models."""
    models = {state.weapons[blocked].model, state.weapons[weapon].model}
    return blocked not in event.read and ("" in models or len(models) == 1)


def _rounds_unknown(state: State, weapon: Id) -> bool:
    """Whether the record cannot say whose bullet it is: no loading, or a doubt about one."""
    doubted = any(finding.fact("weapon") == weapon for finding in state.findings)
    return doubted or not _loadings(state, weapon)


def _lots_unread(state: State, weapon: Id) -> bool:
    """Whether rounds of a lot went in whose mark was not read: they may be of any lot like it."""
    return any(lot not in read for lot, read in _loadings(state, weapon))


def _loadings(state: State, weapon: Id) -> list[tuple[Id, tuple[Id, ...]]]:
    """The lots that were loaded into a weapon, each with the marks that were read then."""
    return [
        (event.act.lot, event.read)
        for event in state.of(RoundsLoaded)
        if isinstance(event.act, RoundsLoaded) and event.act.weapon == weapon
    ]


def _touched(state: State, weapon: Id) -> frozenset[Id]:
    """The cylinders and lots that were ever in a weapon, and what these lots came out of."""
    found: set[Id] = set()
    for event in state.of(RoundsLoaded, RoundsUnloaded, CylinderSwapped):
        match event.act:
            case RoundsLoaded(weapon=into, lot=lot) | RoundsUnloaded(weapon=into, lot=lot):
                found |= lineage(state, lot) if into == weapon else set()
            case CylinderSwapped(weapon=into, out=out, into=cylinder):
                found |= {out, cylinder} if into == weapon else set()
    return frozenset(found)
