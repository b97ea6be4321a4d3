"""What happens to rounds and to what they are in: drawn, merged, loaded, taken out, struck, moved.

`walk.before` is what the record said before the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculus import alike, looks
from calculus.names import FREE, NONE, Name, Position, barrel, chambers, inside, of_lot, taken_with
from coldset.core.known import is_late

if TYPE_CHECKING:
    from calculus.names import Family
    from calculus.walk import Walk
    from coldset.core import acts
    from coldset.core.events import Event
    from coldset.core.words import Id


def _taken(walk: Walk, lot: Id) -> Family:
    """What rounds taken of a lot could be: its own, or a stray from around them."""
    known = lot in walk.before.lots
    return walk.of(*(taken_with(walk.before, lot) if known else of_lot(lot)))


def _too_many(walk: Walk, lot: Id, n: int | None) -> bool:
    """More than the record holds: one of them came from where nobody knows."""
    held = walk.before.lots.get(lot)
    counted = held is not None and held.n is not None and n is not None
    return counted and not walk.is_again and (n or 0) > (held.n or 0 if held is not None else 0)


def portion_drawn(walk: Walk, event: Event, act: acts.PortionDrawn, _at_ms: int) -> None:
    """The portion takes its lot's sets; the lot is gone only if all of it was, and seen to be."""
    portion = Position("lot", act.portion)
    walk.gain(portion, _taken(walk, act.lot))
    alike.may_be_another_lot(walk, event, act.lot, portion)
    if _too_many(walk, act.lot, act.n):
        walk.gain(portion, {FREE})


def lots_merged(walk: Walk, event: Event, act: acts.LotsMerged, _at_ms: int) -> None:
    """United; unread, they may have been other lots, and have gone into another one."""
    whole = Position("lot", act.into)
    parts = frozenset().union(*(_taken(walk, lot) for lot in act.lots))
    walk.gain(whole, parts)
    for lot in act.lots:
        alike.may_be_another_lot(walk, event, lot, whole)
    alike.may_be_into_another_lot(walk, event, act.into, parts)


def rounds_loaded(walk: Walk, event: Event, act: acts.RoundsLoaded, _at_ms: int) -> None:
    """A chamber's sets are those of its round; hearsay, and doubt of when or which, only adds."""
    weapon = walk.state.weapons[act.weapon]
    if weapon.weapon_class in {"replica", "rubber"}:
        return
    numbers = act.chambers
    if not numbers and act.n is not None and act.n == weapon.chamber_count:
        numbers = tuple(range(1, act.n + 1))
    named = [Position("chamber", weapon.cylinder, number) for number in numbers]
    at_once = event.earliest_ms == event.latest_ms
    replaces = bool(named) and event.on_record and at_once and not walk.is_again
    late = is_late(event, walk.terms.late_ms)
    doubted = late or bool(alike.other_weapons(walk, event, act.weapon))
    for chamber in named or chambers(walk.state, act.weapon):
        held = walk.of(chamber)
        if replaces:
            walk.replace(chamber, _taken(walk, act.lot))
        else:
            walk.gain(chamber, _taken(walk, act.lot))
        if replaces and doubted:
            walk.gain(chamber, (one | alike.word(event) for one in held))
        alike.may_be_another_lot(walk, event, act.lot, chamber)
        if _too_many(walk, act.lot, act.n or len(named) or None):
            walk.gain(chamber, {FREE})
    alike.may_be_another_weapon(walk, event, act.weapon)
    _bullets_in(walk, act)


def _bullets_in(walk: Walk, act: acts.RoundsLoaded) -> None:
    """A dummy that is loaded can leave its bullet in the barrel."""
    if walk.state.lots[act.lot].claimed == "blank":
        return
    here = barrel(act.weapon)
    if not walk.is_again:
        empty = (0, walk.of(here), walk.barred.get(here, 0))
        so_far, before, bars = walk.bullets_in.get(act.weapon, empty)
        known = None not in {so_far, act.bullets}
        count = (so_far or 0) + (act.bullets or 0) if known else None
        walk.bullets_in[act.weapon] = (count, before, bars)
    walk.gain(here, {frozenset({Name("component", "", act.lot)})})


def rounds_unloaded(walk: Walk, event: Event, act: acts.RoundsUnloaded, _at_ms: int) -> None:
    """What comes out has the chambers' sets; a chamber is clear only if it was seen empty."""
    cylinder = walk.state.weapons[act.weapon].cylinder
    named = [Position("chamber", cylinder, number) for number in act.chambers]
    held = named or chambers(walk.state, act.weapon)
    out = Position("lot", act.lot)
    walk.gain(out, walk.of(*held))
    alike.may_be_into_another_lot(walk, event, act.lot, walk.of(*held))
    walk.gain(out, alike.rounds_of_others(walk, event, act.weapon))
    others = alike.other_weapons(walk, event, act.weapon)
    if act.seen_empty and not walk.is_again and looks.can_show(walk, "empty", (), seen="empty"):
        past = looks.looked(walk, event, ["empty"], len(held))
        barriers = walk.unless_late(event, past) + ([alike.word(event)] if others else [])
        for chamber in held if past else ():
            walk.bar(chamber, barriers, weapon=act.weapon)
    _bullets_out(walk, event, act, doubted=bool(others))
    alike.may_be_another_weapon(walk, event, act.weapon)


def _bullets_out(walk: Walk, event: Event, act: acts.RoundsUnloaded, *, doubted: bool) -> None:
    """As many bullets out as went in: for one to be left of these, whoever counted was wrong.

    Where the bore was looked at in between, nothing is added.
    """
    here = barrel(act.weapon)
    went_in, before, bars = walk.bullets_in.pop(act.weapon, (None, NONE, 0))
    if not event.on_record or event.by is None or act.bullets is None or act.bullets != went_in:
        return
    if bars != walk.barred.get(here, 0):
        return
    past = walk.unless_late(event, frozenset({Name("check", event.by, "bullets")}))
    since = walk.of(here) - before
    past += [alike.word(event)] if doubted else []
    walk.sets[here] = before
    walk.gain(here, (one | more for one in since for more in past))


def struck(walk: Walk, event: Event, act: acts.ShotFired | acts.HammerFell, _at_ms: int) -> None:
    """A hammer that falls on a primed dummy can leave its bullet in the barrel."""
    cylinder = walk.state.weapons[act.weapon].cylinder
    one_chamber = [Position("chamber", cylinder, act.chamber or 0)]
    held = chambers(walk.state, act.weapon) if act.chamber is None else one_chamber
    part = Name("component", "", act.weapon)
    primed = walk.of(*held) | alike.rounds_of_others(walk, event, act.weapon)
    walk.gain(barrel(act.weapon), (one | {part} for one in primed))
    alike.may_be_another_weapon(walk, event, act.weapon)


def cylinder_swapped(walk: Walk, event: Event, act: acts.CylinderSwapped, _at_ms: int) -> None:
    """Chambers go with their cylinder; nobody knows one that was never seen.

    By hearsay of a swap, what the other cylinder held may be in the one on record. A weapon whose
    mark was not read may still have what came out.
    """
    if alike.other_weapons(walk, event, act.weapon):
        out = [Position("chamber", act.out, n) for n in walk.state.cylinders.get(act.out, ())]
        still = frozenset(one | alike.word(event) for one in walk.of(*out))
    else:
        still = frozenset()
    for number in walk.state.cylinders[act.into]:
        chamber = Position("chamber", act.into, number)
        if walk.is_again or chamber not in walk.sets:
            walk.gain(chamber, {FREE})
        if not event.on_record:
            fitted = walk.state.weapons[act.weapon].cylinder
            walk.gain(Position("chamber", fitted, number), walk.of(chamber))
    for number in walk.state.cylinders[act.into]:
        walk.gain(Position("chamber", act.into, number), still)
    alike.may_be_another_weapon(walk, event, act.weapon)


def item_moved(walk: Walk, event: Event, act: acts.ItemMoved, _at_ms: int) -> None:
    _moved(walk, event, act.item)


def custody_passed(walk: Walk, event: Event, act: acts.CustodyPassed, _at_ms: int) -> None:
    _moved(walk, event, act.item)


def kit_passed(
    walk: Walk, event: Event, act: acts.KitIssued | acts.KitReturned, _at_ms: int
) -> None:
    for item in act.items:
        _moved(walk, event, item)


def _moved(walk: Walk, event: Event, item: Id) -> None:
    """A stray from the containers around comes along; a look-alike may have been taken instead."""
    if item in walk.state.weapons:
        alike.may_be_another_weapon(walk, event, item)
        return
    around = [one for one in walk.before.chain(item) if one in walk.before.containers]
    strays = walk.of(*(inside(one) for one in around if one != item))
    walk.gain(inside(item), strays)
    if item in walk.state.lots:
        for position in of_lot(item):
            alike.may_be_another_lot(walk, event, item, position)
