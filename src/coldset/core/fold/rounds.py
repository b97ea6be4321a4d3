"""Lots, portions, loading, firing. Counting is a claim, tested here and never believed over."""

from coldset.core.acts import (
    HammerFell,
    LotArrived,
    LotChecked,
    LotCounted,
    LotsMerged,
    PortionDrawn,
    RoundDiscarded,
    RoundsLoaded,
    RoundsUnloaded,
    ShotFired,
)
from coldset.core.events import Event
from coldset.core.findings import doubt
from coldset.core.fold.hands import (
    open_closed,
    open_into,
    open_the_way,
    taken_in_hand,
    whereabouts_new,
)
from coldset.core.fold.weapons import chamber_of, changed, weapon_of
from coldset.core.state import Chamber, Check, Lot, State, Weapon
from coldset.core.words import Contents, Id


def lot_arrived(state: State, event: Event, act: LotArrived) -> None:
    """A lot is on record, as what its label says; how it was built, only if the crew says so.

    A lot that arrives a second time is one of which nobody knows how many there are.
    """
    there = state.lots.get(act.lot)
    twice = there is not None
    if twice:
        state.findings.append(doubt("arrived-twice", event.id, thing=act.lot))
    open_into(state, event, act.holder, *state.chain(act.holder))
    state.lots[act.lot] = Lot(
        id=act.lot,
        claimed=act.claimed if there is None or there.claimed == act.claimed else "unknown",
        where=whereabouts_new(state, event, act.holder),
        n=None if twice else act.n,
        build=act.build if event.on_record else (),
        source=act.source,
    )


def _joined(state: State, event: Event, fresh: Lot) -> None:
    """Put rounds into a lot that may be there already: it is only what both are said to be.

    Its box, and whatever that is in, was open for it.
    """
    there = state.lots.get(fresh.id)
    if there is None:
        state.lots[fresh.id] = fresh
        return
    open_the_way(state, event, fresh.id)
    open_closed(state, event, there)
    there.n = None if there.n is None or fresh.n is None else there.n + fresh.n
    there.seen_empty = False
    there.claimed = there.claimed if there.claimed == fresh.claimed else "unknown"
    there.build = tuple(mark for mark in there.build if mark in fresh.build)
    there.parents = tuple(dict.fromkeys((*there.parents, *fresh.parents)))
    if event.on_record:
        there.where = fresh.where


def lot_of(state: State, event: Event, lot: Id) -> Lot:
    """The lot, put on record with a finding when nothing registered it before."""
    known = state.lots.get(lot)
    if known is not None:
        return known
    state.findings.append(doubt("thing-unregistered", event.id, thing=lot))
    holder = event.by or event.place or "unknown"
    known = state.lots[lot] = Lot(lot, "unknown", whereabouts_new(state, event, holder), None)
    return known


def lots_merged(state: State, event: Event, act: LotsMerged) -> None:
    """Both parents stay named; the whole is only what every part is said to be."""
    parts = [lot_of(state, event, lot) for lot in dict.fromkeys(act.lots)]
    for part in parts:
        taken_in_hand(state, event, part.id)
    open_into(state, event, act.holder, *state.chain(act.holder))
    claims = {part.claimed for part in parts}
    builds = [set(part.build) for part in parts]
    counts = [part.n for part in parts]
    merged = Lot(
        id=act.into,
        claimed=claims.pop() if len(claims) == 1 else "unknown",
        where=whereabouts_new(state, event, act.holder),
        n=None if None in counts else sum(n for n in counts if n is not None),
        build=tuple(sorted(set.intersection(*builds))) if builds else (),
        parents=act.lots,
    )
    for part in parts:
        if part.id != act.into and event.on_record:
            part.n, part.seen_empty = 0, True
    if act.into in act.lots:
        state.lots[act.into] = merged
    else:
        _joined(state, event, merged)


def take(state: State, event: Event, lot: Lot, n: int | None) -> None:
    """Take `n` rounds from a lot; more than there are is kept and is a finding.

    What is only said takes nothing away: a smaller lot would be checked more easily.
    """
    if not event.on_record:
        return
    if n is None or n < 0:
        lot.n = None
        return
    if lot.n is None:
        return
    if n > lot.n:
        state.findings.append(doubt("overdrawn", event.id, lot=lot.id, drawn=n, held=lot.n))
    lot.n = max(lot.n - n, 0)


def portion_drawn(state: State, event: Event, act: PortionDrawn) -> None:
    """A portion is what its lot is said to be."""
    lot = lot_of(state, event, act.lot)
    taken_in_hand(state, event, act.lot)
    take(state, event, lot, act.n)
    lot.seen_empty = act.emptied and event.on_record and lot.n == 0
    open_into(state, event, act.holder, *state.chain(act.holder))
    portion = Lot(
        id=act.portion,
        claimed=lot.claimed,
        where=whereabouts_new(state, event, act.holder),
        n=act.n,
        build=lot.build,
        source=lot.source,
        parents=(lot.id,),
    )
    _joined(state, event, portion)


def lot_checked(state: State, event: Event, act: LotChecked) -> None:
    """A check is on record; rounds that answered otherwise are a finding."""
    lot = lot_of(state, event, act.lot)
    taken_in_hand(state, event, act.lot)
    lot.checks.append(Check(event, act.method, act.n, act.answered, act.others))
    if lot.n is not None and act.n is not None and act.n > lot.n:
        state.findings.append(doubt("checked-too-many", event.id, lot=act.lot, n=act.n, held=lot.n))
    if act.others:
        state.findings.append(
            doubt(
                "answered-otherwise",
                event.id,
                level="not cleared",
                lot=act.lot,
                others=act.others,
                method=act.method,
            )
        )


def lot_counted(state: State, event: Event, act: LotCounted) -> None:
    """A count that does not come out is a finding; the record's own figure stays.

    Where the record has no figure, the first count on record is one.
    """
    lot = lot_of(state, event, act.lot)
    taken_in_hand(state, event, act.lot)
    if not event.on_record:
        return
    if lot.n is None:
        lot.n = act.n
    elif lot.n != act.n:
        state.findings.append(
            doubt("count-differs", event.id, lot=act.lot, counted=act.n, recorded=lot.n)
        )


def _chambers_filled(weapon: Weapon, act: RoundsLoaded) -> tuple[int, ...]:
    """Which chambers a loading filled: those named, or all when it fills the whole weapon."""
    if act.chambers:
        return act.chambers
    if act.n is not None and act.n == weapon.chamber_count:
        return tuple(range(1, act.n + 1))
    return ()


def rounds_loaded(state: State, event: Event, act: RoundsLoaded) -> None:
    """Rounds are in chambers; a chamber that held one already is a finding.

    By hearsay of a loading nobody knows what a chamber holds.
    """
    weapon = weapon_of(state, event, act.weapon)
    lot = lot_of(state, event, act.lot)
    taken_in_hand(state, event, act.weapon)
    taken_in_hand(state, event, act.lot)
    chambers = _chambers_filled(weapon, act)
    if act.n is not None and act.chambers and act.n != len(act.chambers):
        state.findings.append(
            doubt(
                "chambers-differ",
                event.id,
                level="not cleared",
                weapon=act.weapon,
                n=act.n,
                chambers=len(act.chambers),
            )
        )
    take(state, event, lot, act.n if act.n is not None else len(chambers) or None)
    weapon.ever_loaded = True
    changed(weapon, event)
    for number in chambers:
        chamber = chamber_of(state, event, act.weapon, number)
        if not event.on_record:
            chamber.contents = "unknown"
            continue
        if chamber.lot is not None:
            state.findings.append(
                doubt(
                    "chamber-full",
                    event.id,
                    level="not cleared",
                    weapon=act.weapon,
                    chamber=number,
                    held=chamber.lot,
                )
            )
        state.chambers(act.weapon)[number] = Chamber(lot.claimed, lot.id, event.id)


def rounds_unloaded(state: State, event: Event, act: RoundsUnloaded) -> None:
    """What comes out goes to a lot; a chamber is empty only if it was seen to be."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    numbers = act.chambers or tuple(state.chambers(act.weapon))
    held = [chamber_of(state, event, act.weapon, number) for number in numbers]
    loaded = sum(chamber.contents != "empty" for chamber in held)
    if (act.n is not None and act.n > len(held)) or (act.n and held and not loaded):
        state.findings.append(
            doubt("more-out-than-in", event.id, weapon=act.weapon, n=act.n or 0, held=loaded)
        )
    parents = tuple(sorted({chamber.lot for chamber in held if chamber.lot is not None}))
    claims = {state.lots[parent].claimed for parent in parents if parent in state.lots}
    builds = [set(state.lots[parent].build) for parent in parents if parent in state.lots]
    open_into(state, event, act.holder, *state.chain(act.holder))
    out = Lot(
        id=act.lot,
        claimed=claims.pop() if len(claims) == 1 else "unknown",
        where=whereabouts_new(state, event, act.holder),
        n=act.n,
        build=tuple(sorted(set.intersection(*builds))) if builds else (),
        parents=parents,
    )
    _joined(state, event, out)
    changed(weapon, event)
    seen: Contents = "empty" if act.seen_empty and event.on_record else "unknown"
    for number in numbers:
        lot = None if event.on_record else state.chambers(act.weapon)[number].lot
        state.chambers(act.weapon)[number] = Chamber(seen, lot, event.id)


def round_discarded(state: State, event: Event, act: RoundDiscarded) -> None:
    """Rounds are gone from the record's reach."""
    lot = lot_of(state, event, act.lot)
    taken_in_hand(state, event, act.lot)
    take(state, event, lot, act.n)
    lot.discarded += act.n or 0


def shot_fired(state: State, event: Event, act: ShotFired) -> None:
    """A chamber that fired holds a case."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    changed(weapon, event)
    weapon.bore_clear_since_fired = False
    if act.chamber is None:
        return
    chamber = chamber_of(state, event, act.weapon, act.chamber)
    if not event.on_record:
        chamber.contents = "unknown"
        return
    if chamber.contents in {"empty", "case", "dummy"}:
        state.findings.append(
            doubt(
                "contents-differ",
                event.id,
                level="not cleared",
                weapon=act.weapon,
                chamber=act.chamber,
                seen="fired",
                recorded=chamber.contents,
            )
        )
    if chamber.lot is not None and chamber.lot in state.lots:
        state.lots[chamber.lot].fired += 1
    state.chambers(act.weapon)[act.chamber] = Chamber("case", None, event.id)


def hammer_fell(state: State, event: Event, act: HammerFell) -> None:
    """Nothing fired, and what the hammer did to the round nobody has seen."""
    weapon = weapon_of(state, event, act.weapon)
    taken_in_hand(state, event, act.weapon)
    changed(weapon, event)
    weapon.bore_clear_since_fired = False
